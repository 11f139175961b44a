"""What moved between two meetings, each thing once: from dated reports, and from the snapshots of the two days.

Reports tell what institutions said; the difference of two snapshots tells what was changed in the spreadsheet, be it
reported or not. Where no snapshot of the first day is kept, only the reports speak, and `Moved.compared` says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.answers.changes import StatusChange, changes, standings_of
from data.answers.difference import Act, CellChange, RowChange, difference
from data.answers.progress import Standing
from data.answers.schedule import Schedule, deadlines, schedule
from data.model import Assessor, Decision, Measure, PartialDate, Snapshot, State, Status, Update


class Kind(StrEnum):
    """What the council calls it, in display order."""

    FINISHED = "finished"
    STARTED = "started"
    STATUS = "status"
    LEARNED = "learned"
    LATE = "late"
    PASSED = "passed"
    DEADLINE = "deadline"
    ADDED = "added"
    REWORDED = "reworded"
    REMOVED = "removed"
    REPORTED = "reported"
    CORRECTED = "corrected"


@dataclass(frozen=True)
class Move:
    """One thing that moved.

    ``reports`` are the dated reports that say so, newest last; ``row`` and ``cell`` the row and the cell of the
    spreadsheet in which it was seen. ``status`` and ``deadline`` hold what was and what is, where that is what moved.
    """

    kind: Kind
    measure: Measure | None = None
    status: tuple[State, State] | None = None
    deadline: tuple[PartialDate | None, PartialDate | None] | None = None
    reports: tuple[Update, ...] = ()
    row: RowChange | None = None
    cell: CellChange | None = None


@dataclass(frozen=True)
class Moved:
    """Everything that moved after ``since`` up to ``until``; ``compared`` names the two snapshots, where there are."""

    since: date
    until: date
    moves: tuple[Move, ...]
    compared: tuple[str, str] | None

    def of(self, kind: Kind) -> tuple[Move, ...]:
        """Return the moves of one kind."""
        return tuple(move for move in self.moves if move.kind is kind)


def moved(
    snapshot: Snapshot,
    plan: str | None,
    since: date,
    until: date,
    *,
    before: Snapshot | None,
    after: Snapshot | None = None,
) -> Moved:
    """Return what moved in a plan, or in all plans where it is None, after one day up to another.

    Reports are read from ``snapshot``. ``before`` and ``after`` are the snapshots of the two days (``after`` is
    ``snapshot`` where nothing else is given); without ``before`` no cells are compared.
    """
    now = snapshot if after is None else after
    told = list(_from_reports(snapshot, plan, since, until))
    if before is not None:
        told += _from_cells(before, now, told)
    order = list(Kind)
    return Moved(
        since,
        until,
        tuple(sorted(told, key=lambda move: order.index(move.kind))),
        (before.id, now.id) if before is not None else None,
    )


def _from_reports(snapshot: Snapshot, plan: str | None, since: date, until: date) -> Iterable[Move]:
    changed = changes(snapshot, plan, since, until)
    reports: dict[str, list[Update]] = {}
    for report in sorted(changed.reports, key=lambda report: report.day):
        reports.setdefault(report.measure, []).append(report)
    earlier = {item.measure.id: item for item in standings_of(snapshot, plan, since)}
    for measure in changed.added:
        yield Move(Kind.ADDED, measure)
    statuses = {change.measure.id: change for change in changed.statuses}
    for item in standings_of(snapshot, plan, until):
        new_reports = tuple(reports.pop(item.measure.id, ()))
        was = earlier.get(item.measure.id)
        change = statuses.get(item.measure.id)
        timing = list(_timing(was, item, since, until, new_reports)) if was is not None else []
        if change is not None:
            yield Move(_named(change), item.measure, status=(change.before, change.after), reports=new_reports)
        elif new_reports and not any(move.reports for move in timing):
            yield Move(Kind.REPORTED, item.measure, reports=new_reports)
        yield from timing
    measures = {measure.id: measure for measure in snapshot.measures}
    for measure_id, rest in reports.items():
        yield Move(Kind.REPORTED, measures.get(measure_id), reports=tuple(rest))


def _named(change: StatusChange) -> Kind:
    """Call it finished only if a report says it is done, started only if an earlier one said it had not begun.

    A status that nobody had said before has not changed: it has become known.
    """
    if change.after is Status.DONE:
        return Kind.FINISHED
    if change.before is Status.NOT_STARTED and change.after in (Status.UNDER_WAY, Status.ONGOING):
        return Kind.STARTED
    return Kind.STATUS if isinstance(change.before, Status) else Kind.LEARNED


_PAST = (Schedule.LATE, Schedule.PASSED_UNKNOWN)


def _timing(was: Standing, item: Standing, since: date, until: date, new_reports: tuple[Update, ...]) -> Iterable[Move]:
    before, after = deadlines(was), deadlines(item)
    if after and (not before or before[-1][1] != after[-1][1]):
        old = before[-1][1] if before else None
        told = tuple(
            report for report in new_reports if report.new_deadline and report.assessor is Assessor.INSTITUTION
        )
        yield Move(Kind.DEADLINE, item.measure, deadline=(old, after[-1][1]), reports=told)
    now = schedule(item, until)
    if now in _PAST and schedule(was, since) not in _PAST:
        kind = Kind.LATE if now is Schedule.LATE else Kind.PASSED  # nobody has said that it is open
        yield Move(kind, item.measure, deadline=(None, after[-1][1]))


_WORDINGS = frozenset([("measures", "title"), ("commitments", "title"), ("decisions", "text"), ("focus", "text")])


def _from_cells(before: Snapshot, after: Snapshot, told: Sequence[Move]) -> Iterable[Move]:
    reported = {report for move in told for report in move.reports}
    added = {move.measure.id for move in told if move.kind is Kind.ADDED and move.measure}
    measures = {measure.id: measure for measure in (*before.measures, *after.measures)}
    for row in difference(before, after):
        moved = measures.get(row.measure or "")
        if row.act is Act.REMOVED:
            yield Move(Kind.REMOVED, moved, row=row)
        elif row.act is Act.CHANGED:
            for cell in row.cells:
                yield _cell(row, cell, moved)
        elif row.after in reported or (row.table == "measures" and row.key[0] in added):
            continue
        else:
            yield Move(Kind.REPORTED if isinstance(row.after, Update) else Kind.ADDED, moved, row=row)


def _cell(row: RowChange, cell: CellChange, measure: Measure | None) -> Move:
    if (row.table, cell.column) in _WORDINGS:
        return Move(Kind.REWORDED, measure, row=row, cell=cell)
    if cell.column in ("deadline", "new_deadline") or (isinstance(row.after, Decision) and cell.column == "due"):
        return Move(Kind.DEADLINE, measure, row=row, cell=cell)
    if isinstance(row.after, Update) and cell.column == "status":
        return Move(Kind.STATUS, measure, row=row, cell=cell)
    return Move(Kind.CORRECTED, measure, row=row, cell=cell)
