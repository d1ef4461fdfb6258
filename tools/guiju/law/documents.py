"""Bytes of files → parsed documents that fit their schemas: known from before, or parsed on all processors."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from guiju.files.cache import Cache
from guiju.files.finding import Finding, Unsound
from guiju.files.processes import MOST, shared
from guiju.files.source import Document, parse

_FEW = 200_000
"""Bytes that are parsed before another process has started."""

_AT_ONCE = 1000
"""Files of which the JSON is in memory at once."""


class Source(NamedTuple):
    """A file that is to be parsed: its name in the knowledge base, its path in messages, and its schema."""

    name: str
    path: str
    kind: str
    data: bytes


def documents(root: Path, sources: Sequence[Source], all_there_are: bool) -> tuple[dict[str, Document], list[Finding]]:
    """The files by name, without those that have defects; and these. What is known of other files is forgotten where
    these are all that there are."""
    cache, keys = Cache(root), list[bytes]()
    parsed: dict[str, Document] = {}
    findings: list[Finding] = []
    fresh = False
    for start in range(0, len(sources), _AT_ONCE):
        some = sources[start : start + _AT_ONCE]
        own = [cache.key(source.kind.encode(), source.data) for source in some]
        texts = cache.read(own)
        new = {key: source for key, source in zip(own, some, strict=True) if key not in texts}
        outcomes = dict(zip(new, _parsed(list(new.values())), strict=True))
        sound = {key: text for key, text in outcomes.items() if isinstance(text, bytes)}
        cache.write(sound)
        texts |= sound
        for key, source in zip(own, some, strict=True):
            if key in texts:
                parsed[source.name] = Document(source.path, json.loads(texts[key]), source.data)
        findings += [finding for outcome in outcomes.values() if isinstance(outcome, list) for finding in outcome]
        keys += own
        fresh |= bool(sound)
    if fresh and all_there_are:
        cache.keep(keys)
    return parsed, findings


def _parsed(sources: Sequence[Source]) -> list[bytes | list[Finding]]:
    """The value of each file as JSON, or what is wrong with it."""
    pieces = min(MOST, len(sources))
    alone = sum(len(source.data) for source in sources) < _FEW
    outcomes = shared(lambda piece: [_json(source) for source in sources[piece::pieces]], pieces, alone, "reading")
    return [outcomes[place % pieces][place // pieces] for place in range(len(sources))]


def _json(source: Source) -> bytes | list[Finding]:
    """The value of a file as JSON; what is wrong with it where anything is."""
    from guiju.files import schema  # slow to import, and where all is known none of it is needed

    try:
        document = parse(source.data, source.path)
    except Unsound as unsound:
        return list(unsound.findings)
    return list(schema.defects(document, source.kind)) or json.dumps(document.value, ensure_ascii=False).encode()
