"""How a measure's deadline and wording moved in the spreadsheet."""

from components.blocks.escape import html
from components.view import View
from data.answers.difference import Drift, Seen
from data.model import PartialDate
from data.words import N_, Words


def drift(view: View, found: Drift | None) -> str:
    """Return a measure's chain of deadlines and wordings where it has more than one link, as far as was seen."""
    words = view.words
    if found is None:
        return ""
    parts = []
    for name, chain in ((words.say(N_("Deadline")), found.deadlines), (words.say(N_("Wording")), found.wordings)):
        if len(chain) > 1:
            items = "".join(f"<li>{html(words.date(seen.day))} {_said(seen, words)}</li>" for seen in chain)
            parts.append(f"<h3>{html(name)}</h3><ul class='facts'>{items}</ul>")
    if not parts:
        return ""
    return f"<h2>{html(words.say(N_('How it has changed in the spreadsheet')))}</h2>{''.join(parts)}"


def _said(seen: Seen, words: Words) -> str:
    if seen.value is None:
        return html(words.say(N_("not said")))
    if isinstance(seen.value, PartialDate):
        return html(words.date(seen.value))
    return f'<span lang="lv">{html(seen.value)}</span>'
