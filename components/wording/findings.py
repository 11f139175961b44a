"""Findings in words: sentences composed from the data, never claiming more than the data support."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from components.view import View
from components.wording import amounts, terms
from data.answers import search
from data.answers.attention import Attention, Rule
from data.answers.changes import Changes
from data.answers.progress import OPEN, Band, PlanProgress, Standing, Tally
from data.answers.schedule import Reporting, Schedule, schedule
from data.model import (
    STATE_ORDER,
    STATUS_ORDER,
    Confidence,
    EventState,
    FocusItem,
    PlanState,
    State,
    StatedAt,
    Status,
    Unknown,
    Update,
)
from data.words import N_, Words


def status_counts(counts: Tally, words: Words, *, ended: bool = False) -> list[str]:
    """Return "2 are done", "7 are under way" … for every status that occurs, in the fixed order.

    With ``ended`` what was open or went on by the last word is told as past: nobody can say that it still is.
    """
    n = counts.of
    phrases = {
        Status.DONE: words.count("{n} is done", "{n} are done", n(Status.DONE)),
        Status.PARTLY_DONE: words.count("{n} is partly done", "{n} are partly done", n(Status.PARTLY_DONE)),
        Status.ONGOING: words.count(
            "{n} is carried out continuously", "{n} are carried out continuously", n(Status.ONGOING)
        ),
        Status.UNDER_WAY: words.count("{n} is under way", "{n} are under way", n(Status.UNDER_WAY)),
        Status.NOT_STARTED: words.count("{n} has not started", "{n} have not started", n(Status.NOT_STARTED)),
        Status.NOT_DONE: words.count("{n} is not done", "{n} are not done", n(Status.NOT_DONE)),
        Status.STOPPED: words.count("{n} is stopped", "{n} are stopped", n(Status.STOPPED)),
    }
    past = {
        Status.ONGOING: words.count(
            "{n} was carried out continuously", "{n} were carried out continuously", n(Status.ONGOING)
        ),
        Status.UNDER_WAY: words.count("{n} was still under way", "{n} were still under way", n(Status.UNDER_WAY)),
        Status.NOT_STARTED: words.count("{n} had not started", "{n} had not started", n(Status.NOT_STARTED)),
    }
    return [(phrases | past if ended else phrases)[status] for status in STATUS_ORDER if n(status)]


UNFINISHED = (Status.ONGOING, Status.UNDER_WAY, Status.NOT_STARTED)
"""The statuses that speak of the time of their report and not of the end."""


def statuses_said(counts: Tally, words: Words) -> str:
    """Return the statuses that occur with their counts, in words: "done 2; news without a status 14; no news 16"."""
    return "; ".join(
        f"{terms.status_name(status, words)} {counts.of(status)}" for status in STATE_ORDER if counts.of(status)
    )


def unknown_counts(counts: Tally, words: Words) -> str:
    """Return how many measures are of unknown status, and of these how many of each kind; "" for none."""
    if not counts.unknown:
        return ""
    kinds = words.list(
        [f"{terms.status_name(kind, words)} – {words.number(counts.of(kind))}" for kind in Unknown if counts.of(kind)]
    )
    return words.count(
        "the status of {n} is not known ({kinds})",
        "the status of {n} is not known ({kinds})",
        counts.unknown,
        kinds=kinds,
    )


def main_finding(counts: Tally, words: Words, *, ended: bool = False) -> str:
    """Return where the plan stands in one sentence: every status that occurs, and how many are unknown in each way.

    ``ended`` tells that the plan has: then the sentence speaks of the last word and not of the present.
    """
    _ = words.say
    total, unknown = counts.total, counts.unknown
    if not total:
        return _("No measures of this plan are known yet.")
    if counts.of(Unknown.NO_NEWS) == total:
        return words.count(
            "Nothing is known of the plan’s {n} measure.", "Nothing is known of any of the plan’s {n} measures.", total
        )
    of = words.count("Of {n} measure", "Of {n} measures", total)
    if ended and any(map(counts.of, UNFINISHED)):
        of = words.count(
            "According to the latest news, of {n} measure", "According to the latest news, of {n} measures", total
        )
    known = words.list(status_counts(counts, words, ended=ended))
    if not unknown:
        return _("{of}, {known}.", of=of, known=known)
    silent = unknown_counts(counts, words)
    if unknown == total:
        return f"{terms.capital(silent)}."
    return _("{of}, {known}; {silent}.", of=of, known=known, silent=silent)


def opening(counts: Tally, words: Words, *, ended: bool = False) -> tuple[str, str]:
    """Return the finding of a plan with measures in one short sentence: the number it opens with, and what follows.

    It tells how many are done of how many, how many are known not to be, and of how many nothing is known, so that
    the three add up; where none is known to be done and some may be, of how many a status is known.
    """
    _ = words.say
    total, done, unknown = counts.total, counts.of(Status.DONE), counts.unknown
    if total == 1:
        (state,) = (state for state, n in counts.ordered if n)
        return words.number(1), _("measure: {status}.", status=terms.status_name(state, words))
    known = total - unknown
    shown = known if unknown and not done else done
    big = _("{n} of {total}", n=words.number(shown), total=words.number(total))
    measures = words.count("measure", "measures", total)
    if unknown and not done:
        status = words.count("has a known status", "have a known status", known)
        nothing = counts.of(Unknown.NO_NEWS) == total
        none = _("none is known to be done") if known else _("there is no news on any") if nothing else ""
        return big, f"{'; '.join(filter(None, [_('{measures} {verb}', measures=measures, verb=status), none]))}."
    status = _("{measures} {verb}", measures=measures, verb=words.count("is done", "are done", done))
    silent = words.count("{n} has no known status", "{n} have no known status", unknown) if unknown else ""
    return big, f"{'; '.join(filter(None, [status, _other(counts, words, ended=ended), silent]))}."


def _other(counts: Tally, words: Words, *, ended: bool) -> str:
    """Return how many measures have a status that is not "done": open ones, as last reported after the plan's end."""
    n = counts.total - counts.of(Status.DONE) - counts.unknown
    if not n:
        return ""
    if n > counts.of(*OPEN):
        return words.count("{n} has another status", "{n} have another status", n)
    if ended:
        return words.count("{n} was unfinished in the latest news", "{n} were unfinished in the latest news", n)
    return words.count("{n} is not finished yet", "{n} are not finished yet", n)


def who_says(state: PlanProgress, words: Words) -> str:
    """Return whose word the statuses are: institutions' own reports, or public sources standing in."""
    _ = words.say
    reported = sum(item.reported for item in state.standings)
    public = sum(item.from_public_sources for item in state.standings)
    if not reported and not public:
        return _("These data contain no reports from institutions, and public sources give no status.")
    if not reported:
        return _(
            "The statuses are those of the latest news in public sources; these data contain no reports from "
            "institutions."
        )
    told = words.count(
        "Institutions have reported on {n} measure", "Institutions have reported on {n} measures", reported
    )
    if not public:
        return _("{told}.", told=told)
    stand_in = words.count(
        "for {n} the status comes from public sources", "for {n} the status comes from public sources", public
    )
    return _("{told}; {stand_in}.", told=told, stand_in=stand_in)


def asks_nothing(words: Words, *, reported: bool) -> str:
    """Return that no institution asks the council for anything, or, where none has reported, that this is not known."""
    _ = words.say
    if reported:
        return _("No institution’s report asks the council for anything.")
    return _(
        "These data contain no reports from institutions, so it is not known whether any institution asks the council "
        "for anything."
    )


def unanswered(n: int, words: Words) -> str:
    """Return for how many measures it is not known which institution is responsible, as a part of a sentence."""
    return words.count("for {n} no responsible institution is known", "for {n} no responsible institution is known", n)


def caveat(item: Standing, words: Words) -> str:
    """Return what a measure's status leaves open, as its report says; "" where it leaves nothing."""
    return report_caveat(item.cautioned, words) if item.cautioned else ""


def report_caveat(report: Update, words: Words) -> str:
    """Return what a report says that it leaves open; "" where it says nothing."""
    _ = words.say
    if not report.caveat and not report.caveat_en:
        return ""
    if words.language == "lv":
        return report.caveat or report.caveat_en or ""
    return report.caveat_en or _("its report has a caveat, in Latvian")


def caveat_of(status: State | None, now: Standing | None, words: Words) -> str:
    """Return what a status that a measure has come to leaves open, as long as it is the one that stands ``now``."""
    return caveat(now, words) if now and now.status is status else ""


def of_commitment(standings: Iterable[Standing], words: Words, *, named: bool = False) -> str:
    """Return for how many measures those responsible are named for the whole commitment alone; "" for none.

    Of those that a table has ``named`` among others it is said that it is of them.
    """
    n = sum(item.measure.stated_at is StatedAt.COMMITMENT for item in standings)
    if n and named:
        text = N_(
            "For {n} of the measures named here, the sources name those responsible only for the whole commitment."
        )
        return words.say(text, n=words.number(n))
    said = words.count(
        "For {n} measure the sources name those responsible only for the whole commitment.",
        "For {n} measures the sources name those responsible only for the whole commitment.",
        n,
    )
    return said if n else ""


def part_left_open(item: FocusItem, named: Standing, words: Words) -> str:
    """Return what the status of a measure leaves open that an item of the council's list names; "" where it says so.

    Where the item is called otherwise than the measure it may be a part of it, and what is left open may be that part.
    """
    own, asked = (search.plain(text) for text in (named.measure.title, item.text))
    return caveat(named, words) if own not in asked and asked not in own else ""


def done_with_caveats(state: PlanProgress) -> list[str]:
    """Return the numbers of the measures that are counted as done while something is left open, the first of them."""
    every = [item.measure.number for item in state.standings if item.status is Status.DONE and item.cautioned]
    return every[:MOST_NAMED]


def caveats(state: PlanProgress, words: Words) -> str:
    """Return what is left open of measures that are counted as done, each with its number; "" where nothing is."""
    told = [
        f"{item.measure.number} – {left}"
        for item in state.standings
        if item.status is Status.DONE and (left := caveat(item, words))
    ]
    if not told:
        return ""
    named = "; ".join(told[:MOST_NAMED])
    if len(told) > MOST_NAMED:
        named = f"{named} {and_more(len(told) - MOST_NAMED, words)}"
    return words.say(N_("Caveats: {named}."), named=named)


def band_sentence(bounds: Band, words: Words, *, ended: bool) -> str:
    """Return between which shares the part done lies.

    While the plan runs only the measures of unknown status are in doubt; once it has ``ended``, all without an outcome.
    """
    _ = words.say
    if bounds.low is None or bounds.high is None:
        return ""
    low, high = amounts.percent(bounds.low, words), amounts.percent(bounds.high, words)
    if bounds.low == bounds.high:
        return _("The share done is {low}.", low=low)
    if not bounds.low:
        none_known = (
            N_("If all whose outcome is not known turned out to be done, {high} of measures would be done.")
            if ended
            else N_("If all whose status is not known turned out to be done, {high} of measures would be done.")
        )
        return words.say(none_known, high=high)
    some_known = (
        N_("Known to be done: {low} of measures; if all whose outcome is not known were done too, {high}.")
        if ended
        else N_("Known to be done: {low} of measures; if all whose status is not known were done too, {high}.")
    )
    return words.say(some_known, low=low, high=high)


def has_ended(view: View) -> bool:
    """Tell whether the view's plan has ended by its day."""
    return view.plan is not None and view.plan.end is not None and view.plan.end.last < view.day


def plan_state(view: View) -> str:
    """Return whether the plan runs, has ended or is being drafted, with its day where known."""
    plan, words = view.plan, view.words
    _ = words.say
    if plan is None:
        return _("No plan is known.")
    end = plan.end
    if plan.state is PlanState.DRAFTING:
        return _("According to the latest news the plan was being drafted; no approved text was found.")
    if end and has_ended(view):
        return _("The plan ended on {day}", day=words.date(end.last)).rstrip(".") + "."
    if end:
        return _("The plan runs until {day}", day=words.date(end.last)).rstrip(".") + "."
    return _("The plan’s end is not known.")


RULES = {
    Rule.COUNCIL_ASKED: N_("the institution asks the council to decide or act"),
    Rule.REPORT_UNHEARD: N_("due or promised, and no later news was found"),
    Rule.LATE: N_("still open according to the latest news, and the deadline has since passed"),
    Rule.DEADLINE_UNKNOWN: N_("the deadline has passed; the status is not known"),
    Rule.NO_FINAL_REPORT: N_("the plan has ended, and these data contain no report from after its end"),
    Rule.FOCUS_OPEN: N_("it is on the council’s special-attention list and not known to be done"),
    Rule.STOPPED: N_("stopped"),
    Rule.NOT_DONE: N_("not done"),
    Rule.DEADLINE_NEAR: N_("the deadline is near"),
    Rule.STALE: N_("the newest report in these data is older than half a year"),
    Rule.NO_EVIDENCE: N_("reported as done, without evidence"),
}
"""Why a row is on the attention list, in words."""

SCHEDULES = {
    Schedule.BEFORE: N_("before the deadline"),
    Schedule.NEAR: N_("the deadline is near"),
    Schedule.LATE: N_("the deadline has passed"),
    Schedule.DONE_IN_TIME: N_("done by the deadline"),
    Schedule.REPORTED_LATE: N_("done; reported after the deadline"),
    Schedule.PASSED_UNKNOWN: N_("the deadline has passed; the status is not known"),
    Schedule.NOT_AWAITED: N_("nothing more is expected"),
    Schedule.UNKNOWN: N_("deadline not known"),
}
"""Where a measure stands to its own deadline, in words."""


MOST_NAMED = 20
"""Things a line names one by one; it says how many more there are."""


_HEADINGS: Mapping[Rule, Callable[[Words, int], str]] = {
    Rule.COUNCIL_ASKED: lambda words, n: words.count(
        "{n} measure has a request to the council", "{n} measures have a request to the council", n
    ),
    Rule.REPORT_UNHEARD: lambda words, n: words.count(
        "expected reports were not found ({n} entry)", "expected reports were not found ({n} entries)", n
    ),
    Rule.LATE: lambda words, n: words.count(
        "{n} measure with a known status is past its deadline",
        "{n} measures with a known status are past their deadlines",
        n,
    ),
    Rule.DEADLINE_UNKNOWN: lambda words, n: words.count(
        "{n} measure past its deadline has no known status",
        "{n} measures past their deadlines have no known status",
        n,
    ),
    Rule.NO_FINAL_REPORT: lambda words, n: words.count(
        "these data contain no final report from {n} institution",
        "these data contain no final report from {n} institutions",
        n,
    ),
    Rule.STOPPED: lambda words, n: words.count("{n} measure is stopped", "{n} measures are stopped", n),
    Rule.NOT_DONE: lambda words, n: words.count("{n} measure is not done", "{n} measures are not done", n),
    Rule.DEADLINE_NEAR: lambda words, n: words.count("{n} deadline is near", "{n} deadlines are near", n),
    Rule.STALE: lambda words, n: words.count("{n} report is stale", "{n} reports are stale", n),
    Rule.NO_EVIDENCE: lambda words, n: words.count(
        "{n} measure is reported as done, without evidence",
        "{n} measures are reported as done, without evidence",
        n,
    ),
}
"""How many things a rule of the attention list names, in words; those of the council's list are told by `_heading`."""


def attention_by_rule(rows: tuple[Attention, ...], words: Words) -> list[tuple[Rule, str, list[Attention]]]:
    """Return the attention list by rule: the rule, its heading with the count, and its rows.

    A heading is a part of a sentence and begins with a small letter.
    """
    by_rule = {rule: [row for row in rows if row.rule is rule] for rule in Rule}
    return [(rule, _heading(rule, of_rule, words), of_rule) for rule, of_rule in by_rule.items() if of_rule]


def _heading(rule: Rule, rows: Sequence[Attention], words: Words) -> str:
    """Return how many things a rule names; the council's list says of which years it is.

    At passed deadlines it is said of how many measures no deadline is known: those are not known to be in time.
    """
    years = [row.focus.year for row in rows if row.focus]
    if not years:
        said = _HEADINGS[rule](words, len(rows))
        if undated := max((row.undated for row in rows), default=0):
            return words.count(
                "{said} (no deadline is known for {undated} of {n} measure)",
                "{said} (no deadline is known for {undated} of {n} measures)",
                rows[0].measures,
                said=said,
                undated=words.number(undated),
            )
        return said
    return words.count(
        "{n} item on the {years} special-attention list is not known to be done",
        "{n} items on the {years} special-attention list are not known to be done",
        len(rows),
        years=words.years(min(years), max(years)),
    )


def attention_lines(rows: tuple[Attention, ...], words: Words) -> list[tuple[Rule, str, str]]:
    """Return the attention list by rule as `attention_by_rule` does, its rows named in one line."""
    lines = []
    for rule, heading, of_rule in attention_by_rule(rows, words):
        lines.append((rule, heading, few([subject(row, words) for row in of_rule], MOST_NAMED, words)))
    return lines


def few(names: Sequence[str], most: int, words: Words) -> str:
    """Return names in one line, the first of them where they are more than ``most``, with how many more there are."""
    named = ", ".join(names[:most])
    return f"{named} {and_more(len(names) - most, words)}" if len(names) > most else named


def and_more(n: int, words: Words) -> str:
    """Return how many of a long list are not named."""
    _ = words.say
    return _("and {n} more", n=words.number(n))


_ASIDE = re.compile(r"[;,] | \(")
"""Where an event's title goes on to what is known of it."""


def subject(row: Attention, words: Words) -> str:
    """Return in a word or two what a row of the attention list speaks of."""
    _ = words.say
    if row.institution:
        return row.institution
    if row.event:
        day = words.span(row.event.start, row.event.end)
        if row.event.confidence is Confidence.DERIVED:
            day = _("{day}, inferred", day=day)
        title = row.event.title if words.language == "lv" else row.event.title_en
        name = _ASIDE.split(title, maxsplit=1)[0] if title else ""
        what = name or terms.event_kind(row.event.kind, words)
        if not what:
            return day
        if row.event.state is EventState.DEADLINE:
            return _("{what} (deadline {day})", what=what, day=day)
        if row.event.state is EventState.PROMISED:
            return _("{what} (promised for {day})", what=what, day=day)
        return _("{what} (due {day})", what=what, day=day)
    if row.standing and row.focus:
        measure = row.standing.measure.number
        if part_left_open(row.focus, row.standing, words):
            measure = _("part of {measure}", measure=measure)
        return _("item {number} ({measure})", number=row.focus.number, measure=measure)
    if row.standing:
        return row.standing.measure.number
    if row.focus:
        targets = [target.rpartition("/")[2] for target in row.focus.targets if "/" in target]
        if targets:
            return _("item {number} (commitment {commitment})", number=row.focus.number, commitment=", ".join(targets))
        return _("item {number}", number=row.focus.number)
    return ""


def changes_sentence(difference: Changes, words: Words) -> str:
    """Return in one sentence what moved between two days."""
    _ = words.say
    if difference.nothing:
        return _("These data contain no dated news since then.")
    parts = []
    if difference.reports:
        parts.append(words.count("{n} news item", "{n} news items", len(difference.reports)))
    learned = sum(isinstance(change.before, Unknown) for change in difference.statuses)
    moved = []
    if changed := len(difference.statuses) - learned:
        moved.append(words.count("{n} status changed", "{n} statuses changed", changed))
    if learned:
        moved.append(words.count("{n} status became known", "{n} statuses became known", learned))
    if moved and parts:
        parts[-1] += f" ({words.list(moved)})"  # a status moves by news alone: it is not counted beside them
    else:
        parts += moved
    if difference.added:
        parts.append(words.count("{n} added measure", "{n} added measures", len(difference.added)))
    return words.list(parts) + "."


REPORTING = {
    Reporting.REPORTED: N_("reported"),
    Reporting.UNCHANGED: N_("reported without change"),
    Reporting.STALE: N_("the report is stale"),
    Reporting.NEVER: N_("no report from any responsible institution"),
}


def deadline_word(view: View, item: Standing) -> str:
    """Return a measure's schedule as a cell under the heading "deadline" says it."""
    state = schedule(item, view.day)
    return view.words.say(N_("not known") if state is Schedule.UNKNOWN else SCHEDULES[state])
