"""Filters whose choice is one value in the address: figures draw it, a widget only sets it.

What Streamlit binds to the address is the label a visitor sees, which changes with the language, and it takes away
what a screen bound when another one is gone to, though both may have a parameter of that name. So nothing is bound:
a code is read from the address and written into it, and the widget, whose key contains it, only sets it.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from components.blocks.controls import Control
from components.wording.slugs import SEPARATOR, joined

_PATH, _NAMES = "here_path", "here_names"


def bound(*names: str) -> dict[str, str]:
    """Return the values of parameters of the address, "" where absent; a screen reads all of its own at once."""
    st.session_state[_NAMES] = names
    return {name: st.query_params.get(name, "") for name in names}


def at(path: str) -> None:
    """Note which screen runs."""
    st.session_state[_PATH], st.session_state[_NAMES] = path, ()


def here() -> tuple[str, dict[str, str]]:
    """Return the path of the screen that runs and the parameters of its own in its address."""
    own = {name: st.query_params.get(name, "") for name in st.session_state.get(_NAMES, ())}
    return st.session_state.get(_PATH, ""), {name: value for name, value in own.items() if value}


def _set(name: str, widget: str) -> None:
    chosen = st.session_state[widget] or ""
    if isinstance(chosen, bool):
        chosen = "1"
    put(name, chosen if isinstance(chosen, str) else SEPARATOR.join(chosen))


def put(name: str, code: str) -> None:
    """Write a parameter into the address, "" takes it out; for callbacks, of other widgets than those here too."""
    if code:
        st.query_params[name] = code
    else:
        st.query_params.pop(name, None)


def _one(control: Control) -> None:
    codes, widget = list(control.options), f"{control.name}={control.value}"
    st.selectbox(
        control.label,
        codes,
        index=codes.index(control.code),
        format_func=control.options.__getitem__,
        key=widget,
        on_change=_set,
        args=(control.name, widget),
    )


def _many(control: Control) -> None:
    wanted, widget = set(control.codes), f"{control.name}={control.value}"
    st.pills(
        control.label,
        list(control.options),
        selection_mode="multi",
        default=[code for code in control.options if code in wanted],
        format_func=control.options.__getitem__,
        key=widget,
        on_change=_set,
        args=(control.name, widget),
        label_visibility="collapsed",
    )


def _listed(control: Control) -> None:
    chosen = control.codes
    widget = f"{control.name}={joined(chosen)}"
    st.multiselect(
        control.label,
        list(control.options),
        default=chosen,
        max_selections=control.most,
        format_func=control.options.__getitem__,
        key=widget,
        on_change=_set,
        args=(control.name, widget),
        placeholder=control.hint,
    )


def _preset(control: Control) -> None:
    widget = f"{control.name}:{control.value}"
    st.pills(
        control.label,
        list(control.options),
        default=control.value if control.value in control.options else None,
        format_func=control.options.__getitem__,
        key=widget,
        on_change=_set,
        args=(control.name, widget),
        label_visibility="collapsed",
    )


def _yes(control: Control) -> None:
    widget = f"{control.name}={control.value}"
    st.checkbox(control.label, control.value == "1", key=widget, on_change=_set, args=(control.name, widget))


def typed(name: str) -> str:
    """Return what stands in a text of the address, as the widget that `place` makes of it has it in this run."""
    return str(st.session_state[name] or "") if name in st.session_state else st.query_params.get(name, "")


def _text(control: Control) -> None:
    text = st.text_input(control.label, key=control.name, bind="query-params", live="300ms") or ""
    if text != control.value:  # the address was changed under it: what stands above was made of other words
        st.rerun()


_PLACERS: Mapping[str, Callable[[Control], None]] = {
    "one": _one,
    "many": _many,
    "listed": _listed,
    "preset": _preset,
    "yes": _yes,
    "text": _text,
}


def place(control: Control) -> None:
    """Place the widget of a choice of the address."""
    _PLACERS[control.kind](control)
