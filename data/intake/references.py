"""What cells name in other tabs: every id that may be named, what a name means, and what was probably meant."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NamedTuple

from data.contract.columns import Column
from data.contract.tables import BY_CODE, TABLES
from data.intake.cells import COMMA_NUMBER
from data.intake.names import Municipalities, NamedUnit
from data.intake.parsed import Bad, Ok, Parsed
from data.intake.sheet import Sheet, target_tab
from data.intake.text import fold, one_edit, parts_of, quoted, shown, tidy
from data.model import IndicatorKind, Origin, PartialDate, Plan, PlanState, Snapshot, Status
from data.words import latvian_order

MAX_IDS_NEAR = 2000
"""Among more ids none is looked for that was probably meant."""
_SUGGESTIONS = 50
"""Up to so many unknown references of a column are explained: looking is slow, a broken tab can hold thousands."""
_NO_PLAN = "?"
"""The plan of a row whose plan cannot be used: a bare number in it names nothing."""
_REFERRED = frozenset(column.ref for table in TABLES for column in table.columns if column.ref)
"""The tables that others refer to."""
_DATED_BY = {
    "updates": "day",
    "agenda": "meeting",
    "decisions": "meeting",
    "calendar": "start",
    "funding": "first_year",
    "focus": "year",
}
"""The column that says of which day a row speaks: a bare number means the plan in force then."""
_OF_ENDED_PLANS = frozenset([Status.PARTLY_DONE, Status.NOT_DONE])
"""What is only said of a plan that has ended."""


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
        key = row.get("id") or (row["indicator"] if code == "trust" else None)
        if key:
            known = self.ids[code]
            known[fold(key)] = min(key, known.get(fold(key), key))
            if code != "trust":
                number = f"{row['plan']}-{row['number']}" if code == "measures" else ""
                self.named[code].setdefault(key, _Named(key, fold(row.get("title") or ""), fold(number)))
        if code == "plans" and key:
            self.plan_records.append(Plan(**row))
        elif code == "meetings" and key and row["day"]:
            self.meeting_days[key] = row["day"]
        elif code in ("directions", "commitments") and row["plan"] and row["number"]:
            self.numbers[code].add((row["plan"], row["number"]))
        elif code == "measures" and key and row["plan"]:
            self.measure_plans[key] = row["plan"]
            if row["number"]:
                self.measure_numbers[row["plan"], fold(row["number"])].add(key)
        elif code == "municipalities" and row["code"]:
            title, short_title = row["title"] or row["code"], row["short_title"] or row["code"]
            self.units.append(NamedUnit(row["code"], row["former_code"], title, short_title))
            self._municipalities = None
            if row["valid_to"]:
                self.ends[row["code"]] = row["valid_to"].last
        elif code == "institutions" and key and row["title"]:
            self.titles[fold(row["title"])] = min(key, self.titles.get(fold(row["title"]), key))
        elif code == "indicators" and key:
            if row["kind"] is IndicatorKind.BAND and row["scale"]:
                self.scales[key] = tuple(word for part in re.split(r"[/;]", row["scale"]) if (word := tidy(part)))
            if row["origin"] is Origin.EXTERNAL:
                self.external.add(key)
            if row["kind"] and row["kind"].in_words:
                self.in_words.add(key)

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
        entry = self.ids["measures" if ref == "targets" else ref].get(fold(token))
        if entry is None and ref == "institutions":
            entry = self.titles.get(fold(token))
        if entry is None and ref in ("measures", "targets"):
            return self._numbered(token, meant, commitments=ref == "targets")
        return Ok(entry) if entry else Bad("reference_unknown")

    def _numbered(self, token: str, meant: "_Meant", *, commitments: bool) -> Parsed:
        """Return what a bare number means: in the row's plan, else in the plan of its day, else where it is alone."""
        by_plan = {plan.id: self._in_plan(plan.id, token, commitments=commitments) for plan in self.plan_records}
        every = {number for named in by_plan.values() for number in named}
        plans = self._plans_of(meant) if meant.day else list(by_plan)
        if meant.plan is not None:
            plans = [meant.plan]
        matching = {number for plan in plans for number in by_plan.get(plan, ())}
        if len(matching) == 1:
            (name,) = matching
            return Ok(name, "measure_read_as" if len(every) > 1 and meant.plan is None else None, (("value", name),))
        if not every or meant.plan is not None:
            return Bad("reference_unknown")
        return Bad("measure_unsure", (("choices", quoted(sorted(every, key=latvian_order))),))

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
        candidates = [
            record.id for record in named if title and record.title == title and fold(record.id) not in before
        ]
        candidates = candidates or [record.id for record in named if record.number == lost]
        if not candidates and ref != "meetings" and any(map(str.isdecimal, token)):
            between = _between([record.id for record in named], token)
            alike = _parted(lost)[0]
            candidates = [key for key in between if fold(key) not in before and _parted(fold(key))[0] == alike]
        return candidates[0] if len(candidates) == 1 else None

    def near(self, ref: str, token: str) -> str | None:
        """Return what a cell may have meant: what is called so, or differs from it by a slip of the hand alone."""
        if ref == "municipalities":
            return self._municipalities.near(token) if self._municipalities else None
        ref = "measures" if ref == "targets" else ref
        known, named = self.ids.get(ref, {}), tuple(self.named.get(ref, {}).values())
        if len(known) > MAX_IDS_NEAR:
            return None
        text = fold(token)
        called = [record.id for record in named if record.title == text]
        slips = [known[key] for key in known if _slip(text, key)]
        if not called and len(text) > _SHORT:
            alike = get_close_matches(text, [record.title for record in named], n=2, cutoff=_ALIKE)
            called = [record.id for record in named if record.title in alike]
        return next((one[0] for one in (called, slips) if len(one) == 1), None)


class _Named(NamedTuple):
    """What tells a row of a table that others refer to: its id, folded its title and its number within its plan."""

    id: str
    title: str
    number: str


_ALIKE = 0.9
"""How alike two names are that differ by a slip of the hand."""
_SHORT = 3
"""Ids and names of so few letters are all alike by chance."""


def _slip(text: str, other: str) -> bool:
    """Tell whether a text is an id with a slip of the hand; an id with another number or ending is another id.

    Signs between letters and digits do not count, nor one letter before the first digit.
    """
    (letters, rest), (own_letters, own_rest) = (_parted(each) for each in (text, other))
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
    order, place = [_order(each) for each in ids], _order(lost)
    below = max((each for each in order if each < place), default=None)
    above = min((each for each in order if each > place), default=None)
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
        identifier = _meant(sheet, position, index) if of_plans else _Meant()
        if identifier.plan == _NO_PLAN and ref in ("directions", "commitments"):
            continue
        if (value, identifier) not in known:
            known[value, identifier] = _find_all(value, identifier, column, index)
        meant.append((position, (value, identifier)))
    lost = {cell: bad for cell, bad in known.items() if isinstance(bad, Bad) and bad.code == "reference_unknown"}
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
            return Bad("number_or_list", (*bad.args, ("value", number)))
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
    parts: list[Ok] = []
    for token in value if column.many else (value,):
        parsed = index.find(column.ref or "", token, meant)
        if isinstance(parsed, Bad):
            return parsed._replace(args=(("shown", shown(token)), *parsed.args))
        parts.append(parsed)
    if not column.many:
        return parts[0]
    read = [item for item in parts if item.notice == "measure_read_as"]
    args = (("value", ", ".join(item.value for item in read)),) if read else ()
    return Ok(tuple(dict.fromkeys(item.value for item in parts)), read[0].notice if read else None, args)
