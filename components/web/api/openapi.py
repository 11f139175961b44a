"""The OpenAPI document of the API, made of the same resources as its routes."""

from collections.abc import Iterable, Mapping
from typing import Any

from components.web.api.asked import KINDS, Kind, Parameter
from components.web.api.registry import DATASETS, ROOT
from components.web.api.resources import Resource
from data.publish.schemas import row_schema
from data.words import Words

VERSION = "1.0.0"
"""The version of the API: the first number changes with the address, when what is there would read otherwise."""
_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_HEAD: Mapping[str, Any] = {
    "name": _TEXT,
    "title": _TEXT,
    "snapshot": {"type": "string", "pattern": "^[0-9a-f]{10}$"},
    "judged_on": {"type": ["string", "null"], "format": "date"},
    "plan": _MAYBE,
    "data_source": _TEXT,
    "invented": {"type": "array", "items": _TEXT},
    "notes": {"type": "array", "items": _TEXT},
    "licenses": {"type": "array", "items": _TEXT},
    "total": {"type": "integer", "minimum": 0},
    "offset": {"type": "integer", "minimum": 0},
    "next": _MAYBE,
}
"""What stands at the head of a table in JSON, by name."""
_PROBLEM = {
    "type": "object",
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "cure": _TEXT,
        "parameter": _TEXT,
    },
    "required": ["type", "title", "status", "detail", "cure"],
    "additionalProperties": False,
}


def document(resources: Iterable[Resource], words: Words) -> dict[str, Any]:
    """Return the document in a language."""
    _ = words.say
    listed = list(resources)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Open government action plan"),
            "description": _("Every table and every answer of the dashboard, for programs. Reading needs no key."),
            "version": VERSION,
        },
        "servers": [{"url": ROOT.rstrip("/")}],
        "paths": {f"/{one.path}": {"get": _operation(one, words)} for one in listed},
        "components": {
            "schemas": {
                "Problem": _PROBLEM,
                **{code: _table(code, words) for code in DATASETS},
            },
            "responses": {str(status): _problem(kinds, words) for status, kinds in _by_status().items()},
            "headers": {
                "ETag": {
                    "schema": _TEXT,
                    "description": _("Tells contents apart; {header} gives it back.", header="If-None-Match"),
                },
                "Link": {"schema": _TEXT, "description": _("Where the next page is, if there is one.")},
                "Retry-After": {"schema": {"type": "integer"}, "description": _("Seconds to wait.")},
            },
        },
    }


def _table(code: str, words: Words) -> dict[str, Any]:
    rows = {"type": "array", "items": row_schema(DATASETS[code].columns, words)}
    properties = {**_HEAD, "rows": rows}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _operation(one: Resource, words: Words) -> dict[str, Any]:
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", "Link")}
    return {
        "operationId": one.path or "index",
        "summary": words.say(one.title),
        "description": words.say(one.help),
        "parameters": [_parameter(parameter, words) for parameter in one.parameters],
        "responses": {
            "200": {
                "description": words.say(one.title),
                "headers": headers,
                "content": {media_type: {"schema": _schema(one, media_type)} for media_type in one.media_types},
            },
            "304": {"description": "Not Modified"},
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in _by_status()},
        },
    }


def _schema(one: Resource, media_type: str) -> dict[str, Any]:
    if one.schema:
        return {"$ref": f"#/components/schemas/{one.schema}"}
    if media_type.startswith("application/json"):
        return {"type": "object"}
    return _TEXT if media_type.startswith("text/") else {}


def _by_status() -> dict[int, list[Kind]]:
    statuses: dict[int, list[Kind]] = {}
    for kind in KINDS:
        statuses.setdefault(kind.status, []).append(kind)
    return statuses


def _problem(kinds: Iterable[Kind], words: Words) -> dict[str, Any]:
    return {
        "description": "; ".join(words.say(kind.title) for kind in kinds),
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _parameter(parameter: Parameter, words: Words) -> dict[str, Any]:
    said = {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": f"{words.say(parameter.help)} {words.say(parameter.must)}",
        "schema": dict(parameter.schema),
    }
    return said if parameter.example is None else said | {"example": parameter.example}
