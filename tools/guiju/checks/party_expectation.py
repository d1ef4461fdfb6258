"""Each party is bound to what the second reading found: no record more or fewer, none with another modality or bearer.

For rules that have expectations.yaml. A change of bearer, modality or id is made in both files, knowingly.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Regulation, SharedWords
from guiju.reasoning.expectations import mismatches


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    yield from mismatches(regulation)
