"""What cells name in other tabs, and what must agree between cells, rows and tabs."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise, repeat
from typing import Any, NamedTuple

from data.contract.addresses import ADDRESSES, addresses_in, page_of
from data.contract.columns import Column
from data.contract.tables import BY_CODE, LONGEST_HEADING, MOST_AGENDA_ITEMS, TABLES
from data.contract.written import format_value
from data.intake.cells import COMMA_NUMBER, parse
from data.intake.names import Municipalities, NamedUnit
from data.intake.parsed import Bad, Ok, Parsed
from data.intake.sheet import Sheet, says, target_tab
from data.intake.tabs import issue
from data.intake.text import fold, one_edit, parts_of, quoted, shown, tidy
from data.model import (
    AVERAGES,
    Answer,
    EventState,
    IndicatorKind,
    Issue,
    Key,
    MeetingKind,
    Origin,
    PartialDate,
    Plan,
    PlanState,
    Response,
    Snapshot,
    Status,
    Unit,
    followed,
    judged,
)
from data.words import country_codes, latvian_order

MAX_IDS_NEAR = 2000
_SUGGESTIONS = 50
"""Up to so many unknown references of a column are explained: looking is slow, a broken tab can hold thousands."""
_NO_PLAN = "?"
"""The plan of a row whose plan cannot be used: a bare number in it names nothing."""
_REFERRED = frozenset(column.ref for table in TABLES for column in table.columns if column.ref)
"""The tables that others refer to."""

_REPORTS = ("status", "done", "obstacles", "needed_from_council", "new_deadline", "evidence")
"""The columns of which a report fills in at least one."""
_DATED_BY = {
    "updates": "day", "agenda": "meeting", "decisions": "meeting", "calendar": "start", "funding": "first_year",
    "focus": "year",
}  # fmt: skip
"""The column that says of which day a row speaks: a bare number means the plan in force then."""
_OF_ENDED_PLANS = frozenset([Status.PARTLY_DONE, Status.NOT_DONE])
"""What is only said of a plan that has ended."""


def old_ties(sheet: Sheet | None, tables: Mapping[str, Sequence[Any]]) -> Iterable[Issue]:
    """Say in one notice what the indicators follow in a sheet older than the column that names it."""
    if sheet is None or "measures" in sheet.grid.columns:
        return
    ties = followed(tables["indicators"], tables["measures"])
    said = "; ".join(f"{own} → {', '.join(names)}" for own, names in ties.items())
    plan_of = {measure.id: measure.plan for measure in tables["measures"]}
    plans = dict.fromkeys(plan_of[name] for names in ties.values() for name in names)
    if said:
        yield issue(
            "ties_by_id",
            sheet.grid.tab.title,
            None,
            sheet.table.by_name["measures"].header,
            value=said,
            plan=", ".join(plans),
            others=", ".join(plan.id for plan in tables["plans"] if plan.id not in plans) or "–",
        )


# Keys and references


class Index:
    """What can be referred to: every id present in the tabs, refused rows included."""

    def __init__(self, stood: Snapshot | None = None) -> None:
        self._stood = stood
        self.plan_records: list[Plan] = []
        self.ids: dict[str, dict[str, str]] = defaultdict(dict)
        self.named: dict[str, dict[str, _Named]] = defaultdict(dict)
        self.numbers: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.titles: dict[str, str] = {}
        self.measure_numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.meeting_days: dict[str, date] = {}
        self.measure_plans: dict[str, str] = {}
        self.scales: dict[str, tuple[str, ...]] = {}
        self.external: set[str] = set()
        self.in_words: set[str] = set()
        self.ends: dict[str, date] = {}
        self.units: list[NamedUnit] = []
        self._municipalities: Municipalities | None = None

    def register_records(self, code: str, records: Iterable[Any]) -> None:
        """Take the ids of records that come from the fallback."""
        names = [column.name for column in BY_CODE[code].columns]
        for record in records:
            self.register(code, {name: getattr(record, name) for name in names})

    def register_rows(self, sheet: Sheet) -> None:
        """Take the ids of a tab's rows."""
        names = [column.name for column in sheet.table.columns] if sheet.table.code in _REFERRED else []
        for values in zip(*(sheet.values.get(name, ()) for name in names), strict=True):
            self.register(sheet.table.code, dict(zip(names, values, strict=True)))

    def register(self, code: str, row: Mapping[str, Any]) -> None:
        """Take the ids of one row. Of ids that differ only in their letters' form the same one wins in any order."""
        own = row.get("id") or (row["indicator"] if code == "trust" else None)
        if own:
            known = self.ids[code]
            known[fold(own)] = min(own, known.get(fold(own), own))
            if code != "trust":
                number = f"{row['plan']}-{row['number']}" if code == "measures" else ""
                self.named[code].setdefault(own, _Named(own, fold(row.get("title") or ""), fold(number)))
        if code == "plans" and own:
            self.plan_records.append(Plan(**row))
        elif code == "meetings" and own and row["day"]:
            self.meeting_days[own] = row["day"]
        elif code in ("directions", "commitments") and row["plan"] and row["number"]:
            self.numbers[code].add((row["plan"], row["number"]))
        elif code == "measures" and own and row["plan"]:
            self.measure_plans[own] = row["plan"]
            if row["number"]:
                self.measure_numbers[row["plan"], fold(row["number"])].add(own)
        elif code == "municipalities" and row["code"]:
            title, short_title = row["title"] or row["code"], row["short_title"] or row["code"]
            self.units.append(NamedUnit(row["code"], row["former_code"], title, short_title))
            self._municipalities = None
            if row["valid_to"]:
                self.ends[row["code"]] = row["valid_to"].last
        elif code == "institutions" and own and row["title"]:
            self.titles[fold(row["title"])] = min(own, self.titles.get(fold(row["title"]), own))
        elif code == "indicators" and own:
            if row["kind"] is IndicatorKind.BAND and row["scale"]:
                self.scales[own] = tuple(word for part in re.split(r"[/;]", row["scale"]) if (word := tidy(part)))
            if row["origin"] is Origin.EXTERNAL:
                self.external.add(own)
            if row["kind"] and row["kind"].in_words:
                self.in_words.add(own)

    def find(self, ref: str, token: str, meant: "_Meant") -> Parsed:
        """Return the canonical key of what a cell names, or `Bad`."""
        if ref == "municipalities":
            if self._municipalities is None:
                self._municipalities = Municipalities(self.units)
            return self._municipalities.find(token)
        if ref in ("directions", "commitments"):
            return Ok(token) if (meant.plan, token) in self.numbers[ref] else Bad("reference_unknown")
        if ref == "targets" and "/" in token:
            plan, _, number = token.rpartition("/")
            ref = "measures"
            if (plan, number) in self.numbers["commitments"]:
                return Ok(f"{plan}/{number}")
        found = self.ids["measures" if ref == "targets" else ref].get(fold(token))
        if found is None and ref == "institutions":
            found = self.titles.get(fold(token))
        if found is None and ref in ("measures", "targets"):
            return self._numbered(token, meant, commitments=ref == "targets")
        return Ok(found) if found else Bad("reference_unknown")

    def _numbered(self, token: str, meant: "_Meant", *, commitments: bool) -> Parsed:
        """Return what a bare number means: in the row's plan, else in the plan of its day, else where it is alone."""
        own = {plan.id: self._in_plan(plan.id, token, commitments=commitments) for plan in self.plan_records}
        every = {found for named in own.values() for found in named}
        plans = self._plans_of(meant) if meant.day else list(own)
        if meant.plan is not None:
            plans = [meant.plan]
        found = {found for plan in plans for found in own.get(plan, ())}
        if len(found) == 1:
            (name,) = found
            return Ok(name, "measure_read_as" if len(every) > 1 and meant.plan is None else None, (("value", name),))
        if not every or meant.plan is not None:
            return Bad("reference_unknown")
        return Bad("measure_unsure", (("choices", ", ".join(sorted(every, key=latvian_order))),))

    def _in_plan(self, plan: str, token: str, *, commitments: bool) -> set[str]:
        """Return what a number means in a plan: the commitment that has it, else its measures."""
        if commitments and (plan, token) in self.numbers["commitments"]:
            return {f"{plan}/{token}"}
        return self.measure_numbers.get((plan, fold(token)), set())

    def _plans_of(self, meant: "_Meant") -> list[str]:
        """Return the plans in force on a day, else the last that had ended; never one that is being drafted."""
        day = meant.day or date.max
        plans = [plan for plan in self.plan_records if plan.state is not PlanState.DRAFTING]
        ended = [plan for plan in plans if _end_of(plan) < day]
        in_force = [plan for plan in plans if (not plan.start or plan.start.first <= day) and day <= _end_of(plan)]
        if ended and (meant.ended or not in_force):
            return [max(ended, key=lambda plan: (_end_of(plan), plan.id)).id]
        return [plan.id for plan in in_force]

    def heir(self, ref: str, token: str) -> str | None:
        """Return the new id of a row that once had the id that a cell names, if one row can be told to be it.

        It has the title of the row that stood with that id, the number within its plan that the id is made of, or the
        place between the neighbours that the id belongs to, where its own does not.
        """
        ref = "measures" if ref == "targets" else ref
        named, lost = tuple(self.named.get(ref, {}).values()), fold(token)
        if not named or len(named) > MAX_IDS_NEAR:
            return None
        stood = getattr(self._stood, ref, ()) if ref != "trust" else ()
        before = {fold(record.id): fold(record.title or "") for record in stood}
        title = before.get(lost)
        found = [own.id for own in named if title and own.title == title and fold(own.id) not in before]
        found = found or [own.id for own in named if own.number == lost]
        if not found and ref != "meetings" and any(map(str.isdecimal, token)):
            between = _between([own.id for own in named], token)
            alike = _parted(lost)[0]
            found = [own for own in between if fold(own) not in before and _parted(fold(own))[0] == alike]
        return found[0] if len(found) == 1 else None

    def near(self, ref: str, token: str) -> str | None:
        """Return what a cell may have meant: what is called so, or differs from it by a slip of the hand alone."""
        if ref == "municipalities":
            return self._municipalities.near(token) if self._municipalities else None
        ref = "measures" if ref == "targets" else ref
        known, named = self.ids.get(ref, {}), tuple(self.named.get(ref, {}).values())
        if len(known) > MAX_IDS_NEAR:
            return None
        text = fold(token)
        called = [own.id for own in named if own.title == text]
        slips = [known[own] for own in known if _slip(text, own)]
        if not called and len(text) > _SHORT:
            alike = get_close_matches(text, [own.title for own in named], n=2, cutoff=_ALIKE)
            called = [own.id for own in named if own.title in alike]
        return next((found[0] for found in (called, slips) if len(found) == 1), None)


class _Named(NamedTuple):
    """What tells a row of a table that others refer to: its id, folded its title and its number within its plan."""

    id: str
    title: str
    number: str


_ALIKE = 0.9
"""How alike two names are that differ by a slip of the hand."""
_SHORT = 3
"""Ids and names of so few letters are all alike by chance."""


def _slip(text: str, own: str) -> bool:
    """Tell whether a text is an id with a slip of the hand; an id with another number or ending is another id.

    Signs between letters and digits do not count, nor one letter before the first digit.
    """
    (letters, rest), (own_letters, own_rest) = (_parted(each) for each in (text, own))
    if rest != own_rest:
        return False
    return letters == own_letters or (
        one_edit(letters, own_letters)
        and (bool(rest) or max(map(len, (letters, own_letters))) > _SHORT or sorted(letters) == sorted(own_letters))
    )


@lru_cache(maxsize=4096)
def _parted(text: str) -> tuple[str, str]:
    """Return the letters before a text's first digit and what follows, both without signs."""
    plain = re.sub(r"[\W_]+", "", text)
    start = next((place for place, letter in enumerate(plain) if letter.isdecimal()), len(plain))
    return plain[:start], plain[start:]


_order = lru_cache(maxsize=4096)(latvian_order)
"""Of ids, which are short and asked after again and again."""


def _between(ids: Sequence[str], lost: str) -> list[str]:
    """Return the ids that stand where one would that is not there: between its neighbours, and out of order there."""
    order, own = [_order(each) for each in ids], _order(lost)
    below = max((each for each in order if each < own), default=None)
    above = min((each for each in order if each > own), default=None)
    around = [None, *order, None]
    return [
        ids[place]
        for place, (left, here, right) in enumerate(zip(around, order, around[2:], strict=False))
        if (left, right) == (below, above) and not ((left is None or left < here) and (right is None or here < right))
    ]


def _end_of(plan: Plan) -> date:
    """Return a plan's last day; one without has no end, unless it is said to have ended."""
    if plan.end:
        return plan.end.last
    return date.min if plan.state is PlanState.ENDED else date.max


class _Meant(NamedTuple):
    """What a row says of the plan that a bare number in it belongs to.

    ``plan`` is named in the row, ``day`` is the day it speaks of; ``ended`` tells that it says what is only said of a
    plan that has ended.
    """

    plan: str | None = None
    day: date | None = None
    ended: bool = False


def resolve(sheet: Sheet, index: Index) -> None:
    """Turn what cells name into canonical keys."""
    table = sheet.table
    columns = [column for column in table.columns if column.ref]
    for column in (column for column in columns if column.ref != table.code):
        _resolve_column(sheet, column, index)
    index.register_rows(sheet)
    for column in (column for column in columns if column.ref == table.code):
        _resolve_column(sheet, column, index)


def _resolve_column(sheet: Sheet, column: Column, index: Index) -> None:
    ref = column.ref or ""
    values = sheet.values[column.name]
    of_plans = ref in ("directions", "commitments", "targets", "measures")
    known: dict[tuple[Any, _Meant], Parsed] = {}
    meant: list[tuple[int, tuple[Any, _Meant]]] = []
    for position, value in enumerate(values):
        if not value:
            continue
        own = _meant(sheet, position, index) if of_plans else _Meant()
        if own.plan == _NO_PLAN and ref in ("directions", "commitments"):
            continue
        if (value, own) not in known:
            known[value, own] = _find_all(value, own, column, index)
        meant.append((position, (value, own)))
    lost = {said: bad for said, bad in known.items() if isinstance(bad, Bad) and bad.code == "reference_unknown"}
    for said, bad in lost.items() if len(lost) <= _SUGGESTIONS else ():
        known[said] = _explained(bad, said[1], column, index)
    for position, key in meant:
        parsed = known[key]
        if isinstance(parsed, Ok):
            values[position] = parsed.value
            if parsed.notice:
                sheet.add(parsed.notice, position, column, **dict(parsed.args))
        else:
            sheet.reject(parsed.code, position, column, **dict(parsed.args), target=target_tab(column))


def _explained(bad: Bad, meant: "_Meant", column: Column, index: Index) -> Bad:
    """Return an unknown reference with what was probably meant: several in one, an id that changed, a slip."""
    ref, token = column.ref or "", dict(bad.args)["shown"]
    if column.many and COMMA_NUMBER.fullmatch(token):
        number = token.replace(",", ".")
        if isinstance(index.find(ref, number, meant), Ok):
            return Bad("number_or_list", (*bad.args, ("value", number), ("items", token.replace(",", "; "))))
    parts = parts_of(token)
    if len(parts) > 1 and any(isinstance(index.find(ref, part, meant), Ok) for part in parts):
        if column.many:
            return Bad("list_parted", (*bad.args, ("value", "; ".join(parts))))
        return Bad("one_only_row" if column.key else "one_only", (*bad.args, ("choices", quoted(parts))))
    if heir := index.heir(ref, token):
        return Bad("reference_renamed", (*bad.args, ("near", heir)))
    if near := index.near(ref, token):
        return Bad("reference_near", (*bad.args, ("near", near)))
    return bad


def _meant(sheet: Sheet, position: int, index: Index) -> _Meant:
    """Return what a row says of its plan: the plan it names, else the day it speaks of."""
    if "plan" in sheet.values:
        plan = sheet.values["plan"][position]
        if plan or "plan" in sheet.doubtful.get(position, ()):
            return _Meant(plan or _NO_PLAN)
    dated_by = _DATED_BY.get(sheet.table.code)
    dated = sheet.values[dated_by][position] if dated_by else None
    if isinstance(dated, str):
        dated = index.meeting_days.get(dated)
    elif isinstance(dated, int):
        dated = date(dated, 12, 31)
    elif isinstance(dated, PartialDate):
        dated = dated.last
    status = sheet.values["status"][position] if sheet.table.code == "updates" else None
    return _Meant(None, dated, ended=status in _OF_ENDED_PLANS)


def _find_all(value: Any, meant: _Meant, column: Column, index: Index) -> Parsed:
    """Find what a cell names, every item of a list; the first item that is unknown is the one a fault names."""
    found: list[Ok] = []
    for token in value if column.many else (value,):
        parsed = index.find(column.ref or "", token, meant)
        if isinstance(parsed, Bad):
            return parsed._replace(args=(("shown", shown(token)), *parsed.args))
        found.append(parsed)
    if not column.many:
        return found[0]
    read = [item for item in found if item.notice == "measure_read_as"]
    args = (("value", ", ".join(item.value for item in read)),) if read else ()
    return Ok(tuple(dict.fromkeys(item.value for item in found)), read[0].notice if read else None, args)


# What must agree


def cross_check(sheets: Mapping[str, Sheet], index: Index) -> None:
    """Let every sheet be judged by the rules of its table."""
    checks: Mapping[str, Callable[[Sheet, Index], None]] = {
        "plans": _check_plans,
        "updates": _check_updates,
        "measures": _check_parents,
        "meetings": _check_meetings,
        "agenda": _check_agenda,
        "municipalities": _check_points,
        "indicator_values": _check_values,
        "trust": _check_trust,
    }
    for code, sheet in sheets.items():
        _check_order(sheet)
        if code in checks:
            checks[code](sheet, index)
    if "meetings" in sheets and "agenda" in sheets:
        _check_agendas(sheets["meetings"], sheets["agenda"])


_PAIRS = (
    ("start", "end"),
    ("start", "deadline"),
    ("starts", "ends"),
    ("valid_from", "valid_to"),
    ("first_year", "last_year"),
)


def _comparable(value: Any, *, late: bool) -> Any:
    if isinstance(value, PartialDate):
        return value.last if late else value.first
    return value


def _check_order(sheet: Sheet) -> None:
    for before, after in _PAIRS:
        if before not in sheet.values or after not in sheet.values:
            continue
        first, last = sheet.table.by_name[before], sheet.table.by_name[after]
        for position, (start, end) in enumerate(zip(sheet.values[before], sheet.values[after], strict=True)):
            if start is None or end is None or _comparable(start, late=False) <= _comparable(end, late=True):
                continue
            sheet.reject("dates_out_of_order", position, last, before=first.header, value=format_value(start, first))


def _check_plans(sheet: Sheet, _index: Index) -> None:
    """Name the plans that are said to be in force together."""
    states = sheet.values["state"]
    both = [position for position, state in enumerate(states) if state is PlanState.IN_FORCE]
    for position in both if len(both) > 1 else ():
        others = ", ".join(sheet.values["id"][other] or "?" for other in both if other != position)
        sheet.add("plans_in_force", position, sheet.table.by_name["state"], others=others)


def _check_updates(sheet: Sheet, index: Index) -> None:
    status, evidence = sheet.table.by_name["status"], sheet.table.by_name["evidence"]
    ends = {plan.id: plan.end.last for plan in index.plan_records if plan.end}
    for position, value in enumerate(sheet.values["status"]):
        if value is None and not says(sheet, position, *_REPORTS):
            sheet.add("report_says_nothing", position, status)
        if value is Status.STOPPED and not says(sheet, position, "obstacles", "done"):
            sheet.reject("stopped_without_reason", position, status)
        elif value is Status.DONE and not says(sheet, position, "evidence"):
            sheet.add("done_without_evidence", position, evidence)
        elif value in (Status.PARTLY_DONE, Status.NOT_DONE):
            day: date | None = sheet.values["day"][position]
            end = ends.get(index.measure_plans.get(sheet.values["measure"][position], ""))
            if day and end and day <= end:
                sheet.reject("status_before_end", position, status, end=end.isoformat())


def _check_parents(sheet: Sheet, index: Index) -> None:
    column = sheet.table.by_name["parent"]
    ids, parents, plans = sheet.values["id"], sheet.values["parent"], sheet.values["plan"]
    has_parent = {own for own, parent in zip(ids, parents, strict=True) if parent and own}
    for position, parent in enumerate(list(parents)):
        if not parent or not plans[position]:
            continue
        if parent == ids[position]:
            sheet.reject("parent_itself", position, column)
        elif index.measure_plans.get(parent) != plans[position]:
            sheet.reject("parent_other_plan", position, column)
        elif parent in has_parent:
            sheet.reject("parent_of_parent", position, column)


def _check_meetings(sheet: Sheet, _index: Index) -> None:
    column = sheet.table.by_name["id"]
    for position, (own, day) in enumerate(zip(sheet.values["id"], sheet.values["day"], strict=True)):
        if own and day and own[:10] != day.isoformat():
            sheet.add("meeting_id_date", position, column, value=day.isoformat())
    _check_headings(sheet, "title")


def _check_headings(sheet: Sheet, name: str) -> None:
    for position, text in enumerate(sheet.values[name]):
        if text and len(text) > LONGEST_HEADING:
            sheet.add("heading_long", position, sheet.table.by_name[name], count=len(text), limit=LONGEST_HEADING)


def _check_agenda(sheet: Sheet, _index: Index) -> None:
    _check_headings(sheet, "question")
    pages = ", ".join(f"/{page}" for page in sorted(ADDRESSES))
    for position, address in enumerate(sheet.values["address"]):
        if address and any(page_of(one) is None for one in addresses_in(address)):
            sheet.add("address_unknown", position, sheet.table.by_name["address"], allowed=pages)
    items: dict[str, list[int]] = defaultdict(list)
    for position, meeting in enumerate(sheet.values["meeting"]):
        if meeting:
            items[meeting].append(position)
    for positions in items.values():
        if len(positions) > MOST_AGENDA_ITEMS:
            sheet.add("agenda_long", positions[0], sheet.table.by_name["meeting"], count=len(positions))


def _check_agendas(meetings: Sheet, agenda: Sheet) -> None:
    """Name the council's meetings without an agenda; of another's none is awaited."""
    known = set(agenda.values["meeting"])
    for position, (own, kind) in enumerate(zip(meetings.values["id"], meetings.values["kind"], strict=True)):
        if own and own not in known and kind is MeetingKind.COUNCIL and position not in meetings.refused:
            meetings.add("agenda_missing", position, meetings.table.by_name["id"], target=BY_CODE["agenda"].tab)


def _check_points(sheet: Sheet, _index: Index) -> None:
    """Say it in one sentence where latitude and longitude have changed places: each is out of its own bounds alone."""
    latitude, longitude = (sheet.table.by_name[name] for name in ("latitude", "longitude"))
    headers = {sheet.grid.headers.get(column.name, column.header) for column in (latitude, longitude)}
    for position in [where for where, bad in sheet.doubtful.items() if {"latitude", "longitude"} <= bad]:
        swapped = (
            parse(sheet.cell(position, latitude), longitude),
            parse(sheet.cell(position, longitude), latitude),
        )
        if all(isinstance(parsed, Ok) and parsed.value is not None for parsed in swapped):
            row = sheet.numbers[position]
            sheet.issues = [fault for fault in sheet.issues if fault.row != row or fault.column not in headers]
            sheet.reject("coordinates_swapped", position, latitude)


def _check_values(sheet: Sheet, index: Index) -> None:
    _check_bands(sheet, index)
    _check_ended(sheet, index)
    _check_superseded(sheet, index)
    _check_numbers(sheet, index)


def _check_ended(sheet: Sheet, index: Index) -> None:
    """Name values whose source is dated after their municipality's last day: they stay its history."""
    column = sheet.table.by_name["municipality"]
    for position, (code, dated) in enumerate(
        zip(sheet.values["municipality"], sheet.values["source_date"], strict=True)
    ):
        end = index.ends.get(code)
        if end and dated and dated.first > end:
            sheet.add("municipality_ended", position, column, end=end.isoformat(), value=dated.iso)


def _check_superseded(sheet: Sheet, index: Index) -> None:
    """Name the values that a newer one of the same cell and year stands above, and those without a date.

    One a year is how the tab is meant to grow, and no slip; assessments by others come by edition.
    """
    column = sheet.table.by_name["source_date"]
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    cells = zip(sheet.values["municipality"], sheet.values["indicator"], strict=True)
    for position, (code, indicator) in enumerate(cells):
        if position not in sheet.refused and indicator not in index.external and _answers(sheet, position, index):
            rows[code, indicator].append(position)
    for positions in rows.values():
        in_order = sorted(positions, key=lambda position: judged(sheet.values["source_date"][position]))
        for position, newer in pairwise(in_order):
            dates = (sheet.values["source_date"][own] for own in (position, newer))
            if len({dated.year if dated else None for dated in dates} - {None}) < 2:
                sheet.add("value_superseded", position, column, newer=sheet.numbers[newer])


def _check_numbers(sheet: Sheet, index: Index) -> None:
    """Name the numbers without the answer that their indicator asks for in a word: they answer nothing."""
    column = sheet.table.by_name["number"]
    for position, number in enumerate(sheet.values["number"]):
        if number is not None and not _answers(sheet, position, index) and "answer" not in sheet.doubtful[position]:
            sheet.add("number_without_answer", position, column)


def _answers(sheet: Sheet, position: int, index: Index) -> bool:
    """Tell whether a row answers its indicator, by the rule of `data.answers.openness.answered`."""
    in_words = sheet.values["indicator"][position] in index.in_words
    said = sheet.values["answer"][position] not in (None, Answer.NOT_REPORTED)
    return said or says(sheet, position, "band", *(() if in_words else ("number",)))


def _check_bands(sheet: Sheet, index: Index) -> None:
    """Part the closed answers from a band's own words, which stand in a field of their own and on its scale."""
    column = sheet.table.by_name["answer"]
    answers = sheet.values["answer"]
    bands = [None if isinstance(value, Answer) else value for value in answers]
    sheet.values["answer"] = [value if isinstance(value, Answer) else None for value in answers]
    sheet.values["band"] = bands
    for position, word in enumerate(bands):
        if word is None:
            continue
        scale = index.scales.get(sheet.values["indicator"][position], ())
        bands[position] = {fold(known): known for known in scale}.get(fold(word))
        if bands[position] is None:
            allowed = ", ".join(f"„{known}”" for known in scale or column.choices)
            sheet.reject("band_unknown", position, column, allowed=allowed)


_PASSED = (("indicator_values", "source_date"), ("municipalities", "population_date"), ("plans", "approved"))
"""What has happened when it is written down: a day to come is a slip of the hand."""
FAR_YEARS, AHEAD_YEARS = 5, 2
"""So far from its plan or meeting a date is named as a likely slip; a meeting, so far ahead (decision 0005)."""


def check_days(sheets: Mapping[str, Sheet], index: Index, today: date | None) -> None:
    """Name dates that are sound but out of place: to come where they should have passed, too early, or far off."""
    plans = {plan.id: plan for plan in index.plan_records}
    first = min((plan.start.first for plan in plans.values() if plan.start), default=None)
    if today:
        soon = _years_after(today, AHEAD_YEARS)
        for code, name in (own for own in _PASSED if own[0] in sheets):
            _out_of_place(sheets[code], name, "day_to_come", repeat(today), _after)
        if reports := sheets.get("updates"):
            _out_of_place(reports, "day", "report_to_come", repeat(today), _after)
        if events := sheets.get("calendar"):
            happened = [state is EventState.HAPPENED for state in events.values["state"]]
            _out_of_place(events, "start", "day_to_come", [today if own else None for own in happened], _after)
        if meetings := sheets.get("meetings"):
            _out_of_place(meetings, "day", "day_far_ahead", repeat(soon), _after)
    if first and (meetings := sheets.get("meetings")):
        _out_of_place(meetings, "day", "day_long_past", repeat(_years_after(first, -FAR_YEARS)), _before)
    if reports := sheets.get("updates"):
        own = [plans.get(index.measure_plans.get(name or "", "")) for name in reports.values["measure"]]
        starts = (plan.start.first if plan and plan.start else None for plan in own)
        _out_of_place(reports, "day", "day_before_plan", starts, _before)
        _out_of_place(reports, "new_deadline", "deadline_before_report", reports.values["day"], _before)
        _out_of_place(reports, "new_deadline", "deadline_far", map(_last_of, own), _far_after)
    if measures := sheets.get("measures"):
        ends = (_last_of(plans.get(plan or "")) for plan in measures.values["plan"])
        _out_of_place(measures, "deadline", "deadline_far", ends, _far_after)
    if decisions := sheets.get("decisions"):
        days = [index.meeting_days.get(meeting or "") for meeting in decisions.values["meeting"]]
        _out_of_place(decisions, "due", "due_before_meeting", days, _before)
        _out_of_place(decisions, "due", "due_far", days, _far_after)


def _out_of_place(
    sheet: Sheet, name: str, code: str, days: Iterable[date | None], wrong: Callable[[PartialDate, date], bool]
) -> None:
    """Name the dates of a column that stand wrongly to the day that goes with their row."""
    column = sheet.table.by_name[name]
    for position, (said, day) in enumerate(zip(sheet.values[name], days, strict=False)):
        if said is None or day is None or position in sheet.refused:
            continue
        dated = said if isinstance(said, PartialDate) else PartialDate(said.year, said.month, said.day)
        if wrong(dated, day):
            sheet.add(code, position, column, value=day.isoformat())


def _before(dated: PartialDate, day: date) -> bool:
    return dated.last < day


def _after(dated: PartialDate, day: date) -> bool:
    return dated.first > day


def _far_after(dated: PartialDate, day: date) -> bool:
    return dated.first > _years_after(day, FAR_YEARS)


def _years_after(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


def _last_of(plan: Plan | None) -> date | None:
    return plan.end.last if plan and plan.end else None


_IN_POINTS = frozenset([Response.CHANGE, Response.GAP])
_PARTS = (
    (Response.HIGH, Response.NEUTRAL, Response.LOW, Response.DONT_KNOW),
    (Response.SHARE, Response.NEUTRAL, Response.SHARE_NEGATIVE, Response.DONT_KNOW),
    (Response.AGREE, Response.DISAGREE, Response.DONT_KNOW),
    (Response.TENDS_TO_TRUST, Response.TENDS_NOT_TO_TRUST, Response.DONT_KNOW),
)
"""The answers that share out one hundred."""
_FEWEST_SHARES, _FAR_ABOVE = 3, 5
"""So many shares of an answer, none below so many percent, make one below one percent look like a fraction of one."""
_ROUNDING = 0.5
"""By how much a published part may lie above its true value: most are rounded to whole percent."""


def _check_trust(sheet: Sheet, _index: Index) -> None:
    """Refuse unknown countries, units that do not go with the answer, shares below zero, parts above the whole."""
    country, unit, value = (sheet.table.by_name[name] for name in ("country", "unit", "value"))
    columns = (sheet.values[name] for name in ("country", "response", "unit", "value"))
    for position, (code, response, own, number) in enumerate(zip(*columns, strict=True)):
        if code and code not in AVERAGES and code not in country_codes():
            sheet.reject("country_unknown", position, country)
        if response is None or own is None:
            continue
        if (response in _IN_POINTS) is not (own is Unit.PERCENTAGE_POINTS):
            answer = format_value(response, sheet.table.by_name["response"])
            sheet.reject("unit_of_answer", position, unit, answer=answer)
        elif own is Unit.PERCENT and number is not None and number < 0:
            sheet.reject("number_out_of_range", position, value, low=0, high=100)
    _check_fractions(sheet, value)
    _check_parts(sheet, value)


def _check_fractions(sheet: Sheet, value: Column) -> None:
    """Name the shares below one where all others of the same answer are far above: 0,38 where 38 % may be meant."""
    asked: dict[Key, list[int]] = defaultdict(list)
    columns = (sheet.values[name] for name in ("indicator", "response", "unit", "value"))
    for position, (indicator, response, unit, number) in enumerate(zip(*columns, strict=True)):
        if unit is Unit.PERCENT and number:
            asked[indicator, response].append(position)
    numbers = sheet.values["value"]
    for positions in asked.values():
        rest = [numbers[position] for position in positions if numbers[position] > 1]
        if len(rest) < _FEWEST_SHARES or min(rest) < _FAR_ABOVE:
            continue
        for position in positions:
            if numbers[position] < 1 and "%" not in shown(sheet.cell(position, value)):
                bounds = {"low": f"{min(rest):.0f}", "high": f"{max(rest):.0f}"}
                sheet.add("share_fraction", position, value, **bounds, value=f"{numbers[position] * 100:.3g}")


def _check_parts(sheet: Sheet, value: Column) -> None:
    """Refuse every part of a question whose parts add to more than 100, since nobody can tell which is wrong."""
    asked: dict[Key, dict[Response, int]] = defaultdict(dict)
    names = [name for name in sheet.table.key if name != "response"]
    for position, key in enumerate(zip(*(sheet.values[name] for name in names), strict=True)):
        response = sheet.values["response"][position]
        if position not in sheet.refused and response and sheet.values["value"][position] is not None:
            asked[key][response] = position
    for answers in asked.values():
        for parts in _PARTS:
            places = [answers[part] for part in parts if part in answers]
            total = sum(sheet.values["value"][place] for place in places)
            if len(places) > 1 and total > 100 + _ROUNDING * len(places):
                rows = ", ".join(str(sheet.numbers[place]) for place in places)
                for place in places:
                    sheet.reject("parts_over_whole", place, value, rows=rows, total=f"{total:g}")
                break
