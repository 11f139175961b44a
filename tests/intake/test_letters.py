"""Broken letters are told from Latvian, from foreign names and from addresses."""

import pytest

from data import live
from data.contract.tables import TABLES
from data.intake.letters import maybe_broken, mostly_broken, repaired, surely_broken
from data.publish.tables import rows

LATVIAN = ("Glāžšķūņa rūķīši dzērumā čiepj Baha koncertflīģeļu vākus", "Ģertrūdes ielā – “šūpoles”", "Mērķis")


@pytest.mark.parametrize("text", LATVIAN)
@pytest.mark.parametrize("read_as", ["cp1252", "cp1257", "latin-1", "cp1250", "cp1251", "cp437", "cp775", "mac_roman"])
def test_latvian_in_utf_8_read_as_something_else_is_surely_broken(text: str, read_as: str) -> None:
    assert surely_broken(text.encode().decode(read_as, "replace"))


def test_windows_1257_read_as_1252_is_maybe_broken_and_can_be_repaired() -> None:
    broken = "Pasākuma vadītājs".encode("cp1257").decode("cp1252")
    assert maybe_broken(broken)
    assert repaired(broken) == "Pasākuma vadītājs"


@pytest.mark.parametrize("read_as", ["latin-1", "cp1257", "cp1251", "mac_roman"])
def test_utf_8_read_as_something_else_and_saved_again_can_be_repaired(read_as: str) -> None:
    broken = "Mērķis īstenots".encode().decode(read_as)
    assert surely_broken(broken)
    assert repaired(broken) == "Mērķis īstenots"


def test_lost_letters_are_seen_but_not_in_addresses_and_questions() -> None:
    assert maybe_broken("P?rtraukts")
    for text in ("Vai tas ir labi? Jā.", "https://www.mk.gov.lv/lv?lapa=2", "/kalendars?veids=irm", "Kas? Kur?"):
        assert not maybe_broken(text), text


@pytest.mark.parametrize("text", [*LATVIAN, "Århus", "Ärzte", "São Paulo", "Malmö", "90 000 €", "naïve", "Kā? Tā!",
                                  "Привет, мир", "Москва (Maskava)", "≥ 30 µg", "√2 ∙ Ω", "■ punkts → solis", "Œuvre",
                                  "Łódź", "Τελ. 12", "┌─┐"])  # fmt: skip
def test_names_and_signs_are_not_surely_broken(text: str) -> None:
    assert not surely_broken(text)


def test_nothing_of_the_embedded_data_is_broken() -> None:
    cells = [cell for table in TABLES for row in rows(live.embedded().snapshot, table) for cell in row]
    assert not [cell for cell in cells if maybe_broken(cell)]


@pytest.mark.parametrize(("broken", "whole", "held"), [(1, 5, False), (2, 18, True), (2, 19, False), (3, 27, True)])
def test_a_tenth_of_the_texts_but_never_a_single_one(broken: int, whole: int, held: bool) -> None:
    assert mostly_broken(["PasÄ“kums"] * broken + ["Mērķis"] * whole + ["2024", "17"]) is held
