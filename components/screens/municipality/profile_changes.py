"""What has changed in what is known of a municipality: by the dates of sources, and from an earlier snapshot."""

from collections.abc import Mapping

from components.blocks.escape import html
from components.blocks.tables import Column, Row, table
from components.frame import answers
from components.frame.kept import offered
from components.frame.questions import cells_of
from components.view import View
from components.wording import differences
from data import live
from data.answers.difference import Act, difference
from data.contract.addresses import Page
from data.model import IndicatorValue, Municipality, Snapshot
from data.words import N_

MOST_SNAPSHOTS = 5
"""Earlier snapshots offered to compare with, the newest."""


def changes(view: View, unit: Municipality, address: Mapping[str, str]) -> str:
    """Return the changes as HTML, each kind with what it rests on.

    ``address`` are the parameters of the page: "kops" is the id of an earlier snapshot or "", links keep the others.
    """
    name = html(view.words.say(N_("What has changed")))
    return f'<div class="full"><h2>{name}</h2>{_by_source(view, unit)}{_by_snapshot(view, unit, address)}</div>'


def _by_source(view: View, unit: Municipality) -> str:
    """Return the newest two values of each cell that has several, told apart by the dates of their sources."""
    words, rows = view.words, []
    for indicator in view.snapshot.indicators:
        cell = cells_of(view).get((unit.code, indicator.id))
        if cell is None or not cell.earlier:
            continue
        title = html(words.pick(indicator.title, indicator.title_en))
        rows.append(Row([title, _dated(view, cell.earlier[0]), _dated(view, cell.value)]))
    if not rows:
        return f"<p>{html(words.say(N_('By the dates of sources: no cell has more than one value.')))}</p>"
    caption = words.say(N_("By the dates of sources, within this snapshot"))
    columns = [Column(words.say(N_("Indicator"))), Column(words.say(N_("Before"))), Column(words.say(N_("Now")))]
    return table(columns, rows, caption)


def _dated(view: View, value: IndicatorValue) -> str:
    when = view.words.date(value.source_date) if value.source_date else view.words.say(N_("undated"))
    return f'{answers.plain(value, view.words)} <span class="muted small">({html(when)})</span>'


def _by_snapshot(view: View, unit: Municipality, address: Mapping[str, str]) -> str:
    words = view.words
    kept = {own: said for own, said in offered(view).items() if own != view.snapshot.id}
    if not kept:
        return f"<p>{html(words.say(N_('No other snapshot is kept to compare with.')))}</p>"
    links = " · ".join(
        f'<a href="{html(_since(view, unit, address, own))}" target="_self">{html(said)}</a>'
        for own, said in list(kept.items())[:MOST_SNAPSHOTS]
    )
    offer = f"<p>{html(words.say(N_('Compare with another snapshot:')))} {links}</p>"
    since = address["kops"]
    before = live.recorded(since) if since in kept else None
    return offer + (_compared(view, unit, before.snapshot, kept[since]) if before else "")


def _since(view: View, unit: Municipality, address: Mapping[str, str], snapshot: str) -> str:
    return view.address(Page.MUNICIPALITY, **{**address, "kods": unit.code, "kops": snapshot})


def _compared(view: View, unit: Municipality, before: Snapshot, named: str) -> str:
    words = view.words
    titles = {item.id: words.pick(item.title, item.title_en) for item in view.snapshot.indicators}
    rows = []
    for change in difference(before, view.snapshot):
        if change.table != "indicator_values" or change.key[0] != unit.code:
            continue
        sides = (change.before, change.after)
        said = [_dated(view, side) if isinstance(side, IndicatorValue) else "–" for side in sides]
        rows.append(Row([html(titles.get(change.key[1]) or change.key[1]), *said, _act(view, change.act)]))
    if not rows:
        same = words.say(N_("Compared with snapshot {name}: nothing differs."), name=named)
        return f"<p>{html(same)}</p>"
    caption = words.say(N_("Compared with snapshot {name}"), name=named)
    columns = [
        Column(words.say(N_("Indicator"))),
        Column(words.say(N_("Before"))),
        Column(words.say(N_("Now"))),
        Column(words.say(N_("What happened"))),
    ]
    return table(columns, rows, caption)


def _act(view: View, act: Act) -> str:
    return html(view.words.say(differences.ACTS[act]))
