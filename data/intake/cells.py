"""Reading one cell by its column's kind: text, lists, identifiers, closed words, yes and no, and links.

Dates and times are read in `data.intake.days`, numbers in `data.intake.numbers`.

Every parser takes a `RawCell` and its `Column` and returns `Ok` or `Bad`; none raises, whatever stands in the
cell. `format_value` is the inverse: reading what it wrote gives the value back.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from urllib.parse import unquote

from data.contract.columns import Column, Kind
from data.intake.days import parse_date, parse_day, parse_time, read_date
from data.intake.numbers import parse_number
from data.intake.parsed import EMPTY, Bad, Ok, Parsed, absent, nothing, plain
from data.intake.personal import URL, redact
from data.intake.text import MAX_TEXT, fold, is_missing, parts_of, quoted
from data.raw import CellKind, RawCell, TypedCell

MAX_ID = 200
"""Characters an identifier may hold."""
_DASHES = frozenset(["-", "–", "—", "n/a"])
_NO_ITEM = _DASHES | {""}
_ERROR = re.compile(r"#(?:N/A|[A-ZĀČĒĢĪĶĻŅŌŠŪŽ]+(?:/\d)?[!?])|#{3,}|(?:Err|Kļūda):\d{3}")
_LOADING = re.compile(r"(?:loading|notiek ielāde|ielādē)\s*(?:…|\.{3})", re.IGNORECASE)
_BAD_SCHEME = re.compile(r"\b(?:javascript|vbscript|file|ftp|blob):\S|\bdata:\w+/", re.IGNORECASE)
_BY_VALUE = frozenset([Kind.DAY, Kind.DATE, Kind.TIME, Kind.INTEGER, Kind.NUMBER])
"""What is read from a typed cell's value; everything else from what the cell shows."""


def parse(raw: RawCell, column: Column) -> Parsed:
    """Read one cell as its column says. An empty cell gives the column's default (or None)."""
    if isinstance(raw, TypedCell):
        if raw.kind is CellKind.ERROR:
            return Bad("formula_error")
        if raw.kind is CellKind.NOT_CALCULATED:
            return Bad("formula_not_calculated")
        if raw.kind is CellKind.RESTLESS:
            return Bad("google_cell_restless")
    elif not raw:
        return nothing(column)
    if isinstance(raw, str) or column.kind not in _BY_VALUE:
        text = raw if isinstance(raw, str) else raw.shown
        if code := _not_content(text):
            return Bad(code)
        if len(text) > MAX_TEXT // 3 and (length := _length(text)) > MAX_TEXT:
            return Bad("text_too_long", (("length", str(length)), ("limit", str(MAX_TEXT))))
    return _PARSERS[column.kind](raw, column)


def _not_content(text: str) -> str | None:
    """Return the fault of a text that a spreadsheet program shows in place of a value."""
    first = text[0] if text[:1] > " " else text.strip()[:1]
    if first in "#EK" and _ERROR.fullmatch(text.strip()):
        return "formula_error"
    if first in "LNIlni" and _LOADING.fullmatch(text.strip()):
        return "cell_loading"
    return None


def _length(raw: str) -> int:
    """Count what a text holds however it is written: a list without the spaces that `format_value` puts into it."""
    return len(plain(raw).replace("; ", ";"))


# Text, identifiers, lists


def _parse_text(raw: RawCell, column: Column) -> Parsed:
    text = plain(raw, lines=not column.required)
    if not text or text in _DASHES:
        return EMPTY
    if _BAD_SCHEME.search(text):
        return Bad("link_scheme")
    return _without_personal_data(text)


def _without_personal_data(text: str) -> Ok:
    clean = redact(text)
    return Ok(clean, "personal_data_removed") if clean != text else Ok(text)


def _parse_list(raw: RawCell, column: Column) -> Parsed:
    parsed = _parse_text(raw, column)
    if isinstance(parsed, Bad):
        return parsed
    items = _items(parsed.value or "")
    return items if isinstance(items, Bad) else items._replace(notice=parsed.notice)


def _items(text: str) -> Parsed:
    """Part a list at its semicolons; one item that is a formula's error makes the whole cell one."""
    items = tuple(item for part in text.split(";") if (item := plain(part)) not in _NO_ITEM)
    code = next(filter(None, map(_not_content, items)), None)
    return Bad(code) if code else Ok(items)


COMMA_NUMBER = re.compile(r"\d+,\w+")
"""A number within a plan with a comma for its point."""
_ORDINAL = re.compile(r"\d{1,3}(?:[.,]\w{1,4})*\.")
_DAY_ID = re.compile(r"(\d{4}-\d\d-\d\d)(-\d{1,2})?")


def _parse_id(raw: RawCell, column: Column) -> Parsed:
    if isinstance(raw, TypedCell) and raw.kind is CellKind.DATE:
        return _parse_day_id(str(raw.value)[:10]) if column.iso_day else Bad("id_became_date")
    text = plain(raw)
    if text in _DASHES:
        text = ""
    if column.many:
        if redact(text) != text:
            return Bad("not_an_id")
        items = _items(text)
        return items if isinstance(items, Bad) else Ok(tuple(dict.fromkeys(map(_undotted, items.value))))
    if not text:
        return nothing(column)
    if column.iso_day:
        return _parse_day_id(text)
    if column.ref and is_missing(text) and not text.isalpha():
        return Ok(None, "read_as_empty")
    if redact(text) != text or len(text) > MAX_ID:
        return Bad("not_an_id")
    if column.pattern:
        return Ok(text) if re.fullmatch(column.pattern, text) else Bad("code_form")
    value = _undotted(text)
    if COMMA_NUMBER.fullmatch(value):
        value = value.replace(",", ".")
    return Ok(text) if value == text else Ok(value, "id_normalised", (("value", value),))


def _undotted(text: str) -> str:
    """Return a number without the point that Latvian puts behind ordinals: "3.5." is "3.5"."""
    return text[:-1] if _ORDINAL.fullmatch(text) else text


def _parse_day_id(text: str) -> Parsed:
    """Read an identifier that is a day, with "-2" behind it for a second one that day."""
    match = _DAY_ID.fullmatch(text)
    day, second = match.groups() if match else (text, "")
    read = read_date(day)
    if isinstance(read, Bad) or read.value.day is None:
        return Bad("meeting_id_form")
    value = f"{read.value.iso}{second or ''}"
    return Ok(value) if value == text else Ok(value, "id_normalised", (("value", value),))


# Closed words, yes and no


_ALIKE = 0.8
"""How alike a word must be to one of the list to be taken for a slip of it."""


@cache
def _lookup(column_words: tuple[tuple[str, StrEnum], ...], synonyms: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    words = {fold(word): word for word, _ in column_words}
    return words | {fold(other): word for other, word in synonyms if fold(other) not in words}


def _parse_choice(raw: RawCell, column: Column) -> Parsed:
    text = plain(raw)
    if text in column.choices:
        return Ok(column.choices[text])
    known = _lookup(tuple(column.choices.items()), tuple(column.synonyms.items()))
    word = known.get(fold(text.rstrip(".!"))) or known.get(fold(text))
    if word:
        return Ok(column.choices[word], "word_normalised", (("value", word),))
    if empty := absent(text, column):
        return empty
    if column.open_words:
        return _without_personal_data(text)
    several = dict.fromkeys(known[fold(part)] for part in parts_of(text) if fold(part) in known)
    if len(several) > 1:
        return Bad("one_word_only", (("choices", quoted(several)),))
    near = get_close_matches(fold(text), list(known), n=1, cutoff=_ALIKE)
    allowed = quoted(column.choices)
    if near:
        return Bad("unknown_word_near", (("near", known[near[0]]), ("allowed", allowed)))
    return Bad("unknown_word", (("allowed", allowed),))


_YES = frozenset(["ja", "yes", "true", "patiess", "patiesa", "1", "✓", "✔", "✅", "x"])
_NO = frozenset(["ne", "no", "false", "aplams", "aplama", "0", "✗", "✘", "❌"])


def _parse_flag(raw: RawCell, column: Column) -> Parsed:
    if isinstance(raw, TypedCell) and raw.kind is CellKind.FLAG:
        return Ok(bool(raw.value))
    text = plain(raw)
    if empty := absent(text, column):
        return empty
    word = fold(text)
    if word in _YES or word in _NO:
        notice = None if text in ("jā", "nē") else "word_normalised"
        return Ok(word in _YES, notice, (("value", "jā" if word in _YES else "nē"),) if notice else ())
    return Bad("not_yes_no")


# Links


_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)


def _parse_link(raw: RawCell, column: Column) -> Parsed:
    text = plain(raw)
    if empty := absent(text, column):
        return empty
    if URL.fullmatch(text) and redact(text) == text:
        return Ok(text)
    if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) and not re.match(r"[\w.-]+:\d", text):
        return Bad("not_a_link" if text.lower().startswith("http") else "link_scheme")
    if _DOMAIN.fullmatch(text) and redact(text) == text:
        return Ok(f"https://{text}", "link_scheme_added", (("value", f"https://{text}"),))
    return Bad("not_a_link")


def with_links(raw: RawCell, addresses: Sequence[str], column: Column) -> RawCell | None:
    """Return a cell with the addresses that stand behind its text, where its column takes addresses; else None.

    What the text says itself needs no repeating, and an e-mail address is none. "" is an address that is not known.
    """
    if isinstance(raw, TypedCell) and raw.kind in (CellKind.ERROR, CellKind.NOT_CALCULATED):
        return raw
    text = raw if isinstance(raw, str) else raw.shown
    bare = _bare_address(text)
    unsaid = [address for address in addresses if not (address and _bare_address(address) in bare)]
    unsaid = [address for address in unsaid if not address.lower().startswith("mailto:")]
    if not unsaid:
        return raw
    if not all(URL.fullmatch(address) and redact(address) == address for address in unsaid):
        return None
    if column.kind is Kind.LINK:
        parsed = parse(raw, column)
        return unsaid[0] if len(unsaid) == 1 and (isinstance(parsed, Bad) or parsed.value is None) else None
    whole = " ".join([text, *unsaid])
    return whole if column.takes_links and _length(whole) <= MAX_TEXT else None


def _bare_address(text: str) -> str:
    """Return a text so that an address is found in it however a program completes it: with a scheme or a last slash."""
    return re.sub(r"https?://(?:www\.)?|\bwww\.", "", unquote(text).casefold()).rstrip("/")


# Every kind


_PARSERS: Mapping[Kind, Callable[[RawCell, Column], Parsed]] = {
    Kind.ID: _parse_id,
    Kind.TEXT: _parse_text,
    Kind.LIST: _parse_list,
    Kind.LINK: _parse_link,
    Kind.DAY: parse_day,
    Kind.DATE: parse_date,
    Kind.TIME: parse_time,
    Kind.INTEGER: parse_number,
    Kind.NUMBER: parse_number,
    Kind.CHOICE: _parse_choice,
    Kind.FLAG: _parse_flag,
}
