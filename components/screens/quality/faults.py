"""What needs a hand, by gravity: held, refused, what looks like a slip, and folded all else; each with its cure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from components.blocks.vocabulary import (
    Content,
    Details,
    Group,
    Heading,
    Items,
    Link,
    Paragraph,
    Text,
    Verbatim,
    joined,
)
from components.view import View
from components.wording import terms
from data.contract.tables import APPROVALS, BY_CODE
from data.intake import places
from data.intake.issues import Gravity, describe, folded, gravity, gravity_said
from data.live.holding import approvable
from data.model import Hold, Issue
from data.riga import RIGA
from data.words import Words

MOST_KINDS = 10
"""Kinds of faults that stand open; the others, less grave, are folded."""
MOST_SENTENCES = 200
"""Issues of one kind that are said each in a sentence of its own; of the others the place is named."""


def urgent(view: View) -> dict[Gravity, int]:
    """Return how many tabs are held and how many cells or rows were refused or look like slips, of the whole."""
    counts = dict.fromkeys(Gravity, 0)
    for issue in view.current.issues:
        counts[gravity(issue)] += 1
    held = {hold.table for hold in view.current.held}
    alone = {fault.tab for fault in view.current.issues if gravity(fault) is Gravity.HELD and fault.tab}
    counts[Gravity.HELD] = len(held) + len(alone - {name for code in held for name in BY_CODE[code].called})
    return counts


def block(view: View, today: date) -> Content:
    """Return all faults of the data shown, the gravest first; where the sheet has an address, places link to it.

    Nothing is said where there are none: the heading of the screen says so.
    """
    if not (view.current.issues or view.current.held):
        return ""
    links, words = dict(view.current.links), view.words
    holds = _held_since(view)
    told = {fault.tab for fault in view.current.issues if gravity(fault) is Gravity.HELD}
    reason = next((one for one in view.current.issues if gravity(one) is Gravity.HELD and not one.tab), None)
    untold = [hold for hold in view.current.held if told.isdisjoint(BY_CODE[hold.table].called)]
    rows = [_untold(hold, reason, words) for hold in untold]
    return Group((faults(view.current.issues, words, links, holds, rows), _approving(view, today)), "part")


def asked(view: View, place: str) -> Content:
    """Return what is wrong at the place that an address names, or that nothing is: a notice leads here.

    ``place`` is as `data.intake.places.named` names it.
    """
    _ = view.words.say
    place = place.strip()
    called = (places.spoken(place) or place)[:60]
    links, since = dict(view.current.links), _held_since(view)
    there = [issue for issue in view.current.issues if places.named(issue).casefold() == place.casefold()]
    if not there:
        return Paragraph(_("Nothing needs fixing now at the place asked for: {place}.", place=called), "picked")
    items = [_item([issue], view.words, links, since) for issue in there]
    return Group((Heading(2, _("The place asked for: {place}", place=called)), Items(items, kind="timeline")), "part")


def _held_since(view: View) -> dict[str, datetime]:
    """Return since when each tab is held, by both its names."""
    return {name: hold.since for hold in view.current.held for name in BY_CODE[hold.table].called}


def _untold(hold: Hold, reason: Issue | None, words: Words) -> Content:
    """Return that a tab is held for what is said of the whole source."""
    _ = words.say
    name = _sort(_("held since {when}", when=terms.moment(hold.since, words)))
    return joined([name, Text(BY_CODE[hold.table].tab, lang="lv"), describe(reason, words) if reason else ""], " · ")


def faults(
    issues: Sequence[Issue],
    words: Words,
    links: Mapping[str, str],
    held_since: Mapping[str, datetime] | None = None,
    first: Sequence[Content] = (),
) -> Content:
    """Return issues by gravity, a kind an item: those that need a hand stand open, notices are folded.

    ``held_since`` tells since when a tab is held, ``first`` are items that stand before all.
    """
    _ = words.say
    title = Heading(2, _("What needs fixing"))
    kinds = folded(issues)
    grave = [kind for kind in kinds if gravity(kind[0]) is not Gravity.NOTICE]
    notices = [kind for kind in kinds if gravity(kind[0]) is Gravity.NOTICE]
    if not (grave or notices or first):
        return title, Paragraph(_("None: every cell was read without changes."))
    since = held_since or {}
    items = [*first, *(_item(kind, words, links, since) for kind in grave)]
    parts: list[Content] = [title]
    if items:
        parts.append(Items(items[:MOST_KINDS], kind="timeline", ordered=True))
    else:
        parts.append(Paragraph(_("Nothing: everything that was read is shown.")))
    if more := items[MOST_KINDS:]:
        label = words.count("{n} more entry", "{n} more entries", len(more))
        parts.append(Details(label, Items(more, kind="timeline", ordered=True)))
    if notices:
        label = words.count("{n} notice", "{n} notices", sum(map(len, notices)))
        parts.append(Details(label, Items([_item(kind, words, links, since) for kind in notices])))
    return tuple(parts)


def _sort(text: str) -> Text:
    return Text(text, kind="mark", strong=True)


def _item(kind: Sequence[Issue], words: Words, links: Mapping[str, str], since: Mapping[str, datetime]) -> Content:
    """Return a kind of faults: how grave, how many, the first in full with its cell and cure, the others folded."""
    _ = words.say
    first, *others = kind
    grave = gravity(first)
    name = gravity_said(first, words)
    if grave is Gravity.HELD and (when := since.get(first.tab or "")):
        name = _("held since {when}", when=terms.moment(when, words))
    if others:
        name += f" × {words.number(len(kind))}"
    said = _sort(name) if grave < Gravity.SLIP else Text(name, strong=True)
    place = _place(first, links, words) if first.cell else "" if first.tab else _("the whole source")
    more = _others(others, words, links) if others else ""
    return joined([said, place, describe(first, words)], " · "), more


def _others(issues: Sequence[Issue], words: Words, links: Mapping[str, str]) -> Details:
    """Return the other issues of a kind to fold out: each in its sentence, beyond the first many by place alone."""
    n = len(issues)
    label = words.count("{n} more case like this", "{n} more cases like this", n)
    items = [(_place(issue, links, words), ": ", describe(issue, words)) for issue in issues[:MOST_SENTENCES]]
    rest = ", ".join(issue.cell or str(issue.row or "") for issue in issues[MOST_SENTENCES:])
    return Details(label, (Items(items, kind=""), rest))


def _place(issue: Issue, links: Mapping[str, str], words: Words) -> Content:
    _ = words.say
    text = issue.cell or issue.column or _("tab")
    address = places.opening(issue, links)
    return Link(text, address, outside=True) if address else text


def _approving(view: View, today: date) -> Content:
    """Return how to say that what is held is meant: rows to paste, and how a sheet without the tab gets it."""
    _ = view.words.say
    meant = [hold for hold in view.current.held if approvable(hold.code)]
    if not meant:
        return ""
    tab = APPROVALS.tab
    headers = ", ".join(column.header for column in APPROVALS.columns)
    lines = "\n".join(
        "\t".join((today.strftime("%d.%m.%Y"), BY_CODE[hold.table].tab, _why_meant(hold))) for hold in meant
    )
    first = _(
        "If it is a mistake, undo it in the spreadsheet. If it is intended, paste the row of the tab "
        "concerned below the last row of “{tab}”:",
        tab=tab,
    )
    second = _(
        "If the spreadsheet lacks that tab, add one called “{tab}” with the headers {headers} in row 1; "
        "{command} writes it as a workbook.",
        tab=tab,
        headers=headers,
        command=f"python -m data template --tab {tab}",
    )
    third = _("Whoever runs the server can approve it by {command}.", command="python -m data approve")
    return Paragraph(first), Verbatim(lines, lang="lv"), Paragraph(f"{second} {third}", "muted small")


def _why_meant(hold: Hold) -> str:
    """Return a Latvian explanation that no earlier row has: a row of the same words would approve nothing."""
    return f"Domāts: aizturēts {hold.since.astimezone(RIGA):%d.%m.%Y. %H:%M}"
