"""Which municipality an address means."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.memo import cached_by_view
from components.view import View
from data.intake.names import Municipalities, NamedUnit
from data.intake.parsed import Ok
from data.model import Municipality
from data.words import Words


@dataclass(frozen=True)
class Located:
    """What an address names: a municipality, or those it may mean.

    ``former`` tells that it named one that is no more, ``ambiguous`` that the candidates share the name.
    """

    wanted: str
    unit: Municipality | None = None
    candidates: tuple[Municipality, ...] = ()
    former: bool = False
    ambiguous: bool = False


@cached_by_view
def _register(view: View) -> tuple[Municipalities, Mapping[str, Municipality]]:
    units = view.snapshot.municipalities
    named = [NamedUnit(unit.code, unit.former_code, unit.title, unit.short_title) for unit in units]
    return Municipalities(named), {unit.code: unit for unit in units}


@cached_by_view
def locate(view: View, text: str) -> Located:
    """Find the municipality that a code or name in the address means; never guesses."""
    wanted = text.strip()
    if not wanted:
        return Located("")
    names, by_code = _register(view)
    match = names.find(wanted)
    if isinstance(match, Ok):
        return Located(wanted, by_code[match.value], former=match.notice == "municipality_former")
    candidates = tuple(by_code[code] for code in names.candidates(wanted))
    return Located(wanted, candidates=candidates, ambiguous=match.code == "municipality_ambiguous")


def not_located(located: Located, words: Words) -> str:
    """Return why a name or code in the address led to no municipality."""
    _ = words.say
    if located.ambiguous:
        return _("“{name}” may mean several municipalities", name=located.wanted[:60])
    return _("There is no municipality “{name}”", name=located.wanted[:60])
