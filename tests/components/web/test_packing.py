"""WebSocket messages are packed once for all, and every browser unpacks them as they were."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.client import ClientProtocol
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, PerMessageDeflate
from websockets.frames import Frame, Opcode
from websockets.server import ServerProtocol
from websockets.uri import parse_uri

from components.web.packing import LEAST, Packed, _SharedFactory
from tests.serving import serve
from tests.session import session

LONG = b"openness " * 200
OTHER = bytes(range(256)) * 4


def unpacked(packed: bytes) -> bytes:
    return zlib.decompressobj(wbits=-zlib.MAX_WBITS).decompress(packed + b"\x00\x00\xff\xff")


@given(st.binary(min_size=LEAST, max_size=3_000))
def test_what_is_packed_is_the_same_unpacked(message: bytes) -> None:
    packed = Packed()
    assert unpacked(packed.pack(message)) == message
    assert packed.pack(bytes(bytearray(message))) is packed.pack(message)
    assert len(packed) == 1


def test_no_more_is_kept_than_the_bound_and_what_was_asked_for_last_stays() -> None:
    packed = Packed(most=3_200)
    first = packed.pack(LONG)
    packed.pack(OTHER)
    assert packed.pack(LONG) is first
    packed.pack(OTHER[::-1])
    assert len(packed) == 2
    assert packed.pack(LONG) is first


def test_a_message_beyond_the_whole_bound_is_packed_and_not_kept() -> None:
    packed = Packed(most=1_000)
    assert unpacked(packed.pack(LONG)) == LONG
    assert not len(packed)


def connected(packed: Packed, *offers: ClientPerMessageDeflateFactory) -> tuple[ServerProtocol, ClientProtocol]:
    """Return both ends of a connection whose sides have agreed."""
    browser = ClientProtocol(parse_uri("ws://localhost/"), extensions=offers or None)
    server = ServerProtocol(extensions=[_SharedFactory(packed)])
    browser.send_request(browser.connect())
    server.receive_data(b"".join(browser.data_to_send()))
    (request,) = server.events_received()
    server.send_response(server.accept(request))  # type: ignore[arg-type]
    browser.receive_data(b"".join(server.data_to_send()))
    browser.events_received()
    return server, browser


def carried(sender: ServerProtocol | ClientProtocol, taker: ServerProtocol | ClientProtocol, message: bytes) -> bytes:
    """Send a message; return it as it arrives."""
    sender.send_binary(message)
    taker.receive_data(b"".join(sender.data_to_send()))
    (frame,) = taker.events_received()
    assert isinstance(frame, Frame) and frame.opcode is Opcode.BINARY
    return bytes(frame.data)


@pytest.mark.parametrize("message", [b"", b"short", LONG, OTHER, LONG])
def test_a_browser_unpacks_every_message_whatever_came_before(message: bytes) -> None:
    server, browser = connected(Packed(), ClientPerMessageDeflateFactory(client_max_window_bits=True))
    for sent in (LONG, message, OTHER, message):
        assert carried(server, browser, sent) == sent
        assert carried(browser, server, sent) == sent


def test_two_browsers_are_sent_what_was_packed_once() -> None:
    packed = Packed()
    for _ in range(2):
        server, browser = connected(packed, ClientPerMessageDeflateFactory())
        assert carried(server, browser, LONG) == LONG
    assert len(packed) == 1


def test_a_browser_that_wants_a_smaller_window_has_it() -> None:
    packed = Packed()
    server, browser = connected(packed, ClientPerMessageDeflateFactory(server_max_window_bits=9))
    assert carried(server, browser, LONG + OTHER + LONG) == LONG + OTHER + LONG
    assert not len(packed)


def test_a_client_without_compression_is_sent_messages_as_they_are() -> None:
    server, browser = connected(Packed())
    assert carried(server, browser, LONG) == LONG


def test_the_server_packs_so() -> None:
    with serve(alive="/healthz") as server, session(server) as visit:
        visit.run()
        (agreed,) = visit.extensions
        assert isinstance(agreed, PerMessageDeflate)
        assert (agreed.remote_no_context_takeover, agreed.remote_max_window_bits) == (True, zlib.MAX_WBITS)
