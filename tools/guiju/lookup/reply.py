"""The reply to a question, as JSON and as lines for a person: made once per state of the knowledge base, then kept."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict

from guiju.files.bundled import knowledge_base
from guiju.search.index import LookupIndex, consult
from guiju.terminal import Part, Say, print_json, printer


class Reply(TypedDict):
    """`lines` are the arguments of `terminal.Say`: parts, indentation, style. A dict, so that it is JSON as it is."""

    json: dict[str, Any]
    lines: list[tuple[tuple[Part, ...], int, str]]


def reply(base: str | None, question: dict[str, Any], work: Callable[[LookupIndex], Reply], cited: str = "") -> Reply:
    """The reply to a question about the knowledge base in `base`, by `work` where none is kept. It depends only on the
    question, the knowledge base and the program. `cited`: the words of it that may be a citation."""
    return consult(knowledge_base(base, Path.cwd()), work, json.dumps(question), cited)


def print_reply(answer: Reply, as_json: bool) -> None:
    """Print a reply, as JSON or for a person."""
    if as_json:
        print_json(**answer["json"])
        return
    say = printer()
    for parts, by, style in answer["lines"]:
        say(*(part if isinstance(part, str) else (part[0], part[1]) for part in parts), by=by, style=style)


def recorder(lines: list[tuple[tuple[Part, ...], int, str]]) -> Say:
    """What appends to `lines` instead of printing."""

    def say(*parts: Part, by: int = 0, style: str = "") -> None:
        lines.append((parts, by, style))

    return say
