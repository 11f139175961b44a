"""Trust: what surveys say of Latvia beside other countries, by institution, question and group.

Two surveys never share an axis, nor do two wordings of one: what is compared comes from the same survey, indicator,
answer and group. Waves, countries, institutions and questions are whatever the rows say; only the codes below are
known here. Nothing is averaged: an average is shown where its publisher gives it. A difference is taken as published
where a row gives it, else it is derived from the two figures and says so.

Each answer that is a table is also a DataFrame, made of the same records in their order: `ranking_frame`,
`pairs_frame`, `series_frame`; what their columns are stands above each.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from data.frames import FrameColumn, framed
from data.model import AVERAGES, TRUST_SURVEY, Confidence, Direction, Response, Snapshot, TrustFigure
from data.words import N_

if TYPE_CHECKING:
    import pandas as pd

HOME = "LVA"
AVERAGE = "OECD"
NATIONAL = "trust_national_government"
PEOPLE = "trust_other_people"
"""Trust in other people stands beside the institutions and is none."""
ROUNDING = 0.5
"""A derived change below this, in percentage points, may come from rounding alone: it is no rise and no fall."""
SAME_COUNTRIES = "valstu kopa: "
"""How a group begins that is not of people but of countries: those that took part in two waves."""

_NORDICS = frozenset(["DNK", "FIN", "ISL", "NOR", "SWE"])
_BALTICS = frozenset(["EST", HOME, "LTU"])
_EU = frozenset(
    [
        "AUT",
        "BEL",
        "BGR",
        "CYP",
        "CZE",
        "DEU",
        "DNK",
        "ESP",
        "EST",
        "FIN",
        "FRA",
        "GRC",
        "HRV",
        "HUN",
        "IRL",
        "ITA",
        "LTU",
        "LUX",
        "LVA",
        "MLT",
        "NLD",
        "POL",
        "PRT",
        "ROU",
        "SVK",
        "SVN",
        "SWE",
    ]
)
"""The 27 members since 1 February 2020 (Treaty on European Union, Article 52, less the United Kingdom)."""
PRESETS: Mapping[str, frozenset[str]] = MappingProxyType({"baltija": _BALTICS, "ziemelvalstis": _NORDICS, "es": _EU})
"""Sets of countries by the word for them in the address; without one every country is meant."""


class Topic(StrEnum):
    """What a question is about: how its indicator's code begins."""

    COMPLEX = "cpx"
    DAILY = "d2d"
    VOICE = "voice"


@dataclass(frozen=True)
class Figures:
    """The readable figures of one survey up to a day, found by what they measure."""

    rows: tuple[TrustFigure, ...]

    @cached_property
    def _places(self) -> Mapping[tuple[object, ...], TrustFigure]:
        return {(row.year, row.country, row.indicator, row.response, row.group): row for row in self.rows}

    def find(
        self, year: int, country: str, indicator: str, response: Response, group: str | None = None
    ) -> TrustFigure | None:
        """Return one figure, None where it is not known; without ``group`` that of all respondents."""
        return self._places.get((year, country, indicator, response, group))

    def of(self, indicator: str, response: Response = Response.HIGH) -> tuple[TrustFigure, ...]:
        """Return the figures of all respondents for an indicator and answer, every country and wave."""
        return tuple(
            row for row in self.rows if (row.indicator, row.response, row.group) == (indicator, response, None)
        )


def _value(figure: TrustFigure) -> float:
    assert figure.value is not None, "only readable figures are taken in"
    return figure.value


def _readable(snapshot: Snapshot, day: date) -> tuple[TrustFigure, ...]:
    return tuple(row for row in snapshot.trust if row.value is not None and row.year <= day.year)


def survey(snapshot: Snapshot, day: date) -> Figures:
    """Return the OECD survey's figures of waves up to the day's year; rows of other surveys are left out."""
    return Figures(tuple(row for row in _readable(snapshot, day) if row.survey == TRUST_SURVEY))


# Figures in frames


def _share(name: str, text: str) -> tuple[FrameColumn, FrameColumn]:
    """Return what the columns of a figure and of how sure it is are."""
    return (
        FrameColumn(name, "Float64", text, unit="%"),
        FrameColumn(
            f"{name}_confidence",
            "category",
            N_("How sure the figure in the column before it is; missing where there is none."),
            allowed=tuple(Confidence),
        ),
    )


def _shares(name: str, figures: Iterable[TrustFigure | None]) -> dict[str, list[Any]]:
    """Return the values of the two columns of figures."""
    listed = list(figures)
    return {
        name: [figure and figure.value for figure in listed],
        f"{name}_confidence": [figure and figure.confidence.value for figure in listed],
    }


_COUNTRY = FrameColumn(
    "country", "string", N_("A country by its three-letter code (ISO 3166), or an average: OECD, EU."), key=True
)


# Countries


def compared(figures: Figures, indicator: str = NATIONAL) -> tuple[TrustFigure, ...]:
    """Return the figures by which an indicator's countries are compared, every country and wave, of all respondents.

    That is the share with high trust; where there is none, the share that is given.
    """
    return figures.of(indicator) or figures.of(indicator, Response.SHARE)


def indicators(figures: Figures) -> Mapping[str, TrustFigure]:
    """Return the indicators of which any country has a figure by code, each with a row that carries its words.

    The government stands first, then what trust is asked in by code, other people behind the institutions, then the
    questions.
    """
    rows = [row for row in figures.rows if row.response in (Response.HIGH, Response.SHARE) and row.group is None]
    found = {row.indicator: row for row in rows if row.country not in AVERAGES}

    def order(code: str) -> tuple[bool, bool, bool, str]:
        return code != NATIONAL, not code.startswith("trust_"), code == PEOPLE, code

    return {code: found[code] for code in sorted(found, key=order)}


def waves(figures: Figures, indicator: str = NATIONAL) -> tuple[int, ...]:
    """Return the years of the waves with any figure of an indicator, the newest first."""
    return tuple(sorted({row.year for row in compared(figures, indicator)}, reverse=True))


def latest(figures: Figures, indicator: str = NATIONAL) -> int | None:
    """Return the newest wave in which Latvia has a figure, else the newest; None where there is no wave."""
    years_home = [row.year for row in compared(figures, indicator) if row.country == HOME]
    return max(years_home or waves(figures, indicator), default=None)


def before(figures: Figures, year: int, indicator: str = NATIONAL) -> int | None:
    """Return the wave before one."""
    return max((wave for wave in waves(figures, indicator) if wave < year), default=None)


def countries(figures: Figures, indicator: str = NATIONAL) -> frozenset[str]:
    """Return the countries with a figure of an indicator in any wave."""
    return frozenset(row.country for row in compared(figures, indicator)) - AVERAGES


@dataclass(frozen=True)
class Change:
    """A figure in two waves; ``published`` is the change as its source gives it, None where nobody does."""

    country: str
    first: TrustFigure
    last: TrustFigure
    published: TrustFigure | None

    @property
    def points(self) -> float:
        """The change in percentage points: as published, else the difference of the two figures."""
        return _value(self.published) if self.published else difference(self.last, self.first)

    @property
    def told(self) -> bool:
        """Whether the change is more than rounding could make of none: as published, or of `ROUNDING` at least."""
        return self.published is not None or abs(self.points) >= ROUNDING


def difference(one: TrustFigure, other: TrustFigure) -> float:
    """Return how much one figure lies above another, in percentage points; to the tenth, as figures are published."""
    return round(_value(one) - _value(other), 1)


def change(
    figures: Figures, country: str, first: int, last: int, *, group: str | None = None, indicator: str = NATIONAL
) -> Change | None:
    """Return a country's change between two waves, None where it has not both figures."""
    start, end = (
        figures.find(year, country, indicator, Response.HIGH, group)
        or figures.find(year, country, indicator, Response.SHARE, group)
        for year in (first, last)
    )
    if start is None or end is None or start.response is not end.response:
        return None
    return Change(country, start, end, figures.find(last, country, indicator, Response.CHANGE, group))


def changes(figures: Figures, first: int, last: int, indicator: str = NATIONAL) -> tuple[Change, ...]:
    """Return the changes of all countries that have both figures, the greatest rise first."""
    every = sorted(countries(figures, indicator))
    moved = [one for code in every if (one := change(figures, code, first, last, indicator=indicator))]
    return tuple(sorted(moved, key=lambda one: (-one.points, one.country)))


def same_countries(figures: Figures, first: int, last: int) -> Change | None:
    """Return the change of the OECD's own average over the countries of both waves, None where it is not published."""
    groups = {
        row.group
        for row in figures.rows
        if row.country == AVERAGE and row.year == last and row.group and row.group.startswith(SAME_COUNTRIES)
    }
    averages = [
        one for group in sorted(groups) if group and (one := change(figures, AVERAGE, first, last, group=group))
    ]
    return averages[0] if averages else None


@dataclass(frozen=True)
class Parts:
    """One country's answers in one wave; None is not known. ``place`` counts all countries of the wave from 1.

    ``other`` is its figure in the wave compared with, ``moved`` the change from the earlier of both to the later: an
    average has none, since its countries are others in each wave.
    """

    country: str
    high: TrustFigure
    neutral: TrustFigure | None
    low: TrustFigure | None
    place: int | None = None
    other: TrustFigure | None = None
    moved: Change | None = None


@dataclass(frozen=True)
class Ranking:
    """A wave of an indicator by country, the highest first.

    ``known`` countries have a figure, of which ``countries`` are wanted; ``average`` is the OECD's own. ``missing`` are
    the wanted ones without a figure in this wave; ``kept`` are the newest figures of those of them, and of the average,
    that have one in another wave: they have no place. ``other`` is the wave compared with: the one before, else after.
    """

    year: int
    known: int
    countries: tuple[Parts, ...]
    average: Parts | None
    missing: tuple[str, ...]
    kept: tuple[TrustFigure, ...] = ()
    other: int | None = None

    def of(self, country: str) -> Parts | None:
        """Return one country's part, None where it has no figure or is not wanted."""
        return next((part for part in self.countries if part.country == country), None)

    @property
    def rows(self) -> tuple[Parts, ...]:
        """The countries and the average among them, the highest first."""
        among = (*self.countries, *([self.average] if self.average else []))
        return tuple(sorted(among, key=lambda part: -_value(part.high)))

    @property
    def silent(self) -> tuple[str, ...]:
        """The wanted countries without a figure in any wave."""
        return tuple(code for code in self.missing if code not in {row.country for row in self.kept})


RANKING = (
    _COUNTRY,
    FrameColumn("year", "Int64", N_("The wave of the share compared; missing where there is none."), unit="year"),
    FrameColumn(
        "place",
        "Int64",
        N_("Its place among all countries of the wave, from 1; missing for an average and where it has no figure."),
    ),
    *_share("high", N_("The share compared: with high or moderately high trust, or that of a question.")),
    *_share("neutral", N_("The share that is neutral.")),
    *_share("low", N_("The share with low or no trust.")),
    *_share("other", N_("The share compared, in the wave compared with.")),
    FrameColumn(
        "points",
        "Float64",
        N_("The change from the earlier to the later of both, as its source gives it, else the difference."),
        unit="percentage points",
    ),
    FrameColumn("published", "boolean", N_("Whether the source gives the change; else it is derived here.")),
)
"""What each column of `ranking_frame` is."""


def ranking_frame(ranking: Ranking) -> "pd.DataFrame":
    """Return a wave by country: `Ranking.rows`, then the kept figures, then the wanted countries without any."""
    rows, kept, silent = ranking.rows, ranking.kept, ranking.silent
    rest: list[TrustFigure | None] = [*kept, *(None for _ in silent)]
    nothing = [None] * len(rest)
    highs = [*(row.high for row in rows), *rest]
    moves = [row.moved for row in rows]
    values: dict[str, list[Any]] = {
        "country": [*(row.country for row in rows), *(row.country for row in kept), *silent],
        "year": [row and row.year for row in highs],
        "place": [*(row.place for row in rows), *nothing],
        **_shares("high", highs),
        **_shares("neutral", (*(row.neutral for row in rows), *nothing)),
        **_shares("low", (*(row.low for row in rows), *nothing)),
        **_shares("other", (*(row.other for row in rows), *nothing)),
        "points": [*(one and one.points for one in moves), *nothing],
        "published": [*(one and one.published is not None for one in moves), *nothing],
    }
    return framed(RANKING, values)


def ranking(figures: Figures, year: int, wanted: frozenset[str] = frozenset(), indicator: str = NATIONAL) -> Ranking:
    """Rank the wanted countries, or all, by an indicator in a wave; Latvia is always wanted."""
    rows_found = compared(figures, indicator)
    years = waves(figures, indicator)
    other = before(figures, year, indicator) or min((wave for wave in years if wave > year), default=None)

    def parts(row: TrustFigure, place: int | None = None) -> Parts:
        neutral, low = (figures.find(year, row.country, indicator, part) for part in (Response.NEUTRAL, Response.LOW))
        beside = figures.find(other, row.country, indicator, row.response) if other else None
        moved = change(figures, row.country, *sorted((other, year)), indicator=indicator) if other and place else None
        return Parts(row.country, row, neutral, low, place, beside, moved)

    rows = [row for row in rows_found if row.year == year and row.country not in AVERAGES]
    rows.sort(key=lambda row: (-_value(row), row.country))
    all_parts = tuple(parts(row, 1 + sum(_value(one) > _value(row) for one in rows)) for row in rows)
    asked = (wanted or countries(figures, indicator)) | {HOME}
    average = next((row for row in rows_found if (row.year, row.country) == (year, AVERAGE)), None)
    known = {part.country for part in all_parts} | ({AVERAGE} if average else set())
    newest: dict[str, TrustFigure] = {}
    for row in sorted(rows_found, key=lambda row: row.year):
        if row.country in (asked | {AVERAGE}) - known:
            newest[row.country] = row
    return Ranking(
        year,
        len(all_parts),
        tuple(part for part in all_parts if part.country in asked),
        parts(average) if average else None,
        tuple(sorted(asked - known)),
        tuple(newest[code] for code in sorted(newest)),
        other,
    )


def published_changes(figures: Figures) -> tuple[TrustFigure, ...]:
    """Return Latvia's published changes of what is not trust in the national government, the newest first."""
    rows = [row for row in figures.rows if row.response is Response.CHANGE and row.country == HOME and not row.group]
    return tuple(sorted((row for row in rows if row.indicator != NATIONAL), key=lambda row: (-row.year, row.indicator)))


# Latvia beside the average


@dataclass(frozen=True)
class Pair:
    """Latvia's figure beside the OECD average's: the same indicator, answer, wave and group.

    ``subject`` is a row that carries the question's words; it may be another country's where both are not known.
    """

    subject: TrustFigure
    home: TrustFigure | None
    average: TrustFigure | None

    @property
    def gap(self) -> float | None:
        """How far Latvia lies above the average, in percentage points, derived; None where one is not known."""
        return difference(self.home, self.average) if self.home and self.average else None


PAIRS = (
    FrameColumn("indicator", "string", "What is measured, by its code.", key=True),
    FrameColumn("group", "string", "The group of respondents in the sheet's words; missing for all of them.", key=True),
    FrameColumn("year", "Int64", "The wave.", unit="year", key=True),
    *_share("home", "Latvia's figure."),
    *_share("average", "The OECD average, as the OECD gives it."),
    FrameColumn(
        "gap",
        "Float64",
        "How far Latvia lies above the average, derived; missing where one is not known.",
        unit="percentage points",
    ),
)
"""What each column of `pairs_frame` is."""


def pairs_frame(rows: Sequence[Pair]) -> "pd.DataFrame":
    """Return pairs of Latvia's figure and the OECD average's, one a row."""
    values: dict[str, list[Any]] = {
        "indicator": [row.subject.indicator for row in rows],
        "group": [row.subject.group for row in rows],
        "year": [row.subject.year for row in rows],
        **_shares("home", (row.home for row in rows)),
        **_shares("average", (row.average for row in rows)),
        "gap": [row.gap for row in rows],
    }
    return framed(PAIRS, values)


def _pair(figures: Figures, row: TrustFigure) -> Pair:
    """Return the pair for the indicator, answer, wave and group of a row of any country."""
    place = row.indicator, row.response, row.group
    home, average = (figures.find(row.year, country, *place) for country in (HOME, AVERAGE))
    return Pair(home or average or row, home, average)


def _pairs(figures: Figures, rows: Iterable[TrustFigure]) -> list[Pair]:
    """Return the pairs of one indicator and answer by wave, the newest first."""
    by_year = {row.year: row for row in rows}
    return [_pair(figures, row) for _, row in sorted(by_year.items(), reverse=True)]


def _by_indicator(rows: Iterable[TrustFigure]) -> list[list[TrustFigure]]:
    by_name: dict[str, list[TrustFigure]] = {}
    for row in rows:
        by_name.setdefault(row.indicator, []).append(row)
    return [by_name[indicator] for indicator in sorted(by_name)]


def institutions(figures: Figures) -> tuple[Pair, ...]:
    """Return trust by institution in the waves with Latvian figures, the newest first within an institution.

    Institutions stand by Latvia's newest figure, the highest first; those without one come last.
    """
    high = [row for row in figures.rows if row.response is Response.HIGH and row.group is None]
    years = {row.year for row in high if row.country == HOME}
    high = [row for row in high if row.year in years and row.indicator != PEOPLE]
    grouped = [[pair for pair in _pairs(figures, rows) if pair.home or pair.average] for rows in _by_indicator(high)]

    def standing(pairs: list[Pair]) -> float:
        return -next((_value(pair.home) for pair in pairs if pair.home), -1.0)

    return tuple(pair for pairs in sorted(filter(None, grouped), key=standing) for pair in pairs)


def national(figures: Figures) -> tuple[Pair, ...]:
    """Return trust in the national government in the waves with a figure of Latvia's or the average, newest first."""
    return tuple(pair for pair in _pairs(figures, figures.of(NATIONAL)) if pair.home or pair.average)


def people(figures: Figures) -> tuple[Pair, ...]:
    """Return trust in other people in the waves with a figure of Latvia's or the average, the newest first."""
    return tuple(pair for pair in _pairs(figures, figures.of(PEOPLE)) if pair.home or pair.average)


def items(figures: Figures, topic: Topic) -> tuple[Pair, ...]:
    """Return a topic's questions, the widest gap below the average first, those without a Latvian figure last.

    Each stands in its newest wave with both figures; where there is none, in every wave with either. What has a figure
    of other countries only is left out. What a group of respondents answered, such as users of a service, stands beside
    that group's figure only.
    """
    asked: dict[str, dict[str | None, list[TrustFigure]]] = defaultdict(lambda: defaultdict(list))
    for row in figures.rows:
        of_countries = row.group is not None and row.group.startswith(SAME_COUNTRIES)
        if row.response is Response.SHARE and row.indicator.startswith(f"{topic}_") and not of_countries:
            asked[row.indicator][row.group].append(row)
    pairs_found: list[Pair] = []
    for _, by_group in sorted(asked.items()):
        told: list[Pair] = []
        for group in sorted(by_group, key=lambda name: name or ""):
            pairs = _pairs(figures, by_group[group])
            both = [pair for pair in pairs if pair.gap is not None][:1]
            told += both or [pair for pair in pairs if pair.home or pair.average]
        pairs_found += told
    return tuple(sorted(pairs_found, key=lambda pair: (pair.home is None, pair.gap is None, pair.gap or 0)))


def groups(figures: Figures) -> tuple[Pair, ...]:
    """Return trust in the national government by group of respondents, those with a Latvian figure first."""
    rows = {
        (row.year, row.group): row
        for row in figures.rows
        if row.indicator == NATIONAL
        and row.response is Response.HIGH
        and row.group
        and row.country in (HOME, AVERAGE)
        and not row.group.startswith(SAME_COUNTRIES)
    }
    pairs = [_pair(figures, row) for row in rows.values()]
    return tuple(sorted(pairs, key=lambda pair: (pair.home is None, -pair.subject.year, pair.subject.group or "")))


# Other surveys

_EDITION = re.compile(r"^(?P<series>.*?)(?:\s+(?P<number>\d+)|,\s*(?P<period>.+))?$")
_YES = (Response.TENDS_TO_TRUST, Response.AGREE, Response.HIGH, Response.SHARE)
_NO = (Response.TENDS_NOT_TO_TRUST, Response.DISAGREE, Response.LOW, Response.SHARE_NEGATIVE)


def edition_of(survey_name: str) -> tuple[str, str]:
    """Part a survey's name into its series and its edition: a number at the end, or what stands after a comma."""
    match = _EDITION.match(survey_name.strip())
    assert match, "every name matches"
    return match["series"], match["number"] or match["period"] or ""


@dataclass(frozen=True)
class Edition:
    """One edition's figures of one question: who agrees and who does not, in Latvia and on the survey's average."""

    survey: str
    year: int
    home: tuple[TrustFigure | None, TrustFigure | None]
    average: tuple[TrustFigure | None, TrustFigure | None]

    @property
    def figures(self) -> tuple[TrustFigure, ...]:
        """What is known of the four."""
        return tuple(figure for figure in (*self.home, *self.average) if figure)


@dataclass(frozen=True)
class Series:
    """One question of one survey series over its editions, the oldest first: one instrument, one axis."""

    name: str
    indicator: str
    editions: tuple[Edition, ...]

    @property
    def subject(self) -> TrustFigure:
        """The row that carries the question's words."""
        return self.editions[-1].figures[0]

    @property
    def rows(self) -> tuple[tuple[Edition, TrustFigure | None, TrustFigure | None], ...]:
        """Latvia's figure and the average's of every edition that has one: first for the answer, then against it."""
        with_values = [(one, one.home[answer], one.average[answer]) for answer in (0, 1) for one in self.editions]
        return tuple((one, home, average) for one, home, average in with_values if home or average)


SERIES = (
    FrameColumn("survey", "string", "The edition, as the survey names it.", key=True),
    FrameColumn("year", "Int64", "The edition's year.", unit="year"),
    FrameColumn(
        "response", "category", "The answer that the figures are the share of.", allowed=tuple(Response), key=True
    ),
    *_share("home", "Latvia's figure."),
    *_share("average", "The average as the survey's publisher gives it."),
    FrameColumn("asked", "string", "When people were asked, in the sheet's words."),
)
"""What each column of `series_frame` is."""


def series_frame(one: Series) -> "pd.DataFrame":
    """Return a survey's question over its editions, a row for each of `Series.rows`."""
    of_rows = [[figure for figure in pair if figure] for _, *pair in one.rows]
    values: dict[str, list[Any]] = {
        "survey": [edition.survey for edition, _, _ in one.rows],
        "year": [edition.year for edition, _, _ in one.rows],
        "response": [figures[0].response.value for figures in of_rows],
        **_shares("home", (home for _, home, _ in one.rows)),
        **_shares("average", (average for _, _, average in one.rows)),
        "asked": ["; ".join(dict.fromkeys(row.fieldwork for row in rows if row.fieldwork)) or None for rows in of_rows],
    }
    return framed(SERIES, values)


def other_series(snapshot: Snapshot, day: date) -> tuple[Series, ...]:
    """Return every other survey's questions with a Latvian figure, each apart, those with most editions first.

    Only pairs of answers are taken (agree, tend to trust, high or a share, and their opposites) of all respondents.
    Beside Latvia stands the EU average, or the OECD's where a survey has only that.
    """
    by_series: dict[tuple[str, str, int], list[TrustFigure]] = defaultdict(list)
    for row in _readable(snapshot, day):
        if row.survey == TRUST_SURVEY or row.group is not None or row.country not in {HOME, *AVERAGES}:
            continue
        for answers in (_YES, _NO):
            if row.response in answers:
                by_series[edition_of(row.survey)[0], row.indicator, answers.index(row.response)].append(row)
    series = [
        Series(name, indicator, _editions(rows))
        for (name, indicator, _), rows in by_series.items()
        if any(row.country == HOME for row in rows)
    ]
    return tuple(sorted(series, key=lambda one: (-len(one.editions), one.name, one.indicator)))


def _editions(rows: Iterable[TrustFigure]) -> tuple[Edition, ...]:
    """Sort one instrument's figures into its editions, the oldest first."""
    cells: dict[tuple[int, str], dict[tuple[str, bool], TrustFigure]] = defaultdict(dict)
    for row in rows:
        cells[row.year, row.survey][row.country, row.response in _YES] = row
    mean = "EU" if any(("EU", yes) in row_cells for row_cells in cells.values() for yes in (True, False)) else AVERAGE
    return tuple(
        Edition(
            survey,
            year,
            (row_cells.get((HOME, True)), row_cells.get((HOME, False))),
            (row_cells.get((mean, True)), row_cells.get((mean, False))),
        )
        for (year, survey), row_cells in sorted(cells.items(), key=_edition_order)
        if any(country in (HOME, mean) for country, _ in row_cells)
    )


def _edition_order(item: tuple[tuple[int, str], object]) -> tuple[int, int, str]:
    year, name = item[0]
    edition = edition_of(name)[1]
    return year, int(edition) if edition.isdecimal() else 0, name


# What the plan means to move


@dataclass(frozen=True)
class Driver:
    """A direction of the plan and the trust indicators it means to move, each with Latvia's newest figure if known."""

    direction: Direction
    indicators: tuple[tuple[str, TrustFigure | None], ...]


def drivers(snapshot: Snapshot, plan: str, day: date) -> tuple[Driver, ...]:
    """Return the directions of a plan that name trust indicators; empty where none does."""
    newest: dict[str, TrustFigure] = {}
    for row in _readable(snapshot, day):
        known = newest.get(row.indicator)
        if row.country == HOME and row.group is None and row.response in _YES and (not known or known.year < row.year):
            newest[row.indicator] = row
    return tuple(
        Driver(direction, tuple((code, newest.get(code)) for code in direction.trust_drivers))
        for direction in snapshot.directions
        if direction.plan == plan and direction.trust_drivers
    )
