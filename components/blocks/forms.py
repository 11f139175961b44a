"""What a page without a running program is chosen and laid out with: forms that are sent by GET, columns, a slot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from components.blocks.vocabulary import Chart, Content


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page: its fields may stand anywhere and name it. ``address`` is asked, with what is ``carried``."""

    name: str
    address: str
    carried: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Submit:
    """The button that sends a form."""

    label: str
    form: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form with its label: "one" of its options, a "text", a "yes" or no, or a "day" (ISO 8601).

    ``shown`` is what a day reads while it cannot be changed, ``first`` and ``last`` are its bounds.
    """

    kind: str
    name: str
    label: str
    form: str
    value: str = ""
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    shown: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Content in columns, whose widths are to each other as these numbers."""

    widths: Sequence[float]
    columns: "Sequence[Content]"


@dataclass(frozen=True, slots=True)
class Reserved:
    """A chart for which room is kept: width and height in pixels, on wide screens and on phones.

    Where there is less width, the room is as much lower. A drawing that is not in view yet is not drawn yet.
    """

    chart: "Chart"
    wide: tuple[float, float]
    narrow: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Still:
    """A screen as a page by itself, which no program follows."""

    content: "Content"


@dataclass(frozen=True, slots=True)
class Paint:
    """A screen as the server writes it, to be shown until the program stands: its parts, and what it says later.

    ``stays`` is said where the program does not come; ``newer`` where it shows newer data than are painted here, which
    is told by ``snapshot``.
    """

    content: "Content"
    stays: str
    newer: str
    snapshot: str
