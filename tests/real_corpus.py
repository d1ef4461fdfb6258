"""The knowledge base as it stands in this repository, read once in a process: for tests of real law."""

from functools import cache

from guiju.law.load import load
from guiju.model import Corpus
from places import ROOT


@cache
def real() -> Corpus:
    """The whole knowledge base: rules, cited laws, vocabulary, cases. It is frozen: no test can change it."""
    return load(ROOT)
