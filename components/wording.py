"""The names of things on screen: statuses, assessors, confidence, and the data line."""

from collections.abc import Mapping
from datetime import date

from data.history import Current
from data.model import Assessor, Status
from data.words import N_, Words

STATUS_NAMES: Mapping[Status | None, str] = {
    Status.DONE: N_("done"),
    Status.PARTLY_DONE: N_("partly done"),
    Status.ONGOING: N_("carried out continuously"),
    Status.UNDER_WAY: N_("under way"),
    Status.NOT_STARTED: N_("not started"),
    Status.NOT_DONE: N_("not done"),
    Status.STOPPED: N_("stopped"),
    None: N_("not reported"),
}
ASSESSOR_NAMES: Mapping[Assessor, str] = {
    Assessor.INSTITUTION: N_("institution"),
    Assessor.PUBLIC_SOURCES: N_("public sources"),
    Assessor.IRM: N_("IRM"),
    Assessor.NGO: N_("NGO"),
}


def status_name(status: Status | None, words: Words) -> str:
    """Return a status in words, lower case."""
    return words.say(STATUS_NAMES[status])


def source_name(current: Current, words: Words) -> str:
    """Return what the reader should know of where the data come from."""
    return current.source or words.say(N_("embedded data, gathered {day}"), day=words.date(EMBEDDED_DAY))


EMBEDDED_DAY = date(2026, 11, 21)
