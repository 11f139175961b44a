"""What must agree in municipalities and the values of their indicators."""

from collections import defaultdict
from itertools import pairwise

from data.intake.cells import parse
from data.intake.parsed import Ok
from data.intake.references import Index
from data.intake.sheet import Sheet, says
from data.intake.text import fold
from data.model import Answer, judged


def check_points(sheet: Sheet, _index: Index) -> None:
    """Say it in one sentence where latitude and longitude have changed places: each is out of its own bounds alone."""
    latitude, longitude = (sheet.table.by_name[name] for name in ("latitude", "longitude"))
    headers = {sheet.grid.headers.get(column.name, column.header) for column in (latitude, longitude)}
    for position in [where for where, bad in sheet.doubtful.items() if {"latitude", "longitude"} <= bad]:
        swapped = (
            parse(sheet.cell(position, latitude), longitude),
            parse(sheet.cell(position, longitude), latitude),
        )
        if all(isinstance(parsed, Ok) and parsed.value is not None for parsed in swapped):
            row = sheet.numbers[position]
            sheet.issues = [fault for fault in sheet.issues if fault.row != row or fault.column not in headers]
            sheet.reject("coordinates_swapped", position, latitude)


def check_values(sheet: Sheet, index: Index) -> None:
    """Judge the values of indicators: their bands, dates and numbers."""
    _check_bands(sheet, index)
    _check_ended(sheet, index)
    _check_superseded(sheet, index)
    _check_numbers(sheet, index)


def _check_bands(sheet: Sheet, index: Index) -> None:
    """Part the closed answers from a band's own words, which stand in a field of their own and on its scale."""
    column = sheet.table.by_name["answer"]
    answers = sheet.values["answer"]
    bands = [None if isinstance(value, Answer) else value for value in answers]
    sheet.values["answer"] = [value if isinstance(value, Answer) else None for value in answers]
    sheet.values["band"] = bands
    for position, word in enumerate(bands):
        if word is None:
            continue
        scale = index.scales.get(sheet.values["indicator"][position], ())
        bands[position] = {fold(known): known for known in scale}.get(fold(word))
        if bands[position] is None:
            allowed = ", ".join(f"„{known}”" for known in scale or column.choices)
            sheet.reject("band_unknown", position, column, allowed=allowed)


def _check_ended(sheet: Sheet, index: Index) -> None:
    """Name values whose source is dated after their municipality's last day: they stay its history."""
    column = sheet.table.by_name["municipality"]
    for position, (code, dated) in enumerate(
        zip(sheet.values["municipality"], sheet.values["source_date"], strict=True)
    ):
        end = index.ends.get(code)
        if end and dated and dated.first > end:
            sheet.add("municipality_ended", position, column, end=end.isoformat(), value=dated.iso)


def _check_superseded(sheet: Sheet, index: Index) -> None:
    """Name the values that a newer one of the same cell and year stands above, and those without a date.

    One a year is how the tab is meant to grow, and no slip; assessments by others come by edition.
    """
    column = sheet.table.by_name["source_date"]
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    cells = zip(sheet.values["municipality"], sheet.values["indicator"], strict=True)
    for position, (code, indicator) in enumerate(cells):
        if position not in sheet.refused and indicator not in index.external and _answers(sheet, position, index):
            rows[code, indicator].append(position)
    for positions in rows.values():
        in_order = sorted(positions, key=lambda position: judged(sheet.values["source_date"][position]))
        for position, newer in pairwise(in_order):
            dates = (sheet.values["source_date"][at] for at in (position, newer))
            if len({dated.year if dated else None for dated in dates} - {None}) < 2:
                sheet.add("value_superseded", position, column, newer=sheet.numbers[newer])


def _check_numbers(sheet: Sheet, index: Index) -> None:
    """Name the numbers without the answer that their indicator asks for in a word: they answer nothing."""
    column = sheet.table.by_name["number"]
    for position, number in enumerate(sheet.values["number"]):
        if number is not None and not _answers(sheet, position, index) and "answer" not in sheet.doubtful[position]:
            sheet.add("number_without_answer", position, column)


def _answers(sheet: Sheet, position: int, index: Index) -> bool:
    """Tell whether a row answers its indicator, by the rule of `data.answers.openness.answered`."""
    in_words = sheet.values["indicator"][position] in index.in_words
    answered = sheet.values["answer"][position] not in (None, Answer.NOT_REPORTED)
    return answered or says(sheet, position, "band", *(() if in_words else ("number",)))
