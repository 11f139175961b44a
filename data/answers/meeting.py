"""A meeting of the council: which one is meant, its neighbours, agenda and decisions, and what the next one needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.answers.attention import asked, attention
from data.answers.events import council_meetings
from data.answers.progress import OUTCOMES, PlanProgress, Standing
from data.answers.schedule import Reporting, Schedule, deadlines, reporting, schedule
from data.model import AgendaItem, Decision, DecisionState, Institution, Meeting, Snapshot
from data.words import latvian_order

CLOSED = frozenset([DecisionState.DONE, DecisionState.CANCELLED])
"""The states after which nothing more is awaited of a decision; one whose state is not said is open."""


@dataclass(frozen=True)
class DecisionStanding:
    """A decision on a day, with the meeting that took it (None where that row is unknown).

    ``overdue`` tells that it is open though the last day its due date can mean has passed.
    """

    decision: Decision
    meeting: Meeting | None
    overdue: bool

    @property
    def open(self) -> bool:
        """Whether something is still awaited."""
        return self.decision.state not in CLOSED


def find_meeting(snapshot: Snapshot, wanted: str, day: date, plan: str | None = None) -> Meeting | None:
    """Return the meeting with an id; without one the next council meeting of a plan from a day on, else its last.

    None where no such meeting, or no council meeting at all, is known.
    """
    if wanted:
        return next((meeting for meeting in snapshot.meetings if meeting.id == wanted.strip()), None)
    council = council_meetings(snapshot, plan)
    coming = [meeting for meeting in council if meeting.day and meeting.day >= day]
    nearest = coming[:1] or list(council[-1:])
    return nearest[0] if nearest else None


def is_over(meeting: Meeting, day: date) -> bool:
    """Tell whether a meeting was held before a day; one whose own day is not known was not."""
    return meeting.day is not None and meeting.day < day


def previous_meeting(snapshot: Snapshot, meeting: Meeting) -> Meeting | None:
    """Return the council meeting before a meeting; None where none is known."""
    return _neighbours(snapshot, meeting)[0]


def next_meeting(snapshot: Snapshot, meeting: Meeting) -> Meeting | None:
    """Return the council meeting after a meeting; None where none is known."""
    return _neighbours(snapshot, meeting)[1]


def _neighbours(snapshot: Snapshot, meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    if meeting.day is None:
        return None, None
    place = (meeting.day, meeting.id)
    others = [(other.day, other.id, other) for other in council_meetings(snapshot, meeting.plan) if other.day]
    before = [other for day, number, other in others if (day, number) < place]
    after = [other for day, number, other in others if (day, number) > place]
    return (before[-1] if before else None), (after[0] if after else None)


def agenda_of(snapshot: Snapshot, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return a meeting's agenda in the order of its numbers ("2" before "10")."""
    items = (item for item in snapshot.agenda if item.meeting == meeting.id)
    return tuple(sorted(items, key=lambda item: latvian_order(item.number)))


def decisions(snapshot: Snapshot, day: date) -> tuple[DecisionStanding, ...]:
    """Return the register of decisions as of a day: the overdue first, then the open, then the rest.

    Within each the earliest due date first, those without one last.
    """
    meetings = {meeting.id: meeting for meeting in snapshot.meetings}
    rows = []
    for decision in snapshot.decisions:
        late = decision.state not in CLOSED and decision.due is not None and decision.due.last < day
        rows.append(DecisionStanding(decision, meetings.get(decision.meeting), late))
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                not row.overdue,
                not row.open,
                row.decision.due.last if row.decision.due else date.max,
                latvian_order(row.decision.id),
            ),
        )
    )


def open_decisions(snapshot: Snapshot, meeting: Meeting, day: date) -> tuple[DecisionStanding, ...]:
    """Return what earlier meetings decided and a day still awaits, as `decisions` orders it."""
    until = meeting.day or day
    return tuple(
        row
        for row in decisions(snapshot, day)
        if row.open
        and row.decision.meeting != meeting.id
        and (row.meeting is None or (row.meeting.day or until) <= until)
    )


class Source(StrEnum):
    """Why an item stands on the draft of an agenda, in the order in which the draft has them."""

    DECISION = "decision"
    CARRIED = "carried"
    ASKED = "asked"


@dataclass(frozen=True)
class Drafted:
    """An item of the draft of an agenda: an open decision, an item of the last one that is not over, or a request.

    One of ``decision``, ``item`` and ``standing`` is what it comes from.
    """

    source: Source
    measures: tuple[str, ...]
    presenter: str | None = None
    decision: Decision | None = None
    item: AgendaItem | None = None
    standing: Standing | None = None


def next_agenda(snapshot: Snapshot, meeting: Meeting, state: PlanProgress) -> tuple[Drafted, ...]:
    """Return what the council has to come back to after a meeting, on the day of ``state``, that of the meeting's plan.

    First every decision up to the meeting that is still open, the overdue first; then the meeting's own items of which
    a measure is not known to have an outcome, and which no decision speaks of whole; last what institutions ask of the
    council about measures that stand on none of these.
    """
    day = state.day
    until = meeting.day or day
    open_ones = [
        row.decision
        for row in decisions(snapshot, day)
        if row.open and (row.meeting is None or (row.meeting.day or until) <= until)
    ]
    drafted = [Drafted(Source.DECISION, one.measures, one.responsible, decision=one) for one in open_ones]
    told = {measure for one in drafted for measure in one.measures}
    closed = {item.measure.id for item in state.standings if item.status in OUTCOMES}
    for item in agenda_of(snapshot, meeting):
        going = tuple(measure for measure in item.measures if measure not in closed)
        if going and not told.issuperset(going):
            drafted.append(Drafted(Source.CARRIED, going, item.presenter, item=item))
            told.update(going)
    plan = meeting.plan
    asked_for = asked(attention(snapshot, state, plan)) if plan else ()
    for standing, _text in asked_for:
        if standing.measure.id not in told:
            presenter = "; ".join(_names(snapshot, standing.measure.responsible)) or None
            drafted.append(Drafted(Source.ASKED, (standing.measure.id,), presenter, standing=standing))
    return tuple(drafted)


def _names(snapshot: Snapshot, ids: Iterable[str]) -> list[str]:
    titles = {one.id: one.title for one in snapshot.institutions}
    return [titles.get(one) or one for one in ids]


@dataclass(frozen=True)
class InstitutionAsked:
    """What an institution is asked before a meeting, by its id; None: of what it is not known who answers for it.

    ``presents`` are the meeting's items that it speaks to, ``decisions`` those still open for which it answers,
    ``silent`` the measures on which it has no report or a stale one, ``passed`` those open past their deadline, and
    of ``undated`` open ones no deadline is known.
    """

    institution: str | None
    presents: tuple[AgendaItem, ...] = ()
    decisions: tuple[DecisionStanding, ...] = ()
    silent: tuple[Standing, ...] = ()
    passed: tuple[Standing, ...] = ()
    undated: int = 0


_WANTED = (Reporting.NEVER, Reporting.STALE)
_PASSED = (Schedule.LATE, Schedule.PASSED_UNKNOWN)


def asked_of(snapshot: Snapshot, meeting: Meeting, state: PlanProgress) -> tuple[InstitutionAsked, ...]:
    """Return what each institution is asked before a meeting, on the day of ``state``, those with nothing left out.

    An item or a decision names who speaks to it or answers for it in words: they mean an institution where they begin
    with its id or its name, each after a semicolon. Measures of which no institution is known stand last.
    """
    day, items = state.day, agenda_of(snapshot, meeting)
    open_ones = [row for row in decisions(snapshot, day) if row.open]

    def wanted(own: Sequence[Standing]) -> tuple[tuple[Standing, ...], tuple[Standing, ...], int]:
        open_now = [item for item in own if item.status not in OUTCOMES]
        silent = tuple(item for item in open_now if reporting(item, day) in _WANTED)
        passed = tuple(item for item in own if schedule(item, day) in _PASSED)
        return silent, passed, sum(not deadlines(item) for item in open_now)

    found = [
        InstitutionAsked(
            institution.id,
            tuple(item for item in items if _means(item.presenter, institution)),
            tuple(row for row in open_ones if _means(row.decision.responsible, institution)),
            *wanted([item for item in state.standings if institution.id in item.measure.responsible]),
        )
        for institution in sorted(snapshot.institutions, key=lambda one: latvian_order(one.id))
    ]
    unanswered = wanted([item for item in state.standings if not item.measure.responsible])
    found.append(InstitutionAsked(None, (), (), *unanswered))
    return tuple(one for one in found if one.presents or one.decisions or one.silent or one.passed)


def _means(said: str | None, institution: Institution) -> bool:
    """Tell whether words such as "Valsts kanceleja, direktors; TM" name an institution."""
    names = {name.casefold() for name in (institution.id, institution.title, institution.title_en) if name}
    parts = {part.partition(",")[0].strip().casefold() for part in (said or "").split(";")}
    return not names.isdisjoint(parts)
