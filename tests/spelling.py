"""``python -m tests.spelling``: misspelt words in the catalogue, the contract and the embedded data, in both languages.

Words that the Debian dictionaries do not know and that are right stand in tests/words/terms-lv.txt and terms-en.txt:
names, abbreviations, terms, British spellings. A term in lower case may also stand at the head of a sentence.
"""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from data.contract.columns import Column, Kind
from data.contract.tables import README_TAB, TABLES
from data.sources import EMBEDDED
from tests.words.extract import ROOT, catalogue

TERMS = ROOT / "tests" / "words"
DICTIONARIES = {"lv": "lv_LV", "en": "en_US"}
SOURCES = frozenset(["source", "address"])
"""Columns that name documents and addresses as their owners do."""
ENGLISH = frozenset(["ogp_title"])
_NO_WORDS = re.compile(
    r"https?://\S+|\{\w*\}|%s|\S+@\S+"
    r"|\w*\d\w*(?:[./-]\w+)*"  # 1.n2, P5-3.5, 24-TA-1199
    r"|[\w-]*\.[\w-]*[^\W\d_][\w./?=-]*",  # data.gov.lv, lv.po, .xlsx
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Text(NamedTuple):
    """A text in "lv" or "en" and where it stands."""

    language: str
    place: str
    text: str


class NoHunspellError(RuntimeError):
    """Hunspell or one of its dictionaries is not installed."""


def texts() -> Iterator[Text]:
    """Everything that is spelt: the catalogue, the contract's own words, the texts of the embedded data."""
    for key, said in catalogue().items():
        place = f"lv.po: {key[0][:60]}"
        yield from (Text("en", place, sentence) for sentence in key)
        yield from (Text("lv", place, sentence) for sentence in said)
    about = json.loads((EMBEDDED / "about.json").read_text("utf-8"))["package"]
    yield from (Text("lv", f"about.json: {name}", about[name]) for name in ("title", "description"))
    yield Text("lv", "schema.py", README_TAB)
    for table in TABLES:
        yield Text("lv", f"schema.py: {table.code}", table.tab)
        for column in table.columns:
            written = [column.header, *column.choices, *column.synonyms.values()]
            yield from (Text("lv", f"schema.py: {table.code}.{column.name}", word) for word in written)
        spelt = {column.header: column for column in table.columns if _spelt(column)}
        with (EMBEDDED / f"{table.code}.csv").open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                for header, column in spelt.items():
                    language = "en" if column.name.endswith("_en") or column.name in ENGLISH else "lv"
                    yield Text(language, f"{table.code}.csv, row {number}, {header}", row.get(header) or "")


def _spelt(column: Column) -> bool:
    return column.kind in (Kind.TEXT, Kind.LIST) and column.name not in SOURCES and not column.name.endswith("_id")


def words_in(text: str) -> list[str]:
    """The words of a text; addresses, file names, numbers and {places} are none."""
    return [word.replace("’", "'") for word in _WORD.findall(_NO_WORDS.sub(" ", text)) if len(word) > 1]


def terms(language: str) -> list[str]:
    """The terms of a language, as the list has them."""
    return (TERMS / f"terms-{language}.txt").read_text("utf-8").split("\n")[:-1]


def _forms(word: str) -> set[str]:
    """A word as a list may have it: as it stands, without the capital of a sentence, without the English "'s"."""
    plain = word.removesuffix("'s")
    return {word, plain, plain[:1].lower() + plain[1:]}


def unknown(words: Iterable[str], language: str) -> set[str]:
    """The words that neither the dictionary nor the list of terms knows."""
    known = set(terms(language))
    asked = sorted(word for word in set(words) if not known & _forms(word))
    command = ["hunspell", "-d", DICTIONARIES[language], "-i", "utf-8", "-l"]
    try:
        done = subprocess.run(command, input="\n".join(asked), capture_output=True, encoding="utf-8", check=True)
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise NoHunspellError from error
    return set(done.stdout.split("\n")) & set(asked)


def main() -> int:
    found = [*texts()]
    wrong = 0
    for language in DICTIONARIES:
        places: dict[str, list[str]] = {}
        for text in found:
            if text.language == language:
                for word in words_in(text.text):
                    places.setdefault(word, []).append(text.place)
        try:
            strange = unknown(places, language)
        except NoHunspellError:
            print("Spelling was not checked: hunspell or its dictionaries are missing. Run `make system`.")
            return 1
        for word in sorted(strange):
            where = [*dict.fromkeys(places[word])]
            more = f" and {len(where) - 2} more" if len(where) > 2 else ""
            print(f"{language}: {word} ({'; '.join(where[:2])}{more})")
        wrong += len(strange)
    if wrong:
        print(f"{wrong} unknown words. Mend them, or add what is right to {TERMS.relative_to(ROOT)}/terms-*.txt.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
