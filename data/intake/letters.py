"""Telling texts whose letters a program broke: read in another character set than they were written in.

UTF-8 read as Windows-1252, Windows-1257 or Latin-1 turns each letter with a mark into two signs that no language puts
beside each other ("PasÄkumi"); Windows-1257 read as Windows-1252 turns it into a letter that Latvian does not have
("Pasâkumi"); and a program without the letter writes "?" or the sign for a lost one. What ftfy knows of all the other
sets is asked of texts with signs that no text here should hold, since it reads far more slowly than they are found.
"""

import re
from collections.abc import Iterable

from ftfy import fix_encoding
from ftfy.badness import is_bad

_SETS = ("cp1252", "cp1257")
BROKEN_SHARE = 0.1
"""From this share of a tab's texts on, its letters are broken and not a cell's (decision 0004)."""


def _read_as(byte: int) -> set[str]:
    """Return what a byte reads as in the character sets that Latvian texts are mistaken for."""
    return {chr(byte), *(bytes([byte]).decode(name, "ignore") for name in _SETS)} - {""}


_FOLLOWING = "".join(
    sorted({sign for byte in range(0x80, 0xC0) for sign in _read_as(byte) if not sign.isspace() or sign == "\u00a0"})
)
_SURE = re.compile(rf"[ÃÄÅ][{re.escape(_FOLLOWING)}]|(?<=[a-z])[ÄÅ][^\x00-\x7f]|[âā]€|\ufffd")
_SURE_SIGNS = "ÃÄÅ€\ufffd"
_ODD = re.compile("[\x80-\x84\x86-\x9fĂĹĢƒŒœˆ˜\u0370-\u04ff\u2202-\u22ff\u2500-\u25ff\uf8ff]")
"""What other sets make of a letter's two bytes: controls, Greek, Cyrillic, mathematics, the frames of old screens."""
_IN_ONE_WORD = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]|[^\\W\\d_][\u2500-\u257fƒ]\\S")
"""Latin beside Cyrillic letters (Windows-1251, or letters that only look alike), or frames within a word."""
_FOREIGN_SIGNS = "âçîðûþ"
_FOREIGN = re.compile(rf"[{_FOREIGN_SIGNS}](?:(?<=[A-Za-z].)|(?=[A-Za-z]))", re.IGNORECASE)
"""What Latvian's most frequent letters with a mark become: ā, ē, ī, š, ū, ž."""
_LOST = re.compile(r"\?(?<=[^\W\d_].)(?=[^\W\d_](?![\w-]*=))")


def _any_of(signs: str, text: str) -> bool:
    """Tell whether a text holds one of a few signs; quicker than any pattern, and mostly the answer is no."""
    return any(sign in text for sign in signs)


def surely_broken(text: str) -> bool:
    """Tell whether a text holds signs that only a wrong character set puts there."""
    if text.isascii():
        return False
    if _any_of(_SURE_SIGNS, text) and _SURE.search(text):
        return True
    return _ODD.search(text) is not None and (is_bad(text) or _IN_ONE_WORD.search(text) is not None)


def maybe_broken(text: str) -> bool:
    """Tell whether a text looks broken, be it only by letters that Latvian does not have or by a lost one."""
    foreign = _any_of(_FOREIGN_SIGNS, text) and _FOREIGN.search(text)
    return bool(surely_broken(text) or foreign or ("?" in text and "://" not in text and _LOST.search(text)))


def worth_a_look(texts: str) -> bool:
    """Tell whether one of many texts, joined, may be broken; links among them say nothing."""
    return maybe_broken(texts) or ("?" in texts and _LOST.search(texts) is not None)


def mostly_broken(texts: Iterable[str]) -> bool:
    """Tell whether at least a tenth of the texts that have letters look broken.

    One alone is a broken cell, and two that may be foreign names are names.
    """
    worded = [text for text in texts if any(map(str.isalpha, text))]
    broken = [text for text in worded if maybe_broken(text)]
    enough = len(broken) >= 3 or (len(broken) == 2 and any(map(surely_broken, broken)))
    return enough and len(broken) >= BROKEN_SHARE * len(worded)


def repaired(text: str) -> str:
    """Return what a broken text most likely said, the text itself where nothing fits.

    ftfy knows UTF-8 read as anything; Windows-1257 read as Windows-1252 is ours to know.
    """
    mended = fix_encoding(text)
    if mended == text:
        for written, read in (("latin-1", "utf-8"), ("cp1257", "utf-8"), ("cp1252", "cp1257"), ("cp1251", "utf-8")):
            try:
                mended = text.encode(written).decode(read)
            except UnicodeError:
                continue
            if mended != text:
                return mended
    return mended
