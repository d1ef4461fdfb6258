"""Files read and judged: the records that documents, commands and programs have of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guiju.files.display import Displayed, Records
from guiju.labels.reading import LabelledFile
from guiju.labels.verdict import ContentVerdict
from guiju.model import Fact
from guiju.predicates.kleene import Value
from guiju.predicates.types import FactsByEntity


@dataclass(frozen=True)
class LabelledContent(Displayed):
    """A file, its facts as content, and what the duties come to."""

    _columns = ("file.path", "file.format", "file.state", "file.marks", "file.words", "verdicts")

    file: LabelledFile
    facts: Mapping[str, Value]
    verdicts: Records[ContentVerdict]


@dataclass(frozen=True)
class Labelling(Displayed):
    """Files with their labels and verdicts, by the law of a day; `known` are the facts that there are, by entity."""

    _columns = ("as_of", "data_version", "contents")

    as_of: date
    data_version: str
    known: FactsByEntity
    contents: Records[LabelledContent]

    def fact(self, entity: str, name: str) -> Fact:
        """The fact of this name."""
        return self.known[entity][name]
