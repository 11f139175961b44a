"""The overview in its parts, as its address asks for it."""

from collections.abc import Mapping

from components.frame import downloads, shell
from components.frame.parts import Part, Parts, Passage
from components.frame.questions import state_of
from components.screens.overview import overview
from components.view import View
from data.contract.addresses import Page

NAMES: tuple[str, ...] = ()
"""The parameters of the address that the screen reads."""


def screen(view: View, _address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    parts: list[Part] = [shell.banner(view, Page.OVERVIEW), shell.plan_switch(view), Passage(overview.upper)]
    if view.plan and state_of(view).tally.total:
        parts.append(downloads.of_figure(view, overview.directions_figure(view)))
        if figure := overview.burn_up_figure(view):
            parts += [Passage(overview.burn_up), downloads.of_figure(view, figure)]
        parts.append(Passage(overview.institutions))
    return tuple(parts)
