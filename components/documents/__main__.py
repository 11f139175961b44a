"""The command line of the pack: ``python -m components.documents MEETING DIR`` writes a meeting's documents."""

import argparse
import logging
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from components.documents.files import files
from components.frame.jobs import File
from components.view import View, plan_of, today
from data import live
from data.answers.meeting import find_meeting
from data.words import LANGUAGES, Words, words

log = logging.getLogger("components.documents")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a meeting's pack into a folder; return 0, or 1 with the reason on standard error."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(prog="python -m components.documents", description=__doc__)
    parser.add_argument("meeting", help="the meeting's ID, its ISO date")
    parser.add_argument("folder", type=Path, metavar="DIR", help="made where it is missing")
    parser.add_argument("--day", type=date.fromisoformat, default=today(), help="the day judged on (today)")
    parser.add_argument("--lang", choices=LANGUAGES, default="lv", help="language of the documents (lv)")
    parser.add_argument("--snapshot", default="", help="the snapshot's id (the current one)")
    options = parser.parse_args(arguments)
    language_words = words(options.lang)
    _ = language_words.say
    current = live.recorded(options.snapshot) if options.snapshot else live.current()
    if current is None:
        return _refuse(_("There is no snapshot “{id}”.", id=options.snapshot[:20]))
    meeting = find_meeting(current.snapshot, options.meeting, options.day) if options.meeting.strip() else None
    if meeting is None:
        known = ", ".join(meeting_known.id for meeting_known in current.snapshot.meetings) or "–"
        return _refuse(
            _("There is no meeting “{id}” in the data. Known: {known}.", id=options.meeting[:20], known=known)
        )
    asked = {"lang": "en" if options.lang == "en" else "", "snapshot": options.snapshot}
    chosen = tuple((name, value) for name, value in asked.items() if value)
    plan = plan_of(current.snapshot, meeting.plan)
    view = View(language_words, options.day, today(), current, plan, chosen=chosen)
    return _write(options.folder, files(view, meeting), language_words)


def _write(folder: Path, files_made: Sequence[File], language_words: Words) -> int:
    """Write the files and print each name and size."""
    _ = language_words.say
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files_made:
            content = file.make()
            (folder / file.name).write_bytes(content)
            kilobytes = language_words.number(max(1, round(len(content) / 1000)))
            print(f"{file.name}  {kilobytes} kB  {file.title}", flush=True)
    except OSError as error:
        return _refuse(
            _(
                "{name}: cannot be written ({reason})",
                name=error.filename or folder,
                reason=language_words.reason(error),
            )
        )
    return 0


def _refuse(reason: str) -> int:
    log.error("%s", reason)
    return 1


if __name__ == "__main__":
    sys.exit(main())
