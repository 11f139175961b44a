"""Figures on request: found on their screens, drawn within bounds, and never a fault whatever the address."""

import asyncio
import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit
from starlette.requests import Request
from starlette.responses import Response

from components.blocks.vocabulary import Offer
from components.frame import downloads
from components.view import today
from components.web import figures, paint
from components.web.figures import Asked, Drawn, Figures, asked, drawn
from components.web.pages import Address, Pages
from data import live
from tests.helpers import finished
from tests.screens.reading import read

HERE = "https://plans.example"
PAGES = Pages(Path(str(streamlit.__file__)).with_name("static") / "index.html", [Address("", "Overview")], "/icon.png")


def wanted(path: str, file: str, query: str = "", origin: str = HERE) -> Asked:
    found = asked(path, file, query, origin)
    assert found is not None
    return found


def made(path: str, file: str, query: str = "") -> Drawn:
    found = drawn(wanted(path, file, query))
    assert found is not None
    return found


def offers(path: str, query: str = "") -> Iterator[Offer]:
    found = wanted(path, "x.csv", query)
    yield from figures._offers(found.view, paint.parts_of(path, found.view, found.address, found.entered))


@pytest.mark.parametrize("path", paint.SCREENS)
def test_every_menu_of_a_screen_leads_to_its_figure(path: str) -> None:
    names = [offer.figure.name for offer in offers(path)]
    assert len(set(names)) == len(names), "a name is that of one figure"
    for name in names:
        assert made(path, f"{name}.csv").body.startswith("\ufeff".encode())
    assert names or path not in ("", "uzticesanas", "pasvaldibas")


def test_the_choice_of_the_address_is_in_the_figure_and_under_it() -> None:
    name = next(offer.figure.name for offer in offers("pasvaldibas", "raditajs=PL-1"))
    query = f"raditajs=PL-1&datums=2026-11-22&snapshot={live.embedded().snapshot.id}"
    header, *rows = csv.reader(io.StringIO(made("pasvaldibas", f"{name}.csv", query).body.decode("utf-8-sig")))
    assert len(rows) == 42
    assert header[-1] == "Izvēlētā diena"
    assert {row[-1] for row in rows} == {"2026-11-22"}
    text = made("pasvaldibas", f"{name}.txt", f"{query}&lang=en&nekas=1").body.decode()
    assert text.endswith(
        f" · {HERE}/pasvaldibas?lang=en&datums=2026-11-22&snapshot={live.embedded().snapshot.id}&raditajs=PL-1\n"
    )
    assert "As of 22 November 2026" in text


@pytest.mark.parametrize(
    ("path", "file"),
    [("nav", "virzieni.csv"), ("", "virzieni.exe"), ("", "virzieni"), ("", ""), ("", "."), ("../app", "x.csv")],
)
def test_no_such_screen_or_kind_is_nothing(path: str, file: str) -> None:
    assert asked(path, file, "", HERE) is None


@pytest.mark.parametrize("path", paint.SCREENS)
def test_no_such_figure_is_nothing(path: str) -> None:
    assert drawn(wanted(path, "nav.csv")) is None
    assert drawn(wanted(path, '<b>"/.png')) is None


@pytest.mark.parametrize(
    "query",
    ["datums=banana&snapshot=%00&plans=<b>&lang=xx&palete=x", "%ff%fe=\xff&&==;", "raditajs=nav&kods=%ff&" + "x" * 5000,
     "valstis=nav;nav&gads=-1&skats=nav"],
)  # fmt: skip
def test_rubbish_in_an_address_is_as_not_said(query: str) -> None:
    for path in ("", "uzticesanas", "pasvaldibas"):
        for name in [offer.figure.name for offer in offers(path)]:
            assert drawn(wanted(path, f"{name}.csv", query)) is not None


def test_a_name_of_a_file_is_plain_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "drawn", lambda *_: (b"", 'ā"\r\nx/..\\y.csv', "text/csv"))
    assert made("", "virzieni.csv").name == "_x_.._y.csv"


# Answers


def answer(served: Figures, path: str, file: str, query: str = "", **headers: str) -> Response:
    lines = [(b"host", b"plans.example"), *((name.replace("_", "-").encode(), value.encode())
                                            for name, value in headers.items())]  # fmt: skip
    scope = {
        "type": "http", "scheme": "https", "method": "GET", "path": f"/figure/{path}/{file}", "headers": lines,
        "query_string": query.encode(), "path_params": {"path": path, "file": file},
    }  # fmt: skip
    return finished(served._answer(Request(scope)))


def test_a_figure_is_sent_as_a_file_that_may_be_asked_for_again() -> None:
    served = Figures(PAGES)
    sent = answer(served, "", "virzieni.svg")
    assert sent.status_code == 200
    assert sent.headers["content-type"] == "image/svg+xml"
    name = f"virzieni-{today().isoformat()}-{live.current().snapshot.id}.svg"
    assert sent.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert "script" not in sent.headers["content-security-policy"]
    assert b"https://plans.example/?datums=" in bytes(sent.body)
    again = answer(served, "", "virzieni.svg", if_none_match=sent.headers["etag"])
    assert (again.status_code, again.body, again.headers["etag"]) == (304, b"", sent.headers["etag"])
    text = answer(served, "", "virzieni.txt")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.headers["content-disposition"].startswith("inline")


@pytest.mark.parametrize(
    ("query", "heading"), [("", "Šajā adresē lapas nav"), ("lang=en", "There is no page at this address")]
)
@pytest.mark.parametrize(("path", "file"), [("", "nav.csv"), ("nav", "virzieni.csv"), ("", "virzieni.gif")])
def test_what_does_not_exist_says_so_in_the_visitors_language(path: str, file: str, query: str, heading: str) -> None:
    sent = answer(Figures(PAGES), path, file, query)
    assert (sent.status_code, sent.headers["cache-control"]) == (404, "no-store")
    (h1,) = read(bytes(sent.body).decode().split("\n", 1)[1]).all("h1")
    assert h1.words() == heading


def test_what_was_drawn_is_kept_within_its_bound() -> None:
    served = Figures(PAGES, most=30_000)
    for day in range(1, 20):
        assert answer(served, "", "virzieni.svg", f"datums=2025-01-{day:02}").status_code == 200
        assert sum(len(own.body) for own in served._kept.values()) == served._bytes <= 30_000
    assert served._kept


def test_it_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    served, times = Figures(PAGES), list[str]()

    def counted(what: Asked) -> Drawn | None:
        times.append(what.name)
        return drawn(what)

    monkeypatch.setattr(figures, "drawn", counted)
    for query in ("", "nekas=1", "datums=banana"):
        assert answer(served, "", "virzieni.csv", query).status_code == 200
    assert times == ["virzieni"]
    answer(served, "", "virzieni.csv", "datums=2024-11-07")
    assert len(times) == 2


def test_what_cannot_be_drawn_is_told_and_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Asked) -> None:
        raise ValueError

    served = Figures(PAGES)
    with monkeypatch.context() as own:
        own.setattr(figures, "drawn", fail)
        for _ in range(figures.AT_ONCE + 1):
            sent = answer(served, "", "virzieni.csv", "lang=en")
            assert (sent.status_code, sent.headers["retry-after"]) == (503, "60")
            assert "The figure is not available right now" in bytes(sent.body).decode()
    assert "virzieni" in caplog.text
    assert answer(served, "", "virzieni.csv").status_code == 200


def test_who_would_wait_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    served = Figures(PAGES)
    monkeypatch.setattr(figures, "PATIENCE", 0.01)
    served._drawing = asyncio.Semaphore(0)
    assert answer(served, "", "virzieni.csv").status_code == 503
    served._drawing = asyncio.Semaphore(2)
    served._waiting = figures.WAITING
    assert answer(served, "", "virzieni.csv").status_code == 503
    served._waiting = 0
    assert answer(served, "", "virzieni.csv").status_code == 200
    assert served._waiting == 0


def test_what_a_history_that_failed_did_not_give_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter(range(100))
    monkeypatch.setattr(live, "unanswered", lambda: next(counts))
    served = Figures(PAGES)
    assert answer(served, "", "virzieni.csv").status_code == 200
    assert not served._kept


def test_another_state_of_the_data_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    served = Figures(PAGES)
    before = answer(served, "", "virzieni.csv").headers["etag"]
    now = live.current()
    monkeypatch.setattr(live, "current", lambda: replace(now, snapshot=replace(now.snapshot, id="2222222222")))
    assert answer(served, "", "virzieni.csv").headers["etag"] != before
