"""An answer: the call, a result, the words of the law that it rests on, how these stand, and what it leaves open.

Its hash is computed over canonical JSON (RFC 8785), as for a receipt. schemas/agent-answer.schema.json describes it.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from guiju import __version__
from guiju.assessment.receipt import digest
from guiju.model import Bilingual, Lang
from guiju.wording.labels import COLON, NOT_LEGAL_ADVICE, UNOFFICIAL
from guiju.wording.words import Words

KIND = "guiju-answer"
SCHEMA_VERSION = 2
WORDS = Words(__file__)


@dataclass(frozen=True)
class Claim:
    """The complete words of the law at a place."""

    id: str
    rule: str
    version: str | None
    eId: str
    cited: str
    quote: str
    translation: str | None
    sha256: str

    def lines(self) -> Iterator[str]:
        version = f"@{self.version}" if self.version else ""
        yield f"[{self.id}] {self.cited} ({self.rule}{version}#{self.eId})"
        yield from (f"    {line}" for line in self.quote.splitlines())
        if self.translation:
            yield f"    {self.translation}"


@dataclass(frozen=True)
class TextStanding:
    """Whether a quoted text is law on the day, or that this is not confirmed; `version` as in claims."""

    rule: str
    version: str | None
    state: str
    words: str


@dataclass(frozen=True)
class Gap:
    """Something that an answer leaves open; `rule` is None if that concerns all of it."""

    kind: str
    rule: str | None
    words: str


@dataclass(frozen=True)
class AgentAnswer:
    """An answer of a tool. `lines` are its result in words, with each claim where it is first named, for agents that
    read only text; they are not hashed."""

    tool: str
    arguments: Mapping[str, Any]
    as_of: str
    data_version: str
    claims: tuple[Claim, ...]
    standing: tuple[TextStanding, ...]
    result: Mapping[str, Any]
    not_covered: tuple[Gap, ...]
    lines: Sequence[str | Claim] = ()

    @cached_property
    def value(self) -> dict[str, Any]:
        """The answer as JSON, with its hash."""
        content = {
            "kind": KIND,
            "schema_version": SCHEMA_VERSION,
            "tool": self.tool,
            "arguments": dict(self.arguments),
            "as_of": self.as_of,
            "data_version": self.data_version,
            "guiju": __version__,
            "claims": [asdict(claim) for claim in self.claims],
            "standing": [asdict(text) for text in self.standing],
            "result": dict(self.result),
            "not_covered": [asdict(gap) for gap in self.not_covered],
        }
        return {**content, "hash": digest(content)}

    def text(self, lang: Lang) -> str:
        """The answer in words, with every quotation."""
        return "\n".join(self._text(lang))

    def _text(self, lang: Lang) -> Iterator[str]:
        for line in self.lines:
            yield from line.lines() if isinstance(line, Claim) else (line,)
        if any(claim.translation for claim in self.claims):
            yield f"    {UNOFFICIAL.en}"
        sections: Sequence[tuple[Bilingual, Sequence[TextStanding | Gap]]]
        sections = (WORDS["standing"], self.standing), (WORDS["not_covered"], self.not_covered)
        for heading, entries in sections:
            if others := [entry.words for entry in entries if entry.words not in self.lines]:
                yield "\n".join((f"\n{heading[lang]}{COLON[lang]}", *(f"- {words}" for words in others)))
        yield f"\n{self.as_of} · {self.data_version} · sha256 {self.value['hash']} · {NOT_LEGAL_ADVICE[lang]}"


def is_answer(value: object) -> bool:
    """Whether a JSON value says that it is an answer."""
    return isinstance(value, dict) and value.get("kind") == KIND


def hash_of(value: Mapping[str, Any]) -> str:
    """The hash of an answer: over everything but the hash itself."""
    return digest({key: inner for key, inner in value.items() if key != "hash"})


def sha256(quote: str) -> str:
    """The hash of words of the law."""
    return hashlib.sha256(quote.encode()).hexdigest()
