"""A frozen link to a snapshot that is older than a rule says so, on the screen and in the papers, and leads to why."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from components.blocks.html import write
from components.documents.report import report
from components.meeting import screen
from components.meeting.steps import steps
from components.view import View
from data import live
from data.answers.meeting import find_meeting
from data.words import words
from tests.screens.conftest import Visit

OLD = datetime(2026, 11, 21, 9, tzinfo=UTC)
ID = live.embedded().snapshot.id
SENTENCE = "Šī datu versija nolasīta 21.11.2026., noteikumi mainīti 28.11.2026., un tagad to skaita pēc jaunajiem."


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> None:
    """The current snapshot was taken before the rules changed."""
    monkeypatch.setattr(live, "taken_at", lambda wanted: OLD if wanted == ID else None)
    current = replace(live.current(), read_at=OLD, source="Vecā tabula")
    monkeypatch.setattr(live, "current", lambda: current)


@pytest.mark.parametrize("address", ["", "pasakumi", "sede", "pasvaldibas", "par"])
@pytest.mark.usefixtures("old")
def test_a_frozen_link_says_that_the_rules_changed(visit: Visit, address: str) -> None:
    page = visit(address, snapshot=ID)
    assert SENTENCE in page.text
    assert "skaitīts pēc 28.11.2026. noteikumiem" in page.footer
    links = {node.attributes["href"] for node in page.tree.all("a")}
    assert f"/par?snapshot={ID}&skats=izmainas" in links


@pytest.mark.usefixtures("old")
def test_without_a_snapshot_in_the_address_nothing_is_said(visit: Visit) -> None:
    page = visit("")
    assert "noteikumi mainīti" not in page.text
    assert "skaitīts pēc" not in page.footer


@pytest.mark.usefixtures("old")
def test_steps_and_papers_say_it_where_they_name_the_snapshot() -> None:
    own, day = live.current(), date(2026, 11, 27)
    view = View(words("lv"), day, day, own, own.snapshot.plans[0], chosen=(("snapshot", ID),))
    meeting = find_meeting(own.snapshot, "", day)
    assert meeting
    first, *_ = steps(view, meeting)
    assert "skaitīts pēc 28.11.2026. noteikumiem" in write(screen.slide(view, first))
    assert any("skaitīts pēc 28.11.2026. noteikumiem" in note for note in first.notes)
    assert "skaitīts pēc 28.11.2026. noteikumiem" in str(report(view).head)


def test_what_changed_has_an_address_and_the_method_leads_to_it(visit: Visit) -> None:
    page = visit("par", skats="izmainas")
    assert page.h1 == "14 infopaneļa noteikumi mainīti kopš 26.11.2026.; skaitļus vēl nav ar ko salīdzināt"
    assert "Termiņš pagājis ir tikai tam" in page.text
    assert "/par?skats=izmainas" in {node.attributes["href"] for node in visit("par").tree.all("a")}
    assert "What changed in the rules" in visit("par", skats="izmainas", lang="en").text
    assert visit("par", skats="nekas").h1 == visit("par").h1
