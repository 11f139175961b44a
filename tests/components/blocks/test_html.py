"""What the one writer of HTML writes: nothing of the sheet becomes a tag, and tables say what their cells are."""

from dataclasses import fields
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.blocks import vocabulary
from components.blocks.html import _WRITERS, Html, linked, page, write
from components.blocks.vocabulary import (
    BREAK,
    Banner,
    Bar,
    Bars,
    Button,
    Column,
    Content,
    Details,
    Facts,
    Group,
    Heading,
    Items,
    Link,
    Nav,
    Note,
    Paragraph,
    Picture,
    Quoted,
    Row,
    Section,
    Sign,
    Square,
    SquareRow,
    Squares,
    Table,
    Text,
    Tile,
    Tiles,
    Verbatim,
    changed,
    joined,
    plain,
)
from data.model import Status, Unknown
from tests.screens.reading import Node, read

COLUMNS = [Column("Gads"), Column("Veids"), Column("Summa", number=True)]


def made(rows: list[Row], *, captioned: bool = True, columns: list[Column] = COLUMNS) -> Node:
    (found,) = read(write(Table(columns, rows, "Nauda <b>", captioned=captioned))).all("table")
    return found


def test_a_table_has_its_caption_and_says_what_its_cells_are() -> None:
    found = made([Row(["2024", "nepieciešamais finansējums", "117 000 €"])])
    assert found.attributes["role"] == "table"
    (caption,) = found.all("caption")
    assert caption.words() == "Nauda <b>"
    head, row = found.all("tr")
    assert [(node.attributes["role"], node.attributes["scope"]) for node in head.all("th")] == [
        ("columnheader", "col")
    ] * 3
    (name,) = row.all("th")
    assert (name.attributes["role"], name.attributes["scope"]) == ("rowheader", "row")
    assert [node.attributes["data-label"] for node in row.all("td")] == ["Veids", "Summa"]
    assert [node.attributes["role"] for node in found.all("thead", "tbody")] == ["rowgroup", "rowgroup"]
    assert {node.attributes["role"] for node in found.all("tr")} == {"row"}


def test_numbers_stand_to_the_right_and_keep_the_table_from_stacking() -> None:
    found = made([Row(["2024", "nepieciešamais finansējums", "117 000 €"])])
    assert [node.attributes.get("class") for node in found.all("th", "td")] == [
        None,
        None,
        "number",
        None,
        None,
        "number",
    ]
    assert found.attributes["class"] == "data"
    words = made([Row(["a", "b"])], columns=COLUMNS[:2])
    assert words.attributes["class"] == "data stacks"


def test_columns_set_aside_keep_a_wide_table_from_stacking() -> None:
    columns = [Column("Par ko", aside=True), *COLUMNS, Column("Vieta", number=True, aside=True)]
    found = made([Row(["a", "2024", "b", "1", "2"])], columns=columns)
    assert found.attributes["class"] == "data folds"
    kinds = [node.attributes.get("class") for node in found.all("th", "td")]
    assert kinds == ["aside", None, None, "number", "number aside"] * 2


def test_a_heading_over_a_group_spans_the_table() -> None:
    found = made([Row(["1. apņemšanās", "", ""], group=True), Row(["a", "b", "1"])])
    (group,) = (node for node in found.all("tr") if node.attributes.get("class") == "group")
    (heading,) = group.all("th")
    assert (heading.attributes["scope"], heading.attributes["colspan"]) == ("rowgroup", "3")
    assert group.all("td") == []


def test_a_group_with_numbers_of_its_own_keeps_its_cells() -> None:
    found = made([Row(["1. virziens", "", "16"], group=True)])
    assert [node.words() for node in found.all("tr")[1].all("th", "td")] == ["1. virziens", "", "16"]


def test_a_caption_may_be_for_screen_readers_alone() -> None:
    assert made([], captioned=False).all("caption")[0].attributes["class"] == "unseen"
    assert "class" not in made([]).all("caption")[0].attributes


def test_headings_are_escaped() -> None:
    found = made([Row(["a", "b"])], columns=[Column("<i>"), Column('"x" & y')])
    assert [node.words() for node in found.all("thead")[0].all("th")] == ["<i>", '"x" & y']
    assert found.all("td")[0].attributes["data-label"] == '"x" & y'


def test_a_row_of_another_width_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError):
        write(Table(COLUMNS, [Row(["a", "b"])], "x"))


# Whatever the sheet says

POISON = [
    "<script>alert(1)</script>",
    "</td></table><h1>",
    '" onmouseover="x',
    "' href='javascript:x",
    "&lt;b&gt;",
    "a\nb",
    "ā",
]
nasty = st.lists(st.sampled_from([*POISON, "https://a.lv/b?c=1&d=2", " ", "vārds"]), min_size=1, max_size=4).map(
    "".join
)
inline = st.one_of(
    nasty,
    st.builds(Quoted, nasty),
    st.builds(Text, nasty, kind=st.sampled_from(["", "muted small"]), strong=st.booleans()),
    st.builds(Link, nasty, nasty.map(lambda text: f"/pasakumi?q={text}"), current=st.booleans()),
    st.just(BREAK),
)
lines = st.one_of(inline, st.tuples(inline, inline))
blocks = st.one_of(
    st.builds(Heading, st.integers(1, 4), lines),
    st.builds(Paragraph, lines),
    st.builds(Note, lines),
    st.builds(Banner, lines),
    st.builds(Verbatim, nasty, lang=st.sampled_from(["", "lv"])),
    st.builds(Facts, st.lists(st.tuples(nasty, lines), max_size=2)),
    st.builds(Items, st.lists(lines, max_size=2), ordered=st.booleans()),
    st.builds(Nav, nasty, st.lists(lines, max_size=2)),
    st.builds(lambda a, b, c: Tiles(a, [[Tile([a, b], b, f"/pasakumi?q={c}", c), None]]), nasty, nasty, nasty),
    st.builds(
        lambda a, b, c: Bars(a, [Bar(b, [(Status.DONE, 2), (Unknown.NO_NEWS, 3)], c)], a, b), nasty, lines, nasty
    ),
    st.builds(
        lambda a, b, c: Squares(a, [(b, [SquareRow(b, [Square(a, Unknown.NO_NEWS, [b, c], f"/pasakumi?q={c}")])])], b),
        nasty,
        lines,
        nasty,
    ),
    st.builds(Picture, nasty, nasty, nasty),
    st.builds(Button, nasty, lines),
    st.builds(lambda a, b, c: Table([Column(a), Column(b)], [Row([b, c])], c), nasty, nasty, nasty),
)
pages = st.recursive(
    blocks,
    lambda inner: st.one_of(st.builds(Group, inner), st.builds(Section, inner), st.builds(Details, nasty, inner)),
)


class Shown(HTMLParser):
    """The elements of a page, what they name, and what of them was not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.named: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.named.append((tag, dict(attrs)))
        if tag not in ("br", "img", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(pages)
def test_nothing_that_is_said_becomes_an_element_or_an_attribute(content: Content) -> None:
    found = Shown(write(content))
    assert found.open == []
    for tag, attributes in found.named:
        assert tag not in ("script", "style", "iframe", "b1")
        assert not {name for name in attributes if name.startswith("on")}
        if address := attributes.get("href"):
            assert address.startswith(("/pasakumi?q=", "https://a.lv/b?c=1&d=2"))


@pytest.mark.parametrize("text", POISON)
def test_text_is_shown_letter_for_letter_wherever_it_stands(text: str) -> None:
    for content in (Paragraph(text), Heading(2, text), Items([text]), Table([Column(text)], [Row([text])], text)):
        (found, *_) = read(write(content)).all("p", "h2", "li", "caption")
        assert found.words() == text.replace("\n", " ")


def test_a_line_may_end_in_a_word_that_is_too_long_and_in_no_letter() -> None:
    assert write("x" * 40, " ", "y" * 40 + "&") == "x" * 40 + " " + "y" * 40 + "&amp;"
    assert write("<" + "ž" * 41) == "&lt;" + "<wbr>".join(["ž" * 16, "ž" * 16, "ž" * 9])
    assert write("vārds " * 40) == "vārds " * 40


def test_every_word_of_the_vocabulary_is_written() -> None:
    said = {one for one in vars(vocabulary).values() if isinstance(one, type) and one.__module__ == vocabulary.__name__}
    assert said - {Bar, Column, Row, Square, SquareRow, Tile} <= _WRITERS.keys()
    assert all(fields(one) or one is type(BREAK) for one in said)


def test_what_was_written_is_not_escaped_again_and_text_beside_it_is() -> None:
    assert write(write(Paragraph("<")), "<") == "<p>&lt;</p>&lt;"
    assert isinstance(write(), Html)
    assert write() == write("", ()) == ""


def test_links_tell_where_they_lead() -> None:
    assert write(Link("3.5", "/pasakumi?pasakums=3.5&lang=en")) == (
        '<a href="/pasakumi?pasakums=3.5&amp;lang=en" target="_self">3.5</a>'
    )
    assert write(Link("a.lv", "https://a.lv", outside=True)) == (
        '<a href="https://a.lv" target="_blank" rel="noopener noreferrer">a.lv</a>'
    )
    assert linked("sk. https://a.lv/b,\nc") == (
        'sk. <a href="https://a.lv/b" target="_blank" rel="noopener noreferrer">a.lv</a>,<br>c'
    )


def test_a_link_too_short_to_tell_has_a_name_and_the_one_where_the_reader_stands_is_marked() -> None:
    assert write(Link("kartē", "/x", current=True, label="Rādīt kartē: Rīga")) == (
        '<a href="/x" target="_self" aria-current="page" aria-label="Rādīt kartē: Rīga">kartē</a>'
    )


def test_what_changes_is_said_again() -> None:
    assert write(Paragraph("a", "picked", announced=True)) == '<p class="picked" role="status">a</p>'


def test_tiles_lead_somewhere_and_say_in_full_what_they_shorten() -> None:
    chosen = Tile(["Valmieras", "nov."], "<1", "/x?a=b&c=d", "Valmieras novads: <1", "yes city", current=True)
    assert write(Tiles("Visi & katrs", [[chosen, None], []])) == (
        '<nav class="tiles" aria-label="Visi &amp; katrs"><div class="line">'
        '<a class="tile yes city" aria-current="true" href="/x?a=b&amp;c=d" target="_self" '
        'title="Valmieras novads: &lt;1" aria-label="Valmieras novads: &lt;1">'
        '<b lang="lv">Valmieras</b><b lang="lv">nov.</b><i>&lt;1</i></a><span class="tile none"></span></div>'
        '<div class="line"></div></nav>'
    )


def test_a_square_leads_somewhere_and_holds_what_is_told_of_it() -> None:
    """The number that is seen is not said twice: a screen reader says what is told, which begins with it."""
    one = Square("3.5", Status.DONE, ["3.5 Nosaukums <1>", "izpildīts", ""], "/x?a=b&c=d")
    told = '<span class="told"><i>3.5 Nosaukums &lt;1&gt;</i> <i>izpildīts</i> </span>'
    assert write(Squares("Visi & katrs", [("1. virziens", [SquareRow("2. apņemšanās", [one])])], "Ko nozīmē")) == (
        '<nav class="squares" aria-label="Visi &amp; katrs">Ko nozīmē<div class="of"><h2>1. virziens</h2>'
        '<p>2. apņemšanās</p><ul class="line"><li><a class="square done" href="/x?a=b&amp;c=d" target="_self">'
        f'<b aria-hidden="true">3.5</b>{told}</a></li></ul></div></nav>'
    )


def test_a_square_that_leads_nowhere_is_reached_all_the_same_and_a_long_name_stands_in_what_is_told_alone() -> None:
    own = write(Squares("a", [("", [SquareRow("", [Square("10.12.n12", Unknown.NO_NEWS, ["10.12.n12"])])])]))
    assert '<span class="square no_news" tabindex="0"><b aria-hidden="true"></b>' in own
    assert "<h2>" not in own
    assert "<p>" not in own


@pytest.mark.parametrize(("n", "kind"), [(1, "squares"), (120, "squares"), (121, "squares small-ones")])
def test_many_squares_are_small(n: int, kind: str) -> None:
    row = SquareRow("", [Square(str(number), Status.DONE, ["a"], "/x") for number in range(n)])
    assert f'<nav class="{kind}" ' in write(Squares("a", [("", [row])]))


def test_lines_to_be_copied_stay_as_they_are() -> None:
    assert write(Verbatim("22.11.2026\t<b>\n b", lang="lv")) == '<pre lang="lv">22.11.2026\t&lt;b&gt;\n b</pre>'


def test_a_section_without_a_heading_is_named_for_screen_readers() -> None:
    assert write(Section("", label='"5"')) == '<section aria-label="&quot;5&quot;"></section>'


def test_facts_of_which_nothing_is_known_are_left_out() -> None:
    assert write(Facts([("Termiņš", ""), ("Sākums", "2022")])) == '<dl class="facts"><dt>Sākums</dt><dd>2022</dd></dl>'


def test_parts_that_say_nothing_leave_no_comma() -> None:
    assert write(joined(["", "a", (), "b", ""])) == "a, b"


def test_a_sign_is_passed_over_by_screen_readers() -> None:
    assert write(Sign("data:image/svg+xml,x")) == (
        '<img class="shape" src="data:image/svg+xml,x" alt="" width="16" height="16">'
    )


def widths(bars: Bars) -> list[list[tuple[str, int]]]:
    """What each bar's boxes are called, "" for the blank at its end, and how wide they are against each other."""
    places = {"m": 1000, "c": 100, "x": 10, "i": 1}

    def width(node: Node) -> tuple[str, int]:
        kinds = node.attributes["class"].split()
        digits = [kind for kind in kinds if kind[1:].isdecimal()]
        (name,) = {*kinds} - {*digits} or {""}
        return name, sum(places[digit[0]] * int(digit[1:]) for digit in digits)

    return [[width(node) for node in bar.all("i")] for bar in read(write(bars)).all("div", of="bar")]


def test_bars_are_boxes_of_one_scale_as_wide_as_what_they_count() -> None:
    rows = [
        Bar("a", [(Status.DONE, 10_000), (Status.STOPPED, 0)], "x"),
        Bar("b", [(Status.UNDER_WAY, 207), (Unknown.NO_STATUS, 16), (Unknown.NO_NEWS, 1)], "y"),
        Bar("c", [], "z"),
    ]
    assert widths(Bars("", rows, "")) == [
        [("done", 10_000)],
        [("under_way", 207), ("no_status", 16), ("no_news", 1), ("", 9776)],
        [("", 10_000)],
    ]


def test_bars_say_their_numbers_and_each_has_its_alternative() -> None:
    rows = [Bar((Link("1.", "/x"), " viss"), [(Status.DONE, 2), (Unknown.NO_NEWS, 3)], "izpildīts 2; ziņu nav 3")]
    found = read(write(Bars("Virzieni", rows, "kopā 5", Items(["atslēga"], "legend"))))
    (whole,) = found.all("div", of="bars")
    assert (whole.attributes["role"], whole.attributes["aria-label"]) == ("group", "kopā 5")
    assert [node.words() for node in found.all("li", "p")] == ["atslēga", "1. viss"]
    (bar,) = found.all("div", of="bar")
    assert (bar.attributes["role"], bar.attributes["aria-label"]) == ("img", "izpildīts 2; ziņu nav 3")
    assert [number.words() for number in bar.all("b")] == ["2", "3"]


def test_one_picture_serves_both_widths_where_there_is_no_other() -> None:
    assert write(Picture("data:a", "", "x")) == '<div role="img" aria-label="x"><img src="data:a" alt=""></div>'


def test_a_page_with_a_program_runs_that_one_alone() -> None:
    text = page("lv", "<b>", "<style></style>", Button("begin", "<i>"), program="let a = 1 < 2;")
    assert "<script>let a = 1 < 2;</script>" in text
    assert '<button class="begin" type="button">&lt;i&gt;</button>' in text
    assert "<title>&lt;b&gt;</title>" in text
    # echo -n 'let a = 1 < 2;' | openssl dgst -sha256 -binary | base64
    assert "default-src 'none'" in text
    assert "script-src 'sha256-Xd/xFl+DmsVqHczJvGQWMh7nLH7H7r5iGmQKRm0JimU='" in text
    assert "<script" not in page("lv", "x", "", "y")
    assert "Content-Security-Policy" not in page("lv", "x", "", "y")


def test_what_is_said_within_a_line_can_be_said_plainly() -> None:
    said = (Sign("data:,"), " a", BREAK, Text(("b", Quoted("c")), strong=True), Link("d", "/x"), Quoted(None))
    assert plain(said) == " a\nbcd"
    with pytest.raises(TypeError):
        plain(Paragraph("x"))


def test_content_is_changed_from_within() -> None:
    def led(own: object) -> object:
        return own.content if isinstance(own, Link) else own

    said = Section((Table([Column("a")], [Row([Text(Link("b", "/x"), strong=True)])], "c"), "d"))
    assert changed(said, led) == Section((Table((Column("a"),), (Row((Text("b", strong=True),)),), "c"), "d"))


def test_a_head_that_orders_a_table_is_a_link_and_says_which_way() -> None:
    columns = [Column("Gads", address="/x?kartot=-nr", called="Gads: dilstoši", order="ascending"), Column("Veids")]
    head = write(Table(columns, [Row(["a", "b"])], "Tabula")).partition("<tbody")[0]
    assert '<th role="columnheader" scope="col" aria-sort="ascending">' in head
    assert 'href="/x?kartot=-nr" target="_self" aria-label="Gads: dilstoši"' in head
    assert 'Gads<span aria-hidden="true"> ▲</span></a>' in head
    assert head.count("aria-sort") == 1
    assert 'class="data stacks orders"' in head


def test_small_print_says_where_it_is_folded_and_whether_it_begins_open() -> None:
    assert write(Details("Sīkāk", "x")) == "<details><summary>Sīkāk</summary>x</details>"
    opened = Details("Saraksts", "x", narrow=True, opened=True)
    assert write(opened) == '<details class="narrow" open><summary>Saraksts</summary>x</details>'
