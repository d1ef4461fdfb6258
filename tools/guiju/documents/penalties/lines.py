"""What the provisions provide for to which a breach leads: each tier of the day, its amounts, how far it was seen."""

from collections.abc import Iterator

from guiju.documents.content.text import bracketed, listing
from guiju.documents.penalties import tiers
from guiju.documents.penalties.glance import glance
from guiju.documents.penalties.ranges import penalty
from guiju.law.text import citation
from guiju.model import Corpus, Provision, Regulation, Sanction
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.sanctions import in_time
from guiju.wording.labels import COLON, label
from guiju.wording.words import Words

WORDS = Words(__file__)


def penalties(checklist: Checklist, line: Line, *, brief: bool = False) -> Iterator[str]:
    """One text per tier: what is imposed under which provision, on whom, for what; if not `brief`, since when, notes.

    A provision that itself only sets a duty leads to those under which its breach is penalised. None where no penalty
    was found, or where the facts show that it is out of reach; where they do not say, the provision is named with its
    condition and without amounts.
    """
    for _, rule, provision, limit in provisions(checklist, line):
        place, sanctions = place_of(checklist, rule, provision), tiers.of_day(provision, checklist.as_of)
        if limit is not None:
            yield WORDS["not_known"][checklist.lang].format(place, limit)
        elif not sanctions:
            yield WORDS["no_tiers"][checklist.lang].format(place)
        else:
            yield from (_tier(checklist, place, sanction, brief) for sanction in sanctions)


def by_provision(checklist: Checklist, line: Line) -> Iterator[tuple[str, str]]:
    """Whatever the facts, (place, all tiers of the day) of each provision under which a breach is penalised."""
    lang = checklist.lang
    for _, rule, provision, limit in provisions(checklist, line):
        place, sanctions = place_of(checklist, rule, provision), tiers.of_day(provision, checklist.as_of)
        texts = []
        for sanction in sanctions:
            name, when = tiers.name(sanction, lang), tiers.condition_of(sanction, checklist.corpus, lang)
            name = bracketed(name, when, lang) if when else name
            texts.append(f"{name}{COLON[lang]}{penalty(sanction, checklist.corpus, lang)}")
        seen = listing(dict.fromkeys(label(sanction.verification, lang) for sanction in sanctions), lang)
        parts = [*filter(None, [limit]), *(texts or [WORDS["not_recorded"][lang]])]
        text = COLON[lang].join((bracketed(place, seen, lang) if seen else place, WORDS["semicolon"][lang].join(parts)))
        yield place, text


def ranges(checklist: Checklist, line: Line) -> Iterator[str]:
    """One text per provision: its tiers of the day, each with whom it is for.

    Provisions that the facts may or may not reach come last, by condition and without amounts.
    """
    lang, limited = checklist.lang, dict[str, list[str]]()
    for _, rule, provision, limit in provisions(checklist, line):
        place = place_of(checklist, rule, provision)
        if limit is not None:
            limited.setdefault(limit, []).append(place)
        else:
            several = glance(provision, checklist.as_of, checklist.corpus, lang) or [WORDS["not_recorded"][lang]]
            yield f"{place} · {WORDS['semicolon'][lang].join(several)}"
    for limit, places in limited.items():
        yield WORDS["not_known"][lang].format(listing(places, lang), limit)


def provisions(checklist: Checklist, line: Line) -> Iterator[tuple[str, Regulation, Provision, str | None]]:
    """The provisions that are law on the day under which a breach is penalised, with what limits them."""
    consequence = line.obligation.consequence
    only_where = consequence.only_where if consequence else ()
    limits = {name: limit.words[checklist.lang] for limit in only_where for name in limit.provisions}
    reached: dict[str, str | None] = {}
    for global_id in checklist.leads_to(line):
        for name in _penalising(checklist.corpus, global_id):
            reached.setdefault(name, limits.get(global_id))
    for global_id, limit in reached.items():
        rule = checklist.corpus.regulations.get(global_id.partition("#")[0])
        provision = checklist.corpus.provision(global_id)
        # What has no provision is a place in a rule: it is cited, and sets no penalty of its own.
        if rule is not None and provision is not None and numbers_of(checklist, provision):
            yield global_id, rule, provision, limit


def _penalising(corpus: Corpus, global_id: str) -> tuple[str, ...]:
    provision = corpus.provision(global_id)
    return provision.penalised_by if provision and not provision.sanctions and provision.penalised_by else (global_id,)


def numbers_of(checklist: Checklist, provision: Provision) -> str:
    """Its numbers on the day; empty where it is not yet, or no longer, law."""
    numbers = (n for n in provision.numbers if in_time(n.from_, n.until, checklist.as_of) is not False)
    return listing((citation.numbered(number, checklist.lang) for number in numbers), checklist.lang)


def place_of(checklist: Checklist, rule: Regulation, provision: Provision) -> str:
    """How a provision is cited, with its numbers on the day."""
    return WORDS["space"][checklist.lang].join((rule.short_title[checklist.lang], numbers_of(checklist, provision)))


def _tier(checklist: Checklist, place: str, sanction: Sanction, brief: bool) -> str:
    corpus, lang = checklist.corpus, checklist.lang
    when = tiers.condition_of(sanction, corpus, lang)
    parts = (
        f"{place} · {tiers.name(sanction, lang)}{COLON[lang]}{penalty(sanction, corpus, lang)}",
        WORDS["condition"][lang].format(when) if when else None,
        None if brief else tiers.when(sanction.from_, sanction.until, lang),
        label(sanction.verification, lang),
        sanction.note[lang] if sanction.note and not brief else None,
    )
    return WORDS["semicolon"][lang].join(filter(None, parts))
