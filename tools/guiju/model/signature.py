"""Who has read what against which words of the law, and when: signed.yaml of a rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from guiju.model.record import Record


@dataclass(frozen=True)
class Signature(Record):
    """`words`: a hash of each 款, 项, 目 or version of a provision when it was signed (guiju.law.signatures)."""

    by: str
    day: date
    words: Mapping[str, str]


@dataclass(frozen=True)
class Signatures(Record):
    """What rests on the words of a rule, by kind and id; `displacements`: readings of an older rule."""

    translations: Mapping[str, Signature] = field(default_factory=dict)
    obligations: Mapping[str, Signature] = field(default_factory=dict)
    examples: Mapping[str, Signature] = field(default_factory=dict)
    displacements: Mapping[str, Signature] = field(default_factory=dict)
    provisions: Mapping[str, Signature] = field(default_factory=dict)
    sanctions: Mapping[str, Signature] = field(default_factory=dict)
    cases: Mapping[str, Signature] = field(default_factory=dict)
    answers: Mapping[str, Signature] = field(default_factory=dict)
