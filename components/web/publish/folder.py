"""A publication on a disk: at any moment a whole one stands there, whatever happens to a run.

The folder holds ``current``, a link to one of ``versions/<name>/``. A run writes a version of its own beside, in which
a file that has not changed is the same file on the disk as before, then its list of files, and turns the link over in
one step last. A run that is stopped leaves the link alone; what it has begun is taken away by the next one.

Nothing is ever removed but what such a run has made: a folder that holds anything else is refused.
"""

import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

CURRENT, VERSIONS, LIST, MARK = "current", "versions", "publication.json", ".publication"
"""What the folder holds: the link, the versions, in each its list of files; and the mark that it is ours."""
_NAME = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")
_BEGUN = "begun-"


class FolderError(Exception):
    """A folder that nothing is written into: ``code`` says why, ``path`` where."""

    def __init__(self, code: str, path: Path) -> None:
        """Take the code of a fault ("file", "foreign", "busy", "no_links") and the place."""
        super().__init__(code, path)
        self.code, self.path = code, path


@dataclass(frozen=True)
class Standing:
    """The version that stands: where, of what it was made, and its files with the hash of each."""

    folder: Path
    made_of: str
    files: Mapping[str, str]
    drawn: Mapping[str, str]

    def whole(self) -> bool:
        """Tell whether all of its files are there."""
        return all((self.folder / name).is_file() for name in self.files)


@dataclass
class Fresh:
    """A version that is being written. ``files`` are its files so far, ``written`` those that had to be written."""

    folder: Path
    before: Standing | None
    files: dict[str, str] = field(default_factory=dict)
    drawn: dict[str, str] = field(default_factory=dict)
    written: int = 0

    def put(self, name: str, body: bytes) -> None:
        """Add a file. Raises ValueError for a name that could lead out of the folder or that stands already."""
        digest = sha256(body).hexdigest()
        if self.files.get(name) == digest:
            return
        self._check(name)
        if not self._kept(name, digest):
            (self.folder / name).write_bytes(body)
            self.written += 1
        self.files[name] = digest

    def draw(self, name: str, made_of: str, make: Callable[[], bytes]) -> None:
        """Add a file that takes long to make: it is made only when what it is made of has changed."""
        if name in self.files:
            return
        of = sha256(made_of.encode("utf-8", "surrogatepass")).hexdigest()
        before = self.before
        if before and before.drawn.get(name) == of and name in before.files:
            self._check(name)
            if self._kept(name, before.files[name]):
                self.files[name], self.drawn[name] = before.files[name], of
                return
        self.put(name, make())
        self.drawn[name] = of

    def _check(self, name: str) -> None:
        if not _NAME.fullmatch(name) or name in (LIST, *self.files):
            raise ValueError(f"{name!r} cannot be the name of a file of the publication")
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)

    def _kept(self, name: str, digest: str) -> bool:
        """Take a file over from the version before where it is the same there."""
        if not self.before or self.before.files.get(name) != digest:
            return False
        old, new = self.before.folder / name, self.folder / name
        try:
            os.link(old, new)
        except FileNotFoundError:
            return False
        except OSError:  # a disk without links
            shutil.copyfile(old, new)
        return True


@contextmanager
def opened(folder: Path) -> Iterator[Standing | None]:
    """Hold a folder for one run alone, made where it is missing, and give the version that stands in it.

    Raises FolderError where it is no folder, holds what is not ours, or another run holds it; OSError where it cannot
    be written.
    """
    if folder.exists() and not folder.is_dir():
        raise FolderError("file", folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / MARK
    if not mark.is_file() and any(folder.iterdir()):
        raise FolderError("foreign", folder)
    with mark.open("a", encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FolderError("busy", folder) from error
        (folder / VERSIONS).mkdir(exist_ok=True)
        now = standing(folder)
        _clear(folder / VERSIONS, now)
        yield now


def _clear(versions: Path, now: Standing | None) -> None:
    """Take away what stopped runs have left behind: versions that were begun, and whole ones that never stood."""
    for left in versions.iterdir():
        if left.name.startswith(_BEGUN):
            shutil.rmtree(left)
        elif now is None or left.resolve() != now.folder:
            with suppress(OSError, ValueError, KeyError, TypeError):
                _remove(_version(left))


def standing(folder: Path) -> Standing | None:
    """Return the version that stands in a folder, None where there is none or its list cannot be read."""
    try:
        return _version((folder / CURRENT).resolve())
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _version(folder: Path) -> Standing:
    told: dict[str, Any] = json.loads((folder / LIST).read_text("utf-8"))
    files: dict[str, str] = told["files"]
    if not all(map(_NAME.fullmatch, files)):
        raise ValueError("a list that names what no run writes")
    return Standing(folder, told["made_of"], files, told["drawn"])


@contextmanager
def fresh(folder: Path, before: Standing | None, made_of: str) -> Iterator[Fresh]:
    """Give a version to be written; it stands, whole, once the block has ended well, else it is gone.

    Raises FolderError where the disk knows no links, and OSError where it is full.
    """
    begun = Path(tempfile.mkdtemp(prefix=_BEGUN, dir=folder / VERSIONS))
    begun.chmod(0o755)
    version = Fresh(begun, before)
    try:
        yield version
        told = {"made_of": made_of, "files": dict(sorted(version.files.items())), "drawn": version.drawn}
        text = json.dumps(told, ensure_ascii=False, indent=0)
        with (begun / LIST).open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        named = begun.with_name(f"v-{sha256(text.encode()).hexdigest()[:16]}-{begun.name.removeprefix(_BEGUN)}")
        begun.rename(named)
        _turn(folder, named)
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise
    if before:
        _remove(before)


def _turn(folder: Path, version: Path) -> None:
    """Let the link lead to a version, in one step."""
    turned = folder / f".{CURRENT}-{version.name}"
    with suppress(FileNotFoundError):
        turned.unlink()
    try:
        turned.symlink_to(Path(VERSIONS) / version.name, target_is_directory=True)
    except OSError as error:
        raise FolderError("no_links", folder) from error
    turned.replace(folder / CURRENT)


def _remove(version: Standing) -> None:
    """Remove a version that stood: its files, and the folders that are empty then. What others put there stays."""
    for name in (*version.files, LIST):
        (version.folder / name).unlink(missing_ok=True)
    for inner, _, _ in os.walk(version.folder, topdown=False):
        with suppress(OSError):
            Path(inner).rmdir()
