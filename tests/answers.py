"""Answers of the tools on the knowledge base of this repository, on one day."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from typing import Any, TypeVar

import guiju
from guiju.agents import tools_by_name
from guiju.agents.answer import AgentAnswer
from guiju.agents.answering import answer_to
from guiju.api.knowledge_base import KnowledgeBase
from places import ROOT

Result = TypeVar("Result")
DAY = date(2026, 11, 25)
QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = tuple(
    (name, tool.EXAMPLE) for name, tool in tools_by_name().items()
)
"""Each tool once, with its example."""


@cache
def kb() -> KnowledgeBase:
    """The knowledge base, read once."""
    return guiju.load(ROOT)


def finished(work: Coroutine[Any, Any, Result]) -> Result:
    """What a coroutine returns, in a thread of its own: the one of the tests may have a browser's event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def ask(tool: str, **arguments: Any) -> AgentAnswer:
    """The answer of a tool on the day."""
    return answer_to(tool, arguments, DAY, kb())


def kinds(answer: AgentAnswer) -> set[str]:
    """The kinds of what an answer leaves open."""
    return {gap.kind for gap in answer.not_covered}
