"""A chart's specification as a drawing that needs no program: vl-convert draws what a browser's Vega draws."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import vl_convert

from components.fonts.files import FOLDER

Specification: TypeAlias = Mapping[str, Any]
"""A Vega-Lite specification as plain values, made in components/charts."""

vl_convert.register_font_directory(str(FOLDER))


def svg(specification: Specification) -> str:
    """Return a specification as SVG text, which still names its typeface and does not hold it."""
    return _svg(json.dumps(specification))


@lru_cache(maxsize=256)
def _svg(specification: str) -> str:
    return vl_convert.vegalite_to_svg(specification)


def size(specification: Specification) -> tuple[int, int]:
    """Return the width and height of the drawing in pixels: the theme draws axes and names inside of them."""
    return specification["width"], specification["height"]
