"""Municipalities: one thing shown of all as map, tiles and table, which pick out together, and seven small maps."""

from functools import partial

import streamlit as st

from components.blocks.escape import html
from components.frame import downloads, filters, shell
from components.frame.maps import show
from components.screens.municipalities import choice, municipalities, municipality_figures
from data.contract.addresses import Page
from data.words import N_

seen = shell.view()
tongue = seen.words
address = filters.bound(*choice.NAMES)
head = shell.banner(seen, Page.MUNICIPALITIES) + choice.unfollowed(seen, address)
if not municipalities.participation(seen):
    head += shell.plan_switch(seen, Page.MUNICIPALITIES)
top = st.container()
chosen = choice.choice(seen, address) if choice.offered(seen) else None
if chosen:
    row = st.container(key="filter_row").columns([2.4, 1, 1, 1.2, 1.4])
    for column, control in zip(row, choice.controls(seen, chosen), strict=True):
        with column:
            filters.choose_one(*control)
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
            show(picture, key, alt, partial(filters.put, "kods"))
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
