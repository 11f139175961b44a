"""The spreadsheet contract in one place: tabs, columns, types, keys, references, closed words, aliases.

Checks, the workbook template, the published Table Schema and the method page are all made from `TABLES`.
Tabs and headers are Latvian because staff live in them; code names are English. ``help`` sentences are keys of
the message catalogue.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from data import model
from data.contract.closed_words import ASSESSOR_WORDS, CONFIDENCE_WORDS, STATUS_SYNONYMS, STATUS_WORDS
from data.contract.columns import Column, Group, Kind, Table
from data.words import N_

FIRST_YEAR, LAST_YEAR = 2015, 2040
"""Reports, deadlines and meetings outside these years are slips of the hand (decision 0005)."""
EARLIEST_YEAR, LATEST_YEAR = 1990, 2060
"""The wider bounds of the calendar's context, of laws and of surveys."""

LONGEST_HEADING = 190
"""Letters of a meeting's name or an agenda item that stand on one screen of a meeting as its heading."""
MOST_AGENDA_ITEMS = 30
"""More items on one agenda are taken for a slip: the council meets for ninety minutes."""


CONFIDENCE = Column(
    "confidence",
    "Ticamība",
    Kind.CHOICE,
    N_("How far the row can be relied on; empty means high."),
    choices=CONFIDENCE_WORDS,
    default=model.Confidence.HIGH,
)


def _text(name: str, header: str, help_text: str, **more: Any) -> Column:
    return Column(name, header, Kind.TEXT, help_text, **more)


def _measures(help_text: str, header: str = "Pasākumi", **more: Any) -> Column:
    return Column("measures", header, Kind.ID, help_text, ref="measures", many=True, **more)


def _source() -> Column:
    help_text = N_("Where the row’s facts come from: name and, if there is one, link.")
    return _text("source", "Avots", help_text, takes_links=True)


def _note() -> Column:
    return _text("note", "Piezīme", N_("What a reader must know to understand the row correctly."))


def _link(help_text: str) -> Column:
    return Column("link", "Saite", Kind.LINK, help_text)


def _plan(**more: Any) -> Column:
    return Column("plan", "Plāns", Kind.ID, N_("The plan’s ID from the tab Plāni."), ref="plans", **more)


def _title(help_text: str, header: str = "Nosaukums") -> Column:
    return _text("title", header, help_text, required=True)


def _title_en(header: str = "Nosaukums (EN)") -> Column:
    return _text("title_en", header, N_("The same in English, for the English screens."))


def _year(name: str, header: str, help_text: str, **more: Any) -> Column:
    return Column(name, header, Kind.INTEGER, help_text, low=EARLIEST_YEAR, high=LATEST_YEAR, **more)


UPDATES = Table(
    "updates",
    "Izpildes gaita",
    Group.WEEKLY,
    model.Update,
    (
        Column(
            "measure",
            "Pasākums",
            Kind.ID,
            N_(
                "The measure’s ID, or its number in the plan that is in force on the row’s date; where no plan is in "
                "force on it, only the ID."
            ),
            required=True,
            key=True,
            ref="measures",
            aliases=("Pasākuma ID", "Pasākuma Nr."),
        ),
        Column(
            "day",
            "Datums",
            Kind.DAY,
            N_("The date the news refers to; a full date is required."),
            required=True,
            key=True,
            low=FIRST_YEAR,
            high=LAST_YEAR,
            aliases=("Ziņojuma datums",),
        ),
        Column(
            "assessor",
            "Vērtētājs",
            Kind.CHOICE,
            N_("Who says so; empty means the institution itself."),
            key=True,
            choices=ASSESSOR_WORDS,
            default=model.Assessor.INSTITUTION,
        ),
        Column(
            "status",
            "Izpildes statuss",
            Kind.CHOICE,
            N_("A value from the list; empty means that there was news that day but no status."),
            choices=STATUS_WORDS,
            synonyms=STATUS_SYNONYMS,
            aliases=("Statuss", "Izpilde"),
        ),
        _text("done", "Paveiktais", N_("What has been done, in whole sentences.")),
        _text("obstacles", "Šķēršļi", N_("Obstacles; for a stopped measure, the reason.")),
        _text("needed_from_council", "Vajadzīgs no padomes", N_("What the council is asked to decide or do.")),
        Column(
            "new_deadline",
            "Jauns termiņš",
            Kind.DATE,
            N_("A new deadline: a day, a month or a year."),
            low=FIRST_YEAR,
            high=LAST_YEAR,
        ),
        _text("evidence", "Pierādījums", N_("The evidence: a document, a page, with links."), takes_links=True),
        Column(
            "reported_by",
            "Sniedza",
            Kind.ID,
            N_("The abbreviation of the institution that reported."),
            ref="institutions",
            aliases=("Sniedza (institūcija)",),
        ),
        CONFIDENCE,
        _text(
            "caveat",
            "Atruna",
            N_("What the status leaves open, in a few words without a full stop; stands wherever the status is shown."),
            later=True,
        ),
        _text("caveat_en", "Atruna (EN)", N_("The same in English, for the English screens."), later=True),
    ),
    N_("One row for every news item about a measure; earlier rows stay."),
    required=True,
)

INDICATOR_VALUES = Table(
    "indicator_values",
    "Pašvaldību dati",
    Group.WEEKLY,
    model.IndicatorValue,
    (
        Column(
            "municipality",
            "Pašvaldība",
            Kind.ID,
            N_("The municipality’s code or any of its known names."),
            required=True,
            key=True,
            ref="municipalities",
        ),
        Column(
            "indicator",
            "Rādītājs",
            Kind.ID,
            N_("The indicator’s ID from the tab Rādītāji."),
            required=True,
            key=True,
            ref="indicators",
        ),
        Column(
            "answer",
            "Atbilde",
            Kind.CHOICE,
            N_("A value from the list; for a band, the band’s own name."),
            choices={
                "ir": model.Answer.YES,
                "daļēji": model.Answer.PARTLY,
                "nav": model.Answer.NO,
                "plānots": model.Answer.PLANNED,
                "nav ziņu": model.Answer.NOT_REPORTED,
                "neattiecas": model.Answer.NOT_APPLICABLE,
            },
            synonyms={"jā": "ir", "nē": "nav", "nav zināms": "nav ziņu"},
            open_words=True,
        ),
        _text("stage", "Ieviešanas posms", N_("The stage reached: rules, a vote held, running.")),
        _year(
            "since_year",
            "Kopš gada",
            N_("The year it began or from which its rules apply; the next column says which."),
        ),
        _text(
            "since_basis",
            "Gada pamats",
            N_(
                "How that year is known: from rules that were adopted or apply, or from a source that names it; or "
                "that it is inferred."
            ),
        ),
        Column(
            "number",
            "Skaitlis",
            Kind.NUMBER,
            N_("An amount in euros, a count or points, as the indicator says."),
            low=0,
            high=1e10,
        ),
        _year("number_year", "Skaitļa gads", N_("The year the number refers to.")),
        _note(),
        _source(),
        Column(
            "source_date",
            "Avota datums",
            Kind.DATE,
            N_("The source’s day, month or year."),
            key=True,
            low=EARLIEST_YEAR,
            high=LAST_YEAR,
        ),
        _text("comment", "Pašvaldības komentārs", N_("The municipality’s own words, shown unchanged.")),
        CONFIDENCE,
    ),
    N_("A row for every answer of a municipality to an indicator."),
)

MEETINGS = Table(
    "meetings",
    "Sēdes",
    Group.MEETING,
    model.Meeting,
    (
        Column(
            "id",
            "ID",
            Kind.ID,
            N_("The meeting’s ISO date, with -2 for a second one that day."),
            required=True,
            key=True,
            iso_day=True,
        ),
        _plan(),
        Column("day", "Datums", Kind.DAY, N_("The day of the meeting."), required=True, low=FIRST_YEAR, high=LAST_YEAR),
        Column("starts", "Sākums", Kind.TIME, N_("When it begins, for example 13:00.")),
        Column("ends", "Beigas", Kind.TIME, N_("When it ends, for example 14:30.")),
        Column(
            "kind",
            "Veids",
            Kind.CHOICE,
            N_("Only the supervisory council’s meetings count as previous or next."),
            required=True,
            choices={"uzraudzības padome": model.MeetingKind.COUNCIL, "cita": model.MeetingKind.OTHER},
        ),
        _text("title", "Nosaukums", N_("What the meeting is called.")),
        _text("place", "Vieta", N_("Where it is held.")),
        _link(N_("The meeting’s page.")),
        CONFIDENCE,
    ),
    N_("A row for every meeting."),
)

AGENDA = Table(
    "agenda",
    "Darba kārtība",
    Group.MEETING,
    model.AgendaItem,
    (
        Column(
            "meeting", "Sēde", Kind.ID, N_("The meeting’s ID."), required=True, key=True, ref="meetings", iso_day=True
        ),
        Column("number", "Nr.", Kind.ID, N_("The item’s number on the agenda."), required=True, key=True),
        _text("question", "Jautājums", N_("The item as on the agenda."), required=True),
        _text("presenter", "Ziņo", N_("Who presents it: an institution or a role, never a person’s name.")),
        _text(
            "address",
            "Dašborda lapa",
            N_("What the item refers to: addresses inside this dashboard, separated by a semicolon and a space."),
        ),
        _measures(N_("The measures the item refers to, separated by semicolons.")),
    ),
    N_("A row for every agenda item."),
)

DECISIONS = Table(
    "decisions",
    "Lēmumi",
    Group.MEETING,
    model.Decision,
    (
        Column("id", "ID", Kind.ID, N_("The decision’s permanent ID."), required=True, key=True),
        Column("meeting", "Sēde", Kind.ID, N_("The meeting’s ID."), required=True, ref="meetings", iso_day=True),
        _text("text", "Lēmums", N_("The decision’s text."), required=True),
        _text("responsible", "Atbildīgais", N_("An institution or a role, never a person’s name.")),
        Column(
            "due", "Termiņš", Kind.DATE, N_("When it is due: a day, a month or a year."), low=FIRST_YEAR, high=LAST_YEAR
        ),
        Column(
            "state",
            "Izpilde",
            Kind.CHOICE,
            N_("The decision’s status."),
            choices={
                "izpildē": model.DecisionState.OPEN,
                "izpildīts": model.DecisionState.DONE,
                "atcelts": model.DecisionState.CANCELLED,
            },
        ),
        _measures(N_("The measures the decision refers to, separated by semicolons.")),
    ),
    N_("A row for every decision of a meeting."),
)

FOCUS = Table(
    "focus",
    "Uzmanības lokā",
    Group.MEETING,
    model.FocusItem,
    (
        _plan(),
        _year("year", "Gads", N_("The year of the list."), required=True, key=True),
        Column("number", "Nr.", Kind.ID, N_("The item’s number on the list."), required=True, key=True),
        _text("text", "Teksts", N_("The item as on the list."), required=True),
        Column(
            "targets",
            "Pasākumi vai apņemšanās",
            Kind.ID,
            N_("Measure IDs or commitment numbers, separated by semicolons."),
            ref="targets",
            many=True,
        ),
        Column("meeting", "Sēde", Kind.ID, N_("The meeting that set the list."), ref="meetings", iso_day=True),
    ),
    N_("What the council watches in a year."),
)

PLANS = Table(
    "plans",
    "Plāni",
    Group.SELDOM,
    model.Plan,
    (
        Column("id", "ID", Kind.ID, N_("A short permanent ID, such as P5."), required=True, key=True),
        _title(N_("The plan’s full title.")),
        _title_en(),
        Column(
            "state",
            "Statuss",
            Kind.CHOICE,
            N_("The plan’s state: being drafted, in force or ended."),
            choices={
                "izstrādē": model.PlanState.DRAFTING,
                "spēkā": model.PlanState.IN_FORCE,
                "noslēdzies": model.PlanState.ENDED,
            },
        ),
        Column(
            "start",
            "Sākums",
            Kind.DATE,
            N_("The period’s first day, month or year."),
            low=EARLIEST_YEAR,
            high=LATEST_YEAR,
        ),
        Column(
            "end", "Beigas", Kind.DATE, N_("The period’s last day, month or year."), low=EARLIEST_YEAR, high=LATEST_YEAR
        ),
        _text("order", "Rīkojums", N_("The order that approved it.")),
        Column("approved", "Apstiprināts", Kind.DATE, N_("When it was approved."), low=EARLIEST_YEAR, high=LATEST_YEAR),
        _link(N_("The plan’s text.")),
        _note(),
        Column(
            "invented",
            "Izdomāts",
            Kind.FLAG,
            N_("“jā” (yes) for a made-up plan, for learning or testing; every screen, paper and download says so."),
            later=True,
        ),
    ),
    N_("A row for every plan."),
)

DIRECTIONS = Table(
    "directions",
    "Virzieni",
    Group.SELDOM,
    model.Direction,
    (
        _plan(required=True, key=True),
        Column("number", "Nr.", Kind.ID, N_("The direction’s number."), required=True, key=True),
        _title(N_("The direction’s full title.")),
        _title_en(),
        _text("short_title", "Īsais nosaukums", N_("Two or three words for charts.")),
        Column("challenges", "Izaicinājumi", Kind.LIST, N_("The challenges it answers, separated by semicolons.")),
        Column(
            "trust_drivers",
            "Uzticēšanās virzītājspēki",
            Kind.ID,
            N_("Trust indicators it aims to improve, separated by semicolons."),
            ref="trust",
            many=True,
        ),
    ),
    N_("A row for every action direction of a plan."),
)

COMMITMENTS = Table(
    "commitments",
    "Apņemšanās",
    Group.SELDOM,
    model.Commitment,
    (
        _plan(required=True, key=True),
        Column("number", "Nr.", Kind.ID, N_("The commitment’s number."), required=True, key=True),
        Column("direction", "Virziens", Kind.ID, N_("The number of its direction."), required=True, ref="directions"),
        _title(N_("The commitment’s full title.")),
        _title_en(),
        Column(
            "responsible",
            "Atbildīgās institūcijas",
            Kind.ID,
            N_("Abbreviations of institutions, separated by semicolons."),
            ref="institutions",
            many=True,
        ),
        _text("ogp_id", "OGP ID", N_("The commitment’s number at the Open Government Partnership.")),
        _text("ogp_title", "OGP nosaukums", N_("Its title at the Open Government Partnership.")),
        _text("irm_potential", "IRM ietekmes potenciāls", N_("The potential for results seen by the IRM.")),
        Column("irm_promising", "IRM daudzsološa", Kind.FLAG, N_("Whether the IRM named it promising.")),
        _text("irm_completion", "IRM izpilde", N_("Completion as assessed by the IRM.")),
        _text("irm_early_results", "IRM agrīnie rezultāti", N_("Early results as assessed by the IRM.")),
        _link(N_("The commitment’s page at the Open Government Partnership.")),
        _note(),
        CONFIDENCE,
    ),
    N_("A row for every commitment of a plan."),
)

MEASURES = Table(
    "measures",
    "Pasākumi",
    Group.SELDOM,
    model.Measure,
    (
        Column("id", "ID", Kind.ID, N_("A permanent ID, such as P5-3.5; it never changes."), required=True, key=True),
        _plan(required=True),
        Column(
            "number", "Nr.", Kind.ID, N_("The number as printed; it may change."), required=True, aliases=("Numurs",)
        ),
        Column(
            "numbering",
            "Numerācija",
            Kind.CHOICE,
            N_("Whether the number is the plan’s own or a placeholder."),
            choices={"oficiāla": model.Numbering.OFFICIAL, "pagaidu": model.Numbering.PROVISIONAL},
        ),
        Column(
            "commitment", "Apņemšanās", Kind.ID, N_("The number of its commitment."), required=True, ref="commitments"
        ),
        Column("parent", "Ietilpst pasākumā", Kind.ID, N_("The ID of the measure it is a part of."), ref="measures"),
        _title(N_("The measure’s title as in the plan.")),
        _title_en(),
        Column(
            "responsible",
            "Atbildīgā institūcija",
            Kind.ID,
            N_("Abbreviations of institutions, separated by semicolons."),
            ref="institutions",
            many=True,
        ),
        Column(
            "co_responsible",
            "Līdzatbildīgās institūcijas",
            Kind.ID,
            N_("Abbreviations of institutions, separated by semicolons."),
            ref="institutions",
            many=True,
        ),
        Column(
            "stated_at",
            "Atbildība noteikta",
            Kind.CHOICE,
            N_("Whether the plan names the institution for the measure or only for its commitment."),
            choices={"pasākumam": model.StatedAt.MEASURE, "apņemšanās līmenī": model.StatedAt.COMMITMENT},
        ),
        Column(
            "start",
            "Sākums",
            Kind.DATE,
            N_("When work begins: a day, a month or a year."),
            low=FIRST_YEAR,
            high=LAST_YEAR,
        ),
        Column(
            "deadline",
            "Termiņš",
            Kind.DATE,
            N_("The measure’s own deadline; never the plan’s end."),
            low=FIRST_YEAR,
            high=LAST_YEAR,
        ),
        _text("expected_result", "Sagaidāmais rezultāts", N_("What the plan expects of it.")),
        Column(
            "added",
            "Pievienots plānam",
            Kind.DATE,
            N_("When it was added, if not from the start."),
            low=FIRST_YEAR,
            high=LAST_YEAR,
        ),
        _note(),
        _source(),
        CONFIDENCE,
    ),
    N_("A row for every measure of a plan."),
    required=True,
)

CALENDAR = Table(
    "calendar",
    "Kalendārs",
    Group.SELDOM,
    model.Event,
    (
        Column(
            "start",
            "No",
            Kind.DATE,
            N_("When it happens or begins: a day, a month or a year."),
            required=True,
            key=True,
            low=EARLIEST_YEAR,
            high=LATEST_YEAR,
        ),
        Column("end", "Līdz", Kind.DATE, N_("When it ends, if it lasts."), low=EARLIEST_YEAR, high=LATEST_YEAR),
        Column("title", "Notikums", Kind.TEXT, N_("What happens, in one sentence."), required=True, key=True),
        _title_en("Notikums (EN)"),
        Column(
            "kind",
            "Veids",
            Kind.CHOICE,
            N_("What sort of event it is."),
            choices={
                "atskaite": model.EventKind.REPORT,
                "IRM": model.EventKind.IRM,
                "OGP": model.EventKind.OGP,
                "plāna izstrāde": model.EventKind.DRAFTING,
                "īstenošana": model.EventKind.IMPLEMENTATION,
                "panākums": model.EventKind.SUCCESS,
                "konteksts": model.EventKind.CONTEXT,
            },
        ),
        Column(
            "state",
            "Statuss",
            Kind.CHOICE,
            N_("Whether it has happened, is planned, is due or was promised."),
            choices={
                "noticis": model.EventState.HAPPENED,
                "plānots": model.EventState.PLANNED,
                "termiņš": model.EventState.DEADLINE,
                "solīts": model.EventState.PROMISED,
            },
        ),
        _plan(),
        _measures(N_("The measures it refers to, separated by semicolons.")),
        _source(),
        CONFIDENCE,
    ),
    N_("What has happened and what is to come."),
)

FUNDING = Table(
    "funding",
    "Finansējums",
    Group.SELDOM,
    model.Funding,
    (
        _plan(),
        _year("first_year", "No gada", N_("The first year."), required=True),
        _year("last_year", "Līdz gadam", N_("The last year, if more than one.")),
        Column("amount", "Summa EUR", Kind.NUMBER, N_("Amount in euros; empty where none is known."), low=0, high=1e10),
        Column(
            "kind",
            "Veids",
            Kind.CHOICE,
            N_("Need, allocation, existing budget or a related project."),
            required=True,
            choices={
                "vajadzība": model.FundingKind.NEED,
                "piešķirts": model.FundingKind.ALLOCATED,
                "esošais budžets": model.FundingKind.EXISTING_BUDGET,
                "saistīts projekts": model.FundingKind.RELATED_PROJECT,
            },
        ),
        _text("purpose", "Mērķis", N_("What the money is for."), required=True),
        _measures(N_("The measures it is for, separated by semicolons.")),
        _source(),
        CONFIDENCE,
    ),
    N_("Funding needed and known allocations, side by side."),
)

INSTITUTIONS = Table(
    "institutions",
    "Institūcijas",
    Group.SELDOM,
    model.Institution,
    (
        Column("id", "Saīsinājums", Kind.ID, N_("The abbreviation that other tabs use."), required=True, key=True),
        _title(N_("The institution’s full name.")),
        _title_en(),
        Column(
            "kind",
            "Veids",
            Kind.CHOICE,
            N_("What sort of body it is."),
            choices={
                "valsts": model.InstitutionKind.STATE,
                "pašvaldība": model.InstitutionKind.MUNICIPALITY,
                "NVO": model.InstitutionKind.NGO,
                "cita": model.InstitutionKind.OTHER,
            },
        ),
        _note(),
    ),
    N_("A row for every institution that other tabs name."),
)

INDICATORS = Table(
    "indicators",
    "Rādītāji",
    Group.SELDOM,
    model.Indicator,
    (
        Column("id", "ID", Kind.ID, N_("A permanent ID."), required=True, key=True),
        _text("group", "Grupa", N_("The group it is shown in."), required=True),
        _title(N_("What is asked, in a few words.")),
        _title_en(),
        _text("criterion", "Kritērijs", N_("What has to be met.")),
        Column(
            "kind",
            "Veids",
            Kind.CHOICE,
            N_("How it is answered."),
            choices={
                "jā/nē": model.IndicatorKind.YES_NO,
                "pakāpes": model.IndicatorKind.GRADED,
                "josla": model.IndicatorKind.BAND,
                "skaitlis": model.IndicatorKind.NUMBER,
            },
        ),
        _text("scale", "Skala", N_("The scale; for a band its names, separated by a slash.")),
        Column(
            "binding",
            "Saistošums",
            Kind.CHOICE,
            N_("Whether the law requires it."),
            choices={
                "pienākums": model.Binding.DUTY,
                "ieteikums": model.Binding.ADVICE,
                "jaukts": model.Binding.MIXED,
                "ārējs": model.Binding.EXTERNAL,
                "nav zināms": model.Binding.UNKNOWN,
            },
        ),
        _text("law", "Tiesību norma", N_("The article of law it rests on.")),
        Column(
            "origin",
            "Izcelsme",
            Kind.CHOICE,
            N_("Who worded it."),
            choices={
                "oficiāls standarts": model.Origin.STANDARD,
                "likums": model.Origin.LAW,
                "plāns": model.Origin.PLAN,
                "ārējs vērtējums": model.Origin.EXTERNAL,
                "projekta formulējums": model.Origin.PROJECT,
            },
        ),
        _text("what_to_do", "Ko darīt", N_("The next step for a municipality that does not meet it.")),
        _measures(N_("The measures it is linked to, of any plan, separated by semicolons."), later=True),
        Column("weight", "Svars", Kind.NUMBER, N_("Its weight in a score; empty means 1."), low=0.01, high=100),
        _source(),
        _note(),
    ),
    N_("A row for every indicator, including each unit of the official standard once it has been entered."),
)

MUNICIPALITIES = Table(
    "municipalities",
    "Pašvaldības",
    Group.SELDOM,
    model.Municipality,
    (
        Column(
            "code",
            "Kods",
            Kind.ID,
            N_("The seven-digit ATVK code, as text."),
            required=True,
            key=True,
            pattern=r"[0-9]{7}",
        ),
        Column("former_code", "Iepriekšējais kods", Kind.ID, N_("The code before the last change of territory.")),
        _title(N_("The official name.")),
        _text("short_title", "Īsais nosaukums", N_("The name for maps and tables."), required=True),
        Column(
            "kind",
            "Veids",
            Kind.CHOICE,
            N_("A state city or a municipality (novads)."),
            required=True,
            choices={"valstspilsēta": model.MunicipalityKind.STATE_CITY, "novads": model.MunicipalityKind.DISTRICT},
        ),
        Column("valid_from", "Spēkā no", Kind.DATE, N_("Its first day."), low=EARLIEST_YEAR, high=LATEST_YEAR),
        Column(
            "valid_to",
            "Spēkā līdz",
            Kind.DATE,
            N_("Its last day; empty while it exists."),
            low=EARLIEST_YEAR,
            high=LATEST_YEAR,
        ),
        Column(
            "merged_into",
            "Iekļauta novadā",
            Kind.ID,
            N_("The code of the municipality it became part of."),
            ref="municipalities",
        ),
        _text("region", "Plānošanas reģions", N_("Its planning region.")),
        _text("centre", "Administratīvais centrs", N_("Its administrative centre.")),
        Column("population", "Iedzīvotāji", Kind.INTEGER, N_("Number of residents."), low=0, high=2_500_000),
        Column(
            "population_date",
            "Iedzīvotāji uz datumu",
            Kind.DATE,
            N_("The date the number refers to."),
            low=EARLIEST_YEAR,
            high=LATEST_YEAR,
        ),
        Column(
            "population_kind",
            "Iedzīvotāju skaita veids",
            Kind.CHOICE,
            N_("Whose count it is; amounts per resident are never compared between different kinds of count."),
            choices={
                "CSP": model.PopulationKind.USUAL_RESIDENTS,
                "PMLP": model.PopulationKind.DECLARED,
                "aplēse": model.PopulationKind.ESTIMATE,
            },
        ),
        _text("size_group", "Lieluma grupa", N_("The group of municipalities of its size.")),
        Column("area_km2", "Platība km²", Kind.NUMBER, N_("Area in square kilometres."), low=0, high=10_000),
        Column(
            "area_confidence",
            "Platības ticamība",
            Kind.CHOICE,
            N_("Confidence in the area figure."),
            choices=CONFIDENCE_WORDS,
        ),
        Column(
            "latitude", "Platums", Kind.NUMBER, N_("Latitude of its point on the map, degrees."), low=55.0, high=58.5
        ),
        Column(
            "longitude", "Garums", Kind.NUMBER, N_("Longitude of its point on the map, degrees."), low=20.0, high=29.0
        ),
        _source(),
        CONFIDENCE,
    ),
    N_("A row for every municipality, former ones included."),
)

TRUST = Table(
    "trust",
    "Uzticēšanās",
    Group.SELDOM,
    model.TrustFigure,
    (
        _text("survey", "Pētījums", N_("The survey; two surveys never share an axis."), required=True, key=True),
        _year("year", "Gads", N_("The wave’s year."), required=True, key=True),
        Column(
            "country",
            "Valsts",
            Kind.ID,
            N_("ISO 3166 code of three letters, or OECD or EU for an average."),
            required=True,
            key=True,
        ),
        Column("indicator", "Rādītājs", Kind.ID, N_("The indicator’s code."), required=True, key=True),
        _title(N_("What is asked, in a few words.")),
        _title_en(),
        _text("group", "Grupa", N_("The group of respondents; empty means all."), key=True),
        Column(
            "response",
            "Atbilde",
            Kind.CHOICE,
            N_("Which answer the figure counts."),
            required=True,
            key=True,
            choices={
                "augsta vai vidēji augsta": model.Response.HIGH,
                "neitrāla": model.Response.NEUTRAL,
                "zema vai nav": model.Response.LOW,
                "nezina": model.Response.DONT_KNOW,
                "daļa": model.Response.SHARE,
                "noliedzoša daļa": model.Response.SHARE_NEGATIVE,
                "izmaiņas": model.Response.CHANGE,
                "starpība": model.Response.GAP,
                "piekrīt": model.Response.AGREE,
                "nepiekrīt": model.Response.DISAGREE,
                "drīzāk uzticas": model.Response.TENDS_TO_TRUST,
                "drīzāk neuzticas": model.Response.TENDS_NOT_TO_TRUST,
            },
        ),
        Column(
            "value",
            "Vērtība",
            Kind.NUMBER,
            N_("The figure, in the unit beside it."),
            required=True,
            low=-100,
            high=100,
            percent=True,
        ),
        Column(
            "unit",
            "Mērvienība",
            Kind.CHOICE,
            N_("Percent, or percentage points for a change or a gap."),
            required=True,
            choices={"%": model.Unit.PERCENT, "procentpunkti": model.Unit.PERCENTAGE_POINTS},
        ),
        _text("question", "Jautājums", N_("The question as asked.")),
        _text("question_en", "Jautājums (EN)", N_("The question in English.")),
        _text("fieldwork", "Aptaujas laiks", N_("When people were asked.")),
        _text("sample", "Izlase", N_("Who was asked and how many.")),
        _source(),
        _link(N_("The source’s page.")),
        _note(),
        CONFIDENCE,
    ),
    N_("A row for every figure of a survey wave; rows are added for each new wave."),
)

_JUDGED = (
    UPDATES,
    INDICATOR_VALUES,
    MEETINGS,
    AGENDA,
    DECISIONS,
    FOCUS,
    PLANS,
    DIRECTIONS,
    COMMITMENTS,
    MEASURES,
    CALENDAR,
    FUNDING,
    INSTITUTIONS,
    INDICATORS,
    MUNICIPALITIES,
    TRUST,
)

APPROVALS = Table(
    "approvals",
    "Apstiprinājumi",
    Group.MEETING,
    model.Approval,
    (
        Column(
            "day",
            "Datums",
            Kind.DAY,
            N_("The day of the approval, not in the future."),
            required=True,
            key=True,
            low=FIRST_YEAR,
            high=LAST_YEAR,
        ),
        Column(
            "table",
            "Lapa",
            Kind.CHOICE,
            N_("The tab whose held change is intended, or “visas” for everything that is held."),
            required=True,
            key=True,
            choices={"visas": model.Approved.ALL} | {table.tab: model.Approved(table.code) for table in _JUDGED},
            synonyms={table.code: table.tab for table in _JUDGED},
        ),
        _text(
            "explanation",
            "Skaidrojums",
            N_("Why it is intended; if the text is changed, it counts as a new approval."),
            key=True,
        ),
    ),
    N_("Each row approves one held change, once; what is held is listed under Data quality."),
    source_only=True,
)

TABLES: tuple[Table, ...] = (
    UPDATES,
    INDICATOR_VALUES,
    MEETINGS,
    AGENDA,
    DECISIONS,
    FOCUS,
    APPROVALS,
    PLANS,
    DIRECTIONS,
    COMMITMENTS,
    MEASURES,
    CALENDAR,
    FUNDING,
    INSTITUTIONS,
    INDICATORS,
    MUNICIPALITIES,
    TRUST,
)
"""Every table of the contract, in the order of the tabs."""

BY_CODE: Mapping[str, Table] = MappingProxyType({table.code: table for table in TABLES})

INVENTED_HEADER = "Izdomāti dati"
"""The last column of whatever is downloaded from a snapshot with an invented plan: for people, read by nobody else."""
README_TAB = "Lasi vispirms"
"""The workbook's first tab: text for people, read by nobody else."""
