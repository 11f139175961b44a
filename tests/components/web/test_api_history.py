"""The API over a history: snapshots that are kept, what two of them say differently, and what is never to be had."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from components.web.api.documents import RESOURCES
from components.web.api.registry import ROOT
from components.web.api.served import Api
from components.web.bounds import Requests
from data import live
from data.intake.result import Checked
from data.live import Current
from data.model import Hold, Issue, Severity
from data.store import grid
from data.store.store import Store
from tests.asgi import Got, ask
from tests.helpers import add, base_grids, book, checked, put
from tests.publish.test_invented import invented

FIRST, SECOND, THIRD = (datetime(2026, 11, day, 12, tzinfo=UTC) for day in (20, 21, 22))
ACCOUNT = "reader@plan-123.iam.gserviceaccount.com"


def grids(deadline: str) -> dict[str, Any]:
    changed = put(base_grids(), "measures", 2, deadline=deadline)
    return add(changed, "institutions", id="JAUNA", title="Jauna iestāde") if deadline > "2025" else changed


@pytest.fixture
def reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Checked, Checked, Checked]]:
    """Two reads that were accepted and one that was held; the second is current, and its source fails."""
    store = Store(f"sqlite:///{tmp_path / 'h.sqlite3'}")
    found = checked(grids("2024-12-31")), checked(grids("2025-06-30")), checked(grids("2026-01-31"))
    for own, status, when, text in zip(
        found, ("accepted", "accepted", "held"), (FIRST, SECOND, THIRD),
        ("2024-12-31", "2025-06-30", "2026-01-31"), strict=True,
    ):  # fmt: skip
        store.put(grid.redacted(book(grids(text))), own, when, "embedded:data", status)
    failure = Issue(None, None, None, "google_not_shared", Severity.HELD, "Plāns", args=(("account", ACCOUNT),))
    hold = Hold("decisions", "guard_vanished", SECOND, "")
    current = Current(found[1].snapshot, found[1].issues, "Plāns", failure, SECOND, SECOND, SECOND, (hold,))
    monkeypatch.setattr(live, "archive", lambda: store)
    monkeypatch.setattr(live, "current", lambda: current)
    yield found
    store.close()


@pytest.fixture
def app() -> ASGIApp:
    return Starlette(routes=Api(Requests(10**9)).routes)


def get(app: ASGIApp, path: str) -> Got:
    return ask(app, ROOT + path)


def test_the_snapshots_kept_are_listed_and_can_be_asked_for(app: ASGIApp, reads: tuple[Checked, ...]) -> None:
    first, second, held = (own.snapshot.id for own in reads)
    rows = get(app, "snapshots.json").json["rows"]
    assert [(row["id"], row["taken_at"]) for row in rows] == [
        (second, "2026-11-21T12:00:00Z"),
        (first, "2026-11-20T12:00:00Z"),
    ]
    then = get(app, f"measures.json?snapshot={first}").json
    assert (then["snapshot"], then["rows"][0]["deadline"]) == (first, "2024-12-31")
    assert get(app, "measures.json").json["rows"][0]["deadline"] == "2025-06-30"
    assert get(app, f"measures.json?snapshot={held}").status == 404


@pytest.mark.usefixtures("reads")
def test_what_two_snapshots_say_differently_is_counted_by_hand(app: ASGIApp, reads: tuple[Checked, ...]) -> None:
    first, second, held = (own.snapshot.id for own in reads)
    rows = get(app, "changes.json").json["rows"]
    said = [(row["table"], row["key"], row["act"], row["column"], row["before"], row["after"]) for row in rows]
    assert said == [
        ("measures", ["P5-1.1"], "changed", "deadline", "2024-12-31", "2025-06-30"),
        ("institutions", ["JAUNA"], "added", None, None, None),
    ]
    assert (rows[0]["meaning"], rows[0]["silent"], rows[1]["silent"]) == ("deadline_moved", True, False)
    assert get(app, f"changes.json?no={first}&lidz={second}").json["rows"] == rows
    back = get(app, f"changes.json?no={second}&lidz={first}").json["rows"]
    assert [(row["act"], row["after"]) for row in back] == [("changed", "2024-12-31"), ("removed", None)]
    assert get(app, f"changes.json?no={first}&lidz={held}").status == 404
    assert get(app, f"changes.csv?no={first}").body.count(b"\r\n") == 3


def test_a_held_tab_is_said_to_be_of_an_earlier_read(app: ASGIApp, reads: tuple[Checked, ...]) -> None:
    said = "Not from the latest read: Lēmumi (held since 21 November 2026, 14:00)"
    assert get(app, "decisions.json?lang=en").json["notes"] == [said]
    assert get(app, "measures.csv?lang=en").body.decode().count(said) == len(reads[1].snapshot.measures)


def test_what_is_invented_says_so_in_every_row(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    made_up = replace(invented("P5").snapshot, embedded=frozenset(["trust"]))
    monkeypatch.setattr(live, "current", lambda: Current(made_up, (), "Plāns"))
    assert get(app, "progress.json").json["invented"] == ["P5"]
    assert get(app, "trust.json").json["invented"] == [], "what is embedded is never made up"
    rows = [*csv.DictReader(io.StringIO(get(app, "measures.csv").body.decode("utf-8-sig")))]
    assert {row["invented_plans"] for row in rows} == {"P5"}


def test_nothing_of_what_is_rejected_or_of_why_a_source_fails_is_to_be_had(
    app: ASGIApp, reads: tuple[Checked, ...]
) -> None:
    held = reads[2].snapshot.id.encode()
    for path in RESOURCES:
        body = get(app, path).body
        assert ACCOUNT.encode() not in body, path
        assert b"2026-01-31" not in body, path
        assert held not in body, path
        # The words that a column may hold are in its description.
        assert b"google_not_shared" not in body or path in ("openapi.json", "datapackage.json"), path
