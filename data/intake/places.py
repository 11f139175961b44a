"""Where an issue is: as an address of the dashboard names the place, and the address that opens it in the sheet."""

from collections.abc import Mapping

from data.contract.tables import BY_CODE
from data.model import Issue

_CODES = {name: table.code for table in BY_CODE.values() for name in (table.tab, table.code)}


def named(issue: Issue) -> str:
    """Return the place as an address names it: ``funding.D19``, ``funding.19``, ``funding``; "" for no table's own."""
    code = _CODES.get(issue.tab or "")
    return ".".join(filter(None, (code, issue.cell or str(issue.row or "")))) if code else ""


def spoken(place: str) -> str:
    """Return such a place as a person calls it, "Finansējums, D19"; "" where it names no table."""
    code, _, cell = place.partition(".")
    table = BY_CODE.get(code)
    return ", ".join(filter(None, (table.tab, cell))) if table else ""


def opening(issue: Issue, links: Mapping[str, str]) -> str:
    """Return the address that opens an issue's cell in the sheet, the tab where no cell is named; "" for none.

    Args:
        issue: where.
        links: the address of each tab by its title, as `data.raw.RawBook` has them.
    """
    base = links.get(issue.tab or "")
    cell = issue.cell or (f"A{issue.row}" if issue.row else "")
    return f"{base}&range={cell}" if base and cell else base or ""
