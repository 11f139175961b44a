"""The public log of changed figures: from the snapshots kept, in both languages, and as a file; and the rules' own."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from components.blocks.html import write
from components.screens.about import corrections
from components.screens.about.corrections import changes, figure_name, value_name
from components.view import View
from components.wording import provenance, rule_changes
from data import live
from data.answers import corrections as answers
from data.answers.corrections import Figure, Shown
from data.answers.openness import Coverage
from data.intake.check import check
from data.live import Current
from data.live import corrections as logs
from data.live.corrections import Log, Logged
from data.model import Answer, DecisionState, PartialDate, Response, Status, Unknown
from data.publish.tables import plain_cell
from data.riga import RIGA
from data.store.contents import Memory
from data.store.store import Store
from data.words import Language, words
from tests.helpers import add, base_grids, book, put
from tests.screens.reading import read

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = date(2026, 11, 28)
both = pytest.mark.parametrize("language", ["lv", "en"])


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty history of the configured source, of which nothing is remembered."""
    own = Store(f"sqlite:///{tmp_path / 'h.sqlite3'}")
    monkeypatch.setattr(live, "archive", lambda: own)
    monkeypatch.delenv("SPREADSHEET", raising=False)
    monkeypatch.setattr(logs, "_pairs", Memory(logs.MOST_SNAPSHOTS))
    yield own
    own.close()


def keep(store: Store, after_days: float, *reports: dict[str, str], source: str | None = None, **first: str) -> str:
    """Store a read of the base tables, with cells of the first report changed and reports added; return its id."""
    grids = put(base_grids(), "updates", 2, **first)
    for report in reports:
        add(grids, "updates", **report)
    own = book(grids)
    found = check(own, live.embedded().snapshot)
    store.put(own, found, NOON + timedelta(days=after_days), source or live.source_key(None))
    return found.snapshot.id


NEW = {"measure": "P5-1.1", "day": "2026-11-19", "status": "Izpildīts", "evidence": "Protokols"}


def view(language: Language = "lv", **chosen: str) -> View:
    own = live.embedded().snapshot
    return View(words(language), DAY, DAY, Current(own, (), None), own.plans[0], chosen=tuple(chosen.items()))


def said(found: Log | None) -> list[tuple[Any, ...]]:
    assert found is not None
    return [
        (logged.change.figure.shown, logged.change.corrected, logged.before[0], logged.after[0])
        for logged in found.changes
        if logged.change.figure.shown is Shown.STATUS
    ]


def test_the_log_tells_between_which_snapshots_and_whether_it_was_corrected(store: Store) -> None:
    first = keep(store, 0)
    second = keep(store, 1, NEW)
    third = keep(store, 2, {**NEW, "status": "Tiek īstenots"})
    keep(store, 3, {**NEW, "status": "Pārtraukts", "obstacles": "Cits"}, source="csv:another")
    fourth = keep(store, 4, {**NEW, "status": "Tiek īstenots", "done": "Vēl vairāk."})
    found = logs.log()
    assert said(found) == [(Shown.STATUS, True, second, third), (Shown.STATUS, False, first, second)]
    assert found is not None
    assert (found.compared, found.since) == (4, NOON)
    assert fourth not in {logged.after[0] for logged in found.changes}, "words alone change no figure"


def test_a_pair_is_compared_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(before: Any, after: Any, day: date) -> Any:
        asked.append(after.id)
        return answers.figure_changes(before, after, day)

    monkeypatch.setattr(logs, "figure_changes", counted)
    keep(store, 0)
    second = keep(store, 1, NEW)
    assert logs.log() == logs.log()
    third = keep(store, 2)
    logs.log()
    assert asked == [second, third]


def test_no_more_than_the_newest_are_compared(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST_SNAPSHOTS", 2)
    keep(store, 0)
    second, third = keep(store, 1, NEW), keep(store, 2)
    assert said(logs.log()) == [(Shown.STATUS, True, second, third)]


def test_a_damaged_snapshot_is_passed_over(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = keep(store, 0)
    damaged = keep(store, 1, {**NEW, "done": "Bojāts"})
    third = keep(store, 2, NEW)
    walk = store.walk

    def sound(entries: Any, *codes: str) -> Any:
        return ((entry, own) for entry, own in walk(entries, *codes) if entry.id != damaged)

    monkeypatch.setattr(store, "walk", sound)
    for _ in range(2):
        assert said(logs.log()) == [(Shown.STATUS, False, first, third)]


def test_without_a_history_the_page_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.live.lately.SECONDS", 0)
    assert logs.log() == Log()
    assert "Glabājas mazāk nekā divas datu versijas, tāpēc nav ko salīdzināt." in write(changes(view(), Log()))

    def broken(*_: Any) -> Any:
        raise live.StoreFault("store_damaged")

    monkeypatch.setattr(store, "accepted", broken)
    assert logs.log() is None
    assert "Vēsturi nevar nolasīt, tāpēc tas nav zināms." in write(changes(view(), None))
    monkeypatch.setattr(store, "find", broken)
    assert live.taken_at("0123456789") is None


def test_when_a_snapshot_was_taken_is_known_from_the_history_or_seen(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = keep(store, 1)
    assert live.taken_at(own) == NOON + timedelta(days=1)
    shown = live.embedded().snapshot
    monkeypatch.setattr(live, "current", lambda: Current(shown, (), None))
    assert live.taken_at(shown.id) is None, "nobody saw it come, and it is not kept"
    monkeypatch.setattr(live, "current", lambda: Current(shown, (), None, changed_at=NOON))
    assert live.taken_at(shown.id) == NOON
    assert live.taken_at(own) == NOON + timedelta(days=1)


@both
def test_the_section_lists_every_rule_and_the_changes(store: Store, language: Language) -> None:
    keep(store, 0)
    keep(store, 1, NEW)
    keep(store, 2)
    root, tongue = read(write(changes(view(language), logs.log()))), words(language)
    assert len(root.all("h1")) == 1
    text = root.words()
    for own in rule_changes.RULE_CHANGES:
        assert f"{tongue.say(own.rule)} {tongue.say('Before:')} {tongue.say(own.reason)}" in text
    assert tongue.say("Since {day}", day=tongue.date(rule_changes.RULE_CHANGES[0].day)) in text
    new, corrected = (tongue.say(corrections.CAUSES[own]) for own in (False, True))
    assert text.index(corrected) < text.index(new)
    if language == "lv":
        assert "Salīdzinātas 3 saglabātās šī avota datu versijas (agrākā – 20.11.2026.), katra ar iepriekšējo" in text
        assert "Pasākums P5-1.1: statuss tiek īstenots izpildīts" in text


def test_many_changes_are_cut_on_the_screen_and_whole_in_the_file(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "MOST_SHOWN", 2)
    keep(store, 0)
    keep(store, 1, NEW)
    found = logs.log()
    assert found is not None
    assert len(found.changes) == 3
    monkeypatch.setattr(corrections, "MOST_OPEN", 1)
    root = read(write(changes(view(), found)))
    assert "Redzamas 2 no 3, vispirms jaunākās; visas ir failā." in root.words()
    assert "vēl 2 izmaiņas" in [node.words() for node in root.all("summary")], "of the whole, not of what is shown"
    rows = list(
        csv.reader(io.StringIO(corrections.as_csv(found, words("lv"), live.embedded().snapshot).decode("utf-8-sig")))
    )
    assert rows[0][:5] == ["Skaitlis", "Bija", "Kļuva", "Mērvienība", "Kāpēc"]
    assert {len(row) for row in rows} == {9}
    assert ["Pasākums P5-1.1: statuss", "tiek īstenots", "izpildīts", ""] in [row[:4] for row in rows]
    assert rows[1][6] == "2026-11-20T12:00:00+00:00"


CELL = ("0001000", "PL-1")


@pytest.mark.parametrize(
    ("figure", "value", "name", "text", "plain"),
    [
        (Figure(Shown.TOTAL, ("P5",)), 1234, "P5: pasākumu skaits", "1 234", "1234"),
        (Figure(Shown.COUNT, ("P5", Unknown.NO_NEWS)), 0, "P5: pasākumi „ziņu nav”", "0", "0"),
        (Figure(Shown.STATUS, ("P5-1.1",)), Status.DONE, "Pasākums P5-1.1: statuss", "izpildīts", "izpildīts"),
        (Figure(Shown.STATUS, ("P5-1.1",)), None, "Pasākums P5-1.1: statuss", "vairs nav", ""),
        (Figure(Shown.DEADLINE, ("1",)), PartialDate(2025, 3), "Pasākums 1: termiņš", "2025. gada marts", "2025-03"),
        (Figure(Shown.DECISION, ("L-1",)), DecisionState.OPEN, "Lēmums L-1: izpilde", "izpildē", "izpildē"),
        (Figure(Shown.DUE, ("L-1",)), None, "Lēmums L-1: termiņš", "nav zināms", ""),
        (Figure(Shown.NEED, ("P5", 2024)), 30000.5,
         "P5, 2024. gads: nepieciešamais finansējums", "30 000,50 €", "30000.5"),
        (Figure(Shown.COVERAGE, ()), Coverage(1, 7),
         "Pašvaldības: zināmās atbildes par līdzdalības pasākumiem", "1 no 7", "1/7"),
        (Figure(Shown.ANSWER, CELL), Answer.YES, "0001000, PL-1: atbilde", "ir", "ir"),
        (Figure(Shown.ANSWER, CELL), None, "0001000, PL-1: atbilde", "nav ziņu", ""),
        (Figure(Shown.STAGE, CELL), "=norisinās", "0001000, PL-1: ieviešanas posms", "=norisinās", "'=norisinās"),
        (Figure(Shown.SINCE, CELL), 2024, "0001000, PL-1: sākuma gads", "2024", "2024"),
        (Figure(Shown.NUMBER, CELL), 1500.0, "0001000, PL-1: skaitlis", "1 500", "1500"),
        (Figure(Shown.TRUST, ("OECD", 2023, "LVA", "x", None, Response.HIGH)), 29.0,
         "Uzticēšanās: OECD · 2023 · LVA · x · augsta vai vidēji augsta", "29", "29"),
    ],
)  # fmt: skip
def test_every_figure_has_a_name_and_its_values_words(
    figure: Figure, value: Any, name: str, text: str, plain: str
) -> None:
    tongue = words("lv")
    assert figure_name(figure, tongue) == name
    assert value_name(figure, value, tongue).replace("\u00a0", " ") == text
    assert plain_cell(corrections._plain(figure, value, tongue)) == plain


def test_the_screen_names_municipality_and_indicator() -> None:
    figure, held = Figure(Shown.ANSWER, ("0001000", "VKONTR-0")), live.embedded().snapshot
    assert (
        figure_name(figure, words("en"), held)
        == "Rīgas valstspilsēta, In the State Audit Office’s audit sample: answer"
    )
    assert figure_name(Figure(Shown.ANSWER, ("9", "Z")), words("en"), held) == "9, Z: answer", "gone from the data"


def test_a_number_below_nought_is_a_number_in_the_file() -> None:
    logged = Logged(answers.Change(Figure(Shown.NUMBER, CELL), -2.4, 3.0, corrected=True), ("a", NOON), ("b", NOON))
    text = corrections.as_csv(Log((logged,), 2, NOON), words("en"), live.embedded().snapshot).decode("utf-8-sig")
    (_, row) = csv.reader(io.StringIO(text))
    assert row[1:3] == ["-2.4", "3"]


def test_no_cell_of_the_file_is_a_formula() -> None:
    figure = Figure(Shown.STAGE, CELL)
    logged = Logged(answers.Change(figure, "=1+1", "@x", corrected=True), ("a", NOON), ("b", NOON))
    own = live.embedded().snapshot
    made_up = replace(own, plans=tuple(replace(plan, invented=True) for plan in own.plans))
    for snapshot, end in ((own, "\r\n"), (made_up, ",jā\r\n")):
        text = corrections.as_csv(Log((logged,), 2, NOON), words("en"), snapshot).decode("utf-8-sig")
        assert "'=1+1,'@x" in text
        assert text.endswith(f"2026-11-20T12:00:00+00:00{end}")


# A frozen link to a snapshot that is older than a rule


def frozen(monkeypatch: pytest.MonkeyPatch, taken: datetime | None) -> View:
    own = view(snapshot=live.embedded().snapshot.id)
    other = replace(own.current, source=f"avots {taken}")  # each its own: what is said of a view is kept
    monkeypatch.setattr(live, "taken_at", lambda wanted: taken)
    return replace(own, current=other)


CHANGED = max(own.day for own in rule_changes.RULE_CHANGES if own.anew)
MIDNIGHT = datetime(CHANGED.year, CHANGED.month, CHANGED.day, tzinfo=RIGA)


def test_a_snapshot_older_than_a_rule_says_so_in_its_data_line(monkeypatch: pytest.MonkeyPatch) -> None:
    older = frozen(monkeypatch, MIDNIGHT - timedelta(minutes=1))
    assert provenance.rejudged(older) == (CHANGED - timedelta(days=1), CHANGED)
    assert "skaitīts pēc 28.11.2026. noteikumiem" in provenance.source_line(older)
    assert provenance.rejudged(frozen(monkeypatch, MIDNIGHT)) is None
    assert provenance.rejudged(frozen(monkeypatch, None)) is None
    assert provenance.rejudged(replace(older, chosen=())) is None, "the current data are not a frozen link"


def test_only_rules_that_stored_snapshots_are_counted_by_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    reads = rule_changes.RuleChange(date(2030, 1, 1), "a", "b", anew=False)
    counts = rule_changes.RuleChange(date(2027, 1, 1), "a", "b")
    monkeypatch.setattr(rule_changes, "RULE_CHANGES", (*rule_changes.RULE_CHANGES, counts, reads))
    assert rule_changes.changed_since(date(2026, 12, 1)) == date(2027, 1, 1)
    assert rule_changes.changed_since(date(2020, 1, 1)) == date(2027, 1, 1), "the newest"
    assert rule_changes.changed_since(date(2027, 1, 1)) is None
