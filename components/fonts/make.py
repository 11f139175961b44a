"""``python -m components.fonts.make source-sans-3.52.0.tgz``: make the font files of this folder anew.

The archive is what ``npm pack source-sans@3.52.0`` gives: Adobe's own release of Source Sans 3 under the SIL Open Font
License. Kept are the Latin letters of Europe, the marks that are drawn, and kerning; the rest, nine tenths of the
bytes, is left out. The licence reserves the name "Source" for the unchanged font, so the subset has one of its own;
that also keeps a copy installed on somebody's machine from taking its place.
"""

import io
import sys
import tarfile
from hashlib import sha256
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from components.fonts.files import BOLD, FAMILY, FOLDER, LICENCE, REGULAR

PACKAGE = "49cf78ddd79b436591ee696785222b54ff28102922e3d3df297fe382d7fdfa88"
"""SHA-256 of the archive."""
SOURCES = {
    REGULAR: ("package/TTF/SourceSans3-Regular.ttf", "Regular"),
    BOLD: ("package/TTF/SourceSans3-Semibold.ttf", "Bold"),
}
"""The file in the archive, and the style's name, of each of ours. Bold is the semibold: pages are meant to be calm."""
MARKS = "‐‑‒–—―‘’‚“”„†‡•…\u202f‰′″‹›€№™←↑→↓↔−≈≠≤≥∞■□▲△▶▼◆◇●○✓✗"
LETTERS = frozenset([*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *map(ord, MARKS)])
_RIGHTS, _FAMILY, _STYLE, _ID, _FULL, _POSTSCRIPT = 0, 1, 2, 3, 4, 6
_LICENCE_NAMES = (13, 14)


def subset(source: bytes, style: str) -> TTFont:
    """Return the font with our letters and kerning alone, under our name."""
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "ccmp", "mark"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [_RIGHTS, _FAMILY, _STYLE, _ID, _FULL, _POSTSCRIPT, *_LICENCE_NAMES]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    postscript = FAMILY.replace(" ", "")
    for number, text in {
        _FAMILY: FAMILY,
        _STYLE: style,
        _ID: f"{postscript}-{style}; subset of Source Sans 3.052",
        _FULL: f"{FAMILY} {style}".removesuffix(" Regular"),
        _POSTSCRIPT: f"{postscript}-{style}",
    }.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    # Word, Typst and CSS take the pair of a family by these bits: regular, or bold.
    bold = style == "Bold"
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0b0110_0001 | (0b0010_0000 if bold else 0b0100_0000)
    font["head"].macStyle = int(bold)
    return font


def main(archive: Path) -> None:
    """Write the files. Raises ValueError when the archive is another than the one named."""
    content = archive.read_bytes()
    if sha256(content).hexdigest() != PACKAGE:
        raise ValueError(f"{archive.name} is not the archive that these files are made of (SHA-256 {PACKAGE})")
    with tarfile.open(fileobj=io.BytesIO(content)) as package:

        def read(name: str) -> bytes:
            file = package.extractfile(name)
            assert file, name
            return file.read()

        LICENCE.write_bytes(read("package/LICENSE.md"))
        for name, (source, style) in SOURCES.items():
            font = subset(read(source), style)
            font.flavor = None
            font.save(FOLDER / f"{name}.ttf")
            font.flavor = "woff2"
            font.save(FOLDER / f"{name}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
