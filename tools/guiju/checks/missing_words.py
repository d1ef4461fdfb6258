"""A cited law of which some words are recorded has those of every number, or says of it that no source has them.

Read are laws with `coverage: excerpt` and no articles. Copy the words from the source; where none has them, `absent` says so, and on what the summary rests.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation in corpus.regulations.values():
        if regulation.coverage == "excerpt" and not regulation.articles:
            for provision in regulation.provisions:
                for number in provision.numbers:
                    if number.words is None:
                        message = f"art. {number.number} has no words; add `words`, or `absent` with the reason"
                        yield Fault(message, number.where.at())
