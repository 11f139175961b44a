"""What is taken along from a municipality's page: its rows, a letter that tells of an error, lines for its own site."""

from urllib.parse import quote, urlencode

from components.blocks.escape import html
from components.blocks.vocabulary import Content, Link, Paragraph, Text, plain
from components.frame.answers import number, stage
from components.frame.questions import cells_of, core_of
from components.screens.municipality.profile import in_force, title
from components.view import View
from components.wording import provenance, terms
from data import settings
from data.answers.peers import asked
from data.contract.addresses import Page
from data.contract.tables import BY_CODE
from data.model import IndicatorValue, Municipality

CARD_HEIGHT, SHORT_CARD_HEIGHT = 340, 150
"""The room that the small page needs in a website, of a municipality that is there and of one that is not."""


def own_values(view: View, unit: Municipality) -> tuple[IndicatorValue, ...]:
    """Return every row of a municipality, for its download."""
    return tuple(value for value in view.snapshot.indicator_values if value.municipality == unit.code)


def reportable(view: View, unit: Municipality) -> dict[str, str]:
    """Return by id the indicators an error may be told of: those asked, and whatever else is known."""
    words, known = view.words, cells_of(view)
    open_to = dict.fromkeys(core_of(view)) | dict.fromkeys(asked(view.snapshot.indicators))
    open_to |= dict.fromkeys(i for i in view.snapshot.indicators if (unit.code, i.id) in known)
    return {item.id: title(item, words) for item in open_to}


def error_report(view: View, unit: Municipality, indicator: str) -> str:
    """Return a letter that tells of an error, as plain text ready to send."""
    words = view.words
    _ = words.say
    cell = cells_of(view).get((unit.code, indicator))
    known = {item.id: title(item, words) for item in view.snapshot.indicators}
    standing_there = terms.answer_name(None, words)
    if cell:
        value = cell.value
        parts = [
            value.band or ("" if value.answer is None else terms.answer_name(value.answer, words)),
            plain(stage(value, words)),
            _("since {year}", year=str(value.since_year)) if value.since_year else "",
            _amount(view, value),
            _("source: {source}", source=value.source) if value.source else "",
            _("date of the source: {day}", day=words.date(value.source_date)) if value.source_date else "",
        ]
        standing_there = "; ".join(part for part in parts if part) or standing_there
    return "\n".join(
        [
            *filter(None, [provenance.invented(view)]),
            _("To: {recipient}", recipient=settings.corrections_to() or _("no recipient for corrections is named")),
            _subject(view, unit),
            _("Indicator: {title} ({id})", title=known.get(indicator, indicator), id=indicator),
            _("Current text: {text}", text=standing_there),
            _("Snapshot {id}", id=view.snapshot.id),
            provenance.as_of(view),
            "",
            _("Correct value:"),
            _("Evidence (link and date):"),
        ]
    )


def _amount(view: View, value: IndicatorValue) -> str:
    """Return a value's number in its unit with the year it is of; "" for none."""
    indicator = next((one for one in view.snapshot.indicators if one.id == value.indicator), None)
    return number(indicator, value, view.words) if indicator else ""


def _subject(view: View, unit: Municipality) -> str:
    return view.words.say("Error on the dashboard: {name} ({code})", name=unit.title, code=unit.code)


def after_letter(view: View, unit: Municipality, letter: str) -> Content:
    """Return to whom a letter goes and what happens then: who enters what it says, where it shows, how soon."""
    words, recipient = view.words, settings.corrections_to()
    _ = words.say
    if recipient is None:
        to: Content = _("No address for corrections has been set yet; keep the message until there is one.")
    elif settings.is_address(recipient):
        query = urlencode({"subject": _subject(view, unit), "body": letter.replace("\n", "\r\n")}, quote_via=quote)
        to = _("Send the message to:"), " ", Link(recipient, f"mailto:{recipient}?{query}", outside=True)
    else:
        to = _("Send the message to:"), " ", Text(recipient, strong=True)
    if view.current.source is None:
        entered = _("The evidence is checked before an answer is entered.")
        shown = _(
            "At present no spreadsheet is connected: the data come with the program, and a correction appears with "
            "its next version."
        )
    else:
        entered = _(
            "Whoever receives it checks the evidence and enters the answer in the tab “{tab}” of the spreadsheet.",
            tab=BY_CODE["indicator_values"].tab,
        )
        shown = _(
            "Once entered, it appears here at the next read of the spreadsheet, usually within two minutes; "
            "the values before and after are then listed under “What has changed”."
        )
    unsaid = _("No date is set for that.")
    return Paragraph(to, "lead"), Paragraph(f"{entered} {shown} {unsaid}")


def snippets(view: View, unit: Municipality, origin: str) -> str:
    """Return the lines that put badge and small page into a website; "" where this server's ``origin`` is ""."""
    if not origin:
        return ""
    language = "" if view.words.language == "lv" else f"?lang={view.words.language}"
    name = html(unit.title)
    code = quote(unit.code, safe="")
    page, badge = html(f"{origin}/{Page.MUNICIPALITY}?kods={code}"), html(f"{origin}/badge/{code}.svg{language}")
    framed = html(f"{origin}/embed/{Page.MUNICIPALITY}/{code}{language}")
    height = CARD_HEIGHT if in_force(view, unit) else SHORT_CARD_HEIGHT
    return (
        f'<a href="{page}"><img src="{badge}" alt="{name}"></a>\n'
        f'<iframe src="{framed}" title="{name}" width="420" height="{height}"></iframe>'
    )
