"""What those who edit are told of: what is refused, held, unreadable or late, once, and once more when it is mended.

Pure: given what is current and what has been told, it decides and composes; `data.live.telling` does it again and again
and `data.live.sending` sends. What has been told is remembered in the store by a hash, so that neither a restart nor a
channel that was away tells anything twice. Nothing piles up for a channel that is away: what it is to be told is the
difference between what is and what it knows, so a day's silence ends with one notice.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlencode

from data.intake import places
from data.intake.issues import describe
from data.intake.personal import redact
from data.live.refresher import Current
from data.model import Issue, Severity, Told
from data.sources import TRANSIENT
from data.words import N_, Words

MOST_LISTED = 30
"""Matters that one notice names; the others it counts."""
PLACE = "vieta"
"""The parameter by which the address of *Datu kvalitāte* names a place."""


class Kind(StrEnum):
    """What is the matter, the gravest first."""

    UNREADABLE = "unreadable"
    LATE = "late"
    HELD = "held"
    REFUSED = "refused"
    REMINDER = "reminder"


HEADINGS: Mapping[Kind, str] = {
    Kind.UNREADABLE: N_("The spreadsheet cannot be read"),
    Kind.LATE: N_("The spreadsheet has not been read for a while"),
    Kind.HELD: N_("Held until it is corrected or approved"),
    Kind.REFUSED: N_("Not accepted"),
    Kind.REMINDER: N_("Reminders"),
}


@dataclass(frozen=True)
class Matter:
    """One thing to be told: ``key`` is the same for as long as it lasts, ``place`` what a person calls its place.

    ``text`` is the sentence with place and cure; for a reminder it says all there is. ``at`` is the place as an address
    of the dashboard names it, ``sheet`` the address that opens it in the spreadsheet; "" where there is none.
    """

    key: str
    kind: Kind
    place: str
    text: str
    code: str = ""
    tab: str | None = None
    cell: str | None = None
    at: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Notice:
    """One message: what is new and what is mended, with how many more there are than it names."""

    subject: str
    text: str
    link: str
    new: tuple[Matter, ...] = ()
    mended: tuple[Told, ...] = ()
    more: int = 0
    snapshot: str = ""

    @property
    def id(self) -> str:
        """The same for the same content, so that a receiver can tell one that came twice."""
        keys = [matter.key for matter in self.new] + [told.matter for told in self.mended]
        return key_of(self.subject, *keys)


def key_of(*parts: object) -> str:
    """Return a short hash of what something is."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def matters(current: Current, now: datetime, words: Words) -> tuple[Matter, ...]:
    """Return what those who edit have to know now, the gravest first.

    A row that moved is the same matter: its number is no part of the key. A source that is away for a moment is told
    once the data are late by it.
    """
    found: list[Matter] = []
    links = dict(current.links)
    if failure := current.failure:
        passing = failure.code in TRANSIENT
        if not passing:
            found.append(_matter(Kind.UNREADABLE, failure, links, words, "source", failure.code))
        elif current.stale(now):
            found.append(_matter(Kind.LATE, failure, links, words, "source", "late"))
    held = [issue for issue in current.issues if issue.severity is Severity.HELD]
    found += [_matter(Kind.HELD, issue, links, words, "held", issue.tab) for issue in _once(held)]
    times: Counter[tuple[object, ...]] = Counter()
    for issue in current.issues:
        if issue.severity is Severity.REJECTED:
            what = (issue.code, issue.tab, issue.column, issue.shown)
            times[what] += 1
            found.append(_matter(Kind.REFUSED, issue, links, words, *what, times[what]))
    return tuple(found)


def _once(held: Iterable[Issue]) -> Iterable[Issue]:
    """Give one issue a tab, since what is held is the tab."""
    return {issue.tab: issue for issue in reversed(list(held))}.values()


def _matter(kind: Kind, issue: Issue, links: Mapping[str, str], words: Words, *what: object) -> Matter:
    at = places.named(issue)
    tab = places.spoken(at.partition(".")[0]) or None
    place = places.spoken(at) or words.say(N_("the spreadsheet"))
    text = redact(describe(issue, words))
    return Matter(key_of(*what), kind, place, text, issue.code, tab, issue.cell, at, places.opening(issue, links))


def link_to(matter: Matter, page: str) -> str:
    """Return the address at which the dashboard shows a matter; ``page`` is that of *Datu kvalitāte*."""
    return f"{page}?{urlencode({PLACE: matter.at})}" if matter.at else page


def _told(matter: Matter, page: str, words: Words) -> list[str]:
    """Return the lines that tell a matter: its sentence, and where it is to be mended and seen."""
    lines = [f"– {matter.text}"]
    if matter.sheet:
        lines.append(words.say(N_("In the spreadsheet: {link}"), link=matter.sheet))
    if matter.at:
        lines.append(words.say(N_("On the dashboard: {link}"), link=link_to(matter, page)))
    return lines


def compose(
    new: Sequence[Matter], mended: Sequence[Told], words: Words, *, link: str, name: str, snapshot: str
) -> Notice:
    """Return the notice that tells these; ``name`` is what its reader calls the dashboard, ``link`` the page /dati."""
    _ = words.say
    listed, gone = new[:MOST_LISTED], mended[:MOST_LISTED]
    subject = "; ".join(
        part
        for part, there in (
            (words.count("{n} thing to fix", "{n} things to fix", len(new)), new),
            (words.count("{n} thing fixed", "{n} things fixed", len(mended)), mended),
        )
        if there
    )
    lines: list[str] = []
    for kind in Kind:
        of_kind = [matter for matter in listed if matter.kind is kind]
        if of_kind:
            lines.append(f"{_(HEADINGS[kind])}:")
            for matter in of_kind:
                lines += _told(matter, link, words)
            lines.append("")
    if more := len(new) - len(listed):
        lines += [_("And {n} more.", n=words.number(more)), ""]
    if gone:
        lines += [_("Fixed:"), *(f"– {told.place}" for told in gone)]
        if len(mended) > len(gone):
            lines.append(_("And {n} more.", n=words.number(len(mended) - len(gone))))
        lines.append("")
    lines += [f"{_('Everything, with how to fix it:')} {link}", "", _("The dashboard sends this by itself.")]
    more_of_all = more + len(mended) - len(gone)
    return Notice(f"{name}: {subject}", "\n".join(lines), link, tuple(listed), tuple(gone), more_of_all, snapshot)


class Watch:
    """What one channel is to be told and when: gathers for some minutes, and lets pass what is mended by then.

    For one thread. ``told`` is what the channel knows, as the store says it.
    """

    def __init__(self, told: Iterable[Told], *, mends: bool = True) -> None:
        """Begin with what is known; without ``mends`` nothing is ever told to be mended, or told again."""
        self.told = {one.matter: one for one in told}
        self._mends = mends
        self._since: dict[str, float] = {}
        self._gone: dict[str, float] = {}

    def due(
        self, present: Sequence[Matter], now: float, gather_seconds: float
    ) -> tuple[tuple[Matter, ...], tuple[Told, ...]]:
        """Return what is new and what is mended, of what has been so for long enough; ``now`` only grows."""
        keys = {matter.key for matter in present}
        self._since = {key: self._since.get(key, now) for key in keys}
        self._gone = {key: self._gone.get(key, now) for key in self.told if self._mends and key not in keys}

        def ripe(since: float) -> bool:
            return now - since >= gather_seconds

        new = tuple(one for one in present if one.key not in self.told and ripe(self._since[one.key]))
        return new, tuple(self.told[key] for key, since in self._gone.items() if ripe(since))

    def done(self, new: Iterable[Matter], mended: Iterable[Told]) -> tuple[Told, ...]:
        """Take these as told; return what of the new ones is to be remembered."""
        fresh = tuple(Told(matter.key, matter.place) for matter in new)
        self.told |= {one.matter: one for one in fresh}
        for one in mended:
            self.told.pop(one.matter, None)
        return fresh
