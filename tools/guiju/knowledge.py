"""The knowledge base of a command, and the words on the command line looked up in it."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from guiju import checks
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Misuse, UnsoundBase, close_to, one_line
from guiju.law.load import KINDS, VERDICT_KINDS, load
from guiju.law.versions import Version, of_day, versions
from guiju.model import Corpus, Regulation
from guiju.places.law_names import names_of


class Identified(Protocol):
    @property
    def id(self) -> str: ...


Sought = TypeVar("Sought", bound=Identified)

BLOCKING_CHECKS = ("broken-citation", "broken-quotation", "duplicate-id", "eid-position", "unsound-predicate")
"""The checks whose findings are errors that exports and agents would repeat: ids are made from ours, questions from the
facts of predicates, and readers take what is quoted for the words of the law."""


def corpus(base: str | None, kinds: Collection[str] = KINDS) -> Corpus:
    """The knowledge base in `base`, else of the current folder or bundled. UnsoundBase for defects in these kinds."""
    return load(knowledge_base(base, Path.cwd()), kinds)


def load_for_verdicts(base: str | None, cases: bool = False) -> Corpus:
    """The same for commands that run predicates; `cases=False` loads only what verdicts need. UnsoundBase where
    a predicate, or with `cases` a case, cannot be run."""
    loaded = corpus(base, KINDS if cases else VERDICT_KINDS)
    return runnable(loaded)


def runnable(base: Corpus) -> Corpus:
    """The knowledge base. UnsoundBase where a predicate, or where cases were read a case, cannot be run."""
    if findings := checks.findings(base, ("unsound-predicate", *(["broken-case"] if base.cases else []))):
        raise UnsoundBase(findings)
    return base


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
    return look_up([_id(base, word) for word in words], tuple(base.regulations.values()), "regulation")


def _id(base: Corpus, word: str) -> str:
    """The id of the rule that is called so; the word where none is. Misuse where several are."""
    rules = base.regulations.values()
    called = [rule.id for rule in rules if word in rule.names()] or names_of(rules).ids(word)
    if len(called) > 1:
        raise Misuse(f"'{one_line(word)}' may be {' or '.join(called)}; name one of these")
    if not called:
        known = {name for rule in rules for name in rule.names()}
        remedy = close_to(word, known, f"known: {one_line(', '.join(base.regulations), 300)}")
        raise Misuse(f"the rule '{one_line(word)}' is not in this knowledge base; {remedy}")
    return called[0]


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
