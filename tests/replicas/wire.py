"""A wire between a program and its database that can be cut, split, slowed and mended."""

import socket
import threading
import time
from contextlib import suppress

from tests.serving import free_port


class Wire:
    """Passes bytes on from a port of its own to another, until it is cut; safe to mend and to cut again.

    ``delay`` is how many seconds each part of what is said takes.
    """

    def __init__(self, to: int) -> None:
        """Listen at once."""
        self._to, self.port, self.delay = to, free_port(), 0.0
        self._split = False
        self._ends: list[socket.socket] = []
        self._far: list[socket.socket] = []
        self._listening: socket.socket | None = None
        self.mend()

    def mend(self) -> None:
        """Take connections from now on."""
        self._listening = listening = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._take, args=(listening,), daemon=True).start()

    def cut(self) -> None:
        """Break every connection and take no more."""
        listening, self._listening = self._listening, None
        for end in [*([listening] if listening else []), *self._ends]:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def split(self) -> None:
        """Let the program hear nothing any more, on old connections or new ones, while the database hears a farewell.

        So it is where a network is split: each side is there for others, and the server gives up what it hears no more.
        """
        self._split = True
        for end in self._far:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._far.clear()

    def join(self) -> None:
        """End a split: connections of before are broken, new ones pass."""
        self.cut()
        self._split = False
        self.mend()

    def _take(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listening.accept()
                if self._split:
                    self._ends.append(near)
                    continue
                try:
                    far = socket.create_connection(("127.0.0.1", self._to))
                except OSError:
                    near.close()
                    continue
                self._ends += [near, far]
                self._far.append(far)
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                time.sleep(self.delay)
                other.sendall(data)
        if self._split:
            return
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
