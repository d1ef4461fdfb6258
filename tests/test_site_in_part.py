"""A rule of which only some articles are here says so wherever its duties are listed, and what of it is missing."""

import pytest

from guiju.law import excerpt
from guiju.model import LANGUAGES, Lang
from guiju.site.escape import text as escaped
from guiju.site.kinds import to
from guiju.site.site import shared_words
from guiju.wording import labels
from markdown_pages import read, site, with_class, words_of
from real_corpus import real

RULE = real().regulations["cac-account-information-2022"]
ROLES = {role.id: role for role in real().vocabulary.roles}
LISTS = [
    to.regulations(RULE),
    to.full_text(RULE),
    to.obligations(RULE),
    to.obligations(),
    to.checklists("all-roles"),
    to.limits(),
    *(to.articles(RULE, article.eId) for article in RULE.articles),
    *(to.roles(ROLES[role].id) for role in ("account-provider", "account-user", "regulator")),
    *(to.checklists(ROLES[role].id) for role in ("account-provider", "account-user", "regulator")),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", LISTS)
def test_every_list_of_its_duties_says_that_it_is_covered_in_part_and_what_is_missing(path: str, lang: Lang) -> None:
    assert escaped(excerpt.notice(RULE)[lang]) in site(lang)[path]


@pytest.mark.parametrize("role", ["group-provider", "group-owner", "group-member"])
def test_a_role_that_it_does_not_bind_hears_nothing_of_it(role: str) -> None:
    assert escaped(excerpt.notice(RULE).zh) not in site("zh")[to.checklists(ROLES[role].id)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_page_lists_each_missing_article_with_what_was_seen_of_it(lang: Lang) -> None:
    rows = [[words_of(cell).strip() for cell in row] for row in read(lang, to.regulations(RULE)).iter("tr")]
    for entry in RULE.missing:
        assert entry.note is not None
        assert [excerpt.cited(RULE, entry, lang), labels.label(entry.seen, lang), entry.note[lang]] in rows


def test_its_chapters_stand_before_the_articles_with_which_they_begin() -> None:
    (contents,) = with_class(read("zh", to.regulations(RULE)), "contents")
    told = words_of(contents)
    assert (
        told.index("第一章 总则")
        < told.index("第一条")
        < told.index("第二章 账号信息注册和使用")
        < told.index("第六条")
    )


def test_an_article_that_is_missing_has_no_page_and_the_next_is_the_next_that_is_here() -> None:
    assert f"regulations/{RULE.id}/art_8.md" not in site("zh")
    assert "](art_9.md)" in site("zh")[f"regulations/{RULE.id}/art_7.md"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_paragraph_of_which_only_a_part_is_here_says_what_is_not(lang: Lang) -> None:
    page = words_of(read(lang, to.articles(RULE, "art_9")))
    partial = RULE.articles[7].paragraphs[0].partial
    assert partial is not None
    assert shared_words(lang)["partial_notice"] in page
    assert partial[lang] in page


def test_what_became_of_a_duty_of_2015_leads_to_the_article_where_its_words_are_here_and_nowhere_else() -> None:
    old = site("zh")[to.obligations(real().regulations["cac-account-names-2015"])]
    assert f"](../regulations/{RULE.id}/art_9.md)" in old
    assert f"](../regulations/{RULE.id}/art_8.md)" not in old
