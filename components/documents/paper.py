"""What a document on paper is made of, before it is set: one model that Word and PDF are both written from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from data.words import Language

_UNPRINTABLE = re.compile(r"[^\n\x20-\x7e\xa0-\u2027\u202f-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, line and direction marks and halves of characters: XML or PDF cannot hold them."""

_SHORT_ROWS, _SHORT_LETTERS = 10, 1_200
FULL = 720
"""Pixels of a drawing that fill the width of the paper."""

LOCALES: Mapping[Language, str] = {"lv": "lv-LV", "en": "en-GB"}
"""What office programs call the languages."""


@dataclass(frozen=True)
class Run:
    """A stretch of text; ``language`` is only given where it is not the document's, ``link`` is http or https."""

    text: str
    bold: bool = False
    link: str = ""
    language: Language | None = None


Text = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4; levels follow one another without a gap."""

    level: int
    text: Text


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``quiet`` is set smaller and in grey, as a note or a source is, ``loud`` larger, as a finding."""

    text: Text
    quiet: bool = False
    loud: bool = False


@dataclass(frozen=True)
class Listing:
    """A list with bullets."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Facts:
    """Names with what is known under each, one a line."""

    pairs: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width, and whether it holds numbers.

    ``language`` is that of a heading which is not in the document's.
    """

    heading: str
    share: float
    number: bool = False
    language: Language | None = None


@dataclass(frozen=True)
class Table:
    """A table with a header row; ``caption`` is its text alternative.

    Rows in ``groups`` are set apart. ``roomy`` tables are to be written into by hand.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    groups: frozenset[int] = frozenset()
    roomy: bool = False

    @property
    def short(self) -> bool:
        """Whether it is kept on one page: few rows with few letters."""
        letters = sum(len(run.text) for row in self.rows for cell in row for run in cell)
        return len(self.rows) <= _SHORT_ROWS and letters <= _SHORT_LETTERS


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG; ``alt`` says the same in words. ``size`` is width and height in pixels; `FULL` fill a line."""

    svg: str
    alt: str
    size: tuple[float, float]

    @property
    def width(self) -> float:
        """Its width as a part of the paper's."""
        return min(1.0, self.size[0] / FULL)


@dataclass(frozen=True)
class Sheet:
    """A page of its own, on which stand these and nothing else: what is too much makes its pictures smaller."""

    blocks: "tuple[Block, ...]"


Block = Heading | Paragraph | Listing | Facts | Table | Picture | Sheet


@dataclass(frozen=True)
class Document:
    """A document: its title, the day it is judged on, what stands at the head of every page, and its blocks.

    ``page`` says which page it is, with the places {n} and {total} in this order.
    """

    title: str
    subject: str
    language: Language
    day: date
    head: tuple[str, str]
    page: str
    blocks: tuple[Block, ...]


def printable(text: str) -> str:
    """Return text in NFC without what neither XML nor PDF can hold; line breaks stay."""
    return _UNPRINTABLE.sub(" ", normalize("NFC", text))


def around_numbers(page: str) -> Iterator[str]:
    """Give what stands before, between and after the two numbers of a document's ``page``."""
    yield from re.split(r"\{n\}|\{total\}", page, maxsplit=2)
