"""What a good day gives: three requests, the same cells and the same snapshot as from every other source."""

import io
from datetime import date, time
from math import inf
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import live
from data.intake.check import check
from data.publish.workbook import workbook
from data.raw import CellKind, Merge, RawBook, RawCell, TypedCell, Unreadable
from data.sources import EMBEDDED, SourceError, open_source
from data.sources.connection import SourceConnection
from data.sources.google.cells import _cell
from data.sources.google.sheet import MASK, GoogleSheets
from data.words import words
from tests.google import contract
from tests.google.server import (
    ACCOUNT,
    SCOPE,
    SPREADSHEET,
    BadRangeError,
    Cell,
    FakeGoogle,
    Tab,
    from_grids,
    from_workbook,
)


def read(server: FakeGoogle) -> RawBook:
    return open_source(server.address).read()


def cells(server: FakeGoogle, *values: Any) -> tuple[RawCell, ...]:
    """How cells are read that hold these values, as (raw, shown) or as text."""
    server.tabs = [Tab("A", [[value if isinstance(value, Cell) else Cell(value, str(value)) for value in values]])]
    return read(server).tabs[0].rows[0]


# Requests


@pytest.mark.parametrize("count", [1, 16, 60])
def test_three_requests_however_many_tabs(google: FakeGoogle, count: int) -> None:
    google.tabs = from_grids({f"Lapa {number}": [["a", number]] for number in range(count)})
    source = open_source(google.address)
    assert len(source.read().tabs) == count
    assert [contract.method_of(one.verb, one.path) for one in google.requests] == [
        contract.GET, contract.BATCH_GET, contract.BATCH_GET,
    ]  # fmt: skip
    source.read()
    assert len(google.requests) == 6
    assert google.token_requests == 1


def test_the_requests_ask_for_what_they_should(google: FakeGoogle) -> None:
    read(google)
    about, raw, shown = (one.query for one in google.requests)
    assert about["fields"] == [MASK]
    assert raw["valueRenderOption"] == ["UNFORMATTED_VALUE"]
    assert raw["dateTimeRenderOption"] == ["SERIAL_NUMBER"]
    assert shown["valueRenderOption"] == ["FORMATTED_VALUE"]
    assert raw["ranges"] == shown["ranges"] == ["'Plāni'!A1:Z1000", "'Tukša'!A1:Z1000"]
    assert all(one.query["prettyPrint"] == ["false"] for one in google.requests)
    assert all("gzip" in one.headers["Accept-Encoding"] for one in google.requests)


def test_only_the_right_to_read_is_asked_for(google: FakeGoogle) -> None:
    """The server notes any other scope as a breach; Google's description names this one among those that suffice."""
    read(google)
    assert google.token_requests == 1
    for method in contract.API["methods"].values():
        assert SCOPE in method["scopes"]


def test_a_token_is_kept_and_one_that_is_refused_is_replaced_once(google: FakeGoogle) -> None:
    source = open_source(google.address)
    source.read()
    google.fail("expired", times=1)
    assert source.read().tabs
    assert google.token_requests == 2


def test_a_spreadsheet_without_a_table_is_read_in_one_request(google: FakeGoogle) -> None:
    google.tabs = [Tab("Diagramma", [], kind="OBJECT")]
    assert read(google).tabs == ()
    assert len(google.requests) == 1


def test_only_what_lies_in_the_grid_and_in_our_columns_is_asked_for(google: FakeGoogle) -> None:
    wide = Tab("Plata", [["x"] * 70], row_count=50_000, column_count=70)  # type: ignore[list-item]
    wide.rows = [[Cell(f"{number}", f"{number}") for number in range(70)]]
    google.tabs = [Tab("Maza", [[Cell("a", "a")]], row_count=1, column_count=1), wide]
    google.tabs[0].column_count = 1
    google.tabs[0].row_count = 1
    book = read(google)
    assert google.requests[1].query["ranges"] == ["'Maza'!A1:A1", "'Plata'!A1:BH20000"]
    assert len(book.tabs[1].rows[0]) == 60


@pytest.mark.parametrize("title", ["CRM26", "A1", "Ogre's dati", "''", "🌵 dati!", "R1C1", "=1+1", "a,b;c", "Ā'!A1:B2"])
def test_a_tab_may_be_called_anything(google: FakeGoogle, title: str) -> None:
    google.tabs = from_grids({title: [["šūna"]]})
    book = read(google)
    assert [(tab.title, tab.rows) for tab in book.tabs] == [(title, (("šūna",),))]


# What comes out


def test_addresses_behind_cells_come_along(google: FakeGoogle) -> None:
    grid = [["Pierādījums"], ["Protokols"], ["Divas saites"], ["lēmums.pdf"], ["Anna"], ["Protokols"], ["bez"]]
    google.tabs = from_grids({"Lapa": grid})
    first, second = ({"format": {"link": {"uri": f"https://a.lv/{number}"}}, "startIndex": number} for number in (1, 2))
    google.tabs[0].links = {
        "A2": {"hyperlink": "https://a.lv/1"},
        "A3": {"textFormatRuns": [first, {"startIndex": 9}, second]},
        "A4": {"chipRuns": [{"chip": {"richLinkProperties": {"uri": "https://drive.google.com/x"}}}]},
        "A5": {"chipRuns": [{"startIndex": 0, "chip": {"personProperties": {"email": "anna@example.org"}}}]},
        "A6": {"formattedValue": "stood here before", "hyperlink": "https://a.lv/cits"},
        "A7": {"textFormatRuns": [{"format": {"bold": True}}]},
    }  # fmt: skip
    (tab,) = read(google).tabs
    assert tab.links == {
        (1, 0): ("https://a.lv/1",),
        (2, 0): ("https://a.lv/1", "https://a.lv/2"),
        (3, 0): ("https://drive.google.com/x",),
    }


def test_a_sheet_too_large_for_its_links_is_read_without_them(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch
) -> None:
    google.tabs = from_grids({"Lapa": [["Protokols", *[""] * 5]] * 3})
    google.tabs[0].rows *= 300
    google.tabs[0].links = {"A1": {"hyperlink": "https://a.lv/1"}}
    monkeypatch.setattr("data.sources.google.requests.MAX_ANSWER", 40_000)
    (tab,) = read(google).tabs
    assert (len(tab.rows), tab.links) == (900, {})


def test_a_book_says_where_its_tabs_are_edited(google: FakeGoogle) -> None:
    book = read(google)
    assert book.name == "Atvērtās pārvaldības plāns"
    assert book.links == {
        "Plāni": f"https://docs.google.com/spreadsheets/d/{SPREADSHEET}/edit#gid=0",
        "Tukša": f"https://docs.google.com/spreadsheets/d/{SPREADSHEET}/edit#gid=1001",
    }


def test_the_title_is_the_name_once_it_is_known(google: FakeGoogle) -> None:
    source = open_source(google.address)
    assert source.name == "Google Sheets"
    source.read()
    assert source.name == google.title


def test_empty_cells_at_the_end_are_left_out_by_google(google: FakeGoogle) -> None:
    google.tabs = from_grids({"A": [["a", None, "c", None], [None, None], ["x"], [None]], "B": [[None]]})
    first, second = read(google).tabs
    assert first.rows == (("a", "", "c"), (), ("x",))
    assert second.rows == ()


def test_hidden_rows_and_merged_cells_are_told(google: FakeGoogle) -> None:
    tab = from_grids({"A": [["a", "b"], ["1", "x"], [None], ["2", None], ["3", "y"]]})[0]
    tab.hidden_rows, tab.merges = {0, 1, 2, 4, 800}, [(1, 4, 1, 2), (0, 1, 0, 2)]
    google.tabs = [tab]
    got = read(google).tabs[0]
    assert got.hidden_rows == 2, "neither the header, nor empty rows, nor rows below the last one"
    assert got.merges == (Merge(1, 3, 1, 1), Merge(0, 0, 0, 1))
    tab.filtered_rows = {1, 3}
    got = read(google).tabs[0]
    assert (got.hidden_rows, got.filtered_rows) == (1, 2), "what a filter hides is none hidden by hand"


def test_what_a_program_knows_of_a_cell_is_kept(google: FakeGoogle) -> None:
    got = cells(
        google,
        Cell(31.5, "31,5"), Cell(1000, "0001000"), Cell(45603, "07.11.2024."), Cell(0.5, "50%"), Cell(0.5, "13:00"),
        Cell(True, "PATIESS"), "#REF!", "#N/A", "Loading...", "31,5", "0001000", "NaN", "12E3", "-", "#1",
    )  # fmt: skip
    assert got == (
        TypedCell(CellKind.NUMBER, 31.5, "31,5"),
        TypedCell(CellKind.NUMBER, 1000.0, "0001000"),
        TypedCell(CellKind.DATE, "2024-11-07", "07.11.2024."),
        TypedCell(CellKind.PERCENT, 50.0, "50%"),
        TypedCell(CellKind.NUMBER, 0.5, "13:00"),
        TypedCell(CellKind.FLAG, True, "PATIESS"),
        TypedCell(CellKind.ERROR, None, "#REF!"),
        TypedCell(CellKind.ERROR, None, "#N/A"),
        "Loading...", "31,5", "0001000", "NaN", "12E3", "-", "#1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "shown", "kind", "meant"),
    [
        (45603, "07.11.2024.", "date", "2024-11-07"),
        (45603, "2024-11-07", "date", "2024-11-07"),
        (45603, "7/11/24", "date", "2024-11-07"),
        (45603, "7.11", "date", "2024-11-07"),
        (45603, "2024. gada 7. novembris", "date", "2024-11-07"),
        (45603, "novembris 2024", "date", "2024-11-07"),
        (45603, "2024", "date", "2024-11-07"),
        (45603.541666666664, "07.11.2024 13:00", "date", "2024-11-07"),
        (45603.5, "07.11.2024 12:00:00", "date", "2024-11-07"),
        (45603, "45603", "number", 45603.0),
        (45603, "45 603", "number", 45603.0),
        (45603, "45\u00a0603,00 €", "number", 45603.0),
        (45603, "45,603.00", "number", 45603.0),
        (45603, "45.603,00", "number", 45603.0),
        (45603, "46 tūkst.", "number", 45603.0),
        (45603, "4,56E+04", "number", 45603.0),
        (45603, "", "number", 45603.0),
        (45603, "otrdiena", "number", 45603.0),
        (2024, "2024", "number", 2024.0),
        (2024.5, "2024,5", "number", 2024.5),
        (5, "5 gab.", "number", 5.0),
        (12, "Nr. 12", "number", 12.0),
        (1234.567, "1 234,6", "number", 1234.567),
        (-5, "-5", "number", -5.0),
        (-1234.5, "(1 234,50)", "number", -1234.5),
        (0, "0", "number", 0.0),
        (10**400, "1E+400", "error", None),
        (0.5416666666666666, "13:00", "time", "13:00"),
        (0.5416666666666666, "1:00:00 PM", "time", "13:00"),
        (0, "00:00", "time", "00:00"),
        (0.5, "0,5", "number", 0.5),
        (0.25, "1/4", "number", 0.25),
        (1.5, "36:00:00", "number", 1.5),
        (1.0, "24:00", "number", 1.0),
        (1.03125, "12:45:00 AM", "time", "00:45"),
        (1.03125, "00:45", "time", "00:45"),
        (45603.541666666664, "13:00", "time", "13:00"),
        (45603.541666666664, "plkst. 13:00", "time", "13:00"),
        (45603.541666666664, "1:00:00 PM", "time", "13:00"),
        (45480.29513888889, "07.07. 07:05", "date", "2024-07-07"),
        (45603.29513888889, "7.11", "date", "2024-11-07"),
        (45638, "12.12", "date", "2024-12-12"),
        (0.5, "50 %", "percent", 50.0),
        (0.315, "31,5%", "percent", 31.5),
        (0.004, "0%", "percent", 0.4),
        (50, "50%", "percent", 50.0),
        (1, "100%", "percent", 100.0),
        (0, "0%", "percent", 0.0),
        (0.07, "7%", "percent", 7.0),
        (inf, "∞", "number", inf),
    ],
)
def test_the_shown_text_tells_what_a_number_is(value: float, shown: str, kind: str, meant: Any) -> None:
    got = _cell(value, shown)
    assert isinstance(got, TypedCell)
    assert (got.kind, got.value) == (kind, meant)
    assert got.shown == shown or kind == "error"


MONTHS = ["janv.", "febr.", "marts", "apr.", "maijs", "jūn.", "jūl.", "aug.", "sept.", "okt.", "nov.", "dec."]


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.integers(0, 5))
def test_every_way_to_show_a_day_is_a_day(day: date, way: int) -> None:
    shown = (
        f"{day:%d.%m.%Y}", f"{day:%d.%m.%Y.}", f"{day:%Y-%m-%d}", f"{day.day}/{day.month}/{day:%y}",
        f"{day.year}. gada {day.day}. {MONTHS[day.month - 1]}", f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
    )[way]  # fmt: skip
    got = _cell((day - date(1899, 12, 30)).days, shown)
    assert isinstance(got, TypedCell)
    assert (got.kind, got.value) == (CellKind.DATE, day.isoformat())


@given(
    st.integers(0, 10**7), st.integers(0, 3), st.sampled_from(["", " ", "\u00a0", "."]), st.sampled_from(["", " EUR"])
)
def test_no_way_to_show_a_number_is_a_day(number: int, places: int, grouped: str, unit: str) -> None:
    value = number / 10**places
    whole, _, decimals = f"{value:,.{places}f}".partition(".")
    shown = whole.replace(",", grouped) + (f",{decimals}" if decimals else "") + unit
    got = _cell(value, shown)
    assert isinstance(got, TypedCell)
    assert (got.kind, got.value) == (CellKind.NUMBER, value)


@given(st.floats(allow_nan=True) | st.integers(), st.text(max_size=20))
def test_no_number_and_no_text_beside_it_raise(value: float, shown: str) -> None:
    assert isinstance(_cell(value, shown), TypedCell)


# The same through every source


@pytest.fixture(scope="module")
def golden() -> bytes:
    return workbook(live.embedded().snapshot, words("lv"))


def test_one_content_through_all_sources_is_one_snapshot(google: FakeGoogle, golden: bytes, tmp_path: Path) -> None:
    google.tabs = from_workbook(golden)
    path = tmp_path / "golden.xlsx"
    path.write_bytes(golden)
    books = [open_source(str(EMBEDDED)).read(), open_source(str(path)).read(), read(google)]
    assert len({check(book).snapshot.id for book in books}) == 1


def test_cells_are_typed_as_the_workbook_reader_types_them(google: FakeGoogle, golden: bytes, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(golden))
    sheet = book["Izpildes gaita"]
    odd: list[Any] = [
        31.5,
        1000,
        "31,5",
        "0001000",
        "NaN",
        date(2024, 11, 7),
        time(13, 30),
        True,
        0.5,
        "#REF!",
        "Loading...",
        "=1",
    ]
    for column, value in enumerate(odd, start=1):
        one = sheet.cell(40, column, value)
        one.number_format = (
            "dd.mm.yyyy" if isinstance(value, date) else "hh:mm" if isinstance(value, time) else "General"
        )
        one.data_type = "s" if value == "=1" else one.data_type
    sheet.cell(40, 9).number_format = "0%"
    sheet.row_dimensions[5].hidden = sheet.row_dimensions[1].hidden = sheet.row_dimensions[900].hidden = True
    sheet.merge_cells("A10:A12")
    out = io.BytesIO()
    book.save(out)
    path = tmp_path / "odd.xlsx"
    path.write_bytes(out.getvalue())
    google.tabs = from_workbook(out.getvalue())
    ours, theirs = open_source(str(path)).read(), read(google)
    assert [tab.title for tab in ours.tabs] == [tab.title for tab in theirs.tabs]
    for one, other in zip(ours.tabs, theirs.tabs, strict=True):
        assert [list(map(known, row)) for row in one.rows] == [list(map(known, row)) for row in other.rows], one.title
        assert (one.merges, one.hidden_rows) == (other.merges, other.hidden_rows)
    assert check(ours).snapshot.id == check(theirs).snapshot.id


def known(raw: RawCell) -> Any:
    return (raw.kind, raw.value) if isinstance(raw, TypedCell) else raw


def test_renamed_tabs_and_headers_reach_the_check(google: FakeGoogle, golden: bytes) -> None:
    google.tabs = from_workbook(golden)
    google.tab("Kalendārs").title = "Kalendārs 2026"
    google.tab("Lēmumi").put("C1", "Ko nolēma")
    found = {(issue.code, issue.tab) for issue in check(read(google), live.embedded().snapshot).issues}
    assert {("tab_lookalike", "Kalendārs 2026"), ("column_missing", "Lēmumi"), ("column_unknown", "Lēmumi")} <= found


def test_loading_cells_and_half_a_tab_are_read_as_they_come(google: FakeGoogle, golden: bytes) -> None:
    """Neither is a fault of the line: loading cells are the check's to name, a half-empty answer the guard's."""
    google.tabs = from_workbook(golden)
    for row in (2, 3, 4):
        google.tab("Izpildes gaita").put(f"D{row}", "Loading...")
    google.half = frozenset(["Pašvaldību dati"])
    book = read(google)
    assert ("tab_loading", "Izpildes gaita") in {(issue.code, issue.tab) for issue in check(book).issues}
    whole = len(google.tab("Pašvaldību dati").rows)
    assert len(next(tab for tab in book.tabs if tab.title == "Pašvaldību dati").rows) == whole // 2


# Somebody types in between


def test_text_that_differs_is_read_again(google: FakeGoogle) -> None:
    google.before = lambda number: google.tab("Plāni").put("B2", "Sestais") if number == 2 else None
    assert read(google).tabs[0].rows[1] == ("P5", "Sestais")
    assert len(google.requests) == 6


def test_a_row_added_in_between_is_read_again(google: FakeGoogle) -> None:
    google.before = lambda number: google.tab("Plāni").put("A3", 6) if number == 2 else None
    assert read(google).tabs[0].rows[2] == (TypedCell(CellKind.NUMBER, 6.0, "6"),)
    assert len(google.requests) == 6


def test_typing_all_over_without_end_is_a_fault_that_passes(google: FakeGoogle) -> None:
    google.tabs = google.tabs[:1]
    google.before = lambda number: google.tab("Plāni").put(f"A{number + 3}", "Vārds")
    with pytest.raises(SourceError) as fault:
        read(google)
    assert fault.value.code == "google_being_edited"
    assert fault.value.transient
    assert len(google.requests) == 12


def test_typing_all_over_one_tab_without_end_costs_that_tab(google: FakeGoogle) -> None:
    google.tabs[1].put("A1", "slēpts", "")
    google.before = lambda number: google.tab("Plāni").put(f"A{number + 3}", "Vārds")
    book = read(google)
    assert [(tab.title, tab.rows) for tab in book.tabs] == [("Tukša", (("slēpts",),))]
    assert book.unreadable == (Unreadable("Plāni", "google_tab_restless"),)


def test_rows_that_move_again_and_again_are_no_restless_cells(google: FakeGoogle) -> None:
    """Each look finds all rows one further down: their keys are not to be refused one by one."""
    rows = [["ID", "Nosaukums"], *([f"P{number}", "x"] for number in range(60))]
    google.tabs[0] = from_grids({"Plāni": rows})[0]
    google.before = lambda number: google.tab("Plāni").rows.insert(1, [Cell(f"N{number}", f"N{number}")])
    book = read(google)
    assert [tab.title for tab in book.tabs] == ["Tukša"]
    assert book.unreadable == (Unreadable("Plāni", "google_tab_restless"),)


@pytest.mark.parametrize("tab", ["Plāni", "Tukša"])
def test_a_cell_that_never_stands_still_costs_itself_alone(google: FakeGoogle, tab: str) -> None:
    """As ="at "&TEXT(NOW(),"hh:mm:ss") does, beside a text that a format hides."""
    google.tabs[1].put("B2", "slēpts", "")
    google.before = lambda number: google.tab(tab).put("C2", f"plkst. 14:00:{number:02}")
    books = [read(google) for _ in range(2)]
    assert len(google.requests) == 12
    found = {(one.title, number, column): cell for one in books[0].tabs for number, row in enumerate(one.rows)
             for column, cell in enumerate(row) if cell}  # fmt: skip
    assert found.pop((tab, 1, 2)) == TypedCell(CellKind.RESTLESS, None, "…")
    assert found.pop(("Tukša", 1, 1)) == "slēpts"
    assert set(found.values()) == {"ID", "Nosaukums", "P5", "Piektais"}
    assert books[0] == books[1], "what changes at every look makes no new content"


def test_such_a_cell_is_refused_at_its_place_and_nothing_else(google: FakeGoogle, golden: bytes) -> None:
    google.tabs = [*from_workbook(golden), Tab("Piezīmes", [])]
    before = check(read(google))

    def tick(number: int) -> None:
        google.tab("Izpildes gaita").put("E2", f"Atjaunots 14:00:{number:02}")
        google.tab("Piezīmes").put("A1", f"Atjaunots 14:00:{number:02}")

    google.before = tick
    found = [issue for issue in check(read(google)).issues if issue not in before.issues]
    assert [(issue.tab, issue.cell, issue.code) for issue in found] == [
        ("Izpildes gaita", "E2", "google_cell_restless")
    ]


def test_a_tab_renamed_or_cut_in_between_is_read_again(google: FakeGoogle) -> None:
    def rename(number: int) -> None:
        if number == 1:
            google.tab("Plāni").title = "Plāni jaunie"
        if number == 4:
            google.tab("Tukša").row_count = 10

    google.before = rename
    assert [tab.title for tab in read(google).tabs] == ["Plāni jaunie", "Tukša"]


def test_tabs_renamed_without_end_are_a_fault_that_passes(google: FakeGoogle) -> None:
    google.before = lambda number: setattr(google.tabs[0], "title", f"Plāni {number}")
    with pytest.raises(SourceError) as fault:
        read(google)
    assert (fault.value.code, len(google.requests)) == ("google_being_edited", 8)


@pytest.mark.parametrize("words", ["Unable to parse range: {}", "Range ({}) exceeds grid limits. Max rows: 5"])
def test_a_tab_that_is_listed_and_never_handed_out_costs_itself_alone(google: FakeGoogle, words: str) -> None:
    answered = google._range

    def refusing(asked: str, *, raw: bool) -> dict[str, Any]:
        if "Tukša" in asked:
            raise BadRangeError(words.format(asked))
        return answered(asked, raw=raw)

    google._range = refusing  # type: ignore[method-assign]
    book = read(google)
    assert [tab.title for tab in book.tabs] == ["Plāni"]
    assert book.unreadable == (Unreadable("Tukša", "google_tab_refused"),)


def test_a_range_that_nobody_asked_for_and_is_refused_for_good_is_an_odd_answer(google: FakeGoogle) -> None:
    def refusing(asked: str, *, raw: bool) -> dict[str, Any]:
        raise BadRangeError("Unable to parse range: Citi!A1")

    google._range = refusing  # type: ignore[method-assign]
    assert odd(google) == 8


def odd(google: FakeGoogle) -> int:
    """Read what is no answer of Google's; return the number of requests it took."""
    with pytest.raises(SourceError) as fault:
        GoogleSheets(SPREADSHEET, google.origin, SourceConnection(sleep=lambda _: None)).read()
    assert fault.value.code == "google_odd_answer"
    return len(google.requests)


def test_blocks_are_laid_by_the_range_they_name(google: FakeGoogle) -> None:
    google.tabs = from_grids({"A": [["a"]], "B": [["b"]], "C'D": [["c"]], "E": []})
    google.shuffled = True
    assert [(tab.title, tab.rows) for tab in read(google).tabs] == [
        ("A", (("a",),)), ("B", (("b",),)), ("C'D", (("c",),)), ("E", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.update(spreadsheetId="1AnotherSheet"),
        lambda body: body["valueRanges"][0].update(range="Citi!A1:Z1000"),
        lambda body: body["valueRanges"][0].update(range=body["valueRanges"][1]["range"]),
        lambda body: body["valueRanges"][0].pop("range"),
        lambda body: body["valueRanges"][0].update(values=["a"]),
    ],
)
def test_what_was_not_asked_for_is_an_odd_answer(google: FakeGoogle, change: Any) -> None:
    answered = google._values

    def changed(query: Any) -> dict[str, Any]:
        body = answered(query)
        change(body)
        return body

    google._values = changed  # type: ignore[method-assign]
    assert odd(google) == 4
    google.breaches.clear()


def test_another_spreadsheet_is_seen_by_its_id(google: FakeGoogle) -> None:
    google.spreadsheet_id = "1AnotherSheet"
    assert odd(google) == 3


def test_a_tab_without_cells_is_empty(google: FakeGoogle) -> None:
    google.tabs[1].row_count = google.tabs[1].column_count = 0
    assert [(tab.title, len(tab.rows)) for tab in read(google).tabs] == [("Plāni", 2), ("Tukša", 0)]
    google.tabs = google.tabs[1:]
    assert [tab.rows for tab in read(google).tabs] == [()]


def test_a_format_that_hides_or_dresses_text_is_no_typing(google: FakeGoogle) -> None:
    """It differs in both passes in the same way; a cell that was typed in between does not."""
    google.tabs = [Tab("A", [[Cell("slēpts", ""), Cell("x", "– x"), Cell(5, ""), Cell("pēdējais", "")]])]
    google.before = lambda number: google.tab("A").put("A2", "jauns") if number == 2 else None
    row = read(google).tabs[0].rows[0]
    assert row == ("slēpts", "x", TypedCell(CellKind.NUMBER, 5.0, ""), "pēdējais")


# Addresses


@pytest.mark.parametrize(
    "text",
    [
        f"https://docs.google.com/spreadsheets/d/{SPREADSHEET}/edit?usp=sharing#gid=0",
        f"https://docs.google.com/spreadsheets/d/{SPREADSHEET}",
        f"docs.google.com/spreadsheets/d/{SPREADSHEET}/edit",
        f"https://docs.google.com/spreadsheets/u/1/d/{SPREADSHEET}/edit",
        f"https://docs.google.com/a/mk.gov.lv/spreadsheets/d/{SPREADSHEET}/edit",
        f"https://drive.google.com/file/d/{SPREADSHEET}/view",
        SPREADSHEET,
    ],
)
def test_a_sheet_is_named_by_its_address_or_id(google: FakeGoogle, text: str) -> None:
    source = open_source(text)
    assert isinstance(source, GoogleSheets)
    assert source.read().tabs


@pytest.mark.parametrize(
    "text",
    [
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vQpublished-to-the-web-0123456789/pubhtml",
        "https://docs.google.com/spreadsheets/u/0/",
        "https://drive.google.com/drive/my-drive",
        "https://docs.google.com",
    ],
)
def test_other_addresses_of_google_are_refused_with_the_next_click(text: str) -> None:
    with pytest.raises(SourceError) as fault:
        open_source(text)
    assert fault.value.code == "google_address"


def test_a_folder_called_like_an_id_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / SPREADSHEET).mkdir()
    monkeypatch.chdir(tmp_path)
    assert not isinstance(open_source(SPREADSHEET), GoogleSheets)


def test_the_account_is_told(google: FakeGoogle) -> None:
    source = open_source(google.address)
    assert isinstance(source, GoogleSheets)
    source.read()
    assert source.account == ACCOUNT
    assert source.answered_at is not None
