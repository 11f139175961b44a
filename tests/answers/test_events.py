"""The calendar round a day, the meetings, and the plans to come."""

import pytest

from data.answers.events import (
    Stand,
    by_time,
    calendar,
    council_meetings,
    last_day,
    last_meeting,
    next_plans,
    unheard_reports,
)
from data.model import Event, EventKind, EventState, MeetingKind, PlanState
from tests.answers.build import PLAN, day, event, meeting, plan, snapshot

HAPPENED, PLANNED, DEADLINE, PROMISED = EventState
REPORT, IRM, OGP, DRAFTING, IMPLEMENTATION, SUCCESS, CONTEXT = EventKind


def group(on: str, start: str, state: EventState | None, kind: EventKind | None = None, end: str | None = None) -> str:
    found = calendar(snapshot(event(start, state=state, kind=kind, end=end)), day(on))
    (name,) = (name for name in ("past", "unheard", "coming") if getattr(found, name))
    return name


@pytest.mark.parametrize(
    ("on", "start", "state", "kind", "name"),
    [
        ("2024-05-31", "2024-06-01", HAPPENED, CONTEXT, "coming"),
        ("2024-06-01", "2024-06-01", HAPPENED, CONTEXT, "past"),
        ("2024-01-01", "2024", HAPPENED, CONTEXT, "past"),
        ("2024-06-01", "2024-06-01", None, None, "past"),
        ("2024-06-01", "2024-06-01", PLANNED, CONTEXT, "coming"),
        ("2024-06-02", "2024-06-01", PLANNED, CONTEXT, "unheard"),
        ("2024-06-30", "2024-06", PROMISED, REPORT, "coming"),
        ("2024-07-01", "2024-06", PROMISED, REPORT, "unheard"),
        ("2024-06-01", "2024-06-01", DEADLINE, REPORT, "coming"),
        ("2024-06-02", "2024-06-01", DEADLINE, REPORT, "unheard"),
        # A deadline for something else than a report is simply over: nothing is awaited of it.
        ("2024-06-01", "2024-06-01", DEADLINE, IRM, "coming"),
        ("2024-06-02", "2024-06-01", DEADLINE, IRM, "past"),
    ],
)
def test_an_event_is_past_unheard_of_or_to_come(
    on: str, start: str, state: EventState | None, kind: EventKind | None, name: str
) -> None:
    assert group(on, start, state, kind) == name


def test_what_lasts_is_judged_on_its_last_day() -> None:
    assert last_day(event("2025-02", end="2025-04")) == day("2025-04-30")
    assert last_day(event("2025")) == day("2025-12-31")
    assert group("2025-04-30", "2025-02", PLANNED, end="2025-04") == "coming"
    assert group("2025-05-01", "2025-02", PLANNED, end="2025-04") == "unheard"
    assert group("2025-02-01", "2025-02", HAPPENED, end="2025-04") == "past"


def period(start: str, end: str, source: str = "") -> Event:
    return event(start, f"{start}–{end}", end=end, kind=DRAFTING, state=PLANNED, plan="P2", source=source)


def test_periods_that_contradict_each_other_are_one_open_question() -> None:
    own, other, else_ = period("2026", "2027"), period("2026", "2029"), event("2026-05-01", state=PLANNED)
    found = calendar(snapshot(own, other, else_), day("2026-01-10"))
    assert (found.coming, found.open_questions) == ((else_,), ((own, other),))
    assert calendar(snapshot(own, period("2026", "2027")), day("2026-01-10")).open_questions == ()
    assert calendar(snapshot(own), day("2026-01-10")).coming == (own,)
    assert calendar(snapshot(own, other), day("2028-01-01")).open_questions == (), "the first is over"


def test_what_was_not_known_on_a_chosen_day_is_not_quoted() -> None:
    told, silent = period("2026", "2029", "Prezentācija, 07.11.2024."), period("2026", "2027", "Portāls")
    planned = event("2027-05-01", "plānots", state=PLANNED, source="Protokols, 1.2.2025.")
    held, now = snapshot(told, silent, planned), day("2025-06-01")
    found = calendar(held, day("2024-11-07"), today=now)
    assert (found.coming, found.open_questions) == ((told,), ())
    assert calendar(held, day("2024-11-06"), today=now).coming == ()
    assert calendar(held, now, today=now).open_questions == ((silent, told),)


def test_events_stand_in_order_of_time_and_two_alike_are_two() -> None:
    rows = [event("2023-02", "b"), event("2023", "c"), event("2023-02-01", "a"), event("2023-02", "b")]
    found = calendar(snapshot(*rows), day("2024-01-01"))
    assert [item.title for item in found.past] == ["c", "a", "b", "b"]
    assert not found.unheard + found.coming


def test_a_plans_calendar_leaves_other_plans_out() -> None:
    held = snapshot(event("2023", "own"), event("2023", "all", plan=None), event("2023", "other", plan="P2"))
    assert {item.title for item in calendar(held, day("2024-01-01"), PLAN).past} == {"own", "all"}
    assert len(calendar(held, day("2024-01-01")).past) == 3


def test_reports_and_reviews_without_word_of_them() -> None:
    rows = [
        event("2024-01", "report", kind=REPORT, state=PROMISED), event("2024-01", "irm", kind=IRM, state=PLANNED),
        event("2024-01", "due", kind=REPORT, state=DEADLINE), event("2024-01", "comments", kind=IRM, state=DEADLINE),
        event("2024-01", "came", kind=REPORT, state=HAPPENED), event("2024-01", "law", kind=CONTEXT, state=PLANNED),
        event("2024-01", "other", kind=REPORT, state=PROMISED, plan="P2"),
        event("2024-01", "nobody's", kind=REPORT, state=PROMISED, plan=None),
        event("2025-01", "later", kind=REPORT, state=PROMISED),
    ]  # fmt: skip
    found = unheard_reports(snapshot(*rows), day("2024-06-30"), PLAN)
    assert {item.title for item in found} == {"report", "irm", "due"}


def test_only_the_councils_dated_meetings_are_previous_or_next() -> None:
    meetings = [
        meeting("2024-11-07"), meeting("2023-05-04"), meeting("2024-03-01", kind=MeetingKind.OTHER),
        meeting("2022-01-01", day=None), meeting("2022-02-02", plan="P2"), meeting("2021-01-01", plan=None),
    ]  # fmt: skip
    held = snapshot(*meetings)
    assert [item.id for item in council_meetings(held, PLAN)] == ["2021-01-01", "2023-05-04", "2024-11-07"]
    assert len(council_meetings(held)) == 4
    found = {on: last_meeting(held, day(on), PLAN) for on in ("2021-01-01", "2024-11-07", "2024-11-08")}
    assert [item and item.id for item in found.values()] == [None, "2023-05-04", "2024-11-07"]
    assert last_meeting(snapshot(), day("2024-01-01")) is None
    newer = snapshot(*meetings, meeting("2024-12-12", plan="P2"))
    newest = [last_meeting(newer, day("2025-01-01"), one) for one in (PLAN, None)]
    assert [item and item.id for item in newest] == ["2024-11-07", "2024-12-12"], "another plan's is not ours"


def test_the_plans_to_come_are_those_being_drafted_that_begin_later() -> None:
    drafts = [plan("P2", state=PlanState.DRAFTING, start="2026"), plan("P3", state=PlanState.DRAFTING, start=None)]
    others = [plan("P0", state=PlanState.DRAFTING, start="2018"), plan("P4", state=PlanState.ENDED, start="2026")]
    held = snapshot(plan(), *drafts, *others)
    assert [item.id for item in next_plans(held, held.plans[0])] == ["P2", "P3"]
    assert [item.id for item in next_plans(held, drafts[0])] == ["P3"]
    assert next_plans(held, plan(start=None))[0].id == "P2"
    assert next_plans(held, plan(start="2026")) == (drafts[1],), "one that begins on the same day is no later one"


def test_where_each_event_stands_in_order_of_time() -> None:
    own, other = period("2026", "2027"), period("2026", "2029")
    asked = [
        event("2026-12-01", "gaidāms", state=PLANNED), event("2025-03-01", "solīts", state=PROMISED, kind=REPORT),
        event("2025-02", "plānots", state=PLANNED), event("2024-03-01", "termiņš", state=DEADLINE, kind=REPORT),
        event("2024-11-21", "pagājis", state=DEADLINE, kind=IRM), event("2024-11-07", "noticis", state=HAPPENED),
        event("2023", "nekas nav teikts"), own, other,
    ]  # fmt: skip
    found = calendar(snapshot(*asked), day("2026-11-22")).stands
    assert [(one.title, str(stand)) for one, stand in found] == [
        ("nekas nav teikts", "happened"), ("termiņš", "due"), ("noticis", "happened"), ("pagājis", "passed"),
        ("plānots", "due"), ("solīts", "promised"), ("2026–2027", "open"), ("2026–2029", "open"),
        ("gaidāms", "coming"),
    ]  # fmt: skip
    frame = by_time(found)
    assert frame["start"].tolist() == [one.start.iso for one, _stand in found]
    assert frame["end"].isna().sum() == 7
    assert by_time(()).empty
    assert set(frame["stand"]) <= set(Stand)
