"""Texts on which a bad pattern is slow: what precedes a repeat, many repeats, then something that fits nothing."""

import re
from collections.abc import Iterator
from typing import Any


def hostile(pattern: str | bytes, flags: int, times: int) -> Iterator[str]:
    for before, unit in dict.fromkeys(_pumped(re._parser.parse(pattern, flags), "")):
        for ending in ("", "\x01", "!"):
            yield before + unit * times + ending
        if before:
            yield (before + unit) * times + "\x01"


def _pumped(nodes: Any, before: str) -> Iterator[tuple[str, str]]:
    """What precedes each repeat of a pattern, with what it repeats."""
    for node in nodes:
        kind, argument = str(node[0]), node[1]
        for inner in _inside(kind, argument):
            yield from _pumped(inner, before)
        if kind.endswith("REPEAT") and int(argument[1]) > 8:
            yield from ((before, unit) for unit in _samples(argument[2]))
        before += next(iter(_samples([node])), "")


def _inside(kind: str, argument: Any) -> list[Any]:
    """The patterns of which a node is made."""
    match kind:
        case "SUBPATTERN":
            return [argument[3]]
        case "ATOMIC_GROUP":
            return [argument]
        case "BRANCH" | "ASSERT" | "ASSERT_NOT":
            return argument[1] if kind == "BRANCH" else [argument[1]]
    return [argument[2]] if kind.endswith("REPEAT") else []


def _samples(nodes: Any) -> list[str]:
    """A few short texts that the nodes match, those of each alternative and each end of a class."""
    texts = [""]
    for node in nodes:
        kind, argument = str(node[0]), node[1]
        match kind:
            case "LITERAL":
                choices = [chr(argument)]
            case "NOT_LITERAL":
                choices = [c for c in "a 1" if ord(c) != argument]
            case "ANY":
                choices = ["a", " ", '"']
            case "IN":
                choices = _of_class(argument)
            case "AT" | "ASSERT" | "ASSERT_NOT":
                choices = [""]
            case _:
                times = int(argument[0]) if kind.endswith("REPEAT") else 1
                most = 2 if kind == "BRANCH" else 6
                choices = [text * times for inner in _inside(kind, argument) for text in _samples(inner)[:most]]
        texts = [text + choice for choice in choices[:6] or [""] for text in texts][:12]
    return texts


def _of_class(argument: Any) -> list[str]:
    if str(argument[0][0]) == "NEGATE":
        unwanted = {item[1] for item in argument if str(item[0]) == "LITERAL"}
        return [c for c in 'a1 "[_-' if ord(c) not in unwanted]
    samples = []
    for kind, what in argument:
        match str(kind):
            case "LITERAL":
                samples.append(chr(what))
            case "RANGE":
                samples.append(chr(what[0]))
            case "CATEGORY":
                samples.append({"DIGIT": "1", "SPACE": " ", "WORD": "a"}[str(what).rpartition("_")[2]])
    return samples
