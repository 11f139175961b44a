"""Doing something in a process of its own: as a user with fewer rights, or on a disk that is nearly full."""

import ctypes
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

fork = multiprocessing.get_context("fork")
NOBODY = 65534
_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x00020000
_PRIVATE_BELOW = 0x44000


class NoSmallDiskError(OSError):
    """This machine lets us mount nothing, not even in a namespace of our own."""


def in_child(work: Callable[[], object], user: int | None = None) -> Any:
    """Do something in a process of its own, as another user if need be, and return what came out."""

    def run(pipe: Any) -> None:
        try:
            if user is not None:
                os.setgroups([])
                os.setgid(user)
                os.setuid(user)
            pipe.send(work())
        except NoSmallDiskError as error:
            pipe.send(error)
        except BaseException as error:
            pipe.send(repr(error))
        os._exit(0)

    ours, theirs = fork.Pipe()
    child = fork.Process(target=run, args=(theirs,))
    child.start()
    theirs.close()
    found = ours.recv()
    child.join()
    return found


def restricted(work: Callable[[], object]) -> Any:
    """Do something as a user whom the rights of files bind, and return what came out."""
    return in_child(work, NOBODY if os.geteuid() == 0 else None)


def on_small_disk(folder: Path, work: Callable[[], object], megabytes: int = 1) -> Any:
    """Do something where a folder is a disk of its own, of so many megabytes; only that process sees it.

    Returns what came out, or a `NoSmallDiskError` where the machine forbids it.
    """

    def run() -> object:
        _mount(folder, megabytes)
        return work()

    return in_child(run)


def _mount(folder: Path, megabytes: int) -> None:
    """Mount an empty disk that vanishes with this process, which is root or becomes it in a namespace of its own."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()

    def call(done: int) -> None:
        if done:
            raise NoSmallDiskError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    call(libc.unshare(_NEW_MOUNTS | (_NEW_USER if user else 0)))
    if user:
        for name, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
            Path(f"/proc/self/{name}").write_text(text, "ascii")
    call(libc.mount(b"none", b"/", None, _PRIVATE_BELOW, None))
    call(libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, f"size={megabytes}m".encode()))
