"""The answer to a call of a tool: its arguments checked, the tool run, a page of the result as an answer."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

from guiju.agents import schemas, tools_by_name
from guiju.agents.answer import AgentAnswer, Claim, Gap
from guiju.agents.question import ToolCall
from guiju.api.arguments import as_day
from guiju.api.knowledge_base import KnowledgeBase
from guiju.files.finding import Misuse, Unsound, UnsoundBase, close_to, one_line
from guiju.files.schema import misfit
from guiju.model import Lang, Regulation
from guiju.reasoning.facts import canonical_value
from guiju.verification.values import noncanonical, path_text

LONGEST = 1_000_000
"""Characters of the arguments of a call, as JSON."""
LONGEST_ANSWER = 6_000
"""Bytes of an answer, as JSON and as text, unless a limit is given or one quotation is longer."""

Raw = TypeVar("Raw")


@dataclass(frozen=True)
class ResultEntry:
    """An entry of a result: its value, what it leaves open, and lines for people before and after what it quotes. The
    quotations are those that `value` names under `claims`."""

    value: Mapping[str, Any]
    lines: Sequence[str] = ()
    after: Sequence[str] = ()
    gaps: Sequence[Gap] = ()


@dataclass(frozen=True)
class ToolResult(Generic[Raw]):
    """What a tool returns. `listed` stand under the key `name` of the result, as `entry` makes one when its turn
    comes; `total` where there are more than are listed. `value` has the other keys, `lines` come first; `rules` are
    those that the result is about, quoted or not. `lead` comes before the list, under `answer`, on its first page."""

    name: str
    listed: Sequence[Raw]
    entry: Callable[[Raw], ResultEntry]
    value: Mapping[str, Any] = field(default_factory=dict)
    gaps: Sequence[Gap] = ()
    lines: Sequence[str] = ()
    rules: Iterable[Regulation] = ()
    total: int | None = None
    lead: ResultEntry | None = None


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
        result: ToolResult[Any] = tool.answer(question)
    except UnsoundBase:
        raise
    except Unsound as unsound:  # what the agent gave has defects
        first, more = unsound.findings[0], len(unsound.findings) - 1
        raise Misuse(f"{name}: {first.at}: {first.message}{f' (and {more} more)' * bool(more)}") from None
    return _page(name, given, question, result)


def _page(name: str, given: Mapping[str, Any], call: ToolCall, result: ToolResult[Any]) -> AgentAnswer:
    """The entries from the offset on: as many as `limit` says, else as fit, and of the first as many claims."""
    start, _, skipped = str(given.get("more", call.arguments["offset"])).partition(".")
    first, part, listed = int(start), int(skipped or 0), len(result.listed)
    leading = [result.lead] if result.lead and not first and not part else []
    lead = {"answer": leading[0].value} if leading else {}

    def answer(own: Sequence[ResultEntry], cut: int = 0) -> AgentAnswer:
        end, entries = first + len(own), [*leading, *own]
        more = f"{first}.{cut}" if cut else str(end) if end < listed else None
        left = max(listed - end, 0) + bool(cut)
        page = {
            "total": result.total or listed,
            "offset": first,
            "next_offset": end if end < listed else None,
            "more": more,
            "left": left,
        }
        ids = dict.fromkeys(id for entry in entries for id in entry.value["claims"])
        quoted = [call.claims[id] for id in ids]
        rules = [*result.rules, *(call.corpus.regulations[claim.rule] for claim in quoted)]
        gaps = [call.gap("base", count=call.count or len(call.corpus.regulations)), *result.gaps]
        gaps += [gap for entry in entries for gap in entry.gaps]
        gaps += [call.gap("page", left=left, more=more)] if more else []
        return AgentAnswer(
            name,
            given,
            call.as_of.isoformat(),
            call.kb.data_version,
            tuple(quoted),
            tuple(call.standing(quoted)),
            _plain({**page, **result.value, **lead, result.name: [entry.value for entry in own]}),
            tuple(dict.fromkeys((*gaps, *call.gaps(rules)))),
            [*result.lines, *_lines(entries, call.claims)],
        )

    entries = list[ResultEntry]()
    for raw in result.listed[first : first + given["limit"] if "limit" in given else None]:
        entry = result.entry(raw)
        if not entries and part:
            entry = replace(entry, value={**entry.value, "claims": entry.value["claims"][part:]})
        longer = answer([*entries, entry])
        if "limit" not in given and _size(longer, call.lang) > LONGEST_ANSWER:
            if not entries:
                return _first_claims(entry, part, answer, call.lang)
            break
        entries.append(entry)
    return answer(entries)


def _first_claims(entry: ResultEntry, part: int, answer: Callable[..., AgentAnswer], lang: Lang) -> AgentAnswer:
    """The answer with one entry, which has too much, and as many of its claims as fit: at least one."""
    claims = entry.value["claims"]
    for count in range(len(claims) - 1, 0, -1):
        cut = answer([replace(entry, value={**entry.value, "claims": claims[:count]})], part + count)
        if count == 1 or _size(cut, lang) <= LONGEST_ANSWER:
            return cut
    return answer([entry])


def _size(answer: AgentAnswer, lang: Lang) -> int:
    """Bytes of the longer form of an answer."""
    return max(len(json.dumps(answer.value, ensure_ascii=False).encode()), len(answer.text(lang).encode()))


def _lines(entries: Sequence[ResultEntry], claims: Mapping[str, Claim]) -> Iterator[str | Claim]:
    """The entries for people, each claim with its words where it is first named."""
    quoted = set[str]()
    for entry in entries:
        yield from entry.lines
        for id in entry.value["claims"]:
            yield f"[{id}]" if id in quoted else claims[id]
            quoted.add(id)
        yield from entry.after


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
        about = known.get(key, {})
        if isinstance(value, str) and not value.strip() and "description" in about:  # else its values say what it is
            yield f"{key} is empty: {about['description']}"
    for name in missing:
        yield f"{name} is missing: {known[name]['description']}"
    if problem := misfit(given, dict(schema)):
        yield problem


def _plain(value: Any) -> Any:
    """A value with its numbers as canonical JSON has them: other readers write 20 as 20.0."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else canonical_value(value)
