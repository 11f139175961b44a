"""What changed in the rules by which figures are read and counted: when, what and why. The one list of it.

A stored snapshot keeps what was read and is always counted by the rules now in force. So a figure that was quoted from
it before a change may differ today; whoever follows a frozen link is told so (`components.wording.rejudged`).
"""

from dataclasses import dataclass
from datetime import date

from data.words import N_

SECTION = "izmainas"
"""The section of the page /par that shows them."""


@dataclass(frozen=True)
class RuleChange:
    """A rule since a day, with the reason; ``anew`` where stored snapshots are counted by it too.

    Otherwise it changes how a sheet is read, and snapshots stored before keep what was read then.
    """

    day: date
    rule: str
    reason: str
    anew: bool = True


_PART_9, _PART_17 = date(2026, 11, 26), date(2026, 11, 28)

RULE_CHANGES: tuple[RuleChange, ...] = (
    RuleChange(
        _PART_9,
        N_("The newest readable status applies; newer news without one leaves it in force."),
        N_("A mistake in a new row erased a status that was known."),
    ),
    RuleChange(
        _PART_9,
        N_(
            "Only a measure that was still open according to the latest news can be past its deadline. Where the status is not known, that is stated; what is carried out continuously, was stopped or at the plan’s end was done in part or not done is never past its deadline."
        ),
        N_(
            "A passed deadline was also shown for measures from which nothing more was expected, or of which "
            "nothing was known."
        ),
    ),
    RuleChange(
        _PART_9,
        N_(
            "A request to the council stays on the list, whatever the measure’s status, until a later report from the same institution gives a status and asks for nothing, or until a later council decision naming the measure is carried out."
        ),
        N_("Requests left the list as soon as their measure was reported as done."),
    ),
    RuleChange(
        _PART_9,
        N_("Unknown is counted as two things: news without a status, and no news."),
        N_("“No news” was also said of measures for which dated news was known."),
    ),
    RuleChange(
        _PART_9,
        N_("Changes since a meeting are counted from the news of the measures of every plan."),
        N_("News of the plan that had ended was left out without notice."),
    ),
    RuleChange(
        _PART_9,
        N_(
            "Where sources give different periods of a plan, that is shown as one open question. A view of an earlier day quotes no statement of the period that was not yet known then."
        ),
        N_("They were counted as two upcoming events, and later notices were quoted on earlier days."),
    ),
    RuleChange(
        _PART_9,
        N_("Which measures an indicator belongs to is decided by the column “Pasākumi” of the tab “Rādītāji”."),
        N_("When a new plan began, maps and profiles would have lost their measures."),
    ),
    RuleChange(
        _PART_9,
        N_(
            "Where an indicator is answered once a year, an answer replaces only an earlier one for the same year. "
            "A zero is an answer where a number is asked for."
        ),
        N_("Last year’s answers were shown as replaced, and zeros as “not known”."),
    ),
    RuleChange(
        _PART_9,
        N_("A bare measure number means the plan in force on the row’s own day."),
        N_("News of one plan would have moved to measures of the next plan that have the same number."),
        anew=False,
    ),
    RuleChange(
        _PART_9,
        N_(
            "What the spreadsheet once had is never replaced by embedded data: it is held with its last good copy "
            "until the spreadsheet is corrected or an editor confirms that the change is intended. Waiting does not "
            "count as approval."
        ),
        N_(
            "A tab that was deleted or renamed changed the figures at once, and other damage changed them after ten "
            "minutes."
        ),
        anew=False,
    ),
    RuleChange(
        _PART_9,
        N_("A row of totals is recognised by its label in any text column, and is not counted."),
        N_("A total among the sums was published as one more sum."),
        anew=False,
    ),
    RuleChange(
        _PART_9,
        N_("What is carried out continuously is not counted among measures of unknown outcome after the plan’s end."),
        N_("It widened the bounds of the share done, though it was never due to be finished."),
    ),
    RuleChange(
        _PART_9,
        N_(
            "Rows that are identical or differ in their source alone count once; a number typed as “90,000” could be read in "
            "two ways, so it is refused."
        ),
        N_(
            "Rows pasted twice caused both to be refused, and numbers in thousands were read as decimals without "
            "notice."
        ),
        anew=False,
    ),
    RuleChange(
        _PART_17,
        N_(
            "Of a measure that was stopped, or came out otherwise than done at the plan’s end, nothing more is expected: "
            "its report is not listed as stale, and it is not “before the deadline”."
        ),
        N_("A stopped measure was also listed among stale reports, as if its institution still had to report."),
    ),
)


def changed_since(day: date) -> date | None:
    """Return the newest day on which a rule changed by which a snapshot taken on a day is counted; None for none."""
    return max((change.day for change in RULE_CHANGES if change.anew and change.day > day), default=None)
