"""The faults of *Datu kvalitāte* and of the dry run: the gravest first, each kind once, and nothing out of reach."""

import re
from datetime import date, timedelta

import pytest

from components.blocks.html import write
from components.screens.quality.faults import MOST_KINDS, MOST_SENTENCES, faults
from data.intake.issues import SEVERITIES, SLIPS, describe, folded
from data.intake.tabs import issue
from data.model import Issue, Severity
from data.words import Language, words
from tests.helpers import add, base_grids, checked, put
from tests.screens.reading import read

NOTICES = MOST_SENTENCES + 150


def many() -> tuple[Issue, ...]:
    """Two refusals in the last tabs of a sheet whose first has very many notices of one kind."""
    grids = put(base_grids(), "trust", 3, value="trīsdesmit")
    put(grids, "measures", 3, deadline="kaut kad")
    for number in range(NOTICES):
        add(grids, "updates", measure="P5-1.1", day=f"{date(2023, 1, 1) + timedelta(number)}")
    return checked(grids).issues


def test_what_is_refused_stands_before_all_else_and_a_kind_is_one_item() -> None:
    text = write(faults(many(), words("lv"), {}))
    place = {said: text.index(said) for said in ("„kaut kad”", "„trīsdesmit”", "rindā nav ne statusa")}
    assert max(place["„kaut kad”"], place["„trīsdesmit”"]) < place["rindā nav ne statusa"]
    (grave,) = read(text).all("ol")
    assert [node.words().split(" · Darblapa")[0] for node in grave.children] == [
        "noraidīts · M3",
        "noraidīts · I3",
        f"jāpārskata × {NOTICES} · D5",
    ]
    assert f"vēl {NOTICES - 1} tād" in text


def test_two_refusals_are_not_lost_among_415_notices() -> None:
    """Notices are cut, and folded, after everything was sorted by gravity; numbers are of the whole."""
    found = [
        issue("value_superseded", "Pašvaldību dati", number, "Atbilde", shown_text="ir", newer="9")
        for number in range(415)
    ]
    found += [issue("not_a_date", "Sēdes", 3, "Datums", shown_text=text) for text in ("vakar", "rīt")]
    root = read(write(faults(found, words("lv"), {})))
    (grave,), (first, *_) = root.all("ol"), root.all("details")
    assert ("vakar" in grave.words(), "rīt" in grave.words()) == (True, True)
    assert "noraidīts × 2" in grave.words()
    assert first.all("summary")[0].words() == "vēl 1 tāds pats gadījums"
    assert "415 piezīmju" in [node.words() for node in root.all("summary")]
    assert "piezīme × 415" not in grave.words()


def test_of_many_kinds_the_gravest_stand_open() -> None:
    found = [issue("not_a_date", "Plāni", 3, f"Aile {number}", shown_text="x") for number in range(MOST_KINDS + 4)]
    found.insert(0, issue("date_normalised", "Plāni", 2, "Sākums", shown_text="1.1.26", value="01.01.2026."))
    found.append(issue("tab_empty", "Sēdes"))
    root = read(write(faults(found, words("lv"), {})))
    open_items, more = root.all("ol")
    assert [len(open_items.children), len(more.children)] == [MOST_KINDS, 5]
    assert open_items.children[0].words().startswith("aizturēts · Darblapa „Sēdes”")
    assert [node.words() for node in root.all("summary")] == ["vēl 5 ieraksti", "1 piezīme"]


@pytest.mark.parametrize("language", ["lv", "en"])
def test_without_a_fault_it_says_so_and_notices_alone_need_no_hand(language: Language) -> None:
    tongue = words(language)
    nothing = read(write(faults((), tongue, {}))).words()
    assert nothing.endswith(tongue.say("None: every cell was read without changes."))
    noted = [issue("read_as_empty", "Plāni", 2, "Sākums", shown_text="?")]
    root = read(write(faults(noted, tongue, {})))
    assert tongue.say("Nothing: everything that was read is shown.") in root.words()
    assert not root.all("ol")


def test_every_slip_is_a_notice() -> None:
    assert {SEVERITIES[code] for code in SLIPS} == {Severity.NOTICE}
    assert not SLIPS & {"value_superseded", "read_as_empty", "date_normalised", "tab_copy"}


def test_every_place_can_be_reached_from_its_row() -> None:
    text = write(faults(many(), words("lv"), {"updates": "https://example.org/#gid=1"}))
    assert not [fault for fault in many() if fault.cell and not re.search(rf"\b{fault.cell}\b", text)]
    said = [describe(fault, words("lv")) for fault in many()[: MOST_SENTENCES + 1]]
    assert not [one for one in said if one not in text]
    assert text.count("&amp;range=") == MOST_SENTENCES + 1


def test_kinds_are_folded_by_code_tab_and_column_the_gravest_first() -> None:
    found = [
        issue("read_as_empty", "Plāni", 2, "Sākums", shown_text="?"),
        issue("not_a_date", "Plāni", 3, "Beigas", shown_text="x"),
        issue("tab_empty", "Sēdes"),
        issue("read_as_empty", "Plāni", 4, "Beigas", shown_text="?"),
        issue("read_as_empty", "Plāni", 5, "Sākums", shown_text="?"),
        issue("not_a_date", "Kalendārs", 3, "Līdz", shown_text="x"),
    ]
    assert [[found.index(one) for one in kind] for kind in folded(found)] == [[2], [1], [5], [0, 4], [3]]
    assert folded([]) == ()
