"""The graph of a rule: its duties in the order of the text, with their penalties and cases, and nothing overlaps."""

from datetime import date
from itertools import pairwise

import pytest

from guiju.model import Regulation
from guiju.site.pictures import rule_graph
from guiju.site.site import Site
from markdown_pages import FULL, made_from
from real_corpus import real


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
