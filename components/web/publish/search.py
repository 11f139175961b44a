"""The search of the publication: what each page says, by word, as a program's file beside the list of all pages.

A page that is opened from a file system may fetch nothing, but it may load a program of its own folder: the index is
one that assigns data. ``search.js`` finds in it, and reads the names of pages from the list itself.
"""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from textwrap import shorten
from unicodedata import normalize

from data.words import Words

PROGRAM = Path(__file__).with_name("search.js")
LIST = "listed"
"""The container of the list that is searched."""
LONGEST = 160
"""Letters of what is shown of a page that was found, under its name."""
_ASIDE = re.compile(r"<(nav|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_MARK = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


@dataclass(frozen=True)
class Entry:
    """A page that is searched: what is shown of it under its name, and its words."""

    about: str
    words: frozenset[str]


def entry(about: str, html: str) -> Entry:
    """Return the entry of a page of which this is told, and which says this in its main part."""
    said = unescape(_TAG.sub(" ", _ASIDE.sub(" ", html)))
    return Entry(shorten(about, LONGEST, placeholder=" …"), frozenset(words_in(said)))


def words_in(text: str) -> list[str]:
    """Return the words of a text as they are searched: small letters without marks, 3.5 and 5.n1 as one word each.

    ``search.js`` does the same to what is asked, and to names.
    """
    return _WORD.findall(_MARK.sub("", normalize("NFD", text.lower())))


def index(entries: Sequence[Entry]) -> bytes:
    """Return the index of pages, in the order of the list, as a program that names it ``searched``."""
    pages: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(entries):
        for word in one.words:
            pages[word].append(number)
    found = {"about": [one.about for one in entries], "words": {word: _runs(pages[word]) for word in sorted(pages)}}
    return f"const searched = {json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _runs(numbers: Sequence[int]) -> str:
    """Return ascending numbers in short: those in a row by the first and the last, "0-3 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def texts(said: Words) -> Mapping[str, str]:
    """Return what the search says, by the names by which ``search.js`` knows it."""
    _ = said.say
    return {
        "label": _("Search all pages"),
        "hint": _("For example: 3.5, participatory budget, Valmiera"),
        "found": _("Found: {n}", n="{n}"),
        "first": _("Found: {n}; the first {most} are shown", n="{n}", most="{most}"),
        "none": _("No page has all of these words. Try fewer words, or only their beginnings."),
    }
