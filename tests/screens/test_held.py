"""What is held or kept is said wherever it is shown: banner, data line, lists, Datu kvalitāte."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from components.blocks.html import write
from components.blocks.vocabulary import plain
from components.documents.report import report
from components.meeting.agenda import measures_grid
from components.screens.quality import dryrun
from components.view import View, plan_of
from data import live
from data.__main__ import main
from data.answers.progress import standings
from data.intake.result import Checked
from data.live import Current
from data.live.holding import judge
from data.live.refresher import Refresher
from data.model import Issue, Severity
from data.raw import RawBook, RawCell
from data.store.store import Store
from data.words import words
from tests.helpers import Grid, book, embedded_grids, place
from tests.live.reads import Source
from tests.screens.conftest import Visit

NOON = datetime(2026, 11, 22, 10, tzinfo=UTC)
EMBEDDED = live.embedded()


def read(*changes: Callable[[dict[str, Grid]], object]) -> RawBook:
    grids = embedded_grids()
    for change in changes:
        change(grids)
    return book(grids)


def shown(monkeypatch: pytest.MonkeyPatch, *reads: RawBook) -> Checked:
    """Let the screens show the last of some reads of one source."""
    last: Checked | None = None
    for number, one in enumerate(reads):
        last = judge(one, EMBEDDED.snapshot, last, NOON + timedelta(minutes=number))
    assert last
    current = Current(last.snapshot, last.issues, "Plāna tabula", read_at=NOON, held=last.holds)
    monkeypatch.setattr(live, "current", lambda: current)
    return last


def half(grids: dict[str, Grid]) -> None:
    grids["updates"] = grids["updates"][:10]


def bad_status(grids: dict[str, Grid]) -> None:
    """A newer row on measure 1.2, done by public sources, whose status is no word."""
    row: list[RawCell] = [""] * len(grids["updates"][0])
    row[0], row[1], row[3] = "P5-1.2", "2026-11-20", "Izpildīts / Tiek īstenots"
    grids["updates"].append(row)


def spoilt_cell(grids: dict[str, Grid]) -> None:
    row = next(row for row in grids["updates"] if row[0] == "P5-1.2")
    row[3] = "gandrīz"


def test_rows_that_cannot_be_used_are_counted_on_the_screens_concerned(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that was read before stands in its last good copy; of one that was not nothing is shown."""

    def bad(grids: dict[str, Grid]) -> None:
        grids["measures"][1][place("measures", "commitment")] = "99"
        grids["measures"][2][place("measures", "commitment")] = ""

    shown(monkeypatch, read(bad))
    said = (
        "Kļūdu dēļ šeit nav redzamas un netiek skaitītas rindas (to skaits pa darblapām): Izpildes gaita 2, Pasākumi 2."
    )
    assert said in visit("").text
    assert said not in visit("uzticesanas").text
    shown(monkeypatch, read(), read(bad))
    assert "netiek skaitītas" not in visit("").text


BANNER = "Kopš 22.11.2026. plkst. 12.01 aizturētās darblapas, kurām rāda pēdējos derīgos datus: Izpildes gaita."


@pytest.mark.parametrize("screen", ["", "pasakumi", "sede", "dati"])
def test_a_hold_stands_in_the_banner_of_the_screens_concerned(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    shown(monkeypatch, read(), read(half))
    assert BANNER in visit(screen).text


def test_what_was_never_read_well_is_not_said_to_be_shown(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def headless(grids: dict[str, Grid]) -> None:
        grids["updates"][0][0] = ""

    shown(monkeypatch, read(headless))
    text = visit("pasakumi").text
    sentence = "Kopš 22.11.2026. plkst. 12.00 aizturētas darblapas, kurām pēdējo derīgo datu nav, tāpēc to datus nerāda"
    assert f"{sentence}: Izpildes gaita." in text
    assert "rāda pēdējos derīgos datus" not in text


@pytest.mark.parametrize(
    ("screen", "table", "tab"),
    [
        ("", "plans", "Plāni"),
        ("", "measures", "Pasākumi"),
        ("", "updates", "Izpildes gaita"),
        ("pasakumi", "measures", "Pasākumi"),
        ("kalendars", "calendar", "Kalendārs"),
        ("pasvaldibas", "indicators", "Rādītāji"),
        ("pasvaldibas", "indicator_values", "Pašvaldību dati"),
        ("pasvaldibas", "municipalities", "Pašvaldības"),
        ("uzticesanas", "trust", "Uzticēšanās"),
        ("sede", "meetings", "Sēdes"),
    ],
)
def test_what_was_never_read_well_is_not_said_to_be_none(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, screen: str, table: str, tab: str
) -> None:
    def headless(grids: dict[str, Grid]) -> None:
        grids[table][0] = ["?"] * len(grids[table][0])

    shown(monkeypatch, read(headless))
    page = visit(screen)
    assert page.h1 == f"No darblapas „{tab}” nav derīgu datu, tāpēc nav zināms, kas tajā teikts."
    assert "Kalendārā tādu notikumu nav" not in page.text


def test_an_amount_that_cannot_be_read_is_not_told_as_unknown_and_its_last_good_one_counts(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt(grids: dict[str, Grid]) -> None:
        for row in grids["funding"][1:]:
            if row[place("funding", "kind")] == "piešķirts":
                row[place("funding", "amount")] = "daudz"

    silent = "Cits šim plānam piešķirts finansējums ar zināmu summu nav atrasts."
    shown(monkeypatch, read(spoilt))
    text = visit("kalendars").text
    assert "(302 000 €); ierakstīto piešķirto finansējumu nevar nolasīt" in text
    assert "starpība netiek rēķināta. 1 ierakstītu summu nevar nolasīt; tā nav ieskaitīta." in text
    assert "2024. gads · piešķirts · summu nevar nolasīt · " in text
    assert silent not in text
    shown(monkeypatch, read(), read(spoilt))
    text = visit("kalendars").text
    assert "piešķirtais finansējums zināms par 1 gadu (30 000 €)" in text
    assert "summu nevar nolasīt" not in text
    assert silent in text


@pytest.mark.parametrize("screen", ["uzticesanas", "pasvaldibas"])
def test_other_screens_have_it_in_the_data_line_alone(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    shown(monkeypatch, read(), read(half))
    page = visit(screen)
    assert BANNER not in page.text
    assert "Nav no jaunākā nolasījuma: Izpildes gaita (aizturēts kopš 22.11.2026. plkst. 12.01)" in page.footer


def test_the_figures_stay_and_no_screen_says_that_all_is_well(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = visit("").h1
    shown(monkeypatch, read(), read(half))
    assert visit("").h1 == usual
    page = visit("dati")
    assert "aizturēta 1 darblapa" in page.h1
    assert "avots ir nolasīts; 1 darblapa ir aizturēta" in page.text
    assert "kā paredzēts" not in page.text


def test_three_faults_of_one_tab_are_one_tab_held(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def two_columns(grids: dict[str, Grid]) -> None:
        grids["updates"][0][0] = grids["updates"][0][1] = ""

    found = shown(monkeypatch, read(), read(two_columns))
    assert sum(issue.code == "column_missing" for issue in found.issues) == 2
    assert "aizturēta 1 darblapa" in visit("dati").h1


def test_the_row_to_paste_releases_what_it_is_for(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Datu kvalitāte offers is pasted as it stands, and the next read shows the change."""
    held = shown(monkeypatch, read(), read(half))
    page = visit("dati")
    (row,) = (line for line in page.tree.all("pre")[0]._said(None).splitlines() if line)
    cells = row.split("\t")
    assert cells == ["22.11.2026", "Izpildes gaita", "Domāts: aizturēts 22.11.2026. 12:01"]
    assert "python -m data template --tab Apstiprinājumi" in page.text
    after = judge(
        read(half, lambda grids: grids["approvals"].append([*cells])),
        EMBEDDED.snapshot,
        held,
        NOON + timedelta(hours=1),
    )
    assert (after.holds, len(after.snapshot.updates)) == ((), 9)


def test_smaller_losses_stand_beside_the_source(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(monkeypatch, read(), read(lambda grids: grids.__setitem__("updates", grids["updates"][:-2])))
    page = visit("dati")
    assert "Kopš iepriekšējā nolasījuma pazudušas 2 rindas" in page.text


def test_what_is_refused_stands_above_any_number_of_notices(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sheet's last tab holds the one refusal; hundreds of notices come before it."""

    def many(grids: dict[str, Grid]) -> None:
        for row in grids["trust"][1:]:
            row[place("trust", "confidence")] = "n/a"
        grids["trust"][-1][place("trust", "value")] = "trīsdesmit"

    shown(monkeypatch, read(many))
    page = visit("dati")
    text = page.text
    assert text.index("trīsdesmit") < text.index("n/a"), "the refusal first"
    assert "piezīme × 444" in text, "notices of one kind are one row"


def test_a_newer_row_that_cannot_be_read_leaves_the_status_marked_with_its_date(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = visit("").h1
    shown(monkeypatch, read(), read(bad_status))
    overview = visit("")
    assert overview.h1 == usual
    assert "1 pasākumam statuss ir no agrākām ziņām: 1.2" in overview.text
    mark = "20.11.2026. ziņās nav nolasāma statusa, tāpēc paliek šis."
    assert mark in visit("pasakumi").text
    assert mark in visit("pasakumi", pasakums="1.2").text


def test_a_kept_cell_is_marked_in_overview_list_and_data_line(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(monkeypatch, read(), read(spoilt_cell))
    overview = visit("")
    assert "1 pasākumam statuss ir no agrākām ziņām: 1.2" in overview.text
    assert "Nav no jaunākā nolasījuma: Izpildes gaita (1 rinda)" in overview.footer
    assert "rādīta pēdējā derīgā vērtība" in visit("pasakumi").text


@pytest.mark.parametrize(
    ("code", "name", "bad", "screen", "parameters"),
    [
        ("calendar", "kind", "kaut kas", "kalendars", {}),
        ("trust", "value", "trīsdesmit", "uzticesanas", {}),
        ("indicator_values", "number", "daudz", "pasvaldibas", {}),
    ],
)
def test_kept_values_are_marked_in_every_list(
    visit: Visit,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    name: str,
    bad: str,
    screen: str,
    parameters: dict[str, str],
) -> None:
    def spoil(grids: dict[str, Grid]) -> None:
        for row in grids[code][1:]:
            if row[place(code, name)]:
                row[place(code, name)] = bad

    found = shown(monkeypatch, read(), read(spoil))
    assert sum(own.kept for own in found.snapshot.places.values()) > 0
    page = visit(screen, **parameters)
    said = page.text
    assert "Nav no jaunākā nolasījuma" in page.footer
    assert "pēdējā derīgā vērtība" in said or "Daļa nav no jaunākā nolasījuma" in said


def test_pictures_say_whose_values_are_not_of_this_read(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside map and tiles, and under a trust chart: the table alone is too far from them."""

    def spoil(grids: dict[str, Grid]) -> None:
        row = next(row for row in grids["indicator_values"] if row[1] == "PL-6.3a" and row[2] == "ir")
        row[place("indicator_values", "answer")] = "varbūt"
        for row in grids["trust"][1:]:
            if row[place("trust", "country")] == "LVA" and row[place("trust", "year")] == "2023":
                row[place("trust", "value")] = "trīsdesmit"

    found = shown(monkeypatch, read(), read(spoil))
    (code,) = {
        key[0] for (table, key), own in found.snapshot.places.items() if own.kept and table == "indicator_values"
    }
    name = next(unit.title for unit in found.snapshot.municipalities if unit.code == code)
    line = f"Tiek rādīta agrāka – pēdējā derīgā – vērtība: {name}."
    assert line in visit("pasvaldibas", raditajs="PL-6.3a").text
    assert line in visit("pasvaldibas").text, "of all measures"
    other, _, of_all = visit("pasvaldibas", raditajs="PL-6.3b").text.partition("Par 7 līdzdalības pasākumiem ")
    assert "Rādīta agrāka" not in other
    assert line.rstrip(".") in of_all, "the figure of all measures says it where it is cited"
    assert re.search(r"\d+ skait\w+ ir no agrākas – pēdējās derīgās – versijas\.", visit("uzticesanas").text)


def test_nothing_of_the_kind_is_said_of_a_good_read(seen: Visit) -> None:
    assert "Rādīta agrāka" not in seen("pasvaldibas").text
    assert "pēdējās derīgās" not in seen("uzticesanas").text


def test_a_dry_run_says_what_would_be_held(monkeypatch: pytest.MonkeyPatch) -> None:
    last = shown(monkeypatch, read())
    day = date(2026, 11, 22)
    view = View(words("lv"), day, day, live.current(), plan_of(last.snapshot, "P5"))
    said = write(dryrun.verdict(view, judge(read(half, bad_status), view.snapshot, last, NOON)))
    assert (
        "Ja šo publicētu, tiktu aizturēta 1 darblapa un redzami būtu tās pēdējie derīgie dati: Izpildes gaita." in said
    )
    assert "pazudušas" in said, "and why"
    assert "Nemainītos neviens teikums un neviens skaitlis." in said
    first = write(dryrun.verdict(view, judge(read(half, bad_status), view.snapshot, None, NOON)))
    assert "aizturēta" not in first
    assert "Neviens teikums" not in first


def test_a_removed_tab_is_said_to_be_so(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(grids: dict[str, Grid]) -> None:
        del grids["calendar"]

    def approved(grids: dict[str, Grid]) -> None:
        grids["approvals"].append(["2026-11-22", "Kalendārs", ""])

    found = shown(monkeypatch, read(), read(gone), read(gone, approved))
    assert found.snapshot.calendar == ()
    assert "Noņemts ar apstiprinājumu, tāpēc datu nav: Kalendārs." in visit("kalendars").text


def test_papers_and_steps_carry_the_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shown(monkeypatch, read(), read(bad_status))
    day = date(2026, 11, 22)
    view = View(words("lv"), day, day, live.current(), plan_of(found.snapshot, "P5"))
    item = next(one for one in standings(found.snapshot, "P5", day) if one.measure.number == "1.2")
    (row,) = measures_grid(view, [item]).rows
    assert "20.11.2026. ziņās nav nolasāma statusa" in plain(row.cells[2])
    assert "20.11.2026. ziņās nav nolasāma statusa" in str(report(view))
    held = replace(view, current=replace(view.current, held=judge(
        read(half), EMBEDDED.snapshot, judge(read(), EMBEDDED.snapshot, None, NOON), NOON).holds))  # fmt: skip
    assert "aizturēts kopš" in str(report(held).head)


# python -m data approve


def test_a_command_approves_what_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'h.sqlite3'}")
    monkeypatch.setattr(live, "archive", lambda: store)
    monkeypatch.setenv("SPREADSHEET", "tabula.xlsx")
    source = Source(read())
    writer = live._StoreWriter(store, live.source_key("tabula.xlsx"))
    own = Refresher(source, EMBEDDED, writer=writer, now=lambda: datetime.now(UTC))

    def step() -> Current:
        current = own.step()
        assert writer.keeping.drain(10)
        return current

    step()
    assert main(["--lang", "en", "approve", "Pasākumi"]) == 1
    assert caplog.messages[-1] == "Nothing is held there that can be approved."
    source.now_says = read(half)
    assert len(step().held) == 1
    assert main(["--lang", "en", "approve", "Nekas"]) == 1
    assert len(step().held) == 1
    assert main(["approve", "Izpildes gaita"]) == 0
    assert main(["approve", "visas"]) == 0
    current = step()
    assert (current.held, len(current.snapshot.updates)) == ((), 9)
    source.now_says = read()
    step()
    source.now_says = read(half)
    assert len(step().held) == 1, "a command approves once"


def test_one_tab_of_the_template_is_written_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import load_workbook

    monkeypatch.chdir(tmp_path)
    assert main(["template", "--tab", "Apstiprinājumi"]) == 0
    written = load_workbook(tmp_path / "Apstiprinājumi.xlsx")
    assert written.sheetnames == ["Apstiprinājumi", "Saraksti"]
    assert [cell.value for cell in written["Apstiprinājumi"][1]] == ["Datums", "Lapa", "Skaidrojums"]


@pytest.mark.parametrize("address", ["", "dati", "pasakumi", "par"])
@pytest.mark.parametrize("read_at", [NOON, None])
def test_no_public_screen_names_the_cause_of_a_failure(
    address: str, read_at: datetime | None, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = "reader@plan-123.iam.gserviceaccount.com"
    failure = Issue(None, None, None, "google_not_shared", Severity.HELD, "Plāns", args=(("account", account),))
    current = Current(EMBEDDED.snapshot, EMBEDDED.issues, "Plāns", failure, read_at, read_at, NOON)
    monkeypatch.setattr(live, "current", lambda: current)
    page = visit(address)
    assert account not in page.text
    assert ("Avots pašlaik nav pieejams" if read_at else "Avots nav pieejams") in page.text
