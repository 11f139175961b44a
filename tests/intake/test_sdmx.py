"""The OECD's SDMX-CSV as rows to paste: what is understood, what is refused and where, and that the rows stand."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import live
from data.answers import trust
from data.contract.tables import BY_CODE
from data.intake.sdmx import _FAULTS, MEASURES, SCALES, SdmxError, decoded, trust_rows
from data.model import Response
from data.words import LANGUAGES, country_codes, words
from tests.helpers import base_grids, checked, faults

HEADER = [
    "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "FREQ", "Frequency of observation", "REF_AREA",
    "Reference area", "MEASURE", "Measure", "UNIT_MEASURE", "Unit of measure", "SECTOR", "Institutional sector",
    "EDITION", "Edition", "SCALE", "Scale", "CATEGORY", "Category", "TIME_PERIOD", "Time period", "OBS_VALUE",
    "Observation value", "OBS_STATUS", "Observation status", "UNIT_MULT", "Unit multiplier", "PRICE_BASE", "Price base",
    "BASE_PER", "Base period",
]  # fmt: skip
"""The columns of the OECD's ``format=csvfilewithlabels``."""
FLOW = "OECD.GOV.GIP:DSD_GOV_INT@DF_GOV_TDG_2025(1.1)"


def line(area: str = "LVA", measure: str = "TRUST_NG", scale: str = "HMH", year: str = "2023", value: str = "29",
         **given: str) -> list[str]:  # fmt: skip
    """An observation as the OECD writes it, but for what a test says."""
    said = {
        "STRUCTURE": "DATAFLOW", "STRUCTURE_ID": FLOW, "STRUCTURE_NAME": "Trust, security and dignity", "ACTION": "I",
        "FREQ": "A", "REF_AREA": area, "MEASURE": measure, "UNIT_MEASURE": "PT_RESP", "SECTOR": "_Z", "EDITION": "2025",
        "SCALE": scale, "CATEGORY": "TDG", "TIME_PERIOD": year, "OBS_VALUE": value, "OBS_STATUS": "A", "UNIT_MULT": "0",
        "PRICE_BASE": "_Z",
    } | given  # fmt: skip
    return [said.get(name, "") for name in HEADER]


def file(*lines: list[str], header: list[str] = HEADER, sign: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign).writerows([header, *lines])
    return out.getvalue()


def both(names: list[str]) -> list[str]:
    """Codes and labels in one, as labels=both writes them."""
    return [f"{name}: {name.title()}" for name in names if name != name.capitalize()]


def cells(rows: list[list[str]], *names: str) -> list[tuple[str, ...]]:
    places = [list(BY_CODE["trust"].by_name).index(name) for name in names]
    return [tuple(row[place] for place in places) for row in rows[1:]]


def test_a_download_becomes_rows_with_the_tabs_headers() -> None:
    rows = trust_rows(file(line(), line("OECD_REP", value="39.3"), line("EST", year="2021", value="46.5"),
                           line(scale="L", value="53.8"), line(measure="TRUST_PE_EXT", value="24"),
                           line(measure="TRUST_PE_EXT", scale="L", value="60.1")))  # fmt: skip
    assert rows[0] == [column.header for column in BY_CODE["trust"].columns]
    assert cells(rows, "year", "country", "indicator", "response", "value", "unit") == [
        ("2023", "LVA", "trust_national_government", "augsta vai vidēji augsta", "29", "%"),
        ("2023", "OECD", "trust_national_government", "augsta vai vidēji augsta", "39.3", "%"),
        ("2021", "EST", "trust_national_government", "augsta vai vidēji augsta", "46.5", "%"),
        ("2023", "LVA", "trust_national_government", "zema vai nav", "53.8", "%"),
        ("2023", "LVA", "voice_have_a_say", "daļa", "24", "%"),
        ("2023", "LVA", "voice_have_a_say", "noliedzoša daļa", "60.1", "%"),
    ]
    assert cells(rows, "survey", "source", "link")[0] == (
        "OECD uzticēšanās pētījums",
        "OECD SDMX API, DSD_GOV_INT@DF_GOV_TDG_2025(1.1), TRUST_NG, HMH",
        "https://data-explorer.oecd.org/vis?df%5Bds%5D=DisseminateFinalDMZ&df%5Bid%5D=DSD_GOV_INT%40DF_GOV_TDG_2025"
        "&df%5Bag%5D=OECD.GOV.GIP&df%5Bvs%5D=1.1",
    )


def test_the_rows_stand_when_they_are_pasted() -> None:
    """A new wave, pasted under the rows that are there: no issue, and the screen's answers know it."""
    grids = base_grids()
    grids["trust"] += map(
        list, trust_rows(file(line(year="2025", value="31.7"), line("OECD_REP", year="2025", value="40.1")))[1:]
    )
    found = checked(grids)
    assert faults(found) == []
    known = trust.survey(found.snapshot, date(2026, 11, 22))
    assert trust.latest(known) == 2025
    part = trust.ranking(known, 2025).of("LVA")
    assert part
    assert part.high.value == 31.7


def test_a_download_without_labels_is_the_same() -> None:
    bare = [place for place, name in enumerate(HEADER) if name.isupper()]
    rows = [[own[place] for place in bare] for own in (HEADER, line(), line("OECD_REP", value="39.3"))]
    assert trust_rows(file(*rows[1:], header=rows[0])) == trust_rows(file(line(), line("OECD_REP", value="39.3")))


def test_what_the_oecd_calls_missing_is_no_row() -> None:
    rows = trust_rows(file(line(), line("DNK", value="", OBS_STATUS="M"), line("EST", value="", OBS_STATUS="O")))
    assert cells(rows, "country") == [("LVA",)]


def without(name: str) -> list[str]:
    return [column for column in HEADER if column != name]


REFUSED: list[tuple[str, str, int, str]] = [
    ("", "empty", 1, ""),
    ("Valsts;Gads\nLVA;2023\n", "table", 1, ""),
    ("Trust in institutions\n,2021,2023\nLatvia,24,29\n", "table", 1, ""),
    (file(line(), sign=";"), "separator", 1, ""),
    (file(line(), sign="\t"), "separator", 1, ""),
    (";".join(f'"{name}"' for name in HEADER), "separator", 1, ""),
    (file(both(line()), header=both(HEADER)), "both", 1, ""),
    (file(line()[2:], header=["DATAFLOW", *HEADER[3:]]), "version", 1, "DATAFLOW"),
    ('<?xml version="1.0"?><message:StructureSpecificData/>', "markup", 1, ""),
    (' {"data": {}}', "markup", 1, ""),
    (file(line(), line("EST", ACTION="D")), "deleted", 3, "ACTION"),
    (file(line(ACTION="X")), "fixed", 2, "ACTION"),
    (file(header=without("SCALE")), "column_missing", 1, "SCALE"),
    (file(header=[*HEADER, "SEX"]), "column_unknown", 1, "SEX"),
    (file(header=[*HEADER, "EDITION"]), "column_unknown", 1, "EDITION"),
    (file(line(), line("EST")[:-1]), "width", 3, ""),
    (file(line(STRUCTURE_ID="OECD.WISE:DSD_HSL@DF_HSL(1.0)")), "flow", 2, "STRUCTURE_ID"),
    (file(line(STRUCTURE_ID="")), "flow", 2, "STRUCTURE_ID"),
    (file(line("OECD")), "country", 2, "REF_AREA"),
    (file(line("LV")), "country", 2, "REF_AREA"),
    (file(line(), line(measure="TRUST_DAT")), "measure", 3, "MEASURE"),
    (file(line(scale="CON")), "scale", 2, "SCALE"),
    (file(line(FREQ="M")), "fixed", 2, "FREQ"),
    (file(line(UNIT_MEASURE="PT")), "fixed", 2, "UNIT_MEASURE"),
    (file(line(SECTOR="S13")), "fixed", 2, "SECTOR"),
    (file(line(UNIT_MULT="3")), "fixed", 2, "UNIT_MULT"),
    (file(line(OBS_STATUS="E")), "status", 2, "OBS_STATUS"),
    (file(line(value="29", OBS_STATUS="M")), "status", 2, "OBS_STATUS"),
    (file(line(year="2023-Q1")), "year", 2, "TIME_PERIOD"),
    (file(line(value="")), "value", 2, "OBS_VALUE"),
    (file(line(value="100.1")), "value", 2, "OBS_VALUE"),
    (file(line(value="-1")), "value", 2, "OBS_VALUE"),
    (file(line(value="29,5")), "value", 2, "OBS_VALUE"),
    (file(line(value="nan")), "value", 2, "OBS_VALUE"),
    (file(line(), line("EST"), line(value="30")), "doubled", 4, ""),
    (file(), "empty", 1, ""),
    (file(line(value="", OBS_STATUS="M")), "empty", 1, ""),
    (file(line()) + '"LVA', "no_csv", 3, ""),
]


@pytest.mark.parametrize(("text", "kind", "where", "column"), REFUSED)
def test_what_is_not_understood_is_refused_at_its_place(text: str, kind: str, where: int, column: str) -> None:
    with pytest.raises(SdmxError) as caught:
        trust_rows(text)
    assert (caught.value.kind, caught.value.line, caught.value.column) == (kind, where, column)
    for language in LANGUAGES:
        said = caught.value.sentence(words(language))
        assert str(where) in said
        assert column in said
        assert "{" not in said
        assert said.endswith(".")
    assert caught.value.sentence(words("lv")) != caught.value.sentence(words("en"))


def test_every_kind_of_fault_is_among_them() -> None:
    assert {kind for _, kind, _, _ in REFUSED} | {"workbook", "letters"} == set(_FAULTS)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04\x14", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1", "workbook"),
        (b"REF_AREA,\xfe", "letters"),
        (file().encode("utf-16"), "letters"),
    ],
)
def test_what_is_no_text_is_told(content: bytes, kind: str) -> None:
    with pytest.raises(SdmxError) as caught:
        decoded(content)
    assert (caught.value.kind, caught.value.line) == (kind, 0)
    assert "{" not in caught.value.sentence(words("lv"))
    assert decoded(b"\xef\xbb\xbfA,B") == "A,B"


def test_no_status_is_no_flag_and_any_action_but_deletion_is_one_figure() -> None:
    rows = trust_rows(
        file(line(OBS_STATUS=""), line("EST", ACTION="A"), line("LTU", ACTION="R"), line("FIN", ACTION=""))
    )
    assert cells(rows, "country") == [("LVA",), ("EST",), ("LTU",), ("FIN",)]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from([*sorted(country_codes()), "OECD_REP"]), st.sampled_from([*MEASURES]),
                  st.sampled_from([*SCALES]), st.integers(1990, 2059)),
        st.decimals(0, 100, places=1), min_size=1, max_size=12,
    )
)  # fmt: skip
def test_every_figure_arrives_as_it_was(given: dict[tuple[str, str, str, int], object]) -> None:
    lines = [line(area, measure, scale, str(year), str(value)) for (area, measure, scale, year), value in given.items()]
    rows = trust_rows(file(*lines))
    own = {response: word for word, response in BY_CODE["trust"].by_name["response"].choices.items()}
    expected = []
    for (area, measure, scale, year), value in given.items():
        response = SCALES[scale][MEASURES[measure].share]
        country = "OECD" if area == "OECD_REP" else area
        expected.append((str(year), country, MEASURES[measure].indicator, own[Response(response)], float(str(value))))
    found = [(*row[:4], float(row[4])) for row in cells(rows, "year", "country", "indicator", "response", "value")]
    assert found == expected


@given(st.text(max_size=200) | st.builds(lambda tail: file(line()) + tail, st.text(max_size=80)))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        assert len(trust_rows(text)) > 1
    except SdmxError as error:
        assert error.line >= 1
        assert error.sentence(words("lv"))


def test_measures_are_called_as_the_tab_calls_them() -> None:
    """The embedded rows have the same titles, so a pasted wave continues them."""
    known = {(row.indicator, row.title, row.title_en) for row in live.embedded().snapshot.trust}
    assert {(own.indicator, own.title, own.title_en) for own in MEASURES.values()} <= known
