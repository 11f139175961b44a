"""What can go wrong with the history, each with its cure. A fault is a state that is shown; the program goes on."""

from collections.abc import Mapping
from types import MappingProxyType

from data.words import N_, Words

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "store_full": N_("The history cannot be written: the disk is full or failing. Make room; the screens go on."),
        "store_read_only": N_(
            "The history must not be written to. Allow the server to write to the file and its folder."
        ),
        "store_busy": N_("The history was in use by another process for too long. Try again."),
        "store_silent": N_("The history does not answer. Look at its disk or database; the screens go on."),
        "store_damaged": N_("The history’s file is damaged. Restart the server: it is set aside and a new one begun."),
        "store_unreachable": N_(
            "The database that HISTORY_URL names does not answer, or does not let this server in. Check that it runs, "
            "and the user, password and name in HISTORY_URL."
        ),
        "store_url": N_(
            "HISTORY_URL names no database that can be used. Enter sqlite:///folder/history.sqlite3 or "
            "postgresql+psycopg://… and install the driver named there."
        ),
        "store_missing": N_(
            "There is no history “{name}” there: the server begins it at its first start. If there should be one, "
            "check HISTORY_URL, and give this command the server’s own settings."
        ),
        "store_folder": N_(
            "The folder that HISTORY_URL names for “{name}” does not exist. Check the path, or create it."
        ),
        "store_failed": N_("The history cannot be read or written ({reason})."),
        "content_damaged": N_(
            "Snapshot {snapshot} is damaged in the history: its content does not match its checksum."
        ),
        "content_unreadable": N_(
            "Snapshot {snapshot} was written by another version of this program and cannot be read."
        ),
        "backup_exists": N_("“{name}” exists already, and a backup overwrites nothing. Choose another name."),
        "backup_failed": N_("“{name}” cannot be written. Check that its folder exists and has room."),
        "restore_missing": N_("There is no readable file “{name}”. Check its path."),
        "restore_damaged": N_("“{name}” is not a valid copy of a history, so nothing was changed. Use an older copy."),
        "restore_newer": N_(
            "“{name}” was written by a later version of this program, so nothing was changed. Install that version."
        ),
        "restore_exists": N_(
            "There is a history already, and it is not replaced without being asked. Stop the server, then use "
            "{option}: the present history is set aside and kept."
        ),
        "restore_full": N_("The database that HISTORY_URL names already contains a history. Name an empty one."),
        "restore_failed": N_(
            "“{name}” cannot be copied in, so nothing was changed. Check rights and room on the disk."
        ),
        "backup_other": N_("This command copies an SQLite history only. Use pg_dump for PostgreSQL."),
        "redact_short": N_("At least {least} characters are needed: a shorter text occurs in too many words."),
        "redact_named": N_("State who removes it and why, without quoting the text; this is kept permanently."),
    }
)
"""Every code with its English sentence, the key of the catalogue."""

DAMAGE = frozenset(["content_damaged", "content_unreadable", "store_damaged"])
"""The faults after which an older snapshot may still be sound."""


class StoreFault(Exception):  # noqa: N818
    """The history cannot do what was asked, by a code of `TEXTS`; what is in memory stays good."""

    def __init__(self, code: str, **args: str) -> None:
        super().__init__(code, *args.values())
        self.code = code
        self.args_by_name = args

    def say(self, words: Words) -> str:
        """Return the sentence that tells what is wrong and what to do."""
        return words.say(TEXTS[self.code], **self.args_by_name)
