"""How measures and institutions are named."""

from collections.abc import Sequence

from components.view import View
from data.model import Measure, Numbering
from data.words import N_, Words


def short(view: View, measure: Measure) -> str:
    """Return the number where the measure is of the plan looked at, else the permanent id."""
    return measure.number if view.plan and measure.plan == view.plan.id else measure.id


def title(measure: Measure, words: Words) -> str:
    """Return a measure's title in the visitor's language, or that it has none."""
    return words.pick(measure.title, measure.title_en) or words.say(N_("(no title)"))


def number(measure: Measure, words: Words) -> str:
    """Return a measure's number, marked where it is a placeholder."""
    if measure.numbering is Numbering.PROVISIONAL:
        return words.say(N_("{number} (provisional number)"), number=measure.number)
    return measure.number


def institution_names(view: View, ids: Sequence[str]) -> str:
    """Return institutions as "full name (abbreviation)", in the order given; "" for none."""
    known = {item.id: item for item in view.snapshot.institutions}
    named = []
    for own in ids:
        institution = known.get(own)
        name = view.words.pick(institution.title, institution.title_en) if institution else None
        named.append(f"{name} ({own})" if name else own)
    return ", ".join(named)
