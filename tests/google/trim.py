"""``python -m tests.google.trim sheets.v4.json``: take from Google's description of the API what the reader uses.

The whole description is in the wheel of google-api-python-client, as
``googleapiclient/discovery_cache/documents/sheets.v4.json``. Kept are the two methods, the parameters all methods have
and every schema that their answers reach, without the explaining texts.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUT = Path(__file__).with_name("sheets.v4.json")
_TEXTS = frozenset(["description", "enumDescriptions", "enumDeprecated", "deprecated", "readOnly"])


def trimmed(whole: dict[str, Any]) -> dict[str, Any]:
    sheets = whole["resources"]["spreadsheets"]
    get, batch_get = sheets["methods"]["get"], sheets["resources"]["values"]["methods"]["batchGet"]
    wanted: dict[str, Any] = {}
    open_ends = [get["response"]["$ref"], batch_get["response"]["$ref"]]
    while open_ends:
        name = open_ends.pop()
        if name not in wanted:
            wanted[name] = whole["schemas"][name]
            open_ends += references(wanted[name])
    return {
        "source": "googleapiclient/discovery_cache/documents/sheets.v4.json of google-api-python-client, trimmed by "
        "tests/google/trim.py",
        "license": "Apache-2.0, Copyright Google LLC",
        **{name: whole[name] for name in ("id", "revision", "rootUrl", "servicePath")},
        "parameters": _without_texts(whole["parameters"]),
        "methods": {method["id"]: _without_texts(method) for method in (get, batch_get)},
        "schemas": {name: _without_texts(wanted[name]) for name in sorted(wanted)},
    }


def references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for part in schema.values():
            yield from references(part)


def _without_texts(part: Any) -> Any:
    """The same without what explains; a field that happens to be called "description" holds a schema, so it stays."""
    if isinstance(part, dict):
        return {
            name: _without_texts(value) for name, value in part.items() if name not in _TEXTS or isinstance(value, dict)
        }
    return [_without_texts(value) for value in part] if isinstance(part, list) else part


if __name__ == "__main__":
    OUT.write_text(json.dumps(trimmed(json.loads(Path(sys.argv[1]).read_text("utf-8"))), indent=1) + "\n", "utf-8")
