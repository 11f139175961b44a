"""What takes long to build: files, and the job that builds them one by one."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class File:
    """A file to be built: its name, what it is called on screen, its media type, and what makes its bytes."""

    name: str
    title: str
    mime: str
    make: Callable[[], bytes]


@dataclass
class Job:
    """What is being built: its files, and those that are done with their bytes, None for one that failed."""

    files: tuple[File, ...]
    done: list[tuple[File, bytes | None]] = field(default_factory=list)

    @property
    def finished(self) -> bool:
        """Whether every file was tried."""
        return len(self.done) == len(self.files)

    def run(self) -> None:
        """Build the files one by one; one that fails does not hold up the others."""
        for file in self.files:
            try:
                self.done.append((file, file.make()))
            except Exception:
                log.exception("%s could not be built", file.name)
                self.done.append((file, None))
