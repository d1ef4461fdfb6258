"""What applies to a service: which rules bind it, in which role and since when; registrations; what the operator can
answer; what else is open, and who decides it; duties by rule; limits. Long lists say how many more there are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from guiju.documents.blocks import Column, Front, Grid, Pairs, Paper, Section, Sentences
from guiju.documents.content.text import bracketed, listing
from guiju.law import excerpt
from guiju.law.text.quotation import cited_units
from guiju.model import Lang, Registration
from guiju.places import citation
from guiju.reasoning.applicability import ApplicableRules, DutyAnswer, DutyState, Ground, OpenPoint, RuleAnswer
from guiju.wording.labels import NOT_LEGAL_ADVICE, SEMICOLON, UNOFFICIAL
from guiju.wording.words import Words

SCHEMA_VERSION = 1
WORDS = Words(__file__, "applies.yaml")
HEADINGS = WORDS.table("heading")
SECTIONS = WORDS.table("section")
ANSWERS = WORDS.table("answer")
STATES = WORDS.table("state")
KINDS, COUNTED, OTHERS = WORDS.table("kind"), WORDS.table("counted"), WORDS.table("others")
NOTHING_KNOWN = WORDS["nothing"]
MOST, FEW = 6, 3  # titles and questions of one kind that are listed, and titles that wait for one question


def paper(result: ApplicableRules, lang: Lang) -> Paper:
    """The answer to read and to print."""
    front = Front(
        lang=lang,
        day=result.as_of,
        title=WORDS["title"][lang],
        subject=(WORDS["subject"][lang],),
        notices=(),  # the answer comes first; how far a rule is here is among the limits
        headline=sentence(result, lang),
        caution=WORDS["caution"][lang],
        foot=" · ".join((result.as_of.isoformat(), result.corpus.data_version, NOT_LEGAL_ADVICE[lang])),
    )
    filing = {"registration": 24, "answer": 8, "authority": 34, "limit": 26, "because": 24}
    answer = (
        _grid(
            "rules",
            {"rule": 24, "answer": 8, "roles": 22, "since": 11, "because": 30},
            (cells for _, cells in rules(result, lang)),
            lang,
        ),
        _grid("registrations", filing, filings(result, lang), lang),
        _grid("questions", {"number": 12, "question": 50, "bears_on": 30}, own_questions(result, lang), lang),
        _grid("open", {"question": 46, "decided_by": 46}, open_questions(result, lang), lang),
    )
    sections = (
        Section("page_one", SECTIONS["page_one"][lang], tuple(grid for grid in answer if grid.rows)),
        Section(
            "duties",
            SECTIONS["duties"][lang],
            (Pairs(tuple((rule, "\n".join(lines)) for rule, lines in duties(result, lang))),),
        ),
        Section("limits", SECTIONS["limits"][lang], (Sentences(tuple(limits(result, lang))),)),
    )
    return Paper(front, tuple(section for section in sections if section.blocks))


def value(result: ApplicableRules, lang: Lang) -> dict[str, Any]:
    """The answer as JSON: `rules` by id. schemas/applies-export.schema.json describes it."""
    return {
        "kind": "guiju-applies",
        "schema_version": SCHEMA_VERSION,
        "as_of": result.as_of.isoformat(),
        "language": lang,
        "data_version": result.corpus.data_version,
        "disclaimer": NOT_LEGAL_ADVICE[lang],
        "sentence": sentence(result, lang),
        "derived": {fact: entry.value for fact, entry in result.derived.items()},
        "contrary": sorted({entry.fact for entry in result.contrary}),
        "rules": {rule.rule.id: _rule(result, rule, lang) for rule in result.rules},
        "limits": list(limits(result, lang)),
    }


def _rule(result: ApplicableRules, one: RuleAnswer, lang: Lang) -> dict[str, Any]:
    return {
        "answer": one.answer,
        "roles": [role.id for role in one.roles],
        "parties": [party.id for party in one.parties],
        "not_asked": [role.id for role in one.not_asked],
        "since": one.since.isoformat() if one.since else None,
        "state": one.standing.state,
        "because": [_ground(result, ground, lang) for ground in one.because],
        "open": [_point(point, lang) for point in one.open],
        "duties": {duty.id: duty.state for duty in one.duties},
        "reasons": {
            duty.id: {
                "reason": duty.reason[lang] if duty.reason else None,
                "open": [_point(point, lang) for point in duty.open],
            }
            for duty in one.duties
            if duty.state != "applies"
        },
        "registrations": [
            {
                "id": registration.id,
                "duty": duty.id,
                "state": duty.state,
                **{key: getattr(registration, key)[lang] for key in ("label", "authority", "limit")},
                "places": list(registration.places),
            }
            for registration, duty in one.registrations
        ],
    }


def _ground(result: ApplicableRules, ground: Ground, lang: Lang) -> dict[str, Any]:
    rule, eId = place(ground.place)
    words = "".join(unit.zh for unit in cited_units(result.corpus.regulations[rule], eId))
    note = ground.note[lang] if ground.note else None
    return {"place": ground.place, "label": label(result, ground.place, lang), "words": words, "note": note}


def _point(point: OpenPoint, lang: Lang) -> dict[str, Any]:
    return {
        "fact": point.fact,
        "question": point.question[lang],
        "decided_by": point.decided_by[lang],
        "places": list(point.places),
        "occasion": point.occasion,
    }


def place(name: str) -> tuple[str, str]:
    """The rule and the eId of a place."""
    rule, _, eId = name.partition("#")
    return rule, eId


def label(result: ApplicableRules, name: str, lang: Lang) -> str:
    """第二条第一款 or art. 2(1), without its rule."""
    rule, eId = place(name)
    return citation.label(result.corpus.regulations[rule], eId, lang)


def sentence(result: ApplicableRules, lang: Lang) -> str:
    """How many rules bind, do not, and are open."""
    count = Counter[str](rule.answer for rule in result.rules)
    return WORDS["sentence"][lang].format(total=len(result.rules), **{name: count[name] for name in ANSWERS})


def rules(result: ApplicableRules, lang: Lang) -> Iterator[tuple[RuleAnswer, tuple[str, ...]]]:
    """Each rule with its cells: those that bind first, then what is open."""
    for one in sorted(result.rules, key=lambda rule: [*ANSWERS].index(rule.answer)):
        since = one.since.isoformat() if one.since else "—"
        parties = listing((party.label[lang] for party in one.parties), lang) or "—"
        because = listing(dict.fromkeys(label(result, ground.place, lang) for ground in one.because), lang)
        notes = [one.standing.words[lang]] if not one.standing.applies or one.standing.displaced else []
        notes += not_asked(one, lang)
        last = "\n".join((because, *notes)).strip()
        yield one, (one.rule.short_title[lang], ANSWERS[one.answer][lang], parties, since, last)


def not_asked(one: RuleAnswer, lang: Lang) -> Iterator[str]:
    """Whom the rule binds besides whoever runs a service."""
    if one.not_asked:
        yield WORDS["not_asked"][lang].format(listing((role.label[lang] for role in one.not_asked), lang))


def registrations(result: ApplicableRules) -> Iterator[tuple[Registration, DutyState, tuple[DutyAnswer, ...]]]:
    """Each registration that applies or may: whether any of its duties does, and which."""
    for registration in result.corpus.vocabulary.registrations:
        answers = [duty for rule in result.rules for one, duty in rule.registrations if one is registration]
        possible = tuple(duty for duty in answers if duty.state != "not")
        if possible:
            state: DutyState = "applies" if any(duty.state == "applies" for duty in possible) else "open"
            yield registration, state, possible


def filings(result: ApplicableRules, lang: Lang) -> Iterator[tuple[str, ...]]:
    """A row for each registration, with the places of its duties."""
    for registration, state, possible in registrations(result):
        names: dict[str, list[str]] = {}
        for duty in possible:
            rule, _ = place(duty.id)
            names.setdefault(rule, []).append(label(result, f"{rule}#{duty.obligation.eId}", lang))
        titles = {rule: result.corpus.regulations[rule].short_title[lang] for rule in names}
        places = (
            WORDS["place"][lang].format(titles[rule], listing(dict.fromkeys(names[rule]), lang)) for rule in names
        )
        authority, limit = registration.authority[lang], registration.limit[lang]
        yield registration.label[lang], STATES[state][lang], authority, limit, SEMICOLON[lang].join(places)


def own_questions(result: ApplicableRules, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """The questions of the questionnaire that are open, with the number of each and the rules and duties on which it
    bears: those on which most rules depend first."""
    words = result.corpus.vocabulary.service_questions
    rules, duties = Counter[str](), Counter[str]()
    for rule in result.rules:
        rules.update({point.fact for point in rule.open if point.fact in words})
        for duty in rule.duties:
            duties.update({point.fact for point in duty.open if point.fact in words})
    for fact in sorted(duties | rules, key=lambda fact: (-rules[fact], -duties[fact])):
        bears_on = WORDS["bears_on"][lang].format(rules=rules[fact], duties=duties[fact])
        yield number(result, fact, lang), result.corpus.fact("service", fact).question[lang], bears_on


def number(result: ApplicableRules, fact: str, lang: Lang) -> str:
    """第2问: the number of a fact among the plain questions."""
    return WORDS["number"][lang].format(result.corpus.vocabulary.service_questions.index(fact) + 1)


def open_questions(result: ApplicableRules, lang: Lang) -> Iterator[tuple[str, ...]]:
    """What the operator cannot answer alone, and who decides it; conditions in words stand with their duties."""
    plain = result.corpus.vocabulary.service_questions
    points = [point for rule in result.rules for point in rule.open]
    points += [point for rule in result.rules for duty in rule.duties for point in duty.open if point.places]
    yield from dict.fromkeys((p.question[lang], p.decided_by[lang]) for p in points if p.fact not in plain)


def duties(result: ApplicableRules, lang: Lang) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of each rule that binds or may: how many of its duties apply, and their titles, a line a kind."""
    for one in result.rules:
        if one.answer != "no":
            yield one.rule.short_title[lang], (counts(one, lang), *_named(result, one, lang))


def counts(one: RuleAnswer, lang: Lang) -> str:
    """How many of its duties apply, apply when their condition arises, are open, and do not apply."""
    count = Counter[str]("event" if duty.on_occasion else duty.state for duty in one.duties)
    return SEMICOLON[lang].join(words[lang].format(count[name]) for name, words in COUNTED.items() if count[name])


def _named(result: ApplicableRules, one: RuleAnswer, lang: Lang) -> Iterator[str]:
    """The duties that apply, those that apply each time that their condition arises, and what the others wait for."""
    first = {duty.id for _, duty in one.registrations}
    known = sorted((duty for duty in one.duties if duty.state == "applies"), key=lambda duty: duty.id not in first)
    if known:
        most = MOST + sum(duty.id in first for duty in known)
        yield KINDS["applies"][lang].format(_titles(one, known, most, lang))
    for kind in ("event", "open"):
        waits: dict[str, list[DutyAnswer]] = {}
        for duty in one.duties:
            if duty.state == "open" and duty.on_occasion == (kind == "event"):
                waits.setdefault(_question(result, duty.open[0], lang), []).append(duty)
        for question, some in [*waits.items()][:MOST]:
            yield KINDS[kind][lang].format(_titles(one, some, FEW, lang), question=question)
        if rest := sum(len(some) for some in [*waits.values()][MOST:]):
            yield OTHERS[kind][lang].format(rest)


def _question(result: ApplicableRules, point: OpenPoint, lang: Lang) -> str:
    """What is open: by its number, where it stands among the questions of the operator."""
    if point.fact in result.corpus.vocabulary.service_questions:
        return number(result, point.fact, lang)
    return point.question[lang].rstrip("。.")


def _titles(one: RuleAnswer, some: Sequence[DutyAnswer], most: int, lang: Lang) -> str:
    """Titles with their articles, `most` of them, and how many more there are."""
    labels = (
        (duty.obligation.title[lang], citation.label(one.rule, duty.obligation.eId, lang)) for duty in some[:most]
    )
    names = [bracketed(title, place, lang) for title, place in labels]
    rest = len(some) - most
    return SEMICOLON[lang].join([*names, WORDS["more"][lang].format(rest)] if rest > 0 else names)


def notices(result: ApplicableRules, lang: Lang) -> Iterator[str]:
    """Rules that are here in part, and what was answered against what follows."""
    yield from (excerpt.notice(rule)[lang] for rule in excerpt.in_part(one.rule for one in result.rules))
    for fact in dict.fromkeys(entry.fact for entry in result.contrary):
        yield WORDS["contrary"][lang].format(question=result.corpus.fact("service", fact).question[lang])


def limits(result: ApplicableRules, lang: Lang) -> Iterator[str]:
    """What the answer does not say."""
    yield from (text[lang] for text in WORDS.list("limits"))
    yield from notices(result, lang)
    if lang != "zh":
        yield UNOFFICIAL[lang]


def _grid(key: str, widths: dict[str, int], rows: Iterable[tuple[str, ...]], lang: Lang) -> Grid:
    columns = tuple(Column(HEADINGS[name][lang], width) for name, width in widths.items())
    cells = tuple(rows)
    return Grid(SECTIONS[key][lang], columns, cells, tuple(None for _ in cells))
