"""The pages of rules, articles and full texts: word for word, with source and status, and what of a rule is missing."""

import pytest

from guiju.law import excerpt
from guiju.model import Lang, Regulation
from guiju.places import citation
from guiju.site.escape import text as escaped
from guiju.site.kinds import to
from guiju.site.site import shared_words
from guiju.wording import labels
from markdown_pages import by_id, each_read_rule, each_rule, made_from, read, site, with_class, words_of
from real_corpus import real


@each_read_rule
def test_an_article_has_its_text_word_for_word_each_paragraph_under_its_anchor_with_the_obligations_that_quote_it(
    rule: Regulation, lang: Lang
) -> None:
    for article in rule.articles:
        root, units = read(lang, to.articles(rule, article.eId)), list(article.units())
        assert [words_of(e) for e in with_class(root, "law")] == [unit.zh for unit in units]
        assert [words_of(e) for e in with_class(root, "translation")] == [unit.en for unit in units]
        assert [e.get("id") for e in with_class(root, "place")] == [unit.eId for unit in units]
        for passage, unit in zip(with_class(root, "passage"), units, strict=True):
            cards = [e.get("data-obligation") for e in passage.iter() if e.get("data-obligation")]
            assert cards == [o.id for o in rule.obligations if o.eId == unit.eId]


@each_read_rule
def test_the_quoted_words_are_marked_in_the_text(rule: Regulation) -> None:
    for record in rule.obligations:
        root = read("zh", to.articles(rule, record.eId).partition("#")[0])
        marked = "".join(words_of(e) for e in root.iter() if record.id in (e.get("data-of") or "").split())
        assert sorted(marked) == sorted("".join(record.quote)), record.id


@each_read_rule
def test_a_paragraph_says_where_its_words_come_from_and_how_far_they_were_compared(rule: Regulation) -> None:
    for article in rule.articles:
        root = read("zh", to.articles(rule, article.eId))
        for source, unit in zip(with_class(root, "source"), article.units(), strict=True):
            if unit.seen:
                assert unit.seen.note is not None
                wanted = excerpt.witnesses(unit.seen).zh, unit.seen.note.zh
            else:
                assert unit.provenance is not None
                wanted = f"第{unit.provenance.line}行", labels.label(unit.provenance.wording, "zh")
            assert all(words in words_of(source) for words in wanted)
        memory = [u for u in article.units() if u.provenance and u.provenance.wording == "partly_from_memory"]
        partial = [paragraph for paragraph in article.paragraphs if paragraph.partial]
        assert len(with_class(root, "notice")) == len(memory) + len(partial)


@each_rule
def test_a_rule_says_how_it_stands_and_what_replaced_it(rule: Regulation) -> None:
    root = read("zh", to.regulations(rule))
    (banner,) = with_class(root, "banner")
    assert rule.force.note.zh in words_of(banner)
    for relation in rule.relations:
        other = real().regulations[relation.target]
        assert other.title.zh in words_of(root)
        if relation.kind == "superseded_by":
            assert other.short_title.zh in words_of(banner)


@each_rule
def test_a_rule_without_text_says_that_only_its_identity_is_recorded(rule: Regulation) -> None:
    page = words_of(read("zh", to.regulations(rule)))
    told = any(notice in page for notice in made_from().words_of("regulations")["notice"].values())
    assert told == (not rule.articles)
    assert any(path.startswith(f"regulations/{rule.id}/art_") for path in site("zh")) != told


@each_rule
def test_a_provision_that_is_referred_to_stands_under_its_anchor_in_our_own_words(rule: Regulation) -> None:
    root = read("en", to.regulations(rule))
    blocks = with_class(root, "provision")
    assert len(blocks) == len(rule.provisions)
    for provision, block in zip(rule.provisions, blocks, strict=True):
        assert by_id(root, provision.id) in list(block)
        for told_ in (provision.summary.en, labels.label(provision.verification, "en")):
            assert told_ in words_of(block)


def test_every_word_of_the_rules_with_their_text_is_covered() -> None:
    for rule in real().with_articles():
        table = words_of(read("en", to.regulations(rule)))
        assert table.count("100%") == len(rule.articles)


def test_the_full_text_has_every_point_after_its_number_and_leads_from_each_article_to_its_notes(lang: Lang) -> None:
    made, t = made_from(lang), made_from(lang).words_of("full_text")
    for each in real().with_articles():
        source = site(lang)[to.full_text(each)]
        for article in each.articles:
            told = f"{made.cite(each, article.eId)}{t['colon']}{t['read_with_notes']}"
            assert f"[{escaped(told)}]({article.eId}.md)" in source
            for point in (u for u in article.units() if "__point_" in u.eId):
                number = escaped(citation.marker(point.eId, "zh"))
                assert f"[{number}]({article.eId}.md#{point.eId}){{ .unit__marker }}{escaped(point.zh)}" in source


RULE = real().regulations["cac-account-information-2022"]
LISTS = [
    to.regulations(RULE),
    to.full_text(RULE),
    to.obligations(RULE),
    to.obligations(),
    to.checklists("all-roles"),
    to.limits(),
    *(to.articles(RULE, article.eId) for article in RULE.articles),
    *(page(role) for role in ("account-provider", "account-user", "regulator") for page in (to.roles, to.checklists)),
]


@pytest.mark.parametrize("path", LISTS)
def test_every_list_of_its_duties_says_that_it_is_covered_in_part_and_what_is_missing(path: str, lang: Lang) -> None:
    assert escaped(excerpt.notice(RULE)[lang]) in site(lang)[path]


@pytest.mark.parametrize("role", ["group-provider", "group-owner", "group-member"])
def test_a_role_that_it_does_not_bind_hears_nothing_of_it(role: str) -> None:
    assert escaped(excerpt.notice(RULE).zh) not in site("zh")[to.checklists(role)]


def test_its_page_lists_each_missing_article_with_what_was_seen_of_it(lang: Lang) -> None:
    rows = [[words_of(cell).strip() for cell in row] for row in read(lang, to.regulations(RULE)).iter("tr")]
    for entry in RULE.missing:
        assert entry.note is not None
        assert [excerpt.cited(RULE, entry, lang), labels.label(entry.seen, lang), entry.note[lang]] in rows


def test_its_chapters_stand_before_the_articles_with_which_they_begin() -> None:
    (contents,) = with_class(read("zh", to.regulations(RULE)), "contents")
    places = [
        words_of(contents).index(text) for text in ("第一章 总则", "第一条", "第二章 账号信息注册和使用", "第六条")
    ]
    assert places == sorted(places)


def test_an_article_that_is_missing_has_no_page_and_none_leads_to_it() -> None:
    assert f"regulations/{RULE.id}/art_8.md" not in site("zh")
    assert "](art_9.md)" in site("zh")[f"regulations/{RULE.id}/art_7.md"]
    duties = [page for path, page in site("zh").items() if path.startswith("obligations/cac-account-names-2015/")]
    assert any(f"](../../regulations/{RULE.id}/art_9.md)" in page for page in duties)
    assert not any(f"regulations/{RULE.id}/art_8.md" in page for page in duties)


def test_a_paragraph_of_which_only_a_part_is_here_says_what_is_not(lang: Lang) -> None:
    page = words_of(read(lang, to.articles(RULE, "art_9")))
    partial = RULE.articles[7].paragraphs[0].partial
    assert partial is not None
    assert shared_words(lang)["partial_notice"] in page and partial[lang] in page
