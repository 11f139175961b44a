"""A municipality's answer as it stands in the cells of several screens."""

from components.blocks.escape import html, linked
from components.charts import signs
from components.wording import terms
from components.wording.openness import answer_text, in_unit
from data.answers.openness import Cell
from data.model import Answer, Indicator, IndicatorValue
from data.words import N_, Words

_RULES = "noteikumi"
"""The word in a stage that tells of what so far stands only in rules."""


def latvian(text: str | None) -> str:
    """Return Latvian sheet text with its links, told apart for screen readers."""
    return f'<span lang="lv">{linked(text)}</span>' if text else ""


def line(text: str, kind: str = "") -> str:
    """Return a small line of its own in a cell; ``full`` ones are left out on paper."""
    return f'<div class="{f"small {kind}".strip()}">{text}</div>' if text else ""


def answer(cell: Cell | None, words: Words, stage: str = "") -> str:
    """Return an answer with its shape and, where it has one, its stage; a band in its own word.

    ``stage`` is the kind of line the stage is: with "full" it is left out on paper.
    """
    return short_answer(cell, words) + line(_stage(cell.value, words) if cell else "", stage)


def short_answer(cell: Cell | None, words: Words) -> str:
    """Return an answer with its shape, or a band in its own word, as HTML."""
    text = html(answer_text(cell, words))
    given = cell.said if cell else None
    if isinstance(given, str) and not isinstance(given, Answer):
        return latvian(given)
    if cell and cell.known and given is None:
        return text
    return f'<span class="answer">{signs.answer_mark(given)} {text}</span>'


def _stage(value: IndicatorValue, words: Words) -> str:
    if value.stage and value.answer is Answer.PARTLY and _RULES in value.stage:
        return html(words.say(N_("rules are in place, practice has not been seen")))
    return latvian(value.stage)


def plain(value: IndicatorValue, words: Words) -> str:
    """Return an answer in words alone, as HTML."""
    if value.band:
        return latvian(value.band)
    if value.answer is None and value.number is not None:
        return html(words.number(value.number))
    return html(terms.answer_name(value.answer, words))


def number(indicator: Indicator, value: IndicatorValue, words: Words) -> str:
    """Return a number in the unit that the indicator's scale names, with its year, as HTML."""
    if value.number is None:
        return ""
    said = html(in_unit(indicator, value.number, words))
    return f"{said} ({value.number_year})" if value.number_year else said


def evidence(value: IndicatorValue, words: Words) -> str:
    """Return where an answer comes from and of what date, as HTML."""
    if not value.source:
        return ""
    when = f' <span class="small muted">({html(words.date(value.source_date))})</span>' if value.source_date else ""
    return latvian(value.source) + when
