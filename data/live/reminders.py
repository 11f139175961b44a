"""What an institution is reminded of by mail, where that is set: a deadline of its own, and a meeting of the council.

Each once; a deadline is told again only when it is another one, and never of a measure of which nothing is awaited.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from data.answers.events import council_meetings
from data.answers.progress import Standing, standings
from data.answers.schedule import Reporting, Schedule, deadlines, reporting, schedule
from data.contract.tables import BY_CODE
from data.intake.personal import redact
from data.live.notices import Kind, Matter, Notice, key_of
from data.model import PlanState, Snapshot
from data.riga import riga_day
from data.words import Words

_AWAITED = frozenset([Schedule.BEFORE, Schedule.NEAR])


def reminders(snapshot: Snapshot, institution: str, now: datetime, days: int, words: Words) -> tuple[Matter, ...]:
    """Return what an institution (by its short name) is to be reminded of in the days before it is due."""
    _ = words.say
    day = riga_day(now)
    until = day + timedelta(days=days)
    tab = BY_CODE["updates"].tab
    found: list[Matter] = []
    for plan in (plan for plan in snapshot.plans if plan.state is PlanState.IN_FORCE):
        own = [item for item in standings(snapshot, plan.id, day) if institution in item.measure.responsible]
        for item in own:
            chain = deadlines(item)
            if not chain or schedule(item, day) not in _AWAITED or not day <= chain[-1][1].last <= until:
                continue
            text = _(
                "{number}. {title} (deadline: {day}). Enter what was done and the status in the tab “{tab}”.",
                number=item.measure.number,
                title=item.measure.title,
                day=words.date(chain[-1][1]),
                tab=tab,
            )
            found.append(_reminder(item.measure.number, text, institution, item.measure.id, chain[-1][1].iso))
        for meeting in council_meetings(snapshot, plan.id):
            if own and meeting.day and day <= meeting.day <= until:
                text = words.count(
                    "The council meets on {day}. Of {n} measure you are responsible for, {silent} had no new report. "
                    "Please enter it in the tab “{tab}”.",
                    "The council meets on {day}. Of {n} measures you are responsible for, {silent} had no new report. "
                    "Please enter it in the tab “{tab}”.",
                    len(own),
                    day=words.date(meeting.day),
                    silent=words.number(sum(_silent(item, now) for item in own)),
                    tab=tab,
                )
                found.append(_reminder(meeting.id, text, institution, "meeting", meeting.id, meeting.day))
    return tuple(found)


def _silent(item: Standing, now: datetime) -> bool:
    return reporting(item, riga_day(now)) in (Reporting.NEVER, Reporting.STALE)


def _reminder(place: str, text: str, *what: object) -> Matter:
    return Matter(key_of("reminder", *what), Kind.REMINDER, place, redact(text), "reminder")


def compose(new: Sequence[Matter], link: str, name: str, snapshot: str, words: Words) -> Notice:
    """Return the letter that reminds of these."""
    _ = words.say
    subject = words.count("{n} reminder", "{n} reminders", len(new))
    lines = [*(f"– {matter.text}" for matter in new), "", f"{_('All measures:')} {link}", ""]
    text = "\n".join([*lines, _("The dashboard sends this by itself.")])
    return Notice(f"{name}: {subject}", text, link, tuple(new), snapshot=snapshot)
