"""The buttons of the meeting's screen: the keys of a presenter's remote, the beginning, the freeze."""

from collections.abc import Mapping

import streamlit as st

from components.frame import filters, shell
from components.view import View
from data.words import N_

KEYS: Mapping[str, tuple[str, str]] = {
    "PageDown": ("next", N_("Next step")),
    "Right": ("next", N_("Next step")),
    "PageUp": ("previous", N_("Previous step")),
    "Left": ("previous", N_("Previous step")),
    "Home": ("first", N_("First step")),
    "End": ("last", N_("Last step")),
    "Escape": ("leave", N_("Leave the presentation")),
}
"""What a presenter's remote and a keyboard send, and what each does."""


def _go(step: str) -> None:
    filters.put("solis", step)


def keys(view: View, number: int, total: int) -> None:
    """Bind the keys on a step; their buttons are only seen where there is no keyboard or one is used to reach them."""
    to = {
        "next": str(min(number + 1, total)),
        "previous": str(max(number - 1, 1)),
        "first": "1",
        "last": str(total),
        "leave": "",
    }
    with st.container(key="presenter", horizontal=True):
        for key, (where, label) in KEYS.items():
            st.button(view.words.say(label), key=f"key_{key}", shortcut=key, on_click=_go, args=(to[where],))


def begin(start: str, update: str, newest: str) -> None:
    """Place the buttons that begin the presentation and that show the newest snapshot, by their labels, "" for none."""
    with st.container(horizontal=True, key="filter_begin"):
        if start:
            st.button(start, type="primary", key="begin", on_click=_go, args=("1",))
        if update:
            st.button(update, on_click=shell.freeze, args=(newest,))
