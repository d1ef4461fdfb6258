"""Full texts, articles and roles on paper, the law word for word."""

import re
from pathlib import Path

from article_pages import GROUPS, duties, path, rule
from guiju.model import Lang, Regulation
from guiju.places import citation
from markdown_pages import each_read_rule, made_from
from paper import printed, run_together, sheets
from windows import Visit, in_each_scheme


@each_read_rule
def test_the_full_text_prints_whole_selectable_and_dark_with_title_and_standing_and_nothing_for_the_screen_only(
    visit: Visit, tmp_path: Path, rule: Regulation, lang: Lang
) -> None:
    page = visit(f"regulations/{rule.id}/full/?text={lang}", lang, color_scheme="dark")
    paper = printed(page, tmp_path)
    site = made_from(lang)
    standing, _, _ = site.standing(rule).words[lang].partition("（" if lang == "zh" else " (as of")
    assert run_together(rule.title[lang]) in paper and run_together(standing) in paper
    end = 0
    for unit in rule.units():
        text = run_together(citation.marker(unit.eId, lang) + unit[lang])
        end = paper.index(text, end) + len(text)
    words = site.words_of("full_text")
    for name in ("read_with_notes", "copy_text", "report", "show_both", "what_is_unverified"):
        assert run_together(words[name]) not in paper
    page.emulate_media(media="print")
    ink = page.locator("article p").first.evaluate("node => getComputedStyle(node).color")
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 128


@in_each_scheme
def test_an_article_prints_black_on_white_with_its_text_and_how_it_is_cited_and_without_notes(
    visit: Visit, tmp_path: Path, scheme: str
) -> None:
    page = visit(path(GROUPS, "art_9"), color_scheme=scheme)
    paper = printed(page, tmp_path)
    for each in rule(GROUPS).article("art_9").units():
        assert run_together(each.zh) in paper and run_together(each.en) in paper
    assert run_together(f"引用：《{rule(GROUPS).title.zh}》第九条 {page.url}") in paper
    for record in duties(GROUPS, "art_9"):
        assert run_together(record.summary.zh) not in paper
    page.emulate_media(media="print")
    colours = page.evaluate(
        "[document.body, document.querySelector('.law')].map((e) => getComputedStyle(e))"
        ".map((style, text) => text ? style.color : style.backgroundColor)"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_a_role_is_printed_with_the_penalties_of_the_day_alone(visit: Visit, tmp_path: Path) -> None:
    page = visit("roles/group-owner/")
    printed(page, tmp_path)
    assert sheets(tmp_path) <= 24
    page.emulate_media(media="print")
    assert page.locator(".penalty").count() > 10
    assert page.locator(".penalty .glance__line:visible").count() > 10
