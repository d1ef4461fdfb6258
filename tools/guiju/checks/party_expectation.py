"""Each party is bound to what the second reading found: no record more, none fewer, none with another modality or bearer.

Read for rules that have expectations.yaml. A change of bearer, modality or id is made in both files, knowingly.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.files.finding import Finding
from guiju.model import Corpus
from guiju.reasoning.expectations import disagreements


def check(corpus: Corpus) -> Iterator[Finding]:
    for regulation in corpus.regulations.values():
        for disagreement in disagreements(regulation):
            record = regulation.obligation(disagreement.id)
            at = (
                record.where.at("bearers")
                if record
                else disagreement.expected.where.at()
                if disagreement.expected
                else None
            )
            if at is not None:
                yield Finding("party-expectation", disagreement.message, at)
