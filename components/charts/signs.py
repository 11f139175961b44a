"""The signs of statuses and answers as images; the words stand beside them."""

from components.blocks.vocabulary import Sign
from components.charts.palette import answer_shape_address, shape_address
from data.model import Answer, State


def answer_mark(answer: Answer | None) -> Sign:
    """Return an answer's sign; None is "not reported"."""
    return Sign(answer_shape_address(answer))


def mark(state: State | None, palette: str = "") -> Sign:
    """Return a state's sign in a palette; None is a report without a status."""
    return Sign(shape_address(state, palette))
