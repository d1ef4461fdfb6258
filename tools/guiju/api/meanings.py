"""Looks up what citations, ids and words mean, and which places contain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from guiju.api import checklists
from guiju.api.articles import article_text
from guiju.files.display import Displayed
from guiju.files.finding import Misuse
from guiju.law.article_text import ArticleText
from guiju.law.statute import Passage, passages
from guiju.law.versions import versions
from guiju.model import Annex, Article, Corpus, Lang, MissingArticle, Obligation, Provision, Regulation, Term
from guiju.reasoning.checklist import Line

if TYPE_CHECKING:
    from guiju.lookup.index import LookupIndex
    from guiju.lookup.laws import Laws
    from guiju.lookup.resolution import Resolution
    from guiju.lookup.search import Hit

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class ProvisionText(Displayed):
    """A provision of another law, to which a duty leads: `rule` is the law, `provision` has our title, summary and
    `sanctions`, and `passages` are its words on the day, as `lines`, where a source has them."""

    _columns = ("rule:rule.id", "provision.id", "provision.title", "provision.summary")

    rule: Regulation
    provision: Provision
    passages: tuple[Passage, ...]


Place = Regulation | ArticleText | Annex | Line | ProvisionText | MissingArticle | Term
"""What a citation, an id or a name can mean."""


def resolved(words: str, laws: Laws, day: date, rules: Iterable[str] = ()) -> Resolution:
    """What words mean. Misuse where that is nothing."""
    from guiju.lookup.resolution import resolve

    resolution = resolve(words, laws, day, tuple(rules))
    if resolution.why:
        raise Misuse(resolution.why)
    return resolution


def meanings(corpus: Corpus, laws: Laws, words: str, day: date) -> list[Place]:
    """The records that words mean, as they are on the day."""
    resolution = resolved(words, laws, day)
    places: list[Place] = []
    for place in resolution.places:
        match place:
            case Term():
                places.append(place)
            case rule, Provision() as provision:
                places.append(ProvisionText(rule, provision, passages(rule, provision, day)))
            case rule, Obligation() as duty:
                lines = checklists.obligations(corpus, (), rule.id, (), day)
                places += [line for line in lines if line.obligation.id == duty.id]
            case rule, Article() as article:
                version = resolution.versions.get(rule.id) or next(v for v in versions(rule) if v.text is rule)
                places.append(article_text(corpus.regulations[rule.id], article, version))
            case _, (Regulation() | Annex() | MissingArticle()) as record:
                places.append(record)
    return places


def hits(root: Path, corpus: Corpus, words: str, day: date, lang: Lang) -> list[Hit]:
    """The places that contain words, the best first. Misuse where there are none, or files have changed."""
    from guiju.lookup.search import SearchedTexts, search

    if not words.strip():
        raise Misuse("words: nothing to look for; give some")
    within = SearchedTexts(day.isoformat())
    changed = f"{root}: files changed since they were loaded; load them again"
    return consult(root, corpus, lambda index: search(index, words.strip(), lang, within)[1], changed)


def consult(root: Path, corpus: Corpus, work: Callable[[LookupIndex], Answer], changed: str) -> Answer:
    """What `work` finds in the index of a knowledge base. Misuse, which says `changed`, if that is of other files."""
    from guiju.lookup.index import consult

    def answer(index: LookupIndex) -> Answer:
        if index.data_version != corpus.data_version:
            raise Misuse(changed)
        return work(index._replace(whole=corpus))

    return consult(root, answer)
