"""Addresses inside the dashboard, as cells of the sheet name them."""

import re

ADDRESSES = frozenset(["", "pasakumi", "sede", "uzticesanas", "pasvaldibas", "pasvaldiba", "kalendars", "dati", "par"])
"""The pages of the dashboard, as an address inside it names them; components/shell.py declares the screens."""


def addresses_in(text: str) -> list[str]:
    """Return the addresses of a cell that may hold several, parted by a semicolon and a space."""
    return [address.strip() for address in re.split(r";\s+", text) if address.strip()]


def page_of(address: str) -> str | None:
    """Return the page that an address inside the dashboard names, "" for the first; None where it names none."""
    page = address.strip().partition("#")[0].partition("?")[0].strip("/")
    return page if page in ADDRESSES else None
