"""One step of a meeting: a finding with what stands below it, in the vocabulary of the screens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from components.blocks.figures import Figure
from components.blocks.vocabulary import Bars, Content, Link, Paragraph, Squares, Table

Block: TypeAlias = Paragraph | Table | Bars | Squares | Figure
"""What stands on a step: `components.meeting.layout` knows how tall each is. A figure is its drawing, with the frame of
which whoever can makes a chart of its own."""
Whole: TypeAlias = Paragraph | Table
"""What stands behind a step: the list and the texts that the step says shortly, whole."""


@dataclass(frozen=True)
class Step:
    """One screen of the meeting: its title says the finding, ``kicker`` where in the meeting we are.

    ``notes`` are the sources of what stands on it, for the speaker. ``number`` of ``total`` is the same wherever the
    meeting is shown, whatever fits there on one screen; ``part`` of ``parts`` tells, from 1, where a step that did not
    fit stands. ``quoted`` is the part of the kicker that the spreadsheet says. ``code`` is an address to scan with a
    telephone, and what is said of it. ``more`` stands behind the step: folded on a screen, in the notes of a slide.
    ``page`` is the address of the screen that the step is taken from, "" where that is the meeting's own. The blocks
    stand ``scale`` times larger where they leave room for it. The words of a ``listing`` are names by which
    a meeting goes, such as its agenda, and are not counted.
    """

    name: str
    kicker: str
    title: Content
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    number: int = 1
    total: int = 1
    part: int = 1
    parts: int = 1
    quoted: str = ""
    code: Link | None = None
    more: tuple[Whole, ...] = ()
    listing: bool = False
    scale: float = 1
    page: str = ""

    @property
    def place(self) -> str:
        """Return the step's number, and behind a point its part if that is not the first: "7", "7.2"."""
        return str(self.number) if self.part == 1 else f"{self.number}.{self.part}"

    @property
    def told_place(self) -> str:
        """Return the place as readers see it: "7", "7·2", since "7.2" is what measures are called."""
        return self.place.replace(".", "·")


_PLACE = re.compile(r"([0-9]{1,4})(?:\.([0-9]{1,4}))?")


def find(steps: Sequence[Step], place: str) -> Step | None:
    """Return the step at a place as an address says it; the last for one beyond the end, None for no place.

    A part beyond the last of its step means that last one: elsewhere the same step may need more screens.
    """
    meant = _PLACE.fullmatch(place)
    if meant is None or not steps or not (number := int(meant[1])):
        return None
    if number > steps[-1].number:
        return steps[-1]
    parts = [step for step in steps if step.number == number]
    return parts[min(max(int(meant[2] or 1), 1), len(parts)) - 1]
