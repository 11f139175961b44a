"""A figure is a bundle: the finding, the drawing, the same as a table, the text alternative and the source.

One bundle feeds the screen, the screen reader, the download and, later, the slide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from components.blocks.escape import image_address
from components.blocks.vocabulary import Column, Content, Picture, Row, Table
from components.fonts.seal import sealed
from data.publish.escape import escape_formula
from data.publish.tables import written


@dataclass(frozen=True)
class Figure:
    """One figure. ``wide`` and ``narrow`` are SVG for two widths of screen; ``rows`` are plain text.

    ``source`` names where the data come from, the day they are judged on and the snapshot. ``mark`` is what must be
    read before the title wherever the figure is taken away: that it is invented. ``tables`` are those of the contract
    that it shows, where it shows few. ``markup`` gives what stands in cells that are more than their text, such as
    links, by that text.
    """

    name: str
    title: str
    wide: str
    narrow: str
    alt: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    groups: frozenset[int]
    caption: str
    source: str
    mark: str = ""
    tables: tuple[str, ...] = ()
    markup: Mapping[str, Content] = field(default_factory=dict, hash=False)

    @property
    def headline(self) -> str:
        """The title as it is taken away."""
        return f"{self.mark}. {self.title}" if self.mark else self.title


def drawing(figure: Figure) -> Picture:
    """Return the figure's drawing, one for wide screens and one for phones, with its text alternative."""
    return Picture(as_data(figure.wide), as_data(figure.narrow), figure.alt)


def numbers(figure: Figure, *, seen: bool = True) -> Table:
    """Return the figure's data as a table."""
    rows = [
        Row([figure.markup.get(cell, cell) for cell in cells], group=index in figure.groups)
        for index, cells in enumerate(figure.rows)
    ]
    return Table(figure.columns, rows, figure.caption, seen=seen)


def as_csv(figure: Figure) -> bytes:
    """Return the figure's data as CSV with the title above and the source below, formulas escaped."""
    lines: list[Sequence[str]] = [(figure.headline,), [column.heading for column in figure.columns], *figure.rows]
    return written([escape_formula(cell) for cell in line] for line in [*lines, (figure.source,)])


@lru_cache(maxsize=1024)
def as_data(drawing: str) -> str:
    """Return an SVG, with the typeface in it, as the address of an image."""
    return image_address(sealed(drawing))
