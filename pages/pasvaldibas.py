"""Municipalities: one thing shown of all as map, tiles and table, which pick out together, and seven small maps."""

from functools import partial

import streamlit as st

from components.blocks.html import write
from components.blocks.vocabulary import Heading
from components.frame import downloads, filters, shell
from components.frame.maps import show
from components.frame.written import written
from components.screens.municipalities import choice, municipalities, municipality_figures
from data.contract.addresses import Page
from data.words import N_

seen = shell.view()
address = filters.bound(*choice.NAMES)
plans = "" if municipalities.participation(seen) else shell.plan_switch(seen, Page.MUNICIPALITIES)
head = shell.banner(seen, Page.MUNICIPALITIES), choice.unfollowed(seen, address), plans
top = st.container()
chosen = choice.choice(seen, address) if choice.offered(seen) else None
if chosen:
    row = st.container(key="filter_row").columns([2.4, 1, 1, 1.2, 1.4])
    for column, control in zip(row, choice.controls(seen, chosen), strict=True):
        with column:
            filters.choose_one(*control)
if chosen is None:
    top.html(write(head, Heading(1, seen.words.say(N_("No indicator is known.")))))
else:
    top.html(write(head, municipalities.heading(seen, chosen)))
    st.html(write(municipalities.legend(seen, chosen)))
    left, right = st.columns([1.04, 1])
    with left, st.container(key="map"):
        if picture := municipalities.picture(seen, chosen):
            st.html(write(municipalities.without_map(seen)))
            key, alt = municipalities.map_key(seen, chosen), municipalities.finding(seen, chosen)
            show(picture, key, alt, partial(filters.put, "kods"))
    right.html(written(seen, municipalities.tile_view, chosen))
    st.html(write(municipalities.picked(seen, chosen)))
    if figure := municipality_figures.map_figure(seen, chosen):
        downloads.offer_figure(seen, figure)
    if rows := written(seen, municipalities.listing, chosen):
        st.html(rows)
    downloads.offer_table(seen, "indicator_values")
    if figure := municipality_figures.small_figure(seen, chosen):
        st.html(written(seen, municipality_figures.small, chosen))
        downloads.offer_figure(seen, figure)
    st.html(write(municipalities.sources(seen)))
