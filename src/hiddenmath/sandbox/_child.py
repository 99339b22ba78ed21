"""The submission's process: confine, run the job, then answer calls until the parent hangs up.

The same on every platform; how the process came to be and how it is confined is the caller's part. Everything here
runs beside hostile code and may be changed by it. That is no matter: the parent believes nothing but the bytes it
gets, and treats those as an answer.
"""

import ctypes
import os
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from ._codec import ValueRefused, decode, encode
from ._frames import Channel
from ._limits import Limits

MEMORY_EXIT = 86
"""Exit code of a process that could not even say that it was out of memory."""

TEXT = 10_000
"""Characters of an error or a traceback: more is nobody's to read."""

Report = tuple[str, object, str, str]
"""Status, answer, error, traceback."""


class Confinement(Protocol):
    """What a platform can hold a submission with, once `confine` has entered all of it."""

    def close_memory(self) -> None: ...
    def open_memory(self) -> None: ...
    def restart_cpu(self) -> None: ...


def serve(channel: Channel, confine: Callable[[Limits], Confinement]) -> None:
    """One submission, from its limits to the parent's hanging up."""
    limits: Any = decode(channel.receive())
    try:
        held = confine(Limits(*limits))
    except (OSError, ValueError) as error:  # never go on with less than was promised
        channel.send(encode(f"the isolation failed: {error}"))
        return
    channel.send(encode(""))
    conversation = _Conversation(channel, Limits(*limits), held)
    request: Any = decode(channel.receive())
    conversation.begin(*request)
    while True:
        conversation.call()


class _Conversation:
    def __init__(self, channel: Channel, limits: Limits, held: Confinement) -> None:
        self._channel, self._limits, self._held = channel, limits, held
        self._streams = (sys.stdout, sys.stderr)
        self._fflush = _fflush()
        self._handler: Callable[[Any], object] = _no_handler

    def begin(self, job: str, keep: bool, argument: object) -> None:
        """Runs the job. With `keep` its answer is the handler of the calls to come, and does not travel."""
        module, _, name = job.partition(":")
        function = getattr(sys.modules[module], name)

        def start(value: object) -> object:
            answer = function(value)
            if not keep:
                return answer
            if not callable(answer):
                raise TypeError(f"the job {job} must return a function for a session, not {type(answer).__name__}")
            self._handler = answer
            return None

        self._report(start, argument)

    def call(self) -> None:
        self._report(self._handler, decode(self._channel.receive()))

    def _report(self, function: Callable[[Any], object], value: object) -> None:
        self._held.restart_cpu()
        began = time.perf_counter()
        full = False
        try:
            message = self._message(_attempt(function, value), time.perf_counter() - began)
        except MemoryError:
            full = True
            self._held.open_memory()  # room to tell it in
            sentence = f"It asked for more memory than the {self._limits.memory / 1e6:,.0f} MB that it may use."
            message = encode(["memory", None, sentence, "", time.perf_counter() - began])
        self._flush()
        self._channel.send(message)
        if full:
            self._held.close_memory()

    def _message(self, report: Report, seconds: float) -> bytes:
        refusal = ""
        try:
            message = encode([*report, seconds])
            if len(message) <= self._limits.answer:
                return message
            refusal = f"the answer takes {len(message):,} bytes; at most {self._limits.answer:,} can be returned"
        except ValueRefused as error:
            refusal = str(error)
        except MemoryError:
            raise
        except BaseException as error:  # noqa: BLE001 - an answer's own class may raise anything while it is read
            refusal = f"the answer could not be read: {_line(error)}"
        return encode(["error", None, refusal[:TEXT], "", seconds])

    def _flush(self) -> None:
        """All that was printed leaves before the answer: by Python's streams, by those put in their place, by C."""
        for stream in (sys.stdout, sys.stderr, *self._streams):
            with suppress(BaseException):  # closed, replaced or hostile: its loss, and the answer still goes out
                stream.flush()
        self._fflush(None)


def _attempt(function: Callable[[Any], object], value: object) -> Report:
    try:
        return ("ok", function(value), "", "")
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 - SystemExit and KeyboardInterrupt, too, are how submitted code ended
        place = error.__traceback__
        while place is not None and place.tb_frame.f_code.co_filename == __file__:
            place = place.tb_next  # the sandbox's own frames
        trace = "".join(traceback.format_exception(type(error), error, place))
        return ("error", None, _line(error)[:TEXT], trace[-TEXT:])


def _line(error: BaseException) -> str:
    """`ZeroDivisionError: division by zero`, whatever the exception's own `__str__` does."""
    name = type(error).__name__
    try:
        text = str(error)
    except MemoryError:
        raise
    except BaseException:  # noqa: BLE001 - the submitted class's own fault
        text = "(its message could not be read)"
    return f"{name}: {text}" if text else name


def _fflush() -> Callable[[None], object]:
    if sys.platform == "win32":
        return ctypes.CDLL("ucrtbase").fflush
    return ctypes.CDLL(None).fflush


def _no_handler(value: object) -> object:
    raise RuntimeError(f"no function was returned that could take {value!r}")


def run(channel: Channel, confine: Callable[[Limits], Confinement]) -> None:
    """`serve`, then the end of this process: no handler at exit, no destructor, no frame below gets a turn."""
    code = 1
    try:
        serve(channel, confine)
    except EOFError:
        code = 0  # the parent hung up
    except MemoryError:
        code = MEMORY_EXIT
    except OSError:
        pass  # the submission has closed the channel: the parent sees that, and says it
    except BaseException:  # noqa: BLE001 - to stderr, which the parent reads: a failure of the sandbox's own, or damage done to it
        traceback.print_exc()
    finally:
        os._exit(code)
