"""The knowledge base that is served: what an answer needs is read by way of the index, all of it only if all counts."""

from functools import cached_property
from pathlib import Path

import guiju
from guiju.api.knowledge_base import KnowledgeBase
from guiju.files.finding import Misuse
from guiju.model import Corpus
from guiju.search.kept_parts import KeptParts

CHANGED = "the knowledge base has just changed; ask again"


class ServedBase(KnowledgeBase):
    """A knowledge base of a known version, which is read whole when something needs all of it."""

    def __init__(self, root: Path, data_version: str) -> None:
        vars(self).update(root=root, _version=data_version, _parts=KeptParts())

    @property
    def data_version(self) -> str:
        return str(vars(self)["_version"])

    @property
    def parts(self) -> KeptParts:
        """What was read for earlier answers."""
        parts: KeptParts = vars(self)["_parts"]
        return parts

    @cached_property
    def corpus(self) -> Corpus:
        whole = guiju.load(self.root).corpus
        if whole.data_version != self.data_version:
            raise Misuse(CHANGED)
        return whole
