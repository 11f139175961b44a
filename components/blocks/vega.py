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
    """Return a specification as SVG text, which still names its typeface and does not hold it, nor leads anywhere.

    Addresses inside the dashboard mean nothing in a file or a paper.
    """
    return _svg(json.dumps(_unlinked(specification)))


def _unlinked(specification: Specification) -> Specification:
    layers = specification.get("layer", ())
    if not any("href" in layer.get("encoding", ()) for layer in layers):
        return specification
    return {**specification, "layer": [_without_links(layer) for layer in layers]}


def _without_links(layer: Mapping[str, Any]) -> Mapping[str, Any]:
    encoding = {channel: said for channel, said in layer.get("encoding", {}).items() if channel != "href"}
    mark = {name: look for name, look in layer["mark"].items() if name != "cursor"}
    return {**layer, "mark": mark, "encoding": encoding}


@lru_cache(maxsize=256)
def _svg(specification: str) -> str:
    return vl_convert.vegalite_to_svg(specification)


APART = 16
"""Pixels between two drawings in one."""


def below(upper: Specification, lower: Specification) -> Specification:
    """Return two specifications as one drawing, the second below the first, for a screen that shows one of them.

    Both are of a fixed size in pixels, their layers without axes and each with places of its own.
    """
    (width, height), (other, added) = size(upper), size(lower)
    layers = [*upper["layer"], *(_lowered(layer, height + APART) for layer in lower["layer"])]
    return {
        **upper,
        "width": max(width, other),
        "height": height + APART + added,
        "layer": layers,
        # Layers share a scale unless they are told not to, and those of one drawing lie elsewhere than the other's.
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
    }


def _lowered(layer: Mapping[str, Any], by: int) -> Mapping[str, Any]:
    """Return a layer drawn so many pixels further down."""
    encoding = dict(layer["encoding"])
    for channel in ("y", "y2"):
        said = encoding.get(channel, {})
        if "value" in said:
            encoding[channel] = {**said, "value": said["value"] + by}
        elif "scale" in said:
            scale = said["scale"] or {"domain": [0, 1], "range": [0, 1], "nice": False, "zero": False}
            encoding[channel] = {**said, "scale": {**scale, "range": [place + by for place in scale["range"]]}}
    return {**layer, "encoding": encoding}


def size(specification: Specification) -> tuple[int, int]:
    """Return the width and height of the drawing in pixels: the theme draws axes and names inside of them."""
    return specification["width"], specification["height"]
