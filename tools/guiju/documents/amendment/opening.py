"""The first sentence of a comparison: from when, how much changed, and whom that concerns."""

from collections.abc import Iterator
from datetime import date

from guiju.amendment.comparison import Amendments, Readings
from guiju.documents.penalties import tiers
from guiju.model import Lang, Sanction
from guiju.wording.labels import COLON, COMMA, day_in_words
from guiju.wording.words import Words

WORDS = Words(__file__, "opening.yaml")
_ARTICLES = {"amended": ("amended",), "joined": ("merged", "split"), "added": ("added",), "removed": ("removed",)}


def opening(amendments: Amendments, lang: Lang) -> str:
    """新文本自2026年1月1日起施行…: of a law in two texts. Nothing where bases or equal texts were compared."""
    if len(amendments.laws) != 1 or not amendments.differs or (amendments.readings and amendments.readings.two_bases):
        return ""
    law = amendments.laws[0].text
    begins = law.new.force.from_
    from_when = WORDS["from"][lang].format(day_in_words(begins)[lang]) if isinstance(begins, date) else ""
    kinds = [row.kind for row in law.articles]
    counts = {kind: sum(row in several for row in kinds) for kind, several in _ARTICLES.items()}
    parts = COMMA[lang].join(WORDS.table("articles")[kind][lang].format(n) for kind, n in counts.items() if n)
    articles = f"{from_when or WORDS['from_unknown'][lang]}{COLON[lang]}{parts or WORDS['same_articles'][lang]}"
    return WORDS["whole"][lang].format(articles, _meaning(amendments.readings, lang))


def _meaning(readings: Readings | None, lang: Lang) -> str:
    if readings is None:
        return WORDS["not_computed"][lang]
    effects = [effect for effect in readings.effects if effect.kind not in ("moved", "wording")]
    penalties = sum(isinstance(effect.new or effect.old, Sanction) for effect in effects)
    duties = len({effect.id for effect in effects if _duty(readings, effect.id)})
    counts = {"duties": duties, "tiers": penalties}
    parts = COMMA[lang].join(WORDS.table("records")[kind][lang].format(n) for kind, n in counts.items() if n)
    if not parts:
        return WORDS["no_records"][lang]
    whom = COMMA[lang].join(dict.fromkeys(_concerned(readings, lang)))
    return WORDS["records_differ"][lang].format(parts, whom) if whom else parts


def _concerned(readings: Readings, lang: Lang) -> Iterator[str]:
    """Whom the duties bind that changed, and for whom the penalties are."""
    for effect in readings.effects:
        if effect.kind in ("moved", "wording"):
            continue
        if isinstance(tier := effect.new or effect.old, Sanction):
            yield tiers.SUBJECTS[tier.subject][lang]
        for party in _duty(readings, effect.id):
            yield readings.sides[1].corpus.label("parties", party)[lang]


def _duty(readings: Readings, id: str) -> tuple[str, ...]:
    """Whom a duty binds, by either side; nobody where the record is none."""
    rule, _, slug = id.partition("#")
    sides = [side.corpus.regulations.get(rule) for side in readings.sides[::-1]]
    found = next((duty for side in sides if side and (duty := side.obligation(slug))), None)
    return tuple(found.bearers) if found else ()
