"""One measure on a step: its status, what was done, what stands in the way, what it asks of the council, evidence."""

from collections.abc import Mapping
from typing import Literal

from components.blocks.vocabulary import Content, SquareRow, Squares, Table
from components.frame.squares import square
from components.meeting.cells import brief, cell, grid, in_latvian, last_word, sources, status_said
from components.meeting.layout import WORDS, count
from components.meeting.step import Block, Step
from components.view import View
from components.wording import marks
from components.wording.findings import deadline_word
from components.wording.naming import responsible, short, title
from components.wording.terms import capital
from data.answers.progress import Standing
from data.answers.schedule import deadlines
from data.contract.addresses import Page
from data.model import Update

ASKED, DONE, OBSTACLES, EVIDENCE = 14, 18, 10, 8
"""About so many words of each stand on a step at most, the first before the others; the whole texts stand behind it."""
FEWEST = 4
"""Fewer words are left for none of them."""
NAME = 16


def measure_step(view: View, item: Standing, kicker: str = "", name: str = "pasakums") -> Step:
    """Return one measure; what nobody told of it has no line."""
    words, newest = view.words, item.decisive or (item.reports[-1] if item.reports else None)
    own = title(item.measure, words)
    number = short(view, item.measure)
    said = f"{number}. {brief(own, NAME, name=True)}"
    blocks: list[Block] = [_status(view, item)]
    left = WORDS - count(said) - len(_label(view, item).split())
    rows = _shortly(view, _told(view, newest), left)
    if rows:
        blocks.append(_grid(view, rows))
    shown = in_latvian(said, words) if own == item.measure.title else said
    return Step(
        name,
        kicker,
        shown,
        tuple(blocks),
        sources(view, [item]),
        more=(_grid(view, _whole(view, item, newest)),),
        page=view.address(Page.MEASURES, pasakums=number),
    )


def says_something(item: Standing) -> bool:
    """Whether a measure is a step of its own: a status is known, or something stands in its way or is asked for.

    News without a status is a mark among the others, and its text stands behind them.
    """
    newest = item.reports[-1] if item.reports else None
    return item.status is not None or bool(newest and (newest.obstacles or newest.needed_from_council))


def by_when(view: View, item: Standing) -> str:
    """Return a measure's last deadline with where it stands to it, or that it is not known."""
    chain = deadlines(item)
    stands = deadline_word(view, item)
    return f"{view.words.date(chain[-1][1])}, {stands}" if chain else stands


def _status(view: View, item: Standing) -> Squares:
    row = SquareRow(_label(view, item), (square(view, item),))
    return Squares(view.words.say("Status and source"), (("", (row,)),), kind="listed")


def _label(view: View, item: Standing) -> str:
    words = view.words
    said = capital(status_said(item, words))
    return marks.beside(said, [last_word([item], words), *marks.status(view, item)]) if item.decisive else said


Kind = Literal["done", "obstacles", "asked", "evidence"]
_MOST: Mapping[Kind, int] = {"asked": ASKED, "done": DONE, "obstacles": OBSTACLES, "evidence": EVIDENCE}
"""In the order in which words are given to them."""


def _told(view: View, newest: Update | None) -> dict[Kind, tuple[str, str]]:
    """Return what a report tells of a measure, each under its name, in the order in which it stands."""
    _ = view.words.say
    if newest is None:
        return {}
    told: dict[Kind, tuple[str, str | None]] = {
        "done": (_("What was done"), newest.done),
        "obstacles": (_("Obstacles"), newest.obstacles),
        "asked": (_("What the institution asks for"), newest.needed_from_council),
        "evidence": (_("Evidence"), newest.evidence),
    }
    return {kind: (name, text) for kind, (name, text) in told.items() if text}


def _shortly(view: View, told: Mapping[Kind, tuple[str, str]], left: int) -> list[tuple[str, Content]]:
    """Return what is told in so many words together."""
    said: dict[Kind, str] = {}
    for kind, most in _MOST.items():
        if kind in told and left - count(told[kind][0]) >= FEWEST:
            left -= count(told[kind][0])
            said[kind] = brief(told[kind][1], min(most, left), name=kind == "evidence")
            left -= count(said[kind])
    return [(name, in_latvian(said[kind], view.words)) for kind, (name, _text) in told.items() if kind in said]


def _whole(view: View, item: Standing, newest: Update | None) -> list[tuple[str, Content]]:
    words = view.words
    _ = words.say
    name = title(item.measure, words)
    link = view.address(Page.MEASURES, pasakums=short(view, item.measure))
    shown = in_latvian(name, words) if name == item.measure.title else name
    return [
        (_("Measure"), cell(shown, address=link)),
        (_("Responsible"), responsible(view, item.measure, whole=False) or _("not specified")),
        (_("Deadline"), by_when(view, item)),
        *((name, in_latvian(text, words)) for name, text in _told(view, newest).values()),
    ]


def _grid(view: View, rows: list[tuple[str, Content]]) -> Table:
    _ = view.words.say
    return grid(_("Measure"), (("", 3), ("", 9)), rows)
