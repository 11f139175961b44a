"""Every tab and column of the spreadsheet, from the schema: folded by tab, or those that somebody looks for."""

from collections.abc import Mapping, Sequence

from components.blocks.vocabulary import Column, Content, Details, Heading, Paragraph, Row, Table, Text
from components.frame.rows import tab_named
from components.screens.about import sections
from components.screens.about.sections import ways
from components.view import View
from components.wording.sheet import TABLE_NAMES
from data.answers.search import plain
from data.contract.columns import Column as Described
from data.contract.columns import Kind
from data.contract.columns import Table as Tab
from data.contract.tables import TABLES
from data.words import N_, Words

MOST_FOUND = 40
"""Columns found that are shown; of more their number is told."""

_KINDS: Mapping[Kind, str] = {
    Kind.ID: N_("code or reference"),
    Kind.TEXT: N_("text"),
    Kind.LIST: N_("list, separated by semicolons"),
    Kind.LINK: N_("web address"),
    Kind.DAY: N_("day"),
    Kind.DATE: N_("day, month or year"),
    Kind.TIME: N_("time of day"),
    Kind.INTEGER: N_("whole number"),
    Kind.NUMBER: N_("number"),
    Kind.CHOICE: N_("value from a list"),
    Kind.FLAG: N_("“jā” or “nē”"),
}


def heading(view: View) -> Content:
    """Return how many tabs and columns there are."""
    words = view.words
    _ = words.say
    number = words.count("{n} column", "{n} columns", sum(len(tab.columns) for tab in TABLES))
    text = words.count(
        "in {n} tab, and the values allowed in each", "in {n} tabs, and the values allowed in each", len(TABLES)
    )
    return Heading(1, (Text(number, kind="big"), " ", text)), ways(view, sections.COLUMNS)


def columns(view: View, wanted: str = "") -> Content:
    """Return every column, folded by tab; or those of which each word ``wanted`` is said, and how many they are."""
    words = view.words
    tokens = plain(wanted).split()
    if not tokens:
        return tuple(_folded(tab, words) for tab in TABLES)
    found = [(tab, [column for column in tab.columns if _fits(tab, column, tokens, words)]) for tab in TABLES]
    return _found([(tab, fitting) for tab, fitting in found if fitting], wanted, words)


def _fits(tab: Tab, column: Described, tokens: Sequence[str], words: Words) -> bool:
    """Tell whether each token stands in a column's names, meaning or closed words, or in the names of its tab."""
    texts = (
        tab.tab,
        tab.code,
        words.say(TABLE_NAMES[tab.code]),
        column.header,
        column.name,
        words.say(column.help),
        *column.choices,
    )
    said = plain(" ".join(texts))
    return all(token in said for token in tokens)


def _found(found: Sequence[tuple[Tab, list[Described]]], wanted: str, words: Words) -> Content:
    _ = words.say
    total = sum(len(fitting) for _tab, fitting in found)
    said = words.count("{n} column mentions “{wanted}”.", "{n} columns mention “{wanted}”.", total, wanted=wanted[:60])
    rows: list[Row] = []
    left = MOST_FOUND
    for tab, fitting in found:
        if left > 0:
            rows.append(Row([tab_named(tab.code, words), "", "", ""], group=True))
            rows += _rows(fitting[:left], words)
        left -= len(fitting)
    table = Table(_headings(words), rows, said, captioned=False) if rows else ""
    more: Content = ""
    if total > MOST_FOUND:
        n, of = words.number(MOST_FOUND), words.number(total)
        more = Paragraph(_("Only the first {shown} of {total} are shown.", shown=n, total=of), "muted")
    return Paragraph(said, announced=True), more, table


def _folded(tab: Tab, words: Words) -> Details:
    number = words.count("{n} column", "{n} columns", len(tab.columns))
    about = words.say(tab.help)
    summary = tab_named(tab.code, words), f" · {number} · ", Text(about, kind="muted")
    return Details(summary, Table(_headings(words), _rows(tab.columns, words), about, captioned=False))


def _headings(words: Words) -> list[Column]:
    _ = words.say
    return [Column(_("Column")), Column(_("Meaning")), Column(_("Allowed values")), Column(_("Required"))]


def _rows(described: Sequence[Described], words: Words) -> list[Row]:
    _ = words.say
    rows = []
    for column in described:
        kind: Content = words.say(_KINDS[column.kind])
        if column.choices:
            kind = kind, ": ", Text(", ".join(column.choices), lang="lv")
        needed = _("required") if column.required else ""
        rows.append(Row([Text(column.header, lang="lv"), words.say(column.help), kind, needed]))
    return rows
