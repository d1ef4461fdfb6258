"""guiju (规矩): Chinese internet regulation as data that people can read, cite and check against.

    import guiju

    kb = guiju.load()
    print(kb.article("cac-group-services-2017", "art_13").text)
    guiju.write(kb.checklist("group-owner", lang="en"), "owner.xlsx")
    facts = {"offers_user_groups": True, "service_launched_on": "2019-05-01"}
    facts["network_log_retention_policy"] = "P180D"
    result = kb.assess(facts, "group-provider", topic="logs", as_of="2026-01-01")
    print([(duty.id, duty.words.en) for duty in result.duties])
    guiju.write(result, "report.json")
    print(kb.verify("report.json").mismatches)
    print([(one.text, one.now) for one in kb.cite_check("依照《网络安全法》第二十一条")])
    guiju.write(kb.diff("网络安全法@2016-11-07", "网络安全法@2025-10-28"), "changes.html")

What is in `__all__` is public. Nothing is imported before it is used: the command line starts with none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guiju.amendment.comparison import Amendments, LawChange, Readings
    from guiju.amendment.concordance import Pair
    from guiju.api.comparing import progress
    from guiju.api.documents import report, write
    from guiju.api.knowledge_base import KnowledgeBase
    from guiju.api.loading import load
    from guiju.api.meanings import ProvisionText
    from guiju.assessment import AssessedDuty, Assessment
    from guiju.assessment.gap_changes import ComparedGap
    from guiju.assessment.missing import NextFact
    from guiju.assessment.progress import Progress
    from guiju.citations.checking import CheckedCitation
    from guiju.documents.concordance import AlignedTexts
    from guiju.files.display import Records
    from guiju.files.finding import Finding, Location, Misuse, Unsound
    from guiju.law.article_text import ArticleText
    from guiju.law.provision_text import Passage
    from guiju.law.versions import Version
    from guiju.model import (
        Article,
        Bilingual,
        Corpus,
        Fact,
        MissingArticle,
        Obligation,
        Provision,
        Regulation,
        Role,
        Term,
        Topic,
    )
    from guiju.reasoning.applicability import ApplicableRules, DutyAnswer, Ground, OpenPoint, RuleAnswer
    from guiju.reasoning.checklist import Checklist, Line
    from guiju.reasoning.replay import ReplayResult
    from guiju.reasoning.standing import Standing
    from guiju.search.search import Hit
    from guiju.verification import Verification
    from guiju.verification.values import Mismatch

__version__ = "0.2.0.dev0"
__all__ = [
    "AlignedTexts",
    "Amendments",
    "ApplicableRules",
    "Article",
    "ArticleText",
    "AssessedDuty",
    "Assessment",
    "Bilingual",
    "CheckedCitation",
    "Checklist",
    "ComparedGap",
    "Corpus",
    "DutyAnswer",
    "Fact",
    "Finding",
    "Ground",
    "Hit",
    "KnowledgeBase",
    "LawChange",
    "Line",
    "Location",
    "Mismatch",
    "MissingArticle",
    "Misuse",
    "NextFact",
    "Obligation",
    "OpenPoint",
    "Pair",
    "Passage",
    "Progress",
    "Provision",
    "ProvisionText",
    "Readings",
    "Records",
    "Regulation",
    "ReplayResult",
    "Role",
    "RollUp",
    "RuleAnswer",
    "Standing",
    "Term",
    "Topic",
    "Unsound",
    "Verification",
    "Version",
    "load",
    "progress",
    "report",
    "roll_up",
    "write",
]
_HOMES = (
    "files.finding", "files.display", "model", "law.article_text", "law.versions", "reasoning.standing",
    "reasoning.checklist", "api.loading", "api.meanings", "api.knowledge_base", "api.documents",
    "law.provision_text", "api.comparing", "reasoning.replay", "assessment", "assessment.services",
    "assessment.missing", "search.search", "citations.checking", "documents.concordance", "amendment.concordance",
    "amendment.comparison", "verification", "verification.values", "assessment.gap_changes", "assessment.progress",
    "reasoning.applicability",
)  # fmt: skip
"""Where to look for what is public, the lightest first."""


if not TYPE_CHECKING:  # a type checker would take it that every name is there

    def __getattr__(name: str) -> Any:
        for home in _HOMES if name in __all__ else ():
            if hasattr(module := import_module(f"{__name__}.{home}"), name):
                return getattr(module, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
