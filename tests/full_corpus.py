"""A small knowledge base in which every text field holds what it is told to: for tests of what pages make of text."""

from __future__ import annotations

from datetime import date

from guiju.model import (
    Article,
    ArticleNumber,
    Automation,
    Bilingual,
    Consequence,
    Corpus,
    Correction,
    Displacement,
    DocumentType,
    Force,
    Obligation,
    OfficialAddress,
    OpenWord,
    Paragraph,
    Param,
    Party,
    Point,
    Provenance,
    Provision,
    Regulation,
    Relation,
    Role,
    Span,
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
    )


def _vocabulary(both: Bilingual, text: str) -> Vocabulary:
    return Vocabulary(
        document_types=(DocumentType("law", both, (both, both)),),
        parties=(Party("p", both, both, {"rule": (text,)}), Party("q", both, both, {"rule": (text,)})),
        roles=(Role("r", both, ("p", "q"), both),),
        topics=(Topic("t", both),),
    )


def _force(both: Bilingual) -> Force:
    return Force(date(2015, 3, 1), "unknown", "unverified", None, both, date(2022, 8, 1))


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
        review=(both, both),
        automation=Automation("partial", both),
        evidence=(both, both),
        consequence=Consequence("direct", ("later#penalty", "later#art_1"), both),
        displaced_by=Displacement("later", "widened", "memory", both, ("art_7",)),
        overlaps=("rule#ban",),
        open_words=(OpenWord(text, both),),
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
        provisions=(
            Provision(
                "penalty",
                "penalty",
                both,
                both,
                (ArticleNumber("26(4)", "unknown", date(2026, 1, 1)), ArticleNumber("30", date(2026, 1, 1))),
                "memory",
                "administrative",
                note=both,
            ),
        ),
    )
