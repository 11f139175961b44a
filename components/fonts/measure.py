"""How wide texts are: measured with the very files they are drawn with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from components.fonts.files import BOLD, REGULAR, font

_BREAKABLE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, eq=False)
class Face:
    """How wide letters are, as parts of the size they are set in; ``bold`` the same for bold ones."""

    regular: Mapping[str, float]
    bold: Mapping[str, float]

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide a text is in the unit of ``size``, without kerning (which makes it narrower, if anything).

        A letter that the face does not have counts as a full em.
        """
        widths = self.bold if bold else self.regular
        return sum([widths.get(letter, 1.0) for letter in text]) * size

    def lines(self, text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
        """Return a text as lines that fit into ``room``; a word that is wider than that stands alone.

        As in a browser, no line ends at a no-break space.
        """
        lines: list[str] = []
        space, used = self.width(" ", size, bold=bold), 0.0
        for word in _BREAKABLE.split(text.strip()):
            wide = self.width(word, size, bold=bold)
            if lines and used + space + wide <= room:
                lines[-1] = f"{lines[-1]} {word}"
                used += space + wide
            else:
                lines.append(word)
                used = wide
        return lines

    def pieces(self, word: str, size: float, room: float, *, bold: bool = False) -> list[str]:
        """Return a word as it is, or, where it is wider than ``room``, in pieces that fit (of one letter at least)."""
        if self.width(word, size, bold=bold) <= room:
            return [word]
        pieces, used = [""], 0.0
        for letter in word:
            wide = self.width(letter, size, bold=bold)
            if pieces[-1] and used + wide > room:
                pieces.append("")
                used = 0.0
            pieces[-1] += letter
            used += wide
        return pieces

    def broken(self, text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
        """Return a text as lines that fit into ``room``; a word that is wider than that is broken."""
        lines = self.lines(text, size, room, bold=bold)
        return [piece for line in lines for piece in self.pieces(line, size, room, bold=bold)]

    def line_count(self, text: str, size: float, room: float, *, bold: bool = False) -> int:
        """Return how many lines a text takes where a word wider than ``room`` is broken."""
        return _count(self, text, size, room, bold=bold)


@lru_cache(maxsize=1 << 14)
def _count(face: Face, text: str, size: float, room: float, *, bold: bool) -> int:
    lines = face.lines(text, size, room, bold=bold)
    return sum(len(face.pieces(line, size, room, bold=bold)) if " " not in line else 1 for line in lines)


def _widths(name: str) -> dict[str, float]:
    opened = font(name)
    widths, em = opened["hmtx"], opened["head"].unitsPerEm
    return {chr(code): widths[glyph][0] / em for code, glyph in opened.getBestCmap().items()}


OURS = Face(_widths(REGULAR), _widths(BOLD))
"""The typeface of pages, pictures, PDF and the offline page."""


def _widened(widths: Mapping[str, float], letters: float, digits: float) -> dict[str, float]:
    return {letter: width * (digits if letter.isdigit() else letters) for letter, width in widths.items()}


OFFICE = Face(_widened(OURS.regular, 1.21, 1.28), _widened(OURS.bold, 1.31, 1.36))
"""What Arial, or a face that stands in for it, takes at most: measured on Latvian text, DejaVu Sans, the widest that
common systems put in its place, is so many times as wide as ours (Arial itself: 1.05)."""


LETTERS = frozenset(OURS.regular) & frozenset(OURS.bold)
"""The letters that the typeface has."""
