"""Kalendārs un finansējums: what is overdue and next, the events by year, and the money, counted by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from data.model import Event, EventKind, EventState, FundingKind, Snapshot
from tests.answers.build import event, funding, measure, plan, snapshot
from tests.screens.conftest import Visit
from tests.screens.reading import Page

NOTHING_TO_COME = "gaidāmu notikumu kalendārā nav."
NEED, ALLOCATED, EXISTING, RELATED = FundingKind
HAPPENED, PLANNED, DEADLINE, PROMISED = EventState
Show = Callable[[Snapshot], None]


def folded(page: Page) -> list[str]:
    """What the lines say that open small print."""
    others = "Izvēlne", "Kopēt, citēt, lejupielādēt"
    return [node.words() for node in page.tree.all("summary") if node.words() not in others]


def drawn(page: Page) -> dict[str, Any]:
    """The specifications of the charts by a word of theirs: the wide calendar and the wide sums."""
    return dict(zip(("time", "money"), page.charts[::2], strict=False))


def told(spec: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What the pointer is told of each mark: time, event, stand."""
    marks = [layer for layer in spec["layer"] if layer["mark"]["type"] == "point" and "tooltip" in layer["encoding"]]
    return [(row["when"], row["event"], row["stand"]) for layer in marks for row in layer["data"]["values"]]


def test_the_first_words_are_what_is_overdue_and_what_is_next(visit: Visit) -> None:
    page = visit("kalendars")
    assert page.h1 == f"11 notikumi bija gaidāmi vai solīti, bet vēlākas ziņas par tiem nav atrastas; {NOTHING_TO_COME}"
    (big,) = page.tree.all("span", of="big")
    assert big.words() == "11"
    (lead,) = page.tree.all("p", of="lead")
    assert lead.words() == "Nākamās uzraudzības padomes sēdes datums nav zināms. 1 jautājumā avoti ir pretrunīgi."


def test_a_contradiction_over_the_next_plan_is_no_event_to_come(visit: Visit) -> None:
    page = visit("kalendars")
    assert "Gaidāms" not in [node.words() for node in page.tree.all("h2")]
    items = page.section("Atklāts jautājums: avoti ir pretrunīgi").all("li")
    assert [item.words().partition(" – Sestā")[0] for item in items] == [
        "2026.–2027. gads", "2026.–2029. gads",
    ]  # fmt: skip


def test_on_the_day_of_the_meeting_the_next_is_told(visit: Visit) -> None:
    page = visit("kalendars", datums="2024-11-07")
    assert (
        page.h1 == "1 notikums bija gaidāms vai solīts, bet vēlākas ziņas par to nav atrastas; nākamais – 21.11.2024."
    )
    (lead,) = page.tree.all("p", of="lead")
    assert lead.words() == (
        "Nākamais: 21.11.2024. – Termiņš komentāriem par IRM vidusposma izvērtējuma projektu. "
        "Nākamā uzraudzības padomes sēde: 07.11.2024."
    )
    assert page.links["07.11.2024."] == "/sede?datums=2024-11-07&sede=2024-11-07"


def test_this_year_stands_open_and_the_others_are_folded(visit: Visit) -> None:
    page = visit("kalendars")
    assert "2026 · 6 notikumi" in [node.words() for node in page.tree.all("h3")]
    # 10 + 16 + 4 + 8 + 6 + 3 + 1 + 2 + 1 + 2 + 1 + 1 and 6 of 2026 are the 61 of the table.
    assert folded(page) == [
        "5 iepriekš minētie notikumi, te ar avotiem", "2025 · 10 notikumu", "2024 · 16 notikumu", "2023 · 4 notikumi",
        "2022 · 8 notikumi", "2021 · 6 notikumi", "2019 · 3 notikumi", "2018 · 1 notikums", "2017 · 2 notikumi",
        "2016 · 1 notikums", "2014 · 2 notikumi", "2012 · 1 notikums", "2011 · 1 notikums",
        "9 ieraksti par finansējumu. Viss zināmais par finansējumu; saistīto projektu summas nav saskaitītas",
    ]  # fmt: skip
    tables = {table.caption: table for table in page.tables if table.headings[0] == "Kad"}
    assert sum(len(table.rows) for table in page.tables if table.headings[0] == "Kad") == 61
    newest = tables["2024. gada notikumi"].rows[0]
    assert newest[0] == "21.11.2024."
    assert newest[2] == "termiņš pagājis"
    assert {row[2] for row in tables["2025. gada notikumi"].rows} == {
        "ir noticis",
        "bija gaidāms, vēlākas ziņas nav atrastas",
    }
    assert page.links["1.2"] == "/pasakumi?pasakums=1.2"


def test_a_year_of_the_address_stands_open_and_whole(visit: Visit) -> None:
    page = visit("kalendars", gads="2024")
    names = [node.words() for node in page.tree.all("h2", "h3")]
    assert names.index("2024 · 16 notikumu") < names.index("Bija gaidāms vai solīts, bet vēlākas ziņas nav atrastas")
    assert "2024 · 16 notikumu" not in folded(page)
    assert page.links["Aizvērt gadu"] == "/kalendars"
    assert not page.banner


@pytest.mark.parametrize("rubbish", ["1999", "banāns", "2024-11", "-1", "9" * 80])
def test_a_year_that_is_not_there_is_told_and_all_are_shown(visit: Visit, rubbish: str) -> None:
    page = visit("kalendars", gads=rubbish)
    assert page.banner == "Par adresē norādīto gadu kalendārā nekā nav; redzami visi gadi."
    assert "2026 · 6 notikumi" in [node.words() for node in page.tree.all("h3")]


def test_by_kind(visit: Visit) -> None:
    page = visit("kalendars", veids="report")
    assert page.h1 == f"3 notikumi bija gaidāmi vai solīti, bet vēlākas ziņas par tiem nav atrastas; {NOTHING_TO_COME}"
    assert {when for when, _event, _stand in told(drawn(page)["time"])} == {
        "01.03.2024.", "01.03.2026.", "2026. gada janvāris–marts"
    }  # fmt: skip
    assert visit("kalendars", veids="report;irm").h1.startswith("4 notikumi bija")
    assert visit("kalendars", veids="banana").h1 == visit("kalendars").h1
    page = visit("kalendars", veids="irm", datums="2024-11-07", lang="en")
    assert page.h1 == "2 events are upcoming; the next: 21 November 2024."


def test_by_word(visit: Visit) -> None:
    page = visit("kalendars", q="TAP portāl")
    assert len(told(drawn(page)["time"])) == 9, "counted in the embedded calendar: of 2018 to 2025"
    assert "Vēl 5 notikumu attēlā nav (to sākums: 2012.–2017. gads)" in page.text
    assert visit("kalendars", q="šāda nav").h1 == "Kalendārā nav neviena gaidāma notikuma."


def test_the_picture_tells_every_event_of_six_years(visit: Visit) -> None:
    page = visit("kalendars")
    said = told(drawn(page)["time"])
    assert len(said) == 6 + 10 + 16 + 4 + 8 + 6
    assert "Vēl 11 notikumu attēlā nav (to sākums: 2011.–2019. gads); tie ir tabulās zemāk." in page.text
    stands = [stand for _when, _event, stand in said]
    assert {stand: stands.count(stand) for stand in set(stands)} == {
        "bija gaidāms, vēlākas ziņas nav atrastas": 10,
        "bija solīts, vēlākas ziņas nav atrastas": 1, "avoti ir pretrunīgi": 2, "termiņš pagājis": 1,
        "ir noticis": 36,
    }  # fmt: skip


def test_the_money_stands_beside_the_calendar_and_row_by_row_below(visit: Visit) -> None:
    page = visit("kalendars")
    names = [node.words() for node in page.tree.all("h2")]
    assert names[1].replace("\u00a0", " ") == (
        "Indikatīvi nepieciešamais finansējums zināms par 3 gadiem (302 000 €); "
        "piešķirtais finansējums zināms par 1 gadu (30 000 €)"
    ), "money first"
    bars = [row for layer in drawn(page)["money"]["layer"] for row in layer["data"]["values"] if "sum" in row]
    assert [(row["year"], row["kind"], row["sum"].replace("\u00a0", " ")) for row in bars] == [
        ("2023", "Indikatīvi nepieciešamais finansējums", "90 000 €"),
        ("2024", "Indikatīvi nepieciešamais finansējums", "117 000 €"),
        ("2024", "Zināmais piešķirtais finansējums", "30 000 €"),
        ("2025", "Indikatīvi nepieciešamais finansējums", "95 000 €"),
    ]  # fmt: skip
    assert page.table("Gads").rows == [
        ["2023", "90 000 €", "nav ziņu"], ["2024", "117 000 €", "30 000 €"], ["2025", "95 000 €", "nav ziņu"],
    ]  # fmt: skip
    rows = page.table("Gadi").rows
    assert len(rows) == 9
    assert [row[:3] for row in rows[1:4]] == [
        ["2021.–2023. gads", "saistīts projekts", "104 996,52 €"],
        ["2022. gads", "esošais budžets", "nav ziņu"],
        ["2022.–2025. gads", "esošais budžets", "nav ziņu"],
    ]
    assert "2022. gads · esošais budžets · summa nav zināma" in page.text
    assert visit("kalendars", lang="en").table("Years").rows[4][:3] == ["2023", "need", "€90,000"]


def test_a_plan_without_money_says_so(visit: Visit) -> None:
    assert "Par plāna finansējumu ziņu nav." in visit("kalendars", plans="P6").text


# Bad input


def test_sums_of_nothing_and_of_nine_digits(visit: Visit, shows: Show) -> None:
    shows(snapshot(funding(NEED, 987654321, 2024), funding(ALLOCATED, 0, 2024), funding(ALLOCATED, 1, 2025)))
    page = visit("kalendars")
    assert page.table("Gads").rows == [["2024", "987 654 321 €", "0 €"], ["2025", "nav ziņu", "1 €"]]
    assert (
        "Indikatīvi nepieciešamais finansējums zināms par 1 gadu (987 654 321 €); "
        "piešķirtais finansējums zināms par 2 gadiem (1 €)"
    ) in page.text


def test_money_of_no_single_year(visit: Visit, shows: Show) -> None:
    shows(snapshot(funding(NEED, 5, 2022, last_year=2025), funding(EXISTING, None, 2022)))
    page = visit("kalendars")
    assert "Neviena atsevišķa gada summa nav zināma." in page.text
    assert len(page.table("Gadi").rows) == 2


def test_no_plan_and_no_events(visit: Visit, shows: Show) -> None:
    shows(snapshot(plans=()))
    page = visit("kalendars")
    assert page.h1 == "Kalendārā nav neviena gaidāma notikuma."
    assert not page.tree.all("span", of="big")
    assert "Kalendārā tādu notikumu nav." in page.text
    assert "Par plāna finansējumu ziņu nav." in page.text


def many(n: int, year: int) -> list[Event]:
    return [event(f"{year}-{1 + i % 12:02}-{1 + i % 28:02}", f"{year} {i}", state=HAPPENED) for i in range(n)]


def test_a_calendar_of_many_years_stays_light(visit: Visit, shows: Show) -> None:
    shows(snapshot(*many(90, 2026), *many(90, 2025), *many(90, 2024), *many(400, 2023)))
    page = visit("kalendars")
    assert sum(len(table.rows) for table in page.tables if table.headings[0] == "Kad") == 180
    assert page.links["2024 · 90 notikumu"] == "/kalendars?gads=2024"
    assert "Tiek rādītas tikai pirmās 200 rindas no 400." in visit("kalendars", gads="2023").text


def test_a_name_of_eighty_letters_an_event_across_years_and_one_far_ahead(visit: Visit, shows: Show) -> None:
    name = "Ļ" * 80
    held = [
        event("2025-11", name, end="2027-02", state=PLANNED, kind=EventKind.OGP, measures=("P1-1.1",)),
        event("2099", "tālu", state=PLANNED), event("1999-01-01", "sen", state=HAPPENED),
    ]  # fmt: skip
    shows(snapshot(plan(), measure("1.1"), *held))
    page = visit("kalendars")
    assert page.h1 == "2 notikumi ir gaidāmi; nākamais – 2099. gads."
    assert name in page.text
    assert {when for when, _event, _stand in told(drawn(page)["time"])} == {
        "2025. gada novembris – 2027. gada februāris", "2099. gads", "01.01.1999.",
    }  # fmt: skip
