"""Every table as CSV and as a workbook: read back through the sources it is the same content, and no text runs."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import live
from data.contract.columns import Kind
from data.contract.tables import BY_CODE, TABLES
from data.intake.check import check
from data.model import Snapshot
from data.publish.escape import escape_formula
from data.publish.tables import as_csv, rows
from data.publish.workbook import table_workbook, workbook
from data.sources.csv_folder import CsvFolder
from data.words import words
from tests.helpers import add, base_grids, checked, put

POISON = [
    "=1+1",
    "+371 palīdzība",
    "-2+3",
    "@SUM(A1:A9)",
    '=HYPERLINK("https://evil.example";"spied šeit")',
    "=cmd|'/C calc'!A0",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![](https://evil.example/x.png)",
    "[saite](https://evil.example) *x* _y_ $z$ :red[w]",
    "''citāts",
]


def poisoned() -> Snapshot:
    """A snapshot whose texts are all meant to hurt whoever opens them."""
    grids = base_grids()
    for number, text in enumerate(POISON):
        day = f"2025-01-{number + 1:02d}"
        add(
            grids,
            "updates",
            measure="P5-1.1",
            day=day,
            status="Tiek īstenots",
            done=text,
            obstacles=text,
            evidence=text,
        )
        add(grids, "institutions", id=f"I{number}", title=text)
        add(grids, "directions", plan="P5", number=f"9{number}", title=text, challenges=f"{text}; otrs")
    put(grids, "trust", 2, response="izmaiņas", value="-7,5", unit="procentpunkti")
    found = checked(grids)
    assert [issue.code for issue in found.issues] == []
    return found.snapshot


def read_back(folder: Path) -> Snapshot:
    found = live.read(str(folder))
    assert [issue.code for issue in found.issues] == []
    return found.snapshot


@pytest.fixture(params=["embedded", "poisoned"])
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    return live.embedded().snapshot if request.param == "embedded" else poisoned()


def test_every_table_as_csv_is_the_same_content(snapshot: Snapshot, tmp_path: Path) -> None:
    for table in TABLES:
        (tmp_path / f"{table.code}.csv").write_bytes(as_csv(snapshot, table.code))
    assert read_back(tmp_path).id == snapshot.id


def test_every_table_as_a_workbook_is_the_same_content(snapshot: Snapshot, tmp_path: Path) -> None:
    """The tables' workbooks are put together into one, as a person who downloads them all would have them."""
    whole = openpyxl.Workbook()
    whole.remove(whole.worksheets[0])
    for table in TABLES:
        single = openpyxl.load_workbook(io.BytesIO(table_workbook(snapshot, table.code))).worksheets[0]
        sheet = whole.create_sheet(single.title)
        for row in single.iter_rows():
            for cell in row:
                copy = sheet.cell(cell.row, cell.column or 1)
                copy.value, copy.data_type, copy.number_format = cell.value, cell.data_type, cell.number_format
    whole.save(tmp_path / "viss.xlsx")
    assert read_back(tmp_path / "viss.xlsx").id == snapshot.id


def test_the_whole_workbook_is_the_same_content(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(workbook(snapshot, words("lv")))
    assert read_back(tmp_path / "x.xlsx").id == snapshot.id


def test_a_csv_file_is_what_excel_expects() -> None:
    raw = as_csv(live.embedded().snapshot, "measures")
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert lines[0] == [column.header for column in BY_CODE["measures"].columns]
    assert len(lines) == 43
    assert raw.count(b"\r\n") >= 43


def test_rows_stand_in_the_order_of_their_keys() -> None:
    numbers = [row[2] for row in rows(live.embedded().snapshot, BY_CODE["measures"])]
    assert numbers[:4] == ["1.1", "1.2", "1.3", "1.n1"]
    assert numbers.index("5.3.n1") < numbers.index("6.1")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t1", "\r1", "-", "=-+@"])
def test_what_could_run_gets_an_apostrophe(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1", "a=1", " =1", "'=1", "–1", "−1", "<b>", "![x](y)"])
def test_what_cannot_run_stays_as_it_is(text: str) -> None:
    assert escape_formula(text) == text


@pytest.mark.parametrize("code", [table.code for table in TABLES])
def test_no_cell_of_a_csv_file_runs_and_numbers_stay_numbers(code: str) -> None:
    snapshot = poisoned()
    lines = list(csv.reader(io.StringIO(as_csv(snapshot, code).decode("utf-8-sig"), newline="")))
    for line in lines[1:]:
        for cell, column in zip(line, BY_CODE[code].columns, strict=True):
            if column.kind in (Kind.NUMBER, Kind.INTEGER):
                assert cell == "" or float(cell) is not None
            else:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    if code == "trust":
        assert [line[lines[0].index("Vērtība")] for line in lines[1:]] == ["-7.5", "29"]
    if code == "institutions":
        assert {"'=1+1", "'-2+3", "<script>alert(1)</script>"} <= {line[1] for line in lines}


@pytest.mark.parametrize("make", ["table", "workbook"])
def test_no_cell_of_a_workbook_is_a_formula_and_numbers_stay_numbers(make: str) -> None:
    snapshot = poisoned()
    raw = workbook(snapshot, words("lv")) if make == "workbook" else table_workbook(snapshot, "updates")
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert all(cell.data_type != "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    done = [cell.value for cell in book["Izpildes gaita"]["E"]]
    assert set(POISON) <= set(done)
    quoted = [cell.quotePrefix for cell in book["Izpildes gaita"]["E"] if str(cell.value).startswith("=")]
    assert quoted
    assert all(quoted)
    if make == "workbook":
        values = [cell.value for cell in book["Uzticēšanās"]["I"]]
        assert values[1:] == [-7.5, 29]
        assert book["Izpildes gaita"]["B2"].is_date


def test_text_that_begins_with_a_tab_or_return_is_escaped_even_if_one_ever_gets_in() -> None:
    snapshot = live.embedded().snapshot
    bad = replace(snapshot, institutions=(replace(snapshot.institutions[0], title="\t=1+1", note="\r=1"),))
    line = list(csv.reader(io.StringIO(as_csv(bad, "institutions").decode("utf-8-sig"), newline="")))[1]
    assert (line[1], line[4]) == ("'\t\u2060=1+1", "'\r\u2060=1")


# Parted at semicolons or tabs, as other programs do

pieces = st.sampled_from(
    ["=1+1", "+1", "-b", "@SUM(A1)", ";", "; ", "\t", "\n", "\r\n", '"', '""', "'", " ", "a", ",", "\u2060"]
)
hostile = st.lists(pieces, max_size=12).map("".join)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@settings(max_examples=150)
@given(st.lists(hostile, min_size=1, max_size=4))
def test_no_field_begins_as_a_formula_wherever_a_line_is_parted(delimiter: str, cells: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(map(escape_formula, cells))
    lines = list(csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=delimiter))
    begun = [field for line in lines for field in line if field.lstrip("\t\r\n").startswith(("=", "+", "-", "@"))]
    assert begun == []


@settings(max_examples=60)
@given(hostile, hostile, st.lists(hostile, max_size=3))
def test_what_was_guarded_reads_back_as_the_same_snapshot(done: str, title: str, results: list[str]) -> None:
    grids = put(base_grids(), "updates", 2, done=done, obstacles=f"a;{title}")
    grids = put(grids, "measures", 2, title=f"x\n{title}", expected_result="; ".join(results), note=f"\n- {done}")
    before = checked(grids).snapshot
    with TemporaryDirectory() as folder:
        for table in TABLES:
            (Path(folder) / f"{table.code}.csv").write_bytes(as_csv(before, table.code))
        assert check(CsvFolder(Path(folder)).read(), before).snapshot.id == before.id


def test_a_list_of_points_looks_as_it_did() -> None:
    """The guard is seen by nobody: an apostrophe in the middle of a cell would be read as a letter."""
    assert escape_formula("Paveikts:\n- viens\n- divi; -3") == "Paveikts:\n\u2060- viens\n\u2060- divi; \u2060-3"
    assert escape_formula("viens; divi, a-b, 2=2") == "viens; divi, a-b, 2=2"
