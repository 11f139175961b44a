"""Feeds and calendars over a history: a changed or withdrawn row is told to whoever has it, under its own id."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from components.frame import addressed
from components.view import View
from components.web import feeds
from components.web.feeds import CALENDAR, CHANGES
from data import live
from data.intake.result import Checked
from data.live import Current, rows
from data.publish.feeds import lasting_id
from data.store import grid
from data.store.store import Store
from tests.helpers import add, base_grids, book, checked, put
from tests.publish.test_feeds import read

FIRST, SECOND, THIRD = (datetime(2026, 11, day, 12, tzinfo=UTC) for day in (20, 21, 22))
DAY = date(2026, 11, 27)


def base() -> dict[str, Any]:
    return add(add(base_grids(), "meetings", id="2026-12-10", day="2026-12-10", kind="uzraudzības padome"),
               "calendar", start="2027-01-15", title="Atskaite", kind="atskaite", state="plānots")  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    kept = Store(f"sqlite:///{tmp_path / 'h.sqlite3'}")
    monkeypatch.setattr(live, "archive", lambda: kept)
    yield kept
    kept.close()


def put_in(store: Store, monkeypatch: pytest.MonkeyPatch, grids: dict[str, Any], when: datetime) -> View:
    own: Checked = checked(grids)
    store.put(grid.redacted(book(grids)), own, when, "embedded:data", "accepted")
    current = Current(own.snapshot, own.issues, "Plāns", None, when, when, None, ())
    monkeypatch.setattr(live, "current", lambda: current)
    return addressed.view_of({}, DAY)


def events(view: View, one: feeds.One = None) -> dict[str, Any]:
    found = Calendar.from_ical(CALENDAR.make(view, one, "https://a.lv")).walk("VEVENT")
    assert len({str(event["UID"]) for event in found}) == len(found), "an id stands once"
    return {str(event["UID"]): event for event in found}


def without(grids: dict[str, Any], code: str, first_cell: str) -> dict[str, Any]:
    grids[code] = [row for row in grids[code] if row[0] != first_cell]
    return grids


def test_what_is_withdrawn_is_cancelled_under_its_id_and_comes_back_alive(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = {
        lasting_id(key)
        for key in (("meeting", "2026-12-10"), ("event", "2027-01-15", "Atskaite"), ("decision", "L-1"),
                    ("deadline", "P5-1.2"))
    }  # fmt: skip
    stood = events(put_in(store, monkeypatch, base(), FIRST))
    assert ids <= stood.keys()
    assert not any("STATUS" in event for event in stood.values())
    gone = without(without(without(base(), "meetings", "2026-12-10"), "calendar", "2027-01-15"), "decisions", "L-1")
    off = events(put_in(store, monkeypatch, put(gone, "measures", 3, deadline=""), SECOND))
    assert off.keys() == stood.keys(), "nothing that a calendar has is forgotten"
    assert {uid for uid, event in off.items() if event.get("STATUS") == "CANCELLED"} == ids
    assert all(str(off[uid]["SUMMARY"]).startswith("Vairs nav spēkā: ") for uid in ids)
    assert all(off[uid]["SEQUENCE"] > stood[uid]["SEQUENCE"] for uid in ids)
    assert all(off[uid].decoded("DTSTART") == stood[uid].decoded("DTSTART") for uid in ids)
    again = events(put_in(store, monkeypatch, base(), THIRD))
    assert again.keys() == stood.keys()
    assert not any("STATUS" in event for event in again.values())
    assert all(again[uid]["SEQUENCE"] > off[uid]["SEQUENCE"] for uid in ids)


def test_a_cancelled_decision_is_said_to_be(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    found = events(put_in(store, monkeypatch, put(base(), "decisions", 2, state="atcelts"), FIRST))
    assert found[lasting_id(("decision", "L-1"))]["STATUS"] == "CANCELLED"


def test_a_withdrawn_measure_is_told_to_the_institution_that_had_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(store, monkeypatch, base(), FIRST)
    gone = without(without(base(), "measures", "P5-1.2"), "updates", "P5-1.2")
    view = put_in(store, monkeypatch, gone, SECOND)
    one = {item.id: item for item in view.snapshot.institutions}
    deadline, report = (
        lasting_id(("deadline", "P5-1.2")),
        lasting_id(("report", "P5-1.2", "2024-10-16", "public_sources")),
    )
    assert events(view, one["VAS"])[deadline]["STATUS"] == "CANCELLED"
    assert deadline not in events(view, one["VK"])
    told = {name: read(CHANGES.make(view, one[name], "https://a.lv")) for name in ("VAS", "VK")}
    assert not any(item["id"] == report for item in told["VAS"])
    assert [item["updated"] for item in told["VAS"] if (item["title"] or "").startswith("Labots")] == [
        "2026-11-21T12:00:00+00:00"
    ], "that it is no more is an entry of its own"
    assert not [item for item in told["VK"] if (item["title"] or "").startswith("Labots")]


def test_a_report_that_is_altered_keeps_its_id_and_is_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    name = lasting_id(("report", "P5-1.1", "2024-10-15", "institution"))

    def told(grids: dict[str, Any], when: datetime) -> dict[str, str | None]:
        view = put_in(store, monkeypatch, grids, when)
        return next(item for item in read(CHANGES.make(view, None, "https://a.lv")) if item["id"] == name)

    before = told(base(), FIRST)
    after = told(put(base(), "updates", 2, done="Sagatavots un saskaņots."), SECOND)
    assert before["published"] == after["published"] == before["updated"]
    assert after["updated"] == "2026-11-21T12:00:00+00:00"
    assert "saskaņots" in (after["summary"] or "")


def test_a_history_that_cannot_be_read_takes_no_feed_down(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    view = put_in(store, monkeypatch, base(), FIRST)

    def silent(_limit: int) -> None:
        raise live.StoreFault("store_silent")

    monkeypatch.setattr(live, "accepted", silent)
    assert rows.lives() == {}
    assert events(view)
    assert read(CHANGES.make(view, None, "https://a.lv"))
