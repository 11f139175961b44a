"""A long list page by page: which page an address asks for, the rows that stand on it, and the ways to the others."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from components.blocks.vocabulary import Content, Link, Nav, Text
from components.view import View

T = TypeVar("T")
NAME = "lapa"
"""The parameter of the address that says which page."""
PAGE = 100
"""Rows on one page."""
_ALL, _AROUND = 12, 3
"""Of more pages than the first, only the first and the last are named, and so many on each side of the one shown."""
_NUMBER = re.compile("[0-9]{1,4}")


def asked(said: str) -> int:
    """Return the page that an address says, the first where it says none or something else."""
    return max(int(said), 1) if _NUMBER.fullmatch(said) else 1


def odd(view: View, said: str) -> str:
    """Return that what an address says is no page, in a sentence; "" where it is one or nothing is said.

    What stands there is not repeated, so that all such addresses have one page.
    """
    if not said or _NUMBER.fullmatch(said):
        return ""
    return view.words.say("The page number in the address is not recognised; the first page is shown.")


def page_of(place: int) -> int:
    """Return the page on which a row stands, by its place from 0."""
    return place // PAGE + 1


def cut(rows: Sequence[T], page: int) -> tuple[Sequence[T], int, int]:
    """Return the rows of a page, which page it is, and which is the last: asked for one beyond it, that one."""
    last = max(-(-len(rows) // PAGE), 1)
    page = min(page, last)
    return rows[(page - 1) * PAGE : page * PAGE], page, last


def ways(view: View, page: int, last: int, leading: Callable[[str], str]) -> Content:
    """Return the ways to the other pages of a list; "" where it has one. ``leading`` gives the address of one."""
    if last == 1:
        return ""
    _ = view.words.say
    named = [n for n in range(1, last + 1) if last <= _ALL or n in (1, last) or abs(n - page) <= _AROUND]
    links: list[Content] = []
    before = 0
    for number in named:
        if number > before + 1:
            links.append(Text("…", kind="muted"))
        address = leading(str(number) if number > 1 else "")
        links.append(Link(str(number), address, current=number == page, label=_("Page {number}", number=number)))
        before = number
    return Nav(_("Pages of the list"), links)
