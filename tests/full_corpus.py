"""A small knowledge base in which every text field holds what it is told to: for tests of what pages make of text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guiju.model import (
    AmountRange,
    Article,
    ArticleNumber,
    Automation,
    Bilingual,
    Case,
    CaseEntity,
    CaseFact,
    CaseSource,
    Check,
    Consequence,
    Corpus,
    Correction,
    Discrepancy,
    Displacement,
    DocumentType,
    Entity,
    EnumValue,
    Example,
    Expectation,
    Fact,
    Figure,
    Force,
    Obligation,
    OfficialAddress,
    OpenWord,
    Outcome,
    Paragraph,
    Param,
    Party,
    Period,
    PeriodRange,
    Point,
    Provenance,
    Provision,
    Regulation,
    Relation,
    Role,
    Safeguard,
    Sanction,
    Span,
    StatuteText,
    StatuteWords,
    Step,
    Term,
    Timing,
    Topic,
    Vocabulary,
    Wording,
)

PARA, POINT, SECOND = "art_1__para_1", "art_1__para_1__point_1", "art_1__para_2"


def corpus(text: str) -> Corpus:
    """Two rules, one with its text and two duties; each text field is `text`, alone or with a letter after it."""
    both = Bilingual(text, text)
    return Corpus(
        vocabulary=_vocabulary(both, text),
        glossary=(
            Term("one", text, text, both, True, variants=(text,), distinct_from=("two",), synonyms=(text, text)),
            Term("two", text + "乙", text, both, False, defined_at=f"rule#{SECOND}", distinct_from=("one",)),
        ),
        regulations={"rule": _rule(both, text), "later": _later(both, text)},
        releases=(),
        exceptions=(),
        data_version="0123456789ab",
        cases={"one": _case(both, text)},
    )


def _vocabulary(both: Bilingual, text: str) -> Vocabulary:
    return Vocabulary(
        document_types=(DocumentType("law", both, (both, both)),),
        parties=(Party("p", both, both, {"rule": (text,)}), Party("q", both, both, {"rule": (text,)})),
        roles=(Role("r", both, ("p", "q"), both),),
        topics=(Topic("t", both),),
        entities=(Entity("conduct", both, both), Entity("service", both, both)),
        facts=(
            Fact("offered", "service", "boolean", both, both, both, ()),
            Fact("kept", "service", "duration", both, both, both, ()),
            Fact("told", "conduct", "string", both, both, both, ()),
            Fact("sort", "conduct", "enum", both, both, both, (), values=(EnumValue("some", both),)),
            Fact("lasted", "conduct", "duration", both, both, both, ()),
        ),
    )


def _force(both: Bilingual) -> Force:
    return Force(date(2015, 3, 1), "unknown", "unverified", None, both, date(2025, 8, 1))


def _rule(both: Bilingual, text: str) -> Regulation:
    wording = Wording(2, "partly_from_memory", both)
    return Regulation(
        id="rule",
        title=both,
        short_title=both,
        coverage="full",
        document_type="law",
        issuer=both,
        identity=text,
        promulgated=date(2015, 2, 4),
        force=_force(both),
        document_number=text,
        aliases=(text, text),
        relations=(Relation("superseded_by", "later", "sourced", date(2022, 8, 1), both),),
        provenance=Provenance(both, both, OfficialAddress(text, "cited")),
        articles=(
            Article(
                "art_1",
                both,
                (
                    Paragraph(PARA, text, text, wording, (Point(POINT, text + "项", text, wording),)),
                    Paragraph(SECOND, text, text, Wording(3, "compared", both)),
                ),
            ),
            Article("art_2", both, (Paragraph("art_2__para_1", text, text, Wording(4, "compared")),)),
        ),
        obligations=(_duty(both, text), _ban(both, text)),
        spans=(Span("definition", SECOND, (text,), "two", both), Span("purpose", "art_2__para_1", (text,))),
        corrections=(
            Correction(PARA, "glyph", text + "源", text, both, 2, 4, text),
            Correction(SECOND, "missing", "", text, both, 3, 0, text),
            Correction("title", "punctuation", text + "源", text, both, 1, 0, text),
        ),
    )


def _duty(both: Bilingual, text: str) -> Obligation:
    step = Step(both.zh, both.en, ("p",))
    return Obligation(
        id="duty",
        eId=PARA,
        quote=(text,),
        modality="obligation",
        bearers=("p", "q"),
        title=both,
        summary=both,
        topics=("t",),
        counterparty="q",
        condition=both,
        timing=Timing("maintenance", "period", both),
        params={"length": Param(6, "month", text)},
        method="examine",
        review=(step, step),
        remedy=(step,),
        automation=Automation("partial", both),
        evidence=(step, step),
        consequence=Consequence("direct", ("later#penalty", "later#art_1"), both),
        displaced_by=Displacement("later", "widened", "memory", both, ("art_7",)),
        overlaps=("rule#ban",),
        open_words=(OpenWord(text, both),),
        checks=(
            Check("service", "kept >= $length", "met", "offered", both),
            Check("conduct", "sort <> 'some'", "both", remaining=both),
        ),
        examples=(Example({"told": text}, "met", "conduct"),),
    )


def _ban(both: Bilingual, text: str) -> Obligation:
    return Obligation(
        id="ban",
        eId=POINT,
        quote=(text + "项",),
        modality="prohibition",
        bearers=("p",),
        title=both,
        summary=both,
        topics=("t",),
        automation=Automation("none", both),
        consequence=Consequence("none_found", (), both),
    )


def _later(both: Bilingual, text: str) -> Regulation:
    return Regulation(
        id="later",
        title=both,
        short_title=both,
        coverage="outline",
        document_type="law",
        issuer=both,
        identity=text,
        promulgated=date(2022, 6, 27),
        force=_force(both),
        sources=(StatuteText("text", both, date(2026, 1, 1), both, both),),
        provisions=(
            Provision(
                "penalty",
                "penalty",
                both,
                both,
                (
                    ArticleNumber("26(4)", "unknown", date(2026, 1, 1), words=StatuteWords(absent=both)),
                    ArticleNumber("30", date(2026, 1, 1), words=StatuteWords((text, text), "text", "0" * 64)),
                ),
                "memory",
                "administrative",
                penalised_by=("later#penalty",),
                note=both,
                sanctions=(_tier(both, "tier", None), _tier(both, "other-tier", text)),
            ),
        ),
    )


def _tier(both: Bilingual, id: str, when: str | None) -> Sanction:
    """A sanction; a replay would read `when`, so that only one which no case asks about may hold any text."""
    return Sanction(
        id,
        date(2010, 1, 1),
        "base",
        "individual",
        both,
        "memory",
        date(2026, 1, 1),
        when,
        ("warning", "control"),
        detention=PeriodRange("P5D", "P10D"),
        fine=AmountRange(None, 500, "may_add"),
        imprisonment=PeriodRange("P10Y", "life", "alternative"),
        criminal_fine=AmountRange(joined="and"),
        note=both,
    )


def _case(both: Bilingual, text: str) -> Case:
    """A case with one answer of each kind: of its time, hypothetical, not decided."""
    duty = Expectation("c", "rule#ban", verdict="not_applicable", reason=both)
    return Case(
        id="one",
        title=both,
        kind="group_owner",
        story=(both, both),
        period=Period("unknown", date(2014, 5, 1)),
        place=both,
        sources=(CaseSource(both, "unverified"), CaseSource(both, "independent")),
        entities={
            "c": CaseEntity(
                "conduct",
                {
                    "told": CaseFact(text, "reported", both),
                    "sort": CaseFact("some", "inferred", both),
                    "lasted": CaseFact("P6M", "declared"),
                },
                both,
            ),
            "s": CaseEntity("service", {}, both),
        },
        expect=(
            duty,
            replace(duty, as_if_in_force=True, verdict="undetermined"),
            replace(duty, as_if_in_force=True, verdict="met", reason=None),
            Expectation("c", sanction="later#tier", applies="yes", detention="within", reason=both),
        ),
        applied=("later#penalty",),
        illustrates=("rule#duty", "rule#ban"),
        reported=(
            Outcome("c", both, "police", True, "P7D", 0, 1000, "P3Y", "P4Y", 2000, "decision", "unknown", True),
            Outcome("s", both, "press", False),
        ),
        differences=(Discrepancy(both, both, ("later#penalty",)),),
        safeguards=(Safeguard(both, both),),
        figures=(Figure(both, text, both),),
    )
