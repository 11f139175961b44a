"""Snapshots on screen: the list to choose from, what two of them say differently, and a measure's drift."""

from collections.abc import Mapping, Sequence

from components.blocks.escape import html
from components.blocks.tables import table
from components.blocks.vocabulary import Column, Row
from components.view import View
from components.wording import sheet
from components.wording.differences import ACTS, MEANINGS, differing
from data.answers.difference import CellChange, RowChange, difference, silent_edits
from data.contract.addresses import Page
from data.contract.tables import BY_CODE
from data.model import Snapshot
from data.words import N_, Words

MOST_CHANGES = 200


def listing(view: View, kept: Mapping[str, str]) -> str:
    """Return the snapshots kept; each leads to the overview as it was."""
    words = view.words
    name = html(words.say(N_("Snapshots kept")))
    if not kept:
        return f"<h2>{name}</h2><p>{html(words.say(N_('None is kept yet.')))}</p>"
    items = "".join(
        f'<li><a href="{html(view.address(Page.OVERVIEW, snapshot=own))}" target="_self">{html(said)}</a></li>'
        for own, said in list(kept.items())[:10]
    )
    return f"<h2>{name}</h2><ul class='facts'>{items}</ul>"


def comparison(words: Words, before: Snapshot, after: Snapshot) -> str:
    """Return what two snapshots say differently, what no report explains marked as such."""
    found = difference(before, after)
    if not found:
        return f"<p>{html(words.say(N_('The two say the same.')))}</p>"
    silent = {(change.table, change.key) for change in silent_edits(before, after)}
    rows = [_row(change, (change.table, change.key) in silent, words) for change in found[:MOST_CHANGES]]
    columns = [
        Column(words.say(N_("Tab"))),
        Column(words.say(N_("Row"))),
        Column(words.say(N_("What happened"))),
        Column(words.say(N_("Before and after"))),
    ]
    said = words.count("{n} row differs", "{n} rows differ", len(found))
    unexplained = words.count("{n} without a report that says so", "{n} without a report that says so", len(silent))
    sentence = f"{said}; {unexplained}." if silent else f"{said}."
    return f"<p>{html(sentence)}</p>{table(columns, rows, sentence, seen=False)}"


def _row(change: RowChange, silent: bool, words: Words) -> Row:
    act = words.say(ACTS[change.act])
    meanings = [words.say(MEANINGS[meaning]) for meaning in change.meanings]
    said = ", ".join(meanings) if meanings else act
    if silent:
        said += f" ({words.say(N_('no report says so'))})"
    cells = "<br>".join(_cell(change, cell) for cell in change.cells)
    return Row([html(BY_CODE[change.table].tab), html(sheet.row_name(change.table, change.key)), html(said), cells])


def _cell(change: RowChange, cell: CellChange) -> str:
    header = BY_CODE[change.table].by_name[cell.column].header
    before, after = differing(cell.before, cell.after)
    return f'<span lang="lv">{html(header)}: „{html(before)}” → „{html(after)}”</span>'


def chosen(kept: Sequence[str], wanted: str, otherwise: int) -> str:
    """Return the snapshot wanted, else the one at a place of the list, "" where there is none."""
    if wanted in kept:
        return wanted
    return kept[otherwise] if otherwise < len(kept) else ""
