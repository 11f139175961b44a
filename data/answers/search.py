"""Finding measures: by number, by words without diacritics, and by what is known of them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from data.answers.progress import PlanProgress, Standing
from data.answers.schedule import deadlines
from data.model import STATE_ORDER, Institution, Numbering, Snapshot, State
from data.words import latvian_order

_MARKS = re.compile("[\u0300-\u036f]+")
_AROUND = ",;:?!()[]'\"„“”«»"
"""What may stand around a word that is looked for."""


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return text for comparing: lower case, without diacritics. Kept, since each letter typed asks for all again."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))


@dataclass(frozen=True)
class Filter:
    """What a reader looks for; empty means everything. ``states`` hold the two kinds of unknown too."""

    direction: str = ""
    commitment: str = ""
    institution: str = ""
    states: frozenset[State] = frozenset()
    provisional: bool = False
    measures: frozenset[str] | None = None
    words: str = ""


def matching(snapshot: Snapshot, state: PlanProgress, wanted: Filter) -> tuple[Standing, ...]:
    """Return the counted measures that fit, in the plan's order.

    Words are looked for, each of them, in number, titles, expected result, reports and institutions. A word that
    begins a measure's number, as "3.5" or "6.3a", means that number and is looked for nowhere else.
    """
    directions = {
        branch.commitment.number: direction.direction.number
        for direction in state.directions
        for branch in direction.commitments
    }
    institutions = {institution.id: institution for institution in snapshot.institutions}
    tokens = [token for word in plain(wanted.words).split() if (token := word.strip(_AROUND))]
    meant = {token for token in tokens if "." in token and any(_begins(item, token) for item in state.standings)}
    return tuple(
        item
        for item in state.standings
        if (not wanted.direction or directions.get(item.measure.commitment) == wanted.direction)
        and (not wanted.commitment or item.measure.commitment == wanted.commitment)
        and (not wanted.institution or wanted.institution in (*item.measure.responsible, *item.measure.co_responsible))
        and (not wanted.states or item.state in wanted.states)
        and (not wanted.provisional or item.measure.numbering is Numbering.PROVISIONAL)
        and (wanted.measures is None or item.measure.id in wanted.measures)
        and all(_begins(item, token) if token in meant else _has(item, token, institutions) for token in tokens)
    )


def _begins(item: Standing, token: str) -> bool:
    """Tell whether a measure's number begins with a token; the number may be written "3.5" or "3.5."."""
    return f"{plain(item.measure.number)}.".startswith(token)


def _has(item: Standing, token: str, institutions: Mapping[str, Institution]) -> bool:
    measure = item.measure
    named = [institutions[name].title for name in measure.responsible if name in institutions]
    texts_of_reports = [report.done or "" for report in item.newest.values()]
    texts = (measure.number, measure.id, measure.title, measure.title_en or "", measure.expected_result or "")
    return any(token in plain(text) for text in (*texts, *measure.responsible, *named, *texts_of_reports))


class Order(StrEnum):
    """What measures are ordered by; ``NUMBER`` is the plan's own order."""

    NUMBER = "number"
    STATUS = "status"
    NEWS = "news"
    DEADLINE = "deadline"
    INSTITUTION = "institution"


def ordered(items: Sequence[Standing], by: Order, *, descending: bool = False) -> tuple[Standing, ...]:
    """Return measures, given in the plan's order, by something; equals stay in the plan's order.

    Statuses stand in the order of every screen, institutions in the Latvian alphabet by the first one named. What is
    not known comes last, whichever way.
    """
    if by is Order.NUMBER:
        return tuple(reversed(items)) if descending else tuple(items)
    known = [item for item in items if _rank(item, by) is not None]
    unknown = [item for item in items if _rank(item, by) is None]
    return (*sorted(known, key=lambda item: _rank(item, by), reverse=descending), *unknown)


def _rank(item: Standing, by: Order) -> Any:
    match by:
        case Order.STATUS:
            return STATE_ORDER.index(item.state)
        case Order.NEWS:
            return item.decisive.day if item.decisive else None
        case Order.DEADLINE:
            chain = deadlines(item)
            return chain[-1][1].last if chain else None
        case _:
            return latvian_order(item.measure.responsible[0]) if item.measure.responsible else None
