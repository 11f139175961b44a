"""An invented plan says so in every download, and what was stored before the column existed stays as it was."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl

from data import live
from data.contract.tables import BY_CODE, INVENTED_HEADER
from data.intake.check import check
from data.publish.tables import as_csv
from data.publish.workbook import table_workbook, workbook
from data.raw import RawBook, RawTab
from data.sources import open_source
from data.words import words
from tests.helpers import base_grids, checked


def invented(*plans: str):
    """The small valid tables with these plans marked as invented, as an older sheet's header knows nothing of it."""
    grids = base_grids()
    grids["plans"][0].append("Izdomāts")
    for row in grids["plans"][1:]:
        row.append("jā" if row[0] in plans else "")
    return checked(grids)


def test_an_older_sheet_has_no_fault_and_keeps_its_number() -> None:
    without, beside = checked(base_grids()), invented()
    assert not without.issues
    assert not beside.issues
    assert without.snapshot.id == beside.snapshot.id
    assert without.snapshot.invented == ()


def test_the_mark_is_a_part_of_the_content() -> None:
    one, both = invented("P5"), invented("P5", "P6")
    assert len({checked(base_grids()).snapshot.id, one.snapshot.id, both.snapshot.id}) == 3
    assert one.snapshot.invented == ("P5",)
    false = replace(one.snapshot.plans[0], invented=False)
    assert false.invented is False


def test_every_row_of_a_csv_says_so() -> None:
    lines = as_csv(invented("P5", "P6").snapshot, "updates").decode("utf-8-sig").splitlines()
    assert lines[0].endswith(f",{INVENTED_HEADER}")
    assert len(lines) == 4
    assert all(line.endswith(",jā") for line in lines[1:])
    mixed = as_csv(invented("P5").snapshot, "updates").decode("utf-8-sig").splitlines()
    assert all(line.endswith(",plāns P5") for line in mixed[1:])
    assert INVENTED_HEADER not in as_csv(checked(base_grids()).snapshot, "updates").decode()
    embedded = replace(invented("P5", "P6").snapshot, embedded=frozenset(["updates"]))
    true = as_csv(embedded, "updates").decode("utf-8-sig").splitlines()
    assert all(line.endswith(',"nē, iebūvētie dati"') for line in true[1:]), "what is embedded is never made up"


def test_every_tab_of_a_workbook_says_so_and_is_read_back_without_a_word() -> None:
    snapshot = invented("P5", "P6").snapshot
    whole = openpyxl.load_workbook(io.BytesIO(workbook(snapshot, words("lv"), "Izdomāti dati · viens")))
    tabs = []
    for code, table in BY_CODE.items():
        (single,) = openpyxl.load_workbook(io.BytesIO(table_workbook(snapshot, code))).worksheets
        for sheet in (whole[table.tab], single):
            rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
            assert rows[0][-1] == INVENTED_HEADER
            assert {row[-1] for row in rows[1:]} <= {"jā"}
        lines = as_csv(snapshot, code).decode("utf-8-sig").splitlines()
        tabs.append(RawTab(code, tuple(tuple(line.split(",")) for line in lines[:1])))
    assert check(RawBook("tests", tuple(tabs))).issues == ()


def test_a_tab_without_rows_and_the_list_of_words_say_so_too(tmp_path: Path) -> None:
    snapshot = replace(invented("P5", "P6").snapshot, decisions=())
    content = workbook(snapshot, words("lv"))
    whole = openpyxl.load_workbook(io.BytesIO(content))
    for name in ("Apstiprinājumi", "Lēmumi"):
        assert [row[-1] for row in whole[name].iter_rows(values_only=True)] == [INVENTED_HEADER, "jā"]
    assert (INVENTED_HEADER, "jā") in [column[:2] for column in whole["Saraksti"].iter_cols(values_only=True)]
    (tmp_path / "plans.xlsx").write_bytes(content)
    read = check(open_source(str(tmp_path / "plans.xlsx")).read(), live.embedded().snapshot)
    assert (read.issues, read.snapshot.decisions) == ((), ())
    template = openpyxl.load_workbook(io.BytesIO(workbook(checked(base_grids()).snapshot, words("lv"))))
    assert all(INVENTED_HEADER not in (cell.value for cell in sheet[1]) for sheet in template if sheet.title != "Plāni")
