"""The log: one line a fault, floods counted, nothing that commands a terminal."""

import io
import logging
import sys

import pytest

from data import logs
from data.logs import FULL, WINDOW, Floods, Line, code_of, plain


def record(message: str, error: BaseException | None = None, name: str = "x") -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, "file.py", 1, message, (), info)


def failed(message: str = "no bread") -> ValueError:
    try:
        raise ValueError(message)
    except ValueError as error:
        return error


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ādaži – 50 %", "Ādaži – 50 %"),
        ("two\nlines\r\n", "two\\nlines\\r\\n"),
        ("\x1b[2Jgone \x07", "\\x1b[2Jgone \\x07"),
        ("evil\u202etxt.exe", "evil\\u202etxt.exe"),
        ("c1\x9b31m\u2028", "c1\\x9b31m\\u2028"),
        ("half \ud800", "half \\ud800"),
    ],
)
def test_a_line_is_one_line_and_commands_nothing(text: str, line: str) -> None:
    assert plain(text) == line


def test_an_error_is_one_line_with_its_code_and_place() -> None:
    error = failed("first\nsecond")
    said = Line().format(record("It broke", error))
    assert said.startswith(f"It broke [{code_of(error)}: ValueError: first\\nsecond; at test_logs.py:")
    assert said.endswith(" failed]")
    assert code_of(failed()) == code_of(failed("another word")), "the same place, the same code"
    assert code_of(failed()) != code_of(KeyError())


def test_no_line_is_endless() -> None:
    assert len(Line().format(record("a" * 10**6))) == logs.LONGEST


def test_equal_lines_are_counted_and_the_count_is_said_when_the_window_is_over() -> None:
    now, said = [0.0], list[str]()
    floods = Floods(said.append, lambda: now[0])
    passed = [floods.filter(record("flood")) for _ in range(50)]
    assert passed == [True] * FULL + [False] * (50 - FULL)
    assert floods.filter(record("flood", failed())), "an error is another kind"
    assert floods.filter(record("another"))
    assert said == []
    now[0] = WINDOW
    assert floods.filter(record("flood"))
    assert said == [f"{50 - FULL} times more: flood"]


def test_what_is_counted_is_said_at_the_end_too() -> None:
    said: list[str] = []
    floods = Floods(said.append, lambda: 0.0)
    for _ in range(10):
        floods.filter(record("flood"))
    floods.end()
    assert said == [f"{10 - FULL} times more: flood"]


def test_many_kinds_take_no_memory() -> None:
    said: list[str] = []
    floods = Floods(said.append, lambda: 0.0)
    for number in range(logs.MOST_KINDS * 3):
        assert floods.filter(record(f"kind {number}"))
    assert len(floods._floods) <= logs.MOST_KINDS + 1


def test_loggers_with_handlers_of_their_own_write_this_way_too(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    root, other = logging.getLogger(), logging.getLogger("tests.somebody.else")
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(other, "handlers", [logging.StreamHandler()])
    monkeypatch.setattr(other, "propagate", False)
    monkeypatch.setattr(logging.root.manager, "loggerDict", {"tests.somebody.else": other})
    logs.install()
    logs.install()
    assert len(root.handlers) == 1
    try:
        raise ValueError("x\x1b[0m")
    except ValueError:
        other.exception("It\nbroke")
    other.info("not written")
    assert out.getvalue().count("\n") == 1
    assert "It\\nbroke [" in out.getvalue()
    assert "\x1b" not in out.getvalue()
