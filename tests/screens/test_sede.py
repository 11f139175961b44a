"""The meeting: prepared on one page, shown step by step, whatever its data; frozen to the snapshot first seen."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from components.charts.palette import PROJECTOR, marks
from components.frame import shell
from components.meeting import moved as moved_steps
from data import live
from data.answers import attention, progress
from data.answers.moves import Kind, moved
from data.live import Current
from data.model import Assessor, DecisionState, MeetingKind, Snapshot, Status, Unknown
from tests.answers.build import agenda, day, decision, event, focus, measure, meeting, plan, report, snapshot
from tests.screens.conftest import TODAY, Visit
from tests.screens.reading import Page

Show = Callable[[Snapshot], None]


def places(visit: Visit, **parameters: str) -> list[str]:
    """The places of all steps, as the list beside the first has them."""
    (steps,) = visit("sede", solis="1", **parameters).tree.all("ol", of="steps")
    return [dict(parse_qsl(urlsplit(link.attributes["href"]).query))["solis"] for link in steps.all("a")]


def every_step(visit: Visit, **parameters: str) -> list[Page]:
    return [visit("sede", solis=place, **parameters) for place in places(visit, **parameters)]


def kicker(page: Page) -> str:
    (found,) = page.tree.all("p", of="kicker")
    return found.words()


def squares(pages: list[Page]) -> list[str]:
    """The names in the squares of steps."""
    slides = [slide for page in pages for slide in page.tree.all("section", of="slide")]
    return [name.words() for slide in slides for nav in slide.all("nav") for name in nav.all("b") if name.attributes]


def named(pages: list[Page], start: str) -> list[Page]:
    """The steps whose line above the title begins so."""
    return [page for page in pages if kicker(page).startswith(start)]


# Which meeting


def test_the_last_council_meeting_is_meant_where_none_is_to_come(seen: Visit) -> None:
    page = seen("sede")
    assert page.h1 == "Uzraudzības padomes sēde: 07.11.2024., 5 darba kārtības jautājumi"
    assert "13.00–14.30" in page.text
    assert [kicker(step).split(" (")[0] for step in every_step(seen)][:2] == [
        "Uzraudzības padomes sēde",
        "Prasa uzmanību",
    ]


def test_the_next_council_meeting_is_meant_be_it_of_the_next_plan(visit: Visit, shows: Show) -> None:
    held = live.embedded().snapshot
    shows(replace(held, id="1111111111", meetings=(*held.meetings, meeting("2027-01-15", plan="P6"))))
    assert visit("sede").h1.startswith("Uzraudzības padomes sēde: 15.01.2027.")
    assert visit("sede", plans="P5").h1.startswith("Uzraudzības padomes sēde: 07.11.2024.")


def test_a_meeting_that_is_no_councils_can_be_looked_at(visit: Visit) -> None:
    page = visit("sede", sede="2022-06-09")
    assert page.h1 == "Cita sanāksme: 09.06.2022., darba kārtība nav zināma"
    assert visit("sede", sede="2022-06-09", solis="1").h1 == "Piektā plāna atklāšanas sanāksme pašvaldībām"


@pytest.mark.parametrize("wrong", ["2024-11-08", "x" * 3000, "<script>alert(1)</script>"])
def test_an_unknown_meeting_is_said_and_others_are_offered(visit: Visit, wrong: str) -> None:
    page = visit("sede", sede=wrong, solis="3")
    assert page.h1 == f"Datos nav sēdes „{wrong[:40]}”."
    assert page.run.selectbox[0].options[0] == "07.11.2024. · Uzraudzības padomes sēde"
    assert not page.tree.all("nav", of="arrows")


def test_meetings_are_offered_by_day_the_newest_first_and_told_apart(visit: Visit, shows: Show) -> None:
    shows(snapshot(meeting("2024-11-07"), meeting("2024-11-07-2", day="2024-11-07"), meeting("2025-05-15")))
    assert visit("sede").run.selectbox[0].options == [
        "15.05.2025. · Uzraudzības padomes sēde",
        "07.11.2024. · Uzraudzības padomes sēde (2024-11-07-2)",
        "07.11.2024. · Uzraudzības padomes sēde (2024-11-07)",
    ]


def test_no_meeting_at_all(visit: Visit, shows: Show) -> None:
    shows(snapshot(measure("1.1")))
    page = visit("sede", solis="1")
    assert page.h1 == "Nav zināma neviena padomes sēde; sēdes ieraksta darblapā „Sēdes”."
    assert "Šajos datos sēžu lēmumu nav." in page.text


@pytest.mark.parametrize("number", ["0", "-1", "99", "abc", "²", "1,5", "1.", "9" * 400])
def test_a_step_that_is_not_there(seen: Visit, number: str) -> None:
    page = seen("sede", solis=number)
    assert page.h1 == (
        "Šajos datos nav padomes sēdes pēc 07.11.2024., tāpēc nākamās sēdes datums nav zināms."
        if number == "99"
        else seen("sede").h1
    )


# Every step


@pytest.mark.parametrize("lang", ["lv", "en"])
@pytest.mark.parametrize("on", ["2026-11-22", "2024-11-07", "2022-01-01"])
def test_every_step_of_the_embedded_meeting_is_well_made(seen: Visit, lang: str, on: str) -> None:
    """`visit` looks at each: one h1, sound tables, no value of the program, every link and picture our own."""
    pages = every_step(seen, lang=lang, datums=on, sede="2024-11-07")
    assert len(pages) >= 10
    listed = places(seen, lang=lang, datums=on, sede="2024-11-07")
    for place, page in zip(listed, pages, strict=True):
        (foot,) = page.tree.all("p", of="foot")
        assert foot.words().startswith(f"{place.replace('.', '·')} / {listed[-1].partition('.')[0]} · ")
        assert live.embedded().snapshot.id in foot.words()
        assert not page.run.button


def ways(page: Page) -> list[str]:
    """Where the ways back and on lead, "" where there is none."""
    (nav,) = page.tree.all("nav", of="arrows")
    found = {link.words(): place_of(link.attributes["href"]) for link in nav.all("a")}
    return [found.get("‹", ""), found.get("›", "")]


def place_of(address: str) -> str:
    return dict(parse_qsl(urlsplit(address).query)).get("solis", "")


def test_the_ways_go_on_and_back_and_out_and_in_again(visit: Visit) -> None:
    listed = places(visit)
    around = ["", *listed, ""]
    for before, place, after in zip(around, listed, around[2:], strict=False):
        assert ways(visit("sede", solis=place)) == [before, after]
    (out,) = visit("sede", solis="3").tree.all("a", of="leave")
    left = dict(parse_qsl(urlsplit(out.attributes["href"]).query))
    assert (left.get("solis"), left["pie"]) == (None, "3")
    again = [link.words() for link in visit("sede", pie="3").tree.all("a", of="begin")]
    assert again == ["Turpināt no 3. soļa", "Rādīt pa soļiem"]


def test_every_language_and_paper_counts_the_same_steps(visit: Visit) -> None:
    """Slide 9 is step 9: what takes more screens in one language or typeface is a part of its step."""
    numbers = [{place.partition(".")[0] for place in places(visit, lang=lang)} for lang in ("lv", "en")]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize(
    ("text", "title", "within"),
    [
        ("3.5", "3.5. Deliberatīvo diskusiju", "Tiek īstenots"),
        ("P5-3.5", "3.5. Deliberatīvo diskusiju", "publiski avoti"),
        ("vk", "Valsts kanceleja (VK)", "29 pasākumi"),
        ("valsts kanceleja", "Valsts kanceleja (VK)", "29 pasākumi"),
        ("Valmiera", "Valmieras novads", "Līdzdalības budžets"),
        ("igaunija", "Igaunija: augsta vai vidēji augsta uzticēšanās valdībai", "46,5"),
        ("deliberatīvo", "3.5. Deliberatīvo diskusiju", "Paveiktais"),
        ("zzzz", "Ar šādu nosaukumu nekas nav atrasts.", "Var meklēt"),
        ("<b>x</b>", "Ar šādu nosaukumu nekas nav atrasts.", "Var meklēt"),
        ("x" * 5000, "Ar šādu nosaukumu nekas nav atrasts.", "Var meklēt"),
    ],
)
def test_what_is_asked_for_is_a_step_that_leads_back(seen: Visit, text: str, title: str, within: str) -> None:
    page = seen("sede", solis="4", mekle=text)
    assert page.h1.startswith(title)
    assert within in page.text
    assert ways(page) == ["4", "4"]


def test_the_list_of_steps_leads_to_each_and_keeps_the_snapshot(seen: Visit) -> None:
    page = seen("sede")
    (steps,) = page.tree.all("ol", of="steps")
    own = live.embedded().snapshot.id
    for link in steps.all("a"):
        number = re.search(r"solis=([\d.]+)", link.attributes["href"])
        assert number and f"snapshot={own}" in link.attributes["href"]
        assert seen("sede", solis=number[1]).h1 == link.words()


# What the steps say is what the answers say


def test_the_numbers_on_the_steps_are_those_of_the_answers(seen: Visit) -> None:
    held = live.embedded().snapshot
    state = progress.progress(held, "P5", TODAY)
    pages = every_step(seen)
    (focus_page, *_) = listed = named(pages, "Padomes īpašās uzmanības saraksts 2025. gadam")
    found = attention.focus_items(held, state, "P5", 2025)
    assert squares(listed) == [own[0].measure.number for _, own in found if len(own) == 1]
    rows = focus_page.table("Nr.").rows
    assert [row[1] for row in rows] == [item.text for item, _ in found], "whole behind the step"
    known = sum(bool(own) and all(one.status for one in own) for item, own in found if item.number != "4")
    assert known == 3, "of the fourth, part c) of 3.2, none; of the ninth, a whole commitment, one of ten"
    assert focus_page.h1 == (
        f"{len(found)} punkti: ne par vienu nav zināms, ka tas būtu izpildīts; par {known} statuss ir zināms, katrs – "
        "ar atrunu."
    )
    after = moved(held, "P5", day("2024-11-07"), TODAY, before=None)
    (picture, *names) = named(pages, "Kas noticis pēc šīs sēdes")
    (rows,) = [table.rows for table in picture.tables]
    assert len(rows) == len(after.moves)
    assert [row[1].split()[0] for row in rows] == [move.measure.number for move in after.moves if move.measure]
    changed = [move.measure.number for move in after.moves if move.status and move.measure]
    marked = [node for node in picture.tree.all("a") if "marked" in node.attributes.get("class", "")]
    assert len(marked) == 2 * len(changed), "before and after"
    assert squares(names) == [
        move.measure.number for move in after.moves if move.measure and move.kind is not Kind.REPORTED
    ]
    bars = [page for page in named(pages, "2. darba kārtības jautājums") if page.tree.all("div", of="bars")]
    (legend,) = bars[0].tree.all("ul", of="legend")
    tally = state.tally
    assert [node.words() for node in legend.all("b")] == [
        str(n)
        for n in (
            tally.of(Status.DONE),
            tally.of(Status.UNDER_WAY),
            tally.of(Status.NOT_STARTED),
            *map(tally.of, Unknown),
        )
    ]
    items = [page for page in pages if re.match(r"\d\. darba kārtības", kicker(page))]
    assert {page.h1 for page in items} >= {item.question for item in held.agenda}
    wanted = [own.removeprefix("P5-") for own in held.agenda[2].measures]
    third = [page for page in items if page.h1 == held.agenda[2].question]
    assert squares(third) == wanted
    assert [row[0] for row in third[0].table("Nr.").rows] == wanted, "in full behind the step"


# Between two meetings


def two_meetings(*records: object) -> Snapshot:
    return snapshot(meeting("2024-01-10"), meeting("2024-06-30"), measure("1.1"), measure("1.2"), *records)


def test_a_first_meeting_says_that_it_has_no_predecessor(visit: Visit, shows: Show) -> None:
    shows(two_meetings())
    pages = every_step(visit, sede="2024-01-10")
    assert not named(pages, "Kas mainījies"), "a sentence that nothing is known is no step"
    assert "Nav zināms, jo pirms 10.01.2024. šajos datos nav nevienas padomes sēdes." in pages[-1].text


def test_with_reports_alone_the_basis_says_so(visit: Visit, shows: Show) -> None:
    shows(two_meetings(report("1.1", "2024-03-01", Status.DONE, evidence="Ziņojums https://www.mk.gov.lv/x")))
    (page, *_) = named(every_step(visit, sede="2024-06-30"), "Kas mainījies")
    assert page.h1 == "Kopš 10.01.2024. padomes sēdes: 1 izpildīts pasākums."
    assert "Izmantotas tikai ziņas, kurām norādīts datums. 10.01.2024. datu versija nav saglabāta" in page.text
    (row,) = page.tables[0].rows
    assert row[0] == "izpildīts"
    assert row[2] == "ziņu nav → izpildīts"
    assert "www.mk.gov.lv" in row[3]


def test_where_both_snapshots_are_kept_every_changed_cell_is_on_the_step(
    visit: Visit, shows: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = two_meetings(measure("1.3"), focus(2024, "1"), decision("L-1", "2024-01-10", due="2025"))
    now = snapshot(
        meeting("2024-01-10"), meeting("2024-06-30"), measure("1.1", title="Pārdēvēts"),
        measure("1.2", deadline="2029-03"), focus(2024, "1", text="Cits punkts"),
        decision("L-1", "2024-01-10", due="2026"), report("1.1", "2023-02-01", Status.UNDER_WAY),
    )  # fmt: skip
    shows(now)
    asked = []

    def at(on: object) -> Current | None:
        asked.append(on)
        return Current(now if on == day("2024-06-30") else old, (), "Plāna tabula")

    monkeypatch.setattr(live, "at", at)
    pages = named(every_step(visit, sede="2024-06-30"), "Kas mainījies")
    assert set(asked) == {day("2024-01-10"), day("2024-06-30")}
    rows = pages[0].tables[-1].rows
    assert [row[0] for row in rows] == [
        "pārcelts termiņš", "pārcelts termiņš", "pārformulēts", "pārformulēts", "dzēsts", "ziņas bez jauna statusa",
    ]  # fmt: skip
    assert f"datu versiju {old.id} un {now.id} salīdzinājums šūnu pa šūnai" in pages[0].text
    assert pages[0].h1 == (
        "Kopš 10.01.2024. padomes sēdes: 2 pārcelti termiņi, 2 mainīti formulējumi, 1 dzēsta rinda un "
        "1 pasākums ar ziņām bez jauna statusa vai termiņa."
    )


def test_a_tab_of_which_much_changed_is_summed_up_not_listed(
    visit: Visit, shows: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three hundred answers of municipalities are not three hundred lines in front of a council."""
    old = two_meetings()
    many = moved_steps.FEW + 1
    now = two_meetings(*(event("2024-05-05", f"Notikums {n}") for n in range(many)), focus(2024, "1"))
    shows(now)
    monkeypatch.setattr(live, "at", lambda on: Current(now if on > day("2024-01-10") else old, (), "x"))
    (page, *_) = named(every_step(visit, sede="2024-06-30"), "Kas mainījies")
    assert [row[:2] for row in page.tables[0].rows] == [
        ["jauns", "Uzmanības lokā: 2024 · 1"],
        ["jauns", "Kalendārs"],
    ]
    assert page.tables[0].rows[1][2] == f"{many} rindas vai šūnas"
    assert f"{many + 1} pievienot" in page.h1, "the title counts them all"


def test_an_assessors_finding_is_not_told_as_the_status(visit: Visit, shows: Show) -> None:
    """Who says so it is stands before it, and what the institution says of its status is named by its own report."""
    shows(
        two_meetings(
            report("1.1", "2023-03-01", Status.DONE),
            report("1.1", "2024-03-01", Status.UNDER_WAY, Assessor.NGO, reported_by="KPT"),
            report("1.2", "2024-02-01", Status.DONE, evidence="Protokols"),
            report("1.2", "2024-05-01", Status.NOT_STARTED, Assessor.IRM),
        )
    )
    (page, *_) = named(every_step(visit, sede="2024-06-30"), "Kas mainījies")
    finished, reported = page.tables[0].rows
    assert finished[2:] == ["ziņu nav → izpildīts", "01.02.2024., institūcija: Protokols"]
    assert reported[2] == "tiek īstenots (NVO vērtējums)"
    assert reported[3].startswith("01.03.2024., NVO (KPT):")


def test_a_removed_report_is_not_a_removed_measure(visit: Visit, shows: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    old = two_meetings(
        report("1.1", "2023-05-01", Status.UNDER_WAY), report("1.1", "2023-06-01", Status.NOT_STARTED, Assessor.NGO)
    )
    now = two_meetings(report("1.1", "2023-05-01", Status.UNDER_WAY))
    shows(now)
    monkeypatch.setattr(live, "at", lambda on: Current(now if on > day("2024-01-10") else old, (), "x"))
    (page, *_) = named(every_step(visit, sede="2024-06-30"), "Kas mainījies")
    (row,) = page.tables[0].rows
    assert row[:3] == ["dzēstas ziņas", "1.1 ziņas 01.06.2023., NVO", "nav uzsākts (NVO vērtējums)"]


def test_small_edits_come_last_and_summed_up_with_a_way_to_each(
    visit: Visit, shows: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The meeting's own agenda, corrected cells and what was written into another plan are not the council's news."""

    def held(*records: object, said: str) -> Snapshot:
        ended = [measure(f"1.{n}", plan="P0", expected_result=said) for n in range(1, 6)]
        own = [measure(f"1.{n}", note=said) for n in (1, 2)]
        met = meeting("2024-01-10"), meeting("2024-06-30")
        return snapshot(plan("P0"), plan(), *met, *own, *ended, report("1.2", "2023-01-01", Status.UNDER_WAY), *records)

    old = held(said="Sens")
    papers = [agenda("2024-06-30", str(n)) for n in range(1, 7)]
    now = held(*papers, report("1.1", "2024-02-01", Status.DONE), said="Jauns")
    shows(now)
    monkeypatch.setattr(live, "at", lambda on: Current(now if on > day("2024-01-10") else old, (), "x"))
    (page, *_) = named(every_step(visit, sede="2024-06-30"), "Kas mainījies")
    told, small = page.tables
    assert [row[0] for row in told.rows] == ["izpildīts"]
    assert small.rows == [
        ["Darba kārtība", "6 jaunas rindas"],
        ["Pasākumi", "2 mainītas šūnas (Piezīme 2)"],
        ["Plāns P0, jebkura darblapa", "5 mainītas šūnas (Pasākumi 5)"],
    ]
    assert page.h1 == "Kopš 10.01.2024. padomes sēdes: 1 izpildīts pasākums un vēl 13 citu izmaiņu."
    assert "Vēl 13 sīku labojumu:" in page.text
    leads = [node.attributes["href"] for node in small.node.all("a")]
    assert len(leads) == 3
    assert all(link.startswith("/dati?") and link.endswith(f"no={old.id}&lidz={now.id}") for link in leads)


def test_many_reports_without_a_change_are_one_row_for_what_they_say(visit: Visit, shows: Show) -> None:
    numbers = [f"1.{n}" for n in range(1, 8)]
    shows(
        snapshot(
            meeting("2024-01-10"), meeting("2024-06-30"),
            *map(measure, numbers),
            *(report(number, "2023-05-01", Status.UNDER_WAY) for number in numbers),
            *(report(number, f"2024-02-0{place}", Status.UNCHANGED) for place, number in enumerate(numbers[:5], 1)),
            *(report(number, "2024-03-01", Status.STOPPED, Assessor.NGO) for number in numbers[5:]),
        )
    )  # fmt: skip
    (page, *_) = named(every_step(visit, sede="2024-06-30"), "Kas mainījies")
    assert [row[1:] for row in page.tables[0].rows] == [
        ["1.1, 1.2, 1.3, 1.4, 1.5", "bez izmaiņām", "5 pasākumi; jaunākās ziņas – 05.02.2024."],
        ["1.6, 1.7", "pārtraukts (NVO vērtējums)", "2 pasākumi; jaunākās ziņas – 01.03.2024."],
    ]


def test_each_request_to_the_council_is_a_step_with_who_and_by_when(visit: Visit, shows: Show) -> None:
    asking = [
        report(number, "2024-05-01", Status.UNDER_WAY, needed_from_council=f"Lūdzam {number}.", reported_by="VK")
        for number in ("1.1", "1.2")
    ]
    shows(two_meetings(*asking))
    pages = every_step(visit, sede="2024-06-30")
    (one, other) = named(pages, "Lūgums padomei")
    assert [one.h1, other.h1] == ["Lūdzam 1.1.", "Lūdzam 1.2."]
    assert kicker(other).startswith("Lūgums padomei · 2 no 2")
    assert one.tables[0].rows == [["Kas lūdz", "VK, 01.05.2024."], ["Līdz kuram laikam", "nav zināms"]]
    assert squares([one]) == ["1.1"]
    assert ".;" not in one.text


# Unusual meetings


def shown(visit: Visit, shows: Show, *records: object, **parameters: str) -> list[Page]:
    shows(snapshot(measure("1.1"), *records))
    return every_step(visit, **parameters)


def test_a_meeting_without_an_agenda_says_so(visit: Visit, shows: Show) -> None:
    pages = shown(visit, shows, meeting("2026-12-15"))
    assert "Darba kārtība nav zināma." in pages[0].text
    assert visit("sede").h1 == "Uzraudzības padomes sēde: 15.12.2026., darba kārtība nav zināma"
    assert not [page for page in pages if "darba kārtības jautājums" in kicker(page)]


def test_a_meeting_to_come_is_judged_on_the_day_looked_at(visit: Visit, shows: Show) -> None:
    pages = shown(
        visit, shows, meeting("2026-05-05"), meeting("2027-03-03"), report("1.1", "2026-10-10", Status.DONE),
        agenda("2027-03-03", "1", "P1-1.1"),
    )  # fmt: skip
    (change, *_) = named(pages, "Kas mainījies")
    assert change.h1 == "Kopš 05.05.2026. padomes sēdes: 1 izpildīts pasākums."
    assert not named(pages, "Kas noticis pēc šīs sēdes")
    assert pages[-1].h1 == "Šajos datos nav padomes sēdes pēc 03.03.2027., tāpēc nākamās sēdes datums nav zināms."
    assert "03.03.2027." in visit("sede").h1


def test_a_meeting_on_the_last_day_of_the_year(visit: Visit, shows: Show) -> None:
    records = [
        meeting("2025-12-31"), meeting("2026-01-01"), measure("1.2", deadline="2025"),
        report("1.1", "2025-12-31", Status.UNDER_WAY), report("1.1", "2026-01-01", Status.DONE),
        decision("L-1", "2025-12-31", due="2025", state=DecisionState.OPEN), focus(2025, "1", "P1-1.1"),
        report("1.2", "2025-12-01", Status.UNDER_WAY),
    ]  # fmt: skip
    pages = shown(visit, shows, *records, sede="2026-01-01", datums="2026-01-01")
    (change, *_) = named(pages, "Kas mainījies")
    assert change.h1 == (
        "Kopš 31.12.2025. padomes sēdes: 1 izpildīts pasākums un 1 pasākums ar zināmu statusu, bet pagājušu termiņu."
    )
    assert [kicker(page) for page in pages[:2]][1] == "Iepriekšējo sēžu neizpildītie lēmumi"
    pages = shown(visit, shows, *records, sede="2025-12-31", datums="2025-12-31")
    assert pages[-1].h1 == "Nākamā padomes sēde: 01.01.2026."
    assert "tiek īstenots" in named(pages, "Padomes īpašās uzmanības saraksts 2025")[0].text


def test_an_item_names_what_is_not_known(visit: Visit, shows: Show) -> None:
    items = [
        agenda("2026-12-15", "1", "P1-1.1", "P9-9.9"), replace(agenda("2026-12-15", "2"), address="/nekas?x=1"),
        replace(agenda("2026-12-15", "3"), address="https://elsewhere.example/dati"), agenda("2026-12-15", "4"),
    ]  # fmt: skip
    pages = shown(visit, shows, meeting("2026-12-15"), *items)
    (one, *_) = named(pages, "1. darba kārtības")
    assert "Šajā datu versijā nav šo pasākumu: P9-9.9." in one.text
    assert squares([one]) == ["1.1"]
    (two,) = named(pages, "2. darba kārtības")
    assert "Šajā infopanelī nav lapas „/nekas?x=1”." in two.text
    (three,) = named(pages, "3. darba kārtības")
    assert "Šajā infopanelī nav lapas „https://elsewhere.example/dati”." in three.text
    assert "https://elsewhere.example/dati" not in three.links.values()
    (four,) = named(pages, "4. darba kārtības")
    assert "Infopaneļa datos par šo jautājumu nekā nav." in four.text


def test_sixty_items_each_have_their_step(visit: Visit, shows: Show) -> None:
    pages = shown(visit, shows, meeting("2026-12-15"), *(agenda("2026-12-15", str(n)) for n in range(1, 61)))
    (title, *_) = titles = [page for page in pages if kicker(page).startswith("Uzraudzības padomes sēde")]
    assert len(titles) > 1
    assert [row[0] for page in titles for row in page.table("Nr.").rows] == [f"{n}." for n in range(1, 61)]
    assert [page.h1 for page in pages if "darba kārtības jautājums" in kicker(page)] == [
        f"Jautājums {n}" for n in range(1, 61)
    ]
    assert title.h1 == "Sēde 2026-12-15"


LONG = ("Ļoti garš teksts bez beigām; " * 70)[:2000].strip()


def test_texts_of_two_thousand_letters_are_split_and_none_is_lost(visit: Visit, shows: Show) -> None:
    item = replace(agenda("2026-12-15", "1", "P1-1.2"), question=LONG, presenter=LONG)
    pages = shown(
        visit, shows, meeting("2026-12-15", title=LONG, place=LONG), item, measure("1.2", title=LONG),
        decision("L-1", "2020-01-01", text=LONG, responsible=LONG, state=DecisionState.OPEN),
        focus(2026, "1", text=LONG),
    )  # fmt: skip
    for page in pages:
        assert len(page.h1) <= 192
    for start in ("1. darba kārtības", "Padomes īpašās uzmanības saraksts", "Iepriekšējo sēžu"):
        texts = [page.text for page in named(pages, start)]
        assert any(LONG in " ".join(text.split()) for text in texts), "whole behind the step"
    for page in pages:
        (slide,) = page.tree.all("section", of="slide")
        assert len(slide.words()) < 2 * 2000, "no step is a text to read"


def test_text_of_the_sheet_is_text(visit: Visit, shows: Show) -> None:
    evil = '<script>alert(1)</script> **treknrakstā** [saite](javascript:x) <img src=x onerror="y">'
    item = replace(agenda("2026-12-15", "<b>1</b>"), question=evil, presenter=evil, address=f"/{evil}")
    pages = shown(
        visit, shows, meeting("2026-12-15", title=evil, place=evil), item,
        decision("L-1", "2020-01-01", text=evil, responsible=evil), focus(2026, "1", text=evil),
    )  # fmt: skip
    assert pages[0].h1 == evil
    assert any(page.h1 == evil for page in pages[1:]), "the item"
    assert all(
        evil in "".join(page.text for page in named(pages, start)) for start in ("Iepriekšējo", "Padomes īpašās")
    )
    assert evil in visit("sede").text


# Decisions


def test_overdue_decisions_lead_the_meeting(visit: Visit, shows: Show) -> None:
    records = [
        meeting("2025-01-10"), meeting("2026-12-15"), agenda("2026-12-15", "1"),
        decision("L-1", "2025-01-10", "P1-1.1", state=DecisionState.OPEN, due="2026-10", responsible="Kanceleja"),
        decision("L-2", "2025-01-10", due="2027"), decision("L-3", "2025-01-10", state=DecisionState.DONE),
    ]  # fmt: skip
    pages = shown(visit, shows, *records)
    assert kicker(pages[1]) == "Iepriekšējo sēžu neizpildītie lēmumi"
    assert pages[1].h1 == "2 lēmumi nav atzīmēti kā izpildīti; 1 no tiem termiņš ir pagājis."
    assert pages[1].table("Lēmums").rows == [
        ["Lēmums L-1 10.01.2025. · 1.1", "Kanceleja", "2026. gada oktobris", "izpildē, termiņš pagājis"],
        ["Lēmums L-2 10.01.2025.", "nav norādīts", "2027. gads", "nav ziņu"],
    ]
    page = visit("sede")
    awaited, closed = ([row[0] for row in table.rows] for table in page.tables if table.headings[0] == "Lēmums")
    assert awaited == ["Lēmums L-1 10.01.2025. · 1.1", "Lēmums L-2 10.01.2025."]
    assert closed == ["Lēmums L-3 10.01.2025."]
    (folded,) = (one for one in page.tree.all("details") if "L-3" in one.words())
    assert folded.all("summary")[0].words() == "Izpildīti vai atcelti lēmumi: 1"
    early = every_step(visit, datums="2026-09-01", sede="2026-12-15")
    order = [kicker(page).partition(" (")[0] for page in early]
    assert order.index("Iepriekšējo sēžu neizpildītie lēmumi") > order.index("1. darba kārtības jautājums")
    assert named(early, "Iepriekšējo sēžu")[0].h1 == "2 lēmumi nav atzīmēti kā izpildīti."


def test_without_decisions_nothing_is_claimed(visit: Visit, shows: Show) -> None:
    pages = every_step(visit)
    assert not named(pages, "Iepriekšējo sēžu neizpildītie lēmumi")
    assert "Iepriekšējo sēžu neizpildītie lēmumi: Šajos datos sēžu lēmumu nav." in pages[-1].text
    assert "Šajos datos sēžu lēmumu nav." in visit("sede").text
    shows(snapshot(meeting("2026-12-15"), decision("L-1", "2020-01-01", state=DecisionState.CANCELLED)))
    assert "Nepabeigtu iepriekšējo sēžu lēmumu reģistrā nav." in every_step(visit)[-1].text


def test_other_meetings_are_offered_with_their_kind(visit: Visit, shows: Show) -> None:
    shows(snapshot(meeting("2026-12-15"), meeting("2026-12-15-2", day="2026-12-15", kind=MeetingKind.OTHER)))
    assert visit("sede").run.selectbox[0].options == [
        "15.12.2026. · Cita sanāksme",
        "15.12.2026. · Uzraudzības padomes sēde",
    ]


# Projector


def test_the_projectors_colours_are_a_link_away_and_back(seen: Visit) -> None:
    usual, own = seen("sede"), live.embedded().snapshot.id
    there = usual.links["Spilgtākas krāsas blāvam projektora attēlam"]
    assert there == f"/sede?snapshot={own}&sede=2024-11-07&palete=projektors"
    page = seen("sede", palete="projektors")
    assert page.links["Parastās krāsas"] == f"/sede?snapshot={own}&sede=2024-11-07"

    def drawn(page: Page) -> str:
        pictures = (node.attributes["src"].partition(",")[2] for node in page.tree.all("img"))
        return "".join(unquote(picture) for picture in pictures)

    place = next(own for own in places(seen) if seen("sede", solis=own).tree.all("div", of="bars"))
    step = drawn(seen("sede", solis=place, palete="projektors"))
    assert marks(PROJECTOR)[Status.DONE].colour.lower() in step.lower()
    assert marks("")[Status.DONE].colour.lower() not in step.lower()
    assert marks("")[Status.DONE].colour.lower() in drawn(seen("sede", solis=place)).lower()
    overview = seen("", palete="projektors")
    assert marks(PROJECTOR)[Status.DONE].colour.lower() in drawn(overview).lower()
    said = [element.proto.body for element in overview.run.get("html")]
    fills = [re.findall(r"--fill-done: ([^;]+);", body) for body in said if "--fill-done" in body]
    assert fills == [[marks(PROJECTOR)[Status.DONE].colour]]
    assert f"--fill-done: {marks('')[Status.DONE].colour}" in shell.SHEET, "in every page, before it"


# The freeze


def test_the_first_view_freezes_the_snapshot_and_an_update_replaces_it(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = live.embedded().snapshot, replace(live.embedded().snapshot, id="2222222222", meetings=())
    known = {own.id: Current(own, (), "Plāna tabula") for own in (old, new)}
    monkeypatch.setattr(live, "recorded", known.get)
    monkeypatch.setattr(live, "current", lambda: known[old.id])
    page = visit("sede")
    run = page.run
    assert run.query_params["snapshot"] == old.id
    assert not [button for button in run.button if "2222222222" in button.label]
    # The sheet is edited meanwhile: the screen stays, and offers to follow.
    monkeypatch.setattr(live, "current", lambda: known[new.id])
    run.run()
    assert run.query_params["snapshot"] == old.id
    (update,) = (button for button in run.button if "2222222222" in button.label)
    assert update.label == "Pāriet uz jaunāko datu versiju 2222222222"
    assert visit("sede", same=run).h1 == page.h1
    update.click().run()
    assert run.query_params["snapshot"] == new.id
    assert not run.exception


def test_a_meeting_entered_after_the_freeze_is_an_update_away(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    new = live.embedded().snapshot
    old = replace(new, id="2222222222", meetings=())
    known = {own.id: Current(own, (), "Plāna tabula") for own in (old, new)}
    monkeypatch.setattr(live, "recorded", known.get)
    monkeypatch.setattr(live, "current", lambda: known[new.id])
    page = visit("sede", snapshot=old.id)
    assert page.h1.startswith("Nav zināma neviena padomes sēde")
    (update,) = (button for button in page.run.button if new.id in button.label)
    run = update.click().run()
    assert run.query_params["snapshot"] == new.id
    assert any("Rādīt pa soļiem" in own.proto.body for own in run.get("html"))


def test_a_step_is_frozen_too(visit: Visit) -> None:
    assert visit("sede", solis="1").run.query_params["snapshot"] == live.embedded().snapshot.id


def test_other_screens_freeze_nothing(visit: Visit) -> None:
    assert "snapshot" not in visit("pasakumi").run.query_params
    assert [screen.address for screen in shell.SCREENS if screen.frozen] == ["sede"]


# In the room


def test_the_decisions_alone_are_read_anew_and_nothing_else_moves(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [
        meeting("2025-01-10"), meeting("2026-12-15"), agenda("2026-12-15", "1", "P1-1.1"), measure("1.1"),
        decision("L-1", "2025-01-10", state=DecisionState.OPEN, due="2026-10"),
    ]  # fmt: skip
    old = replace(snapshot(*records), id="1111111111")
    new = replace(snapshot(*records[:3], measure("1.1", title="Cits"), decision("L-9", "2025-01-10")), id="2222222222")
    read = datetime(2026, 11, 21, 12, 5, tzinfo=UTC)
    known = {own.id: Current(own, (), "Plāna tabula", read_at=read) for own in (old, new)}
    monkeypatch.setattr(live, "recorded", known.get)
    monkeypatch.setattr(live, "current", lambda: known[new.id])
    monkeypatch.setattr(live, "at", lambda _day: None)
    frozen = {"sede": "2026-12-15", "snapshot": old.id}
    before = every_step(visit, **frozen)
    (step,) = named(before, "Iepriekšējo sēžu")
    (way,) = (link for link in step.tree.all("a") if "renew" in link.attributes.get("class", ""))
    asked = dict(parse_qsl(urlsplit(way.attributes["href"]).query))
    assert (asked["lemumi"], asked["snapshot"], asked["solis"]) == (new.id, old.id, "2")
    after = every_step(visit, **frozen, lemumi=new.id)
    assert [page.h1 for page in after if page.h1 not in [own.h1 for own in before]] == [
        "1 lēmums nav atzīmēts kā izpildīts."
    ]
    (renewed,) = named(after, "Iepriekšējo sēžu")
    assert "Lēmumi, kā nolasīts 21.11.2026. plkst. 14.05; viss pārējais nemainās." in renewed.text
    assert renewed.table("Lēmums").rows[0][0].startswith("Lēmums L-9")
    assert not [link for link in renewed.tree.all("a") if "renew" in link.attributes.get("class", "")]
    assert len(after) == len(before), "no number moves"
    assert all("Cits" not in page.text for page in after)
    gone = every_step(visit, **frozen, lemumi="3333333333")
    assert [page.h1 for page in gone] == [page.h1 for page in before]


def test_a_snapshot_that_is_gone_in_the_middle_is_said_on_the_step(visit: Visit) -> None:
    page = visit("sede", sede="2024-11-07", solis="3", snapshot="9999999999")
    assert "Datu versijas „9999999999” nav; tiek rādīta pašreizējā." in " ".join(page.text.split())
    assert page.tree.all("section", of="slide")
    own = visit("sede", sede="2024-11-07", solis="3", snapshot=live.embedded().snapshot.id)
    assert not own.tree.all("p", of="gone")


def test_two_presenters_do_not_meet(visit: Visit) -> None:
    """What a presenter sees hangs on the address alone: another one who goes on moves nobody."""
    one, other = visit("sede", solis="2"), visit("sede", solis="5")
    again = visit("sede", same=one.run, solis="2")
    assert (again.h1, again.text) == (one.h1, one.text)
    assert other.h1 != one.h1
