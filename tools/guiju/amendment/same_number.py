"""That the number of an article was that of another one in the version before: old 21 is new 23."""

from collections.abc import Iterator
from itertools import pairwise

from guiju.law import places
from guiju.law.versions import Version, versions
from guiju.model import REQUIRED_LANGUAGES, Bilingual, Regulation
from guiju.places import citation
from guiju.wording.labels import COMMA
from guiju.wording.words import Words

_WORDS = Words(__file__)


def same_number(rule: Regulation, version: Version, eId: str) -> Iterator[Bilingual]:
    """Which article the one with this number in the version before has become, where it is another one."""
    article = eId.partition("__")[0]
    before = next((old for old, new in pairwise(versions(rule)) if new == version), None)
    if before is None:
        return
    from guiju.amendment.concordance import concordance  # slow to import, and most answers need none

    places_now = [pair.new for pair in concordance(before.text, version.text) if pair.old == article]
    if places_now and article not in places_now:
        words = _WORDS["same_number" if any(places_now) else "same_number_gone"]
        old = Bilingual(*(citation.label(before.text, article, lang) for lang in REQUIRED_LANGUAGES))
        labels = [
            [citation.label(version.text, place, lang) for lang in REQUIRED_LANGUAGES] for place in places_now if place
        ]
        now = COMMA.join(Bilingual(*label) for label in labels)
        yield words.format(version=places.title(rule, before), old=old, now=now)
