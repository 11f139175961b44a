"""A half year of an invented country's sheet: 200 edits, 30 mistakes among them, and every figure as counted by hand.

The model knows nothing of the product: it keeps, beside each row, what is to be shown of it, and counts that by the
contract's rules in a few lines of its own. A tab that is held shows what stood before the mistake. After every edit
the figures of the product must be those of the model: no figure changes without an edit that says so.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from data import live
from data.answers import attention, openness
from data.answers.money import money
from data.answers.progress import progress
from data.answers.schedule import deadlines
from data.contract.tables import BY_CODE, TABLES
from data.live import Current
from data.live.refresher import Refresher
from data.raw import RawBook, RawTab
from data.sample.country import book, sample
from data.sample.sizes import Sizes
from data.sources import SourceError
from data.store.store import Store

PLAN = "Z2"
SEED = 26
EDITS, MISTAKES = 200, 30
STARTED_ON = date(2026, 11, 27)
SOURCE = "csv:half-year"
NEXT_MEETING = "2026-12-03"
NAMES = {table.code: list(table.by_name) for table in TABLES}
Cells = dict[str, str]


@dataclass
class Row:
    """A row as the sheet has it, and as it is to be shown; ``says`` None: not at all."""

    cells: Cells
    says: Cells | None
    doubled: bool = False


@dataclass
class Desk:
    """The sheet, with the model of what it shows; ``held`` tabs show ``kept``, ``spoilt`` change the book when read."""

    rows: dict[str, list[Row]]
    day: date = STARTED_ON
    held: frozenset[str] = frozenset()
    kept: dict[str, list[Cells]] = field(default_factory=dict)
    spoilt: Callable[[dict[str, list[list[str]]]], object] | None = None
    silent: bool = False

    def said(self, code: str) -> list[Cells]:
        return [row.says for row in self.rows[code] if row.says is not None]

    def shown(self, code: str) -> list[Cells]:
        return self.kept[code] if code in self.held else self.said(code)

    def hold(self, *codes: str) -> None:
        self.held = frozenset(codes)
        self.kept = {code: [dict(says) for says in self.said(code)] for code in codes}

    def add(self, code: str, **cells: str) -> Row:
        own = dict.fromkeys(NAMES[code], "") | cells
        row = Row(own, dict(own))
        self.rows[code].append(row)
        return row

    def read(self) -> RawBook:
        if self.silent:
            raise SourceError("network_cut", "tests")
        grids = {
            code: [
                [column.header for column in BY_CODE[code].columns],
                *([row.cells[name] for name in NAMES[code]] for row in rows),
            ]
            for code, rows in self.rows.items()
        }
        if self.spoilt:
            self.spoilt(grids)
        return RawBook("half-year", tuple(RawTab(title, tuple(map(tuple, rows))) for title, rows in grids.items()))


class Source:
    """The desk as the refresher reads it."""

    name = "half-year"

    def __init__(self, desk: Desk) -> None:
        self.read = desk.read


# The model: what a hand would count

STATES = {
    "Izpildīts": "done", "Izpildīts daļēji": "partly_done", "Īsteno pastāvīgi": "ongoing",
    "Tiek īstenots": "under_way", "Nav uzsākts": "not_started", "Nav izpildīts": "not_done", "Pārtraukts": "stopped",
}  # fmt: skip


def state(reports: list[Cells]) -> str:
    """One measure's state from its reports: the institution's newest word, else what public sources say."""
    for assessor in ("", "publiski avoti"):
        for own in reversed(reports):
            if own["assessor"] == assessor and own["status"] in STATES:
                return STATES[own["status"]]
    return "no_status" if reports else "no_news"


def ask(reports: list[Cells], decided: str) -> str | None:
    """The day of what a measure's institution still asks of the council; ``decided``: when it last did as asked."""
    for own in reversed(reports):
        if own["assessor"] == "" and own["needed_from_council"]:
            return own["day"] if own["day"] >= decided else None
        if own["assessor"] == "" and own["status"] in STATES:
            return None
    return None


def counted(desk: Desk) -> dict[str, Any]:
    """Every figure that is compared, by hand."""
    measures = [own for own in desk.shown("measures") if own["plan"] == PLAN]
    parents = {own["parent"] for own in measures}
    own_measures = [own for own in measures if own["id"] not in parents and own["added"] <= desk.day.isoformat()]
    reports: dict[str, list[Cells]] = {own["id"]: [] for own in own_measures}
    for report in sorted(desk.shown("updates"), key=lambda own: own["day"]):
        if report["measure"] in reports and report["day"] <= desk.day.isoformat():
            reports[report["measure"]].append(report)
    moved = {name: [own["new_deadline"] for own in found if own["assessor"] == "" and own["new_deadline"]]
             for name, found in reports.items()}  # fmt: skip
    answers: dict[tuple[str, str], list[Cells]] = {}
    for own in desk.shown("indicator_values"):
        answers.setdefault((own["municipality"], own["indicator"]), []).append(own)
    newest = {key: max(rows, key=lambda own: own["source_date"]) for key, rows in answers.items()}
    met = {own["id"]: own["day"] for own in desk.shown("meetings") if own["day"] <= desk.day.isoformat()}
    decided: dict[str, str] = {}
    for own in desk.shown("decisions"):
        if own["state"] == "izpildīts" and own["meeting"] in met:
            for name in own["measures"].split("; "):
                decided[name] = max(met[own["meeting"]], decided.get(name, ""))
    need: Counter[str] = Counter()
    for own in desk.shown("funding"):
        if own["plan"] in (PLAN, "") and own["kind"] == "vajadzība" and own["last_year"] in ("", own["first_year"]):
            need[own["first_year"]] += int(own["amount"] or 0)
    return {
        "states": {name: n for name, n in Counter(map(state, reports.values())).items() if n},
        "asks": {name: day for name, found in reports.items() if (day := ask(found, decided.get(name, "")))},
        "deadlines": {own["id"]: (moved[own["id"]] or [own["deadline"]])[-1] for own in own_measures},
        "answers": {key: ANSWERS[own["answer"]] for key, own in newest.items()},
        "decisions": {own["id"]: (own["state"], own["due"]) for own in desk.shown("decisions")},
        "need": {year: float(amount) for year, amount in need.items()},
        "trust": sorted(float(own["value"].replace(",", ".")) for own in desk.shown("trust")),
        "agenda": sorted((own["meeting"], own["number"], own["question"]) for own in desk.shown("agenda")),
        "rows": {code: len(desk.shown(code)) for code in NAMES if code != "approvals"},
    }


ANSWERS = {
    "ir": "yes",
    "daļēji": "partly",
    "nav": "no",
    "plānots": "planned",
    "nav ziņu": None,
    "neattiecas": "not_applicable",
}
DECISIONS = {"open": "izpildē", "done": "izpildīts", "cancelled": "atcelts"}


def published(current: Current, day: date) -> dict[str, Any]:
    """The same figures as the product gives them."""
    own = current.snapshot
    where = progress(own, PLAN, day)
    rows = [row for row in attention.attention(own, where, PLAN) if row.rule is attention.Rule.COUNCIL_ASKED]
    return {
        "states": {str(state): n for state, n in where.tally.parts.items() if n},
        "asks": {row.standing.measure.id: str(row.since) for row in rows if row.standing},
        "deadlines": {
            item.measure.id: chain[-1][1].iso if (chain := deadlines(item)) else "" for item in where.standings
        },
        "answers": {key: cell.answered and str(cell.answered) for key, cell in openness.cells(own, day).items()},
        "decisions": {
            row.id: (DECISIONS[str(row.state)], row.due.iso if row.due else "") for row in own.decisions
        },
        "need": {str(year.year): year.need for year in money(own, PLAN).years if year.need is not None},
        "trust": sorted(row.value for row in own.trust if row.value is not None),
        "agenda": sorted((row.meeting, row.number, row.question) for row in own.agenda),
        "rows": {code: len(getattr(own, code)) for code in NAMES if code != "approvals"},
    }  # fmt: skip


# Edits: what an editor does on purpose. Each returns what it did, for the message of a failure.


def pick(desk: Desk, chance: random.Random, code: str, **wanted: Callable[[str], bool]) -> Row:
    """A row that shows what stands in it."""
    own = [
        row
        for row in desk.rows[code]
        if row.says == row.cells and not row.doubled and all(test(row.cells[name]) for name, test in wanted.items())
    ]
    return chance.choice(own)


def write(row: Row, **cells: str) -> None:
    row.cells |= cells
    row.says = dict(row.cells)


def free_measure(desk: Desk, chance: random.Random) -> str:
    """A measure of the plan that counts and has no report of today."""
    parents = {row.cells["parent"] for row in desk.rows["measures"]}
    today = {row.cells["measure"] for row in desk.rows["updates"] if row.cells["day"] == desk.day.isoformat()}
    return pick(desk, chance, "measures", plan=PLAN.__eq__, id=lambda own: own not in parents | today).cells["id"]


def told(desk: Desk, chance: random.Random, **cells: str) -> str:
    """Add a report of today on a measure; return the measure's ID."""
    measure = free_measure(desk, chance)
    desk.add("updates", **{"measure": measure, "day": desk.day.isoformat(), "done": "Paveikts."} | cells)
    return measure


def report(desk: Desk, chance: random.Random) -> str:
    status = chance.choice(["Izpildīts", "Tiek īstenots", "Īsteno pastāvīgi", "Nav uzsākts"])
    wish = chance.choice(["", "", "Lūdzam lēmumu."])
    return f"{status}: {told(desk, chance, status=status, evidence='Protokols', needed_from_council=wish)}"


def report_by_number(desk: Desk, chance: random.Random) -> str:
    """A bare number means the plan in force on the row's day, which is the second one."""
    measure = told(desk, chance, status="Tiek īstenots")
    number = next(own.cells["number"] for own in desk.rows["measures"] if own.cells["id"] == measure)
    desk.rows["updates"][-1].cells["measure"] = number
    return f"report on bare {number}"


def public_report(desk: Desk, chance: random.Random) -> str:
    return f"public sources: {told(desk, chance, assessor='publiski avoti', status='Izpildīts', evidence='Ziņa')}"


def same_again(desk: Desk, chance: random.Random) -> str:
    return f"no change: {told(desk, chance, status='Bez izmaiņām')}"


def new_deadline(desk: Desk, chance: random.Random) -> str:
    return f"new deadline: {told(desk, chance, status='Tiek īstenots', new_deadline='2028-06')}"


def correct_status(desk: Desk, chance: random.Random) -> str:
    row = pick(desk, chance, "updates", status="Tiek īstenots".__eq__)
    write(row, status="Nav uzsākts")
    return f"corrected {row.cells['measure']} {row.cells['day']}"


def withdraw(desk: Desk, chance: random.Random) -> str:
    row = pick(desk, chance, "updates")
    desk.rows["updates"] = [own for own in desk.rows["updates"] if own is not row]
    return f"withdrew {row.cells['measure']} {row.cells['day']}"


def answer(desk: Desk, chance: random.Random) -> str:
    row = pick(desk, chance, "indicator_values", answer=bool)
    write(row, answer=chance.choice(["ir", "daļēji", "nav", "plānots"]))
    return f"answer {row.cells['municipality']} {row.cells['indicator']}"


def new_answer(desk: Desk, chance: random.Random) -> str:
    row = pick(desk, chance, "indicator_values")
    key = {name: row.cells[name] for name in ("municipality", "indicator")}
    dated = [own for own in desk.rows["indicator_values"] if key.items() <= own.cells.items()]
    if not any(own.cells["source_date"] >= desk.day.isoformat() for own in dated):
        cells = key | {"answer": "ir", "source": "https://example.org/a", "source_date": desk.day.isoformat()}
        desk.add("indicator_values", **cells)
    return f"new answer {key}"


def decide(desk: Desk, chance: random.Random) -> str:
    number = len(desk.rows["decisions"])
    meeting = pick(desk, chance, "meetings").cells["id"]
    asked = [row.cells["measure"] for row in desk.rows["updates"] if row.cells["needed_from_council"]]
    desk.add("decisions", id=f"{meeting}-N{number}", meeting=meeting, text="Nolemj.", due="2027-12",
             state=chance.choice(["izpildē", "izpildīts"]), measures=chance.choice(asked))  # fmt: skip
    return f"decision {number}"


def carried_out(desk: Desk, chance: random.Random) -> str:
    row = pick(desk, chance, "decisions")
    write(row, state="izpildīts")
    return f"carried out {row.cells['id']}"


def agenda(desk: Desk, chance: random.Random) -> str:
    """An agenda is rewritten as people do: the order turned, an item put in above and one taken out."""
    meeting = chance.choice([NEXT_MEETING, "2026-05-21"])
    own = [row for row in desk.rows["agenda"] if row.cells["meeting"] == meeting]
    texts = [{name: row.cells[name] for name in ("question", "presenter", "address", "measures")} for row in own]
    chance.shuffle(texts)
    texts = [{**texts[0], "question": f"Jauns jautājums ({desk.day:%d.%m.%Y.})"}, *texts[: max(2, len(texts) - 2)]]
    desk.rows["agenda"] = [row for row in desk.rows["agenda"] if row.cells["meeting"] != meeting]
    for number, cells in enumerate(texts, start=1):
        desk.add("agenda", meeting=meeting, number=str(number), **cells)
    return f"agenda of {meeting}"


def meet(desk: Desk, chance: random.Random) -> str:
    day = desk.day + timedelta(days=chance.randrange(30, 60))
    if all(row.cells["id"] != day.isoformat() for row in desk.rows["meetings"]):
        desk.add("meetings", id=day.isoformat(), plan=PLAN, day=day.isoformat(), kind="cita", title="Tikšanās")
    return f"meeting {day}"


def deadline(desk: Desk, chance: random.Random) -> str:
    row = pick(desk, chance, "measures", plan=PLAN.__eq__, deadline=bool)
    write(row, deadline="2028-09-30")
    return f"deadline {row.cells['id']}"


def reword(desk: Desk, chance: random.Random) -> str:
    row = pick(desk, chance, "measures")
    write(row, title=f"{row.cells['title']} (precizēts)")
    return f"reworded {row.cells['id']}"


def spend(desk: Desk, chance: random.Random) -> str:
    row = pick(desk, chance, "funding", kind="vajadzība".__eq__, amount=bool)
    write(row, amount=str(int(row.cells["amount"]) + 1000))
    return "need"


def measured(desk: Desk, chance: random.Random) -> str:
    row = pick(desk, chance, "trust", value=str.isdecimal)
    write(row, value=str(max(1, int(row.cells["value"]) - 1)))  # more, and its parts might be over 100
    return "trust figure"


def sort_rows(desk: Desk, chance: random.Random) -> str:
    """Whole rows may stand anywhere."""
    code = chance.choice(["updates", "indicator_values", "trust", "decisions"])
    chance.shuffle(desk.rows[code])
    return f"sorted {code}"


KINDS = (
    report, report, report, report_by_number, public_report, same_again, new_deadline, correct_status, withdraw, answer,
    new_answer, decide, carried_out, agenda, meet, deadline, reword, spend, measured, sort_rows,
)  # fmt: skip


# Mistakes: what happens to editors. Each is undone after a few edits; the model does not move for any of them.

Undo = Callable[[], object]
Mistake = Callable[[Desk, random.Random], Undo]


def _in_the_book(desk: Desk, spoil: Callable[[dict[str, list[list[str]]]], object], *held: str) -> Undo:
    desk.hold(*held)
    desk.spoilt = spoil

    def undo() -> None:
        desk.spoilt, desk.held = None, frozenset()

    return undo


def gone(code: str) -> Mistake:
    return lambda desk, _: _in_the_book(desk, lambda grids: grids.pop(code), code)


def renamed(code: str, title: str) -> Mistake:
    return lambda desk, _: _in_the_book(desk, lambda grids: grids.__setitem__(title, grids.pop(code)), code)


def headed(code: str, name: str, header: str) -> Mistake:
    def spoil(grids: dict[str, list[list[str]]]) -> None:
        grids[code][0][NAMES[code].index(name)] = header

    return lambda desk, _: _in_the_book(desk, spoil, code)


def without_column(code: str, name: str) -> Mistake:
    def spoil(grids: dict[str, list[list[str]]]) -> None:
        for row in grids[code]:
            del row[NAMES[code].index(name)]

    return lambda desk, _: _in_the_book(desk, spoil, code)


def _sort(grids: dict[str, list[list[str]]], code: str, name: str) -> None:
    place = NAMES[code].index(name)
    for row, cell in zip(grids[code][1:], sorted(row[place] for row in grids[code][1:]), strict=True):
        row[place] = cell


def column_sorted(*columns: tuple[str, str]) -> Mistake:
    """One column of each tab is sorted without the others."""

    def spoil(grids: dict[str, list[list[str]]]) -> None:
        for code, name in columns:
            _sort(grids, code, name)

    return lambda desk, _: _in_the_book(desk, spoil, *(code for code, _ in columns))


def fewer(code: str, share: float) -> Mistake:
    def spoil(grids: dict[str, list[list[str]]]) -> None:
        del grids[code][1 + round(len(grids[code]) * (1 - share)) :]

    return lambda desk, _: _in_the_book(desk, spoil, code)


def everything_gone(desk: Desk, _: random.Random) -> Undo:
    def spoil(grids: dict[str, list[list[str]]]) -> None:
        grids.clear()
        grids["Lapa1"] = [["a", "b"]]

    return _in_the_book(desk, spoil, *(code for code in NAMES if code != "approvals"))


def id_renamed(desk: Desk, _: random.Random) -> Undo:
    """A measure's ID is mended by hand while its reports still name the old one."""

    def spoil(grids: dict[str, list[list[str]]]) -> None:
        named = {row[0] for row in grids["updates"][1:]}
        row = next(row for row in grids["measures"][1:] if row[0] in named)
        row[0] += "0"

    return _in_the_book(desk, spoil, "measures")


def source_silent(desk: Desk, _: random.Random) -> Undo:
    """The source fails: nothing changes, whatever is edited meanwhile."""
    desk.hold(*NAMES)
    desk.silent = True

    def undo() -> None:
        desk.silent, desk.held = False, frozenset()

    return undo


def _taken_out(desk: Desk, code: str, row: Row) -> Undo:
    def undo() -> None:
        desk.rows[code] = [own for own in desk.rows[code] if own is not row]

    return undo


def new_row(says: bool, **cells: str) -> Mistake:
    """A new report goes wrong; ``says``: it is known as news, without a status."""

    def mistake(desk: Desk, chance: random.Random) -> Undo:
        whole = {"measure": free_measure(desk, chance), "day": desk.day.isoformat()} | cells
        row = desk.add("updates", **whole)
        row.says = row.cells | {"status": ""} if says else None
        return _taken_out(desk, "updates", row)

    return mistake


def spoilt(code: str, name: str, text: str, **wanted: Callable[[str], bool]) -> Mistake:
    """A cell of a row that stood is overwritten; what it said stays."""

    def mistake(desk: Desk, chance: random.Random) -> Undo:
        row = pick(desk, chance, code, **wanted)
        row.cells = row.cells | {name: text}
        return lambda: setattr(row, "cells", dict(row.says or {}))

    return mistake


def total(desk: Desk, _: random.Random) -> Undo:
    row = desk.add("funding", plan="Kopā", amount="999999")
    row.says = None
    return _taken_out(desk, "funding", row)


def pasted_twice(desk: Desk, chance: random.Random) -> Undo:
    row = pick(desk, chance, "trust")
    row.doubled = True
    twin = desk.add("trust", **row.cells)
    twin.says = None
    out = _taken_out(desk, "trust", twin)

    def undo() -> None:
        out()
        row.doubled = False

    return undo


PLANTED: tuple[Mistake, ...] = (
    gone("updates"), gone("indicator_values"), gone("decisions"), gone("trust"), gone("agenda"),
    renamed("meetings", "Sēdes 2027"), renamed("decisions", "Lēmumi (2)"), renamed("measures", "Pasākumi kopija"),
    headed("updates", "obstacles", ""), headed("indicator_values", "answer", "Rezultāts"),
    headed("updates", "measure", "PasÄ“kums"), without_column("updates", "assessor"),
    column_sorted(("updates", "status")), column_sorted(("indicator_values", "answer")),
    column_sorted(("updates", "status"), ("trust", "value"), ("decisions", "due")),
    fewer("updates", 0.3), fewer("trust", 0.5), everything_gone, id_renamed, source_silent,
    new_row(True, status="Izpildīts / Tiek īstenots", done="Paveikts."), new_row(True), new_row(False, day="?"),
    new_row(False, measure="Z2-99.9", status="Izpildīts", done="Paveikts.", evidence="Protokols"),
    spoilt("updates", "status", "gandrīz", status=bool), spoilt("updates", "day", "drīzumā"),
    spoilt("indicator_values", "municipality", "Vlkas novads"),
    spoilt("funding", "amount", "#REF!", amount=bool, kind="vajadzība".__eq__),
    total, pasted_twice,
)  # fmt: skip


def steps(desk: Desk, chance: random.Random) -> Iterator[str]:
    """Play the half year: an edit a step, mistakes among them, each undone before the next."""
    planted = dict(
        zip(sorted(chance.sample(range(6, EDITS - 8, 6), MISTAKES)), chance.sample(PLANTED, MISTAKES), strict=True)
    )
    undo: tuple[int, Undo] | None = None
    for number in range(EDITS):
        if number == 5:
            desk.day = date.fromisoformat(NEXT_MEETING) - timedelta(days=1)
            yield f"{number}: on the eve of the meeting, {agenda(desk, chance)}"
            continue
        desk.day += timedelta(days=chance.choice([0, 1, 1, 1, 2]))
        said = f"{number}: {chance.choice(KINDS)(desk, chance)}"
        if undo and undo[0] <= number:
            undo[1]()
            undo, said = None, f"{said}; a mistake undone"
        yield said
        if number in planted:
            undo = number + chance.randrange(1, 5), planted[number](desk, chance)
            yield f"{number}: mistake {planted[number].__qualname__}"
    assert undo is None
    assert len(planted) == MISTAKES == len(PLANTED)


def test_no_figure_changes_without_an_edit_that_says_so(tmp_path: Path) -> None:
    made = book(sample(1, Sizes(measures=60, municipalities=9, indicators=7)).snapshot)
    short = {"trust": 61, "calendar": 11}  # so many rows, or it would take twice the time
    rows = {
        tab.title: [
            Row(dict(zip(NAMES[tab.title], map(str, row), strict=True)), None)
            for row in tab.rows[1 : short.get(tab.title)]
        ]
        for tab in made.tabs
    }
    for row in (row for own in rows.values() for row in own):
        row.says = dict(row.cells)
    desk, chance, clock = (
        Desk(rows),
        random.Random(SEED),
        [datetime(2026, 11, 27, 7, tzinfo=UTC)],
    )
    store = Store(f"sqlite:///{tmp_path / 'h.sqlite3'}")

    writer = live._StoreWriter(store, SOURCE)

    def begun() -> Refresher:
        assert writer.keeping.drain(60)
        own = Refresher(Source(desk), live.embedded(), writer=writer, now=lambda: clock[0])
        own.ask()
        return own

    own, restarts, holds = begun(), 0, 0
    own.step()
    for number, done in enumerate(steps(desk, chance)):
        clock[0] = datetime(desk.day.year, desk.day.month, desk.day.day, 8, tzinfo=UTC) + timedelta(seconds=number)
        if desk.held and number % 3 == 0:
            before, own, restarts = own.current, begun(), restarts + 1  # in the middle of a hold
            assert (own.current.snapshot, own.current.held) == (before.snapshot, before.held), done
        current = own.step()
        assert published(current, desk.day) == counted(desk), done
        expected = set() if desk.silent else desk.held
        assert {hold.table for hold in current.held} == expected or desk.silent, done
        holds += bool(expected)
    assert current.held == ()
    assert restarts > 5
    assert holds > MISTAKES / 2
    store.close()
