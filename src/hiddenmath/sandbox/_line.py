"""The parent's ends of a submission's channel, stdout and stderr, and the clock; nothing that comes in is believed."""

import selectors
import socket
import time
from contextlib import suppress

from ._frames import HEADER
from ._limits import Limits, Status
from ._spawn import Connection

_CHUNK = 1 << 18


class Ended(Exception):
    """No answer came. Without a sentence the process hung up, and how it ended says why."""

    def __init__(self, status: Status, sentence: str = "") -> None:
        self.status: Status = status
        self.sentence = sentence


class Line:
    """Used by one thread at a time; `connection.process.kill` by any."""

    def __init__(self, connection: Connection, limits: Limits) -> None:
        self.connection, self._limits = connection, limits
        self._printed = {connection.stdout: bytearray(), connection.stderr: bytearray()}
        self._room = limits.output
        self._selector = selectors.DefaultSelector()
        self._writing = False
        for end in (connection.channel, connection.stdout, connection.stderr):
            end.setblocking(False)
            self._selector.register(end, selectors.EVENT_READ)

    def exchange(self, message: bytes, seconds: float) -> memoryview:
        """Sends `message`; the one message that answers it. Raises `Ended`."""
        deadline = time.monotonic() + seconds
        outgoing = self._send(memoryview(HEADER.pack(len(message)) + message))
        incoming = bytearray()
        while (left := deadline - time.monotonic()) > 0:
            for key, events in self._selector.select(left):
                if key.fileobj is not self.connection.channel:
                    assert isinstance(key.fileobj, socket.socket)
                    self._hear(key.fileobj)
                    continue
                if events & selectors.EVENT_WRITE:
                    outgoing = self._send(outgoing)
                if events & selectors.EVENT_READ:
                    self._receive(incoming)
            if len(incoming) >= HEADER.size and len(incoming) == self._announced(incoming):
                self.hear_rest()
                return memoryview(incoming)[HEADER.size :]
        raise Ended("timeout", f"It ran longer than the {seconds:g} seconds that it may use.")

    def printed(self) -> tuple[str, str]:
        """What came by stdout and stderr since the last time this was asked."""
        stdout, stderr = (heard.decode("utf-8", "replace") for heard in self._printed.values())
        for heard in self._printed.values():
            heard.clear()
        return stdout, stderr

    def hear_rest(self) -> None:
        """What the process had printed before now. Raises `Ended` when it is too much."""
        for end in self._printed:
            while self._hear(end):
                pass

    def close(self) -> None:
        self._selector.close()
        self.connection.close()

    def _send(self, outgoing: memoryview) -> memoryview:
        """What is left after the channel took what it can take now."""
        channel = self.connection.channel
        try:
            outgoing = outgoing[channel.send(outgoing) :]
        except BlockingIOError:
            pass
        except OSError:  # the process is gone: it will be noticed on the way back, after what it still said
            outgoing = outgoing[:0]
        if self._writing != bool(outgoing):
            self._writing = bool(outgoing)
            self._selector.modify(channel, selectors.EVENT_READ | (selectors.EVENT_WRITE if outgoing else 0))
        return outgoing

    def _receive(self, incoming: bytearray) -> None:
        try:
            part = self.connection.channel.recv(_CHUNK)
        except ConnectionResetError:
            part = b""
        if not part:
            raise Ended("crash")
        incoming += part
        if len(incoming) >= HEADER.size:
            whole = self._announced(incoming)
            if whole > HEADER.size + self._limits.answer or len(incoming) > whole:
                raise Ended("crash", "It wrote to the connection that only the sandbox itself may use.")

    def _announced(self, incoming: bytearray) -> int:
        return HEADER.size + int(HEADER.unpack_from(incoming)[0])

    def _hear(self, end: socket.socket) -> bool:
        """Takes one piece of output; whether there was one."""
        try:
            part = end.recv(_CHUNK)
        except BlockingIOError:
            return False
        except ConnectionResetError:
            part = b""
        if not part:
            with suppress(KeyError):  # seen before
                self._selector.unregister(end)  # the process closed it or is gone: the channel will tell
            return False
        self._printed[end] += part[: self._room]
        if len(part) > self._room:
            self._room = 0
            raise Ended("output", f"It printed more than the {self._limits.output:,} bytes that it may print.")
        self._room -= len(part)
        return True
