"""Who takes notices in the tests: a mail server and a webhook on this machine, as kind or as broken as wanted."""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.serving import free_port


class MailServer:
    """A mail server; ``answer`` is what it says to a message, ``refused`` whom it does not know."""

    def __init__(self) -> None:
        self.port = free_port()
        self.letters: list[EmailMessage] = []
        self.to: list[list[str]] = []
        self.answer = "250 OK"
        self.refused: frozenset[str] = frozenset()

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.letters.append(message_from_bytes(envelope.content, EmailMessage, policy=default))
            self.to.append(list(envelope.rcpt_tos))
        return self.answer


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    own = MailServer()
    controller = Controller(own, hostname="127.0.0.1", port=own.port)
    controller.start()
    try:
        yield own
    finally:
        controller.stop()


class Hook:
    """A webhook; ``status`` is what it answers."""

    def __init__(self) -> None:
        self.status = 200
        self.asked = 0
        self.taken: list[dict[str, Any]] = []
        self.address = ""


@contextlib.contextmanager
def webhook() -> Iterator[Hook]:
    own = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            own.asked += 1
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if own.status == 200:
                own.taken.append(body)
            self.send_response(own.status)
            if own.status == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    own.address = f"http://127.0.0.1:{server.server_address[1]}/hook"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield own
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def silence() -> Iterator[int]:
    """The port of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]
