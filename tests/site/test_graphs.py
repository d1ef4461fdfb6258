"""The graphs: edges run to the right, boxes do not touch, and each shows what the data says, no more and no less."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.model import Lang, Regulation
from guiju.site import kinds
from guiju.site.kinds import to
from guiju.site.page import markdown
from guiju.site.pictures import layering, relations, rule_graph
from guiju.site.site import Site
from guiju.wording import labels
from markdown_pages import DAY, document, each_read_rule, made_from, read, words_of
from real_corpus import real

# ---- layers ----------------------------------------------------------------------------------------------------------


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    """Nodes, edges, and the nodes that are to come first."""
    nodes = [f"n{i}" for i in range(draw(st.integers(1, 9)))]
    edges = draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)), max_size=16))
    return nodes, edges, draw(st.lists(st.sampled_from(nodes), unique=True))


@given(graphs())
@settings(max_examples=150)
def test_every_edge_runs_to_the_right_unless_it_is_part_of_a_circle_and_no_two_boxes_of_a_column_touch(
    graph: tuple[list[str], list[tuple[str, str]], list[str]],
) -> None:
    nodes, edges, first = graph
    laid = layering.layout(nodes, edges, first, 50, 10)
    column = {node: index for index, found in enumerate(laid.columns) for node in found}
    assert sorted(column) == sorted(nodes)
    graph_of_edges = nx.DiGraph(edges)
    for (source, target), route in zip(edges, laid.routes, strict=True):
        if nx.has_path(graph_of_edges, target, source):
            assert column[source] == column[target]
        else:
            assert column[source] < column[target]
        assert len(route) == 2 + max(column[target] - column[source] - 1, 0)
        assert min(route) >= 0 and max(route) <= laid.height
    for node in set(first) - {target for _, target in edges}:
        assert column[node] == 0
    for found in laid.columns:
        for upper, lower in pairwise(laid.middle[node] for node in found):
            assert lower - upper >= 50 + 10 - 1  # rounding
        assert all(24 <= laid.middle[node] <= laid.height - 24 for node in found)


# ---- one rule --------------------------------------------------------------------------------------------------------


@each_read_rule
def test_the_graph_of_a_rule_has_every_duty_in_the_order_of_the_text_under_its_article(rule: Regulation) -> None:
    drawn = rule_graph.picture(made_from(), rule)
    lines = [(block.article, line) for block in drawn.blocks for line in block.lines]
    assert [b.article for b in drawn.blocks] == list(rule.articles)
    assert sorted(line.record.id for _, line in lines) == sorted(o.id for o in rule.obligations)
    assert [line.y for _, line in lines] == sorted(line.y for _, line in lines)
    assert [line.record.eId.split("__")[0] for _, line in lines] == [article.eId for article, _ in lines]


@each_read_rule
def test_the_graph_of_a_rule_ties_each_duty_to_its_penalties_and_its_cases(rule: Regulation) -> None:
    arrows = {(a.source, a.target): a.kind for a in rule_graph.picture(made_from(), rule).arrows}
    expected = {}
    for o in rule.obligations:
        for group in o.consequences():
            for p in group.provisions:
                expected.setdefault((f"duty-{o.id}", "provision-" + p.replace("#", "--")), group.route)
        for case in real().cases.values():
            if rule.global_id(o) in case.illustrates:
                expected[f"case-{case.id}", f"duty-{o.id}"] = "illustrates"
    assert arrows == expected


def test_a_provision_has_the_number_of_the_day() -> None:
    rule = real().regulations["cac-group-services-2017"]
    for day, number in ((date(2025, 12, 31), "第六十八条"), (date(2026, 1, 1), "第六十九条")):
        boxes = {b.id: b for b in rule_graph.picture(Site(real(), "zh", day), rule).boxes}
        assert boxes["provision-cybersecurity-law--content-duty-penalty"].small == f"网络安全法 {number}"


# ---- all rules and cases ---------------------------------------------------------------------------------------------


def test_every_tie_is_there_once_read_in_one_direction_with_the_duties_or_provisions_that_it_is_about() -> None:
    found = [((link.kind, link.source, link.target), link.number) for link in relations.links(real())]
    backwards = relations._READ_BACKWARDS
    expected: Counter[tuple[str, str, str]] = Counter()
    for rule in real().regulations.values():
        for r in rule.relations:
            ends = (f"rule-{rule.id}", f"rule-{r.target}")
            expected[(backwards[r.kind], *ends[::-1]) if r.kind in backwards else (r.kind, *ends)] = 1
        for ties in (*(o.leads_to for o in rule.obligations), *(p.penalised_by for p in rule.provisions)):
            laws = {name.partition("#")[0] for name in ties} - {rule.id}
            expected.update(("penalty", f"rule-{rule.id}", f"rule-{law}") for law in laws)
    for case in real().cases.values():
        for kind, ids in (("illustrates", case.illustrates), ("applied", case.applied)):
            expected.update((kind, f"case-{case.id}", f"rule-{name.partition('#')[0]}") for name in ids)
    assert sorted(found) == sorted(expected.items())


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
    site = Site(replace(real(), regulations={**real().regulations, **many}), "en", DAY)
    (page,) = kinds.kinds()["relations"].pages(site)
    made = markdown(site, "relations", replace(page, address=to.relations(), title="Relations"))
    assert '<svg class="picture' not in made
    assert kinds.words("relations", "en")["too_many"][:20] in words_of(document(made))
