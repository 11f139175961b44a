"""The first paint beside the running screen: the same words in the same order, whatever the address holds."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from components import memo
from components.charts.palette import PROJECTOR
from components.frame import addressed, shell
from components.web import paint
from components.web.writing import FILTERS
from data import live
from data.live import Current
from data.live.refresher import source_issue
from data.sources import SourceError
from tests.screens.conftest import TODAY, Visit
from tests.screens.reading import Node, read

NOON = datetime(2026, 11, 22, 10, tzinfo=UTC)
ADDRESSES: list[tuple[str, dict[str, str]]] = [
    *((path, {}) for path in paint.SCREENS),
    *((path, {"lang": "en", "datums": "2024-11-07"}) for path in paint.SCREENS),
    ("", {"plans": "P6"}), ("", {"iestade": "varam"}), ("", {"iestade": "<b>"}),
    ("", {"datums": "1900-01-01", "plans": "<b>", "snapshot": "nav"}),
    ("pasakumi", {"pasakums": "1.2"}), ("pasakumi", {"pasakums": "99"}), ("pasakumi", {"plans": "P6"}),
    ("pasakumi", {"statuss": "tiek-istenots;xyz", "virziens": "2", "uzmaniba": "1", "q": "portāl"}),
    ("uzticesanas", {"valstis": "LVA;EST", "gads": "2021"}), ("uzticesanas", {"skats": "laiks", "valstis": "nav"}),
    ("pasvaldibas", {"raditajs": "nav", "veids": "novads", "kods": "0001000"}),
    ("pasvaldiba", {"kods": "0001000", "pec": "regions", "vieta": "1"}), ("pasvaldiba", {"kods": "Nekurzeme"}),
    ("kalendars", {"veids": "IRM;nav"}), ("par", {"skats": "izmainas"}),
    ("dati", {"no": "nav", "lidz": "<b>", "plans": "P6"}), ("sede", {"sede": "<b>", "solis": "3"}),
    ("sede", {"sede": "2022-06-09", "palete": "projektors"}), ("sede", {"snapshot": "nav", "datums": "2024-11-07"}),
    *(("sede", {"solis": number, "lang": "en"}) for number in ("1", "2", "5", "8", "99", "x")),
]  # fmt: skip


def painted(path: str, address: dict[str, str]) -> Node:
    """The paint of an address as its reader meets it."""
    read_of_it = paint.read(urlencode(address), path)
    view = addressed.view_of(read_of_it, TODAY)
    html = paint.paint(path, view, read_of_it, paint.entering(path, view, read_of_it))
    return read(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))


def said(tree: Node) -> str:
    """What a paint says beside its controls and slots."""
    return " ".join(" ".join(node.words() for node in tree.all("div", of="stHtml")).split())


@pytest.mark.parametrize(("path", "address"), ADDRESSES, ids=lambda value: str(value)[:60])
def test_it_says_what_the_running_screen_says(seen: Visit, path: str, address: dict[str, str]) -> None:
    tree = painted(path, address)
    live = seen(path, **address)
    assert said(tree) == live.text
    labels = [node.words() for node in tree.everything() if node.attributes.get("class") in ("field one", "pill")]
    widgets = {widget.label for widget in live.run.selectbox} | {
        option for group in live.run.button_group for option in group.options
    }
    assert {label for label in widgets if not any(own.startswith(label) for own in labels)} <= {
        "Figūra, ko paņemt līdzi"
    } | {
        box.label
        for box in live.run.selectbox
        if box.key in ("figure", "download") or str(box.key).startswith("letter-")
    }


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("utm_source=x&fbclid=y&nekas", {}),
        ("&".join(f"p{number}={number}" for number in range(1000)), {}),
        ("lang=lv&lang=en&statuss=a&statuss=izpildits", {"lang": "en", "statuss": "izpildits"}),
        ("q=%ff%fe&virziens=&pasakums", {"q": "��"}),
        ("q=" + "x" * 9000, {"q": "x" * paint.LONGEST}),
    ],
)
def test_an_address_is_read_as_far_as_it_is_understood(query: str, address: dict[str, str]) -> None:
    assert paint.read(query, "pasakumi") == address


@pytest.mark.parametrize("day", ["1900-01-01", "2041-01-01", "2024-02-30", "20240101", "banana", ""])
def test_a_day_that_cannot_be_looked_at_is_today(day: str) -> None:
    view = addressed.view_of({"datums": day}, TODAY)
    assert (view.day, view.chosen) == (TODAY, ())


def test_a_day_that_is_named_is_carried_on_also_when_it_is_today() -> None:
    view = addressed.view_of({"datums": TODAY.isoformat()}, TODAY)
    assert (view.day, view.address("par")) == (TODAY, f"/par?datums={TODAY}")
    assert addressed.view_of({}, TODAY).address("par") == "/par"


def test_a_form_sends_what_is_chosen_along(seen: Visit) -> None:
    tree = painted("pasakumi", {"lang": "en", "statuss": "izpildits", "q": "a&b"})
    carried = {
        node.attributes["name"]: node.attributes["value"]
        for form in tree.all("form") if form.attributes["id"] == FILTERS for node in form.all("input")
    }  # fmt: skip
    assert carried == {"lang": "en", "statuss": "izpildits"}
    fields = [node for node in tree.all("input", "select") if node.attributes.get("form") == FILTERS]
    assert [node.attributes["name"] for node in fields] == [
        "q", "virziens", "apnemsanas", "iestade", "uzmaniba", "pagaidu",
    ]  # fmt: skip
    assert fields[0].attributes["value"] == "a&b"


def test_one_of_a_few_is_a_link_that_adds_it_or_takes_it_out() -> None:
    tree = painted("pasakumi", {"statuss": "izpildits"})
    pills = {node.words(): node for node in tree.all("a", of="pill")}
    assert pills["izpildīts"].attributes["href"] == "/pasakumi"
    assert pills["izpildīts"].attributes["aria-current"] == "page"
    assert pills["tiek īstenots"].attributes["href"] == "/pasakumi?statuss=izpildits%3Btiek-istenots"
    presets = {node.words(): node.attributes["href"] for node in painted("uzticesanas", {}).all("a", of="pill")}
    assert presets["Baltijas valstis"] == "/uzticesanas?valstis=baltija"


def test_it_wears_what_a_screen_adds_to_the_style_sheet_of_every_page() -> None:
    for address in ({}, {"palete": PROJECTOR}):
        html = paint.paint("", addressed.view_of(address, TODAY), address)
        assert shell.SHEET not in html
        assert (shell.PROJECTED in html) == bool(address)


def test_ids_are_its_own() -> None:
    for path in paint.SCREENS:
        ids = [node.attributes["id"] for node in painted(path, {}).everything() if "id" in node.attributes]
        assert all(own.startswith("paint") for own in ids)
        assert len(set(ids)) == len(ids)


def two_versions(monkeypatch: pytest.MonkeyPatch) -> str:
    """Keep what is shown, and an older version in which one measure is worded otherwise; return the older one's id."""
    now = live.embedded().snapshot
    first, *others = now.measures
    old = replace(now, id="2222222222", measures=(replace(first, title="Cits nosaukums"), *others))
    known = {version.id: Current(version, (), None) for version in (now, old)}
    monkeypatch.setattr(live, "recorded", known.get)
    monkeypatch.setattr(
        live, "snapshots", lambda limit=50: tuple(SimpleNamespace(id=own, taken_at=NOON) for own in known)
    )
    return old.id


def test_versions_kept_are_painted_with_what_they_say_differently(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = two_versions(monkeypatch)
    tree = painted("dati", {"lidz": old})
    assert said(tree) == visit("dati", lidz=old).text
    chosen = {own.attributes["name"]: own.words() for own in tree.all("select")}
    assert list(chosen) == ["no", "lidz"]
    assert "Abas ir vienādas." in said(painted("dati", {"lidz": old, "no": old}))
    assert "„Cits nosaukums” → „" in said(painted("dati", {}))


def pages(most: int = paint.BYTES) -> paint.Paints:
    return paint.Paints(lambda path, words, html, told: f"{path}{words.language}{html}", most)


def test_what_says_nothing_makes_no_page_of_its_own() -> None:
    kept = pages()
    first = kept.find("kalendars", "")
    assert all(kept.find("kalendars", f"nekas{number}={number}") is first for number in range(10_000))
    assert len(kept) == 1
    assert kept.find("kalendars", "lang=en") is not first


def test_what_is_not_understood_shares_the_page_that_says_the_same() -> None:
    kept = pages()
    for number in range(5):
        kept.find("kalendars", f"veids=x{number}")
        kept.find("pasakumi", f"virziens=x{number}&statuss=y{number}&uzmaniba=z")
    assert len(kept) == 2


def test_memory_is_bounded_whatever_is_asked_for() -> None:
    kept = pages(most=100_000)
    for number in range(40):
        found = kept.find("kalendars", f"datums=20{16 + number % 20}-0{1 + number // 20}-01")
        assert found is not None
        assert sum(len(own.compressed) for own, _ in kept._pages.values()) == kept._bytes
        assert kept._bytes <= 100_000


def test_the_pages_of_snapshots_that_nobody_looks_at_any_more_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, now = pages(), live.current()
    for number in range(memo.SNAPSHOTS + 3):
        newer = replace(now, snapshot=replace(now.snapshot, id=f"{number:010}"))
        monkeypatch.setattr(live, "current", lambda newer=newer: newer)
        for path in ("", "kalendars"):
            assert kept.find(path, "") is not None
        assert len(kept) <= 2 * memo.SNAPSHOTS
    assert len(kept) == 2 * memo.SNAPSHOTS
    assert kept._bytes == sum(len(own.compressed) for own, _ in kept._pages.values())


def test_a_paint_that_fails_leaves_the_page_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(shell, "footer", fail)
    assert pages().find("kalendars", "") is None


def test_the_state_of_the_data_is_painted_anew_when_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = pages()

    def body() -> str:
        found = kept.find("dati", "")
        assert found is not None
        return found.body.decode()

    assert "gaida atmiņā" not in body()
    two_versions(monkeypatch)
    assert "Divu datu versiju salīdzinājums" in body()
    monkeypatch.setattr(live, "unkept", lambda: 3)
    assert "3 datu versijas gaida atmiņā" in body()
    fault = source_issue(SourceError("file_too_large", "x", size="9", limit="5"))
    failing = replace(live.current(), failure=fault, read_at=datetime.now(UTC), failing_since=NOON)
    monkeypatch.setattr(live, "current", lambda: failing)
    assert "Avots pašlaik nav pieejams" in body()
    monkeypatch.setattr(Current, "stale", lambda own, now: True)
    assert "Dati novecojuši" in body()


def test_a_step_is_painted_as_it_is_shown_with_the_ways_where_no_program_comes() -> None:
    tree = painted("sede", {"sede": "2024-11-07", "solis": "2"})
    frozen = f"datums={TODAY}"
    held = live.current().snapshot.id
    (ways,) = tree.all("nav", of="arrows")
    out = tree.all("a", of="leave")
    assert [(link.attributes["aria-label"], link.attributes["href"]) for link in (*ways.all("a"), *out)] == [
        ("Iepriekšējais solis", f"/sede?snapshot={held}&sede=2024-11-07&solis=1&{frozen}"),
        ("Nākamais solis", f"/sede?snapshot={held}&sede=2024-11-07&solis=2.2&{frozen}"),
        ("Beigt rādīšanu", f"/sede?snapshot={held}&sede=2024-11-07&{frozen}&pie=2"),
    ]
    assert len(tree.all("section", of="slide")) == 1
    first = painted("sede", {"sede": "2024-11-07", "solis": "1"}).all("nav", of="arrows")[0]
    assert [link.words() for link in first.all("a")] == ["›"]


def body_of(kept: paint.Paints, *asked: str) -> str:
    found = kept.find(*asked)
    assert found is not None
    return found.body.decode()


def test_a_meeting_is_painted_for_the_place_it_is_reached_at(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, query = pages(), "sede=2024-11-07&solis=1"
    here = body_of(kept, "sede", query, "http://plans.example:8501")
    assert 'aria-label="http://plans.example:8501/sede?snapshot=' in here
    assert "--step-width: 1280;" in here
    assert "plans.example" not in body_of(kept, "sede", query)
    assert "Pāriet uz jaunāko datu versiju" not in body_of(kept, "sede", "sede=2024-11-07")
    old = live.current()
    newer = replace(old, snapshot=replace(old.snapshot, id="2222222222"))
    monkeypatch.setattr(live, "recorded", lambda wanted: old)
    monkeypatch.setattr(live, "current", lambda: newer)
    update = "Pāriet uz jaunāko datu versiju 2222222222"
    assert update in body_of(kept, "sede", f"sede=2024-11-07&snapshot={old.snapshot.id}")


def test_what_a_history_that_failed_did_not_give_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise live.StoreFault("store_silent")

    kept, query = pages(), "sede=2024-11-07&solis=99&datums=2026-11-20"
    monkeypatch.setattr(live, "at", fail)
    assert "Kas mainījies" in body_of(kept, "sede", query)
    assert len(kept) == 0
    monkeypatch.setattr(live, "at", lambda day: None)
    assert "Kas mainījies" in body_of(kept, "sede", query)
    assert len(kept) == 1
