"""What readers are promised beside figures: accessibility, privacy, and what they can take away."""

from collections.abc import Mapping
from datetime import date

from components.assets import assets
from components.blocks.vocabulary import Column, Content, Facts, Heading, Link, Row, Table
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
    "Whoever publishes this dashboard is not named in its settings (OWNER_NAME), so that this statement commits nobody "
    "yet. Its form is that of the Cabinet’s Regulation No. 445 of 14 July 2020."
)
_TO = N_("Write to {recipient}: which page, what cannot be reached or read, and in which form you need it.")
_TO_NOBODY = N_("Nobody is named yet who takes what you say.")
ACCESS: Mapping[str, str] = {
    N_("What it applies to"): N_(
        "All screens of this dashboard, in both languages, a meeting’s steps, and their pages published as files."
    ),
    N_("How it was assessed"): N_(
        "By the program’s own tests in Chromium: axe finds nothing serious on any screen, in both languages, on "
        "a laptop and on a phone; by keyboard every link is reached, and the focus is seen."
    ),
    N_("Aim"): N_(
        "WCAG 2.1 AA (EN 301 549): keyboard, contrast, headings in order, a table or list beside every figure."
    ),
    N_("How accessible it is"): N_("It complies in part, for the reasons below."),
    N_("What does not comply"): N_(
        "The calendar that picks a day has small targets. The map cannot be chosen from by keyboard; the tiles and the "
        "table beside it can. Both are of Streamlit, in which the dashboard runs. Texts of the spreadsheet are in "
        "Latvian on English pages too; they are marked so."
    ),
    N_("Not known"): N_(
        "How it goes with screen readers and in other browsers than Chromium: nobody has written down a trial. Nobody "
        "from outside has assessed it. Slides and DOCX have not been checked."
    ),
    N_("Alternatives"): N_(
        "Ways past the tiles and past long tables; statuses told apart by word, shape and colour; a change of the "
        "screen is said to screen readers; without JavaScript the page stays readable. Every table is there as CSV and "
        "XLSX, a meeting’s report as a tagged PDF."
    ),
}
"""What is known of how accessible it is, and what is not, under the headings of the regulation's form."""

PRIVACY: Mapping[str, str] = {
    N_("Your visit"): N_(
        "The page sets one technical cookie and asks nothing of third parties; nobody’s visit is counted."
    ),
    N_("What you choose"): N_("Stands in the page’s address and nowhere else."),
    N_("A workbook you try"): N_("Is judged in a process of its own and not kept."),
    N_("Personal data in the sheet"): N_(
        "E-mail addresses, telephone numbers and personal codes are removed from texts before anything is kept. "
        "Officials appear by institution and role."
    ),
    N_("What is not found"): N_(
        "They are known by their form alone: names of people, and numbers that look like a sum or a date, are not "
        "found. What is not in the contract’s columns is never kept."
    ),
}
"""What is done with what visitors and the sheet leave behind."""


def access(view: View) -> Content:
    """Return the accessibility statement, in the form of the Cabinet's Regulation No. 445 (14.07.2020)."""
    _ = view.words.say
    title = _("Checked by programs against WCAG 2.1 AA; trials with screen readers are not known of")
    owner, recipient = settings.owner().name, settings.corrections_to()
    told: list[tuple[str, Content]] = [(_(name), _(text)) for name, text in ACCESS.items()]
    facts: list[tuple[str, Content]] = [
        (_("Commitment"), _(_COMMITMENT, owner=owner) if owner else _(_NOBODY)),
        *told,
        (_("Last assessed"), _("{day}, by the program’s own tests", day=view.words.date(ASSESSED).rstrip("."))),
        (_("Feedback"), _(_TO, recipient=recipient) if recipient else _(_TO_NOBODY)),
        (
            _("Complaints"),
            _("If no fitting answer comes, you may turn to the Ombudsman (tiesibsargs.lv)."),
        ),
    ]
    heading = _("Accessibility statement")
    return Heading(1, title), ways(view, sections.ACCESS), Heading(2, heading), Facts(facts)


def privacy(view: View) -> Content:
    """Return what is done with what visitors and the sheet leave behind."""
    _ = view.words.say
    return _told(view, _("Nobody’s visit is counted, and nothing goes to third parties"), sections.PRIVACY, PRIVACY)


def _told(view: View, title: str, section: str, facts: Mapping[str, str]) -> Content:
    _ = view.words.say
    return Heading(1, title), ways(view, section), Facts([(_(name), _(text)) for name, text in facts.items()])


def downloads(view: View) -> Content:
    """Return what can be taken away and where; the tables follow it."""
    _ = view.words.say
    title = _("Everything shown can be taken along, with its source and its snapshot")
    package = Link("datapackage.json", assets()["datapackage.json"].address, outside=True)
    names = {
        Page.TRUST: N_("Trust"),
        Page.MUNICIPALITIES: N_("Municipalities"),
        Page.MEETING: N_("Meeting"),
    }
    at = {page: Link(_(name), view.address(page)) for page, name in names.items()}
    # The API takes a language and refuses what it does not know.
    language = "" if view.words.language == "lv" else f"?lang={view.words.language}"
    api = Link(_("The data for programs"), f"/api/v1/index.html{language}", outside=True)
    calendar = Link("kalendars.ics", f"/feeds/kalendars.ics{language}")
    rows = [
        Row([_("Tables of this snapshot"), "XLSX, CSV", _("below")]),
        Row([_("Every table and every answer, for programs"), "JSON, CSV, XLSX, Parquet", api]),
        Row([_("Description of the embedded tables for programs"), "JSON (Data Package)", package]),
        Row([_("A figure with its data"), "SVG, PNG, CSV", at[Page.TRUST]]),
        Row(
            [
                _("Answers, badge and lines for a municipality’s own site"),
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
    note = _("CSV is UTF-8 with commas, with the sheet’s own headings; what is unknown is an empty cell.")
    return Heading(1, title), ways(view, sections.DOWNLOADS), Table(columns, rows, note)
