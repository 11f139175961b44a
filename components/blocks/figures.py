"""A figure is a bundle: the finding, the drawing, the same as a table, the text alternative and the source.

One bundle feeds the screen, the screen reader, the download and, later, the slide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from components.blocks.escape import image_address
from components.blocks.vega import Specification, svg
from components.blocks.vocabulary import Chart, Column, Content, Picture, Row, Table
from components.fonts.seal import sealed
from data.publish.escape import escape_formula
from data.publish.tables import written

Drawing: TypeAlias = Specification | str
"""A picture: the specification of a chart, or an SVG."""


@dataclass(frozen=True)
class Figure:
    """One figure. ``wide`` and ``narrow`` are drawings for two widths of screen; ``rows`` are plain text.

    ``source`` names where the data come from, the day they are judged on and the snapshot. ``mark`` is what must be
    read before the title wherever the figure is taken away: that it is invented. ``tables`` are those of the contract
    that it shows, where it shows few. ``markup`` gives what stands in cells that are more than their text, such as
    links, by that text.
    """

    name: str
    title: str
    wide: Drawing = field(hash=False)
    narrow: Drawing = field(hash=False)
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


def drawing(figure: Figure) -> Picture | Chart:
    """Return the figure's drawing, one for wide screens and one for phones, with its text alternative."""
    if isinstance(figure.wide, str) or isinstance(figure.narrow, str):
        return Picture(as_data(figure.wide), as_data(figure.narrow), figure.alt)
    return Chart(figure.name, figure.wide, figure.narrow, figure.alt)


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


def as_svg(drawing: Drawing) -> str:
    """Return a drawing as SVG, which still names its typeface and does not hold it."""
    return drawing if isinstance(drawing, str) else svg(drawing)


def as_data(drawing: Drawing) -> str:
    """Return a drawing, with the typeface in it, as the address of an image."""
    return _as_data(as_svg(drawing))


@lru_cache(maxsize=1024)
def _as_data(drawing: str) -> str:
    return image_address(sealed(drawing))
