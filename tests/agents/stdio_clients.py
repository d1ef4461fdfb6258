"""The server as a program that a client starts: the SDK's own client, over standard input and output."""

import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from answers import finished
from places import ROOT

GUIJU = (sys.executable, "-m", "guiju")
HELLO: dict[str, Any] = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
Work = Callable[[ClientSession], Awaitable[Any]]


@asynccontextmanager
async def over_stdio(*arguments: str) -> AsyncIterator[ClientSession]:
    parameters = StdioServerParameters(
        command=GUIJU[0], args=[*GUIJU[1:], "mcp", *arguments], env=dict(os.environ), cwd=str(ROOT)
    )
    async with stdio_client(parameters) as streams, ClientSession(*streams) as session:
        await session.initialize()
        yield session


def with_stdio(work: Work, *arguments: str) -> Any:
    async def run() -> Any:
        async with over_stdio(*arguments) as session:
            return await work(session)

    return finished(run())
