"""What a rule refers to in its own text exists: 本法第九条第二款, 前款第（一）项, 前条, 本章.

Looks at the rules whose whole text is here. A reference that leads nowhere is damage of the source, a fault of the
import, or the law's own; compare the place with an official copy. What `guiju import` found so in a text
stands under `unresolved` and is no finding.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Regulation, SharedWords
from guiju.places.references import own_references


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for text in (regulation, *regulation.versions):
        for reference in own_references(text) if text.coverage in ("full", "text") else ():
            if not reference.is_there and reference.name not in text.unresolved:
                place = f"{reference.unit.eId}: {reference.words} (character {reference.start + 1})"
                message = f"{place} is not in this rule; compare both places with an official copy"
                yield Fault(message, reference.unit.where.at("zh"))
