"""One municipality in its parts, as its address asks for it."""

from collections.abc import Mapping

from components.blocks.controls import Control
from components.blocks.vocabulary import Heading
from components.frame import downloads, locating, paging, shell
from components.frame.parts import Box, Controls, Copied, OneOf, Part, Parts, Passage
from components.screens.municipality import profile, profile_changes, profile_measures, profile_papers, profile_peers
from components.view import View
from components.wording import slugs
from data.answers.peers import MOST
from data.contract.addresses import Page
from data.model import Municipality

NAMES = ("kods", "lidzigas", "pec", "vieta", "kops", paging.NAME)
"""The parameters of the address that the screen reads."""


def screen(view: View, address: Mapping[str, str], origin: str = "") -> Parts:
    """Return the screen's parts in their order; ``origin`` is where this dashboard is, as its visitors reach it."""
    _ = view.words.say
    located = locating.locate(view, address["kods"])
    unit = located.unit
    control = Control("kods", _("Municipality"), profile.offered(view), unit.code if unit else "")
    choice = Controls("filter_municipality", (control,))
    banner = shell.banner(view, Page.MUNICIPALITY)
    if unit is None:
        return (Box("sheet", (banner, Passage(profile.index, (located, address[paging.NAME][:20])), choice)),)
    parts: list[Part] = [banner, profile.heading(view, located, unit), choice]
    if profile.in_force(view, unit):
        parts += _peers(view, unit, address)
    parts += [Passage(profile.assessments, (unit,)), profile_changes.changes(view, unit, address)]
    parts.append(Passage(profile_measures.history, (unit,)))
    return Box("sheet", tuple(parts)), *_taken(view, unit, origin)


def _peers(view: View, unit: Municipality, address: Mapping[str, str]) -> Parts:
    _ = view.words.say
    basis = profile_peers.basis_of(view, unit, address["pec"])
    alike = tuple(address["lidzigas"].split(slugs.SEPARATOR))
    alike_in = Control("pec", _("Similar by"), profile_peers.bases(view.words), basis.value)
    label, hint = _("Or choose up to {most} yourself", most=MOST), _("choose a municipality")
    others = profile_peers.offered(view, unit)
    by_hand = Control("lidzigas", label, others, address["lidzigas"], "listed", hint=hint, most=MOST)
    controls: list[Part] = [Controls("", (alike_in, by_hand), (1, 3))]
    if profile_peers.scored(view, unit):
        place = _("Show the place among its kind")
        controls.append(Controls("", (Control("vieta", place, value=address["vieta"], kind="yes"),)))
    return (
        Passage(profile_measures.measures, (unit, basis, alike)),
        Passage(profile_measures.others, (unit, basis, alike)),
        Heading(2, _("Compared with similar municipalities")),
        Box("filter_peers", tuple(controls)),
        Passage(profile_peers.comparison, (unit, basis, alike)),
        profile_peers.score(view, unit, ranked=address["vieta"] == "1"),
    )


def _taken(view: View, unit: Municipality, origin: str) -> Parts:
    _ = view.words.say
    rows = downloads.of_values(
        view, profile_papers.own_values(view, unit), _("This municipality’s rows"), f"pasvaldiba-{unit.code}"
    )
    titles = profile_papers.reportable(view, unit)
    lines = profile_papers.snippets(view, unit, origin)

    def letter(wrong: str) -> Parts:
        text = profile_papers.error_report(view, unit, wrong)
        return Copied(text), profile_papers.after_letter(view, unit, text)

    key = f"letter-{unit.code}-{view.words.language}"
    told = (
        Heading(2, _("Report an error or missing information")),
        OneOf(_("Subject of the message"), key, titles, letter),
    )
    own = (Heading(2, _("Embed this on your own site")), Copied(lines)) if lines else ()
    return rows, Box("filter_letter", (*told, *own))
