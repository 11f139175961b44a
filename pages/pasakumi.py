"""Measures: the list with its filters, or one measure in full; everything is in the address."""

import streamlit as st

from components import downloads, filters, measure_filters, measures, shell, snapshots
from components.escape import html
from components.overview import state_of
from data import live
from data.answers.dossier import find_measure
from data.words import N_

seen = shell.view()
tongue = seen.words
address = filters.bound(*measure_filters.NAMES)
measure = find_measure(seen.snapshot, seen.plan.id, address["pasakums"]) if seen.plan else None
if measure:  # it stands under its own plan, whichever is looked at
    seen = seen.under(measure.plan)
head = shell.banner(seen, "pasakumi") + shell.plan_switch(seen, "pasakumi")

if measure:
    st.html(head + measures.full(seen, measure) + snapshots.drift(seen, live.drift(measure.id)))
    downloads.offer_table(seen, "updates")
elif seen.plan is None or not state_of(seen).tally.total:
    st.html(f"{head}<h1>{html(tongue.say(N_('No measures of this plan are known yet.')))}</h1>")
else:
    if address["pasakums"]:
        text = tongue.say(N_("There is no measure “{name}”; all are shown."), name=address["pasakums"][:60])
        head += f'<div class="banner" role="status">{html(text)}</div>'
    top = st.container()
    wanted = measure_filters.choose(seen, address)
    top.html(head + measures.heading(seen, wanted))
    if rows := (measures.attention_table(seen) if wanted.measures is not None else "") + measures.listing(seen, wanted):
        st.html(rows)
    downloads.offer_table(seen, "measures")
