"""What the list of measures lets a visitor choose: the address read as a filter, and the options it offers."""

from collections.abc import Mapping

from components.blocks.controls import Control
from components.frame import paging
from components.frame.questions import state_of
from components.screens.measures import listing
from components.screens.measures.listing import ORDERS, Asked
from components.view import View
from components.wording import slugs, terms
from data.answers.search import Filter
from data.model import STATE_ORDER
from data.words import latvian_order

NAMES = ("pasakums", "virziens", "apnemsanas", "iestade", "statuss", "uzmaniba", "pagaidu", "kartot", paging.NAME)
"""The parameters of the address that the screen of measures reads, beside the search text."""


def controls(view: View, address: Mapping[str, str]) -> dict[str, Control]:
    """Return the choices with what the address says, by parameter. The plan must have measures."""
    words, state = view.words, state_of(view)
    _ = words.say
    directions = {"": _("all action directions")} | {
        item.direction.number: f"{item.direction.number}. {words.pick(item.direction.title, item.direction.title_en)}"
        for item in state.directions
    }
    of_direction = [
        branch.commitment
        for item in state.directions
        for branch in item.commitments
        if address["virziens"] in ("", item.direction.number)
    ]
    commitments = {"": _("all commitments")} | {
        item.number: f"{item.number}. {words.pick(item.title, item.title_en)}" for item in of_direction
    }
    # What the address asks for is offered though nothing fits: the list is then empty, not whole.
    names = {name for item in state.standings for name in (*item.measure.responsible, *item.measure.co_responsible)}
    names |= {item.id for item in view.snapshot.institutions if item.id == address["iestade"]}
    bodies = {"": _("all institutions")} | {name: name for name in sorted(names, key=latvian_order)}
    asked = slugs.current_slugs(address["statuss"].split(slugs.SEPARATOR))
    statuses = {
        slugs.STATUS_SLUGS[status]: terms.status_name(status, words)
        for status in STATE_ORDER
        if state.tally.of(status) or slugs.STATUS_SLUGS[status] in asked
    }
    offered = (
        Control("virziens", _("Action direction"), directions, address["virziens"]),
        Control("apnemsanas", _("Commitment"), commitments, address["apnemsanas"]),
        Control("iestade", _("Institution"), bodies, address["iestade"]),
        Control("statuss", _("Status"), statuses, slugs.joined(asked), "many"),
    )
    return {control.name: control for control in offered}


def choice(view: View, offered: Mapping[str, Control], address: Mapping[str, str], text: str) -> Filter:
    """Return the filter that the address and the search text mean; what is not ``offered`` reads as not said."""
    one = {name: control.value if control.value in control.options else "" for name, control in offered.items()}
    statuses = [slug for slug in offered["statuss"].value.split(slugs.SEPARATOR) if slug in offered["statuss"].options]
    watched, provisional = (address[name] == "1" for name in ("uzmaniba", "pagaidu"))
    return Filter(
        one["virziens"],
        one["apnemsanas"],
        one["iestade"],
        frozenset(slugs.STATUS_BY_SLUG[slug] for slug in statuses),
        provisional,
        listing.under_attention(view) if watched else None,
        text,
    )


def asked(wanted: Filter, offered: Mapping[str, Control], address: Mapping[str, str]) -> Asked:
    """Return what the list shows: the filter, and the order and page of the address, the usual ones where it errs."""
    order = address["kartot"].removeprefix("-")
    understood = {name: value for name, value in address.items() if value and name not in ("pasakums", paging.NAME)}
    for name, control in offered.items():
        codes = control.value.split(slugs.SEPARATOR) if control.kind == "many" else [control.value]
        understood[name] = slugs.joined([code for code in codes if code in control.options])
    known = order in ORDERS
    if not known:
        understood.pop("kartot", None)
    return Asked(
        wanted,
        order if known else "nr",
        known and address["kartot"].startswith("-"),
        paging.asked(address[paging.NAME]),
        tuple(sorted((name, value) for name, value in understood.items() if value)),
    )


def not_understood(view: View, offered: Mapping[str, Control], address: Mapping[str, str]) -> list[str]:
    """Return what of the address is not understood, a sentence each: it is as not said, and that is told.

    What stands there is not repeated, so that all such addresses have one page.
    """
    _ = view.words.say
    odd = []
    for name, control in offered.items():
        codes = address[name].split(slugs.SEPARATOR) if control.kind == "many" else [address[name]]
        known = slugs.current_slugs(codes) if control.kind == "many" else codes
        if any(code and code not in control.options for code in known):
            odd.append(
                _("The filter “{filter}” in the address is not recognised and is ignored.", filter=control.label)
            )
    if address["kartot"] and address["kartot"].removeprefix("-") not in ORDERS:
        odd.append(_("The sort order in the address is not recognised; the list is in the plan’s order."))
    return odd + [line for line in [paging.odd(view, address[paging.NAME])] if line]
