"""The pages that list: terms under their anchors, corrections that add up, and everything that is not verified."""

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

import full_corpus
from case_tables import cases, each
from guiju.law.text.restoration import restored_line, source_line
from guiju.model import Corpus, Lang, Regulation, Term
from guiju.site.kinds import to
from guiju.site.pages import glossary
from markdown_pages import block_of, by_id, read, site, with_class, words_of
from real_corpus import real

# ---- glossary --------------------------------------------------------------------------------------------------------


def test_every_term_stands_under_its_anchor_with_its_definition() -> None:
    root = read("zh", to.glossary())
    for term in real().glossary:
        heading = words_of(by_id(root, term.id))
        assert term.definition.zh in words_of(block_of(root, term, "term"))
        assert term.zh in heading and term.en in heading


def terms(*apart: str) -> Corpus:
    """A glossary of one-letter terms; "ab" keeps a and b apart."""
    text = full_corpus.corpus("x").glossary[0].definition
    names = sorted(set("".join(apart)))
    others = {n: tuple(p.replace(n, "") for p in apart if n in p) for n in names}
    made = tuple(Term(n, n, n, text, True, distinct_from=others[n]) for n in names)
    return replace(real(), glossary=made, regulations={})


@each(cases(__file__)["apart"])
def test_words_kept_apart_stand_in_groups_of_which_each_is_apart_from_each(pairs: str, groups: str) -> None:
    found = glossary.kept_apart(terms(*pairs.split()))
    assert ["".join(term.id for term in group) for group in found] == groups.split()


# ---- corrections -----------------------------------------------------------------------------------------------------


def test_the_counts_of_corrections_add_up() -> None:
    total = sum(len(rule.corrections) for rule in real().with_articles())
    (table,) = with_class(read("zh", to.corrections()), "numbers")
    assert words_of([*table.iter("td")][-1]) == str(total) != "0"


def test_each_line_of_the_source_is_listed_once_with_where_it_is_used_or_why_not(lang: Lang) -> None:
    source = real().source_lines
    assert source is not None
    (table,) = with_class(read(lang, to.corrections()), "stacked")
    rows = [words_of(row) for row in list(table.iter("tr"))[1:]]
    assert [row for row, stretch in zip(rows, source.lines, strict=True) if stretch.content[lang] not in row] == []


@pytest.mark.parametrize("rule", [rule for rule in real().with_articles() if rule.corrections])
def test_the_apparatus_gives_the_restored_line_and_with_its_changes_undone_the_source(rule: Regulation) -> None:
    root = read("zh", to.corrections(rule))
    places = list(dict.fromkeys(c.place for c in rule.corrections))
    for place, line in zip(places, with_class(root, "apparatus"), strict=True):
        restored = restored_line(rule, place)
        assert restored is not None
        corrections = [c for c in rule.corrections if c.place == place]
        assert told(line, without="del").replace("␣", " ") == restored
        assert told(line, without="ins") == source_line(restored, corrections)


def told(element: Element, without: str) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += ["" if child.tag == without else told(child, without), child.tail or ""]
    return "".join(parts)


# ---- limits ----------------------------------------------------------------------------------------------------------


def test_the_limits_list_everything_that_is_not_verified() -> None:
    source = site("en")[to.limits()]
    for rule in real().regulations.values():
        if rule.force.verified_on is None:
            assert f"]({to.regulations(rule)})" in source
        for unit in rule.units():
            listed = f"]({to.articles(rule, unit.eId)})" in source
            assert listed == (unit.provenance is not None and unit.provenance.wording == "partly_from_memory")
        for provision in rule.provisions:
            assert (f"]({to.regulations(rule, provision.id)})" in source) == (provision.verification != "seen")
        for record in rule.obligations:
            fate = record.displaced_by
            unseen = fate is not None and (fate.certainty != "seen" or fate.change == "not_covered")
            unpunished = sum(group.route == "none_found" for group in record.consequences())
            assert source.count(f"]({to.obligations(rule, record)})") == unseen + unpunished
