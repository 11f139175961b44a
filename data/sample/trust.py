"""Four invented waves of a survey on trust, with the gaps that surveys have, and another survey beside it.

The screens speak of Latvia and of countries by their ISO codes, so the figures stand under these; none of them is a
finding of anybody's.
"""

import random
from collections.abc import Iterator

from data.model import TRUST_SURVEY, Confidence, Response, TrustFigure, Unit
from data.sample.plan import SOURCE

WAVES = (2019, 2021, 2023, 2025)
HOME, AVERAGE = "LVA", "OECD"
_COUNTRIES = (
    "AUS",
    "BEL",
    "CAN",
    "CHE",
    "COL",
    "DNK",
    "ESP",
    "EST",
    "FIN",
    "FRA",
    "IRL",
    "ISL",
    "ITA",
    "LTU",
    "NLD",
    "NOR",
    "SVN",
    "SWE",
)
_INSTITUTIONS = (
    ("trust_national_government", "Uzticēšanās valsts (nacionālajai) valdībai", "Trust in the national government"),
    ("trust_parliament", "Uzticēšanās parlamentam", "Trust in the national parliament"),
    ("trust_courts", "Uzticēšanās tiesām un tiesu sistēmai", "Trust in courts and the judicial system"),
    ("trust_police", "Uzticēšanās policijai", "Trust in the police"),
    ("trust_civil_service", "Uzticēšanās valsts pārvaldes darbiniekiem", "Trust in the national civil service"),
    ("trust_local_government", "Uzticēšanās pašvaldībai", "Trust in local government"),
    ("trust_news_media", "Uzticēšanās ziņu medijiem", "Trust in news media"),
)
_QUESTIONS = (
    ("voice_have_a_say", "Politiskā sistēma ļauj ietekmēt lēmumus", "The political system lets people have a say"),
    ("voice_local", "Būtu iespēja paust viedokli vietējā jautājumā", "Would have a say in a local matter"),
    ("cpx_best_evidence", "Valdība izmanto labākos pierādījumus", "Government uses the best evidence"),
    ("cpx_balance", "Valdība līdzsvaro paaudžu intereses", "Government balances the interests of generations"),
    ("d2d_fair", "Pieteikumu izskatītu taisnīgi", "An application would be treated fairly"),
    ("d2d_satisfied", "Apmierināti ar administratīvajiem pakalpojumiem", "Satisfied with administrative services"),
)
_GROUPS = ("vecums: 18–29", "vecums: 50+", "dzimums: sievietes", "dzimums: vīrieši", "izglītība: zemāka")
_MISSED = {(HOME, 2023), ("COL", 2019), ("COL", 2021), ("CHE", 2019), ("CHE", 2025), ("ITA", 2023), ("ISL", 2021)}
"""Who did not take part in a wave."""
_OTHER = "Kaimiņu aptauja (izdomāta)"
_NATIONAL = _INSTITUTIONS[0]


def trust(chance: random.Random) -> Iterator[TrustFigure]:
    """Give the figures of every wave: each country's trust in its government, more of home and the average."""
    levels = {country: chance.uniform(22, 58) for country in (*_COUNTRIES, HOME, AVERAGE)}
    for wave in WAVES:
        for country in (*_COUNTRIES, HOME, AVERAGE):
            levels[country] = min(70.0, max(12.0, levels[country] + chance.uniform(-5, 6)))
            if (country, wave) not in _MISSED:
                yield from _shares(chance, wave, country, levels[country])
        for country in (HOME, AVERAGE):
            if wave > WAVES[0] and (country, wave) not in _MISSED:
                yield from _more(chance, wave, country, levels[country])
    for year in (2022, 2024, 2026):
        for country, agrees in ((HOME, chance.randrange(25, 40)), ("EU", chance.randrange(40, 55))):
            yield _figure((_OTHER, year), country, _VOICE, (Response.AGREE, agrees))
            yield _figure((_OTHER, year), country, _VOICE, (Response.DISAGREE, 94 - agrees))


_VOICE = ("kt_voice_counts", "Mana balss manā novadā tiek ņemta vērā", "My voice counts in my district")


def _shares(chance: random.Random, wave: int, country: str, high: float) -> Iterator[TrustFigure]:
    high = round(high, 1)
    neutral = round(chance.uniform(15, 22), 1)
    low = round(97.5 - high - neutral, 1)
    for response, value in ((Response.HIGH, high), (Response.NEUTRAL, neutral), (Response.LOW, low)):
        yield _figure((TRUST_SURVEY, wave), country, _NATIONAL, (response, value))


def _more(chance: random.Random, wave: int, country: str, level: float) -> Iterator[TrustFigure]:
    for named in _INSTITUTIONS[1:]:
        if chance.random() < 0.85:
            value = round(level + chance.uniform(-12, 25), 1)
            yield _figure((TRUST_SURVEY, wave), country, named, (Response.HIGH, value))
    for named in _QUESTIONS:
        if wave >= 2023 or chance.random() < 0.4:
            value = round(level + chance.uniform(-15, 20))
            yield _figure((TRUST_SURVEY, wave), country, named, (Response.SHARE, max(3, value)))
    for group in _GROUPS:
        value = round(level + chance.uniform(-8, 8), 1)
        yield _figure((TRUST_SURVEY, wave), country, _NATIONAL, (Response.HIGH, value), group)


def _figure(
    wave: tuple[str, int],
    country: str,
    named: tuple[str, str, str],
    answer: tuple[Response, float],
    group: str | None = None,
) -> TrustFigure:
    (survey, year), (response, value) = wave, answer
    indicator, title, title_en = named
    return TrustFigure(
        survey=survey,
        year=year,
        country=country,
        indicator=indicator,
        title=title,
        title_en=title_en,
        group=group,
        response=response,
        value=float(value),
        unit=Unit.PERCENT,
        question=None,
        question_en=None,
        fieldwork=f"{year}. gada rudens",
        sample="1 000 izdomātu cilvēku",
        source=SOURCE,
        link="https://example.org/petijums",
        note=None,
        confidence=Confidence.HIGH if group is None else Confidence.MEDIUM,
    )
