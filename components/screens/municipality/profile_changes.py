"""What has changed in what is known of a municipality: by the dates of sources, and from an earlier snapshot."""

from collections.abc import Mapping

from components.blocks.vocabulary import Column, Content, Group, Heading, Link, Paragraph, Row, Table, Text, joined
from components.frame import answers
from components.frame.kept import offered
from components.frame.questions import cells_of
from components.screens.municipality.profile import title
from components.view import View
from components.wording import differences
from data import live
from data.answers.difference import difference
from data.contract.addresses import Page
from data.model import IndicatorValue, Municipality, Snapshot

MOST_SNAPSHOTS = 5
"""Earlier snapshots offered to compare with, the newest."""


def changes(view: View, unit: Municipality, address: Mapping[str, str]) -> Group:
    """Return the changes, each kind with what it rests on.

    ``address`` are the parameters of the page: "kops" is the id of an earlier snapshot or "", links keep the others.
    """
    _ = view.words.say
    name = Heading(2, _("What has changed"))
    return Group((name, _by_source(view, unit), _by_snapshot(view, unit, address)), "full")


def _by_source(view: View, unit: Municipality) -> Content:
    """Return the newest two values of each cell that has several, told apart by the dates of their sources."""
    words, rows = view.words, []
    _ = words.say
    for indicator in view.snapshot.indicators:
        cell = cells_of(view).get((unit.code, indicator.id))
        if cell is None or not cell.earlier:
            continue
        rows.append(Row([title(indicator, words), _dated(view, cell.earlier[0]), _dated(view, cell.value)]))
    if not rows:
        return Paragraph(_("By the dates of sources: no cell has more than one value."))
    caption = _("By the dates of sources, within this snapshot")
    columns = [Column(_("Indicator")), Column(_("Before")), Column(_("Now"))]
    return Table(columns, rows, caption)


def _dated(view: View, value: IndicatorValue) -> Content:
    _ = view.words.say
    when = view.words.date(value.source_date) if value.source_date else _("undated")
    return answers.plain(value, view.words), " ", Text(f"({when})", kind="muted small")


def _by_snapshot(view: View, unit: Municipality, address: Mapping[str, str]) -> Content:
    _ = view.words.say
    versions = {identifier: when for identifier, when in offered(view).items() if identifier != view.snapshot.id}
    if not versions:
        return Paragraph(_("No other snapshot is kept to compare with."))
    links = [
        Link(when, view.address(Page.MUNICIPALITY, **{**address, "kods": unit.code, "kops": identifier}))
        for identifier, when in list(versions.items())[:MOST_SNAPSHOTS]
    ]
    offer = Paragraph((_("Compare with another snapshot:"), " ", joined(links, " · ")))
    since = address["kops"]
    before = live.recorded(since) if since in versions else None
    return offer, _compared(view, unit, before.snapshot, versions[since]) if before else ""


def _compared(view: View, unit: Municipality, before: Snapshot, named: str) -> Content:
    words = view.words
    _ = words.say
    titles = {item.id: title(item, words) for item in view.snapshot.indicators}
    rows = []
    for change in difference(before, view.snapshot):
        if change.table != "indicator_values" or change.key[0] != unit.code:
            continue
        sides = (change.before, change.after)
        stated = [_dated(view, side) if isinstance(side, IndicatorValue) else "–" for side in sides]
        indicator, act = change.key[1] or "", words.say(differences.ACTS[change.act])
        rows.append(Row([titles.get(indicator, indicator), *stated, act]))
    if not rows:
        return Paragraph(_("Compared with snapshot {name}: nothing differs.", name=named))
    caption = _("Compared with snapshot {name}", name=named)
    columns = [
        Column(_("Indicator")),
        Column(_("Before")),
        Column(_("Now")),
        Column(_("What happened")),
    ]
    return Table(columns, rows, caption)
