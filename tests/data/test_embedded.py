"""The embedded data against hand counts from the collected reference: nothing lost, nothing invented."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data import live
from data.contract.columns import Table
from data.contract.tables import TABLES
from data.intake.personal import redact
from data.model import (
    _KEYS,
    Answer,
    Assessor,
    Confidence,
    FundingKind,
    MeetingKind,
    Numbering,
    PartialDate,
    PlanState,
    Response,
    Snapshot,
    Status,
    key_of,
    table_of,
)
from data.sources import EMBEDDED
from tests.helpers import embedded_grids

FILES = sorted(EMBEDDED.iterdir())
CORE = tuple(f"PL-6.3{letter}" for letter in "abcdefg")


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return live.embedded().snapshot


def test_the_embedded_data_are_without_a_fault() -> None:
    found = live.embedded()
    assert found.issues == ()
    assert not found.refused
    assert found.snapshot.embedded == frozenset()
    assert not any(place.doubtful for place in found.snapshot.places.values())


# The plan


def test_the_plan_has_three_directions_six_commitments_and_42_measures(snapshot: Snapshot) -> None:
    assert [(plan.id, plan.state) for plan in snapshot.plans] == [("P5", PlanState.ENDED), ("P6", PlanState.DRAFTING)]
    assert snapshot.plans[0].end == PartialDate(2025, 12, 31)
    assert [direction.number for direction in snapshot.directions] == ["1", "2", "3"]
    assert all(direction.challenges for direction in snapshot.directions)
    assert [commitment.number for commitment in snapshot.commitments] == ["1", "2", "3", "4", "5", "6"]
    assert len(snapshot.measures) == 42
    assert Counter(measure.commitment for measure in snapshot.measures) == {
        "1": 5, "2": 5, "3": 6, "4": 5, "5": 10, "6": 11,
    }  # fmt: skip


def test_parents_are_counted_through_their_parts(snapshot: Snapshot) -> None:
    """40 are counted, 37 of them before the refresh of July 2024 added three."""
    parents = {measure.parent for measure in snapshot.measures if measure.parent}
    assert parents == {"P5-5.3", "P5-6.3"}
    counted = [measure for measure in snapshot.measures if measure.id not in parents]
    assert len(counted) == 40
    assert len([measure for measure in counted if measure.added is None or measure.added.last < date(2024, 7, 1)]) == 37
    assert Counter(measure.parent for measure in counted) == {None: 28, "P5-5.3": 5, "P5-6.3": 7}


def test_measures_added_by_the_refresh_are_provisional_and_dated(snapshot: Snapshot) -> None:
    added = {measure.number: measure for measure in snapshot.measures if measure.added}
    assert set(added) == {"5.n1", "5.n2", "6.n1"}
    assert {measure.added for measure in added.values()} <= {PartialDate(2024, 7), PartialDate(2024, 7, 31)}
    assert {measure.numbering for measure in added.values()} == {Numbering.PROVISIONAL}


def test_only_one_measure_has_a_deadline_and_numbers_like_n1_are_provisional(snapshot: Snapshot) -> None:
    assert [measure.number for measure in snapshot.measures if measure.deadline] == ["3.5"]
    for measure in snapshot.measures:
        assert (measure.numbering is Numbering.PROVISIONAL) == bool(re.search(r"n\d|new\d", measure.number))


def test_reports_are_findings_from_public_sources(snapshot: Snapshot) -> None:
    assert len(snapshot.updates) == 28
    assert {update.assessor for update in snapshot.updates} == {Assessor.PUBLIC_SOURCES}
    assert {update.reported_by for update in snapshot.updates} == {None}
    assert Counter(update.status for update in snapshot.updates) == {
        Status.DONE: 2, Status.UNDER_WAY: 7, Status.NOT_STARTED: 1, None: 18,
    }  # fmt: skip
    assert {update.measure for update in snapshot.updates if update.status is Status.DONE} == {"P5-1.2", "P5-3.n2"}
    assert {update.measure for update in snapshot.updates if update.status is Status.NOT_STARTED} == {"P5-4.n1"}
    assert all(update.evidence for update in snapshot.updates)


def test_of_40_counted_measures_ten_have_a_status(snapshot: Snapshot) -> None:
    newest: dict[str, Status | None] = {}
    for update in sorted(snapshot.updates, key=lambda update: update.day):
        newest[update.measure] = update.status
    parents = {measure.parent for measure in snapshot.measures}
    counted = {measure.id for measure in snapshot.measures} - parents
    said = Counter(newest.get(measure) for measure in counted)
    assert said == {Status.DONE: 2, Status.UNDER_WAY: 7, Status.NOT_STARTED: 1, None: 30}


# The meeting


def test_one_meeting_of_the_council_with_five_agenda_items_and_no_decision(snapshot: Snapshot) -> None:
    assert [meeting.id for meeting in snapshot.meetings if meeting.kind is MeetingKind.COUNCIL] == ["2024-11-07"]
    assert len(snapshot.meetings) == 4
    assert [(item.meeting, item.number) for item in snapshot.agenda] == [("2024-11-07", str(n)) for n in range(1, 6)]
    assert snapshot.decisions == ()


def test_nine_items_in_focus(snapshot: Snapshot) -> None:
    assert [(item.year, item.number) for item in snapshot.focus] == [(2025, str(number)) for number in range(1, 10)]
    targets = {item.number: item.targets for item in snapshot.focus}
    assert targets["4"] == ("P5-3.2",)
    assert targets["8"] == ("P5-6.2",)
    assert targets["9"] == ("P5/6",)


def test_need_and_allocation_stand_side_by_side(snapshot: Snapshot) -> None:
    amounts = {
        kind: [(row.first_year, row.amount) for row in snapshot.funding if row.kind is kind] for kind in FundingKind
    }
    assert amounts[FundingKind.NEED] == [(2023, 90_000), (2024, 117_000), (2025, 95_000)]
    assert amounts[FundingKind.ALLOCATED] == [(2024, 30_000)]
    assert {amount for _, amount in amounts[FundingKind.EXISTING_BUDGET]} == {None}


def test_the_calendar_keeps_the_reports_that_are_due(snapshot: Snapshot) -> None:
    due = {event.start.iso for event in snapshot.calendar if event.kind == "report"}
    assert {"2024-03-01", "2026-03-01"} <= due


# Municipalities


def test_43_municipalities_of_which_42_are_in_force(snapshot: Snapshot) -> None:
    assert len(snapshot.municipalities) == 43
    assert Counter(str(unit.kind) for unit in snapshot.municipalities) == {"state_city": 7, "district": 36}
    (former,) = [unit for unit in snapshot.municipalities if unit.valid_to]
    assert (former.title, former.valid_to, former.merged_into) == (
        "Varakļānu novads",
        PartialDate(2025, 6, 30),
        "0038001",
    )
    assert [unit.former_code for unit in snapshot.municipalities if unit.former_code] == ["0038000"]
    assert {unit.valid_from for unit in snapshot.municipalities} == {PartialDate(2021, 7, 1)}


def test_614_values_of_which_107_core_ones_are_known(snapshot: Snapshot) -> None:
    values = snapshot.indicator_values
    assert len(values) == 573 + 41, "the reference's rows, and the rules that 41 of them cite"
    by_indicator = Counter(value.indicator for value in values)
    assert sum(by_indicator[name] for name in (*CORE, "LAW-02", "LAW-20", "OD-1")) == 430
    assert sum(by_indicator[name] for name in ("PAI-BAND", "VKONTR-0", "VKONTR-3")) == 132
    assert sum(by_indicator[name] for name in ("EI-0", "EI-2", "EI-3", "EI-G")) == 11
    assert (by_indicator["LAW-09"], by_indicator["LAW-16"]) == (27, 14)
    core = [value for value in values if value.indicator in CORE]
    assert len(core) == 301
    known = [value for value in core if value.answer is not Answer.NOT_REPORTED]
    assert len(known) == 107
    assert len([value for value in known if value.municipality != "0055000"]) == 107
    assert len([value for value in core if value.municipality != "0055000"]) == 294


def test_not_found_never_became_no(snapshot: Snapshot) -> None:
    assert not [value for value in snapshot.indicator_values if value.answer is Answer.NO]
    assert {value.band for value in snapshot.indicator_values} == {
        None,
        *("augsts", "nav augsts", "bija izlasē", "nebija izlasē"),
    }


def test_indicators_of_the_official_standard_are_not_made_up(snapshot: Snapshot) -> None:
    assert [row.id for row in snapshot.indicators if row.origin == "standard"] == ["STD-00"]
    assert {"PAI-BAND", "VKONTR-0", "EI-G", *CORE} <= {row.id for row in snapshot.indicators}
    assert not [row.id for row in snapshot.indicators if row.id.startswith("VK-")]


# Trust


def figure(
    snapshot: Snapshot, year: int, country: str, indicator: str, response: Response, survey: str = "OECD"
) -> float:
    (found,) = [
        row
        for row in snapshot.trust
        if (row.year, row.country, row.indicator, row.response, row.group) == (year, country, indicator, response, None)
        and row.survey.startswith(survey)
    ]
    assert found.value is not None
    return found.value


@pytest.mark.parametrize(
    ("year", "country", "indicator", "response", "published"),
    [
        (2021, "LVA", "trust_national_government", Response.HIGH, 24.5),
        (2023, "LVA", "trust_national_government", Response.HIGH, 29),
        (2021, "OECD", "trust_national_government", Response.HIGH, 41.4),
        (2023, "OECD", "trust_national_government", Response.HIGH, 39.3),
        (2021, "LVA", "trust_national_government", Response.LOW, 62.3),
        (2023, "LVA", "trust_police", Response.HIGH, 52),
        (2023, "LVA", "trust_courts", Response.HIGH, 48),
        (2023, "LVA", "trust_parliament", Response.HIGH, 25),
        (2023, "LVA", "trust_political_parties", Response.HIGH, 13),
        (2023, "LVA", "cpx_emergency_protect_lives", Response.SHARE, 35),
        (2023, "OECD", "cpx_emergency_protect_lives", Response.SHARE, 53),
        (2023, "LVA", "cpx_politician_refuse_favour", Response.SHARE, 28),
        (2023, "OECD", "cpx_politician_refuse_favour", Response.SHARE, 31),
        (2023, "LVA", "cpx_balance_generations", Response.SHARE, 21),
        (2023, "OECD", "cpx_balance_generations", Response.SHARE, 37),
        (2025, "OECD", "trust_national_government", Response.HIGH, 40),
        (2025, "OECD", "trust_national_government", Response.LOW, 43),
    ],
)
def test_published_figures_of_the_oecd(
    snapshot: Snapshot, year: int, country: str, indicator: str, response: Response, published: float
) -> None:
    assert figure(snapshot, year, country, indicator, response) == published


@pytest.mark.parametrize(
    ("survey", "response", "published"),
    [
        ("Eirobarometrs, 2021. gada pavasaris", Response.AGREE, 28),
        ("Eirobarometrs, 2021. gada pavasaris", Response.DISAGREE, 71),
        ("Eiropas Parlamenta Eirobarometrs, 2021. gada rudens", Response.AGREE, 23),
        ("Eiropas Parlamenta Eirobarometrs, 2021. gada rudens", Response.DISAGREE, 77),
    ],
)
def test_published_figures_of_the_eurobarometer(
    snapshot: Snapshot, survey: str, response: Response, published: float
) -> None:
    assert figure(snapshot, 2021, "LVA", "eb_voice_counts_country", response, survey) == published


def test_countries_and_gaps_of_each_wave(snapshot: Snapshot) -> None:
    def countries(year: int) -> set[str]:
        return {
            row.country
            for row in snapshot.trust
            if (row.year, row.indicator, row.group, row.response)
            == (year, "trust_national_government", None, Response.HIGH)
            and row.survey == "OECD uzticēšanās pētījums"
        }

    assert len(countries(2021) - {"OECD"}) == 20
    assert len(countries(2023) - {"OECD"}) == 30 - len({"DNK", "EST"})
    assert not countries(2023) & {"DNK", "EST"}
    assert countries(2025) == {"OECD", "FIN", "FRA", "GRC"}
    groups = {row.group for row in snapshot.trust if row.country == "LVA" and row.group}
    assert groups == {"vecums: 18–29", "vecums: 30–49"}


def test_444_publishable_trust_rows_of_which_low_ones_are_marked(snapshot: Snapshot) -> None:
    assert len(snapshot.trust) == 444
    (portugal,) = [
        row for row in snapshot.trust if row.country == "PRT" and row.year == 2023 and row.group is None
        and row.indicator == "trust_national_government" and row.response is Response.HIGH
    ]  # fmt: skip
    assert portugal.confidence is Confidence.LOW


# Every file


def test_every_reference_leads_somewhere(snapshot: Snapshot) -> None:
    measures = {measure.id for measure in snapshot.measures}
    institutions = {row.id for row in snapshot.institutions}
    for records in (snapshot.agenda, snapshot.decisions, snapshot.calendar, snapshot.funding):
        assert {measure for record in records for measure in record.measures} <= measures
    for measure in snapshot.measures:
        assert {*measure.responsible, *measure.co_responsible} <= institutions
        assert measure.parent is None or measure.parent in measures
    assert {update.measure for update in snapshot.updates} <= measures
    assert {value.municipality for value in snapshot.indicator_values} == {
        unit.code for unit in snapshot.municipalities
    }
    assert {value.indicator for value in snapshot.indicator_values} <= {row.id for row in snapshot.indicators}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_personal_data_in_any_file(path: Path) -> None:
    if path.suffix == ".csv":
        for row in embedded_grids()[path.stem]:
            assert [cell for cell in row if redact(str(cell)) != cell] == []
    else:
        assert not re.search(r"[\w.+-]+@[\w-]+\.\w|\+371", path.read_text("utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_source_that_may_not_be_carried(path: Path) -> None:
    text = path.read_text("utf-8").casefold()
    assert "sputnik" not in text
    assert "baltnews" not in text
    assert "tsokiyzan" not in text


@pytest.mark.parametrize("code", sorted(embedded_grids()))
def test_the_unknown_is_an_empty_cell(code: str) -> None:
    cells = {str(cell).strip().casefold() for row in embedded_grids()[code] for cell in row}
    assert not cells & {"unknown", "nan", "none", "null", "n/a", "?", "-", "–"}


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".csv"], ids=lambda path: path.name)
def test_files_are_plain_utf_8_with_even_rows(path: Path) -> None:
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert len({len(row) for row in embedded_grids()[path.stem]}) == 1


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_a_record_tells_its_row_as_the_contract_does(table: Table) -> None:
    snapshot = live.embedded().snapshot
    for record in getattr(snapshot, table.code):
        assert (table_of(record), key_of(record)) == (table.code, table.key_of(record))
        assert snapshot.origin(record) == snapshot.places[table.code, table.key_of(record)]
    names = [column.name for column in table.columns if column.key] or [column.name for column in table.columns]
    assert _KEYS[table.record] == (table.code, tuple(names))


@pytest.mark.parametrize(("measure", "rules"), [("PL-6.3a", "LAW-09"), ("PL-6.3c", "LAW-16")])
def test_rules_cited_for_one_indicator_answer_the_one_that_asks_for_them(
    snapshot: Snapshot, measure: str, rules: str
) -> None:
    """What cites the published rules as its source cannot stand beside "no news" on those very rules."""
    cited = {
        value.municipality
        for value in snapshot.indicator_values
        if value.indicator == measure and "likumi.lv" in f"{value.source} {value.note}"
    }
    answered = {
        value.municipality
        for value in snapshot.indicator_values
        if value.indicator == rules and value.answer is Answer.YES
    }
    assert cited
    assert cited <= answered


def test_numbers_of_four_digits_and_more_are_grouped_in_notes(snapshot: Snapshot) -> None:
    """One rule with the screens: 1 425 votes; years and numbers of documents are no amounts."""
    amount = re.compile(r"(?<![\w/\-.=])[1-9]\d{3,}(?:–[\d ]+)?[ \u00a0](?:bals|derīg|eiro|iedzīvotāj)")
    assert [value.note for value in snapshot.indicator_values if amount.search(value.note or "")] == []
