"""What the tables of several screens share: marks below a cell, and how much of a long table is shown."""

from collections.abc import Iterable

from components.blocks.vocabulary import BREAK, Content, Paragraph, Text
from components.view import View
from components.wording.marks import row
from components.wording.sheet import TABLE_NAMES
from data.contract.tables import BY_CODE
from data.words import Words

MOST_ROWS = 200
"""Rows a table shows at once; a longer one says so, and its download holds them all."""


def small(lines: Iterable[str]) -> Content:
    """Return marks that stand below a cell's text; "" where there are none."""
    text = " ".join(line for line in lines if line)
    return (BREAK, Text(text, kind="small mark")) if text else ""


def of_row(view: View, record: object) -> Content:
    """Return a record's mark below a cell's text; "" where all is well."""
    return small([row(view, record)])


def named(latvian: str | None, english: str | None, words: Words) -> Content:
    """Return a text of the sheet in the visitor's language, told to be Latvian where it has no other; "" for none."""
    text = words.pick(latvian, english) or ""
    return Text(text, lang="lv") if text and text == latvian and words.language != "lv" else text


def not_all(total: int, words: Words) -> Content:
    """Return that a table shows only its first rows; "" where it shows them all."""
    _ = words.say
    if total <= MOST_ROWS:
        return ""
    shown = _("Only the first {shown} of {total} are shown.", shown=words.number(MOST_ROWS), total=words.number(total))
    return Paragraph(shown, "muted")


def tab_named(code: str, words: Words) -> Content:
    """Return a table's tab as the sheet has it, and beside it in the visitor's language where that is another."""
    tab, own = BY_CODE[code].tab, words.say(TABLE_NAMES[code])
    return Text(tab, lang="lv" if own != tab else ""), f" ({own})" if own != tab else ""
