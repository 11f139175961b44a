"""What a screen says, taken apart for its page: nothing is lost, nothing changes place, charts stand alone."""

from typing import Any

from components.blocks import vega
from components.blocks.html import Html, write
from components.blocks.style import proportioned
from components.blocks.vega import Specification
from components.blocks.vocabulary import Chart, Details, Group, Heading, Items, Paragraph, Section
from components.frame.composing import Drawn, Room, pieces


def _layer(**encoding: object) -> dict[str, Any]:
    return {"mark": {"type": "rect"}, "encoding": encoding}


WIDE: Specification = {"width": 720, "height": 100, "layer": [_layer(x={"value": 1}, y={"value": 90})]}
NARROW: Specification = {
    "width": 330,
    "height": 200,
    "layer": [
        _layer(x={"value": 1}, y={"value": 7}, y2={"value": 9}),
        _layer(y={"field": "a", "scale": None}, y2={"field": "b"}),
        _layer(y={"field": "a", "scale": {"domain": [0, 40], "range": [180, 8]}}),
    ],
}
CHART = Chart("gaita", WIDE, NARROW, "Gaita")


def test_text_without_a_chart_is_one_piece() -> None:
    said = (Heading(1, "Virsraksts"), Section((Heading(2, "Daļa"), Paragraph("Teksts"))), ("", Paragraph("Vēl")))
    assert pieces(said) == (write(*said),)
    assert pieces("") == pieces(()) == ()


def test_what_holds_a_chart_is_a_room_and_what_stands_around_stays_together() -> None:
    left = Group(Section((Heading(2, "Pa kreisi"), CHART, Paragraph("Zem"), Paragraph("Vēl zem"))))
    right = Group(Section((Heading(2, "Pa labi"), Paragraph("Teksts"))))
    found = pieces((Paragraph("Pirms"), Paragraph("Vēl pirms"), Group((left, right), "grid two"), Paragraph("Pēc")))
    chart = Drawn(CHART, vega.below(WIDE, NARROW))
    section = Room("section", (write(Heading(2, "Pa kreisi")), chart, write(Paragraph("Zem"), Paragraph("Vēl zem"))))
    assert found == (
        write(Paragraph("Pirms"), Paragraph("Vēl pirms")),
        Room("grid two", (Room("group", (section,)), write(right))),
        write(Paragraph("Pēc")),
    )


def test_a_chart_in_small_print_or_a_list_stays_text_of_the_page() -> None:
    """There it is drawn as a picture: the chart of this test has no marks, so it is not drawn here."""
    for said in (Details("Sīkāk", Paragraph("x")), Items([Paragraph("x")])):
        (found,) = pieces(said)
        assert isinstance(found, Html)


def test_the_room_of_a_chart_has_its_proportions_whatever_its_name() -> None:
    sizes = "--wide: 720; --wide-high: 100; --narrow: 330; --narrow-high: 200; --narrow-at: 116; --drawn: 720;"
    room = proportioned("chart_gaita", (720, 100), (330, 200), vega.APART)
    assert room == f"<style>.st-key-chart_gaita {{ {sizes} }}</style>"
    assert "</style><b>" not in proportioned("chart_</style><b>{}", (720, 100), (330, 200), 16)


def test_two_drawings_are_one_with_the_second_below_the_first_and_neither_is_changed() -> None:
    both = vega.below(WIDE, NARROW)
    assert (both["width"], both["height"]) == (720, 316)
    first, valued, plain, scaled = (layer["encoding"] for layer in both["layer"])
    assert first["y"] == {"value": 90}
    assert (valued["y"], valued["y2"], valued["x"]) == ({"value": 123}, {"value": 125}, {"value": 1})
    assert plain["y"]["scale"] == {"domain": [0, 1], "range": [116, 117], "nice": False, "zero": False}
    assert plain["y2"] == {"field": "b"}
    assert scaled["y"]["scale"] == {"domain": [0, 40], "range": [296, 124]}
    assert both["resolve"] == {"scale": {"x": "independent", "y": "independent"}}
    assert NARROW["layer"][0]["encoding"]["y"] == {"value": 7}
