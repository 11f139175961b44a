"""The shell around every screen: language, day and snapshot from the address, the menu, the data line, the footer.

Today's date and the snapshot enter here, once a run, and are handed to the screens as a `View`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from components import style, wording
from components.escape import html
from data import history
from data.model import Plan, Snapshot, default_plan
from data.words import LANGUAGES, N_, Language, Words, words

_PAGES = Path(__file__).resolve().parents[1] / "pages"
_ICON = str(_PAGES.parent / "components" / "icon.png")


@dataclass(frozen=True)
class Screen:
    """A screen of the menu: its file in pages/, its address and its name in the menu."""

    file: str
    address: str
    name: str


SCREENS = (Screen("parskats.py", "", N_("Overview")),)


@dataclass(frozen=True)
class View:
    """What one visitor looks at: a language, a day, a snapshot and a plan."""

    words: Words
    day: date
    current: history.Current
    plan: Plan | None

    @property
    def snapshot(self) -> Snapshot:
        """The one snapshot that every number on the screen comes from."""
        return self.current.snapshot


def today() -> date:
    """Return today's date in Riga: the only clock of the screens."""
    return datetime.now(ZoneInfo("Europe/Riga")).date()


def open_frame() -> None:
    """Set the page up and bind language and day to the address; must come before the menu."""
    st.set_page_config(page_title="Atvērtās pārvaldības rīcības plāns", page_icon=_ICON, layout="wide")
    st.html(style.SHEET)
    with st.container(key="bound"):
        st.selectbox("lang", LANGUAGES, key="lang", bind="query-params")
        st.date_input("datums", today(), key="datums", bind="query-params")
    st.session_state["view"] = _view()


def _view() -> View:
    language: Language = "en" if st.session_state.lang == "en" else "lv"
    chosen = st.session_state.datums
    current = history.current()
    plan = default_plan(current.snapshot.plans, (measure.plan for measure in current.snapshot.measures))
    return View(words(language), chosen if isinstance(chosen, date) else today(), current, plan)


def view() -> View:
    """Return what the visitor looks at; for the screens."""
    seen = st.session_state["view"]
    assert isinstance(seen, View)
    return seen


def screens() -> list[st.Page]:
    """Return the menu's screens, named in the visitor's language."""
    tongue = view().words
    return [
        st.Page(
            _PAGES / screen.file, title=tongue.say(screen.name), url_path=screen.address, default=not screen.address
        )
        for screen in SCREENS
    ]


def close_frame() -> None:
    """Show the data line and the footer under a screen."""
    seen = view()
    tongue = seen.words
    other: Language = "lv" if tongue.language == "en" else "en"
    lines = [
        tongue.say(N_("As of {day}"), day=tongue.date(seen.day)),
        tongue.say(N_("Source: {source}"), source=wording.source_name(seen.current, tongue)),
        tongue.say(N_("Snapshot {id}"), id=seen.snapshot.id),
        tongue.count("{n} data issue", "{n} data issues", len(seen.current.issues)),
    ]
    parts = " · ".join(html(line) for line in lines)
    name = {"lv": "Latviski", "en": "English"}[other]
    st.html(f'<footer class="data-line">{parts} · <a href="?lang={other}" target="_self">{name}</a></footer>')
