"""The style sheets: the `.css` files of this folder, in which colours and sizes are variables.

What the variables stand for comes from where it is known: colours from `components.charts.palette`, the sizes of a
meeting's step from `components.meeting.layout`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def sheet(name: str) -> str:
    """Return a style sheet by its file's name without the ending. Raises FileNotFoundError where there is none."""
    return (_FOLDER / f"{name}.css").read_text("utf-8")


def styled(*names: str, variables: Mapping[str, str], faces: str = "", kind: str = "") -> str:
    """Return style sheets as one HTML element, with variables (name without dashes, value) for all of the page.

    ``faces`` is the CSS of typefaces, for a page that must carry them; ``kind`` is a class by which a script knows it.
    """
    declarations = " ".join(f"--{name}: {value};" for name, value in variables.items())
    return "\n".join(
        [
            f'<style class="{kind}">' if kind else "<style>",
            faces,
            f":root {{ {declarations} }}" if declarations else "",
            *map(sheet, names),
            "</style>",
        ]
    )


def proportioned(key: str, wide: tuple[int, int], narrow: tuple[int, int], apart: int) -> str:
    """Return as one HTML element the sizes (width, height) of two drawings that the container of a key holds in one.

    The narrow one stands ``apart`` pixels below the wide one; the style sheet shows one of them.
    """
    name = re.sub(r"[^0-9A-Za-z_-]", "-", key)  # as Streamlit makes a class of a key
    sizes = {"wide": wide[0], "wide-high": wide[1], "narrow": narrow[0], "narrow-high": narrow[1]}
    sizes |= {"narrow-at": wide[1] + apart, "drawn": max(wide[0], narrow[0])}
    return f"<style>.st-key-{name} {{ {' '.join(f'--{of}: {pixels};' for of, pixels in sizes.items())} }}</style>"


def numbered(kind: str, said: Mapping[str, Sequence[int]]) -> str:
    """Return as one HTML element what stands in elements of a kind, each of which has a number as a class: "n7".

    ``said`` maps each text to the numbers of the elements it stands in. It is seen only: no screen reader says it.
    """
    rules = (
        f".{kind}:is({', '.join(f'.n{number}' for number in numbers)})::after {{ content: {_string(text)}; }}"
        for text, numbers in said.items()
    )
    return f"<style>{' '.join(rules)}</style>"


def _string(text: str) -> str:
    """Return a text as a string of CSS, in which nothing ends the string or the element it stands in."""
    return '"' + "".join(letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in text) + '"'
