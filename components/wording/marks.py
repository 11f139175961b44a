"""The one mark of whatever is shown but not of this read: kept cells and rows, held tabs, a status that a row left."""

from collections.abc import Iterable, Mapping

from components.view import View
from components.wording import findings, provenance, sheet, terms
from data.answers import quality
from data.answers.progress import Standing
from data.contract.tables import BY_CODE
from data.model import Assessor, Status, Unknown, Update, table_of
from data.words import N_


def row(view: View, record: object) -> str:
    """Return what of a record's row is not of this read, in words; "" where all is well."""
    words, place, code = view.words, view.snapshot.origin(record), table_of(record)
    _ = words.say
    if place is None:
        return ""
    if place.kept and any(hold.table == code for hold in view.current.held):
        return _("The tab is held; its last good copy is shown.")
    headers = [BY_CODE[code].by_name[name].header for name in sorted(place.doubtful) if name in BY_CODE[code].by_name]
    named = words.list([words.quoted(header) for header in headers])
    if place.kept and headers:
        return _("Cannot be read now, so the last good value is shown: {columns}.", columns=named)
    if place.kept:
        return _("The row cannot be read now; its last good version is shown.")
    return _("Cannot be read: {columns}.", columns=named) if headers else ""


def unread(view: View, record: object, name: str) -> bool:
    """Tell whether a value is not known since its cell cannot be read and had no good one before."""
    place = view.snapshot.origin(record)
    return getattr(record, name) is None and place is not None and name in place.doubtful


_FINDINGS: Mapping[Assessor, str] = {
    Assessor.PUBLIC_SOURCES: N_("public sources"),
    Assessor.IRM: N_("the IRM’s finding"),
    Assessor.NGO: N_("an NGO’s finding"),
}


def report_status(view: View, report: Update) -> str:
    """Return the status that one report gives; an empty one is news of that day without a status."""
    _ = view.words.say
    if unread(view, report, "status"):
        return _("the status given cannot be read")
    if report.status is Status.UNCHANGED:
        return _("without change")
    return terms.status_name(report.status or Unknown.NO_STATUS, view.words)


def report_said(view: View, report: Update, *, dated: bool = False) -> str:
    """Return what one report says, whose finding it is where it is not the institution's own word, and its day."""
    words, status_said = view.words, report_status(view, report)
    finding = words.say(_FINDINGS[report.assessor]) if report.assessor in _FINDINGS else ""
    aside = ", ".join(filter(None, [finding, words.date(report.day) if dated else ""]))
    return f"{status_said} ({aside})" if aside else status_said


def status(view: View, item: Standing) -> list[str]:
    """Return what must be known of a measure's status: what of it is not of this read, and what it leaves open."""
    left = findings.caveat(item, view.words)
    return [*doubts(view, item), left] if left else doubts(view, item)


def doubts(view: View, item: Standing) -> list[str]:
    """Return whether a measure's status is kept from an earlier read, or a newer report could not move it."""
    _ = view.words.say
    lines = []
    if report := item.unsettling:
        lines.append(
            _(
                "The news of {day} has no readable status, so this one remains.",
                day=view.words.date(report.day).rstrip("."),
            )
        )
    if report := item.decisive:
        lines.append(row(view, report))
    return [line for line in lines if line]


def beside(detail: str, lines: Iterable[str]) -> str:
    """Return a step's small print with marks behind it."""
    return " · ".join(part for part in (detail, *lines) if part)


def lost(view: View, codes: Iterable[str] | None = None) -> list[str]:
    """Return how many rows of these tables (of all without them) errors keep out, and how many cells, a sentence each.

    Cells of which the last good value is shown are not among them.
    """
    wanted = frozenset(BY_CODE if codes is None else codes)
    facts: tuple[tuple[str, Mapping[str, int]], ...] = (
        (
            N_("Rows that because of errors are neither shown nor counted here, by tab: {tabs}."),
            dict(view.current.lost),
        ),
        (
            N_("Cells that cannot be read, so that what they say is unknown here, by tab: {tabs}."),
            quality.unread(view.snapshot),
        ),
    )
    lines = []
    for text, n in facts:
        tabs = [f"{table.tab} {n[code]}" for code, table in BY_CODE.items() if code in wanted and n.get(code)]
        lines += [view.words.say(text, tabs=", ".join(tabs))] if tabs else []
    return lines


def held(view: View, codes: Iterable[str] | None = None) -> list[str]:
    """Return sentences on what is held of these tables (of all without them), since when, and what was given up."""
    words, wanted = view.words, frozenset(BY_CODE if codes is None else codes)
    _ = words.say
    since: dict[tuple[str, bool], list[str]] = {}
    nothing = []
    for hold in view.current.held:
        if hold.table in wanted:
            empty = hold.table in view.current.absent
            if hold.code != "hold_unasked":
                since.setdefault((terms.moment(hold.since, words), empty), []).append(hold.table)
            elif empty:
                nothing.append(hold.table)
    told = {
        False: N_("Tabs held since {when}; their last good copy is shown: {tabs}."),
        True: N_("Tabs held since {when}; they have no good copy, so their data are missing: {tabs}."),
    }
    lines = [
        _(told[empty], when=when, tabs=words.list(sheet.tab_names(tables))) for (when, empty), tables in since.items()
    ]
    if nothing:
        tabs = words.list(sheet.tab_names(nothing))
        lines.append(_("Tabs without a good copy, so their data are missing: {tabs}.", tabs=tabs))
    if gone := [table for table in provenance.given_up(view) if table in wanted]:
        tabs = words.list(sheet.tab_names(gone))
        lines.append(_("Removed with approval, so there are no data for: {tabs}.", tabs=tabs))
    return lines


def absent(view: View, *codes: str) -> str:
    """Return that nothing is known of the first of these tables that is held without a good copy; "" for none.

    It stands where a finding of them would say that there is none.
    """
    missing = next((code for code in codes if code in view.current.absent), None)
    if missing is None:
        return ""
    text = N_("There are no usable data from the tab “{tab}”, so what it says is not known.")
    return view.words.say(text, tab=BY_CODE[missing].tab)
