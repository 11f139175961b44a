"""Par datiem explains everything: each status, rule, state, limit, and each column of each tab."""

from datetime import date

import pytest

from components.blocks.html import write
from components.screens.about import method
from components.screens.municipality import profile_peers
from components.view import View
from components.wording import findings, openness, terms
from data import live
from data.answers.attention import Rule
from data.answers.peers import Basis
from data.answers.schedule import NEAR_DAYS, STALE_DAYS, Reporting, Schedule
from data.answers.scoring import Level, Side, Withheld
from data.contract.columns import Kind, Table
from data.contract.tables import TABLES
from data.intake.reading import MAX_ROWS
from data.intake.text import MAX_TEXT
from data.live import Current
from data.model import STATE_ORDER, Answer, Binding, Origin
from data.sources import MAX_FILE, MAX_UNPACKED, MEGABYTE
from data.words import Language, words
from tests.screens.reading import Node, read

DAY = date(2026, 11, 22)


def seen(language: Language = "lv") -> View:
    held = live.embedded().snapshot
    return View(words(language), DAY, DAY, Current(held, (), None), held.plans[0])


def page(language: Language = "lv") -> Node:
    return read(write(method.method(seen(language)), method.columns(seen(language))))


both = pytest.mark.parametrize("language", ["lv", "en"])


@both
def test_every_status_has_its_meaning(language: Language) -> None:
    tongue, text = words(language), page(language).words()
    assert set(method.STATUS_MEANINGS) == {*STATE_ORDER}
    for status, meaning in method.STATUS_MEANINGS.items():
        assert f"{terms.status_name(status, tongue)} {tongue.say(meaning)}" in text


@both
def test_every_reason_schedule_and_reporting_state_is_named(language: Language) -> None:
    tongue, text = words(language), page(language).words()
    assert set(findings.RULES) == set(Rule)
    assert set(findings.SCHEDULES) == set(Schedule)
    assert set(findings.REPORTING) == set(Reporting)
    for names in (findings.RULES, findings.SCHEDULES, findings.REPORTING):
        for name in names.values():
            assert tongue.say(name) in text


@both
def test_every_rule_is_told_with_its_numbers(language: Language) -> None:
    tongue, text = words(language), page(language).words()
    for name, rule in (*method.RULES, *method.MUNICIPAL_RULES):
        assert f"{tongue.say(name)} {tongue.say(rule).format(**method.NUMBERS)}" in text
    assert (f"pēdējās {NEAR_DAYS} dienās" in text) == (language == "lv")
    assert str(STALE_DAYS) in text
    assert "Mansk" in text, "the formula names its source"


@both
def test_all_of_municipalities_is_told(language: Language) -> None:
    tongue, text = words(language), page(language).words()
    assert set(method.ANSWER_MEANINGS) == set(Answer)
    for answer, meaning in method.ANSWER_MEANINGS.items():
        assert f"{terms.answer_name(answer, tongue)} {tongue.say(meaning)}" in text
    for names, every in (
        (openness.BINDINGS, Binding), (openness.ORIGINS, Origin), (openness.WITHHELD, Withheld),
    ):  # fmt: skip
        assert set(names) == set(every)
        assert all(tongue.say(name) in text for name in names.values())
    assert set(profile_peers.BASES) == set(Basis)
    assert (set(profile_peers.SIDES), set(profile_peers.LEVELS)) == (set(Side), set(Level))
    assert ("mazāk nekā 60" in text) == (language == "lv")


@both
def test_every_limit_is_told(language: Language) -> None:
    tongue, text = words(language), page(language).words()
    said = [tongue.number(MAX_ROWS), tongue.number(MAX_TEXT), str(MAX_FILE // MEGABYTE), str(MAX_UNPACKED // MEGABYTE)]
    said = [number.replace("\u00a0", " ") for number in said]
    assert said == (["10 000", "2 000", "10", "100"] if language == "lv" else ["10,000", "2,000", "10", "100"])
    (limits,) = (node.words() for node in page(language).all("p") if "MB" in node.words())
    assert limits in text
    assert all(number in limits for number in said)


def columns_on_page(language: Language) -> dict[str, list[list[str]]]:
    """The rows of each tab's table by the tab's name."""
    root = read(write(method.columns(seen(language))))
    names = [node.words() for node in root.all("h3")]
    tables = [
        [[cell.words() for cell in row.all("th", "td")] for row in node.all("tr")[1:]] for node in root.all("table")
    ]
    return dict(zip(names, tables, strict=True))


@both
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_every_column_of_every_tab_is_explained(language: Language, table: Table) -> None:
    tongue = words(language)
    rows = columns_on_page(language)[table.tab]
    assert [row[0] for row in rows] == [column.header for column in table.columns]
    for row, column in zip(rows, table.columns, strict=True):
        assert row[1] == tongue.say(column.help)
        assert column.help
        assert all(word in row[2] for word in column.choices), "every closed word is listed"
        assert bool(row[3]) == column.required


@both
def test_every_kind_of_cell_has_its_words(language: Language) -> None:
    assert set(method._KINDS) == set(Kind)
    assert all(words(language).say(name) for name in method._KINDS.values())


@both
def test_every_source_and_licence_is_named(language: Language) -> None:
    text = page(language).words()
    package = method.package()
    assert {resource["name"] for resource in package["resources"]} >= {"measures", "updates"}
    for resource in package["resources"]:
        assert resource["title"] in text
        for source in resource["sources"]:
            assert " ".join(source["title"].split()) in text
    for licence in package["licenses"]:
        assert licence["title"] in text
    assert "This is an adaptation of an original work by the OECD." in text, "the notice that the OECD asks for"


@both
def test_privacy_and_accessibility_are_told(language: Language) -> None:
    tongue, text = words(language), page(language).words()
    for sentence in (*method.PRIVACY, *method.ACCESS):
        assert tongue.say(sentence) in text
