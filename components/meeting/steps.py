"""A meeting's steps: title, what moved, what needs attention, the focus list, the agenda, decisions, what comes next.

Every title is a sentence composed from the data; a step whose data are not known says so and stays in its place.
"""

from collections.abc import Sequence
from dataclasses import replace

from components.blocks.vocabulary import Content, Link, Paragraph
from components.fonts.measure import OURS, Face
from components.frame.questions import state_of
from components.meeting import council, layout, moved
from components.meeting.agenda import ITEM, item_steps
from components.meeting.cells import cell, grid, in_latvian
from components.meeting.dates import MOST_EVENTS, events_grid, events_sources
from components.meeting.step import Block, Step, Whole
from components.memo import cached_by_view
from components.view import View
from components.wording import provenance, terms
from data import live
from data.answers import events
from data.answers import meeting as meetings
from data.contract.addresses import Page
from data.model import AgendaItem, Meeting, MeetingKind
from data.words import N_, Words


def for_meeting(view: View, meeting: Meeting) -> View:
    """Return the view with the plan that a meeting oversees, carried on by its addresses: numbers mean its measures."""
    return view.under(meeting.plan or "")


def name(meeting: Meeting, words: Words) -> Content:
    """Return a meeting's name, or what sort of meeting it is and its day."""
    _ = words.say
    return in_latvian(meeting.title or "", words) or _("Meeting {id}", id=meeting.id)


def steps(view: View, meeting: Meeting, base: str = "", face: Face = OURS) -> tuple[Step, ...]:
    """Return a meeting's steps, each fitted to the screen; ``base`` is the public address of the dashboard, "" unknown.

    ``face`` is what it is set in. The first step is the title. Overdue decisions come right after it; otherwise
    decisions follow the agenda.
    """
    try:
        return _kept(view, meeting, base, face)
    except live.StoreFault as fault:
        live.unread(fault)
        return _made(view, meeting, base, face, stored=False)


def _made(view: View, meeting: Meeting, base: str, face: Face, *, stored: bool = True) -> tuple[Step, ...]:
    of_meeting = for_meeting(view, meeting)
    open_ones = meetings.open_decisions(of_meeting.snapshot, meeting, of_meeting.day)
    late = any(row.overdue for row in open_ones)
    agenda = meetings.agenda_of(of_meeting.snapshot, meeting)
    drafts: list[list[Step]] = [[_title(of_meeting, meeting, agenda, base)]]
    decisions = council.decisions_step(of_meeting, open_ones)
    if late:
        drafts.append([decisions])
    drafts.append(moved.since_previous(of_meeting, meeting, stored=stored))
    if of_meeting.plan and state_of(of_meeting).tally.total:
        drafts += [council.attention_steps(of_meeting), [council.focus_step(of_meeting, meeting)]]
    seen: set[str] = set()
    drafts += [item_steps(of_meeting, item, seen) for item in agenda]
    if not late:
        drafts.append([decisions])
    if meeting.day and meeting.day < of_meeting.day:
        drafts.append(moved.after_meeting(of_meeting, meeting.day, stored=stored))
    kept = _without_bare(drafts, _next(of_meeting, meeting), _renewed(of_meeting, meeting))
    fitted = (_fitted(of_meeting, screens, face) for screens in kept)
    return tuple(
        replace(own, number=number, total=len(kept)) for number, parts in enumerate(fitted, start=1) for own in parts
    )


def _fitted(view: View, screens: Sequence[Step], face: Face) -> list[Step]:
    """Return the screens of one step, each in as many parts as it needs.

    A part has the number that it has on a screen, in whatever face: what needs more room goes on under the last one's.
    """
    fitted, before = list[Step](), 0
    for screen in screens:
        noted = _noted(view, screen)
        parts = layout.fit(noted, face)
        on_screen = len(parts if face is OURS else layout.fit(noted))
        fitted += [replace(own, part=before + min(part, on_screen)) for part, own in enumerate(parts, start=1)]
        before += on_screen
    return [replace(own, parts=before) for own in fitted]


_kept = cached_by_view(_made)
"""What a history that can be read gave; a failure of the moment is never kept."""


DECIDED = "lemumi"
"""The parameter of the address that names the snapshot of which the decisions alone are shown."""


def decided_by(view: View) -> str:
    """Return the id of the snapshot of which the decisions are shown: the one that all is frozen to, or a newer one."""
    return dict(view.chosen).get(DECIDED) or view.snapshot.id


def deciding(view: View, wanted: str) -> View:
    """Return a view whose decisions are those of a snapshot, if it is there; all else stays as it is."""
    if not wanted or wanted == view.snapshot.id or live.recorded(wanted) is None:
        return view
    return replace(view, chosen=(*view.chosen, (DECIDED, wanted)))


def _renewed(view: View, meeting: Meeting) -> Step | None:
    """Return the step of decisions as a newer snapshot has them, with the time it was read; None if none is asked."""
    current = live.recorded(decided_by(view)) if decided_by(view) != view.snapshot.id else None
    if current is None:
        return None
    newer = replace(view, current=current)
    step = council.decisions_step(newer, meetings.open_decisions(newer.snapshot, meeting, newer.day))
    when = terms.moment(current.read_at, view.words) if current.read_at else current.snapshot.id
    read = Paragraph(view.words.say("Decisions as read {when}; all else stays.", when=when), "muted")
    return replace(step, blocks=(read, *step.blocks))


def _without_bare(drafts: Sequence[Sequence[Step]], last: Step, renewed: Step | None) -> list[Sequence[Step]]:
    """Return the steps with the last, on which stands, a line each, what others would say in nothing but a sentence.

    The opening and the items of the agenda stay steps of their own: the meeting goes by them. Decisions that were
    ``renewed`` stand where the others stood, so that no number moves.
    """
    first, *others = drafts
    kept: list[Sequence[Step]] = [first]
    lines: list[Block] = []
    for screens in others:
        (draft, *rest) = screens
        shown = renewed if renewed and draft.name == council.DECISIONS else draft
        bare = all(isinstance(block, Paragraph) for block in draft.blocks) and not draft.more
        if rest or draft.name.startswith(ITEM) or not bare:
            kept.append([shown, *rest])
        else:
            lines += [
                Paragraph((f"{shown.kicker}: ", shown.title), "muted"),
                *(shown.blocks if shown is renewed else ()),
            ]
    return [*kept, [replace(last, blocks=(*last.blocks, *lines))]]


MOST_NOTED = 60
"""Sources that a step names; it says of how many it does not."""


def _noted(view: View, step: Step) -> Step:
    own, last = tuple(dict.fromkeys(note for note in step.notes if note)), provenance.source_line(view)
    if left := len(own[MOST_NOTED:]):
        said = view.words.count(
            "{n} more source is on the measures’ own pages", "{n} more sources are on the measures’ own pages", left
        )
        last = f"{said}. {last}"
    return replace(step, notes=(*own[:MOST_NOTED], last))


def _title(view: View, meeting: Meeting, agenda: Sequence[AgendaItem], base: str) -> Step:
    words = view.words
    _ = words.say
    blocks: list[Block] = [Paragraph(line) for line in [" · ".join(when_and_where(meeting, words))] if line]
    if agenda:
        rows = [
            (
                f"{item.number.rstrip('.')}.",
                cell(in_latvian(item.question, words), in_latvian(item.presenter or "", words)),
            )
            for item in agenda
        ]
        headings = ((_("No."), 1), (_("Agenda item"), 11))
        blocks.append(grid(_("Agenda"), headings, rows))
    else:
        blocks.append(Paragraph(_("The agenda is not known.")))
    here = base.rstrip("/") + address(view, meeting)
    code = Link(_("Follow this meeting on your own screen"), here) if base else None
    kind = kind_of(meeting, words)
    return Step("sakums", kind, name(meeting, words), tuple(blocks), code=code, listing=True)


def kind_of(meeting: Meeting, words: Words) -> str:
    """Return what sort of meeting it is: only the council's count as previous or next."""
    _ = words.say
    if meeting.kind is MeetingKind.COUNCIL:
        return _("Meeting of the supervisory council")
    return _("Other meeting")


def address(view: View, meeting: Meeting, place: str = "", **more: str) -> str:
    """Return the address of a meeting, or of a place among its steps, with the day and snapshot it is frozen to."""
    frozen = {"datums": view.day.isoformat(), "snapshot": view.snapshot.id} | more
    return view.address(Page.MEETING, sede=meeting.id, solis=place, **frozen)


def when_and_where(meeting: Meeting, words: Words) -> list[str]:
    """Return a meeting's day, hours and place, as far as they are known."""
    hours = "–".join(words.time(time) for time in (meeting.starts, meeting.ends) if time)
    return [part for part in (words.date(meeting.day) if meeting.day else "", hours, meeting.place or "") if part]


def next_unknown(view: View, meeting: Meeting | None) -> str:
    """Return that the next council meeting's day is not known, and after which day these data have no meeting."""
    if meeting is None or meeting.day is None:
        return view.words.say(N_("The date of the next council meeting is not known."))
    text = N_("These data contain no council meeting after {day}, so the date of the next one is not known.")
    return view.words.say(text, day=view.words.date(meeting.day))


def _next(view: View, meeting: Meeting) -> Step:
    words = view.words
    _ = words.say
    kicker = _("What comes next")
    after = meetings.next_meeting(view.snapshot, meeting)
    if after and after.day:
        title = _("Next council meeting: {day}", day=words.date(after.day))
    else:
        title = next_unknown(view, meeting)
    timetable = events.calendar(view.snapshot, view.day, today=view.today)
    coming = timetable.coming[:MOST_EVENTS]
    blocks: list[Block] = [events_grid(view, coming[:NEXT], brief_ones=True)] if coming else []
    more: list[Whole] = [events_grid(view, coming)] if coming else []
    if not coming:
        blocks.append(Paragraph(_("The calendar lists no upcoming events.")))
    for group in timetable.open_questions:
        titles = [words.quoted(words.pick(event.title, event.title_en) or "") for event in group]
        stated = words.list(titles, either=True)
        more.append(Paragraph(_("Open question – the sources contradict each other: {stated}?", stated=stated)))
    if view.plan:
        for other in events.next_plans(view.snapshot, view.plan):
            plan = words.pick(other.title, other.title_en) or other.id
            drafted = _(
                "{plan}: according to the latest news it was being drafted; no approved text was found.", plan=plan
            )
            more.append(Paragraph(drafted, "muted"))
    notes = events_sources(view, coming)
    return Step("talak", kicker, title, tuple(blocks), notes, more=tuple(more), listing=True)


NEXT = 3
"""Events to come that the last step names; the list behind it has more."""
