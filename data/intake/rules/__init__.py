"""What must agree between the cells of a row, the rows of a tab and the tabs of a book."""

from collections.abc import Callable, Mapping

from data.intake.references import Index
from data.intake.rules.chronology import check_order
from data.intake.rules.meetings import check_agenda, check_agendas, check_meetings
from data.intake.rules.municipalities import check_points, check_values
from data.intake.rules.plans import check_parents, check_plans, check_updates
from data.intake.rules.trust import check_trust
from data.intake.sheet import Sheet


def cross_check(sheets: Mapping[str, Sheet], index: Index) -> None:
    """Let every sheet be judged by the rules of its table."""
    checks: Mapping[str, Callable[[Sheet, Index], None]] = {
        "plans": check_plans,
        "updates": check_updates,
        "measures": check_parents,
        "meetings": check_meetings,
        "agenda": check_agenda,
        "municipalities": check_points,
        "indicator_values": check_values,
        "trust": check_trust,
    }
    for code, sheet in sheets.items():
        check_order(sheet)
        if code in checks:
            checks[code](sheet, index)
    if "meetings" in sheets and "agenda" in sheets:
        check_agendas(sheets["meetings"], sheets["agenda"])
