"""What the tables of several steps say: a measure's number, whose word its status is, a text cut short."""

from collections.abc import Iterable, Mapping, Sequence

from components.blocks.escape import pieces
from components.blocks.vocabulary import Column, Content, Link, Row, Sign, Table, Text
from components.meeting.layout import shortened
from components.memo import cached_by_view
from components.view import View
from components.wording import terms
from components.wording.naming import short as measure_number
from data.answers.progress import Standing
from data.model import Measure
from data.words import Words

MOST_LETTERS = 140
"""Letters of an evidence that stand on a step; the whole of it stands in the notes."""


def grid(caption: str, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[Content]]) -> Table:
    """Return a table of a step: its headings with their share of the width in twelfths, which add up to twelve."""
    columns = tuple(Column(text, twelfths=twelfths) for text, twelfths in headings)
    return Table(columns, tuple(Row(tuple(cells)) for cells in rows), caption, captioned=False)


def cell(text: Content, detail: Content = "", *, sign: Sign | None = None, address: str = "") -> Content:
    """Return what a cell says: a status' sign before it, a quieter detail after it, and where it leads."""
    marked: tuple[Content, ...] = (sign, " ") if sign else ()
    quieter: tuple[Content, ...] = (" ", Text(detail, kind="muted")) if detail else ()
    return (*marked, Link(text, address) if address else text, *quieter)


def in_latvian(text: str, words: Words) -> Content:
    """Return a text as the spreadsheet holds it, told to be Latvian where the screen speaks another language."""
    return Text(text, lang="lv") if text and words.language != "lv" else text


def cut(text: str) -> str:
    """Return a text short enough for a step: hosts for addresses, and cut between words."""
    text = "".join(host or piece for piece, host in pieces(text))
    return shortened(text, MOST_LETTERS)


def named(text: str, original: str, words: Words) -> Content:
    """Return a name picked for the visitor's language, told to be Latvian where it has no other."""
    return in_latvian(text, words) if text == original else text


def short(view: View, measure_id: str) -> str:
    """Return a measure's number in the plan looked at, else its id."""
    measure = _by_id(view).get(measure_id)
    return measure_number(view, measure) if measure else measure_id


@cached_by_view
def _by_id(view: View) -> Mapping[str, Measure]:
    return {measure.id: measure for measure in view.snapshot.measures}


def status_said(item: Standing, words: Words) -> str:
    """Return a status in words, or in which of the two ways it is unknown."""
    return terms.status_name(item.state, words)


def done(item: Standing, words: Words) -> Content:
    """Return what was done, as the report that tells a status has it, cut short; "" where none does."""
    told = item.decisive.done if item.decisive and item.status else None
    return in_latvian(cut(told), words) if told else ""


def last_word(standings: Sequence[Standing], words: Words) -> str:
    """Return whose word the status of these measures is, and from which day; the newest where there are several."""
    newest = max((item.decisive for item in standings if item.decisive), key=lambda report: report.day, default=None)
    if newest is None:
        return "–"
    return f"{words.say(terms.ASSESSOR_NAMES[newest.assessor])}, {words.date(newest.day)}"


def sources(view: View, standings: Iterable[Standing]) -> tuple[str, ...]:
    """Return the evidence of these measures' statuses, a note each."""
    return tuple(
        f"{measure_number(view, item.measure)}: {item.decisive.evidence}"
        for item in standings
        if item.decisive and item.decisive.evidence
    )
