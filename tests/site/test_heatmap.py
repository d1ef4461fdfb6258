"""The heat map of a rule, and all rules at a glance: each paragraph in colours, signs and numbers alike."""

import re
from collections import Counter
from dataclasses import replace
from xml.etree.ElementTree import Element

from guiju.model import Lang, Regulation
from guiju.site import addresses
from guiju.site.kinds import to
from guiju.site.pictures import heatmap
from markdown_pages import each_read_rule, made_from, read, with_class, words_of
from real_corpus import real


def cells(rule: Regulation, lang: Lang = "zh") -> list[tuple[str, list[Element]]]:
    """(address of the row, its cells) for every 款 and 项, as the page shows them."""
    (table,) = with_class(read(lang, to.whole_of_rule(rule)), "heatmap")
    rows = []
    for row in table.iter("tr"):
        found = list(row.iter("td"))
        if found and row.find("th/a") is not None:
            rows.append((row.find("th/a").get("href") or "", found))
    return rows


@each_read_rule
def test_every_paragraph_and_point_has_a_row_whose_filled_cells_lead_to_it_and_no_cell_says_nought(
    rule: Regulation, lang: Lang
) -> None:
    here = to.whole_of_rule(rule)
    rows = cells(rule, lang)
    assert [address for address, _ in rows] == [addresses.served(to.articles(rule, u.eId), here) for u in rule.units()]
    for address, found in rows:
        for cell in found:
            text = words_of(cell).strip()
            assert text != "0"
            assert [a.get("href") for a in cell.iter("a")] == ([address] if text else [])


@each_read_rule
def test_cells_and_totals_count_the_obligations_by_each_way_of_looking_at_them(rule: Regulation) -> None:
    heat = heatmap.heat(made_from(), rule)
    totals: Counter[str] = Counter()
    for row, (_, found) in zip(heat.rows, cells(rule), strict=True):
        own = [o for o in rule.obligations if o.eId == row.unit.eId]
        ids = {rule.global_id(o) for o in own}
        expected = Counter(
            [
                *(("duties", o.modality) for o in own),
                *(("machine", o.automation.level) for o in own if o.automation),
                *(("person", o.method or "no_check") for o in own),
                *(("cases", "cases") for case in real().cases.values() if not ids.isdisjoint(case.illustrates)),
                *(("corrections", "corrections") for c in rule.corrections if c.place == row.unit.eId),
            ]
        )
        shown = dict(zip(heat.columns, (int(words_of(cell) or 0) for cell in found[2:]), strict=True))
        totals.update({column.key: number for column, number in shown.items()})
        counted = {(c.family, c.key): number for c, number in shown.items() if number and c.key != "quoting"}
        assert counted == expected
    totals["quoting"] = len(rule.obligations)  # each once, though a lead-in counts those of its points too
    foot = with_class(read("zh", to.whole_of_rule(rule)), "heatmap")[0].find("tfoot")
    assert foot is not None
    assert [int(words_of(e)) for e in list(foot.iter("td"))[2:]] == [totals[column.key] for column in heat.columns]
    assert all(totals[column.key] for column in heat.columns)


def test_words_in_no_quotation_show_as_such() -> None:
    rule = next(real().with_articles())
    bare = replace(rule, obligations=(), spans=rule.spans[1:])
    rows = heatmap.heat(made_from(), bare).rows
    assert {row.quoted for row in rows} == {"whole", "nothing"}
    assert {row.how for row in rows} == {"free", "nothing"}


def test_a_lead_in_that_only_its_points_quote_is_accounted_for_by_them() -> None:
    rule = real().regulations["cac-account-names-2015"]
    (row,) = [row for row in heatmap.heat(made_from(), rule).rows if row.unit.eId == "art_6__para_1"]
    assert (row.how, row.quoting) == ("partial", 9)


def test_all_rules_stand_at_a_glance_with_a_square_for_every_paragraph(lang: Lang) -> None:
    here = to.coverage()
    squares = [square for square in with_class(read(lang, here), "square") if square.tag == "a"]
    units = [(rule, unit) for rule in real().with_articles() for unit in rule.units()]
    for square, (rule, unit) in zip(squares, units, strict=True):
        assert square.get("href") == addresses.served(to.articles(rule, unit.eId), here)
        label = square.get("aria-label") or ""
        assert made_from(lang).cite(rule, unit.eId) in label
        # The colour says nothing that the sign and the label do not say.
        (style,) = re.findall(r"\bsquare--(\S+)", square.get("class") or "")
        assert made_from(lang).words["how"][style] in label
        assert made_from(lang).words["how_sign"][style] in words_of(square)


def test_the_bar_of_a_rule_shares_its_paragraphs_out_as_its_squares_do(lang: Lang) -> None:
    bars = with_class(read(lang, to.coverage()), "shares")
    told = with_class(read(lang, to.coverage()), "shares__legend")
    for rule, bar, line in zip(real().with_articles(), bars, told, strict=True):
        counted = Counter(row.how for row in heatmap.heat(made_from(lang), rule).rows)
        drawn = {(e.get("class") or "").split("--")[1]: int(e.get("width") or 0) for e in bar if e.get("width")}
        assert drawn == counted
        assert [int(words_of(number)) for number in line.iter("b")] == list(drawn.values())
