"""The shell around every screen: language, day, plan and snapshot from the address, the menu, the footer.

Today's date and the snapshot enter here, once a run, and are handed to the screens as a `View`. The address is read as
it stands: a field that held a parameter of it would be one more message in every run.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from components.assets import owner_mark
from components.blocks.html import Html, write
from components.blocks.style import styled
from components.blocks.vocabulary import (
    Banner,
    Content,
    Details,
    Footer,
    Group,
    Link,
    Nav,
    Paragraph,
    Sign,
    Text,
    joined,
)
from components.charts import palette
from components.charts.maps import LARGE, MAP_WIDTH
from components.charts.palette import PROJECTOR
from components.frame import easy, filters
from components.frame.addressed import FIRST_DAY, LAST_DAY, view_of, words_of
from components.frame.composing import state_of
from components.frame.links import REMINDER
from components.memo import cached_by_view
from components.view import View, today
from components.wording import marks, provenance, sheet, terms
from components.wording.rule_changes import SECTION
from components.wording.terms import page_title
from data import live, settings
from data.contract.addresses import Page
from data.words import N_, Language, Words, words

_PAGES = Path(__file__).resolve().parents[2] / "pages"
_VIEW, _MISSING, _DAY = "view", "missing", "datums"


@dataclass(frozen=True)
class Screen:
    """A screen: its file in pages/, address and name; ``frozen`` keeps one snapshot in its address.

    ``tables`` are those its figures come from, None for any. ``things`` are the parameters of its address that name
    what it shows: with another value it is another screen to whoever goes there. ``under`` is the screen whose entry
    in the menu it shares.
    """

    file: str
    address: str
    name: str
    frozen: bool = False
    tables: frozenset[str] | None = None
    things: tuple[str, ...] = ()
    under: str | None = None


_PLAN = frozenset(["plans", "directions", "commitments", "measures", "updates", "institutions", "focus"])
_WHEN = frozenset(["calendar", "funding", "meetings", "decisions", "agenda"])
_UNITS = frozenset(["municipalities", "indicators", "indicator_values", "measures"])

SCREENS = (
    Screen("parskats.py", Page.OVERVIEW, N_("Overview"), tables=_PLAN | _WHEN),
    Screen("pasakumi.py", Page.MEASURES, N_("Measures"), tables=_PLAN | _WHEN, things=("pasakums",)),
    Screen("sede.py", Page.MEETING, N_("Meeting"), frozen=True, things=("sede", "solis", "mekle")),
    Screen("uzticesanas.py", Page.TRUST, N_("Trust"), tables=frozenset(["trust", "directions"])),
    Screen("pasvaldibas.py", Page.MUNICIPALITIES, N_("Municipalities"), tables=_UNITS),
    Screen(
        "pasvaldiba.py",
        Page.MUNICIPALITY,
        N_("Municipality"),
        tables=_UNITS,
        things=("kods",),
        under=Page.MUNICIPALITIES,
    ),
    Screen("kalendars.py", Page.CALENDAR, N_("Calendar and funding"), tables=_WHEN | {"plans", "measures"}),
    Screen("dati.py", Page.QUALITY, N_("Data quality"), things=(REMINDER,)),
    Screen("par.py", Page.ABOUT, N_("About the data"), things=("skats",)),
)

_AT = {screen.address: screen for screen in SCREENS}

SHEET = styled("sheet", variables={**palette.VARIABLES, "map-width": f"{MAP_WIDTH}px", "map-large": f"{LARGE[0]}px"})
PROJECTED = styled("projector", variables=palette.PROJECTED_VARIABLES)
"""The style sheets of every screen, and what is added to them for a projector."""


def open_frame(page: st.Page) -> None:
    """Write what stands above a screen, and note what its visitor looks at."""
    _write_snapshot(page)
    address = st.query_params.to_dict()
    if address.get("palete") == PROJECTOR:
        st.html(PROJECTED)
    _ = words_of(address).say
    with st.container(key="menu"):
        place = st.empty()
    with st.container(key="toolbar", horizontal=True):
        view = st.session_state[_VIEW] = view_of(address, today())
        _choose_day(view)
        st.html(write(beside_day(view, address)))
    filters.at(page.url_path)
    place.html(menu_written(view, page.url_path))
    # The page names its icon itself (components/web/pages.py): here the file would be opened three times in each run.
    st.set_page_config(page_title=_title(view, page.url_path), layout="wide")


def _write_snapshot(page: st.Page) -> None:
    """Write the snapshot of a screen that is frozen into the address, where none is asked for."""
    if "snapshot" in st.query_params or not _AT[page.url_path].frozen:
        return
    current = live.current()
    if current.compared:
        st.query_params["snapshot"] = current.snapshot.id


def _choose_day(view: View) -> None:
    """Place the box of the day. It only sets the address: bound to it, Streamlit would take today out of a link."""
    widget = f"{_DAY}={view.day}"
    st.date_input(
        view.words.say("As of"),
        view.day,
        key=widget,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="DD.MM.YYYY",
        on_change=_set_day,
        args=(widget,),
    )


def _set_day(widget: str) -> None:
    """Write the day that was chosen into the address; today by the box means whatever day it is."""
    chosen = st.session_state[widget]
    filters.put(_DAY, chosen.isoformat() if isinstance(chosen, date) and chosen != today() else "")


def beside_day(view: View, address: Mapping[str, str]) -> Content:
    """Return what stands behind the box of the day: that it is today's, the links to easy reading and the languages."""
    today_said = Text(view.words.say(N_("today")), kind="muted today") if view.day == view.today else ""
    return today_said, easy_switch(view, address), language_switch(view.words, address)


def easy_switch(view: View, address: Mapping[str, str]) -> Link:
    """Return the link to the same screen with a few sentences in plain language at its head, or without them."""
    parameters = {name: value for name, value in address.items() if name != "viegli"}
    name = view.words.say(N_("Standard") if view.easy else N_("Easy read"))
    return Link(name, f"?{urlencode(parameters if view.easy else parameters | {'viegli': '1'})}", kind="language plain")


def language_switch(spoken: Words, address: Mapping[str, str]) -> Link:
    """Return the link to the other language: a full page load, since the page's language is set by the server.

    ``address`` are the parameters that go along.
    """
    other = "lv" if spoken.language == "en" else "en"
    parameters = {name: value for name, value in address.items() if name != "lang"}
    if other == "en":
        parameters["lang"] = other
    name = "Latviski" if other == "lv" else "English"
    return Link(name, f"?{urlencode(parameters)}", lang=other, leads_to=other, kind="language")


def view() -> View:
    """Return what the visitor looks at; for the screens."""
    current = st.session_state[_VIEW]
    assert isinstance(current, View)
    return current


def freeze(snapshot: str, instead_of: str = "") -> None:
    """Write a snapshot into the address: what is shown stays, whatever is edited meanwhile.

    ``instead_of`` is the one that was asked for and is not there; the banner says so.
    """
    st.query_params["snapshot"] = snapshot
    st.session_state[_MISSING] = instead_of


def menu(view: View, address: str) -> Content:
    """Return the ways to all screens from the one at an address: a row, and on a phone a list that opens.

    Each carries on what the visitor has chosen, so that it can be opened in another window and be sent.
    """
    _ = view.words.say
    here = _AT.get(address, SCREENS[0])
    current = here.address if here.under is None else here.under
    items = [
        Link(view.words.say(screen.name), view.address(screen.address), current=screen.address == current)
        for screen in SCREENS
        if screen.under is None
    ]
    name = _("Menu")
    return owner(), Nav(name, items, "row"), Details(name, Nav(name, items, "list"))


@cached_by_view
def menu_written(view: View, address: str) -> Html:
    """Return the `menu` as HTML, the same for all who look at the same."""
    return write(menu(view, address))


MARK = 32
"""How high the owner's mark is in the head, in pixels."""


def owner() -> Content:
    """Return who owns this dashboard, mark and name, as its settings say; "" where they say nothing."""
    own, mark = settings.owner(), owner_mark()
    if not own.name:
        return ""
    sign = Sign(mark.address, round(MARK * own.ratio), height=MARK) if mark else ""
    return Group((sign, Text(own.name, kind="name")), "owner")


def screens() -> list[st.Page]:
    """Return the screens, named in the visitor's language."""
    # Copies, since Streamlit notes in them which one may run.
    return [copy(page) for page in _named(words_of(st.query_params.to_dict()).language)]


@cache
def _named(language: Language) -> tuple[st.Page, ...]:
    """Return the screens as first made in a language: each looks for its file on the disk, a tenth of a run."""
    spoken = words(language)
    return tuple(
        st.Page(
            _PAGES / screen.file, title=spoken.say(screen.name), url_path=screen.address, default=not screen.address
        )
        for screen in SCREENS
    )


def _title(view: View, address: str) -> str:
    """Return what the browser's tab is called at a screen."""
    return " · ".join(filter(None, [provenance.invented(view), page_title(_AT[address].name, view.words)]))


def missing() -> str:
    """Return the snapshot that this visitor has asked for and that is not there, "" where there is none such."""
    return str(st.session_state.get(_MISSING, ""))


def plan_switch(view: View, screen: str = "") -> Content:
    """Return the links between plans on a screen, nothing where there is only one."""
    plans = view.snapshot.plans
    if len(plans) < 2:
        return ""
    items: list[Content] = []
    for plan in plans:
        name = view.words.pick(plan.title, plan.title_en) or plan.id
        if plan is view.plan:
            items.append(Text(name, strong=True, current=True))
        else:
            items.append(Link(name, view.address(screen, plans=plan.id)))
    return Paragraph(joined(items, " · "), "plans")


def banner(view: View, address: str | None = None, instead_of: str = "") -> Content:
    """Return what a visitor must know before reading a screen: a source that failed, tables held or embedded.

    ``address`` names the screen, whose own tables alone are named as held; all of them without it. ``instead_of`` is a
    snapshot that was asked for and is not there, where the address names another by now.
    """
    words, lines = view.words, []
    _ = words.say
    true = words.list(provenance.true_tabs(view))
    if provenance.invented(view) and true:
        sentence = N_(
            "Invented data: the country, its institutions and the figures are made up. Tabs that the source "
            "lacks are shown from the embedded data of Latvia and are not made up: {tabs}."
        )
        lines.append(words.say(sentence, tabs=true))
    elif provenance.invented(view):
        lines.append(_("Invented data: the country, its institutions and every figure are made up."))
    failure, read_at = view.current.failure, view.current.read_at
    if failure and read_at:
        when = terms.moment(read_at, words)
        lines.append(_("The source is unavailable at the moment; the data were read on {when}.", when=when))
    elif failure and view.current.source:
        lines.append(_("The source cannot be read; the last saved snapshot is shown."))
    elif failure:
        lines.append(_("The connected source cannot be read, so the embedded data are shown."))
    if not view.current.compared:
        text = N_(
            "The history has not responded since the program started, so the data could not be compared with "
            "earlier data."
        )
        lines.append(words.say(text))
    shown = [code for code in view.snapshot.embedded if getattr(view.snapshot, code)]
    if view.current.source and shown and not (provenance.invented(view) and true):
        tabs = words.list(sheet.tab_names(shown))
        lines.append(_("Tabs that the source does not have, shown from the embedded data: {tabs}.", tabs=tabs))
    tables = _AT[address].tables if address in _AT else None
    lines += [*marks.held(view, tables), *marks.lost(view, tables)]
    wanted = instead_of or dict(view.chosen).get("snapshot")
    if wanted and wanted != view.snapshot.id:
        lines.append(_("There is no snapshot “{id}”; the current one is shown.", id=wanted[:20]))
    elif wanted and view.snapshot.id != live.current().snapshot.id and view.current.read_at:
        when = terms.moment(view.current.read_at, words)
        lines.append(_("An earlier snapshot is shown, read on {when}.", when=when))
    return Banner(" ".join(lines)) if lines else "", _rejudged(view), easy.line(view, address)


def _rejudged(view: View) -> Content:
    """Return, of a frozen snapshot that is older than a rule, the quiet line that says so and leads to what changed."""
    _ = view.words.say
    stale_rules = provenance.rejudged(view)
    if stale_rules is None:
        return ""
    taken_on, changed = map(view.words.date, stale_rules)
    text = _(
        "This snapshot was taken on {taken}; the rules changed on {changed}, and it is counted by the new ones.",
        taken=taken_on.rstrip("."),
        changed=changed.rstrip("."),
    )
    link = Link(_("What changed"), view.address(Page.ABOUT, skats=SECTION))
    return Paragraph((text, " ", link), "muted small")


def footer(view: View) -> Footer:
    """Return the footer under a screen: the data line, the sources and the licence."""
    words = view.words
    _ = words.say
    quality = Link(provenance.issues(view), view.address(Page.QUALITY))
    about = Link(_("Method, sources and licences"), view.address(Page.ABOUT))
    return Footer(joined([*provenance.data_line(view), *provenance.published_by(view), quality, about], " · "))


def close_frame() -> None:
    """Show the footer under a screen."""
    st.html(_footer_written(view(), state_of(view())))


@cached_by_view
def _footer_written(view: View, _state: object) -> Html:
    return write(footer(view))
