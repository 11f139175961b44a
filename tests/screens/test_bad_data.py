"""Empty, broken, huge and poisoned data: every screen stands, says something sensible and lets nothing through."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from data import live
from data.contract.columns import Kind
from data.contract.tables import TABLES
from data.model import STATUS_ORDER, Assessor, EventKind, EventState, PlanState, Snapshot, Status
from tests.answers.build import (
    agenda,
    commitment,
    decision,
    direction,
    event,
    focus,
    funding,
    institution,
    measure,
    meeting,
    plan,
    report,
    snapshot,
)
from tests.helpers import Grid, embedded_grids, put
from tests.screens.conftest import SCREENS, Visit

Connect = Callable[[Mapping[str, Grid]], None]
Show = Callable[[Snapshot], None]

OF_COMMITMENT = "Par 29 pasākumiem avotos atbildīgie nosaukti tikai apņemšanās līmenī."
every_screen = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen or "parskats")
both_languages = pytest.mark.parametrize("lang", ["lv", "en"])


# Nothing


EMPTY = {
    "": {"lv": "Neviens plāns nav zināms.", "en": "No plan is known."},
    "pasakumi": {"lv": "Šī plāna pasākumi vēl nav zināmi.", "en": "No measures of this plan are known yet."},
    "kalendars": {"lv": "Kalendārā nav neviena gaidāma notikuma.", "en": "The calendar lists no upcoming events."},
}


@every_screen
@both_languages
def test_empty_tables(visit: Visit, source: Connect, screen: str, lang: str) -> None:
    source({code: grid[:1] for code, grid in embedded_grids().items()})
    page = visit(screen, lang=lang)
    if screen in EMPTY:
        assert page.h1 == EMPTY[screen][lang]
    assert ("tabula" in page.footer) == (live.current().source == "tabula")
    assert visit(screen, lang=lang, pasakums="1.2", virziens="1", q="x").h1 == page.h1


def test_empty_tables_say_so_in_each_section(visit: Visit, source: Connect) -> None:
    source({code: grid[:1] for code, grid in embedded_grids().items()})
    text = visit("kalendars").text
    assert "Kalendārā tādu notikumu nav." in text
    assert "Par plāna finansējumu ziņu nav." in text


@every_screen
@pytest.mark.parametrize("state", [*PlanState, None])
def test_a_plan_and_nothing_else(visit: Visit, shows: Show, screen: str, state: PlanState | None) -> None:
    ends = {PlanState.ENDED: "2025", PlanState.IN_FORCE: "2027"}
    shows(snapshot(plan(state=state, end=ends.get(state) if state else None), directions=(), commitments=()))
    page = visit(screen)
    if screen in ("", "pasakumi"):
        assert page.h1 == "Šī plāna pasākumi vēl nav zināmi."
    if not screen:
        said = {
            PlanState.DRAFTING: "Pēc pēdējām ziņām plāns vēl bija izstrādē; apstiprināts teksts nav atrasts.",
            PlanState.IN_FORCE: "Plāns ir spēkā līdz 31.12.2027.",
            PlanState.ENDED: "Plāns noslēdzies 31.12.2025.",
            None: "Plāna beigu datums nav zināms.",
        }
        assert page.tree.all("p", of="lead")[0].words() == said[state]


@every_screen
@both_languages
def test_measures_without_any_report(visit: Visit, source: Connect, screen: str, lang: str) -> None:
    grids = embedded_grids()
    source(grids | {"updates": grids["updates"][:1]})
    page = visit(screen, lang=lang)
    if not screen:
        lv, en = (
            "0 no 40 pasākumiem ir zināms statuss; ziņu nav ne par vienu.",
            "0 of 40 measures have a known status; there is no news on any.",
        )
        assert page.h1 == (lv if lang == "lv" else en)
    if screen == "pasakumi":
        lv = f"40 pasākumiem statuss nav zināms (ziņu nav – 40). {OF_COMMITMENT}"
        en = (
            "The status of 40 is not known (no news – 40). "
            "For 29 measures the sources name those responsible only for the whole commitment."
        )
        assert page.tree.all("p", of="lead")[0].words() == (lv if lang == "lv" else en)
    if not screen and lang == "lv":
        assert "Institūciju ziņojumu šajos datos nav, un arī pēc publiskiem avotiem statuss nav zināms." in page.text
        assert "Kopš tā laika šajos datos nav ziņu ar datumu." in page.text
    one = visit("pasakumi", pasakums="1.2")
    assert "Ziņu par šo pasākumu šajos datos nav." in one.text
    assert one.tree.all("p", of="lead")[0].words() == (
        "ziņu nav · termiņš nav zināms · atbildīgo institūciju ziņojuma nav · plāns noslēdzies, iznākums nav zināms"
    )


@every_screen
def test_required_cells_without_a_value(visit: Visit, source: Connect, screen: str) -> None:
    grids = embedded_grids()
    for table in TABLES:
        emptied = {one.name: "" for one in table.columns if one.required and not one.key and not one.ref}
        if emptied and len(grids.get(table.code, ())) > 1:
            put(grids, table.code, 2, **emptied)
    source(grids)
    assert visit(screen).h1
    if screen == "pasakumi":
        assert "P5-1.1. (bez nosaukuma)" in visit(screen, pasakums="P5-1.1").h1.replace("\N{NO-BREAK SPACE}", " ")
    if screen == "pasvaldiba":
        assert visit(screen, kods="0001000").h1


@every_screen
def test_every_status_unknown(visit: Visit, source: Connect, screen: str) -> None:
    grids = embedded_grids()
    for row in range(2, len(grids["updates"]) + 1):
        put(grids, "updates", row, status="")
    source(grids)
    page = visit(screen)
    if not screen:
        assert page.h1 == "0 no 40 pasākumiem ir zināms statuss."
    if screen == "pasakumi":
        said = f"40 pasākumiem statuss nav zināms (ziņas bez statusa – 25 un ziņu nav – 15). {OF_COMMITMENT}"
        assert page.tree.all("p", of="lead")[0].words() == said
        dates = {row[0].partition(" ")[0]: row[3] for row in page.table("Pasākums ▲").rows if len(row) > 1}
        assert dates["1.2"] == "15.10.2024.", "named that day, though its status is not said"
        assert dates["2.n2"] == ""


@pytest.mark.parametrize("status", STATUS_ORDER)
def test_one_measure_of_every_status(visit: Visit, shows: Show, status: Status) -> None:
    shows(snapshot(plan(end="2026-06"), measure("1.1"), report("1.1", "2026-07-01", status)))
    said = {
        Status.DONE: "1 ir izpildīts", Status.PARTLY_DONE: "1 ir izpildīts daļēji", Status.NOT_DONE: "1 nav izpildīts",
        Status.ONGOING: "1 tika īstenots pastāvīgi", Status.UNDER_WAY: "1 vēl tika īstenots",
        Status.NOT_STARTED: "1 vēl nebija uzsākts", Status.STOPPED: "1 ir pārtraukts",
    }[status]  # fmt: skip
    of = "Pēc pēdējām ziņām " if said.split()[1] not in ("ir", "nav") else ""
    names = {
        Status.DONE: "izpildīts", Status.PARTLY_DONE: "izpildīts daļēji", Status.NOT_DONE: "nav izpildīts",
        Status.ONGOING: "īsteno pastāvīgi", Status.UNDER_WAY: "tiek īstenots",
        Status.NOT_STARTED: "nav uzsākts", Status.STOPPED: "pārtraukts",
    }  # fmt: skip
    assert visit().h1 == f"1 pasākums: {names[status]}."
    assert visit("pasakumi").tree.all("p", of="lead")[0].words() == f"{of}{said}."
    one = visit("pasakumi", pasakums="1.1")
    assert one.h1 == "1.1. Pasākums 1.1"
    left = one.tree.all("p", of="lead")[0].words().rpartition(" · ")[2]
    wanted = {Status.ONGOING: "plāns noslēdzies; vai pasākumu joprojām īsteno, nav zināms"}
    wanted |= dict.fromkeys((Status.UNDER_WAY, Status.NOT_STARTED), "plāns noslēdzies, iznākums nav zināms")
    assert left == wanted.get(status, left)
    assert ("plāns noslēdzies" in left) == (status in wanted)


# Much


@pytest.fixture(scope="module")
def huge() -> Snapshot:
    """10,000 rows in each tab that grows, reports on many days."""
    numbers = [f"{1 + n % 6}.{n}" for n in range(10_000)]
    first = date(2022, 1, 1)
    return snapshot(
        plan(end="2025"), direction("1"), *(commitment(str(n)) for n in range(1, 7)),
        *(measure(number, deadline="2024", responsible=(f"I{n % 500}",)) for n, number in enumerate(numbers)),
        *(
            report(number, (first + timedelta(days=n % 1500)).isoformat(), STATUS_ORDER[n % 7], reported_by="I1")
            for n, number in enumerate(numbers)
        ),
        *(event(f"2024-01-{1 + n % 28:02d}", f"Notikums {n}", state=EventState.PROMISED, kind=EventKind.REPORT)
          for n in range(10_000)),
        *(funding(None, n, 2024) for n in range(10_000)), meeting("2024-11-07"),
    )  # fmt: skip


@every_screen
def test_ten_thousand_measures(visit: Visit, shows: Show, huge: Snapshot, screen: str) -> None:
    shows(huge)
    page = visit(screen)
    assert len(page.html) < 2_000_000, "a screen stays of a size that a phone can load"
    if screen == "pasakumi":
        assert page.h1.startswith("10 000 pasākumu")
        assert page.tree.all("p", of="lead")[0].words().startswith("Pēc pēdējām ziņām 1 429 ir izpildīti, ")
        assert len([row for row in page.table("Pasākums ▲").rows if len(row) > 1]) == 100
        assert page.links["100"] == "/pasakumi?lapa=100"
    if not screen:
        assert not page.tree.all("nav", of="squares"), "bars by commitment in their place"
        late = page.section("Prasa uzmanību").words()
        assert "un vēl" in late
        assert len(page.table("Kopš").rows) <= 60
    if screen == "kalendars":
        assert len(page.tables[0].rows) == 200


def test_ten_thousand_measures_narrowed_down(visit: Visit, shows: Show, huge: Snapshot) -> None:
    shows(huge)
    page = visit("pasakumi", uzmaniba="1", q="6.9995")
    asked = "prasa uzmanību (arī tie, kuru visa apņemšanās ir īpašās uzmanības sarakstā)"
    assert page.h1 == f"1 no 10 000 pasākumiem: {asked}, „6.9995”"
    assert len(page.table("Kas").rows) == 200
    assert visit("pasakumi", pasakums="6.9995").h1 == "6.9995. Pasākums 6.9995"


# Poison


POISON = (
    '<script>alert(1)</script> <img src="https://evil.example/a.png" onerror="alert(1)"> '
    "![a](https://evil.example/b.png) [b](javascript:alert(1)) =1+1 \"' onmouseover='x' "
    "</table></div> &lt;b&gt; {x} %s "
)


def poisoned(held: Snapshot, text: str) -> Snapshot:
    """The same with every free text, list and link replaced; identifiers, references and closed words stay."""
    changes: dict[str, Any] = {}
    for table in TABLES:
        free = [column.name for column in table.columns if column.kind in (Kind.TEXT, Kind.LIST, Kind.LINK)]
        changes[table.code] = tuple(
            replace(record, **{name: (text,) if isinstance(getattr(record, name), tuple) else text for name in free})
            for record in getattr(held, table.code)
        )
    return replace(held, id=hashlib.sha256(text.encode()).hexdigest()[:10], **changes)


@pytest.fixture(scope="module")
def poison() -> Snapshot:
    return poisoned(live.embedded().snapshot, POISON)


VISITS: list[tuple[str, dict[str, str]]] = [(screen, {}) for screen in SCREENS] + [
    ("pasakumi", {"pasakums": "1.2"}), ("pasakumi", {"pasakums": "3.2"}), ("pasakumi", {"pasakums": "6.3"}),
    ("pasakumi", {"uzmaniba": "1"}), ("", {"plans": "P6"}), ("pasakumi", {"q": POISON, "iestade": POISON}),
]  # fmt: skip


@both_languages
@pytest.mark.parametrize(("screen", "parameters"), VISITS)
def test_what_stands_in_a_cell_is_shown_and_never_done(
    visit: Visit, shows: Show, poison: Snapshot, screen: str, parameters: dict[str, str], lang: str
) -> None:
    """Beside what `_well_made` holds of every screen: no script, no image from elsewhere, no handler, no broken tag."""
    shows(poison)
    page = visit(screen, lang=lang, **parameters)
    low = page.html.lower()
    assert "<script" not in low
    assert '<img src="http' not in low
    assert "javascript:" not in "".join(page.links.values())
    if "pasakums" in parameters:
        assert "<script>alert(1)</script>" in page.h1
        assert "![a](https://evil.example/b.png)" not in page.h1 or "![a](" in page.text


def test_links_in_a_cell_show_where_they_lead(visit: Visit, shows: Show, poison: Snapshot) -> None:
    shows(poison)
    page = visit("pasakumi", pasakums="1.2")
    foreign = [node for node in page.tree.all("a") if "evil" in node.attributes["href"]]
    assert foreign
    assert {node.words() for node in foreign} == {"evil.example (1)", "evil.example (2)"}, "two of one host"
    assert {node.attributes["rel"] for node in foreign} == {"noopener noreferrer"}


@every_screen
def test_identifiers_are_no_safer_than_texts(visit: Visit, shows: Show, screen: str) -> None:
    bad = '"><script>alert(1)</script>'
    own = measure(f"1.{bad}", id=f"id{bad}", commitment=bad, responsible=(bad,), co_responsible=(bad,), deadline="2024")
    part = measure(f"1.{bad}a", id=f"part{bad}", commitment=bad, parent=f"whole{bad}")
    shows(
        snapshot(
            plan(end="2025"), plan(bad, state=PlanState.DRAFTING, start="2026", title=bad), own, part,
            measure(f"2.{bad}", id=f"whole{bad}", commitment=bad), direction(bad, title=bad),
            commitment(bad, to=bad, title=bad), institution(bad, title=bad),
            report("x", "2025-01-01", Status.DONE, Assessor.INSTITUTION, measure=own.id, reported_by=bad),
            focus(2026, bad, own.id, f"P1/{bad}"), agenda(bad, bad, own.id), decision(bad, bad, own.id),
            event("2024", bad, plan="P1", measures=(own.id,), kind=EventKind.REPORT, state=EventState.PROMISED),
        )
    )  # fmt: skip
    for parameters in ({}, {"pasakums": own.id}, {"uzmaniba": "1"}, {"virziens": bad, "iestade": bad}, {"plans": bad}):
        page = visit(screen, **parameters)
        assert "<script" not in page.html.lower()


@every_screen
def test_texts_of_two_thousand_characters(visit: Visit, shows: Show, screen: str) -> None:
    shows(poisoned(live.embedded().snapshot, "Ļoti garš teksts " * 117 + "gala vārds."))
    page = visit(screen)
    if screen == "pasakumi":
        assert (
            page.tree.all("p", of="lead")[0].words()
            == "Pēc pēdējām ziņām 2 ir izpildīti, 7 vēl tika īstenoti un 1 vēl nebija uzsākts; "
            f"30 pasākumiem statuss nav zināms (ziņas bez statusa – 15 un ziņu nav – 15). {OF_COMMITMENT}"
        )
        assert "gala vārds." in visit("pasakumi", pasakums="1.2").h1, "nothing is cut off unsaid"


# A broken source


@every_screen
@both_languages
def test_a_source_that_is_not_there(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, screen: str, lang: str
) -> None:
    monkeypatch.setenv("SPREADSHEET", str(tmp_path / "secret-folder" / "tabula.xlsx"))
    page = visit(screen, lang=lang)
    said = {
        "lv": "Pievienotais avots nav pieejams, tāpēc tiek rādīti iebūvētie dati.",
        "en": "The connected source cannot be read, so the embedded data are shown.",
    }
    assert page.banner.startswith(said[lang])
    assert "secret-folder" not in page.html
    assert "SPREADSHEET" not in page.html, "the cause and its cure are for those who run the dashboard"
    if screen in ("", "pasakumi"):
        assert "40" in page.h1


def test_rows_about_a_row_that_errors_keep_out_are_counted_with_it(visit: Visit, source: Connect) -> None:
    grids = embedded_grids()
    put(grids, "measures", 3, commitment="")  # 1.2, of which there is one report
    source(grids)
    page = visit("")
    assert "netiek skaitītas rindas (to skaits pa darblapām): Izpildes gaita 1, Pasākumi 1." in page.banner
    assert "Kļūdu dēļ neieskaitīts: Izpildes gaita (1 rinda), Pasākumi (1 rinda)" in page.footer


@every_screen
def test_a_source_with_faulty_cells(visit: Visit, source: Connect, screen: str) -> None:
    grids = embedded_grids()
    put(grids, "updates", 2, day="31.02.2024.")  # no such day: the row is refused
    put(grids, "updates", 3, status="Zaļš")  # no such word: 1.2 is not known to be done any more
    put(grids, "measures", 2, deadline="kaut kad")
    put(grids, "funding", 3, amount="daudz")
    source(grids)
    page = visit(screen)
    issues = live.current().issues
    assert {issue.cell for issue in issues} >= {"B2", "D3", "M2"}
    assert f"· {len(issues)} ieraksti par datu kvalitāti ·" in page.footer
    assert "Kļūdu dēļ neieskaitīts: Izpildes gaita (1 rinda)" in page.footer, "a cell that is refused loses no row"
    if not screen:
        assert page.h1 == (
            "1 no 40 pasākumiem ir izpildīts; 8 pēc pēdējām ziņām vēl nebija pabeigti; 31 pasākuma statuss nav zināms."
        )
    if screen == "pasakumi":
        assert (
            page.tree.all("p", of="lead")[0].words()
            == "Pēc pēdējām ziņām 1 ir izpildīts, 7 vēl tika īstenoti un 1 vēl nebija uzsākts; "
            f"31 pasākumam statuss nav zināms (ziņas bez statusa – 15 un ziņu nav – 16). {OF_COMMITMENT}"
        )
    if screen == "dati":
        (grave,) = page.tree.all("ol")
        assert {node.words().split(" · Darblapa")[0] for node in grave.all("li")} == {
            f"noraidīts · {cell}" for cell in ("B2", "D3", "M2")
        }
        assert page.h1.startswith(
            "4 labojumi vajadzīgi tagad: noraidītas 4 šūnas, rindas, ailes vai darblapas. Līdz labojumam "
        )
    if screen == "pasakumi":
        assert "Nav nolasāms: " in visit("pasakumi", pasakums="1.1").text


@every_screen
def test_a_source_that_lacks_tables(visit: Visit, source: Connect, screen: str) -> None:
    grids = embedded_grids()
    source(
        {code: grids[code] for code in ("updates", "plans", "directions", "commitments", "measures", "institutions")}
    )
    page = visit(screen)
    assert page.banner.startswith("Darblapas, kuru avotā nav, ir no iebūvētajiem datiem: Pašvaldību dati, Sēdes, ")
    assert "Avots: tabula ·" in page.footer
    if screen in ("", "pasakumi"):
        assert "40" in page.h1
