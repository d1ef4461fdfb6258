"""Saved answers verified: the same question is asked again, and every value of both answers compared.

So an edit is found even if the hash was computed again. If another knowledge base or version of guiju made the answer,
that is reported, and the differences are listed: first the words of the law, place by place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from guiju.agents import tools_by_name
from guiju.agents.answer import SCHEMA_VERSION, hash_of, sha256
from guiju.agents.answering import answer_to
from guiju.agents.question import words_at
from guiju.api.knowledge_base import KnowledgeBase
from guiju.files.bundled import schema
from guiju.files.finding import Misuse, Unsound
from guiju.files.schema import misfit
from guiju.model import Corpus
from guiju.verification.json_file import JsonFile
from guiju.verification.values import Mismatch, mismatches, noncanonical, value_text

_ORIGIN = ("data_version", "guiju")
_WORDS = ("rule", "eId", "quote", "sha256")
_READABLE = (1, SCHEMA_VERSION)
"""The formats of answers; of one before this the words of the law are compared, and the rest is not made again."""


@dataclass(frozen=True)
class VerifiedAnswer:
    """`mismatches` is empty if nothing differs; `same_making`: this knowledge base and version of guiju made it;
    `whole`: whether all of it was compared."""

    mismatches: tuple[Mismatch, ...]
    same_making: bool = True
    whole: bool = True


def refuse_other_formats(document: JsonFile) -> None:
    """Misuse for an answer in another version of the format."""
    version = document.value.get("schema_version")
    if version not in _READABLE or type(version) is not int:
        remedy = f"this version of guiju reads {SCHEMA_VERSION}: use the version that wrote it"
        raise Misuse(f"{document.at('schema_version')}: schema_version: is {value_text(version)}; {remedy}")


def verify_answer(document: JsonFile, kb: KnowledgeBase) -> VerifiedAnswer:
    """Verify a saved answer."""
    stated = document.value
    twice = [
        Mismatch(path, "is given twice; readers differ on which of the two counts", at) for path, at in document.twice
    ]
    if unreadable := twice or list(noncanonical(stated)) or list(_misshapen(stated)):
        return VerifiedAnswer(tuple(unreadable))
    own: list[Mismatch] = []
    if hash_of(stated) != stated["hash"]:
        own.append(Mismatch(("hash",), "the answer was edited: its hash is not that of its content"))
    if stated["schema_version"] != SCHEMA_VERSION:
        return VerifiedAnswer((*own, *_changed_words(stated, kb.corpus)), same_making=False, whole=False)
    expected = _asked_again(stated, kb)
    if isinstance(expected, Mismatch):
        return VerifiedAnswer((*own, expected))
    same = all(stated[key] == expected[key] for key in _ORIGIN)
    if not same:
        own += _changed_words(stated, kb.corpus)
        expected |= {key: stated[key] for key in _ORIGIN}
    return VerifiedAnswer((*own, *mismatches(stated, expected, without=[("hash",)])), same)


def _misshapen(stated: dict[str, Any]) -> Iterator[Mismatch]:
    """Why it cannot be an answer of a tool."""
    name = stated.get("tool")
    if not isinstance(name, str) or name not in tools_by_name():
        yield Mismatch(("tool",), f"is {value_text(name)}; the tools are {', '.join(tools_by_name())}")
    elif stated["schema_version"] != SCHEMA_VERSION:
        claims = stated.get("claims")
        is_whole = isinstance(claims, list) and all(_has_words(claim, _WORDS) for claim in claims)
        if not is_whole or not _has_words(stated, ("hash", "as_of", *_ORIGIN)):
            yield Mismatch((), f"is not an answer of {name} in format {stated['schema_version']}")
    elif problem := misfit(stated, schema("agent-answer")):
        yield Mismatch((), f"is not an answer of {name}: {problem}")


def _has_words(entry: Any, keys: tuple[str, ...]) -> bool:
    return isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in keys)


def _asked_again(stated: dict[str, Any], kb: KnowledgeBase) -> dict[str, Any] | Mismatch:
    try:
        day = date.fromisoformat(stated["as_of"])
    except ValueError:
        return Mismatch(("as_of",), f"is {value_text(stated['as_of'])}, which is not a day")
    try:
        return answer_to(stated["tool"], stated["arguments"], day, kb).value
    except (Misuse, Unsound) as refused:
        return Mismatch(("arguments",), f"cannot be asked here: {refused}")


def _changed_words(stated: dict[str, Any], corpus: Corpus) -> Iterator[Mismatch]:
    """The claims whose words are not those that the law has here, in the text of their version."""
    for place, claim in enumerate(stated["claims"]):
        here = [sha256(words) for words in words_at(corpus, claim)]
        version = f"@{claim['version']}" if claim.get("version") else ""
        name = f"{claim['rule']}{version}#{claim['eId']}"
        if sha256(claim["quote"]) != claim["sha256"]:
            yield Mismatch(("claims", place, "sha256"), f"is not the hash of the words quoted from {name}")
        elif claim["sha256"] not in here:
            problem = "differ here" if here else "are not here"
            yield Mismatch(("claims", place, "quote"), f"the words of {name} {problem}")
