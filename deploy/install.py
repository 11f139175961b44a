"""Make ``.venv`` from the locked lists of packages, or say in one line what stands in the way; `make` calls this.

It needs nothing but the standard library. Only files whose hash stands in the lists are installed, and only finished
ones: nothing is compiled, and nothing of a package runs while it is installed.
"""

import errno
import fcntl
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTS = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")
VENV = ROOT / ".venv"
READY = VENV / ".ready"

_PYTHON = f"Python {sys.version_info.major}.{sys.version_info.minor}"
_FULL = "The disk is full: free a gigabyte and a half, then run make again."

# What pip and venv say, in the order in which it is looked for: a full disk or a cut line also ends in "no version".
_REASONS: tuple[tuple[str, str], ...] = (
    (r"No space left on device|Disk quota exceeded", _FULL),
    (
        r"ensurepip is not available|No module named (?:venv|ensurepip)",
        f"{_PYTHON} cannot make an environment: apt-get install python3-venv, then run make again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A package is not the one that was locked, so it was not installed: run make again, from another network if"
        " it stays so; tell us if it is so there too.",
    ),
    (
        r"connection broken|Max retries exceeded|Could not fetch URL|Read timed out|CERTIFICATE_VERIFY_FAILED",
        "The packages cannot be fetched: see that this machine reaches the package index of pip (a proxy goes into"
        " HTTPS_PROXY), then run make again.",
    ),
    (
        r"No matching distribution found for (?P<package>[^\s;]+)",
        f"There is no finished {{package}} for {_PYTHON} on this machine: try a Python that pyproject.toml names,"
        " make PYTHON=python3.11 for one.",
    ),
    (
        r"Permission denied|Read-only file system",
        f"{VENV} cannot be written: give this folder to the user who runs make.",
    ),
)


class InstallError(Exception):
    """Why no environment can be made here, in one line that says what to do."""


def reason(said: str) -> str:
    """One line that says what to do about what pip or venv said.

    Args:
        said: everything that the failed command wrote.
    """
    for pattern, line in _REASONS:
        if found := re.search(pattern, said):
            return line.format(**found.groupdict())
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "it said nothing")
    return f"The packages could not be installed: {last.strip()}"


def _run(*command: str) -> None:
    """Run one command of the new environment; a failed one becomes an ``InstallError``."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise InstallError(reason(done.stdout))


def fresh() -> bool:
    """Whether the environment was made after both lists."""
    return READY.exists() and all(READY.stat().st_mtime >= one.stat().st_mtime for one in LISTS)


def install() -> None:
    """Make the environment, unless another run has just made it.

    Raises:
        InstallError: it could not be made; what was there before stands, and the next run tries again.
    """
    with LISTS[0].open() as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("Another run is installing the packages; waiting for it\n")
            fcntl.flock(held, fcntl.LOCK_EX)
        if fresh():
            return
        sys.stderr.write("Installing the locked packages into .venv; this takes about a minute\n")
        try:
            _run(sys.executable, "-m", "venv", str(VENV))
            lists = [word for one in LISTS for word in ("-r", str(one))]
            options = ("-q", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:")
            _run(str(VENV / "bin" / "python"), "-m", "pip", "install", *options, *lists)
            READY.touch()
        except OSError as error:
            raise InstallError(_FULL if error.errno == errno.ENOSPC else reason(str(error))) from error


if __name__ == "__main__":
    try:
        install()
    except InstallError as error:
        sys.exit(str(error))
