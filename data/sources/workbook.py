"""A workbook (.xlsx), parsed in a child process with limits, since a file can be made to hurt its reader."""

import io
import json
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.raw import CellKind, Merge, RawBook, RawCell, RawTab, TypedCell
from data.sources import MAX_FILE, MAX_UNPACKED, MEGABYTE, SourceError

PARSE_SECONDS = 10
"""Seconds of a processor that reading a file may take; a busy machine is not the file's fault."""
PARSE_PATIENCE = 60
"""Seconds by the clock after which the machine is too busy to go on."""
PARSE_MEGABYTES = 512
MAX_TEXT_MEGABYTES = 40
"""What the texts of all cells may come to, as many as an answer of Google's: few bytes can name a text many times."""
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Workbook:
    """An .xlsx file on this machine."""

    path: Path

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.name

    def read(self) -> RawBook:
        """Parse the file in a child process. Raises `SourceError` when it is no workbook or over a limit."""
        try:
            _guard_size(self.path.stat().st_size, self.name)
            content = self.path.read_bytes()
        except OSError as error:
            raise SourceError("file_unreadable", self.name) from error
        return parse_workbook(content, self.name)


def parse_workbook(content: bytes, name: str) -> RawBook:
    """Parse the bytes of an .xlsx file in a child process; ``name`` is what a person calls it.

    Raises `SourceError` when it is no workbook or over a limit.
    """
    guard(content, name)
    return _book(in_child("data.sources.workbook_parser", content, name), name)


def in_child(module: str, content: bytes, name: str, seconds: int | None = None, most: int | None = None) -> bytes:
    """Return what ``main`` of a module writes of ``content``, in a child process bounded in time, memory and output.

    ``seconds`` are those of a processor, ``most`` megabytes of output; without them what a workbook alone may take.
    Raises `SourceError`, under the name of the file that is read there, when a limit is reached.
    """
    seconds = PARSE_SECONDS if seconds is None else seconds
    most = 4 * MAX_TEXT_MEGABYTES if most is None else most
    limits = [str(seconds), str(PARSE_MEGABYTES), str(MAX_TEXT_MEGABYTES)]
    command = [sys.executable, "-I", "-c", _CHILD, str(_ROOT), module, str(most), *limits]
    try:
        # A file and no pipe: the kernel stops the child at the size that it may write.
        with tempfile.TemporaryFile() as output:
            child = subprocess.run(
                command, input=content, stdout=output, stderr=subprocess.DEVNULL, timeout=PARSE_PATIENCE, check=False
            )
            output.seek(0)
            written = output.read() if not child.returncode else b""
    except subprocess.TimeoutExpired as error:
        raise SourceError("parse_waited", name, limit=str(PARSE_PATIENCE)) from error
    except OSError as error:
        raise SourceError("file_unreadable", name) from error
    if child.returncode == _EXIT_NOT_A_WORKBOOK:
        raise SourceError("not_a_workbook", name)
    if child.returncode == _EXIT_TOO_MUCH_TEXT:
        raise SourceError("texts_too_large", name, limit=str(MAX_TEXT_MEGABYTES))
    if child.returncode == -signal.SIGPROF:
        raise SourceError("parse_too_slow", name, limit=str(seconds))
    if child.returncode:
        raise SourceError("parse_too_heavy", name, limit=str(PARSE_MEGABYTES))
    return written


def parse_here(content: bytes, name: str, most_text: int) -> RawBook:
    """Parse a workbook that passed `guard`; only in a process that may be lost, as `in_child` begins one.

    Raises whatever the file makes the parser raise.
    """
    from data.sources.workbook_parser import tabs_of

    return _book(json.dumps(tabs_of(content, most_text)).encode(), name)


def _book(written: bytes, name: str) -> RawBook:
    try:
        tabs = json.loads(written)
    except ValueError as error:
        raise SourceError("not_a_workbook", name) from error
    return RawBook(name, tuple(_tab(tab) for tab in tabs))


def _guard_size(size: int, name: str) -> None:
    if size > MAX_FILE:
        megabytes = f"{size / MEGABYTE:.0f}"
        raise SourceError("file_too_large", name, size=megabytes, limit=str(MAX_FILE // MEGABYTE))


def guard(content: bytes, name: str) -> None:
    """Refuse by size and by table of contents, before anything is unpacked."""
    _guard_size(len(content), name)
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise SourceError("workbook_protected", name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise SourceError("not_a_workbook", name) from error
    if unpacked > MAX_UNPACKED:
        raise SourceError("unpacks_too_large", name, limit=str(MAX_UNPACKED // MEGABYTE))


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What a workbook with a password, or with rights to be asked for, is packed in."""
_EXIT_NOT_A_WORKBOOK, _EXIT_TOO_MUCH_TEXT = 3, 4
_CHILD = f"""
import resource, signal, sys
root, module, most, seconds, megabytes, most_text = sys.argv[1:]
signal.setitimer(signal.ITIMER_PROF, float(seconds))
resource.setrlimit(resource.RLIMIT_AS, (int(megabytes) * 1_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(most) * 1_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
sys.path.insert(0, root)
sys.modules["numpy"] = None
from importlib import import_module
from data.sources.workbook_parser import TooMuchTextError
try:
    import_module(module).main(sys.stdin.buffer.read(), int(most_text) * 1_000_000)
except MemoryError:
    sys.exit(1)
except TooMuchTextError:
    sys.exit({_EXIT_TOO_MUCH_TEXT})
except Exception:
    sys.exit({_EXIT_NOT_A_WORKBOOK})
"""


def _cell(cell: Any) -> RawCell:
    if isinstance(cell, str):
        return cell
    kind, value, shown = cell
    return TypedCell(CellKind(kind), value, shown)


def _tab(tab: dict[str, Any]) -> RawTab:
    rows: Sequence[Sequence[Any]] = tab["rows"]
    return RawTab(
        tab["title"],
        tuple(tuple(_cell(cell) for cell in row) for row in rows),
        tuple(Merge(*merge) for merge in tab["merges"]),
        tab["hidden_rows"],
        links={(row, column): (address,) for row, column, address in tab["links"]},
        from_1904=tab["from_1904"],
        filtered_rows=tab["filtered_rows"],
    )
