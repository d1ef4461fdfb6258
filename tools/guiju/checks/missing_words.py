"""A cited law of which some words are recorded has those of every number, or says of it that no source has them.

Looks at laws with `coverage: excerpt` and no articles. Copy the words from the source; where none has them, `absent`
says so, and on what the summary rests.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for provision in regulation.provisions:
        for number in provision.numbers:
            if regulation.coverage == "excerpt" and not regulation.articles and not (number.words or number.version):
                message = f"art. {number.number} has no words; add `words`, or `absent` with the reason"
                yield Fault(message, number.where.at())
