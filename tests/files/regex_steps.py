"""The steps of a backtracking matcher for a pattern, counted on the texts that cost it most: a clock tells little."""

import re
from collections.abc import Callable, Iterator
from typing import Any

Rest = Callable[[int], bool]


class Matcher:
    """A pattern run over texts as Python's own engine does, but counting: each look at a node is a step."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.tree = re._parser.parse(pattern, flags)
        self.flags, self.text, self.steps = flags, "", 0
        self.fitting: dict[tuple[int, str], bool] = {}

    def full(self, text: str) -> int:
        self.text, self.steps = text, 0
        self.run(self.tree.data, 0, 0, lambda end: end == len(self.text))
        return self.steps

    def anywhere(self, text: str) -> int:
        """The steps of looking for every match, one after the other."""
        self.text, self.steps = text, 0
        start = 0
        while start <= len(self.text):
            ends: list[int] = []
            self.run(self.tree.data, 0, start, lambda end, ends=ends: not ends.append(end))
            start = max(start + 1, *ends) if ends else start + 1
        return self.steps

    def run(self, nodes: list[Any], place: int, at: int, rest: Rest) -> bool:
        self.steps += 1
        if place == len(nodes):
            return rest(at)
        kind, argument = nodes[place][0].name, nodes[place][1]

        def onward(end: int) -> bool:
            return self.run(nodes, place + 1, end, rest)

        match kind:
            case "SUBPATTERN":
                return self.run(argument[3].data, 0, at, onward)
            case "ATOMIC_GROUP":
                return self.run(argument.data, 0, at, onward)
            case "BRANCH":
                return any(self.run(branch.data, 0, at, onward) for branch in argument[1])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self.repeat(argument, 0, at, onward, kind == "MIN_REPEAT")
            case "ASSERT" | "ASSERT_NOT":
                direction, inner = argument
                starts = range(at, -1, -1)[:12] if direction < 0 else (at,)
                is_match = any(
                    self.run(inner.data, 0, start, lambda end: direction > 0 or end == at) for start in starts
                )
                return is_match is (kind == "ASSERT") and onward(at)
            case "AT":
                there = {"AT_BEGINNING": at == 0, "AT_BEGINNING_STRING": at == 0}.get(str(argument))
                if there is None:
                    there = at == len(self.text) if "END" in str(argument) else True
                return there and onward(at)
        return at < len(self.text) and self.fits(nodes[place], self.text[at]) and onward(at + 1)

    def repeat(self, argument: Any, done: int, at: int, onward: Rest, lazy: bool) -> bool:
        self.steps += 1
        least, most, inner = argument
        enough = done >= int(least)

        def again(end: int) -> bool:
            return (end > at or done < int(least)) and self.repeat(argument, done + 1, end, onward, lazy)

        def more() -> bool:
            return done < int(most) and self.run(inner.data, 0, at, again)

        return (enough and onward(at)) or more() if lazy else more() or (enough and onward(at))

    def fits(self, node: Any, character: str) -> bool:
        """Whether a node that takes one character takes this one, which the engine of Python says."""
        key = id(node), character
        if key not in self.fitting:
            pattern = re._parser.SubPattern(self.tree.state, [node])
            self.fitting[key] = re._compiler.compile(pattern, self.flags).fullmatch(character) is not None
        return self.fitting[key]


def hostile(pattern: str, flags: int, times: int) -> Iterator[str]:
    """Texts on which a bad pattern is slow: what precedes a repeat, many repeats, then something that fits nothing."""
    tree = list(re._parser.parse(pattern, flags))
    for before, unit in dict.fromkeys(_pumped(tree, "")):
        for ending in ("", "\x01", "!"):
            yield before + unit * times + ending
        if before:
            yield (before + unit) * times + "\x01"


def _pumped(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for node in nodes:
        kind, argument = str(node[0]), node[1]
        for inner in _insides(kind, argument):
            yield from _pumped(inner, before)
        if kind.endswith("REPEAT") and int(argument[1]) > 8:
            for unit in _samples(list(argument[2])):
                yield before, unit
        before += next(iter(_samples([node])), "")


def _insides(kind: str, argument: Any) -> list[list[Any]]:
    match kind:
        case "SUBPATTERN":
            return [list(argument[3])]
        case "BRANCH":
            return [list(branch) for branch in argument[1]]
        case "MAX_REPEAT" | "MIN_REPEAT":
            return [list(argument[2])]
        case "ASSERT" | "ASSERT_NOT":
            return [list(argument[1])]
    return []


def _samples(nodes: list[Any]) -> list[str]:
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
            case "SUBPATTERN":
                choices = _samples(list(argument[3]))
            case "BRANCH":
                choices = [text for branch in argument[1] for text in _samples(list(branch))[:2]]
            case "MAX_REPEAT" | "MIN_REPEAT":
                choices = [text * int(argument[0]) for text in _samples(list(argument[2]))]
            case _:
                choices = [""]
        texts = [text + choice for choice in choices[:6] for text in texts][:12]
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
