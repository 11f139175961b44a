"""Controls: what a screen lets a visitor choose, as plain values; `components.frame.filters` places them."""

from collections.abc import Mapping
from typing import NamedTuple


class Control(NamedTuple):
    """One choice of the address: its parameter, what it is called, its options by code, and the code in force."""

    name: str
    label: str
    options: Mapping[str, str]
    value: str
