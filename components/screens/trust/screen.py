"""Trust in its parts, as its address asks for it."""

from collections.abc import Mapping

from components.blocks.controls import Control
from components.frame import downloads, shell
from components.frame.parts import Controls, Part, Parts, Passage
from components.screens.trust import trust
from components.screens.trust.trust import NAMES, Choice
from components.view import View
from components.wording import slugs
from data.contract.addresses import Page

__all__ = ["NAMES", "screen"]


def screen(view: View, address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    chosen = trust.choice(view, address["valstis"], address["gads"], address["skats"])
    parts: list[Part] = [shell.banner(view, Page.TRUST), trust.banner(view, chosen), trust.heading(view, chosen)]
    if chosen.section == trust.BY_COUNTRY and chosen.year:
        parts += _controls(view, chosen)
    parts.append(Passage(trust.body, (chosen,)))
    if figures := trust.figures_of(view, chosen):
        parts.append(downloads.of_figures(view, figures))
    return tuple(parts)


def _controls(view: View, chosen: Choice) -> Parts:
    _ = view.words.say
    offered = trust.offered(view, chosen)
    countries = slugs.joined([code for code in offered if code in chosen.wanted])
    wave = Control("gads", _("Wave"), trust.waves(view), str(chosen.year))
    listed = Control("valstis", _("Countries"), offered, countries, "listed", hint=_("All; pick some to compare"))
    presets = {code: _(name) for code, name in trust.PRESETS.items()}
    groups = Control("valstis", _("Groups of countries"), presets, chosen.preset, "preset")
    return Controls("filter_trust", (wave, listed), (1, 4)), Controls("filter_trust_groups", (groups,))
