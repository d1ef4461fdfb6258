"""The mappings of YAML and JSON, found without reading their values: of anybody's file, sound or not."""

from collections.abc import Iterator
from contextlib import suppress

import yaml

_LARGE = 2_000_000
"""How many characters are at most looked into."""


def mappings(text: str) -> Iterator[tuple[int, int | None]]:
    """From which character on which mapping is the innermost, by its first character; None outside all. What follows a
    mistake is in the mapping before it."""
    inside: list[int | None] = [None]
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) if len(text) < _LARGE else ():
            if isinstance(event, yaml.CollectionStartEvent):
                at = event.start_mark.index  # type: ignore[union-attr]  # the parser has marks
                inside.append(at if isinstance(event, yaml.MappingStartEvent) else inside[-1])
                yield at, inside[-1]
            elif isinstance(event, yaml.CollectionEndEvent):
                inside.pop()
                yield event.end_mark.index, inside[-1]  # type: ignore[union-attr]
