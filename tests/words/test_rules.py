"""Rules for every sentence, catalogued and composed: what is not known is never told as "no", and nothing as late.

Each rule follows from a sentence that was wrong. What these data hold is all that a sentence may speak of: that an
institution has not reported, or that nobody has, is nothing that a table can know.
"""

import csv
import json
import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from components.wording import findings, terms
from data.answers.progress import Tally
from data.model import STATE_ORDER, Status, Unknown
from data.sources import EMBEDDED
from data.words import Words, words
from tests.components.wording.test_sentences import SENTENCES
from tests.words.extract import catalogue

RULES = {
    "a measure or decision is past its date, never late": (
        r"nokavēt|nokavēš|kavējas|kavējum",
        r"\blate\b|\boverdue\b|\bdelayed\b",
    ),
    "the data hold no report; who reported is not known": (
        r"\bnav (?:ziņoj(?:is|usi|uši)|ziņots|saņemts|iesniegts|iesniedz\w+|nosūtīts|nosūtīj\w+)\b"
        r"|\bneviens? (?:nav|institūcija nav)\b|\bnekad nav ziņ",
        r"\b(?:nobody|no one|no institution) (?:has|have) (?:said|reported|sent|told|answered)\b"
        r"|\binstitutions? (?:has|have) not (?:said|reported|sent|told|answered)\b"
        r"|\b(?:has|have) never\b|\bnever reported\b|\breport has come\b",
    ),
    "what the plan has is not known where none is known": (
        r"\bplānam (?:vēl )?nav\b",
        r"\bthe plan has no\b",
    ),
    "unknown is counted as nothing, and said to be nothing": (
        r"\buzskata par neizpildītu\b|\bnav izpildīt\w* vai (?:par to )?nav ziņu\b|\bnekas neprasa\b",
        r"\bnot met or nothing is known\b|\bcounted as not done\b(?<!never counted as not done)",
    ),
    "measures are of the plan; those of participation are named first": (
        r"\bpasākumi? no līdzdalības\b",
        r"\bmeasures? of participation\b",
    ),
}
"""By what follows from it: what no Latvian and what no English sentence says."""
WHOLE = ("Ne par vienu no", "Nothing is known of")


def said(rule: str, language: str) -> re.Pattern[str]:
    latvian, english = RULES[rule]
    return re.compile(latvian if language == "lv" else english, re.IGNORECASE)


def spoken() -> Iterator[tuple[str, str]]:
    """Every sentence with its language: those of the catalogue, and those composed of its parts."""
    for key, forms in catalogue().items():
        yield from (("en", one) for one in key)
        yield from (("lv", one) for one in forms)
    for own in SENTENCES.values():
        for language in ("lv", "en"):
            yield language, str(own.say(words(language)))


@pytest.mark.parametrize("rule", RULES)
def test_no_sentence_says_what_is_not_known(rule: str) -> None:
    wrong = [one for language, one in spoken() if said(rule, language).search(one)]
    assert wrong == []


@pytest.mark.parametrize(
    ("rule", "language", "sentence"),
    [
        ("a measure or decision is past its date, never late", "lv", "1 pasākums ir nokavēts: 3.5"),
        ("a measure or decision is past its date, never late", "en", "2 of them are overdue"),
        ("the data hold no report; who reported is not known", "lv", "par ko neviens nav ziņojis"),
        ("the data hold no report; who reported is not known", "lv", "pusgadu nav ziņots"),
        ("the data hold no report; who reported is not known", "en", "Nobody has said; counted in every total"),
        ("the data hold no report; who reported is not known", "en", "6 institutions have not sent a final report"),
        ("what the plan has is not known where none is known", "lv", "Plānam vēl nav pasākumu."),
        ("unknown is counted as nothing, and said to be nothing", "lv", "lēmumu uzskata par neizpildītu"),
        ("measures are of the plan; those of participation are named first", "en", "7 measures of participation"),
    ],
)
def test_the_rules_see_what_was_wrong(rule: str, language: str, sentence: str) -> None:
    assert said(rule, language).search(sentence)


def tallies() -> Iterator[Tally]:
    """Every set of up to three states, each with one measure and with more."""
    for size in (1, 2, 3):
        for states in combinations(STATE_ORDER, size):
            for n in (1, 2, 11):
                yield Tally(dict.fromkeys(states, n))


@pytest.mark.parametrize("language", ["lv", "en"])
def test_after_a_plan_s_end_nothing_is_told_as_going_on(language: str) -> None:
    """The last word may be years old: only what has come out is told in the present."""
    present = re.compile(
        r"\btiek\b|\bnav uzsākt" if language == "lv" else r"\b(?:is|are) (?:under|carried|not started)"
    )
    tongue: Words = words(language)
    told = [findings.main_finding(counts, tongue, ended=True) for counts in tallies()]
    assert [one for one in told if present.search(one)] == []
    before = [findings.main_finding(counts, tongue) for counts in tallies()]
    assert sum(bool(present.search(one)) for one in before) > len(before) / 3, "while it runs they are"


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_unknown_stand_in_every_sentence_by_their_kind_and_number(language: str) -> None:
    tongue = words(language)
    for counts in tallies():
        for ended in (False, True):
            text = findings.main_finding(counts, tongue, ended=ended)
            if not counts.unknown:
                assert tongue.say("no news") not in text
            elif not text.startswith(WHOLE) and counts.of(Unknown.NO_NEWS) != counts.total:
                assert all(f"{terms.status_name(kind, tongue)} – {counts.of(kind)}" in text
                           for kind in Unknown if counts.of(kind))  # fmt: skip
            assert counts.of(Status.DONE) == 0 or str(counts.of(Status.DONE)) in text


# How Latvian is written

COUNTS = (0, 1, 2, 10, 11, 21, 40)
DAY = "07.11.2024."
_DATES = ("day", "taken", "changed", "first", "last", "deadline", "end")
WRITTEN = {
    "a date ends with its point": r"\b\d{2}\.\d{2}\.\d{4}(?![.\d])",
    "no sentence ends with two points": r"(?<!\.)\.\.(?!\.)",
    "a unit stays with its number": r"[\d}] (?:%(?!s)|MB|kB|km²|€|s\b)",
    "a year has its point": r"\b(?:19|20)\d\d (?:gads|gada|gadā|gadu|gadam)\b",
    "after „no 1” stands the genitive": r"\b[Nn]o (?:\d*[02-9])?1 \w+(?:iem|ām|ēm|īm)\b",
    "after „no 2” stands the dative": (
        r"\b[Nn]o (?:0|2|10|11|40) (?!līdz\b|\w+(?:iem|ām|ēm|īm|gada)\b)[a-zāčēģīķļņšūž]+\b"
    ),
    "after „par 1” stands the accusative": r"\b[Pp]ar (?:\d*[02-9])?1 \w+(?:iem|ām|ēm|īm)\b",
    "quotation marks are Latvian": r"[“\"«»‘’']",
    "no word twice": r"\b([^\W\d]{2,}) \1\b",
}
"""What no Latvian sentence has once its places are filled, by the rule."""


def filled(text: str, n: int) -> str:
    """A sentence with its places filled: counts as numbers, days as days, whatever else as a word.

    A day before a point is put in without its own, as the program does.
    """

    def value(place: re.Match[str]) -> str:
        name, ends = place[1], place[2]
        said = str(n) if name == "n" else DAY.removesuffix(ends or "-") if name in _DATES else "X"
        return said + ends

    return re.sub(r"\{(\w+)\}(\.?)", value, text)


def plural(n: int) -> int:
    """The number of the form that stands with a count, as the catalogue's head has it."""
    return 0 if n % 10 == 0 or 11 <= n % 100 <= 19 else 1 if n % 10 == 1 else 2


def latvian() -> Iterator[str]:
    """Every Latvian sentence of the catalogue at every count, filled, and those composed of its parts."""
    for forms in catalogue().values():
        yield from (filled(forms[plural(n) if len(forms) > 1 else 0], n) for n in COUNTS)
    for own in SENTENCES.values():
        said = own.say(words("lv"))
        yield from said if isinstance(said, list | tuple) else [str(said)]


@pytest.mark.parametrize("rule", WRITTEN)
def test_latvian_is_written_by_its_rules(rule: str) -> None:
    wrong = [one for one in latvian() if re.search(WRITTEN[rule], one)]
    assert wrong == []


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("a date ends with its point", "tiek īstenots · 07.11.2024 · ziņu nav"),
        ("no sentence ends with two points", "Plāns noslēdzies 31.12.2025.."),
        ("a unit stays with its number", "par mazāk nekā 60 % rādītāju"),
        ("after „no 1” stands the genitive", "No 31 rādītājiem zināmi 0"),
        ("after „no 2” stands the dative", "No 40 pasākuma 2 ir izpildīti"),
        ("after „par 1” stands the accusative", "par 21 pasākumiem"),
        ("quotation marks are Latvian", "pasākums “3.5”"),
        ("no word twice", "tiek tiek rādīts"),
    ],
)
def test_the_rules_of_writing_see_what_was_wrong(rule: str, sentence: str) -> None:
    assert re.search(WRITTEN[rule], sentence)


# How English is written

ENGLISH = {
    "apostrophes are curly": r"(?<=[\w}])'(?!\])",
    "no date in the Latvian form": r"(?<!as )\b\d{1,2}\.\d{1,2}\.\d{4}",
    "thousands are parted by a comma": r"(?<!EN )(?<!as )\b\d{1,3}[ \xa0]\d{3}\b",
    "quotation marks are English": r"[„«»]",
    "no beside for other than": r"\bbeside those\b",
}
"""What no English sentence has, by the rule; what an editor is told to enter is written as the sheet has it."""


_ENTERED = re.compile(r"\b[Ee]nter\b.*")


def english() -> Iterator[str]:
    """Every English sentence of the catalogue, and the English of the register of sources and of the embedded rows."""
    for key in catalogue():
        yield from (_ENTERED.sub("", one) for one in key)
    package = json.loads((EMBEDDED / "datapackage.json").read_text("utf-8"))
    for source in (*package["sources"], *package["licenses"]):
        yield from (said for name, said in source.items() if name.endswith("_en"))
    for path in EMBEDDED.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from (said for name, said in row.items() if name.endswith("(EN)") and said)


@pytest.mark.parametrize("rule", ENGLISH)
def test_english_is_written_by_its_rules(rule: str) -> None:
    assert [one for one in english() if re.search(ENGLISH[rule], one)] == []


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("apostrophes are curly", "in the tab of the dashboard's spreadsheet"),
        ("no date in the Latvian form", "State Chancellery’s presentation, 09.06.2022."),
        ("thousands are parted by a comma", "Natural Earth 1:10 000 000"),
        ("quotation marks are English", "the tab „Plāni”"),
        ("no beside for other than", "Licences beside those of the sources"),
    ],
)
def test_the_rules_of_english_see_what_was_wrong(rule: str, sentence: str) -> None:
    assert re.search(ENGLISH[rule], sentence)
