"""The engine of the self-assessment in a browser, beside that of Python, and random profiles to ask both about."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from conftest import AS_OF, DAY
from fact_samples import random_value, written
from guiju.assessment import AssessedDuty, Assessment, assess
from guiju.assessment.profile import defects, profile
from guiju.files.display import Records
from guiju.files.source import Document
from guiju.model import Fact, Lang, Obligation, Period
from guiju.reasoning import facts, verdicts
from guiju.reasoning.breach import typed
from guiju.reasoning.checklist import checklist
from guiju.reasoning.conduct import Act
from loaded_modules import place
from real_corpus import real
from windows import opened

CORPUS = real()
KNOWN = facts.by_entity(CORPUS.vocabulary.facts)
OTHER_RULES = (
    "generative-ai-provider", "deep-synthesis-provider", "algorithm-provider", "content-platform", "ai-user",
    "assessor",
)  # fmt: skip
FORMS = {
    "platform": ("group-provider", "account-provider"),
    **{role: (role,) for role in ("group-owner", "group-member", "account-user", *OTHER_RULES)},
}
each_form = pytest.mark.parametrize("slug", FORMS)
BASES = ("measured", "declared", "inferred", "reported")
Content = dict[str, Any]

MODULES = (
    *("predicates", "assessment", "open-questions", "receipt", "verification", "period", "page-one", "comparison"),
    *("compared", "day"),
)
LOAD = """async ([addresses, places]) => {
  const whole = await Promise.all(addresses.map((one) => import(one)));
  const parts = places.map(async ([address, name]) => (await import(address))[name]);
  window.guiju = Object.assign({}, ...whole, ...(await Promise.all(parts)));
}"""


@pytest.fixture(scope="module")
def forms(browser: Browser, site_folder: Path, site_url: str) -> Iterator[Mapping[str, Page]]:
    """The page of each form, opened once, with what its modules export as `guiju`."""
    with opened(browser, site_url) as first:
        pages = {slug: first.context.new_page() for slug in FORMS}
        for slug, page in pages.items():
            page.goto(f"/self-assessment/{slug}/")
            load_engine(page, site_folder, f"self-assessment/{slug}")
        yield pages


def load_engine(page: Page, site_folder: Path, form: str) -> None:
    """Let the page have what the modules of a form export as `guiju`."""
    engine = [place(site_folder, f"self_assessment/{name}") for name in MODULES]
    page.evaluate(LOAD, [[f"/{form}.{kind}" for kind in ("js", "report.js")], engine])


def in_browser(page: Page, function: str, sets: list[Any]) -> list[Any]:
    """What a function of the page gives for each. As JSON: playwright is slow with large values."""
    script = f"text => Promise.all(JSON.parse(text).map({function})).then(JSON.stringify)"
    return json.loads(page.evaluate(script, json.dumps(sets)))


def assessed(slug: str, content: Content, lang: Lang = "zh", day: date = DAY) -> Assessment:
    """What Python says of a profile that guiju assess would take."""
    document = Document("profile.json", content)
    assert defects(document, CORPUS) == []
    roles = [role for role in CORPUS.vocabulary.roles if role.id in FORMS.get(slug, (slug,))]
    return assess(checklist(CORPUS, roles, day, lang), profile(document))


def of_the_day(made: Assessment) -> Assessment:
    """The same, of whose acts no more is known than a form knows, and says: which part failed, on the day. When the act
    was, and what its row tells of it, only guiju assess holds against the law."""
    corpus, day = made.checklist.corpus, made.checklist.as_of

    def act(duty: Obligation, one: Act) -> Act:
        told = typed(corpus, duty.conduct) | (typed(corpus, one.check.conduct) if one.check else {})
        conduct = replace(one.conduct, facts=told, acted=Period(day, day))
        own = one.row.service if one.row and one.entity == "service" else {}  # a form knows the service whole
        return replace(one, conduct=conduct, row=one.row and replace(one.row, facts=own), of_row={})

    def known(one: AssessedDuty) -> AssessedDuty:
        return replace(
            one, line=replace(one.line, acts=tuple(act(one.line.obligation, each) for each in one.line.acts))
        )

    return replace(made, duties=Records(map(known, made.duties)))


@cache
def read_by_checks() -> Mapping[str, set[str]]:
    """The facts that any check reads, and those from which others are derived: entity → names."""
    names = defaultdict[str, set[str]](set)
    names["service"].update(CORPUS.vocabulary.service_questions)
    for _, obligation in CORPUS.obligations():
        for check in verdicts.compiled(obligation):
            for entity, name in check.reads:
                names[entity].add(name)
    return dict(names)


def random_content(chance: random.Random) -> Content:
    """A profile with whatever one may have: facts stale, later or unreviewed, some or all of the rows, declarations."""
    density, read = chance.random(), read_by_checks()

    def fact(known: Fact) -> Any:
        value = written(random_value(known, chance))
        value = value if value != "" else chance.choice(["code-1", "$&", "code-2"])
        if chance.random() < 0.4 and not known.judged:
            return value
        entry = {"value": value, "basis": chance.choice(BASES)}
        days = ["2020-01-01", AS_OF, "2027-01-01"]
        entry |= {key: chance.choice(days) for key in ("expires", "date") if chance.random() < 0.15}
        return entry | ({"reviewer": "复核岗"} if chance.random() < 0.7 else {})

    def row(entity: str) -> dict[str, Any]:
        also = {fact.id for fact in KNOWN[entity].values() if fact.derived or fact.reviewer_of}
        also |= {"founder_account_id"} & set(KNOWN[entity])
        names = sorted(read.get(entity, set()) | (also if chance.random() < 0.3 else set()))
        return {name: fact(KNOWN[entity][name]) for name in names if chance.random() < density}

    def declaration() -> dict[str, str]:
        status = chance.choice(("met", "partly_met", "not_met", "to_verify"))
        return {"status": status, "by": "安全岗", **({"reviewer": "R"} if chance.random() < 0.5 else {})}

    entities = sorted(read.keys() - {"service"})
    keys = ("a", "b", "code-1")
    rows = {e: {key: row(e) for key in keys[: chance.randrange(4)]} for e in entities if chance.random() < 0.7}
    duties = [rule.global_id(o) for rule, o in CORPUS.obligations()]
    return {
        "facts": row("service"),
        "coverage": {entity: chance.choice(["all", "sample"]) for entity in entities if chance.random() < 0.6},
        "rows": rows,
        "declarations": {name: declaration() for name in chance.sample(duties, 12)},
    }
