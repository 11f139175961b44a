"""Whatever the sheet holds: the parts add up to the whole, bounds are bounds, and nothing raises."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data.answers.attention import Rule, attention, focus_items
from data.answers.changes import changes, denominator_changes, history_of, thinned
from data.answers.dossier import dossier, find_measure
from data.answers.events import calendar, last_meeting, unheard_reports
from data.answers.money import money
from data.answers.progress import band, by_institution, counted, decided, progress, standings, tally
from data.answers.schedule import deadlines, reporting, schedule
from data.answers.search import Filter, matching, plain
from data.model import (
    STATE_ORDER,
    STATUS_ORDER,
    Assessor,
    EventKind,
    EventState,
    FundingKind,
    MeetingKind,
    Numbering,
    PartialDate,
    Snapshot,
    Status,
)
from tests.answers.build import (
    PLAN,
    commitment,
    direction,
    event,
    focus,
    funding,
    measure,
    meeting,
    plan,
    report,
    snapshot,
)

FIRST = date(2022, 1, 1)
days = st.integers(0, 60).map(lambda weeks: FIRST + timedelta(weeks=4 * weeks))
partials = st.builds(
    lambda on, precision: PartialDate(*(on.year, on.month, on.day)[:precision]), days, st.integers(1, 3)
)
numbers = st.sampled_from(["1.1", "1.2", "1.3", "1.3a", "1.3b", "2.1", "2.2", "9.1"])
INSTITUTIONS = ("VK", "VAS", "TM")
FEW = settings(max_examples=60)
"""Each example is a whole sheet, so a few go far."""


def _maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | values


@st.composite
def snapshots(draw: Any) -> Snapshot:
    """Small sheets with everything in them that may be: orphans, parents, two plans, unknown ends, doubled targets."""
    some = st.lists(st.sampled_from(INSTITUTIONS), unique=True, max_size=2).map(tuple)
    own = draw(st.lists(numbers, unique=True, max_size=7))
    measures = [
        measure(
            number,
            parent="P1-1.3" if number in ("1.3a", "1.3b") and draw(st.booleans()) else None,
            added=draw(_maybe(partials)), deadline=draw(_maybe(partials)), responsible=draw(some),
            numbering=draw(_maybe(st.sampled_from(Numbering))),
        )
        for number in own
    ]  # fmt: skip
    said = st.builds(
        lambda number, on, status, by, deadline, evidence, who: report(
            number, on.isoformat(), status, by, new_deadline=deadline, evidence=evidence, reported_by=who,
            needed_from_council=evidence,
        ),
        numbers, days, _maybe(st.sampled_from(Status)), st.sampled_from(Assessor), _maybe(partials),
        _maybe(st.just("x")), _maybe(st.sampled_from(INSTITUTIONS)),
    )  # fmt: skip
    reports = draw(st.lists(said, max_size=12, unique_by=lambda row: (row.measure, row.day, row.assessor)))
    events = draw(
        st.lists(
            st.builds(
                lambda start, end, kind, state, to: event(start.iso, end=end, kind=kind, state=state, plan=to),
                partials, _maybe(partials), _maybe(st.sampled_from(EventKind)), _maybe(st.sampled_from(EventState)),
                _maybe(st.just(PLAN)),
            ),
            max_size=4,
        )
    )  # fmt: skip
    targets = st.lists(st.sampled_from(["P1-1.1", "P1-1.3", "P1/1", "P1/9", "P2/1", "nekas"]), max_size=3)
    watched = st.builds(lambda year, to: focus(year, "1", *to), st.integers(2022, 2026), targets)
    items = draw(st.lists(watched, max_size=2))
    rows = draw(
        st.lists(
            st.builds(
                funding, _maybe(st.sampled_from(FundingKind)), _maybe(st.integers(0, 10**6)),
                _maybe(st.integers(2022, 2024)), last_year=_maybe(st.integers(2022, 2026)),
            ),
            max_size=4,
        )
    )  # fmt: skip
    held = st.builds(lambda on, kind: meeting(on.isoformat(), kind=kind), days, st.sampled_from(MeetingKind))
    meetings = draw(st.lists(held, max_size=2))
    plans = [plan(start=draw(_maybe(partials)), end=draw(_maybe(partials))), plan("P2")]
    branches = [direction("1"), direction("2"), commitment("1"), commitment("2", to=draw(st.sampled_from("127")))]
    return snapshot(*plans, *branches, *measures, *reports, *events, *items, *rows, *meetings)


@FEW
@given(snapshots(), days)
def test_parts_add_up_to_the_whole(held: Snapshot, on: date) -> None:
    found = progress(held, PLAN, on)
    assert found.tally.total == len(counted(held, PLAN, on)) == len(found.standings)
    assert found.tally.total == found.tally.of(*STATUS_ORDER) + found.tally.unknown
    branches = [branch for item in found.directions for branch in item.commitments]
    at_home = {branch.commitment.number for branch in branches}
    orphans = [item for item in found.standings if item.measure.commitment not in at_home]
    assert sum(item.tally.total for item in found.directions) + len(orphans) == found.tally.total
    for status in STATE_ORDER:
        at_home_too = sum(item.tally.of(status) for item in found.directions)
        assert at_home_too + tally(orphans).of(status) == found.tally.of(status)
        for item in found.directions:
            assert sum(branch.tally.of(status) for branch in item.commitments) == item.tally.of(status)
    for name, own in by_institution(found):
        assert own.total == sum(name in item.measure.responsible for item in found.standings) > 0
    assert not {item.measure.id for item in found.standings} & {item.id for item in found.parents}


@FEW
@given(snapshots(), days)
def test_the_band_holds_what_it_says(held: Snapshot, on: date) -> None:
    counts = progress(held, PLAN, on).tally
    found = band(counts)
    if not counts.total:
        assert found.low is found.high is None
        return
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.high <= 1
    done, unknown = counts.of(Status.DONE), counts.unknown
    assert (found.low, found.high) == (done / counts.total, (done + unknown) / counts.total)
    assert (found.low == found.high) == (unknown == 0)


@FEW
@given(snapshots(), days)
def test_the_history_is_the_tally_of_each_day(held: Snapshot, until: date) -> None:
    steps = history_of(held, PLAN, until)
    assert steps[-1].day == until
    for step in steps:
        assert step.tally == tally(standings(held, PLAN, step.day))
    for before, after in pairwise(steps):
        assert before.day < after.day
        eve = after.day - timedelta(days=1)
        assert before.tally == tally(standings(held, PLAN, eve)), "nothing happened unseen between two steps"
        assert before.tally != after.tally or after.day == until
    for day, few, many in denominator_changes(held, PLAN, until):
        assert few != many == len(counted(held, PLAN, day))
    assert all(step in steps for step in thinned(steps, 2))


@FEW
@given(snapshots(), days, days)
def test_changes_are_the_difference_of_two_days(held: Snapshot, one: date, other: date) -> None:
    since, until = sorted((one, other))
    assert changes(held, PLAN, since, since).nothing
    found = changes(held, PLAN, since, until)
    before = {item.measure.id: item.status for item in standings(held, PLAN, since)}
    after = {item.measure.id: item.status for item in standings(held, PLAN, until)}
    moved = {item.measure.id: item.after for item in found.statuses}
    added = {item.id: after[item.id] for item in found.added}
    assert before | moved | added == after, "nothing but what is named has moved"
    assert all(since < report.day <= until for report in found.reports)
    assert not found.statuses or found.reports, "no status moves without a report"


@FEW
@given(snapshots(), days)
def test_the_attention_list_names_what_it_speaks_of(held: Snapshot, on: date) -> None:
    state = progress(held, PLAN, on)
    rows = attention(held, state, PLAN)
    order = list(Rule)
    assert [order.index(row.rule) for row in rows] == sorted(order.index(row.rule) for row in rows)
    for row in rows:
        assert row.standing or row.institution or row.event or row.focus
        assert row.since is None or row.since <= on
    silent = [row.institution for row in rows if row.rule is Rule.NO_FINAL_REPORT]
    assert len(silent) == len(set(silent)), "said once an institution"
    for item, standings_of in focus_items(held, state, PLAN):
        assert item.year <= on.year
        assert set(map(id, standings_of)) <= set(map(id, state.standings))


@FEW
@given(snapshots(), days)
def test_every_measure_has_its_dossier(held: Snapshot, on: date) -> None:
    by_id = {item.measure.id: item for item in progress(held, PLAN, on).standings}
    for own in held.measures:
        found = dossier(held, own, on)
        assert find_measure(held, PLAN, own.id) is own
        assert found.measure is own
        if own.id in by_id:
            assert (found.standing, found.counts) == (by_id[own.id], True)
        assert found.standing.status is (decided(found.standing.reports) or [None])[-1]
        assert found.schedule is schedule(found.standing, on)
        assert found.reporting is reporting(found.standing, on)
        assert (found.schedule.value == "unknown") == (not deadlines(found.standing))
        assert list(found.reports) == sorted(found.reports, key=lambda report: report.day, reverse=True)
        if found.next:
            assert dossier(held, found.next, on).previous is own


@FEW
@given(snapshots(), days)
def test_the_calendar_holds_each_event_once(held: Snapshot, on: date) -> None:
    found = calendar(held, on)
    key = repr
    assert sorted([*found.past, *found.unheard, *found.coming], key=key) == sorted(held.calendar, key=key)
    assert {id(item) for item in unheard_reports(held, on, PLAN)} <= {id(item) for item in found.unheard}
    before = last_meeting(held, on)
    assert before is None or (before.day is not None and before.day < on)


@FEW
@given(snapshots())
def test_no_euro_is_invented_or_lost(held: Snapshot) -> None:
    found = money(held, PLAN)
    for kind, name in ((FundingKind.NEED, "need"), (FundingKind.ALLOCATED, "allocated")):
        own = [row for row in held.funding if row.kind is kind and row.first_year is not None]
        expected = sum(row.amount or 0 for row in own if row.last_year in (None, row.first_year))
        assert sum(getattr(year, name) or 0 for year in found.years) == expected


@FEW
@given(snapshots(), days, st.text(max_size=12), st.sampled_from(["", "1", "9"]), st.sampled_from(["", *INSTITUTIONS]))
def test_filters_only_take_away(held: Snapshot, on: date, words: str, number: str, institution: str) -> None:
    state = progress(held, PLAN, on)
    assert matching(held, state, Filter()) == state.standings
    wanted = Filter(direction=number, institution=institution, words=words)
    found = matching(held, state, wanted)
    assert [item for item in state.standings if item in found] == list(found), "in the plan's order"
    for narrower in (Filter(direction=number), Filter(institution=institution), Filter(words=words)):
        assert {item.measure.id for item in found} <= {item.measure.id for item in matching(held, state, narrower)}
    for statuses in ({status} for status in STATE_ORDER):
        own = matching(held, state, Filter(states=frozenset(statuses)))
        assert len(own) == state.tally.of(*statuses)


@given(st.text())
def test_plain_text_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)
