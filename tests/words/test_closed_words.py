"""The closed words of the sheet: each has its English, and no English screen shows the Latvian one as its own text."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

import pytest

import components
from components.frame.addressed import view_of
from components.frame.shell import SCREENS
from components.web import paint
from components.wording import openness
from components.wording.asked import in_english
from components.wording.openness import STAGES
from data import live
from data.contract.tables import TABLES
from data.words import words
from tests.screens.reading import read

TODAY = date(2026, 11, 22)
UNNAMED = {
    ("approvals", "table"): "the names of tabs, said as such",
    ("updates", "status"): "“Bez izmaiņām” is no status: said as “without change”",
    ("meetings", "kind"): "told in a sentence: “Meeting of the supervisory council”, “Other meeting”",
    ("plans", "state"): "told in a sentence: “The plan ended on …”",
    ("measures", "numbering"): "told beside the number: “(provisional number)”",
    ("institutions", "kind"): "not shown",
    ("indicators", "kind"): "not shown",
    ("trust", "response"): "neutral, change and gap are columns of their own; who does not know is not shown",
    ("trust", "unit"): "written as a sign",
}
"""Columns some of whose words no table of names has, and how they are told."""
OPEN = frozenset(["starpība", "cita", "daļa", "%", "valstspilsēta"])
"""Words that are also common ones, signs, or a part of names."""


def named() -> dict[tuple[type, StrEnum], str]:
    """What the program calls each member of the contract's closed words, in English."""
    found: dict[tuple[type, StrEnum], str] = {}
    for module in pkgutil.walk_packages(components.__path__, "components."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Mapping):
                found |= {(type(key), key): said for key, said in value.items()
                          if isinstance(key, StrEnum) and isinstance(said, str)}  # fmt: skip
    return found


def closed() -> Iterator[tuple[tuple[str, str], str, StrEnum]]:
    for table in TABLES:
        for column in table.columns:
            for word, member in column.choices.items():
                yield (table.code, column.name), word, member


def test_every_closed_word_has_its_english() -> None:
    names = named()
    missing = {place for place, _, member in closed() if (type(member), member) not in names}
    assert missing <= set(UNNAMED), missing - set(UNNAMED)
    for place, word, member in closed():
        if (english := names.get((type(member), member))) and place not in UNNAMED:
            assert words("en").say(english) == english, "the English is the key"
            assert english.casefold() != word.casefold() or word.isupper(), word


def test_every_stage_of_the_embedded_data_has_its_english_and_stays_as_it_is_in_latvian() -> None:
    stages = {value.stage for value in live.embedded().snapshot.indicator_values if value.stage}
    assert stages <= set(STAGES), stages - set(STAGES)
    assert [words("lv").say(english) for english in STAGES.values()] == list(STAGES)


LATVIAN = sorted({word for _, word, _ in closed() if len(word) > 4 and word not in OPEN and not word.isascii()})


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.address or "parskats")
def test_no_english_screen_says_a_closed_word_in_latvian(screen: object) -> None:
    """What stands in Latvian is marked as Latvian: quoted from the sheet, or the name of a tab or column."""
    path = screen.address  # type: ignore[attr-defined]
    view = view_of({"lang": "en"}, TODAY)
    address = {"kods": "0001000"} if path == "pasvaldiba" else {}
    html = paint.paint(path, view, address, paint.entering(path, view, address))
    text = re.sub(r"“[^”]*”", "", read(html).words("en"))
    assert [word for word in LATVIAN if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)] == []


def test_every_time_and_sample_of_the_embedded_trust_figures_has_its_english() -> None:
    figures = live.embedded().snapshot.trust
    written = {text for figure in figures for text in (figure.fieldwork, figure.sample) if text}
    assert {text for text in written if in_english(text) is None} == set()
    assert in_english("01.11.–02.12.2021.") == "1 November – 2 December 2021"
    assert in_english("2023. gada oktobris un novembris") == "October and November 2023"
    assert in_english("30 valstu nesvērtais vidējais") == "unweighted average of 30 countries"
    assert in_english("2023. gada svētki") is None


def test_every_group_and_band_of_the_embedded_indicators_has_its_english() -> None:
    snapshot = live.embedded().snapshot
    written = {one.group for one in snapshot.indicators} | {one.band for one in snapshot.indicator_values if one.band}
    assert {text for text in written if openness.in_english(text, words("en")) is None} == set()
    assert openness.in_english("Likuma prasības", words("lv")) is None
