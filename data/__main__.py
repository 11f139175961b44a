"""The command line of the data: ``python -m data check | approve | doctor | history | outlines | sample | …``."""

import argparse
import csv
import json
import logging
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data import history, live
from data.contract.tables import BY_CODE, TABLES
from data.intake.issues import describe, folded, gravity_said
from data.intake.result import Checked
from data.intake.text import fold
from data.live import source_issue
from data.model import Issue, Severity
from data.riga import riga_day
from data.sample import cli as sample_cli
from data.settings import setting
from data.sources import EMBEDDED, SourceError
from data.words import LANGUAGES, Words, plain, words

log = logging.getLogger("data")
MOST_PLACES = 10
"""Places of one kind of notice that a line names."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when something was refused or could not be read or written."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(_tamed)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, default="lv", help="language of the messages (lv)")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="judge a folder of CSV files or an .xlsx file by itself")
    check.add_argument("path", nargs="?", help="without it what SPREADSHEET names, else the embedded data")
    check.add_argument("--json", action="store_true", help="JSON alone on standard output")
    template = commands.add_parser("template", help="write the contract as a workbook")
    template.add_argument("out", type=Path, nargs="?", metavar="OUT.xlsx", help="needed without --tab")
    template.add_argument("--tab", choices=[table.tab for table in TABLES], help="only this tab")
    template.add_argument("--empty", action="store_true", help="headers only, without the embedded data")
    approve = commands.add_parser("approve", help="say that what is held of a tab is meant")
    approve.add_argument("tab", metavar="TAB", help="the tab, by name or code name; “visas” for all that is held")
    commands.add_parser("doctor", help="look at settings, key, access, tabs, clock and store, and say what to do")
    history.add_to(commands)
    trust = commands.add_parser("trust", help="turn the OECD's SDMX-CSV of DF_GOV_TDG into rows to paste, as CSV")
    trust.add_argument("file", type=Path)
    outlines = commands.add_parser("outlines", help="take official outlines of the municipalities in")
    outlines.add_argument("path", type=Path, metavar="FILE", help="GeoJSON in WGS84 or EPSG:3059")
    sample_cli.add_to(commands)
    commands.add_parser("schema", help="print the contract as Table Schema JSON")
    commands.add_parser("package", help="describe the embedded files anew in datapackage.json")
    options = parser.parse_args(arguments)
    catalogue = words(options.lang)
    if options.command == "check":
        path = setting("SPREADSHEET") if options.path is None else options.path
        return _check(path, catalogue, as_json=options.json)
    if options.command == "template":
        if not options.out and not options.tab:
            template.error("name the file to write, OUT.xlsx")
        return _template(options.out or Path(f"{options.tab}.xlsx"), catalogue, tab=options.tab, empty=options.empty)
    if options.command == "approve":
        return _approve(options.tab, catalogue)
    if options.command == "doctor":
        return _doctor(catalogue)
    if options.command == "trust":
        return _trust(options.file, catalogue)
    if options.command == "history":
        from data.store.store import open_store

        store = open_store("make" if options.history_command == "restore" else "find")
        return history.run(options, catalogue, _say, store)
    if options.command == "sample":
        return sample_cli.run(options, catalogue, log.info)
    if options.command == "outlines":
        return _outlines(options.path, catalogue)
    from data.publish import package

    if options.command == "schema":
        _say(json.dumps({table.code: package.table_schema(table) for table in TABLES}, ensure_ascii=False, indent=1))
        return 0
    log.info("%s", package.write(EMBEDDED).name)
    return 0


def _say(text: str, end: str = "\n") -> None:
    """Write to standard output what may hold the name of a file or a tab, which may hold anything."""
    print(plain(text), end=end)


def _tamed(record: logging.LogRecord) -> bool:
    """Let a log line through as `_say` would write it."""
    record.msg, record.args = plain(record.getMessage()), ()
    return True


def issue_as_json(issue: Issue, words: Words) -> dict[str, Any]:
    """Return an issue as the command line publishes it."""
    return {
        "tab": issue.tab,
        "row": issue.row,
        "column": issue.column,
        "cell": issue.cell,
        "code": issue.code,
        "severity": str(issue.severity),
        "shown": issue.shown,
        "message": describe(issue, words),
    }


def _check(path: str | None, words: Words, *, as_json: bool) -> int:
    checked: Checked | None
    try:
        checked = live.read(path, riga_day(datetime.now(UTC)))
        issues = checked.issues
    except SourceError as error:
        checked, issues = None, (source_issue(error),)
    if as_json:
        result = {
            "snapshot": checked.snapshot.id if checked else None,
            "issues": [issue_as_json(issue, words) for alike in folded(issues) for issue in alike],
            "rows": dict(checked.rows) if checked else {},
        }
        _say(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        _print_report(checked, issues, words)
    return int(checked is None or checked.refused)


def _print_report(checked: Checked | None, issues: Sequence[Issue], words: Words) -> None:
    _ = words.say
    for alike in folded(issues):
        refused = alike[0].severity is not Severity.NOTICE
        for issue in alike if refused else alike[:1]:
            _say(f"[{gravity_said(issue, words)}] {describe(issue, words)}")
        if (n := len(alike) - 1) and not refused:
            places = ", ".join(issue.cell or str(issue.row or "") for issue in alike[1 : 1 + MOST_PLACES])
            more = f"{places}, …" if n > MOST_PLACES else places
            more = words.count(
                "and {n} more case like this: {places} (to list them all: {option})",
                "and {n} more cases like this: {places} (to list them all: {option})",
                n,
                places=more,
                option="--json",
            )
            _say(f"  {more}")
    if checked:
        n = sum(checked.rows.values())
        _say(words.count("{n} row was read.", "{n} rows were read.", n), end=" ")
        _say(_("Snapshot {id}.", id=checked.snapshot.id))


def _doctor(words: Words) -> int:
    from data.doctor import report

    lines, well = report(words)
    _say("\n".join(lines))
    return int(not well)


def _trust(path: Path, words: Words) -> int:
    _ = words.say
    from data.intake.sdmx import SdmxError, decoded, trust_rows

    try:
        rows = trust_rows(decoded(path.read_bytes()))
    except OSError as error:
        log.error(_("%s cannot be read: %s"), path.name, words.reason(error))
        return 1
    except SdmxError as error:
        log.error("%s: %s", path.name, error.sentence(words))
        return 1
    csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
    log.info(
        words.count("{n} row to paste into “Uzticēšanās”.", "{n} rows to paste into “Uzticēšanās”.", len(rows) - 1)
    )
    return 0


def _outlines(path: Path, words: Words) -> int:
    _ = words.say
    from data.outlines import coverage, official

    try:
        accepted = official.accept(path, live.current().snapshot.municipalities)
        file = accepted.keep()
    except official.OutlinesError as fault:
        log.error(fault.say(words))
        return 1
    except OSError as error:
        log.error(_("%s cannot be written: %s"), "var/", words.reason(error))
        return 1
    areas = accepted.areas
    n, size = len(areas), coverage.vertices(areas)
    _say(words.count("{n} municipality,", "{n} municipalities,", n), end=" ")
    _say(words.count("{n} vertex.", "{n} vertices.", size), end=" ")
    _say(_("var/{name} is shown from the next start on.", name=file.name))
    return 0


def _template(out: Path, words: Words, *, tab: str | None, empty: bool) -> int:
    _ = words.say
    from data.publish.workbook import workbook

    try:
        out.write_bytes(workbook(None if empty else live.embedded().snapshot, words, only=tab))
    except OSError as error:
        log.error(_("%s cannot be written: %s"), out.name, words.reason(error))
        return 1
    log.info(_("%s is written."), out.name)
    return 0


def _approve(tab: str, words: Words) -> int:
    _ = words.say
    everything = fold(tab) == "visas"
    wanted = {table.code for table in TABLES if fold(tab) in (fold(table.tab), table.code)}
    if not wanted and not everything:
        tabs = ", ".join(table.tab for table in TABLES if not table.source_only)
        log.error(_("There is no tab “%s”. Enter one of: %s, or “visas”."), tab, tabs)
        return 1
    try:
        approved = live.approve(() if everything else wanted, datetime.now(UTC))
    except live.StoreFault as fault:
        log.error(fault.say(words))
        return 1
    if not approved:
        log.error(_("Nothing is held there that can be approved."))
        return 1
    for hold in approved:
        log.info(_("“%s” is approved as it was held; it is shown at the next read."), BY_CODE[hold.table].tab)
    return 0


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
