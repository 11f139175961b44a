"""How the log is written: a fault is one line with its code, floods are counted, no character commands a terminal."""

import atexit
import hashlib
import logging
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WINDOW = 60.0
"""Seconds in which equal lines are counted instead of written."""
FULL = 3
"""Equal lines that are written within a window."""
MOST_KINDS = 500
LONGEST = 2000
"""Letters of one line."""
_FRAMES = 4


def plain(text: str) -> str:
    """Return a text as one line in which whatever does not print (line ends, escapes, signs of direction) is named."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text[:LONGEST]
    )


def code_of(error: BaseException) -> str:
    """Return a short code of an error, the same each time that it happens at the same place."""
    frames = traceback.extract_tb(error.__traceback__)
    place = [type(error).__qualname__, *(f"{frame.filename}:{frame.lineno}" for frame in frames)]
    return hashlib.sha256("\n".join(place).encode()).hexdigest()[:6].upper()


class Line(logging.Formatter):
    """Writes a record as one line: what happened, for an error also its code and where, the innermost place first."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without its end."""
        text = record.getMessage().strip()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            frames = traceback.extract_tb(error.__traceback__)[: -_FRAMES - 1 : -1]
            way = ", ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
            text += f" [{code_of(error)}: {type(error).__name__}: {error}; at {way}]"
        return plain(text)


@dataclass
class _Flood:
    since: float
    seen: int = 1


class Floods(logging.Filter):
    """Lets equal records pass `FULL` times a `WINDOW` and counts the others; the count is written when it is over."""

    def __init__(self, write: Callable[[str], object], clock: Callable[[], float] = time.monotonic) -> None:
        """Write counts by ``write``, a line without its end."""
        super().__init__()
        self._write, self._clock = write, clock
        self._lock = threading.Lock()
        self._floods: dict[tuple[str, str, str], _Flood] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a record is to be written."""
        error = record.exc_info[1] if record.exc_info else None
        kind = (record.name, str(record.msg), code_of(error) if error is not None else "")
        now = self._clock()
        with self._lock:
            self._end(now)
            flood = self._floods.get(kind)
            if flood is None:
                self._floods[kind] = _Flood(now)
                return True
            flood.seen += 1
            return flood.seen <= FULL

    def end(self) -> None:
        """Write what is counted and not written yet."""
        with self._lock:
            self._end(float("inf"))

    def _end(self, now: float) -> None:
        """Close the windows that are over, and the oldest where there are too many."""
        over = [kind for kind, flood in self._floods.items() if now - flood.since >= WINDOW]
        over = over or list(self._floods)[: len(self._floods) - MOST_KINDS]
        for kind in over:
            flood = self._floods.pop(kind)
            if flood.seen > FULL:
                self._write(plain(f"{flood.seen - FULL} times more: {kind[1].strip()}"))


def install() -> None:
    """Write the log of everything in the process this way, from warnings on; once more finds loggers made since."""
    root = logging.getLogger()
    handler = next((handler for handler in root.handlers if isinstance(handler.formatter, Line)), None)
    if handler is None:
        handler = logging.StreamHandler()
        handler.setLevel(logging.WARNING)
        handler.setFormatter(Line())
        stream = handler.stream
        floods = Floods(lambda line: stream.write(f"{line}\n"))
        handler.addFilter(floods)
        atexit.register(floods.end)
        root.addHandler(handler)
    for logger in list(logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True
