"""Filters whose choice is one value in the address: figures draw it, a widget only sets it.

What Streamlit binds to the address is the label a visitor sees, which changes with the language, and it takes away
what a screen bound when another one is gone to, though both may have a parameter of that name. So nothing is bound:
a code is read from the address and written into it, and the widget, whose key contains it, only sets it.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.blocks.controls import Control
from components.wording.slugs import SEPARATOR, joined


def bound(*names: str) -> dict[str, str]:
    """Return the values of parameters of the address, "" where absent."""
    return {name: st.query_params.get(name, "") for name in names}


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


def choose_one(name: str, label: str, options: Mapping[str, str], value: str) -> str:
    """Offer options by code with "" as "all"; return the code in force, the first for one not offered."""
    codes = list(options)
    index = codes.index(value) if value in options else 0
    widget = f"{name}={value}"
    st.selectbox(
        label,
        codes,
        index=index,
        format_func=lambda code: options[code],
        key=widget,
        on_change=_set,
        args=(name, widget),
    )
    return codes[index]


def choose_many(name: str, label: str, options: Mapping[str, str], value: str) -> list[str]:
    """Offer options by code as pills; return the codes in force, in the order offered."""
    wanted = set(value.split(SEPARATOR))
    chosen = [code for code in options if code in wanted]
    widget = f"{name}={value}"
    st.pills(
        label,
        list(options),
        selection_mode="multi",
        default=chosen,
        format_func=lambda code: options[code],
        key=widget,
        on_change=_set,
        args=(name, widget),
        label_visibility="collapsed",
    )
    return chosen


def choose_listed(
    name: str, label: str, options: Mapping[str, str], chosen: Sequence[str], *, hint: str, most: int | None = None
) -> None:
    """Offer options by code as a list to pick from and search in; ``chosen`` are in force, ``hint`` stands for none.

    At most ``most`` can be picked; None means any number.
    """
    widget = f"{name}={joined(chosen)}"
    st.multiselect(
        label,
        list(options),
        default=list(chosen),
        max_selections=most,
        format_func=lambda code: options[code],
        key=widget,
        on_change=_set,
        args=(name, widget),
        placeholder=hint,
    )


def choose_preset(name: str, label: str, options: Mapping[str, str], value: str) -> None:
    """Offer whole choices by the value they stand for in the address, as pills of which at most one is in force."""
    widget = f"{name}:{value}"
    st.pills(
        label,
        list(options),
        default=value if value in options else None,
        format_func=lambda code: options[code],
        key=widget,
        on_change=_set,
        args=(name, widget),
        label_visibility="collapsed",
    )


def toggle(name: str, label: str, value: str) -> bool:
    """Offer a yes or no; "1" in the address is yes."""
    on = value == "1"
    widget = f"{name}={value}"
    st.checkbox(label, on, key=widget, on_change=_set, args=(name, widget))
    return on


def typed(name: str) -> str:
    """Return what stands in a text of the address, as the widget that `place` makes of it has it in this run."""
    return str(st.session_state[name] or "") if name in st.session_state else st.query_params.get(name, "")


def _type(control: Control) -> None:
    text = st.text_input(control.label, key=control.name, bind="query-params", live="300ms") or ""
    if text != control.value:  # the address was changed under it: what stands above was made of other words
        st.rerun()


def place(control: Control) -> None:
    """Place the widget of a choice of the address."""
    name, label, options, value = control.name, control.label, control.options, control.value
    if control.kind == "text":
        _type(control)
    elif control.kind == "yes":
        toggle(name, label, value)
    elif control.kind == "many":
        choose_many(name, label, options, value)
    elif control.kind == "preset":
        choose_preset(name, label, options, value)
    elif control.kind == "listed":
        choose_listed(name, label, options, control.codes, hint=control.hint, most=control.most)
    else:
        choose_one(name, label, options, value)
