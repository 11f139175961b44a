"""What of a raw grid may be stored, and that it comes back as it was."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import live
from data.contract.tables import BY_CODE, TABLES
from data.intake.check import check
from data.raw import CellKind, Merge, RawBook, RawCell, RawTab, TypedCell, Unreadable
from data.sources import EMBEDDED
from data.sources.csv_folder import CsvFolder
from data.store.grid import from_lines, redacted, to_lines
from data.store.lines import UnreadableError, lines_of, text_of
from tests.helpers import Grid, base_grids, big_book, book, place, put
from tests.store.test_lines import anything

MAIL, PHONE, CODE = "anna.ozola@mk.gov.lv", "67082800", "010190-12345"


def kept(own: RawBook) -> RawBook:
    return from_lines(lines_of(text_of(to_lines(own))))


def everything(own: RawBook) -> str:
    """All text of a book, as it would be stored."""
    return text_of(to_lines(own)).decode("utf-8", "surrogatepass")


def test_the_embedded_grid_comes_back_and_holds_every_cell() -> None:
    own = CsvFolder(EMBEDDED).read()
    safe = redacted(own)
    assert kept(safe) == safe
    assert [len(tab.rows) for tab in safe.tabs] == [len(tab.rows) for tab in own.tabs]
    assert check(safe).snapshot == live.embedded().snapshot


cells = st.one_of(
    anything,
    st.builds(
        TypedCell,
        st.sampled_from(CellKind),
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | anything,
        anything,
    ),
)


@settings(max_examples=80)
@given(st.lists(st.lists(cells, max_size=4), max_size=4), anything, anything, st.integers(0, 9))
def test_any_cells_come_back_equal(rows: list[list[RawCell]], title: str, name: str, hidden: int) -> None:
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    tab = RawTab(title, tuple(map(tuple, rows)), (Merge(0, 1, 2, 3), Merge(4, 4, 0, 1)), hidden, "cp1257")
    lost = Unreadable(title, "csv_broken", {"size": name})
    own = RawBook(name, (tab, tab, RawTab("", ())), (lost,))
    assert kept(own) == own


def test_a_number_keeps_its_kind() -> None:
    typed = [True, False, 5, 2**70, 5.5, -0.0, 1e300, None, "2024-11-07"]
    row = tuple(TypedCell(CellKind.NUMBER, value, "x") for value in typed)
    back = kept(RawBook("", (RawTab("", (row,)),))).tabs[0].rows[0]
    values = [cell.value for cell in back if isinstance(cell, TypedCell)]
    assert values == typed
    assert [isinstance(value, bool) for value in values] == [isinstance(value, bool) for value in typed]


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from([table.code for table in TABLES]), st.integers(0, 5), st.integers(0, 5), cells))
)
def test_doing_it_twice_changes_nothing(changes: list[tuple[str, int, int, RawCell]]) -> None:
    grids = base_grids()
    for code, row, column, cell in changes:
        if row < len(grids[code]) and column < len(grids[code][row]):
            grids[code][row][column] = cell
    own = redacted(book(grids))
    assert redacted(own) == own
    assert kept(own) == own


def test_unknown_tabs_and_columns_leave_nothing_but_their_place() -> None:
    grids = base_grids()
    for number, row in enumerate(grids["updates"]):
        row.insert(1, "E-pasts" if number == 0 else "slepens pieraksts")
    grids["Privāti"] = [["Vārds"], ["slepens cilvēks"]]
    safe = redacted(book(grids))
    assert "slepens" not in everything(safe)
    assert "E-pasts" not in everything(safe)
    assert "Privāti" not in everything(safe)
    tab = next(tab for tab in safe.tabs if tab.title == "updates")
    assert [row[:3] for row in tab.rows[:2]] == [("Pasākums", "", "Datums"), ("P5-1.1", "", "2024-10-15")]
    fallback = live.embedded().snapshot
    assert check(safe, fallback).snapshot == check(book(grids), fallback).snapshot


def test_what_stands_above_the_headers_goes_and_rows_keep_their_numbers() -> None:
    grids = base_grids()
    grids["updates"][:0] = [["Sagatavoja slepena Anna"], [], ["slepens"]]
    safe = redacted(book(grids))
    assert "slepen" not in everything(safe)
    tab = next(tab for tab in safe.tabs if tab.title == "updates")
    assert tab.rows[:3] == ((), (), ())
    assert tab.rows[3][0] == "Pasākums"


@pytest.mark.parametrize("title", ["held", "doubled", "empty", "headless"])
def test_a_tab_that_is_held_keeps_only_what_is_understood(title: str) -> None:
    grids = base_grids()
    match title:
        case "held":  # a needed column is missing: what is known is kept
            at = place("updates", "day")
            grids["updates"] = [row[:at] + row[at + 1 :] for row in grids["updates"]]
        case "doubled":
            grids["Izpildes gaita"] = grids["updates"]
        case "empty":
            grids["updates"] = []
        case _:
            grids["updates"][0] = ["?"] * 11
    safe = redacted(book(grids))
    assert ("Sagatavots projekts." in everything(safe)) == (title == "held")


def test_tabs_that_could_not_be_read_stay_named_when_they_are_ours() -> None:
    lost = (Unreadable("Pasākumi", "csv_broken"), Unreadable("Anna Ozola", "csv_broken"))
    assert redacted(replace(book(base_grids()), unreadable=lost)).unreadable == lost[:1]


@pytest.mark.parametrize("secret", [MAIL, PHONE, CODE, "+371 29 123 456"])
@pytest.mark.parametrize("code", ["updates", "measures", "calendar"])
def test_personal_data_in_any_column_are_gone(code: str, secret: str) -> None:
    """In every column but those that read it as a number; there eight digits are an amount."""
    for name in BY_CODE[code].by_name:
        grids = base_grids()
        grids[code][1][place(code, name)] = f"Jautāt {secret}, ja vajag"
        assert secret not in everything(redacted(book(grids))), name


def test_personal_data_parted_by_what_nobody_sees_are_gone() -> None:
    for secret in ("anna.ozola\u200b@mk.gov.lv", "anna.ozola@\u00admk.gov.lv", "tālr.\u00a067\u200b082800"):
        text = everything(redacted(book(put(base_grids(), "updates", 2, done=f"Zvanīt {secret}!"))))
        assert "Zvanīt" in text
        assert "ozola" not in text
        assert "082800" not in text


@pytest.mark.parametrize(
    ("cell", "gone"),
    [
        (TypedCell(CellKind.NUMBER, 67082800.0, "67082800"), True),
        (TypedCell(CellKind.NUMBER, 67082800.0, "67 08 28 00"), True),
        (TypedCell(CellKind.NUMBER, 67082800.0, "6,7E7"), True),
        (TypedCell(CellKind.ERROR, None, "tālr. 67082800"), True),
        (TypedCell(CellKind.NOT_CALCULATED, "67082800", ""), True),
        (TypedCell(CellKind.NUMBER, 12345.0, "12345"), False),
        (TypedCell(CellKind.DATE, "2024-11-07", "07.11.2024"), False),
    ],
)
def test_typed_cells_are_looked_at_too(cell: TypedCell, gone: bool) -> None:
    safe = redacted(book(put(base_grids(), "updates", 2, done=cell)))
    tab = next(tab for tab in safe.tabs if tab.title == "updates")
    assert (tab.rows[1][place("updates", "done")] != cell) == gone
    assert "67082800" not in everything(safe)


@pytest.mark.parametrize("cell", ["29123456", TypedCell(CellKind.NUMBER, 29123456.0, "29123456")])
def test_an_amount_of_eight_digits_is_no_telephone(cell: RawCell) -> None:
    grids: dict[str, Grid] = put(base_grids(), "funding", 2, amount=cell)
    safe = redacted(book(grids))
    assert check(safe).snapshot.funding[0].amount == 29123456.0
    assert check(safe).snapshot == check(book(grids)).snapshot


def test_a_large_faulty_book_reads_the_same_after_it() -> None:
    own = big_book(2_000, 0.3)
    fallback = live.embedded().snapshot
    found, again = check(own, fallback), check(redacted(own), fallback)
    assert again.snapshot == found.snapshot
    assert "anna.ozola" in repr(own)
    assert "anna.ozola" not in everything(redacted(own))


@pytest.mark.parametrize("broken", [[""], ["snapshot\x1f1\x1fx"], ["book\x1f9\x1fx"], ["book\x1f1\x1fx", "tab\x1fx"]])
def test_lines_that_hold_something_else_are_refused(broken: list[str]) -> None:
    with pytest.raises(UnreadableError):
        from_lines(broken)
