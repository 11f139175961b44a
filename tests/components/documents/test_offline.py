"""The offline page read back: every step, the figures' numbers, nothing from outside, no program but its own."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from components.blocks import figures
from components.blocks.html import write
from components.documents.offline import offline
from components.meeting.steps import steps
from components.screens.overview import overview
from components.view import View
from data import live
from data.answers.meeting import find_meeting
from tests.components.documents.test_slides import DAY, seen


@pytest.fixture(autouse=True)
def no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "at", lambda day: None)


def page(language: str = "lv", root: str | None = None, view: View | None = None) -> str:
    view = view or seen(language)
    meeting = find_meeting(view.snapshot, "2024-11-07", DAY)
    assert meeting
    own = steps(view, meeting)
    return offline(view, own, "Sēde <1>", [overview.directions_figure(view)], root).decode()


@pytest.mark.parametrize("language", ["lv", "en"])
def test_it_asks_for_nothing_from_outside(language: str) -> None:
    text = page(language)
    assert f'<html lang="{language}">' in text
    assert not re.findall(r'(?:src|href)="(?!data:)[^"]*"', text), "no link without a known address, no file beside it"
    assert not re.search(r"url\((?!#|%23|\"?data:(?:font|image)/)", text)
    assert "default-src 'none'" in text


def test_the_policy_lets_the_one_program_run() -> None:
    text = page()
    (program,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert f"'sha256-{b64encode(sha256(program.encode()).digest()).decode()}'" in text


def test_it_holds_every_step_and_the_figures_numbers() -> None:
    text, view = page(), seen()
    meeting = find_meeting(view.snapshot, "2024-11-07", DAY)
    assert meeting
    assert text.count('<section class="slide') == len(steps(view, meeting))
    assert write(figures.numbers(overview.directions_figure(view))) in text
    assert text.count("<h1>") == 1
    assert "Sēde &lt;1&gt;" in text
    assert text.count(f"Datu versija {view.snapshot.id}") > 15


def test_links_lead_to_the_dashboard_where_its_address_is_known() -> None:
    links = re.findall(r'href="([^"]*)"', page(root="https://example.lv"))
    assert links
    assert all(link.startswith("https://example.lv/") for link in links)


POISON = '</p></script><script>alert(1)</script><img src=x onerror=alert(2)>" onclick="alert(3)'


class Tags(HTMLParser):
    """The tags of a page, each with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))


def test_a_poisoned_sheet_is_text_and_leads_nowhere() -> None:
    own = live.embedded().snapshot
    item, measure = own.agenda[0], own.measures[0]
    poisoned = replace(
        own,
        id="0dd0dd0dd0",
        agenda=(
            replace(item, question=POISON, presenter=POISON, address="javascript:alert(4)", measures=(measure.id,)),
            *own.agenda[1:],
        ),
        measures=(replace(measure, title=POISON, title_en=None), *own.measures[1:]),
        directions=(replace(own.directions[0], title=POISON, title_en=None), *own.directions[1:]),
    )
    current = live.Current(poisoned, (), POISON)
    for root in (None, "https://example.lv"):
        text = page(root=root, view=replace(seen(), current=current))
        tags = Tags(text).all
        assert [tag for tag, _ in tags].count("script") == 1, "its own program"
        assert not [named for _, named in tags if any(name.startswith("on") for name in named)]
        assert not [named for tag, named in tags if tag == "img" and not str(named["src"]).startswith("data:")]
        leads = [str(named["href"]) for tag, named in tags if tag == "a" and "href" in named]
        assert bool(leads) == bool(root)
        assert all(lead.startswith(f"{root}/") for lead in leads)
        assert text.count("&lt;img src=x onerror=alert(2)&gt;&quot; onclick=&quot;alert(3)") >= 3, "letter for letter"
