"""Trust counted by hand from trust.csv: published figures to the digit, ranking, presets, changes, gaps, series."""

from datetime import date
from typing import Any

import pytest

from data import live
from data.answers import trust
from data.answers.trust import Figures, Topic
from data.model import TRUST_SURVEY, Confidence, Response, Snapshot, TrustFigure, Unit
from tests.answers import build

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def held() -> Snapshot:
    return live.embedded().snapshot


@pytest.fixture(scope="module")
def figures(held: Snapshot) -> Figures:
    return trust.survey(held, DAY)


def figure(country: str, year: int, value: float | None, **given: Any) -> TrustFigure:
    """A figure on the national government by the OECD survey, unless a test says otherwise."""
    said = {
        "survey": TRUST_SURVEY, "indicator": trust.NATIONAL, "title": "Uzticēšanās valdībai", "response": Response.HIGH,
        "unit": Unit.PERCENT, "country": country, "year": year, "value": value,
    }  # fmt: skip
    return build._made(TrustFigure, **said | given)


def held_by(*rows: TrustFigure) -> Snapshot:
    return build.snapshot(trust=rows)


def survey(*rows: TrustFigure) -> Figures:
    return trust.survey(held_by(*rows), DAY)


def values(pairs: tuple[trust.Pair, ...]) -> dict[tuple[str, int], tuple[float | None, float | None]]:
    return {
        (pair.subject.indicator, pair.subject.year): (
            pair.home.value if pair.home else None,
            pair.average.value if pair.average else None,
        )
        for pair in pairs
    }


# The published figures


def test_the_newest_wave_with_latvia_is_2023_though_2025_is_known(figures: Figures) -> None:
    assert trust.waves(figures) == (2025, 2023, 2021)
    assert trust.latest(figures) == 2023
    assert (trust.before(figures, 2023), trust.before(figures, 2021)) == (2021, None)


@pytest.mark.parametrize(
    ("year", "country", "high", "low", "neutral"),
    [
        (2021, "LVA", 24.5, 62.3, None),
        (2023, "LVA", 29, 53.8, None),
        (2021, "OECD", 41.4, 41.1, 14.8),
        (2023, "OECD", 39.3, 44, None),
        (2025, "OECD", 40, 43, None),
    ],
)
def test_latvia_and_the_average(
    figures: Figures, year: int, country: str, high: float, low: float, neutral: float | None
) -> None:
    found = trust.ranking(figures, year)
    part = found.average if country == trust.AVERAGE else found.of(country)
    assert part
    assert (part.high.value, part.low and part.low.value, part.neutral and part.neutral.value) == (high, low, neutral)


def test_changes_are_as_published_where_they_are(figures: Figures) -> None:
    """The country note says +4, the two figures would give +4,5; of the average it says −2,4, they would give −2."""
    latvia = trust.change(figures, "LVA", 2021, 2023)
    assert latvia
    assert latvia.published
    assert latvia.points == 4
    shared = trust.same_countries(figures, 2021, 2023)
    assert shared
    assert (shared.first.value, shared.last.value, shared.points) == (43, 41, -2.4)
    assert trust.same_countries(figures, 2023, 2025) is None


def test_other_changes_are_the_difference_of_the_two_figures(figures: Figures) -> None:
    found = {one.country: (one.points, one.published is not None) for one in trust.changes(figures, 2021, 2023)}
    assert len(found) == 16, "20 of 2021 less Austria, Denmark, Estonia and Japan"
    assert found["FIN"] == (-14.5, False)
    assert found["BEL"] == (15.4, False)
    assert found["LUX"] == (0.1, False)
    assert [country for country, (_, published) in found.items() if published] == ["LVA"]
    assert next(iter(found)) == "BEL"
    assert list(found)[-1] == "NOR"
    assert {one.country for one in trust.changes(figures, 2023, 2025)} == {"FIN", "FRA", "GRC"}


# Countries


def test_the_ranking_of_2023_counted_by_hand(figures: Figures) -> None:
    """28 countries have a figure; above Latvia's 29 % stand 24, the last Portugal with about 30; three stand below."""
    found = trust.ranking(figures, 2023)
    order = [part.country for part in found.countries]
    assert found.known == len(order) == 28
    assert order[:3] == ["CHE", "LUX", "MEX"]
    assert order[-5:] == ["PRT", "LVA", "SVN", "GBR", "CZE"]
    places = {part.country: part.place for part in found.countries}
    assert (places["LVA"], places["AUS"], places["NZL"], places["NLD"]) == (25, 9, 9, 11)
    assert found.missing == ("AUT", "DNK", "EST", "JPN")
    portugal = found.of("PRT")
    assert portugal
    assert portugal.high.confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("preset", "year", "shown", "missing"),
    [
        ("baltija", 2021, ["EST", "LVA"], ("LTU",)),
        ("baltija", 2023, ["LVA"], ("EST", "LTU")),
        ("ziemelvalstis", 2021, ["NOR", "FIN", "ISL", "DNK", "SWE", "LVA"], ()),
        ("ziemelvalstis", 2023, ["NOR", "FIN", "SWE", "ISL", "LVA"], ("DNK",)),
        (
            "es",
            2023,
            "LUX BEL FIN IRL NLD SWE ESP DEU ITA FRA GRC SVK PRT LVA SVN CZE".split(),  # noqa: SIM905
            ("AUT", "BGR", "CYP", "DNK", "EST", "HRV", "HUN", "LTU", "MLT", "POL", "ROU"),
        ),
    ],
)  # fmt: skip
def test_the_presets_counted_by_hand(
    figures: Figures, preset: str, year: int, shown: list[str], missing: tuple[str, ...]
) -> None:
    found = trust.ranking(figures, year, trust.PRESETS[preset])
    assert [part.country for part in found.countries] == shown
    assert found.missing == missing
    assert found.known == {2021: 20, 2023: 28}[year], "the denominator is the wave's, whatever is picked"


def test_the_european_union_has_27_members() -> None:
    assert len(trust.PRESETS["es"]) == 27
    assert "GBR" not in trust.PRESETS["es"]


def test_a_wave_without_latvia_is_a_wave(figures: Figures) -> None:
    found = trust.ranking(figures, 2025)
    assert [part.country for part in found.countries] == ["FIN", "GRC", "FRA"]
    assert found.of("LVA") is None
    assert "LVA" in found.missing
    assert {"EST", "DNK"} <= set(found.missing)


def test_a_new_wave_is_rows() -> None:
    found = survey(figure("LVA", 2026, 33), figure("OECD", 2026, 41), figure("LVA", 2023, 29), figure("LVA", 2026, 5,
                   response=Response.CHANGE, unit=Unit.PERCENTAGE_POINTS))  # fmt: skip
    assert trust.latest(found) == 2026
    moved = trust.change(found, "LVA", 2023, 2026)
    assert moved
    assert moved.points == 5


def test_a_figure_that_cannot_be_read_is_missing_and_never_zero() -> None:
    found = trust.ranking(survey(figure("LVA", 2023, None), figure("EST", 2023, 0)), 2023)
    assert [(part.country, part.high.value) for part in found.countries] == [("EST", 0)]
    assert found.missing == ("LVA",)


def test_only_waves_up_to_the_days_year_are_known(held: Snapshot) -> None:
    assert trust.waves(trust.survey(held, date(2024, 11, 7))) == (2023, 2021)
    assert trust.latest(trust.survey(held, date(2022, 6, 9))) == 2021
    assert trust.waves(trust.survey(held, date(2015, 1, 1))) == ()
    assert trust.latest(trust.survey(held, date(2015, 1, 1))) is None


# Any indicator


def test_what_countries_can_be_compared_by(figures: Figures) -> None:
    """The government first, people behind the institutions, then questions; none of which only the average is known."""
    found = list(trust.indicators(figures))
    assert found[0] == trust.NATIONAL
    assert found[1:3] == ["trust_civil_service", "trust_courts"]
    assert found.index(trust.PEOPLE) == sum(code.startswith("trust_") for code in found) - 1
    assert "cpx_accept_corporate_demand" not in found
    assert "trust_national_government_gap" not in found, "points are no share"
    assert not any(code.startswith("eb_") for code in found), "another survey"


def test_the_police_of_2023_counted_by_hand(figures: Figures) -> None:
    """19 countries; 2021 is known of nine more figures, of which Colombia, Britain, Japan and the average are new."""
    found = trust.ranking(figures, 2023, indicator="trust_police")
    assert (found.known, found.other) == (19, 2021)
    latvia, norway = found.of("LVA"), found.of("NOR")
    assert latvia
    assert norway
    assert (latvia.place, latvia.other, latvia.moved) == (15, None, None)
    assert norway.moved
    assert (norway.place, norway.moved.points, norway.moved.published) == (2, -2.3, None)
    assert [(row.country, row.year, row.value) for row in found.kept] == [
        ("COL", 2021, 30.4), ("GBR", 2021, 64.9), ("JPN", 2021, 47.7), ("OECD", 2021, 67.1),
    ]  # fmt: skip
    assert found.average is None
    assert found.silent == ()


def test_a_wave_is_compared_with_the_one_before_or_else_after(figures: Figures) -> None:
    found = {year: trust.ranking(figures, year) for year in (2021, 2023, 2025)}
    assert {year: own.other for year, own in found.items()} == {2021: 2023, 2023: 2021, 2025: 2023}
    latvia = found[2021].of("LVA")
    assert latvia
    assert latvia.other
    assert latvia.moved
    assert (latvia.high.value, latvia.other.value, latvia.moved.points) == (24.5, 29, 4), (
        "from the earlier to the later"
    )
    kept = {row.country: row.year for row in found[2025].kept}
    assert (kept["LVA"], kept["EST"]) == (2023, 2021), "the newest known"
    assert found[2023].average
    assert (found[2023].average.other, found[2023].average.moved) != (None, None)
    assert found[2023].average.moved is None, "its countries are others in each wave"


def test_a_small_change_is_told_only_where_it_is_published(figures: Figures) -> None:
    found = trust.changes(figures, 2021, 2023)
    assert [one.country for one in found if not one.told] == ["LUX"]
    row = figure("LVA", 2023, 30.2), figure("LVA", 2021, 30)
    for published, told in ((None, False), (0.2, True)):
        more = [figure("LVA", 2023, published, response=Response.CHANGE)] if published else []
        (moved,) = trust.changes(survey(*row, *more), 2021, 2023)
        assert moved.told is told


# Latvia beside the average


def test_people_are_no_institution(figures: Figures) -> None:
    assert values(trust.people(figures)) == {("trust_other_people", 2023): (60, None)}
    assert trust.PEOPLE not in {pair.subject.indicator for pair in trust.institutions(figures)}


def test_institutions_in_both_waves(figures: Figures) -> None:
    expected = {
        ("trust_police", 2023): (52, None),
        ("trust_police", 2021): (None, 67.1),
        ("trust_courts", 2023): (48, 54),
        ("trust_courts", 2021): (44, 56.9),
        ("trust_local_government", 2023): (41, 45),
        ("trust_local_government", 2021): (42, 46.9),
        ("trust_civil_service", 2023): (39, 45),
        ("trust_civil_service", 2021): (35.2, 50.2),
        ("trust_national_government", 2023): (29, 39.3),
        ("trust_national_government", 2021): (24.5, 41.4),
        ("trust_parliament", 2023): (25, 36.5),
        ("trust_parliament", 2021): (20.7, 39.3),
        ("trust_political_parties", 2023): (13, None),
        ("trust_political_parties", 2021): (11.4, 24.5),
    }
    found = values(trust.institutions(figures))
    assert found == expected
    assert list(found) == list(expected), "by Latvia's newest figure, the highest first"


def test_an_institution_without_a_latvian_figure_comes_last() -> None:
    rows = [
        figure("OECD", 2023, 60, indicator="trust_police"), figure("OECD", 2023, 54, indicator="trust_courts"),
        figure("LVA", 2023, 48, indicator="trust_courts"), figure("LVA", 2023, 0.5, indicator="trust_parliament"),
    ]  # fmt: skip
    found = [pair.subject.indicator for pair in trust.institutions(survey(*rows))]
    assert found == ["trust_courts", "trust_parliament", "trust_police"]


def test_other_published_changes_are_latvias_of_all_respondents_newest_first() -> None:
    change = {"response": Response.CHANGE, "unit": Unit.PERCENTAGE_POINTS}
    rows = [
        figure("LVA", 2021, 1, indicator="trust_police", **change),
        figure("LVA", 2023, 2, indicator="trust_police", **change),
        figure("LVA", 2023, 3, indicator="trust_courts", **change),
        figure("LVA", 2023, 4, **change),
        figure("EST", 2023, 5, indicator="trust_courts", **change),
        figure("LVA", 2023, 6, indicator="trust_courts", group="Sievietes", **change),
        figure("LVA", 2023, 7, indicator="trust_courts"),
    ]
    assert [row.value for row in trust.published_changes(survey(*rows))] == [3, 2, 1]


def test_complex_decisions_by_the_width_of_the_gap(figures: Figures) -> None:
    pairs = trust.items(figures, Topic.COMPLEX)
    assert [(pair.subject.indicator, pair.gap) for pair in pairs if pair.home] == [
        ("cpx_emergency_protect_lives", -18),
        ("cpx_balance_generations", -16),
        ("cpx_politician_refuse_favour", -3),
    ]
    shown = values(pairs)
    assert shown["cpx_emergency_protect_lives", 2023] == (35, 53)
    assert shown["cpx_politician_refuse_favour", 2023] == (28, 31)
    assert shown["cpx_balance_generations", 2023] == (21, 37)
    assert [pair.subject.indicator for pair in pairs if not pair.home] == [
        "cpx_accept_corporate_demand", "cpx_best_evidence", "cpx_consultation_opinions_used",
        "cpx_explain_reform_impact", "cpx_refuse_corporate_demand",
    ]  # fmt: skip


def test_everyday_dealings_leave_out_what_only_other_countries_have_a_figure_of(figures: Figures) -> None:
    pairs = trust.items(figures, Topic.DAILY)
    shown = values(tuple(pair for pair in pairs if not pair.subject.group))
    assert shown["d2d_satisfaction_administrative", 2023] == (63, None), "the OECD's 66 % are of users of the service"
    assert not [key for key in shown if key[0] == "d2d_satisfaction_education"], "Denmark alone"
    assert values(tuple(pair for pair in pairs if pair.subject.group)) == {
        ("d2d_satisfaction_administrative", 2023): (None, 66),
        ("d2d_satisfaction_health", 2023): (None, 52),
    }
    assert len({pair.subject.indicator for pair in pairs}) == 6


def test_a_question_is_compared_within_a_group_alone() -> None:
    """Users stand beside users, everybody beside everybody; countries of two waves are no respondents."""
    given: dict[str, Any] = {"indicator": "d2d_x", "response": Response.SHARE}
    users, wave_countries = {**given, "group": "lietotāji"}, {**given, "group": f"{trust.SAME_COUNTRIES}18"}
    asked = trust.survey(
        held_by(
            figure("LVA", 2023, 60, **given),
            figure("LVA", 2023, 64, **users),
            figure("OECD", 2023, 66, **users),
            figure("OECD", 2023, 50, **wave_countries),
        ),
        DAY,
    )
    assert [(pair.subject.group, pair.gap) for pair in trust.items(asked, Topic.DAILY)] == [
        ("lietotāji", -2), (None, None),
    ]  # fmt: skip


def test_a_say_of_two_waves_is_never_one_pair(figures: Figures) -> None:
    """Latvia's 13 % are of 2021 and the OECD's 30 % of 2023: no difference can be said."""
    pairs = trust.items(figures, Topic.VOICE)
    assert values(pairs) == {("voice_have_a_say", 2021): (13, None), ("voice_have_a_say", 2023): (None, 30)}
    assert all(pair.gap is None for pair in pairs)


def test_latvia_has_two_groups(figures: Figures) -> None:
    own = [pair for pair in trust.groups(figures) if pair.home]
    assert [(pair.subject.group, pair.subject.year, pair.home and pair.home.value, pair.gap) for pair in own] == [
        ("vecums: 18–29", 2021, 28, -8.9),
        ("vecums: 30–49", 2021, 20.1, None),
    ]
    assert not [pair for pair in trust.groups(figures) if pair.subject.response is Response.GAP]
    assert not [pair for pair in trust.groups(figures) if (pair.subject.group or "").startswith(trust.SAME_COUNTRIES)]


# Other surveys


def test_voice_by_two_surveys_apart(held: Snapshot) -> None:
    voice = [one for one in trust.other_series(held, DAY) if one.indicator == "eb_voice_counts_country"]
    assert [(one.name, [[row.value for row in edition.home if row] for edition in one.editions]) for one in voice] == [
        ("Eirobarometrs", [[28, 71]]),
        ("Eiropas Parlamenta Eirobarometrs", [[23, 77]]),
    ]


def test_a_series_runs_over_its_editions_in_their_order(held: Snapshot) -> None:
    found = {(one.name, one.indicator): one for one in trust.other_series(held, DAY)}
    series = found["Standarta Eirobarometrs", "eb_trust_national_government"]
    said = [(trust.edition_of(edition.survey)[1], edition.home[0] and edition.home[0].value,
             edition.home[1] and edition.home[1].value) for edition in series.editions]  # fmt: skip
    assert said == [
        ("82", 28, 64), ("88", None, 64), ("90", None, 58), ("91", None, 58), ("92", 28, None), ("98", 32, 61),
        ("104", 31, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Standarta Eirobarometrs 104", ("Standarta Eirobarometrs", "104")),
        ("Eirobarometrs, 2021. gada pavasaris", ("Eirobarometrs", "2021. gada pavasaris")),
        ("OECD uzticēšanās pētījums", ("OECD uzticēšanās pētījums", "")),
        ("104", ("104", "")),
        ("", ("", "")),
    ],
)
def test_the_edition_in_a_surveys_name(name: str, parts: tuple[str, str]) -> None:
    assert trust.edition_of(name) == parts


def test_no_instrument_mixes_two_surveys_or_wordings(held: Snapshot, figures: Figures) -> None:
    assert {row.survey for row in figures.rows} == {TRUST_SURVEY}
    series = trust.other_series(held, DAY)
    for one in series:
        rows = [row for edition in one.editions for row in edition.figures]
        assert {row.indicator for row in rows} == {one.indicator}
        assert {trust.edition_of(row.survey)[0] for row in rows} == {one.name}
    assert len({(one.name, one.indicator) for one in series}) == len(series)


def test_rows_of_another_survey_mixed_in_change_nothing_above() -> None:
    """The same country, year and indicator by another survey, or the OECD's name misspelt: a figure of its own."""
    gallup = figure("LVA", 2023, 35, survey="Gallup World Poll")
    slip = figure("LVA", 2023, 45, survey="OECD uzticesanas petijums")
    own = figure("LVA", 2023, 29)
    found = held_by(gallup, own, slip)
    part = trust.ranking(trust.survey(found, DAY), 2023).of("LVA")
    assert part
    assert part.high.value == 29
    apart = trust.other_series(found, DAY)
    assert {(one.name, one.editions[0].home[0] and one.editions[0].home[0].value) for one in apart} == {
        ("Gallup World Poll", 35), ("OECD uzticesanas petijums", 45),
    }  # fmt: skip


def test_series_of_most_editions_stand_first_and_only_all_respondents_of_home_and_averages_count() -> None:
    once = figure("LVA", 2023, 1, survey="A pētījums")
    twice = [figure("LVA", year, 2, survey=f"B pētījums {year}") for year in (2021, 2023)]
    aside = [
        figure("LVA", 2023, 3, survey="C pētījums", group="Sievietes"),
        figure("EST", 2023, 4, survey="A pētījums"),
    ]
    found = trust.other_series(held_by(once, *twice, *aside), DAY)
    assert [(one.name, len(one.editions)) for one in found] == [("B pētījums", 2), ("A pētījums", 1)]
    assert [row.value for row in found[1].editions[0].figures] == [1]


def test_two_averages_and_two_kinds_of_answer_are_never_mixed() -> None:
    """The EU's average stands beside Latvia where there are two; shares and tendencies are two instruments."""
    asked = {"survey": "Cits pētījums", "indicator": "cits"}
    rows = [figure(country, 2023, value, response=Response.SHARE, **asked) for country, value in
            (("LVA", 10), ("EU", 20), ("OECD", 30))]  # fmt: skip
    rows.append(figure("LVA", 2023, 40, response=Response.TENDS_TO_TRUST, **asked))
    found = trust.other_series(held_by(*rows), DAY)
    assert sorted([row.value for edition in one.editions for row in edition.figures] for one in found) == [
        [10, 20],
        [40],
    ]
    only = trust.other_series(held_by(rows[0], rows[2]), DAY)
    assert [row.value for one in only for edition in one.editions for row in edition.figures] == [10, 30]


# What the plan means to move


def test_no_direction_names_a_trust_indicator_yet(held: Snapshot) -> None:
    assert [trust.drivers(held, plan.id, DAY) for plan in held.plans] == [()] * len(held.plans)


def test_a_direction_that_names_indicators_shows_latvias_newest_figure() -> None:
    direction = build.direction(trust_drivers=(trust.NATIONAL, "trust_police"))
    waves = (figure("LVA", 2021, 24.5), figure("LVA", 2023, 29))
    for rows in (waves, waves[::-1]):
        (driver,) = trust.drivers(build.snapshot(direction, trust=rows), build.PLAN, DAY)
        assert [(code, row.value if row else None) for code, row in driver.indicators] == [
            (trust.NATIONAL, 29), ("trust_police", None),
        ]  # fmt: skip
