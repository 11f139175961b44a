"""The typeface: what it can write, how it is measured, and that every drawing and paper brings it along."""

import io
import logging
import os
import re
import subprocess
import sys
from base64 import b64decode
from itertools import pairwise
from pathlib import Path

import pytest
import vl_convert
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from components.blocks import figures
from components.documents import pdf
from components.documents.report import report
from components.fonts import files, make
from components.fonts.measure import LETTERS, OFFICE, OURS
from components.fonts.seal import sealed
from tests.components.charts.test_charts import embedded
from tests.helpers import ROOT

LATVIAN = "AaĀāBbCcČčDdEeĒēFfGgĢģHhIiĪīJjKkĶķLlĻļMmNnŅņOoPpRrSsŠšTtUuŪūVvZzŽž"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="20" font-family="Atverta Sans">{}</svg>'


def parts(drawing: str) -> dict[str, set[str]]:
    """The letters of each font that an SVG carries, by weight."""
    found = re.findall(r"font-weight:([\d ]+);src:url\(data:font/woff;base64,([^)]+)\)", drawing)
    return {weight: set(map(chr, TTFont(io.BytesIO(b64decode(data))).getBestCmap())) for weight, data in found}


@pytest.mark.parametrize("name", [files.REGULAR, files.BOLD])
def test_each_file_holds_our_name_the_licence_and_the_letters_we_need(name: str) -> None:
    font = files.font(name)
    names = {record.nameID: str(record) for record in font["name"].names if record.platformID == 3}
    assert names[1] == files.FAMILY
    assert not any("Source" in text for number, text in names.items() if number in (1, 2, 4, 6, 16, 17)), "reserved"
    assert "Open Font License" in names[13]
    assert set(LATVIAN + "0123456789.,:;!?()[]%€§–—„“”’…·×±−→≤≥") <= LETTERS
    assert set(font.getBestCmap()) - {0x2C7, 0x2C9} <= make.LETTERS
    browsers = TTFont(files.FOLDER / f"{name}.woff2")
    assert browsers.getBestCmap() == font.getBestCmap()


def test_the_files_are_small_and_bring_their_licence() -> None:
    assert sum(file.stat().st_size for file in files.FOLDER.glob("*.*") if file.suffix in (".ttf", ".woff2")) < 200_000
    licence = files.LICENCE.read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert "Reserved Font Name 'Source'" in licence


def test_every_letter_of_the_catalogue_and_of_the_embedded_data_can_be_written() -> None:
    sources = [*Path(ROOT / "data" / "embedded").glob("*.csv"), ROOT / "data" / "words" / "lv.po"]
    used = {letter for file in sources for letter in file.read_text("utf-8") if letter.isprintable()}
    assert {letter for letter in used if letter not in LETTERS} <= set("↻"), "Streamlit's own face has that one"


def test_another_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.tgz").write_bytes(b"x")
    with pytest.raises(ValueError, match=r"other\.tgz is not the archive"):
        make.main(tmp_path / "other.tgz")


# Measuring


def test_widths_are_those_of_the_font() -> None:
    """Advance widths of Source Sans 3 in thousandths of an em: i 246, m 829, space 200; semibold m 843."""
    assert OURS.width("i m", 1000) == pytest.approx(246 + 200 + 829)
    assert OURS.width("m", 1000, bold=True) == pytest.approx(843)
    assert OURS.width("漢", 12) == 12, "a letter that is not there counts as a full em"
    assert OFFICE.width("Tiek īstenots 7", 14) > OURS.width("Tiek īstenots 7", 14) * 1.18


def test_vega_measures_with_the_same_file() -> None:
    """A right-aligned title as wide as the picture: Vega pads the picture by what it measures the text to take."""
    text = "Tiek īstenots un īsteno pastāvīgi"
    spec = {
        "data": {"values": [{}]}, "width": 10, "height": 10, "padding": 0,
        "mark": {"type": "text", "text": text, "align": "left", "fontSize": 20, "x": 0},
        "config": {"font": files.STACK, "view": {"stroke": None}},
    }  # fmt: skip
    width = re.search(r'<svg[^>]* width="([\d.]+)"', vl_convert.vegalite_to_svg(spec))
    assert width
    assert float(width[1]) == pytest.approx(OURS.width(text, 20), rel=0.02)


@given(st.lists(st.text(LATVIAN, min_size=1, max_size=30), max_size=30).map(" ".join), st.integers(10, 400))
def test_lines_fit_and_lose_nothing(text: str, room: int) -> None:
    lines = OURS.lines(text, 14, room)
    assert " ".join(lines) == text
    assert all(OURS.width(line, 14) <= room + 1e-6 for line in lines if " " in line)
    assert all(OURS.width(f"{line} {after.split()[0]}", 14) > room - 1e-6 for line, after in pairwise(lines))


def test_no_line_ends_within_a_number() -> None:
    assert OURS.lines("Kopā 1\u00a0250\u00a0000 eiro", 14, OURS.width("Kopā 1\u00a0250", 14)) == [
        "Kopā",
        "1\u00a0250\u00a0000",
        "eiro",
    ]
    assert OURS.lines("", 14, 10) == [""]


@given(st.text(LATVIAN, min_size=1, max_size=60), st.integers(1, 400))
def test_a_word_too_wide_is_parted_and_counted_so(word: str, room: int) -> None:
    pieces = OURS.pieces(word, 14, room)
    assert "".join(pieces) == word
    assert all(OURS.width(piece, 14) <= room + 1e-6 for piece in pieces if len(piece) > 1)
    assert OURS.line_count(word, 14, room) == len(pieces)


# In pictures


def test_a_picture_carries_the_letters_it_draws_by_weight_and_no_others() -> None:
    drawn = sealed(SVG.format('<g font-weight="600"><text x="0">7 &lt; 9</text></g><text>ā</text><title>X</title>'))
    assert parts(drawn) == {"400": {"ā"}, "600 900": {*"7 9<>&\"'"}}


def test_cutting_letters_is_silent(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        sealed(SVG.format("<text>Klusu 17</text>"))
    assert caplog.records == []


def test_what_has_no_text_stays_as_it_is() -> None:
    assert sealed(SVG.format('<rect width="3"/>')) == SVG.format('<rect width="3"/>')
    assert sealed(SVG.format("<text>漢</text>")) == SVG.format("<text>漢</text>")


@given(st.text(LATVIAN + "0123456789 .,", min_size=1, max_size=40))
def test_every_letter_that_is_drawn_is_carried(text: str) -> None:
    drawn = sealed(SVG.format(f'<text font-size="14px" font-weight="bold">{text}</text><text>{text}</text>'))
    assert parts(drawn) == {"400": set(text), "600 900": set(text)}


def test_an_image_of_a_page_is_the_picture_with_its_typeface() -> None:
    address = figures.as_data(SVG.format('<text>Pārskats &amp; "7" #</text>'))
    assert address.startswith("data:image/svg+xml,%3Csvg xmlns=")
    assert not set('"<>#&') & set(address)


# On any machine

_DRAW = """
import sys, zlib
from datetime import date
from tests.components.charts import test_charts as own
from components.blocks.vocabulary import Bar, Bars
from components.charts import pictures
from components.charts.bars import as_svg
from components.documents import pdf
from components.documents.report import report
from data.model import Unknown
figure = next(iter(own.bundles()))
bars = as_svg(Bars("x", [Bar("y", [(Unknown.NO_NEWS, 30)], "z")], "z"), 600)
from components.fonts.seal import sealed
print(zlib.crc32(sealed(bars).encode()), zlib.crc32(pictures.as_svg(figure)), zlib.crc32(pictures.as_png(figure)))
print(zlib.crc32(pdf.as_pdf(report(own.embedded()))))
"""


def _drawn(fontconfig: Path | None) -> list[str]:
    env = dict(os.environ) | ({"FONTCONFIG_FILE": str(fontconfig)} if fontconfig else {})
    run = subprocess.run([sys.executable, "-c", _DRAW], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_drawings_and_papers_are_the_same_with_and_without_a_machines_fonts(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path}/empty</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>")
    assert _drawn(config) == _drawn(None)


def test_the_pdf_holds_our_typeface_and_no_other() -> None:
    fonts = set()
    for page in PdfReader(io.BytesIO(pdf.as_pdf(report(embedded())))).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            fonts.add(font.get_object()["/BaseFont"].split("+")[-1].strip("/"))
    assert fonts == {"AtvertaSans-Regular", "AtvertaSans-Bold"}
