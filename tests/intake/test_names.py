"""Municipalities by every name people write; a stem that a city and a district share is refused, never guessed."""

import pytest

from data import live
from data.intake.names import _FORMER, Municipalities, NamedUnit
from data.intake.parsed import Bad, Ok
from data.intake.text import fold

RIGA, DAUGAVPILS, VENTSPILS, JELGAVA = "0001000", "0002000", "0007000", "0003000"
AUGSDAUGAVA, CESIS, JEKABPILS, MADONA, OGRE = "0022000", "0026000", "0031000", "0038001", "0040000"
VALMIERA, VENTSPILS_DISTRICT, VARAKLANI, TALSI = "0054000", "0056000", "0055000", "0051000"
BALVI, KEKAVA, SALDUS = "0024000", "0034000", "0046000"


@pytest.fixture(scope="module")
def known() -> Municipalities:
    return Municipalities(
        NamedUnit(unit.code, unit.former_code, unit.title, unit.short_title)
        for unit in live.embedded().snapshot.municipalities
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (RIGA, RIGA),
        ("Rīgas valstspilsēta", RIGA),
        ("Rīga", RIGA),
        ("riga", RIGA),
        ("RIGA", RIGA),
        ("Rīgas pilsēta", RIGA),
        ("Rigas pilseta", RIGA),
        ("Rīgas valstspilsētas pašvaldība", RIGA),
        ("Rīgas", RIGA),
        ("Daugavpils", DAUGAVPILS),
        ("Ventspils valstspilsēta", VENTSPILS),
        ("Ventspils pilsēta", VENTSPILS),
        ("Ventspils novads", VENTSPILS_DISTRICT),
        ("Ventspils nov.", VENTSPILS_DISTRICT),
        ("Talsu novads", TALSI),
        ("talsu novada pašvaldība", TALSI),
        ("Talsi", TALSI),
        ("Talsu", TALSI),
        ("Balvu novads", BALVI),
        ("Cēsis", CESIS),
        ("Cesu novads", CESIS),
        ("Ķekava", KEKAVA),
        ("kekavas novads", KEKAVA),
        ("Saldus", SALDUS),
        ("Jēkabpils", JEKABPILS),
        ("Jēkabpils novads", JEKABPILS),
        ("Varakļānu novads", VARAKLANI),
        ("Varaklani", VARAKLANI),
    ],
)
def test_every_way_of_writing_it(known: Municipalities, written: str, code: str) -> None:
    assert known.find(written) == Ok(code)


@pytest.mark.parametrize(
    ("written", "code", "title"),
    [
        ("0038000", MADONA, "Madonas novads"),
        ("38000", MADONA, "Madonas novads"),
        ("Jēkabpils valstspilsēta", JEKABPILS, "Jēkabpils novads"),
        ("Jekabpils pilsēta", JEKABPILS, "Jēkabpils novads"),
        ("Ogres valstspilsēta", OGRE, "Ogres novads"),
        ("Valmieras pilsēta", VALMIERA, "Valmieras novads"),
        ("Cesvaines novads", MADONA, "Madonas novads"),
        ("Burtnieku novads", VALMIERA, "Valmieras novads"),
        ("Ilukstes novads", AUGSDAUGAVA, "Augšdaugavas novads"),
        ("Daugavpils novads", AUGSDAUGAVA, "Augšdaugavas novads"),
    ],
)
def test_what_no_longer_exists_leads_to_its_successor(
    known: Municipalities, written: str, code: str, title: str
) -> None:
    assert known.find(written) == Ok(code, "municipality_former", (("value", title),))


@pytest.mark.parametrize(("written", "code"), [("1000", RIGA), ("38001", MADONA), ("01000", RIGA)])
def test_lost_zeros_are_put_back(known: Municipalities, written: str, code: str) -> None:
    assert known.find(written) == Ok(code, "code_zeros_added", (("value", code),))


@pytest.mark.parametrize(
    ("written", "city", "district"),
    [
        ("Ventspils", "Ventspils valstspilsēta", "Ventspils novads"),
        ("Jelgava", "Jelgavas valstspilsēta", "Jelgavas novads"),
        ("jelgavas", "Jelgavas valstspilsēta", "Jelgavas novads"),
        ("Rēzekne", "Rēzeknes valstspilsēta", "Rēzeknes novads"),
        ("rezekne", "Rēzeknes valstspilsēta", "Rēzeknes novads"),
    ],
)
def test_a_shared_stem_is_refused_with_its_choices(
    known: Municipalities, written: str, city: str, district: str
) -> None:
    found = known.find(written)
    assert isinstance(found, Bad)
    assert found.code == "municipality_ambiguous"
    assert all(f"„{name}”" in dict(found.args)["choices"] for name in (city, district))


@pytest.mark.parametrize(
    "written", ["Aglonas novads", "Balvu pilsēta", "Talsu pagasts", "0099000", "12345678", "Latvija", "balsu novads"]
)
def test_what_is_unknown_is_refused_and_never_guessed(known: Municipalities, written: str) -> None:
    assert known.find(written) == Bad("reference_unknown")


def test_former_names_lead_somewhere_and_hide_no_present_one(known: Municipalities) -> None:
    """Of the 110 districts of 2011-2021, 33 names are still in use, 76 lead on; Aglona, which was split, does not."""
    assert sum(name.endswith(" novads") for name in _FORMER) == 76
    present = {fold(unit.title) for unit in live.embedded().snapshot.municipalities}
    assert not present & set(_FORMER)
    for former in _FORMER:
        found = known.find(former)
        assert isinstance(found, Ok), former
        assert found.notice == "municipality_former", former


def test_folded_names_do_not_collide() -> None:
    units = live.embedded().snapshot.municipalities
    assert len({fold(unit.title) for unit in units}) == len({fold(unit.short_title) for unit in units}) == 43


def test_candidates_are_those_that_share_a_name_or_are_close_to_it(known: Municipalities) -> None:
    assert known.candidates("Jelgava") == ("0003000", "0030000")
    assert known.candidates("Valkkas novads")[0] == "0053000"
    assert known.candidates("qqqqqqqq") == ()
    assert len(known.candidates("novads")) <= 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Vlkas novads", "Valkas novads"),
        ("Valkkas novads", "Valkas novads"),
        ("Avlkas novads", "Valkas novads"),
        ("Rīgas valstspilsēt", "Rīgas valstspilsēta"),
        ("Kuldigs novads", "Kuldīgas novads"),
        ("Cesvanes novads", "Madonas novads"),
        ("Ventspils novds", "Ventspils novads"),
        ("Qqlkas novads", None),
        ("Latvija", None),
    ],
)
def test_a_name_one_letter_off_leads_to_the_one_municipality_it_can_mean(
    known: Municipalities, written: str, meant: str | None
) -> None:
    assert known.find(written) == Bad("reference_unknown")
    assert known.near(written) == meant
