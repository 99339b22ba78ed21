"""Messages over a stream: eight bytes of length, then so many bytes. The child's end; the parent's is in
`_line`, with a clock."""

import struct
from collections.abc import Callable
from typing import NamedTuple

HEADER = struct.Struct("<Q")
_CHUNK = 1 << 20


class Channel(NamedTuple):
    """The child's end, as two functions: a descriptor's `os.read` and `os.write`, or a socket's methods where
    sockets have none."""

    read: Callable[[int], bytes]
    write: Callable[[memoryview], int]

    def receive(self) -> bytearray:
        """The next message. Raises `EOFError` when the parent is gone."""
        (length,) = HEADER.unpack(self._exactly(HEADER.size))
        return self._exactly(length)

    def send(self, message: bytes) -> None:
        header = HEADER.pack(len(message))
        # One write wakes the parent once; a large message is not copied for that.
        for part in (header + message,) if len(message) < _CHUNK else (header, message):
            left = memoryview(part)
            while left:
                left = left[self.write(left) :]

    def _exactly(self, length: int) -> bytearray:
        data = bytearray()
        while len(data) < length:
            part = self.read(min(length - len(data), _CHUNK))
            if not part:
                raise EOFError("the parent is gone")
            data += part
        return data
