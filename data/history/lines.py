"""What the store keeps, as lines of text: the checked rows with their marks, and the raw grid without personal data.

A line is a row; control characters that no sheet holds part rows and cells, so that what changed between two reads
is a few lines. Values stand as themselves (dates in ISO form, closed words by their code), not as the sheet writes
them: the rules for reading cells may change, what was once accepted may not. So an old snapshot is rebuilt without
being checked again, and equals the one that was stored. Each table's first line names its columns; a column that was
added since reads as nothing known.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date, time
from functools import cache, lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from data.intake import tabs
from data.intake.cells import Ok, fold, nothing, parse, redact
from data.intake.check import Checked
from data.intake.schema import BY_CODE, TABLES, Column, Kind, Table
from data.model import Issue, Key, PartialDate, Place, Severity, Snapshot
from data.raw import CellKind, Merge, RawBook, RawCell, RawTab, TypedCell, Unreadable

FORM = 1
"""The version of this form, kept with every snapshot."""
ROW, CELL, ITEM, TYPED, ESCAPE, NONE = "\x1e", "\x1f", "\x1d", "\x1c", "\x1b", "\x00"
_SPECIALS = (ROW, CELL, ITEM, TYPED, ESCAPE, NONE)
_SPECIAL = re.compile("[\x00\x1b-\x1f]")
_ESCAPED = re.compile("\x1b(.)")


class UnreadableError(ValueError):
    """Lines that do not hold what they should."""


def text_of(lines: Sequence[str]) -> bytes:
    """Return lines as the bytes whose SHA-256 names them."""
    return ROW.join(lines).encode("utf-8", "surrogatepass")


def lines_of(text: bytes) -> list[str]:
    """Return the lines of a text."""
    return text.decode("utf-8", "surrogatepass").split(ROW)


def escape(text: str) -> str:
    """Return a cell's text without the characters that part cells and rows."""
    return _SPECIAL.sub(lambda match: ESCAPE + chr(ord(match[0]) + 64), text)


def unescape(text: str) -> str:
    """Return the text that `escape` was given."""
    return _ESCAPED.sub(lambda match: chr(ord(match[1]) - 64), text) if ESCAPE in text else text


def _word(text: str | None) -> str:
    return NONE if text is None else escape(text)


def _read_word(text: str) -> str | None:
    return None if text == NONE else unescape(text)


def _items(items: Iterable[str]) -> str:
    return "".join([escape(item) + ITEM for item in items])


def _read_items(text: str) -> tuple[str, ...]:
    return tuple(map(unescape, text.split(ITEM)[:-1]))


def _pairs(args: Iterable[tuple[str, str]]) -> str:
    return _items(chain.from_iterable(args))


def _read_pairs(text: str) -> tuple[tuple[str, str], ...]:
    parts = _read_items(text)
    return tuple(zip(parts[::2], parts[1::2], strict=True))


# Fields of records


class Field(NamedTuple):
    """How one field of a record is written and read; ``write`` is None where the value already is its text.

    ``wordy`` fields hold people's own words, ``default`` stands for a column that is not there.
    """

    name: str
    write: Callable[[Any], str] | None
    read: Callable[[str], Any]
    wordy: bool
    default: Any


def _read_date(text: str) -> PartialDate:
    return PartialDate(*map(int, text.split("-")))


_BY_KIND: Mapping[Kind, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    Kind.DAY: (date.isoformat, date.fromisoformat),
    Kind.DATE: (attrgetter("iso"), _read_date),
    Kind.TIME: (time.isoformat, time.fromisoformat),
    Kind.INTEGER: (str, int),
    Kind.NUMBER: (repr, float),
    Kind.FLAG: (lambda flag: "1" if flag else "0", lambda text: text == "1"),
}


@cache
def _table_fields(code: str) -> tuple[Field, ...]:
    table = BY_CODE[code]
    return tuple(_field(own.name, table.by_name.get(own.name)) for own in fields(table.record))


def _field(name: str, column: Column | None) -> Field:
    if column is None:  # a band's own word, which stands in the answer's column
        return Field(name, None, unescape, True, None)
    default = "" if column.required and column.kind is Kind.TEXT else nothing(column).value
    if column.many or column.kind is Kind.LIST:
        return Field(name, _items, _read_items, True, default)
    if column.kind is Kind.CHOICE:
        members = {str(member): member for member in column.choices.values()}
        return Field(name, None, members.__getitem__, False, default)
    if column.kind in _BY_KIND:
        return Field(name, *_BY_KIND[column.kind], False, default)
    return Field(name, None, unescape, True, default)


def _one(field: Field, value: Any) -> str:
    return NONE if value is None else (field.write or escape)(value)


def _column(field: Field, values: Sequence[Any]) -> Sequence[str]:
    """Return a column's texts. Equal values are mostly one object, so each is written once."""
    if field.write is None:
        if _needs_escape("".join(filter(None, values))):
            return [_word(value) for value in values]
        return [NONE if value is None else value for value in values] if None in values else values
    known = {id(value): value for value in values}
    texts = {own: _one(field, value) for own, value in known.items()}
    return [texts[id(value)] for value in values]


def _needs_escape(text: str) -> bool:
    return any(special in text for special in _SPECIALS)


# The checked rows


_MARKS = tuple(own for own in fields(Place) if own.name != "row")
_UNMARKED = {own.name: own.default if own.default is not MISSING else own.default_factory() for own in _MARKS}  # type: ignore[misc]


def _marks(place: Place) -> str:
    """Return what a place says beside its row, as JSON; "" when it says nothing more."""
    said = {name: getattr(place, name) for name, unmarked in _UNMARKED.items() if getattr(place, name) != unmarked}
    listed = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in said.items()}
    return json.dumps(listed) if listed else ""


def _read_marks(text: str) -> dict[str, Any]:
    said = json.loads(text) if text else {}
    return {name: type(_UNMARKED[name])(value) for name, value in said.items()}


def _steps(numbers: Iterable[int]) -> str:
    """Return row numbers as steps from one to the next, equal steps together, so that a row put in changes little."""
    parts: list[tuple[int, int]] = []
    before = 0
    for number in numbers:
        step = number - before
        before = number
        if parts and parts[-1][0] == step:
            parts[-1] = (step, parts[-1][1] + 1)
        else:
            parts.append((step, 1))
    return " ".join(f"{step}*{times}" if times > 1 else str(step) for step, times in parts)


def _read_steps(text: str) -> Iterator[int]:
    number = 0
    for part in text.split():
        step, _, times = part.partition("*")
        for _ in range(int(times or 1)):
            number += int(step)
            yield number


def to_lines(checked: Checked) -> list[str]:
    """Write a snapshot with its places and marks, its issues, and the number of rows of each tab."""
    snapshot = checked.snapshot
    lines = [CELL.join(["snapshot", str(FORM), snapshot.id, " ".join(sorted(snapshot.embedded))])]
    places: dict[str, dict[Key, Place]] = defaultdict(dict)
    for (code, key), place in snapshot.places.items():
        places[code][key] = place
    for table in TABLES:
        records = getattr(snapshot, table.code)
        own = _table_fields(table.code)
        names = [field.name for field in own]
        lines.append(CELL.join(["table", table.code, str(len(records)), *names]))
        if records:
            columns = list(zip(*map(attrgetter(*names), records), strict=True))
            texts = [_column(field, values) for field, values in zip(own, columns, strict=True)]
            lines += map(CELL.join, zip(*texts, strict=True))
        lines += _place_lines(table, records, places[table.code])
    lines += [CELL.join(["rows", escape(title), str(number)]) for title, number in checked.rows.items()]
    lines += map(_issue_line, checked.issues)
    return lines


def _place_lines(table: Table, records: Sequence[Any], places: Mapping[Key, Place]) -> list[str]:
    if not places:
        return []
    key_of = attrgetter(*(table.key or table.by_name))
    keys = [(key_of(record),) for record in records] if len(table.key) == 1 else list(map(key_of, records))
    found = list(map(places.get, keys))
    lines = [CELL.join(["places", _steps(place.row if place else 0 for place in found)])]
    marks = ((position, _marks(place)) for position, place in enumerate(found) if place)
    lines += [CELL.join(["mark", str(position), said]) for position, said in marks if said]
    if len(places) > len(records) - found.count(None) or len(set(keys)) < len(keys):
        by_name = {field.name: field for field in _table_fields(table.code)}
        own = [by_name[name] for name in table.key or table.by_name]
        for key in places.keys() - set(keys):
            parts = [_one(field, part) for field, part in zip(own, key, strict=True)]
            lines.append(CELL.join(["place", str(places[key].row), _marks(places[key]), *parts]))
    return lines
