"""The records of the knowledge base: values that fit the schemas in, frozen records with the same fields out.

Every record carries `where`, its place in its file, so that a finding about it has a line and a column. The schemas
document the fields; docstrings here only say how records relate.

The modules of this package do without `from __future__ import annotations`: records are built from the type hints at
every start, and compiling hints from strings would take a tenth of a second for each command. Nor is a module imported
before something in it is used: a search needs two of the hundred records.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Lists, not code: several names a line. What is imported here is for other rooms to import.
# fmt: off
# isort: off
if TYPE_CHECKING:
    from guiju.files.language import LANGUAGES, REQUIRED_LANGUAGES, Lang
    from guiju.model.answer_card import (
        ActAsked, AnswerCard,
    )
    from guiju.model.case import (
        Case, CaseEntity, CaseFact, CaseSource, Discrepancy, Expectation, Figure, OtherFinding, Outcome, Period,
        Safeguard,
    )
    from guiju.model.corpus import (
        AcceptedFinding, Corpus, PenaltySearch, Release, SearchedLaw, SourceLines, SourceStretch, Subject,
        UnsearchedLaw,
    )
    from guiju.model.enumerations import (
        AMENDMENTS, APPLICABILITIES, BASES, DECLARED, FINDING_BASES, MODALITIES, REACHES, REASONS, RISKS, ROUTES,
        STATUSES, VERDICTS, WORST_FIRST, Answer, Applicability, Basis, Body, Certainty, Decider, FindingBasis,
        LawInTime, Liability, Modality, RangeComparison, Reach, Reason, Risk, Route, State, Status, Verdict,
        VerifiedForce, DivisionKind, HistoryKind,
    )
    from guiju.model.law import (
        Annex, Article, Correction, Division, Force, HistoryEvent, Indent, LaterPart, Listing, MissingArticle,
        Normalisation, OfficialAddress, Paragraph, Point, Provenance, Relation, Sighting, Unit, UnplacedLine, Wording,
    )
    from guiju.model.leaflet import (
        Answerability, BasedSentence, BasedStep, Leaflet, PlainAnswer, PlainDuty, PlainQuestion, PlainStatement,
        PlainStep, Situation,
    )
    from guiju.model.provisions import (
        Addressee, AmountRange, ArticleNumber, ElementName, ElementWords, Exclusion, ImposedPenalty, Joining,
        Limitation, LimitationPeriod, Multiple, PeriodRange, Provision, Sanction, SanctionExample, Scenario, Share,
        StatuteText, StatuteWords, Tempering,
    )
    from guiju.model.reading import (
        NOTHING, Automation, BearerConsequence, Check, Consequence, Displacement, DraftObligation, DraftSpan, Example,
        Obligation, OnlyWhere, OpenWord, Param, PartyExpectation, RecordedValue, RetiredId, ServiceCondition, Span,
        Step, Timing,
    )
    from guiju.model.record import (
        NO_WORDS, Bilingual, Bound, Shared, Where,
    )
    from guiju.model.regulation import (
        Regulation,
    )
    from guiju.model.signature import (
        Signature, Signatures,
    )
    from guiju.model.vocabulary import (
        Contradiction, Derivation, DerivedFact, DocumentType, Entity, EnumValue, Fact, JudgedFact, Measure, Party,
        PlainWording, Registration, Role, SharedWords, Supply, Term, Topic, Vocabulary,
    )

_MODULES = (
    "guiju.files.language",
    *(f"{__name__}.{name}" for name in (
        "record", "enumerations", "law", "provisions", "reading", "case", "signature", "vocabulary", "leaflet",
        "answer_card", "regulation", "corpus",
    )),
)


def __getattr__(name: str) -> Any:
    """What other rooms import from here, out of the first module that has it; none of our records has a name in lower
    case, as modules have."""
    for module in () if name.islower() else _MODULES:
        if (value := getattr(import_module(module), name, None)) is not None:
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
