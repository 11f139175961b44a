"""The vocabulary of what is said, on a screen, in a paper or on a step: frozen records that know no drawing.

Whatever stands in them as plain text is escaped by whoever draws them, so text of the sheet needs no care on its way.
``kind`` names how something looks, in the words of the style sheet ("muted", "small", "lead"); a drawer that does not
know a kind draws the thing without it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, ClassVar, Literal, TypeAlias

from markupsafe import Markup

from components.blocks.forms import Columns, Field, Form, Paint, Reserved, Still, Submit
from components.blocks.vega import Specification
from data.model import State

# What stands within a line


@dataclass(frozen=True, slots=True)
class Text:
    """Words with something to be known of them: ``lang`` where it is not the page's language, emphasis, a look.

    ``current`` is where the reader stands among links. The kind "big" is for the number with which a first heading
    opens.
    """

    content: "Content"
    lang: str = ""
    kind: str = ""
    strong: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the dashboard, or ``outside`` it in a window of its own; ``current`` is where the reader stands.

    ``leads_to`` is the language of the page it leads to, where that is another; ``label`` is its name for screen
    readers, where what stands there is too short to tell.
    """

    content: "Content"
    address: str
    lang: str = ""
    kind: str = ""
    outside: bool = False
    current: bool = False
    leads_to: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What the sheet says, in Latvian: its http and https addresses are links that show their host, its lines stay.

    Where the sheet says nothing it is false, and nothing is drawn.
    """

    text: str | None

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Sign:
    """A small sign as the address of an image; the word stands beside it, so screen readers pass over it.

    ``letter`` in ``colour`` stands for it where there is only text.
    """

    address: str
    width: int = 16
    letter: str = ""
    colour: str = ""
    height: int = 16


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a cell or a paragraph."""


BREAK = Break()

# What stands for itself


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4."""

    level: int
    content: "Content"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; screen readers say an ``announced`` one again when it changes."""

    content: "Content"
    kind: str = ""
    announced: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A small line of its own below what stands in a cell."""

    content: "Content"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines to be copied as they stand, tabs and all; ``lang`` where they are not in the page's language."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """What must be known before anything else on the page."""

    content: "Content"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what is known under each; a name under which nothing is known is left out."""

    pairs: Sequence[tuple[str, "Content"]]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``ordered`` where the order says something."""

    items: Sequence["Content"]
    kind: str = "facts"
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; ``number`` aligns its cells to the right, ``twelfths`` is its share of a fixed width.

    On a phone the cells of ``aside`` columns stand on lines of their own: the first above its row, others small below.
    Tables of up to four columns keep them side by side. The heading of a column that a table can be ordered by leads
    to ``address`` and is ``called`` what that does; ``order`` is "ascending" or "descending" where it is ordered so.
    ``lang`` is that of a heading which is not in the page's language.
    """

    heading: str
    number: bool = False
    twelfths: int = 0
    aside: bool = False
    address: str = ""
    called: str = ""
    order: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; the first is the row's heading.

    ``group`` sets it apart as a heading of those below, ``marked`` as the one that was chosen.
    """

    cells: Sequence["Content"]
    group: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Without ``captioned`` its caption is for screen readers alone, where a heading already says it.

    On paper the empty rows of a ``roomy`` one are to be written into by hand.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    caption: str
    captioned: bool = True
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile that leads somewhere: a name in Latvian by its lines and what is said of it in a word.

    ``label`` says both in full; ``current`` is the one that was chosen.
    """

    name: Sequence[str]
    text: str
    address: str
    label: str
    kind: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles of one size row by row, a free place where there is None; ``label`` says what they are."""

    label: str
    rows: Sequence[Sequence[Tile | None]]


@dataclass(frozen=True, slots=True)
class Square:
    """One thing in one state: the short name that stands in it, where it leads, and what is told of it.

    What is ``told``, a line each, names it and its state in words: it stands under pointer and focus and is what screen
    readers say. A ``marked`` one is set apart: it is the one that changed.
    """

    name: str
    state: State
    told: Sequence["Content"]
    address: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class SquareRow:
    """Squares that belong together, and what stands above them, or behind the one, if any, of a ``listed`` row."""

    label: "Content"
    squares: Sequence[Square]


@dataclass(frozen=True, slots=True)
class Squares:
    """A square a thing, in rows that are grouped under a label; "" is the label of what has none.

    ``label`` says what they are, ``legend`` is the key to their states. ``MANY`` of them, and those not ``named``, are
    drawn small and without their names. Groups stand ``beside`` each other to be compared; in ``listed`` ones each
    row is one square with its label behind it.
    """

    label: str
    groups: Sequence[tuple["Content", Sequence[SquareRow]]]
    legend: "Content" = ""
    kind: Literal["", "beside", "listed"] = ""
    named: bool = True

    MANY: ClassVar[int] = 120

    @property
    def small(self) -> bool:
        """Whether they are drawn without their names."""
        return not self.named or sum(len(row.squares) for _, rows in self.groups for row in rows) > self.MANY


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what stands above it, how many have which status, from left to right, and the same in words."""

    label: "Content"
    parts: Sequence[tuple[State, int]]
    alt: str

    @property
    def total(self) -> int:
        """How long it is."""
        return sum(n for _, n in self.parts)


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked bars of one scale; ``legend`` is the key to their statuses, ``alt`` says all of them in words."""

    caption: str
    rows: Sequence[Bar]
    alt: str
    legend: "Content" = ""

    @property
    def longest(self) -> int:
        """What the longest bar counts, at least one: the scale of all."""
        return max((row.total for row in self.rows), default=1) or 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as addresses of images, for wide screens and for phones; ``alt`` says the same in words.

    Without ``narrow`` the one serves both.
    """

    wide: str
    narrow: str
    alt: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as its specifications, for wide screens and for phones; ``alt`` says the same in words.

    ``name`` stays the same whatever is drawn, so that a screen can put the new drawing in the place of the old.
    """

    name: str
    wide: Specification
    narrow: Specification
    alt: str


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together without a heading of its own: columns beside each other, a part of a page."""

    content: "Content"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with its heading in it; on paper it stays on one page where it can.

    ``label`` is its name for screen readers where it has no heading; they say an ``announced`` one again when another
    takes its place.
    """

    content: "Content"
    kind: str = ""
    label: str = ""
    announced: bool = False


@dataclass(frozen=True, slots=True)
class Details:
    """Small print that opens on click; on paper it is open. ``kind`` is the look of the line that opens it.

    A ``narrow`` one is folded on phones alone. An ``opened`` one begins open, where what is in it was asked for.
    """

    summary: "Content"
    content: "Content"
    kind: str = ""
    narrow: bool = False
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands under everything: day, source, snapshot, and ways on."""

    content: "Content"


@dataclass(frozen=True, slots=True)
class Nav:
    """A list of ways on, by name for screen readers."""

    label: str
    items: Sequence["Content"]
    kind: str = "sections"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a reader may take along of a figure: ``content`` offers it.

    The server draws it of the ``figure`` (a `blocks.figures.Figure`) when it is asked for, and finds it by its name.
    """

    content: "Content"
    figure: Any = field(hash=False)


@dataclass(frozen=True, slots=True)
class Button:
    """What a page's program is asked with, which knows it by its name."""

    name: str
    content: "Content"


@dataclass(frozen=True, slots=True)
class Announcer:
    """Where a script tells screen readers that the view has changed; ``screens`` (JSON) are those it serves."""

    changed: str
    screens: str


Inline: TypeAlias = str | Text | Link | Quoted | Sign | Break
Block: TypeAlias = (
    Heading
    | Paragraph
    | Note
    | Verbatim
    | Banner
    | Facts
    | Items
    | Table
    | Tiles
    | Squares
    | Bars
    | Picture
    | Chart
    | Group
    | Section
    | Details
    | Footer
    | Nav
    | Form
    | Submit
    | Field
    | Columns
    | Paint
    | Still
    | Reserved
    | Offer
    | Button
    | Announcer
    | Markup
)
"""Markup is what was drawn elsewhere already; a screen makes none."""
Content: TypeAlias = Inline | Block | tuple["Content", ...]
"""Anything that can be said; a tuple says its parts one after the other, and "" nothing."""


def joined(parts: Sequence[Content], between: Content = ", ") -> Content:
    """Return parts one after the other with something between them, those that say nothing left out."""
    parts_said: list[Content] = []
    for part in parts:
        if part and parts_said:
            parts_said.append(between)
        if part:
            parts_said.append(part)
    return tuple(parts_said)


def large(sentence: str, number: str) -> Content:
    """Return a heading's sentence in which the number that answers is large; as it stands where it is not in it."""
    before, found, after = sentence.partition(number) if number else (sentence, "", "")
    return (before, Text(found, kind="big"), after) if found else sentence


def plain(content: Content) -> str:
    """Return what is said within a line without its looks. Raises TypeError for what stands for itself."""
    match content:
        case str():
            return content
        case tuple():
            return "".join(map(plain, content))
        case Text() | Link():
            return plain(content.content)
        case Quoted():
            return content.text or ""
        case Break():
            return "\n"
        case Sign():
            return ""
        case _:
            raise TypeError(f"{type(content).__name__} does not stand within a line")


def changed(content: Any, change: Callable[[Any], Any]) -> Any:
    """Return content in which each record is what ``change`` makes of it, the inner ones first."""
    if isinstance(content, tuple | list):
        return tuple(changed(part, change) for part in content)
    if not is_dataclass(content) or isinstance(content, type):
        return content
    inner = {one.name: changed(getattr(content, one.name), change) for one in fields(content)}
    return change(replace(content, **inner))
