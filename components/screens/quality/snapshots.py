"""Snapshots on screen: the list to choose from, what two of them say differently, and a measure's drift."""

from collections.abc import Mapping, Sequence

from components.blocks.vocabulary import (
    BREAK,
    Column,
    Content,
    Heading,
    Items,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
    joined,
)
from components.view import View
from components.wording import sheet
from components.wording.differences import ACTS, MEANINGS, differing
from data.answers.difference import CellChange, RowChange, difference, silent_edits
from data.contract.addresses import Page
from data.contract.tables import BY_CODE
from data.model import Snapshot
from data.words import N_, Words

MOST_CHANGES = 200


def listing(view: View, kept: Mapping[str, str]) -> Content:
    """Return the snapshots kept; each leads to the overview as it was."""
    name = Heading(2, view.words.say(N_("Snapshots kept")))
    if not kept:
        return name, Paragraph(view.words.say(N_("None is kept yet.")))
    newest = list(kept.items())[:10]
    return name, Items([Link(said, view.address(Page.OVERVIEW, snapshot=own)) for own, said in newest])


def comparison(words: Words, before: Snapshot, after: Snapshot) -> Content:
    """Return what two snapshots say differently, what no report explains marked as such."""
    found = difference(before, after)
    if not found:
        return Paragraph(words.say(N_("The two say the same.")))
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
    return Paragraph(sentence), Table(columns, rows, sentence, seen=False)


def _row(change: RowChange, silent: bool, words: Words) -> Row:
    act = words.say(ACTS[change.act])
    meanings = [words.say(MEANINGS[meaning]) for meaning in change.meanings]
    said = ", ".join(meanings) if meanings else act
    if silent:
        said += f" ({words.say(N_('no report says so'))})"
    cells = joined([_cell(change, cell) for cell in change.cells], BREAK)
    return Row([BY_CODE[change.table].tab, sheet.row_name(change.table, change.key), said, cells])


def _cell(change: RowChange, cell: CellChange) -> Text:
    header = BY_CODE[change.table].by_name[cell.column].header
    before, after = differing(cell.before, cell.after)
    return Text(f"{header}: „{before}” → „{after}”", lang="lv")


def chosen(kept: Sequence[str], wanted: str, otherwise: int) -> str:
    """Return the snapshot wanted, else the one at a place of the list, "" where there is none."""
    if wanted in kept:
        return wanted
    return kept[otherwise] if otherwise < len(kept) else ""
