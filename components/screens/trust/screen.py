"""Trust in its parts, as its address asks for it."""

from collections.abc import Mapping

from components.blocks.controls import Control
from components.frame import shell
from components.frame.parts import Beside, Controls, Part, Parts, Passage
from components.screens.trust import trust
from components.screens.trust.trust import NAMES, Choice
from components.screens.trust.trust_figures import Asked
from components.view import View
from components.wording import slugs
from data.contract.addresses import Page

__all__ = ["NAMES", "screen"]


def screen(view: View, address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    chosen = trust.choice(
        view,
        address["valstis"],
        address["gads"],
        address["skats"],
        indicator=address["raditajs"],
        picked=address["izceltas"],
    )
    parts: list[Part] = [shell.banner(view, Page.TRUST), trust.banner(view, chosen), trust.heading(view, chosen)]
    if chosen.section == trust.BY_COUNTRY and chosen.asked:
        beside = (*_controls(view, chosen, chosen.asked), Passage(trust.answers, (chosen.asked,)))
        parts.append(Beside((2, 3), (beside, (Passage(trust.drawn, (chosen.asked,)),))))
    parts.append(Passage(trust.body, (chosen,)))
    return tuple(parts)


def _controls(view: View, chosen: Choice, asked: Asked) -> Parts:
    _ = view.words.say
    measured = Control("raditajs", _("What is compared"), trust.indicators(view), asked.indicator)
    wave = Control("gads", _("Wave"), trust.waves(view, asked.indicator), str(asked.year), "preset")
    presets = {code: _(name) for code, name in trust.PRESETS.items()}
    groups = Control("valstis", _("Groups of countries"), presets, chosen.preset, "preset")
    hint = _("Pick them here or in the picture")
    offered = trust.offered(view, asked.indicator, asked.picked)
    picked = Control("izceltas", _("Highlighted countries"), offered, slugs.joined(asked.picked), "listed", hint=hint)
    return (
        Controls("filter_trust", (measured,)),
        Controls("filter_trust_wave", (wave,)),
        Controls("filter_trust_groups", (groups,), (1,)),
        Controls("filter_trust_picked", (picked,)),
    )
