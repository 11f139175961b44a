"""Par datiem explains everything in its sections: each status, rule, state, limit, source, column and tab."""

from datetime import date

import pytest

from components.blocks.html import write
from components.screens.about import brief, columns, method, promises, sections, sources
from components.screens.municipality import profile_peers
from components.view import View
from components.wording import findings, openness, terms
from data import live
from data.answers.attention import Rule
from data.answers.cited import cited
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
    return read(write(method.method(seen(language))))


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
    for name, rule in (rule for rules in method.RULES.values() for rule in rules):
        assert f"{tongue.say(name)} {tongue.say(rule).format(**method.NUMBERS)}".replace("\u00a0", " ") in text
    assert (f"ne vairāk kā {NEAR_DAYS} dienas" in text) == (language == "lv")
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
        assert all(tongue.say(name).replace("\u00a0", " ") in text for name in names.values())
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
    root = read(write(columns.columns(seen(language))))
    names = [node.words().partition(" · ")[0].partition(" (")[0] for node in root.all("summary")]
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
        assert all(word in row[2] for word in column.choices), "every value from a list is listed"
        assert bool(row[3]) == column.required


@both
def test_every_kind_of_cell_has_its_words(language: Language) -> None:
    assert set(columns._KINDS) == set(Kind)
    assert all(words(language).say(name) for name in columns._KINDS.values())


@both
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("iepriekšējais KODS", {"Pašvaldības": 1}),
        ("TERMIŅŠ lēmumi", {"Lēmumi": 1}),
        ("agenda", {"Darba kārtība": 6}),
        ("xyzzy", {}),
        ("<b>", {}),
    ],
)
def test_columns_are_found_by_words_without_their_marks(language: Language, wanted: str, found: dict[str, int]) -> None:
    root = read(write(columns.columns(seen(language), wanted)))
    rows: dict[str, int] = {}
    for row in [row for body in root.all("tbody") for row in body.all("tr")]:
        if row.attributes.get("class") == "group":
            rows[row.words().partition(" (")[0]] = 0
        else:
            rows[next(reversed(rows))] += 1
    assert {tab: rows.get(tab) for tab in found} == found
    assert not root.all("details")
    assert wanted in root.words()
    assert found or not rows


def test_more_columns_than_can_be_read_are_counted_whole() -> None:
    root = read(write(columns.columns(seen(), "a")))
    assert len([row for row in root.all("tr") if row.all("td")]) == columns.MOST_FOUND
    assert f"Tiek rādītas tikai pirmās {columns.MOST_FOUND} rindas no 185" in root.words()


def sourced(language: Language = "lv") -> Node:
    return read(write(sources.sources(seen(language))))


@both
def test_every_source_has_its_publisher_day_licence_and_tabs(language: Language) -> None:
    root, package = sourced(language), sources.package()
    (table,) = root.all("table")
    rows = [[cell.words() for cell in row.all("th", "td")] for row in table.all("tr")[1:]]
    assert len(rows) == len(package["sources"]) == 22
    assert all(all(cells) for cells in rows), "what is not known is said"
    unknown = {"lv": "licence nav zināma", "en": "licence not known"}[language]
    assert sum(cells[2] == unknown for cells in rows) == 15
    by_name = {cells[0]: cells[1:] for cells in rows}
    survey = by_name["OECD Survey on Drivers of Trust in Public Institutions – 2024 Results"]
    day = {"lv": "10.07.2024.", "en": "10 July 2024"}[language]
    assert survey[0].endswith(f"; {day}")
    assert survey[1:] == ["CC BY 4.0", {"lv": "Kalendārs, Uzticēšanās", "en": "Calendar, Trust"}[language]]
    assert "22" in root.all("h1")[0].words()
    assert "7" in root.all("h1")[0].words()
    for licence in package["licenses"]:
        assert licence["title_en" if language == "en" else "title"] in root.words()
    assert "This is an adaptation of an original work by the OECD." in root.words(), "the notice that the OECD asks for"


def test_the_register_and_the_tabs_name_the_same_sources() -> None:
    package = sources.package()
    register = {source["title"]: source.get("path") for source in package["sources"]}
    named = {source["title"]: source.get("path") for table in package["resources"] for source in table["sources"]}
    pointers = {title for title in named if title.startswith(("Katras rindas", "Ziņu par", "Iebūvētajos datos"))}
    assert {title: named[title] for title in named.keys() - pointers} == {
        title: path for title, path in register.items() if title != sources.OUTLINES
    }
    assert sources.LICENCE.replace(" ", "-") == package["licenses"][0]["name"]


def test_the_sites_that_rows_link_to_are_counted() -> None:
    text = sourced().words()
    assert "Pašvaldību dati: rindas ar avotu: 321 no 614" in text
    assert "bauskasdzive.lv (87)" in text, "rows, not links"


@both
def test_in_short_it_says_what_this_is_how_fresh_whose_and_how_to_take_it(language: Language) -> None:
    root = read(write(brief.brief(seen(language))))
    held = live.embedded().snapshot
    text = root.words()
    opens = {"lv": "Kas zināms par atvērtās pārvaldības rīcības plānu", "en": "What is known about the open government"}
    assert root.all("h1")[0].words().startswith(opens[language])
    assert held.id in text
    assert {"lv": "no 28.11.2025.", "en": "dates from 28 November 2025"}[language] in text
    links = {node.attributes["href"] for node in root.all("a")}
    wanted = {f"/par?skats={code}" if code else "/par" for code in sections.NAMES}
    assert wanted | {"/dati"} == links


@both
def test_privacy_and_accessibility_are_told(language: Language) -> None:
    tongue = words(language)
    for say, facts in ((promises.access, promises.ACCESS), (promises.privacy, promises.PRIVACY)):
        text = read(write(say(seen(language)))).words()
        assert all(f"{tongue.say(name)} {tongue.say(fact)}" in text for name, fact in facts.items())


def test_the_cookies_named_are_those_that_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFFINITY_COOKIE", raising=False)
    text = read(write(promises.privacy(seen("lv")))).words()
    assert "izmanto vienu tehnisku sīkdatni" in text
    monkeypatch.setenv("AFFINITY_COOKIE", "replica")
    text = read(write(promises.privacy(seen("lv")))).words()
    assert "izmanto divas tehniskas sīkdatnes" in text
    assert "„replica”" in text
    assert "vienu tehnisku" not in text


def test_no_section_says_what_another_says() -> None:
    """No paragraph, cell or item of more than a few words stands in two of them."""
    view = seen()
    says = (
        brief.brief,
        method.method,
        sources.sources,
        columns.columns,
        promises.access,
        promises.privacy,
        promises.downloads,
    )
    said = [
        {
            node.words()
            for node in read(write(say(view))).all("p", "td", "dd", "li", "caption")
            if len(node.words()) > 40
        }
        for say in says
    ]
    assert all(said)
    assert [one & other for number, one in enumerate(said) for other in said[:number] if one & other] == []


@both
def test_every_host_that_the_data_link_to_is_named_among_the_sources(language: Language) -> None:
    view = seen(language)
    text = read(write(sources.sources(view))).words()
    linked = {host for told in cited(view.snapshot) for host, _rows in told.hosts}
    assert len(linked) > 100
    assert {host for host in linked if f" {host} (" not in text} == set()
