"""The server that agents connect to, built with the official SDK of the Model Context Protocol.

Short calls run in threads and long ones in another process, so that no client waits for a long answer.
"""

from functools import partial
from typing import Any

import mcp_types as types
from anyio import CancelScope, CapacityLimiter, Lock
from mcp.server.lowlevel import Server
from mcp.server.mcpserver.exceptions import ToolError

from guiju import __version__
from guiju.agents import schemas, tools_by_name
from guiju.agents.answer import AgentAnswer
from guiju.agents.call_thread import CALLS, in_thread
from guiju.agents.first_message import INSTRUCTIONS, NAME, TITLE
from guiju.agents.knowledge_server import KnowledgeServer, in_one_line
from guiju.agents.long_calls import AnsweringProcess, is_long
from guiju.model import Lang

_AT_ONCE = 4


def server(desk: KnowledgeServer) -> Server[Any]:
    """The server of this knowledge base."""
    limiter, one_long, process = CapacityLimiter(_AT_ONCE), Lock(), AnsweringProcess()

    async def list_tools(_context: object, _page: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[tool_of(name) for name in tools_by_name()])

    async def answered(name: str, arguments: dict[str, Any]) -> AgentAnswer:
        if not is_long(arguments):
            return await in_thread(partial(desk.answer, name, arguments), limiter)
        async with one_long:
            kb = await in_thread(desk.checked, limiter)  # as it is when its turn has come
            with in_one_line():
                answer = await process.answer(name, arguments, desk.clock(), kb)
        await in_thread(partial(desk.keep_copy, answer), limiter)
        return answer

    async def call_tool(_context: object, call: types.CallToolRequestParams) -> types.CallToolResult:
        with CancelScope() as scope:
            if (calls := CALLS.get()) is not None:
                calls.append(scope)
            try:
                answer = await answered(call.name, dict(call.arguments or {}))
            except ToolError as error:
                return _refusal(str(error))
            lang: Lang = answer.arguments.get("lang", "zh")
            text = types.TextContent(type="text", text=answer.text(lang))
            return types.CallToolResult(content=[text], structured_content=answer.value)
        return _refusal("nobody waits for the answer any more; ask again")

    return Server(
        NAME,
        version=__version__,
        title=TITLE,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _refusal(words: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=words)], is_error=True)


def tool_of(name: str) -> types.Tool:
    """A tool as clients see it; what it answers is described in schemas/agent-answer.schema.json alone."""
    tool = tools_by_name()[name]
    return types.Tool(
        name=name,
        description=(tool.__doc__ or "").strip(),
        input_schema=schemas.input_schema(tool.ARGUMENTS),
        annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )
