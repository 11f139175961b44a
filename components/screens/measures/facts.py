"""What is known of one measure and of one report on it, composed once; the screen and the papers choose and order."""

from collections.abc import Iterable, Mapping

from components.blocks.vocabulary import Content, Facts, Quoted, Text, joined
from components.view import View
from components.wording import findings, marks, terms
from components.wording.naming import institution_names
from data.answers.dossier import Dossier
from data.answers.progress import Standing
from data.model import Confidence, PartialDate, StatedAt, Status, Update
from data.words import N_, Words

_LEVELS = {
    StatedAt.MEASURE: N_("named for this measure"),
    StatedAt.COMMITMENT: N_("named for the whole commitment"),
}


def chosen(names: Iterable[str], known: Mapping[str, Content], words: Words) -> Facts:
    """Return what is known under these names, in their order."""
    return Facts([(words.say(name), known[name]) for name in names])


def facts_of(view: View, file: Dossier) -> dict[str, Content]:
    """Return what is known of a measure, by name: that something is not known, or "" where that needs no word."""
    words, measure = view.words, file.measure
    _ = words.say
    unknown = _("not known")
    responsible: Content = institution_names(view, measure.responsible) or unknown
    if measure.responsible and measure.stated_at:
        responsible = responsible, " ", Text(f"({words.say(_LEVELS[measure.stated_at])})", kind="muted")
    chain = [
        (words.date(deadline), (" ", Text(f"({words.date(day)})", kind="muted")) if day else "")
        for day, deadline in file.deadlines
    ]
    sure = measure.confidence is Confidence.HIGH
    return {
        N_("Responsible"): responsible,
        N_("Co-responsible"): institution_names(view, measure.co_responsible),
        N_("Start"): _day(measure.start, words) or unknown,
        N_("Deadline"): joined(chain, " → ") or unknown,
        N_("Schedule"): words.say(findings.SCHEDULES[file.schedule]),
        N_("Report"): words.say(findings.REPORTING[file.reporting]),
        N_("Added to the plan"): _day(measure.added, words),
        N_("Expected result"): Quoted(measure.expected_result) or unknown,
        N_("Note"): Quoted(measure.note),
        N_("Source"): Quoted(measure.source),
        N_("Confidence"): "" if sure else words.say(terms.CONFIDENCE[measure.confidence]),
    }


def status_of(item: Standing, words: Words) -> tuple[str, str]:
    """Return where a measure stands, with whether that lacks evidence, and who says so if not the institution."""
    _ = words.say
    status = terms.status_name(item.state, words)
    if item.status is Status.DONE and not item.proved:
        status += f", {_('without evidence')}"
    return status, _("according to public sources") if item.from_public_sources else ""


def report_facts(view: View, report: Update) -> dict[str, Content]:
    """Return what one report says, by name, "" where it does not."""
    words = view.words
    return {
        N_("Status"): marks.report_status(view, report),
        N_("What was done"): Quoted(report.done),
        N_("Obstacles"): Quoted(report.obstacles),
        N_("Request to the council"): Quoted(report.needed_from_council),
        N_("Evidence"): Quoted(report.evidence),
        N_("New deadline"): _day(report.new_deadline, words),
        N_("Reported by"): report.reported_by or "",
        N_("Confidence"): words.say(terms.CONFIDENCE[report.confidence]),
    }


def _day(value: PartialDate | None, words: Words) -> str:
    return words.date(value) if value else ""
