"""The answer to a call of a tool: its arguments checked, the tool run, the result with claims and gaps as an answer."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guiju.agents import schemas, tools_by_name
from guiju.agents.answer import AgentAnswer, Gap
from guiju.agents.question import ToolCall
from guiju.api.arguments import as_day
from guiju.api.knowledge_base import KnowledgeBase
from guiju.files.finding import Misuse, Unsound, UnsoundBase, close_to, one_line
from guiju.files.schema import misfit
from guiju.reasoning.facts import canonical_value
from guiju.verification.values import noncanonical, path_text

LONGEST = 1_000_000
"""Characters of the arguments of a call, as JSON."""


@dataclass(frozen=True)
class ToolResult:
    """What a tool returns: the value of `result`, what it leaves open, and the result in lines for people."""

    value: Mapping[str, Any]
    gaps: Sequence[Gap] = ()
    lines: Sequence[str] = ()


def answer_to(name: str, arguments: Mapping[str, Any], today: date, kb: KnowledgeBase) -> AgentAnswer:
    """The answer. Misuse, in one line, if there is no such tool, or if the arguments do not fit it."""
    tool = tools_by_name().get(name)
    if tool is None:
        remedy = close_to(name, tools_by_name(), f"tools: {', '.join(tools_by_name())}")
        raise Misuse(f"there is no tool '{one_line(name)}'; {remedy}")
    given = {key: _plain(value) for key, value in arguments.items()}
    schema = schemas.input_schema(tool.ARGUMENTS)
    for problem in _problems(given, schema):
        raise Misuse(f"{name}: {problem}")
    try:
        as_of = as_day(given.get("as_of", today))
    except Misuse as misuse:
        raise Misuse(f"{name}: as_of {misuse}") from None
    defaults = {key: argument["default"] for key, argument in schema["properties"].items() if "default" in argument}
    question = ToolCall(kb, {**defaults, **given}, as_of)
    try:
        result: ToolResult = tool.answer(question)
    except UnsoundBase:
        raise
    except Unsound as unsound:  # what the agent gave has defects
        first, more = unsound.findings[0], len(unsound.findings) - 1
        raise Misuse(f"{name}: {first.at}: {first.message}{f' (and {more} more)' * bool(more)}") from None
    return AgentAnswer(
        name,
        given,
        as_of.isoformat(),
        kb.data_version,
        tuple(question.claims.values()),
        _plain(result.value),
        tuple(dict.fromkeys(_gaps(question, result))),
        result.lines,
    )


def _problems(given: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the arguments, most basic problem first."""
    known = schema["properties"]
    if len(json.dumps(given, ensure_ascii=False)) > LONGEST:
        yield f"the arguments are longer than {LONGEST:,} characters; send less, in several calls"
    for mismatch in noncanonical(given):
        yield f"{path_text(mismatch.path)} {mismatch.message}; write it as JSON has it"
    missing = [name for name in schema["required"] if name not in given]
    for key, value in given.items():
        if key not in known:
            remedy = close_to(key, known, f"arguments: {', '.join(known)}")
            needed = f" (missing: {', '.join(missing)})" if missing else ""
            yield f"there is no argument '{one_line(key)}'; {remedy}{needed}"
        if isinstance(value, str) and "\0" in value:
            yield f"{key} has a null character; remove it"
        if isinstance(value, str) and not value.strip():
            yield f"{key} is empty: {known[key]['description']}"
    for name in missing:
        yield f"{name} is missing: {known[name]['description']}"
    if problem := misfit(given, dict(schema)):
        yield problem


def _gaps(question: ToolCall, result: ToolResult) -> Iterator[Gap]:
    """What the answer leaves open: what concerns all of it first, then what concerns one rule."""
    yield question.gap("base", count=len(question.corpus.regulations))
    yield from result.gaps
    if result.value["next_offset"] is not None:
        yield question.gap("page", total=result.value["total"])
    yield from question.gaps(question.corpus.regulations[claim.rule] for claim in question.claims.values())


def _plain(value: Any) -> Any:
    """A value with its numbers as canonical JSON has them: other readers write 20 as 20.0."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else canonical_value(value)
