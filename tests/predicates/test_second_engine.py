"""Every check of the real data gives the same verdict in Rego, run by an independent engine, missing facts included."""

import random
from collections import Counter
from datetime import date
from typing import Any

from regopy import Interpreter

from fact_samples import random_row
from guiju.model import Corpus
from guiju.predicates.types import period
from guiju.reasoning import facts
from guiju.reasoning.verdicts import compiled, judge
from rego import Rules, facts_input

AS_OF = date(2026, 8, 31)
FACT_SETS, OF_THOSE_MET = 8_000, 60


def test_rego_gives_the_same_verdicts_on_random_facts(corpus: Corpus) -> None:
    known = facts.by_entity(corpus.vocabulary.facts)
    checks = [(r, o, c) for r in corpus.with_articles() for o in r.obligations for c in compiled(o)]
    chance = random.Random(20171008)
    seen: Counter[str] = Counter()
    for regulation, obligation, check in checks:
        engine, verdict = engine_for(corpus, regulation, obligation, check)
        entity = check.check.entity
        of_row, in_service = ({n for of, n in check.reads if of == one} for one in (entity, "service"))
        several = OF_THOSE_MET if check.check.decides in ("both", "met") else 0  # few can be met
        for _ in range(max(several, -(-FACT_SETS // len(checks)))):
            row = random_row(known[entity], of_row, chance)
            service = row if entity == "service" else random_row(known["service"], in_service, chance)
            rows = {"service": {"service": service}, entity: {"service" if entity == "service" else "r": row}}
            judged = judge(regulation, obligation, rows, AS_OF).rows
            # Behind an open gate there is no row where there is nothing to test.
            found = next((r.verdict for r in judged if r.check == check.check), "undetermined")
            engine.set_input({"row": facts_input(row), "service": facts_input(service)})
            answer = str(engine.query(f"data.guiju.{verdict}"))
            assert f'"{found}"' in answer, (check.check.requires, row, service, answer)
            seen[found] += 1
    assert sum(seen.values()) >= FACT_SETS
    assert all(seen[verdict] >= 50 for verdict in ("met", "breached", "undetermined", "not_applicable")), seen


def engine_for(corpus: Corpus, regulation: Any, obligation: Any, check: Any) -> tuple[Interpreter, str]:
    """An engine that holds one check, and the name of its verdict."""
    params = {name: period(p) or p.value for name, p in obligation.params.items()}
    constants = {**params, "as_of": AS_OF, "in_force_from": regulation.force.from_}
    rules = Rules("c", constants, frozenset(f.id for f in corpus.vocabulary.facts if f.type == "duration"))
    verdict = rules.check(check)
    engine = Interpreter()
    engine.add_module("guiju", "\n".join(["package guiju", "import rego.v1", *rules.lines]))
    return engine, verdict
