"""What a screen says as HTML, written once for a view and kept while the view is looked at."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from components.blocks.html import Html, write
from components.blocks.vocabulary import Content
from components.memo import per_view
from components.view import View

P = ParamSpec("P")


def written(view: View, say: Callable[Concatenate[View, P], Content], *args: P.args, **kwargs: P.kwargs) -> Html:
    """Return as HTML what ``say`` says of a view; its further arguments must be hashable."""
    return _kept(view, say, args, tuple(kwargs.items()))


@per_view
def _kept(
    view: View, say: Callable[..., Content], args: tuple[object, ...], kwargs: tuple[tuple[str, object], ...]
) -> Html:
    return write(say(view, *args, **dict(kwargs)))
