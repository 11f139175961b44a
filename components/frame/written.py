"""What a screen says as HTML, written once for a view and kept while the view is looked at."""

from collections.abc import Callable
from functools import cache
from typing import Any, Concatenate, ParamSpec

from components.blocks.html import Html, write
from components.blocks.vocabulary import Content
from components.memo import cached_by_view
from components.view import View

P = ParamSpec("P")


def written(view: View, say: Callable[Concatenate[View, P], Content], *args: P.args, **kwargs: P.kwargs) -> Html:
    """Return as HTML what ``say``, a function that stands by itself, says of a view; its arguments must be hashable."""
    return _writer_of(say)(view, *args, **kwargs)


@cache
def _writer_of(say: Callable[..., Content]) -> Callable[..., Html]:
    """Return what writes one function's content and keeps it, so that one screen's does not push out another's."""

    def as_html(view: View, *args: Any, **kwargs: Any) -> Html:
        return write(say(view, *args, **kwargs))

    return cached_by_view(as_html)
