"""Length-framed messages between the server and its workers: a JSON head and a body of bytes.

Layout: four bytes of head length, four of body length (big-endian), the head, the body.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

PREFIX = struct.Struct("!II")
Head = dict[str, Any]
_READ = 1 << 16
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(head: Head, body: bytes = b"") -> bytes:
    """One message as bytes."""
    raw = _json(head).encode("utf-8", "surrogatepass")
    return PREFIX.pack(len(raw), len(body)) + raw + body


class FrameBuffer:
    """Collects bytes as they come and gives complete messages."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes | memoryview) -> tuple[Head, bytes] | None:
        """Add `data`; the message, if one is now complete."""
        if self._data:
            self._data += data
            message = _message(self._data)
            if message is not None:
                self._data.clear()
        else:
            message = _message(data)  # most come in one piece
            if message is None:
                self._data += data
        return message


def _message(data: bytes | bytearray | memoryview) -> tuple[Head, bytes] | None:
    """The message that the data is, once it is whole; the other side waits for an answer to each."""
    if len(data) < PREFIX.size:
        return None
    head_size, body_size = PREFIX.unpack_from(data)
    middle = PREFIX.size + head_size
    if len(data) < middle + body_size:
        return None
    return json.loads(bytes(data[PREFIX.size : middle])), bytes(data[middle:])


class Receiver:
    """Takes messages from a socket into one piece of memory that it keeps: new memory for each costs more
    than reading them.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._memory = memoryview(bytearray(_READ))
        self._buffer = FrameBuffer()

    def message(self) -> tuple[Head, bytes] | None:
        """Wait for one message; None when the other side has closed."""
        while size := self._connection.recv_into(self._memory):
            message = self._buffer.feed(self._memory[:size])
            if message is not None:
                return message
        return None


def send(connection: socket.socket, head: Head, body: bytes = b"") -> None:
    """Send one message whole."""
    connection.sendall(encode(head, body))
