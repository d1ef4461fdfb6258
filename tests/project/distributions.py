"""What a distribution needs, by the metadata of what is installed."""

from collections.abc import Iterable
from importlib import metadata

from packaging.requirements import Requirement


def dependencies(requires: Iterable[str], extra: str = "") -> set[str]:
    """The names of all distributions that `requires` asks for here, those of an extra included."""
    seen: set[tuple[str, str]] = set()
    waiting = [(line, extra) for line in requires]
    while waiting:
        line, extra = waiting.pop()
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
            for inner in (wanted.extras or {""}) - {extra for name, extra in seen if name == wanted.name}:
                seen.add((wanted.name, inner))
                waiting += [(line, inner) for line in metadata.requires(wanted.name) or []]
    return {name for name, _ in seen}
