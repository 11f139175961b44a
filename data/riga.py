"""The clock of the country whose plan it is: days begin and end in Riga, wherever the server stands."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

RIGA = ZoneInfo("Europe/Riga")


def riga_day(now: datetime) -> date:
    """Return the day in Riga."""
    return now.astimezone(RIGA).date()
