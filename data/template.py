"""The file that slides are made from where an office has its own: whether it can be used, by a look into its archive.

A `.pptx` is a zip archive of XML (ECMA-376, part 2); its layouts lie under `ppt/slideLayouts`.
"""

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from data import settings

LARGEST = 30_000_000
"""Bytes that a template, and all that is packed in it, may have; pictures of a master make it large."""
_UNPACKED = 10 * LARGEST
_DECK = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_LAYOUT = re.compile(r"ppt/slideLayouts/[^/]+\.xml")
_TITLE = re.compile(rb"<p:ph\b[^>]*\btype=[\"'](?:title|ctrTitle)[\"']")


def usable() -> Path | None:
    """Return the template that slides are made from; None where none is set, or the one that is cannot be used."""
    return None if fault() else settings.slides_template()


def fault() -> str:
    """Return why the template that is set cannot be used, as a code; "" where it can or none is set. Never raises."""
    path = settings.slides_template()
    if path is None:
        return ""
    try:
        if path.stat().st_size > LARGEST:
            return "template_large"
        return _judged(path)
    except (BadZipFile, KeyError, NotImplementedError, EOFError, RuntimeError):
        return "template_no_deck"
    except (OSError, ValueError):
        return "template_unreadable"


def _judged(path: Path) -> str:
    with ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > _UNPACKED:
            return "template_large"
        if _DECK not in archive.read("[Content_Types].xml"):
            return "template_no_deck"
        layouts = [name for name in archive.namelist() if _LAYOUT.fullmatch(name)]
        if not layouts:
            return "template_no_layout"
        titled = any(_TITLE.search(archive.read(name)) for name in layouts)
        return "" if titled else "template_no_title"
