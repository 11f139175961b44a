"""The browser's map, placed on a screen."""

from typing import Any

import streamlit as st

from components.charts.maps import LAYER, MAP_HEIGHT, Picture, deck


def show(picture: Picture, key: str, alt: str, choose: Any) -> None:
    """Show the map. A click calls ``choose`` with the code of the municipality, "" for the one chosen already.

    ``key`` must hold everything the picture does: what is selected in the widget is never what is shown.
    """

    def chosen() -> None:
        chosen_objects = st.session_state[key].selection.objects.get(LAYER, [])
        code = str(chosen_objects[0]["properties"]["code"]) if chosen_objects else ""
        choose("" if code == picture.chosen else code)

    st.pydeck_chart(
        deck(picture), height=MAP_HEIGHT, on_select=chosen, selection_mode="single-object", key=key, alt=alt
    )
