"""Snapshots on screen: the list to choose from, what two of them say differently, and a measure's drift."""

from collections.abc import Mapping, Sequence

from components import wording
from components.escape import html
from components.tables import Column, Row, table
from components.view import View
from data import live
from data.answers.difference import Act, CellChange, Drift, Meaning, RowChange, Seen, difference, silent_edits
from data.contract.tables import BY_CODE
from data.model import PartialDate, Snapshot
from data.words import N_, Words

MOST_CHANGES = 200
SHARED, LONGEST = 40, 400
"""Letters of shared text shown around a difference, and letters shown of one text at most."""

ACTS: Mapping[Act, str] = {Act.ADDED: N_("added"), Act.REMOVED: N_("removed"), Act.CHANGED: N_("changed")}
MEANINGS: Mapping[Meaning, str] = {
    Meaning.REWORDED: N_("reworded"),
    Meaning.DEADLINE_MOVED: N_("deadline moved"),
    Meaning.STATUS_CHANGED: N_("status changed"),
}


def offered(view: View, *wanted: str) -> dict[str, str]:
    """Return the snapshots kept, newest first, by id, each with the moment it was read.

    Of many kept the newest are given, and beside them those that are ``wanted`` by id.
    """
    kept: dict[str, str] = {}
    for entry in live.snapshots():
        kept.setdefault(entry.id, f"{wording.moment(entry.taken_at, view.words)} · {entry.id}")
    for own in wanted:
        if own and own not in kept and (found := live.recorded(own)):
            when = f"{wording.moment(found.read_at, view.words)} · " if found.read_at else ""
            kept[own] = f"{when}{own}"
    return kept


def listing(view: View, kept: Mapping[str, str]) -> str:
    """Return the snapshots kept; each leads to the overview as it was."""
    words = view.words
    name = html(words.say(N_("Snapshots kept")))
    if not kept:
        return f"<h2>{name}</h2><p>{html(words.say(N_('None is kept yet.')))}</p>"
    items = "".join(
        f'<li><a href="{html(view.address("", snapshot=own))}" target="_self">{html(said)}</a></li>'
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
    return Row([html(BY_CODE[change.table].tab), html(wording.row_name(change.table, change.key)), html(said), cells])


def _cell(change: RowChange, cell: CellChange) -> str:
    header = BY_CODE[change.table].by_name[cell.column].header
    before, after = differing(cell.before, cell.after)
    return f'<span lang="lv">{html(header)}: „{html(before)}” → „{html(after)}”</span>'


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def differing(before: str, after: str, around: int = SHARED) -> tuple[str, str]:
    """Return two texts cut to where they differ, with so many letters of what they share on either side."""
    start = _shared(before, after)
    end = min(_shared(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    first = max(0, start - around)
    cut = []
    for text in (before, after):
        last = len(text) - end + around
        piece = text[first : min(last, first + LONGEST)]
        cut.append(("…" if first else "") + piece + ("…" if first + len(piece) < len(text) else ""))
    return cut[0], cut[1]


def drift(view: View, found: Drift | None) -> str:
    """Return a measure's chain of deadlines and wordings where it has more than one link, as far as was seen."""
    words = view.words
    if found is None:
        return ""
    parts = []
    for name, chain in ((words.say(N_("Deadline")), found.deadlines), (words.say(N_("Wording")), found.wordings)):
        if len(chain) > 1:
            items = "".join(f"<li>{html(words.date(seen.day))} {_said(seen, words)}</li>" for seen in chain)
            parts.append(f"<h3>{html(name)}</h3><ul class='facts'>{items}</ul>")
    if not parts:
        return ""
    return f"<h2>{html(words.say(N_('How it has changed in the spreadsheet')))}</h2>{''.join(parts)}"


def _said(seen: Seen, words: Words) -> str:
    if seen.value is None:
        return html(words.say(N_("not said")))
    if isinstance(seen.value, PartialDate):
        return html(words.date(seen.value))
    return f'<span lang="lv">{html(seen.value)}</span>'


def chosen(kept: Sequence[str], wanted: str, otherwise: int) -> str:
    """Return the snapshot wanted, else the one at a place of the list, "" where there is none."""
    if wanted in kept:
        return wanted
    return kept[otherwise] if otherwise < len(kept) else ""
