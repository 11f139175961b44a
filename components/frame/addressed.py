"""An address read as what is looked at: one way for the screens and for the pages that the server writes itself."""

from collections.abc import Mapping
from datetime import date

from components.charts.palette import PROJECTOR
from components.view import View, plan_of
from data import live
from data.words import Words, words

NAMES = ("lang", "viegli", "datums", "snapshot", "palete", "plans")
"""The parameters that every screen reads."""
FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2040, 12, 31)
"""The days that can be looked at."""


def day_of(text: str) -> date | None:
    """Return the day that an address names, None for what is no day or none that can be looked at."""
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-11-22") else None
    except ValueError:
        return None
    return day if day and FIRST_DAY <= day <= LAST_DAY else None


def words_of(address: Mapping[str, str]) -> Words:
    """Return the words of the language that an address asks for; Latvian for what is not understood."""
    return words("en" if address.get("lang") == "en" else "lv")


def view_of(address: Mapping[str, str], today: date) -> View:
    """Return what an address asks for, by the parameters of `NAMES`: whatever is not understood is as not said."""
    language_words = words_of(address)
    named, wanted = day_of(address.get("datums", "")), address.get("snapshot", "")
    current = (live.recorded(wanted) if wanted else None) or live.current()
    plan = plan_of(current.snapshot, address.get("plans"))
    palette = PROJECTOR if address.get("palete") == PROJECTOR else ""
    # Only what is understood is carried on: views are kept by it, and an address can hold anything.
    carried = {
        "lang": "en" if language_words.language == "en" else "",
        "viegli": "1" if address.get("viegli") == "1" else "",
        # Today's too, where it is named: what is sent on shows that day tomorrow.
        "datums": named.isoformat() if named else "",
        "snapshot": wanted[:40],
        "palete": palette,
        "plans": plan.id if plan and plan.id == address.get("plans") else "",
    }
    chosen = tuple((name, value) for name, value in carried.items() if value)
    return View(language_words, named or today, today, current, plan, palette, chosen)
