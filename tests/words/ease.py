"""``python -m tests.words.ease``: how easily plain language is read, screen by screen, in both languages.

A rule of thumb, printed and never asserted: LIX (Björnsson 1968), the words of a sentence plus the share of words of
more than six letters. Below 30 is very easy, 30 to 40 easy; Latvian words are long, so its figures are higher.
"""

import re
import sys
from datetime import date
from typing import NamedTuple

from components.frame import easy
from components.frame.addressed import view_of
from components.frame.shell import SCREENS
from data.words import LANGUAGES

LONG = 6


class Ease(NamedTuple):
    """Sentences and words of a text, the words of its longest sentence, long words in percent, and its LIX."""

    sentences: int
    words: int
    longest: int
    long_words: float
    lix: float


def measured(text: str) -> Ease:
    """Measure a text of one sentence or more; numbers are words, the point of a date or an ordinal ends nothing."""
    ends = r"(?<!\d)[.!?]+\s|(?<=\d)\.\s(?=[A-ZĀČĒĢĪĶĻŅŠŪŽ])"
    sentences = [one for part in re.split(ends, text + " ") if (one := re.findall(r"[^\W_]+", part))]
    words = [word for one in sentences for word in one]
    share = 100 * sum(len(word) > LONG for word in words) / len(words)
    return Ease(len(sentences), len(words), max(map(len, sentences)), share, len(words) / len(sentences) + share)


def main() -> int:
    today = date.fromisoformat(sys.argv[1]) if sys.argv[1:] else date(2026, 11, 22)
    for language in LANGUAGES:
        view = view_of({"viegli": "1", "lang": language}, today)
        for screen in SCREENS:
            ease = measured(" ".join(easy.said(view, screen.address)))
            print(
                f"{language} /{screen.address:<12} {ease.sentences:>2} sentences,"
                f" {ease.words / ease.sentences:4.1f} words each,"
                f" the longest {ease.longest:>2}, {ease.long_words:3.0f}% long words, LIX {ease.lix:3.0f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
