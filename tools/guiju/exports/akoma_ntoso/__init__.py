"""Akoma Ntoso 3.0 (LegalDocML): laws as XML, for software that stores, edits and compares them.

One file for each rule, recorded version and language: identity, life, text and structure, what the text cites, and how
far our record of it was verified. Obligations, penalties and cases are not words of a law, and are left out.
"""

from collections.abc import Iterator
from datetime import date

from guiju.exports.akoma_ntoso import body, meta, xml
from guiju.exports.akoma_ntoso.expression import expressions
from guiju.model import Corpus

_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def files(corpus: Corpus, as_of: date) -> Iterator[tuple[str, bytes]]:
    """A file for each text in each language that it has: its name, its bytes."""
    for law in expressions(corpus):
        root = xml.root("akomaNtoso", xmlns=_NAMESPACE)
        version = "originalVersion" if law.version.day == law.text.promulgated else "singleVersion"
        act = xml.add(root, "act", name=law.text.document_type, contains=version)
        meta.add_meta(act, law, as_of)
        body.add_text(act, law, as_of)
        yield law.name, xml.written(root)
