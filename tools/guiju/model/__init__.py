"""The records of the knowledge base: values that fit the schemas in, frozen records with the same fields out.

Every record carries `where`, its place in its file, so that a finding about it has a line and a column. The schemas
document the fields; docstrings here only say how records relate.

The modules of this package do without `from __future__ import annotations`: records are built from the type hints at
every start, and compiling hints from strings would take a tenth of a second for each command.
"""

# Lists, not code: several names a line. What is imported here is for other rooms to import.
# fmt: off
# isort: off
from guiju.files.language import LANGUAGES, Lang
from guiju.model.case import (
    Case, CaseEntity, CaseFact, CaseSource, Discrepancy, Expectation, Figure, OtherFinding, Outcome, Period,
    Safeguard,
)
from guiju.model.corpus import (
    AcceptedFinding, Corpus, PenaltySearch, Regulation, Release, SearchedLaw, SourceLines, SourceStretch,
    UnsearchedLaw,
)
from guiju.model.enumerations import (
    APPLICABILITIES, BASES, FINDING_BASES, MODALITIES, REASONS, RISKS, ROUTES, STATUSES, VERDICTS, WORST_FIRST,
    Answer, Applicability, Basis, Body, Certainty, Decider, FindingBasis, LawInTime, Liability, Modality,
    RangeComparison, Reason, Risk, Route, State, Status, Verdict, VerifiedForce, DivisionKind, HistoryKind,
)
from guiju.model.law import (
    Annex, Article, Correction, Division, Force, HistoryEvent, Indent, LaterPart, Listing, MissingArticle,
    Normalisation, OfficialAddress, Paragraph, Point, Provenance, Relation, Sighting, Unit, UnplacedLine, Wording,
)
from guiju.model.leaflet import (
    Answerability, Leaflet, PlainAnswer, PlainDuty, PlainQuestion, PlainStatement, PlainStep, Situation,
)
from guiju.model.provisions import (
    AmountRange, ArticleNumber, ImposedPenalty, Joining, PeriodRange, Provision, Sanction, SanctionExample, Share,
    StatuteText, StatuteWords,
)
from guiju.model.reading import (
    NOTHING, Automation, BearerConsequence, Check, Consequence, Displacement, DraftObligation, DraftSpan, Example,
    Obligation, OnlyWhere, OpenWord, Param, PartyExpectation, RecordedValue, RetiredId, Span, Step, Timing,
)
from guiju.model.record import (
    NO_WORDS, Bilingual, Bound, Where,
)
from guiju.model.signature import (
    Signature, Signatures,
)
from guiju.model.vocabulary import (
    Contradiction, Derivation, DocumentType, Entity, EnumValue, Fact, Measure, Party, PlainWording, Role, Term, Topic,
    Vocabulary,
)
