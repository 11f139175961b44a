"""What the store keeps, as lines of text: the checked rows with their marks, and the raw grid without personal data.

A line is a row; control characters that no sheet holds part rows and cells, so that what changed between two reads
is a few lines. Values stand as themselves (dates in ISO form, closed words by their code), not as the sheet writes
them: the rules for reading cells may change, what was once accepted may not. So an old snapshot is rebuilt without
being checked again, and equals the one that was stored. Each table's first line names its columns; a column that was
added since reads as nothing known.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from functools import cache
from itertools import accumulate, chain
from operator import attrgetter, sub
from typing import Any, NamedTuple

from data.contract.columns import Column, Kind, Table
from data.contract.tables import BY_CODE, TABLES
from data.intake.parsed import nothing
from data.intake.result import Checked
from data.model import Hold, Issue, Key, PartialDate, Place, Severity, Snapshot

FORM = 1
"""The version of this form, kept with every snapshot."""
ROW, CELL, ITEM, TYPED, ESCAPE, NONE = "\x1e", "\x1f", "\x1d", "\x1c", "\x1b", "\x00"
SPECIALS = (ROW, CELL, ITEM, TYPED, ESCAPE, NONE)
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


def write_items(items: Iterable[str]) -> str:
    """Write a list of texts."""
    return "".join([escape(item) + ITEM for item in items])


def read_items(text: str) -> tuple[str, ...]:
    """Read a list of texts."""
    return tuple(map(unescape, text.split(ITEM)[:-1]))


def write_pairs(args: Iterable[tuple[str, str]]) -> str:
    """Write names with their values."""
    return write_items(chain.from_iterable(args))


def read_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Read names with their values."""
    parts = read_items(text)
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


_iso = attrgetter("iso")


def _read_date(text: str) -> PartialDate:
    return PartialDate(*map(int, text.split("-")))


_BY_KIND: Mapping[Kind, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    Kind.DAY: (date.isoformat, date.fromisoformat),
    Kind.DATE: (_iso, _read_date),
    Kind.TIME: (time.isoformat, time.fromisoformat),
    Kind.INTEGER: (str, int),
    Kind.NUMBER: (repr, float),
    Kind.FLAG: (lambda flag: "1" if flag else "0", lambda text: text == "1"),
}


@cache
def _table_fields(code: str) -> tuple[Field, ...]:
    table = BY_CODE[code]
    return tuple(_field(field.name, table.by_name.get(field.name)) for field in fields(table.record))


@cache
def _by_name(code: str) -> Mapping[str, Field]:
    return {field.name: field for field in _table_fields(code)}


def wordy(code: str, names: Iterable[str]) -> list[bool]:
    """Tell of each column of a table whether it holds people's own words; one that is gone counts as if."""
    return [_by_name(code)[name].wordy if name in _by_name(code) else True for name in names]


def _field(name: str, column: Column | None) -> Field:
    if column is None:  # a band's own word, which stands in the answer's column
        return Field(name, None, unescape, True, None)
    default = "" if column.required and column.kind is Kind.TEXT else nothing(column).value
    if column.many or column.kind is Kind.LIST:
        return Field(name, write_items, read_items, True, default)
    if column.kind is Kind.CHOICE:
        members = {str(member): member for member in column.choices.values()}
        return Field(name, None, members.__getitem__, False, default)
    if column.kind in _BY_KIND:
        return Field(name, *_BY_KIND[column.kind], False, default)
    return Field(name, None, unescape, True, default)


def _one(field: Field, value: Any) -> str:
    return NONE if value is None else (field.write or escape)(value)


def _column(field: Field, values: Sequence[Any]) -> Sequence[str]:
    """Return a column's texts."""
    if field.write is _iso:  # slow to write, and equal dates of a read are one object
        known = {id(value): value for value in values}
        texts = {key: _one(field, value) for key, value in known.items()}
        return [texts[id(value)] for value in values]
    if field.write is not None:
        write = field.write
        return [NONE if value is None else write(value) for value in values]
    if field.wordy and _needs_escape("".join(filter(None, values))):
        return [_word(value) for value in values]
    return [NONE if value is None else value for value in values] if None in values else values


def _needs_escape(text: str) -> bool:
    """Tell whether a text holds a character that parts cells or rows."""
    return any(special in text for special in SPECIALS)


# The checked rows


_NO_PLACE = Place(-1)
_MARKS = tuple(field.name for field in fields(Place) if field.name != "row")
_mark_values = attrgetter(*_MARKS)
_UNMARKED = _mark_values(_NO_PLACE)


def _marks(place: Place) -> str:
    """Return what a place says beside its row, as JSON; "" when it says nothing more."""
    if _mark_values(place) == _UNMARKED:
        return ""
    stated = {name: getattr(place, name) for name in _MARKS if getattr(place, name) != getattr(_NO_PLACE, name)}
    return json.dumps(
        {name: sorted(value) if isinstance(value, frozenset) else value for name, value in stated.items()}
    )


def _read_marks(text: str) -> dict[str, Any]:
    stated = json.loads(text) if text else {}
    return {name: type(getattr(_NO_PLACE, name))(value) for name, value in stated.items()}


def _steps(numbers: Sequence[int]) -> str:
    """Return numbers as steps from one to the next, so that a row put in above changes one of them and not all."""
    return " ".join(map(str, map(sub, numbers, [0, *numbers])))


def _read_steps(text: str) -> Iterator[int]:
    return accumulate(map(int, text.split()))


def to_lines(checked: Checked) -> list[str]:
    """Write a snapshot with its places and marks, its issues, what is held and the number of rows of each tab.

    The rows that were refused are of use only for the very next step and are not kept.
    """
    snapshot = checked.snapshot
    without = (" ".join(sorted(names)) for names in (snapshot.embedded, checked.held))
    lines = [CELL.join(["snapshot", str(FORM), snapshot.id, *without])]
    placed = 0
    for table in TABLES:
        records = getattr(snapshot, table.code)
        fields_of = _table_fields(table.code)
        lines.append(CELL.join(["table", table.code, str(len(records)), *(field.name for field in fields_of)]))
        if records:
            texts = [_column(field, list(map(attrgetter(field.name), records))) for field in fields_of]
            lines += map(CELL.join, zip(*texts, strict=True))
            where = _found(table, records, snapshot.places)
            rows = [place.row + 1 for place in where]
            placed += len(set(rows) - {0})
            lines += _place_lines(where, rows)
    if placed != len(snapshot.places):
        lines += _strays(snapshot)
    lines += [CELL.join(["rows", escape(title), str(number)]) for title, number in checked.rows.items()]
    lines += map(_issue_line, checked.issues)
    lines += [
        CELL.join(["hold", hold.table, hold.code, hold.since.isoformat(), hold.content]) for hold in checked.holds
    ]
    lines += [CELL.join(["waived", code, write_items(sorted(faults))]) for code, faults in checked.waived.items()]
    if checked.approvals_read:
        lines.append(CELL.join(["heard", " ".join(sorted(checked.approvals_read))]))
    return lines


def _found(table: Table, records: Sequence[Any], places: Mapping[tuple[str, Key], Place]) -> list[Place]:
    code, names = table.code, table.key or tuple(table.by_name)
    if len(names) == 1:
        return [places.get((code, (key,)), _NO_PLACE) for key in map(attrgetter(*names), records)]
    return [places.get((code, key), _NO_PLACE) for key in map(attrgetter(*names), records)]


def _place_lines(places: Sequence[Place], rows: Sequence[int]) -> Iterator[str]:
    if any(rows):
        yield CELL.join(["places", _steps(rows)])
    for position, place in enumerate(places):
        if _mark_values(place) != _UNMARKED:
            yield CELL.join(["mark", str(position), _marks(place)])


def _strays(snapshot: Snapshot) -> list[str]:
    """Return the places of rows that the snapshot does not hold."""
    there = {(table.code, table.key_of(record)) for table in TABLES for record in getattr(snapshot, table.code)}
    lines: list[str] = []
    for (code, key), place in snapshot.places.items():
        if (code, key) not in there:
            names = BY_CODE[code].key or tuple(BY_CODE[code].by_name)
            parts = [_one(_by_name(code)[name], part) for name, part in zip(names, key, strict=True)]
            lines.append(CELL.join(["place", code, str(place.row), _marks(place), *parts]))
    return sorted(lines)


def _issue_line(issue: Issue) -> str:
    row = "" if issue.row is None else str(issue.row)
    words = (issue.tab, issue.column, issue.code, str(issue.severity), issue.shown, issue.cell)
    return CELL.join(["issue", row, *map(_word, words), write_pairs(issue.args)])


def _read_issue(cells: Sequence[str]) -> Issue:
    _, row, tab, column, code, severity, shown, cell, args = cells
    words = (_read_word(shown), _read_word(cell))
    return Issue(
        _read_word(tab),
        int(row) if row else None,
        _read_word(column),
        code,
        Severity(severity),
        *words,
        read_pairs(args),
    )


@dataclass
class Section:
    """The lines of one table: its columns' names, its rows, and what is said of where they stood."""

    code: str
    names: Sequence[str]
    start: int
    end: int
    steps: str = ""
    marks: list[Sequence[str]] = field(default_factory=list)


def sections(lines: Sequence[str]) -> tuple[list[Section], int]:
    """Find the tables in the lines of checked rows; the number is the first line after them all."""
    parts: list[Section] = []
    at = 1
    while at < len(lines):
        cells = lines[at].split(CELL)
        at += 1
        match cells[0]:
            case "table":
                parts.append(Section(cells[1], cells[3:], at, at + int(cells[2])))
                at += int(cells[2])
            case "places":
                parts[-1].steps = cells[1]
            case "mark":
                parts[-1].marks.append(cells)
            case _:
                return parts, at - 1
    return parts, at


class Read(NamedTuple):
    """A table as it was read: from which lines, its rows and their places."""

    content: tuple[Any, ...]
    records: tuple[Any, ...]
    places: Mapping[tuple[str, Key], Place]


def from_lines(
    lines: Sequence[str], only: Iterable[str] | None = None, known: dict[str, Read] | None = None
) -> Checked:
    """Rebuild what `to_lines` wrote; ``only`` names the tables wanted, without issues. Raises `UnreadableError`.

    ``known`` holds the tables of the content read before this one; a table of the same lines is not read anew, and
    what is read is put there for the next content.
    """
    try:
        return _from_lines(lines, None if only is None else frozenset(only), {} if known is None else known)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableError("these lines hold no snapshot") from error


def _from_lines(lines: Sequence[str], only: frozenset[str] | None, known: dict[str, Read]) -> Checked:
    head, form, own_id, embedded, held = lines[0].split(CELL)
    if head != "snapshot" or int(form) > FORM:
        raise UnreadableError(f"{head} in form {form}")
    tables: dict[str, tuple[Any, ...]] = {}
    places: dict[tuple[str, Key], Place] = {}
    parts, end = sections(lines)
    for section in parts:
        if section.code in BY_CODE and (only is None or section.code in only):
            rows = lines[section.start : section.end]
            content = (section.names, rows, section.steps, section.marks)
            known_part = known.get(section.code)
            if known_part is None or known_part.content != content:
                records = _records(section, rows)
                known_part = known[section.code] = Read(content, records, dict(_places(section, records)))
            tables[section.code] = known_part.records
            places.update(known_part.places)
    snapshot = Snapshot(own_id, **tables, embedded=frozenset(embedded.split()), places=places)
    tail = [line.split(CELL) for line in lines[end:]] if only is None else []
    places.update(_stray(cells) for cells in tail if cells[0] == "place" and cells[1] in BY_CODE)
    numbers = {unescape(cells[1]): int(cells[2]) for cells in tail if cells[0] == "rows"}
    issues = tuple(_read_issue(cells) for cells in tail if cells[0] == "issue")
    holds = tuple(_hold(cells) for cells in tail if cells[0] == "hold" and cells[1] in BY_CODE)
    waived = {cells[1]: frozenset(read_items(cells[2])) for cells in tail if cells[0] == "waived"}
    digests = frozenset(digest for cells in tail if cells[0] == "heard" for digest in cells[1].split())
    return Checked(
        snapshot, issues, numbers, frozenset(held.split()), waived=waived, holds=holds, approvals_read=digests
    )


def _hold(cells: Sequence[str]) -> Hold:
    _, table, code, since, content = cells
    return Hold(table, code, datetime.fromisoformat(since), content)


def _records(section: Section, rows: Sequence[str]) -> tuple[Any, ...]:
    if not rows:
        return ()
    texts = zip(*(row.split(CELL) for row in rows), strict=True)
    columns = dict(zip(section.names, texts, strict=True))
    values: list[Iterable[Any]] = []
    for stored in _table_fields(section.code):
        if stored.name not in columns:
            values.append([stored.default] * len(rows))
            continue
        known = {text: None if text == NONE else stored.read(text) for text in set(columns[stored.name])}
        values.append(map(known.__getitem__, columns[stored.name]))
    return tuple(map(BY_CODE[section.code].record, *values))


def _places(section: Section, records: Sequence[Any]) -> Iterator[tuple[tuple[str, Key], Place]]:
    table = BY_CODE[section.code]
    marks = {int(position): _read_marks(mark) for _, position, mark in section.marks}
    if section.steps:
        for position, (row, record) in enumerate(zip(_read_steps(section.steps), records, strict=True)):
            if row:
                yield (section.code, table.key_of(record)), Place(row - 1, **marks.get(position, {}))


def _stray(cells: Sequence[str]) -> tuple[tuple[str, Key], Place]:
    _, code, row, mark, *parts = cells
    names = BY_CODE[code].key or tuple(BY_CODE[code].by_name)
    if not BY_CODE[code].key:  # all columns tell its rows apart, and some may have joined the contract since
        parts += [NONE] * (len(names) - len(parts))
    fields_of = (_by_name(code)[name] for name in names)
    key = tuple(None if part == NONE else field.read(part) for field, part in zip(fields_of, parts, strict=True))
    return (code, key), Place(int(row), **_read_marks(mark))
