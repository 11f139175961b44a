"""A finished screen as its reader meets it: headings, tables, links and words, read from its HTML."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest

_VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "wbr"])
_PARAGRAPHS = frozenset(
    ["p", "li", "dt", "dd", "div", "section", "table", "tr", "th", "td", "caption", "ul", "ol", "nav"]
)


_ROOM = (
    r"\.st-key-chart_\S+ \{ --wide: (\d+); --wide-high: (\d+); --narrow: (\d+); --narrow-high: (\d+); "
    r"--narrow-at: (\d+); --drawn: (\d+); \}"
)


def _top(said: dict[str, Any]) -> float:
    """Where the places of a layer begin, in pixels from the top."""
    if "value" in said:
        return float(said["value"])
    return float(min((said["scale"] or {"range": [0]})["range"]))


@dataclass
class Node:
    """An element; text is kept as nodes without a tag."""

    tag: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list["Node"] = field(default_factory=list)
    lang: str = ""

    def words(self, lang: str | None = None) -> str:
        """The text within, blanks collapsed; with ``lang`` without what is in another language."""
        return " ".join(self._said(lang).split())

    def _said(self, lang: str | None) -> str:
        if lang and self.lang and self.lang != lang:
            return " "
        inner = self.text + "".join(child._said(lang) for child in self.children)
        return f" {inner} " if self.tag in _PARAGRAPHS or self.tag in ("h1", "h2", "h3", "br") else inner

    def everything(self) -> Iterator["Node"]:
        """Every element within, in order."""
        for child in self.children:
            if child.tag:
                yield child
                yield from child.everything()

    def all(self, *tags: str, of: str | None = None) -> list["Node"]:
        """The elements within with one of the tags, in order; ``of`` is a class they must have."""
        named = (node for node in self.everything() if node.tag in tags)
        return [node for node in named if of is None or of in node.attributes.get("class", "").split()]


class _Reader(HTMLParser):
    """Builds the tree and insists that every element is closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node()
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), f"<{tag}> says an attribute twice"
        node = Node(tag, attributes, lang=attributes.get("lang", self._open[-1].lang))
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(Node(text=data, lang=self._open[-1].lang))

    def finish(self) -> Node:
        self.close()
        assert len(self._open) == 1, f"<{self._open[-1].tag}> is not closed"
        return self.root


def read(html: str) -> Node:
    """Read HTML; it must be whole."""
    reader = _Reader()
    reader.feed(html)
    return reader.finish()


@dataclass(frozen=True)
class Table:
    """A table's caption, headings and rows in words; a heading over a group is a row of one cell."""

    caption: str
    headings: list[str]
    rows: list[list[str]]
    node: Node


@dataclass(frozen=True)
class Page:
    """A screen after a run: what Streamlit was given to show."""

    run: AppTest
    html: str

    @cached_property
    def tree(self) -> Node:
        return read(self.html)

    @property
    def h1(self) -> str:
        (heading,) = self.tree.all("h1")
        return heading.words()

    @property
    def text(self) -> str:
        return self.tree.words()

    @property
    def banner(self) -> str:
        return " ".join(node.words() for node in self.tree.all("div", of="banner"))

    @property
    def footer(self) -> str:
        (node,) = self.tree.all("footer")
        return node.words()

    @cached_property
    def tables(self) -> list[Table]:
        found = []
        for node in self.tree.all("table"):
            (caption,) = node.all("caption")
            (head,) = node.all("thead")
            (body,) = node.all("tbody")
            rows = [[cell.words() for cell in row.all("th", "td")] for row in body.all("tr")]
            found.append(Table(caption.words(), [cell.words() for cell in head.all("th")], rows, node))
        return found

    @cached_property
    def charts(self) -> list[dict[str, Any]]:
        """The drawings of the charts, each first for wide screens, then for phones, as its room shows them."""
        styles = "".join(element.proto.body for element in self.run.get("html"))
        rooms = [list(map(int, room)) for room in re.findall(_ROOM, styles)]
        found = []
        for element, (wide, high, narrow, low, place, drawn) in zip(
            self.run.get("vega_lite_chart"), rooms, strict=True
        ):
            both = json.loads(element.proto.spec)
            assert (both["width"], both["height"]) == (drawn, place + low)
            layers: tuple[list[Any], list[Any]] = [], []
            for layer in both["layer"]:
                layers[_top(layer["encoding"]["y"]) >= place].append(layer)
            found += [both | {"width": wide, "height": high, "layer": layers[0]}]
            found += [both | {"width": narrow, "height": low, "layer": layers[1]}]
        return found

    def table(self, heading: str) -> Table:
        """The table whose first column has this heading."""
        (found,) = (table for table in self.tables if table.headings[0] == heading)
        return found

    def section(self, heading: str) -> Node:
        """The section under an h2."""
        found = [node for node in self.tree.all("section") if [h.words() for h in node.all("h2")] == [heading]]
        (section,) = found
        return section

    @property
    def links(self) -> dict[str, str]:
        """The addresses of the links by their words."""
        return {node.words(): node.attributes["href"] for node in self.tree.all("a")}

    @property
    def labels(self) -> list[str]:
        """What the widgets that a visitor sees are called, and the choices they offer."""
        run = self.run
        widgets = [*run.selectbox, *run.text_input, *run.checkbox, *run.button_group, *run.date_input]
        seen = [widget for widget in widgets if str(widget.key) not in _HIDDEN]
        labels = [widget.label for widget in seen]
        labels += [
            option for widget in (*run.selectbox, *run.button_group) if widget in seen for option in widget.options
        ]
        return [*labels, *(button.proto.label for button in run.get("download_button"))]


_HIDDEN = frozenset(
    ["lang", "viegli", "plans", "snapshot", "palete", "pasakums", "virziens", "apnemsanas", "iestade", "statuss",
     "uzmaniba", "pagaidu", "veids", "valstis", "gads", "skats", "kods", "lidzigas", "pec", "vieta", "kops"]
)  # fmt: skip
"""Widgets that only bind a value to the address and are not shown."""
