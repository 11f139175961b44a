"""The page on which a meeting is prepared: what it is, how to show it, its steps, and the register of decisions."""

from collections import Counter
from datetime import date

from components.blocks.vocabulary import Content, Details, Heading, Items, Link, Paragraph
from components.charts.palette import PROJECTOR
from components.meeting import next as next_meeting
from components.meeting.council import decisions_grid
from components.meeting.steps import for_meeting, kind_of, name, when_and_where
from components.view import View
from components.wording import marks, sheet
from data import live
from data.answers import meeting as meetings
from data.contract.addresses import Page
from data.model import Meeting
from data.words import N_, latvian_order


def offered(view: View) -> dict[str, str]:
    """Return every meeting by id, the newest first and the undated last: its day, what sort it is, the id if alike."""
    by_newest = sorted(
        view.snapshot.meetings, key=lambda meeting: (meeting.day or date.min, latvian_order(meeting.id)), reverse=True
    )
    said = {
        meeting.id: f"{view.words.date(meeting.day) if meeting.day else meeting.id} · {kind_of(meeting, view.words)}"
        for meeting in by_newest
    }
    alike = Counter(said.values())
    return {key: title if alike[title] == 1 else f"{title} ({key})" for key, title in said.items()}


def heading(view: View, meeting: Meeting | None, wanted: str) -> Content:
    """Return the heading: which meeting it is, how much is on its agenda, and how many decisions are open."""
    words = view.words
    _ = words.say
    if meeting is None:
        missing = _(
            "No council meetings are known; enter them in the tab “{tab}”.", tab=sheet.tab_names(["meetings"])[0]
        )
        if wanted:
            missing = _("There is no meeting “{id}” in the data.", id=wanted[:40])
        return Heading(1, marks.absent(view, "meetings") or missing)
    items = len(meetings.agenda_of(view.snapshot, meeting))
    agenda = words.count("{n} agenda item", "{n} agenda items", items) if items else _("agenda not known")
    when = " · ".join(when_and_where(meeting, words))
    day = words.date(meeting.day) if meeting.day else meeting.id
    return (
        Heading(1, f"{kind_of(meeting, words)}: {day}, {agenda}"),
        Paragraph((name(meeting, words), f". {when}"), "lead"),
    )


def advice(view: View, meeting: Meeting) -> Content:
    """Return how the steps are shown, what they are frozen to, and the way to see them as of the meeting's day."""
    words = view.words
    _ = words.say
    lines: list[Content] = [
        _("Keys: Page Down and Page Up or the arrow keys to move, Escape to exit, “?” for all of them."),
        _(
            "Every step shows snapshot {id} as of {day}; edits made in the spreadsheet meanwhile do not change the "
            "steps. Only decisions can be read again (key R).",
            id=view.snapshot.id,
            day=words.date(view.day),
        ),
    ]
    if live.unkept():
        lines.append(_("This version is not saved yet; links to it will last once the history can be written."))
    if meeting.day and meeting.day < view.today:
        if view.day != meeting.day:
            link = view.address(Page.MEETING, sede=meeting.id, datums=meeting.day.isoformat())
            text = _("Show the steps as of the meeting day, {day}", day=words.date(meeting.day))
        else:
            link = view.address(Page.MEETING, sede=meeting.id, datums=view.today.isoformat())
            text = _("Show the steps as of today, {day}", day=words.date(view.today))
        lines.append(Link(text, link))
    projected = view.palette == PROJECTOR
    link = view.address(Page.MEETING, sede=meeting.id, palete="" if projected else PROJECTOR)
    text = words.say(N_("Usual colours") if projected else N_("High-contrast colours for a dim projector"))
    lines.append(Link(text, link))
    return Items(lines), Heading(2, _("Steps"))


def neighbours(view: View, meeting: Meeting) -> Content:
    """Return what each institution is asked before a meeting, and once it is over what the next one has to take up."""
    of_meeting = for_meeting(view, meeting)
    parts = [next_meeting.before(of_meeting, meeting), next_meeting.after(of_meeting, meeting)]
    return tuple(part for part in parts if part)


def register(view: View) -> Content:
    """Return the register of decisions of all meetings, the overdue first; nothing is awaited of those folded."""
    _ = view.words.say
    title = Heading(2, _("Register of decisions"))
    rows = meetings.decisions(view.snapshot, view.day)
    if not rows:
        nothing = _("These data contain no decisions of any meeting.")
        tab = _("Decisions are entered in the tab “{tab}”.", tab=sheet.tab_names(["decisions"])[0])
        return title, Paragraph(f"{nothing} {tab}")
    awaited, closed = [row for row in rows if row.open], [row for row in rows if not row.open]
    drawn = decisions_grid(view, awaited) if awaited else ""
    folded = Details(_("Carried out or cancelled: {n}", n=len(closed)), decisions_grid(view, closed)) if closed else ""
    return title, drawn, folded
