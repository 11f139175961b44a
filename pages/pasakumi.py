"""Measures: the list with its filters, or one measure in full; everything is in the address."""

import streamlit as st

from components.blocks.escape import html
from components.frame import downloads, filters, shell
from components.frame.questions import state_of
from components.screens.measures import choice, drift, measures
from data import live
from data.answers.dossier import find_measure
from data.contract.addresses import Page
from data.words import N_

seen = shell.view()
tongue = seen.words
address = filters.bound(*choice.NAMES)
measure = find_measure(seen.snapshot, seen.plan.id, address["pasakums"]) if seen.plan else None
if measure:  # it stands under its own plan, whichever is looked at
    seen = seen.under(measure.plan)
head = shell.banner(seen, Page.MEASURES) + shell.plan_switch(seen, Page.MEASURES)

if measure:
    st.html(head + measures.full(seen, measure) + drift.drift(seen, live.drift(measure.id)))
    downloads.offer_table(seen, "updates")
elif seen.plan is None or not state_of(seen).tally.total:
    st.html(f"{head}<h1>{html(tongue.say(N_('No measures of this plan are known yet.')))}</h1>")
else:
    if address["pasakums"]:
        text = tongue.say(N_("There is no measure “{name}”; all are shown."), name=address["pasakums"][:60])
        head += f'<div class="banner" role="status">{html(text)}</div>'
    top = st.container()
    offered = choice.controls(seen, address)
    row = st.container(key="filter_row").columns([2, 2, 2, 1.2])
    with row[0]:
        text = st.text_input(tongue.say(N_("Search by word or number")), key="q", bind="query-params", live="300ms")
    for column, name in zip(row[1:], ("virziens", "apnemsanas", "iestade"), strict=True):
        with column:
            filters.choose_one(*offered[name])
    with st.container(horizontal=True, key="filter_marks"):
        filters.choose_many(*offered["statuss"])
        filters.toggle("uzmaniba", tongue.say(N_("Needs attention")), address["uzmaniba"])
        filters.toggle("pagaidu", tongue.say(N_("Provisional number")), address["pagaidu"])
    wanted = choice.choice(seen, address, text or "")
    top.html(head + measures.heading(seen, wanted))
    if rows := (measures.attention_table(seen) if wanted.measures is not None else "") + measures.listing(seen, wanted):
        st.html(rows)
    downloads.offer_table(seen, "measures")
