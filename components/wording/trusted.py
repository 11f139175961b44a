"""What figures of trust find, in a sentence each: whom people trust most and least, and what other surveys found."""

from collections.abc import Sequence
from typing import Any

from components.wording.surveys import RESPONSES, question, survey_name, value, whom
from data.model import Response, TrustFigure
from data.words import N_, Words


def extremes(high: TrustFigure, low: TrustFigure, n: int, words: Words) -> str:
    """Return what people in Latvia trusted most and what least in a wave, of so many with a known figure."""
    told = _both(high, low, words)
    if _are_trusted(high, low, words):
        return words.count(
            "In {year}, people in Latvia trusted {high} most ({most}) and {low} least ({least}); "
            "known for {n} institution",
            "In {year}, people in Latvia trusted {high} most ({most}) and {low} least ({least}); "
            "known for {n} institutions",
            n,
            **told,
        )
    return words.count(
        "In Latvia in {year}, the highest of {n} institution with a known figure: “{high}”, {most}; "
        "the lowest: “{low}”, {least}",
        "In Latvia in {year}, the highest of {n} institutions with a known figure: “{high}”, {most}; "
        "the lowest: “{low}”, {least}",
        n,
        **told,
    )


def _are_trusted(high: TrustFigure, low: TrustFigure, words: Words) -> bool:
    """Tell whether both figures say whom people trust, so that a sentence can."""
    return bool(whom(high, words) and whom(low, words))


def _both(high: TrustFigure, low: TrustFigure, words: Words) -> dict[str, Any]:
    """Return what a sentence says of the highest and the lowest: whom people trust, or else what was asked."""
    name = whom if _are_trusted(high, low, words) else question
    return {
        "year": high.year,
        "high": name(high, words),
        "most": value(high, words),
        "low": name(low, words),
        "least": value(low, words),
    }


def elsewhere(survey: str, homes: Sequence[TrustFigure], words: Words) -> str:
    """Return what a question of another survey found when it was last asked in Latvia."""
    by_response = {figure.response: value(figure, words) for figure in homes}
    trust, distrust = by_response.get(Response.TENDS_TO_TRUST), by_response.get(Response.TENDS_NOT_TO_TRUST)
    last = homes[-1]
    told = {"year": last.year, "survey": survey_name(survey, words)}
    if (name := whom(last, words)) and len(by_response) == sum(map(bool, (trust, distrust))):
        if trust and distrust:
            text = N_(
                "In {year}, {trust} of people in Latvia tended to trust {whom}, and {distrust} tended not to ({survey})"
            )
        elif trust:
            text = N_("In {year}, {trust} of people in Latvia tended to trust {whom} ({survey})")
        else:
            text = N_("In {year}, {distrust} of people in Latvia tended not to trust {whom} ({survey})")
        return words.say(text, whom=name, trust=trust or "", distrust=distrust or "", **told)
    agree, disagree = by_response.get(Response.AGREE), by_response.get(Response.DISAGREE)
    if agree and disagree and len(by_response) == 2:
        return words.say(
            N_("In {year}, {agree} of people in Latvia agreed and {disagree} disagreed: “{question}” ({survey})"),
            agree=agree,
            disagree=disagree,
            question=question(last, words),
            **told | {"survey": survey_name(last.survey, words)},
        )
    return words.say(
        N_("{figures} in Latvia in {year}: {survey}, “{question}”"),
        question=question(last, words),
        figures=", ".join(f"{value(row, words)} {words.say(RESPONSES[row.response])}" for row in homes),
        **told,
    )
