"""The page for the one visitor too many: the main figures, without a session, and a line that says why."""

from components.blocks.vocabulary import Content, Items, Link, Paragraph, Text
from components.frame import questions
from components.screens.overview import overview
from components.view import View, plan_of, today
from components.wording import findings, provenance
from data import live
from data.settings import chosen
from data.words import N_, Language, Words, words


def everyone(language: Language) -> View:
    """Return what is shown to whoever has chosen nothing but a language: today, the current snapshot and plan."""
    current, day = live.current(), today()
    return View(words(language), day, day, current, plan_of(current.snapshot, None))


def main_figures(language: Language) -> tuple[str, Content]:
    """Return the heading and what stands under it: where the plan stands, by status, and why no more is shown."""
    view = everyone(language)
    words, counts = view.words, questions.state_of(view).tally
    why = N_("Too many visitors are here at once, so only the main figures are shown. Reload the page in a minute.")
    return findings.main_finding(counts, words), (
        Paragraph(Text(words.say(why), strong=True)),
        _published(words),
        Paragraph(overview.lead(view)),
        Items([sentence for sentence in findings.statuses_said(counts, words).split("; ") if sentence], kind=""),
        Paragraph(provenance.source_line(view), "code"),
    )


def _published(words: Words) -> Content:
    """Return the way to all pages as files, which have room for everybody; "" where the settings name none."""
    address = chosen().publication_url
    text = N_("Meanwhile all pages can be read here, as they were last published")
    return Paragraph(Link(words.say(text), address)) if address else ""
