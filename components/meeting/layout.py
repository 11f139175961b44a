"""Fitting steps to a screen of 1280 by 720: what would overflow goes on to a further part of the step.

Sizes are in pixels of that screen. Text is measured with the face it will be set in: the browser has the last word,
and `tests/browser/test_meeting.py` looks at every step there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from types import MappingProxyType

from components.blocks import vega
from components.blocks.figures import Figure
from components.blocks.vocabulary import (
    Bars,
    Content,
    Items,
    Link,
    Paragraph,
    Row,
    Sign,
    Square,
    SquareRow,
    Squares,
    Table,
    Text,
    plain,
)
from components.charts import pictures
from components.fonts.measure import OURS, Face
from components.meeting.step import Block, Step
from data.contract.tables import LONGEST_HEADING

WIDTH, HEIGHT = 1280, 720
MARGIN = 44
BODY = 24
"""The smallest type on a step."""
TITLE = 38
LEADING = 1.3
LINE = BODY * LEADING
BAR = 50
CODE = 200
"""The side of the code to scan."""
GAP = 10
SQUARE = (112, 42)
"""The sides of a square with a name in it and its sign before that."""
SMALL = 28
"""The side of a square without a name."""
APART = 4
"""The blank between squares."""
DRAWN = 690
"""The width of a drawing whose letters, of `components.charts.theme.SIZE`, are as large as the step's where it fills
the width."""
TALLEST = 420
"""A drawing needs no more height than this, whatever it is; it takes what room there is."""
NARROWEST = 400
"""No drawing is made narrower to fill a step: its letters would be larger than the title's."""
SCALES = (1.125, 1.25, 1.375, 1.5, 1.75, 2.0)
"""So many times larger stands what leaves room for it. A foot has one size on every step."""
_TITLED = 1.375
"""So many times larger what stands below a title may be before the title grows too."""
WORDS = 40
"""About so many words stand on a step; the rest goes on to the next, or stands behind "all"."""
LISTED = 100
"""So many words of a list of names are read at a glance."""
BELOW = 46
"""The line at the foot: step, day, snapshot."""
LONGEST_TITLE, LONGEST_KICKER = LONGEST_HEADING, 90
"""Letters a title, and the one line above it, may have; a longer one is cut, and the whole text stands below it."""

VARIABLES: Mapping[str, str] = MappingProxyType(
    {
        f"step-{name}": f"{size:g}"
        for name, size in (
            ("width", WIDTH),
            ("height", HEIGHT),
            ("margin", MARGIN),
            ("body", BODY),
            ("title", TITLE),
            ("code", CODE),
            ("leading", LEADING),
            ("gap", GAP),
            ("bar", BAR),
            ("wide", SQUARE[0]),
            ("high", SQUARE[1]),
            ("small", SMALL),
            ("apart", APART),
            ("below", BELOW),
        )
    }
)
"""The sizes as the variables of the style sheets, without their unit."""

_CELL = 11
"""The blank above and below a cell's text, and the line between rows."""
_KEYS = 18
"""The blank between the keys of a legend."""
_BETWEEN = 40
"""The blank between groups of squares that stand beside each other."""
_MARK = 32
"""The width of a status' shape and the blank after it."""
_FINEST = 0.04
"""By so much of a screen the parts of a step are evened out."""


def title_size(scale: float) -> float:
    """Return the size of a title over blocks that are so many times larger: always larger than theirs."""
    return TITLE * max(1.0, scale / _TITLED)


def fit(step: Step, face: Face = OURS) -> tuple[Step, ...]:
    """Return the step, set in a face, in as many parts as it needs, each with its title, as large as there is room.

    Nothing of it is left out: what a title or the line above it has no room for stands behind the step.
    """
    title = dressed(shortened(plain(step.title), LONGEST_TITLE), step.title)
    kicker = shortened(step.kicker, LONGEST_KICKER)
    whole_ones = [
        Paragraph(whole_text)
        for whole_text, short in ((step.kicker, kicker), (step.title, title))
        if plain(short) != plain(whole_text)
    ]
    words = LISTED - count(title) if step.listing else max(WORDS - count(title), WORDS // 2)
    own = replace(step, title=title)
    sheet = _Sheet(own, face, 1.0, words)
    pages = sheet.pages()
    if not any(isinstance(block, Figure) for block in step.blocks):  # a drawing fills the step by itself
        for scale in reversed(SCALES):
            larger = _Sheet(own, face, scale, words)
            if larger.holds(pages):
                sheet, pages = larger, larger.pages()
                break
    pages = sheet.evened(pages)
    scale = sheet.scale
    return tuple(
        replace(
            step,
            title=title,
            kicker=kicker,
            blocks=tuple(page),
            part=number,
            parts=len(pages),
            code=step.code if number == 1 else None,
            more=(*whole_ones, *step.more) if number == 1 else (),
            scale=scale,
        )
        for number, page in enumerate(pages, start=1)
    )


@dataclass(frozen=True)
class _Sheet:
    """A step laid out in letters that are so many times larger."""

    step: Step
    face: Face
    scale: float
    words: int

    @cached_property
    def screen(self) -> "Screen":
        return Screen(width_beside(self.step.code) / self.scale, self.face)

    @cached_property
    def room(self) -> float:
        whole = Screen(width_beside(self.step.code), self.face)
        return (HEIGHT - BELOW - whole.top(self.step.title, self.scale)) / self.scale

    @cached_property
    def pieces(self) -> list[Block]:
        return [piece for block in self.step.blocks for piece in self.screen.pieces(block, self.room)]

    def pages(self, part: float = 1.0) -> list[list[Block]]:
        """Return the blocks by screen, each filled up to a part of its room."""
        return self.screen.paged(self.pieces, self.room * part, self.words)

    def holds(self, pages: list[list[Block]]) -> bool:
        """Whether the step needs no more screens than these in letters so large."""
        if self.room < LINE:
            return False
        fits = sum(map(self.screen.height, self.step.blocks)) <= self.room * len(pages)
        return fits and (len(pages) == 1 or len(self.pages()) <= len(pages))

    def evened(self, pages: list[list[Block]]) -> list[list[Block]]:
        """Return pages of about the same height each."""
        for number in range(1, round(1 / _FINEST)):
            evener = self.pages(1 - number * _FINEST)
            if len(pages) == 1 or len(evener) > len(pages):
                break
            pages = evener
        return pages


def filling(draw: Callable[[int], Figure | None], least: int = NARROWEST) -> Figure | None:
    """Return a figure drawn as wide as makes its letters largest on a step of its own under its title.

    ``draw`` gives it in a width; a narrower one is drawn larger. None where there is none. What has its labels beside
    it may grow taller as it grows narrower, so the width that the height asks for is tried, and one between.
    """
    best = draw(DRAWN)
    if best is None:
        return None
    wide = max(least, round(drawn_size(best)[1] / _shape(best)))
    tried = [best]
    for narrower in (wide, (wide + DRAWN) // 2):
        if narrower < DRAWN and (other := draw(narrower)):
            tried.append(other)
            if drawn_size(other)[1] <= drawn_size(best)[1]:  # nothing went below anything: one between is smaller
                break
    return max(tried, key=_letters)


def _alone(figure: Figure) -> tuple[float, float]:
    """Return the room that a figure has on a step of its own, its title's lines taken off."""
    screen = Screen(width_beside(None), OURS)
    return screen.width, HEIGHT - BELOW - GAP - screen.top(figure.title)


def _shape(figure: Figure) -> float:
    wide, high = _alone(figure)
    return high / wide


def _letters(figure: Figure) -> float:
    """Return how many times larger a figure is drawn on a step of its own."""
    return min(room / own for room, own in zip(_alone(figure), drawn_size(figure), strict=True))


def drawn_size(figure: Figure) -> tuple[float, float]:
    """Return the width and height that a figure is drawn in."""
    return pictures.size(figure.wide) if isinstance(figure.wide, str) else vega.size(figure.wide)


def shortened(text: str, most: int) -> str:
    """Return a text cut between words to so many letters."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def count(said: Content | Block) -> int:
    """Return how many words are said; names that a meeting goes by, and a drawing's, are not counted."""
    match said:
        case Figure():
            return 0
        case Paragraph():
            return count(said.content)
        case Table():
            return sum(count(cell) for row in said.rows for cell in row.cells)
        case Bars():
            return sum(count(row.label) for row in said.rows)
        case Squares():
            listed = said.kind == "listed"
            # What stands beside each other has the same labels.
            groups = said.groups[:1] if said.kind == "beside" else said.groups
            return 0 if listed else sum(count(row.label) for _, rows in groups for row in rows)
        case _:
            return sum(any(map(str.isalnum, word)) for word in plain(said).split())


def dressed(text: str, like: Content) -> Content:
    """Return a text in the language, and with the link, of what is said first."""
    match like:
        case tuple():
            return dressed(text, next((part for part in like if plain(part).strip()), ""))
        case Text() | Link() if text:
            return replace(like, content=dressed(text, like.content))
        case _:
            return text


def width_beside(code: Link | None) -> float:
    """Return the width of blocks: all of the screen between its margins, less where a code stands beside them."""
    return WIDTH - 2 * MARGIN - (CODE + 40 if code else 0)


@dataclass(frozen=True)
class Spot:
    """Where a square stands."""

    square: Square
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Label:
    """Where a label of squares stands; ``strong`` is that of a group."""

    text: Content
    left: float
    top: float
    width: float
    height: float
    strong: bool = False


@dataclass(frozen=True)
class Placed:
    """Squares at their places, and how tall all of them are together."""

    height: float
    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Screen:
    """A column of text of a width, set in a face."""

    width: float
    face: Face

    def lines(self, text: str, width: float | None = None, size: float = BODY, *, bold: bool = False) -> int:
        """Return how many lines a text takes; a word that does not fit goes to the next, a longer one is broken."""
        return self.face.line_count(text, size, self.width if width is None else width, bold=bold)

    def top(self, title: Content, scale: float = 1) -> float:
        """Return where the blocks begin: below the margin, the line that says where we are, and the title.

        The blocks are so many times larger, and the title may be so too.
        """
        size = title_size(scale)
        return MARGIN + LINE + self.lines(plain(title), size=size, bold=True) * size * 1.15 + GAP

    def paged(self, pieces: Iterable[Block], room: float, words: int) -> list[list[Block]]:
        """Return pieces by screen, each filled up to ``room`` and so many ``words``; those of one block are joined.

        A drawing stands at the top of a screen, or below a line of text.
        """
        pages: list[list[Block]] = [[]]
        left, unsaid = room, words
        for piece in pieces:
            said = count(piece)
            if said > unsaid and pages[-1]:
                pages.append([])
                left, unsaid = room, words
            unsaid -= said
            joined = _joined(pages[-1][-1], piece) if pages[-1] else None
            height = self.height(piece) - (self._shared(piece) if joined else 0)
            if height > left and left < room:
                pages.append([])
                left, joined, height = room, None, self.height(piece)
                unsaid = words - said
            left -= height
            if joined:
                pages[-1][-1] = joined
            else:
                pages[-1].append(piece)
        return pages

    def pieces(self, block: Block, room: float) -> Iterable[Block]:
        """Return a block in pieces that each fit on a screen of their own: a table by rows, a text by lines."""
        if isinstance(block, Paragraph):
            yield from (replace(block, content=text) for text in self._cut(block.content, self.width, room - GAP))
        elif isinstance(block, Table):
            for row in block.rows:
                for part in self._row_parts(block, row, room):
                    yield replace(block, rows=(part,))
        elif isinstance(block, Bars) and self.height(block) > room:
            for bar in block.rows:
                *before, last = self._cut(bar.label, self.width, room - self._head(block) - BAR - 2 * GAP)
                yield from map(Paragraph, before)
                yield replace(block, rows=(replace(bar, label=last),))
        elif isinstance(block, Squares) and block.kind != "beside":
            for label, in_group in block.groups:
                for own in in_group:
                    yield from (
                        replace(block, groups=((label, (part,)),), named=not block.small)
                        for part in self._lines_of(block, label, own, room)
                    )
        else:
            yield block

    def _row_parts(self, table: Table, row: Row, room: float) -> Iterable[Row]:
        """Return a row of a table, or its parts where one cell alone would fill more than the screen."""
        most = room - self._shared(table)
        if self.row_height(table, row) <= most:
            yield row
            return
        columns = [
            list(self._cut(cell, self._column(column.twelfths) - _MARK, most - _CELL))
            for cell, column in zip(row.cells, table.columns, strict=True)
        ]
        for cells in zip_longest(*columns, fillvalue=""):
            yield replace(row, cells=cells)

    def _cut(self, content: Content, width: float, room: float) -> Iterable[Content]:
        """Return what is said in pieces of at most so many lines, cut between words; a sign stands before the first."""
        most, text = max(1, int(room / LINE)), plain(content).strip()
        if self.lines(text, width) <= most:
            yield content
            return
        parts = (part for word in text.split() for part in self.face.pieces(word, BODY, width))
        lines = self.face.lines(" ".join(parts), BODY, width)
        for start in range(0, len(lines), most):
            piece = dressed(" ".join(lines[start : start + most]), content)
            yield (sign, " ", piece) if (sign := _sign(content)) and not start else piece

    def _column(self, twelfths: int) -> float:
        return self.width * twelfths / 12 - _CELL

    def _head(self, block: Block) -> float:
        """Return the height of what stands once above the pieces of a block: a table's header, the key of the bars."""
        if isinstance(block, Table):
            if not any(column.heading for column in block.columns):
                return 0
            return (
                max(self.lines(column.heading, self._column(column.twelfths), bold=True) for column in block.columns)
                * LINE
                + _CELL
            )
        if isinstance(block, Squares):
            return self._legend(block.legend)
        return 2 * LINE if isinstance(block, Bars) else 0

    def _legend(self, legend: Content) -> float:
        """Return the height of a key to states: as many beside each other as there is room for."""
        items = legend.items if isinstance(legend, Items) else ()
        lines, left = 0, 0.0
        for item in items:
            wide = self.face.width(plain(item), BODY) + _MARK + _KEYS
            if wide > left:
                lines, left = lines + 1, self.width
            left -= wide
        return lines * LINE + GAP if lines else 0

    def _shared(self, block: Block) -> float:
        """Return the height of what pieces of a block stand in once: its head, and the blank below a table."""
        return self._head(block) + (GAP if isinstance(block, Table | Squares) else 0)

    def height(self, block: Block) -> float:
        """Return the height of a block, or of a piece of one."""
        match block:
            case Paragraph():
                return self.lines(plain(block.content)) * LINE + GAP
            case Table():
                return self._shared(block) + sum(self.row_height(block, row) for row in block.rows)
            case Bars():
                labels = (self.lines(plain(row.label)) for row in block.rows)
                return self._head(block) + sum(lines * LINE + BAR + GAP for lines in labels)
            case Squares():
                return self._shared(block) + self.placed(block).height
            case Figure():
                return self.drawn(block)[1] + GAP

    def drawn(self, figure: Figure, room: float | None = None) -> tuple[float, float]:
        """Return the width and height of a figure's drawing in so high a room; without one the least it needs.

        The least is as large as its letters are the step's.
        """
        wide, high = drawn_size(figure)
        scale = min(self.width / wide, room / high) if room else min(self.width / max(wide, DRAWN), TALLEST / high)
        return wide * scale, high * scale

    def placed(self, squares: Squares) -> "Placed":
        """Return where each of the squares stands, and each label, from the left upper corner below the key."""
        groups = squares.groups
        across = (self.width - _BETWEEN * (len(groups) - 1)) / len(groups) if squares.kind == "beside" else self.width
        spots: list[Spot] = []
        labels: list[Label] = []
        y = lowest = 0.0
        for number, (label, rows) in enumerate(groups):
            left = number * (across + _BETWEEN) if squares.kind == "beside" else 0.0
            y = 0.0 if squares.kind == "beside" else y
            y = self._labelled(labels, label, left, y, across, strong=True)
            for row in rows:
                if squares.kind == "listed":
                    y = self._listed(spots, labels, row, y)
                    continue
                y = self._labelled(labels, row.label, left, y, across)
                wide, high = (SMALL, SMALL) if squares.small else SQUARE
                per_line = max(1, int((across + APART) / (wide + APART)))
                for place, own in enumerate(row.squares):
                    line, column = divmod(place, per_line)
                    spots.append(Spot(own, left + column * (wide + APART), y + line * (high + APART), wide, high))
                y += -(-len(row.squares) // per_line) * (high + APART) + APART
            lowest = max(lowest, y)
        return Placed(lowest, tuple(spots), tuple(labels))

    def _labelled(
        self, labels: "list[Label]", label: Content, left: float, y: float, across: float, *, strong: bool = False
    ) -> float:
        """Place a label, where there is one; return where what it is about begins."""
        if not label:
            return y
        lines = self.lines(plain(label), across, bold=strong)
        labels.append(Label(label, left, y, across, lines * LINE, strong))
        return y + lines * LINE + APART

    def _listed(self, spots: "list[Spot]", labels: "list[Label]", row: SquareRow, y: float) -> float:
        left = SQUARE[0] + 4 * APART
        high = max(self.lines(plain(row.label), self.width - left) * LINE, SQUARE[1])
        spots += [Spot(own, 0, y, *SQUARE) for own in row.squares]
        labels.append(Label(row.label, left, y, self.width - left, high))
        return y + high + APART

    def _lines_of(self, squares: Squares, group: Content, row: SquareRow, room: float) -> Iterator[SquareRow]:
        """Give a row of squares, or its parts where it alone would fill more than the screen."""
        left = room - self._shared(squares) - self._labelled([], group, 0, 0, self.width, strong=True)
        if squares.kind == "listed":
            width = self.width - SQUARE[0] - 4 * APART
            first, *rest = self._cut(row.label, width, left - APART)
            yield replace(row, label=first)
            yield from (SquareRow(label, ()) for label in rest)
            return
        wide, high = (SMALL, SMALL) if squares.small else SQUARE
        most = int((left - self._labelled([], row.label, 0, 0, self.width) - APART) / (high + APART))
        most = max(1, most) * max(1, int((self.width + APART) / (wide + APART)))
        for start in range(0, len(row.squares), most):
            yield SquareRow("" if start else row.label, row.squares[start : start + most])

    def row_height(self, table: Table, row: Row) -> float:
        """Return the height of one row of a table: its tallest cell."""
        tallest = max(
            self.lines(plain(cell).strip(), self._column(column.twelfths) - (_MARK if _sign(cell) else 0))
            for cell, column in zip(row.cells, table.columns, strict=True)
        )
        return tallest * LINE + _CELL


def _sign(content: Content) -> Sign | None:
    """Return the sign of a status that stands in a cell."""
    parts = content if isinstance(content, tuple) else ()
    return next((part for part in parts if isinstance(part, Sign)), None)


def _joined(before: Block, piece: Block) -> Block | None:
    """Return two pieces of one table, or of one set of bars, as one; None where they do not belong together."""
    if isinstance(before, Table) and isinstance(piece, Table) and before.columns == piece.columns:
        return replace(before, rows=(*before.rows, *piece.rows))
    if isinstance(before, Bars) and isinstance(piece, Bars):
        return replace(before, rows=(*before.rows, *piece.rows))
    if isinstance(before, Squares) and isinstance(piece, Squares) and before.label == piece.label:
        (label, rows), (next_label, next_rows) = before.groups[-1], piece.groups[0]
        if label == next_label:
            return replace(before, groups=(*before.groups[:-1], (label, (*rows, *next_rows))))
        return replace(before, groups=(*before.groups, *piece.groups))
    return None
