"""The filters of the list of measures: what they offer, and the choice they make."""

from collections.abc import Mapping

import streamlit as st

from components import filters, measures, wording
from components.overview import state_of
from components.view import View
from data.answers.search import Filter
from data.model import STATE_ORDER
from data.words import N_, latvian_order

NAMES = ("pasakums", "virziens", "apnemsanas", "iestade", "statuss", "uzmaniba", "pagaidu")
"""The parameters of the address that the screen of measures reads, beside the search text."""


def choose(view: View, address: Mapping[str, str]) -> Filter:
    """Show the filters with what the address says, and return the choice. The plan must have measures."""
    tongue, state = view.words, state_of(view)
    directions = {"": tongue.say(N_("all"))} | {
        item.direction.number: f"{item.direction.number}. {tongue.pick(item.direction.title, item.direction.title_en)}"
        for item in state.directions
    }
    own = [
        branch.commitment
        for item in state.directions
        for branch in item.commitments
        if address["virziens"] in ("", item.direction.number)
    ]
    commitments = {"": tongue.say(N_("all commitments"))} | {
        item.number: f"{item.number}. {tongue.pick(item.title, item.title_en)}" for item in own
    }
    # What the address asks for is offered though nothing fits: the list is then empty, not whole.
    names = {name for item in state.standings for name in (*item.measure.responsible, *item.measure.co_responsible)}
    names |= {item.id for item in view.snapshot.institutions if item.id == address["iestade"]}
    bodies = {"": tongue.say(N_("all institutions"))} | {name: name for name in sorted(names, key=latvian_order)}
    asked = wording.current_slugs(address["statuss"].split(filters.SEPARATOR))
    statuses = {
        wording.STATUS_SLUGS[status]: wording.status_name(status, tongue)
        for status in STATE_ORDER
        if state.tally.of(status) or wording.STATUS_SLUGS[status] in asked
    }
    row = st.container(key="filter_row").columns([2, 2, 2, 1.2])
    with row[0]:
        words = st.text_input(tongue.say(N_("Search by word or number")), key="q", bind="query-params", live="300ms")
    with row[1]:
        direction = filters.choose_one("virziens", tongue.say(N_("Action direction")), directions, address["virziens"])
    with row[2]:
        commitment = filters.choose_one("apnemsanas", tongue.say(N_("Commitment")), commitments, address["apnemsanas"])
    with row[3]:
        body = filters.choose_one("iestade", tongue.say(N_("Institution")), bodies, address["iestade"])
    with st.container(horizontal=True, key="filter_marks"):
        chosen = filters.choose_many("statuss", tongue.say(N_("Status")), statuses, filters.joined(asked))
        watched = filters.toggle("uzmaniba", tongue.say(N_("Needs attention")), address["uzmaniba"])
        provisional = filters.toggle("pagaidu", tongue.say(N_("Provisional number")), address["pagaidu"])
    return Filter(
        direction, commitment, body, frozenset(wording.STATUS_BY_SLUG[slug] for slug in chosen), provisional,
        measures.under_attention(view) if watched else None, words or "",
    )  # fmt: skip
