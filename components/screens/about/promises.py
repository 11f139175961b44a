"""What readers are promised beside figures: accessibility, privacy, and what they can take away."""

from collections.abc import Mapping
from datetime import date

from components.assets import assets
from components.blocks.vocabulary import Column, Content, Facts, Heading, Link, Row, Table, joined
from components.screens.about import sections
from components.screens.about.sections import link_to, ways
from components.view import View
from data import settings
from data.contract.addresses import Page
from data.words import N_

ASSESSED = date(2026, 11, 27)
"""The day on which the results of the tests were written down here."""
_COMMITMENT = N_(
    "{owner} takes care that this dashboard is accessible, as the Cabinet’s Regulation No. 445 of 14 July 2020 has it."
)
_NOBODY = N_(
    "Whoever publishes this dashboard is not named in its settings (OWNER_NAME), so this statement does not yet "
    "commit anyone. It follows the form set by Cabinet of Ministers Regulation No. 445 of 14 July 2020."
)
_TO = N_("Write to {recipient}: which page, what cannot be reached or read, and in which form you need it.")
_TO_NOBODY = N_("No contact for feedback has been named yet.")
ACCESS: Mapping[str, str] = {
    N_("What it applies to"): N_(
        "All screens of this dashboard, in both languages, a meeting’s steps, and their pages published as files."
    ),
    N_("How it was assessed"): N_(
        "By the program’s own tests in Chromium: the checker axe-core finds nothing serious on any screen, in both "
        "languages, on a laptop and on a phone; every link can be reached by keyboard, and the focus is "
        "visible."
    ),
    N_("Aim"): N_(
        "WCAG 2.1 AA (EN 301 549): keyboard, contrast, headings in order, a table or list beside every figure."
    ),
    N_("How accessible it is"): N_("It complies in part, for the reasons below."),
    N_("What does not comply"): N_(
        "Nothing on the map can be selected by keyboard, a limitation of Streamlit; in the tiles and the table "
        "beside it everything can."
    ),
    N_("What is not easy, though it complies"): N_(
        "The date picker, Streamlit’s own, has small targets. Texts of the spreadsheet that have no English "
        "translation are in Latvian on English pages too; they are marked so."
    ),
    N_("Not known"): N_(
        "How well it works with screen readers and in browsers other than Chromium: no trial is on record. "
        "No outside assessment is known."
    ),
    N_("Alternatives"): N_(
        "Skip links past tiles and long tables; statuses distinguished by word, shape and colour; screen "
        "changes announced to screen readers; without JavaScript the page stays readable."
    ),
    N_("As files"): N_(
        "The tabs of the spreadsheet as CSV and XLSX, the data of charts as CSV, a meeting’s report as a tagged PDF. "
        "Slides and DOCX have not been checked."
    ),
}
"""What is known of how accessible it is, and what is not, under the headings of the regulation's form."""

_ONE_COOKIE = N_(
    "The dashboard sets one technical cookie and makes no third-party requests; visits are not counted. Pages "
    "published as files set no cookie."
)
_TWO_COOKIES = N_(
    "The dashboard sets two technical cookies and makes no third-party requests; visits are not counted. One of them, "
    "“{name}”, only keeps a visitor with the same one of several servers. Pages published as files set no cookie."
)
PRIVACY: Mapping[str, str] = {
    N_("What you choose"): N_("It is in the page’s address; the dashboard stores it nowhere else."),
    N_("A meeting you show"): N_(
        "Your browser keeps the four meetings you showed last, so that they work without a network. Nothing is sent."
    ),
    N_("A workbook you try"): N_("It is checked in a separate process and not stored."),
    N_("Personal data in the spreadsheet"): N_(
        "E-mail addresses, telephone numbers and personal identity numbers are removed from texts before anything "
        "is stored. Officials should be entered by institution and role; a name that is entered stays in the text."
    ),
    N_("What is not recognised"): N_(
        "Personal data are recognised by their form alone: names of people, and numbers that look like a sum or a "
        "date, are not recognised and stay in the text. Columns that are not listed under “Columns” are never "
        "stored."
    ),
}
"""What is done with what visitors and the sheet leave behind."""


def access(view: View) -> Content:
    """Return the accessibility statement, in the form of the Cabinet's Regulation No. 445 (14.07.2020)."""
    _ = view.words.say
    title = _("Checked automatically against WCAG 2.1 AA; no trials with screen readers are known")
    owner, recipient = settings.owner().name, settings.corrections_to()
    told: list[tuple[str, Content]] = [(_(name), _(text)) for name, text in ACCESS.items()]
    facts: list[tuple[str, Content]] = [
        (_("Commitment"), _(_COMMITMENT, owner=owner) if owner else _(_NOBODY)),
        *told,
        (_("Last assessed"), _("{day}, by the program’s own tests", day=view.words.date(ASSESSED).rstrip("."))),
        (_("Feedback"), _(_TO, recipient=recipient) if recipient else _(_TO_NOBODY)),
        (
            _("Complaints"),
            _("If you do not receive a satisfactory reply, you may contact the Ombudsman (tiesibsargs.lv)."),
        ),
    ]
    heading = _("Accessibility statement")
    return Heading(1, title), ways(view, sections.ACCESS), Heading(2, heading), Facts(facts)


def privacy(view: View) -> Content:
    """Return what is done with what visitors and the sheet leave behind."""
    _ = view.words.say
    title = _("Visits are not counted, and nothing goes to third parties")
    affinity = settings.chosen().affinity_cookie
    visit = _(_TWO_COOKIES, name=affinity) if affinity else _(_ONE_COOKIE)
    facts = [(_("Your visit"), visit), *((_(name), _(text)) for name, text in PRIVACY.items())]
    return Heading(1, title), ways(view, sections.PRIVACY), Facts(facts)


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
        Row([_("A chart with its data"), "SVG, PNG, CSV", joined([at[page] for page in with_figures])]),
        Row([_("The list of measures as it is shown"), "CSV, XLSX", at[Page.MEASURES]]),
        Row(
            [
                _("Answers, badge and embed code for a municipality’s own site"),
                "CSV, XLSX, SVG, HTML",
                at[Page.MUNICIPALITIES],
            ]
        ),
        Row([_("A meeting’s pack"), "PPTX, DOCX, PDF, XLSX, HTML", at[Page.MEETING]]),
        Row([_("Figures that changed"), "CSV", link_to(view, sections.CHANGES)]),
        Row([_("What changed, for a feed reader"), "Atom", Link("izmainas.atom", f"/feeds/izmainas.atom{language}")]),
        Row([_("Deadlines and meetings, for a calendar"), "iCalendar", calendar]),
    ]
    columns = [Column(_("What")), Column(_("Format")), Column(_("Where"))]
    note = _(
        "CSV is UTF-8 with commas and the spreadsheet’s own headings, in Latvian; an unknown value is an empty cell "
        "or the sheet’s word for no information; “Columns” says where an empty cell means something known."
    )
    return Heading(1, title), ways(view, sections.DOWNLOADS), Table(columns, rows, note)
