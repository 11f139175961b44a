"""Visitors who behave badly, by hand on a socket: who never read, leave without a word, send far too much."""

import os
import socket
import struct
from base64 import b64encode

from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.serving import PATIENCE, Server

CONTINUED, BYTES = 0, 2


def dial(server: Server, *, least_read: bool = False) -> socket.socket:
    """Connect, and no more; with ``least_read`` the machine takes hardly anything that is not read."""
    wire = socket.socket()
    wire.settimeout(PATIENCE)
    if least_read:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    wire.connect(("127.0.0.1", server.port))
    return wire


def handshake(server: Server) -> bytes:
    """Return what asks for a WebSocket."""
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: localhost:{server.port}",
        f"Origin: {server.origin}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def visit(server: Server, *, least_read: bool = False) -> socket.socket:
    """Open a WebSocket; of what comes afterwards nothing is read."""
    wire = dial(server, least_read=least_read)
    wire.sendall(handshake(server))
    said = b""
    while not said.endswith(b"\r\n\r\n"):
        said += wire.recv(1)
    assert said.startswith(b"HTTP/1.1 101"), said
    return wire


def head(size: int, kind: int = BYTES, *, last: bool = True) -> bytes:
    """Return the head of one frame whose mask changes nothing."""
    first = bytes([kind | (0x80 if last else 0)])
    if size < 126:
        return first + bytes([0x80 | size]) + bytes(4)
    if size < 65_536:
        return first + bytes([0x80 | 126]) + struct.pack("!H", size) + bytes(4)
    return first + bytes([0x80 | 127]) + struct.pack("!Q", size) + bytes(4)


def question(address: str, query: str = "") -> bytes:
    """Return the frame that asks for a screen, of a browser that holds nothing."""
    asked = BackMsg()
    asked.rerun_script.page_name, asked.rerun_script.query_string = address, query
    body = asked.SerializeToString()
    return head(len(body)) + body


def leave_at_once(wire: socket.socket) -> None:
    """Go without a farewell: the other end gets a reset."""
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.close()
