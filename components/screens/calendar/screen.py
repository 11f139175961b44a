"""The calendar and the funding in their parts, as their address asks for them."""

from collections.abc import Mapping

from components.blocks.controls import Control
from components.frame import downloads, shell
from components.frame.parts import Controls, Parts, Passage
from components.screens.calendar import timetable
from components.view import View
from data.contract.addresses import Page

NAMES = ("veids",)
"""The parameters of the address that the screen reads."""


def screen(view: View, address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    _ = view.words.say
    control = Control("veids", _("Kind"), timetable.kinds_offered(view), address["veids"], "many")
    kinds = frozenset(control.codes)
    return (
        shell.banner(view, Page.CALENDAR),
        shell.plan_switch(view, Page.CALENDAR),
        timetable.heading(view, kinds),
        Controls("filter_kinds", (control,)),
        Passage(timetable.listing, (kinds,)),
        downloads.of_table(view, "calendar"),
        Passage(timetable.funding),
        downloads.of_table(view, "funding"),
    )
