"""What an assessment report says, in the reader's language: `report` gathers it, `sections` arranges it, the exports lay it out."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.assessment import Assessment
from guiju.assessment.receipt import receipt
from guiju.documents.content.cover import Cover, cover
from guiju.documents.report.audience import EDITIONS, Audience, face
from guiju.documents.report.counts import Tallies, Tally, breakdowns, by_method, by_reason, by_wording, overall
from guiju.documents.report.doubts import Disagreement, SetAside, disagreements, set_aside
from guiju.documents.report.duties import Head, Settled, historical, informative, settled
from guiju.documents.report.findings import Finding, findings
from guiju.documents.report.limits import limits
from guiju.documents.report.methods import METHODS, ON_TABLES
from guiju.documents.report.particulars import basis, particulars, rules, signers
from guiju.documents.report.plans import Planned, plans
from guiju.documents.report.remaining import NextFact, Open, next_facts, remaining
from guiju.documents.report.unused import UnusedFact, unused
from guiju.documents.report.verification import hashes, how
from guiju.model import Bilingual, Lang, Reason

__all__ = ["Audience", "Report", "report"]

_TITLE = Bilingual("合规评估报告", "Compliance assessment")


@dataclass(frozen=True)
class Report:
    """The whole report. Texts are in the reader's language and fit for one line of any format.

    `in_place` says of the law in place of displaced duties what is covered and what is not; every layout begins with it.
    """

    lang: Lang
    audience: Audience
    title: str
    edition: str
    face: str
    cover: Cover
    in_place: tuple[str, ...]
    particulars: tuple[tuple[str, str], ...]
    basis: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str], ...]
    skipped: tuple[tuple[str, str], ...]
    overall: Tally
    wording: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[Reason, str, int], ...]
    breakdowns: tuple[Tallies, ...]
    methods: tuple[str, ...]
    by_method: tuple[Tallies, ...]
    findings: tuple[Finding, ...]
    remaining: tuple[Open, ...]
    next_facts: tuple[NextFact, ...]
    plans: tuple[Planned, ...]
    disagreements: tuple[Disagreement, ...]
    set_aside: tuple[SetAside, ...]
    unused: tuple[UnusedFact, ...]
    settled: tuple[Settled, ...]
    historical: tuple[Settled, ...]
    informative: tuple[Head, ...]
    limits: tuple[str, ...]
    signers: tuple[tuple[str, str], ...]
    hashes: tuple[tuple[str, str], ...]
    verification: tuple[str, ...]


def report(assessment: Assessment, audience: Audience = "internal") -> Report:
    """The report of an assessment, for the house itself or for a regulator."""
    lang, front = assessment.checklist.lang, cover(assessment.checklist)
    return Report(
        lang=lang,
        audience=audience,
        title=_TITLE[lang],
        edition=EDITIONS[audience][lang],
        face=face(audience)[lang],
        cover=front,
        in_place=front.in_place,
        particulars=particulars(assessment),
        basis=basis(front, lang),
        rules=rules(front.rules),
        skipped=rules(front.skipped),
        overall=overall(assessment),
        wording=by_wording(assessment),
        reasons=by_reason(assessment),
        breakdowns=breakdowns(assessment),
        methods=tuple(text[lang] for text in (*METHODS, *([ON_TABLES] if assessment.tables.scanned else []))),
        by_method=by_method(assessment),
        findings=findings(assessment, audience),
        remaining=remaining(assessment),
        next_facts=next_facts(assessment),
        plans=plans(assessment, audience),
        disagreements=disagreements(assessment),
        set_aside=set_aside(assessment, audience),
        unused=unused(assessment, audience),
        settled=settled(assessment, audience),
        historical=historical(assessment, audience),
        informative=informative(assessment),
        limits=limits(assessment),
        signers=signers(assessment),
        hashes=hashes(receipt(assessment), lang),
        verification=how(audience, lang),
    )
