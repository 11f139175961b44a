"""What the cells of several steps say: a measure's number, whose word its status is, a text cut short."""

from collections.abc import Iterable, Sequence

from components.blocks.escape import pieces
from components.meeting.blocks import Sheet
from components.meeting.layout import shortened
from components.view import View
from components.wording import terms
from components.wording.naming import short as measure_number
from data.answers.progress import Standing
from data.words import Words

MOST_LETTERS = 140
"""Letters of an evidence that stand on a step; the whole of it stands in the notes."""


def cut(text: str) -> str:
    """Return a text short enough for a step: hosts for addresses, and cut between words."""
    text = "".join(host or piece for piece, host in pieces(text))
    return shortened(text, MOST_LETTERS)


def named(text: str, own: str) -> str:
    """Return a name picked for the visitor's language, told to be the spreadsheet's own where it has no other."""
    return Sheet(text) if text == own else text


def short(view: View, measure_id: str) -> str:
    """Return a measure's number in the plan looked at, else its id."""
    measure = next((own for own in view.snapshot.measures if own.id == measure_id), None)
    return measure_number(view, measure) if measure else measure_id


def status_said(item: Standing, words: Words) -> str:
    """Return a status in words, or in which of the two ways it is unknown."""
    return terms.status_name(item.state, words)


def done(item: Standing) -> str:
    """Return what was done, as the report that tells a status has it, cut short; "" where none does."""
    told = item.decisive.done if item.decisive and item.status else None
    return Sheet(cut(told)) if told else ""


def last_word(own: Sequence[Standing], words: Words) -> str:
    """Return whose word the status of these measures is, and from which day; the newest where there are several."""
    newest = max((item.decisive for item in own if item.decisive), key=lambda report: report.day, default=None)
    if newest is None:
        return "–"
    return f"{words.say(terms.ASSESSOR_NAMES[newest.assessor])}, {words.date(newest.day)}"


def sources(view: View, own: Iterable[Standing]) -> tuple[str, ...]:
    """Return the evidence of these measures' statuses, a note each."""
    return tuple(
        f"{measure_number(view, item.measure)}: {item.decisive.evidence}"
        for item in own
        if item.decisive and item.decisive.evidence
    )
