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
    kept, name = 0, Path(source).absolute().name
    for read, state in states(made, seed, weeks):
        grown = book(state, name)
        kept += store.put(grid.redacted(grown), check(grown), read, source_key(source)) is not None
    return kept


def _weeks_ago(week: int) -> date:
    return DAY - timedelta(days=1 + 7 * week)


def _mended(chance: random.Random, final: Snapshot) -> list[Mended]:
    """Return what was reworded, moved or corrected: much of it on a few days, and something in every week."""
    measures = [own for own in final.measures if own.plan == IN_FORCE and own.number not in PARENTS]
    edits = [
        Mended(_some_day(chance, 2024, 2026), "measures", own, {"title": f"{own.title} (projekts)"})
        for own in chance.sample(measures, min(24, len(measures)))
    ]
    dated = [own for own in measures if own.deadline and own.deadline.year > 2026]
    edits += [
        Mended(_some_day(chance, 2025, 2026), "measures", own, {"deadline": _earlier(own)})
        for own in chance.sample(dated, min(6, len(dated)))
    ]
    done = [own for own in final.updates if own.status is Status.DONE and own.day > date(2023, 2, 1)]
    edits += [
        Mended(own.day + timedelta(days=20), "updates", own, {"status": Status.UNDER_WAY})
        for own in chance.sample(done, min(6, len(done)))
    ]
    return edits + _weekly(chance, final)


def _weekly(chance: random.Random, final: Snapshot) -> list[Mended]:
    """Return one small rewording for every week, each of another row that stood in the sheet by then."""
    worded: list[tuple[str, Measure | Event | Update, dict[str, str]]] = []
    worded += [("measures", own, {"expected_result": "Rezultāts tiks precizēts."}) for own in final.measures]
    worded += [("calendar", own, {"source": "tiks precizēts"}) for own in final.calendar]
    worded += [("updates", own, {"done": "Teksts tiks papildināts."}) for own in final.updates]
    chance.shuffle(worded)
    edits = []
    for week in range(WEEKS - 1):
        day = _weeks_ago(week)
        place = next((at for at, (_, own, _) in enumerate(worded) if _stood(own, day - timedelta(days=7))), None)
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
    told = [own for own in final.updates if own.day > date(2023, 2, 1)]
    for own in chance.sample(told, min(10, len(told))):
        twin = replace(own, day=own.day + timedelta(days=30), done="Ierakstīts divreiz.")
        yield Withdrawn(twin.day, twin.day + timedelta(days=25), "updates", twin)
    for number in ("1.90", "4.90"):
        like = next(own for own in final.measures if own.plan == IN_FORCE and own.commitment == number[0])
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


def _earlier(own: Measure) -> PartialDate:
    """Return the deadline that a measure had before: a year earlier."""
    assert own.deadline
    return PartialDate(own.deadline.year - 1, own.deadline.month, own.deadline.day)


def _as_of(final: Snapshot, day: date, edits: Edits) -> Snapshot:
    """Return what the sheet said on a day."""
    was: dict[int, dict[str, Any]] = defaultdict(dict)
    for mended in edits[0]:
        if day < mended.until:
            was[id(mended.row)] |= mended.was
    drafted = day >= _SECOND_PLAN

    def rows(code: str) -> list[Any]:
        own = [replace(row, **was[id(row)]) if id(row) in was else row for row in getattr(final, code)]
        return [*own, *(gone.row for gone in edits[1] if gone.table == code and gone.since <= day < gone.until)]

    def planned(row: Any) -> bool:
        return drafted or row.plan != IN_FORCE

    return replace(
        final,
        plans=tuple(replace(own, state=_plan_state(own.id, day)) for own in final.plans if drafted or own.id == ENDED),
        directions=tuple(filter(planned, final.directions)),
        commitments=tuple(filter(planned, final.commitments)),
        measures=tuple(filter(planned, rows("measures"))),
        updates=tuple(own for own in rows("updates") if own.day <= day),
        meetings=tuple(own for own in final.meetings if own.day and own.day <= day + _AHEAD and planned(own)),
        agenda=tuple(own for own in final.agenda if date.fromisoformat(own.meeting) <= day + _AHEAD),
        decisions=tuple(
            replace(own, state=DecisionState.OPEN) if own.due and own.due.last > day else own
            for own in final.decisions
            if date.fromisoformat(own.meeting) <= day
        ),
        focus=tuple(own for own in final.focus if own.meeting and date.fromisoformat(own.meeting) <= day),
        calendar=tuple(_foreseen(own, day) for own in rows("calendar") if planned(own)),
        funding=tuple(own for own in final.funding if planned(own) and (own.first_year or 0) <= day.year + 2),
        indicator_values=tuple(
            own for own in final.indicator_values if own.source_date and own.source_date.last <= day
        ),
        municipalities=tuple(
            own if day >= _MERGER_KNOWN else replace(own, valid_to=None, merged_into=None)
            for own in final.municipalities
        ),
        trust=tuple(own for own in final.trust if own.year <= day.year),
    )


def _plan_state(plan: str, day: date) -> PlanState:
    if plan == IN_FORCE:
        return PlanState.IN_FORCE if day.year >= 2025 else PlanState.DRAFTING
    return PlanState.ENDED if day.year >= 2025 else PlanState.IN_FORCE


def _foreseen(own: Event, day: date) -> Event:
    return replace(own, state=EventState.PLANNED) if own.start.first > day and own.state is EventState.HAPPENED else own
