"""What many browsers are sent is packed once: WebSocket messages, compressed and kept for whoever is sent the same.

Packing took a third of what a run costs the server, for messages that the next visitor is sent byte by byte: a widget,
a chart, a part of a screen. Kept, it takes none. Nothing that was sent before is referred to within a message (RFC 7692
calls that *no context takeover*), so that what is kept suits every connection, and none keeps a window of its own
(decision 0014).
"""

import zlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.base import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import BINARY, Frame
from websockets.typing import ExtensionParameter

LEAST = 128
"""Bytes of a message below which packing it gains nothing."""
KEPT = 24_000_000
"""Bytes of messages kept, as they are and packed."""
_LEAST_BITS = 9  # zlib's smallest window


class Packed:
    """Compresses messages and keeps those last asked for, within a bound of bytes."""

    def __init__(self, most: int = KEPT) -> None:
        """Keep up to ``most`` bytes."""
        self._most, self._bytes = most, 0
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()

    def __len__(self) -> int:
        """Return how many messages are kept."""
        return len(self._kept)

    def pack(self, message: bytes) -> bytes:
        """Return a message compressed as a WebSocket frame carries it; for the event loop alone."""
        if packed := self._kept.get(message):
            self._kept.move_to_end(message)
            return packed
        # A window as large as the message: most are small, and a large one takes longer to lay out than to fill.
        bits = min(max(_LEAST_BITS, len(message).bit_length()), zlib.MAX_WBITS)
        packer = zlib.compressobj(wbits=-bits, memLevel=bits - _LEAST_BITS + 2)
        packed = (packer.compress(message) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]
        self._kept[message] = packed
        self._bytes += len(message) + len(packed)
        while self._bytes > self._most:
            self._bytes -= sum(map(len, self._kept.popitem(last=False)))
        return packed


class _Shared(PerMessageDeflate):
    """The compression of one connection, which packs whole messages by what is kept for all of them."""

    def __init__(self, packed: Packed, agreed: PerMessageDeflate) -> None:
        super().__init__(
            agreed.remote_no_context_takeover,
            agreed.local_no_context_takeover,
            agreed.remote_max_window_bits,
            agreed.local_max_window_bits,
        )
        self._packed = packed

    def encode(self, frame: Frame) -> Frame:
        """Return a frame as it is sent: short ones as they are, whole messages packed."""
        if frame.opcode is not BINARY or not frame.fin or self.local_max_window_bits < zlib.MAX_WBITS:
            return super().encode(frame)
        if len(frame.data) < LEAST:
            return frame
        return replace(frame, data=self._packed.pack(bytes(frame.data)), rsv1=True)


class _SharedFactory(ServerPerMessageDeflateFactory):
    """Agrees on the compression of a connection: no message of either side refers to one before."""

    def __init__(self, packed: Packed) -> None:
        super().__init__(server_no_context_takeover=True, client_no_context_takeover=True)
        self._packed = packed

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        """Return what the server answers to what a browser offers, and the compression that follows from it."""
        answer, agreed = super().process_request_params(params, accepted_extensions)
        return answer, _Shared(self._packed, agreed)


def pack_once() -> Packed:
    """Let every WebSocket from now on send what is packed once for all; return what keeps it.

    uvicorn compresses every connection's messages by themselves and has no setting for it; and Streamlit has chosen its
    class before the application is loaded, so that the class itself is told (held by a test).
    """
    packed = Packed()
    begin = WebSocketsSansIOProtocol.__init__

    def shared(self: WebSocketsSansIOProtocol, *args: Any, **more: Any) -> None:
        begin(self, *args, **more)
        if self.config.ws_per_message_deflate:
            self.conn.available_extensions = [_SharedFactory(packed)]

    WebSocketsSansIOProtocol.__init__ = shared  # type: ignore[method-assign]
    return packed
