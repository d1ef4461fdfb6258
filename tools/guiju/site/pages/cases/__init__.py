"""A page for each case: what is reported, on what basis, and the result of its replay; and the list of cases."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from guiju.documents.penalties import ranges, tiers
from guiju.model import LANGUAGES, Bilingual, Case, CaseEntity, CaseFact, Corpus, Fact, Lang, Outcome
from guiju.reasoning import facts, replay, sanctions
from guiju.reasoning.replay import ReplayResult
from guiju.site.kinds import to
from guiju.site.page import Page
from guiju.site.site import Site
from guiju.wording.labels import COLON, COMMA

PLACE = 7
ADDRESS = "cases/{}.md"
GROUP = "cases"

KINDS = ("group_owner", "investigation", "disclosure")


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The cases."""
    return [(case.title[lang], to.cases(case)) for case in corpus.cases.values()]


def pages(site: Site) -> Iterator[Page]:
    """The list of cases by kind, and the page of each."""
    cases = site.corpus.cases.values()
    replayed = {case.id: tuple(replay.replay(site.corpus, case)) for case in cases}
    kinds = [(kind, [case for case in cases if case.kind == kind]) for kind in KINDS]
    shared = {"matches": partial(matches, site)}
    yield Page({"kinds": kinds, "replayed": replayed, **shared}, template="overview", hide=("toc",))
    for case in cases:
        values: dict[str, Any] = {
            "case": case,
            "facts": tuple(recorded(site, case)),
            "figures": [figures(site, outcome) for outcome in case.reported],
            "name": partial(named, site, case),
            "results": replayed[case.id],
            **shared,
            "question": partial(question, site),
            "reasons": lambda result: list(reasons(site.corpus, result)),
            "undecided": [result for result in replayed[case.id] if undecided(result)],
            "answers": lambda answers: replay.in_words(answers)[site.lang],
        }
        yield Page(values, to.cases(case), case.title[site.lang])


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
        zh, en = (f"{when[lang]}{COLON[lang]}{ranges.penalty(penalty, corpus, lang)}" for lang in LANGUAGES)
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
