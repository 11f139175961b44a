"""What figures of trust find, in a sentence each: whom people trust most and least, and what other surveys found."""

from collections.abc import Sequence

from components.wording.surveys import RESPONSES, question, survey_name, value, whom
from data.model import Response, TrustFigure
from data.words import N_, Words


def extremes(high: TrustFigure, low: TrustFigure, n: int, words: Words) -> str:
    """Return what people in Latvia trusted most and what least in a wave, of so many with a known figure."""
    told = {"year": high.year, "most": value(high, words), "least": value(low, words)}
    if whom(high, words) and whom(low, words):
        return words.count(
            "In {year}, people in Latvia trusted {high} most ({most}) and {low} least ({least}); "
            "known for {n} institution",
            "In {year}, people in Latvia trusted {high} most ({most}) and {low} least ({least}); "
            "known for {n} institutions",
            n,
            high=whom(high, words),
            low=whom(low, words),
            **told,
        )
    return words.count(
        "In Latvia in {year}, the highest of {n} institution with a known figure: “{high}”, {most}; "
        "the lowest: “{low}”, {least}",
        "In Latvia in {year}, the highest of {n} institutions with a known figure: “{high}”, {most}; "
        "the lowest: “{low}”, {least}",
        n,
        high=question(high, words),
        low=question(low, words),
        **told,
    )


def shortly(high: TrustFigure, low: TrustFigure, words: Words) -> str:
    """Return the same in fewer words."""
    told = {"year": high.year, "most": value(high, words), "least": value(low, words)}
    _ = words.say
    if whom(high, words) and whom(low, words):
        return _(
            "In {year}, people in Latvia trusted {high} most ({most}) and {low} least ({least})",
            high=whom(high, words),
            low=whom(low, words),
            **told,
        )
    return _(
        "Highest in Latvia in {year}: “{high}”, {most}; lowest: “{low}”, {least}",
        high=question(high, words),
        low=question(low, words),
        **told,
    )


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
