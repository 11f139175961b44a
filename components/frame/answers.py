"""A municipality's answer as it stands in the cells of several screens."""

from components.blocks.vocabulary import Content, Note, Quoted, Text
from components.charts import signs
from components.wording import terms
from components.wording.openness import STAGES, answer_text, in_english, in_unit
from data.answers.openness import Cell
from data.model import Answer, Confidence, Indicator, IndicatorValue
from data.words import Words

_RULES = "noteikumi"
"""The word in a stage that tells of what so far stands only in rules."""


def line(content: Content, kind: str = "") -> Content:
    """Return a small line of its own in a cell, "" of nothing; ``full`` ones are left out on paper."""
    return Note(content, kind) if content else ""


def answer(cell: Cell | None, words: Words) -> Content:
    """Return an answer with its sign and, where it has one, its stage; a band in its own word."""
    return short_answer(cell, words), line(stage(cell.value, words) if cell else "")


def short_answer(cell: Cell | None, words: Words) -> Content:
    """Return an answer with its sign, or a band in its own word."""
    text = answer_text(cell, words)
    given = cell.answered if cell else None
    if isinstance(given, str) and not isinstance(given, Answer):
        return in_english(given, words) or Quoted(given)
    if cell and cell.known and given is None:
        return text
    return Text((signs.answer_mark(given), " ", text), kind="answer")


def stage(value: IndicatorValue, words: Words) -> Content:
    """Return how far it has come: a word of the sheet, in the visitor's language where it is one of the usual."""
    _ = words.say
    if value.stage and value.answer is Answer.PARTLY and _RULES in value.stage:
        return _("rules are in place; whether they are used is not known")
    return stage_name(value.stage, words)


def stage_name(text: str | None, words: Words) -> Content:
    """Return a stage as the sheet words it, in the visitor's language where it is one of the usual."""
    usual = STAGES.get(text or "")
    return words.say(usual) if usual else Quoted(text)


def plain(value: IndicatorValue, words: Words) -> Content:
    """Return an answer in words alone."""
    if value.band:
        return in_english(value.band, words) or Quoted(value.band)
    if value.answer is None and value.number is not None:
        return words.number(value.number)
    return terms.answer_name(value.answer, words)


def number(indicator: Indicator, value: IndicatorValue, words: Words) -> str:
    """Return a number in the unit that the indicator's scale names, with its year."""
    if value.number is None:
        return ""
    number_said = in_unit(indicator, value.number, words)
    return f"{number_said} ({_year(value, value.number_year, words)})" if value.number_year else number_said


def since(value: IndicatorValue | None, words: Words) -> str:
    """Return the year since which an answer holds; "" where it is not known."""
    return _year(value, value.since_year, words) if value and value.since_year else ""


def _year(value: IndicatorValue, year: int, words: Words) -> str:
    """Return a year of an answer, which is inferred where the answer is derived."""
    return words.say("{year}, inferred", year=year) if value.confidence is Confidence.DERIVED else str(year)


def evidence(value: IndicatorValue, words: Words) -> Content:
    """Return where an answer comes from and of what date: that of the row, so of several sources of none of them."""
    if not value.source:
        return ""
    if not value.source_date:
        return Quoted(value.source)
    day = words.date(value.source_date)
    several = ";" in value.source
    return Quoted(value.source), " ", Text(f"· {day}" if several else f"({day})", kind="small muted")
