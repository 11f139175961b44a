"""Trust: Latvia beside other countries, by institution, question and group, and what other surveys say."""

import streamlit as st

from components.blocks.html import write
from components.frame import downloads, filters, shell
from components.frame.placing import place
from components.screens.trust import trust
from data.contract.addresses import Page
from data.words import N_

seen = shell.view()
tongue = seen.words
address = filters.bound(*trust.NAMES)
chosen = trust.choice(seen, address["valstis"], address["gads"], address["skats"])
st.html(write(shell.banner(seen, Page.TRUST), trust.banner(seen, chosen), trust.heading(seen, chosen)))
if chosen.section == trust.BY_COUNTRY and chosen.year:
    offered = trust.offered(seen, chosen)
    picked = [code for code in offered if code in chosen.wanted]
    with st.container(key="filter_trust"):
        wave, countries = st.columns([1, 4])
        with wave:
            filters.choose_one("gads", tongue.say(N_("Wave")), trust.waves(seen), str(chosen.year))
        with countries:
            hint = tongue.say(N_("All; pick some to compare"))
            filters.choose_listed("valstis", tongue.say(N_("Countries")), offered, picked, hint=hint)
        presets = {code: tongue.say(name) for code, name in trust.PRESETS.items()}
        filters.choose_preset("valstis", tongue.say(N_("Groups of countries")), presets, chosen.preset)
place(seen, write(), trust.body, chosen)
if figures := trust.taken(seen, chosen):
    downloads.offer_figures(seen, figures)
