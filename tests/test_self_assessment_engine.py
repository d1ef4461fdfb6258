"""The engine of the self-assessment in a real browser gives what DuckDB and Python give: verdicts, wording, receipts, what to ask next."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Browser, Page

from assessment_samples import CONTENT
from conftest import AS_OF
from fact_samples import random_row, random_value, written
from guiju.assessment import Assessment, assess
from guiju.assessment.profile import defects, profile
from guiju.assessment.receipt import receipt
from guiju.assessment.rows import effective_facts
from guiju.files.source import Document
from guiju.model import Fact, Verdict, durations
from guiju.model.durations import Duration
from guiju.predicates import FactName, walk
from guiju.predicates.kleene import Absent, Value
from guiju.predicates.sql import Constants, sql
from guiju.predicates.types import period
from guiju.reasoning import facts, verdicts
from guiju.reasoning.checklist import checklist
from guiju.reasoning.verdicts import CompiledCheck
from real_corpus import real

CORPUS = real()
KNOWN = facts.by_entity(CORPUS.vocabulary.facts)
DAY = date.fromisoformat(AS_OF)
FORMS = {
    "platform": ("group-provider", "account-provider"),
    "group-owner": ("group-owner",),
    "group-member": ("group-member",),
    "account-user": ("account-user",),
}
FACT_SETS = 1_000
MODULES = ("predicates", "assessment", "open-questions", "receipt")
LOADED = """async (modules) => { window.guiju = Object.assign({}, ...(await Promise.all(modules.map((one) => import(one))))); }"""
COLUMN = {
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "enum": "VARCHAR",
    "string": "VARCHAR",
}
BASES = ("measured", "declared", "inferred", "reported")
Content = dict[str, Any]


@pytest.fixture(scope="module")
def forms(browser: Browser, site_url: str) -> Iterator[Mapping[str, Page]]:
    """The page of each form, opened once."""
    context = browser.new_context()
    opened = {}
    for slug in FORMS:
        opened[slug] = context.new_page()
        opened[slug].goto(f"{site_url}/self-assessment/{slug}/")
        opened[slug].evaluate(
            LOADED, [f"/self-assessment/{slug}.js", *(f"/assets/self-assessment/{m}.js" for m in MODULES)]
        )
    yield opened
    context.close()


def in_browser(page: Page, function: str, sets: list[Any]) -> list[Any]:
    """What a function of the page gives for each. As JSON: playwright is slow with large values."""
    script = f"text => Promise.all(JSON.parse(text).map({function})).then(JSON.stringify)"
    found: list[Any] = json.loads(page.evaluate(script, json.dumps(sets)))
    return found


def assessed(slug: str, content: Content) -> Assessment:
    document = Document("profile.json", content)
    assert defects(document, CORPUS) == []
    roles = [role for role in CORPUS.vocabulary.roles if role.id in FORMS[slug]]
    return assess(checklist(CORPUS, roles, DAY, "zh"), profile(document))


def read_by_checks() -> dict[str, set[str]]:
    """The facts that any check reads: entity → names."""
    found: dict[str, set[str]] = {}
    for rule in CORPUS.with_articles():
        for obligation in rule.obligations:
            for check in verdicts.compiled(obligation):
                for entity, name in check.reads:
                    found.setdefault(entity, set()).add(name)
    return found


# 1,000 random fact sets in DuckDB


def fact_set(chance: random.Random) -> Content:
    """A value for most of the facts that a check reads, each reviewed, so that findings count; one row of each entity."""
    rows: dict[str, dict[str, Any]] = {}
    for entity, names in read_by_checks().items():
        row = random_row(KNOWN[entity], names, chance)
        rows[entity] = {
            name: {"value": written(value) or "x", "basis": "measured", "reviewer": "R"}
            if isinstance(value, str)
            else {"value": written(value), "basis": "measured", "reviewer": "R"}
            for name, value in row.items()
        }
    service = rows.pop("service")
    return {"facts": service, "rows": {entity: {"r": row} for entity, row in rows.items()}}


def columns(fact: Fact, value: Value | None, prefix: str) -> dict[str, tuple[str, Any]]:
    """The columns of a fact as guiju.predicates.sql reads them: name → type, value."""
    name = prefix + fact.id
    known = None if value is None or value is Absent.NONE else value
    found: dict[str, tuple[str, Any]] = {f"{name}__none": ("BOOLEAN", None if value is None else value is Absent.NONE)}
    if fact.type != "duration":
        return {**found, name: (COLUMN[fact.type], known.isoformat() if isinstance(known, date) else known)}
    assert known is None or isinstance(known, Duration)
    for end in ("shortest", "longest"):
        found[f"{name}__{end}"] = ("BIGINT", known and getattr(known, end))
    return found


def table_of(entity: str, counted: list[Any], folder: Path) -> duckdb.DuckDBPyConnection:
    """A table with one row a fact set: what counts of the entity's row, and of the service as service__<fact>."""
    lines, types = [], {}
    for number, told in enumerate(counted):
        row = told.rows.get(entity, {}).get("service" if entity == "service" else "r", {})
        line: dict[str, tuple[str, Any]] = {"n": ("BIGINT", number)}
        for fact in KNOWN[entity].values():
            line |= columns(fact, row.get(fact.id), "")
        for fact in KNOWN["service"].values():
            line |= columns(fact, told.rows["service"]["service"].get(fact.id), "service__")
        types = {name: kind for name, (kind, _) in line.items()}
        lines.append(json.dumps({name: value for name, (_, value) in line.items()}))
    file = folder / f"{entity}.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    database = duckdb.connect(config={"threads": 1})
    database.execute("CREATE TABLE t AS SELECT * FROM read_json(?, columns = ?)", [str(file), types])
    return database


def by_duckdb(check: CompiledCheck, constants: Constants, database: duckdb.DuckDBPyConnection) -> list[Verdict]:
    """The verdict of a check on every row of the table."""
    applies = sql(check.applies_when, constants) if check.applies_when is not None else "TRUE"
    found = database.execute(f"SELECT {applies}, {sql(check.requires, constants)} FROM t ORDER BY n").fetchall()
    return [verdicts.outcome(check.check, applies, holds) for applies, holds in found]


def constants_of(rule: Any, obligation: Any) -> Constants:
    params = {name: period(p) or p.value for name, p in obligation.params.items()}
    kinds = {
        kind: frozenset(f.id for f in CORPUS.vocabulary.facts if f.type == kind) for kind in ("duration", "number")
    }
    first = verdicts.day_of(rule, DAY).in_force_from
    return Constants(params, DAY, first, kinds["duration"], kinds["number"])


# A check that only looks at the gate has no row where it is open: a person judges.
BY_CHECK = """(profile) => guiju.assess(guiju.given, profile).lines.map((line) =>
    line.duty.checks.map((check) => line.judgement.rows.find((row) => row.key && row.check === check)?.verdict ?? 'undetermined'))"""


def test_every_check_gives_the_verdicts_of_duckdb_on_random_facts_with_facts_missing(
    forms: Mapping[str, Page], tmp_path: Path
) -> None:
    chance = random.Random(20171008)
    sets = [fact_set(chance) for _ in range(FACT_SETS)]
    counted = [effective_facts(profile(Document("p", one)), CORPUS.vocabulary, DAY) for one in sets]
    tables = {entity: table_of(entity, counted, tmp_path) for entity in read_by_checks()}
    asked = {slug: assessed(slug, {"facts": {}}).every_line for slug in FORMS}
    seen: Counter[str] = Counter()
    done = set()
    for slug, lines in asked.items():
        found = in_browser(forms[slug], BY_CHECK, sets)
        for place, line in enumerate(lines):
            rule, obligation = line.line.regulation, line.line.obligation
            for number, check in enumerate(verdicts.compiled(obligation)):
                theirs = by_duckdb(check, constants_of(rule, obligation), tables[check.check.entity])
                ours = [one[place][number] for one in found]
                assert ours == theirs, (line.id, check.check.requires)
                seen.update(ours)
                done.add(line.id)
    checked = {r.global_id(o) for r in CORPUS.with_articles() for o in r.obligations if o.binds}
    assert done == checked
    assert all(seen[verdict] >= 500 for verdict in ("met", "breached", "undetermined", "not_applicable")), seen


# periods counted forward, over four years of days


def test_a_period_counted_forward_ends_on_the_day_that_python_says(forms: Mapping[str, Page]) -> None:
    days = [date(2023, 3, 1) + timedelta(days=n) for n in range(1461)]
    script = "([day, months]) => guiju.three.minus(guiju.dayFrom(day), new guiju.Duration(months, 0)).days"
    asked = [(day.isoformat(), months) for day in days for months in (1, 6, 13)]
    epoch = date(1970, 1, 1).toordinal()
    wanted = [
        durations.before(date.fromisoformat(day), Duration(months, 0)).toordinal() - epoch for day, months in asked
    ]
    assert in_browser(forms["platform"], script, asked) == wanted


# the same assessment as Python


def random_content(chance: random.Random) -> Content:
    """A profile with whatever a profile may have: some facts stale, later or unreviewed, several rows, all of them or a sample, declarations."""
    density, told = chance.random(), read_by_checks()

    def fact(known: Fact) -> Any:
        value = written(random_value(known, chance))
        value = value if value != "" else chance.choice(["code-1", "$&", "code-2"])
        if chance.random() < 0.4 and not known.judged:
            return value
        extra = {"expires": ["2020-01-01", AS_OF, "2030-01-01"], "date": ["2020-01-01", AS_OF, "2027-01-01"]}
        entry = {"value": value, "basis": chance.choice(BASES)}
        entry |= {key: chance.choice(days) for key, days in extra.items() if chance.random() < 0.15}
        return entry | ({"reviewer": "复核岗"} if chance.random() < 0.7 else {})

    def row(entity: str) -> dict[str, Any]:
        also = {f.id for f in KNOWN[entity].values() if f.derived or f.reviewer_of} | {"founder_account_id"} & set(
            KNOWN[entity]
        )
        names = sorted(told.get(entity, set()) | (also if chance.random() < 0.3 else set()))
        return {name: fact(KNOWN[entity][name]) for name in names if chance.random() < density}

    entities = sorted(told.keys() - {"service"})
    rows = {
        e: {key: row(e) for key in ("a", "b", "code-1")[: chance.randrange(4)]}
        for e in entities
        if chance.random() < 0.7
    }
    statuses = ("met", "partly_met", "not_met", "to_verify")
    duties = [r.global_id(o) for r in CORPUS.with_articles() for o in r.obligations]
    return {
        "facts": row("service"),
        "coverage": {entity: chance.choice(["all", "sample"]) for entity in entities if chance.random() < 0.6},
        "rows": rows,
        "declarations": {
            name: {
                "status": chance.choice(statuses),
                "by": "安全岗",
                **({"reviewer": "R"} if chance.random() < 0.5 else {}),
            }
            for name in chance.sample(duties, 12)
        },
    }


WHOLE = """(profile) => {
    const assessed = guiju.assess(guiju.given, profile);
    const told = (line) => [line.duty.id, line.verdict, line.decidedBy, line.basis, line.words, line.why,
        line.missing.facts.map((f) => [f.entity, f.fact, f.alone, f.supplied]), line.missing.rows, line.disagreement, line.setAside];
    return [assessed.lines.map(told), guiju.nextFacts(assessed).map((next) => [next.entity, next.fact, next.decides, next.waiting])];
}"""


@pytest.mark.parametrize("slug", FORMS)
def test_whatever_a_profile_holds_the_browser_says_of_it_what_guiju_assess_says(
    forms: Mapping[str, Page], slug: str
) -> None:
    chance = random.Random(slug)
    sets = [{"facts": {}}, *(random_content(chance) for _ in range(60))]
    for content, (lines, following) in zip(sets, in_browser(forms[slug], WHOLE, sets), strict=True):
        mine = assessed(slug, content)
        for line, told in zip(mine.every_line, lines, strict=True):
            stands = [line.id, line.verdict, line.decided_by, line.basis, line.words.zh, line.why]
            missing = [[f.entity, f.fact, f.alone, f.supplied] for f in line.missing.facts]
            assert told[:-1] == [*stands, missing, list(line.missing.rows), line.disagreement]
            assert sorted(map(tuple, told[-1])) == list(line.set_aside), line.id
        assert following == [list(entry) for entry in mine.next_facts()], content


SEALED = "(profile) => guiju.receipt(guiju.given, profile, guiju.assess(guiju.given, profile).lines)"


@pytest.mark.parametrize("slug", FORMS)
def test_a_receipt_of_the_browser_is_that_of_guiju_assess_to_the_last_byte_of_its_hash(
    forms: Mapping[str, Page], slug: str
) -> None:
    chance = random.Random(slug)
    sets = [{"facts": {}}, CONTENT, *(random_content(chance) for _ in range(20))]
    for content, sealed in zip(sets, in_browser(forms[slug], SEALED, sets), strict=True):
        assert sealed == receipt(assessed(slug, content))


# what is asked

OPEN = """(profile) => {
    const { asked, settled } = guiju.matters(guiju.given, profile, guiju.assess(guiju.given, profile));
    return [[...asked], [...settled]];
}"""
VERDICTS = "(profile) => guiju.current(guiju.assess(guiju.given, profile).lines).map((line) => line.judgement.verdict)"
QUESTIONS = """Object.entries(guiju.given.facts).flatMap(([entity, facts]) =>
    Object.keys(facts).filter((name) => facts[name].question).map((name) => [entity, name]))"""


def unanswered(page: Page, content: Content) -> list[str]:
    """The questions of the form that the profile leaves open: "entity key fact", and "coverage entity".

    Who reviewed is no open question where a finding that counts names its reviewer.
    """
    found, asked = [], [tuple(entry) for entry in page.evaluate(QUESTIONS)]
    counted = effective_facts(profile(Document("p", content)), CORPUS.vocabulary, DAY).rows
    for entity, name in asked:
        rows = {"service": content["facts"]} if entity == "service" else content["rows"].get(entity, {})
        for key, row in rows.items():
            if name not in row and name not in counted.get(entity, {}).get(key, {}):
                found.append(f"{entity} {key} {name}")
    kinds = {entity for entity, _ in asked} - {"service"} - content["coverage"].keys()
    return [*found, *(f"coverage {entity}" for entity in sorted(kinds))]


def answers(questions: list[str], chance: random.Random, leaning: float = 0.5) -> dict[str, Any]:
    """A random answer to each question, firm enough to count; yes as often as `leaning` says, since some duties turn on one of many.

    What duties apply to is mostly there, or the rest would decide nothing.
    """
    found: dict[str, Any] = {}
    for question in questions:
        entity, *rest = question.split(" ")
        if entity == "coverage":
            found[question] = chance.choice(["all", "sample"])
        else:
            fact = KNOWN[entity][rest[1]]
            yes = 0.9 if fact in GATES else leaning
            value = chance.random() < yes if fact.type == "boolean" else written(random_value(fact, chance))
            found[question] = {
                "value": value or "x" if isinstance(value, str) else value,
                "basis": "declared",
                "reviewer": "R",
            }
    return found


def another(question: str, answer: Any, chance: random.Random) -> Any:
    """Another answer to a question: to a boolean the opposite, else any."""
    if isinstance(answer, dict) and isinstance(answer["value"], bool):
        return {**answer, "value": not answer["value"]}
    return answers([question], chance)[question]


def answered(content: Content, given: Mapping[str, Any]) -> Content:
    content = deepcopy(content)
    for question, answer in given.items():
        entity, *rest = question.split(" ")
        if entity == "coverage":
            content["coverage"][rest[0]] = answer
        elif entity == "service":
            content["facts"][rest[1]] = answer
        else:
            content["rows"][entity][rest[0]][rest[1]] = answer
    return content


def with_new_rows(content: Content, questions: list[str]) -> Content:
    """The profile with one more row of each kind of thing of which nobody has said that all are there."""
    kinds = [question.split(" ")[1] for question in questions if question.startswith("coverage ")]
    return {**content, "rows": {**content["rows"], **{k: {**content["rows"].get(k, {}), "new": {}} for k in kinds}}}


GATES = [
    KNOWN["service" if node.service else check.check.entity][node.name]
    for rule in CORPUS.with_articles()
    for obligation in rule.obligations
    for check in verdicts.compiled(obligation)
    for node in (walk(check.applies_when) if check.applies_when else ())
    if isinstance(node, FactName)
]
"""The facts that say whether a check applies."""


def half_filled(slug: str, page: Page, count: int) -> tuple[list[Content], list[list[str]]]:
    """Profiles of which some questions are answered, the empty one first, and what each leaves open."""
    chance = random.Random(slug)
    contents: list[Content] = [{"facts": {}, "rows": {}, "coverage": {}}]
    contents += [{**random_content(chance), "declarations": {}} for _ in range(count)]
    return contents, [unanswered(page, content) for content in contents]


@pytest.mark.parametrize("slug", FORMS)
def test_a_question_that_is_not_asked_changes_no_verdict_whatever_the_answers_to_the_others(
    forms: Mapping[str, Page], slug: str
) -> None:
    page, chance = forms[slug], random.Random(slug)
    contents, open_ = half_filled(slug, page, 40)
    with_hidden, without, hidden_in_all = [], [], 0
    for content, questions, (asked, _) in zip(contents, open_, in_browser(page, OPEN, contents), strict=True):
        hidden_in_all += len(set(questions) - set(asked))
        for _ in range(4):
            given = answers(questions, chance)
            with_hidden.append(answered(content, given))
            without.append(
                answered(content, {question: given[question] for question in questions if question in asked})
            )
    assert in_browser(page, VERDICTS, with_hidden) == in_browser(page, VERDICTS, without)
    assert hidden_in_all > 15


@pytest.mark.parametrize("slug", FORMS)
def test_every_question_that_is_asked_can_change_a_verdict(forms: Mapping[str, Page], slug: str) -> None:
    page, chance = forms[slug], random.Random(slug)
    empty: Content = {"facts": {}, "rows": {}, "coverage": {}}
    begun = with_new_rows(empty, unanswered(page, empty))
    half = [question for question in unanswered(page, begun) if chance.random() < 0.3]
    for content in (begun, answered(begun, answers(half, chance, 0.9))):
        questions = unanswered(page, content)
        [(asked, _)] = in_browser(page, OPEN, [content])
        waiting, more = set(asked), with_new_rows(content, questions)
        all_open = unanswered(page, more)
        for attempt in range(600):
            if not waiting:
                break
            given = answers(all_open, chance, (0.12, 0.03, 0.12, 0.97, 0.5)[attempt % 5])
            tried = [{**given, question: another(question, given[question], chance)} for question in sorted(waiting)]
            before, *after = in_browser(page, VERDICTS, [answered(more, one) for one in (given, *tried)])
            waiting -= {question for question, found in zip(sorted(waiting), after, strict=True) if found != before}
        assert waiting == set(), content


@pytest.mark.parametrize("slug", FORMS)
def test_what_guiju_assess_says_to_supply_next_is_asked_where_it_decides_something(
    forms: Mapping[str, Page], slug: str
) -> None:
    page = forms[slug]
    contents, open_ = half_filled(slug, page, 40)
    for content, questions, (asked, _) in zip(contents, open_, in_browser(page, OPEN, contents), strict=True):
        facts_asked = {(question.split(" ")[0], question.split(" ")[-1]) for question in asked}
        offered = {(question.split(" ")[0], question.split(" ")[-1]) for question in questions}
        deciding = {(n.entity, n.fact) for n in assessed(slug, content).next_facts() if n.decides}
        assert deciding & offered <= facts_asked
