"""Mistakes planted into the invented country's sheet: one at least of each kind that a folder of files can hold.

For training editors and testing the check: the list of what was planted says which issue each is to give, and where.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from data.contract.tables import BY_CODE, INVENTED_HEADER, MOST_AGENDA_ITEMS, TABLES
from data.intake.issues import TEXTS
from data.model import Snapshot
from data.publish import tables
from data.sample.world import MERGED
from data.words import N_, Words

PLANTED = "planted.json"
"""The list, beside the tables and read by no check."""
_NOT_IN_A_FOLDER = N_("Only a workbook can hold it: merged, hidden or typed cells.")
_WHOLE_SOURCE = N_("It stops the whole source from being read.")
_LIVE = N_("Only a live source or a second read can show it.")
_ONE_REASON = N_("A tab can be held for one reason only, and the other mistakes need their tabs.")
_TRUE_NAMES = N_("It needs the plans or municipalities of Latvia, or two of one name.")
_BY_THE_DAY = N_("It depends on the day on which the folder is checked.")
_SPOILS = N_("It would spoil the rows that the other mistakes need.")
_REASONS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "merged_filled",
            "merged_cells",
            "hidden_rows",
            "filtered_rows",
            "formula_not_calculated",
            "id_became_date",
            "link_unread",
        ),
        _NOT_IN_A_FOLDER,
    ),
    **dict.fromkeys(("report_to_come", "day_to_come", "day_far_ahead"), _BY_THE_DAY),
    "reference_renamed": _SPOILS,
    **dict.fromkeys(
        (
            "source_missing",
            "source_kind",
            "folder_without_tables",
            "not_a_workbook",
            "workbook_unread",
            "unpacks_too_large",
            "parse_too_slow",
            "parse_too_heavy",
            "parse_waited",
            "texts_too_large",
            "workbook_protected",
        ),
        _WHOLE_SOURCE,
    ),
    **dict.fromkeys(("municipality_former", "municipality_ambiguous", "ties_by_id"), _TRUE_NAMES),
}
_LIVE_BEGINNINGS = ("guard_", "hold_", "store_", "google_", "download_", "network_", "own_")


@dataclass(frozen=True)
class Planted:
    """One issue that a mistake is to give: its code, tab (the file's name), row and header."""

    code: str
    tab: str
    row: int | None
    column: str | None


Wanted = str | Callable[[str], bool]
"""A cell's text, or what tells whether it will do."""


@dataclass
class _Desk:
    """The tables while mistakes are put into them; each mistake takes a row of its own."""

    grids: dict[str, list[list[str]]]
    planted: list[Planted] = field(default_factory=list)
    taken: set[tuple[str, int]] = field(default_factory=set)

    def place(self, table: str, column: str) -> int:
        """Return a column's place by its code name."""
        return list(BY_CODE[table].by_name).index(column)

    def row(self, table: str, **wanted: Wanted) -> int:
        """Take the first free row whose cells are as wanted, by 0-based place in the grid; the header is 0."""
        tests = {self.place(table, name): want for name, want in wanted.items()}
        for number, row in enumerate(self.grids[table]):
            if number == 0 or (table, number) in self.taken:
                continue
            if all(want(row[at]) if callable(want) else row[at] == want for at, want in tests.items()):
                self.taken.add((table, number))
                return number
        raise LookupError(f"no row of {table} for {sorted(wanted)}")

    def note(self, code: str, table: str, row: int | None = None, column: str | None = None) -> None:
        """Note the issue that is to come; ``row`` as the spreadsheet numbers it."""
        header = BY_CODE[table].by_name[column].header if column else None
        self.planted.append(Planted(code, table, row, header))

    def put(self, code: str, table: str, column: str, text: str, **wanted: Wanted) -> int:
        """Write a bad cell into a free row that is as wanted, and note it."""
        number = self.row(table, **wanted)
        self.grids[table][number][self.place(table, column)] = text
        self.note(code, table, number + 1, column)
        return number

    def add(self, table: str, **cells: str) -> int:
        """Add a row at the end; return its number as the spreadsheet has it."""
        self.grids[table].append([cells.get(name, "") for name in BY_CODE[table].by_name])
        self.taken.add((table, len(self.grids[table]) - 1))
        return len(self.grids[table])

    def copy(self, table: str, number: int, **cells: str) -> int:
        """Add a row like another but for some cells."""
        copied = dict(zip(BY_CODE[table].by_name, self.grids[table][number], strict=True))
        return self.add(table, **(copied | cells))


def _some(text: str) -> bool:
    return bool(text)


def _reports(desk: _Desk) -> None:
    second: dict[str, Wanted] = {"measure": lambda text: text.startswith("Z2")}
    for code, column, text in (
        ("word_normalised", "status", "procesā"),
        ("unknown_word", "status", "Zaļš"),
        ("unknown_word_near", "status", "Tiek istenot"),
        ("status_before_end", "status", "Izpildīts daļēji"),
    ):
        desk.put(code, "updates", column, text, status="Tiek īstenots", assessor="", **second)
    for code, text in (
        ("personal_data_removed", "Sagatavots; jautāt: birojs@example.org."),
        ("cell_loading", "Notiek ielāde…"),
        ("text_too_long", "Ļoti gari. " * 200),
    ):
        desk.put(code, "updates", "done", text, status="Tiek īstenots")
    desk.put("date_out_of_range", "updates", "new_deadline", "2205-06-30", status="Tiek īstenots")
    desk.put("reference_near", "updates", "measure", "Z21.1", status="Bez izmaiņām")
    desk.put("day_needed_month", "updates", "day", "2026. gada aprīlis", status="Bez izmaiņām")
    desk.put("day_needed_year", "updates", "day", "2026", status="Bez izmaiņām")
    desk.put("key_missing", "updates", "day", "", status="Bez izmaiņām")
    desk.put("key_unsaid", "updates", "day", "?", status="Bez izmaiņām")
    desk.put("one_word_only", "updates", "status", "Tiek īstenots; Nav uzsākts", status="Tiek īstenots")
    named = [row[0] for row in desk.grids["institutions"][1:3]]
    desk.put("one_only", "updates", "reported_by", "; ".join(named), status="Tiek īstenots")
    desk.put("list_parted", "measures", "co_responsible", ", ".join(named), plan="Z2", parent="")
    desk.put("deadline_before_report", "updates", "new_deadline", "2019", status="Tiek īstenots")
    desk.put("day_before_plan", "updates", "day", "2016-03-01", status="Tiek īstenots", new_deadline="", **second)
    bare = desk.put("stopped_without_reason", "updates", "status", "Pārtraukts", status="Pārtraukts")
    for name in ("done", "obstacles"):
        desk.grids["updates"][bare][desk.place("updates", name)] = ""
    bare = desk.row("updates", status="Bez izmaiņām", assessor="", **second)
    row, place = desk.grids["updates"][bare], desk.place("updates", "measure")
    row[place] = row[place].removeprefix("Z2-")
    desk.note("measure_read_as", "updates", bare + 1, "measure")
    silent = desk.put("report_says_nothing", "updates", "status", "", status="Bez izmaiņām")
    for name in ("done", "obstacles", "needed_from_council"):
        desk.grids["updates"][silent][desk.place("updates", name)] = ""
    for number, row in enumerate(desk.grids["updates"]):
        if row[desk.place("updates", "status")] == "Izpildīts" and not row[desk.place("updates", "evidence")]:
            desk.note("done_without_evidence", "updates", number + 1, "evidence")
    twin = desk.row("updates", status="Tiek īstenots")
    for number in (twin + 1, desk.copy("updates", twin, done="Cits teksts.")):
        desk.note("duplicate_key", "updates", number, "measure")
    again = desk.row("updates", status="Tiek īstenots", assessor="", **second)
    desk.copy("updates", again)
    desk.note("rows_repeated", "updates", again + 1, "measure")


def _plan(desk: _Desk) -> None:
    desk.put("date_normalised", "plans", "approved", "2024. gada 5. decembris", id="Z2")
    desk.put("not_yes_no", "commitments", "irm_promising", "varbūt")
    desk.put("not_a_link", "commitments", "link", "example org")
    desk.put("reference_unknown", "commitments", "responsible", "PLB; Kultūras ministrija")
    dated: dict[str, Wanted] = {"plan": "Z2", "start": _some, "deadline": _some, "parent": ""}
    desk.put("not_a_date", "measures", "deadline", "drīzumā", **dated)
    desk.put("date_period", "measures", "deadline", "2027. gada II ceturksnis", **dated)
    desk.put("date_several", "measures", "deadline", "2026–2027", **dated)
    desk.put("deadline_far", "measures", "deadline", "2040", **dated)
    desk.put("impossible_date", "measures", "deadline", "31.02.2027", **dated)
    desk.put("dates_out_of_order", "measures", "deadline", "2024-12-31", **dated)
    plain: dict[str, Wanted] = {"plan": "Z2", "parent": "", "number": lambda number: number not in ("2.2", "6.3")}
    desk.put("required_missing", "measures", "title", "", **plain)
    desk.put("reference_missing", "measures", "commitment", "", **plain)
    desk.put("reference_unsaid", "measures", "commitment", "?", **plain)
    desk.put("parent_of_parent", "measures", "parent", "Z2-6.3a", **plain)
    desk.put("parent_itself", "measures", "parent", "Z2-6.3b", id="Z2-6.3b")
    desk.put("parent_other_plan", "measures", "parent", "Z2-6.3", id="Z1-6.3c")


def _money(desk: _Desk) -> None:
    for code, text in (("number_points", "120.000,00"), ("number_unit_dropped", "90 000 EUR")):
        desk.put(code, "funding", "amount", text, amount=_some)
    # Where mending them moves a sum that is seen first: of the plan in force, and of what is summed.
    summed: dict[str, Wanted] = {"plan": "Z2", "kind": lambda text: text in ("vajadzība", "piešķirts")}
    for code, text in (("formula_error", "#REF!"), ("not_a_number", "~45"), ("number_ambiguous", "30.500")):
        desk.put(code, "funding", "amount", text, amount=_some, **summed)
    desk.put("required_unsaid", "funding", "kind", "?", amount=_some)
    desk.add("funding", plan="Kopā:", amount="1234567")
    desk.note("totals_row", "funding", len(desk.grids["funding"]))


def _meetings(desk: _Desk) -> None:
    desk.put("link_scheme_added", "meetings", "link", "example.org/sedes/1")
    desk.put("not_a_time", "meetings", "starts", "pēcpusdienā")
    moved = desk.put("meeting_id_date", "meetings", "day", "2022-05-20", id="2022-05-19")
    desk.planted[-1] = Planted("meeting_id_date", "meetings", moved + 1, "ID")
    desk.put("letters_damaged", "meetings", "title", "Izdomāta sēde â€“ padome")
    number = desk.add("meetings", id="2027-06-10", day="2027-06-10", kind="uzraudzības padome")
    desk.note("agenda_missing", "meetings", number, "id")
    number = desk.add("meetings", id="jūnija sēde", day="2027-06-17", kind="cita")
    desk.note("meeting_id_form", "meetings", number, "id")
    number = desk.add("meetings", id="2015-06-10", day="2015-06-10", kind="cita")
    desk.note("day_long_past", "meetings", number, "day")
    desk.grids["meetings"].append(list(desk.grids["meetings"][0]))
    desk.note("header_repeated", "meetings", len(desk.grids["meetings"]))
    desk.put("id_normalised", "agenda", "number", "2.", number="2")
    desk.put("not_an_id", "agenda", "number", "anna@example.org", number="3")
    desk.put("number_or_list", "agenda", "measures", "1,1")
    desk.put("address_unknown", "agenda", "address", "/pasakums?pasakums=1.1")
    desk.put("heading_long", "agenda", "question", "Ļoti garš jautājums. " * 10)
    last = desk.grids["meetings"][12][0]
    first = next(number for number, row in enumerate(desk.grids["agenda"]) if row[0] == last)
    for more in range(MOST_AGENDA_ITEMS):
        desk.add("agenda", meeting=last, number=str(more + 20), question="Vēl viens jautājums")
    desk.note("agenda_long", "agenda", first + 1, "meeting")


def _municipalities(desk: _Desk) -> None:
    for text in ("1.234,50", "1,234.50"):
        desk.put("number_style_mixed", "municipalities", "area_km2", text, valid_to="")
    desk.put("not_whole", "municipalities", "population", "5918,5", valid_to="")
    swapped = desk.row("municipalities", valid_to="")
    one, other = (desk.place("municipalities", name) for name in ("latitude", "longitude"))
    row = desk.grids["municipalities"][swapped]
    row[one], row[other] = row[other], row[one]
    desk.note("coordinates_swapped", "municipalities", swapped + 1, "latitude")
    number = desk.add("municipalities", code="9 0", title="Bez koda novads", short_title="Bez koda", kind="novads")
    desk.note("code_form", "municipalities", number, "code")


def _answers(desk: _Desk) -> None:
    newest: dict[str, Wanted] = {"source_date": "2026-02-16"}
    desk.put("code_zeros_added", "indicator_values", "municipality", "901000", municipality="0901000", **newest)
    both = "; ".join(row[0] for row in desk.grids["municipalities"][1:3])
    desk.put("one_only_row", "indicator_values", "municipality", both, **newest)
    desk.put("band_unknown", "indicator_values", "answer", "diezgan augsta", indicator="AR-2", **newest)
    desk.put("number_commas", "indicator_values", "number", "12,500.00", indicator="SK-1", **newest)
    bare = desk.put("number_without_answer", "indicator_values", "number", "1500", indicator="PL-6.3a", **newest)
    desk.grids["indicator_values"][bare][desk.place("indicator_values", "answer")] = ""
    desk.put("measure_unsure", "indicators", "measures", "1.1", id="IN-1")
    older = desk.row("indicator_values", indicator="PL-6.3d", answer="ir", **newest)
    desk.copy("indicator_values", older, source_date="2026-05-04")
    desk.note("value_superseded", "indicator_values", older + 1, "source_date")
    ended = desk.grids["municipalities"][desk.row("municipalities", valid_to=_some)][0]
    number = desk.add(
        "indicator_values", municipality=ended, indicator="PL-6.3d", answer="ir", source_date=f"{MERGED.year + 1}-02-16"
    )
    desk.note("municipality_ended", "indicator_values", number, "municipality")


def _surveys(desk: _Desk) -> None:
    group: dict[str, Wanted] = {"group": _some}
    desk.put("read_as_default", "trust", "confidence", "n/a", **group)
    desk.put("read_as_empty", "trust", "link", "n/a", **group)
    desk.put("link_scheme", "trust", "link", "javascript:alert(1)", **group)
    desk.put("number_out_of_range", "trust", "value", "245", **group)
    desk.put("country_unknown", "trust", "country", "QQQ", **group)
    desk.put("unit_of_answer", "trust", "unit", "procentpunkti", **group)
    desk.put("share_fraction", "trust", "value", "0,38", response="augsta vai vidēji augsta", unit="%", group="")
    wave: dict[str, Wanted] = {"country": "NOR", "year": "2025", "group": ""}
    for answer in ("augsta vai vidēji augsta", "neitrāla", "zema vai nav"):
        number = desk.row("trust", response=answer, **wave)
        desk.grids["trust"][number][desk.place("trust", "value")] = "60"
        desk.note("parts_over_whole", "trust", number + 1, "value")


def _headers(desk: _Desk) -> None:
    """Change headers and columns; this comes last, since it moves cells."""
    for table in TABLES:
        assert len(desk.grids[table.code][0]) == len(table.columns)
    desk.grids["measures"][0][desk.place("measures", "number")] = "Numurs"
    desk.note("column_alias", "measures", 1, "number")
    desk.grids["updates"][0].append("Saziņai")
    desk.note("column_unknown", "updates", 1)
    desk.grids["municipalities"][0][desk.place("municipalities", "source")] = ""
    desk.note("column_unheaded", "municipalities", 1)
    note = desk.place("trust", "note")
    for row in desk.grids["trust"]:
        del row[note]
    desk.note("column_missing_optional", "trust", None, "note")
    for row in desk.grids["funding"]:
        row.append(row[desk.place("funding", "source")])
    desk.note("column_doubled_optional", "funding", 1, "source")


_WORK = (_reports, _plan, _money, _meetings, _municipalities, _answers, _surveys, _headers)


def planted(snapshot: Snapshot) -> tuple[dict[str, bytes], tuple[Planted, ...]]:
    """Return the files of a snapshot with the mistakes in them, by name, and the issues that they are to give."""
    grids = {
        table.code: [[column.header for column in table.columns], *tables.rows(snapshot, table)] for table in TABLES
    }
    desk = _Desk(grids)
    for work in _WORK:
        work(desk)
    marked = {code: _marked(grid, tables.invented_mark(snapshot, code)) for code, grid in desk.grids.items()}
    files = {f"{code}.csv": _csv(grid).encode() for code, grid in marked.items() if code != "decisions"}
    desk.planted.append(Planted("tab_from_embedded", BY_CODE["decisions"].tab, None, None))
    files["INSTITŪCIJAS.csv"] = b"Izdom\xc4\x81tas iest\xc4\x81des\r\n" + files.pop("institutions.csv")
    desk.planted += [Planted(code, "INSTITŪCIJAS", None, None) for code in ("tab_alias", "rows_above_header")]
    files["directions.csv"] = _csv(marked["directions"]).encode("cp1257")
    del files["approvals.csv"]
    files["Apstiprinājumi.csv"] = b"Kas\r\nViss\r\n"
    files["Piezīmes.csv"] = "Piezīme\r\nIzdomāta\r\n".encode()
    files["Pasākumi (2).csv"] = files["measures.csv"]
    files["Uzmanības lokā.csv"] = files["focus.csv"]
    files["calendar.csv"] += b'"2026-01-01,"never closed\r\n'
    desk.planted += [
        Planted("approvals_unread", "Apstiprinājumi", None, None),
        Planted("encoding_cp1257", "directions", None, None),
        Planted("tab_unknown", "Piezīmes", None, None),
        Planted("tab_copy", "Pasākumi (2)", None, None),
        Planted("tab_doubled", BY_CODE["focus"].tab, None, None),
        Planted("csv_broken", "calendar", None, None),
    ]
    return files, tuple(desk.planted)


def _marked(grid: list[list[str]], mark: tuple[str, ...]) -> list[list[str]]:
    """Return a grid whose rows say that they are invented, in a column behind all others; nothing else moves."""
    header = grid[0]
    return [
        [*row, *[""] * (len(header) - len(row)), *((INVENTED_HEADER,) if row[: len(header)] == header else mark)]
        for row in grid
    ]


def _csv(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def not_planted(done: Iterable[Planted]) -> dict[str, str]:
    """Return every other kind of issue with the reason why no folder of this country holds it (a catalogue key)."""
    there = {one.code for one in done}
    return {
        code: _LIVE if code.startswith(_LIVE_BEGINNINGS) else _REASONS.get(code, _ONE_REASON)
        for code in TEXTS
        if code not in there
    }


def write(snapshot: Snapshot, folder: Path, words: Words) -> tuple[Planted, ...]:
    """Write the tables with the mistakes over those of a folder, and the list beside them; return what was planted."""
    files, done = planted(snapshot)
    for old in folder.glob("*.csv"):
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    listed = {
        "planted": [asdict(one) for one in done],
        "not_planted": {code: words.say(reason) for code, reason in not_planted(done).items()},
    }
    (folder / PLANTED).write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return done
