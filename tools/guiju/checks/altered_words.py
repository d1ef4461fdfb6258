"""The words of a cited law are as they were copied: their hash matches, and the text they come from is listed.

Never correct words by hand: copy them again from the source, with their hash. The hash is the SHA-256 of the lines,
joined by a line feed.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law import provision_text
from guiju.model import Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for provision in regulation.provisions:
        for number in provision.numbers:
            words = number.words
            if words is None or not words.zh:
                continue
            if provision_text.digest(words.zh) != words.sha256:
                message = f"the words of art. {number.number} do not match their hash; copy both from the source again"
                yield Fault(message, words.where.at("zh"))
            if provision_text.text(regulation, words) is None:
                known = ", ".join(source.id for source in regulation.sources) or "no text"
                yield Fault(f"there is no text {words.source}; `sources` has {known}", words.where.at("source"))
