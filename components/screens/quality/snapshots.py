"""Snapshots on screen: the list to choose from, what two of them say differently, and a measure's drift."""

from collections.abc import Mapping, Sequence

from components.blocks.vocabulary import (
    BREAK,
    Column,
    Content,
    Details,
    Group,
    Heading,
    Items,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
    joined,
)
from components.frame.rows import not_all
from components.view import View
from components.wording import sheet
from components.wording.differences import ACTS, MEANINGS, differing
from data.answers.difference import CellChange, RowChange, difference, silent_edits
from data.contract.addresses import Page
from data.contract.tables import BY_CODE
from data.model import Snapshot
from data.words import Words

MOST_CHANGES, MOST_OPEN = 200, 8
"""Rows that differ of which is told, and of these how many stand open; what no report explains comes first."""


def listing(view: View, versions: Mapping[str, str]) -> Content:
    """Return the snapshots kept; each leads to the overview as it was."""
    _ = view.words.say
    name = Group(Heading(2, _("Saved snapshots")), "part")
    if not versions:
        return name, Paragraph(_("None is saved yet."))
    newest = list(versions.items())[:10]
    return name, Items(
        [Link(label, view.address(Page.OVERVIEW, snapshot=snapshot_id)) for snapshot_id, label in newest]
    )


def comparison(words: Words, before: Snapshot, after: Snapshot) -> Content:
    """Return what two snapshots say differently, what no report explains marked as such."""
    _ = words.say
    changes = difference(before, after)
    if not changes:
        return Paragraph(_("The two are identical."))
    silent = {(change.table, change.key) for change in silent_edits(before, after)}
    ordered = sorted(changes, key=lambda change: (change.table, change.key) not in silent)
    rows = [_row(change, (change.table, change.key) in silent, words) for change in ordered[:MOST_CHANGES]]
    columns = [
        Column(_("Tab")),
        Column(_("Row")),
        Column(_("What happened")),
        Column(_("Before and after")),
    ]
    rows_said = words.count("{n} row differs", "{n} rows differ", len(changes))
    unexplained = words.count("{n} not explained by a report", "{n} not explained by a report", len(silent))
    sentence = f"{rows_said}; {unexplained}." if silent else f"{rows_said}."
    table = Table(columns, rows[:MOST_OPEN], sentence, captioned=False)
    if not (folded := rows[MOST_OPEN:]):
        return Paragraph(sentence), table
    label = words.count("{n} more row", "{n} more rows", len(changes) - MOST_OPEN)
    rest = Details(label, (not_all(len(changes), words), Table(columns, folded, label, captioned=False)))
    return Paragraph(sentence), table, rest


def _row(change: RowChange, silent: bool, words: Words) -> Row:
    _ = words.say
    act = words.say(ACTS[change.act])
    meanings = [words.say(MEANINGS[meaning]) for meaning in change.meanings]
    about = ", ".join(meanings) if meanings else act
    if silent:
        about += f" ({_('not explained by a report')})"
    cells = joined([_cell(change, cell) for cell in change.cells], BREAK)
    return Row([_(sheet.TABLE_NAMES[change.table]), sheet.row_name(change.table, change.key), about, cells])


def _cell(change: RowChange, cell: CellChange) -> Text:
    header = BY_CODE[change.table].by_name[cell.column].header
    before, after = differing(cell.before, cell.after)
    return Text(f"{header}: „{before}” → „{after}”", lang="lv")


def chosen(versions: Sequence[str], wanted: str, otherwise: int) -> str:
    """Return the snapshot wanted, else the one at a place of the list, "" where there is none."""
    if wanted in versions:
        return wanted
    return versions[otherwise] if otherwise < len(versions) else ""
