"""The message catalogue's voice: sentences, plurals, numbers, dates and lists in Latvian and English.

The English sentence is the key; ``lv.po`` beside this file is authoritative for Latvian. The catalogue is read
at first use and kept in memory, so no compiled file can be older than its source. A `Words` is passed to
whatever renders text and is never installed globally: one process serves both languages at once.
"""

import errno
import gettext
import io
import re
from datetime import date, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, get_args
from unicodedata import normalize

from babel.core import Locale, get_global
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from data.model import PartialDate

Language = Literal["lv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
CATALOGUE = Path(__file__).with_name("lv.po")


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Return text fit for a terminal or a log: what would steer it, or turn what stands beside it round, reads "�"."""
    return _UNSEEN.sub("�", text)


def N_(sentence: str) -> str:  # noqa: N802  (gettext's own name for "mark, translate later")
    """Mark a sentence for the catalogue and return it unchanged."""
    return sentence


@cache
def _translations(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


_NO_COUNTRY = frozenset(
    [
        "ASC",
        "BUR",
        "CPT",
        "DDR",
        "DGA",
        "FXX",
        "QUU",
        "TAA",
        "TMP",
        "XAA",
        "XBB",
        "YMD",
        "ZAR",
        "ZZZ",
    ]
)


@cache
def country_codes() -> dict[str, str]:
    """Return the two-letter code of every country by its three-letter one (ISO 3166, as the Unicode locale data).

    Left out are the regions that are no countries, and former countries that others have taken the place of.
    """
    names = Locale.parse("en_GB").territories
    aliases: dict[str, list[str]] = get_global("territory_aliases")  # type: ignore[assignment]
    return {
        code: names_of[0]
        for code, names_of in aliases.items()
        if len(code) == 3 and code.isalpha() and len(names_of) == 1 and names_of[0] in names and code not in _NO_COUNTRY
    }


_REASONS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, N_("it is not there")),
    (FileExistsError, N_("something else of that name is there")),
    (PermissionError, N_("this user has no permission")),
    (IsADirectoryError, N_("it is a folder")),
    (NotADirectoryError, N_("part of its path is not a folder")),
)
_ERRNOS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk cannot be written to"),
    errno.ENAMETOOLONG: N_("its name is too long"),
}
_ALIKE = {"zero": 0, "one": 1}
"""A whole number that takes a decimal's plural form, by what CLDR calls that form; 2 takes that of the rest."""
_OTHER_REASON = N_("the operating system refuses it")


class Words:
    """Speaks one language. ``say`` for sentences, ``count`` for numbers of things, the rest for values."""

    def __init__(self, language: Language) -> None:
        """Open the catalogue of a language ("lv" or "en")."""
        self.language: Language = language
        self._catalogue = _translations(language)
        self._locale = Locale.parse("lv_LV" if language == "lv" else "en_GB")  # Babel reads a name anew at each use

    def __reduce__(self) -> tuple[Any, ...]:
        """Carry the language alone to another process: the catalogue is there too."""
        return words, (self.language,)

    def say(self, sentence: str, **values: object) -> str:
        """Return the sentence in this language with ``{name}`` places filled."""
        text = self._catalogue.gettext(sentence) if sentence else ""
        return text.format(**values) if values else text

    def count(self, one: str, many: str, n: float, **values: object) -> str:
        """Return "{n} things" with the language's plural form for ``n``; ``n`` is written with its separator.

        A decimal takes the form that the language has for it: "2,1 punkts", "4,5 punkti", "1.5 points".
        """
        alike = int(n) if n == int(n) else _ALIKE.get(self._locale.plural_form(n), 2)
        return self._catalogue.ngettext(one, many, alike).format(n=self.number(n), **values)

    def reason(self, error: OSError) -> str:
        """Return why the operating system refused something, as the end of a sentence."""
        named = next((text for kind, text in _REASONS if isinstance(error, kind)), None)
        return self.say(named or _ERRNOS.get(error.errno or 0, _OTHER_REASON))

    def pick(self, latvian: str | None, english: str | None) -> str | None:
        """Return sheet text in this language, Latvian where no English was given."""
        return english or latvian if self.language == "en" else latvian

    def number(self, value: float, decimals: int | None = None) -> str:
        """Write a number the language's way ("1 234,5"); ``decimals`` fixes the digits after the comma."""
        pattern = "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
        return str(format_decimal(value, format=pattern, locale=self._locale))

    def date(self, value: date | PartialDate) -> str:
        """Write a day as "07.11.2024.", a month as "2024. gada novembris", a year as "2024. gads"."""
        if isinstance(value, PartialDate):
            if value.month is None:
                return self.say("{year}", year=value.year)
            if value.day is None:
                return self.say("{month} {year}", month=self.month_name(value.month), year=value.year)
            value = value.first
        return str(format_date(value, "dd.MM.yyyy." if self.language == "lv" else "d MMMM yyyy", self._locale))

    def span(self, first: PartialDate, last: PartialDate | None) -> str:
        """Write from when to when, what both share once: "2025. gada maijs–jūlijs"; None: the first alone."""
        if last is None or last == first:
            return self.date(first)
        if first.month is None and last.month is None:
            return self.years(first.year, last.year)
        if first.year == last.year and first.month and last.month and first.day is None and last.day is None:
            months = map(self.month_name, (first.month, last.month))
            return self.say("{month} {year}", month="–".join(months), year=first.year)
        return f"{self.date(first)} – {self.date(last)}"

    def years(self, first: int, last: int | None) -> str:
        """Write a year or years: "2025. gads", "2022.–2025. gads"; None: the first alone."""
        if last in (None, first):
            return self.say("{year}", year=first)
        return self.say("{first}–{last}", first=first, last=last)

    def within_quotes(self, text: str) -> str:
        """Return a text to stand in quotation marks, with what it quotes itself in those of the second rank.

        "« »" in Latvian, "‘ ’" in English.
        """
        marks = ("„”", "«»") if self.language == "lv" else ("“”", "‘’")
        return text.translate(str.maketrans(*marks))

    def quoted(self, text: str) -> str:
        """Return a text between the language's quotation marks."""
        return self.say("“{text}”", text=self.within_quotes(text))

    def month(self, number: int) -> str:
        """Write a month's name short, as a chart does: "janv.", "Jan"."""
        return str(format_date(date(2023, number, 1), "LLL", self._locale))

    def month_name(self, number: int) -> str:
        """Write a month's name whole, as it stands by itself: "janvāris", "January"."""
        return str(format_date(date(2023, number, 1), "LLLL", self._locale))

    def time(self, value: time) -> str:
        """Write a time of day as "13.00" in Latvian, "13:00" in English."""
        return f"{value:%H.%M}" if self.language == "lv" else f"{value:%H:%M}"

    def country(self, code: str) -> str:
        """Return a country's name by its three-letter code; the code itself where it is none."""
        return str(self._locale.territories.get(country_codes().get(code, ""), code))

    def list(self, items: list[str], *, either: bool = False) -> str:
        """Join items as a sentence does: "a, b un c"; ``either`` of them: "a, b vai c"."""
        style: Literal["or", "standard"] = "or" if either else "standard"
        return str(format_list(items, style=style, locale=self._locale)) if items else ""


@cache
def words(language: Language) -> Words:
    """Return the one `Words` of a language."""
    return Words(language)


_LETTERS = "abcčdefgģhijkķlļmnņopqrŗsštuvwxzž"
_VARIANTS = {"ā": ("a", 1), "ē": ("e", 1), "ī": ("i", 1), "y": ("i", 2), "ō": ("o", 1), "ū": ("u", 1)}


@cache
def _rank(letter: str) -> tuple[int, int, int]:
    """Return the place of a letter among the letters and, where it is a variant of another, which."""
    plain, variant = _VARIANTS.get(letter, (letter, 0))
    if plain not in _LETTERS:
        base = normalize("NFD", plain)[0]
        plain, variant = (base, 3) if base in _LETTERS else (plain, variant)
    if plain in _LETTERS:
        return 2, _LETTERS.index(plain), variant
    return (3 if plain.isalpha() else 0), ord(plain), 0


@lru_cache(maxsize=20_000)
def latvian_order(text: str) -> Any:
    """Return a sort key for Latvian order as the Unicode locale data have it: č ģ ķ ļ ņ ŗ š ž are letters apart.

    Long vowels, y (a kind of i) and foreign accents count only where everything else is equal, and case last.
    Digits come before letters; runs of digits compare by value, so "3.2" comes before "3.10".
    """
    first: list[tuple[int, ...]] = []
    second: list[int] = []
    digits = ""
    for letter in [*normalize("NFC", text).casefold(), ""]:
        if letter.isdecimal():
            digits += str(int(letter))
            continue
        if digits:
            number = digits.lstrip("0")
            first.append((1, len(number), *map(int, number)))
            digits = ""
        if letter:
            kind, place, variant = _rank(letter)
            first.append((kind, place))
            second.append(variant)
    return first, second, text


__all__ = ["CATALOGUE", "LANGUAGES", "N_", "Language", "Words", "country_codes", "latvian_order", "words"]
