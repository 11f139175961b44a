"""How a measure's deadline and wording moved in the spreadsheet."""

from components.blocks.vocabulary import Content, Heading, Items, Text
from components.view import View
from data.answers.difference import Drift, Seen
from data.model import PartialDate
from data.words import Words


def drift(view: View, history: Drift | None) -> Content:
    """Return a measure's chain of deadlines and wordings where it has more than one link, as far as was seen."""
    words = view.words
    _ = words.say
    if history is None:
        return ""
    chains = (_("Deadline"), history.deadlines), (_("Wording"), history.wordings)
    parts = tuple(
        (Heading(3, name), Items([(words.date(state.day), " ", _said(state, words)) for state in chain]))
        for name, chain in chains
        if len(chain) > 1
    )
    return (Heading(2, _("How it has changed in the spreadsheet")), parts) if parts else ""


def _said(state: Seen, words: Words) -> Content:
    _ = words.say
    if state.value is None:
        return _("not specified")
    return words.date(state.value) if isinstance(state.value, PartialDate) else Text(state.value, lang="lv")
