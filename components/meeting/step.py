"""One step of a meeting: a finding with what stands below it, in the vocabulary of the screens."""

from dataclasses import dataclass
from typing import TypeAlias

from components.blocks.vocabulary import Bars, Content, Link, Paragraph, Table

Block: TypeAlias = Paragraph | Table | Bars
"""What stands on a step: `components.meeting.layout` knows how tall each is."""


@dataclass(frozen=True)
class Step:
    """One screen of the meeting: its title says the finding, ``kicker`` where in the meeting we are.

    ``notes`` are the sources of what stands on it, for the speaker. ``part`` of ``parts`` tells, from 1, where a step
    that did not fit on one screen stands. ``quoted`` is the part of the kicker that the spreadsheet says. ``code`` is
    an address to scan with a telephone, and what is said of it.
    """

    name: str
    kicker: str
    title: Content
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    part: int = 1
    parts: int = 1
    quoted: str = ""
    code: Link | None = None
