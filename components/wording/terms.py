"""The names of things on screen: statuses, assessors, confidence, and the data line."""

from collections.abc import Mapping
from datetime import datetime

from data.model import (
    Answer,
    Assessor,
    Confidence,
    DecisionState,
    EventKind,
    FundingKind,
    State,
    Status,
    Unknown,
)
from data.riga import RIGA
from data.words import N_, Words

STATUS_NAMES: Mapping[State, str] = {
    Status.DONE: N_("done"),
    Status.PARTLY_DONE: N_("partly done"),
    Status.ONGOING: N_("carried out continuously"),
    Status.UNDER_WAY: N_("under way"),
    Status.NOT_STARTED: N_("not started"),
    Status.NOT_DONE: N_("not done"),
    Status.STOPPED: N_("stopped"),
    Unknown.NO_STATUS: N_("news without a status"),
    Unknown.NO_NEWS: N_("no news"),
}
ASSESSOR_NAMES: Mapping[Assessor, str] = {
    Assessor.INSTITUTION: N_("institution"),
    Assessor.PUBLIC_SOURCES: N_("public sources"),
    Assessor.IRM: N_("IRM"),
    Assessor.NGO: N_("NGO"),
}


def capital(text: str) -> str:
    """Return a sentence's words with a capital first letter."""
    return text[:1].upper() + text[1:]


def inside(title: str) -> str:
    """Return a title as it stands within a sentence: with a small first letter, save where it is an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def status_name(state: State, words: Words) -> str:
    """Return a state in words, lower case."""
    return words.say(STATUS_NAMES[state])


EVENT_KINDS: Mapping[EventKind, str] = {
    EventKind.REPORT: N_("report"),
    EventKind.IRM: N_("IRM"),
    EventKind.OGP: N_("OGP"),
    EventKind.DRAFTING: N_("drafting of the plan"),
    EventKind.IMPLEMENTATION: N_("implementation"),
    EventKind.SUCCESS: N_("achievement"),
    EventKind.CONTEXT: N_("context"),
}


def event_kind(kind: EventKind | None, words: Words) -> str:
    """Return what sort of event it is, in words."""
    return words.say(EVENT_KINDS[kind]) if kind else ""


ANSWER_NAMES: Mapping[Answer, str] = {
    Answer.YES: N_("in place"),
    Answer.PARTLY: N_("partly in place"),
    Answer.NO: N_("not in place"),
    Answer.PLANNED: N_("planned"),
    Answer.NOT_REPORTED: N_("no information"),
    Answer.NOT_APPLICABLE: N_("not applicable"),
}


def answer_name(answer: Answer | None, words: Words) -> str:
    """Return a municipality's answer in words; None is "not reported"."""
    return words.say(ANSWER_NAMES[answer or Answer.NOT_REPORTED])


CONFIDENCE: Mapping[Confidence, str] = {
    Confidence.HIGH: N_("high"),
    Confidence.MEDIUM: N_("medium"),
    Confidence.LOW: N_("low – not confirmed"),
    Confidence.DERIVED: N_("inferred, not stated by the source"),
}
FUNDING_KINDS: Mapping[FundingKind, str] = {
    FundingKind.NEED: N_("need"),
    FundingKind.ALLOCATED: N_("allocated"),
    FundingKind.EXISTING_BUDGET: N_("existing budget"),
    FundingKind.RELATED_PROJECT: N_("related project"),
}


def funding_kind(kind: FundingKind | None, words: Words) -> str:
    """Return what sort of money a row speaks of, in words."""
    _ = words.say
    return words.say(FUNDING_KINDS[kind]) if kind else _("kind not known")


def moment(when: datetime, words: Words) -> str:
    """Return a moment in Riga: "21.11.2026. plkst. 14.05"."""
    _ = words.say
    local = when.astimezone(RIGA)
    return _("{day}, {time}", day=words.date(local.date()), time=words.time(local.time()))


def confidence(level: Confidence, words: Words) -> str:
    """Return how sure something is, in words; "" for the ordinary high."""
    _ = words.say
    if level is Confidence.HIGH:
        return ""
    return _("confidence: {level}", level=words.say(CONFIDENCE[level]))


DECISIONS: Mapping[DecisionState | None, str] = {
    DecisionState.OPEN: N_("in progress"),
    DecisionState.DONE: N_("carried out"),
    DecisionState.CANCELLED: N_("cancelled"),
    None: N_("no information"),
}


def page_title(name: str, words: Words) -> str:
    """Return a page's title: the screen's name (a catalogue key), then what all of this is."""
    _ = words.say
    return f"{words.say(name)} · {_('Open government action plan')}"


def dashboard(words: Words) -> str:
    """Return what all of this is called where it is cited: a dashboard, so that none takes it for the plan itself."""
    _ = words.say
    return _("Dashboard “{title}”", title=_("Open government action plan"))
