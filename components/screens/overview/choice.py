"""What the overview lets a visitor choose: an institution, whose measures alone are then counted and shown."""

from components.blocks.controls import Control
from components.frame.questions import state_of
from components.memo import cached_by_view
from components.view import View
from components.wording.naming import institution_names
from data.words import latvian_order

NAMES = ("iestade",)
"""The parameters of the address that the screen reads."""


@cached_by_view
def _offered(view: View) -> dict[str, str]:
    responsible = {name for item in state_of(view).standings for name in item.measure.responsible}
    named = {name: institution_names(view, [name]) for name in responsible}
    every = {"": view.words.say("all institutions")}
    return every | dict(sorted(named.items(), key=lambda pair: latvian_order(pair[1])))


def control(view: View, wanted: str) -> Control:
    """Return the choice of an institution with what the address says, however it is written."""
    offered = _offered(view)
    known = {name.casefold(): name for name in offered}
    value = known.get(wanted.strip().casefold(), wanted)
    return Control("iestade", view.words.say("Institution"), offered, value)
