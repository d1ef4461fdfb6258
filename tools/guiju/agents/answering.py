"""The answer to a call of a tool: its arguments held to their schema, the tool run, the answer as a value."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

from guiju.agents import shapes, tools_by_name
from guiju.agents.answer import AgentAnswer, Gap
from guiju.agents.question import ToolQuestion
from guiju.api import KnowledgeBase
from guiju.files.day import iso_day
from guiju.files.finding import Misuse, close_to, one_line
from guiju.files.schema import misfit
from guiju.reasoning.facts import plain
from guiju.verification.values import noncanonical, path_text

LONGEST = 1_000_000
"""Characters of the arguments of a call, as JSON."""


@dataclass(frozen=True)
class ToolResult:
    """What a tool makes: the value under `result`, what it does not say, and the result in lines for people."""

    value: Mapping[str, Any]
    gaps: Sequence[Gap] = ()
    lines: Sequence[str] = ()


def input_shape(tool: ModuleType) -> dict[str, Any]:
    """The schema of the arguments of a tool."""
    shape = shapes.record(tool.ARGUMENTS, "Arguments.", optional=tuple(tool.ARGUMENTS))
    return {**shape, "required": list(tool.REQUIRED)}


def answer_to(name: str, arguments: Mapping[str, Any], today: date, kb: KnowledgeBase) -> AgentAnswer:
    """The answer. Misuse, in one line, where there is no such tool, or the arguments do not fit it."""
    tool = tools_by_name().get(name)
    if tool is None:
        remedy = close_to(name, tools_by_name(), f"tools: {', '.join(tools_by_name())}")
        raise Misuse(f"there is no tool '{one_line(name)}'; {remedy}")
    if len(json.dumps(arguments, ensure_ascii=False)) > LONGEST:
        raise Misuse(f"{name}: the arguments are longer than {LONGEST:,} characters; send less, in several calls")
    given = {key: _plain(value) for key, value in arguments.items()}
    for mismatch in noncanonical(given):
        raise Misuse(f"{name}: {path_text(mismatch.path)} {mismatch.message}; write it as JSON has it")
    for key in given:
        if key not in tool.ARGUMENTS:
            remedy = close_to(key, tool.ARGUMENTS, f"arguments: {', '.join(tool.ARGUMENTS)}")
            missing = [f"'{word}'" for word in tool.REQUIRED if word not in given]
            needs = f" (it needs {', '.join(missing)})" if missing else ""
            raise Misuse(f"{name}: there is no argument '{one_line(key)}'; {remedy}{needs}")
    if wrong := misfit(given, input_shape(tool)):
        raise Misuse(f"{name}: {wrong}")
    as_of = _day(name, given.get("as_of"), today)
    defaults = {key: shape["default"] for key, shape in tool.ARGUMENTS.items() if "default" in shape}
    question = ToolQuestion(kb, {"lang": "zh", **defaults, **given}, as_of)
    result: ToolResult = tool.answer(question)
    return AgentAnswer(
        name,
        given,
        as_of.isoformat(),
        kb.data_version,
        tuple(question.quoted.values()),
        _plain(result.value),
        tuple(_gaps(question, result)),
        result.lines,
    )


def _gaps(question: ToolQuestion, result: ToolResult) -> Iterator[Gap]:
    """What an answer does not say: of the whole first; each once."""
    count = len(question.corpus.regulations)
    quoted = [question.corpus.regulations[claim.rule] for claim in question.quoted.values()]
    yield from dict.fromkeys((question.gap("base", count=count), *result.gaps, *question.gaps(quoted)))


def _day(name: str, day: str | None, today: date) -> date:
    if day is None:
        return today
    parsed = iso_day(day)
    if parsed is None:
        raise Misuse(f"{name}: as_of '{one_line(day)}' is not a date; write YYYY-MM-DD, such as 2026-01-31")
    return parsed


def _plain(value: Any) -> Any:
    """A value with its numbers as canonical JSON has them: other readers write 20 as 20.0."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else plain(value)
