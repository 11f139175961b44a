"""What must agree in the figures of trust."""

from collections import defaultdict

from data.contract.columns import Column
from data.contract.written import format_value
from data.intake.references import Index
from data.intake.sheet import Sheet
from data.intake.text import shown
from data.model import AVERAGES, Key, Response, Unit
from data.words import country_codes

_IN_POINTS = frozenset([Response.CHANGE, Response.GAP])
_PARTS = (
    (Response.HIGH, Response.NEUTRAL, Response.LOW, Response.DONT_KNOW),
    (Response.SHARE, Response.NEUTRAL, Response.SHARE_NEGATIVE, Response.DONT_KNOW),
    (Response.AGREE, Response.DISAGREE, Response.DONT_KNOW),
    (Response.TENDS_TO_TRUST, Response.TENDS_NOT_TO_TRUST, Response.DONT_KNOW),
)
"""The answers that share out one hundred."""
_FEWEST_SHARES, _FAR_ABOVE = 3, 5
"""So many shares of an answer, none below so many percent, make one below one percent look like a fraction of one."""
_ROUNDING = 0.5
"""By how much a published part may lie above its true value: most are rounded to whole percent."""


def check_trust(sheet: Sheet, _index: Index) -> None:
    """Refuse unknown countries, units that do not go with the answer, shares below zero, parts above the whole."""
    country, unit, value = (sheet.table.by_name[name] for name in ("country", "unit", "value"))
    columns = (sheet.values[name] for name in ("country", "response", "unit", "value"))
    for position, (code, response, measured_in, number) in enumerate(zip(*columns, strict=True)):
        if code and code not in AVERAGES and code not in country_codes():
            sheet.reject("country_unknown", position, country)
        if response is None or measured_in is None:
            continue
        if (response in _IN_POINTS) is not (measured_in is Unit.PERCENTAGE_POINTS):
            answer = format_value(response, sheet.table.by_name["response"])
            sheet.reject("unit_of_answer", position, unit, answer=answer)
        elif measured_in is Unit.PERCENT and number is not None and number < 0:
            sheet.reject("number_out_of_range", position, value, low=0, high=100)
    _check_fractions(sheet, value)
    _check_parts(sheet, value)


def _check_fractions(sheet: Sheet, value: Column) -> None:
    """Name the shares below one where all others of the same answer are far above: 0,38 where 38 % may be meant."""
    asked: dict[Key, list[int]] = defaultdict(list)
    columns = (sheet.values[name] for name in ("indicator", "response", "unit", "value"))
    for position, (indicator, response, unit, number) in enumerate(zip(*columns, strict=True)):
        if unit is Unit.PERCENT and number:
            asked[indicator, response].append(position)
    numbers = sheet.values["value"]
    for positions in asked.values():
        rest = [numbers[position] for position in positions if numbers[position] > 1]
        if len(rest) < _FEWEST_SHARES or min(rest) < _FAR_ABOVE:
            continue
        for position in positions:
            if numbers[position] < 1 and "%" not in shown(sheet.cell(position, value)):
                bounds = {"low": f"{min(rest):.0f}", "high": f"{max(rest):.0f}"}
                sheet.add("share_fraction", position, value, **bounds, value=f"{numbers[position] * 100:.3g}")


def _check_parts(sheet: Sheet, value: Column) -> None:
    """Refuse every part of a question whose parts add to more than 100, since nobody can tell which is wrong."""
    asked: dict[Key, dict[Response, int]] = defaultdict(dict)
    names = [name for name in sheet.table.key if name != "response"]
    for position, key in enumerate(zip(*(sheet.values[name] for name in names), strict=True)):
        response = sheet.values["response"][position]
        if position not in sheet.refused and response and sheet.values["value"][position] is not None:
            asked[key][response] = position
    for answers in asked.values():
        for parts in _PARTS:
            places = [answers[part] for part in parts if part in answers]
            total = sum(sheet.values["value"][place] for place in places)
            if len(places) > 1 and total > 100 + _ROUNDING * len(places):
                numbers = {place: sheet.numbers[place] for place in places}
                for place in places:
                    rows = ", ".join(map(str, sorted(number for at, number in numbers.items() if at != place)))
                    sheet.reject("parts_over_whole", place, value, rows=rows, total=f"{total:g}")
                break
