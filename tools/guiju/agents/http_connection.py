"""A connection over HTTP that gives up: on a client who has too many, and on a request whose head does not come."""

import asyncio
from collections import Counter
from typing import Any, cast

from uvicorn.protocols.http.h11_impl import H11Protocol

_OF_ONE_CLIENT = 256
_TO_ASK = 10.0
"""Seconds in which a request must have begun once its connection is open, or its first byte is there."""
_OPEN: Counter[str] = Counter()


class BoundedConnection(H11Protocol):
    """One of the connections of a client, which is an address."""

    _address = ""
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._address = str((transport.get_extra_info("peername") or ("",))[0])
        _OPEN[self._address] += 1
        if _OPEN[self._address] > _OF_ONE_CLIENT:
            transport.close()
        else:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        _OPEN[self._address] -= 1
        if not _OPEN[self._address]:
            del _OPEN[self._address]
        self._head_is_there()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_answering():
            self._head_is_there()
        elif self._deadline is None:
            self._await_head()

    def _is_answering(self) -> bool:
        cycle = cast(Any, self.cycle)
        return cycle is not None and not cycle.response_complete

    def _await_head(self) -> None:
        self._deadline = self.loop.call_later(_TO_ASK, self._give_up)

    def _head_is_there(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if not self._is_answering():
            self.transport.close()
