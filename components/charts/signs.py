"""The signs of statuses and answers as images; the words stand beside them."""

from components.charts.palette import answer_shape_address, shape_address
from data.model import Answer, State


def answer_mark(answer: Answer | None) -> str:
    """Return an answer's shape as an image that screen readers pass over; the word stands beside it."""
    return _image(answer_shape_address(answer))


def mark(state: State | None, palette: str = "") -> str:
    """Return a state's shape as an image that screen readers pass over; the word stands beside it."""
    return _image(shape_address(state, palette))


def _image(address: str) -> str:
    return f'<img class="shape" src="{address}" alt="" width="16" height="16">'
