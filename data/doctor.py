"""``python -m data doctor``: settings, key, scope, access, tabs, clock, store and mail, each with what to do about it.

Nothing secret is said: no key, no token, no path, no id of a spreadsheet. The account's address is said, since the
sheet has to be shared with it.
"""

import logging
import os
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from data import live, settings, template
from data.contract.tables import BY_CODE
from data.intake.check import check
from data.intake.issues import SEVERITIES, describe
from data.intake.text import tidy
from data.live import source_issue
from data.live.channels import mail_server
from data.live.desk import Desk
from data.live.sending import SendError
from data.model import Issue, Severity
from data.raw import RawBook
from data.settings import setting
from data.sources import Source, SourceError, open_source
from data.store.faults import TEXTS, StoreFault
from data.store.store import open_store
from data.words import N_, Words

log = logging.getLogger(__name__)

MAX_SKEW = timedelta(minutes=5)
STORE_SECONDS = 15.0
"""How long is waited for a history that does not answer."""
KEY_DAYS = 90
_ONLY_OWNER = 0o077


class State(StrEnum):
    """How a thing is: in order, worth knowing, or waiting for a person."""

    RIGHT = "right"
    NOTE = "note"
    TO_DO = "to_do"


class Finding(NamedTuple):
    """One sentence about one thing."""

    state: State
    text: str


def examine(words: Words, now: datetime | None = None) -> Iterator[Finding]:
    """Look at one thing after another and say how it is; ``now`` is this machine's time. Never raises."""
    now = now or datetime.now(UTC)
    yield from _guarded(_settings(words), words)
    wrong = {fault.name for fault in settings.faults()}
    if (name := setting("SPREADSHEET")) and "SHEETS_ENDPOINT" not in wrong:
        yield from _guarded(_source(name, now, words), words)
    if "HISTORY_URL" not in wrong:
        yield from _guarded(_store(words), words)
    yield from _guarded(_mail(words), words)


def _settings(words: Words) -> Iterator[Finding]:
    if settings.secrets_broken():
        text = N_(".streamlit/secrets.toml is ignored, since it cannot be read. Put every text in quotation marks.")
        yield Finding(State.TO_DO, words.say(text))
    if setting("SPREADSHEET") is None:
        text = N_("No spreadsheet is connected, so the embedded data are shown. Set SPREADSHEET to connect one.")
        yield Finding(State.NOTE, words.say(text))
    for line in setting_faults(words):
        yield Finding(State.TO_DO, line)
    for told in (owner_fault(words), template_fault(words)):
        if told:
            yield Finding(State.TO_DO, told)


def setting_faults(words: Words) -> list[str]:
    """Return what is wrong with the settings, each by its name with its cure; the application does not start so."""
    own = {"most": settings.LONGEST_OWNER, "longest": settings.LONGEST_RECIPIENT}
    return [
        words.say(SETTING_FAULTS[fault.code], setting=fault.name, **(own | dict(fault.args)))
        for fault in settings.faults()
    ]


def owner_fault(words: Words) -> str:
    """Return what is wrong with the owner's mark and what to do about it, "" where nothing is."""
    fault = settings.owner().fault
    return words.say(OWNER_FAULTS[fault], kilobytes=settings.LARGEST_MARK // 1000) if fault else ""


def template_fault(words: Words) -> str:
    """Return what is wrong with the file that slides are made from and what to do about it, "" where nothing is."""
    fault = template.fault()
    return words.say(TEMPLATE_FAULTS[fault], megabytes=template.LARGEST // 1_000_000) if fault else ""


SETTING_FAULTS = {
    "setting_cookie": N_(
        "{setting} is not the name of a cookie. Enter letters, digits, hyphens or underscores, 60 at most."
    ),
    "setting_host": N_("{setting} is not the name of a server. Enter it as mail.example.lv, without https://."),
    "setting_mail": N_(
        "{setting} contains something that is not an e-mail address, or more than {most} addresses. Enter "
        "addresses separated by commas."
    ),
    "setting_needs": N_("{setting} has no effect without {other}. Set {other} too."),
    "setting_number": N_(
        "{setting} is not a whole number from {least} to {most}. Enter one, or leave the setting out."
    ),
    "setting_recipient": N_(
        "{setting} is neither an e-mail address nor an office’s name in one line of up to {longest} "
        "characters. Enter one of them."
    ),
    "setting_reminders": N_(
        "{setting} does not say whom to remind. Enter institutions with their addresses: "
        "VK=name@example.lv; VARAM=name@example.lv."
    ),
    "setting_sender": N_("{setting} is not an e-mail address. Enter one, as in dashboard@example.lv."),
    "setting_slides": N_("{setting} does not name a .pptx file. Enter the path of the slide template."),
    "setting_token": N_("{setting} is shorter than {least} characters, so it can be guessed. Enter a longer one."),
    "setting_word": N_("{setting} is not an allowed value. Enter one of: {allowed}."),
    "setting_web": N_("{setting} is not an address that may be used. Enter one that begins with https://."),
    "owner_name": N_("{setting} is longer than one line of {most} characters. Enter the office’s name alone."),
    "store_url": TEXTS["store_url"],
}
"""What is said of each fault of a setting."""

OWNER_FAULTS = {
    "owner_nameless": N_(
        "OWNER_MARK is used only together with a name, which is read out in its place. Set OWNER_NAME too."
    ),
    "owner_unreadable": N_(
        "The file that OWNER_MARK names cannot be read, so no mark is shown. Check its path, and that the server’s own "
        "user may read it."
    ),
    "owner_large": N_(
        "The file that OWNER_MARK names is larger than {kilobytes} kB, so it is not shown. Save it smaller."
    ),
    "owner_no_picture": N_(
        "The file that OWNER_MARK names is neither SVG nor PNG, so it is not shown. Save it as one."
    ),
    "owner_not_alone": N_(
        "The SVG that OWNER_MARK names contains a script or requests something from elsewhere, so it is "
        "not shown. Save it as plain SVG with everything in it."
    ),
    "owner_no_size": N_(
        "The picture that OWNER_MARK names has no usable size, so it is not shown. Give the SVG a viewBox, "
        "or save it less elongated."
    ),
}
"""What is said of each fault of the owner's mark."""

TEMPLATE_FAULTS = {
    "template_unreadable": N_(
        "The file that SLIDES_TEMPLATE names cannot be read, so slides are made without it. Check its path, and that "
        "the server’s own user may read it."
    ),
    "template_large": N_(
        "The file that SLIDES_TEMPLATE names is larger than {megabytes} MB, so slides are made without it. Make its "
        "pictures smaller."
    ),
    "template_no_deck": N_(
        "The file that SLIDES_TEMPLATE names is not a presentation (.pptx), so slides are made without it. "
        "Save it as a PowerPoint presentation, not as a template or with a password."
    ),
    "template_no_layout": N_(
        "The presentation that SLIDES_TEMPLATE names has no slide layout, so slides are made without it. Save it with "
        "its slide master."
    ),
    "template_no_title": N_(
        "No slide layout of the presentation that SLIDES_TEMPLATE names has a place for a title, so slides are made "
        "without it. Add one in the slide master."
    ),
}
"""What is said of each fault of the template of slides."""


def _source(name: str, now: datetime, words: Words) -> Iterator[Finding]:
    source: Source | None = None
    try:
        source = open_source(name)
        yield from _key(source, now, words)
        book = source.read()
    except SourceError as fault:
        yield Finding(State.TO_DO, describe(source_issue(fault), words))
    else:
        yield Finding(State.RIGHT, words.say("“{name}” can be read.", name=tidy(book.name)))
        yield from _guarded(_tabs(book, words), words)
    yield from _clock(source, now, words)


def _guarded(findings: Iterator[Finding], words: Words) -> Iterator[Finding]:
    """Yield what is found; a fault of our own on the way is a finding too, so that the rest is still looked at."""
    try:
        yield from findings
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        log.error("%s in %s, line %s", type(error).__name__, Path(place.filename).name, place.lineno)
        yield Finding(State.TO_DO, describe(Issue(None, None, None, "own_fault", SEVERITIES["own_fault"]), words))


def _key(source: Source, now: datetime, words: Words) -> Iterator[Finding]:
    from data.sources.google.key import KEY_SECTION, KEY_SETTING, key, key_path
    from data.sources.google.sheet import GoogleSheets

    if not isinstance(source, GoogleSheets):
        return
    service_key = key()
    if service_key.kind == "machine":
        text = N_("No key is named in {setting} or [{section}], so this server’s own identity is used.")
        yield Finding(State.NOTE, words.say(text, setting=KEY_SETTING, section=KEY_SECTION))
    else:
        place = f"[{KEY_SECTION}]" if service_key.kind == "secrets" else KEY_SETTING
        account = tidy(str(service_key.content.get("client_email", "–")))[:100]
        text = N_("The key comes from {place}; its account is {account}.")
        yield Finding(State.RIGHT, words.say(text, place=place, account=account))
        if path := settings.SECRETS if service_key.kind == "secrets" else key_path():
            yield from _key_file(path, now, words)
    text = N_("The only permission requested from Google is to read spreadsheets.")
    yield Finding(State.RIGHT, words.say(text))


def _key_file(path: Path, now: datetime, words: Words) -> Iterator[Finding]:
    _ = words.say
    try:
        about = path.stat()
    except (OSError, ValueError):
        return
    # What systemd hands to a service has a list of its own of who may read it, which looks like rights of a group.
    handed = os.environ.get("CREDENTIALS_DIRECTORY")
    if about.st_mode & _ONLY_OWNER and not (handed and path.is_relative_to(handed)):
        text = N_("Others on this server may read the key file. Let only its owner read it: {command}.")
        yield Finding(State.TO_DO, words.say(text, command="chmod 600"))
    else:
        yield Finding(State.RIGHT, _("Only its owner may read the key file."))
    days = (now - datetime.fromtimestamp(about.st_mtime, UTC)).days
    if days > KEY_DAYS:
        text = words.count(
            "The key file is {n} day old. Keys do not expire by themselves: create a new one every {limit} days.",
            "The key file is {n} days old. Keys do not expire by themselves: create a new one every {limit} days.",
            days,
            limit=KEY_DAYS,
        )
        yield Finding(State.NOTE, text)


def _tabs(book: RawBook, words: Words) -> Iterator[Finding]:
    embedded = live.embedded().snapshot
    checked = check(book, embedded)
    lost = sorted(BY_CODE[code].tab for code in checked.snapshot.embedded)
    judged = {table.code for table in BY_CODE.values() if not table.source_only}
    n = len(judged - checked.snapshot.embedded - checked.held)
    text = words.count(
        "{n} of the dashboard’s {total} tabs is read.",
        "{n} of the dashboard’s {total} tabs are read.",
        n,
        total=len(judged),
    )
    state = State.RIGHT if n == len(judged) else State.NOTE if n else State.TO_DO
    yield Finding(state, text)
    for issue in checked.issues:
        if issue.severity is Severity.HELD:
            yield Finding(State.TO_DO, describe(issue, words))
    if lost:
        text = N_("Tabs that the source does not have, shown from the embedded data: {tabs}.")
        yield Finding(State.NOTE, words.say(text, tabs=words.list(lost)))
    if refused := sum(issue.severity is Severity.REJECTED for issue in checked.issues):
        text = words.count(
            "{n} cell, row, column or tab is refused; {command} names it.",
            "{n} cells, rows, columns or tabs are refused; {command} names them.",
            refused,
            command="python -m data check",
        )
        yield Finding(State.NOTE, text)


def _clock(source: Source | None, now: datetime, words: Words) -> Iterator[Finding]:
    _ = words.say
    remote: datetime | None = getattr(source, "answered_at", None)
    if remote is None:
        return
    skew = abs(now - remote)
    if skew > MAX_SKEW:
        minutes = round(skew.total_seconds() / 60)
        text = words.count(
            "This server’s clock is {n} minute off. Synchronise it with network time.",
            "This server’s clock is {n} minutes off. Synchronise it with network time.",
            minutes,
        )
        yield Finding(State.TO_DO, text)
    else:
        yield Finding(State.RIGHT, _("This server’s clock is correct."))


def _store(words: Words) -> Iterator[Finding]:
    try:
        status = Desk(STORE_SECONDS).ask(open_store("look").status)
        fault = status.fault
    except StoreFault as silent:
        fault = silent
    if fault:
        yield Finding(State.NOTE if fault.code == "store_missing" else State.TO_DO, fault.say(words))
    elif status.entries:
        text = words.count("The history contains {n} read.", "The history contains {n} reads.", status.entries)
        yield Finding(State.RIGHT, text)
    else:
        yield Finding(State.RIGHT, words.say("The history is empty: no read has been saved yet."))


def _mail(words: Words) -> Iterator[Finding]:
    """Knock at the mail server of the notices, where one is set; nothing is sent."""
    server = mail_server()
    if server is None:
        return
    try:
        server.knock()
    except SendError as error:
        names = words.list([f"SMTP_{part}" for part in ("HOST", "PORT", "SECURITY", "USER", "PASSWORD")])
        text = N_("The mail server does not let notices in ({reason}). Check {names}.")
        yield Finding(State.TO_DO, words.say(text, reason=str(error), names=names))
    else:
        yield Finding(State.RIGHT, words.say(N_("The mail server answers.")))


def report(words: Words) -> tuple[list[str], bool]:
    """Return the findings as lines, and whether there is nothing to do."""
    _ = words.say
    marks = {
        State.RIGHT: _("OK"),
        State.NOTE: _("note"),
        State.TO_DO: _("to do"),
    }
    examined = list(examine(words))
    return [f"[{marks[one.state]}] {one.text}" for one in examined], all(
        one.state is not State.TO_DO for one in examined
    )
