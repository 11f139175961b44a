"""The browser's map, placed on a screen."""

from collections.abc import Callable

import streamlit as st

from components.blocks.style import numbered
from components.charts.maps import Picture, deck

KEY = "shown_map"
"""The widget's, whatever it shows: a new one would be drawn from nothing."""
_CLICKS = "map_clicks"


def show(picture: Picture, alt: str, choose: Callable[[str], None]) -> None:
    """Show the map. A click calls ``choose`` with the code of the municipality, "" for the one chosen already.

    What is selected in the widget is never what is shown: the layer that a click was on is replaced by the next one,
    with which the browser forgets it, and that nothing is selected any more says nothing.
    """

    def chosen() -> None:
        if clicked := [one for objects in st.session_state[KEY].selection.objects.values() for one in objects]:
            st.session_state[_CLICKS] = st.session_state.get(_CLICKS, 0) + 1
            code = str(clicked[0]["properties"]["code"])
            choose("" if code == picture.chosen else code)

    st.html(numbered("pointed", picture.numbered))
    st.pydeck_chart(
        deck(picture, st.session_state.get(_CLICKS, 0)),
        height=picture.size[1],
        on_select=chosen,
        selection_mode="single-object",
        key=KEY,
        alt=alt,
    )
