"""Which shown figures two snapshots give differently, and whether new rows say so or a row that stood was altered.

Both snapshots are judged by the same rules on the same day, so what differs comes from their rows alone: neither from
time that passed nor from a rule that changed. Only what a reader was shown is compared: a figure that is new is none
that changed, one that is gone is, and what was shown as not known was shown too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from data.answers.difference import Act, difference
from data.answers.money import money
from data.answers.openness import Coverage, cells, core, coverage, territory
from data.answers.progress import standings, tally
from data.answers.schedule import deadlines
from data.model import Answer, DecisionState, PartialDate, Snapshot, State, default_plan


class Shown(StrEnum):
    """What sort of figure it is; in brackets what it is of."""

    TOTAL = "total"  # a plan's counted measures (plan)
    COUNT = "count"  # those in one state (plan, state)
    STATUS = "status"  # a counted measure's state (measure)
    DEADLINE = "deadline"  # its newest deadline (measure)
    DECISION = "decision"  # how far a decision has come (decision)
    DUE = "due"  # the day by which it is due (decision)
    NEED = "need"  # a year's stated need in euro (plan, year)
    ALLOCATED = "allocated"  # a year's known allocation in euro (plan, year)
    COVERAGE = "coverage"  # known cells of the participation measures, of how many
    ANSWER = "answer"  # what stands for a cell (municipality, indicator)
    STAGE = "stage"
    SINCE = "since"
    NUMBER = "number"
    TRUST = "trust"  # a figure of a survey (its key, as the tab's key columns)


class Figure(NamedTuple):
    """One shown figure: its sort, and what it is of as `Shown` says."""

    shown: Shown
    of: tuple[Any, ...]


Value = State | DecisionState | Answer | PartialDate | Coverage | str | int | float | None
"""What a figure says; None where nothing is known, or nothing of it is there any more."""


@dataclass(frozen=True)
class Change:
    """A figure that says something else; ``corrected`` where a row that stood was altered or taken away for it.

    Otherwise rows that were not there before say so, reports above all.
    """

    figure: Figure
    before: Value
    after: Value
    corrected: bool


Found = Iterator[tuple[Figure, Value]]
Part = Callable[[Snapshot, date], Found]


def _plans(snapshot: Snapshot, day: date) -> Found:
    for plan in snapshot.plans:
        states = standings(snapshot, plan.id, day)
        yield Figure(Shown.TOTAL, (plan.id,)), len(states)
        for state, n in tally(states).parts.items():
            yield Figure(Shown.COUNT, (plan.id, state)), n
        for item in states:
            chain = deadlines(item)
            yield Figure(Shown.STATUS, (item.measure.id,)), item.state
            yield Figure(Shown.DEADLINE, (item.measure.id,)), chain[-1][1] if chain else None


def _decisions(snapshot: Snapshot, _day: date) -> Found:
    for decision in snapshot.decisions:
        yield Figure(Shown.DECISION, (decision.id,)), decision.state
        yield Figure(Shown.DUE, (decision.id,)), decision.due


def _money(snapshot: Snapshot, _day: date) -> Found:
    for plan in snapshot.plans:
        for year in money(snapshot, plan.id).years:
            yield Figure(Shown.NEED, (plan.id, year.year)), year.need
            yield Figure(Shown.ALLOCATED, (plan.id, year.year)), year.allocated


def _coverage(snapshot: Snapshot, day: date) -> Found:
    if plan := default_plan(snapshot.plans, (measure.plan for measure in snapshot.measures)):
        asked = core(snapshot, plan.id)
        yield Figure(Shown.COVERAGE, ()), coverage(cells(snapshot, day), asked, territory(snapshot, day))


_CELL = (Shown.ANSWER, Shown.STAGE, Shown.SINCE, Shown.NUMBER)


def _cells(snapshot: Snapshot, day: date) -> Found:
    for key, cell in cells(snapshot, day).items():
        values = (cell.answered, cell.value.stage, cell.value.since_year, cell.value.number)
        for shown, value in zip(_CELL, values, strict=True):
            yield Figure(shown, key), value


def _trust(snapshot: Snapshot, _day: date) -> Found:
    for row in snapshot.trust:
        key = (row.survey, row.year, row.country, row.indicator, row.group, row.response)
        yield Figure(Shown.TRUST, key), row.value


_SECOND = (Shown.DEADLINE, Shown.DUE)
"""What goes without saying where its measure or decision is gone."""
_UNITS = frozenset(["indicators", "indicator_values", "municipalities"])
_PARTS: Mapping[Part, frozenset[str]] = {
    _plans: frozenset(["plans", "measures", "updates"]),
    _decisions: frozenset(["decisions"]),
    _money: frozenset(["plans", "funding"]),
    _coverage: _UNITS | {"plans", "measures"},
    _cells: _UNITS,
    _trust: frozenset(["trust"]),
}
"""What gives the figures, and the tables they come from."""
TABLES = frozenset[str]().union(*_PARTS.values())
"""The tables that shown figures come from, by code name."""


def figure_changes(before: Snapshot, after: Snapshot, day: date) -> tuple[Change, ...]:
    """Return the shown figures that two snapshots give differently, both judged on one day, by sort of figure.

    The snapshots need hold no more than `TABLES`.
    """
    altered = {code for code in TABLES if getattr(before, code) != getattr(after, code)}
    parts = [part for part, tables in _PARTS.items() if tables & altered]
    if not parts:
        return ()
    old, new = (_figures(parts, snapshot_day, day) for snapshot_day in (before, after))
    if old == new:
        return ()
    told = _figures(parts, _grown(before, after), day)
    order = list(Shown)
    units = {unit.code for unit in before.municipalities}
    asked = {indicator.id for indicator in before.indicators}
    changes = [
        Change(figure, old.get(figure), value, told.get(figure) != value)
        for figure, value in (new | dict.fromkeys(old.keys() - new.keys())).items()
        if old.get(figure) != value
        and (figure in new or figure.shown not in _SECOND)
        and (figure in old or (figure.shown in _CELL and figure.of[0] in units and figure.of[1] in asked))
    ]
    return tuple(sorted(changes, key=lambda change: order.index(change.figure.shown)))


def _figures(parts: Iterable[Part], snapshot: Snapshot, day: date) -> dict[Figure, Value]:
    return {figure: value for part in parts for figure, value in part(snapshot, day)}


def _grown(before: Snapshot, after: Snapshot) -> Snapshot:
    """Return the earlier snapshot with the rows that came and nothing else: what new reports alone would make of it."""
    tables: dict[str, Any] = {}
    for row in difference(before, after):
        if row.act is Act.ADDED:
            tables[row.table] = (*tables.get(row.table, getattr(before, row.table)), row.after)
    return replace(before, **tables)
