"""The server that agents connect to, built with the official SDK of the Model Context Protocol, over stdio or HTTP.

Tools run in threads, so that a long answer delays nobody. A mistake of an agent is an error of its call, in one line
with the remedy. Only protocol messages go to standard output.
"""

import asyncio
import os
import socket
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import anyio
import mcp_types as types
import uvicorn
from anyio import CapacityLimiter, to_thread
from mcp.server.lowlevel import Server
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.message import SessionMessage

import guiju
from guiju import __version__
from guiju.agents import shapes, tools_by_name
from guiju.agents.answer import AgentAnswer
from guiju.agents.answering import answer_to
from guiju.api import KnowledgeBase
from guiju.files.finding import LONGEST_MESSAGE, Finding, Misuse, Unsound, UnsoundBase, one_line
from guiju.files.json_text import json_bytes
from guiju.files.output import write
from guiju.law import contents
from guiju.model import Lang

_LONGEST = 32 * 1024 * 1024
"""Bytes of a message over stdio. Over HTTP the SDK itself refuses more than 4 MB."""
_AT_ONCE = 4
_INSTRUCTIONS = (
    "Chinese internet regulation as data. Start with search or get_article. Quote the law only from claims, and tell "
    "the reader what not_covered says: an empty answer does not mean permission. This is not legal advice."
)


@dataclass
class Desk:
    """The knowledge base that is served: read again when its files change, and refused while it has defects.

    `clock` says which day it is, `defects` what is wrong with the files, and `keep` where copies of answers go.
    """

    root: Path
    clock: Callable[[], date]
    defects: Callable[[], Sequence[Finding]]
    keep: Path | None = None
    _kb: KnowledgeBase = field(init=False)
    _stamps: tuple[object, ...] = ()
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def current(self) -> KnowledgeBase:
        """The knowledge base as it is now. UnsoundBase if it has defects."""
        with self._lock:
            stamps = tuple((name, *_stamp(file)) for name, file in contents.files(self.root))
            if stamps != self._stamps:
                if findings := self.defects():
                    raise UnsoundBase(findings)
                self._kb, self._stamps = guiju.load(self.root), stamps
            return self._kb

    def answer(self, name: str, arguments: dict[str, Any]) -> AgentAnswer:
        """The answer to a call. ToolError, in one line, if there is none."""
        try:
            answer = answer_to(name, arguments, self.clock(), self.current())
        except Misuse as misuse:
            raise ToolError(one_line(str(misuse), LONGEST_MESSAGE)) from None
        except Unsound as unsound:
            first, more = unsound.findings[0], len(unsound.findings) - 1
            defects = f"{one_line(str(first), 300)}{f' (and {more} more)' * bool(more)}"
            raise ToolError(f"the knowledge base has defects: {defects}; ask its owner to run guiju check") from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ToolError(f"the knowledge base cannot be read ({reason}); ask who runs the server") from None
        self._keep(answer)
        return answer

    def _keep(self, answer: AgentAnswer) -> None:
        """Write a copy. ToolError if that fails, without the path, which does not concern the agent."""
        if self.keep is None:
            return
        file = self.keep / f"{answer.value['hash'][:16]}.json"
        try:
            write(file, json_bytes(answer.value), "ask who runs the server")
        except Misuse as misuse:
            raise ToolError(f"the answer {str(misuse).removeprefix(f'{file}: ')}") from None


def _stamp(file: str) -> tuple[int, int]:
    with suppress(OSError):
        status = os.stat(file)  # noqa: PTH116  # making a Path takes longer than the look
        return status.st_size, status.st_mtime_ns
    return 0, 0


def server(desk: Desk) -> Server[Any]:
    """The server of this knowledge base."""
    limiter = CapacityLimiter(_AT_ONCE)

    async def list_tools(_context: object, _page: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_tool(name) for name in tools_by_name()])

    async def call_tool(_context: object, call: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            answer = await to_thread.run_sync(
                desk.answer, call.name, dict(call.arguments or {}), limiter=limiter, abandon_on_cancel=True
            )
        except ToolError as error:
            return types.CallToolResult(content=[types.TextContent(type="text", text=str(error))], is_error=True)
        lang: Lang = "en" if answer.arguments.get("lang") == "en" else "zh"
        text = types.TextContent(type="text", text=answer.text(lang))
        return types.CallToolResult(content=[text], structured_content=answer.value)

    return Server(
        "guiju",
        version=__version__,
        title="规矩 guiju",
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _tool(name: str) -> types.Tool:
    tool = tools_by_name()[name]
    hints = types.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    return types.Tool(
        name=name,
        description=(tool.__doc__ or "").strip(),
        input_schema=shapes.input_schema(tool.ARGUMENTS),
        output_schema=shapes.answer_schema(name, tool.RESULT),
        annotations=hints,
    )


def over_stdio(desk: Desk) -> None:
    """Serve the process that started this one, until it closes the input or stops reading the output."""

    async def run() -> None:
        serving = server(desk)

        async def refuse(message: types.JSONRPCError) -> None:
            await writing.send(SessionMessage(message))

        lines = _Lines(sys.stdin.fileno(), refuse)
        async with stdio_server(stdin=lines) as (reading, writing):  # type: ignore[arg-type]
            await serving.run(reading, writing, serving.create_initialization_options())

    try:
        anyio.run(run)
    except* (BrokenPipeError, ConnectionResetError, anyio.BrokenResourceError):
        pass


@dataclass(frozen=True)
class _Lines:
    """The lines of the input. A thread reads them and ends with the process, so nothing waits for a silent client, and
    no line takes more memory than a message may have. A line that is not a message is refused: the SDK would skip it,
    and a client that asked something in it would wait."""

    descriptor: int
    refuse: Callable[[types.JSONRPCError], Awaitable[None]]

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
        while data := os.read(self.descriptor, 1 << 16):  # a reader with a buffer would be locked when Python ends
            *ended, rest = data.split(b"\n")
            for line in ended:
                yield b"".join((*pieces, line)).decode("utf-8", "replace")
                pieces, size = [], 0
            pieces.append(rest)
            size += len(rest)
            if size > _LONGEST:
                print(f"guiju: a message is longer than {_LONGEST:,} bytes; the connection is closed", file=sys.stderr)
                return


def over_http(desk: Desk, host: str, port: int, names: list[str], announce: Callable[[str], None]) -> None:
    """Serve clients over HTTP at /mcp until Ctrl-C. Only requests for this host or one of `names` are answered, so that
    no page in a browser reaches the server under another name."""
    at = f"[{host}]" if ":" in host else host
    known = dict.fromkeys(("127.0.0.1", "localhost", "[::1]", at, *names))
    hosts = [form for name in known for form in (name, f"{name}:*")]
    security = TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"{scheme}://{name}" for scheme in ("http", "https") for name in hosts]
    )
    app = server(desk).streamable_http_app(
        host=host, stateless_http=True, json_response=True, transport_security=security
    )
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0].lower()
        raise Misuse(f"{at}:{port}: {reason}; choose another --http PORT (0: any that is free) or --host") from None
    with listening:
        announce(f"http://{at}:{listening.getsockname()[1]}/mcp")
        config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="on")
        uvicorn.Server(config).run(sockets=[listening])
