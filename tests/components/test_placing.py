"""What a screen says, taken apart for its page: nothing is lost, nothing changes place, charts stand alone."""

from components.blocks.html import Html, write
from components.blocks.style import proportioned
from components.blocks.vocabulary import Chart, Details, Group, Heading, Items, Paragraph, Section
from components.frame.placing import Room, pieces

CHART = Chart("gaita", {"width": 720, "height": 100}, {"width": 330, "height": 100}, "Gaita")


def test_text_without_a_chart_is_one_piece() -> None:
    said = (Heading(1, "Virsraksts"), Section((Heading(2, "Daļa"), Paragraph("Teksts"))), ("", Paragraph("Vēl")))
    assert pieces(said) == (write(*said),)
    assert pieces("") == pieces(()) == ()


def test_what_holds_a_chart_is_a_room_and_what_stands_around_stays_together() -> None:
    left = Group(Section((Heading(2, "Pa kreisi"), CHART, Paragraph("Zem"), Paragraph("Vēl zem"))))
    right = Group(Section((Heading(2, "Pa labi"), Paragraph("Teksts"))))
    found = pieces((Paragraph("Pirms"), Paragraph("Vēl pirms"), Group((left, right), "grid two"), Paragraph("Pēc")))
    section = Room("section", (write(Heading(2, "Pa kreisi")), CHART, write(Paragraph("Zem"), Paragraph("Vēl zem"))))
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
    assert proportioned("wide_gaita", 720, 100) == "<style>.st-key-wide_gaita { aspect-ratio: 720 / 100; }</style>"
    assert "</style><b>" not in proportioned("wide_</style><b>{}", 720, 100)
