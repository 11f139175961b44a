"""What an address of the API asks for, read strictly: what is not understood is refused with its cure, never ignored.

Screens take what they do not understand as not said; a program that misspells a parameter would take the answer for
the one that it wanted.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from components.frame import addressed
from components.view import View
from data import live
from data.words import LANGUAGES, N_, Language, Words, words

LONGEST_QUERY = 2_000
"""Characters of a query; no address of ours comes near."""
MOST_ROWS = 1_000
"""Rows of a page of JSON where none are asked for."""
MOST_ASKED = 10_000
"""Rows that a page may have: a table of the contract has no more."""
_SHOWN = 60
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)


@dataclass(frozen=True)
class Kind:
    """A kind of problem: the word for it in its address, the status and what it is called (a catalogue key)."""

    code: str
    status: int
    title: str


UNKNOWN_PARAMETER = Kind("unknown-parameter", 400, N_("Unknown parameter"))
BAD_VALUE = Kind("bad-value", 400, N_("Value that is not understood"))
TWICE = Kind("given-twice", 400, N_("Parameter given twice"))
NOT_THERE = Kind("not-there", 404, N_("Nothing with that name"))
NO_ADDRESS = Kind("no-address", 404, N_("No such address"))
NO_METHOD = Kind("no-method", 405, N_("Method not allowed"))
TOO_LONG = Kind("too-long", 414, N_("Query too long"))
TOO_MANY = Kind("too-many", 429, N_("Too many requests"))
NOT_NOW = Kind("not-now", 503, N_("Not available right now"))
KINDS = (UNKNOWN_PARAMETER, BAD_VALUE, TWICE, NOT_THERE, NO_ADDRESS, NO_METHOD, TOO_LONG, TOO_MANY, NOT_NOW)
"""Every kind of problem there is."""


class ProblemError(Exception):
    """Why nothing is answered: its kind, what is wrong and the cure (catalogue keys), and the parameter meant.

    ``values`` fill both sentences; texts of whoever asks are cut.
    """

    def __init__(
        self,
        kind: Kind,
        detail: str,
        cure: str,
        parameter: str = "",
        headers: Mapping[str, str] | None = None,
        **values: object,
    ) -> None:
        super().__init__(kind.code, parameter)
        self.kind, self.detail, self.cure, self.parameter = kind, detail, cure, parameter[:_SHOWN]
        self.headers = dict(headers or {})
        self.values = {"parameter": self.parameter} | {
            name: value[:_SHOWN] if isinstance(value, str) and name == "value" else value
            for name, value in values.items()
        }

    def body(self, words: Words) -> dict[str, Any]:
        """Return it as RFC 9457 has it, in a language; ``parameter`` and ``cure`` are ours."""
        said = {
            "type": f"/api/v1/#{self.kind.code}",
            "title": words.say(self.kind.title),
            "status": self.kind.status,
            "detail": words.say(self.detail, **self.values),
            "cure": words.say(self.cure, **self.values),
        }
        return said | ({"parameter": self.parameter} if self.parameter else {})


@dataclass(frozen=True)
class Parameter:
    """A parameter: its JSON Schema, what it does and what its value must be (catalogue keys), and how it is read.

    ``read`` gives None for what is no value of it.
    """

    name: str
    schema: Mapping[str, Any] = field(hash=False)
    help: str
    must: str
    read: Callable[[str], Any]
    example: Any = None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None
    return day if day and addressed.FIRST_DAY <= day <= addressed.LAST_DAY else None


@dataclass(frozen=True)
class _Sort:
    """A sort of values: its JSON Schema, and how one is read; several parameters may take it."""

    schema: Mapping[str, Any] = field(hash=False)
    read: Callable[[str], Any]

    def parameter(self, name: str, help_text: str, must: str, example: Any = None) -> Parameter:
        return Parameter(name, self.schema, help_text, must, self.read, example)


def _whole(least: int, most: int) -> _Sort:
    """Return the whole numbers between two."""

    def read(text: str) -> int | None:
        number = int(text) if _WHOLE.fullmatch(text) else -1
        return number if least <= number <= most else None

    return _Sort({"type": "integer", "minimum": least, "maximum": most}, read)


def _named(pattern: str) -> _Sort:
    """Return the names of a form."""
    return _Sort(
        {"type": "string", "pattern": f"^{pattern}$"},
        lambda text: text if re.fullmatch(pattern, text, re.ASCII) else None,
    )


_SNAPSHOT, _CODE, _YEAR = _named("[0-9a-f]{10}"), _named("[A-Za-z0-9_.-]{1,40}"), _whole(1990, 2060)
_SNAPSHOT_MUST = N_("Enter the ten characters of a snapshot’s ID; /api/v1/snapshots.json lists the saved ones.")

LANG = Parameter(
    "lang",
    {"type": "string", "enum": list(LANGUAGES), "default": "lv"},
    N_("The language of titles and messages; the contents of the tables do not change."),
    N_("Enter lv or en."),
    lambda text: text if text in LANGUAGES else None,
    "en",
)
DATUMS = Parameter(
    "datums",
    {
        "type": "string",
        "format": "date",
        "pattern": r"^20(1[5-9]|[23][0-9]|40)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    },
    N_("The day as of which everything is shown; today in Riga if none is given."),
    N_("Enter a day from 2015-01-01 to 2040-12-31, such as 2025-03-31."),
    _day,
    "2025-03-31",
)
SNAPSHOT = _SNAPSHOT.parameter("snapshot", N_("The snapshot to read; the newest if none is given."), _SNAPSHOT_MUST)
PLANS = _CODE.parameter(
    "plans",
    N_("The plan, by its ID; the one in force if none is given."),
    N_("Enter a plan’s ID; /api/v1/plans.json lists them."),
    "P5",
)
OF_PLAN = replace(PLANS, help=N_("Only the rows of this plan, by its ID; those of all plans if none is given."))
EARLIER = _SNAPSHOT.parameter(
    "no", N_("The earlier snapshot; the one before the newest if none is given."), _SNAPSHOT_MUST
)
LATER = _SNAPSHOT.parameter("lidz", N_("The later snapshot; the newest if none is given."), _SNAPSHOT_MUST)
WAVE = _YEAR.parameter(
    "gads",
    N_("The survey wave, by its year; the newest with a Latvian figure if none is given."),
    N_("Enter a year, such as 2023."),
    2023,
)
INDICATOR = _CODE.parameter(
    "raditajs",
    N_("What is compared, by the code of the indicator; trust in the national government if none is given."),
    N_("Enter the code of an indicator of the OECD survey, as in /api/v1/trust.json."),
    "trust_parliament",
)
LIMIT = _whole(1, MOST_ASKED).parameter(
    "limit",
    N_("The largest number of rows. By default JSON gives 1,000, CSV all."),
    N_("Enter a whole number from 1 to 10000."),
    100,
)
OFFSET = _whole(0, 10**8).parameter(
    "offset", N_("How many rows to skip first."), N_("Enter a whole number, 0 or more."), 0
)
PAGING = (LIMIT, OFFSET)


@dataclass(frozen=True)
class Asked:
    """What is asked for: what is looked at, and the values that were given, by parameter."""

    view: View
    given: dict[str, Any]


def language_of(query: str) -> Language:
    """Return the language in which whoever asks is answered, whatever else is wrong with the query."""
    values = [value for name, value in parse_qsl(query[:LONGEST_QUERY], errors="replace") if name == "lang"]
    return "en" if values[-1:] == ["en"] else "lv"


def given(query: str, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """Return the values of a query by parameter. Raises `ProblemError` for whatever is not understood."""
    if len(query) > LONGEST_QUERY:
        raise ProblemError(
            TOO_LONG, N_("The query is longer than {most} characters."), N_("Shorten it."), most=LONGEST_QUERY
        )
    known = {parameter.name: parameter for parameter in parameters}
    read: dict[str, Any] = {}
    for name, text in parse_qsl(query, keep_blank_values=True, errors="replace"):
        if name not in known:
            raise ProblemError(
                UNKNOWN_PARAMETER,
                N_("There is no parameter “{parameter}” here."),
                N_("Leave it out. These are known here: {known}."),
                name,
                known=", ".join(known),
            )
        if name in read:
            raise ProblemError(
                TWICE, N_("The parameter “{parameter}” is given more than once."), N_("Enter it once."), name
            )
        value = known[name].read(text)
        if value is None:
            raise ProblemError(
                BAD_VALUE,
                N_("“{value}” is not a valid value of the parameter “{parameter}”."),
                known[name].must,
                name,
                value=text,
            )
        read[name] = value
    return read


def asked(query: str, parameters: Iterable[Parameter], today: date) -> Asked:
    """Return what a query asks for. Raises `ProblemError` for what is not understood and what there is not."""
    values = given(query, parameters)
    address = {name: str(value) for name, value in values.items() if name in addressed.NAMES}
    if SNAPSHOT.name in values:
        recorded(values[SNAPSHOT.name], SNAPSHOT)
    view = addressed.view_of(address, today)
    wanted = values.get(PLANS.name)
    if wanted and wanted not in {plan.id for plan in view.snapshot.plans}:
        raise ProblemError(NOT_THERE, N_("The snapshot has no plan “{value}”."), PLANS.must, PLANS.name, value=wanted)
    return Asked(view, values)


def recorded(snapshot: str, parameter: Parameter) -> live.Current:
    """Return a snapshot that is kept. Raises `ProblemError` where there is none, or the history gives nothing."""
    faults = live.unanswered()
    if found := live.recorded(snapshot):
        return found
    if live.unanswered() != faults:
        raise silent()
    raise ProblemError(NOT_THERE, N_("There is no snapshot “{value}”."), parameter.must, parameter.name, value=snapshot)


def silent() -> ProblemError:
    """Return that the history gives nothing for now."""
    return ProblemError(
        NOT_NOW,
        N_("The history of snapshots cannot be read at the moment."),
        N_("Try again in a minute, or leave the snapshot out."),
        headers={"Retry-After": "60"},
    )


def everyone(language: Language, today: date) -> View:
    """Return what is looked at where nothing but a language is named."""
    return addressed.view_of({"lang": words(language).language}, today)
