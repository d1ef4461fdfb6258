"""The words of a law beside our summary: in the terminal, on the pages of laws, articles and roles, in every report."""

import json
from functools import cache
from posixpath import dirname, join, normpath
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from assessment_samples import GROUP, assessed, seen
from case_tables import cases, each
from guiju.cli import main
from guiju.law import provision_text
from guiju.model import Lang, Regulation
from guiju.site.kinds import to
from guiju.writers import formats
from kept_cache import kept_index
from markdown_pages import DAY, block_of, by_id, each_rule, read, with_class, words_of
from places import ROOT
from real_corpus import real

__all__ = ["kept_index"]
Captured = pytest.CaptureFixture[str]
OLD, NEW = "处一万元以上十万元以下罚款，对直接负责的主管人员处五千元", "可以处一万元以上五万元以下罚款；拒不改正"


def shown(*arguments: str, capsys: Captured) -> str:
    assert main(["show", *arguments, "--base", str(ROOT)]) == 0
    return capsys.readouterr().out


# ---- in the terminal -------------------------------------------------------------------------------------------------


def test_show_quotes_the_version_of_the_day_and_says_which(capsys: Captured) -> None:
    old = shown("cybersecurity-law#log-duty-penalty", "--as-of", "2025-12-31", capsys=capsys)
    new = shown("cybersecurity-law#log-duty-penalty", "--as-of", "2026-01-01", capsys=capsys)
    assert OLD in old and NEW not in old
    assert NEW in new and OLD not in new
    assert "法条原文：第五十九条第一款（2016年11月7日通过的文本）" in old
    assert "法条原文：第六十一条第一款（2025年10月28日修正后的文本）" in new
    assert "未与官方公报核对" in new


def test_show_keeps_the_words_in_chinese_with_our_summary_in_english(capsys: Captured) -> None:
    out = shown("log-duty-penalty", "--as-of", "2026-01-01", "--lang", "en", capsys=capsys)
    assert NEW in out and "Words of the law: art. 61(1)" in out
    provision = real().provision("cybersecurity-law#log-duty-penalty")
    assert out.index(NEW) < out.index(provision.summary.en)  # the law comes first


def test_show_says_where_no_source_has_the_words(capsys: Captured) -> None:
    out = shown("payment-disclosure-rules#annual-disclosure", "--lang", "en", capsys=capsys)
    assert "No source used has the words of these Measures" in out


def test_show_says_where_the_words_are_of_a_later_text(capsys: Captured) -> None:
    asked = ("picking-quarrels", "--lang", "en", "--as-of")
    assert "An earlier text may have applied" in shown(*asked, "2012-12-31", capsys=capsys)
    assert "An earlier text may have applied" not in shown(*asked, "2013-01-01", capsys=capsys)


@each(cases(__file__)["citations"])
def test_show_finds_a_provision_by_its_number_on_the_day(
    citation: str, day: str, found: list[str], capsys: Captured
) -> None:
    answer: dict[str, Any] = json.loads(shown(citation, "--as-of", day, "--json", capsys=capsys))
    provisions = [entry for entry in answer["result"] if entry["kind"] == "provision"]
    assert [entry["id"].partition("#")[2] for entry in provisions] == found
    assert all(passage["quotation"] and passage["sha256"] for entry in provisions for passage in entry["words"])


# ---- on the site -----------------------------------------------------------------------------------------------------


def led_to(element: Element, page: str) -> list[str]:
    """Where the links in a part of a page lead, from the folder of all pages."""
    return [normpath(join(dirname(page), link.get("href", ""))) for link in element.iter("a")]


@each_rule
def test_the_page_of_a_law_quotes_or_leads_to_the_words_of_every_version_the_newest_first(rule: Regulation) -> None:
    page = to.regulations(rule)
    blocks = with_class(read("en", page), "provision")
    for provision, block in zip(rule.provisions, blocks, strict=True):
        quoted = [number for number in reversed(provision.numbers) if number.words and number.words.zh]
        folded = iter(with_class(block, "statute"))
        whole = iter(link for link in led_to(block, page) if "/versions/" in link)
        for number in quoted:
            newest = [number.words, *number.later_words][-1]
            if number.version:  # its whole text is here: there it is read
                place = next(whole)
                assert place == to.versions(rule, newest.source, number.place)
                text = read("en", place.partition("#")[0])
                assert by_id(text, number.place) is not None
                shown = words_of(text)
            else:
                shown = words_of(next(folded))
            assert all(line in shown for line in newest.zh)
        assert (next(folded, None), next(whole, None)) == (None, None)
        for number in provision.numbers:
            if number.words and number.words.absent:
                assert number.words.absent.en in words_of(block)


@each_rule
def test_the_page_of_a_law_says_once_where_its_words_come_from_and_how_far_to_rely_on_them(rule: Regulation) -> None:
    page = words_of(read("en", to.regulations(rule)))
    for source in rule.sources if rule.provisions else ():
        assert page.count(f"{source.title.en}\n{source.origin.en}. {source.caution.en}") == 1


def test_an_article_page_quotes_what_applies_today_where_a_breach_leads() -> None:
    root = read("zh", to.articles(real().regulations[GROUP], "art_13__para_2").partition("#")[0])
    page = "".join(words_of(details) for details in with_class(root, "statute"))
    assert NEW in page
    assert OLD not in page


def test_the_page_of_a_role_leads_from_each_penalty_to_the_words_of_the_law() -> None:
    page = to.roles("group-provider")
    provisions = {to.regulations(rule, provision.id): (rule, provision) for rule, provision in real().provisions()}
    penalties = with_class(read("en", page), "penalty")
    assert len(penalties) > 5
    for penalty in penalties:
        assert not with_class(penalty, "statute")
        (rule, provision) = next(provisions[link] for link in led_to(penalty, page) if link in provisions)
        assert "Words of the law" in words_of(block_of(read("en", to.regulations(rule)), provision))


# ---- in reports ------------------------------------------------------------------------------------------------------


@cache
def report(form: str, lang: Lang) -> str:
    content = {
        "facts": {"offers_user_groups": True},
        "declarations": {
            f"{GROUP}#{slug}": {"status": "not_met", "by": "安全负责人"}
            for slug in ("keep-group-violation-records", "retain-network-logs", "take-measures-against-groups")
        },
    }
    made = assessed(content, lang, roles=("group-provider",))
    return seen(form, formats("assessment")[form](made))


@pytest.mark.parametrize("form", ["docx", "html", "md", "xlsx", "json"])
def test_a_report_quotes_the_statute_beside_the_penalty_of_each_gap(form: str, lang: Lang) -> None:
    text = report(form, lang)
    assert NEW in text
    for passage in provision_text.passages(
        real().regulations["cybersecurity-law"], real().provision("cybersecurity-law#content-duty-penalty"), DAY
    ):  # fmt: skip
        assert provision_text.heading(passage, lang) in text
        for line in passage.lines:
            assert text.count(line) == 1  # the second gap that leads there refers to the first
    assert ("未与官方公报核对" if lang == "zh" else "not compared with the official gazette") in text


def test_the_json_names_the_gaps_that_lead_to_each_passage() -> None:
    declared = {f"{GROUP}#retain-network-logs": {"status": "not_met", "by": "安全负责人"}}
    content = {"facts": {"offers_user_groups": True}, "declarations": declared}
    made = json.loads(formats("assessment")["json"](assessed(content, "en", roles=("group-provider",))))
    assert [entry["provision"] for entry in made["statutes"]] == [
        "cybersecurity-law#log-duty-penalty",
        "cybersecurity-law#log-duty-consequences-penalty",
        "criminal-law#refusing-network-security-duties",
    ]
    for entry in made["statutes"]:
        assert entry["obligations"] == [f"{GROUP}#retain-network-logs"]
        assert provision_text.digest(tuple(entry["quotation"])) == entry["sha256"]
