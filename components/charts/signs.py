"""The signs of statuses and answers as images; the words stand beside them."""

from components.blocks.vocabulary import Content, Sign, Text
from components.charts.palette import answer_shape_address, marks, shape_address
from components.wording.terms import status_name
from data.model import Answer, State, Unknown
from data.words import Words


def answer_mark(answer: Answer | None) -> Sign:
    """Return an answer's sign; None is "not reported"."""
    return Sign(answer_shape_address(answer))


def mark(state: State | None, palette: str = "") -> Sign:
    """Return a state's sign in a palette; None is a report without a status."""
    every = marks(palette)
    shown = every.get(state or Unknown.NO_STATUS, every[Unknown.NO_STATUS])
    return Sign(shape_address(state, palette), letter=shown.sign, colour=shown.colour)


def named(state: State, words: Words, palette: str = "") -> Content:
    """Return a state's sign and word, as a legend says it."""
    return mark(state, palette), f" {status_name(state, words)}"


def counted(state: State, n: int, words: Words, palette: str = "") -> Content:
    """Return how many have a state, as a legend says it: sign, word and number."""
    return named(state, words, palette), " ", Text(str(n), strong=True)
