"""Measures in their parts, as their address asks for them: the list with its filters, or one measure in full."""

from collections.abc import Mapping
from functools import partial

from components.blocks.controls import Control
from components.blocks.vocabulary import Banner, Content, Heading
from components.frame import downloads, shell
from components.frame.parts import Controls, Parts, Passage
from components.frame.questions import state_of
from components.screens.measures import choice, drift, listing, measures
from components.view import View
from components.wording import marks
from data import live
from data.answers.dossier import find_measure
from data.contract.addresses import Page
from data.model import Measure

NAMES = (*choice.NAMES, "q")
"""The parameters of the address that the screen reads."""


def screen(view: View, address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    _ = view.words.say
    measure = find_measure(view.snapshot, view.plan.id, address["pasakums"]) if view.plan else None
    if measure:  # it stands under its own plan, whichever is looked at
        return _whole(view.under(measure.plan), measure)
    head: Content = shell.banner(view, Page.MEASURES), shell.plan_switch(view, Page.MEASURES)
    if view.plan is None or not state_of(view).tally.total:
        return head, Heading(1, marks.absent(view, "plans", "measures") or _("No measures of this plan are known yet."))
    if address["pasakums"]:
        head = head, Banner(_("There is no measure “{name}”; all are shown.", name=address["pasakums"][:60]))
    return head, *_listed(view, address)


def _whole(view: View, measure: Measure) -> Parts:
    return (
        shell.banner(view, Page.MEASURES),
        shell.plan_switch(view, Page.MEASURES),
        Passage(measures.full, (measure,)),
        drift.drift(view, live.drift(measure.id)),
        downloads.of_table(view, "updates"),
    )


def _listed(view: View, address: Mapping[str, str]) -> Parts:
    _ = view.words.say
    offered = choice.controls(view, address)
    wanted = choice.choice(view, offered, address, address["q"])
    asked = choice.asked(wanted, offered, address)
    odd = choice.not_understood(view, offered, address)
    text = Control("q", _("Search by word or number"), value=address["q"], kind="text")
    return (
        Banner(" ".join(odd)) if odd else "",
        listing.heading(view, wanted),
        listing.lead(view, wanted),
        Controls("filter_row", (text, offered["virziens"], offered["apnemsanas"], offered["iestade"]), (2, 2, 2, 1.2)),
        Controls(
            "filter_marks",
            (
                offered["statuss"],
                Control("uzmaniba", _("Needs attention"), value=address["uzmaniba"], kind="yes"),
                Control("pagaidu", _("Provisional number"), value=address["pagaidu"], kind="yes"),
            ),
        ),
        Passage(listing.attention_table) if wanted.measures is not None else "",
        Passage(listing.listing, (asked,)),
        downloads.of_rows(view, partial(listing.as_lines, view, asked), _("This list"), "saraksts"),
    )
