"""Each party is bound to what the second reading found: no record more or fewer, none with another modality or bearer.

For rules that have expectations.yaml. A change of bearer, modality or id is made in both files, knowingly.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus
from guiju.reasoning.expectations import mismatches


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation in corpus.regulations.values():
        yield from mismatches(regulation)
