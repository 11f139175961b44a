"""What the screen of municipalities lets a visitor choose: an address read as a choice, and the way back."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from components.blocks.controls import Control
from components.blocks.vocabulary import Banner, Content, Details, Group, Link, Nav, Paragraph, Text, joined
from components.frame import locating, paging, questions
from components.memo import cached_by_view
from components.view import View
from components.wording import naming, openness
from data.answers.openness import Cell
from data.answers.peers import asked
from data.answers.spread import Facet, Shown, facets
from data.contract.addresses import Page
from data.model import Municipality, MunicipalityKind, Origin
from data.words import N_, Words, latvian_order

NAMES = ("raditajs", "regions", "veids", "lielums", "kods", "skats", "kartot", paging.NAME)
"""The parameters of the address that the screen reads."""
TILES, LARGE = "flizes", "ekrans"
"""What can be looked at in the map's place: tiles, or a map as large as the window."""
SIGHTS: Mapping[str, str] = {"karte": N_("Map"), TILES: N_("Tiles"), LARGE: N_("Whole screen")}
MOST_TILES = 300
"""Of more municipalities no tiles are offered: their names could not be read, and nobody finds a place among them."""
BY_NAME, BY_YEAR, BY_RESIDENT = "nosaukums", "gads", "iedzivotaji"
"""Orders other than by the value shown."""
SORTS: Mapping[str, str] = {
    "": N_("by value"),
    BY_NAME: N_("by name"),
    BY_YEAR: N_("by year"),
    BY_RESIDENT: N_("by amount per resident"),
}

KIND_SLUGS: Mapping[str, MunicipalityKind] = {
    "valstspilseta": MunicipalityKind.STATE_CITY,
    "novads": MunicipalityKind.DISTRICT,
}


@dataclass(frozen=True)
class Chosen:
    """What a visitor looks at: the thing shown, which municipalities count, the one picked out, how, in which order."""

    shown: Shown
    region: str = ""
    kind: str = ""
    size: str = ""
    code: str = ""
    sight: str = ""
    sort: str = ""


@cached_by_view
def offered(view: View) -> dict[str, Shown]:
    """Return what can be shown, by its code in the address: participation first, then all other indicators."""
    core, cells = questions.core_of(view), questions.cells_of(view)
    of_each: dict[str, list[Cell]] = defaultdict(list)
    for (_, indicator_id), cell in cells.items():
        of_each[indicator_id].append(cell)
    known = {indicator_id for indicator_id, own in of_each.items() if any(cell.known for cell in own)}
    others = asked(view.snapshot.indicators)
    external = tuple(i for i in view.snapshot.indicators if i.origin is Origin.EXTERNAL and i.id in known)
    shown_all = [Shown()] if core else []
    for indicator in dict.fromkeys((*core, *others, *external)):
        shown_all += [Shown(indicator, facet) for facet in facets(indicator, of_each[indicator.id])]
    return {shown.code: shown for shown in shown_all}


def title(shown: Shown, words: Words) -> str:
    """Return what is shown, as a menu calls it."""
    _ = words.say
    if shown.indicator is None:
        return _("Number of participation measures with a known answer")
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
    return part_of(view).get(unit.code) if unit else None


@cached_by_view
def part_of(view: View) -> Mapping[str, Municipality]:
    """Return by every code the municipality of the day that it is, or that it was merged into."""
    standing = {unit.code: unit for unit in questions.territory_of(view)}
    merged = {unit.code: unit.merged_into for unit in view.snapshot.municipalities}
    found = dict(standing)
    for code in merged:
        chain: list[str] = []
        last: str | None = code
        while last and last not in standing and last not in chain:
            chain.append(last)
            last = merged.get(last)
        if last in standing:
            found[code] = standing[last]
    return found


def choice(view: View, address: Mapping[str, str], usual: Shown | None = None) -> Chosen:
    """Return what an address means; what it names and is not there reads as not said.

    ``usual`` is shown where it names nothing; without it the first indicator, else whatever there is.
    """
    shown, options = offered(view), narrowing(view)
    usual = usual or next((one for one in shown.values() if one.indicator), next(iter(shown.values()), Shown()))
    region, kind, size = (address.get(name, "") if address.get(name) in options[name] else "" for name in options)
    picked, wanted = picked_out(view, address.get("kods", "")), shown.get(address.get("raditajs", ""), usual)
    code, sight, sort = picked.code if picked else "", address.get("skats", ""), address.get("kartot", "")
    sort = sort if sort in sorts(wanted) else ""
    return Chosen(wanted, region, kind, size, code, sight if sight in sights(view)[1:] else "", sort)


def sights(view: View) -> tuple[str, ...]:
    """Return in which ways the municipalities can be looked at, the usual one first."""
    many = len(questions.territory_of(view)) > MOST_TILES
    return tuple(sight for sight in SIGHTS if sight != TILES or not many)


def sorts(shown: Shown) -> tuple[str, ...]:
    """Return the orders in which what is shown can stand."""
    if shown.indicator is None:
        return "", BY_NAME
    if shown.facet is Facet.NUMBER:
        return "", *((BY_RESIDENT,) if openness.in_euro(shown.indicator) else ()), BY_YEAR, BY_NAME
    return ("", BY_NAME) if shown.facet is Facet.YEAR else ("", BY_YEAR, BY_NAME)


def choice_address(view: View, chosen: Chosen, page: str = "") -> str:
    """Return the address of this screen with a choice, and with a page of its table, "" for the one that is meant."""
    return view.address(
        Page.MUNICIPALITIES,
        raditajs=chosen.shown.code,
        regions=chosen.region,
        veids=chosen.kind,
        lielums=chosen.size,
        kods=chosen.code,
        skats=chosen.sight,
        kartot=chosen.sort,
        **{paging.NAME: page},
    )


def choose_address(view: View, chosen: Chosen, code: str) -> str:
    """Return the address of this screen with another municipality picked out, all else the same."""
    return choice_address(view, replace(chosen, code=code))


def regions(view: View) -> dict[str, str]:
    """Return the planning regions of the day."""
    names = {unit.region for unit in questions.territory_of(view) if unit.region}
    return {name: naming.region(name, view.words) for name in sorted(names, key=latvian_order)}


def sizes(view: View) -> dict[str, str]:
    """Return the size groups of the day by the sheet's words, the smallest first."""
    size_groups = {unit.size_group for unit in questions.territory_of(view) if unit.size_group}
    # "līdz 10 000" begins with no number: it is the smallest.
    ordered = sorted(size_groups, key=lambda group: (group[:1].isdigit(), latvian_order(group)))
    return {group: openness.size_group(group, view.words) for group in ordered}


def narrowing(view: View) -> dict[str, Collection[str]]:
    """Return what each filter of the address can be, by its parameter, in the order of `Chosen`."""
    return {"regions": regions(view), "veids": KIND_SLUGS, "lielums": sizes(view)}


def controls(view: View, chosen: Chosen) -> tuple[Control, ...]:
    """Return the choices that stand open: what is shown, and a municipality by its name."""
    words = view.words
    _ = words.say
    titles = {code: title(shown, words) for code, shown in offered(view).items()}
    units = {unit.code: unit.title for unit in questions.territory_of(view)}
    return (
        Control("raditajs", _("What is shown"), titles, chosen.shown.code),
        Control("kods", _("Municipality"), {"": _("none chosen")} | units, chosen.code),
    )


@cached_by_view
def ways(view: View, chosen: Chosen) -> Content:
    """Return the ways to look at it, and the filters, folded: what they leave in stands beside their name."""
    words = view.words
    _ = words.say
    usual = sights(view)[0]
    looks = [
        Link(
            words.say(SIGHTS[sight]),
            choice_address(view, replace(chosen, sight="" if sight == usual else sight)),
            current=sight == (chosen.sight or usual),
        )
        for sight in sights(view)
    ]
    kinds = {slug: words.say(openness.KINDS[kind]) for slug, kind in KIND_SLUGS.items()}
    offered_filters: tuple[tuple[str, str, Mapping[str, str], Callable[[str], Chosen]], ...] = (
        (_("Planning region"), chosen.region, regions(view), lambda code: replace(chosen, region=code)),
        (_("Kind"), chosen.kind, kinds, lambda code: replace(chosen, kind=code)),
        (_("Size by residents"), chosen.size, sizes(view), lambda code: replace(chosen, size=code)),
    )
    rows, taken = [], []
    for label, value, options, narrowed in offered_filters:
        links = [
            Link(text, choice_address(view, narrowed(code)), current=code == value)
            for code, text in ({"": _("all")} | dict(options)).items()
        ]
        rows.append(Nav(label, [Text(label, kind="muted"), *links], "sections"))
        taken += [options[value]] if value else []
    filters = Details((_("Filters"), ": ", joined(taken) or _("all municipalities")), tuple(rows))
    return Group((Nav(_("How it is shown"), looks), filters), "ways")


def order_line(view: View, chosen: Chosen) -> Content:
    """Return the orders in which the table can stand, each a link."""
    words = view.words
    _ = words.say
    said: list[Content] = [
        Text(words.say(SORTS[sort]), strong=True, current=True)
        if sort == chosen.sort
        else Link(words.say(SORTS[sort]), choice_address(view, replace(chosen, sort=sort)))
        for sort in sorts(chosen.shown)
    ]
    return Paragraph((_("Sorted"), " ", joined(said, " · ")), "small")


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
    named = address["kods"].strip()
    unit, meant = picked_out(view, named), locating.locate(view, named).unit
    if named and unit is None:
        lines.append(_("On this day there is no municipality “{name}”.", name=named[:60]))
    elif unit != meant and unit:
        text = N_("“{name}” no longer exists; its successor is shown: {unit}.")
        lines.append(words.say(text, name=meant.title if meant else named[:60], unit=unit.title))
    if told := paging.odd(view, address[paging.NAME]):
        lines.append(told)
    return Banner(" ".join(lines)) if lines else ""
