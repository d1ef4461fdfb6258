"""The knowledge base of a command, and the words on the command line looked up in it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from guiju import checks
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Finding, Misuse, UnsoundBase, close_to, one_line
from guiju.law import excerpt
from guiju.law.load import KINDS, VERDICT_KINDS, load
from guiju.law.versions import Version, of_day, versions
from guiju.model import Article, Corpus, MissingArticle, Obligation, Provision, Regulation, Term
from guiju.places import grammar
from guiju.reasoning.elements import in_time


class Identified(Protocol):
    @property
    def id(self) -> str: ...


Sought = TypeVar("Sought", bound=Identified)

Place = tuple[Regulation, Regulation | Article | Obligation | Provision | MissingArticle] | Term
"""A part of a rule, or the rule itself; or a term of the glossary."""


MISLEADING = ("broken-citation", "broken-quotation", "duplicate-id", "eid-position", "unsound-predicate")
"""The checks whose findings are errors that exports and agents would repeat: ids are made from ours, questions from the
facts of predicates, and readers take what is quoted for the words of the law."""


def corpus(base: str | None, kinds: Collection[str] = KINDS) -> Corpus:
    """The knowledge base in `base`, the current folder or the bundle. UnsoundBase where files of these kinds have
    defects."""
    return load(knowledge_base(base, Path.cwd()), kinds)


def evaluable(base: str | None, cases: bool = False) -> Corpus:
    """The same for commands that run predicates; `cases=False` loads only what verdicts need. UnsoundBase where
    a predicate, or with `cases` a case, cannot be run."""
    loaded = corpus(base, KINDS if cases else VERDICT_KINDS)
    if findings := unrunnable(loaded):
        raise UnsoundBase(findings)
    return loaded


def unrunnable(base: Corpus) -> list[Finding]:
    """The predicates, and where cases were read the cases, that cannot be run."""
    return checks.findings(base, ("unsound-predicate", *(["broken-case"] if base.cases else [])))


def look_up(words: Iterable[str], entries: Sequence[Sought], kind: str) -> tuple[Sought, ...]:
    """The entries with these ids; Misuse with a suggestion for a word that is not one of them."""
    known = {entry.id: entry for entry in entries}
    for word in words:
        if word not in known:
            remedy = close_to(word, known, f"known: {', '.join(known) or 'none'}")
            raise Misuse(f"there is no {kind} '{one_line(word)}'; {remedy}")
    return tuple(known[word] for word in dict.fromkeys(words))


def regulations(base: Corpus, words: Sequence[str]) -> tuple[Regulation, ...]:
    """The rules with these ids, titles or aliases; all with their text where no word is given."""
    if not words:
        return tuple(base.with_articles())
    ids = {name: r.id for r in base.regulations.values() for name in r.names()}
    return look_up([ids.get(word, word) for word in words], tuple(base.regulations.values()), "regulation")


def text(base: Corpus, words: str) -> tuple[Regulation, Version]:
    """The rule of an id, a title or an alias, and one of its texts: that of the day behind an @, else the one that it
    has itself, else its last. Misuse where there is no such rule, or no text."""
    name, _, day = words.partition("@")
    (rule,) = regulations(base, [name])
    recorded = versions(rule)
    own = next((version for version in recorded if version.text is rule), recorded[-1] if recorded else None)
    chosen = of_day(rule, day) if day else own
    if chosen is None:
        known = ", ".join(f"{rule.id}@{version.day}" for version in recorded if version.day)
        raise Misuse(f"there is no text of '{one_line(words)}'; known: {known or 'none; guiju import makes one'}")
    return rule, chosen


def law_in(file: Path) -> Regulation:
    """The law in a file that `guiju import` reads. Misuse where it has several."""
    from guiju.importing import batch  # what looks a place up reads no files of law

    made = batch.laws(file)
    if len(made) > 1:
        raise Misuse(f"{file}: has {len(made)} laws; split it, one file a law")
    return made[0]


def places(
    base: Corpus, words: str, among: Sequence[Regulation], as_of: date, texts: Mapping[str, Regulation] | None = None
) -> Iterator[Place]:
    """Every place that an id, a name or a citation means; articles and obligations only of the rules in `among`, the
    articles of those in `texts` from there."""
    for regulation in base.regulations.values():
        if words in regulation.names():
            yield regulation, regulation
    named = {regulation.id: _after_name(words, regulation) for regulation in base.regulations.values()}
    for regulation in among:
        rest = named[regulation.id]
        cited_place = grammar.parse(words if rest is None else rest)
        eId = cited_place.eId if cited_place else None
        text = (texts or {}).get(regulation.id, regulation)
        article = part(text, eId) if eId else None
        unnamed = bool(regulation.articles) and all(named[other.id] is None for other in among)
        if article is not None and (rest is not None or unnamed):
            yield text, article
        if eId and rest is not None:
            yield from ((regulation, entry) for entry in excerpt.missing_at(regulation, eId))
        if (record := regulation.obligation(words.removeprefix(f"{regulation.id}#"))) is not None:
            yield regulation, record
    for regulation in base.regulations.values():
        slug, cited = words.removeprefix(f"{regulation.id}#"), named[regulation.id]
        yield from ((regulation, provision) for provision in regulation.provisions if provision.id == slug)
        if cited:
            yield from ((regulation, provision) for provision in _numbered(regulation, cited, as_of))
    for term in base.glossary:
        if words in (term.id, f"glossary#{term.id}", term.zh) or words.lower() == term.en.lower():
            yield term


def _after_name(words: str, regulation: Regulation) -> str | None:
    """The citation after a rule's name, a bare number as that of an article; None where the rule is not named."""
    bare = words.replace("《", "").replace("》", "")
    for name in regulation.names():
        if bare.startswith(name) and bare != name:
            place = bare.removeprefix(name).lstrip("#, ")
            return f"第{place}条" if place.isdecimal() else place
    return None


def _numbered(regulation: Regulation, place: str, as_of: date) -> list[Provision]:
    """The provisions at this place on the day; where there are none, those that had it, or will have it, on another."""
    cited = [
        (p, n) for p in regulation.provisions for n in p.numbers if (cited := grammar.parse(place)) and cited.covers(n)
    ]
    timely = [p for p, n in cited if in_time(n.from_, n.until, as_of) is not False]
    return list({p.id: p for p in timely or [p for p, _ in cited]}.values())


def part(regulation: Regulation, eId: str) -> Article | None:
    """The article, cut down to the 款 or 项 where one is named; None where the rule has no such place."""
    article = regulation.article(eId)
    if article is None or eId == article.eId:
        return article
    paragraphs = tuple(
        p if p.eId == eId else replace(p, points=tuple(point for point in p.points if point.eId == eId))
        for p in article.paragraphs
        if p.eId == eId or any(point.eId == eId for point in p.points)
    )
    return replace(article, eId=eId, paragraphs=paragraphs) if paragraphs else None
