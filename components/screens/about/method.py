"""How the figures are counted: every status, answer, rule and formula; the rules are folded, each under its name."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from components.blocks.vocabulary import (
    Column,
    Content,
    Details,
    Group,
    Heading,
    Items,
    Paragraph,
    Row,
    Table,
)
from components.charts import signs
from components.screens.about import sections
from components.screens.about.sections import ways
from components.view import View
from components.wording import findings, openness, provenance, terms
from data.answers.openness import territory
from data.answers.peers import MOST
from data.answers.schedule import NEAR_DAYS, STALE_DAYS
from data.answers.scoring import LEAST_COVERAGE
from data.intake.reading import MAX_ROWS
from data.intake.text import MAX_TEXT
from data.model import Answer, State, Status, Unknown
from data.sources import MAX_FILE, MAX_UNPACKED, MAX_UPLOAD, MEGABYTE
from data.words import N_, Words

STATUS_MEANINGS: Mapping[State, str] = {
    Status.DONE: N_(
        "According to its institution or to public sources, the expected result has been reached; the evidence, or a note that there is none, is shown beside it, as is what was not assessed."
    ),
    Status.PARTLY_DONE: N_("The plan has ended and part of the measure was done; used only after the plan’s end."),
    Status.ONGOING: N_("The measure has no end date: it goes on, or is done again and again."),
    Status.UNDER_WAY: N_("By the latest news, part of it had been done, and nothing says that it was finished."),
    Status.NOT_STARTED: N_("By the latest news, work had not begun."),
    Status.NOT_DONE: N_("The plan has ended and the measure was not done; used only after the plan’s end."),
    Status.STOPPED: N_("Work was ended early; a reason is required."),
    Unknown.NO_STATUS: N_(
        "There is dated news of the measure, of its commitment or of related legislation, but no status; counted in "
        "every total, never as zero."
    ),
    Unknown.NO_NEWS: N_(
        "No dated news of the measure was found; counted in every total, never as zero and never in red."
    ),
}

PLAN_RULES: tuple[tuple[str, str], ...] = (
    (
        N_("What is counted"),
        N_(
            "Measures with parts are counted through their parts. A measure added to the plan counts from the last "
            "day of the month or year it was added in. Where the sources name institutions for a whole commitment, "
            "each of them is counted as responsible for each of its measures."
        ),
    ),
    (
        N_("Which source gives the status"),
        N_(
            "The institution’s own report decides. Where there is none, a finding from public sources is used and "
            "marked. The views of the IRM and of NGOs are shown alongside and replace nothing. Of each source the "
            "newest readable status applies; newer news without a status leaves that status in force, and the date "
            "of the newer news is shown beside it."
        ),
    ),
    (
        N_("Share done"),
        N_(
            "Lower bound: measures done ÷ all measures counted. Upper bound: (done + status unknown + after the "
            "plan’s end those still open by the latest news) ÷ all measures counted. These are C. Manski’s bounds "
            "for missing data (1989): the unknown may be anything, so it widens the range."
        ),
    ),
    (
        N_("Schedule"),
        N_(
            "Only a measure’s own deadline counts, never the plan’s end. If only the month or year of a "
            "deadline is known, the last day of that period counts. The newest deadline an institution has "
            "reported replaces the plan’s. A deadline is near when at most {near} days are left and the measure is still "
            "open or its status is not known. Of a measure that was stopped, or came out otherwise than done at the "
            "plan’s end, nothing more is expected. The data do not record when a measure was done, only when "
            "it was first reported as done."
        ),
    ),
    (
        N_("Reporting"),
        N_(
            "A report is stale after {stale} days, about half a year: this limit is our own and assumes that the "
            "council meets about twice a year. “Needs attention” names it as long as something is still expected of the measure. After the plan’s end “Needs attention” names a missing report "
            "once per institution, not once per measure; a measure’s own page says it too."
        ),
    ),
    (
        N_("Requests to the council"),
        N_(
            "What an institution asks of the council stays on the list, whatever the measure’s status, until a "
            "later report from that institution gives a status and asks for nothing, or until a later council "
            "decision naming the measure is carried out."
        ),
    ),
    (
        N_("Changes"),
        N_(
            "What changed since a meeting is counted from news dated after it and, where the snapshots of both "
            "days are saved, also from every cell in which they differ; a line says which was used. “Finished” and “started” are "
            "used only where the news bears them out: a status that was unknown and is now “under way” is a "
            "status that became known, not a start."
        ),
    ),
    (
        N_("Meetings"),
        N_(
            "Only the supervisory council’s meetings count as previous or next. A meeting’s steps are frozen "
            "to one snapshot, named in the address. A decision is past its due date once that "
            "date (of a month or a year, its last day) has passed and the decision is neither carried out nor "
            "cancelled; one whose state is not given counts as open. The next meeting begins with such decisions."
        ),
    ),
    (
        N_("Funding"),
        N_(
            "Funding needed and known allocations are shown side by side; no ratio or gap is calculated, and "
            "related projects are never added up."
        ),
    ),
    (
        N_("Our own scale"),
        N_(
            "No official Latvian scale for individual measures was found; this one is ours. The OGP’s own words are No "
            "Evidence Available, Not Started, Limited, Substantial and Complete."
        ),
    ),
)

DATA_RULES: tuple[tuple[str, str], ...] = (
    (
        N_("Day and snapshot"),
        N_(
            "The snapshot is the data as they were when they were read; its name is the first ten characters of "
            "their SHA-256 checksum. The day chosen above decides which news, deadlines and municipalities are "
            "shown. The two are chosen separately."
        ),
    ),
    (
        N_("Confidence"),
        N_(
            "An empty cell means high. What is derived or uncertain is marked where a table has a column “Confidence”, and beside the current answers on a municipality’s page."
        ),
    ),
    (
        N_("A bad cell"),
        N_(
            "A cell that cannot be read keeps its last good value, marked; where there is none, it is shown as not "
            "known, marked. Either way it is listed under “Data quality”. A row is refused only when "
            "its key, or what ties it to a row of another tab, cannot be used."
        ),
    ),
    (
        N_("What is held"),
        N_(
            "If a tab disappears, cannot be read or looks damaged – more than a fifth of its rows gone, a row gone "
            "that others refer to, a column whose values have moved to other rows – it is held: its last good copy "
            "is shown, marked, until the source is corrected or an editor confirms in the tab “Apstiprinājumi” "
            "that the change is intended. Waiting does not count as approval, and what the source once had is "
            "never replaced by embedded data."
        ),
    ),
)

TRUST_RULES: tuple[tuple[str, str], ...] = (
    (
        N_("Trust: what is compared"),
        N_(
            "Countries are compared only by figures of the same survey, question, answer, wave and group; a change is "
            "between two waves of one survey. Surveys never share an "
            "axis; questions of one survey may, each in a row of its own. A wave is shown on every selected day from 1 January of the year it is about, even if it was "
            "published later. A country’s rank is among all countries of the wave with a figure. A country without a figure for the wave is named; its last known figure may be drawn, with "
            "its own year and without a rank."
        ),
    ),
    (
        N_("Trust: averages, changes, differences"),
        N_(
            "Averages are taken from the sources named, and none is computed here; a source may be someone who writes "
            "about a survey, not its authors. A change marked † is the one "
            "that the source published; any other is derived, as the difference of the two figures shown. Differences between Latvia and another country or an average are derived. ≈ means "
            "approximate, * inferred or derived."
        ),
    ),
    (
        N_("Trust and the plan"),
        N_(
            "A direction may name trust indicators that it aims to improve. That is an intention: no figure "
            "here shows an effect of a measure."
        ),
    ),
)

ANSWER_MEANINGS: Mapping[Answer, str] = {
    Answer.YES: N_(
        "Evidence of it was found. That does not mean that the whole criterion is met: where it is known what was not "
        "checked, a note of the indicator or the answer says so. 1 point in a score."
    ),
    Answer.PARTLY: N_(
        "Part of it is done, or only the rules are in place and whether they are used is not known; half a point."
    ),
    Answer.NO: N_("Checked and found not to be in place; no points."),
    Answer.PLANNED: N_(
        "It is announced for later; counts as known, but in a score gives no points and is not counted as answered."
    ),
    Answer.NOT_REPORTED: N_(
        "Nothing that answers the question was found or said. It does not mean “not in place”; it is counted in every total and never shown "
        "in red."
    ),
    Answer.NOT_APPLICABLE: N_("The indicator does not concern the municipality; left out of its score."),
}

MUNICIPAL_RULES: tuple[tuple[str, str], ...] = (
    (
        N_("Territory"),
        N_(
            "The municipalities that exist on the selected day are counted. Earlier information stays with the "
            "former municipality, whose page says which one it became part of. Where a municipality’s code was changed, "
            "the older code leads to the same page."
        ),
    ),
    (
        N_("Participation measures"),
        N_(
            "These are the indicators that the column “Pasākumi” of the tab “Rādītāji” links to a measure of the "
            "plan. If no indicator is linked to the plan, those linked to the previous plan are used."
        ),
    ),
    (
        N_("Which value applies"),
        N_(
            "If an indicator has several values, the one with the newest source on or before the selected day "
            "applies; the others are shown as its history. A row with no information never replaces one that has "
            "some. If all sources are later than the day, the oldest is shown and marked, since a source’s date is "
            "when something was written down and not when it began."
        ),
    ),
    (
        N_("Known"),
        N_(
            "An answer is known unless it is “no information”; “planned” counts as known. Coverage is the number of known answers divided by the number of possible answers: indicators times existing municipalities."
        ),
    ),
    (
        N_("Who worded it"),
        N_(
            "Each indicator names who worded it. What the dashboard’s authors worded is marked as not an approved "
            "criterion. Where the article of law was not checked, the note says so."
        ),
    ),
    (
        N_("Assessments by others"),
        N_(
            "The Delna index, the e-index and the sample of the State Audit Office’s audit have methods of their "
            "own: they are shown separately, their results are added to no other figure, and no municipality is "
            "asked about them. What they report may be the evidence for an answer."
        ),
    ),
    (
        N_("Classes of the map"),
        N_(
            "Answers always come in the same order. Years, amounts and numbers fall into at most four classes "
            "with about the same number of municipalities each; the class limits are values that occur in the "
            "data, and filters do not move them. What is not known is hatched and counted."
        ),
    ),
    (
        N_("Outlines"),
        N_(
            "For orientation, not for measuring; the line below the map names their source. The project’s own "
            "are based on Natural Earth’s 1:10,000,000 map (public domain), joined to match the municipalities "
            "of 1 July 2021; each state city is enlarged to the area stated in the data, at the expense of the "
            "municipalities around it. Official outlines, and those that come with the data, replace them."
        ),
    ),
    (
        N_("Tiles"),
        N_(
            "Every municipality has one tile of the same size roughly where it lies, so that cities are "
            "visible too; a merger moves no tile."
        ),
    ),
    (
        N_("Similar municipalities"),
        N_(
            "Similar municipalities are those of the same size group, planning region or kind, as chosen. Of "
            "these, those of the same kind come first (cities with cities), then the nearest by the distance "
            "between their points; up to {most}, or up to {most} chosen by hand."
        ),
    ),
    (
        N_("Next steps"),
        N_(
            "A next step is shown when the answer is “partly in place”, “planned” or “not in place”, or is not known; "
            "where it is not known and no other municipality’s answer is “in place”, the indicator is only named. What to do comes from the spreadsheet "
            "or, where it says nothing, follows from the answer; the examples are two municipalities with the answer "
            "“in place”: the first of the similar ones, in the order above, and the nearest of all."
        ),
    ),
    (
        N_("Score"),
        N_(
            "A score is points ÷ answered indicators, weighted by the column of weights, and always shown with the "
            "number answered; “planned” is a known answer but is not counted there. Below {least}% of the indicators answered there "
            "is no score and no rank. Duties are scored separately from everything else; what is not clearly a "
            "duty belongs to everything else. Plain numbers and assessments by others are not scored."
        ),
    ),
    (
        N_("Thirds, not ranks"),
        N_(
            "A score is given as the upper, middle or lower third of what is possible; the thirds are our own. "
            "A rank is shown only to those who ask for it, among municipalities of the same kind that have a "
            "score."
        ),
    ),
    (
        N_("When there is no score at all"),
        N_(
            "What the project found by searching public sources gives no points: a search shows what exists "
            "but not what is missing. Nor is there a score where no municipality has an answer that could "
            "lower one. With the embedded data no municipality has a score."
        ),
    ),
    (
        N_("Euros per resident"),
        N_(
            "Compared only between municipalities whose number of residents comes from the same kind of count, and never where it is an estimate; the year of the amount is shown beside it."
        ),
    ),
)

NUMBERS: Mapping[str, int] = {
    "near": NEAR_DAYS,
    "stale": STALE_DAYS,
    "most": MOST,
    "least": round(LEAST_COVERAGE * 100),
}
"""The numbers that the rules name."""

RULES: Mapping[str, tuple[tuple[str, str], ...]] = {
    N_("The plan"): PLAN_RULES,
    N_("The data"): DATA_RULES,
    N_("Trust"): TRUST_RULES,
    N_("Municipalities"): MUNICIPAL_RULES,
}
"""All rules, each by its name, under what they are rules of."""
MOST_MERGERS = 3
"""Days on which municipalities merged that are told, the newest."""


def method(view: View) -> Content:
    """Return what each status and answer means, and every rule."""
    _ = view.words.say
    return (
        Heading(
            1,
            _("How the figures are counted: the unknown is never taken for zero, and its extent is always told"),
        ),
        ways(view, sections.METHOD),
        _whose(view),
        Group((_statuses(view), _answers(view)), "grid two"),
        Heading(2, _("Rules and formulas")),
        Group((_plan(view), Group((_data(view), _trust(view))), _municipal(view)), "grid three"),
    )


def _statuses(view: View) -> Group:
    words = view.words
    name = words.say(N_("Statuses"))
    rows = [
        Row([(signs.mark(status, view.palette), " ", terms.status_name(status, words)), words.say(meaning)])
        for status, meaning in STATUS_MEANINGS.items()
    ]
    same = words.say(N_("“Without change” in a report is no status of its own: it confirms the status before it."))
    return Group((Heading(2, name), _meanings(words.say(N_("Status")), rows, name, words), Paragraph(same, "small")))


def _answers(view: View) -> Group:
    words = view.words
    _ = words.say
    rows = [
        Row([(signs.answer_mark(answer), " ", terms.answer_name(answer, words)), words.say(meaning)])
        for answer, meaning in ANSWER_MEANINGS.items()
    ]
    return Group((Heading(2, _("Answers of municipalities")), _meanings(_("Answer"), rows, _("Answers"), words)))


def _meanings(name: str, rows: Sequence[Row], caption: str, words: Words) -> Table:
    """Return a table of what is called so and what each of it means."""
    _ = words.say
    return Table([Column(name), Column(_("Meaning"))], rows, caption, captioned=False)


def _rules(name: str, words: Words, more: Mapping[str, Content] = MappingProxyType({})) -> Content:
    """Return rules, each folded under its name; ``more`` is what else stands under one of that name."""
    rules = (
        Details(words.say(title), (Paragraph(words.say(rule).format(**NUMBERS)), more.get(title, "")))
        for title, rule in RULES[name]
    )
    return Heading(3, words.say(name)), *rules


def _plan(view: View) -> Group:
    words = view.words
    _ = words.say
    schedules = " · ".join(words.say(name) for name in findings.SCHEDULES.values())
    reporting = " · ".join(words.say(name) for name in findings.REPORTING.values())
    more = {
        "Schedule": Paragraph(_("Schedule, in words: {names}.", names=schedules)),
        "Reporting": Paragraph(_("Reporting, in words: {names}.", names=reporting)),
    }
    reasons = Items([words.say(reason) for reason in findings.RULES.values()])
    return Group((_rules("The plan", words, more), Details(_("What puts a row under “Needs attention”"), reasons)))


def _data(view: View) -> Group:
    words = view.words
    _ = words.say
    limits = _(
        "At most {rows} rows per tab, {text} characters per cell, {file} MB per file ({upload} MB for a workbook uploaded "
        "to be checked) and {unpacked} MB unpacked.",
        upload=MAX_UPLOAD // 1_000_000,
        rows=words.number(MAX_ROWS),
        text=words.number(MAX_TEXT),
        file=MAX_FILE // MEGABYTE,
        unpacked=MAX_UNPACKED // MEGABYTE,
    )
    return Group((_rules("The data", words), Details(_("Limits"), Paragraph(limits))))


def _trust(view: View) -> Group:
    return Group(_rules("Trust", view.words))


def _municipal(view: View) -> Group:
    """Return the rules of counting and scoring, and the words they use."""
    words = view.words

    def named(sentence: str, names: Mapping[Any, str]) -> Paragraph:
        return Paragraph(words.say(sentence, names=" · ".join(words.say(name) for name in names.values())))

    more = {
        "Territory": _territory(view),
        "Who worded it": (
            named(N_("Whether it is a duty, in words: {names}."), openness.BINDINGS),
            named(N_("Who worded it, in words: {names}."), openness.ORIGINS),
        ),
        "When there is no score at all": named(N_("Why there is no score, in words: {names}."), openness.WITHHELD),
    }
    return Group(_rules("Municipalities", words, more))


def _territory(view: View) -> Content:
    """Return how many municipalities the data had before and after each merger, and which it was."""
    words, units = view.words, view.snapshot.municipalities
    names = {unit.code: unit.title for unit in units}
    lines = []
    for day in sorted({unit.valid_to.last for unit in units if unit.valid_to})[-MOST_MERGERS:]:
        gone = [unit for unit in units if unit.valid_to and unit.valid_to.last == day]
        merged = [f"{unit.title} → {names.get(unit.merged_into or '', unit.merged_into or '?')}" for unit in gone]
        before, after = (len(territory(view.snapshot, one)) for one in (day, day + timedelta(days=1)))
        text = N_("In these data: {before} municipalities until {day}, {after} after that day ({joined}).")
        lines.append(
            words.say(
                text,
                before=words.number(before),
                after=words.number(after),
                day=words.date(day).rstrip("."),
                joined=words.list(merged),
            )
        )
    return tuple(map(Paragraph, lines))


def _whose(view: View) -> Content:
    """Say of invented data what on this page is true all the same: how the product counts, whatever it is shown."""
    if not provenance.invented(view):
        return ""
    text = N_("The data shown are invented; the rules below are the dashboard’s own and apply to any data.")
    return Paragraph(view.words.say(text))
