"""A wire between a program and its database that can be cut and mended."""

import socket
import threading
from contextlib import suppress

from tests.serving import free_port


class Wire:
    """Passes bytes on from a port of its own to another, until it is cut; safe to mend and to cut again."""

    def __init__(self, to: int) -> None:
        """Listen at once."""
        self._to, self.port = to, free_port()
        self._ends: list[socket.socket] = []
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

    def _take(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listening.accept()
                try:
                    far = socket.create_connection(("127.0.0.1", self._to))
                except OSError:
                    near.close()
                    continue
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    @staticmethod
    def _pass(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
