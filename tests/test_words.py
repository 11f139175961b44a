"""The words: is the Latvian complete and in order, do numbers, dates and lists read as each language writes them?"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from data.model import PartialDate
from data.words import CATALOGUE, LANGUAGES, N_, Words, country_codes, latvian_order, words
from tests import spelling
from tests.words.extract import PLURALS, Catalogue, Key, NotLiteralError, catalogue, entry, keys_in, spoken, written

SYNC = "run `python -m tests.words.missing`, fill in the Latvian, run `python -m tests.words.sync FILE`"
_PLACE = re.compile(r"\{\w*\}|%[sd]")
_ENGLISH = re.compile(
    r"\b(?:the|and|of|is|are|was|were|be|not|with|for|from|by|in|on|or|if|it|its|this|that|all|none|tab|row|column|sheet"
    r"|snapshot|dashboard|measure|measures|meeting|status of|data of|source|report|reports|write|choose|add|delete)\b",
    re.IGNORECASE,
)
_NO_NOUN = frozenset(
    [
        "for {n} the status comes from public sources",
        "{n} not explained by a report",
        "{n} has no known status",
        "{n} is carried out continuously",
        "{n} of {total} measures",
        "the licence of {n} is known",
        "of {n} any status is known",
        "{n} of them is past its due date",
    ]
)
"""Counts in which nothing inflects in Latvian."""
_BY_DESIGN = re.compile(
    r"SPREADSHEET|Windows-1257|CSV UTF-8|Excel|https?(?:://)?|\.\w+"
    r"|Source Sans 3|No Evidence Available|Not Started|Limited|Substantial|Complete"
)
"""Names of things, and OGP's scale, which has no official Latvian."""


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue()


def sentences(known: Catalogue) -> Iterator[tuple[Key, str]]:
    for key, said in known.items():
        yield from ((key, one) for one in said if one)


# The catalogue


def test_every_sentence_has_its_latvian(known: Catalogue) -> None:
    missing = {found.key[0]: found.path for found in spoken() if not all(known.get(found.key) or [""])}
    assert not missing, SYNC


def test_no_latvian_is_left_over(known: Catalogue) -> None:
    unused = set(known) - {found.key for found in spoken()}
    assert not unused, SYNC


def test_the_file_is_as_sync_writes_it(known: Catalogue) -> None:
    text = CATALOGUE.read_text("utf-8")
    assert "fuzzy" not in text
    assert text == written(known, spoken()), "run `python -m tests.words.sync`"


def test_every_place_is_kept(known: Catalogue) -> None:
    wrong = [
        (key[-1], one) for key, one in sentences(known) if set(_PLACE.findall(one)) != set(_PLACE.findall(key[-1]))
    ]
    assert not wrong
    percent = [(key[0], one) for key, one in sentences(known) if one.count("%s") != key[0].count("%s")]
    assert not percent


def test_counted_things_have_their_three_forms(known: Catalogue) -> None:
    """0, 10, 11 pasākumu; 1, 21 pasākums; 2, 22 pasākumi. In other cases the first form may be as the third."""
    counted = {key: said for key, said in known.items() if len(key) == 2}
    wrong = [key for key, said in counted.items() if len(said) != PLURALS]
    wrong += [key for key, said in counted.items() if len({"{n}" in one for one in (*key, *said)}) > 1]
    # What follows a number that stands large by itself does not repeat it, and may be a verb of one form.
    nouns = {key: said for key, said in counted.items() if "{n}" in key[0] and key[0] not in _NO_NOUN}
    wrong += [key for key, said in nouns.items() if said[1] in (said[0], said[2])]
    assert not wrong


def test_quotation_marks_are_latvian(known: Catalogue) -> None:
    wrong = [one for _, one in sentences(known) if re.search(r"[„“”\"'‘’]", re.sub(r"„[^„“”\"]*”", "", one))]
    assert not wrong


def test_no_english_is_left(known: Catalogue) -> None:
    left = [(key[0], one) for key, one in sentences(known) if _ENGLISH.search(_BY_DESIGN.sub("", _PLACE.sub("", one)))]
    assert not left
    spoken = (one for key, one in sentences(known) if one in key and one != "Licence")
    same = [one for one in spoken if re.search("[a-z]", _PLACE.sub("", one))]
    assert not same


def test_latvian_begins_and_ends_as_the_english_does(known: Catalogue) -> None:
    def head(text: str) -> bool | None:
        first = re.match(r"[^\W\d_]+", text)
        return first[0][0].isupper() if first and not first[0].isupper() else None

    def tail(text: str) -> str:
        return text[-1] if text[-1] in ".:?!…" else ""

    heads = [(head(key[0]), head(one), one) for key, one in sentences(known)]
    assert not [one for english, latvian, one in heads if None not in (english, latvian) and english != latvian]
    assert not [one for key, one in sentences(known) if tail(one) != tail(key[0]) and not re.search(r"\d\.$", one)]
    assert not [one for _, one in sentences(known) if "  " in one or one != one.strip()]


# Reading the program


def test_keys_are_found_wherever_they_are_spoken() -> None:
    text = """
NAMES = {1: N_("one"), 2: N_("two " "parts")}
def f(words, n, place):
    words.say("said {x}", x=n)
    words.say("if" if n else "else"), words.say(N_("or") if n else place)
    words.say(""), words.say(place), words.say(NAMES[1]), words.say(N_("at once"))
    return words.count("{n} row", "{n} rows", n) + text.count("x") + text.count(place)
"""
    found = [(key, line) for key, _, line in keys_in(text, "page.py")]
    assert found == [
        (("one",), 2), (("two parts",), 2), (("said {x}",), 4), (("if",), 5), (("else",), 5), (("or",), 5),
        (("at once",), 6), (("{n} row", "{n} rows"), 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ['N_(f"a {b}")', "N_(name)", 'words.say(f"a {b}")', 'words.say("a" + b)', 'words.count(one, "{n} rows", n)',
     'words.count("{n} row", f"{n} rows", n)', "words.say(3)"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(NotLiteralError, match=r"page.py:2"):
        list(keys_in(f"\n{text}", "page.py"))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    given: Catalogue = {
        ('“a” {b}\n\tc \\ "d"',): ("„a” {b}",),
        ("{n} row", "{n} rows"): ("{n} rindu", "{n} rinda", "{n} rindas"),
    }
    file = tmp_path / "lv.po"
    file.write_text("\n".join(entry(key, said, ["data/a.py"]) for key, said in given.items()), "utf-8")
    assert catalogue(file) == given
    file.write_text(entry(("new",)) + "\n" + entry(("{n} new", "{n} new ones")), "utf-8")
    assert catalogue(file) == {("new",): ("",), ("{n} new", "{n} new ones"): ("", "", "")}


# Speaking


def test_english_is_the_key_and_both_are_spoken_at_once() -> None:
    place = N_("Tab “{tab}”, row {row}: {text}")
    values = {"tab": "Lēmumi", "row": 3, "text": "…"}
    latvian, english = words("lv"), words("en")
    assert english.say(place, **values) == "Tab “Lēmumi”, row 3: …"
    assert latvian.say(place, **values) == "Darblapa „Lēmumi”, 3. rinda: …"
    assert latvian.say(place) == "Darblapa „{tab}”, {row}. rinda: {text}"
    assert latvian.say("Nobody has translated this {n}.", n=1) == "Nobody has translated this 1."
    assert latvian.say("") == english.say("") == ""
    assert [words(language).language for language in LANGUAGES] == ["lv", "en"]


@pytest.mark.parametrize(
    ("n", "form"),
    [(0, 0), (1, 1), (2, 2), (9, 2), (10, 0), (11, 0), (12, 0), (19, 0), (20, 0), (21, 1), (22, 2), (30, 0), (100, 0),
     (101, 1), (102, 2), (110, 0), (111, 0), (112, 0), (121, 1), (1000, 0), (1001, 1)],
)  # fmt: skip
def test_every_count_takes_its_form(known: Catalogue, n: int, form: int) -> None:
    counted = {key: said for key, said in known.items() if len(key) == 2 and _PLACE.findall(key[1]) == ["{n}"]}
    counted = {key: said for key, said in counted.items() if all(said)}
    assert counted
    shown = words("lv").number(n)
    for (one, many), said in counted.items():
        assert words("lv").count(one, many, n) == said[form].format(n=shown)
        assert words("en").count(one, many, n) == (one if n == 1 else many).format(n=words("en").number(n))


@pytest.mark.parametrize(
    ("n", "latvian", "english"),
    [
        (1.0, "par 1 procentpunktu", "by 1 percentage point"),
        (2.1, "par 2,1 procentpunktu", "by 2.1 percentage points"),
        (4.5, "par 4,5 procentpunktiem", "by 4.5 percentage points"),
        (0.5, "par 0,5 procentpunktiem", "by 0.5 percentage points"),
        (11.0, "par 11 procentpunktiem", "by 11 percentage points"),
        (10.1, "par 10,1 procentpunktu", "by 10.1 percentage points"),
    ],
)  # fmt: skip
def test_a_decimal_takes_the_form_that_the_language_has_for_it(n: float, latvian: str, english: str) -> None:
    one, many = "by {n} percentage point", "by {n} percentage points"
    assert words("lv").count(one, many, n) == latvian
    assert words("en").count(one, many, n) == english


@pytest.mark.parametrize(
    ("value", "decimals", "latvian", "english"),
    [
        (0, None, "0", "0"), (40, None, "40", "40"), (1234.5, None, "1\u00a0234,5", "1,234.5"),
        (1234567, None, "1\u00a0234\u00a0567", "1,234,567"), (36.4, 1, "36,4", "36.4"), (36, 1, "36,0", "36.0"),
        (36.45, 0, "36", "36"), (-2.5, None, "-2,5", "-2.5"), (104996.52, 2, "104\u00a0996,52", "104,996.52"),
        (0.1234, None, "0,123", "0.123"),
    ],
)  # fmt: skip
def test_numbers(value: float, decimals: int | None, latvian: str, english: str) -> None:
    assert words("lv").number(value, decimals) == latvian
    assert words("en").number(value, decimals) == english


@pytest.mark.parametrize(
    ("value", "latvian", "english"),
    [
        (date(2024, 11, 7), "07.11.2024.", "7 November 2024"),
        (PartialDate(2024, 11, 7), "07.11.2024.", "7 November 2024"),
        (PartialDate(2024, 11), "2024. gada novembris", "November 2024"),
        (PartialDate(2025, 2), "2025. gada februāris", "February 2025"),
        (PartialDate(2024), "2024. gads", "2024"),
    ],
)
def test_dates(value: date | PartialDate, latvian: str, english: str) -> None:
    assert words("lv").date(value) == latvian
    assert words("en").date(value) == english


def test_times() -> None:
    assert [Words(language).time(time(13, 0)) for language in LANGUAGES] == ["13.00", "13:00"]
    assert [Words(language).time(time(9, 5)) for language in LANGUAGES] == ["09.05", "09:05"]


@pytest.mark.parametrize(
    ("items", "latvian", "english"),
    [
        ([], "", ""), (["a"], "a", "a"), (["a", "b"], "a un b", "a and b"),
        (["a", "b", "c"], "a, b un c", "a, b and c"), (["a", "b", "c", "d"], "a, b, c un d", "a, b, c and d"),
    ],
)  # fmt: skip
def test_lists(items: list[str], latvian: str, english: str) -> None:
    assert words("lv").list(items) == latvian
    assert words("en").list(items) == english


def test_a_list_of_which_one_holds() -> None:
    assert words("lv").list(["a", "b"], either=True) == "a vai b"
    assert words("en").list(["a", "b", "c"], either=True) == "a, b or c"


def test_sheet_text_falls_back_to_latvian() -> None:
    assert words("en").pick("Plāns", "Plan") == "Plan"
    assert words("en").pick("Plāns", None) == words("en").pick("Plāns", "") == "Plāns"
    assert words("lv").pick("Plāns", "Plan") == "Plāns"
    assert words("lv").pick(None, "Plan") is None


def test_countries_are_named_in_both_languages() -> None:
    codes = country_codes()
    assert len(codes) == len(set(codes.values())) > 240
    assert {"DDR", "ZZZ", "QUU", "SUN"}.isdisjoint(codes)
    assert [words(language).country("LVA") for language in LANGUAGES] == ["Latvija", "Latvia"]
    assert words("lv").country("OECD") == "OECD"


# Latvian order


@pytest.mark.parametrize(
    "ordered",
    [
        "Ādaži Aizkraukle Alūksne Augšdaugava Balvi Bauska Cēsis Daugavpils Dienvidkurzeme Dobele Gulbene Jēkabpils "
        "Jelgava Jūrmala Krāslava Kuldīga Ķekava Liepāja Limbaži Līvāni Ludza Madona Mārupe Ogre Olaine Preiļi Rēzekne "
        "Rīga Ropaži Salaspils Saldus Saulkrasti Sigulda Smiltene Talsi Tukums Valka Valmiera Varakļāni Ventspils",
        "a ā b c č d e ē f g ģ h i ī y j k ķ l ļ m n ņ o ō p q r ŗ s š t u ū v w x z ž",
        "cūka čaula dārzs",
        "lūzums ļaudis māte",
        "nams ņirga ola",
        "kaza kāza kazas kāzas kazenes",
        "ils yls ilss yms",
        "cafe café cafes",
        "Rīga Rīgas Rīgava",
        "1. 2. 10. 11.a A",
        "3.1 3.2 3.10 4.1a 4.1b 4.2 4.n1 5.3 5.3.n1 5.3.n2 5.3a 5.n1 5.n2 6.1",
        "P5-1.1 P5-1.2 P5-1.n1 P5-1.n2 P5-1.n10 P6-1.1",
        "0001000 0002000 0038001 0056000",
    ],
)  # fmt: skip
def test_latvian_order(ordered: str) -> None:
    given = ordered.split()
    assert sorted(given, key=latvian_order) == given == sorted([*reversed(given)], key=latvian_order)


def test_latvian_order_of_phrases() -> None:
    given = [
        "Jelgavas novads",
        "Jelgavas valstspilsēta",
        "Jelgavnieki",
        "Ķekavas novads",
        "Ventspils",
        "Ventspils novads",
    ]
    assert sorted(given, key=latvian_order) == given == sorted([*reversed(given)], key=latvian_order)


def test_latvian_order_takes_any_text() -> None:
    strange = ["", " ", "🙂", "Ω", "ж", "²", "٣", "9" * 5000, "ā", "a\u0304", "ß", "-", "–", "İ"]
    assert len(sorted(strange, key=latvian_order)) == len(strange)
    assert latvian_order("a\u0304")[:2] == latvian_order("ā")[:2]
    assert latvian_order("Alfa")[:2] == latvian_order("alfa")[:2]


# Spelling


def test_what_is_no_word_is_not_spelt() -> None:
    text = "Skat. 5.3.n1. pasākumu {n} (24-TA-1199): https://a.lv/b?c=1, a.gov.lv, „Latvia’s” .xlsx %s e@x.lv P5-1.1; "
    text += "t. sk."
    assert spelling.words_in(text) == ["Skat", "pasākumu", "Latvia's", "sk"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terms_are_in_order(language: str) -> None:
    given = spelling.terms(language)
    assert given == sorted(set(given), key=latvian_order)
    assert all(term == term.strip() and spelling.words_in(term) == [term] for term in given)


def test_every_text_is_spelt() -> None:
    found = {(text.language, text.place.partition(",")[0].partition(":")[0]) for text in spelling.texts()}
    files = {
        "updates.csv",
        "agenda.csv",
        "focus.csv",
        "calendar.csv",
        "funding.csv",
        "indicators.csv",
        "trust.csv",
        "lv.po",
    }
    assert {("lv", file) for file in files} | {("en", "lv.po"), ("en", "calendar.csv"), ("lv", "about.json")} <= found
    assert not [text for text in spelling.texts() if ", Avots" in text.place or ", Saite" in text.place]


def test_a_slip_is_seen() -> None:
    assert shutil.which("hunspell"), "hunspell is missing: `make system` installs it, or names the line that does"
    assert spelling.unknown(["pasākumu", "pasakumu", "Dašbords", "līdzdalibas"], "lv") == {"pasakumu", "līdzdalibas"}
    assert spelling.unknown(["Centre", "Latvia's", "mesure"], "en") == {"mesure"}


def test_without_hunspell_one_line_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", absent)
    assert spelling.main() == 1
    assert capsys.readouterr().out.count("\n") == 1


def test_apostrophes_are_no_straight_ones(known: Catalogue) -> None:
    assert not [one for key in known for one in key if re.search(r"[A-Za-z]'[a-z]|s'\s", one)]
