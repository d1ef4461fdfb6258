"""Verification of saved answers: an answer is made again from its tool and arguments, and every value compared.

So a forgery is found whatever its hash. With another knowledge base or version of guiju than those that made it, that
is said, and what differs is listed: first the words of the law, place by place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from guiju.agents import shapes, tools_by_name
from guiju.agents.answer import SCHEMA_VERSION, hash_of, sha256
from guiju.agents.answering import answer_to
from guiju.agents.question import words_at
from guiju.api import KnowledgeBase
from guiju.files.finding import Misuse, Unsound
from guiju.files.schema import misfit
from guiju.model import Corpus
from guiju.verification.json_file import JsonFile
from guiju.verification.values import Mismatch, mismatches, noncanonical, value_text

_MAKING = ("data_version", "guiju")


@dataclass(frozen=True)
class VerifiedAnswer:
    """`mismatches` are empty where nothing differs; `same_making`: this knowledge base and version of guiju made it."""

    mismatches: tuple[Mismatch, ...]
    same_making: bool = True


def refuse_other_formats(document: JsonFile) -> None:
    """Misuse for an answer of another version of the format."""
    version = document.value.get("schema_version")
    if version != SCHEMA_VERSION or type(version) is not int:
        at = document.at("schema_version")
        reads = f"this version of guiju reads {SCHEMA_VERSION}: use the version that wrote it"
        raise Misuse(f"{at}: schema_version: is {value_text(version)}; {reads}")


def verify_answer(document: JsonFile, kb: KnowledgeBase) -> VerifiedAnswer:
    """Verify a saved answer."""
    twice = [
        Mismatch(path, "is given twice; readers differ on which of the two counts", at) for path, at in document.twice
    ]
    if unreadable := twice or list(noncanonical(document.value)) or list(_shape(document)):
        return VerifiedAnswer(tuple(unreadable))
    stated = document.value
    own = [Mismatch(("hash",), "the answer was edited: its hash is not that of its content")]
    own = [] if hash_of(stated) == stated["hash"] else own
    expected = _made_again(stated, kb)
    if isinstance(expected, Mismatch):
        return VerifiedAnswer((*own, expected))
    same = all(stated[key] == expected[key] for key in _MAKING)
    if not same:
        own += _words(stated, kb.corpus)
        expected = _as_made_by(stated, expected)
    differing = mismatches(stated, expected, without=[("hash",)])
    return VerifiedAnswer((*own, *differing), same)


def _shape(document: JsonFile) -> Iterator[Mismatch]:
    """Why it cannot be an answer: its keys, or who answered what, when."""
    stated = document.value
    name = stated.get("tool")
    if not isinstance(name, str) or name not in tools_by_name():
        yield Mismatch(("tool",), f"is {value_text(name)}; the tools are {', '.join(tools_by_name())}")
    elif wrong := misfit(stated, shapes.answer_shape(name, {"type": "object"})):
        yield Mismatch((), f"is not an answer of {name}: {wrong}")


def _made_again(stated: dict[str, Any], kb: KnowledgeBase) -> dict[str, Any] | Mismatch:
    try:
        day = date.fromisoformat(stated["as_of"])
    except ValueError:
        return Mismatch(("as_of",), f"is {value_text(stated['as_of'])}, which is not a day")

    try:
        return answer_to(stated["tool"], stated["arguments"], day, kb).value
    except (Misuse, Unsound) as refused:
        return Mismatch(("arguments",), f"cannot be asked here: {refused}")


def _as_made_by(stated: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """What is expected, with the making that is stated: that is told apart."""
    claims = [{**claim, "data_version": stated["data_version"]} for claim in expected["claims"]]
    return {**expected, **{key: stated[key] for key in _MAKING}, "claims": claims}


def _words(stated: dict[str, Any], corpus: Corpus) -> Iterator[Mismatch]:
    """The claims whose words are not those of the law of their version here, by hash."""
    for place, claim in enumerate(stated["claims"]):
        here = [sha256(words) for words in words_at(corpus, claim)]
        named = f"{claim['rule']}{'@' + claim['version'] if claim['version'] else ''}#{claim['eId']}"
        if sha256(claim["quote"]) != claim["sha256"]:
            yield Mismatch(("claims", place, "sha256"), f"is not the hash of the words quoted from {named}")
        elif claim["sha256"] not in here:
            what = "are others here" if here else "are not here"
            yield Mismatch(("claims", place, "quote"), f"the words of {named} {what}")
