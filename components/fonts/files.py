"""The font files: what they are called, where they lie, and the CSS that tells a page of them."""

import logging
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

# It tells every table it looks at.
logging.getLogger("fontTools").setLevel(logging.WARNING)

FAMILY = "Atverta Sans"
FOLDER = Path(__file__).parent
LICENCE = FOLDER / "OFL.txt"
REGULAR, BOLD = "atverta-sans-regular", "atverta-sans-bold"
WEIGHTS: Mapping[str, str] = {REGULAR: "400", BOLD: "600 900"}
"""The weights, as CSS writes them, that each file is drawn for."""
STACK = f"{FAMILY}, sans-serif"
"""The font family of a drawing. What follows the comma is for letters that ours does not have, Cyrillic ones say."""
OFFICE_FAMILY = "Arial"
"""The face of slides and DOCX: one that offices have, or have a twin of."""


def font(name: str) -> TTFont:
    """Return a file opened by fontTools: ``name`` is `REGULAR` or `BOLD`."""
    return TTFont(FOLDER / f"{name}.ttf", lazy=True, recalcTimestamp=False)


def data_address(content: bytes, kind: str) -> str:
    """Return a font as an address that holds it; ``kind`` is "woff" or "woff2"."""
    return f"data:font/{kind};base64,{b64encode(content).decode()}"


def faces(addresses: Mapping[str, str]) -> str:
    """Return the CSS that tells a page of the files; ``addresses`` says where each lies."""
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{WEIGHTS[name]};font-display:block;src:url("{address}")}}'
        for name, address in addresses.items()
    )


@cache
def carried() -> str:
    """Return the CSS with the files in it, for a page that must stand alone."""
    return faces({name: data_address((FOLDER / f"{name}.woff2").read_bytes(), "woff2") for name in WEIGHTS})
