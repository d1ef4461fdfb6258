"""OSCAL 1.2.1 for auditors' tools: a catalog of duties and a profile per role, in Chinese and English.

Rules and articles are groups, duties are controls: `statement` has the words of the law, `assessment-objective` what to
establish, `assessment-method` the review steps and evidence, parameters the numbers that the law sets. A duty that a
later rule displaces is `withdrawn`. Ids are made from names (UUIDv5), times from the day of the law.
"""

from collections.abc import Iterator
from datetime import date

from guiju.exports.oscal.catalog import catalog
from guiju.exports.oscal.pieces import file_name
from guiju.exports.oscal.profile import profile
from guiju.files.json_text import json_bytes
from guiju.model import LANGUAGES, Corpus
from guiju.reasoning.checklist import checklist


def files(corpus: Corpus, as_of: date, *, site: str = "") -> Iterator[tuple[str, bytes]]:
    """The catalog and the profiles in each language."""
    for lang in LANGUAGES:
        yield (
            file_name("catalog", lang),
            json_bytes(catalog(checklist(corpus, corpus.vocabulary.roles, as_of, lang), site)),
        )
        for role in corpus.vocabulary.roles:
            of_role = checklist(corpus, [role], as_of, lang)
            if of_role.duties:
                yield file_name(f"profile.{role.id}", lang), json_bytes(profile(of_role))
