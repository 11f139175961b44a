"""Judging a read against what stood: what is held, what is approved, what is merely told. Pure: no clock, no store.

A table is held for its tab (`data.intake.tabs`) or since the guard saw an accident (`data.live.guard`). It stays
held, its last good copy shown, until the source comes back or an editor says that it is meant; time accepts nothing.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import replace
from datetime import datetime, timedelta

from data.contract.tables import APPROVALS, BY_CODE, TABLES
from data.intake import tabs
from data.intake.check import check
from data.intake.issues import SEVERITIES
from data.intake.result import Checked
from data.intake.tabs import Earlier
from data.intake.text import shown
from data.live import guard
from data.live.guard import Alarm
from data.live.lastgood import with_last_good
from data.model import Approval, Approved, Command, Hold, Issue, Snapshot
from data.raw import RawBook
from data.riga import RIGA, riga_day
from data.sources import SourceError

TOLD = frozenset(["guard_rows_gone", "guard_keys_changed", "guard_statuses_changed"])
"""What is told of a read without being held."""
TELL_FOR = timedelta(days=7)
_WHEN = "%d.%m.%Y. %H:%M"
NOT_TO_APPROVE = frozenset(
    [
        "hold_unasked",
        "tab_doubled",
        "tab_loading",
        "too_many_rows",
        "header_missing",
        "column_doubled",
        "workbook_unread",
        "encoding_unreadable",
        "file_unreadable",
        "file_too_large",
        "csv_broken",
        "google_tab_restless",
        "google_tab_refused",
    ]
)
"""Faults of a tab that leave nothing to approve: nobody can mean what cannot be read."""


def judge(
    book: RawBook,
    fallback: Snapshot | None,
    last: Checked | None,
    now: datetime,
    commands: Collection[Command] = (),
    *,
    unasked: bool = False,
) -> Checked:
    """Return a read as it is to be shown: checked, held where it must be, with last good versions of what is bad.

    ``last`` is the last accepted read of the same source, None for a first one, which nothing is held against.
    ``unasked``: it is not known yet whether there is a last one, so a tab that is missing is held, and stays empty.
    Raises `SourceError` where a first read gave no tab of the contract: then nothing is known of the source.
    """
    before = last.snapshot if last else None
    waived = dict(last.waived) if last else {}
    today = riga_day(now)
    fresh = check(book, fallback, earlier=Earlier(before, waived, unasked=unasked), today=today)
    approved = frozenset(map(_hash, fresh.snapshot.approvals))
    if last is None or before is None:
        if unread := next((fault for fault in fresh.issues if fault.code == "workbook_unread"), None):
            raise SourceError(unread.code, book.name, **dict(unread.args))
        holds = tuple(Hold(code, _why(faults), now, _content(book, code)) for code, faults in fresh.faults.items())
        return replace(fresh, holds=_ordered(holds), approvals_read=approved)
    merged = with_last_good(fresh, before)
    alarms = {alarm.table: alarm for alarm in guard.alarms(before, fresh, merged.snapshot)}
    reasons = {code: _why(faults) for code, faults in fresh.faults.items()}
    reasons |= {code: alarm.code for code, alarm in alarms.items()}
    with_them = _companions(last, reasons, merged)
    reasons |= dict.fromkeys(with_them, "guard_many")
    known = {hold.table: hold for hold in last.holds}
    holds = tuple(
        Hold(code, why, known[code].since if code in known else now, _content(book, code))
        for code, why in reasons.items()
    )
    approvals, future = _new_approvals(fresh, last.approvals_read, now)
    released = released_by(approvals, holds, commands, {hold.table: hold.since for hold in last.holds})
    holds = _ordered(hold for hold in holds if hold.table not in released)
    aside = {hold.table for hold in holds} - fresh.faults.keys()
    for code in released & fresh.faults.keys():
        waived[code] = waived.get(code, frozenset()) | fresh.faults[code]
    if aside or released & fresh.faults.keys():
        fresh = check(book, fallback, earlier=Earlier(before, waived), aside=aside, today=today)
        merged = with_last_good(fresh, before)
    why = [_alarm_issue(alarms[hold.table]) for hold in holds if hold.table in alarms]
    many = str(len(reasons) - len(with_them))
    why += [_issue("guard_many", hold.table, count=many) for hold in holds if hold.code == "guard_many"]
    told = _told(last, merged, now)
    return replace(
        merged,
        issues=(*why, *future, *told, *merged.issues),
        holds=holds,
        approvals_read=last.approvals_read | approved,
    )


def _ordered(holds: Iterable[Hold]) -> tuple[Hold, ...]:
    order = list(BY_CODE)
    return tuple(sorted(holds, key=lambda hold: order.index(hold.table)))


def _why(faults: Set[str]) -> str:
    """Return the issue code of the first of a tab's faults."""
    return min(faults).partition(":")[0]


def _content(book: RawBook, code: str) -> str:
    """Return a hash of a table's tabs as they were read, so that a command approves what was seen and nothing else."""
    content = [(tab.title, tab.rows) for tab in tabs.of_table(book, BY_CODE[code])]
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _hash(approval: Approval) -> str:
    parts = (approval.day.isoformat(), approval.table.value, approval.explanation or "")
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _companions(last: Checked, reasons: Mapping[str, str], merged: Checked) -> Set[str]:
    """Return the tables held for others' sake: three alarmed in one read, so all that changed in it is doubtful.

    They are held as long as one of those alarms lasts, and only while they differ from what stood.
    """
    before = last.snapshot
    known = {hold.table: hold for hold in last.holds}
    lasting = {hold.since for hold in last.holds if hold.table in reasons and hold.code != "guard_many"}
    held = {hold.table for hold in last.holds if hold.code == "guard_many" and hold.since in lasting}
    if len(reasons.keys() - known.keys()) >= guard.MANY:
        held |= {table.code for table in TABLES if not table.source_only}
    ours = before.embedded | merged.snapshot.embedded
    return {code for code in held - reasons.keys() - ours if getattr(before, code) != getattr(merged.snapshot, code)}


# Approvals


def _new_approvals(fresh: Checked, known: Set[str], now: datetime) -> tuple[list[Approval], list[Issue]]:
    """Return the rows of approvals read for the first time, and an issue for each that is dated ahead."""
    today = riga_day(now)
    new = [row for row in fresh.snapshot.approvals if row.day <= today and _hash(row) not in known]
    ahead = [row for row in fresh.snapshot.approvals if row.day > today]
    column = APPROVALS.by_name["day"]
    issues = []
    for row in ahead:
        place = fresh.snapshot.places["approvals", APPROVALS.key_of(row)]
        code = "guard_approval_future"
        day = shown(row.day.isoformat())
        issues.append(Issue(APPROVALS.tab, place.row, column.header, code, SEVERITIES[code], day))
    return new, issues


def approvable(code: str) -> bool:
    """Tell whether what is held for an issue code can be approved: there must be something that can be meant."""
    return code not in NOT_TO_APPROVE


def released_by(
    approved: Iterable[Approval], holds: Iterable[Hold], commands: Collection[Command], since: Mapping[str, datetime]
) -> frozenset[str]:
    """Return the tables that approvals release of what is held.

    A row approves what is held when it is first read; a command what was held, with the same content, when it was
    given: ``since`` says since when a table has been held before this read.
    """
    words = {row.table for row in approved}
    released = set()
    for hold in holds:
        by_row = Approved.ALL in words or hold.table in words
        by_command = any(
            command.table == hold.table
            and command.content == hold.content
            and hold.table in since
            and command.given_at >= since[hold.table]
            for command in commands
        )
        if approvable(hold.code) and (by_row or by_command):
            released.add(hold.table)
    return frozenset(released)


# What is told


def _told(last: Checked, merged: Checked, now: datetime) -> list[Issue]:
    """Return notices of what went or changed; earlier ones stay for some days, while their tab says the same."""
    when = f"{now.astimezone(RIGA):{_WHEN}}"
    same = {table.tab for table in TABLES if getattr(last.snapshot, table.code) == getattr(merged.snapshot, table.code)}
    told = [fault for fault in last.issues if fault.code in TOLD and fault.tab in same and _recent(fault, now)]
    return told + [
        _issue(
            loss.code,
            loss.table,
            when=when,
            count=str(len(loss.keys)),
            rows=guard.named(BY_CODE[loss.table], loss.keys),
        )
        for loss in guard.losses(last.snapshot, merged)
    ]


def _recent(told: Issue, now: datetime) -> bool:
    when = datetime.strptime(dict(told.args)["when"], _WHEN).replace(tzinfo=RIGA)
    return now - when < TELL_FOR


def _issue(code: str, table: str, column: str | None = None, **args: str) -> Issue:
    return Issue(BY_CODE[table].tab, None, column, code, SEVERITIES[code], args=tuple(args.items()))


def _alarm_issue(alarm: Alarm) -> Issue:
    return _issue(alarm.code, alarm.table, alarm.column, **dict(alarm.args))
