"""The self-assessment in a real browser gives what DuckDB and Python give: verdicts, wording, receipts."""

import random
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from playwright.sync_api import Page

from assessment_samples import CONTENT
from browser_engine import (
    CORPUS,
    DAY,
    FORMS,
    KNOWN,
    Content,
    assessed,
    each_form,
    in_browser,
    random_content,
    read_by_checks,
)
from fact_samples import random_row, written
from guiju.assessment.profile import profile
from guiju.assessment.receipt import receipt
from guiju.assessment.rows import effective_facts
from guiju.files.source import Document
from guiju.model import Verdict, durations
from guiju.model.durations import Duration
from guiju.predicates.sql import Constants, sql
from guiju.predicates.types import period
from guiju.reasoning import verdicts
from guiju.reasoning.verdicts import CompiledCheck
from guiju.wording.labels import answer
from table_engines import columns, in_duckdb

pytest_plugins = ["browser_engine"]

FACT_SETS = 1_000


# 1,000 random fact sets in DuckDB


def fact_set(chance: random.Random) -> Content:
    """A value for most facts that a check reads, each reviewed, so that findings count; one row of each entity."""
    rows: dict[str, dict[str, Any]] = {}
    for entity, names in read_by_checks().items():
        values = {name: written(value) for name, value in random_row(KNOWN[entity], names, chance).items()}
        values = {name: "x" if value == "" else value for name, value in values.items()}
        rows[entity] = {n: {"value": value, "basis": "measured", "reviewer": "R"} for n, value in values.items()}
    return {"facts": rows.pop("service"), "rows": {entity: {"r": row} for entity, row in rows.items()}}


def table_of(entity: str, counted: list[Any]) -> pa.Table:
    """A table with one row per fact set: what counts of the entity's row, and of the service as service__<fact>."""
    key = "service" if entity == "service" else "r"
    rows = [sets.rows.get(entity, {}).get(key, {}) for sets in counted]
    services = [sets.rows["service"]["service"] for sets in counted]
    number = {"n": pa.array(range(len(rows)), pa.int64())}
    return pa.table(number | columns(KNOWN[entity], rows) | columns(KNOWN["service"], services, "service__"))


def by_duckdb(check: CompiledCheck, constants: Constants, table: pa.Table) -> list[Verdict]:
    """The verdict of a check on every row of the table."""
    applies = sql(check.applies_when, constants) if check.applies_when is not None else "TRUE"
    question = f"SELECT {applies}, {sql(check.requires, constants)} FROM cells ORDER BY n"
    return [verdicts.outcome(check.check, *truths) for truths in in_duckdb(table, lambda *_: question)]


def constants_of(rule: Any, obligation: Any) -> Constants:
    params = {name: period(p) or p.value for name, p in obligation.params.items()}
    durations_, numbers = (
        frozenset(f.id for f in CORPUS.vocabulary.facts if f.type == kind) for kind in ("duration", "number")
    )
    return Constants(params, DAY, rule.force.first_day, durations_, numbers)


# A check that only looks at the gate has no row where it is open: a person judges.
BY_CHECK = """(profile) => guiju.assess(guiju.given, profile).lines.map((line) => line.duty.checks.map((check) =>
    line.judgement.rows.find((row) => row.key && row.check === check)?.verdict ?? 'undetermined'))"""


def test_every_check_gives_the_verdicts_of_duckdb_on_random_facts_with_facts_missing(
    forms: Mapping[str, Page],
) -> None:
    chance = random.Random(20171008)
    sets = [fact_set(chance) for _ in range(FACT_SETS)]
    counted = [effective_facts(profile(Document("p", one)), CORPUS.vocabulary, DAY) for one in sets]
    tables = {entity: table_of(entity, counted) for entity in read_by_checks()}
    seen: Counter[str] = Counter()
    done = set()
    for slug in FORMS:
        results = in_browser(forms[slug], BY_CHECK, sets)
        for place, duty in enumerate(assessed(slug, {"facts": {}}).every_duty):
            rule, obligation = duty.line.regulation, duty.line.obligation
            for number, check in enumerate(verdicts.compiled(obligation)):
                theirs = by_duckdb(check, constants_of(rule, obligation), tables[check.check.entity])
                ours = [one[place][number] for one in results]
                assert ours == theirs, (duty.id, check.check.requires)
                seen.update(ours)
                done.add(duty.id)
    assert done == {r.global_id(o) for r in CORPUS.with_articles() for o in r.obligations if o.binds}
    assert all(seen[verdict] >= 500 for verdict in ("met", "breached", "undetermined", "not_applicable")), seen


def test_a_period_counted_forward_ends_on_the_day_that_python_says_over_four_years(forms: Mapping[str, Page]) -> None:
    days = [date(2023, 3, 1) + timedelta(days=n) for n in range(1461)]
    pairs = [(day, months) for day in days for months in (1, 6, 13)]
    script = "([day, months]) => guiju.three.minus(guiju.dayFrom(day), new guiju.Duration(months, 0)).days"
    ours = in_browser(forms["platform"], script, [(day.isoformat(), months) for day, months in pairs])
    epoch = date(1970, 1, 1).toordinal()
    assert ours == [durations.before(day, Duration(months, 0)).toordinal() - epoch for day, months in pairs]


COMPARED = """(text) => {
    const facts = Object.values(guiju.given.facts.service).filter((fact) => fact.thresholds);
    return facts.map((fact) => [fact.thresholds, guiju.saidBack(fact, text, guiju.given.words)]);
}"""


def test_what_a_period_is_said_to_be_beside_that_of_the_law_is_what_the_checks_find(forms: Mapping[str, Page]) -> None:
    periods = [f"P{n}{unit}" for unit, most in (("D", 400), ("W", 60), ("M", 30), ("Y", 5)) for n in range(most)]
    words = {True: "：不短于六个月", False: "：短于六个月", None: "：是否短于六个月，要看从哪一天起算"}
    for text, facts in zip(periods, in_browser(forms["platform"], COMPARED, periods), strict=True):
        [([limit], said)] = facts
        assert limit == {"months": 6, "days": 0, "quote": "六个月"}
        period = durations.parse(text)
        assert period and said.endswith(words[durations.at_least(period, Duration(6, 0))]), text


def test_a_period_is_in_the_words_of_python(forms: Mapping[str, Page]) -> None:
    fact = next(fact for fact in CORPUS.vocabulary.facts if fact.type == "duration")
    periods = [f"P{n}{unit}" for unit in "DWMY" for n in (0, 1, 2, 5, 180, 9999)]
    for lang, locale in (("zh", "zh"), ("en", "en")):
        script = f"(text) => guiju.inWords(text, {{ locale: '{locale}' }})"
        assert in_browser(forms["platform"], script, periods) == [answer(fact, text, lang) for text in periods]


# the same assessment as Python

WHOLE = """(profile) => {
    const assessed = guiju.assess(guiju.given, profile);
    const row = (line) => [line.duty.id, line.verdict, line.decidedBy, line.basis, line.words, line.why,
        line.missing.facts.map((f) => [f.entity, f.fact, f.alone, f.supplied]), line.missing.rows, line.disagreement,
        line.setAside];
    const next = guiju.nextFacts(assessed).map((fact) => [fact.entity, fact.fact, fact.decides, fact.waiting]);
    return [assessed.lines.map(row), next];
}"""


@each_form
def test_the_browser_and_guiju_assess_agree_on_any_profile(forms: Mapping[str, Page], slug: str) -> None:
    chance = random.Random(slug)
    sets = [{"facts": {}}, *(random_content(chance) for _ in range(60))]
    for content, (lines, following) in zip(sets, in_browser(forms[slug], WHOLE, sets), strict=True):
        mine = assessed(slug, content)
        for line, (*theirs, set_aside) in zip(mine.every_duty, lines, strict=True):
            missing = [[f.entity, f.fact, f.alone, f.supplied] for f in line.missing.facts]
            ours = [line.id, line.verdict, line.decided_by, line.basis, line.words.zh, line.why]
            assert theirs == [*ours, missing, list(line.missing.rows), line.disagreement]
            assert sorted(map(tuple, set_aside)) == list(line.set_aside), line.id
        assert following == [list(entry) for entry in mine.next_facts()], content


SEALED = "(profile) => guiju.receipt(guiju.given, profile, guiju.assess(guiju.given, profile).lines)"


@each_form
def test_a_receipt_of_the_browser_is_that_of_guiju_assess_to_the_last_byte_of_its_hash(
    forms: Mapping[str, Page], slug: str
) -> None:
    chance = random.Random(slug)
    sets = [{"facts": {}}, CONTENT, *(random_content(chance) for _ in range(20))]
    for content, sealed in zip(sets, in_browser(forms[slug], SEALED, sets), strict=True):
        assert sealed == receipt(assessed(slug, content))
