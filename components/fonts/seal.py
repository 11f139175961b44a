"""Pictures that bring their typeface along: an image in a page, or a file of its own, sees no font around it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from string import ascii_lowercase, ascii_uppercase, digits

from fontTools.subset import Options, Subsetter

from components.fonts.files import BOLD, FAMILY, REGULAR, WEIGHTS, data_address, font
from components.fonts.measure import LETTERS

_PIECE = re.compile(r"<(/?)([\w:]+)([^>]*?)(/?)>([^<]*)")
_WEIGHT = re.compile(r'font-weight="(\w+)"')
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]+)|#(\d+)|\w+);")
_NAMED = frozenset("&<>\"'")
_OPENING = re.compile(r"<svg\b[^>]*>")
ALPHABETS = tuple(
    frozenset(letters) & LETTERS
    for letters in (
        f"{ascii_lowercase}āčēģīķļņšūž",
        f"{ascii_uppercase}ĀČĒĢĪĶĻŅŠŪŽ",
        f"{digits} \xa0.,:;%–-+·/()?=&_„”“’",
    )
)
"""Letters that stand together in most texts: small ones, capitals, and what numbers, sentences and addresses have."""


def sealed(drawing: str, *, alphabets: bool = False) -> str:
    """Return an SVG with the typeface in it: of each weight the letters it draws, and no more.

    With ``alphabets`` it holds the whole of each of `ALPHABETS` that it draws a letter of: some kilobytes more, but a
    word can be changed in it, and hundreds of drawings share the few fonts that are cut then.
    """
    drawn = {name: _rounded(text) if alphabets else text for name, text in _drawn(drawing).items()}
    styles = "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{WEIGHTS[name]};src:url({_part(name, text)})}}'
        for name, text in drawn.items()
    )
    if not styles:
        return drawing
    return _OPENING.sub(lambda opening: f"{opening[0]}<style>{styles}</style>", drawing, count=1)


def _drawn(drawing: str) -> dict[str, str]:
    """Return the letters that an SVG draws, sorted, by the font file they are drawn from."""
    weights, signs = ["400"], defaultdict[str, set[str]](set)
    texts = 0
    for closing, tag, attributes, alone, text in _PIECE.findall(drawing):
        if closing:
            weights.pop()
            texts -= tag == "text"
        elif not alone:
            weight = _WEIGHT.search(attributes)
            weights.append(weight[1] if weight else weights[-1])
            texts += tag == "text"
        if texts:
            signs[BOLD if _heavy(weights[-1]) else REGULAR].update(_letters(text))
    return {name: "".join(sorted(signs[name] & LETTERS)) for name in WEIGHTS if signs[name] & LETTERS}


def _rounded(letters: str) -> str:
    """Return letters with all others of the alphabets that they are of."""
    return "".join(sorted(set(letters).union(*(one for one in ALPHABETS if not one.isdisjoint(letters)))))


def _heavy(weight: str) -> bool:
    return weight == "bold" or (weight.isdigit() and int(weight) > 500)


def _letters(text: str) -> Iterable[str]:
    """Return the letters of an SVG's text; those that may be written as entities are taken along."""
    if "&" not in text:
        return text
    return _NAMED | set(_ENTITY.sub(_numbered, text))


def _numbered(entity: re.Match[str]) -> str:
    return chr(int(entity[1], 16)) if entity[1] else chr(int(entity[2])) if entity[2] else ""


@lru_cache(maxsize=512)
def _part(name: str, text: str) -> str:
    """Return the address of a font that holds these letters alone."""
    opened = font(name)
    options = Options()
    # Without kerning letters stand where they were measured, and the cutting takes a quarter of the time.
    options.drop_tables = [*options.drop_tables, "GDEF", "GPOS", "GSUB"]
    options.name_IDs = []
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(opened)
    opened.flavor = "woff"
    out = BytesIO()
    opened.save(out, reorderTables=None)
    return data_address(out.getvalue(), "woff")
