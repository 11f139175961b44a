"""Real tables: caption, scopes and roles, headings over groups, numbers to the right."""

import pytest

from components.blocks.tables import Column, Row, table
from tests.screens.reading import Node, read

COLUMNS = [Column("Gads"), Column("Veids"), Column("Summa", number=True)]


def made(rows: list[Row], *, seen: bool = True, columns: list[Column] = COLUMNS) -> Node:
    (found,) = read(table(columns, rows, "Nauda <b>", seen=seen)).all("table")
    return found


def test_a_table_has_its_caption_and_says_what_its_cells_are() -> None:
    found = made([Row(["2024", "vajadzība", "117 000 €"])])
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
    found = made([Row(["2024", "vajadzība", "117 000 €"])])
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
    assert made([], seen=False).all("caption")[0].attributes["class"] == "unseen"
    assert "class" not in made([]).all("caption")[0].attributes


def test_headings_are_escaped() -> None:
    found = made([Row(["a", "b"])], columns=[Column("<i>"), Column('"x" & y')])
    assert [node.words() for node in found.all("thead")[0].all("th")] == ["<i>", '"x" & y']
    assert found.all("td")[0].attributes["data-label"] == '"x" & y'


def test_a_row_of_another_width_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError):
        table(COLUMNS, [Row(["a", "b"])], "x")
