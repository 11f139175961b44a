"""The OECD's trust figures as rows to paste: SDMX-CSV of the dataflow DF_GOV_TDG -> rows of the tab Uzticēšanās.

The OECD's Data Explorer hands out one line an observation (https://www.oecd.org/en/data/insights/data-explainers/
2024/09/api.html, SDMX-CSV with or without labels). Whatever is not known here is refused, at its line and column:
another dataflow, column, measure, scale, unit or status would be other figures than the tab holds.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from data.contract.tables import BY_CODE
from data.contract.written import format_value
from data.model import TRUST_SURVEY, Response, Unit
from data.words import N_, Words, country_codes

_FLOW = re.compile(r"^(?P<agency>[\w.]+)[:,](?P<flow>\w+@DF_GOV_TDG\w*)\((?P<version>[\d.]+)\)$", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?", re.ASCII)
AVERAGE = "OECD_REP"


@dataclass(frozen=True)
class Measure:
    """What one of the OECD's measures is called in the tab; ``share`` where it is not asked as trust of 0–10."""

    indicator: str
    title: str
    title_en: str
    share: bool = False


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "TRUST_NG": Measure(
            "trust_national_government",
            "Uzticēšanās valsts (nacionālajai) valdībai",
            "Trust in the national government",
        ),
        "TRUST_LG": Measure("trust_local_government", "Uzticēšanās pašvaldībai", "Trust in local government"),
        "TRUST_CS": Measure(
            "trust_civil_service",
            "Uzticēšanās valsts pārvaldes darbiniekiem (civildienestam)",
            "Trust in the national civil service",
        ),
        "TRUST_LE": Measure(
            "trust_parliament",
            "Uzticēšanās parlamentam (Latvijā – Saeimai)",
            "Trust in the national parliament",
        ),
        "TRUST_CL": Measure(
            "trust_courts", "Uzticēšanās tiesām un tiesu sistēmai", "Trust in courts and the judicial system"
        ),
        "TRUST_PE_EXT": Measure(
            "voice_have_a_say",
            "Politiskā sistēma ļauj tādiem cilvēkiem kā es ietekmēt valdības lēmumus",
            "The political system lets people like me have a say",
            share=True,
        ),
    }
)
"""The measures that the tab holds, by the OECD's codes."""
SCALES: Mapping[str, tuple[Response, Response]] = MappingProxyType(
    {
        "HMH": (Response.HIGH, Response.SHARE),
        "NEU": (Response.NEUTRAL, Response.NEUTRAL),
        "L": (Response.LOW, Response.SHARE_NEGATIVE),
        "DK": (Response.DONT_KNOW, Response.DONT_KNOW),
    }
)
"""The answers by the OECD's codes: of a question of trust, and of one for or against."""
_FIXED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "FREQ": frozenset(["A"]),
        "UNIT_MEASURE": frozenset(["PT_RESP"]),
        "SECTOR": frozenset(["_Z"]),
        "CATEGORY": frozenset(["TDG"]),
        "UNIT_MULT": frozenset(["0", ""]),
        "PRICE_BASE": frozenset(["_Z", ""]),
        "BASE_PER": frozenset(["_Z", ""]),
        "ACTION": frozenset(["I", "A", "M", "R", ""]),
    }
)
"""What else a column may say: yearly, percent of respondents, nothing broken down, no deletion. Each may be absent."""
_NEEDED = ("STRUCTURE_ID", "REF_AREA", "MEASURE", "SCALE", "TIME_PERIOD", "OBS_VALUE")
_UNREAD = frozenset(
    [
        "STRUCTURE",
        "STRUCTURE_NAME",
        "EDITION",
        "OBS_STATUS",
        "Frequency of observation",
        "Reference area",
        "Measure",
        "Unit of measure",
        "Institutional sector",
        "Edition",
        "Scale",
        "Category",
        "Time period",
        "Observation value",
        "Observation status",
        "Unit multiplier",
        "Price base",
        "Base period",
    ]
)
"""Columns of labels and of what does not bear on a figure."""
_MISSING = frozenset(["M", "O"])
"""Observations that the OECD itself says do not exist or are missing (SDMX code list CL_OBS_STATUS)."""

_SEPARATORS = {";": N_("semicolons"), "\t": N_("tabs")}
_FORMAT = "format=csvfilewithlabels"
"""What the address of a download has to say for SDMX-CSV 2.0 with labels in columns of their own."""

_FAULTS: Mapping[str, str] = {
    "workbook": N_("this is an Excel workbook. Download the figures as SDMX-CSV ({format})."),
    "letters": N_("the file is not UTF-8. Download it again and do not open it in between."),
    "markup": N_(
        "this is not CSV but {shown}: SDMX in another form, or a page of the web. Download the figures as SDMX-CSV "
        "({format})."
    ),
    "separator": N_(
        "the columns are separated by {separator}, as when a spreadsheet program has saved the file, and "
        "the figures may have changed with it. Download it again and do not open it in between."
    ),
    "both": N_(
        "codes and labels are in one column (labels=both). Download the figures with labels in columns of "
        "their own ({format}), or without labels."
    ),
    "version": N_(
        "this is SDMX-CSV of version 1.0, whose first column is DATAFLOW. Download version 2.0 ({format}), whose first "
        "column is STRUCTURE."
    ),
    "table": N_(
        "this is not SDMX-CSV, whose first line names {shown} and other columns, but perhaps a table as "
        "shown on a page. Download the data themselves, as SDMX-CSV ({format})."
    ),
    "deleted": N_(
        "the line is marked for deletion (ACTION=D). Download the figures as they are now, not what changed in them."
    ),
    "no_csv": N_("the file is not a proper CSV file. Save the OECD’s download again, as SDMX-CSV."),
    "column_missing": N_("the column is missing. Download the figures as SDMX-CSV, not as a table."),
    "column_unknown": N_("the column is not known here, so the figures may be of another kind. Download {flow} alone."),
    "width": N_("the line has {shown} cells instead of {width}. Download the file again."),
    "flow": N_("“{shown}” is not the dataflow of trust. Download {flow}."),
    "country": N_("“{shown}” is neither a country nor {average}. Leave other groups of countries out of the download."),
    "measure": N_("“{shown}” is not a measure of the tab. Choose only: {allowed}."),
    "scale": N_("“{shown}” is not an answer of the tab. Choose only: {allowed}."),
    "fixed": N_("“{shown}” is not understood here. Choose only: {allowed}."),
    "status": N_("the figure’s status “{shown}” is not understood. Remove the line and enter it in the tab by hand."),
    "year": N_("“{shown}” is not a year. Download yearly figures."),
    "value": N_("“{shown}” is not a share of 0–100. Check the line against the Data Explorer."),
    "doubled": N_("the same figure is also in line {shown}. Keep one of them."),
    "empty": N_("the file contains no figures. Choose countries, measures and years, and download again."),
}
"""Why a file is refused and what to do, by the kind of fault."""


class SdmxError(Exception):
    """A file that is not understood: at which line (1 is the header, 0 the file as a whole) and column, and why."""

    def __init__(self, kind: str, line: int, column: str = "", **args: object) -> None:
        super().__init__(kind, line, column)
        self.kind, self.line, self.column, self.args_by_name = kind, line, column, args

    def sentence(self, words: Words) -> str:
        """Return the fault in one sentence that names line and column, and the cure."""
        _ = words.say
        names = {"flow": "DSD_GOV_INT@DF_GOV_TDG_2025", "average": AVERAGE, "format": _FORMAT}
        if sign := self.args_by_name.get("sign"):
            names["separator"] = words.say(_SEPARATORS[str(sign)])
        text = words.say(_FAULTS[self.kind], **{**names, **self.args_by_name})
        if self.column:
            return _("Line {line}, column {column}: {text}", line=self.line, column=self.column, text=text)
        return _("Line {line}: {text}", line=self.line, text=text) if self.line else text


def decoded(content: bytes) -> str:
    """Return a download's text. Raises `SdmxError` when it is a workbook or not UTF-8."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SdmxError("workbook", 0)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SdmxError("letters", 0) from None


def trust_rows(text: str) -> list[list[str]]:
    """Turn a download into rows of the tab Uzticēšanās, header first, in the order of the download.

    Raises `SdmxError` at the first thing that is not understood; a file is taken whole or not at all.
    """
    columns = BY_CODE["trust"].columns
    rows = [[column.header for column in columns]]
    known: dict[tuple[str, ...], int] = {}
    for line, cells in _lines(text):
        values = _figure(line, cells)
        if values is None:
            continue
        row = [format_value(values.get(column.name), column) for column in columns]
        key = tuple(cell for cell, column in zip(row, columns, strict=True) if column.key)
        if key in known:
            raise SdmxError("doubled", line, shown=known[key])
        known[key] = line
        rows.append(row)
    if not known:
        raise SdmxError("empty", 1)
    return rows


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each line with its number and its cells by column, once the header is understood."""
    if (beginning := text.lstrip()[:1]) and beginning in "<{[":
        raise SdmxError("markup", 1, shown="JSON" if beginning != "<" else "XML")
    for sign in _SEPARATORS:
        if len(_named(text.partition("\n")[0].rstrip("\r").split(sign))) > 1:
            raise SdmxError("separator", 1, sign=sign)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(header)
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                raise SdmxError("width", reader.line_num, shown=len(cells), width=len(header))
            yield reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        raise SdmxError("no_csv", max(reader.line_num, 1)) from error


def _check_header(header: Sequence[str]) -> None:
    """Raise `SdmxError` when these are not the columns of SDMX-CSV 2.0, and say what they are."""
    if not header:
        raise SdmxError("empty", 1)
    if len(_named([name.partition(":")[0] for name in header if ":" in name])) > 1:
        raise SdmxError("both", 1)
    if header[0] == "DATAFLOW":
        raise SdmxError("version", 1, "DATAFLOW")
    if len(_named(header)) < 2:
        raise SdmxError("table", 1, shown=_NEEDED[0])
    for name in _NEEDED:
        if header.count(name) != 1:
            raise SdmxError("column_missing", 1, name)
    known = {*_NEEDED, *_FIXED, *_UNREAD}
    for name in header:
        if name not in known or header.count(name) > 1:
            raise SdmxError("column_unknown", 1, name[:60])


def _named(header: Sequence[str]) -> set[str]:
    return {*_NEEDED} & {name.strip(' "') for name in header}


def _figure(line: int, cells: Mapping[str, str]) -> dict[str, object] | None:
    """Read one observation; None where the OECD itself says that there is none."""

    def refuse(kind: str, column: str, allowed: Sequence[str] = ()) -> SdmxError:
        return SdmxError(kind, line, column, shown=cells[column][:60], allowed=", ".join(allowed))

    flow = _FLOW.match(cells["STRUCTURE_ID"])
    if not flow:
        raise refuse("flow", "STRUCTURE_ID")
    if cells.get("ACTION") == "D":
        raise refuse("deleted", "ACTION")
    for column, allowed in _FIXED.items():
        if cells.get(column, next(iter(allowed))) not in allowed:
            raise refuse("fixed", column, sorted(filter(None, allowed)))
    area, measure, scale = cells["REF_AREA"], MEASURES.get(cells["MEASURE"]), SCALES.get(cells["SCALE"])
    if area != AVERAGE and area not in country_codes():
        raise refuse("country", "REF_AREA")
    if not measure:
        raise refuse("measure", "MEASURE", list(MEASURES))
    if not scale:
        raise refuse("scale", "SCALE", list(SCALES))
    if not _YEAR.fullmatch(cells["TIME_PERIOD"]):
        raise refuse("year", "TIME_PERIOD")
    status, value = cells.get("OBS_STATUS", "A"), cells["OBS_VALUE"]
    if status in _MISSING and not value:
        return None
    if status not in ("A", ""):
        raise refuse("status", "OBS_STATUS")
    if not _NUMBER.fullmatch(value) or float(value) > 100:
        raise refuse("value", "OBS_VALUE")
    return {
        "survey": TRUST_SURVEY,
        "year": int(cells["TIME_PERIOD"]),
        "country": "OECD" if area == AVERAGE else area,
        "indicator": measure.indicator,
        "title": measure.title,
        "title_en": measure.title_en,
        "response": scale[measure.share],
        "value": float(value),
        "unit": Unit.PERCENT,
        "source": f"OECD SDMX API, {flow['flow']}({flow['version']}), {cells['MEASURE']}, {cells['SCALE']}",
        "link": "https://data-explorer.oecd.org/vis?df%5Bds%5D=DisseminateFinalDMZ"
        f"&df%5Bid%5D={flow['flow'].replace('@', '%40')}&df%5Bag%5D={flow['agency']}&df%5Bvs%5D={flow['version']}",
    }
