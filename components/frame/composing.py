"""What a screen says, composed for its page: text as HTML, charts and what holds them apart, in the order it is said.

Nothing here needs a running program: the first paint and the published pages (`components.web`) are written of it too.
What is composed is kept, so that a second visitor who looks at the same costs only what Streamlit takes to send it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import sha256
from typing import Any, TypeAlias, cast

from components.blocks import vega
from components.blocks.html import Html, write
from components.blocks.style import proportioned
from components.blocks.vocabulary import Chart, Content, Group, Section
from components.frame import downloads
from components.frame.parts import Apart, Beside, Box, Part, Parts, Passage
from components.memo import cached_by_view
from components.view import View
from data import live

Here: TypeAlias = tuple[str, Mapping[str, str]]
"""The path of a screen and the parameters of its own in its address, without those that say nothing."""


@dataclass(frozen=True)
class Room:
    """What stands in a container of its own, since it holds a chart; ``kind`` is its look, or else what it is."""

    kind: str
    pieces: tuple["Piece", ...]


@dataclass(frozen=True)
class Drawn:
    """A chart as it is placed: its drawings for wide screens and for phones as one."""

    chart: Chart
    both: vega.Specification

    @cached_property
    def digest(self) -> str:
        """What tells the drawings from others."""
        return sha256(json.dumps(self.both).encode()).hexdigest()


Piece: TypeAlias = Html | Drawn | Room


@dataclass(frozen=True)
class Around:
    """A container or columns, and what stands in each."""

    part: Box | Beside
    within: tuple["Composed", ...]


@dataclass(frozen=True)
class Composed:
    """A screen's parts in their order, each with its name, and the style of the rooms of the charts among them."""

    parts: tuple[tuple[Part | Piece | Around, str], ...]
    rooms: str


def composed(
    view: View, here: Here, screen: Callable[..., Parts], address: Mapping[str, str], *entered: Any
) -> Composed:
    """Return a screen's parts composed, kept for all who look at the same.

    ``screen`` makes the parts of the view, the address and what else ``entered``, which must be hashable.
    """
    path, own = here
    return _kept(screen)(view, state_of(view), path, tuple(own.items()), tuple(address.items()), entered)


@cache
def _kept(screen: Callable[..., Parts]) -> Callable[..., Composed]:
    """Return what composes one screen and keeps it, so that one screen's does not push out another's."""

    def in_parts(view: View, _state: object, path: str, own: Any, address: Any, entered: Any) -> Composed:
        return compose(view, (path, dict(own)), screen(view, dict(address), *entered))

    return cached_by_view(in_parts)


def state_of(view: View) -> tuple[object, ...]:
    """Return what a screen may tell beside what its view's key holds: how the source and the history are."""
    current, newest = view.current, live.current()
    return (
        (current.read_at, current.changed_at, current.failing_since, current.failure, current.compared),
        (len(current.issues), newest.read_at, newest.snapshot.id, live.unkept(), live.unanswered()),
    )


def compose(view: View, here: Here, parts: Iterable[Part]) -> Composed:
    """Return parts composed for the screen that is ``here``."""
    ordered = tuple((_composed(view, here, part), name) for part, name in in_order(view, parts))
    return Composed(ordered, "".join(map(_proportions, _charts(part for part, _name in ordered))))


def _composed(view: View, here: Here, part: Part | Piece) -> Part | Piece | Around:
    if isinstance(part, Box):
        return Around(part, (compose(view, here, part.parts),))
    if isinstance(part, Beside):
        return Around(part, tuple(compose(view, here, column) for column in part.columns))
    if isinstance(part, Room):
        return replace(part, pieces=tuple(cast("Piece", _composed(view, here, piece)) for piece in part.pieces))
    return downloads.placed(part, *here) if isinstance(part, Html) and downloads.unplaced(part) else part


def in_order(view: View, parts: Iterable[Part]) -> Iterator[tuple[Part | Piece, str]]:
    """Yield a screen's parts in their order, and what holds a chart with its name.

    Content beside each other, passages among it, is one HTML.
    """
    waiting: list[Html] = []

    def joined() -> Iterator[tuple[Html, str]]:
        if html := Html("".join(waiting)):
            yield html, ""
        waiting.clear()

    for part in parts:
        if isinstance(part, Passage):
            for number, piece in enumerate(_taken_apart(view, part)):
                if isinstance(piece, Html):
                    waiting.append(piece)
                else:
                    yield from joined()
                    yield piece, f"{part.say.__name__}_{number}"
        elif isinstance(part, Apart):
            yield from joined()
            yield part, ""
        else:
            waiting.append(write(part))
    yield from joined()


def _taken_apart(view: View, passage: Passage) -> tuple[Piece, ...]:
    """Return a passage in pieces; they are made once for a view and kept while the view is looked at."""
    return _maker_of(passage.say)(view, *passage.arguments)


@cache
def _maker_of(say: Callable[..., Content]) -> Callable[..., tuple[Piece, ...]]:
    """Return what takes one function's content apart and keeps it, so that one screen's does not push out another's."""

    def in_pieces(view: View, *args: Any, **kwargs: Any) -> tuple[Piece, ...]:
        return pieces(say(view, *args, **kwargs))

    return cached_by_view(in_pieces)


def pieces(content: Content) -> tuple[Piece, ...]:
    """Return content in pieces: blocks beside each other as one HTML, charts, and what holds a chart."""
    apart: list[Piece] = []
    waiting: list[Content] = []

    def write_waiting() -> None:
        if html := write(*waiting):
            apart.append(html)
        waiting.clear()

    for part in _parts(content):
        if not _holds_chart(part):
            waiting.append(part)
            continue
        write_waiting()
        if isinstance(part, Group | Section):
            apart.append(Room(part.kind or type(part).__name__.lower(), pieces(part.content)))
        elif isinstance(part, Chart):
            apart.append(Drawn(part, vega.below(part.wide, part.narrow)))
    write_waiting()
    return tuple(apart)


def _parts(content: Content) -> Iterator[Content]:
    if isinstance(content, tuple):
        for part in content:
            yield from _parts(part)
    else:
        yield content


def _holds_chart(content: Content) -> bool:
    """Tell whether a chart is to be placed within; one in a cell or in small print is drawn as a picture."""
    if isinstance(content, Group | Section):
        return any(map(_holds_chart, _parts(content.content)))
    return isinstance(content, Chart)


def _charts(pieces: Iterable[Part | Piece | Around]) -> Iterator[Chart]:
    for piece in pieces:
        if isinstance(piece, Drawn):
            yield piece.chart
        elif isinstance(piece, Room):
            yield from _charts(piece.pieces)


def _proportions(chart: Chart) -> str:
    """Return the style of a chart's room, which is there before the chart: nothing jumps when its program has loaded.

    It stands in no HTML that holds text of the sheet.
    """
    sizes = vega.size(chart.wide), vega.size(chart.narrow)
    return proportioned(room_of(chart), *sizes, vega.APART)


def room_of(chart: Chart) -> str:
    """Return the name of the container that holds a chart."""
    return f"chart_{chart.name}"


def room_name(room: Room, name: str) -> str:
    """Return the name of a room's container, by which the style sheet knows its look."""
    return f"room_{room.kind.replace(' ', '_')}_{name}"
