"""The roles of the vocabulary, and their checklists, for tests of the pages by role."""

import pytest

from guiju.model import Lang, Role
from guiju.reasoning.checklist import Checklist, Line
from markdown_pages import made_from as site
from real_corpus import real


def role(name: str) -> Role:
    return next(entry for entry in real().vocabulary.roles if entry.id == name)


def made(name: str) -> Checklist:
    return site().checklist([role(name)])


def binding(name: str) -> list[Line]:
    return [line for line in made(name).lines if line.assessable]


ALL = [pytest.param(entry, id=entry.id) for entry in real().vocabulary.roles]
BOUND = [pytest.param(entry, id=entry.id) for entry in real().vocabulary.roles if binding(entry.id)]


def prefix(lang: Lang) -> str:
    return "en/" if lang == "en" else ""
