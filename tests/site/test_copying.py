"""What a reader copies: a citation with its address, and the text word for word, a translation only with its note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from article_pages import CLIPBOARD, GROUPS, NAMES, copied, path, rule, unit
from guiju.model import Lang
from guiju.places import citation
from guiju.site.site import shared_words
from windows import Visit

pytest_plugins = ["kept_windows"]


@pytest.mark.parametrize(
    ("lang", "button", "cited"),
    [
        ("zh", "复制引用：第九条第二款", "《互联网群组信息服务管理规定》第九条第二款"),
        (
            "en",
            "Copy citation: Article 9(2)",
            f"{rule(GROUPS).title.en} (《{rule(GROUPS).title.zh}》, {rule(GROUPS).issuer.en}, 2017), art. 9(2)",
        ),
    ],
)
def test_a_citation_is_copied_with_the_address_of_its_place(look: Visit, lang: Lang, button: str, cited: str) -> None:
    page = look(path(GROUPS, "art_9") + "?text=both", lang, **CLIPBOARD)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".copy-status")).to_contain_text(cited)  # for a few seconds
    assert copied(page, button) == f"{cited} {page.url.removesuffix('?text=both')}#art_9__para_2"


@pytest.mark.parametrize("text_lang", ["zh", "en", "both"])
def test_the_text_is_copied_word_for_word_in_the_language_shown_a_translation_only_with_its_note(
    look: Visit, text_lang: str
) -> None:
    page = look(path(GROUPS, "art_9") + f"?text={text_lang}", **CLIPBOARD)
    text = unit(GROUPS, "art_9__para_2")
    translation = f"{text.en}\n英文为非官方译文，以中文文本为准。"
    expected = {"zh": text.zh, "en": translation, "both": f"{text.zh}\n{translation}"}
    assert copied(page, "复制条文：第九条第二款") == expected[text_lang]


def test_a_whole_article_is_copied_as_it_is_printed(look: Visit) -> None:
    page = look(path(NAMES, "art_6") + "?text=zh", **CLIPBOARD)
    lines = copied(page, "复制本条全文").split("\n")
    assert lines[0] == unit(NAMES, "art_6__para_1").zh
    assert lines[8] == "（八）" + unit(NAMES, "art_6__para_1__point_8").zh
    assert copied(page, "复制本条引用").endswith(f"第六条 {page.url.removesuffix('?text=zh')}")


@given(st.integers(1, 400), st.integers(1, 3), st.integers(1, 60))
def test_the_printed_number_of_a_point_is_that_of_its_citation(article: int, paragraph: int, point: int) -> None:
    eId = f"art_{article}__para_{paragraph}__point_{point}"
    assert f"第{citation.marker(eId, 'zh')}项" in citation.label(rule(GROUPS), eId, "zh")
    assert citation.label(rule(GROUPS), eId, "en").endswith(f"item {citation.marker(eId, 'en').strip()}")
    assert citation.marker(f"art_{article}__para_{paragraph}", "zh") == ""


def test_where_nothing_can_be_copied_the_page_says_so_and_shows_the_text_to_select(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    page.goto(path(GROUPS, "art_9"))
    page.get_by_role("button", name="复制引用：第九条第二款", exact=True).click()
    status = page.get_by_role("status")
    expect(status).to_contain_text(shared_words("zh")["not_copied"] + "《互联网群组信息服务管理规定》第九条第二款")
