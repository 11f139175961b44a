"""What holds for any cell and any sheet: nothing raises, what was written reads back, order means nothing."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data import live
from data.contract.columns import Column, Kind
from data.contract.tables import TABLES
from data.contract.written import format_value
from data.intake.cells import parse
from data.intake.check import check
from data.intake.issues import SEVERITIES, TEXTS, describe
from data.intake.parsed import Bad, Ok
from data.intake.personal import redact
from data.intake.result import Checked
from data.intake.text import MAX_TEXT, fold, shown, tidy
from data.model import Issue, PartialDate, Severity
from data.publish.escape import escape_formula
from data.raw import CellKind, Merge, RawBook, RawCell, RawTab, TypedCell
from data.words import words
from tests.helpers import Grid, base_grids, embedded_grids

COLUMNS = [column for table in TABLES for column in table.columns]
IDS = [f"{table.code}.{column.name}" for table in TABLES for column in table.columns]

DIFFERENT = list(
    {
        repr(replace(column, name="", header=str("EUR" in column.header), help="", aliases=())): column
        for column in COLUMNS
    }.values()
)
"""A column for each way in which the parsers can tell columns apart."""

# Pieces of what people write, so that arbitrary text comes near to dates, numbers, names and links.
PIECES = [
    *("31.12.2024.", "2024-11-07", "2024. gada ", "7. novembris", "02/2025", " nov. ", "13:00", "plkst. ", "00:00"),
    *("1 234,50", "1.234", ",50", "-", "−", "+", "'", "=", "@", "%", " EUR", "€", "~", "0,5", "12E3", "٣", "²"),
    *("jā", "nē", "Izpildīts", "daļēji", "nav ziņu", "n/a", "#REF!", "Loading...", "Kopā", "; ", "\n", "\t", "\r\n"),
    *("Rīgas", " valstspilsēta", "Ventspils", " novads", "0001000", "P5-3.5", "3,5", "VK", "LVA", "\u00a0", "\u200b"),
    *(
        "https://",
        "www.mk.gov.lv",
        "/a?b=c",
        "javascript:",
        "anna@mk.gov.lv",
        "+371 67082800",
        "29123456",
        "120385-12345",
    ),
    *(
        "ā",
        "a\u0304",
        "Ķ",
        "ﬁ",
        "ß",
        "İ",
        "ϓ",
        "\ud800",
        "\uffff",
        "\u2028",
        "\x0b",
        "\x00",
        "🎉",
        "„",
        "”",
        "…",
        "[…]",
    ),
]
anything = st.text(st.characters(exclude_categories=[]), max_size=40)
text = st.one_of(
    anything,
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=6).map("".join),
    st.sampled_from(PIECES).map(lambda piece: piece * 60),
)
typed = st.builds(
    TypedCell,
    st.sampled_from(CellKind),
    st.one_of(
        st.floats(), st.integers(), st.integers(1000, 80_000), st.booleans(), st.none(), text, st.dates().map(str)
    ),
    text,
)
cells: st.SearchStrategy[RawCell] = st.one_of(text, typed)


# Cells


@given(cells)
@settings(max_examples=120)
def test_no_cell_makes_a_parser_raise(raw: RawCell) -> None:
    assert len(shown(raw)) <= 60
    for column in COLUMNS:
        parsed = parse(raw, column)
        assert isinstance(parsed, Ok | Bad)
        code = parsed.notice if isinstance(parsed, Ok) else parsed.code
        assert code is None or code in TEXTS
        assert all(isinstance(part, str) for pair in parsed.args for part in pair)


@given(cells)
def test_what_was_read_reads_back_the_same_and_without_a_word(raw: RawCell) -> None:
    """Every value is written so that it is read back, with the apostrophe against formulas where one is needed."""
    for column in DIFFERENT:
        parsed = parse(raw, column)
        if isinstance(parsed, Ok):
            written = format_value(parsed.value, column)
            assert parse(written, column) == Ok(parsed.value), column
            if column.kind not in (Kind.NUMBER, Kind.INTEGER):
                assert parse(escape_formula(written), column) == Ok(parsed.value), column


@given(text)
def test_reading_twice_changes_nothing(raw: str) -> None:
    for lines in (False, True):
        once = tidy(raw, lines=lines)
        assert tidy(once, lines=lines) == once
    assert fold(fold(raw)) == fold(raw)
    assert redact(redact(raw)) == redact(raw)


def values(column: Column) -> st.SearchStrategy[Any]:
    """Valid values of a column."""
    low, high = int(column.low or 2015), int(column.high or 2040)
    days = st.dates(date(low if low > 0 else 1, 1, 1), date(min(high, 9999) if high > 0 else 9999, 12, 31))
    words_ = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12).map(tidy).filter(bool)
    plain: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.DAY: days,
        Kind.DATE: st.one_of(
            days.map(lambda day: PartialDate(day.year, day.month, day.day)),
            days.map(lambda day: PartialDate(day.year, day.month)),
            days.map(lambda day: PartialDate(day.year)),
        ),
        Kind.TIME: st.times().map(lambda moment: time(moment.hour, moment.minute)),
        Kind.INTEGER: st.integers(low, high),
        Kind.NUMBER: st.floats(column.low, column.high).map(lambda number: float(f"{number:.15g}") + 0.0),
        Kind.CHOICE: st.sampled_from(list(column.choices.values()) or [Severity.HELD]),
        Kind.FLAG: st.booleans(),
        Kind.LINK: st.from_regex(r"https?://[a-z]{1,9}\.lv(/[a-zA-Z0-9_.~%-]{0,20}){0,3}", fullmatch=True),
        Kind.LIST: st.lists(words_, max_size=4).map(tuple),
        Kind.TEXT: words_,
        Kind.ID: st.from_regex(r"[A-Z]{1,5}-[0-9]{1,3}(\.[0-9a-z]{1,3})?", fullmatch=True),
    }
    if column.pattern:
        return st.from_regex(column.pattern, fullmatch=True)
    if column.many:
        return st.lists(plain[Kind.ID], max_size=4, unique=True).map(tuple)
    return st.dates().map(str) if column.iso_day else plain[column.kind]


@pytest.mark.parametrize("column", COLUMNS, ids=IDS)
@given(data=st.data())
@settings(max_examples=20)
def test_valid_values_of_every_column_survive_writing(column: Column, data: st.DataObject) -> None:
    value = data.draw(values(column))
    if column.kind in (Kind.TEXT, Kind.ID) and not column.many:
        assume(redact(value) == value and not isinstance(parse(value, column), Bad))
    assert parse(format_value(value, column), column) == Ok(value)


def test_text_as_long_as_may_be_survives_writing() -> None:
    for column in COLUMNS:
        if column.kind in (Kind.TEXT, Kind.LIST):
            for raw in ("a;" * (MAX_TEXT // 2), "=" + "a" * (MAX_TEXT - 1), "\ufb2c" * (MAX_TEXT // 3)):
                parsed = parse(raw, column)
                assert isinstance(parsed, Ok)
                assert parse(escape_formula(format_value(parsed.value, column)), column) == parsed
            assert isinstance(parse("\ufb2c" * MAX_TEXT, column), Bad)


# Sheets


def sound(found: Checked) -> None:
    """What must hold for whatever came in."""
    for issue in found.issues:
        assert issue.severity is SEVERITIES[issue.code]
        assert issue.shown is None or len(issue.shown) <= 60
        if issue.cell is not None:
            assert issue.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(issue.row)
        for language in ("lv", "en"):
            assert describe(issue, words(language))
    assert found.refused == any(issue.severity != "notice" for issue in found.issues)
    for table in TABLES:
        records = getattr(found.snapshot, table.code)
        assert all(isinstance(record, table.record) for record in records)
        if table.key and table.code not in found.snapshot.embedded:
            assert len({table.key_of(record) for record in records}) == len(records)
            assert all((table.code, table.key_of(record)) in found.snapshot.places for record in records)


def judged(grids: dict[str, Grid], merges: dict[str, list[Merge]] | None = None) -> Checked:
    tabs = [
        RawTab(title, tuple(map(tuple, rows)), tuple((merges or {}).get(title, ()))) for title, rows in grids.items()
    ]
    found = check(RawBook("jebkas", tuple(tabs)), live.embedded().snapshot)
    sound(found)
    return found


def anywhere(draw: st.DrawFn, grids: dict[str, Grid]) -> tuple[Grid, int, int]:
    grid = grids[draw(st.sampled_from(sorted(grids)))]
    row = draw(st.integers(0, max(len(grid) - 1, 0)))
    return grid, row, draw(st.integers(0, 25))


@st.composite
def broken(draw: st.DrawFn, grids: dict[str, Grid]) -> dict[str, Grid]:
    """Tables with cells, rows, columns, headers and tabs dropped in, cut, doubled and swapped."""
    for deed in draw(st.lists(st.sampled_from(["cell", "cell", "row", "cut", "column", "double", "tab"]), max_size=8)):
        grid, row, column = anywhere(draw, grids)
        if deed == "tab":
            grids[draw(text)] = draw(st.lists(st.lists(cells, max_size=6), max_size=5))
        elif deed == "row":
            grid.insert(row, draw(st.lists(cells, max_size=30)))
        elif not grid:
            continue
        elif deed == "cell":
            grid[row] += [""] * (column + 1 - len(grid[row]))
            grid[row][column] = draw(cells)
        elif deed == "cut":
            del grid[row : row + draw(st.integers(1, 4))]
        elif deed == "column":
            for line in grid:
                del line[column : column + 1]
        else:
            for line in grid:
                line += line[column : column + 1]
    return grids


@given(st.data())
@settings(max_examples=150)
def test_no_sheet_makes_the_check_raise(data: st.DataObject) -> None:
    grids = data.draw(broken(base_grids()))
    block = st.tuples(st.integers(0, 6), st.integers(0, 70), st.integers(0, 6), st.integers(0, 30))
    merges = {
        code: [Merge(row, row + down, column, column + right) for row, down, column, right in blocks]
        for code, blocks in data.draw(
            st.dictionaries(st.sampled_from(sorted(grids)), st.lists(block, max_size=3))
        ).items()
    }
    judged(grids, merges)


@given(st.data())
@settings(max_examples=15)
def test_no_change_of_the_embedded_tables_makes_the_check_raise(data: st.DataObject) -> None:
    judged(data.draw(broken(embedded_grids())))


@given(st.lists(st.lists(cells, max_size=8), max_size=8))
@settings(max_examples=50)
def test_a_sheet_of_anything_is_judged(grid: Grid) -> None:
    judged(dict.fromkeys((table.tab for table in TABLES), grid))


def unplaced(issues: tuple[Issue, ...]) -> Counter[Any]:
    """The issues without the rows they stand in or point to."""
    return Counter(
        (
            issue.tab,
            issue.column,
            issue.code,
            issue.shown,
            *(pair for pair in issue.args if pair[0] not in ("rows", "newer")),
        )
        for issue in issues
    )


@given(st.data(), st.integers(0, 2**32))
@settings(max_examples=12)
def test_the_order_of_rows_and_tabs_changes_nothing(data: st.DataObject, seed: int) -> None:
    grids = embedded_grids()
    for code in ("updates", "measures", "indicator_values", "institutions", "funding", "calendar"):
        for _ in range(data.draw(st.integers(0, 4))):
            row = data.draw(st.integers(1, len(grids[code]) - 1))
            if data.draw(st.booleans()):
                grids[code][row][data.draw(st.integers(0, len(grids[code][row]) - 1))] = data.draw(text)
            else:
                grids[code].append(list(grids[code][row]))
    chance = random.Random(seed)
    mixed = {code: [grid[0], *chance.sample(grid[1:], len(grid) - 1)] for code, grid in grids.items()}
    mixed = dict(chance.sample(list(mixed.items()), len(mixed)))
    one, other = judged(grids), judged(mixed)
    assert one.snapshot.id == other.snapshot.id
    assert unplaced(one.issues) == unplaced(other.issues)
    assert dict(one.rows) == dict(other.rows)
