"""How a measure's deadline and wording moved in the spreadsheet."""

from components.blocks.vocabulary import Content, Heading, Items, Text
from components.view import View
from data.answers.difference import Drift, Seen
from data.model import PartialDate
from data.words import N_, Words


def drift(view: View, found: Drift | None) -> Content:
    """Return a measure's chain of deadlines and wordings where it has more than one link, as far as was seen."""
    words = view.words
    if found is None:
        return ""
    chains = (words.say(N_("Deadline")), found.deadlines), (words.say(N_("Wording")), found.wordings)
    parts = tuple(
        (Heading(3, name), Items([(words.date(seen.day), " ", _said(seen, words)) for seen in chain]))
        for name, chain in chains
        if len(chain) > 1
    )
    return (Heading(2, words.say(N_("How it has changed in the spreadsheet"))), parts) if parts else ""


def _said(seen: Seen, words: Words) -> Content:
    if seen.value is None:
        return words.say(N_("not said"))
    return words.date(seen.value) if isinstance(seen.value, PartialDate) else Text(seen.value, lang="lv")
