"""Colours and shapes: contrast, colour vision, greyscale, and that no colour stands anywhere else."""

import re
from itertools import combinations, pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from components.charts import palette
from components.charts.palette import (
    BLACK,
    CARMINE,
    FILLS,
    HATCH,
    INK,
    MUTED,
    PAPER,
    PROJECTOR,
    SHADES,
    TINT,
    marks,
    shape_address,
    swatch_address,
)
from data.model import STATE_ORDER, STATUS_ORDER, State, Status, Unknown

ROOT = Path(__file__).resolve().parents[3]
ORDER = STATE_ORDER
every_palette = pytest.mark.parametrize("name", ["", PROJECTOR], ids=["usual", "projector"])

# Machado, Oliveira, Fernandes (2009), severity 1, for linear RGB.
VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
APART = 10
"""Difference in CIELAB (1976) from which two areas that touch are told apart at a glance."""


def linear(colour: str) -> list[float]:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """A colour as seen, in CIELAB under D65."""
    seen = [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in VISION[vision]]
    red, green, blue = (min(max(value, 0), 1) for value in seen)
    whites = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in whites)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, vision: str) -> float:
    pairs = zip(lab(one, vision), lab(other, vision), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert difference("#FF0000", "#00FF00", "normal") > 100
    assert difference("#808080", "#808080", "protanopia") == 0


# Contrast


@pytest.mark.parametrize("ground", [PAPER, TINT])
@pytest.mark.parametrize("text", [INK, MUTED, CARMINE])
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@every_palette
@pytest.mark.parametrize("status", STATUS_ORDER)
def test_counts_stand_out_from_their_bars_and_bars_from_paper(status: Status, name: str) -> None:
    mark = marks(name)[status]
    assert contrast(mark.text, mark.colour) >= 4.5
    assert contrast(mark.colour, PAPER) >= 3


@every_palette
def test_the_count_of_not_reported_stands_on_a_plate(name: str) -> None:
    mark = marks(name)[Unknown.NO_NEWS]
    assert contrast(mark.text, PAPER) >= 4.5
    assert contrast(mark.colour, PAPER) >= 3
    assert mark.colour == (BLACK if name else HATCH)


def washed_out(colour: str) -> str:
    """A colour as a weak lamp in a lit room shows it: two fifths of the light is the room's."""
    return "#" + "".join(f"{round(int(colour[at : at + 2], 16) * 0.6 + 255 * 0.4):02X}" for at in (1, 3, 5))


@pytest.mark.parametrize("status", STATUS_ORDER)
def test_a_washed_out_lamp_shows_the_projectors_marks_no_worse_than_the_usual(status: Status) -> None:
    usual, projected = (contrast(washed_out(marks(name)[status].colour), PAPER) for name in ("", PROJECTOR))
    assert projected >= usual
    assert projected >= 2.4
    assert contrast(marks(PROJECTOR)[status].colour, PAPER) >= 5


def test_a_palette_nobody_knows_is_the_usual_one() -> None:
    assert marks("sarkana") is marks("")
    assert [mark.shape for mark in marks("").values()] != [mark.shape for mark in marks(PROJECTOR).values()]


# Colour vision


@every_palette
@pytest.mark.parametrize("vision", VISION)
def test_all_pairs_are_told_apart_since_any_may_touch_where_those_between_are_missing(vision: str, name: str) -> None:
    own = marks(name)
    for one, other in combinations(STATUS_ORDER, 2):
        assert difference(own[one].colour, own[other].colour, vision) >= APART, (one, other)


def test_not_reported_has_no_hue_and_is_no_red() -> None:
    assert len({HATCH[place : place + 2] for place in (1, 3, 5)}) == 1


# Without colour


@every_palette
def test_every_shape_is_its_own_without_colour(name: str) -> None:
    """In greyscale, on a fax, for somebody who sees no colour: the shapes differ, whatever their fill."""
    shapes = [marks(name)[status].shape for status in ORDER]
    assert len(set(shapes)) == len(ORDER) == 9


@every_palette
@pytest.mark.parametrize("status", ORDER)
def test_a_shape_is_sound_svg_of_its_own_colour(status: State, name: str) -> None:
    kind, _, content = shape_address(status, name).partition(",")
    assert kind == "data:image/svg+xml"
    drawing = unquote(content)
    assert ElementTree.fromstring(drawing).attrib["viewBox"] == "0 0 16 16"
    assert "{c}" not in drawing
    assert marks(name)[status].colour in drawing


def test_a_word_without_a_status_is_shown_as_not_reported() -> None:
    assert shape_address(Status.UNCHANGED) == shape_address(None) == shape_address(Unknown.NO_STATUS)
    assert shape_address(Unknown.NO_STATUS) != shape_address(Unknown.NO_NEWS)


# Maps and tiles


ANSWERED = ("yes", "partly", "planned", "no")


@pytest.mark.parametrize("name", FILLS)
def test_a_tiles_text_stands_out(name: str) -> None:
    assert contrast(FILLS[name].text, FILLS[name].colour) >= 4.5


@pytest.mark.parametrize("name", [*ANSWERED, *(f"shade{index}" for index in range(len(SHADES)))])
def test_what_is_known_stands_out_from_what_is_not(name: str) -> None:
    """The lowest class too: the unknown is white with lines, and what the filters leave out is nearly white."""
    assert contrast(FILLS[name].colour, FILLS["unknown"].colour) >= 3
    assert not FILLS[name].hatched


def test_only_the_unknown_is_hatched() -> None:
    assert [name for name, fill in FILLS.items() if fill.hatched] == ["unknown"]
    assert unquote(swatch_address("unknown").partition(",")[2]).count(HATCH) == 1


@pytest.mark.parametrize("vision", VISION)
def test_classes_are_told_apart(vision: str) -> None:
    for one, other in [*combinations(ANSWERED, 2), *pairwise(f"shade{index}" for index in range(len(SHADES)))]:
        assert difference(FILLS[one].colour, FILLS[other].colour, vision) >= APART, (one, other)


@pytest.mark.parametrize("names", [("no", "yes", "planned", "partly", "not_applicable", "unknown"),
                                   ("shade3", "shade2", "shade1", "shade0", "unknown")])  # fmt: skip
def test_a_map_in_greyscale_can_still_be_read(names: tuple[str, ...]) -> None:
    """From dark to light, each step large enough to be seen side by side."""
    lightness = [lab(FILLS[name].colour, "normal")[0] for name in names]
    assert all(lighter - darker >= 9 for darker, lighter in pairwise(lightness))


# One place


COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b|\brgba?\(|\bhsla?\(")


def test_colours_stand_in_the_palette_and_the_theme_alone() -> None:
    found = {}
    for folder in ("components", "pages", "data"):
        for path in sorted(path for kind in ("py", "css") for path in (ROOT / folder).rglob(f"*.{kind}")):
            own = COLOUR.findall(path.read_text("utf-8"))
            if own and path != Path(palette.__file__):
                found[path.relative_to(ROOT).as_posix()] = sorted(set(own))
    assert found == {}


def test_the_theme_is_the_palettes() -> None:
    theme = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    said = dict(re.findall(r'^(\w+Color) = "(#\w{6})"', theme, re.MULTILINE))
    assert said == {
        "primaryColor": CARMINE, "backgroundColor": PAPER, "secondaryBackgroundColor": TINT, "textColor": INK,
        "linkColor": CARMINE,
    }  # fmt: skip
