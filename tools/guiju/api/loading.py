"""Reads the knowledge base that comes with guiju, or one in a folder."""

import os

from guiju import checks
from guiju.api.arguments import as_path
from guiju.api.knowledge_base import KnowledgeBase
from guiju.files.bundled import knowledge_base
from guiju.files.finding import UnsoundBase
from guiju.law.load import load as loaded
from guiju.model import Shared


def load(base: str | os.PathLike[str] | None = None) -> KnowledgeBase:
    """Read a knowledge base: the one that comes with guiju, or that in a folder, which contains `regulations/`.

    Everything is read at once, in about half a second, so that later calls read no law from files.

    Errors: `Misuse` where there is no such folder; `Unsound` where its files have defects or an id is used twice, so
    that it could mean either, with all of them as `findings`. What else may be wrong with it, such as a quotation that
    is not in the law, `check()` finds.

    >>> kb = guiju.load()
    >>> kb.rule("群组规定").title.en
    'Provisions on the Administration of Internet Group Information Services'
    """
    root = knowledge_base(None if base is None else str(as_path(base, "base")))
    corpus = loaded(root)
    if ambiguous := checks.findings(corpus, ("duplicate-id",)):
        raise UnsoundBase(ambiguous)
    return KnowledgeBase(root, Shared(corpus))
