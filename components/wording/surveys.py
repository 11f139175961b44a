"""The words of trust: countries, surveys, answers, how sure a figure is, and the licences of its sources."""

from collections.abc import Iterable, Mapping

from components.view import View
from components.wording import amounts, marks
from components.wording.asked import in_english
from data.answers import trust
from data.model import AVERAGES, TRUST_SURVEY, Confidence, Response, TrustFigure
from data.words import N_, Language, Words

OECD_NOTICE = (
    "This is an adaptation of an original work by the OECD. The opinions expressed and arguments employed in this "
    "adaptation should not be reported as representing the official views of the OECD or of its Member countries."
)
"""What the OECD asks of whoever adapts its works, in its own words."""
OECD_MEANING = N_(
    "This is an adaptation of the OECD’s work; its opinions and arguments are not the official views of the "
    "OECD or of its Member countries."
)
"""What that notice means; said before it where the visitor's language is another."""
RESPONSES: Mapping[Response, str] = {
    Response.HIGH: N_("high or moderately high"),
    Response.LOW: N_("low or none"),
    Response.SHARE: N_("share"),
    Response.SHARE_NEGATIVE: N_("share of the opposite answer"),
    Response.AGREE: N_("agree"),
    Response.DISAGREE: N_("disagree"),
    Response.TENDS_TO_TRUST: N_("tend to trust"),
    Response.TENDS_NOT_TO_TRUST: N_("tend not to trust"),
}
"""The answers of a question that is asked for or against, in words."""
APPROXIMATE = "≈"
"""The sign of a figure that is only approximate, and of what is taken from one."""
_ENGLISH = {
    TRUST_SURVEY: "OECD Trust Survey",
    "Standarta Eirobarometrs": "Standard Eurobarometer",
    "Eiropas Parlamenta Eirobarometrs": "European Parliament Eurobarometer",
    "Eirobarometrs": "Eurobarometer",
}
"""What surveys call themselves in English, by their names in the sheet, which has no English for them."""
_ENGLISH_GROUPS = {
    "vecums": "age",
    "dzimums": "gender",
    "izglītība": "education",
    "finanses": "finances",
    "viedoklis": "having a say",
    "sievietes": "women",
    "vīrieši": "men",
    "zemāka": "lower",
    "augstāka": "higher",
    "ar finansiālām raizēm": "with financial worries",
    "bez finansiālām raizēm": "without financial worries",
    "jūtas sadzirdēti": "feel they have one",
    "nejūtas sadzirdēti": "feel they have none",
    "pakalpojuma lietotāji": "users of the service",
}
"""Groups of respondents in English, by the parts of their names in the sheet."""


def country(code: str, words: Words) -> str:
    """Return the name of a country, or of an average."""
    _ = words.say
    if code == trust.AVERAGE:
        return _("OECD average")
    if code in AVERAGES:
        return _("EU average")
    return words.country(code)


def points(value: float, words: Words, *confidences: str | None) -> str:
    """Return a change or difference in percentage points with its sign: "+4", "−2,4".

    ``confidences`` are those of the figures it is taken from: one approximate figure makes it approximate, "≈−10,7".
    """
    number = words.number(abs(value))
    signed = f"+{number}" if value > 0 else f"−{number}" if value < 0 else number
    return _about(signed, confidences)


def changed(value: float, words: Words) -> str:
    """Return a change with its sign and its unit, as a sentence has it: "+4 percentage points"."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + words.count("{n} percentage point", "{n} percentage points", abs(value))


def apart(value: float, words: Words, *confidences: str | None) -> str:
    """Return how far two figures are apart, whichever is higher: "10,7 procentpunkti", "≈10,7 procentpunkti"."""
    return _about(words.count("{n} percentage point", "{n} percentage points", abs(value)), confidences)


def _about(number: str, confidences: Iterable[str | None]) -> str:
    return f"{APPROXIMATE}{number}" if Confidence.LOW in confidences else number


def basis(published: object, words: Words) -> str:
    """Return whether a change is as its source gives it, or derived."""
    return words.say(N_("as published") if published else N_("derived here"))


def value(figure: TrustFigure | None, words: Words) -> str:
    """Return a figure as it is written everywhere; unknown says so."""
    return share(figure.value, figure.confidence, words) if figure else share(None, None, words)


def share(percent: float | None, confidence: str | None, words: Words) -> str:
    """Return a share by how sure it is: "≈" is approximate, "*" derived; unknown says so."""
    _ = words.say
    if percent is None:
        return _("no data")
    sign = APPROXIMATE if confidence == Confidence.LOW else ""
    return f"{sign}{amounts.in_percent(percent, words)}{'*' if confidence == Confidence.DERIVED else ''}"


_SURE: Mapping[str, str] = {
    Confidence.MEDIUM: N_("medium confidence"),
    Confidence.LOW: N_("approximate"),
    Confidence.DERIVED: N_("inferred, not stated by the source"),
}
"""How sure a figure is, where it is worth saying."""


def sureness(confidence: str | None, words: Words) -> str:
    """Return how sure a figure is, "" for the ordinary high."""
    return words.say(_SURE.get(confidence or "", ""))


def certainty(view: View, figures: Iterable[TrustFigure]) -> str:
    """Return how sure a row's figures are, and which of their cells are not of this read; "" where all is well."""
    words, every = view.words, list(figures)
    several = len({figure.response for figure in every}) > 1
    words_said: dict[str, None] = {}
    for figure in every:
        sure = sureness(figure.confidence, words)
        if sure and several:
            answer = words.say(RESPONSES.get(figure.response, ""))
            sure = words.say(N_("“{answer}”: {sure}"), answer=answer, sure=sure) if answer else sure
        words_said |= dict.fromkeys([sure, marks.row(view, figure)])
    return ", ".join(filter(None, words_said))


def not_newest(view: View, figures: Iterable[TrustFigure]) -> str:
    """Return how many figures of a drawing are not of this read, which its table marks one by one; "" for none."""
    n = sum(place.kept for figure in set(figures) if (place := view.snapshot.origin(figure)))
    return (
        view.words.count(
            "{n} figure shown is an earlier, good version", "{n} figures shown are earlier, good versions", n
        )
        if n
        else ""
    )


def survey_name(name: str, words: Words) -> str:
    """Return what a survey or series of surveys is called."""
    _ = words.say
    series, edition = trust.edition_of(name)
    series_name = words.pick(series, _ENGLISH.get(series)) or series
    if edition.isdecimal():
        return _("{survey} No. {number}", survey=series_name, number=edition)
    return f"{series_name}, {words.pick(edition, in_english(edition))}" if edition else series_name


def edition(survey: str, year: int, words: Words) -> str:
    """Return which edition of a series a survey is: its year, with its number where it has one."""
    _ = words.say
    number = trust.edition_of(survey)[1]
    return _("{year}, No. {number}", year=year, number=number) if number.isdecimal() else str(year)


def group_name(group: str, words: Words) -> str:
    """Return what a group of respondents is called: "age: 18–29"; what has no English here stays Latvian."""
    return words.pick(group, ": ".join(_ENGLISH_GROUPS.get(part, part) for part in group.split(": "))) or group


def group_language(group: str, words: Words) -> str:
    """Return the language of a group's name where it is not the visitor's, as of one that has no English here."""
    named = all(part in _ENGLISH_GROUPS or not any(map(str.isalpha, part)) for part in group.split(": "))
    return "" if named or words.language == "lv" else "lv"


_TRUSTS: Mapping[Language, tuple[str, ...]] = {
    "lv": ("Uzticēšanās ", "Drīzāk uzticas "),
    "en": ("Trust in ", "Tend to trust "),
}
"""How a title begins that asks whether people trust: whom or what follows, as the verb takes it too."""


def whom(figure: TrustFigure, words: Words) -> str:
    """Return whom a figure says that people trust, as it follows the verb: "the police"; "" where it asks otherwise."""
    title = question(figure, words)
    start = next((one for one in _TRUSTS[words.language] if title.startswith(one)), "")
    return title.removeprefix(start) if start else ""


def question(figure: TrustFigure, words: Words) -> str:
    """Return what is asked, in a few words."""
    return words.pick(figure.title, figure.title_en) or figure.indicator


def question_of(figure: TrustFigure, words: Words) -> str:
    """Return what is asked, and of which group where not of everybody."""
    asked = question(figure, words)
    return f"{asked} ({group_name(figure.group, words)})" if figure.group else asked


def licence(survey: str, words: Words) -> str:
    """Return under which licence a survey's figures are reused; "not stated" for one whose licence is unknown here."""
    _ = words.say
    if survey == TRUST_SURVEY:
        text = N_("OECD content published since 1 July 2024 is under {licence}, earlier content under similar terms")
        return words.say(text, licence="CC BY 4.0")
    if survey.startswith("Standarta Eirobarometrs"):  # the Commission's; the Parliament's own terms are not known
        return _("Commission Decision 2011/833/EU: reuse with the source named")
    return _("licence not stated")
