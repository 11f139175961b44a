"""The steps on what moved: since the previous council meeting, and after a meeting that is over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from components import snapshots, wording
from components.measures import title as measure_title
from components.meeting.blocks import Block, Cell, Grid, Heading, Prose, Sheet, Step
from components.meeting.cells import cut, named, short
from components.view import View
from data import history
from data.answers import meeting as meetings
from data.answers import moves
from data.answers.moves import Kind, Move, Moved
from data.intake.schema import BY_CODE
from data.model import Meeting, Snapshot
from data.words import N_, Words

KINDS: Mapping[Kind, str] = {
    Kind.ADDED: N_("new"),
    Kind.FINISHED: N_("finished"),
    Kind.STARTED: N_("started"),
    Kind.STATUS: N_("status changed"),
    Kind.LEARNED: N_("status known now"),
    Kind.LATE: N_("the deadline has passed"),
    Kind.DEADLINE: N_("deadline moved"),
    Kind.REWORDED: N_("reworded"),
    Kind.REMOVED: N_("removed"),
    Kind.REPORTED: N_("reported"),
    Kind.CORRECTED: N_("cell changed"),
}
"""What a council calls a move."""
MOST_OF_A_TAB = 10
"""Moves of one kind in one tab that are listed one by one, unless they are of the plan's own measures."""


def since_previous(view: View, meeting: Meeting, *, stored: bool = True) -> Step:
    """Return what moved since the council meeting before this one, up to it or, where it is to come, up to the day.

    Without ``stored`` no earlier snapshot is looked for: the history cannot be read. Raises `StoreFault`.
    """
    words = view.words
    kicker = words.say(N_("What changed since the previous meeting"))
    before = meetings.previous_meeting(view.snapshot, meeting)
    if before is None or before.day is None:
        return Step(
            "izmainas",
            kicker,
            words.say(N_("The date of the previous council meeting is not known.")),
            (
                Prose(
                    words.say(
                        N_("So it cannot be said what has changed since then; the tab “{tab}” holds meetings."),
                        tab=wording.tab_names(["meetings"])[0],
                    )
                ),
            ),
        )
    until = min(meeting.day or view.day, view.day)
    if before.day > until:
        title = words.say(N_("The council meeting of {day} comes first."), day=words.date(before.day))
        return Step("izmainas", kicker, title)
    title = words.say(N_("Since the council meeting of {day}"), day=words.date(before.day))
    return _period(view, Step("izmainas", kicker, title), before.day, until, stored=stored)


def after_meeting(view: View, day: date, *, stored: bool = True) -> Step:
    """Return what moved after the day of a meeting that is over; ``stored`` as for `since_previous`."""
    words = view.words
    kicker = words.say(N_("What has happened after this meeting"))
    title = words.say(N_("After {day}"), day=words.date(day))
    return _period(view, Step("pec-sedes", kicker, title), day, view.day, stored=stored)


def _period(view: View, draft: Step, since: date, until: date, *, stored: bool) -> Step:
    """Complete a draft, whose title names the period, with what moved in it."""
    if view.plan is None:
        return replace(draft, title=view.words.say(N_("No plan is known.")))
    words = view.words
    before, after = (_stood(view, day) if stored else None for day in (since, until))
    found = moves.moved(view.snapshot, None, since, until, before=before, after=after)
    counted = _counts(found, words)
    nothing = (
        words.say(N_("the data show no change")) if found.compared else words.say(N_("these data hold no dated report"))
    )
    title = f"{draft.title}: {words.list(counted) if counted else nothing}."
    blocks: list[Block] = []
    if found.moves:
        headings = (
            Heading(words.say(N_("What happened")), 2),
            Heading(words.say(N_("Measure or row")), 3),
            Heading(words.say(N_("Was → is")), 3),
            Heading(words.say(N_("Evidence")), 4),
        )
        rows = tuple(_move_row(view, own) for own in _summed_up(view, found.moves))
        blocks.append(Grid(title, headings, rows))
    blocks.append(Prose(_basis(found, words), quiet=True))
    notes = tuple(
        f"{short(view, report.measure)}: {report.evidence}"
        for move in found.moves
        for report in move.reports
        if report.evidence
    )
    return replace(draft, title=title, blocks=tuple(blocks), notes=notes)


def _summed_up(view: View, own: Sequence[Move]) -> Iterable[Sequence[Move]]:
    """Give each move by itself, but as one what moved alike in a tab of which much moved, and in other plans."""
    groups: dict[object, list[Move]] = {}
    for place, move in enumerate(own):
        ours = move.measure and view.plan and move.measure.plan == view.plan.id
        groups.setdefault(place if ours or move.row is None else (move.kind, move.row.table), []).append(move)
    for group in groups.values():
        yield from [group] if len(group) > MOST_OF_A_TAB else ([move] for move in group)


def _stood(view: View, day: date) -> Snapshot | None:
    """Return the snapshot that stood at the end of a day, never one that is newer than what is looked at."""
    if day >= view.today:
        return view.snapshot
    found = history.at(day)
    newest = view.current.read_at
    if found is None or (newest and found.read_at and found.read_at > newest):
        return None
    return found.snapshot


def _counts(found: Moved, words: Words) -> list[str]:
    """Return how many things moved, a phrase a kind, in the order they are told."""
    n = {kind: len(found.of(kind)) for kind in Kind}
    said = {
        Kind.ADDED: words.count("{n} addition", "{n} additions", n[Kind.ADDED]),
        Kind.FINISHED: words.count("{n} measure finished", "{n} measures finished", n[Kind.FINISHED]),
        Kind.STARTED: words.count("{n} measure started", "{n} measures started", n[Kind.STARTED]),
        Kind.STATUS: words.count("{n} changed status", "{n} changed statuses", n[Kind.STATUS]),
        Kind.LEARNED: words.count(
            "{n} status that was not known before", "{n} statuses that were not known before", n[Kind.LEARNED]
        ),
        Kind.LATE: words.count("{n} measure whose deadline passed", "{n} measures whose deadline passed", n[Kind.LATE]),
        Kind.DEADLINE: words.count("{n} moved deadline", "{n} moved deadlines", n[Kind.DEADLINE]),
        Kind.REWORDED: words.count("{n} reworded text", "{n} reworded texts", n[Kind.REWORDED]),
        Kind.REMOVED: words.count("{n} removed row", "{n} removed rows", n[Kind.REMOVED]),
        Kind.REPORTED: words.count(
            "{n} measure reported on without a change of status",
            "{n} measures reported on without a change of status",
            n[Kind.REPORTED],
        ),
        Kind.CORRECTED: words.count("{n} other changed cell", "{n} other changed cells", n[Kind.CORRECTED]),
    }
    return [said[kind] for kind in Kind if n[kind]]


def _basis(found: Moved, words: Words) -> str:
    if found.compared is None:
        return words.say(
            N_(
                "Basis: dated reports alone. No snapshot of {day} is kept, so reworded texts, moved deadlines and "
                "removed rows cannot be seen."
            ),
            day=words.date(found.since),
        )
    first, second = found.compared
    return words.say(
        N_("Basis: dated reports, and every cell of the snapshots {first} and {second} compared."),
        first=first,
        second=second,
    )


def _move_row(view: View, own: Sequence[Move]) -> tuple[Cell, ...]:
    words, move = view.words, own[0]
    what = Cell(words.say(KINDS[move.kind]))
    subject = _row_name(view, move)
    if len(own) > 1 and move.row is not None:
        subject = Cell(BY_CODE[move.row.table].tab)
        change = Cell(words.count("{n} row or cell", "{n} rows or cells", len(own)))
    elif move.status is not None:
        before, after = (wording.status_name(status, words) for status in move.status)
        change = Cell(f"{before} → {after}", marked=True, status=move.status[1])
    elif move.deadline is not None:
        before, after = ((words.date(day) if day else words.say(N_("not said"))) for day in move.deadline)
        change = Cell(
            words.say(N_("due {day}, not known to be done"), day=after)
            if move.kind is Kind.LATE
            else f"{before} → {after}"
        )
    elif move.cell is not None and move.row is not None:
        header = BY_CODE[move.row.table].by_name[move.cell.column].header
        before, after = snapshots.differing(move.cell.before, move.cell.after)
        nothing = words.say(N_("(empty)"))
        change = Cell(f"{header}: {before or nothing} → {after or nothing}")
    elif move.reports:
        change = Cell(wording.report_status(move.reports[-1].status, words))
    else:
        change = Cell("")
    return what, subject, change, _evidence(move, words)


def _row_name(view: View, move: Move) -> Cell:
    if move.measure is not None:
        number = short(view, move.measure.id)
        return Cell(
            number,
            detail=named(measure_title(move.measure, view.words), move.measure.title),
            address=view.address("pasakumi", pasakums=number),
        )
    if move.row is None:
        return Cell("")
    return Cell(f"{BY_CODE[move.row.table].tab}: {wording.row_name(move.row.table, move.row.key)}")


def _evidence(move: Move, words: Words) -> Cell:
    if move.reports:
        report = move.reports[-1]
        who = words.say(wording.ASSESSOR_NAMES[report.assessor])
        said = f"{words.date(report.day)}, {report.reported_by or who}"
        if report.evidence:
            return Cell(f"{said}:", detail=Sheet(cut(report.evidence)))
        return Cell(f"{said}: {words.say(N_('no evidence given'))}")
    if move.row is not None:
        return Cell(words.say(N_("the two snapshots differ")))
    return Cell(words.say(N_("its deadline and the day")))
