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


def styled(*names: str, variables: Mapping[str, str], faces: str = "") -> str:
    """Return style sheets as one HTML element, with variables (name without dashes, value) for all of the page.

    ``faces`` is the CSS of typefaces, for a page that must carry them.
    """
    declarations = " ".join(f"--{name}: {value};" for name, value in variables.items())
    return "\n".join(
        ["<style>", faces, f":root {{ {declarations} }}" if declarations else "", *map(sheet, names), "</style>"]
    )


def proportioned(key: str, width: int, height: int) -> str:
    """Return as one HTML element that the container of a key is as high to its width as a drawing of a size."""
    name = re.sub(r"[^0-9A-Za-z_-]", "-", key)  # as Streamlit makes a class of a key
    return f"<style>.st-key-{name} {{ aspect-ratio: {width} / {height}; }}</style>"


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
