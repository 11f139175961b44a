"""The tables of figures as SDMX-CSV 2.0 (https://github.com/sdmx-twg/sdmx-csv): trust surveys, municipalities' answers.

Both have a structure of our own, since no official one holds them: one line a row, codes as in the API. What of the
trust figures came from the OECD's own dataflow goes back into its structure too, which `data.intake.sdmx` reads.
"""

import re
from collections.abc import Iterable, Iterator

from data.intake.sdmx import AVERAGE, MEASURES, SCALES
from data.model import TRUST_SURVEY, Snapshot, TrustFigure
from data.publish.tables import Value, plain_cell, written

AGENCY = "LV_OGP"
"""Whose structures these are."""
TOTAL = "_T"
"""All respondents, as SDMX writes a total."""
_FROM_FLOW = re.compile(r"OECD SDMX API, (\w+@DF_GOV_TDG\w*)\(([\d.]+)\), (\w+), (\w+)", re.ASCII)
_AGENCY = re.compile(r"df%5Bag%5D=([\w.]+)", re.ASCII)
_OBSERVED = ("STRUCTURE", "STRUCTURE_ID", "ACTION")


def _csv(header: Iterable[str], lines: Iterable[Iterable[Value]]) -> bytes:
    return written([[*header], *([plain_cell(value) for value in line] for line in lines)])


def _structure(flow: str) -> tuple[str, str, str]:
    return "dataflow", f"{AGENCY}:{flow}(1.0)", "I"


def trust(snapshot: Snapshot) -> bytes:
    """Return every trust figure of every survey, in a structure of our own."""
    header = (
        *_OBSERVED,
        *("FREQ", "SURVEY", "REF_AREA", "MEASURE", "GROUP", "SCALE", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE"),
        *("CONFIDENCE", "TITLE", "SOURCE"),
    )
    lines = (
        (
            *_structure("DF_TRUST"),
            *("A", row.survey, row.country, row.indicator, row.group or TOTAL, row.response, str(row.year), row.value),
            *(row.unit, row.confidence, row.title, row.source),
        )
        for row in snapshot.trust
    )
    return _csv(header, lines)


def openness(snapshot: Snapshot) -> bytes:
    """Return every answer of every municipality, in a structure of our own; the period is that of its source."""
    header = (
        *_OBSERVED,
        *("REF_AREA", "MEASURE", "TIME_PERIOD", "ANSWER", "BAND", "OBS_VALUE", "NUMBER_YEAR", "SINCE_YEAR"),
        *("CONFIDENCE", "SOURCE"),
    )
    lines = (
        (
            *_structure("DF_OPENNESS"),
            *(row.municipality, row.indicator, row.source_date.iso if row.source_date else None),
            *(row.answer, row.band),
            *(row.number, row.number_year, row.since_year, row.confidence, row.source),
        )
        for row in snapshot.indicator_values
    )
    return _csv(header, lines)


def oecd_trust(snapshot: Snapshot) -> bytes:
    """Return the trust figures that came from the OECD's dataflow, in its structure and under its name.

    Those written down from publications are not among them: to say that they came from there would not be true.
    """
    header = (*_OBSERVED, "FREQ", "REF_AREA", "MEASURE", "UNIT_MEASURE", "SCALE", "TIME_PERIOD", "OBS_VALUE")
    return _csv(header, (line for row in snapshot.trust for line in _oecd(row)))


def _oecd(row: TrustFigure) -> Iterator[tuple[Value, ...]]:
    from_flow = _FROM_FLOW.fullmatch(row.source or "")
    agency = _AGENCY.search(row.link or "")
    if not (from_flow and agency) or row.survey != TRUST_SURVEY or row.group or row.value is None:
        return
    flow, version, measure, scale = from_flow.groups()
    told = MEASURES.get(measure)
    if told is None or scale not in SCALES or SCALES[scale][told.share] is not row.response:
        return
    area = AVERAGE if row.country == "OECD" else row.country
    yield (
        *("dataflow", f"{agency[1]}:{flow}({version})", "I"),
        *("A", area, measure, "PT_RESP", scale, str(row.year), row.value),
    )
