"""The municipalities in their parts, as their address asks for them."""

from collections.abc import Mapping

from components.blocks.vocabulary import Heading
from components.frame import downloads, shell
from components.frame.parts import Beside, Box, Controls, Map, Part, Parts, Passage
from components.screens.municipalities import choice, municipalities, municipality_figures
from components.screens.municipalities.choice import NAMES, Chosen
from components.view import View
from data.contract.addresses import Page

__all__ = ["NAMES", "screen"]


def screen(view: View, address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    _ = view.words.say
    plans = "" if municipalities.participation(view) else shell.plan_switch(view, Page.MUNICIPALITIES)
    head = shell.banner(view, Page.MUNICIPALITIES), choice.unfollowed(view, address), plans
    if not choice.offered(view):
        return head, Heading(1, _("No indicator is known."))
    chosen = choice.choice(view, address)
    parts: list[Part] = [
        head,
        municipalities.heading(view, chosen),
        Controls("filter_row", choice.controls(view, chosen), (2.4, 1, 1, 1.2, 1.4)),
        municipalities.legend(view, chosen),
        Beside((1.04, 1), (_map(view, chosen), (Passage(municipalities.tile_view, (chosen,)),))),
        municipalities.picked(view, chosen),
    ]
    if figure := municipality_figures.map_figure(view, chosen):
        parts.append(downloads.of_figure(view, figure))
    parts += [Passage(municipalities.listing, (chosen,)), downloads.of_table(view, "indicator_values")]
    if figure := municipality_figures.small_figure(view, chosen):
        parts += [Passage(municipality_figures.small, (chosen,)), downloads.of_figure(view, figure)]
    return *parts, municipalities.sources(view)


def _map(view: View, chosen: Chosen) -> Parts:
    picture = municipalities.picture(view, chosen)
    if picture is None:
        return (Box("map", ()),)
    key, alt = municipalities.map_key(view, chosen), municipalities.finding(view, chosen)
    return (Box("map", (municipalities.without_map(view), Map(picture, key, alt, "kods"))),)
