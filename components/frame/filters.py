"""Filters whose choice is one value in the address: figures draw it, a widget only sets it.

What Streamlit binds to the address is the label a visitor sees, which changes with the language, and it takes away
what a screen bound when another one is gone to, though both may have a parameter of that name. So nothing is bound:
a code is read from the address and written into it, and the widget, whose key contains it, only sets it.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

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
