"""Municipalities: one thing shown of all as map, tiles and table, which pick out together, and seven small maps."""

from functools import partial

import streamlit as st

from components import downloads, filters, maps, municipalities, municipality_figures, municipality_filters, shell
from components.escape import html
from data.words import N_

seen = shell.view()
tongue = seen.words
address = filters.bound(*municipalities.NAMES)
head = shell.banner(seen, "pasvaldibas") + municipalities.unfollowed(seen, address)
if not municipalities.participation(seen):
    head += shell.plan_switch(seen, municipalities.SCREEN)
top = st.container()
chosen = municipality_filters.choose(seen, address)
if chosen is None:
    top.html(f"{head}<h1>{html(tongue.say(N_('No indicator is known.')))}</h1>")
else:
    top.html(head + municipalities.heading(seen, chosen))
    st.html(municipalities.legend(seen, chosen))
    left, right = st.columns([1.04, 1])
    with left, st.container(key="map"):
        if picture := municipalities.picture(seen, chosen):
            st.html(municipalities.without_map(seen))
            key, alt = municipalities.map_key(seen, chosen), municipalities.finding(seen, chosen)
            maps.show(picture, key, alt, partial(filters.put, "kods"))
    right.html(municipalities.tile_view(seen, chosen))
    st.html(municipalities.picked(seen, chosen))
    if figure := municipality_figures.map_figure(seen, chosen):
        downloads.offer_figure(seen, figure)
    if rows := municipalities.listing(seen, chosen):
        st.html(rows)
    downloads.offer_table(seen, "indicator_values")
    if figure := municipality_figures.small_figure(seen, chosen):
        st.html(municipality_figures.small(seen, chosen))
        downloads.offer_figure(seen, figure)
    st.html(municipalities.sources(seen))
