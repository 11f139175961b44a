"""The style sheets: the `.css` files of this folder, in which colours and sizes are variables.

What the variables stand for comes from where it is known: colours from `components.charts.palette`, the sizes of a
meeting's step from `components.meeting.layout`.
"""

from collections.abc import Mapping
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
