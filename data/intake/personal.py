"""Personal data in free text: e-mail addresses, telephone numbers and personal codes, in the spellings people use.

What is looked for is looked for in a plain form of the text (`_plain`): digits of every script as 0 to 9, wide letters
narrow, dashes and spaces of every kind as one, without what nobody sees. Every pattern here reads a character a bounded
number of times, whatever stands in the text: runs are possessive and begin only where no run goes on.

Eight digits may be a telephone or a sum. What stands beside them decides (a unit, "kopā", "tālr."); where nothing does,
they are a telephone unless they look like a sum in round figures, a date or a range of years. The check digit of a
personal code is not asked: a code with a slip in it is still somebody's (decision 0011).
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

REDACTED = "[…]"
"""What stands in a text where personal data stood."""

URL = re.compile(r"https?://[^\s<>\"'„”]+", re.IGNORECASE)
"""An http or https address within a text. Its digits stay, since an identifier is no telephone number."""

# What cannot be missed by a text with personal data in it; everything else is looked for only where this is found.
_SUSPICIOUS = re.compile(
    r"[@＠﹫]|%(?:25){0,3}40|&(?:#|commat)|\bat\b|[([{<]\s?(?:a|at|[äæ]t|[eē]ta?)\s?[)\]}>]"
    r"|(?:[\d²³¹⁰-₉①-⓿❶-➓](?:[^\w\n]|_){0,3}){7}",
    re.IGNORECASE,
)
_PASSES = 3
"""How often a text is gone through: what stood between two numbers may have been personal data itself."""
_REMEMBERED = 4096


class _Plain(dict[int, str]):
    """What `str.translate` puts for each character; remembers the first few thousand that it was asked for."""

    def __missing__(self, code: int) -> str:
        plain = _plain_letter(chr(code))
        if len(self) < _REMEMBERED:
            self[code] = plain
        return plain


def _plain_letter(letter: str) -> str:
    digit, category = unicodedata.digit(letter, None), unicodedata.category(letter)
    if digit is not None:
        return str(digit)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "Pd" or letter == "−":
        return "-"
    if category == "Zs":
        return " "
    if letter in "·•‧∙․。":
        return "."
    if letter in "⁄∕":
        return "/"
    narrow = unicodedata.normalize("NFKC", letter)
    return narrow if len(narrow) == 1 else letter


_PLAIN = _Plain()


def _plain(text: str) -> tuple[str, list[int] | None]:
    """Return a text's plain form, and for each of its characters the place in the text where that is not the same."""
    if text.isascii():
        return text, None
    plain = text.translate(_PLAIN)
    return plain, None if len(plain) == len(text) else [at for at, letter in enumerate(text) if _PLAIN[ord(letter)]]


# E-mail addresses

_AT = r"@|%(?:25){0,3}40|&#0{0,4}64;|&#x0{0,4}40;|&commat;"
_DOT = r"\.|%(?:25){0,3}2e|\s\.\s|\s?[([{]\s?(?:dot|punkt|punkts|\.)\s?[)\]}]\s?|\s(?:dot|punkts)\s"
_EMAIL = re.compile(
    r"(?:(?<![\w.+%-])(?P<local>(?:[\w.+-]|%(?!(?:25){0,3}40))++)|[\"'“”„«][^\"'“”„«»\n@]{1,64}[\"'“”»])"
    rf"(?:\s{{0,2}}(?:(?P<sign>{_AT})|[([{{<]\s?(?:@|a|at|[äæ]t|[eē]ta?)\s?[)\]}}>])\s{{0,2}}|\s(?P<word>at)\s)"
    rf"(?P<domain>[\w-]++(?:(?:{_DOT})[\w-]++)*+)",
    re.IGNORECASE,
)
_SIGN = re.compile(_AT, re.IGNORECASE)
_HOST = re.compile(r"[a-z][a-z-]+")
"""A machine's name without a domain; in capitals it is a statistical data set's (DSD@DF)."""
_DOTTED = re.compile(_DOT, re.IGNORECASE)
_MAILBOXES = re.compile(
    r"(?:inbox|one|apollo|e-apollo|tvnet|mail|gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|proton(?:mail)?|yandex|gmx)"
    r"\.[a-z.]{2,6}",
    re.IGNORECASE,
)
_WRITE_TO = re.compile(
    r"(?:e-?pas\w{1,4}|e-?mail\w?|mailto|raksti\w{0,3}|kontakt\w{0,6}|contact|write to|sazin\w{1,8})\W", re.IGNORECASE
)


def _emails(plain: str) -> Iterator[tuple[int, int]]:
    links = [link.span() for link in URL.finditer(plain)]
    at, within = 0, 0
    while match := _EMAIL.search(plain, at):
        while within < len(links) and links[within][1] <= match.start():
            within += 1
        linked = within < len(links) and links[within][0] <= match.start()
        if _is_email(match, plain, linked=linked):
            yield match.span()
            at = match.end()
        else:
            at = match.start("domain")


def _is_email(match: re.Match[str], plain: str, *, linked: bool) -> bool:
    labels = _DOTTED.split(match["domain"])
    last = labels[-1]
    tight = (
        bool(match["sign"])
        and match.end("sign") == match.start("domain")
        and match.start("sign") == _end_of_name(match)
    )
    if len(labels) == 1:
        return tight and not linked and bool(_HOST.fullmatch(last)) and not _SIGN.match(plain, match.end())
    if not last[:1].isalpha() or (linked and not tight):
        return False
    if not match["word"]:
        return True
    spelled = "." not in match["domain"]
    named = bool(re.search(r"[.\d_]", match["local"] or '"'))
    asked = bool(_WRITE_TO.search(plain, max(0, match.start() - 40), match.start()))
    return labels[0].lower() != "www" and (spelled or named or asked or bool(_MAILBOXES.fullmatch(match["domain"])))


def _end_of_name(match: re.Match[str]) -> int:
    return match.end("local") if match["local"] is not None else match.start("sign")


# Personal codes

_DAY, _MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_CODE = re.compile(
    r"(?<![\w+-])(?<!\d[.,])(?:(?:LV|PK)[ -]?)?"
    rf"(?:{_DAY}{_MONTH}\d{{2}}(?: ?[-./_] ?| |)[0-2]\d{{4}}"
    rf"|{_DAY}[. ]{_MONTH}[. ]\d{{2}}\.? ?- ?[0-2]\d{{4}}"
    r"|3[2-9]\d{4}(?: ?[-./_] ?| |)\d{5})(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
_CALLED_CODE = re.compile(
    r"(?:person(?:as|al|īg\w{1,3}) ?(?:kod\w{1,3}|code|id)|\bp(?:ers)?\. ?k(?:ods|\.))[^\d\n]{0,12}"
    r"(?P<number>\d(?:[ .\-/]{0,3}\d){10})(?!\d)",
    re.IGNORECASE,
)
_CADASTRE = re.compile(r"kadastr\w{0,5}[^\d\n]{0,20}\Z", re.IGNORECASE)
_LINK_CODE = re.compile(rf"(?<==)(?:{_DAY}{_MONTH}\d{{2}}-?[0-2]|3[2-9]\d{{4}}-?\d)\d{{4}}(?!\d)")


def _codes(plain: str) -> Iterator[tuple[int, int]]:
    for match in _CALLED_CODE.finditer(plain):
        yield match.span("number")
    for match in _CODE.finditer(plain):
        parted = not match[0].isdecimal()
        if not (_money_behind(plain, match.end()) and " " in match[0]) and (
            parted or not _CADASTRE.search(plain, max(0, match.start() - 40), match.start())
        ):
            yield match.span()


# Telephone numbers

_COUNTRY = re.compile(
    r"1|7|2[07]|2[1-689]\d|3[0-469]|3[578]\d|4[013-9]|42\d|50\d|5[1-8]|59\d|6[0-6]|6[789]\d|8[1246]|8[058]\d|9[0-58]|9[679]\d"
)
"""What a number abroad begins with (ITU-T E.164, annex to bulletin 1114)."""
_GAP = r"[ .\-/()[\]]{0,3}"
_OWN_COUNTRY = re.compile(
    rf"\(?(?:\+|(?<![\w.,/-])00) ?\(?371(?:{_GAP}\d){{8}}(?!\d)|\(?\+ ?\(?371(?:{_GAP}\d){{6,7}}(?!\d)"
)
_ABROAD = re.compile(
    r"(?<![\d+])\(?(?:(?P<plus>\+)|(?<![\w.,/-])00(?=[^\d\s\w]|[ 1-9])) ?"
    rf"\(?(?P<number>[1-9](?:{_GAP}\d){{7,14}})(?!\d)"
)
_WITHOUT_PLUS = re.compile(r"(?<![\w.,/-])371(?P<number>[ .-]?[26](?:[ .-]?\d){7})(?!\w|[.,/-]\d| \d)")
_CALLED = re.compile(
    r"(?:\b(?:t[āa]lr(?:un\w{1,4})?|t[āa]l|tel(?:ef(?:on\w{0,4})?)?|mob|mobil(?:ais|ā|o)\w{0,3}|fakss?|fax|phone|ph|cell|viber"
    r"|whats ?app|t(?=[.:]))(?![^\W\d_])|[☎☏✆📞📱])[^\d\n+]{0,12}"
    rf"(?P<number>\d(?:(?:{_GAP}\d){{7}}(?!\d)|(?:{_GAP}\d){{8,14}}(?!\d)|(?:{_GAP}\d){{6}}(?!\d)))",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\( ?[26]\d{0,2} ?\)(?:[ -]?\d){5,7}(?!\w|[.,/-]\d)")
_LINKED = re.compile(
    r"(?:(?<![a-z])(?:(?:tel|phone|mob\w{0,4}|t[aā]lr\w{0,5}|fax|sms|number|whatsapp|viber)[=:/](?:\+|%2B)?|wa\.me/\+?)"
    r"|(?:\+|%2B)(?=371))(?P<number>\d{8,15})(?!\d)",
    re.IGNORECASE,
)
_RUN = re.compile(r"(?<!\w)(?<!\d[./,-])\d++(?:[ ./-]\d++)*+(?!\w)(?!,\d{1,4}(?!\d))")
_SHAPES = tuple(
    (lengths, frozenset(parts))
    for lengths, parts in (
        ((8,), ""),
        ((2, 3, 3), " .-"),
        ((2, 2, 2, 2), " .-"),
        ((3, 2, 3), " .-"),
        ((3, 3, 2), " .-"),
        ((2, 2, 4), " -"),
        ((2, 4, 2), " -"),
        ((2, 6), " -"),
        ((3, 5), " "),
        ((4, 4), " "),
        ((1, 7), " "),
    )
)
"""How people part a telephone number of this country, and by what."""
_CALL = re.compile(r"(?:t[āa]lr|tel|mob|zvan|kontakt|sazin|viber|whats|sms|call|phone|fakss?|fax)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:\bnr\b\.?|№|#|\bnumur\w{0,3}|\bno\.|\bid\b|\bkod[sau]\w{0,2}"
    r"|\bis[bs]n|\bdoi|\biban|\bkont[sau]|\breģ\.?|\bliet\w{1,2})[ :]{0,2}\Z",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(
    r"(?:[€$£=~≈±<>≤≥×]|\b(?:EUR|USD|GBP|Ls|LVL|no|līdz|ap|aptuveni|apmēram|gandrīz|vismaz|nekā|virs|kop[āa]|about|nearly|over|total))"
    r"[^\w\n]{0,3}\Z"
    r"|(?:summ|tām|ieguld|dotāc|budžet|finansējum|apjom|vērtīb|izmaks|ieņēmum|izdevum|skait|piešķir|budget|amount|cost|population|funding)"
    r"\w{0,6}[^\d\n,;]{0,20}\Z",
    re.IGNORECASE,
)
_MONEY_BEHIND = re.compile(
    r"[.,]?-?\s?\(?(?:[€$£%‰]|(?:EUR|eiro|euro|USD|GBP|LVL?|Ls|lat[iusa]|tūkst|milj|mljrd|mrd|m[²2]|km|ha|kg|[kMG]?Wh|[kMGT]B|gab|iedz|cilv|pers"
    r"|vien|reiz|bals|parakst|dokum|ierakst|skat|apmek|lapp?|rind|stund|dien|pasāk|projekt|vērt|punkt|tonn|inhab|people|resid"
    r"|times|visit|view|vote|record|row|hour|user|lietot|eks|gabal|kopij)(?:\w{0,12})\b)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_NEAR = 40
"""Characters before a number in which a word tells what it is."""
_YEARS = re.compile(r"(?:19|20)\d\d")
_DAY_AS_NUMBER = re.compile(rf"20[0-4]\d{_MONTH}{_DAY}")


def _own_country(plain: str) -> Iterator[tuple[int, int]]:
    for match in _OWN_COUNTRY.finditer(plain):
        yield match.span()


def _phones(plain: str) -> Iterator[tuple[int, int]]:
    """Give the telephone numbers that something beside their digits tells of."""
    for match in _ABROAD.finditer(plain):
        if _is_abroad(match, plain):
            yield match.span()
    for match in _WITHOUT_PLUS.finditer(plain):
        if not _money_behind(plain, match.end()):
            yield match.span()
    for match in _CALLED.finditer(plain):
        digits = _digits(match["number"])
        years = len(digits) == 8 and _YEARS.fullmatch(digits[:4]) and _YEARS.fullmatch(digits[4:])
        if not years and not _money_behind(plain, match.end()):
            yield match.span("number")
    for match in _BRACKETED.finditer(plain):
        if len(_digits(match[0])) == 8 and not _money_behind(plain, match.end()):
            yield match.span()


def _is_abroad(match: re.Match[str], plain: str) -> bool:
    number, digits = match["number"], _digits(match["number"])
    if not _COUNTRY.match(digits) or _money_behind(plain, match.end()):
        return False
    if not match["plus"] and number.isdecimal():
        return len(digits) >= 10
    return not (_THOUSANDS.fullmatch(number) and (len(digits) <= 9 or digits.endswith("000")))


def _runs(plain: str) -> Iterator[tuple[int, int]]:
    """Give the telephone numbers of this country among the runs of digits that nothing else tells of."""
    runs = [run for run in _RUN.finditer(plain) if sum(map(str.isdecimal, run[0])) >= 8]
    sums = [_money_behind(plain, run.end()) for run in runs]
    called = [bool(_CALL.search(plain, max(0, run.start() - _NEAR), run.start())) for run in runs]
    for at, run in enumerate(runs):
        before = plain[max(0, run.start() - _NEAR) : run.start()]
        sums[at] |= not called[at] and bool(_NUMBERED.search(before) or _MONEY_BEFORE.search(before))
        if called[at] or sums[at] or " " not in run[0]:
            continue
        # Beside a sum stands a sum: "no 21 345 678 līdz 25 000 000 EUR", "summa 29 123 456, no tā 25 123 456 valsts".
        sums[at] = (at > 0 and sums[at - 1] and run.start() - runs[at - 1].end() <= _NEAR) or (
            at + 1 < len(runs) and sums[at + 1] and runs[at + 1].start() - run.end() <= _NEAR // 4
        )
    for run, counted, asked in zip(runs, sums, called, strict=True):
        part_of_a_word = re.match(r"\w[./-]", plain[max(0, run.start() - 2) : run.start()])
        if not counted and (asked or not part_of_a_word):
            yield from _within(run)


def _within(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Give the telephone numbers that a run consists of; where it does not, its parts of eight digits."""
    text, offset, at = run[0], run.start(), 0
    tokens = list(re.finditer(r"\d+", text))
    spans: list[tuple[int, int]] = []
    while at < len(tokens):
        size = _shape(tokens, at, text)
        if not size:
            break
        spans.append((offset + tokens[at].start(), offset + tokens[at + size - 1].end()))
        at += size
    if at == len(tokens):
        yield from spans
        return
    for number, token in enumerate(tokens):
        before, behind = text[max(0, token.start() - 1) : token.start()], text[token.end() : token.end() + 1]
        # "67012345/46" names a second telephone by its last digits.
        short = behind in ("/", "-") and number + 2 == len(tokens) and len(tokens[-1][0]) <= 3
        if before in ("", " ") and (behind in ("", " ") or short) and _is_phone([token[0]]):
            yield offset + token.start(), offset + token.end()


def _shape(tokens: list[re.Match[str]], at: int, run: str) -> int:
    """Return how many tokens from one on are a telephone number, 0 for none."""
    for lengths, parts in _SHAPES:
        window = tokens[at : at + len(lengths)]
        if len(window) == len(lengths) and all(
            len(token[0]) == length for token, length in zip(window, lengths, strict=True)
        ):
            between = {run[token.end()] for token in window[:-1]}
            return len(window) if between <= parts and _is_phone([token[0] for token in window]) else 0
    return 0


def _is_phone(parts: list[str]) -> bool:
    """Tell whether parts of digits are more likely a telephone number than a sum, a date, years or a row of numbers."""
    digits = "".join(parts)
    if len(digits) != 8 or digits[0] not in "26":
        return False
    lengths = tuple(map(len, parts))
    if lengths == (8,):
        return not digits.endswith("00000") and not _DAY_AS_NUMBER.fullmatch(digits)
    if lengths in ((2, 3, 3), (4, 4)) and digits.endswith("000"):
        return False
    if lengths[-1] == 4 and any(map(_YEARS.fullmatch, parts)):
        return False
    return lengths != (2, 2, 2, 2) or len({int(b) - int(a) for a, b in pairwise(parts)}) > 1


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _money_behind(plain: str, end: int) -> bool:
    """Tell whether a unit stands behind a number: then it counts something."""
    return _MONEY_BEHIND.match(plain, end) is not None


def _in_links(plain: str) -> Iterator[tuple[int, int]]:
    for match in _LINKED.finditer(plain):
        yield match.span("number")
    for link in URL.finditer(plain):
        for match in _LINK_CODE.finditer(plain, *link.span()):
            yield match.span()


# All of them


def redact(text: str) -> str:
    """Return text with e-mail addresses, telephone numbers and personal codes replaced by "[…]".

    Links keep their digits, save where they are said to be a telephone number or a personal code.
    """
    for _ in range(_PASSES):
        if not _SUSPICIOUS.search(text):
            return text
        plain, places = _plain(text)
        spans = _found(plain)
        if not spans:
            return text
        pieces, end = [], 0
        for start, stop in sorted(spans):
            first, last = (start, stop) if places is None else (places[start], places[stop - 1] + 1)
            pieces += [text[end:first], REDACTED]
            end = last
        text = "".join([*pieces, text[end:]])
    return text


def _found(plain: str) -> list[tuple[int, int]]:
    """Return where personal data stand in a plain text, none over another."""
    spans = list(_emails(plain))
    plain = _masked(plain, spans)
    spans += (spans_here := list(_in_links(plain)))
    plain = _masked(plain, [*spans_here, *(link.span() for link in URL.finditer(plain))])
    for finder in (_codes, _own_country, _phones, _runs):
        spans_here = _apart(finder(plain))
        spans += spans_here
        plain = _masked(plain, spans_here)
    return _apart(spans)


def _apart(spans: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order; of two that overlap one that covers both."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _masked(plain: str, spans: list[tuple[int, int]]) -> str:
    """Return a plain text with "…" for every character of the spans, so that nothing is found there again."""
    pieces, end = [], 0
    for start, stop in sorted(spans):
        pieces += [plain[end:start], "…" * (stop - start)]
        end = max(end, stop)
    return "".join([*pieces, plain[end:]])
