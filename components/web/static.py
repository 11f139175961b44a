"""Streamlit's own files (its program, styles and fonts), of which it serves megabytes uncompressed.

It leaves compressing to a proxy because doing it anew for each request costs more than it saves. The files never
change while the server runs, so each is compressed once, at its first request, and kept: 7 MB if all were asked for.
"""

import gzip
import mimetypes
import re
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

_PROGRAMS = "static/js/"
_IMPORTED = re.compile(r'\b(?:from|import)\s*"\./([^"/]+\.js)"')
COMPRESSIBLE = frozenset({".css", ".js", ".json", ".svg"})
PARTS = ("Html", "DateInput", "Selectbox", "TextInput", "DownloadButton")
"""The parts of Streamlit that every first view is made of, by the names of their programs."""


@cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 9, mtime=0)


class Static:
    """The files of a folder by their address below it ("static/js/…")."""

    def __init__(self, folder: Path) -> None:
        """Look at what is there; nothing else will ever be served."""
        self._folder = folder

    @cached_property
    def names(self) -> frozenset[str]:
        """The address of every file."""
        files = (path for path in self._folder.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self._folder).as_posix() for path in files)

    def compressible(self, name: str) -> bool:
        """Tell whether a file is text that gains by being compressed."""
        return name in self.names and Path(name).suffix in COMPRESSIBLE

    def compressed(self, name: str) -> bytes:
        """Return a file's content, compressed by gzip."""
        if name not in self.names:
            raise KeyError(name)
        return _compressed(self._folder / name)

    def media_type(self, name: str) -> str:
        """Return a file's media type, whatever the system's own table of types holds."""
        types = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
        return types.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"

    def programs(self, parts: Iterable[str]) -> list[str]:
        """Return the programs of Streamlit's parts ("DateInput") with all that those import, by their addresses.

        A part that is not there is left out: without it a page is only slower.
        """
        programs_found: dict[str, None] = {}
        programs = [name for name in self.names if name.startswith(_PROGRAMS)]
        waiting = sorted(name for part in parts for name in programs if name.startswith(f"{_PROGRAMS}{part}."))
        while waiting:
            name = waiting.pop()
            if name not in programs_found and name in self.names:
                programs_found[name] = None
                imported = _IMPORTED.findall((self._folder / name).read_text("utf-8"))
                waiting += [_PROGRAMS + other for other in imported]
        return list(programs_found)
