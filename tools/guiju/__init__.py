"""guiju (规矩): Chinese internet regulation as data that people can read, cite and check against.

    import guiju

    kb = guiju.load()
    kb.article("cac-group-services-2017", "art_9").text

What is in `__all__` is public. Nothing is imported before it is used: the command line starts with none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guiju.amendment.comparison import Amendments
    from guiju.api import KnowledgeBase, ProvisionText, load, report, write
    from guiju.assessment import AssessedDuty, Assessment
    from guiju.citations.checking import CheckedCitation
    from guiju.documents.concordance import AlignedTexts
    from guiju.files.finding import Finding, Misuse, Unsound
    from guiju.law.article_text import ArticleText
    from guiju.law.versions import Version
    from guiju.lookup.search import Hit
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
    from guiju.reasoning.checklist import Checklist, Line
    from guiju.reasoning.standing import Standing
    from guiju.verification import Verification

__version__ = "0.1.0"
__all__ = [
    "AlignedTexts",
    "Amendments",
    "Article",
    "ArticleText",
    "AssessedDuty",
    "Assessment",
    "Bilingual",
    "CheckedCitation",
    "Checklist",
    "Corpus",
    "Fact",
    "Finding",
    "Hit",
    "KnowledgeBase",
    "Line",
    "MissingArticle",
    "Misuse",
    "Obligation",
    "Provision",
    "ProvisionText",
    "Regulation",
    "Role",
    "Standing",
    "Term",
    "Topic",
    "Unsound",
    "Verification",
    "Version",
    "load",
    "report",
    "write",
]
_HOMES = (
    "files.finding", "model", "law.article_text", "law.versions", "reasoning.standing", "reasoning.checklist", "api",
    "assessment", "lookup.search", "citations.checking", "documents.concordance", "amendment.comparison",
    "verification",
)  # fmt: skip
"""Where to look for what is public, the lightest first."""


def __getattr__(name: str) -> Any:
    for home in _HOMES if name in __all__ else ():
        if hasattr(module := import_module(f"{__name__}.{home}"), name):
            return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
