"""The button of the meeting's screen that only a running program has: to the newest snapshot."""

import streamlit as st

from components.frame import shell


def update(label: str, newest: str) -> None:
    """Place the button that shows the newest snapshot."""
    with st.container(horizontal=True, key="filter_begin"):
        st.button(label, on_click=shell.freeze, args=(newest,))
