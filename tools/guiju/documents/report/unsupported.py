"""Declared, not supported: answers that switch off many duties, without a reason and an approver."""

from collections.abc import Iterator
from typing import Any

from guiju.assessment import Assessment
from guiju.assessment.unsupported import UnsupportedFact, unsupported_facts
from guiju.documents.content.plain import picked, plain
from guiju.wording.labels import BASIS_LABELS, answer
from guiju.wording.words import Words

WORDS = Words(__file__, "unsupported.yaml")
LABEL = WORDS["label"]
"""Declared, not supported."""


def unsupported(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Each of them as JSON has it; `words` is the sentence."""
    lang = assessment.lang
    for one in unsupported_facts(assessment):
        entry = {**picked(one, lang, "entity fact lacks"), **plain({"basis": one.stated.basis}, lang)}
        yield {**entry, "duties": len(one.duties), "words": _sentence(assessment, one)}


def _sentence(assessment: Assessment, one: UnsupportedFact) -> str:
    """What was answered, how many duties it switches off, and what to add."""
    lang, fact = assessment.lang, assessment.checklist.corpus.fact(one.entity, one.fact)
    return WORDS["sentence"][lang].format(
        question=fact.question[lang],
        answer=answer(fact, one.stated.value, lang),
        basis=BASIS_LABELS[one.stated.basis][lang],
        count=len(one.duties),
        total=len(assessment.duties),
        lacks=WORDS.table("lacks")["_".join(one.lacks)][lang],
    )
