"""What the tables of several screens share: marks below a cell, and how much of a long table is shown."""

from collections.abc import Iterable

from components.blocks.escape import html
from components.view import View
from components.wording.marks import row
from data.words import N_, Words


def small(lines: Iterable[str]) -> str:
    """Return marks as HTML that stands below a cell's text; "" where there are none."""
    text = " ".join(line for line in lines if line)
    return f'<br><span class="small mark">{html(text)}</span>' if text else ""


def of_row(view: View, record: object) -> str:
    """Return a record's mark as HTML below a cell's text; "" where all is well."""
    return small([row(view, record)])


MOST_ROWS = 200
"""Rows a table shows at once; a longer one says so, and its download holds them all."""


def not_all(total: int, words: Words) -> str:
    """Return that a table shows only its first rows, as HTML; "" where it shows them all."""
    if total <= MOST_ROWS:
        return ""
    shown = words.say(
        N_("Only the first {shown} of {total} are shown."), shown=words.number(MOST_ROWS), total=words.number(total)
    )
    return f'<p class="muted">{html(shown)}</p>'
