"""What the first visitor would otherwise wait for, done at start in a thread, while the server already answers."""

import gc
import importlib
import logging
import threading
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from components.web.static import Static
from data import history
from data.words import LANGUAGES, words

_LOG = logging.getLogger(__name__)
# Streamlit and the screens import these at first use. They take most of the first visitor's second.
_SLOW = ("pandas", "pyarrow", "altair", "vl_convert", "babel.dates", "babel.lists", "babel.numbers")
DONE = threading.Event()
"""Set when the warm start is over, whether or not all of it went well: a slower first visit is no reason to refuse."""


def warm(static: Static, files: Iterable[str]) -> None:
    """Import, read and compress what every first visit needs; never raises."""
    began = time.perf_counter()
    try:
        history.current()
        for language in LANGUAGES:
            words(language).say("")
        for name in _SLOW:
            importlib.import_module(name)
        for name in files:
            if static.compressible(name):
                static.compressed(name)
        # What exists by now stays for good: leaving it out makes each later garbage collection cheap.
        gc.collect()
        gc.freeze()
    except Exception:
        _LOG.exception("The warm start failed; the first visitor will wait longer")
    finally:
        DONE.set()
    _LOG.info("Warm after %.1f s", time.perf_counter() - began)


def lifespan(static: Static, files: Iterable[str]) -> Any:
    """Return the application's lifespan: it starts the warming and does not wait for it.

    The thread dies with the process, so a stop during the start is not held up.
    """

    @asynccontextmanager
    async def started(_app: Any) -> AsyncIterator[None]:
        threading.Thread(target=warm, args=(static, tuple(files)), name="warm", daemon=True).start()
        yield

    return started
