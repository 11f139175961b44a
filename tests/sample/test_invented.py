"""An invented plan is called so wherever its figures stand, and a sheet or a stored snapshot from before it is not."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from components.blocks.html import write
from components.documents.files import drawn
from components.documents.minutes import minutes
from components.documents.report import report
from components.frame import shell
from components.screens.municipality.profile_papers import error_report
from components.screens.quality import quality
from components.view import View
from components.web import cards
from components.wording import provenance
from data import live
from data.contract.tables import TABLES
from data.intake.result import content_id
from data.live import Current
from data.model import Snapshot
from data.publish.tables import as_csv
from data.publish.workbook import table_workbook, workbook
from data.store.lines import from_lines, to_lines
from data.words import Language, words
from tests.helpers import base_grids, checked

DAY = date(2026, 11, 22)
SAID: dict[Language, str] = {"lv": "Izdomāti dati", "en": "Invented data"}
"""The mark, as both languages say it."""


def made_up(*plans: str) -> Snapshot:
    """The embedded data with these of their plans called invented."""
    true = live.embedded().snapshot
    own = "".join(["0dd", *plans])
    return replace(true, id=own, plans=tuple(replace(plan, invented=plan.id in plans or None) for plan in true.plans))


def seen(snapshot: Snapshot, language: Language = "lv", plan: str = "P5") -> View:
    (shown,) = (own for own in snapshot.plans if own.id == plan)
    return View(words(language), DAY, DAY, Current(snapshot, (), "Mācību tabula"), shown)


# The column


def test_a_sheet_without_the_column_is_a_true_one_and_complete() -> None:
    grids = base_grids()
    assert "Izdomāts" not in grids["plans"][0]
    found = checked(grids)
    assert found.issues == ()
    assert [plan.invented for plan in found.snapshot.plans] == [None, None]
    wider = {code: [list(row) for row in grid] for code, grid in grids.items()}
    for number, row in enumerate(wider["plans"]):
        row.append("" if number else "Izdomāts")
    assert checked(wider).snapshot.id == found.snapshot.id, "an empty new column is no change"


@pytest.mark.parametrize(("cell", "invented"), [("jā", True), ("nē", False), ("", None)])
def test_the_column_is_read(cell: str, invented: bool | None) -> None:
    grids = base_grids()
    grids["plans"][0].append("Izdomāts")
    grids["plans"][1].append(cell)
    grids["plans"][2].append("")
    found = checked(grids)
    assert [plan.invented for plan in found.snapshot.plans] == [invented, None]
    assert (found.snapshot.id == checked(base_grids()).snapshot.id) is (cell == "")


def test_what_was_stored_before_the_column_reads_as_true() -> None:
    found = checked(base_grids())
    lines = to_lines(found)
    at, head = next((n, line) for n, line in enumerate(lines) if line.startswith("table\x1fplans"))
    assert head.endswith("\x1finvented")
    older = [*lines[:at], head.removesuffix("\x1finvented")]
    older += [line.removesuffix("\x1f\x00") for line in lines[at + 1 : at + 3]] + lines[at + 3 :]
    again = from_lines(older).snapshot
    assert again == found.snapshot
    assert content_id({table.code: getattr(again, table.code) for table in TABLES}, again.places) == found.snapshot.id


# What says so


@pytest.mark.parametrize("language", ["lv", "en"])
def test_screens_figures_and_papers_say_so(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "at", lambda day: None)
    monkeypatch.setattr(live, "current", lambda: seen(made_up("P5")).current)
    monkeypatch.setattr("streamlit.session_state", {})
    false, true = seen(made_up("P5"), language), seen(made_up(), language)
    (unit,) = (own for own in true.snapshot.municipalities if own.code == "0054000")
    meeting = next(own for own in true.snapshot.meetings if own.id == "2024-11-07")
    record = quality.records(true)[0]
    said: dict[str, Callable[[View], str]] = {
        "banner": lambda view: write(shell.banner(view, "")),
        "line": provenance.source_line,
        "foot": lambda view: " · ".join(provenance.data_line(view)),
        "badge": lambda view: cards.badge(view, unit),
        "card": lambda view: cards.card(view, unit),
        "letter": lambda view: error_report(view, unit, "PL-6.3a"),
        "reminder": lambda view: quality.reminder(view, record),
        "report": lambda view: " ".join(report(view).head),
        "minutes": lambda view: " ".join(minutes(view, meeting).head),
        "figures": lambda view: min((figure.source for figure in drawn(view)), key=lambda text: SAID[language] in text),
    }
    assert {name for name, of in said.items() if SAID[language] not in of(false)} == set()
    assert {name for name, of in said.items() if SAID[language] in of(true)} == set()


def test_a_true_plan_beside_an_invented_one_is_not_called_so() -> None:
    both = made_up("P6")
    assert provenance.invented(seen(both, plan="P5")) == ""
    assert provenance.invented(seen(both, plan="P6")) == "Izdomāti dati"
    assert provenance.invented(replace(seen(both), plan=None)) == "Izdomāti dati", "no plan is shown: one is enough"


@pytest.mark.parametrize(("plans", "mark"), [(("P5", "P6"), "jā"), (("P6",), "plāns P6"), ((), None)])
def test_every_downloaded_row_says_so_and_is_read_back(
    plans: tuple[str, ...], mark: str | None, tmp_path: Path
) -> None:
    snapshot = made_up(*plans)
    for table in TABLES:
        content = as_csv(snapshot, table.code)
        (tmp_path / f"{table.code}.csv").write_bytes(content)
        header, *_ = content.decode("utf-8-sig").splitlines()
        assert header.endswith(",Izdomāti dati") is (mark is not None)
        sheet = openpyxl.load_workbook(io.BytesIO(table_workbook(snapshot, table.code))).active
        assert sheet is not None
        for row in range(2, sheet.max_row + 1):
            assert sheet.cell(row, len(table.columns) + 1).value == mark
    again = live.read(str(tmp_path))
    assert again.issues == ()
    assert [plan.invented for plan in again.snapshot.plans] == [plan.invented for plan in snapshot.plans]
    book = tmp_path / "viss.xlsx"
    book.write_bytes(workbook(snapshot, words("lv")))
    again = live.read(str(book))
    assert [plan.invented for plan in again.snapshot.plans] == [plan.invented for plan in snapshot.plans]
    assert again.issues == ()
