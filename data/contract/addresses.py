"""Addresses inside the dashboard, as cells of the sheet name them."""

import re
from enum import StrEnum


class Page(StrEnum):
    """The pages of the dashboard, by their address without its slash: the one list of them."""

    OVERVIEW = ""
    MEASURES = "pasakumi"
    MEETING = "sede"
    TRUST = "uzticesanas"
    MUNICIPALITIES = "pasvaldibas"
    MUNICIPALITY = "pasvaldiba"
    CALENDAR = "kalendars"
    QUALITY = "dati"
    ABOUT = "par"


ADDRESSES = frozenset(page.value for page in Page)
"""The addresses of all pages."""


def addresses_in(text: str) -> list[str]:
    """Return the addresses of a cell that may hold several, parted by a semicolon and a space."""
    return [address.strip() for address in re.split(r";\s+", text) if address.strip()]


def page_of(address: str) -> str | None:
    """Return the page that an address inside the dashboard names, "" for the first; None where it names none."""
    page = address.strip().partition("#")[0].partition("?")[0].strip("/")
    return page if page in ADDRESSES else None
