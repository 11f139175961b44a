"""Feeds and calendars, read back by parsers that are not ours."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from data.publish.feeds import MOST, Channel, Dated, Entry, atom, ical, lasting_id
from data.words import words

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
CHANNEL = Channel("Kas mainījies", "https://a.lv/", "https://a.lv/feeds/izmainas.atom", "Valsts kanceleja")
HOSTILE = '<script>alert(1)</script>&amp;"\x00\x0b ]]> \ud800\nBEGIN:VEVENT\r\nX:1'


def entry(key: str = "1.1", at: datetime = NOON, title: str = "a", text: str = "b") -> Entry:
    return Entry(("report", key), title, text, "https://a.lv/pasakumi?pasakums=1.1&lang=en", at)


def read(body: bytes) -> list[dict[str, str | None]]:
    root = ElementTree.fromstring(body)
    return [{child.tag.removeprefix(ATOM): child.text for child in item} for item in root.iter(f"{ATOM}entry")]


def test_the_newest_comes_first_and_the_feed_is_as_new_as_it() -> None:
    body = atom(CHANNEL, [entry("old", NOON - timedelta(9)), entry("new")], words("lv"))
    assert [item["id"] for item in read(body)] == [lasting_id(("report", "new")), lasting_id(("report", "old"))]
    assert ElementTree.fromstring(body).findtext(f"{ATOM}updated") == "2026-11-27T12:00:00+00:00"
    assert body == atom(CHANNEL, [entry("new"), entry("old", NOON - timedelta(9))], words("lv")), "the same, any time"


def test_a_row_that_is_withdrawn_is_gone_and_the_others_keep_their_ids() -> None:
    both, one = (
        {item["id"] for item in read(atom(CHANNEL, entries, words("lv")))}
        for entries in ([entry("1"), entry("2")], [entry("2")])
    )
    assert one < both


def test_an_entry_keeps_its_id_whatever_its_text_and_whatever_the_server_is_called() -> None:
    elsewhere = Channel("x", "http://b/", "http://b/feeds/izmainas.atom", "y")
    first, second = atom(CHANNEL, [entry()], words("lv")), atom(elsewhere, [entry(title="z")], words("lv"))
    assert read(first)[0]["id"] == read(second)[0]["id"]
    assert ElementTree.fromstring(first).findtext(f"{ATOM}id") == ElementTree.fromstring(second).findtext(f"{ATOM}id")


def test_no_more_than_readers_need() -> None:
    assert len(read(atom(CHANNEL, [entry(str(n)) for n in range(MOST + 50)], words("lv")))) == MOST


def test_a_hostile_cell_is_text_in_a_feed() -> None:
    (item,) = read(atom(CHANNEL, [entry(title=HOSTILE, text=HOSTILE)], words("lv")))
    assert (item["title"] or "").startswith("<script>"), "a title is text"
    assert "<script" not in (item["summary"] or ""), "readers take a summary for HTML, so that it is escaped twice"
    assert "&lt;script&gt;" in (item["summary"] or "")


def dated(**more: object) -> Dated:
    usual = Dated(("meeting", "1"), "Sēde", "", "", date(2026, 12, 1))
    return replace(usual, **more)  # type: ignore[arg-type]


def test_a_day_is_a_whole_day_and_a_time_has_its_zone() -> None:
    when = datetime(2026, 7, 1, 10, tzinfo=UTC)
    timed = dated(key=("m", "2"), start=when, end=when + timedelta(hours=2))
    body = ical("x", [dated(), timed], NOON, words("lv"))
    events = Calendar.from_ical(body).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [when, date(2026, 12, 1)]
    assert [event.decoded("DTEND") for event in events] == [when + timedelta(hours=2), date(2026, 12, 2)]
    assert body == ical("x", [timed, dated()], NOON, words("lv"))


def test_a_hostile_cell_adds_no_event() -> None:
    body = ical(HOSTILE, [dated(title=HOSTILE, text=HOSTILE, place=HOSTILE)], NOON, words("lv"))
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert "BEGIN:VEVENT" in str(event["SUMMARY"])
    assert "X" not in event


@given(st.text(max_size=80))
def test_any_text_can_be_read_back(text: str) -> None:
    assert len(read(atom(CHANNEL, [entry(title=text, text=text)], words("lv")))) == 1
    assert len(Calendar.from_ical(ical(text, [dated(title=text)], NOON, words("lv"))).walk("VEVENT")) == 1


@pytest.mark.parametrize("key", [("a", "b"), ("ab",), ("a", "b", "")])
def test_ids_are_told_apart(key: tuple[str, ...]) -> None:
    assert len({lasting_id(other) for other in (key, ("a", "b"), ("ab",), ("a", "b", ""))}) == 3


def test_a_changed_entry_keeps_its_id_and_is_read_again() -> None:
    changed = replace(entry("1", NOON - timedelta(90)), text="c", changed=NOON)
    body = atom(CHANNEL, [entry("2", NOON - timedelta(3)), changed], words("lv"))
    assert [(item["id"], item["published"], item["updated"]) for item in read(body)] == [
        (lasting_id(("report", "1")), "2026-08-29T12:00:00+00:00", "2026-11-27T12:00:00+00:00"),
        (lasting_id(("report", "2")), "2026-11-24T12:00:00+00:00", "2026-11-24T12:00:00+00:00"),
    ]
    assert ElementTree.fromstring(body).findtext(f"{ATOM}updated") == "2026-11-27T12:00:00+00:00"


def test_a_cancelled_event_keeps_its_id_and_overtakes_the_one_that_a_calendar_has() -> None:
    stood = ical("x", [dated()], NOON, words("lv"))
    off = ical("x", [dated(cancelled=True)], NOON + timedelta(hours=1), words("lv"))
    again = ical("x", [dated()], NOON + timedelta(hours=2), words("lv"))
    events = [Calendar.from_ical(body).walk("VEVENT")[0] for body in (stood, off, again)]
    assert len({event["UID"] for event in events}) == 1
    assert [event.get("STATUS") for event in events] == [None, "CANCELLED", None]
    sequences = [int(str(event["SEQUENCE"])) for event in events]
    assert sequences == sorted(set(sequences)), "RFC 5545, 3.8.7.4: it grows"
    assert all(0 <= sequence < 2**31 for sequence in sequences)
    assert events[1].decoded("LAST-MODIFIED") == NOON + timedelta(hours=1)
