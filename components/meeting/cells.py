"""What several steps say: a measure's number, whose word its status is, a text said shorter."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from components.blocks.escape import pieces
from components.blocks.vocabulary import Column, Content, Link, Paragraph, Row, Sign, SquareRow, Squares, Table, Text
from components.frame.rows import not_all
from components.frame.squares import square
from components.meeting.layout import shortened
from components.memo import cached_by_view
from components.view import View
from components.wording import terms
from components.wording.naming import short as measure_number
from components.wording.naming import title as measure_title
from data.answers.progress import Standing
from data.contract.addresses import Page
from data.model import Direction, Measure
from data.words import Words

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZĀČĒĢĪĶĻŅŠŪŽ„“\"(])")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_CLAUSE = re.compile(r"\s*(?:[;:]\s|\s[–—-]\s)")
_COMMA = re.compile(r",\s")


def grid(caption: str, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[Content]]) -> Table:
    """Return a table of a step: its headings with their share of the width in twelfths, which add up to twelve."""
    columns = tuple(Column(text, twelfths=twelfths) for text, twelfths in headings)
    return Table(columns, tuple(Row(tuple(cells)) for cells in rows), caption, captioned=False)


def cell(text: Content, detail: Content = "", *, sign: Sign | None = None, address: str = "") -> Content:
    """Return what a cell says: a status' sign before it, a quieter detail after it, and where it leads."""
    marked: tuple[Content, ...] = (sign, " ") if sign else ()
    quieter: tuple[Content, ...] = (" ", Text(detail, kind="muted")) if detail else ()
    return (*marked, Link(text, address) if address else text, *quieter)


def cut(view: View, total: int, **asked: str) -> tuple[Paragraph, ...]:
    """Return what stands below a list behind a step that shows only its first `components.frame.rows.MOST_ROWS`.

    It leads to the list of measures, as its address ``asked`` has them; nothing where all of ``total`` are shown.
    """
    said = not_all(total, view.words)
    if not isinstance(said, Paragraph):
        return ()
    way = Link(view.words.say("All are in the list of measures."), view.address(Page.MEASURES, **asked))
    return (replace(said, content=(said.content, " ", way)),)


def in_latvian(text: str, words: Words) -> Content:
    """Return a text as the spreadsheet holds it, told to be Latvian where the screen speaks another language."""
    return Text(text, lang="lv") if text and words.language != "lv" else text


def brief(text: str, most: int, *, name: bool = False) -> str:
    """Return a text in about so many words, whole where it can be said whole: its first sentences, or its first clause.

    Addresses are their hosts. What stands in parentheses is left out before words are; a ``name`` may end at a comma
    too. Only a text without any end near enough is cut between words, with a sign that it is. The whole of it has to
    stand elsewhere.
    """
    text = " ".join("".join(host or piece for piece, host in pieces(text)).split())
    without = _ASIDE.sub("", text)
    ends = [match.start() for match in _SENTENCE.finditer(without)]
    clauses = [match.start() for match in _CLAUSE.finditer(without)]
    commas = [match.start() for match in _COMMA.finditer(without)] if name else []
    for whole in (text, without):
        if _fits(whole, most):
            return whole
    for places, least in ((ends, 1), (clauses, _LEAST), (commas, _LEAST)):
        shorter = [without[:place] for place in places]
        fitting = [one for one in shorter if _fits(one, most) and len(one.split()) >= least and _closed(one)]
        if fitting:
            return f"{fitting[-1]} …" if places is commas else fitting[-1]
    words = without.split()
    return shortened(" ".join(words[:most]) + " …", most * _LETTERS)


_LEAST, _LETTERS = 3, 10
"""Words that a clause has to have to stand for a text, and letters of a long word."""


def _fits(text: str, most: int) -> bool:
    return len(text.split()) <= most and len(text) <= most * _LETTERS


def _closed(text: str) -> bool:
    """Whether a text ends outside quotation marks and parentheses."""
    opened = text.count("„") or text.count("“")
    closed = text.count("”") + (text.count("“") if "„" in text else 0)
    return opened <= closed and text.count("(") <= text.count(")")


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
    """Return what was done, as the report that tells a status has it; "" where none does."""
    told = item.decisive.done if item.decisive and item.status else None
    return in_latvian(told, words) if told else ""


NAME = 15
"""Words in which a measure is named on a step that names several."""


def measure_name(item: Standing, words: Words, most: int = NAME) -> Content:
    """Return a measure's name in so many words, told to be Latvian where it has no other."""
    name = measure_title(item.measure, words)
    return _named(brief(name, most, name=True), words, latvian=name == item.measure.title)


def _named(text: str, words: Words, *, latvian: bool) -> Content:
    """Return a name, told to be Latvian where it is."""
    return in_latvian(text, words) if latvian else text


def marked(view: View, label: str, standings: Iterable[tuple[Standing, Content]]) -> Squares:
    """Return measures as marks: a square each with its status, its name behind it, and what else is said of it."""
    rows = [
        SquareRow((measure_name(item, view.words), *((" – ", said) if said else ())), (square(view, item),))
        for item, said in standings
    ]
    return Squares(label, (("", tuple(rows)),), kind="listed")


def last_word(standings: Sequence[Standing], words: Words) -> str:
    """Return whose word the news of these measures are, and from which days; "–" where there is none."""
    told = [item.decisive for item in standings if item.decisive]
    if not told:
        return "–"
    days = [words.date(day) for day in sorted({report.day for report in told})]
    who = words.list(list(dict.fromkeys(words.say(terms.ASSESSOR_NAMES[report.assessor]) for report in told)))
    return f"{who}, {days[0] if len(days) == 1 else '–'.join((days[0], days[-1]))}"


def sources(view: View, standings: Iterable[Standing]) -> tuple[str, ...]:
    """Return the evidence of these measures' statuses, a note each."""
    return tuple(
        f"{measure_number(view, item.measure)}: {item.decisive.evidence}"
        for item in standings
        if item.decisive and item.decisive.evidence
    )


def direction_name(direction: Direction, words: Words, *, brief_one: bool = False, most: int = 0) -> str:
    """Return a direction's number and name; ``brief_one`` its short name in Latvian, or so many words of it."""
    name = words.pick(direction.title, direction.title_en) or ""
    if brief_one:
        name = (direction.short_title if words.language == "lv" else None) or brief(name, most or FEW, name=True)
    return f"{direction.number}. {name}"


FEW = 8
"""Words of a name beside others."""
