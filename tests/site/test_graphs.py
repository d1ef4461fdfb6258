"""The graphs: edges run to the right, boxes do not touch, and each shows what the data says, no more and no less."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.model import Lang, Regulation
from guiju.site import kinds
from guiju.site.kinds import to
from guiju.site.page import markdown
from guiju.site.pictures import layering, relations, rule_graph
from guiju.site.site import Site
from guiju.wording import labels
from markdown_pages import DAY, FULL, document, made_from, read, words_of
from real_corpus import real

# ---- layers ----------------------------------------------------------------------------------------------------------

NODES = st.integers(1, 9).map(lambda n: [f"n{i}" for i in range(n)])


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    nodes = draw(NODES)
    edges = draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)), max_size=16))
    return nodes, edges, draw(st.lists(st.sampled_from(nodes), unique=True))


@given(graphs())
@settings(max_examples=150)
def test_every_edge_runs_to_the_right_unless_it_is_part_of_a_circle(
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


@given(graphs())
@settings(max_examples=100)
def test_no_two_boxes_of_a_column_touch_and_the_first_column_fills_the_height(
    graph: tuple[list[str], list[tuple[str, str]], list[str]],
) -> None:
    nodes, edges, first = graph
    laid = layering.layout(nodes, edges, first, 50, 10)
    for found in laid.columns:
        for upper, lower in pairwise(laid.middle[node] for node in found):
            assert lower - upper >= 50 + 10 - 1  # rounding
        assert all(24 <= laid.middle[node] <= laid.height - 24 for node in found)
    tops = sorted(laid.middle[node] for node in laid.columns[0])
    assert len(tops) < 2 or (tops[0] <= 26 and tops[-1] >= laid.height - 26)  # no corner is left empty


@given(st.lists(st.lists(st.integers(0, 99), min_size=1, max_size=5, unique=True), min_size=2, max_size=3), st.data())
@settings(max_examples=100)
def test_crossings_are_counted_as_by_looking_at_every_pair(layers: list[list[int]], data: st.DataObject) -> None:
    layers = [[100 * index + item for item in layer] for index, layer in enumerate(layers)]
    pairs = [(a, b) for left, right in pairwise(layers) for a in left for b in right]
    links = data.draw(st.lists(st.sampled_from(pairs), max_size=12))
    place = {item: n for layer in layers for n, item in enumerate(layer)}
    crossing = sum(
        a // 100 == c // 100 and (place[a] - place[c]) * (place[b] - place[d]) < 0
        for n, (a, b) in enumerate(links)
        for c, d in links[:n]
    )
    after: dict[int, list[int]] = {}
    for a, b in links:
        after.setdefault(a, []).append(b)
    assert layering.crossings(layers, after) == crossing
    found = layering.ordered(layers, links)
    assert [sorted(layer) for layer in found] == [sorted(layer) for layer in layers]
    assert layering.crossings(found, after) <= crossing


@given(st.lists(st.tuples(st.integers(-500, 500), st.integers(1, 50)), max_size=12), st.integers(0, 20))
def test_things_in_a_row_keep_their_order_and_their_distance_and_stay_where_they_want_to_be_if_they_can(
    things: list[tuple[int, int]], gap: int
) -> None:
    wanted, sizes = [w for w, _ in things], [s for _, s in things]
    found = layering.settled(wanted, sizes, gap)
    for (a, size), (b, other) in pairwise(zip(found, sizes, strict=True)):
        assert b - a >= (size + other) / 2 + gap - 1e-6
    if all(b - a >= (s + t) / 2 + gap for (a, s), (b, t) in pairwise(things)):
        assert found == pytest.approx(wanted)
    assert sum(found) == pytest.approx(sum(wanted))  # least squares: what one gives way, the others do


# ---- one rule --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", FULL)
def test_the_graph_of_a_rule_has_every_duty_in_the_order_of_the_text(rule: Regulation) -> None:
    drawn = rule_graph.picture(made_from(), rule)
    assert [b.article for b in drawn.blocks] == list(rule.articles)
    shown = [line.record.id for block in drawn.blocks for line in block.lines]
    assert sorted(shown) == sorted(o.id for o in rule.obligations)
    heights = [line.y for block in drawn.blocks for line in block.lines]
    assert heights == sorted(heights)
    for block in drawn.blocks:
        assert all(line.record.eId.split("__")[0] == block.article.eId for line in block.lines)


@pytest.mark.parametrize("rule", FULL)
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


@pytest.mark.parametrize("rule", FULL)
def test_the_boxes_beside_a_rule_neither_overlap_nor_leave_the_picture(rule: Regulation) -> None:
    drawn = rule_graph.picture(made_from(), rule)
    for box in drawn.boxes:
        assert box.x >= 0 and box.x + box.width <= drawn.width
        assert box.y >= 0 and box.y + box.height <= drawn.height
        assert box.x + box.width <= drawn.x or box.x >= drawn.x + drawn.middle
    for side in {box.x for box in drawn.boxes}:
        for upper, lower in pairwise(sorted(box.y for box in drawn.boxes if box.x == side)):
            assert lower - upper >= 58


def test_a_provision_has_the_number_of_the_day() -> None:
    rule = real().regulations["cac-group-services-2017"]
    for day, number in ((date(2025, 12, 31), "第六十八条"), (date(2026, 1, 1), "第六十九条")):
        boxes = {b.id: b for b in rule_graph.picture(Site(real(), "zh", day), rule).boxes}
        assert boxes["provision-cybersecurity-law--content-duty-penalty"].small == f"网络安全法 {number}"


# ---- all rules and cases ---------------------------------------------------------------------------------------------


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
        expected = {f"rule-{law}": number for law, number in laws.items()}
        assert {t: n for (s, t), n in found.items() if s == f"rule-{rule.id}"} == expected


def test_cases_are_tied_to_what_they_illustrate_and_to_the_law_that_was_applied() -> None:
    found = {(link.kind, link.source, link.target): link.number for link in relations.links(real())}
    for case in real().cases.values():
        for kind, ids in (("illustrates", case.illustrates), ("applied", case.applied)):
            for rule, number in Counter(global_id.split("#")[0] for global_id in ids).items():
                assert found[kind, f"case-{case.id}", f"rule-{rule}"] == number


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
