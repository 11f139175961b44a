"""What must agree in meetings and their agendas."""

from collections import defaultdict

from data.contract.addresses import ADDRESSES, addresses_in, page_of
from data.contract.tables import BY_CODE, LONGEST_HEADING, MOST_AGENDA_ITEMS
from data.intake.references import Index
from data.intake.sheet import Sheet
from data.model import MeetingKind


def check_meetings(sheet: Sheet, _index: Index) -> None:
    """Name meetings whose id is another day than theirs, and long titles."""
    column = sheet.table.by_name["id"]
    for position, (identifier, day) in enumerate(zip(sheet.values["id"], sheet.values["day"], strict=True)):
        if identifier and day and identifier[:10] != day.isoformat():
            sheet.add("meeting_id_date", position, column, value=day.isoformat())
    _check_headings(sheet, "title")


def _check_headings(sheet: Sheet, name: str) -> None:
    for position, text in enumerate(sheet.values[name]):
        if text and len(text) > LONGEST_HEADING:
            sheet.add("heading_long", position, sheet.table.by_name[name], count=len(text), limit=LONGEST_HEADING)


def check_agenda(sheet: Sheet, _index: Index) -> None:
    """Name long questions and agendas, and addresses that no page has."""
    _check_headings(sheet, "question")
    pages = ", ".join(f"/{page}" for page in sorted(ADDRESSES))
    for position, address in enumerate(sheet.values["address"]):
        if address and any(page_of(one) is None for one in addresses_in(address)):
            sheet.add("address_unknown", position, sheet.table.by_name["address"], allowed=pages)
    items: dict[str, list[int]] = defaultdict(list)
    for position, meeting in enumerate(sheet.values["meeting"]):
        if meeting:
            items[meeting].append(position)
    for positions in items.values():
        if len(positions) > MOST_AGENDA_ITEMS:
            sheet.add("agenda_long", positions[0], sheet.table.by_name["meeting"], count=len(positions))


def check_agendas(meetings: Sheet, agenda: Sheet) -> None:
    """Name the council's meetings without an agenda; of another's none is awaited."""
    known = set(agenda.values["meeting"])
    for position, (identifier, kind) in enumerate(zip(meetings.values["id"], meetings.values["kind"], strict=True)):
        if identifier and identifier not in known and kind is MeetingKind.COUNCIL and position not in meetings.refused:
            meetings.add("agenda_missing", position, meetings.table.by_name["id"], target=BY_CODE["agenda"].tab)
