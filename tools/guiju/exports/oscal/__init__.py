"""OSCAL 1.2.1 for auditors' tools: a catalog of duties, a profile per role, the results of an assessment.

Rules and articles are groups, duties are controls: `statement` has the words of the law, `assessment-objective` what to
establish, `assessment-method` the review steps and evidence, parameters the numbers that the law sets. A duty that a
later rule displaces is `withdrawn`. With `--receipt REPORT.json` the report of `guiju assess` becomes an assessment
plan and assessment results, in its language; they say no more than its regulator edition. What is met or breached has
a finding, what is to be verified an observation alone: OSCAL has no third state. Ids are made from names (UUIDv5),
times from the day of the law.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from guiju.assessment import Assessment
from guiju.exports.oscal import results
from guiju.exports.oscal.catalog import catalog
from guiju.exports.oscal.pieces import file_name
from guiju.exports.oscal.profile import profile
from guiju.files.finding import Misuse
from guiju.files.json_text import json_bytes
from guiju.model import REQUIRED_LANGUAGES, Corpus, Lang
from guiju.reasoning.checklist import checklist


def files(
    corpus: Corpus,
    as_of: date,
    *,
    site: str = "",
    assessment: Assessment | None = None,
    before: Collection[str] = (),
) -> Iterator[tuple[str, bytes]]:
    """The catalog and the profiles in each language; of an assessment the plan and the results. Misuse where that would
    remove the results of another one from the folder."""
    made: list[tuple[str, Lang, dict[str, Any]]] = []
    for lang in REQUIRED_LANGUAGES:
        of_all = checklist(corpus, corpus.vocabulary.roles, as_of, lang)
        if not of_all.lines:  # a catalog of nothing is not OSCAL
            return
        made.append(("catalog", lang, catalog(of_all, site)))
        of_roles = (checklist(corpus, [role], as_of, lang) for role in corpus.vocabulary.roles)
        made += [(f"profile.{one.roles[0].id}", lang, profile(one)) for one in of_roles if one.duties]
    if assessment is not None:
        own = results.sealed(assessment)
        made.append(("assessment-plan", assessment.lang, results.plan(own)))
        made.append(("assessment-results", assessment.lang, results.results(own)))
    named = {file_name(kind, lang): document for kind, lang, document in made}
    if lost := [name for name in before if name.startswith("assessment-results") and name not in named]:
        raise Misuse(f"{lost[0]}, from an earlier --receipt, would be removed; name another folder with -o")
    for name, document in named.items():
        yield name, json_bytes(document)
