"""The whole: heat maps, graphs, the line of time, the matrix; each says what the data says, in pictures and in tables."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page

import full_corpus
from guiju import labels
from guiju.model import LANGUAGES, Lang, Regulation
from guiju.site import addresses, pages, words
from guiju.site.render import Site
from guiju.site.whole import events, heatmap, layering, matrix, overview, relations, rulegraph, timeline
from guiju.site.whole.axis import Axis
from real_corpus import real

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 11, 25)
NOUNS = (overview, heatmap, relations, timeline, matrix)


@cache
def site(lang: Lang = "zh") -> Site:
    return Site(real(), lang, DAY)


@cache
def whole(lang: Lang) -> dict[str, str]:
    return {path: text for noun in NOUNS for path, text in noun.pages(site(lang))}


@cache
def configuration() -> tuple[list[str], dict[str, object]]:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return config.markdown_extensions, config.mdx_configs


def document(source: str) -> Element:
    extensions, configs = configuration()
    converted = markdown.markdown(source.split("---\n", 2)[2], extensions=extensions, extension_configs=configs)  # type: ignore[arg-type]  # as MkDocs holds them
    return html5lib.parse(converted, namespaceHTMLElements=False)


@cache
def read(lang: Lang, path: str) -> Element:
    return document(whole(lang)[path])


def words_of(element: Element) -> str:
    return "".join(element.itertext())


def with_class(root: Element, name: str) -> list[Element]:
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def served(target: str, here: str) -> str:
    return addresses.served(target, here)


FULL = [pytest.param(rule, id=rule.id) for rule in real().full()]

# ---- the heat map ----------------------------------------------------------------------------------------------------


def cells(rule: Regulation, lang: Lang = "zh") -> list[tuple[str, list[Element]]]:
    """(address of the row, its cells) for every 款 and 项, as the page shows them."""
    (table,) = [
        e for e in read(lang, addresses.whole(rule)).iter("table") if "heatmap" in (e.get("class") or "").split()
    ]
    rows = []
    for row in table.iter("tr"):
        found = list(row.iter("td"))
        if found and row.find("th/a") is not None:
            rows.append((row.find("th/a").get("href") or "", found))  # type: ignore[union-attr]  # there is one
    return rows


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", FULL)
def test_every_paragraph_and_point_has_a_row_whose_every_cell_has_text_and_leads_to_it(
    rule: Regulation, lang: Lang
) -> None:
    here = addresses.whole(rule)
    rows = cells(rule, lang)
    assert [address for address, _ in rows] == [served(addresses.place(rule, u.eId), here) for u in rule.units()]
    for address, found in rows:
        for cell in found:
            assert words_of(cell).strip()
            assert [a.get("href") for a in cell.iter("a")] == [address]


@pytest.mark.parametrize("rule", FULL)
def test_the_cells_of_a_paragraph_count_its_obligations_by_each_way_of_looking_at_them(rule: Regulation) -> None:
    heat = heatmap.heat(site(), rule)
    for row, (_, found) in zip(heat.rows, cells(rule), strict=True):
        own = [o for o in rule.obligations if o.eId == row.unit.eId]
        shown = dict(zip(heat.columns, (int(words_of(cell)) for cell in found[2:]), strict=True))
        for family, number in Counter(column.family for column in heat.columns).items():
            assert number
            if family == "said":
                expected: Counter[str] = Counter(o.modality for o in own)
            elif family == "machine":
                expected = Counter(o.automation.level for o in own if o.automation)
            elif family == "person":
                expected = Counter(o.method or "no_check" for o in own)
            elif family == "cases":
                ids = {rule.global_id(o) for o in own}
                expected = Counter(cases=sum(not ids.isdisjoint(c.illustrates) for c in real().cases.values()))
            else:
                expected = Counter(corrections=sum(c.place == row.unit.eId for c in rule.corrections))
            counted = {c.key: n for c, n in shown.items() if c.family == family and c.key != "quoting"}
            assert counted == {key: expected[key] for key in counted}
            assert sum(counted.values()) == sum(expected.values())


@pytest.mark.parametrize("rule", FULL)
def test_the_totals_are_those_of_the_rule(rule: Regulation) -> None:
    heat = heatmap.heat(site(), rule)
    totals = {column.key: heat.totals[column] for column in heat.columns}
    assert totals["quoting"] == len(rule.obligations)
    assert sum(totals[key] for key in ("test", "examine", "interview", "no_check")) == len(rule.obligations)
    assert totals["corrections"] == sum(c.place != "title" for c in rule.corrections)
    foot = with_class(read("zh", addresses.whole(rule)), "heatmap")[0].find("tfoot")
    assert foot is not None
    assert [words_of(e) for e in foot.iter("td")][2:] == [str(heat.totals[column]) for column in heat.columns]


def test_words_in_no_quotation_show_as_such() -> None:
    rule = next(real().full())
    bare = replace(rule, obligations=(), spans=rule.spans[1:])
    rows = heatmap.heat(site(), bare).rows
    assert {row.quoted for row in rows} == {"whole", "nothing"}
    assert {row.how for row in rows} == {"free", "nothing"}


def test_a_lead_in_that_only_its_points_quote_is_accounted_for_by_them() -> None:
    rule = real().regulations["cac-account-names-2015"]
    (row,) = [row for row in heatmap.heat(site(), rule).rows if row.unit.eId == "art_6__para_1"]
    assert (row.how, row.quoting) == ("partial", 9)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_rules_stand_at_a_glance_with_a_square_for_every_paragraph(lang: Lang) -> None:
    here = addresses.COVERAGE
    squares = [a for a in read(lang, here).iter("a") if "square" in (a.get("class") or "").split()]
    units = [(rule, unit) for rule in real().full() for unit in rule.units()]
    for square, (rule, unit) in zip(squares, units, strict=True):
        assert square.get("href") == served(addresses.place(rule, unit.eId), here)
        label = square.get("aria-label") or ""
        assert site(lang).cite(rule, unit.eId) in label
        # The colour says nothing that the sign and the label do not say.
        style = next(c for c in (square.get("class") or "").split() if c.startswith("square--")).removeprefix(
            "square--"
        )
        assert words.words(lang)["how." + style] in label
        assert words.words(lang)["how_sign." + style] in words_of(square)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_bar_of_a_rule_shares_its_paragraphs_out_as_its_squares_do(lang: Lang) -> None:
    bars = with_class(read(lang, addresses.COVERAGE), "shares")
    told = with_class(read(lang, addresses.COVERAGE), "shares__told")
    for rule, bar, line in zip(real().full(), bars, told, strict=True):
        counted = Counter(row.how for row in heatmap.heat(site(lang), rule).rows)
        drawn = {(e.get("class") or "").split("--")[1]: int(e.get("width") or 0) for e in bar if e.get("width")}
        assert drawn == counted
        assert [int(words_of(number)) for number in line.iter("b")] == list(drawn.values())
        starts = [int(e.get("x") or 0) for e in bar if e.get("width")]
        assert starts == [sum(list(drawn.values())[:n]) for n in range(len(drawn))]


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
    reached = {node: reachable(node, edges) for node in nodes}
    for (source, target), route in zip(edges, laid.routes, strict=True):
        if source in reached[target]:
            assert column[source] == column[target]
        else:
            assert column[source] < column[target]
        assert len(route) == 2 + max(column[target] - column[source] - 1, 0)
        assert min(route) >= 0 and max(route) <= laid.height
    for node in set(first) - {target for _, target in edges}:
        assert column[node] == 0


def reachable(node: str, edges: list[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    waiting = [target for source, target in edges if source == node]
    while waiting:
        target = waiting.pop()
        if target not in found:
            found.add(target)
            waiting += [t for s, t in edges if s == target]
    return found


@given(graphs())
@settings(max_examples=100)
def test_no_two_boxes_of_a_column_touch(graph: tuple[list[str], list[tuple[str, str]], list[str]]) -> None:
    nodes, edges, first = graph
    laid = layering.layout(nodes, edges, first, 50, 10)
    for found in laid.columns:
        for upper, lower in pairwise(laid.middle[node] for node in found):
            assert lower - upper >= 50 + 10 - 1  # rounding
        assert all(24 <= laid.middle[node] <= laid.height - 24 for node in found)


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


def test_the_pictures_do_not_depend_on_the_order_of_sets() -> None:
    code = (
        "import hashlib, sys; from datetime import date; from pathlib import Path; from guiju.load import load;"
        "from guiju.site.whole import relations, heatmap, timeline, matrix; from guiju.site.render import Site;"
        "site = Site(load(Path(sys.argv[1])).corpus, 'en', date(2026, 11, 25));"
        "made = [p for n in (relations, heatmap, timeline, matrix) for p in n.pages(site)];"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


# ---- relations -------------------------------------------------------------------------------------------------------


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
    for rule in real().full():
        laws = Counter(
            law
            for o in rule.obligations
            if o.consequence and o.consequence.route != "none_found"
            for law in {p.split("#")[0] for p in o.consequence.provisions}
        )
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
    root = read(lang, addresses.RELATIONS)
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
    root = read(lang, addresses.RELATIONS)
    links = list(relations.links(real()))
    arrows = [(e.get("data-from"), e.get("data-to")) for e in root.iter() if e.get("data-from")]
    assert arrows == [(link.source, link.target) for link in links]
    (table,) = root.iter("table")
    rows = [words_of(row) for row in table.iter("tr")][1:]
    for link, row in zip(links, rows, strict=True):
        assert words.words(lang)["link." + link.kind] in row
        assert link.relation is None or labels.label(link.relation.verification, lang) in row


def test_a_knowledge_base_of_hundreds_of_rules_is_listed_and_not_drawn() -> None:
    rule = real().regulations["cac-group-services-2017"]
    many = {f"r{n}": replace(rule, id=f"r{n}") for n in range(200)}
    corpus = replace(real(), regulations={**real().regulations, **many})
    (made,) = dict(relations.pages(Site(corpus, "en", DAY))).values()
    assert '<svg class="picture' not in made and words.words("en")["too_many"][:20] in words_of(document(made))


# ---- the graph of a rule ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", FULL)
def test_the_graph_of_a_rule_has_every_duty_in_the_order_of_the_text(rule: Regulation) -> None:
    drawn = rulegraph.picture(site(), rule)
    assert [b.article for b in drawn.blocks] == list(rule.articles)
    shown = [line.record.id for block in drawn.blocks for line in block.lines]
    assert sorted(shown) == sorted(o.id for o in rule.obligations)
    heights = [line.y for block in drawn.blocks for line in block.lines]
    assert heights == sorted(heights)
    for block in drawn.blocks:
        assert all(line.record.eId.split("__")[0] == block.article.eId for line in block.lines)


@pytest.mark.parametrize("rule", FULL)
def test_the_graph_of_a_rule_ties_each_duty_to_its_penalties_and_its_cases(rule: Regulation) -> None:
    arrows = {(a.source, a.target): a.kind for a in rulegraph.picture(site(), rule).arrows}
    expected = {}
    for o in rule.obligations:
        if o.consequence and o.consequence.route != "none_found":
            for p in o.consequence.provisions:
                expected[f"duty-{o.id}", "provision-" + p.replace("#", "--")] = o.consequence.route
        for case in real().cases.values():
            if rule.global_id(o) in case.illustrates:
                expected[f"case-{case.id}", f"duty-{o.id}"] = "illustrates"
    assert arrows == expected


@pytest.mark.parametrize("rule", FULL)
def test_the_boxes_beside_a_rule_neither_overlap_nor_leave_the_picture(rule: Regulation) -> None:
    drawn = rulegraph.picture(site(), rule)
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
        boxes = {b.id: b for b in rulegraph.picture(Site(real(), "zh", day), rule).boxes}
        assert boxes["provision-cybersecurity-law--content-duty-penalty"].small == f"网络安全法 {number}"


# ---- time ------------------------------------------------------------------------------------------------------------

DAYS = st.lists(st.dates(date(1950, 1, 1), date(2060, 12, 31)), min_size=1, max_size=30)


@given(DAYS)
def test_a_later_day_stands_further_right(days: list[date]) -> None:
    axis = Axis(days, 100, 1000)
    places = [axis(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(100 <= place <= axis.end for place in places)
    assert axis(date(days[0].year, 12, 31)) < axis(date(days[0].year, 1, 1)) + axis.year


def lanes() -> Iterator[timeline.Lane]:
    return (lane for group in timeline.picture(site()).groups for lane in group.lanes)


def test_every_rule_and_every_dated_case_has_a_lane() -> None:
    expected = [f"rule-{name}" for name in real().regulations]
    expected += [f"case-{name}" for name, case in real().cases.items() if events.begun(case)]
    assert sorted(lane.id for lane in lanes()) == sorted(expected)


def test_what_is_unknown_is_drawn_as_unknown() -> None:
    by_id = {lane.id: lane for lane in lanes()}
    for rule in real().regulations.values():
        stretches = by_id[f"rule-{rule.id}"].stretches
        assert any(s.style == "vague" for s in stretches) == (rule.force.from_ == "unknown")
        assert stretches[-1].end_unknown == (rule.force.until == "unknown" and rule.force.state == "unverified")
        assert not any(s.style == "in-force" for s in stretches) or rule.force.state == "in_force"
    for case in real().cases.values():
        if events.begun(case):
            (stretch,) = by_id[f"case-{case.id}"].stretches
            assert stretch.start_unknown == (case.period.earliest == "unknown")
            assert stretch.end_unknown == (case.period.latest == "unknown")
    unknown = sum(
        s.start_unknown + s.end_unknown + (s.style == "vague") for lane in by_id.values() for s in lane.stretches
    )
    drawn = with_class(read("zh", addresses.TIMELINE), "picture")
    assert [words_of(picture).count("?") for picture in drawn] == [unknown, unknown]


def test_every_day_is_in_the_list_with_what_happened() -> None:
    rows = [words_of(row) for row in next(read("zh", addresses.TIMELINE).iter("table")).iter("tr")][1:]
    found = sorted(events.events(site()), key=lambda event: event.day)
    assert len(rows) == len(found)
    for row, event in zip(rows, found, strict=True):
        assert str(event.day) in row and event.title in row
        for kind in event.kinds:
            assert words.words("zh")["event." + kind] in row


def test_the_numbers_that_changed_on_a_day_are_told_with_what_they_were() -> None:
    (row,) = [
        words_of(row)
        for row in read("en", addresses.TIMELINE).iter("tr")
        if "2026-01-01" in words_of(row) and "Cybersecurity Law" in words_of(row)
    ]
    law = real().regulations["cybersecurity-law"]
    for provision in law.provisions:
        if any(number.from_ == date(2026, 1, 1) for number in provision.numbers):
            assert provision.title.en in row
    assert "art. 68 → art. 69" in row


def test_the_basis_of_a_rule_is_tied_to_it_on_the_day_it_was_made() -> None:
    told = [tie.told for tie in timeline.picture(site()).ties]
    for link in relations.links(real()):
        if link.kind == "based_on":
            source, target = (real().regulations[end.removeprefix("rule-")] for end in (link.source, link.target))
            assert f"{source.promulgated} {source.title.zh} 依据 {target.title.zh}" in told
    assert any(line.startswith("2022-08-01 ") and "实质取代" in line for line in told)


@given(st.integers(-4000, 4000))
@settings(max_examples=30)
def test_the_line_of_time_can_be_drawn_on_any_day(days: int) -> None:
    day = DAY + timedelta(days)
    for frame in (timeline.WIDE, timeline.NARROW):
        drawn = timeline.picture(Site(real(), "zh", day), frame)
        for lane in (lane for group in drawn.groups for lane in group.lanes):
            assert all(frame.label <= s.x <= s.to <= drawn.width for s in lane.stretches)
            assert all(frame.label <= mark.x <= drawn.width for mark in lane.marks)


# ---- the matrix ------------------------------------------------------------------------------------------------------


def test_a_cell_of_the_matrix_counts_by_modality_and_leads_to_the_list_of_what_it_counts() -> None:
    root = read("zh", addresses.MATRIX)
    links = {a.get("href"): a for a in with_class(root, "heatmap")[0].iter("a")}
    lists = {e.get("id"): e for e in with_class(root, "cell")}
    for topic in real().vocabulary.topics:
        for party in real().vocabulary.parties:
            records = [
                o for r in real().full() for o in r.obligations if topic.id in o.topics and party.id in o.bearers
            ]
            name = f"{topic.id}--{party.id}"
            assert (f"#{name}" in links) == (name in lists) == bool(records)
            if records:
                shown = re.findall(r"(\D)(\d+)", words_of(links[f"#{name}"]))
                short = {words.words("zh")["short." + m]: n for m, n in Counter(o.modality for o in records).items()}
                assert {word: int(number) for word, number in shown} == short
                assert [o.title.zh in words_of(lists[name]) for o in records] == [True] * len(records)
                assert len(list(lists[name].iter("li"))) == len(records)


def test_the_totals_of_the_matrix_count_each_record_once() -> None:
    table = with_class(read("en", addresses.MATRIX), "heatmap")[0]
    records = [o for r in real().full() for o in r.obligations]
    foot = table.find("tfoot")
    assert foot is not None
    shown = [int(words_of(e)) for e in foot.iter("td")]
    parties = [p for p in real().vocabulary.parties if any(p.id in o.bearers for o in records)]
    assert shown == [*(sum(p.id in o.bearers for o in records) for p in parties), len(records)]
    rows = {words_of(row.find("th")): int(words_of(list(row.iter("td"))[-1])) for row in table.find("tbody").iter("tr")}  # type: ignore[union-attr,arg-type]  # they are there
    topics = {t.label.en: sum(t.id in o.topics for o in records) for t in real().vocabulary.topics}
    assert rows == {topic: number for topic, number in topics.items() if number}


# ---- every page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_of_the_whole_has_a_style_or_a_script_of_its_own(lang: Lang) -> None:
    for path in whole(lang):
        for element in read(lang, path).iter():
            assert element.tag not in ("script", "style") and element.get("style") is None, path
            assert not [name for name in element.attrib if str(name).startswith("on")], path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_of_the_whole_leads_to_each_of_them(lang: Lang) -> None:
    source = whole(lang)[addresses.WHOLE]
    for target in whole(lang):
        if target != addresses.WHOLE:
            assert f"]({addresses.relative(target, addresses.WHOLE)})" in source


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_knowledge_base_without_rules_or_cases_has_its_pages_all_the_same(lang: Lang) -> None:
    for corpus in (replace(real(), regulations={}, cases={}), full_corpus.corpus("x")):
        made = pages.pages(corpus, lang, DAY)
        assert {addresses.WHOLE, addresses.COVERAGE, addresses.RELATIONS, addresses.TIMELINE, addresses.MATRIX} <= set(
            made
        )


def test_an_address_as_a_browser_has_it_leads_from_folder_to_folder() -> None:
    for target, here, address in (
        ("regulations/r/index.md", "whole/relations.md", "../../regulations/r/"),
        ("regulations/r/art_1.md#art_1__para_1", "whole/rules/r.md", "../../../regulations/r/art_1/#art_1__para_1"),
        ("whole/matrix.md#a--b", "whole/matrix.md", "#a--b"),
        ("index.md", "whole/index.md", "../"),
        ("whole/index.md", "index.md", "whole/"),
    ):
        assert addresses.served(target, here) == address


# ---- in a browser ----------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_pointing_at_a_box_leaves_only_what_it_is_tied_to(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/whole/relations/")
    page.locator("[data-node=rule-cybersecurity-law] a").hover()
    near = page.locator(".node.is-near").evaluate_all("nodes => nodes.map(n => n.dataset.node)")
    tied = {
        end
        for link in relations.links(real())
        if "rule-cybersecurity-law" in (link.source, link.target)
        for end in (link.source, link.target)
    }
    assert set(near) == tied
    page.mouse.move(1, 1)
    assert page.locator(".has-point").count() == 0


@pytest.mark.browser
def test_a_graph_is_read_by_keyboard_as_by_pointer(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/whole/rules/cac-group-services-2017/")
    duty = page.locator("[data-node=duty-retain-network-logs] a")
    duty.focus()
    near = page.locator(".node.is-near").evaluate_all("nodes => nodes.map(n => n.dataset.node)")
    assert near == ["provision-cybersecurity-law--log-duty-penalty"]
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site_url}/en/obligations/cac-group-services-2017/#retain-network-logs")


@pytest.mark.browser
def test_a_picture_keeps_its_size_on_a_phone_and_scrolls_in_its_place(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for path in ("relations", "matrix", "rules/cac-group-services-2017"):
        page.goto(f"{site_url}/whole/{path}/")
        scroll = page.locator(".scroll").last
        assert scroll.get_attribute("tabindex") == "0" and scroll.get_attribute("aria-label")
        inner, outer = scroll.evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inner > outer
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.mark.browser
def test_a_cell_of_the_matrix_leads_to_its_list(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/whole/matrix/")
    page.click("a[href='#logs--group-provider']")
    shown = page.locator(".cell:target")
    assert shown.locator("li").count() == 1
    page.click("[data-other-language]")
    page.wait_for_url(f"{site_url}/whole/matrix/#logs--group-provider")


@pytest.mark.browser
def test_without_scripts_the_pictures_are_whole(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/whole/relations/")
    assert page.locator(".node").count() > 15
    page.locator("[data-node=rule-criminal-law] a").click()
    assert page.url == f"{site_url}/regulations/criminal-law/"
    context.close()
