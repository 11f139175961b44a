"""Google's own description of the Sheets API (v4) as a judge: of every request the reader sends, and of every answer.

Fields that the description does not know are faults too, so neither the reader nor the server that plays Google can
lean on something that is not there.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

API: dict[str, Any] = json.loads(Path(__file__).with_name("sheets.v4.json").read_text("utf-8"))
GET, BATCH_GET = "sheets.spreadsheets.get", "sheets.spreadsheets.values.batchGet"
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "number": (int, float),
    "integer": (int,),
}


def method_of(verb: str, path: str) -> str | None:
    """The method that a path belongs to."""
    for name, method in API["methods"].items():
        pattern = re.sub(r"\\{\w+\\}", "[^/:]+", re.escape(method["flatPath"]))
        if verb == method["httpMethod"] and re.fullmatch(f"/{pattern}", path):
            return str(name)
    return None


def request_faults(verb: str, path: str, query: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What a request does that the API does not describe."""
    name = method_of(verb, path)
    if name is None:
        yield f"{verb} {path} is no method"
        return
    method = API["methods"][name]
    known = API["parameters"] | {key: rule for key, rule in method["parameters"].items() if rule["location"] == "query"}
    for key, values in query.items():
        rule = known.get(key)
        if rule is None:
            yield f"{name}: parameter {key} is not known"
            continue
        if len(values) > 1 and not rule.get("repeated"):
            yield f"{name}: parameter {key} stands more than once"
        allowed = rule.get("enum") or (["true", "false"] if rule["type"] == "boolean" else None)
        yield from (f"{name}: {key}={value}" for value in values if allowed and value not in allowed)
    for path_of_mask in paths(query.get("fields", [""])[0]):
        if not _leads_somewhere(method["response"], path_of_mask):
            yield f"{name}: fields={'.'.join(path_of_mask)} is no field"


def answer_faults(name: str, body: Any) -> list[str]:
    """What an answer holds that the API does not describe."""
    return list(_faults(API["methods"][name]["response"], body, "$"))


def _faults(schema: Any, value: Any, place: str) -> Iterator[str]:
    if "$ref" in schema:
        schema = API["schemas"][schema["$ref"]]
    kind: str = schema["type"]
    if kind == "any":
        return
    if schema.get("format") == "int64" and isinstance(value, str):
        return
    if not _is(value, kind):
        yield f"{place}: {value!r} is no {kind}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is not a word of it"
    elif kind == "array":
        for number, item in enumerate(value):
            yield from _faults(schema["items"], item, f"{place}[{number}]")
    elif kind == "object":
        fields, others = schema.get("properties", {}), schema.get("additionalProperties")
        for key, item in value.items():
            if key in fields or others:
                yield from _faults(fields.get(key) or others, item, f"{place}.{key}")
            else:
                yield f"{place}: there is no field {key}"


def _is(value: object, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


# Field masks: "a(b,c.d),e" asks for a.b, a.c.d and e


def paths(mask: str) -> list[tuple[str, ...]]:
    """The fields that a mask asks for."""
    found: list[tuple[str, ...]] = []
    stack: list[tuple[str, ...]] = [()]
    last: tuple[str, ...] = ()
    for token in re.findall(r"[\w.*]+|[(),]", mask):
        if token == "(":
            found.remove(last)
            stack.append(last)
        elif token == ")":
            stack.pop()
        elif token != ",":
            last = (*stack[-1], *token.split("."))
            found.append(last)
    return found


def masked(value: Any, wanted: Sequence[tuple[str, ...]]) -> Any:
    """An answer cut down to the fields of a mask, as Google does."""
    if not wanted or () in wanted:
        return value
    if isinstance(value, list):
        return [masked(item, wanted) for item in value]
    if not isinstance(value, dict):
        return value
    heads = {path[0]: [other[1:] for other in wanted if other[0] == path[0]] for path in wanted}
    return {key: masked(item, heads[key]) for key, item in value.items() if key in heads}


def _leads_somewhere(schema: Mapping[str, Any], path: Sequence[str]) -> bool:
    for key in path:
        while "$ref" in schema or schema.get("type") == "array":
            schema = API["schemas"][schema["$ref"]] if "$ref" in schema else schema["items"]
        if key not in schema.get("properties", {}):
            return False
        schema = schema["properties"][key]
    return True
