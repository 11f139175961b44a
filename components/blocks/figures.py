"""A figure is a bundle: the finding, the drawing, the same as a DataFrame, the text alternative and the source.

One bundle feeds the screen, the screen reader, the download and, later, the slide. Its table and its file are made of
the DataFrame alone, so they cannot say different things.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from components.blocks.escape import image_address
from components.blocks.vega import Specification, svg
from components.blocks.vocabulary import Chart, Column, Content, Picture, Row, Table
from components.fonts.seal import sealed
from data.frames import records
from data.publish.tables import plain_cell, written

if TYPE_CHECKING:
    import pandas as pd

Record = Mapping[str, Any]
"""A row of a figure's frame by the names of its columns; None is what is not known."""


@dataclass(frozen=True)
class FigureColumn:
    """A column of a figure: what of its frame stands in it, under which heading, and how it is shown.

    ``name`` is the frame's. ``heading`` stands over it in the table; in a file, which has no title above, ``full`` does
    if there is one, with the ``unit`` behind it. ``say`` gives what a row shows there; without it that is the
    frame's own text. ``mark`` makes of this text what is more than it, such as a link. ``number`` and ``aside`` are as
    in `Column`. A column may stand in the table alone (``filed`` is false) or in the file alone (``shown`` is false).
    """

    name: str
    heading: str
    full: str = ""
    unit: str = ""
    number: bool = False
    aside: bool = False
    say: Callable[[Record], str] | None = field(default=None, compare=False)
    mark: Callable[[str], Content] | None = field(default=None, compare=False)
    shown: bool = True
    filed: bool = True

    def text(self, row: Record) -> str:
        """Return what a row shows in this column, as plain text."""
        if self.say:
            return self.say(row)
        value = row[self.name]
        return "" if value is None else str(value)

    def value(self, row: Record) -> Any:
        """Return what a row holds in this column: numbers and days as they are, words, yes and no as they are said."""
        value = row[self.name]
        return self.text(row) if isinstance(value, str | bool) else value


Drawing: TypeAlias = Specification | str
"""A picture: the specification of a chart, or an SVG."""


@dataclass(frozen=True)
class Figure:
    """One figure. ``wide`` and ``narrow`` are drawings for two widths of screen; ``frame`` holds the plain values.

    ``group`` names the frame's column of yes and no that tells which rows are headings of those below. ``source`` names
    where the data come from, the day they are judged on and the snapshot; ``taken`` is the same as headings and texts,
    which stand behind every row of its file. ``mark`` is what must be read before the title wherever the figure is
    taken away: that it is invented. ``tables`` are those of the contract that it shows, where it shows few.
    """

    name: str
    title: str
    wide: Drawing = field(hash=False)
    narrow: Drawing = field(hash=False)
    alt: str
    columns: tuple[FigureColumn, ...]
    frame: "pd.DataFrame" = field(compare=False)
    caption: str
    source: str
    taken: tuple[tuple[str, str], ...]
    group: str = ""
    mark: str = ""
    tables: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """The title as it is taken away."""
        return f"{self.mark}. {self.title}" if self.mark else self.title

    @cached_property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of its table as plain text; kept, since they are said on every run of a screen."""
        shown = [column for column in self.columns if column.shown]
        return tuple(tuple(column.text(row) for column in shown) for row in records(self.frame))


def drawing(figure: Figure) -> Picture | Chart:
    """Return the figure's drawing, one for wide screens and one for phones, with its text alternative."""
    if isinstance(figure.wide, str) or isinstance(figure.narrow, str):
        return Picture(as_data(figure.wide), as_data(figure.narrow), figure.alt)
    return Chart(figure.name, figure.wide, figure.narrow, figure.alt)


def numbers(figure: Figure, *, captioned: bool = True, without: Container[str] = ()) -> Table:
    """Return the figure's data as a table, ``without`` the columns of these names."""
    shown = [column for column in figure.columns if column.shown]
    left = [number for number, column in enumerate(shown) if column.name not in without]
    groups = figure.frame[figure.group].tolist() if figure.group else [False] * len(figure.rows)
    rows = [
        Row([_cell(shown[number], texts[number]) for number in left], group=bool(group))
        for texts, group in zip(figure.rows, groups, strict=True)
    ]
    columns = [Column(shown[number].heading, shown[number].number, aside=shown[number].aside) for number in left]
    return Table(columns, rows, figure.caption, captioned=captioned)


def _cell(column: FigureColumn, text: str) -> Content:
    return column.mark(text) if column.mark and text else text


def as_csv(figure: Figure) -> bytes:
    """Return the figure's data as CSV that a program can read: the header first, plain numbers, days of ISO 8601.

    What is unknown is empty. Where the data come from and of when they are stands at the end of every row.
    """
    filed = [column for column in figure.columns if column.filed]
    header = [column.full or column.heading for column in filed]
    header = [f"{name}, {column.unit}" if column.unit else name for name, column in zip(header, filed, strict=True)]
    origin = [text for _, text in figure.taken]
    lines = [[*header, *(name for name, _ in figure.taken)]]
    lines += [[*(column.value(row) for column in filed), *origin] for row in records(figure.frame)]
    return written([plain_cell(value) for value in line] for line in lines)


def as_svg(drawing: Drawing) -> str:
    """Return a drawing as SVG, which still names its typeface and does not hold it."""
    return drawing if isinstance(drawing, str) else svg(drawing)


def as_data(drawing: Drawing) -> str:
    """Return a drawing, with the typeface in it, as the address of an image."""
    return _as_data(as_svg(drawing))


@lru_cache(maxsize=1024)
def _as_data(drawing: str) -> str:
    return image_address(sealed(drawing))
