"""Reporting an error: place, hash and data version are filled in, and a form is offered only where there is one."""

import hashlib
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

import full_corpus
from article_pages import CLIPBOARD, NAMES, copied, path, unit
from case_tables import cases, each
from conftest import DAY
from guiju.model import REQUIRED_LANGUAGES, Lang
from guiju.site import pages
from guiju.site.building.hook import is_form
from guiju.site.escape import text as escaped
from guiju.site.kinds import to
from guiju.site.pages import articles
from guiju.site.site import Site, shared_words
from real_corpus import real
from windows import Visit

CASES = cases(__file__)

pytest_plugins = ["kept_windows"]


def test_a_report_of_an_error_has_place_hash_and_data_version_filled_in_and_is_copied(look: Visit) -> None:
    page = look(path(NAMES, "art_6"), **CLIPBOARD)
    passage = page.locator(".passage", has=page.locator("#art_6__para_1__point_8"))
    passage.locator("details.report summary").click()
    place, text, version, *questions = copied(page, "复制这几行：第六条第（八）项").split("\n")
    assert place == f"位置：《互联网用户账号名称管理规定》第六条第（八）项 ({NAMES}#art_6__para_1__point_8)"
    zh = unit(NAMES, "art_6__para_1__point_8").zh
    assert text == f"中文文字：sha256 {hashlib.sha256(zh.encode()).hexdigest()[:16]}"
    assert version.startswith(f"数据版本：{real().data_version} ")
    assert questions == ["错在哪里：", "应当是什么：", "依据（出处、日期）："]


FORMS = CASES["forms"]


@given(st.text(min_size=1), st.sampled_from(FORMS), st.sampled_from(REQUIRED_LANGUAGES))
def test_a_form_gets_the_place_whatever_the_rule_is_called(title: str, form: str, lang: Lang) -> None:
    corpus = full_corpus.corpus("x")
    named = replace(corpus.regulations["rule"], title=replace(corpus.regulations["rule"].title, zh=title, en=title))
    place = next(named.articles[0].units())
    made = articles.report(Site(corpus, lang, DAY, report=form), named, place)
    assert made.form is not None and made.form.isascii() and not set(made.form) & set(" <>\"'\n")
    sent = parse_qs(urlsplit(made.form).query, keep_blank_values=True)
    body = "\n".join(made.lines).encode("utf-8", "replace").decode()
    assert body in [value for values in sent.values() for value in values]


def test_the_form_is_offered_where_the_site_knows_of_one_and_only_there() -> None:
    corpus = full_corpus.corpus("x")
    target = to.articles(corpus.regulations["rule"], "art_1")
    without, with_form = (
        dict(pages.render_all(Site(corpus, "en", DAY, report=form)))[target] for form in ("", "https://example.org/new")
    )
    offered = escaped(shared_words("en")["report_form"])
    assert offered in with_form and "https&#58;//example.org" not in without and offered not in without


@each(CASES["no addresses"])
def test_an_invalid_web_address_is_not_offered_as_a_form(address: str) -> None:
    assert not is_form(address)
