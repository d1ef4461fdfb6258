"""The glossary: every term under its anchor with its definition, and the words that must be kept apart."""

from dataclasses import replace

import pytest

import full_corpus
from guiju.model import Corpus, Term
from guiju.site.kinds import to
from guiju.site.pages import glossary
from markdown_pages import by_id, read, with_class, words_of
from real_corpus import real


def test_every_term_stands_under_its_anchor_with_its_definition() -> None:
    root = read("zh", to.glossary())
    for term in real().glossary:
        heading = by_id(root, term.id)
        block = next(b for b in with_class(root, "term") if heading in list(b))
        assert term.definition.zh in words_of(block) and term.zh in words_of(heading) and term.en in words_of(heading)


def terms(*apart: str) -> Corpus:
    """A glossary of one-letter terms; "ab" keeps a and b apart."""
    text = full_corpus.corpus("x").glossary[0].definition
    names = sorted(set("".join(apart)))
    others = {n: tuple(p.replace(n, "") for p in apart if n in p) for n in names}
    made = tuple(Term(n, n, n, text, True, distinct_from=others[n]) for n in names)
    return replace(real(), glossary=made, regulations={})


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        ((), []),
        (("ab",), ["ab"]),
        (("ab", "bc"), ["ab", "bc"]),
        (("ab", "bc", "ac"), ["abc"]),
        (("ab", "bc", "ac", "cd"), ["abc", "cd"]),
    ],
)
def test_words_kept_apart_stand_in_groups_of_which_each_is_apart_from_each(
    pairs: tuple[str, ...], groups: list[str]
) -> None:
    assert ["".join(term.id for term in group) for group in glossary.kept_apart(terms(*pairs))] == groups
