"""Key files and answers mutated at random, by seeds: nothing but a reason leaves the reader, and doctor ends well."""

import copy
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from google.auth.crypt import RSASigner

from data import doctor
from data.sources.connection import Answer, SourceConnection
from data.words import words
from tests.google.server import Cell, FakeGoogle, Request, Tab, from_grids

ROUNDS = 300
ODD: list[Any] = [
    None, True, 0, -1, 1.5, 10**30, float("inf"), "", "x", "a\nb", "\ud800", "ā" * 3, [], {}, [[]], [None], {"x": 1},
    "http://127.0.0.1/x", "https://[", ["service_account"], "external_account", "authorized_user",
    "impersonated_service_account", "gdch_service_account", "external_account_authorized_user",
]  # fmt: skip
HEADERS = [
    {}, {"Date": "Tue, 01 Dec 2026 10:00:00"}, {"Date": "Tue, 01 Dec 99999999999 10:00:00 GMT"},
    {"Date": "Tue, 01 Dec 2026 10:00:00 -0000"}, {"Retry-After": "soon"}, {"Retry-After": "0"}, {"Date": "\x00"},
]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a JSON document."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


def mutated(content: Any, chance: random.Random) -> Any:
    """The document with one to three things in it gone, or something else."""
    content = copy.deepcopy(content)
    for _ in range(chance.randint(1, 3)):
        *way, last = chance.choice(list(places(content))[1:] or [("",)])
        inside = content
        try:
            for key in way:
                inside = inside[key]
            if chance.random() < 0.3:
                del inside[last]
            else:
                inside[last] = copy.deepcopy(chance.choice(ODD))
        except (LookupError, TypeError):
            continue
    return content


def broken(text: bytes, chance: random.Random) -> bytes:
    """The text cut, doubled, in other letters, or with other bytes in it; or left as it is."""
    place = chance.randrange(len(text) + 1)
    ways: list[Callable[[], bytes]] = [
        lambda: text, lambda: text, lambda: text, lambda: text,
        lambda: text[:place], lambda: text[place:],
        lambda: text[:place] + bytes([chance.randrange(256)]) + text[place:],
        lambda: text + text, lambda: text.decode("utf-8", "replace").encode("utf-16"),
        lambda: text.decode("utf-8", "replace").encode("cp1257", "replace"), lambda: b"\xef\xbb\xbf" + text,
        lambda: b"[" * 60_000, lambda: b"<!DOCTYPE html><title>Sign in</title>", lambda: text.replace(b"\\n", b"\\\\n"),
    ]  # fmt: skip
    return chance.choice(ways)()


@pytest.fixture
def near(google: FakeGoogle, bare: Path, monkeypatch: pytest.MonkeyPatch) -> FakeGoogle:
    """The server asked without a line between, so that many reads are quick; nothing is stored."""
    google.tabs = [
        *from_grids({"Plāni": [["ID", "Nosaukums", "Statuss"], ["P5", "Piektais", "spēkā"]], "Tukša": []}),
        Tab("Sēdes", [[Cell("ID", "ID")], [Cell(45603.5, "13:00")], [Cell(0.5, "50%")]], merges=[(0, 1, 0, 2)]),
    ]
    for tab in google.tabs:
        tab.row_count = 8
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{bare / 'history.sqlite3'}")
    monkeypatch.setattr("data.sources.connection.time.sleep", lambda _: None)
    monkeypatch.setattr("data.sources.google.requests.SourceConnection", lambda: SourceConnection(sleep=lambda _: None))
    monkeypatch.setattr("data.doctor._store", lambda _: iter(()))
    return google


def answering(google: FakeGoogle, change: Callable[[int, Any, dict[str, str]], Answer]) -> Callable[..., Answer]:
    """In place of the line: what the server says, changed."""

    def once(self: SourceConnection, method: str, address: str, *_: Any, **given: Any) -> Answer:
        if method == "POST":
            text = given["body"]
            status, body = google.sign_in(parse_qs(text.decode() if isinstance(text, bytes) else str(text)))
        else:
            query = {name: value if isinstance(value, list) else [value] for name, value in given["params"].items()}
            path = unquote(urlsplit(address).path)
            status, body = google.answer(
                Request("GET", path, query, {"Authorization": f"Bearer {given.get('token')}"}),
            )
        answer = change(status, body, {})
        self._note_time(answer.headers.get("Date"))
        return answer

    return once


def outcome() -> str:
    """Let doctor read and judge; what comes of it but a `SourceError` would be told as a fault of our own."""
    said = [finding.text for finding in doctor.examine(words("en"))]
    assert not [text for text in said if "itself failed" in text]
    return said[-1]


@pytest.mark.parametrize("seed", range(3))
def test_no_key_file_ends_in_anything_but_a_reason(
    near: FakeGoogle, bare: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(
        SourceConnection,
        "once",
        answering(near, lambda status, body, headers: Answer(status, headers, json.dumps(body).encode())),
    )
    chance = random.Random(seed)
    others = [near.key() | {"type": kind} for kind in ODD if isinstance(kind, str) and "_" in kind]
    found = set()
    for _ in range(ROUNDS // 3):
        content = json.dumps(mutated(chance.choice([near.key(), *others]), chance))
        (bare / "parbaude-atslega.json").write_bytes(broken(content.encode(), chance))
        found.add(outcome())
    assert len(found) > 3


@pytest.mark.parametrize("seed", range(3))
def test_no_answer_ends_in_anything_but_a_reason(near: FakeGoogle, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = random.Random(seed)

    def change(status: int, body: Any, _: dict[str, str]) -> Answer:
        if chance.random() < 0.7:
            return Answer(status, {}, json.dumps(body).encode())
        text = json.dumps(mutated(body, chance)).encode()
        status = chance.choice([status, status, status, status, 400, 401, 403, 404, 302, 204, 429, 503])
        return Answer(status, chance.choice(HEADERS), broken(text, chance))

    monkeypatch.setattr(SourceConnection, "once", answering(near, change))
    signer = RSASigner.from_service_account_info(near.key())  # slow to make, and not what is tried here
    monkeypatch.setattr(RSASigner, "from_service_account_info", lambda _: signer)
    found = {outcome() for _ in range(ROUNDS // 3)}
    assert len(found) > 3
    near.breaches.clear()
