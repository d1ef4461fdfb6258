"""An answer: the call, claims that quote the law, a result that rests on them, and what it leaves open.

Its hash is computed over canonical JSON (RFC 8785), as for a receipt.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from guiju import __version__
from guiju.assessment.receipt import digest
from guiju.model import Lang
from guiju.wording.labels import COLON, NOT_LEGAL_ADVICE, UNOFFICIAL
from guiju.wording.words import Words

KIND = "guiju-answer"
SCHEMA_VERSION = 1
WORDS = Words(__file__)
_STATES = WORDS.table("state")


@dataclass(frozen=True)
class Claim:
    """The complete words of the law at a place; the fields are those of `shapes`."""

    id: str
    rule: str
    version: str | None
    eId: str
    cited: str
    quote: str
    translation: str | None
    sha256: str
    state: str
    as_of: str
    data_version: str


@dataclass(frozen=True)
class Gap:
    """Something that an answer leaves open; `rule` is None if that concerns all of it."""

    kind: str
    rule: str | None
    words: str


@dataclass(frozen=True)
class AgentAnswer:
    """An answer of a tool. `lines` are its result in words, for agents that read only text; they are not hashed."""

    tool: str
    arguments: Mapping[str, Any]
    as_of: str
    data_version: str
    claims: tuple[Claim, ...]
    result: Mapping[str, Any]
    not_covered: tuple[Gap, ...]
    lines: Sequence[str] = ()

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
            "result": dict(self.result),
            "not_covered": [asdict(gap) for gap in self.not_covered],
        }
        return {**content, "hash": digest(content)}

    def text(self, lang: Lang) -> str:
        """The answer in words, with every quotation."""
        return "\n".join(self._text(lang))

    def _text(self, lang: Lang) -> Iterator[str]:
        yield from self.lines
        if self.claims:
            yield f"\n{WORDS['claims'][lang]}{COLON[lang]}"
        for claim in self.claims:
            version = f"@{claim.version}" if claim.version else ""
            state = _STATES[claim.state][lang]
            yield f"[{claim.id}] {claim.cited} ({claim.rule}{version}#{claim.eId}; {state})"
            yield from (f"    {line}" for line in claim.quote.splitlines())
            if claim.translation:
                yield f"    {claim.translation}"
        if any(claim.translation for claim in self.claims):
            yield f"    {UNOFFICIAL.en}"
        yield f"\n{WORDS['not_covered'][lang]}{COLON[lang]}"
        yield from (f"- {gap.words}" for gap in self.not_covered)
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
