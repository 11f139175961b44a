"""A request to an ASGI application in this process: what a route answers, without a server or a wire."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Message

from tests.helpers import finished


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    app: ASGIApp, address: str, method: str = "GET", headers: Mapping[str, str] | None = None, client: str = "192.0.2.1"
) -> Got:
    """Return what an application answers at an address."""
    return finished(asked(app, address, method, headers, client))


async def asked(
    app: ASGIApp, address: str, method: str = "GET", headers: Mapping[str, str] | None = None, client: str = "192.0.2.1"
) -> Got:
    """The same within a loop."""
    path, _, query = address.partition("?")
    named = {"host": "localhost:8501", **{name.lower(): value for name, value in (headers or {}).items()}}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "raw_path": path.encode("latin-1", "replace"),
        "root_path": "",
        "query_string": query.encode("latin-1", "replace"),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in named.items()],
        "client": (client, 50_000),
        "server": ("localhost", 8501),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    told = {name.decode().title(): value.decode("latin-1") for name, value in start["headers"]}
    return Got(start["status"], told, body)
