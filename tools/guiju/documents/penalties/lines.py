"""What follows from a breach: each tier of the provisions that reach it, with its word, amounts, authority and day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guiju.documents.content.text import bracketed, listing
from guiju.documents.penalties import tiers
from guiju.documents.penalties.ranges import penalty
from guiju.model import REACHES, Bound, Corpus, Lang, Provision, Regulation
from guiju.places import citation
from guiju.reasoning import elements, tempering
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.elements import Judged, in_time
from guiju.reasoning.exposure import Exposure
from guiju.wording.labels import COLON, day_in_words, label
from guiju.wording.words import Words

WORDS = Words(__file__)
_WORD = WORDS.table("reach")


def penalties(checklist: Checklist, line: Line, *, brief: bool = False) -> Iterator[str]:
    """One text per tier that is not excluded: what is imposed under which provision, on whom, by whom; with its word,
    and what would tell where that is open; if not `brief`, since when, notes. What could apply comes first. Of a
    gap of which it is not recorded that it is such an act, the provision is named without amounts.

    Where the law changed since the act, the tiers of both days, and which applies. A provision that itself only sets a
    duty leads to those under which its breach is penalised. None where no penalty was found; where the facts do not say
    whether a provision is reached by a condition of the older form, it is named without amounts. What tempers those
    that may apply follows; what is excluded is counted at the end.
    """
    lang, every, applicable = checklist.lang, exposures(checklist, line), list[Judged]()
    for one in sorted(every, key=lambda one: REACHES.index(one.reach)):
        place = place_of(one, one.provision, line_day(one, checklist.as_of), lang)
        if one.limit is not None:
            yield WORDS["not_known"][lang].format(place, one.limit[lang])
        elif not (one.then or one.now):
            yield WORDS["no_tiers"][lang].format(place)
        else:
            unsure = [judged for judged in one.reached if line.acts and lacking_of_act([judged])]
            such = [judged for judged in one.reached if judged not in unsure]
            applicable += (judged for judged in such if judged in one.applicable)
            for judged in sorted(such, key=lambda judged: REACHES.index(judged.reach)):
                yield tier(checklist.corpus, one, judged, lang, brief=brief)
            if one.choice is not None and such:
                yield _changed(one, checklist.as_of, lang)
            if unsure:
                facts = elements.questions(checklist.corpus, lacking_of_act(unsure))
                questions = WORDS["space"][lang].join(fact.question[lang] for fact in facts)
                yield WORDS["act_open"][lang].format(place, questions)
    yield from _tempered(checklist.corpus, applicable, lang)
    for one in (one for one in _known(checklist, line) if one.reached and not one.applicable):
        place = place_of(one, one.provision, checklist.as_of, lang)
        yield WORDS["not_law_then"][lang].format(place)
    if line.acts and every and (left := sum(len(one.excluded) for one in _known(checklist, line))):
        yield WORDS["excluded"][lang].format(left)


def _tempered(corpus: Corpus, several: list[Judged], lang: Lang) -> Iterator[str]:
    """What rules of general effect say besides; those of which the case is not recorded are named."""
    named = dict[str, None]()
    for one in tempering.tempered(corpus, several):
        place = place_of(one.rule, one.provision, one.day, lang)
        if one.holds:
            yield f"{place}{COLON[lang]}{one.case.words[lang]}"
        else:
            named[WORDS["named_rule"][lang].format(place, one.provision.title[lang])] = None
    if named:
        yield WORDS["see_also"][lang].format(listing(named, lang))


def lacking_of_act(several: Iterable[Judged]) -> tuple[str, ...]:
    """The facts that leave open that it is this act at all; no amounts are stated then."""
    lacking = (e for judged in several for e in judged.elements if e.kind == "act" and e.holds is None)
    return tuple(dict.fromkeys(name for element in lacking for name in element.lacks))


def _changed(one: Exposure, as_of: date, lang: Lang) -> str:
    """Which of two texts applies, and why."""
    assert one.choice is not None
    days = listing((day_in_words(day)[lang] for day in one.days if isinstance(day, date)), lang)
    law = WORDS.table("law_that_applies")[one.choice.law][lang]
    return WORDS["law_changed"][lang].format(
        law=one.rule.short_title[lang], day=days, as_of=as_of, applies=law, why=one.choice.reason[lang]
    )


def by_provision(checklist: Checklist, line: Line) -> Iterator[tuple[str, str]]:
    """Whatever the facts, (place, all tiers of the day that are not excluded) of each provision."""
    lang = checklist.lang
    for place, one in _by_place(checklist, line):
        seen = listing(dict.fromkeys(label(judged.sanction.verification, lang) for judged in one.reached), lang)
        parts = [*([one.limit[lang]] if one.limit else []), _all_graded(checklist, one)]
        text = COLON[lang].join((bracketed(place, seen, lang) if seen else place, WORDS["semicolon"][lang].join(parts)))
        yield place, text


def ranges(checklist: Checklist, line: Line) -> Iterator[str]:
    """One text per provision: its tiers of the day that are not excluded, each with whom it is for and its word.

    Provisions that a condition of the older form may or may not reach come last, without amounts.
    """
    lang, limited = checklist.lang, dict[str, list[str]]()
    for place, one in _by_place(checklist, line):
        if one.limit is not None:
            limited.setdefault(one.limit[lang], []).append(place)
        else:
            yield f"{place} · {_all_graded(checklist, one)}"
    for limit, places in limited.items():
        yield WORDS["not_known"][lang].format(listing(places, lang), limit)


def _by_place(checklist: Checklist, line: Line) -> list[tuple[str, Exposure]]:
    every, day, lang = exposures(checklist, line), checklist.as_of, checklist.lang
    places = told_apart([(place_of(one, one.provision, day, lang), one.provision) for one in every], lang)
    return list(zip(places, every, strict=True))


def told_apart(places: Sequence[tuple[str, Provision]], lang: Lang) -> tuple[str, ...]:
    """Places in one list; those that several provisions share, each with the title of its own."""
    shared = Counter(place for place, _ in {(place, provision.id) for place, provision in places})
    return tuple(f"{place} {one.title[lang]}" if shared[place] > 1 else place for place, one in places)


def exposures(checklist: Checklist, line: Line) -> list[Exposure]:
    """The provisions that reach a breach and were law on the day of the act, or are on that of the checklist."""
    return [one for one in _known(checklist, line) if one.reach != "excluded"]


def _known(checklist: Checklist, line: Line) -> Iterator[Exposure]:
    for one in checklist.exposures(line):
        days = (*one.days, checklist.as_of) if one.now or not one.days else one.days
        if any(numbers_of(one.provision, day, checklist.lang) for day in days):
            yield one


def line_day(one: Exposure, as_of: date) -> Bound:
    """The day by whose number a provision is cited: that of the act."""
    return next(iter(one.days), as_of)


def numbers_of(provision: Provision, day: Bound, lang: Lang, law: Regulation | None = None) -> str:
    """Its numbers on the day, with the year where it, or `law`, has several texts; empty where it is not yet, or
    no longer, law. All, where the day is not known."""
    numbers = [n for n in provision.numbers if in_time(n.from_, n.until, day) is not False]
    years = {number.version[:4] for number in numbers if number.version}
    text = listing(dict.fromkeys(citation.numbered(number, lang) for number in numbers), lang)
    numbered = [number for one in (law.provisions if law else (provision,)) for number in one.numbers]
    several = {number.version for number in numbered if number.version}
    return bracketed(text, WORDS["of_year"][lang].format(*years), lang) if len(years) == 1 < len(several) else text


def place_of(one: Exposure | Regulation, provision: Provision, day: Bound, lang: Lang) -> str:
    """How a provision is cited, with its numbers on the day, and the year of the text where its law has several."""
    rule = one.rule if isinstance(one, Exposure) else one
    return WORDS["space"][lang].join((rule.short_title[lang], numbers_of(provision, day, lang)))


def tier(corpus: Corpus, one: Exposure, judged: Judged, lang: Lang, *, brief: bool) -> str:
    """A tier in a sentence."""
    sanction = judged.sanction
    place = place_of(one, one.provision, judged.conduct.day, lang)
    when = tiers.condition_of(sanction, corpus, lang) if judged.reach == "could_apply" or brief else None
    asked = elements.questions(corpus, judged.lacks) if judged.reach == "open" else ()
    word = _WORD[judged.reach][lang]
    if asked and not brief:
        word = WORDS["turns_on"][lang].format(word, WORDS["space"][lang].join(fact.question[lang] for fact in asked))
    unless = [words[lang] for words in judged.unless]
    parts = (
        f"{place} · {tiers.name(sanction, lang)}{COLON[lang]}{penalty(sanction, corpus, lang)}",
        _of_text(one, judged, lang),
        word if judged in one.applicable else None,  # of the text that does not apply nothing is said
        WORDS["imposed_by"][lang].format(sanction.authority[lang]),
        WORDS["condition"][lang].format(when) if when else None,
        WORDS["unless"][lang].format(WORDS["either"][lang].join(unless)) if unless else None,
        None if brief else tiers.when(sanction.from_, sanction.until, lang),
        label(sanction.verification, lang),
        sanction.note[lang] if sanction.note and not brief else None,
    )
    return WORDS["semicolon"][lang].join(filter(None, parts))


def _of_text(one: Exposure, judged: Judged, lang: Lang) -> str | None:
    """Of which of two texts a tier is, and whether that one applies."""
    if one.choice is None:
        return None
    texts = WORDS.table("later_text" if one.is_later(judged) else "text_of_act")
    return texts.get(one.choice.law, texts["undetermined"])[lang]


def _all_graded(checklist: Checklist, one: Exposure) -> str:
    """The tiers that are not excluded, each by its name, condition and amounts, with its word."""
    corpus, lang, texts = checklist.corpus, checklist.lang, list[str]()
    for judged in one.reached:
        name, when = tiers.name(judged.sanction, lang), tiers.condition_of(judged.sanction, corpus, lang)
        amounts = bracketed(penalty(judged.sanction, corpus, lang), _WORD[judged.reach][lang], lang)
        texts.append(f"{bracketed(name, when, lang) if when else name}{COLON[lang]}{amounts}")
    return WORDS["semicolon"][lang].join(texts or [WORDS["not_recorded"][lang]])


def words_of(reaches: Iterable[str], lang: Lang) -> str:
    """The words for these, each once."""
    return listing(dict.fromkeys(_WORD[reach][lang] for reach in reaches), lang)
