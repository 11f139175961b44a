"""The frozen records of one snapshot: the plan, its measures, reports, meetings, municipalities and trust figures.

Field names are the code names of the spreadsheet's columns (`data.contract.tables` holds the Latvian headers).
``None`` and the empty tuple mean "not said"; nothing here turns the unknown into zero.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, kept with the precision it was written in.

    ``day`` is only set with ``month``. What is only known to the month or year is judged at the period's end.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean, used for comparisons."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """ISO 8601 with reduced precision: "2025", "2025-02" or "2025-02-28"."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def __str__(self) -> str:
        """Return the ISO form."""
        return self.iso


def judged(dated: PartialDate | None) -> tuple[date, date]:
    """Return what orders dates by when they are judged, at the end of a month or year; none is before any."""
    return (dated.last, dated.first) if dated else (date.min, date.min)


class Status(StrEnum):
    """What a report says of a measure, in the order every screen uses; `UNCHANGED` confirms the previous one."""

    DONE = "done"
    PARTLY_DONE = "partly_done"
    ONGOING = "ongoing"
    UNDER_WAY = "under_way"
    NOT_STARTED = "not_started"
    NOT_DONE = "not_done"
    STOPPED = "stopped"
    UNCHANGED = "unchanged"


STATUS_ORDER: tuple[Status, ...] = tuple(status for status in Status if status is not Status.UNCHANGED)
"""The statuses a measure can have."""


class Unknown(StrEnum):
    """The two ways in which a measure's status is unknown, never summed under one word.

    Something dated is known of it without a status (*ziņas bez statusa*), or nothing at all (*ziņu nav*).
    """

    NO_STATUS = "no_status"
    NO_NEWS = "no_news"


State = Status | Unknown
"""Where a measure stands: its status, or how it is unknown."""
STATE_ORDER: tuple[State, ...] = (*STATUS_ORDER, *Unknown)
"""The states in the order every screen uses."""


class Assessor(StrEnum):
    """Who says so: the institution's own report decides, the others stand beside or, marked, stand in."""

    INSTITUTION = "institution"
    PUBLIC_SOURCES = "public_sources"
    IRM = "irm"
    NGO = "ngo"


class Confidence(StrEnum):
    """How sure a row is; an empty cell means high."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    DERIVED = "derived"


class Approved(StrEnum):
    """What a row of approvals speaks of: one table by its code name, or all that is held."""

    ALL = "all"
    UPDATES = "updates"
    INDICATOR_VALUES = "indicator_values"
    MEETINGS = "meetings"
    AGENDA = "agenda"
    DECISIONS = "decisions"
    FOCUS = "focus"
    PLANS = "plans"
    DIRECTIONS = "directions"
    COMMITMENTS = "commitments"
    MEASURES = "measures"
    CALENDAR = "calendar"
    FUNDING = "funding"
    INSTITUTIONS = "institutions"
    INDICATORS = "indicators"
    MUNICIPALITIES = "municipalities"
    TRUST = "trust"


class PlanState(StrEnum):
    """Where a plan is in its life."""

    DRAFTING = "drafting"
    IN_FORCE = "in_force"
    ENDED = "ended"


class Numbering(StrEnum):
    """Whether a measure's number is the plan's own or a placeholder."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"


class StatedAt(StrEnum):
    """The level at which the plan names who is responsible."""

    MEASURE = "measure"
    COMMITMENT = "commitment"


class MeetingKind(StrEnum):
    """Only the supervisory council's meetings count as previous or next."""

    COUNCIL = "council"
    OTHER = "other"


class DecisionState(StrEnum):
    """How far a council decision has come."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class EventKind(StrEnum):
    """What sort of event a calendar row is."""

    REPORT = "report"
    IRM = "irm"
    OGP = "ogp"
    DRAFTING = "drafting"
    IMPLEMENTATION = "implementation"
    SUCCESS = "success"
    CONTEXT = "context"


class EventState(StrEnum):
    """Whether an event has happened, is planned, is a legal deadline or was promised."""

    HAPPENED = "happened"
    PLANNED = "planned"
    DEADLINE = "deadline"
    PROMISED = "promised"


class FundingKind(StrEnum):
    """Need and allocation stand side by side and are never netted; related projects are never summed."""

    NEED = "need"
    ALLOCATED = "allocated"
    EXISTING_BUDGET = "existing_budget"
    RELATED_PROJECT = "related_project"


class InstitutionKind(StrEnum):
    """What sort of body an institution is."""

    STATE = "state"
    MUNICIPALITY = "municipality"
    NGO = "ngo"
    OTHER = "other"


class IndicatorKind(StrEnum):
    """How an indicator is answered."""

    YES_NO = "yes_no"
    GRADED = "graded"
    BAND = "band"
    NUMBER = "number"

    @property
    def in_words(self) -> bool:
        """Whether a word answers it, so that a number without one answers nothing."""
        return self is not IndicatorKind.NUMBER


class Binding(StrEnum):
    """Whether the law demands what an indicator asks."""

    DUTY = "duty"
    ADVICE = "advice"
    MIXED = "mixed"
    EXTERNAL = "external"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Who worded an indicator."""

    STANDARD = "standard"
    LAW = "law"
    PLAN = "plan"
    EXTERNAL = "external"
    PROJECT = "project"


class Answer(StrEnum):
    """A municipality's answer to an indicator; a band's own word is kept in `IndicatorValue.band`."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    PLANNED = "planned"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"


class MunicipalityKind(StrEnum):
    """A state city or a district."""

    STATE_CITY = "state_city"
    DISTRICT = "district"


class PopulationKind(StrEnum):
    """Whose count of residents it is; figures of different kinds are never compared."""

    USUAL_RESIDENTS = "usual_residents"
    DECLARED = "declared"
    ESTIMATE = "estimate"


class Response(StrEnum):
    """Which answer of a survey question a share counts."""

    HIGH = "high_or_moderately_high"
    NEUTRAL = "neutral"
    LOW = "low_or_no"
    DONT_KNOW = "dont_know"
    SHARE = "share"
    SHARE_NEGATIVE = "share_negative"
    CHANGE = "change"
    GAP = "gap"
    AGREE = "agree"
    DISAGREE = "disagree"
    TENDS_TO_TRUST = "tends_to_trust"
    TENDS_NOT_TO_TRUST = "tends_not_to_trust"


class Unit(StrEnum):
    """The unit of a survey figure."""

    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"


@dataclass(frozen=True, slots=True)
class Plan:
    """A national open government action plan; an ``invented`` one is made up, and whatever shows it says so."""

    id: str
    title: str
    title_en: str | None
    state: PlanState | None
    start: PartialDate | None
    end: PartialDate | None
    order: str | None
    approved: PartialDate | None
    link: str | None
    note: str | None
    invented: bool | None = None


@dataclass(frozen=True, slots=True)
class Direction:
    """An action direction of a plan (rīcības virziens)."""

    plan: str
    number: str
    title: str
    title_en: str | None
    short_title: str | None
    challenges: tuple[str, ...]
    trust_drivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment (apņemšanās) within a direction, with the Independent Reporting Mechanism's view of it."""

    plan: str
    number: str
    direction: str
    title: str
    title_en: str | None
    responsible: tuple[str, ...]
    ogp_id: str | None
    ogp_title: str | None
    irm_potential: str | None
    irm_promising: bool | None
    irm_completion: str | None
    irm_early_results: str | None
    link: str | None
    note: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (pasākums; OGP: milestone). ``id`` is permanent, ``number`` is as printed and may change."""

    id: str
    plan: str
    number: str
    numbering: Numbering | None
    commitment: str
    parent: str | None
    title: str
    title_en: str | None
    responsible: tuple[str, ...]
    co_responsible: tuple[str, ...]
    stated_at: StatedAt | None
    start: PartialDate | None
    deadline: PartialDate | None
    expected_result: str | None
    added: PartialDate | None
    note: str | None
    source: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Update:
    """One report on one measure by one assessor; ``status`` None means named that day, status not said."""

    measure: str
    day: date
    assessor: Assessor
    status: Status | None
    done: str | None
    obstacles: str | None
    needed_from_council: str | None
    new_deadline: PartialDate | None
    evidence: str | None
    reported_by: str | None
    confidence: Confidence
    caveat: str | None = None
    caveat_en: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting; its id is its ISO date, with "-2" for a second one that day."""

    id: str
    plan: str | None
    day: date | None
    starts: time | None
    ends: time | None
    kind: MeetingKind | None
    title: str | None
    place: str | None
    link: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of a meeting's agenda; ``address`` leads to a screen of this dashboard."""

    meeting: str
    number: str
    question: str
    presenter: str | None
    address: str | None
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision taken at a meeting."""

    id: str
    meeting: str
    text: str
    responsible: str | None
    due: PartialDate | None
    state: DecisionState | None
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FocusItem:
    """An item on a year's list of special attention; ``targets`` are measure ids or "plan/number" of commitments."""

    plan: str | None
    year: int
    number: str
    text: str
    targets: tuple[str, ...]
    meeting: str | None


@dataclass(frozen=True, slots=True)
class Approval:
    """The editor's own word that what is held of a table (or of all) is meant."""

    day: date
    table: Approved
    explanation: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the calendar."""

    start: PartialDate
    end: PartialDate | None
    title: str
    title_en: str | None
    kind: EventKind | None
    state: EventState | None
    plan: str | None
    measures: tuple[str, ...]
    source: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Funding:
    """A need, an allocation or a related project; ``amount`` in euro, None where no sum is known."""

    plan: str | None
    first_year: int | None
    last_year: int | None
    amount: float | None
    kind: FundingKind | None
    purpose: str
    measures: tuple[str, ...]
    source: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution by its abbreviation."""

    id: str
    title: str
    title_en: str | None
    kind: InstitutionKind | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a municipality is asked, who worded it and whether the law demands it."""

    id: str
    group: str
    title: str
    title_en: str | None
    criterion: str | None
    kind: IndicatorKind | None
    scale: str | None
    binding: Binding | None
    law: str | None
    origin: Origin | None
    what_to_do: str | None
    measures: tuple[str, ...]
    weight: float | None
    source: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """One municipality's answer to one indicator on one source's day.

    ``answer`` is None when a band's own word was given; the word is then in ``band``.
    """

    municipality: str
    indicator: str
    answer: Answer | None
    band: str | None
    stage: str | None
    since_year: int | None
    since_basis: str | None
    number: float | None
    number_year: int | None
    note: str | None
    source: str | None
    source_date: PartialDate | None
    comment: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality by its ATVK code; ``valid_to`` is its last day, None while it exists."""

    code: str
    former_code: str | None
    title: str
    short_title: str
    kind: MunicipalityKind | None
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    merged_into: str | None
    region: str | None
    centre: str | None
    population: int | None
    population_date: PartialDate | None
    population_kind: PopulationKind | None
    size_group: str | None
    area_km2: float | None
    area_confidence: Confidence | None
    latitude: float | None
    longitude: float | None
    source: str | None
    confidence: Confidence


TRUST_SURVEY = "OECD uzticēšanās pētījums"
"""The survey that countries are ranked by, as the sheet calls it."""
AVERAGES = frozenset(["OECD", "EU"])
"""What stands in a trust figure's country where it is the average of many."""


@dataclass(frozen=True, slots=True)
class TrustFigure:
    """One figure of one survey wave; two surveys are never put on one axis."""

    survey: str
    year: int
    country: str
    indicator: str
    title: str
    title_en: str | None
    group: str | None
    response: Response
    value: float | None
    unit: Unit | None
    question: str | None
    question_en: str | None
    fieldwork: str | None
    sample: str | None
    source: str | None
    link: str | None
    note: str | None
    confidence: Confidence


Record = (
    Plan
    | Direction
    | Commitment
    | Measure
    | Update
    | Meeting
    | AgendaItem
    | Decision
    | FocusItem
    | Approval
    | Event
    | Funding
    | Institution
    | Indicator
    | IndicatorValue
    | Municipality
    | TrustFigure
)
Key = tuple[Any, ...]
"""The values of a row's key columns, in the schema's order."""


@dataclass(frozen=True)
class Place:
    """Where a row stands: its number in its tab, and the columns whose cells could not be used.

    ``kept`` tells that the row, or those cells of it, are the last good version and not of this read.
    """

    row: int
    doubtful: frozenset[str] = frozenset()
    kept: bool = False


class Severity(StrEnum):
    """How far a fault reaches: noted only, a cell or row refused, a whole tab held back."""

    NOTICE = "notice"
    REJECTED = "rejected"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Issue:
    """A fault of the data, named at its place; `data.intake.issues` holds the words.

    ``tab`` and ``column`` are as in the sheet, ``row`` as the spreadsheet numbers it, ``cell`` its address
    ("D7"), ``shown`` what stood there, cut to 60 characters and without personal data.
    """

    tab: str | None
    row: int | None
    column: str | None
    code: str
    severity: Severity
    shown: str | None = None
    cell: str | None = None
    args: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """A table held back, by its code name: the issue code that says why, since when, and a hash of what was read.

    It lasts until the source comes back or an editor approves what is held; ``since`` is when it began.
    """

    table: str
    code: str
    since: datetime
    content: str


class Told(NamedTuple):
    """Something of which those who edit have been told: a hash of what it is, and its place as a person calls it."""

    matter: str
    place: str


class Command(NamedTuple):
    """An approval that did not come by the sheet: of what table, which content, and when."""

    table: str
    content: str
    given_at: datetime


_KEYS: Mapping[type[Any], tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        Update: ("updates", ("measure", "day", "assessor")),
        IndicatorValue: ("indicator_values", ("municipality", "indicator", "source_date")),
        Meeting: ("meetings", ("id",)),
        AgendaItem: ("agenda", ("meeting", "number")),
        Decision: ("decisions", ("id",)),
        FocusItem: ("focus", ("year", "number")),
        Approval: ("approvals", ("day", "table", "explanation")),
        Plan: ("plans", ("id",)),
        Direction: ("directions", ("plan", "number")),
        Commitment: ("commitments", ("plan", "number")),
        Measure: ("measures", ("id",)),
        Event: ("calendar", ("start", "title")),
        Funding: ("funding", tuple(field.name for field in fields(Funding))),
        Institution: ("institutions", ("id",)),
        Indicator: ("indicators", ("id",)),
        Municipality: ("municipalities", ("code",)),
        TrustFigure: ("trust", ("survey", "year", "country", "indicator", "group", "response")),
    }
)
"""The table of each record, and what tells its rows apart: the contract's key columns, or all where it has none."""


def table_of(record: Any) -> str:
    """Return the code name of the table that a record is a row of."""
    return _KEYS[type(record)][0]


def key_of(record: Any) -> Key:
    """Return what tells a record's row apart, as the contract's key columns do."""
    return tuple(getattr(record, name) for name in _KEYS[type(record)][1])


@dataclass(frozen=True)
class Snapshot:
    """Everything one screen, download or slide deck is made of; immutable and named by its content.

    ``id`` is the first ten hex digits of the content's SHA-256; the order of rows does not change it.
    ``embedded`` names the tables that came from the embedded files because the source did not give them.
    ``places`` tells, by table code name and key, where each row of the source stands.
    """

    id: str
    plans: tuple[Plan, ...] = ()
    directions: tuple[Direction, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    measures: tuple[Measure, ...] = ()
    updates: tuple[Update, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    focus: tuple[FocusItem, ...] = ()
    approvals: tuple[Approval, ...] = ()
    calendar: tuple[Event, ...] = ()
    funding: tuple[Funding, ...] = ()
    institutions: tuple[Institution, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    indicator_values: tuple[IndicatorValue, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    trust: tuple[TrustFigure, ...] = ()
    embedded: frozenset[str] = frozenset()
    places: Mapping[tuple[str, Key], Place] = field(default_factory=dict)

    @cached_property
    def invented(self) -> tuple[str, ...]:
        """The ids of the plans that are made up; whatever is taken from this snapshot has to say so."""
        return tuple(plan.id for plan in self.plans if plan.invented)

    def origin(self, record: Any) -> Place | None:
        """Return where one of this snapshot's records stands in the sheet; None for what no sheet holds."""
        return self.places.get((table_of(record), key_of(record)))

    @cached_property
    def arrangement(self) -> int:
        """Tell apart snapshots of one content whose rows stand elsewhere in the sheet or come from elsewhere."""
        return hash((self.embedded, frozenset(self.places.items())))


_TIED_BY_ID = "P5"
"""The plan whose numbers the first indicators bore in their IDs, before a column named their measures."""


def followed(indicators: Iterable[Indicator], measures: Iterable[Measure]) -> Mapping[str, tuple[str, ...]]:
    """Return the IDs of the measures that each indicator follows, those without any left out.

    Where no indicator names a measure, as in sheets and snapshots older than the column, an indicator follows the
    lettered part of a fifth plan's measure that its own ID names, by number ("PL-6.3a") or whole ("P5-6.3a").
    """
    every = tuple(indicators)
    named = {indicator.id: indicator.measures for indicator in every if indicator.measures}
    if named:
        return named
    parts = [measure for measure in measures if measure.plan == _TIED_BY_ID and measure.parent]
    by_name = {name: (part.id,) for part in parts for name in (part.id, f"PL-{part.number}")}
    return {indicator.id: by_name[indicator.id] for indicator in every if indicator.id in by_name}


def default_plan(plans: Iterable[Plan], with_measures: Iterable[str]) -> Plan | None:
    """Return the plan that is meant where none is named: in force, else ended, else drafted, the latest begun.

    Plans without measures (``with_measures`` holds the ids of those that have some) come last.
    """
    filled = set(with_measures)
    rank = {PlanState.IN_FORCE: 2, PlanState.ENDED: 1}

    def order(plan: Plan) -> tuple[bool, int, date, str]:
        begun = plan.start.first if plan.start else date.min
        return plan.id in filled, rank.get(plan.state, 0) if plan.state else 0, begun, plan.id

    return max(plans, key=order, default=None)
