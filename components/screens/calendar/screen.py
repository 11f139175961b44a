"""The calendar and the funding in their parts, as their address asks for them."""

from collections.abc import Mapping

from components.blocks.controls import Control
from components.blocks.vocabulary import Banner, Content
from components.frame import downloads, shell
from components.frame.parts import Controls, Parts, Passage
from components.screens.calendar import funding, timetable
from components.screens.calendar.timetable import Wanted
from components.view import View
from data.contract.addresses import Page

NAMES = ("veids", "gads", "q")
"""The parameters of the address that the screen reads."""


def screen(view: View, address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    _ = view.words.say
    control = Control("veids", _("Kind"), timetable.kinds_offered(view), address["veids"], "many")
    text = Control("q", _("Search by word"), value=address["q"], kind="text")
    wanted = Wanted(frozenset(control.codes), address["q"].strip())
    year, unknown = _year(view, wanted, address["gads"])
    return (
        shell.banner(view, Page.CALENDAR),
        shell.plan_switch(view, Page.CALENDAR),
        unknown,
        timetable.heading(view, wanted),
        timetable.lead(view, wanted),
        Controls("filter_kinds", (control, text), (3, 1)),
        Passage(timetable.upper, (wanted, year)),
        Passage(timetable.awaited, (wanted,)),
        Passage(timetable.by_year, (wanted, year)),
        downloads.of_table(view, "calendar"),
        Passage(funding.funding),
        downloads.of_table(view, "funding"),
    )


def _year(view: View, wanted: Wanted, asked: str) -> tuple[int | None, Content]:
    """Return the year that the address asks to see, None where it names none, and why it is not shown."""
    _ = view.words.say
    every = {str(year): year for year in timetable.years(view, wanted)}
    if not asked or asked in every:
        return every.get(asked), ""
    return None, Banner(_("The calendar has nothing for the year in the address; all years are shown."))
