"""One page a case: what is reported and on what it rests, and what comes out when it is replayed; and the list of cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from guiju.documents.penalties import ranges
from guiju.law.labels import COLON, COMMA
from guiju.model import LANGUAGES, Bilingual, Case, CaseEntity, CaseFact, Fact, Outcome, Period, RecordedValue
from guiju.reasoning import facts, replay, sanctions
from guiju.reasoning.replay import ReplayResult
from guiju.site import addresses
from guiju.site.render import Site, page

KINDS = ("group_owner", "investigation", "disclosure")


@dataclass(frozen=True)
class Row:
    """One expectation, replayed, as the page shows it: what is asked with its address, what was expected and found."""

    about: str
    asked: str
    target: str
    day: str
    expected: str
    found: str
    agrees: bool
    hypothetical: bool
    historical: bool
    undecided: bool
    reasons: tuple[Bilingual, ...]


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The list of cases by kind, and the page of each."""
    replayed = {case.id: tuple(rows(site, case)) for case in site.corpus.cases.values()}
    here = addresses.CASES
    periods = {case.id: period(site, case.period) for case in site.corpus.cases.values()}
    kinds = [(kind, [case for case in site.corpus.cases.values() if case.kind == kind]) for kind in KINDS]
    yield (
        here,
        page(
            site,
            "cases.md.j2",
            here,
            site.words["cases"],
            hide=("toc",),
            kinds=kinds,
            periods=periods,
            replayed=replayed,
        ),
    )
    for case in site.corpus.cases.values():
        here = addresses.case(case)
        yield (
            here,
            page(
                site,
                "case.md.j2",
                here,
                case.title[site.lang],
                case=case,
                period=period(site, case.period),
                facts=tuple(recorded(site, case)),
                figures=[figures(site, outcome) for outcome in case.reported],
                name=partial(named, site, case),
                rows=replayed[case.id],
            ),
        )


def named(site: Site, case: Case, key: str) -> str:
    """What a thing of the case is called."""
    return case.entities[key].label[site.lang]


def recorded(site: Site, case: Case) -> Iterator[tuple[str, CaseEntity, list[tuple[str, str, CaseFact, list[str]]]]]:
    """For each thing of a case: its name, and (question, value, fact, who found what) for each of its facts."""
    known = facts.by_entity(site.corpus.vocabulary.facts)
    for key, thing in case.entities.items():
        found = known.get(thing.entity, {})
        told = [
            (_question(site, found, n), said(site, found.get(n), f.value), f, findings(site, found.get(n), f))
            for n, f in thing.facts.items()
        ]
        yield named(site, case, key), thing, told


def _question(site: Site, known: Mapping[str, Fact], name: str) -> str:
    return known[name].question[site.lang] if name in known else name


def said(site: Site, fact: Fact | None, found: RecordedValue) -> str:
    """A fact's value in words: yes, an enumerated value's name, a number with its unit."""
    if isinstance(found, bool):
        return site.words["value_yes" if found else "value_no"]
    for entry in fact.values if fact else ():
        if entry.id == found:
            return entry.label[site.lang]
    if found == "none" and fact is not None and fact.can_be_none:
        return site.words["value_none"]
    if fact is not None and fact.type == "duration":
        return ranges.period(str(found), site.lang)
    unit = site.words["unit." + fact.unit] if fact is not None and fact.unit else ""
    return f"{found} {unit}".strip() if unit else str(found)


def figures(site: Site, outcome: Outcome) -> list[tuple[str, str]]:
    """What was imposed, in figures: (kind of penalty, amount or period)."""
    t, names = site.words, {name: words[site.lang] for name, words in replay.ANSWERS.items()}
    periods = (
        (names["detention"], outcome.detention),
        (names["imprisonment"], outcome.imprisonment),
        (t["probation"], outcome.suspended_for),
    )
    told = [(name, ranges.period(text, site.lang)) for name, text in periods if text is not None]
    for name in ("fine", "criminal_fine", "fine_cap_cited"):
        number = getattr(outcome, name)
        if number is not None:
            told.append((names[name], ranges.amount(number, site.lang) if number else t["not_imposed"]))
    if outcome.confiscation_of_property:
        told.append((t["measure.confiscation_of_property"], t["was_imposed"]))
    if outcome.compensation is not None:
        awarded = outcome.compensation
        told.append((t["compensation"], ranges.amount(awarded, site.lang) if awarded else t["not_imposed"]))
    if outcome.measures:
        told.append((t["measures"], COMMA[site.lang].join(t["measure." + name] for name in outcome.measures)))
    if outcome.licences:
        told.append((t["licences"], COMMA[site.lang].join(licence[site.lang] for licence in outcome.licences)))
    if outcome.decided is not None:
        told.append((t["decided_on"], period(site, outcome.decided)))
    return told


def findings(site: Site, fact: Fact | None, recorded: CaseFact) -> list[str]:
    """Which body found a fact, and what others found of it."""
    t = site.words
    said_by = [t["found_by"].format(t["by." + recorded.found_by])] if recorded.found_by else []
    return said_by + [
        t["found_otherwise"].format(t["by." + other.found_by], said(site, fact, other.value))
        for other in recorded.otherwise
    ]


def rows(site: Site, case: Case) -> Iterator[Row]:
    """Every expectation of a case, replayed."""
    for found in replay.replay(site.corpus, case):
        expectation = found.expectation
        title, target = asked(site, found)
        day = expectation.as_of
        yield Row(
            about=named(site, case, expectation.about),
            asked=title,
            target=target,
            day=day.isoformat() if isinstance(day, date) else site.words["as_of_conduct"],
            expected=replay.in_words(found.expected)[site.lang],
            found=replay.in_words(found.actual)[site.lang],
            agrees=found.agrees,
            hypothetical=found.hypothetical,
            historical=found.state == "displaced",
            undecided="undetermined" in (found.actual.get(name) for name in ("verdict", "applies", "law")),
            reasons=(*filter(None, [expectation.reason]), *found.doubts, *penalties(found)),
        )


def penalties(replayed: ReplayResult) -> Iterator[Bilingual]:
    """The penalty of the act and that of the decision, where it is asked which law applies."""
    for when, each in zip(replay.ACT_AND_DECISION, replayed.penalties, strict=False):
        zh, en = (f"{when[lang]}{COLON[lang]}{ranges.penalty(each, lang)}" for lang in LANGUAGES)
        yield Bilingual(zh, en)


def asked(site: Site, replayed: ReplayResult) -> tuple[str, str]:
    """The obligation or the sanction that is asked about, and where it stands."""
    lang, expectation = site.lang, replayed.expectation
    duty = site.corpus.obligation(expectation.obligation or "")
    if duty is not None:
        rule, record = duty
        return f"{rule.short_title[lang]} {site.cite(rule, record.eId)} {record.title[lang]}", addresses.obligation(
            *duty
        )
    if expectation.provision is not None:
        rule = site.corpus.regulations[expectation.provision.partition("#")[0]]
        provision = site.corpus.provision(expectation.provision)
        assert provision is not None  # replay has found it
        return f"{rule.short_title[lang]} {provision.title[lang]}", addresses.provision(rule, provision)
    found = sanctions.sanction(site.corpus, expectation.sanction or "")
    assert found is not None  # replay has found it
    entry = found.sanction
    tier = f"{site.words['tier.' + entry.tier]} · {site.words['subject.' + entry.subject]}"
    title = f"{found.regulation.short_title[lang]} {found.provision.title[lang]}"
    when = site.when(entry.from_, entry.until)
    return f"{title} · {tier} · {when}", addresses.sanction(found.regulation, entry)


def period(site: Site, span: Period) -> str:
    """When it happened: one day, or the earliest and the latest, as far as known."""
    first, last = (site.words["unknown"] if day == "unknown" else str(day) for day in (span.earliest, span.latest))
    return first if first == last else site.words["period_span"].format(first, last)
