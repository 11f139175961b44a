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
from data.words import N_

MOST_SNAPSHOTS = 5
"""Earlier snapshots offered to compare with, the newest."""


def changes(view: View, unit: Municipality, address: Mapping[str, str]) -> Group:
    """Return the changes, each kind with what it rests on.

    ``address`` are the parameters of the page: "kops" is the id of an earlier snapshot or "", links keep the others.
    """
    name = Heading(2, view.words.say(N_("What has changed")))
    return Group((name, _by_source(view, unit), _by_snapshot(view, unit, address)), "full")


def _by_source(view: View, unit: Municipality) -> Content:
    """Return the newest two values of each cell that has several, told apart by the dates of their sources."""
    words, rows = view.words, []
    for indicator in view.snapshot.indicators:
        cell = cells_of(view).get((unit.code, indicator.id))
        if cell is None or not cell.earlier:
            continue
        rows.append(Row([title(indicator, words), _dated(view, cell.earlier[0]), _dated(view, cell.value)]))
    if not rows:
        return Paragraph(words.say(N_("By the dates of sources: no cell has more than one value.")))
    caption = words.say(N_("By the dates of sources, within this snapshot"))
    columns = [Column(words.say(N_("Indicator"))), Column(words.say(N_("Before"))), Column(words.say(N_("Now")))]
    return Table(columns, rows, caption)


def _dated(view: View, value: IndicatorValue) -> Content:
    when = view.words.date(value.source_date) if value.source_date else view.words.say(N_("undated"))
    return answers.plain(value, view.words), " ", Text(f"({when})", kind="muted small")


def _by_snapshot(view: View, unit: Municipality, address: Mapping[str, str]) -> Content:
    words = view.words
    kept = {own: said for own, said in offered(view).items() if own != view.snapshot.id}
    if not kept:
        return Paragraph(words.say(N_("No other snapshot is kept to compare with.")))
    links = [
        Link(said, view.address(Page.MUNICIPALITY, **{**address, "kods": unit.code, "kops": own}))
        for own, said in list(kept.items())[:MOST_SNAPSHOTS]
    ]
    offer = Paragraph((words.say(N_("Compare with another snapshot:")), " ", joined(links, " · ")))
    since = address["kops"]
    before = live.recorded(since) if since in kept else None
    return offer, _compared(view, unit, before.snapshot, kept[since]) if before else ""


def _compared(view: View, unit: Municipality, before: Snapshot, named: str) -> Content:
    words = view.words
    titles = {item.id: title(item, words) for item in view.snapshot.indicators}
    rows = []
    for change in difference(before, view.snapshot):
        if change.table != "indicator_values" or change.key[0] != unit.code:
            continue
        sides = (change.before, change.after)
        said = [_dated(view, side) if isinstance(side, IndicatorValue) else "–" for side in sides]
        indicator, act = change.key[1] or "", words.say(differences.ACTS[change.act])
        rows.append(Row([titles.get(indicator, indicator), *said, act]))
    if not rows:
        return Paragraph(words.say(N_("Compared with snapshot {name}: nothing differs."), name=named))
    caption = words.say(N_("Compared with snapshot {name}"), name=named)
    columns = [
        Column(words.say(N_("Indicator"))),
        Column(words.say(N_("Before"))),
        Column(words.say(N_("Now"))),
        Column(words.say(N_("What happened"))),
    ]
    return Table(columns, rows, caption)
