"""The roles of the vocabulary, and their checklists, for tests of the pages by role."""

from datetime import date
from functools import cache

import pytest

from guiju.model import Lang, Role
from guiju.reasoning.checklist import Checklist, Line
from guiju.site.site import Site
from real_corpus import real

DAY = date(2026, 11, 25)


@cache
def site(lang: Lang = "zh") -> Site:
    return Site(real(), lang, DAY)


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
