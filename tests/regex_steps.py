"""The steps of a backtracking matcher for a pattern, counted on the texts that cost it most: a clock tells little."""

import re
from collections.abc import Callable, Iterator
from typing import Any

Rest = Callable[[int], bool]


class Matcher:
    """A pattern run over a text as Python's own engine does, but counting: each look at a node is a step."""

    def __init__(self, pattern: str, flags: int, text: str) -> None:
        self.tree = list(re._parser.parse(pattern, flags))  # type: ignore[attr-defined]  # the parser of re is not in its stubs
        self.ignoring_case = bool(flags & re.IGNORECASE)
        self.text = text.lower() if self.ignoring_case else text
        self.steps = 0

    def full(self) -> int:
        """The steps of a match of the whole text."""
        self.run(self.tree, 0, 0, lambda end: end == len(self.text))
        return self.steps

    def anywhere(self) -> int:
        """The steps of looking for every match, one after the other."""
        start = 0
        while start <= len(self.text):
            ends: list[int] = []
            self.run(self.tree, 0, start, lambda end, ends=ends: not ends.append(end))  # type: ignore[misc]  # mypy infers no type for a default
            start = max(start + 1, *ends) if ends else start + 1
        return self.steps

    def run(self, nodes: list[Any], place: int, at: int, rest: Rest) -> bool:
        self.steps += 1
        if place == len(nodes):
            return rest(at)
        kind, held = str(nodes[place][0]), nodes[place][1]

        def onward(end: int) -> bool:
            return self.run(nodes, place + 1, end, rest)

        match kind:
            case "SUBPATTERN":
                return self.run(list(held[3]), 0, at, onward)
            case "ATOMIC_GROUP":
                return self.run(list(held), 0, at, onward)
            case "BRANCH":
                return any(self.run(list(branch), 0, at, onward) for branch in held[1])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self.repeat(held, 0, at, onward, kind == "MIN_REPEAT")
            case "ASSERT" | "ASSERT_NOT":
                direction, inner = held
                starts = range(at, -1, -1)[:12] if direction < 0 else (at,)
                found = any(self.run(list(inner), 0, start, lambda end: direction > 0 or end == at) for start in starts)
                return found is (kind == "ASSERT") and onward(at)
            case "AT":
                there = {"AT_BEGINNING": at == 0, "AT_BEGINNING_STRING": at == 0}.get(str(held))
                if there is None:
                    there = at == len(self.text) if "END" in str(held) else True
                return there and onward(at)
        return at < len(self.text) and self.fits(kind, held, self.text[at]) and onward(at + 1)

    def repeat(self, held: Any, done: int, at: int, onward: Rest, lazy: bool) -> bool:
        self.steps += 1
        least, most, inner = held
        enough = done >= int(least)

        def again(end: int) -> bool:
            return (end > at or done < int(least)) and self.repeat(held, done + 1, end, onward, lazy)

        def more() -> bool:
            return done < int(most) and self.run(list(inner), 0, at, again)

        return (enough and onward(at)) or more() if lazy else more() or (enough and onward(at))

    def fits(self, kind: str, held: Any, character: str) -> bool:
        match kind:
            case "LITERAL":
                return self.folded(held) == character
            case "NOT_LITERAL":
                return self.folded(held) != character
            case "ANY":
                return True
            case "IN":
                negated = str(held[0][0]) == "NEGATE"
                return any(self.in_class(*item, character) for item in held[negated:]) is not negated
        raise NotImplementedError(kind)

    def in_class(self, kind: Any, held: Any, character: str) -> bool:
        match str(kind):
            case "LITERAL":
                return self.folded(held) == character
            case "RANGE":
                both = {character, character.upper()} if self.ignoring_case else {character}
                return any(held[0] <= ord(c) <= held[1] for c in both)
            case "CATEGORY":
                name = str(held)
                test = {"DIGIT": str.isdigit, "SPACE": str.isspace, "WORD": lambda c: c.isalnum() or c == "_"}
                return test[name.rpartition("_")[2]](character) is not ("NOT" in name)
        raise NotImplementedError(str(kind))

    def folded(self, code: int) -> str:
        return chr(code).lower() if self.ignoring_case else chr(code)


def hostile(pattern: str, flags: int, times: int) -> Iterator[str]:
    """Texts on which a bad pattern is slow: what precedes a repeat, many repeats, then something that fits nothing."""
    tree = list(re._parser.parse(pattern, flags))  # type: ignore[attr-defined]  # the parser of re is not in its stubs
    for before, unit in _pumped(tree, ""):
        for ending in ("", "\x01", "!"):
            yield before + unit * times + ending
        if before:
            yield (before + unit) * times + "\x01"


def _pumped(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for node in nodes:
        kind, held = str(node[0]), node[1]
        for inner in _insides(kind, held):
            yield from _pumped(inner, before)
        if kind.endswith("REPEAT") and int(held[1]) > 8:
            for unit in _samples(list(held[2])):
                yield before, unit
        before += next(iter(_samples([node])), "")


def _insides(kind: str, held: Any) -> list[list[Any]]:
    match kind:
        case "SUBPATTERN":
            return [list(held[3])]
        case "BRANCH":
            return [list(branch) for branch in held[1]]
        case "MAX_REPEAT" | "MIN_REPEAT":
            return [list(held[2])]
        case "ASSERT" | "ASSERT_NOT":
            return [list(held[1])]
    return []


def _samples(nodes: list[Any]) -> list[str]:
    """A few short texts that the nodes match, those of each alternative and each end of a class."""
    texts = [""]
    for node in nodes:
        kind, held = str(node[0]), node[1]
        match kind:
            case "LITERAL":
                choices = [chr(held)]
            case "NOT_LITERAL":
                choices = [c for c in "a 1" if ord(c) != held]
            case "ANY":
                choices = ["a", " ", '"']
            case "IN":
                choices = _of_class(held)
            case "SUBPATTERN":
                choices = _samples(list(held[3]))
            case "BRANCH":
                choices = [text for branch in held[1] for text in _samples(list(branch))[:2]]
            case "MAX_REPEAT" | "MIN_REPEAT":
                choices = [text * int(held[0]) for text in _samples(list(held[2]))]
            case _:
                choices = [""]
        texts = [text + choice for choice in choices[:6] for text in texts][:12]
    return texts


def _of_class(held: Any) -> list[str]:
    if str(held[0][0]) == "NEGATE":
        unwanted = {item[1] for item in held if str(item[0]) == "LITERAL"}
        return [c for c in 'a1 "[_-' if ord(c) not in unwanted]
    found = []
    for kind, what in held:
        match str(kind):
            case "LITERAL":
                found.append(chr(what))
            case "RANGE":
                found.append(chr(what[0]))
            case "CATEGORY":
                found.append({"DIGIT": "1", "SPACE": " ", "WORD": "a"}[str(what).rpartition("_")[2]])
    return found
