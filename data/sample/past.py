"""The invented country's last four years as weekly edits made them: some 200 states of its sheet, each a snapshot.

A state is the final sheet with what was not yet known left out, and with what was later mended as it stood before:
titles reworded, deadlines moved, statuses corrected, rows withdrawn. The last state is the final sheet itself.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from data.intake.check import check
from data.live import source_key
from data.model import (
    DecisionState,
    Event,
    EventState,
    Measure,
    PartialDate,
    PlanState,
    Snapshot,
    Status,
    Update,
)
from data.sample.country import Sample, book, ordered
from data.sample.plan import ENDED, IN_FORCE, PARENTS
from data.sample.sizes import DAY, WEEKS
from data.store import grid
from data.store.store import Store

_SECOND_PLAN = date(2024, 2, 1)
"""From here on the second plan is being drafted and stands in the sheet."""
_MERGER_KNOWN = date(2025, 3, 3)
_AHEAD = timedelta(days=60)
"""So long before a meeting its agenda is entered."""


@dataclass(frozen=True)
class Mended:
    """What columns of a row said until a day."""

    until: date
    table: str
    row: Any
    was: Mapping[str, Any]


@dataclass(frozen=True)
class Withdrawn:
    """A row that stood in the sheet from one day until another and is not in the final one."""

    since: date
    until: date
    table: str
    row: Any


Edits = tuple[list[Mended], list[Withdrawn]]


def states(made: Sample, seed: int, weeks: int = WEEKS) -> Iterator[tuple[datetime, Snapshot]]:
    """Give a state for each week, the oldest first, with the moment it was read; the last is the sample itself."""
    chance = random.Random(seed)
    edits = _mended(chance, made.snapshot), list(_withdrawn(chance, made.snapshot))
    for week in range(weeks - 1, -1, -1):
        day = _weeks_ago(week)
        read = datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)
        yield read, ordered(_as_of(made.snapshot, day, edits)) if week else made.snapshot


def fill(store: Store, made: Sample, seed: int, source: str, *, weeks: int = WEEKS) -> int:
    """Put every state into a store, as reads of the folder that SPREADSHEET calls ``source``; return how many it took.

    Raises `data.live.StoreFault`.
    """
    stored, name = 0, Path(source).absolute().name
    for read, state in states(made, seed, weeks):
        grown = book(state, name)
        stored += store.put(grid.redacted(grown), check(grown), read, source_key(source)) is not None
    return stored


def _weeks_ago(week: int) -> date:
    return DAY - timedelta(days=1 + 7 * week)


def _mended(chance: random.Random, final: Snapshot) -> list[Mended]:
    """Return what was reworded, moved or corrected: much of it on a few days, and something in every week."""
    measures = [measure for measure in final.measures if measure.plan == IN_FORCE and measure.number not in PARENTS]
    edits = [
        Mended(_some_day(chance, 2024, 2026), "measures", measure, {"title": f"{measure.title} (projekts)"})
        for measure in chance.sample(measures, min(24, len(measures)))
    ]
    dated = [measure for measure in measures if measure.deadline and measure.deadline.year > 2026]
    edits += [
        Mended(_some_day(chance, 2025, 2026), "measures", measure, {"deadline": _earlier(measure)})
        for measure in chance.sample(dated, min(6, len(dated)))
    ]
    done = [update for update in final.updates if update.status is Status.DONE and update.day > date(2023, 2, 1)]
    edits += [
        Mended(update.day + timedelta(days=20), "updates", update, {"status": Status.UNDER_WAY})
        for update in chance.sample(done, min(6, len(done)))
    ]
    return edits + _weekly(chance, final)


def _weekly(chance: random.Random, final: Snapshot) -> list[Mended]:
    """Return one small rewording for every week, each of another row that stood in the sheet by then."""
    worded: list[tuple[str, Measure | Event | Update, dict[str, str]]] = []
    worded += [("measures", measure, {"expected_result": "Rezultāts tiks precizēts."}) for measure in final.measures]
    worded += [("calendar", event, {"source": "tiks precizēts"}) for event in final.calendar]
    worded += [("updates", update, {"done": "Teksts tiks papildināts."}) for update in final.updates]
    chance.shuffle(worded)
    edits = []
    for week in range(WEEKS - 1):
        day = _weeks_ago(week)
        place = next((at for at, (_, row, _) in enumerate(worded) if _stood(row, day - timedelta(days=7))), None)
        if place is not None:
            edits.append(Mended(day, *worded.pop(place)))
    return edits


def _stood(row: Measure | Event | Update, day: date) -> bool:
    """Tell whether a row stood in the sheet on a day."""
    if isinstance(row, Update):
        return row.day <= day
    return day >= _SECOND_PLAN or row.plan != IN_FORCE


def _withdrawn(chance: random.Random, final: Snapshot) -> Iterator[Withdrawn]:
    """Give reports that were entered twice, two measures and four events that stood for a time and were taken out."""
    told = [update for update in final.updates if update.day > date(2023, 2, 1)]
    for update in chance.sample(told, min(10, len(told))):
        twin = replace(update, day=update.day + timedelta(days=30), done="Ierakstīts divreiz.")
        yield Withdrawn(twin.day, twin.day + timedelta(days=25), "updates", twin)
    for number in ("1.90", "4.90"):
        like = next(
            measure for measure in final.measures if measure.plan == IN_FORCE and measure.commitment == number[0]
        )
        ghost = replace(like, id=f"{IN_FORCE}-{number}", number=number, title=f"{like.title}: atsevišķs posms")
        yield Withdrawn(_SECOND_PLAN, _some_day(chance, 2025, 2025), "measures", ghost)
    for event in chance.sample(final.calendar, 4):
        moved = replace(event, title=f"{event.title}: pārcelts")
        begun = _some_day(chance, 2024, 2024)
        yield Withdrawn(begun, begun + timedelta(days=200), "calendar", moved)


def _some_day(chance: random.Random, first: int, last: int) -> date:
    latest = min(date(last, 12, 1), DAY - timedelta(days=30))
    begun = date(first, 3, 1)
    return begun + timedelta(days=chance.randrange((latest - begun).days))


def _earlier(late: Measure) -> PartialDate:
    """Return the deadline that a measure had before: a year earlier."""
    assert late.deadline
    return PartialDate(late.deadline.year - 1, late.deadline.month, late.deadline.day)


def _as_of(final: Snapshot, day: date, edits: Edits) -> Snapshot:
    """Return what the sheet said on a day."""
    was: dict[int, dict[str, Any]] = defaultdict(dict)
    for mended in edits[0]:
        if day < mended.until:
            was[id(mended.row)] |= mended.was
    drafted = day >= _SECOND_PLAN

    def rows(code: str) -> list[Any]:
        changed = [replace(row, **was[id(row)]) if id(row) in was else row for row in getattr(final, code)]
        return [*changed, *(gone.row for gone in edits[1] if gone.table == code and gone.since <= day < gone.until)]

    def planned(row: Any) -> bool:
        return drafted or row.plan != IN_FORCE

    return replace(
        final,
        plans=tuple(
            replace(plan, state=_plan_state(plan.id, day)) for plan in final.plans if drafted or plan.id == ENDED
        ),
        directions=tuple(filter(planned, final.directions)),
        commitments=tuple(filter(planned, final.commitments)),
        measures=tuple(filter(planned, rows("measures"))),
        updates=tuple(update for update in rows("updates") if update.day <= day),
        meetings=tuple(
            meeting for meeting in final.meetings if meeting.day and meeting.day <= day + _AHEAD and planned(meeting)
        ),
        agenda=tuple(item for item in final.agenda if date.fromisoformat(item.meeting) <= day + _AHEAD),
        decisions=tuple(
            replace(decision, state=DecisionState.OPEN) if decision.due and decision.due.last > day else decision
            for decision in final.decisions
            if date.fromisoformat(decision.meeting) <= day
        ),
        focus=tuple(point for point in final.focus if point.meeting and date.fromisoformat(point.meeting) <= day),
        calendar=tuple(_foreseen(event, day) for event in rows("calendar") if planned(event)),
        funding=tuple(entry for entry in final.funding if planned(entry) and (entry.first_year or 0) <= day.year + 2),
        indicator_values=tuple(
            value for value in final.indicator_values if value.source_date and value.source_date.last <= day
        ),
        municipalities=tuple(
            unit if day >= _MERGER_KNOWN else replace(unit, valid_to=None, merged_into=None)
            for unit in final.municipalities
        ),
        trust=tuple(figure for figure in final.trust if figure.year <= day.year),
    )


def _plan_state(plan: str, day: date) -> PlanState:
    if plan == IN_FORCE:
        return PlanState.IN_FORCE if day.year >= 2025 else PlanState.DRAFTING
    return PlanState.ENDED if day.year >= 2025 else PlanState.IN_FORCE


def _foreseen(event: Event, day: date) -> Event:
    return (
        replace(event, state=EventState.PLANNED)
        if event.start.first > day and event.state is EventState.HAPPENED
        else event
    )
