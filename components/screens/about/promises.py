"""What readers are promised beside figures: accessibility, privacy, and what they can take away."""

from collections.abc import Mapping

from components.assets import assets
from components.blocks.vocabulary import Column, Content, Facts, Heading, Link, Row, Table, joined
from components.screens.about import sections
from components.screens.about.sections import link_to, ways
from components.view import View
from data.contract.addresses import Page
from data.words import N_

ACCESS: Mapping[str, str] = {
    N_("Aim"): N_(
        "WCAG 2.1 AA (EN 301 549): keyboard, contrast, headings in order, a table or list beside every figure."
    ),
    N_("How it is checked"): N_(
        "By the program’s own tests in Chromium: axe finds nothing serious on any screen, in both "
        "languages, on a laptop and on a phone; every link can be reached by keyboard, and the focus is "
        "visible."
    ),
    N_("What helps"): N_(
        "Skip links past tiles and long tables; statuses distinguished by word, shape and colour; screen "
        "changes announced to screen readers; without JavaScript the page stays readable."
    ),
    N_("Left open by Streamlit"): N_(
        "The date picker has small targets and names months and weekdays in the browser’s language. "
        "Nothing on the map can be selected by keyboard; the tiles and the table beside it can."
    ),
    N_("Not known"): N_(
        "How well it works with screen readers and in browsers other than Chromium: no trial is on record. "
        "No outside assessment is known."
    ),
}
"""What is known of how accessible it is, and what is not."""

PRIVACY: Mapping[str, str] = {
    N_("Your visit"): N_(
        "The site sets one technical cookie and makes no third-party requests; visits are not counted."
    ),
    N_("What you choose"): N_("It is in the page’s address and nowhere else."),
    N_("A meeting you show"): N_(
        "Is kept by your browser as a page that works without a network: the four newest, and nothing is sent."
    ),
    N_("A workbook you try"): N_("It is checked in a separate process and not stored."),
    N_("Personal data in the spreadsheet"): N_(
        "E-mail addresses, telephone numbers and personal codes are removed from texts before anything is "
        "stored. Officials appear by institution and role."
    ),
    N_("What is not found"): N_(
        "They are recognised by their form alone: names of people, and numbers that look like a sum or a "
        "date, are not found. Columns outside the contract are never stored."
    ),
}
"""What is done with what visitors and the sheet leave behind."""


def access(view: View) -> Content:
    """Return what is known of accessibility."""
    _ = view.words.say
    title = _("Checked automatically against WCAG 2.1 AA; no trials with screen readers are known")
    return _told(view, title, sections.ACCESS, ACCESS)


def privacy(view: View) -> Content:
    """Return what is done with what visitors and the sheet leave behind."""
    _ = view.words.say
    return _told(view, _("Visits are not counted, and nothing goes to third parties"), sections.PRIVACY, PRIVACY)


def _told(view: View, title: str, section: str, facts: Mapping[str, str]) -> Content:
    _ = view.words.say
    return Heading(1, title), ways(view, section), Facts([(_(name), _(text)) for name, text in facts.items()])


def downloads(view: View) -> Content:
    """Return what can be taken away and where; the tables follow it."""
    _ = view.words.say
    title = _("Everything shown can be downloaded, with its source and its snapshot")
    package = Link("datapackage.json", assets()["datapackage.json"].address, outside=True)
    names = {
        Page.OVERVIEW: N_("Overview"),
        Page.MEASURES: N_("Measures"),
        Page.TRUST: N_("Trust"),
        Page.CALENDAR: N_("Calendar and funding"),
        Page.MUNICIPALITIES: N_("Municipalities"),
        Page.MEETING: N_("Meeting"),
    }
    at = {page: Link(_(name), view.address(page)) for page, name in names.items()}
    with_figures = Page.OVERVIEW, Page.TRUST, Page.MUNICIPALITIES, Page.CALENDAR
    # The API takes a language and refuses what it does not know.
    language = "" if view.words.language == "lv" else f"?lang={view.words.language}"
    api = Link(_("The data for programs"), f"/api/v1/index.html{language}", outside=True)
    calendar = Link("kalendars.ics", f"/feeds/kalendars.ics{language}")
    rows = [
        Row([_("Tables of this snapshot"), "XLSX, CSV", _("below")]),
        Row([_("Every table and every answer, for programs"), "JSON, CSV, XLSX, Parquet", api]),
        Row([_("Description of the embedded tables for programs"), "JSON (Data Package)", package]),
        Row([_("A figure with its data"), "SVG, PNG, CSV", joined([at[page] for page in with_figures])]),
        Row([_("The list of measures as it is shown"), "CSV, XLSX", at[Page.MEASURES]]),
        Row(
            [
                _("Answers, badge and embed code for a municipality’s own site"),
                "CSV, XLSX, SVG, HTML",
                at[Page.MUNICIPALITIES],
            ]
        ),
        Row([_("A meeting’s pack"), "PPTX, DOCX, PDF, HTML", at[Page.MEETING]]),
        Row([_("Figures that changed"), "CSV", link_to(view, sections.CHANGES)]),
        Row([_("What changed, for a feed reader"), "Atom", Link("izmainas.atom", f"/feeds/izmainas.atom{language}")]),
        Row([_("Deadlines and meetings, for a calendar"), "iCalendar", calendar]),
    ]
    columns = [Column(_("What")), Column(_("Form")), Column(_("Where"))]
    note = _("CSV is UTF-8 with commas and the spreadsheet’s own headings; an unknown value is an empty cell.")
    return Heading(1, title), ways(view, sections.DOWNLOADS), Table(columns, rows, note)
