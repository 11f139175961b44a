"""Whose figures of trust these are: survey, question, sample, terms of reuse."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from components.blocks.vocabulary import Content, Link, Paragraph, Text, joined, plain
from components.view import View
from components.wording import provenance
from components.wording.asked import in_english
from components.wording.surveys import (
    OECD_MEANING,
    OECD_NOTICE,
    RESPONSES,
    country,
    edition,
    licence,
    question_of,
    survey_name,
)
from data.model import TRUST_SURVEY, Response, TrustFigure
from data.words import N_, Words


def source_link(figure: TrustFigure) -> Link | Text:
    """Return a figure's source, a link where there is one, shortened to who says so.

    What stands behind the first comma or bracket (title, chapter, day) goes with what is taken away.
    """
    name = re.split(r", | \(", figure.source or "", maxsplit=1)[0] or figure.link or ""
    return Link(name, figure.link, lang="lv", outside=True) if figure.link else Text(name, lang="lv")


def source_links(figures: Sequence[TrustFigure], words: Words) -> Content:
    """Return the sources of a row's figures, each once; of several, each with what of the row it gives."""
    told = []
    for figure, what in _sources(figures, source_link, words):
        link = source_link(figure)
        told.append(replace(link, content=f"{link.content} ({what})") if what else link)
    return joined(told, "; ")


def source_texts(figures: Sequence[TrustFigure], words: Words) -> str:
    """Return the sources of a row's figures with their addresses, as plain text, told apart like their links."""
    return "; ".join(
        " ".join(filter(None, [figure.source, figure.link and f"({figure.link})", what and f"– {what}"]))
        for figure, what in _sources(figures, lambda one: (one.source, one.link), words)
    )


def _answer(figure: TrustFigure, words: Words) -> str:
    """Return which answer a figure counts, or that it is a change; "" for an answer that has no words here."""
    if figure.response == Response.CHANGE:
        return words.say(N_("change"))
    answer = RESPONSES.get(figure.response, "")
    return words.quoted(words.say(answer)) if answer else ""


_FACETS: tuple[Callable[[TrustFigure, Words], str], ...] = (
    lambda figure, words: country(figure.country, words),
    lambda figure, _words: str(figure.year),
    _answer,
    lambda figure, words: f"{figure.year}, {_answer(figure, words)}",
)
"""What tells the figures of one row apart: whose they are, of which year, of which answer, else year and answer."""


def _sources(
    figures: Sequence[TrustFigure], key: Callable[[TrustFigure], object], words: Words
) -> Sequence[tuple[TrustFigure, str]]:
    """Return each source by a figure that it gives, with what it alone gives of the row; "" of an only source.

    One that gives what another gives too has its number.
    """
    given: dict[object, list[TrustFigure]] = {}
    for figure in figures:
        given.setdefault(key(figure), []).append(figure)
    sources = list(given.values())
    if len(sources) < 2:
        return [(own[0], "") for own in sources]
    return [
        (own[0], _alone(own, [one for other in sources if other is not own for one in other], words) or str(number))
        for number, own in enumerate(sources, 1)
    ]


def _alone(own: Iterable[TrustFigure], others: Iterable[TrustFigure], words: Words) -> str:
    """Return what figures are that others are not, by the first facet that says it; "" where none does."""
    for told in _FACETS:
        mine = dict.fromkeys(told(figure, words) for figure in own)
        if not any(told(figure, words) in mine for figure in others):
            return ", ".join(mine)
    return ""


@dataclass(frozen=True)
class About:
    """What is said of a figure's survey: under the figure, in one line with a picture of it, and with its file.

    ``facts`` are headings and texts, ``notes`` what else is to be read.
    """

    shown: Paragraph
    taken: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def about(view: View, figures: Iterable[TrustFigure], signs: str = "") -> About:
    """Return survey, question, dates, sample, licence and notes of the figures that a drawing is made of.

    ``signs`` is what else stands at them means, told before what is said of every figure.
    """
    words, rows = view.words, list(figures)
    _ = words.say
    unstated = _("not stated")

    def said(values: Iterable[str | None]) -> str:
        return "; ".join(dict.fromkeys(value for value in values if value)) or unstated

    surveys = list(dict.fromkeys(row.survey for row in rows))
    made_up = provenance.invented(view, "trust")
    named = [survey_name(name, words) for name in surveys]
    if made_up:
        named = [_("{survey} (invented figures)", survey=name) for name in named]
    facts: list[tuple[str, Content]] = [
        (_("Survey"), said(named)),
        (_("Question"), _questions(rows, words) or unstated),
        (_("Asked"), _times(rows, words) or unstated),
        (_("Sample or calculation"), _samples(rows, words) or unstated),
    ]
    if not made_up:  # of invented figures nobody's work is adapted
        facts.append((_("Terms of reuse"), said(licence(name, words) for name in surveys)))
    shown: list[Content] = [(f"{name}: ", text) for name, text in facts]
    signs = "; ".join(filter(None, [signs, _("≈ approximate, * inferred or derived")]))
    lines_taken = [provenance.source_line(view, "trust"), *(f"{name}: {plain(text)}" for name, text in facts), signs]
    said_too: list[str] = []
    notes = _notes(rows, words)
    if notes:
        name = _("Notes")
        shown.append((f"{name}: ", _noted(notes)))
        said_too.append("; ".join(f"{what} – {note}" for what, note in notes.items()))
        lines_taken.append(f"{name}: {said_too[0]}")
    if TRUST_SURVEY in surveys and not made_up:
        said_too.append(OECD_NOTICE)
        lines_taken.append(OECD_NOTICE)
    named_facts = tuple((name, plain(text)) for name, text in facts)
    return About(Paragraph(joined(shown, " · "), "muted small"), " · ".join(lines_taken), named_facts, tuple(said_too))


def noted(figures: Iterable[TrustFigure], words: Words) -> Content:
    """Return the notes of figures, each with the figure that it is of, as a sentence of its own; "" without any."""
    notes = _notes(list(figures), words)
    return Paragraph((f"{words.say(N_('Notes'))}: ", _noted(notes), "."), "muted small") if notes else ""


def _notes(rows: Sequence[TrustFigure], words: Words) -> dict[str, str]:
    """Return the notes of figures by the figure that each is of, without the stop at their end.

    Of a question that several answers are told of, the answer is named too.
    """
    told: dict[str, dict[str, None]] = {}
    answers: dict[str, set[Response]] = {}
    for row in rows:
        answers.setdefault(row.indicator, set()).add(row.response)
    for row in rows:
        if row.note:
            answer = _answer(row, words) if len(answers[row.indicator]) > 1 else ""
            asked = filter(None, [question_of(row, words), answer])
            told.setdefault(_which(row, rows, words, *asked), {})[row.note.rstrip(".")] = None
    return {which: "; ".join(notes) for which, notes in told.items()}


def _which(row: TrustFigure, rows: Iterable[TrustFigure], words: Words, *asked: str) -> str:
    """Return which of several figures one is: whose, of what, of which year; of several surveys in it, of which."""
    surveys = {one.survey for one in rows if (one.country, one.year) == (row.country, row.year)}
    year = edition(row.survey, row.year, words) if len(surveys) > 1 else str(row.year)
    return ", ".join([country(row.country, words), *asked, year])


def _noted(notes: Mapping[str, str]) -> Content:
    """Write notes with what each is of; a number of the sheet keeps its sign beside it on one line."""
    kept = {what: note.replace(" %", "\u00a0%") for what, note in notes.items()}
    return joined([(f"{what} – ", Text(note, lang="lv")) for what, note in kept.items()], "; ")


def _by_year(
    rows: Iterable[TrustFigure], stated: Callable[[TrustFigure], str | None]
) -> tuple[Mapping[str, set[int]], set[int]]:
    """Return each text that figures state with the years they state it of, and the years of those that state none."""
    told: dict[str, set[int]] = {}
    silent = set[int]()
    for row in rows:
        text = stated(row)
        (told.setdefault(text, set()) if text else silent).add(row.year)
    return told, silent


def _questions(rows: Sequence[TrustFigure], words: Words) -> str:
    """Return what was asked; one question that is stated of some years only, of which; "" where none is stated.

    Of several questions, or of one that is stated of some figures of a year, it is said that they are not all stated.
    """
    told, silent = _by_year(rows, lambda row: words.pick(row.question, row.question_en))
    if not told or not silent:
        return "; ".join(told)
    (question, years), *others = told.items()
    if others or years & silent:
        return words.say(N_("stated for some of the figures only"))
    return f"{_years(years)} – {question}; {words.say(N_('{years} – not stated'), years=_years(silent))}"


def _times(rows: Sequence[TrustFigure], words: Words) -> Content:
    """Return when people were asked; where that is stated of some years only, of which; "" where it is of none.

    Where it is stated of some figures of a year, it is said that it is not of the others.
    """
    told, unsaid = _by_year(rows, lambda row: row.fieldwork)
    silent = unsaid.difference(*told.values())

    def said(time: str, years: set[int]) -> Content:
        some = words.say(N_("stated for some of the figures only")) if years & unsaid else ""
        return f"{_years(years)} – " if silent else "", asked_said(time, words), f" ({some})" if some else ""

    unstated = words.say(N_("{years} – not stated"), years=_years(silent)) if told and silent else ""
    return joined([*(said(time, years) for time, years in told.items()), unstated], "; ")


def _years(years: Iterable[int]) -> str:
    return ", ".join(str(year) for year in sorted(years))


def _samples(rows: Sequence[TrustFigure], words: Words) -> Content:
    """Return each sample stated, with the figures that it is stated of where it is not that of them all."""
    told: dict[str, list[str]] = {}
    several = len({row.indicator for row in rows}) > 1
    for row in rows:
        if row.sample:
            asked = [question_of(row, words)] if several else []
            told.setdefault(row.sample, []).append(_which(row, rows, words, *asked))
    if len(told) == 1 and all(row.sample for row in rows):
        return asked_said(next(iter(told)), words)
    return joined(
        [(asked_said(sample, words), f" ({'; '.join(dict.fromkeys(whose))})") for sample, whose in told.items()], "; "
    )


def asked_said(text: str | None, words: Words) -> Content:
    """Return when people were asked or how many, in the visitor's language as far as there are words for it."""
    if not text or words.language == "lv":
        return text or ""
    return in_english(text) or Text(text, lang="lv")


def notice(words: Words) -> Paragraph:
    """Return the OECD's notice as a line of its own."""
    return Paragraph(noticed(OECD_NOTICE, words), "muted small")


def noticed(text: str, words: Words) -> Content:
    """Return a text with the OECD's notice in it, if it is there: its own words, and before them what they mean."""
    before, found, after = text.partition(OECD_NOTICE)
    if not found:
        return text
    meaning = words.say(OECD_MEANING) if words.language == "lv" else ""
    return before, joined([meaning, Text(found, lang="en")], " "), after
