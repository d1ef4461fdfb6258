"""The picture of relations and its table say what the data says of rules, penalties and cases."""

from collections import Counter
from dataclasses import replace

import pytest

from guiju.model import LANGUAGES, Lang
from guiju.site import kinds
from guiju.site.kinds import to
from guiju.site.pictures import relations
from guiju.wording import labels
from markdown_pages import document, made_from, pages_of, read, words_of
from real_corpus import real


def test_every_relation_between_rules_is_there_once_read_in_one_direction() -> None:
    found = [(link.kind, link.source, link.target) for link in relations.links(real()) if link.relation is not None]
    assert len(found) == len(set(found))
    backwards = relations._READ_BACKWARDS
    expected = set()
    for rule in real().regulations.values():
        for r in rule.relations:
            ends = (f"rule-{rule.id}", f"rule-{r.target}")
            expected.add((backwards[r.kind], *ends[::-1]) if r.kind in backwards else (r.kind, *ends))
    assert set(found) == expected


def test_penalties_are_counted_by_the_duties_for_which_they_stand() -> None:
    found = {(link.source, link.target): link.number for link in relations.links(real()) if link.kind == "penalty"}
    for rule in real().with_articles():
        laws = Counter(law for o in rule.obligations for law in {p.split("#")[0] for p in o.leads_to})
        assert {t: n for (s, t), n in found.items() if s == f"rule-{rule.id}"} == {
            f"rule-{k}": n for k, n in laws.items()
        }


def test_cases_are_tied_to_what_they_illustrate_and_to_the_law_that_was_applied() -> None:
    found = {(link.kind, link.source, link.target): link.number for link in relations.links(real())}
    for case in real().cases.values():
        for kind, ids in (("illustrates", case.illustrates), ("applied", case.applied)):
            for rule, number in Counter(global_id.split("#")[0] for global_id in ids).items():
                assert found[kind, f"case-{case.id}", f"rule-{rule}"] == number


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_document_and_case_is_drawn_or_named_as_standing_apart(lang: Lang) -> None:
    root = read(lang, to.relations())
    drawn = {e.get("data-node") for e in root.iter() if e.get("data-node")}
    expected = {f"rule-{name}" for name in real().regulations} | {f"case-{name}" for name in real().cases}
    tied = {end for link in relations.links(real()) for end in (link.source, link.target)}
    assert drawn == tied
    text = words_of(root)
    for name in expected - tied:
        kind, _, id = name.partition("-")
        title = real().cases[id].title if kind == "case" else real().regulations[id].short_title
        assert title[lang] in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_picture_of_relations_and_the_table_say_the_same(lang: Lang) -> None:
    root = read(lang, to.relations())
    links = list(relations.links(real()))
    arrows = [(e.get("data-from"), e.get("data-to")) for e in root.iter() if e.get("data-from")]
    assert arrows == [(link.source, link.target) for link in links]
    (table,) = root.iter("table")
    rows = [words_of(row) for row in table.iter("tr")][1:]
    for link, row in zip(links, rows, strict=True):
        assert made_from(lang).words["link"][link.kind] in row
        assert link.relation is None or labels.label(link.relation.verification, lang) in row


def test_a_knowledge_base_of_hundreds_of_rules_is_listed_and_not_drawn() -> None:
    rule = real().regulations["cac-group-services-2017"]
    many = {f"r{n}": replace(rule, id=f"r{n}") for n in range(200)}
    corpus = replace(real(), regulations={**real().regulations, **many})
    made = pages_of(corpus, "en")[to.relations()]
    assert '<svg class="picture' not in made and kinds.words("relations", "en")["too_many"][:20] in words_of(
        document(made)
    )
