"""Tables of screens whose cells are still written as HTML where they stand; the one writer writes them too."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from components.blocks.html import write
from components.blocks.vocabulary import Column, Row, Table


def table(columns: Sequence[Column], rows: Sequence[Row], caption: str, *, seen: bool = True) -> str:
    """Return a table as HTML, in which texts of cells are HTML already (escape sheet text first)."""
    finished = [replace(row, cells=[Markup(cell) for cell in row.cells]) for row in rows]
    return str(write(Table(columns, finished, caption, seen=seen)))
