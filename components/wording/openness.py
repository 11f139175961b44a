"""The words of the openness standards: indicators, answers, and what became of a municipality."""

import re
from collections.abc import Mapping
from datetime import timedelta

from components.view import View
from components.wording import amounts, terms
from data.answers.openness import Cell
from data.answers.scoring import Withheld
from data.model import Answer, Binding, Indicator, Municipality, MunicipalityKind, Origin, PopulationKind
from data.words import N_, Words

BINDINGS: Mapping[Binding, str] = {
    Binding.DUTY: N_("legal duty"),
    Binding.ADVICE: N_("recommendation"),
    Binding.MIXED: N_("partly a duty, partly a recommendation"),
    Binding.EXTERNAL: N_("assessed by others"),
    Binding.UNKNOWN: N_("not known whether it is a duty"),
}

ORIGINS: Mapping[Origin, str] = {
    Origin.STANDARD: N_("wording of the official standard"),
    Origin.LAW: N_("wording based on the law"),
    Origin.PLAN: N_("wording of the plan"),
    Origin.EXTERNAL: N_("wording of the assessor"),
    Origin.PROJECT: N_("wording of this dashboard’s authors, not an approved criterion"),
}

KINDS: Mapping[MunicipalityKind, str] = {
    MunicipalityKind.STATE_CITY: N_("state city"),
    MunicipalityKind.DISTRICT: N_("municipality (novads)"),
}

STAGES: Mapping[str, str] = {
    "noteikumi": N_("rules"),
    "norisinās": N_("running"),
    "balsojums noticis": N_("vote held"),
    "ievēlēta": N_("elected"),
    "publicēts": N_("published"),
    "izskaidrots": N_("explained"),
    "izsludināts": N_("announced"),
    "savs modelis": N_("a model of its own"),
    "uzaicinājums": N_("residents invited"),
    "vēlēšanas izsludinātas": N_("elections called"),
    "viena apturēta": N_("one discontinued"),
    "netieši noteikumi budžetā": N_("indirectly, in the rules on the budget"),
}
"""The stages that the sheet names, by its own word; any other is shown as it stands there."""

_ENGLISH: Mapping[str, str] = {
    "Likuma prasības": "Requirements of the law",
    "Likuma prasības un ieteikumi": "Requirements and recommendations of the law",
    "Plāna 6. apņemšanās": "Commitment 6 of the plan",
    "Oficiālais standarts": "Official standard",
    "Infopaneļa veidotāju rādītāji": "Indicators of this dashboard’s authors",
    "Atvērtie dati": "Open data",
    "OGP vietējā dalība": "Local membership of OGP",
    "Delnas atklātības indekss": "Delna’s openness index",
    "VARAM e-indekss": "VARAM’s e-index",
    "Valsts kontrole": "State Audit Office",
    "augsts": "high",
    "nav augsts": "not in the high band",
    "bija izlasē": "was in the sample",
    "nebija izlasē": "was not in the sample",
}
"""Groups of indicators and bands of others' scales in English, by their words in the sheet, which has no English."""


def in_english(text: str, words: Words) -> str | None:
    """Return a group's or a band's English where the visitor's language is English and there is one."""
    return _ENGLISH.get(text) if words.language == "en" else None


POPULATIONS: Mapping[PopulationKind, str] = {
    PopulationKind.USUAL_RESIDENTS: N_("usual residents, Central Statistical Bureau"),
    PopulationKind.DECLARED: N_("declared residents, Office of Citizenship and Migration Affairs"),
    PopulationKind.ESTIMATE: N_("a rounded estimate"),
}


_SIZES: Mapping[str, str] = {
    r"līdz ([\d\s]+)": N_("up to {people}"),
    r"([\d\s]+)–([\d\s]+)": N_("{people}–{most}"),
    r"([\d\s]+) un vairāk": N_("{people} and more"),
}


def size_group(group: str, words: Words) -> str:
    """Return a size group in the visitor's language; one that is worded otherwise stays as the sheet has it."""
    for pattern, name in _SIZES.items():
        if found := re.fullmatch(pattern, group):
            numbers = [words.number(int("".join(number.split()))) for number in found.groups()]
            return words.say(name, people=numbers[0], most=numbers[-1])
    return group


def ended(view: View, unit: Municipality) -> bool:
    """Tell whether a municipality is no more on the view's day."""
    return unit.valid_to is not None and unit.valid_to.last < view.day


def end(view: View, unit: Municipality) -> str:
    """Return what became of a municipality that is no more."""
    words = view.words
    _ = words.say
    day = words.date(unit.valid_to.last + timedelta(days=1)) if unit.valid_to else ""
    successor = next((other for other in view.snapshot.municipalities if other.code == unit.merged_into), None)
    if successor is None:
        return _("no longer exists since {day}", day=day)
    return _("merged into {successor} on {day}", day=day, successor=_to(successor, words))


def _to(unit: Municipality, words: Words) -> str:
    """Return a municipality's name as the one something was added to: the Latvian dative."""
    if words.language != "lv":
        return unit.title
    for ending, dative in (("novads", "novadam"), ("pilsēta", "pilsētai")):
        if unit.title.endswith(ending):
            return unit.title.removesuffix(ending) + dative
    return unit.title


def answer_text(cell: Cell | None, words: Words) -> str:
    """Return an answer in words alone: the one way in which every screen, step and page of ours says a cell."""
    _ = words.say
    given = cell.answered if cell else None
    if isinstance(given, str) and not isinstance(given, Answer):
        return in_english(given, words) or given
    if cell and cell.known and given is None:
        return _("see the number")
    return terms.answer_name(given, words)


def in_euro(indicator: Indicator) -> bool:
    """Tell whether an indicator's number is an amount of money."""
    return "EUR" in (indicator.scale or "")


def in_unit(indicator: Indicator, amount: float, words: Words) -> str:
    """Return a number in the unit that the indicator's scale names."""
    if in_euro(indicator):
        return amounts.euro(amount, words)
    if (indicator.scale or "").startswith("%"):
        return amounts.in_percent(amount, words)
    return words.number(amount)


WITHHELD: Mapping[Withheld, str] = {
    Withheld.NOTHING_ASKED: N_("there are no indicators of this kind"),
    Withheld.SEARCH_ONLY: N_(
        "the only information comes from searching public sources, which show what exists but not what is missing"
    ),
    Withheld.ONLY_GOOD_NEWS: N_(
        "no municipality has the answer “not in place” or “partly in place”, so nothing could lower a score"
    ),
    Withheld.COVERAGE: N_("fewer than 60% of the indicators are answered"),
}
