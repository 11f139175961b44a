"""The faults of *Datu kvalitāte* and of the dry run: the gravest first, each kind once, and nothing out of reach."""

import re
from datetime import date, timedelta

from components.blocks.html import write
from components.screens.quality.quality import MOST_SENTENCES, issue_tables
from data.intake.issues import describe, folded
from data.intake.tabs import issue
from data.model import Issue
from data.words import words
from tests.helpers import add, base_grids, checked, put

NOTICES = MOST_SENTENCES + 150


def many() -> tuple[Issue, ...]:
    """Two refusals in the last tabs of a sheet whose first has very many notices of one kind."""
    grids = put(base_grids(), "trust", 3, value="trīsdesmit")
    put(grids, "measures", 3, deadline="kaut kad")
    for number in range(NOTICES):
        add(grids, "updates", measure="P5-1.1", day=f"{date(2023, 1, 1) + timedelta(number)}")
    return checked(grids).issues


def test_what_is_refused_stands_before_any_notice_and_a_kind_is_one_row() -> None:
    text = write(issue_tables(many(), words("lv"), {}))
    place = {said: text.index(said) for said in ("„kaut kad”", "„trīsdesmit”", "rindā ir tikai datums")}
    assert max(place["„kaut kad”"], place["„trīsdesmit”"]) < place["rindā ir tikai datums"]
    assert text.count("<h3>") == 2
    assert len(re.findall(r'<th role="rowheader"', text)) == len(folded(many())) == 3
    assert f"× {NOTICES}" in text
    assert f"vēl {NOTICES - 1} tād" in text


def test_every_place_can_be_reached_from_its_row() -> None:
    text = write(issue_tables(many(), words("lv"), {"updates": "https://example.org/#gid=1"}))
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
