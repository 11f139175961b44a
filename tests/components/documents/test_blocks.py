"""What is said in the vocabulary, as it stands on paper."""

import pytest

from components.blocks.vocabulary import (
    BREAK,
    Column,
    Facts,
    Heading,
    Items,
    Link,
    Nav,
    Paragraph,
    Quoted,
    Row,
    Sign,
    Table,
    Text,
)
from components.documents import paper
from components.documents.blocks import on_paper, runs
from components.documents.paper import Run


def test_what_stands_within_a_line() -> None:
    said = (Sign("data:,"), " a ", "b", BREAK, Text(("c", Quoted("d")), strong=True), Text("e", lang="lv"))
    assert runs(said, "lv") == (Run("a b\n"), Run("cd", bold=True), Run("e"))
    assert runs(said, "en")[1:] == (Run("c", True), Run("d", True, language="lv"), Run("e", language="lv"))


def test_a_link_leads_on_only_where_paper_can_follow_it() -> None:
    links = Link("in", "/pasakumi"), Link("out", "https://a.lv", outside=True), Quoted("\nsee https://b.lv.")
    assert runs(links, "lv") == (
        Run("in"),
        Run("out", link="https://a.lv"),
        Run("\nsee "),
        Run("https://b.lv", link="https://b.lv"),
        Run("."),
    )


def test_what_stands_for_itself() -> None:
    columns = [Column("a", twelfths=3), Column("b"), Column("c", number=True)]
    said = (
        Heading(2, "h"),
        (Paragraph("p"), Paragraph("q", "muted")),
        Facts([("known", "x"), ("not", "")]),
        Items(["i"]),
        Table(columns, [Row(["1", "", "2"]), Row(["3", "", "4"], group=True)], "t"),
    )
    text = (Run("x"),)
    heading, first, second, facts, items, table = on_paper(said, "lv")
    assert heading == paper.Heading(2, (Run("h"),))
    assert [first, second] == [paper.Paragraph((Run("p"),)), paper.Paragraph((Run("q"),), quiet=True)]
    assert facts == paper.Facts((("known", text),))
    assert items == paper.Listing(((Run("i"),),))
    assert isinstance(table, paper.Table)
    assert [column.share for column in table.columns] == [3, pytest.approx(7.2), pytest.approx(1.8)]
    assert (table.rows[1], table.groups) == (((Run("3"),), (), (Run("4"),)), frozenset({1}))


def test_nothing_is_left_out_unsaid() -> None:
    for said in (Nav("ways", ["x"]), "bare"):
        with pytest.raises(TypeError):
            list(on_paper(said, "lv"))
    with pytest.raises(TypeError):
        runs(Heading(1, "x"), "lv")
