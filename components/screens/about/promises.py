"""What readers are promised beside figures: accessibility, privacy, and what they can take away."""

from collections.abc import Mapping

from components.assets import assets
from components.blocks.vocabulary import Column, Content, Facts, Heading, Link, Row, Table
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
        "By the program’s own tests in Chromium: axe finds nothing serious on any screen, in both languages, on "
        "a laptop and on a phone; by keyboard every link is reached, and the focus is seen."
    ),
    N_("What helps"): N_(
        "Ways past the tiles and past long tables; statuses told apart by word, shape and colour; a change of the "
        "screen is said to screen readers; without JavaScript the page stays readable."
    ),
    N_("Left open by Streamlit"): N_(
        "The calendar that picks a day has small targets and names months and weekdays in the browser’s language. The "
        "map cannot be chosen from by keyboard; the tiles and the table beside it can."
    ),
    N_("Not known"): N_(
        "How it goes with screen readers and in other browsers than Chromium: nobody has written down a trial. Nobody "
        "from outside has assessed it."
    ),
}
"""What is known of how accessible it is, and what is not."""

PRIVACY: Mapping[str, str] = {
    N_("Your visit"): N_(
        "The page sets one technical cookie and asks nothing of third parties; nobody’s visit is counted."
    ),
    N_("What you choose"): N_("Stands in the page’s address and nowhere else."),
    N_("A meeting you show"): N_(
        "Is kept by your browser as a page that works without a network: the four newest, and nothing is sent."
    ),
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
    """Return what is known of accessibility."""
    _ = view.words.say
    title = _("Checked by programs against WCAG 2.1 AA; trials with screen readers are not known of")
    return _told(view, title, sections.ACCESS, ACCESS)


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
    ]
    columns = [Column(_("What")), Column(_("Form")), Column(_("Where"))]
    note = _("CSV is UTF-8 with commas, with the sheet’s own headings; what is unknown is an empty cell.")
    return Heading(1, title), ways(view, sections.DOWNLOADS), Table(columns, rows, note)
