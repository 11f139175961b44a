"""Measures: the list with its filters, or one measure in full; everything is in the address."""

import streamlit as st

from components.blocks.html import write
from components.blocks.vocabulary import Banner, Content, Heading
from components.frame import downloads, filters, shell
from components.frame.questions import state_of
from components.frame.written import written
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
head: Content = shell.banner(seen, Page.MEASURES), shell.plan_switch(seen, Page.MEASURES)

if measure:
    whole = written(seen, measures.full, measure)
    st.html(write(head, whole, drift.drift(seen, live.drift(measure.id))))
    downloads.offer_table(seen, "updates")
elif seen.plan is None or not state_of(seen).tally.total:
    st.html(write(head, Heading(1, tongue.say(N_("No measures of this plan are known yet.")))))
else:
    if address["pasakums"]:
        text = tongue.say(N_("There is no measure “{name}”; all are shown."), name=address["pasakums"][:60])
        head = head, Banner(text)
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
    wanted = choice.choice(seen, offered, address, text or "")
    top.html(write(head, measures.heading(seen, wanted)))
    why = written(seen, measures.attention_table) if wanted.measures is not None else ""
    if rows := write(why, written(seen, measures.listing, wanted)):
        st.html(rows)
    downloads.offer_table(seen, "measures")
