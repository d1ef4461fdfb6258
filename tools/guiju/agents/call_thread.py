"""The thread in which a call of a tool is answered, so that nobody works on for a client who has gone.

Python ends no thread from outside: an exception is raised in it at its next step.
"""

import ctypes
import threading
from collections.abc import Callable
from contextvars import ContextVar
from functools import partial
from typing import TypeVar

from anyio import CancelScope, CapacityLimiter, get_cancelled_exc_class, to_thread

T = TypeVar("T")


class Abandoned(BaseException):
    """Raised in the thread of a call whose answer nobody waits for. No `except Exception` takes it for an error."""


class CallThread:
    """A call: not begun, in its thread, or over. `abandon` may come at any of these times."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: int | None = None
        self._abandoned = False

    def run(self, answer: Callable[[], T]) -> T:
        """The answer, made in this thread. Abandoned where nobody waits for it any more."""
        with self._lock:
            if self._abandoned:
                raise Abandoned
            self._thread = threading.get_ident()
        try:
            return answer()
        finally:
            with self._lock:
                self._thread = None

    def abandon(self) -> None:
        """End the call where it is, or let it not begin."""
        with self._lock:
            self._abandoned = True
            if self._thread is not None:
                thread, kind = ctypes.c_ulong(self._thread), ctypes.py_object(Abandoned)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, kind)


async def in_thread(work: Callable[[], T], limiter: CapacityLimiter) -> T:
    """What `work` returns, in a thread that is ended where nobody waits for it any more."""
    call = CallThread()
    try:
        return await to_thread.run_sync(partial(call.run, work), limiter=limiter, abandon_on_cancel=True)
    except get_cancelled_exc_class():
        call.abandon()
        raise


CALLS: ContextVar[list[CancelScope] | None] = ContextVar("CALLS", default=None)
"""The calls of the request that is answered, for who sees first that its client has gone."""
