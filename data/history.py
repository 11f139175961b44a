"""The command line of the history: ``python -m data history`` with one of the commands below.

``list``, ``show``, ``diff``, ``verify``, ``backup``, ``restore``, ``thin``, ``redact``.
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import settings
from data.answers.difference import Act, Meaning, RowChange, difference, silent_edits
from data.contract.tables import BY_CODE, TABLES
from data.contract.written import format_value, value_of
from data.intake.issues import describe
from data.riga import RIGA, riga_day
from data.store.faults import StoreFault
from data.words import N_, Words

if TYPE_CHECKING:
    from data.store.store import Entry, Store

Say = Callable[[str], object]
LEAST_DAYS, MOST_DAYS = settings.HISTORY_DAYS
"""Days of which every read stays when the history is thinned."""

_COPIES = f"history-{'[0-9]' * 8}T{'[0-9]' * 6}Z.sqlite3"
"""How copies in a folder are called, by the time in UTC."""

_ACTS = {Act.ADDED: "+", Act.REMOVED: "−", Act.CHANGED: "~"}
_MEANINGS = {
    Meaning.REWORDED: N_("reworded"),
    Meaning.DEADLINE_MOVED: N_("deadline moved"),
    Meaning.STATUS_CHANGED: N_("status changed"),
}


def add_to(commands: Any) -> None:
    """Add the command ``history`` with its own commands."""
    history = commands.add_parser("history", help="the stored snapshots: list, show, compare, verify, copy, redact")
    actions = history.add_subparsers(dest="history_command", required=True)
    every = actions.add_parser("list", help="what was stored, the newest first")
    every.add_argument("--since", type=date.fromisoformat, metavar="DAY", help="from this day on, as 2024-11-07")
    every.add_argument("--until", type=date.fromisoformat, metavar="DAY", help="up to this day")
    every.add_argument("--limit", type=int, default=50, help="at most so many (50)")
    show = actions.add_parser("show", help="one snapshot: its rows by tab and its issues")
    show.add_argument("snapshot", help="its id, or the day at whose end it stood")
    diff = actions.add_parser("diff", help="what two snapshots say differently")
    for name in ("before", "after"):
        diff.add_argument(name, help="an id, or the day at whose end it stood")
    verify = actions.add_parser("verify", help="compare every stored content with its checksum")
    for command in (every, show, diff, verify):
        command.add_argument("--json", action="store_true", help="JSON alone on standard output")
    backup = actions.add_parser("backup", help="write a copy of the SQLite file beside running readers and writers")
    backup.add_argument(
        "file", type=Path, metavar="FILE", help="a new file, or a folder, where it is named by the time"
    )
    backup.add_argument("--keep", type=int, metavar="N", help="in a folder: only the newest so many stay")
    restore = actions.add_parser("restore", help="put a copy in the history's place; stop the server first")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="set the present history aside; it is kept")
    thin = actions.add_parser(
        "thin", help="of old days keep what stood at the end of each, and take out the rest for good"
    )
    thin.add_argument("--days", type=int, metavar="N", help="days of which every read stays (HISTORY_DAYS, else 90)")
    thin.add_argument("--by", required=True, help="who does it: a role, not a name")
    redact = actions.add_parser("redact", help="take a text out of everything stored; who, when and why are kept")
    what = redact.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "text",
        nargs="?",
        help="the text, in any case and spacing but only in this form; - reads it from standard input",
    )
    what.add_argument(
        "--personal", action="store_true", help="instead: all e-mail addresses, telephone numbers and personal codes"
    )
    redact.add_argument("--by", required=True, help="who does it: a role, not a name")
    redact.add_argument("--why", required=True, help="why it is done, without the text itself")


def run(options: argparse.Namespace, words: Words, tell: Say, store: "Store") -> int:
    """Run one command and say its outcome; return 0, or 1 when something is damaged, missing or cannot be done."""
    work: dict[str, Callable[[argparse.Namespace, Words, Say, Store], int]] = {
        "list": _list,
        "show": _show,
        "diff": _diff,
        "verify": _verify,
        "backup": _backup,
        "restore": _restore,
        "redact": _redact,
        "thin": _thin,
    }
    try:
        return work[options.history_command](options, words, tell, store)
    except StoreFault as fault:
        tell(fault.say(words))
        return 1


def _local(entry: "Entry") -> str:
    return f"{entry.taken_at.astimezone(RIGA):%Y-%m-%d %H:%M:%S}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


def _entry_json(entry: "Entry") -> dict[str, Any]:
    return {
        "number": entry.number,
        "id": entry.id,
        "taken_at": entry.taken_at.isoformat(),
        "source": entry.source,
        "status": entry.status,
        "issues": dict(entry.issues),
        "reason": entry.reason,
    }


def _line(entry: "Entry", words: Words) -> str:
    _ = words.say
    state = _("accepted") if entry.status == "accepted" else _("held")
    return f"{entry.number:>6}  {_local(entry)}  {entry.id}  {state}  {entry.source}"


def _list(options: argparse.Namespace, words: Words, tell: Say, store: "Store") -> int:
    _ = words.say
    entries = store.entries(options.since, options.until, options.limit)
    if options.json:
        tell(_json([_entry_json(entry) for entry in entries]))
        return 0
    for entry in entries:
        tell(_line(entry, words))
    if not entries:
        tell(_("The history is empty: no read has been saved yet."))
    return 0


def _find(named: str, words: Words, tell: Say, store: "Store") -> "Entry | None":
    """Return the entry of an id, or of the day at whose end it stood; say so where there is none."""
    _ = words.say
    try:
        entry = store.at(date.fromisoformat(named))
    except ValueError:
        entry = store.find(named)
    if entry is None:
        tell(_("No accepted snapshot “{name}” is stored.", name=named))
    return entry


def _show(options: argparse.Namespace, words: Words, tell: Say, store: "Store") -> int:
    entry = _find(options.snapshot, words, tell, store)
    if entry is None:
        return 1
    checked = store.checked(entry)
    rows = {table.tab: len(getattr(checked.snapshot, table.code)) for table in TABLES}
    if options.json:
        issues = [
            {"tab": issue.tab, "cell": issue.cell, "code": issue.code, "severity": str(issue.severity)}
            | {"message": describe(issue, words)}
            for issue in checked.issues
        ]
        tell(_json(_entry_json(entry) | {"rows": rows, "issues": issues}))
        return 0
    tell(_line(entry, words))
    for tab, number in rows.items():
        tell(f"{words.number(number):>10}  {tab}")
    for issue in checked.issues:
        tell(describe(issue, words))
    return 0


def _diff(options: argparse.Namespace, words: Words, tell: Say, store: "Store") -> int:
    pair = [_find(name, words, tell, store) for name in (options.before, options.after)]
    before, after = pair
    if before is None or after is None:
        return 1
    old, new = store.snapshot(before), store.snapshot(after)
    changes = difference(old, new)
    edits = silent_edits(old, new, before.day, after.day)
    silent = {(edit.table, edit.key) for edit in edits}
    if options.json:
        both = {"before": _entry_json(before), "after": _entry_json(after)}
        tell(_json(both | {"changes": [_change_json(change, silent) for change in changes]}))
        return 0
    for change in changes:
        for line in _change_lines(change, (change.table, change.key) in silent, words):
            tell(line)
    tell(words.count("{n} row differs.", "{n} rows differ.", len(changes)))
    return 0


def _key(change: RowChange) -> str:
    table = BY_CODE[change.table]
    record = change.after or change.before
    columns = [table.by_name[name] for name in table.key or tuple(table.by_name)]
    return " · ".join(text for column in columns if (text := format_value(value_of(record, column), column)))


def _change_json(change: RowChange, silent: set[tuple[str, Any]]) -> dict[str, Any]:
    return {
        "table": change.table,
        "key": _key(change),
        "act": str(change.act),
        "meanings": [str(meaning) for meaning in change.meanings],
        "silent": (change.table, change.key) in silent,
        "cells": [
            {"column": cell.column, "before": cell.before, "after": cell.after, "unsure": cell.unsure}
            for cell in change.cells
        ],
    }


def _change_lines(change: RowChange, silent: bool, words: Words) -> list[str]:
    _ = words.say
    table = BY_CODE[change.table]
    meanings = [words.say(_MEANINGS[meaning]) for meaning in change.meanings]
    if silent:
        meanings.append(_("not explained by a report"))
    lines = [f"{_ACTS[change.act]} {table.tab}: {_key(change)}" + (f" ({'; '.join(meanings)})" if meanings else "")]
    for cell in change.cells:
        unsure = f" ({_('could not be read')})" if cell.unsure else ""
        lines.append(f"    {table.by_name[cell.column].header}: „{cell.before}” → „{cell.after}”{unsure}")
    return lines


def _verify(options: argparse.Namespace, words: Words, tell: Say, store: "Store") -> int:
    _ = words.say
    damaged = store.verify()
    status = store.status()
    if options.json:
        parts = [{"part": one.part, "entry": one.entry and _entry_json(one.entry)} for one in damaged]
        tell(_json({"entries": status.entries, "damaged": parts}))
        return int(bool(damaged))
    for one in damaged:
        if one.entry is None:
            tell(_("The history’s file is damaged."))
        else:
            raw = one.part == "raw"
            part = N_("the grid as read is damaged") if raw else N_("the checked rows are damaged")
            tell(f"{_line(one.entry, words)}: {words.say(part)}")
    if not damaged:
        tell(words.count("{n} stored read was verified.", "{n} stored reads were verified.", status.entries))
    return int(bool(damaged))


def _backup(options: argparse.Namespace, words: Words, tell: Say, store: "Store") -> int:
    _ = words.say
    file: Path = options.file
    folder = file if file.is_dir() else None
    if options.keep is not None and (folder is None or options.keep < 1):
        tell(_("{option} needs a folder that exists and a number, 1 or more.", option="--keep"))
        return 1
    if folder:
        file = folder / f"history-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite3"
    store.backup(file)
    tell(_("%s is written.") % file.name)
    if folder and options.keep is not None:
        for old in sorted(folder.glob(_COPIES))[: -options.keep]:
            old.unlink(missing_ok=True)
    return 0


def _restore(options: argparse.Namespace, words: Words, tell: Say, store: "Store") -> int:
    _ = words.say
    aside = store.restore(options.file, replace=options.replace)
    n = store.status().entries
    tell(words.count("The history contains {n} read.", "The history contains {n} reads.", n))
    if aside:
        tell(_("What was there before is saved as “{name}”.", name=aside.name))
    return 0


def _thin(options: argparse.Namespace, words: Words, tell: Say, store: "Store") -> int:
    _ = words.say
    days = options.days if options.days is not None else _setting_days()
    if days is None or not LEAST_DAYS <= days <= MOST_DAYS:
        tell(
            _(
                "Set with --days or HISTORY_DAYS for how many days every read is kept: {least} to {most}.",
                least=LEAST_DAYS,
                most=words.number(MOST_DAYS),
            )
        )
        return 1
    before = riga_day(datetime.now(UTC)) - timedelta(days=days)
    done = store.thin(before, options.by)
    tell(
        words.count(
            "{n} read is removed; the last one of each day before {day} is kept.",
            "{n} reads are removed; the last one of each day before {day} is kept.",
            done.snapshots,
            day=words.date(before),
        )
    )
    if done.unread:
        tell(words.count("{n} record is damaged.", "{n} records are damaged.", done.unread))
    return int(bool(done.unread))


def _setting_days() -> int | None:
    """Return the setting, the usual number without one, None where it is no number that may be."""
    wrong = any(fault.name == "HISTORY_DAYS" for fault in settings.faults())
    return None if wrong else settings.chosen().history_days


def _redact(options: argparse.Namespace, words: Words, tell: Say, store: "Store") -> int:
    _ = words.say
    text = sys.stdin.readline().rstrip("\n") if options.text == "-" else options.text
    done = store.redact(None if options.personal else text, options.by, options.why)
    tell(words.count("Removed from {n} stored record.", "Removed from {n} stored records.", done.contents))
    if done.unread:
        tell(words.count("{n} record is damaged.", "{n} records are damaged.", done.unread))
    if not done.wiped:
        tell(_("Another process has the file open: run this again when it is stopped."))
    if done.left:
        tell(words.count("It is still in {n} record.", "It is still in {n} records.", done.left))
    elif not done.unread:
        n = store.status().entries
        tell(
            words.count(
                "Checked again: {n} stored read no longer contains it.",
                "Checked again: {n} stored reads no longer contain it.",
                n,
            )
        )
    tell(_("Correct the spreadsheet too. Backups and files set aside as damaged still contain the text."))
    return int(bool(done.unread or done.left) or not done.wiped)
