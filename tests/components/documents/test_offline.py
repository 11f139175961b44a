"""The offline page read back: every step, the figures' numbers, nothing from outside, no program but its own."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from components.blocks import figures
from components.blocks.html import write
from components.documents.offline import offline
from components.meeting.steps import steps
from components.screens.overview import overview
from data import live
from data.answers.meeting import find_meeting
from tests.components.documents.test_slides import DAY, seen


@pytest.fixture(autouse=True)
def no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "at", lambda day: None)


def page(language: str = "lv", root: str | None = None) -> str:
    view = seen(language)
    meeting = find_meeting(view.snapshot, "2024-11-07", DAY)
    assert meeting
    own = steps(view, meeting)
    return offline(view, own, "Sēde <1>", [overview.directions_figure(view)], root).decode()


@pytest.mark.parametrize("language", ["lv", "en"])
def test_it_asks_for_nothing_from_outside(language: str) -> None:
    text = page(language)
    assert f'<html lang="{language}">' in text
    assert not re.findall(r'(?:src|href)="(?!data:)[^"]*"', text), "no link without a known address, no file beside it"
    assert not re.search(r"url\((?!#|%23|\"?data:font/)", text)
    assert "default-src 'none'" in text


def test_the_policy_lets_the_one_program_run() -> None:
    text = page()
    (program,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert f"'sha256-{b64encode(sha256(program.encode()).digest()).decode()}'" in text


def test_it_holds_every_step_and_the_figures_numbers() -> None:
    text, view = page(), seen()
    meeting = find_meeting(view.snapshot, "2024-11-07", DAY)
    assert meeting
    assert text.count('class="slide"') == len(steps(view, meeting))
    assert write(figures.numbers(overview.directions_figure(view))) in text
    assert text.count("<h1>") == 1
    assert "Sēde &lt;1&gt;" in text
    assert text.count(f"Datu versija {view.snapshot.id}") > 15


def test_links_lead_to_the_dashboard_where_its_address_is_known() -> None:
    links = re.findall(r'href="([^"]*)"', page(root="https://example.lv"))
    assert links
    assert all(link.startswith("https://example.lv/") for link in links)
