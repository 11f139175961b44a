"""How measures and institutions are named."""

from collections.abc import Sequence

from components.view import View
from data.answers.dossier import commitment_of
from data.model import Measure, Numbering, StatedAt
from data.words import Words


def short(view: View, measure: Measure) -> str:
    """Return the number where the measure is of the plan looked at, else the permanent id."""
    return measure.number if view.plan and measure.plan == view.plan.id else measure.id


def title(measure: Measure, words: Words) -> str:
    """Return a measure's title in the visitor's language, or that it has none."""
    _ = words.say
    return words.pick(measure.title, measure.title_en) or _("(no title)")


def number(measure: Measure, words: Words) -> str:
    """Return a measure's number, marked where it is a placeholder."""
    _ = words.say
    if measure.numbering is Numbering.PROVISIONAL:
        return _("{number} (provisional number)", number=measure.number)
    return measure.number


def institution_names(view: View, ids: Sequence[str]) -> str:
    """Return institutions as "full name (abbreviation)", in the order given; "" for none."""
    known = {item.id: item for item in view.snapshot.institutions}
    named = []
    for name_id in ids:
        institution = known.get(name_id)
        name = view.words.pick(institution.title, institution.title_en) if institution else None
        named.append(f"{name} ({name_id})" if name else name_id)
    return ", ".join(named)


def responsible(view: View, measure: Measure, *, whole: bool = True) -> str:
    """Return who is responsible for a measure, by id unless the ``whole`` names are wanted; "" where nobody is known.

    Those that the sources name for the commitment alone are told as such: all that it has, or some of them.
    """
    names = institution_names(view, measure.responsible) if whole else ", ".join(measure.responsible)
    if not names or measure.stated_at is not StatedAt.COMMITMENT:
        return names
    commitment = commitment_of(view.snapshot, measure)
    if commitment and set(commitment.responsible) - set(measure.responsible):
        return view.words.say("{names}, among those responsible for the commitment", names=names)
    return view.words.say("{names}, for the whole commitment", names=names)


def region(name: str, words: Words) -> str:
    """Return a planning region's name: the sheet has the Latvian genitive, of which English drops the ending."""
    return name if words.language == "lv" else name.removesuffix("s")
