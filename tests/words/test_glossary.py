"""One term a thing: no sentence of the catalogue has a word that the glossary names as one never used."""

import re
from collections.abc import Iterator

import pytest

from tests.words.extract import ROOT, catalogue

GLOSSARY = ROOT / "docs" / "glossary.md"
_QUOTED = re.compile(r"„[^”]*”|“[^”]*”")


def table() -> Iterator[tuple[str, str]]:
    """What is said, and each word that is never said for it."""
    _, _, section = GLOSSARY.read_text("utf-8").partition("## What we do not say")
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] != "we say":
            yield from ((cells[0], never.strip()) for never in cells[1].split(","))


def pattern(never: str) -> re.Pattern[str]:
    """A word of the table as it is looked for: whole, or with any ending where it ends in "…"."""
    stem = re.escape(never.removesuffix("…"))
    return re.compile(rf"\b{stem}" + ("" if never.endswith("…") else r"\b"), re.IGNORECASE)


def sentences() -> list[str]:
    """All that is said in either language, without what stands in quotation marks."""
    return [_QUOTED.sub("", one) for key, said in catalogue().items() for one in (*key, *said)]


@pytest.mark.parametrize("never", sorted({never for _, never in table()}))
def test_no_sentence_has_another_word_for_it(never: str) -> None:
    assert [one for one in sentences() if pattern(never).search(one)] == []


def test_the_table_is_read_and_its_words_are_found() -> None:
    rows = list(table())
    assert len(rows) > 60
    assert ("infopanelis", "dašbord…") in rows
    assert pattern("dašbord…").search("Šajā dašbordā")
    assert not pattern("josla").search("uz saknes joslasaite")
    assert all(said and never for said, never in rows)


def test_no_term_is_both_said_and_never_said() -> None:
    """What the tables above it name as ours, the last one does not forbid."""
    text, _, _ = GLOSSARY.read_text("utf-8").partition("## What we do not say")
    terms = [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")]
    assert [(term, never) for term in terms for _, never in table() if pattern(never).search(term)] == []
