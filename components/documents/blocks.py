"""What is said in the vocabulary of the screens, as it stands on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TypeAlias

from components.blocks import figures
from components.blocks.escape import pieces
from components.blocks.figures import Figure
from components.blocks.vocabulary import (
    Break,
    Column,
    Content,
    Facts,
    Heading,
    Items,
    Link,
    Paragraph,
    Quoted,
    Sign,
    Squares,
    Table,
    Text,
)
from components.charts import pictures
from components.charts import squares as squares_drawn
from components.documents import paper
from components.documents.paper import Run
from data.words import Language

_TEXT, _NUMBER = 4, 1
"""How wide columns are to each other where they give no width of their own."""


@dataclass(frozen=True)
class Drawn:
    """A figure, or squares, as a picture on paper."""

    of: Figure | Squares


@dataclass(frozen=True)
class Page:
    """What stands on a page of its own."""

    said: "Sequence[Said]"


Said: TypeAlias = Content | Drawn | Page | tuple["Said", ...]
"""What a paper says: what a screen does, and pictures and pages."""


def on_paper(content: Said, language: Language) -> Iterator[paper.Block]:
    """Give what is said as blocks of a document in a language."""
    match content:
        case tuple():
            for part in content:
                yield from on_paper(part, language)
        case Drawn():
            yield _picture(content)
        case Page():
            yield paper.Sheet(tuple(on_paper(tuple(content.said), language)))
        case Heading():
            yield paper.Heading(content.level, runs(content.content, language))
        case Paragraph():
            kind = content.kind
            yield paper.Paragraph(runs(content.content, language), quiet="muted" in kind, loud="lead" in kind)
        case Facts():
            yield paper.Facts(tuple((name, runs(value, language)) for name, value in content.pairs if value))
        case Items():
            yield paper.Listing(tuple(runs(item, language) for item in content.items))
        case Table():
            yield _table(content, language)
        case _:
            raise TypeError(f"{type(content).__name__} is not set on paper as a block")


def _picture(drawn: Drawn) -> paper.Picture:
    if isinstance(drawn.of, Squares):
        svg, alt = squares_drawn.as_svg(drawn.of, paper.FULL), squares_drawn.said(drawn.of)
    else:
        svg, alt = figures.as_svg(drawn.of.wide), drawn.of.alt
    return paper.Picture(svg, alt, pictures.size(svg))


def runs(content: Content, language: Language) -> paper.Text:
    """Return what stands within a line as stretches of text, in which addresses are links.

    Signs, beside which the word stands, are left out with the blank after them.
    """
    every = _runs(content, language)
    kinds = groupby(every, key=lambda run: (run.bold, run.link, run.language))
    return tuple(Run("".join(run.text for run in same), *kind) for kind, same in kinds)


def _runs(content: Content, language: Language) -> Iterator[Run]:
    match content:
        case "" | Sign():
            return
        case str():
            yield from (Run(piece, link=piece if host else "") for piece, host in pieces(content) if piece)
        case tuple():
            for before, part in pairwise(("", *content)):
                if isinstance(before, Sign) and isinstance(part, str):
                    part = part.lstrip(" ")
                yield from _runs(part, language)
        case Break():
            yield Run("\n")
        case Quoted():
            yield from _runs(Text(content.text or "", lang="lv"), language)
        case Text():
            other = _other(content.lang, language)
            for run in _runs(content.content, language):
                yield replace(run, bold=run.bold or content.strong, language=run.language or other)
        case Link():
            address = content.address if content.outside else ""
            yield from (replace(run, link=address) for run in _runs(content.content, language))
        case _:
            raise TypeError(f"{type(content).__name__} does not stand within a line on paper")


def _other(lang: str, language: Language) -> Language | None:
    """Return a language that is named and is not the document's."""
    return next((locale for locale in paper.LOCALES if locale == lang != language), None)


def _table(table: Table, language: Language) -> paper.Table:
    return paper.Table(
        caption=table.caption,
        columns=tuple(
            paper.Column(column.heading, share, column.number, _other(column.lang, language))
            for column, share in zip(table.columns, _shares(table.columns), strict=True)
        ),
        rows=tuple(tuple(runs(cell, language) for cell in row.cells) for row in table.rows),
        groups=frozenset(place for place, row in enumerate(table.rows) if row.group),
        roomy=table.roomy,
    )


def _shares(columns: Sequence[Column]) -> list[float]:
    free = [0 if column.twelfths else _NUMBER if column.number else _TEXT for column in columns]
    left = 12 - sum(column.twelfths for column in columns)
    return [column.twelfths or left * wanted / sum(free) for column, wanted in zip(columns, free, strict=True)]
