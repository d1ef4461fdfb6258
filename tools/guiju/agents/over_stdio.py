"""The server over stdio, for the process that started it. Only protocol messages go to standard output."""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain

import anyio
import mcp_types as types
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage

from guiju.agents.knowledge_server import KnowledgeServer
from guiju.agents.server import server

_LONGEST = 32 * 1024 * 1024
"""Bytes of a message."""


def serve(desk: KnowledgeServer, first: bytes) -> None:
    """Serve the process that started this one, of which `first` was read, until it closes the input or stops
    reading the output."""

    async def run() -> None:
        serving = server(desk)

        async def refuse(message: types.JSONRPCError) -> None:
            await writing.send(SessionMessage(message))

        lines = _Lines(sys.stdin.fileno(), refuse, first)
        async with stdio_server(stdin=lines) as (reading, writing):  # type: ignore[arg-type]
            await serving.run(reading, writing, serving.create_initialization_options())

    try:
        anyio.run(run)
    except* (BrokenPipeError, ConnectionResetError, anyio.BrokenResourceError):
        pass


@dataclass(frozen=True)
class _Lines:
    """The lines of the input. A thread reads them and ends with the process, so nothing waits for a silent client, and
    no line takes more memory than a message may have. A line that is not a message gets an error, for
    the SDK would skip it and the client would wait."""

    descriptor: int
    refuse: Callable[[types.JSONRPCError], Awaitable[None]]
    first: bytes

    async def __aiter__(self) -> AsyncIterator[str]:
        loop, lines, room = asyncio.get_running_loop(), asyncio.Queue[str | None](), threading.Semaphore()

        def read() -> None:
            with suppress(RuntimeError):  # the loop is closed, so nobody listens
                for line in chain(self._read(), [None]):
                    room.acquire()
                    loop.call_soon_threadsafe(lines.put_nowait, line)

        threading.Thread(target=read, daemon=True).start()
        while (line := await lines.get()) is not None:
            room.release()
            if not line.strip():
                continue
            try:
                types.jsonrpc_message_adapter.validate_json(line, by_name=False)
            except ValueError:
                message = "this line is not a JSON-RPC message: write one in a line, as JSON, without half characters"
                error = types.ErrorData(code=types.PARSE_ERROR, message=message)
                await self.refuse(types.JSONRPCError(jsonrpc="2.0", id=None, error=error))
            else:
                yield line

    def _read(self) -> Iterator[str]:
        pieces, size = list[bytes](), 0
        # A reader with a buffer would be locked when Python ends.
        for data in chain([self.first], iter(lambda: os.read(self.descriptor, 1 << 16), b"")):
            *ended, rest = data.split(b"\n")
            for line in ended:
                yield b"".join((*pieces, line)).decode("utf-8", "replace")
                pieces, size = [], 0
            pieces.append(rest)
            size += len(rest)
            if size > _LONGEST:
                print(f"guiju: a message is longer than {_LONGEST:,} bytes; the connection is closed", file=sys.stderr)
                return
