"""The server that agents connect to, built with the official SDK of the Model Context Protocol.

Tools run in threads, so that a long answer delays nobody.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import mcp_types as types
from anyio import CapacityLimiter, get_cancelled_exc_class, to_thread
from mcp.server.lowlevel import Server
from mcp.server.mcpserver.exceptions import ToolError

from guiju import __version__
from guiju.agents import schemas, tools_by_name
from guiju.agents.answer import AgentAnswer
from guiju.agents.call_thread import CALLS, Abandoned, CallThread
from guiju.agents.first_message import INSTRUCTIONS, NAME, TITLE
from guiju.agents.knowledge_server import KnowledgeServer
from guiju.model import Lang

_AT_ONCE = 4


def server(desk: KnowledgeServer) -> Server[Any]:
    """The server of this knowledge base."""
    limiter = CapacityLimiter(_AT_ONCE)

    async def list_tools(_context: object, _page: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[tool_of(name) for name in tools_by_name()])

    async def call_tool(_context: object, call: types.CallToolRequestParams) -> types.CallToolResult:
        thread = CallThread()
        if (calls := CALLS.get()) is not None:
            calls.append(thread)
        answering = partial(desk.answer, call.name, dict(call.arguments or {}))
        try:
            answer = await to_thread.run_sync(
                partial(_answer, thread, answering), limiter=limiter, abandon_on_cancel=True
            )
        except get_cancelled_exc_class():
            thread.abandon()
            raise
        except ToolError as error:
            return types.CallToolResult(content=[types.TextContent(type="text", text=str(error))], is_error=True)
        lang: Lang = answer.arguments.get("lang", "zh")
        text = types.TextContent(type="text", text=answer.text(lang))
        return types.CallToolResult(content=[text], structured_content=answer.value)

    return Server(
        NAME,
        version=__version__,
        title=TITLE,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _answer(thread: CallThread, answering: Callable[[], AgentAnswer]) -> AgentAnswer:
    """The answer. ToolError, which nobody sees, where the client has gone."""
    try:
        return thread.run(answering)
    except Abandoned:
        raise ToolError("nobody waits for the answer any more; ask again") from None


def tool_of(name: str) -> types.Tool:
    """A tool as clients see it; what it answers is described in schemas/agent-answer.schema.json alone."""
    tool = tools_by_name()[name]
    return types.Tool(
        name=name,
        description=(tool.__doc__ or "").strip(),
        input_schema=schemas.input_schema(tool.ARGUMENTS),
        annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )
