"""A meeting of the council: which one is meant, which came before it, its agenda, and the decisions open on a day."""

from dataclasses import dataclass
from datetime import date

from data.answers.events import council_meetings
from data.model import AgendaItem, Decision, DecisionState, Meeting, Snapshot
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
