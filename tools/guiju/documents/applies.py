"""What applies to a service: which rules bind it, in which role and since when; registrations; what is open, and who
decides it; duties by rule; limits. It prints on one page."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from guiju.documents.blocks import Column, Front, Grid, Pairs, Paper, Section, Sentences
from guiju.documents.content.text import listing
from guiju.law import excerpt
from guiju.law.text.quotation import cited_units
from guiju.model import Lang, Registration
from guiju.places import citation
from guiju.reasoning.applicability import ApplicableRules, DutyAnswer, DutyState, Ground, OpenPoint, RuleAnswer
from guiju.wording.labels import NOT_LEGAL_ADVICE, UNOFFICIAL
from guiju.wording.words import Words

SCHEMA_VERSION = 1
WORDS = Words(__file__, "applies.yaml")
HEADINGS = WORDS.table("heading")
SECTIONS = WORDS.table("section")
ANSWERS = WORDS.table("answer")
STATES = WORDS.table("state")
NOTHING_KNOWN = WORDS["nothing"]


def paper(told: ApplicableRules, lang: Lang) -> Paper:
    """The answer to read and to print."""
    front = Front(
        lang=lang,
        day=told.as_of,
        title=WORDS["title"][lang],
        subject=(sentence(told, lang),),
        notices=tuple(notices(told, lang)),
        headline=sentence(told, lang),
        caution=WORDS["caution"][lang],
        foot=" · ".join((told.as_of.isoformat(), told.corpus.data_version, NOT_LEGAL_ADVICE[lang])),
    )
    filing = {"registration": 24, "answer": 8, "authority": 34, "limit": 26}
    sections = (
        _grid("rules", {"rule": 24, "answer": 8, "roles": 22, "since": 11, "because": 30}, rules(told, lang), lang),
        _grid("registrations", filing, filed(told, lang), lang),
        _grid("open", {"question": 46, "decided_by": 46}, open_questions(told, lang), lang),
        Section("duties", SECTIONS["duties"][lang], (Pairs(tuple(duties(told, lang))),)),
        Section("limits", SECTIONS["limits"][lang], (Sentences(tuple(limits(told, lang))),)),
    )
    return Paper(front, tuple(section for section in sections if section.blocks))


def value(told: ApplicableRules, lang: Lang) -> dict[str, Any]:
    """The answer as JSON: `rules` by id. schemas/applies-export.schema.json describes it."""
    return {
        "kind": "guiju-applies",
        "schema_version": SCHEMA_VERSION,
        "as_of": told.as_of.isoformat(),
        "language": lang,
        "data_version": told.corpus.data_version,
        "disclaimer": NOT_LEGAL_ADVICE[lang],
        "sentence": sentence(told, lang),
        "derived": {fact: entry.value for fact, entry in told.derived.items()},
        "contrary": sorted({entry.fact for entry in told.contrary}),
        "rules": {rule.rule.id: _rule(told, rule, lang) for rule in told.rules},
        "limits": list(limits(told, lang)),
    }


def _rule(told: ApplicableRules, one: RuleAnswer, lang: Lang) -> dict[str, Any]:
    return {
        "answer": one.answer,
        "roles": [role.id for role in one.roles],
        "since": one.since.isoformat() if one.since else None,
        "state": one.standing.state,
        "because": [_ground(told, ground, lang) for ground in one.because],
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


def _ground(told: ApplicableRules, ground: Ground, lang: Lang) -> dict[str, Any]:
    rule, eId = place(told, ground.place)
    words = "".join(unit.zh for unit in cited_units(told.corpus.regulations[rule], eId))
    note = ground.note[lang] if ground.note else None
    return {"place": ground.place, "label": label(told, ground.place, lang), "words": words, "note": note}


def _point(point: OpenPoint, lang: Lang) -> dict[str, Any]:
    return {
        "fact": point.fact,
        "question": point.question[lang],
        "decided_by": point.decided_by[lang],
        "places": list(point.places),
    }


def place(told: ApplicableRules, named: str) -> tuple[str, str]:
    """The rule and the eId of a place."""
    rule, _, eId = named.partition("#")
    return rule, eId


def label(told: ApplicableRules, named: str, lang: Lang) -> str:
    """第二条第一款 or art. 2(1), without its rule."""
    rule, eId = place(told, named)
    return citation.label(told.corpus.regulations[rule], eId, lang)


def sentence(told: ApplicableRules, lang: Lang) -> str:
    """How many rules bind, do not, and are open."""
    count = Counter[str](rule.answer for rule in told.rules)
    return WORDS["sentence"][lang].format(total=len(told.rules), **{name: count[name] for name in ANSWERS})


def rules(told: ApplicableRules, lang: Lang) -> Iterator[tuple[str, ...]]:
    """A row for each rule: those that bind first, then what is open."""
    for one in sorted(told.rules, key=lambda rule: [*ANSWERS].index(rule.answer)):
        since = one.since.isoformat() if one.since else "—"
        roles = listing((role.label[lang] for role in one.roles), lang) or "—"
        because = listing(dict.fromkeys(label(told, ground.place, lang) for ground in one.because), lang)
        notes = (one.standing.words[lang],) if not one.standing.applies or one.standing.displaced else ()
        yield one.rule.short_title[lang], ANSWERS[one.answer][lang], roles, since, "\n".join((because, *notes)).strip()


def registrations(told: ApplicableRules) -> Iterator[tuple[Registration, DutyState, tuple[DutyAnswer, ...]]]:
    """Each registration that applies or may: whether any of its duties does, and which."""
    for registration in told.corpus.vocabulary.registrations:
        answered = [duty for rule in told.rules for one, duty in rule.registrations if one is registration]
        concerned = tuple(duty for duty in answered if duty.state != "not")
        if concerned:
            state: DutyState = "applies" if any(duty.state == "applies" for duty in concerned) else "open"
            yield registration, state, concerned


def filed(told: ApplicableRules, lang: Lang) -> Iterator[tuple[str, ...]]:
    for registration, state, _ in registrations(told):
        yield registration.label[lang], STATES[state][lang], registration.authority[lang], registration.limit[lang]


def open_questions(told: ApplicableRules, lang: Lang) -> Iterator[tuple[str, ...]]:
    """What a plain question or a judgement could settle, and who decides it; conditions in words are only counted."""
    points = [point for rule in told.rules for point in rule.open]
    plain, duties = told.corpus.vocabulary.service_questions, [duty for rule in told.rules for duty in rule.duties]
    points += [point for duty in duties for point in duty.open if point.places or point.fact in plain]
    yield from dict.fromkeys((point.question[lang], point.decided_by[lang]) for point in points)


def duties(told: ApplicableRules, lang: Lang) -> Iterator[tuple[str, str]]:
    """The duties of each rule that binds or may, by state, and the articles of those that apply."""
    for one in told.rules:
        if one.answer != "no":
            count = Counter[str](duty.state for duty in one.duties)
            articles = dict.fromkeys(
                duty.obligation.eId.split("__")[0] for duty in one.duties if duty.state == "applies"
            )
            where = listing((citation.label(one.rule, article, lang) for article in articles), lang)
            counted = WORDS["counted"][lang].format(**{name: count[name] for name in STATES})
            yield one.rule.short_title[lang], "\n".join(filter(None, (counted, where)))


def notices(told: ApplicableRules, lang: Lang) -> Iterator[str]:
    """Rules that are here in part, and what was stated against what follows."""
    yield from (excerpt.notice(rule)[lang] for rule in excerpt.in_part(one.rule for one in told.rules))
    for fact in dict.fromkeys(entry.fact for entry in told.contrary):
        yield WORDS["contrary"][lang].format(question=told.corpus.fact("service", fact).question[lang])


def limits(told: ApplicableRules, lang: Lang) -> Iterator[str]:
    """What the answer does not say."""
    yield from (text[lang] for text in WORDS.list("limits"))
    yield from notices(told, lang)
    if lang != "zh":
        yield UNOFFICIAL[lang]


def _grid(key: str, widths: dict[str, int], rows: Iterator[tuple[str, ...]], lang: Lang) -> Section:
    columns = tuple(Column(HEADINGS[name][lang], width) for name, width in widths.items())
    listed = tuple(rows)
    grid = Grid("", columns, listed, tuple(None for _ in listed))
    return Section(key, SECTIONS[key][lang], (grid,) if listed else ())
