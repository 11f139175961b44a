"""A visitor's workbook is judged in another process, one at a time a visitor and two in all, bounded in every way."""

import io
import os
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import openpyxl
import pytest
import streamlit as st

from components.screens.quality import dryrun
from components.view import View, plan_of
from data import live
from data.publish.workbook import workbook
from data.sources import MAX_UPLOAD
from data.words import words
from tests.faults.made import zip_bomb
from tests.screens.conftest import Visit

NOON = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def view() -> View:
    day = date(2026, 11, 22)
    current = live.current()
    return View(words("lv"), day, day, current, plan_of(current.snapshot, "P5"))


def cells(*texts: str) -> bytes:
    """A workbook whose tab of reports holds texts that take a careless program long."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Izpildes gaita"
    sheet.append(["Pasākums", "Datums", "Izpildes statuss", "Paveiktais", "Šķēršļi"])
    for text in texts:
        sheet.append(["P5-1.1", "2024-10-15", text[:32_767], text[:32_767], text[:32_767]])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_same_content_changes_nothing_and_is_judged_elsewhere(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process, whose threads serve the screens, never reads the file: what would read it here is taken away."""

    def never(*_: object) -> None:
        raise AssertionError(f"read in the server's own process {os.getpid()}")

    content = workbook(view.snapshot, view.words)
    for name in ("parse_here", "held_or_not", "verdict"):
        monkeypatch.setattr(dryrun, name, never)
    said, judged = dryrun.judge(view, "anna", "plāns.xlsx", content, NOON)
    assert judged
    assert "Nemainītos neviens teikums un neviens skaitlis." in said


def test_what_is_no_workbook_is_said_to_be_none(view: View, tmp_path: Path) -> None:
    path = tmp_path / "bumba.xlsx"
    zip_bomb(path)
    for content in (b"", b"PK\3\4", b"x" * 1_000, path.read_bytes(), b"y" * (MAX_UPLOAD + 1)):
        said, judged = dryrun.judge(view, "anna", "nav.xlsx", content, NOON)
        assert judged
        assert said.startswith("<p>")
        assert len(said) < 1_000


def test_hostile_cells_are_judged_and_said_in_a_few_words(view: View) -> None:
    said, _ = dryrun.judge(
        view, "anna", "nav.xlsx", cells("a" * 32_767 + "@", "29 123 456 " * 3_000, "1." * 16_000), NOON
    )
    assert "Izpildes gaita" in said
    assert len(said) < 20_000
    assert "29 123" not in said


def test_what_takes_too_long_or_says_too_much_is_ended(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook(view.snapshot, view.words)
    monkeypatch.setattr(dryrun, "_MEGABYTES", 0)
    assert "<h2>" not in dryrun.judge(view, "anna", "plāns.xlsx", content, NOON)[0]
    monkeypatch.undo()
    monkeypatch.setattr(dryrun, "_SECONDS", 0.1)
    assert "0.1" in dryrun.judge(view, "anna", "plāns.xlsx", content, NOON)[0]


def test_one_at_a_time_a_visitor_and_two_in_all(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = [Event(), Event()], Event()

    def waits(module: str, content: bytes, name: str, *_: int) -> bytes:
        begun[int(name)].set()
        assert go.wait(30)
        return b"<p>judged</p>"

    monkeypatch.setattr(dryrun, "in_child", waits)
    monkeypatch.setattr(dryrun, "guard", lambda *_: None)
    threads = [
        Thread(target=dryrun.judge, args=(view, visitor, str(number), b"", NOON))
        for number, visitor in enumerate(("anna", "juris"))
    ]
    for number, thread in enumerate(threads):
        thread.start()
        assert begun[number].wait(30)
        if number == 0:
            said, judged = dryrun.judge(view, "anna", "0", b"", NOON)
            assert (judged, "citi faili" in said) == (False, True)
    assert not dryrun.judge(view, "zane", "0", b"", NOON)[1]
    go.set()
    for thread in threads:
        thread.join(30)
    assert dryrun.judge(view, "zane", "0", b"", NOON) == ("<p>judged</p>", True)


def test_the_page_judges_a_file_once_and_a_busy_one_again(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A click elsewhere on the page does not judge it anew."""
    asked: list[str] = []

    def judge(_: View, visitor: str, *__: object) -> tuple[str, bool]:
        asked.append(visitor)
        return f"<p>reize {len(asked)}</p>", len(asked) > 1

    monkeypatch.setattr(dryrun, "judge", judge)
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: SimpleNamespace(file_id="f", name="x", getvalue=bytes))
    page = visit("dati")
    assert "reize 1" in page.text
    for _ in range(2):
        page.run.run()
    assert len(asked) == 2
    assert len(set(asked)) == 1
