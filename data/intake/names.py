"""Finding a municipality by its code or by any name people write: old, short, without diacritics.

Names are never guessed: a stem that a city and a district share is refused, and names are compared whole after
folding, since the closest two districts differ in only two letters.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import NamedTuple

from data.intake.parsed import Bad, Ok, Parsed
from data.intake.text import fold, one_edit

_KIND_WORDS = ("valstspilseta", "novads", "pilseta", "republikas pilseta", "nov.", "pils.")

_FORMER: Mapping[str, str] = MappingProxyType(
    {
        former: successor
        for successor, stems in {
            "Aizkraukles": "jaunjelgavas kokneses neretas plavinu skriveru",
            "Augšdaugavas": "daugavpils ilukstes",
            "Ādažu": "carnikavas",
            "Balvu": "baltinavas rugaju vilakas",
            "Bauskas": "iecavas rundales vecumnieku",
            "Cēsu": "amatas jaunpiebalgas ligatnes pargaujas priekulu vecpiebalgas",
            "Dienvidkurzemes": "aizputes durbes grobinas nicas pavilostas priekules rucavas vainodes",
            "Dobeles": "auces tervetes",
            "Jelgavas": "ozolnieku",
            "Jēkabpils": "aknistes krustpils salas viesites",
            "Krāslavas": "dagdas",
            "Kuldīgas": "alsungas skrundas",
            "Ķekavas": "baldones",
            "Limbažu": "alojas salacgrivas",
            "Ludzas": "ciblas karsavas zilupes",
            "Madonas": "cesvaines erglu lubanas",
            "Mārupes": "babites",
            "Ogres": "ikskiles keguma lielvardes",
            "Preiļu": "riebinu varkavas",
            "Rēzeknes": "vilanu",
            "Ropažu": "garkalnes stopinu",
            "Saldus": "brocenu",
            "Saulkrastu": "sejas",
            "Siguldas": "incukalna krimuldas malpils",
            "Smiltenes": "apes raunas",
            "Talsu": "dundagas mersraga rojas",
            "Tukuma": "engures jaunpils kandavas",
            "Valmieras": "beverinas burtnieku kocenu mazsalacas nauksenu rujienas strencu",
        }.items()
        for former in (f"{stem} novads" for stem in stems.split())
    }
    | {
        "jekabpils valstspilseta": "Jēkabpils",
        "ogres valstspilseta": "Ogres",
        "valmieras valstspilseta": "Valmieras",
        "jekabpils pilseta": "Jēkabpils",
        "valmieras pilseta": "Valmieras",
    }
)
"""Names that are no municipality any more, to the stem of the district that took them in.

Units of 2011-2021 went into the units of 1 July 2021 by the law on administrative territories; Aglona, which went
to two, is left out and so refused. Jēkabpils, Ogre and Valmiera are state cities inside their districts.
"""


class NamedUnit(NamedTuple):
    """What is needed of a municipality to find it: its codes and its two names."""

    code: str
    former_code: str | None
    title: str
    short_title: str


class Municipalities:
    """Finds the code of a municipality; ``find`` returns `Ok` with the code, or `Bad`."""

    def __init__(self, units: Iterable[NamedUnit]) -> None:
        """Index the units by every code and name."""
        self._units = tuple(units)
        self._titles = {unit.code: unit.title for unit in self._units}
        self._former_codes = {unit.former_code: unit.code for unit in self._units if unit.former_code}
        names: dict[str, set[str]] = defaultdict(set)
        stems: dict[str, set[str]] = defaultdict(set)
        for unit in self._units:
            title, short = fold(unit.title), fold(unit.short_title)
            stem = _stem(title)
            stems[stem].add(unit.code)
            for name in (title, short):
                names[name].add(unit.code)
                names[f"{name} pasvaldiba"].add(unit.code)
            names[f"{title.removesuffix('s')}a pasvaldiba"].add(unit.code)
            names[f"{title}s pasvaldiba"].add(unit.code)
            if title.endswith("valstspilseta"):
                names[f"{stem} pilseta"].add(unit.code)
                names[f"{stem} pilsetas pasvaldiba"].add(unit.code)
                names[f"{stem} valstspilsetas pasvaldiba"].add(unit.code)
            else:
                names[f"{stem} nov."].add(unit.code)
        for unit in self._units:
            stem = _stem(fold(unit.title))
            names[stem] |= stems[stem]
            short = fold(unit.short_title)
            if not short.endswith(_KIND_WORDS):
                names[short] |= stems[stem]
        self._names = dict(names)
        self._by_stem = {
            stem: next((code for code in sorted(codes) if "novads" in fold(self._titles[code])), None)
            for stem, codes in stems.items()
        }

    def candidates(self, text: str) -> tuple[str, ...]:
        """Return the codes that a name may mean: those that share it, else up to three whose names are close to it."""
        name = fold(text)
        if name in self._names:
            return tuple(sorted(self._names[name]))
        near = get_close_matches(name, sorted(self._names), n=12, cutoff=0.7)
        return tuple(dict.fromkeys(code for each in near for code in sorted(self._names[each])))[:3]

    def near(self, text: str) -> str | None:
        """Return the title of the one municipality of whose names, former ones too, a text is one letter off."""
        name = fold(text)
        by_name = ((known, codes) for known, codes in self._names.items() if one_edit(name, known))
        candidates = {code for _, codes in by_name for code in codes}
        candidates |= {
            code
            for former, stem in _FORMER.items()
            if one_edit(name, former) and (code := self._by_stem.get(fold(stem)))
        }
        return self._titles[candidates.pop()] if len(candidates) == 1 else None

    def find(self, text: str) -> Parsed:
        """Return the code for a code or name as written in a cell."""
        text = unicodedata.normalize("NFKC", text)
        if text in self._titles:
            return Ok(text)
        if text.isdecimal() and text.isascii():
            code = text.zfill(7)
            if code in self._titles:
                return Ok(code, "code_zeros_added", (("value", code),))
            if code in self._former_codes:
                successor = self._former_codes[code]
                return Ok(successor, "municipality_former", (("value", self._titles[successor]),))
            return Bad("reference_unknown")
        name = fold(text)
        codes = self._names.get(name, set())
        if len(codes) == 1:
            return Ok(next(iter(codes)))
        if codes:
            choices = ", ".join(f"„{self._titles[code]}” ({code})" for code in sorted(codes))
            return Bad("municipality_ambiguous", (("choices", choices),))
        successor_stem = _FORMER.get(name)
        successor_code = self._by_stem.get(fold(successor_stem)) if successor_stem else None
        if successor_code:
            return Ok(successor_code, "municipality_former", (("value", self._titles[successor_code]),))
        return Bad("reference_unknown")


def _stem(folded_title: str) -> str:
    for word in _KIND_WORDS:
        folded_title = folded_title.removesuffix(f" {word}")
    return folded_title
