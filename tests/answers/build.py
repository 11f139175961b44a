"""Small snapshots made by hand: a record of each kind with everything unsaid, but what a test says."""

import hashlib
from dataclasses import MISSING, fields
from datetime import date
from typing import Any, get_origin

from data.model import (
    AgendaItem,
    Answer,
    Assessor,
    Commitment,
    Confidence,
    Decision,
    Direction,
    Event,
    FocusItem,
    Funding,
    FundingKind,
    Indicator,
    IndicatorKind,
    IndicatorValue,
    Institution,
    Measure,
    Meeting,
    MeetingKind,
    Municipality,
    MunicipalityKind,
    PartialDate,
    Plan,
    PlanState,
    Snapshot,
    Status,
    Update,
)

PLAN = "P1"


def day(text: str) -> date:
    return date.fromisoformat(text)


def partial(text: str) -> PartialDate:
    """A date of any precision: "2025", "2025-02" or "2025-02-28"."""
    return PartialDate(*map(int, text.split("-")))


def _made(record: type, **given: Any) -> Any:
    """A record in which everything that is not given is unsaid, and dates are written as text."""
    unsaid: dict[str, Any] = {}
    for field in fields(record):
        if field.default is MISSING:
            unsaid[field.name] = () if get_origin(field.type) is tuple else None
        if field.name == "confidence":
            unsaid[field.name] = Confidence.HIGH
        if isinstance(given.get(field.name), str) and "PartialDate" in str(field.type):
            given[field.name] = partial(given[field.name])
        elif isinstance(given.get(field.name), str) and "date" in str(field.type):
            given[field.name] = day(given[field.name])
    return record(**unsaid | given)


def plan(own: str = PLAN, **given: Any) -> Plan:
    said = {"title": f"Plāns {own}", "state": PlanState.IN_FORCE, "start": "2022", "end": "2025"}
    return _made(Plan, id=own, **said | given)


def direction(number: str = "1", **given: Any) -> Direction:
    return _made(Direction, **{"plan": PLAN, "number": number, "title": f"Virziens {number}"} | given)


def commitment(number: str = "1", to: str = "1", **given: Any) -> Commitment:
    said = {"plan": PLAN, "number": number, "direction": to, "title": f"Apņemšanās {number}"}
    return _made(Commitment, **said | given)


def measure(number: str, **given: Any) -> Measure:
    """A measure of the commitment that its number begins with."""
    own = given.get("plan", PLAN)
    said = {"id": f"{own}-{number}", "plan": own, "number": number, "title": f"Pasākums {number}"}
    return _made(Measure, **said | {"commitment": number.partition(".")[0]} | given)


def report(
    number: str, on: str, status: Status | None = None, by: Assessor = Assessor.INSTITUTION, **given: Any
) -> Update:
    said = {"measure": f"{PLAN}-{number}", "day": on, "assessor": by, "status": status}
    return _made(Update, **said | given)


def event(start: str, title: str = "Notikums", **given: Any) -> Event:
    return _made(Event, **{"start": start, "title": title, "plan": PLAN} | given)


def funding(kind: FundingKind | None, amount: float | None, first_year: int | None, **given: Any) -> Funding:
    said = {"kind": kind, "amount": amount, "first_year": first_year, "plan": PLAN, "purpose": "Mērķis"}
    return _made(Funding, **said | given)


def focus(year: int, number: str, *targets: str, **given: Any) -> FocusItem:
    said = {"plan": PLAN, "year": year, "number": number, "text": f"Punkts {number}", "targets": targets}
    return _made(FocusItem, **said | given)


def meeting(on: str, **given: Any) -> Meeting:
    return _made(Meeting, **{"id": on, "day": on, "plan": PLAN, "kind": MeetingKind.COUNCIL} | given)


def agenda(to: str, number: str, *measures: str) -> AgendaItem:
    return _made(AgendaItem, meeting=to, number=number, question=f"Jautājums {number}", measures=measures)


def decision(own: str, at: str, *measures: str, **given: Any) -> Decision:
    return _made(Decision, **{"id": own, "meeting": at, "text": f"Lēmums {own}", "measures": measures} | given)


def institution(own: str, **given: Any) -> Institution:
    return _made(Institution, **{"id": own, "title": f"Institūcija {own}"} | given)


def indicator(own: str, **given: Any) -> Indicator:
    said = {"id": own, "group": "Grupa", "title": f"Rādītājs {own}", "kind": IndicatorKind.YES_NO}
    return _made(Indicator, **said | given)


def municipality(code: str, **given: Any) -> Municipality:
    said = {"code": code, "title": f"Pašvaldība {code}", "short_title": f"Nosaukums {code}"}
    return _made(Municipality, **said | {"kind": MunicipalityKind.DISTRICT} | given)


def value(of: str, to: str, answer: Answer | None, **given: Any) -> IndicatorValue:
    """A municipality's answer to an indicator."""
    return _made(IndicatorValue, **{"municipality": of, "indicator": to, "answer": answer} | given)


def snapshot(*records: Any, **given: Any) -> Snapshot:
    """A snapshot of these records, in their order. A plan, a direction and commitment 1 come by themselves.

    Its id comes from what it holds, so what the screens keep of one is never shown for another.
    """
    homes = {
        Plan: "plans", Direction: "directions", Commitment: "commitments", Measure: "measures", Update: "updates",
        Meeting: "meetings", AgendaItem: "agenda", Decision: "decisions", FocusItem: "focus", Event: "calendar",
        Funding: "funding", Institution: "institutions", Indicator: "indicators", IndicatorValue: "indicator_values",
        Municipality: "municipalities",
    }  # fmt: skip
    tables: dict[str, list[Any]] = {name: [] for name in homes.values()}
    for record in records:
        tables[homes[type(record)]].append(record)
    for name, default in (("plans", plan()), ("directions", direction()), ("commitments", commitment())):
        tables[name] = tables[name] or [default]
    held = {name: tuple(rows) for name, rows in tables.items()} | given
    return Snapshot(hashlib.sha256(repr(held).encode()).hexdigest()[:10], **held)
