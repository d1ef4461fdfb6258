"""A page for each case, which begins with what happened, what applied then and what would today; and their list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from guiju.documents.penalties import ranges, tiers
from guiju.documents.penalties.conditions import condition
from guiju.model import (
    REQUIRED_LANGUAGES,
    Bilingual,
    Bound,
    Case,
    CaseEntity,
    CaseFact,
    Corpus,
    Fact,
    Lang,
    Obligation,
    Outcome,
    Provision,
    Regulation,
    Sanction,
)
from guiju.reasoning import elements, facts, law_in_time, replay, sanctions
from guiju.reasoning.replay import ReplayResult
from guiju.reasoning.standing import standing_of
from guiju.site.kinds import to
from guiju.site.page import Page
from guiju.site.site import Site
from guiju.wording.labels import COLON, COMMA, VERDICT_LABELS, day_in_words

PLACE = 7
ADDRESS = "cases/{}.md"
GROUP, BOOST = "cases", 0.6


@dataclass(frozen=True)
class AppliedLaw:
    """A provision as it reads on a day: its number, and what it threatens for this case."""

    rule: Regulation
    provision: Provision
    number: str
    penalties: tuple[str, ...]


@dataclass(frozen=True)
class IllustratedDuty:
    """A duty that a case illustrates, on a day: how it stands, and the verdict of the replay where there is one."""

    rule: Regulation
    record: Obligation
    standing: str
    verdict: str | None


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The cases."""
    return [(case.title[lang], to.cases(case)) for case in corpus.cases.values()]


def pages(site: Site) -> Iterator[Page]:
    """The list of cases by what was done, and the page of each."""
    cases = site.corpus.cases.values()
    replayed = {case.id: tuple(replay.replay(site.corpus, case)) for case in cases}
    conducts = site.words_of("cases")["conducts"]
    groups = [(name, [case for case in cases if name in (case.owner_conduct or (case.kind,))]) for name in conducts]
    shared = {"matches": partial(matches, site), "figures": partial(figures, site)}
    yield Page({"groups": groups, "replayed": replayed, **shared}, template="overview", sheets=("assets/home.css",))
    for case in cases:
        values: dict[str, Any] = {
            "case": case,
            "facts": tuple(recorded(site, case)),
            "days": days(site, case, replayed[case.id]),
            "name": partial(named, site, case),
            "results": replayed[case.id],
            **shared,
            "question": partial(question, site),
            "reasons": lambda result: list(reasons(site.corpus, result)),
            "undecided": [result for result in replayed[case.id] if undecided(result)],
            "answers": lambda answers: replay.in_words(answers)[site.lang],
        }
        lead = case.story[0][site.lang]
        yield Page(values, to.cases(case), case.title[site.lang], description=lead, json=f"cases/{case.id}.json")


def days(
    site: Site, case: Case, results: Sequence[ReplayResult]
) -> list[tuple[str, Bound, list[AppliedLaw], list[IllustratedDuty]]]:
    """What applied on the last day of the conduct, and what would on the day of the site: (then or today, the day,
    the provisions that apply, the duties that the case illustrates)."""
    when = case.period.earliest if case.period.latest == "unknown" else case.period.latest
    return [
        (name, day, list(law_on(site, case, day)), list(illustrated(site, case, of_day, day)))
        for name, day, of_day in (("then", when, ()), ("today", site.as_of, results))
    ]


def law_on(site: Site, case: Case, day: Bound) -> Iterator[AppliedLaw]:
    """The provisions that the authority applied, as they read on this day; where none is reported, those of that day
    that bear on the case, without what they threaten."""
    rows = replay.case_rows(case, facts.by_entity(site.corpus.vocabulary.facts)).values()
    acts = [row for entity, row in rows if entity == "conduct"]
    bearing = dict.fromkeys(global_id for difference in case.differences for global_id in difference.provisions)
    for global_id in case.applied or bearing:
        rule, provision = site.provision(global_id)
        assert rule is not None and provision is not None  # broken-provision
        number = site.numbers_on(provision, day)
        if not number and not case.applied:
            continue
        fitting = [
            (entry, answers)
            for entry in (tiers.of_day(provision, day) if case.applied else ())
            if not acts or any(law_in_time.on_the_actor(entry, row) for row in acts)
            if (answers := {elements.fits(provision, entry, row, day) for row in acts}) - {"no"}
        ]
        texts = [_threat(site, entry, "yes" in answers, len(fitting) == 1) for entry, answers in fitting]
        # The mildest and the severest say how wide it is.
        yield AppliedLaw(rule, provision, number or provision.title[site.lang], tuple(texts[:1] + texts[1:][-1:]))


def _threat(site: Site, entry: Sanction, applies: bool, alone: bool) -> str:
    """A tier in words, with what it turns on where that is open."""
    lang, text = site.lang, ranges.penalty(entry, site.corpus, site.lang)
    if not alone:
        return f"{tiers.TIERS[entry.tier][lang]}{COLON[lang]}{text}"
    turns_on = None if applies or not entry.when else condition(entry.when, site.corpus, lang)
    return site.words_of("cases")["where"].format(turns_on, text) if turns_on else text


def illustrated(site: Site, case: Case, results: Sequence[ReplayResult], day: Bound) -> Iterator[IllustratedDuty]:
    """The duties that a case illustrates, as they stand on this day, with what these results show of them."""
    t = site.words_of("cases")
    for global_id in case.illustrates:
        duty = site.corpus.obligation(global_id)
        assert duty is not None  # broken-case
        standing = standing_of(*duty, day) if isinstance(day, date) else None
        state = t["duty_state"][standing.state if standing else "unverified"]
        if standing is not None and isinstance(standing.force.from_, date):
            state = state.format(day_in_words(standing.force.from_)[site.lang])
        verdicts = [r.actual["verdict"] for r in results if r.expectation.obligation == global_id and r.hypothetical]
        verdict = VERDICT_LABELS[verdicts[0]][site.lang] if verdicts else None
        yield IllustratedDuty(*duty, state, verdict)


def matches(site: Site, results: Sequence[ReplayResult]) -> str:
    """How many expectations of a case were run again, and how many came out as expected."""
    agreeing = sum(result.agrees for result in results)
    sentence: str = site.words_of("cases")["all_match" if agreeing == len(results) else "some_match"]
    return sentence.format(len(results), agreeing)


def named(site: Site, case: Case, key: str) -> str:
    """What a thing of the case is called."""
    return case.entities[key].label[site.lang]


def recorded(site: Site, case: Case) -> Iterator[tuple[str, CaseEntity, list[tuple[str, str, CaseFact, list[str]]]]]:
    """For each thing of a case: its name, and (question, value, fact, who found what) for each of its facts."""
    known = facts.by_entity(site.corpus.vocabulary.facts)
    for key, thing in case.entities.items():
        entries = []
        for name, entry in thing.facts.items():
            fact = known.get(thing.entity, {}).get(name)
            question = fact.question[site.lang] if fact else name
            entries.append((question, site.value(fact, entry.value), entry, findings(site, fact, entry)))
        yield named(site, case, key), thing, entries


def figures(site: Site, outcome: Outcome) -> list[tuple[str, str]]:
    """What was imposed, in figures: (kind of penalty, amount or period)."""
    t, names = site.words_of("cases"), {name: words[site.lang] for name, words in replay.ANSWERS.items()}
    periods = (
        (names["detention"], outcome.detention),
        (names["imprisonment"], outcome.imprisonment),
        (t["probation"], outcome.suspended_for),
    )
    amounts = [(name, ranges.period(text, site.lang)) for name, text in periods if text is not None]
    for name in ("fine", "criminal_fine", "fine_cap_cited"):
        number = getattr(outcome, name)
        if number is not None:
            amounts.append((names[name], ranges.amount(number, site.lang) if number else t["not_imposed"]))
    if outcome.confiscation_of_property:
        amounts.append((site.corpus.label("measures", "confiscation_of_property")[site.lang], t["was_imposed"]))
    if outcome.compensation is not None:
        awarded = outcome.compensation
        amounts.append((t["compensation"], ranges.amount(awarded, site.lang) if awarded else t["not_imposed"]))
    if outcome.measures:
        measures = (site.corpus.label("measures", name)[site.lang] for name in outcome.measures)
        amounts.append((t["measures"], COMMA[site.lang].join(measures)))
    if outcome.licences:
        amounts.append((t["licences"], COMMA[site.lang].join(licence[site.lang] for licence in outcome.licences)))
    if outcome.decided is not None:
        amounts.append((t["decided_on"], site.period(outcome.decided)))
    return amounts


def findings(site: Site, fact: Fact | None, recorded: CaseFact) -> list[str]:
    """Which body found a fact, and what others found of it."""
    t = site.words_of("cases")
    by_body = [t["found_by"].format(t["by"][recorded.found_by])] if recorded.found_by else []
    return by_body + [
        t["found_otherwise"].format(t["by"][other.found_by], site.value(fact, other.value))
        for other in recorded.otherwise
    ]


def undecided(result: ReplayResult) -> bool:
    """Whether an expectation is one that could not be decided."""
    return "undetermined" in (result.actual.get(name) for name in ("verdict", "applies", "law"))


def reasons(corpus: Corpus, result: ReplayResult) -> Iterator[Bilingual]:
    """Why it came out so; where it is asked which law applies, the penalty of the act and that of the decision."""
    yield from filter(None, (result.expectation.reason, *result.doubts))
    for when, penalty in zip(replay.ACT_AND_DECISION, result.penalties, strict=False):
        zh, en = (f"{when[lang]}{COLON[lang]}{ranges.penalty(penalty, corpus, lang)}" for lang in REQUIRED_LANGUAGES)
        yield Bilingual(zh, en)


def question(site: Site, result: ReplayResult) -> tuple[str, str]:
    """The obligation or the sanction that is asked about, and where it stands."""
    lang, expectation = site.lang, result.expectation
    duty = site.corpus.obligation(expectation.obligation or "")
    if duty is not None:
        rule, record = duty
        return f"{rule.short_title[lang]} {site.cite(rule, record.eId)} {record.title[lang]}", to.obligations(*duty)
    if expectation.provision is not None:
        law, provision = site.provision(expectation.provision)
        assert law is not None and provision is not None  # replay has found it
        return f"{law.short_title[lang]} {provision.title[lang]}", to.regulations(law, provision.id)
    match = sanctions.sanction(site.corpus, expectation.sanction or "")
    assert match is not None  # replay has found it
    rule, provision, entry = match
    title = f"{rule.short_title[lang]} {provision.title[lang]}"
    parts = (title, tiers.name(entry, lang), tiers.when(entry.from_, entry.until, lang))
    return " · ".join(parts), to.regulations(rule, entry.id)
