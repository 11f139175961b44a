"""Trust: Latvia beside other countries, by institution, question and group, and what other surveys say."""

import streamlit as st

from components import downloads, figures, filters, shell, trust, trust_figures
from components.trust_figures import Told
from data.words import N_


def show(told: Told | None, more: str = "") -> None:
    """Show a figure and offer it; without one only what is said of its absence."""
    if body := trust.shown(seen, told, more) if told else more:
        st.html(body)
    if told:
        downloads.offer_figure(seen, told.figure)


seen = shell.view()
tongue = seen.words
address = filters.bound(*trust.NAMES)
chosen = trust.choice(seen, address)
st.html(shell.banner(seen) + trust.banner(seen, chosen) + trust.heading(seen))
if chosen.year:
    offered = trust.offered(seen, chosen)
    picked = [code for code in offered if code in chosen.wanted]
    with st.container(key="filter_trust"):
        wave, countries = st.columns([1, 4])
        with wave:
            filters.choose_one("gads", tongue.say(N_("Wave")), trust.waves(seen), str(chosen.year))
        with countries:
            hint = tongue.say(N_("All; pick some to compare"))
            filters.choose_listed("valstis", tongue.say(N_("Countries")), offered, picked, hint)
        presets = {code: tongue.say(name) for code, name in trust.PRESETS.items()}
        filters.choose_preset("valstis", tongue.say(N_("Groups of countries")), presets, chosen.preset)
    if said := trust.answers(seen, chosen.wanted):
        st.html(said)
    st.html(trust.compared(seen, chosen.year, chosen.wanted))
    for side in (trust_figures.countries, trust_figures.changes):
        if found := side(seen, chosen.year, chosen.wanted):
            st.html(figures.numbers(found.figure))
            downloads.offer_figure(seen, found.figure)
    show(trust_figures.institutions(seen))
    for topic in trust_figures.TOPICS:
        show(trust_figures.items(seen, topic), trust.missing(seen, topic))
    show(trust_figures.groups(seen))
for told in trust_figures.series(seen):
    show(told)
st.html(trust.lone(seen) + trust.drivers(seen) + trust.closing(seen))
