"""The invented country: hand counts, the same from one seed, no true name in it, nothing refused, sizes that fit."""

import csv
import random
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data import live, outlines
from data.answers import attention, openness, progress, schedule
from data.intake import names as known_names
from data.intake.check import check
from data.intake.text import fold
from data.model import (
    Assessor,
    Confidence,
    DecisionState,
    EventKind,
    FundingKind,
    PlanState,
    Status,
    Unknown,
)
from data.outlines import coverage, invented
from data.sample.country import Sample, book, sample, write
from data.sample.names import BEGINNINGS, INSTITUTIONS, MOST_PLACES, REGIONS, genitive, places
from data.sample.sizes import DAY, LIMITS, SizeError, Sizes
from data.sample.stories import STORIES


@pytest.fixture(scope="session")
def made() -> Sample:
    return sample(7)


def test_the_plans_have_the_measures_that_were_counted_by_hand(made: Sample) -> None:
    rows = Counter(measure.plan for measure in made.snapshot.measures)
    assert rows == {"Z1": 60, "Z2": 50}
    assert [(plan.id, plan.state, plan.invented) for plan in made.snapshot.plans] == [
        ("Z1", PlanState.ENDED, True),
        ("Z2", PlanState.IN_FORCE, True),
    ]
    assert len(made.snapshot.directions) == 2 * 3
    assert len(made.snapshot.commitments) == 2 * 6
    for plan, parts in (("Z1", 10), ("Z2", 10)):
        own = [measure for measure in made.snapshot.measures if measure.plan == plan]
        assert sum(measure.parent is not None for measure in own) == parts, "three parts of 2.2, seven of 6.3"
    titles = [measure.title for measure in made.snapshot.measures if not measure.parent]
    assert len(titles) == 90
    assert len(set(titles)) == 90 - 2, "only the two measures in parts stand in both plans"


def test_the_statuses_of_the_plan_in_force_are_those_of_its_stories(made: Sample) -> None:
    """48 counted measures, 24 stories: two each, whatever the seed."""
    state = progress.progress(made.snapshot, "Z2", DAY)
    assert {status: number for status, number in state.tally.parts.items() if number} == {
        Status.DONE: 2 * 6,  # in time, late, asks, found done, doubted, unproved
        Status.ONGOING: 2,
        # under way, past its deadline, near, stale, drifted, asks, answered, found, reviewed, unsure
        Status.UNDER_WAY: 2 * 10,
        Status.NOT_STARTED: 2 * 2,
        Status.STOPPED: 2 * 2,
        Unknown.NO_STATUS: 2,
        Unknown.NO_NEWS: 2 * 2,  # with a deadline and without
    }
    assert state.tally.total == 48
    ended = progress.progress(made.snapshot, "Z1", DAY)
    when = {schedule.schedule(item, DAY) for own in (state, ended) for item in own.standings}
    assert when == set(schedule.Schedule), "every schedule"
    assert {schedule.reporting(item, DAY) for item in state.standings} == set(schedule.Reporting)
    rules = Counter(row.rule for row in attention.attention(made.snapshot, state, "Z2"))
    assert rules[attention.Rule.STOPPED] == 4
    assert rules[attention.Rule.NO_EVIDENCE] == 2
    assert sum(bool(own.needed_from_council) for own in made.snapshot.updates) == 2 * 6


def test_every_word_of_the_contract_is_spoken(made: Sample) -> None:
    snapshot = made.snapshot
    assert {own.status for own in snapshot.updates} == {None, *Status}
    assert {own.assessor for own in snapshot.updates} == set(Assessor)
    assert {own.confidence for own in snapshot.updates} == set(Confidence)
    assert {own.state for own in snapshot.decisions} == set(DecisionState)
    assert {own.kind for own in snapshot.calendar} == set(EventKind)
    assert {own.kind for own in snapshot.funding} == set(FundingKind)
    assert all(own.new_deadline is None or own.needed_from_council or own.status for own in snapshot.updates)
    drifted = Counter(own.measure for own in snapshot.updates if own.new_deadline)
    assert max(drifted.values()) == 3


def test_the_council_meets_twelve_times(made: Sample) -> None:
    snapshot = made.snapshot
    assert len(snapshot.meetings) == 12
    assert [meeting.id for meeting in snapshot.meetings if meeting.day and meeting.day > DAY] == ["2026-12-03"]
    assert Counter(item.meeting for item in snapshot.agenda) == {meeting.id: 6 for meeting in snapshot.meetings}
    assert Counter(own.meeting for own in snapshot.decisions) == {own.id: 3 for own in snapshot.meetings[:11]}
    overdue = [own for own in snapshot.decisions
               if own.state is DecisionState.OPEN and own.due and own.due.last < DAY]  # fmt: skip
    assert len(overdue) == 3, "one of each of the last three meetings"
    assert Counter(item.year for item in snapshot.focus) == dict.fromkeys(range(2022, 2027), 5)


def test_municipalities_answer_in_full(made: Sample) -> None:
    snapshot = made.snapshot
    before, after = (openness.territory(snapshot, day) for day in (date(2025, 6, 30), date(2025, 7, 1)))
    assert (len(before), len(after)) == (43, 42)
    core = openness.core(snapshot, "Z2")
    assert [indicator.id for indicator in core] == [f"PL-6.3{letter}" for letter in "abcdefg"]
    for day, units in ((date(2024, 6, 1), before), (date(2025, 6, 1), before), (DAY, after)):
        known = openness.coverage(openness.cells(snapshot, day), core, units)
        assert (known.known, known.total) == (7 * len(units),) * 2
    assert sum(own.group == "Atvērtības standarts" for own in snapshot.indicators) == 42
    sums = [own for own in snapshot.indicator_values if own.indicator == "PL-6.3a" and own.number]
    assert {own.number_year for own in sums} == {2023, 2024, 2025}


def test_no_true_name_is_borne(made: Sample) -> None:
    """Checked against our own tables and the former municipalities that the intake knows."""
    true = live.embedded().snapshot
    stems = {fold(name).split()[0] for unit in true.municipalities for name in (unit.title, unit.short_title)}
    stems |= {former.split()[0] for former in known_names._FORMER}
    stems |= {fold(unit.centre) for unit in true.municipalities if unit.centre}
    stems |= {fold(unit.region) for unit in true.municipalities if unit.region}
    invented_names = set(places())
    assert len(invented_names) == MOST_PLACES >= LIMITS["municipalities"].most
    assert not {fold(own) for name in invented_names for own in (name, genitive(name))} & stems
    assert not {fold(own) for own in REGIONS} & stems
    assert all(len(beginning) > 2 for beginning in BEGINNINGS)
    bodies = {fold(own) for one in true.institutions for own in (one.id, one.title, one.title_en) if own}
    assert not {fold(own) for row in INSTITUTIONS for own in row[:3]} & bodies
    codes = {unit.code for unit in true.municipalities} | {unit.former_code for unit in true.municipalities}
    assert not {unit.code for unit in made.snapshot.municipalities} & codes


def test_addresses_lead_nowhere(made: Sample) -> None:
    text = " ".join(str(getattr(made.snapshot, code)) for code in ("updates", "meetings", "indicator_values", "trust"))
    assert {re.sub(r"^www\.", "", host) for host in re.findall(r"https?://([^/'\s]+)", text)} == {"example.org"}


def test_nothing_is_refused_and_equal_seeds_are_one_snapshot(made: Sample, tmp_path: Path) -> None:
    for folder in ("viens", "divi"):
        write(sample(7), tmp_path / folder)
    one, other = (live.read(str(tmp_path / folder)) for folder in ("viens", "divi"))
    assert one.snapshot.id == other.snapshot.id == check(book(made.snapshot)).snapshot.id
    assert one.snapshot.embedded == frozenset()
    assert [issue.code for issue in one.issues] == ["done_without_evidence"] * 2, "as a story tells it"
    assert check(book(sample(8).snapshot)).snapshot.id != one.snapshot.id


def test_every_file_says_that_it_is_invented(made: Sample, tmp_path: Path) -> None:
    write(made, tmp_path)
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        assert header[-1] == "Izdomāti dati"
        if path.stem == "approvals":
            assert not rows, "nothing is held, so nothing is approved"
            continue
        assert rows
        assert {row[-1] for row in rows} == {"jā"}


def test_the_folder_brings_its_own_map(made: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(made, tmp_path)
    monkeypatch.setenv("SPREADSHEET", str(tmp_path))
    outlines.available.cache_clear()
    try:
        for day, number in ((date(2025, 6, 30), 43), (DAY, 42)):
            units = [unit.code for unit in openness.territory(made.snapshot, day)]
            found = outlines.covering(units, day)
            assert found
            assert "izdomāta karte" in found.source
            assert {one.code for one in found.on(day)} == set(units)
            assert len(units) == number
    finally:
        outlines.available.cache_clear()


def test_the_map_is_sound_and_stays_in_the_contracts_bounds() -> None:
    one, same = (invented.country(random.Random(3), 43, 7) for _ in range(2))
    assert [area.wkt for area in one] == [area.wkt for area in same]
    areas = {str(place): area for place, area in enumerate(one)}
    assert coverage.unsound(areas) == []
    assert coverage.gaps(areas) == 0
    sizes = list(coverage.square_kilometres(areas).values())
    assert max(sizes[:7]) < min(sizes[7:]), "a city is smaller than any district"
    for area in one:
        west, south, east, north = area.bounds
        assert 20 < west < east < 29
        assert 55 < south < north < 58.5
    with pytest.raises(ValueError, match="district"):
        invented.country(random.Random(3), 9, 5)


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, size in LIMITS.items() for value in (0, 1, size.most + 1)]
)
def test_sizes_that_make_no_country_are_refused(name: str, value: int) -> None:
    with pytest.raises(SizeError) as refused:
        Sizes(**{name: value})
    assert (refused.value.name, refused.value.value) == (name, value)


def test_reports_are_filled_up_without_changing_a_status(made: Sample) -> None:
    more = sample(7, Sizes(reports=2_000))
    assert len(more.snapshot.updates) == 2_000
    assert len(made.snapshot.updates) < 400
    for plan in STORIES:
        few, many = (progress.progress(one.snapshot, plan, DAY).tally for one in (made, more))
        assert few == many
    checked = check(book(more.snapshot))
    assert {issue.code for issue in checked.issues} == {"done_without_evidence"}


def test_a_small_and_a_large_country_are_sound() -> None:
    small = sample(1, Sizes(60, None, 9, 7))
    assert {issue.code for issue in check(book(small.snapshot)).issues} <= {"done_without_evidence"}
    large = sample(1, Sizes(1_000, 5_000, 150, 60))
    rows = max(len(getattr(large.snapshot, code)) for code in ("updates", "indicator_values"))
    assert {issue.code for issue in check(book(large.snapshot), max_rows=rows).issues} == {"done_without_evidence"}
    assert len({unit.title for unit in large.snapshot.municipalities}) == 150
