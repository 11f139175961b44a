"""What is taken along from a municipality's page: its rows, a letter that tells of an error, lines for its own site."""

from urllib.parse import quote

from components.blocks.escape import html
from components.frame.questions import cells_of, core_of
from components.screens.municipality.profile import title
from components.view import View
from components.wording import provenance, terms
from data.answers.peers import asked
from data.contract.addresses import Page
from data.model import IndicatorValue, Municipality


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
            value.stage or "",
            "" if value.number is None else words.number(value.number),
            "" if value.since_year is None else str(value.since_year),
            value.source or "",
            words.date(value.source_date) if value.source_date else "",
        ]
        standing_there = "; ".join(part for part in parts if part) or standing_there
    return "\n".join(
        [
            *filter(None, [provenance.invented(view)]),
            _("Error on the dashboard: {name} ({code})", name=unit.title, code=unit.code),
            _("Indicator: {title} ({id})", title=known.get(indicator, indicator), id=indicator),
            _("What stands there: {text}", text=standing_there),
            _("Snapshot {id}", id=view.snapshot.id),
            _("Judged on {day}", day=words.date(view.day)),
            "",
            _("What is right:"),
            _("Evidence (link and date):"),
        ]
    )


def snippets(view: View, unit: Municipality, origin: str) -> str:
    """Return the lines that put badge and small page into a website; "" where this server's ``origin`` is ""."""
    if not origin:
        return ""
    language = "" if view.words.language == "lv" else f"?lang={view.words.language}"
    name = html(unit.title)
    code = quote(unit.code, safe="")
    page, badge = html(f"{origin}/{Page.MUNICIPALITY}?kods={code}"), html(f"{origin}/badge/{code}.svg{language}")
    framed = html(f"{origin}/embed/{Page.MUNICIPALITY}/{code}{language}")
    return (
        f'<a href="{page}"><img src="{badge}" alt="{name}"></a>\n'
        f'<iframe src="{framed}" title="{name}" width="420" height="340"></iframe>'
    )
