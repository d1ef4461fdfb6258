"""What a request over HTTP passes before it is answered: who may ask, how much of it at once, and for how long.

A name is compared whole: localhost:evil.example is not localhost. What is refused is one line, and nothing of it is
read. A client is an address; those on this machine are one.
"""

import asyncio
import hmac
import re
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from anyio import CancelScope
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guiju.agents.call_thread import CALLS
from guiju.agents.long_calls import LONG

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^][:/@?#\s]+)(?::([0-9]{1,5}))?")
_ORIGIN = re.compile(r"https?://(.+)")
LONGEST_BODY = 4 * 1024 * 1024
"""Bytes of a request."""
_LARGE = 64 * 1024
"""Bytes of a request that may take seconds: one of these is answered at a time, so that the others need not wait."""


@dataclass
class HttpGate:
    """In front of `app`. `names` are those of this machine, `token` what a client must know, if anything; `at_once`
    requests of one client are waiting or answered, `long_at_once` of those that may be long calls, which all clients
    wait for in one row; each is to have come within `to_send` seconds and is answered within `to_answer`."""

    app: ASGIApp
    names: Collection[str]
    token: str = ""
    at_once: int = 256
    long_at_once: int = 16
    to_send: float = 10
    to_answer: float = 60
    _of_client: Counter[str] = field(default_factory=Counter)
    _long_of_client: Counter[str] = field(default_factory=Counter)
    _large: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        client = (scope.get("client") or ("",))[0]
        if refused := self._refused(Headers(scope=scope)) or _too_many(self._of_client[client], self.at_once):
            await refused(scope, receive, send)
            return
        with _counted(self._of_client, client):
            if (body := await self._read(scope, receive, send)) is None:
                return
            if len(body) <= LONG:
                await self._answered(body, scope, receive, send)
            elif refused := _too_many(self._long_of_client[client], self.long_at_once):
                await refused(scope, receive, send)
            else:
                with _counted(self._long_of_client, client):
                    await self._answered(body, scope, receive, send)

    def _refused(self, headers: Headers) -> PlainTextResponse | None:
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not self._is_here(hosts[0]):
            return PlainTextResponse("Invalid Host header", 421)
        origin = _ORIGIN.fullmatch(origins[0]) if len(origins) == 1 else None
        if origins and not (origin and self._is_here(origin[1])):
            return PlainTextResponse("Invalid Origin header", 403)
        given = headers.get("authorization", "").encode("utf-8", "replace")
        if self.token and not hmac.compare_digest(given, f"Bearer {self.token}".encode()):
            return PlainTextResponse("A token is needed", 401, {"WWW-Authenticate": "Bearer"})
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > LONGEST_BODY:
            return PlainTextResponse("Request body too large", 413)
        return None

    def _is_here(self, host: str) -> bool:
        """Whether a host, with or without a port, is a name of this machine: all of it."""
        match = _HOST.fullmatch(host)
        return bool(match and match[1].lower() in self.names and 0 < int(match[2] or 1) < 65_536)

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> bytes | None:
        """The body; None where it was refused, or its client went away."""
        try:
            async with asyncio.timeout(self.to_send):
                body = await _body(receive)
        except TimeoutError:
            await PlainTextResponse("The request took too long to come", 408, {"Connection": "close"})(
                scope, receive, send
            )
            return None
        if body is not None and len(body) > LONGEST_BODY:
            await PlainTextResponse("Request body too large", 413)(scope, receive, send)
            return None
        return body

    async def _answered(self, body: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        calls: list[CancelScope] = []
        CALLS.set(calls)
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        async def work() -> None:
            if len(body) > _LARGE:
                async with self._large:
                    await self.app(scope, _replay(body, receive), sending)
            else:
                await self.app(scope, _replay(body, receive), sending)

        answering, leaving = asyncio.create_task(work()), asyncio.create_task(_gone(receive))
        await asyncio.wait((answering, leaving), timeout=self.to_answer, return_when=asyncio.FIRST_COMPLETED)
        late = not answering.done() and not leaving.done()
        if not answering.done():
            for call in calls:
                call.cancel()
            answering.cancel()
        leaving.cancel()
        with suppress(asyncio.CancelledError):
            await answering
        if late and not begun:
            await PlainTextResponse("The answer took too long", 504)(scope, receive, send)


def _too_many(there_are: int, most: int) -> PlainTextResponse | None:
    if there_are < most:
        return None
    return PlainTextResponse("Too many requests of this client at once", 429, {"Retry-After": "1"})


@contextmanager
def _counted(clients: Counter[str], client: str) -> Iterator[None]:
    clients[client] += 1
    try:
        yield
    finally:
        clients[client] -= 1
        if not clients[client]:
            del clients[client]


async def _body(receive: Receive) -> bytes | None:
    """The body, or as much of it as shows that it is too large; None where the client goes away."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if not message.get("more_body", False) or len(body) > LONGEST_BODY:
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    messages: list[dict[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        if messages:
            return messages.pop()
        await asyncio.Event().wait()  # who asks on waits for the client to leave, which is seen here
        return await receive()

    return replay


async def _gone(receive: Receive) -> None:
    """Return when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
