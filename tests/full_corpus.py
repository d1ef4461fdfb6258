"""A small knowledge base in which every text field holds what it is told to: for tests of what pages make of text."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guiju.files.source import Document
from guiju.law.records import build
from guiju.model import Case, Corpus, Regulation, Term, Vocabulary, Where

FILE = Path(__file__).with_suffix(".yaml")


def corpus(text: str) -> Corpus:
    """Two rules, one with its text and two duties; each text field is `text`, alone or with a letter after it."""
    value = _filled(_texts(), text)
    document = Document(FILE.name, value)

    def record(kind: Any, *path: str | int) -> Any:
        return build(kind, Where(document).inner(*path))

    return Corpus(
        vocabulary=record(Vocabulary, "vocabulary"),
        glossary=tuple(record(Term, "glossary", place) for place in range(len(value["glossary"]))),
        regulations={name: record(Regulation, "regulations", name) for name in value["regulations"]},
        releases=(),
        exceptions=(),
        data_version="0123456789ab",
        cases={name: record(Case, "cases", name) for name in value["cases"]},
    )


@cache
def _texts() -> Any:
    return yaml.safe_load(FILE.read_text("utf-8"))


def _filled(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner, text) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, text) for inner in value]
    return value.replace("TEXT", text) if isinstance(value, str) else value
