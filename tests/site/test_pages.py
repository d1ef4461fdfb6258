"""What every page of the site says, in both languages alike, and how the navigation leads to it."""

import html
import re

import full_corpus
from guiju.model import Lang
from guiju.site import pages
from guiju.site.kinds import by_hand, to
from guiju.site.site import Site
from guiju.wording import labels
from markdown_pages import DAY, made_from, read, site, with_class, words_of
from real_corpus import real


def test_every_page_says_its_day_the_data_version_and_that_it_is_not_legal_advice(lang: Lang) -> None:
    for path in site(lang):
        (note,) = with_class(read(lang, path), "page-note")
        for said in (DAY.isoformat(), real().data_version, labels.NOT_LEGAL_ADVICE[lang]):
            assert said in words_of(note), path


def test_no_page_shows_a_link_as_it_is_written(lang: Lang) -> None:
    for path, text in site(lang).items():
        assert not re.search(r"\]\(\S*\.md", html.unescape(re.sub(r"\]\(", "", text))), path


def in_navigation(entry: object) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    nested = entry.values() if isinstance(entry, dict) else entry
    return [path for value in nested for path in in_navigation(value)]


def test_the_navigation_holds_every_page_but_articles_cards_versions_and_obligations() -> None:
    listed = in_navigation(pages.navigation(made_from(), site("zh").keys() | made_from().written.keys()))
    articles = {path for path in site("zh") if "/art_" in path}
    versions = {path for path in site("zh") if "/versions/" in path or "/changes/" in path}
    whole_texts = {to.full_text(rule) for rule in real().with_articles()}
    reached = {to.obligations(rule, record) for rule, record in real().obligations()} | {to.python_api("records")}
    reached |= {to.answers(card) for card in real().answers}
    reached |= {f"matrix/topic-{topic.id}.md" for topic in real().vocabulary.topics} & site("zh").keys()
    reached |= {to.obligations("index", topic) for topic in real().vocabulary.topics} & site("zh").keys()
    assert set(listed) == site("zh").keys() - articles - versions - whole_texts - reached | by_hand()
    assert len(listed) == len(set(listed)) and articles and whole_texts <= site("zh").keys()


def test_a_name_in_the_navigation_stays_text() -> None:
    hostile = Site(full_corpus.corpus("<b>"), "zh", DAY)
    named = pages.navigation(hostile, dict(pages.render_all(hostile)))
    assert "<b>" not in str(named) and html.escape("<b>") in str(named)


def test_the_first_page_leads_to_every_rule() -> None:
    for rule in real().regulations.values():
        assert f"]({to.regulations(rule)})" in site("zh")["index.md"]
