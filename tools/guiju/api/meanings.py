"""Looks up what citations, ids and words mean, which places have words, and whether citations in a text are right."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from guiju import knowledge
from guiju.api import checklists
from guiju.api.arguments import Day, as_day, as_lang, as_path, as_word
from guiju.files.display import Displayed
from guiju.files.finding import Misuse, Unsound, one_line
from guiju.law.article_text import ArticleText
from guiju.law.provision_text import Passage, passages
from guiju.law.versions import Version, in_force, of_day, versions
from guiju.model import Annex, Article, Corpus, Lang, MissingArticle, Obligation, Provision, Regulation, Term
from guiju.places import grammar
from guiju.reasoning.checklist import Line

if TYPE_CHECKING:
    from guiju.citations.checking import CheckedCitation
    from guiju.documents.answer_card import CardContent
    from guiju.lookup.laws import Laws
    from guiju.search.answer_cards import NearCard
    from guiju.search.index import LookupIndex
    from guiju.search.kept_parts import KeptParts
    from guiju.search.search import Hit

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


def meanings(corpus: Corpus, laws: Laws, words: str, day: date) -> list[Place]:
    """The records that words mean, as they are on the day."""
    from guiju.lookup.resolution import resolved

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


def article(corpus: Corpus, rule: str, eId: str, as_of: Day | None) -> ArticleText:
    """The article at a place of the text that is law on the day, or of the day after @ in `rule`."""
    from guiju.lookup.resolution import nowhere, part_at

    version = _version(corpus, as_word(rule, "rule"), as_of)
    law, place = corpus.regulations[version.text.id], grammar.parse(as_word(eId, "eId"))
    if place is None:
        raise Misuse(f"eId: '{one_line(eId)}' is no place; write one such as art_9 or 第九条第二款")
    for part in part_at(version.text, place):
        if isinstance(part, Article):
            return article_text(law, part, version)
    raise Misuse(nowhere(f"{law.id}@{version.day}" if law.versions else law.id, version.text, place))


def article_text(law: Regulation, article: Article, version: Version) -> ArticleText:
    """An article in a version of a law; with a remark where the number was another's in the version before."""
    from guiju.amendment.same_number import same_number

    return ArticleText(law, article, version, tuple(same_number(law, version, article.eId)) if law.versions else ())


def _version(corpus: Corpus, words: str, as_of: Day | None) -> Version:
    """The text of a rule that is law on the day, or the one of the day after @."""
    name, at, day = words.partition("@")
    if at and as_of is not None:
        raise Misuse(f"the day is named twice, as {one_line(day, 20)} and as {as_day(as_of)}; name it once")
    (rule,) = knowledge.regulations(corpus, (name,))
    recorded = versions(rule)
    if at:
        chosen = of_day(rule, day)
    else:
        chosen = in_force(rule, as_day(as_of)) or (recorded[-1] if recorded and as_of is None else None)
    if chosen is None:
        texts = ", ".join(f"{rule.id}@{version.day}" for version in recorded)
        on = f" of {one_line(day)}" if at else f" that is law on {as_day(as_of)}" if recorded else ""
        raise Misuse(f"there is no text of {rule.id}{on} here; recorded: {texts or 'none'}")
    return chosen


def hits_and_cards(
    root: Path, corpus: Corpus, words: str, as_of: Day | None, lang: Lang
) -> tuple[list[Hit], CardContent | None, tuple[NearCard, ...]]:
    """What words or a question find, the best first, and the card that answers it, or those that may. Misuse where
    there are no words, or files have changed."""
    from guiju.lookup.answer_card import content_of
    from guiju.lookup.find import answer
    from guiju.search.search import SearchedTexts

    query, day, lang = as_word(words, "words").strip(), as_day(as_of).isoformat(), as_lang(lang)
    if not query:
        raise Misuse("words: nothing to look for; give some")

    def work(index: LookupIndex) -> tuple[list[Hit], CardContent | None, tuple[NearCard, ...]]:
        answered = answer(index, query, lang, SearchedTexts(day))
        card = content_of(index, answered.cards.best, lang, day)
        return answered.results.hits, card[0] if card else None, answered.cards.near

    changed = f"{root}: files changed since they were loaded; load them again"
    return consult(root, corpus.data_version, corpus, work, changed)


def consult(
    root: Path,
    data_version: str,
    whole: Corpus | None,
    work: Callable[[LookupIndex], Answer],
    changed: str,
    kept: KeptParts | None = None,
) -> Answer:
    """What `work` finds in the index of a knowledge base, which may have been read whole. Misuse, which says `changed`,
    if that is of other files."""
    from guiju.search.index import consult

    def answer(index: LookupIndex) -> Answer:
        if index.data_version != data_version:
            raise Misuse(changed)
        return work(index._replace(whole=whole or index.whole, kept=kept))

    return consult(root, answer)


def citations(text: str | os.PathLike[str], laws: Laws, day: date) -> tuple[CheckedCitation, ...]:
    """The citations in a text, or in the file that a path names, in their order."""
    from guiju.citations.checking import check

    if isinstance(text, str) and "\0" in text:
        raise Misuse("text: it has a null character; remove it, or give a file as a pathlib.Path")
    content = text.encode("utf-8", "replace") if isinstance(text, str) else None
    file = Path("text.md") if isinstance(text, str) else as_path(text, "text")
    checked = check(file, laws, day, repair=False, data=content)
    if checked.unreadable:
        raise Unsound(checked.unreadable)
    return checked.citations
