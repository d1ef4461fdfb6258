"""The knowledge base as it stands in this repository, read once in a process: for tests of real law."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from guiju.law.load import load
from guiju.model import Corpus

ROOT = Path(__file__).resolve().parents[1]


@cache
def real() -> Corpus:
    """Both rules with their obligations, the cited laws, the vocabulary and the cases. They are frozen: no test can change them."""
    return load(ROOT)
