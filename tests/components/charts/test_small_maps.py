"""Several small maps in one picture: sound SVG, each shape once, a legend that fits, the unknown hatched."""

from xml.etree import ElementTree

from components.charts import small_maps
from components.charts.palette import FILLS
from components.charts.small_maps import SmallMap
from data import outlines
from data.outlines import Outline

SVG = "{http://www.w3.org/2000/svg}"
TERRITORY = outlines.read(outlines.EMBEDDED).territories()[-1]
FILLED = {one.code: "yes" if index % 2 else "unknown" for index, one in enumerate(TERRITORY)}
ONE = SmallMap("Līdzdalības <budžets> & citi", (("yes", "ir 21"), ("unknown", "nav ziņu 21")), FILLED)


def drawn(*maps: SmallMap, columns: int = 2, width: int = 200) -> ElementTree.Element:
    return ElementTree.fromstring(small_maps.drawn(TERRITORY, maps, columns, width))


def test_each_shape_is_written_once_and_used_on_every_map() -> None:
    picture = drawn(ONE, ONE, ONE)
    assert len(picture.findall(f"{SVG}defs/{SVG}path")) == 42
    assert len(picture.findall(f".//{SVG}use")) == 3 * 42


def test_classes_have_their_fills_and_what_is_left_out_its_own() -> None:
    some = SmallMap("", (), dict(list(FILLED.items())[:4]))
    fills = {group.get("fill"): len(group) for group in drawn(some).findall(f".//{SVG}g[@fill]")}
    assert fills == {"url(#lines)": 2, FILLS["yes"].colour: 2, FILLS["outside"].colour: 38}


def test_maps_stand_in_rows_within_the_picture() -> None:
    picture = drawn(ONE, ONE, ONE, columns=2, width=200)
    assert int(picture.attrib["width"]) == 2 * 200 + 16
    assert picture.attrib["viewBox"] == f"0 0 {picture.attrib['width']} {picture.attrib['height']}"
    corners = {group.attrib["transform"].partition(")")[0] for group in picture.findall(f"{SVG}g")}
    assert len(corners) == 6


def test_a_legend_breaks_where_it_would_hang_over() -> None:
    many = SmallMap("Virsraksts", tuple(("yes", f"klase {index}") for index in range(9)), FILLED)
    rects = drawn(many).findall(f"{SVG}g/{SVG}rect")
    assert len(rects) == 9
    assert max(float(rect.attrib["x"]) for rect in rects) < 200
    assert len({rect.attrib["y"] for rect in rects}) > 2


def test_sheet_text_is_escaped() -> None:
    texts = [text.text for text in drawn(ONE).findall(f".//{SVG}text")]
    assert "Līdzdalības <budžets> &" in " ".join(text or "" for text in texts)


def test_the_picture_of_seven_is_small() -> None:
    assert len(small_maps.drawn(TERRITORY, [ONE] * 7, 4, 285)) < 40_000


def test_a_country_of_one() -> None:
    alone = Outline("1", "Viens", ((((24, 56), (25, 56), (25, 57), (24, 57), (24, 56)),),))
    assert ElementTree.fromstring(small_maps.drawn((alone,), [SmallMap("", (), {})], 1, 100)) is not None
