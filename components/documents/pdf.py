"""A document as PDF by typst: tagged, PDF/UA-1, with its head and number on every page.

The setting is ``document.typ``; the document goes in as JSON, so no text of the sheet is ever read as markup.
"""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from components.charts import palette
from components.documents.paper import Document, Picture, Table, around_numbers, printable
from components.fonts.files import FAMILY, FOLDER
from components.fonts.measure import LETTERS

MIME = "application/pdf"
_COLOURS = {
    "ink": palette.INK,
    "muted": palette.MUTED,
    "line": palette.LINE,
    "accent": palette.CARMINE,
    "tint": palette.TINT,
}
_ELSEWHERE = re.compile(
    "[^\\n\x20-\x7e\xa0-\xac\xae-\u024f\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9\u0410-\u044f"
    "\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u202f\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122"
    "\u2190-\u2193\u2212\u2248\u2260\u2264\u2265]"
)
"""What neither our typeface nor those that typst carries may have: PDF/UA forbids a letter that cannot be shown."""


def as_pdf(document: Document) -> bytes:
    """Return the document as a .pdf file."""
    described = _described(document) | {"page": [*around_numbers(document.page)], "colours": _COLOURS, "family": FAMILY}
    made = typst.compile(
        _setting(),
        format="pdf",
        sys_inputs={"document": json.dumps(described, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        font_paths=_fonts(),
        timestamp=int(datetime.combine(document.day, time(), UTC).timestamp()),
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Return our typeface, and for letters that it lacks those that typst carries: never a machine's own."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FOLDER)])


@cache
def _setting() -> bytes:
    return Path(__file__).with_name("document.typ").read_bytes()


def _described(value: Any) -> Any:
    """Return a document as JSON holds it: records by field with their kind, letters that cannot be shown as "�"."""
    if isinstance(value, str):
        return _ELSEWHERE.sub(
            lambda letter: letter[0] if letter[0] in LETTERS else "\N{REPLACEMENT CHARACTER}", printable(value)
        )
    if is_dataclass(value):
        record = {field.name: _described(getattr(value, field.name)) for field in fields(value)}
        derived: dict[str, Any] = {"short": value.short} if isinstance(value, Table) else {}
        derived |= {"width": value.width} if isinstance(value, Picture) else {}
        return {"kind": type(value).__name__} | derived | record
    if isinstance(value, tuple | frozenset):
        return [_described(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
