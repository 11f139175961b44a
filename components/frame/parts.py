"""What a screen is made of, in order: content, controls, and slots, which only a running screen can fill.

A screen is a function of a view and an address to these parts. `placing` places them live; the first paint
(`components.web.paint`) writes the same parts as HTML, with a stand-in of equal size for each slot.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from components.blocks.controls import Control
from components.blocks.vocabulary import Content
from components.charts.maps import Picture


@dataclass(frozen=True)
class Passage:
    """What a function that stands by itself says of a view: it is written once for a view and its arguments."""

    say: Callable[..., Content]
    arguments: tuple[Hashable, ...] = ()


@dataclass(frozen=True)
class Controls:
    """Controls beside each other, in columns of the ``widths`` or, without them, each as wide as it is."""

    name: str
    controls: tuple[Control, ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class Box:
    """Parts in a container that the style sheet knows by its name."""

    name: str
    parts: tuple["Part", ...]


@dataclass(frozen=True)
class Beside:
    """Parts in columns of these widths."""

    widths: tuple[float, ...]
    columns: tuple[tuple["Part", ...], ...]


@dataclass(frozen=True)
class File:
    """A file to take away, built when it is asked for; ``key`` tells its button from others."""

    label: str
    make: Callable[[], bytes] = field(compare=False)
    name: str
    mime: str
    key: str


@dataclass(frozen=True)
class Files:
    """Files to take away, their buttons beside each other; without a ``name`` there is one, by itself."""

    name: str
    files: tuple[File, ...]


@dataclass(frozen=True)
class OneOf:
    """Something of which a visitor looks at one at a time, the first at first; this is no choice of the address.

    ``titles`` names each by its code, ``show`` gives the parts of one.
    """

    label: str
    key: str
    titles: Mapping[str, str]
    show: Callable[[str], tuple["Part", ...]]


@dataclass(frozen=True)
class Map:
    """The browser's map, of which a click chooses a code for the parameter ``name``; ``alt`` says it in words."""

    picture: Picture
    alt: str
    name: str


@dataclass(frozen=True)
class Copied:
    """Lines to be copied as they stand, with a button that does it."""

    text: str


@dataclass(frozen=True)
class Styles:
    """Style sheets by name that a screen needs beside those of all screens, and what their variables stand for."""

    names: tuple[str, ...]
    variables: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Slot:
    """What only a running screen can fill: its page does, by the slot's name, with a function of these arguments.

    ``stand_in`` stands there in the first paint, of the same size.
    """

    name: str
    stand_in: Content = ""
    arguments: tuple[Hashable, ...] = ()


Apart: TypeAlias = Controls | Box | Beside | Files | OneOf | Map | Copied | Styles | Slot
"""Parts that are no content: each is placed in its own way."""
Part: TypeAlias = Content | Passage | Apart
Parts: TypeAlias = tuple[Part, ...]
