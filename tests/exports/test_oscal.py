"""OSCAL: what tools of auditors read, judged by NIST's schemas, compliance-trestle and our own check of links."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from conftest import DAY
from guiju import exports
from guiju.assessment.reads import read_by
from guiju.exports.oscal.pieces import markup
from guiju.law import excerpt
from guiju.law.load import load
from guiju.law.text import quotation
from guiju.model import REQUIRED_LANGUAGES, Corpus, Lang
from guiju.places import citation
from guiju.reasoning.checklist import checklist
from guiju.site.addresses import folder
from guiju.site.kinds import to
from oscal_judges import NEEDS_3_12, Documents, lay_out, loose_ends, nist, oscal_validate, resolved, trestle
from places import GOOD
from real_corpus import real

SITE = "https://example.org/guiju/"


@cache
def made() -> Documents:
    return {name: json.loads(data) for name, data in exports.files("oscal", real(), DAY, site=SITE)}


def catalog(lang: Lang) -> Any:
    return made()[f"catalog.{lang}.json"]["catalog"]


def controls(lang: Lang) -> Iterator[dict[str, Any]]:
    for rule in catalog(lang)["groups"]:
        for article in rule["groups"]:
            yield from article["controls"]


def props(value: dict[str, Any], name: str) -> list[str]:
    return [prop["value"] for prop in value["props"] if prop["name"] == name]


@cache
def by_id(lang: Lang) -> dict[str, dict[str, Any]]:
    """The control of each duty."""
    return {props(control, "id")[0]: control for control in controls(lang)}


def parts(value: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [part for part in value.get("parts", []) if part["name"] == name]


def plain(prose: str) -> str:
    """Markdown as its reader sees it, a line for each paragraph."""
    tokens = MarkdownIt("commonmark").parse(prose)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}, prose
    inline = [token.children or [] for token in tokens if token.type == "inline"]
    assert {child.type for children in inline for child in children} <= {"text"}, prose
    return "\n".join("".join(child.content for child in children) for children in inline)


# ---- the judges ------------------------------------------------------------------------------------------------------


def test_every_judge_finds_nothing_on_our_base_and_on_another(tmp_path: Path) -> None:
    theirs = {name: json.loads(data) for name, data in exports.files("oscal", load(GOOD), DAY)}
    for documents in (made(), theirs):
        assert nist(documents, tmp_path) == trestle(documents, tmp_path) == set()
    assert loose_ends(made()) == []


def test_trestle_resolves_each_profile_to_the_duties_of_its_role(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, corpus: Corpus, lang: Lang
) -> None:
    lay_out(made(), tmp_path)
    monkeypatch.chdir(tmp_path)
    for role in corpus.vocabulary.roles:
        duties = {by_id(lang)[line.id]["id"] for line in checklist(corpus, [role], DAY).duties}
        name = f"profile.{role.id}.{lang}.json"
        assert (name in made()) is bool(duties)
        assert not duties or resolved(name, tmp_path) == duties


@NEEDS_3_12
def test_oscal_validate_finds_no_error(tmp_path: Path) -> None:
    assert oscal_validate(made(), made(), tmp_path) == []


# ---- what is in it ---------------------------------------------------------------------------------------------------


def first(document: Any) -> Any:
    return document["catalog"]["groups"][0]["groups"][0]["controls"][0]


def test_every_duty_has_a_control_under_its_article(lang: Lang, corpus: Corpus) -> None:
    assert set(by_id(lang)) == {rule.global_id(record) for rule, record in corpus.obligations()}
    for rule, record in corpus.obligations():
        control = by_id(lang)[rule.global_id(record)]
        assert control["title"] == record.title[lang] and control["class"] == record.modality
        assert props(control, "eId") == [record.eId] and props(control, "label") == [
            citation.label(rule, record.eId, lang)
        ]
        assert [param["values"] for param in control.get("params", [])] == [
            [param.quote]
            if lang == "zh"
            else [f"{param.value:.15g} {param.unit.replace('_', ' ')}{'s' * (param.value != 1)}"]
            for param in record.params.values()
        ]


def test_a_control_has_the_words_of_the_law_and_in_english_their_translation(corpus: Corpus) -> None:
    for lang in REQUIRED_LANGUAGES:
        for rule, record in corpus.obligations():
            control = by_id(lang)[rule.global_id(record)]
            (statement,) = parts(control, "statement")
            law = plain(statement["prose"] if lang == "zh" else parts(statement, "original")[0]["prose"])
            assert law == quotation.text(rule, record)
            if lang == "en":
                assert all(unit.en in plain(statement["prose"]) for unit in quotation.cited_units(rule, record.eId))


def test_a_control_that_binds_says_what_to_establish_and_how(corpus: Corpus, lang: Lang) -> None:
    for rule, record in corpus.obligations():
        control = by_id(lang)[rule.global_id(record)]
        objectives = parts(control, "assessment-objective")
        assert bool(objectives) is record.binds
        if record.method:
            (method,) = parts(control, "assessment-method")
            assert props(method, "method") == [record.method.upper()]
            assert all(plain(step[lang]) in plain(method["prose"]) for step in record.review)
        questions = [part["prose"] for objective in objectives for part in parts(objective, "assessment-objective")]
        asked = [corpus.fact(*read) for read in read_by(record, corpus)] if record.binds else []
        assert [plain(question) for question in questions] == [fact.question[lang] for fact in asked]


def test_what_a_later_rule_displaced_is_withdrawn_and_in_no_profile(lang: Lang, corpus: Corpus) -> None:
    historical = {line.id for line in checklist(corpus, corpus.vocabulary.roles, DAY).historical}
    withdrawn = {id: control["id"] for id, control in by_id(lang).items() if props(control, "status")}
    assert set(withdrawn) == historical != set()
    chosen = [p["profile"]["imports"][0]["include-controls"] for p in made().values() if "profile" in p]
    assert not set(withdrawn.values()) & {id for (one,) in chosen for id in one["with-ids"]}


def test_a_rule_that_is_here_in_part_says_what_is_missing_and_how_its_words_were_seen(
    lang: Lang, corpus: Corpus
) -> None:
    rule, *others = catalog(lang)["groups"]
    law = corpus.regulations[rule["id"]]
    assert excerpt.notice(law)[lang] in plain(parts(rule, "overview")[0]["prose"])
    (ninth,) = [group for group in rule["groups"] if props(group, "eId") == ["art_9"]]
    article = law.article("art_9")
    assert article is not None and article.paragraphs[0].partial is not None
    assert article.paragraphs[0].partial[lang] in plain(parts(ninth, "guidance")[0]["prose"])
    assert not any(parts(group, "guidance") for other in others for group in other["groups"])


def test_sorted_by_its_property_the_order_is_that_of_the_text(lang: Lang) -> None:
    order = [props(control, "sort-id")[0] for control in controls(lang)]
    assert order == sorted(order)


def test_links_lead_to_the_site_only_where_there_is_one() -> None:
    hrefs = [link["href"] for control in controls("en") for link in control["links"] if link["rel"] == "alternate"]
    assert len(hrefs) == len(list(controls("en")))
    pages = {f"{SITE}en/{folder(to.obligations(*duty))}/" for duty in real().obligations()}
    assert len(pages) > 100 and set(hrefs) <= pages
    without = dict(exports.files("oscal", real(), DAY))
    assert not any(b"example.org" in data or b"alternate" in data for data in without.values())


def test_other_data_or_another_day_is_another_document_and_the_same_control() -> None:
    later = json.loads(dict(exports.files("oscal", real(), date(2026, 12, 1)))["catalog.zh.json"])
    assert later["catalog"]["uuid"] != catalog("zh")["uuid"]
    assert later["catalog"]["metadata"]["last-modified"] == "2026-12-01T00:00:00+08:00"
    assert first(later)["id"] == first(made()["catalog.zh.json"])["id"]


# ---- texts that look like markup -------------------------------------------------------------------------------------

_LOOKS_LIKE_MARKUP = st.sampled_from(
    [*"#>+-*_~^`<&[]()!{}|=\\\n .)1", "12.", "&amp;", "&#35;", "{{ insert", "---", "网信", "a"]
)


@given(st.lists(_LOOKS_LIKE_MARKUP, max_size=12).map("".join))
def test_no_text_of_a_law_is_taken_for_markup(text: str) -> None:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    assert plain(markup(text)) == "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "written"),
    [("H~2~O", r"H\~2\~O"), ("10^6^", r"10\^6\^"), ("{{ insert: param, p }}", r"\{{ insert: param, p }}")],
)
def test_what_only_the_markdown_of_oscal_takes_for_markup_is_escaped(text: str, written: str) -> None:
    assert markup(text) == written
