"""The facts that were supplied and decide nothing: what was asked, in how many rows, why, and which duties would read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guiju.assessment import Assessment
from guiju.assessment.proof import entity_label
from guiju.assessment.unused import UnusedReason, unused_facts
from guiju.documents.content.fields import joined, shown
from guiju.documents.report.audience import Audience
from guiju.documents.report.blocks import Column, Sentences, Table
from guiju.documents.report.doubts import why_set_aside
from guiju.documents.report.words import NONE
from guiju.documents.report.words import WORDS as HEADS
from guiju.model import Bilingual, Lang

WORDS: Mapping[UnusedReason, Bilingual] = {
    "set_aside": Bilingual("不计：{}", "does not count: {}"),
    "not_read": Bilingual("所评角色的义务都不用这一事实", "no duty of these roles reads it"),
    "displaced": Bilingual("只有已被取代的义务用到它", "only displaced duties read it"),
    "waiting": Bilingual("用到它的义务还缺其他事实", "the duties that read it still lack other facts"),
    "declared": Bilingual("用到它的义务由自述定了结论", "the verdict of the duties that read it was declared"),
    "another_decided": Bilingual("用到它的义务由其他事实定了结论", "other facts decided the duties that read it"),
    "not_applicable": Bilingual("用到它的义务不适用", "the duties that read it do not apply"),
}
"""Why a fact decides nothing."""

UNUSED_KEYS = 5
"""Rows that the report names; the JSON names all."""


@dataclass(frozen=True)
class UnusedFact:
    """A fact that decides nothing. `keys` are those of its rows, none of the service, of tables and for a regulator; `ids` are of the duties."""

    entity: str
    fact: str
    why: UnusedReason
    question: str
    of: str
    reason: str
    count: int
    keys: tuple[str, ...]
    duties: str
    ids: tuple[str, ...]


def unused(assessment: Assessment, audience: Audience) -> tuple[UnusedFact, ...]:
    """All of them, those with the same reason together."""
    corpus, lang = assessment.checklist.corpus, assessment.checklist.lang
    titles = {line.id: line.obligation.title[lang] for line in assessment.checklist.lines}
    found = []
    for entry in unused_facts(assessment):
        for reason, keys in _reasons(assessment, entry.entity, entry.fact, entry.why, entry.keys).items():
            found.append(
                UnusedFact(
                    entry.entity,
                    entry.fact,
                    entry.why,
                    shown(corpus.fact(entry.entity, entry.fact).question[lang]),
                    entity_label(assessment, entry.entity),
                    reason,
                    len(keys),
                    tuple(k for k in keys if k) if audience == "internal" and entry.entity != "service" else (),
                    joined((shown(titles[name]) for name in entry.duties), lang),
                    entry.duties,
                )
            )
    return tuple(found)


def table(entries: Sequence[UnusedFact], lang: Lang) -> Table | Sentences:
    """The facts as a table of the report; where there is none, that there is none."""
    if not entries:
        return Sentences((NONE["unused"][lang],))
    columns = (
        Column(HEADS["question"][lang], 34),
        Column(HEADS["fact"][lang], 26),
        Column(HEADS["reason"][lang], 26),
        Column(HEADS["number_of"][lang], 10, "short"),
        Column(HEADS["readers"][lang], 40),
    )
    rows = []
    for entry in entries:
        name = "\n".join((f"{entry.fact} ({entry.entity})", *entry.keys[:UNUSED_KEYS]))
        rows.append((entry.question, name, entry.reason, str(entry.count), entry.duties or "—"))
    return Table("", columns, tuple(rows), (None,) * len(rows))


def _reasons(
    assessment: Assessment, entity: str, fact: str, why: UnusedReason, keys: Iterable[str]
) -> Mapping[str, list[str]]:
    """Why, in words → the keys of the rows of which that is so: what does not count has its own reason in each row."""
    lang, found = assessment.checklist.lang, dict[str, list[str]]()
    for key in keys:
        detail = why_set_aside(assessment, entity, key, fact) if why == "set_aside" else ""
        found.setdefault(WORDS[why][lang].format(detail), []).append(key)
    return found
