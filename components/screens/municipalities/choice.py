"""What the screen of municipalities lets a visitor choose: an address read as a choice, and the way back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from components.blocks.controls import Control
from components.blocks.vocabulary import Banner, Content
from components.frame import locating, questions
from components.memo import cached_by_view
from components.view import View
from components.wording import openness
from data.answers.peers import asked
from data.answers.spread import Facet, Shown, facets
from data.contract.addresses import Page
from data.model import Municipality, MunicipalityKind, Origin
from data.words import Words, latvian_order

NAMES = ("raditajs", "regions", "veids", "lielums", "kods")
"""The parameters of the address that the screen reads."""

KIND_SLUGS: Mapping[str, MunicipalityKind] = {
    "valstspilseta": MunicipalityKind.STATE_CITY,
    "novads": MunicipalityKind.DISTRICT,
}


@dataclass(frozen=True)
class Chosen:
    """What a visitor looks at: the thing shown, which municipalities count, and the one picked out."""

    shown: Shown
    region: str = ""
    kind: str = ""
    size: str = ""
    code: str = ""


@cached_by_view
def offered(view: View) -> dict[str, Shown]:
    """Return what can be shown, by its code in the address: participation first, then all other indicators."""
    core, cells = questions.core_of(view), questions.cells_of(view)
    known = {indicator for (_, indicator), cell in cells.items() if cell.known}
    others = asked(view.snapshot.indicators)
    external = tuple(i for i in view.snapshot.indicators if i.origin is Origin.EXTERNAL and i.id in known)
    shown_all = [Shown()] if core else []
    for indicator in dict.fromkeys((*core, *others, *external)):
        answered = [cell for (_, name), cell in cells.items() if name == indicator.id]
        shown_all += [Shown(indicator, facet) for facet in facets(indicator, answered)]
    return {shown.code: shown for shown in shown_all}


def title(shown: Shown, words: Words) -> str:
    """Return what is shown, as a menu calls it."""
    _ = words.say
    if shown.indicator is None:
        return _("How many participation measures are known")
    name = words.pick(shown.indicator.title, shown.indicator.title_en) or shown.indicator.id
    if shown.facet is Facet.YEAR:
        return _("{name}, since when", name=name)
    if shown.facet is Facet.NUMBER:
        amount = _("{name}, amount", name=name)
        return amount if openness.in_euro(shown.indicator) else _("{name}, number", name=name)
    return name


def picked_out(view: View, text: str) -> Municipality | None:
    """Return the municipality of the day that an address names, by a code or name of now or before."""
    unit = locating.locate(view, text).unit
    return unit if unit in questions.territory_of(view) else None


def choice(view: View, address: Mapping[str, str], usual: Shown | None = None) -> Chosen:
    """Return what an address means; what it names and is not there reads as not said.

    ``usual`` is shown where it names nothing; without it the first indicator, else whatever there is.
    """
    shown, options = offered(view), narrowing(view)
    usual = usual or next((one for one in shown.values() if one.indicator), next(iter(shown.values()), Shown()))
    region, kind, size = (address.get(name, "") if address.get(name) in options[name] else "" for name in options)
    picked = picked_out(view, address.get("kods", ""))
    return Chosen(shown.get(address.get("raditajs", ""), usual), region, kind, size, picked.code if picked else "")


def choose_address(view: View, chosen: Chosen, code: str) -> str:
    """Return the address of this screen with another municipality picked out, all else the same."""
    return view.address(
        Page.MUNICIPALITIES,
        raditajs=chosen.shown.code,
        regions=chosen.region,
        veids=chosen.kind,
        lielums=chosen.size,
        kods=code,
    )


def regions(view: View) -> dict[str, str]:
    """Return the planning regions of the day."""
    names = {unit.region for unit in questions.territory_of(view) if unit.region}
    return {region: region for region in sorted(names, key=latvian_order)}


def sizes(view: View) -> dict[str, str]:
    """Return the size groups of the day, as the sheet words them."""
    size_groups = {unit.size_group for unit in questions.territory_of(view) if unit.size_group}
    return {group: group for group in sorted(size_groups, key=latvian_order)}


def narrowing(view: View) -> dict[str, Collection[str]]:
    """Return what each filter of the address can be, by its parameter, in the order of `Chosen`."""
    return {"regions": regions(view), "veids": KIND_SLUGS, "lielums": sizes(view)}


def controls(view: View, chosen: Chosen) -> tuple[Control, ...]:
    """Return the choices of the screen with what is chosen, in the order of `NAMES`."""
    words = view.words
    _ = words.say
    every, none = {"": _("all")}, {"": _("none chosen")}
    titles = {code: title(shown, words) for code, shown in offered(view).items()}
    kinds = {slug: words.say(openness.KINDS[kind]) for slug, kind in KIND_SLUGS.items()}
    units = {unit.code: unit.title for unit in questions.territory_of(view)}
    return (
        Control("raditajs", _("What is shown"), titles, chosen.shown.code),
        Control("regions", _("Planning region"), every | regions(view), chosen.region),
        Control("veids", _("Kind"), every | kinds, chosen.kind),
        Control("lielums", _("Size by residents"), every | sizes(view), chosen.size),
        Control("kods", _("Municipality"), none | units, chosen.code),
    )


def unfollowed(view: View, address: Mapping[str, str]) -> Content:
    """Return what of the address could not be followed; "" where all was."""
    words, lines = view.words, []
    _ = words.say
    for parameter, options in narrowing(view).items():
        if address[parameter] and address[parameter] not in options:
            wanted = address[parameter][:60]
            lines.append(_("There is no choice “{name}” among the filters; all are shown.", name=wanted))
    if address["raditajs"] and address["raditajs"] not in offered(view):
        shown = address["raditajs"][:60]
        lines.append(_("There is no indicator “{name}”; another is shown.", name=shown))
    if address["kods"].strip() and picked_out(view, address["kods"]) is None:
        shown = address["kods"].strip()[:60]
        lines.append(_("On this day there is no municipality “{name}”.", name=shown))
    return Banner(" ".join(lines)) if lines else ""
