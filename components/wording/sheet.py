"""Places in the sheet as people call them."""

from collections.abc import Iterable, Mapping

from data.contract.tables import BY_CODE, TABLES
from data.contract.written import format_value
from data.model import Key
from data.words import N_

TABLE_NAMES: Mapping[str, str] = {
    "updates": N_("Progress"),
    "indicator_values": N_("Municipal data"),
    "meetings": N_("Meetings"),
    "agenda": N_("Agenda"),
    "decisions": N_("Decisions"),
    "focus": N_("Special-attention list"),
    "approvals": N_("Approvals"),
    "plans": N_("Plans"),
    "directions": N_("Action directions"),
    "commitments": N_("Commitments"),
    "measures": N_("Measures"),
    "calendar": N_("Calendar"),
    "funding": N_("Funding"),
    "institutions": N_("Institutions"),
    "indicators": N_("Indicators"),
    "municipalities": N_("Municipalities"),
    "trust": N_("Trust"),
}
"""What each table is called; in Latvian that is its tab."""


def row_name(code: str, key: Key) -> str:
    """Return what tells a row apart, in the sheet's words; where its table has no key, whatever may not be empty."""
    table = BY_CODE[code]
    named = zip(key, table.key_columns or table.columns, strict=False)
    parts = [format_value(part, column) for part, column in named if table.key or column.required]
    return " · ".join(filter(None, parts))


def tab_names(codes: Iterable[str]) -> list[str]:
    """Return the tabs of tables by code name, in the order of the workbook."""
    wanted = set(codes)
    return [table.tab for table in TABLES if table.code in wanted]
