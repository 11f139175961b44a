"""The calendar and the funding in their parts, as their address asks for them."""

from collections.abc import Mapping

from components.blocks.controls import Control
from components.blocks.vocabulary import Banner, Content
from components.frame import downloads, shell
from components.frame.parts import Controls, Parts, Passage
from components.screens.calendar import funding, timetable
from components.view import View
from data.contract.addresses import Page

NAMES = ("veids", "gads")
"""The parameters of the address that the screen reads."""


def screen(view: View, address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    _ = view.words.say
    control = Control("veids", _("Kind"), timetable.kinds_offered(view), address["veids"], "many")
    kinds = frozenset(control.codes)
    year, unknown = _year(view, kinds, address["gads"])
    return (
        shell.banner(view, Page.CALENDAR),
        shell.plan_switch(view, Page.CALENDAR),
        unknown,
        timetable.heading(view, kinds),
        timetable.lead(view, kinds),
        Controls("filter_kinds", (control,)),
        Passage(timetable.upper, (kinds, year)),
        Passage(timetable.awaited, (kinds,)),
        Passage(timetable.by_year, (kinds, year)),
        downloads.of_table(view, "calendar"),
        Passage(funding.funding),
        downloads.of_table(view, "funding"),
    )


def _year(view: View, kinds: frozenset[str], asked: str) -> tuple[int | None, Content]:
    """Return the year that the address asks to see, None where it names none, and why it is not shown."""
    _ = view.words.say
    every = {str(year): year for year in timetable.years(view, kinds)}
    if not asked or asked in every:
        return every.get(asked), ""
    return None, Banner(_("The calendar has nothing for the year in the address; all years are shown."))
