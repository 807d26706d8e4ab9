"""Length-framed messages between the server and its workers: a JSON head and a body of bytes.

Layout: four bytes of head length, four of body length (big-endian), the head, the body.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

PREFIX = struct.Struct("!II")
_READ = 1 << 16  # more would make the interpreter map and unmap memory for every message
Head = dict[str, Any]


def encode(head: Head, body: bytes = b"") -> bytes:
    """One message as bytes."""
    raw = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return PREFIX.pack(len(raw), len(body)) + raw + body


class FrameBuffer:
    """Collects bytes as they come and gives complete messages."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes) -> tuple[Head, bytes] | None:
        """Add `data`; the message, if one is now complete."""
        self._data += data
        if len(self._data) < PREFIX.size:
            return None
        head_size, body_size = PREFIX.unpack_from(self._data)
        end = PREFIX.size + head_size + body_size
        if len(self._data) < end:
            return None
        middle = PREFIX.size + head_size
        head = json.loads(self._data[PREFIX.size : middle])
        body = bytes(self._data[middle:end])
        del self._data[:end]
        return head, body


def receive(connection: socket.socket) -> tuple[Head, bytes] | None:
    """Wait for one message; None when the other side has closed."""
    buffer = FrameBuffer()
    while data := connection.recv(_READ):
        message = buffer.feed(data)
        if message is not None:
            return message
    return None


def send(connection: socket.socket, head: Head, body: bytes = b"") -> None:
    """Send one message whole."""
    connection.sendall(encode(head, body))
