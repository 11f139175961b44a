"""The municipalities in their parts, as their address asks for them."""

from collections.abc import Mapping

from components.blocks.figures import Figure
from components.blocks.vocabulary import Heading
from components.frame import downloads, paging, shell
from components.frame.parts import Beside, Box, Controls, Map, Part, Parts, Passage
from components.screens.municipalities import choice, municipalities, municipality_figures
from components.screens.municipalities.choice import NAMES, Chosen
from components.view import View
from components.wording import marks
from data.contract.addresses import Page

__all__ = ["NAMES", "screen"]


def screen(view: View, address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    _ = view.words.say
    plans = "" if municipalities.participation(view) else shell.plan_switch(view, Page.MUNICIPALITIES)
    if not choice.offered(view):
        missing = marks.absent(view, "indicators") or _("No indicator is known.")
        return (shell.banner(view, Page.MUNICIPALITIES), plans), Heading(1, missing)
    head = shell.banner(view, Page.MUNICIPALITIES), choice.unfollowed(view, address), plans
    chosen = choice.choice(view, address)
    said, ways = municipalities.heading(view, chosen), choice.ways(view, chosen)
    legend = municipalities.legend(view, chosen)
    if chosen.sight == choice.LARGE:
        # The map fills the window: what is noted stands below it.
        under = municipalities.noted(chosen), municipalities.picked(view, chosen), municipalities.sources(view)
        return head, said, ways, legend, *_map(view, chosen), *under
    parts: list[Part] = [
        head,
        said,
        municipalities.noted(chosen),
        Controls("filter_row", choice.controls(view, chosen), (2.2, 1.4)),
        ways,
        legend,
    ]
    drawn = (Passage(municipalities.tile_view, (chosen,)),) if chosen.sight == choice.TILES else _map(view, chosen)
    figure, ranked = municipality_figures.map_figure(view, chosen), municipality_figures.ranked_figure(view, chosen)
    beside: Part = (
        Passage(municipality_figures.ranked, (chosen,)) if ranked else Passage(municipalities.members, (chosen,))
    )
    parts += [
        Beside((1.04, 1), ((*drawn, *_menu(view, figure)), (beside, *_menu(view, ranked)))),
        municipalities.picked(view, chosen),
        municipalities.about(view, chosen),
        municipalities.years_table(view, chosen),
    ]
    parts += [
        Passage(municipalities.listing, (chosen, address[paging.NAME][:20])),
        downloads.of_table(view, "indicator_values"),
    ]
    small = municipality_figures.small_figure(view, chosen)
    parts += [Passage(municipality_figures.small, (chosen,)), *_menu(view, small)]
    parts += [Passage(municipality_figures.small_table, (chosen,))]
    return *parts, municipalities.sources(view)


def _menu(view: View, figure: Figure | None) -> Parts:
    """Return a figure's menu, which stands right below it."""
    return (downloads.of_figure(view, figure),) if figure else ()


def _map(view: View, chosen: Chosen) -> Parts:
    picture = municipalities.picture(view, chosen)
    if picture is None:
        return (Box("map", ()),)
    alt = municipalities.finding(view, chosen)
    return (
        Box("map_large" if picture.large else "map", (municipalities.without_map(view), Map(picture, alt, "kods"))),
    )
