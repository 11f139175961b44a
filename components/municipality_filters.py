"""What the screen of municipalities offers to choose: what is shown, which municipalities count, and one of them."""

from collections.abc import Mapping

import streamlit as st

from components import filters, municipalities, profile
from components.municipalities import Chosen
from components.view import View
from data.words import N_


def choose(view: View, address: Mapping[str, str]) -> Chosen | None:
    """Show the filters with what the address says, and return the choice; None where there is nothing to show."""
    words, offered = view.words, municipalities.offered(view)
    if not offered:
        return None
    every = {"": words.say(N_("all"))}
    kinds = {slug: words.say(profile.KINDS[kind]) for slug, kind in municipalities.KIND_SLUGS.items()}
    units = {unit.code: unit.title for unit in profile.territory_of(view)}
    first = next((code for code, shown in offered.items() if shown.indicator), next(iter(offered)))
    asked = address["raditajs"] if address["raditajs"] in offered else first
    picked = municipalities.picked_out(view, address["kods"])
    titles = {code: municipalities.title(shown, words) for code, shown in offered.items()}
    row = st.container(key="filter_row").columns([2.4, 1, 1, 1.2, 1.4])
    with row[0]:
        shown = filters.choose_one("raditajs", words.say(N_("What is shown")), titles, asked)
    with row[1]:
        regions = every | municipalities.regions(view)
        region = filters.choose_one("regions", words.say(N_("Planning region")), regions, address["regions"])
    with row[2]:
        kind = filters.choose_one("veids", words.say(N_("Kind")), every | kinds, address["veids"])
    with row[3]:
        sizes = every | municipalities.sizes(view)
        size = filters.choose_one("lielums", words.say(N_("Size by residents")), sizes, address["lielums"])
    with row[4]:
        none = {"": words.say(N_("none chosen"))}
        code = filters.choose_one("kods", words.say(N_("Municipality")), none | units, picked.code if picked else "")
    return Chosen(offered[shown], region, kind, size, code)
