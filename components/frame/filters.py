"""Filters whose choice is one value in the address: figures draw it, a widget only sets it.

What Streamlit binds to the address is the label a visitor sees, which changes with the language. So the value bound
is a hidden text of codes, and the visible widget, whose key contains that value, only sets it.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.wording.slugs import SEPARATOR, joined


def bound(*names: str) -> dict[str, str]:
    """Bind parameters of the address and return their values, "" where absent. Call once a run, before the widgets."""
    with st.container(key="bound_filters"):
        return {name: str(st.text_input(name, key=name, bind="query-params") or "") for name in names}


def _set(name: str, widget: str) -> None:
    chosen = st.session_state[widget] or ""
    if isinstance(chosen, bool):
        chosen = "1"
    st.session_state[name] = chosen if isinstance(chosen, str) else SEPARATOR.join(chosen)


def put(name: str, code: str) -> None:
    """Set the value of a bound parameter; for the callback of a widget that is not one of those here."""
    st.session_state[name] = code


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
        label, list(options), selection_mode="multi", default=chosen, format_func=lambda code: options[code],
        key=widget, on_change=_set, args=(name, widget), label_visibility="collapsed",
    )  # fmt: skip
    return chosen


def choose_listed(
    name: str, label: str, options: Mapping[str, str], chosen: Sequence[str], *, hint: str, most: int | None = None
) -> None:
    """Offer options by code as a list to pick from and search in; ``chosen`` are in force, ``hint`` stands for none.

    At most ``most`` can be picked; None means any number.
    """
    widget = f"{name}={joined(chosen)}"
    st.multiselect(
        label, list(options), default=list(chosen), max_selections=most, format_func=lambda code: options[code],
        key=widget, on_change=_set, args=(name, widget), placeholder=hint,
    )  # fmt: skip


def choose_preset(name: str, label: str, options: Mapping[str, str], value: str) -> None:
    """Offer whole choices by the value they stand for in the address, as pills of which at most one is in force."""
    widget = f"{name}:{value}"
    st.pills(
        label, list(options), default=value if value in options else None, format_func=lambda code: options[code],
        key=widget, on_change=_set, args=(name, widget), label_visibility="collapsed",
    )  # fmt: skip


def choose_some(name: str, label: str, options: Mapping[str, str], value: str, *, most: int, hint: str) -> list[str]:
    """Offer options by code as a list to search; return the codes in force, at most ``most``, in the order chosen.

    ``hint`` stands in the box while nothing is chosen.
    """
    chosen = list(dict.fromkeys(code for code in value.split(SEPARATOR) if code in options))[:most]
    choose_listed(name, label, options, chosen, hint=hint, most=most)
    return chosen


def toggle(name: str, label: str, value: str) -> bool:
    """Offer a yes or no; "1" in the address is yes."""
    on = value == "1"
    widget = f"{name}={value}"
    st.checkbox(label, on, key=widget, on_change=_set, args=(name, widget))
    return on
