"""What a checklist says about one line, field by field, in the reader's language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby

from guiju.documents.content.text import bracketed, listing, statement
from guiju.documents.penalties.lines import by_provision, numbers_of, place_of
from guiju.model import BearerConsequence, Bound, Corpus, Displacement, Lang, Obligation, Regulation
from guiju.places import citation
from guiju.reasoning.checklist import Checklist, Line
from guiju.wording.labels import COLON, NO_PENALTY, label, number_set
from guiju.wording.words import Words

WORDS = Words(__file__)
FIELDS = WORDS.table("field")
"""The fields of a line by their headings, in the order in which a reviewer reads them."""
HISTORY = WORDS["history"]
_EXCEPTIONS = WORDS.table("exceptions")

SOURCE = ("rule", "document_type", "state", "topics", "id")
"""Where a line comes from: the same for many lines, so that pages for reading give it little room."""
SOURCE_HEADING = WORDS["source"]

_TIME_UNITS = ("day", "working_day", "month", "year")


def texts(checklist: Checklist, line: Line) -> Mapping[str, tuple[str, ...]]:
    """The texts of a line by field: none, one, or several (steps, items)."""
    return {key: field(checklist, line, key) for key in FIELDS}


def field(checklist: Checklist, line: Line, key: str) -> tuple[str, ...]:
    """The texts of one field."""
    return tuple(_READ[key](checklist, line))


def source(fields: Mapping[str, tuple[str, ...]]) -> str:
    """Where a line comes from, in one row: rule, document type, state, topics, id."""
    return " · ".join(text for key in SOURCE for text in fields[key])


def displacement(line: Line) -> Displacement | None:
    """What became of the line in a later rule, once that rule has come into force."""
    later_on = line.standing.displaced_from is None and line.regulation.force.displaced_where_inconsistent_from
    return None if later_on else line.obligation.displaced_by


def later_rule(checklist: Checklist, line: Line) -> str | None:
    """On which words the verdict of a displaced line rests and what became of it, else None: "under the 2015 text;
    widened in the 2022 rule (see art. 6; content and number seen)"."""
    displaced, lang = displacement(line), checklist.lang
    if displaced is None or not line.standing.displaced:
        return None
    words = WORDS["words_of"][lang].format(year=line.regulation.made.year)
    return statement((words, in_later_rule(checklist.corpus, displaced, lang)), None, lang)


def in_later_rule(corpus: Corpus, displaced: Displacement, lang: Lang) -> str:
    """What became of a duty in the later rule: "widened in the 2022 rule (see art. 6; content and number seen)"."""
    later = corpus.regulations.get(displaced.regulation)
    year = later.made.year if later else displaced.regulation
    if displaced.change == "not_covered":
        return WORDS["not_covered"][lang].format(year=year)
    became = WORDS["became"][lang].format(change=label(displaced.change, lang), year=year)
    places = _places(later, displaced, lang)
    remarks = [WORDS["see"][lang].format(places=places)] if places else []
    return bracketed(became, statement([*remarks, label(displaced.certainty, lang)], None, lang), lang)


def _places(later: Regulation | None, displaced: Displacement, lang: Lang) -> str:
    return listing((citation.label(later, p, lang) if later else p for p in displaced.places), lang)


def _parties(checklist: Checklist, parties: Iterable[str]) -> str:
    return listing((checklist.corpus.label("parties", party)[checklist.lang] for party in parties), checklist.lang)


def _timing(checklist: Checklist, line: Line) -> Iterator[str]:
    timing, lang = line.obligation.timing, checklist.lang
    if timing is None:
        return
    deadline = label(f"deadline.{timing.deadline}", lang)
    periods = [number_set(param, lang) for param in line.obligation.params.values() if param.unit in _TIME_UNITS]
    if timing.deadline == "period" and periods:
        deadline = bracketed(deadline, listing(periods, lang), lang)
    yield statement([label(timing.kind, lang), deadline], timing.note, lang)


def _automation(checklist: Checklist, line: Line) -> Iterator[str]:
    if automation := line.obligation.automation:
        yield statement([label(automation.level, checklist.lang)], automation.reason, checklist.lang)


def _consequence(checklist: Checklist, line: Line, *, brief: bool = False) -> Iterator[str]:
    """One text for each group of bearers, who are named where there are several; `brief`: without the notes."""
    groups, lang, day = checklist.consequences(line), checklist.lang, _day(checklist, line)
    for group in groups:
        text = statement([_route(checklist, group, day)], None if brief else group.note, lang)
        bearers = _parties(checklist, (b for b in group.bearers if b in checklist.parties))
        yield f"{bearers}{COLON[lang]}{text}" if len(groups) > 1 else text


def _day(checklist: Checklist, line: Line) -> Bound:
    """The day by whose law a breach is punished: of the act, where it is known and the same of all."""
    days = {act.conduct.day for act in line.acts}
    return days.pop() if len(days) == 1 else checklist.as_of


def _route(checklist: Checklist, group: BearerConsequence, day: Bound) -> str:
    lang = checklist.lang
    if group.route == "none_found":
        return NO_PENALTY[lang]
    if not group.provisions:
        is_recorded = group.route in ("direct", "via_parallel_duty")
        return label("all_excluded" if is_recorded else group.route, lang)
    on_the_day = [p for p in group.provisions if _was_law(checklist, p, day)] or group.provisions
    places = (_place(checklist, provision, day) for provision in on_the_day)
    runs = [(seen, [place for place, _ in several]) for seen, several in groupby(places, key=lambda place: place[1])]
    return label(group.route, lang) + COLON[lang] + listing((_seen(run, seen, lang) for seen, run in runs), lang)


def _seen(places: list[str], seen: str, lang: Lang) -> str:
    """Places with how far they were seen, which is said once of several."""
    text = listing(places, lang)
    if not seen:
        return text
    return bracketed(text, seen if len(places) == 1 else WORDS["these"][lang].format(len(places), seen), lang)


def _was_law(checklist: Checklist, global_id: str, day: Bound) -> bool:
    """Whether the provision may have been law on the day: a number of it may be of that day, or none is known."""
    provision = checklist.corpus.provision(global_id)
    return provision is None or bool(numbers_of(provision, day, checklist.lang))


def _place(checklist: Checklist, global_id: str, day: Bound | None = None) -> tuple[str, str]:
    """A provision or place in another rule, with short title and number on the day where known; how far it was seen."""
    rule, _, inner = global_id.partition("#")
    regulation, lang = checklist.corpus.regulations.get(rule), checklist.lang
    if regulation is None:
        return global_id, ""
    name = regulation.short_title[lang]
    if provision := checklist.corpus.provision(global_id):
        place = place_of(regulation, provision, day or checklist.as_of, lang).strip()
        return f"{place} {provision.title[lang]}", label(provision.verification, lang)
    place = citation.label(regulation, inner, lang)
    return (f"{name}{WORDS['space'][lang]}{place}", "") if place != inner else (bracketed(name, global_id, lang), "")


def named(corpus: Corpus, global_id: str, lang: Lang) -> str:
    """A duty by its place and title."""
    entry = corpus.obligation(global_id)
    if entry is None:
        return global_id
    regulation, obligation = entry
    place = citation.label(regulation, obligation.eId, lang)
    return f"{regulation.short_title[lang]}{WORDS['space'][lang]}{place} {obligation.title[lang]}"


def exceptions(corpus: Corpus, global_id: str, record: Obligation, lang: Lang) -> Iterator[str]:
    """What lifts a duty, what a permission lifts, and what is owed instead."""
    lifting = corpus.lifting.get(global_id, ())
    for kind, others in (("lifted_by", lifting), ("lifts", record.exception_to)):
        yield from (f"{_EXCEPTIONS[kind][lang]}{COLON[lang]}{named(corpus, other, lang)}" for other in others)
    yield from owed_instead(corpus, record, lang)


def owed_instead(corpus: Corpus, record: Obligation, lang: Lang) -> Iterator[str]:
    """What is owed where a duty is not."""
    yield from (f"{_EXCEPTIONS['instead'][lang]}{COLON[lang]}{named(corpus, other, lang)}" for other in record.instead)


def _displacement(checklist: Checklist, line: Line) -> Iterator[str]:
    displaced, lang = displacement(line), checklist.lang
    if displaced is None:
        return
    later = checklist.corpus.regulations.get(displaced.regulation)
    name = later.short_title[lang] if later else displaced.regulation
    where = WORDS["space"][lang].join(filter(None, (name, _places(later, displaced, lang))))
    certainty = bracketed(label(displaced.change, lang), label(displaced.certainty, lang), lang)
    yield statement([where + COLON[lang] + certainty], displaced.note, lang)


def _open_words(checklist: Checklist, line: Line) -> Iterator[str]:
    lang = checklist.lang
    yield from (WORDS["open_word"][lang].format(o.word, o.weigh[lang]) for o in line.obligation.open_words)


_READ: Mapping[str, Callable[[Checklist, Line], Iterable[str]]] = {
    "cited": lambda c, line: [line.cited(c.lang)],
    "title": lambda c, line: [line.obligation.title[c.lang]],
    "modality": lambda c, line: [label(line.obligation.modality, c.lang)],
    "bearers": lambda c, line: [_parties(c, line.bearers)],
    "counterparty": lambda c, line: [_parties(c, [party]) for party in [line.obligation.counterparty] if party],
    "quotation": lambda c, line: [line.quotation],
    "condition": lambda c, line: [line.obligation.condition[c.lang]] if line.obligation.condition else [],
    "summary": lambda c, line: [line.obligation.summary[c.lang]],
    "timing": _timing,
    "method": lambda c, line: [label(line.obligation.method, c.lang)] if line.obligation.method else [],
    "review": lambda c, line: [step[c.lang] for step in line.review],
    "evidence": lambda c, line: [item[c.lang] for item in line.evidence],
    "open_words": _open_words,
    "automation": _automation,
    "consequence": _consequence,
    "route": partial(_consequence, brief=True),
    "penalties": lambda c, line: [text for _, text in by_provision(c, line)],
    "exceptions": lambda c, line: exceptions(c.corpus, line.id, line.obligation, c.lang),
    "overlaps": lambda c, line: [named(c.corpus, other, c.lang) for other in line.obligation.overlaps],
    "displacement": _displacement,
    "rule": lambda c, line: [line.regulation.title[c.lang]],
    "document_type": lambda c, line: [c.corpus.label("document_types", line.regulation.document_type)[c.lang]],
    "state": lambda c, line: [HISTORY[c.lang]] if line.standing.displaced else [],
    "topics": lambda c, line: [listing((c.corpus.label("topics", t)[c.lang] for t in line.obligation.topics), c.lang)],
    "id": lambda c, line: [line.id],
}  # fmt: skip
