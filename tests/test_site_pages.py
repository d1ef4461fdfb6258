"""The pages of the site, as Markdown and as what Python-Markdown makes of it."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import markdown
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

import full_corpus
from guiju import labels
from guiju.lawtext.restoration import restored_line, source_line
from guiju.load import load
from guiju.model import (
    LANGUAGES,
    AmountRange,
    Case,
    Check,
    Corpus,
    Lang,
    PeriodRange,
    Regulation,
    Sanction,
    Share,
    Term,
)
from guiju.penalties import ranges
from guiju.penalties.conditions import condition
from guiju.replay import replay
from guiju.site import addresses, glossary, pages, self_assessment, words
from guiju.site.edition import Edition
from guiju.site.escape import text as escaped
from guiju.site.render import Site
from real_corpus import real

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 11, 25)
TOKEN = "㊀"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "**bold** _it_ `code` [a](javascript:alert(1)) ![i](x)",
    "# heading",
    "> quote",
    "1. one",
    "- item",
    "| a | b |",
    "---",
    "===",
    "```\ncode\n```",
    "    indented",
    "a\n\nb",
    "a  \nb",
    "{: #id .class onclick=x }",
    "{ #id }",
    "</p></div></td></table><h1>x</h1>",
    "<div markdown>\n\n# x\n\n</div>",
    "&lt;b&gt; &amp; &#60;",
    "{{ 7 * 7 }} {% raw %}",
    "\\* \\< \\\\",
    "<http://example.org> http://example.org a@example.org",
    "[ref]: http://example.org\n\n[ref]",
    "*[abbr]: x",
    "[^1]: note",
    "\"quotes\" 'and' more",
    "=SUM(A1:A9)",
    "]]> <!-- comment --> <?php ?> <![CDATA[x]]>",
    "\u2028line\u2029 \u3000wide\u00a0",
    "wzxhzdk:0 klzzwxh:0001",
    "‮right to left",
]


@cache
def site(lang: Lang) -> dict[str, str]:
    return pages.pages(real(), lang, DAY)


@cache
def configuration() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))


def document(source: str) -> Element:
    """What Python-Markdown makes of a page with the extensions of mkdocs.yml, as a browser reads it."""
    config = configuration()
    converted = markdown.markdown(
        source.split("---\n", 2)[2], extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )
    return html5lib.parse(converted, namespaceHTMLElements=False)


@cache
def read(lang: Lang, path: str) -> Element:
    return document(site(lang)[path])


def words_of(element: Element) -> str:
    return "".join(element.itertext())


def uncounted(root: Element) -> str:
    """The words of a page without what is reckoned from them: cells that only count characters, and hashes."""
    for table in with_class(root, "numbers"):
        for cell in table.iter("td"):
            if re.fullmatch("[0-9]+%?", cell.text or ""):
                cell.text = ""
    return re.sub(r"\bsha256 [0-9a-f]{16}", "sha256", words_of(root))


def skeleton(element: Element) -> list[tuple[object, object, object]]:
    """The elements in their order, with the attributes that could do something."""
    return [(e.tag, e.get("class"), e.get("id")) for e in element.iter()]


def with_class(root: Element, name: str) -> list[Element]:
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def by_id(root: Element, anchor: str) -> Element:
    return next(e for e in root.iter() if e.get("id") == anchor)


# ---- text stays text -------------------------------------------------------------------------------------------------


@cache
def harmless(lang: Lang) -> dict[str, tuple[list[tuple[object, object, object]], str]]:
    made = pages.pages(full_corpus.corpus(TOKEN), lang, DAY)
    read_ = {path: document(source) for path, source in made.items()}
    return {path: (skeleton(root), uncounted(root)) for path, root in read_.items()}


def stays_text(hostile: str, lang: Lang) -> None:
    for path, source in pages.pages(full_corpus.corpus(hostile), lang, DAY).items():
        elements, text = harmless(lang)[path]
        root = document(source)
        assert skeleton(root) == elements, path
        assert uncounted(root) == text.replace(TOKEN, hostile), path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_markdown_and_html_in_any_field_stay_text_on_every_page(hostile: str, lang: Lang) -> None:
    stays_text(hostile, lang)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), min_size=1).filter(
        lambda t: t.strip() and TOKEN not in t
    )
)
@example("ß")  # folded, it is two letters
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_in_any_field_stays_that_text_on_every_page(text: str) -> None:
    stays_text(text, "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("said", ["<b>x</b>", "**x** _y_ `z`", "{{ x }} &lt; | ]]>", "a  b", "[x](y) <!-- "])
def test_whatever_a_predicate_compares_with_stays_text(said: str, lang: Lang) -> None:
    corpus = full_corpus.corpus("x")
    rule = corpus.regulations["rule"]
    (duty, *others), check = rule.obligations, Check("conduct", f"told = '{said}'", "both")
    changed = replace(rule, obligations=(replace(duty, checks=(check,)), *others))
    made = pages.pages(replace(corpus, regulations={**corpus.regulations, "rule": changed}), lang, DAY)
    assert check.requires in words_of(document(made[addresses.obligations(rule)]))


@pytest.mark.parametrize("unshown", ["\x00", "\x02", "\x1c", "\x7f", "\x85", "\ud800", "\ufffe"])
def test_a_character_that_no_page_can_show_becomes_the_replacement_character(unshown: str) -> None:
    assert escaped(f"a{unshown}b") == "a\ufffdb"


@given(st.text())
@example("</title><script>")
@example("a: b # c\n---\n")
@settings(max_examples=50, deadline=None)
def test_any_title_stays_text_in_the_head_of_a_page(title: str) -> None:
    corpus = full_corpus.corpus(title)
    source = pages.pages(corpus, "zh", DAY)["regulations/later/index.md"]
    line = source.split("\n")[1]
    assert line.startswith('title: "') and "<" not in line
    assert source.split("\n").index("---", 1) <= 4


# ---- every page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_says_its_day_the_data_version_and_that_it_is_not_legal_advice(lang: Lang) -> None:
    for path in site(lang):
        (note,) = with_class(read(lang, path), "page-note")
        for said in (DAY.isoformat(), real().data_version, labels.NOT_LEGAL_ADVICE[lang]):
            assert said in words_of(note), path


def test_both_languages_have_the_same_pages() -> None:
    assert site("zh").keys() == site("en").keys()


@pytest.mark.parametrize("path", sorted(site("zh")))
def test_both_languages_have_the_same_anchors(path: str) -> None:
    anchors = {lang: [e.get("id") for e in read(lang, path).iter() if e.get("id")] for lang in LANGUAGES}
    assert anchors["zh"] == anchors["en"]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", anchor or "") for anchor in anchors["zh"])


def test_the_same_data_gives_the_same_pages_and_files() -> None:
    again = load(ROOT).corpus
    assert again is not None
    assert pages.pages(again, "zh", DAY) == site("zh")
    assert pages.files(again, "zh", DAY) == pages.files(real(), "zh", DAY)


def test_no_page_has_a_script_of_its_own() -> None:
    assert not [
        path for lang in LANGUAGES for path, text in site(lang).items() if "<script" in text or "javascript:" in text
    ]


def test_every_word_of_the_interface_is_used_and_there_in_both_languages() -> None:
    folder, beside = ROOT / "tools" / "guiju" / "site", ROOT / "tools" / "guiju" / "penalties"
    modules = [path for path in [*folder.rglob("*.py"), *beside.glob("*.py")] if not path.name.startswith("words")]
    used = "".join(path.read_text("utf-8") for path in [*folder.glob("templates/*"), *modules])
    assert words.words("zh").keys() == words.words("en").keys()
    for key in words.words("zh"):
        stems = [key[: dot.end()] for dot in re.finditer(r"\.", key)]  # "tier." ~ name, f"sa.type.{name}"
        found = re.search(rf"\bt\.{re.escape(key)}\b", used) or f'"{key}"' in used
        assert found or any(f'"{s}"' in used or f'"{s}{{' in used for s in stems), f"{key} is used nowhere"
        assert words.words("zh")[key] and words.words("en")[key]


# ---- navigation ------------------------------------------------------------------------------------------------------


def in_navigation(entry: object) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    nested = entry.values() if isinstance(entry, dict) else entry
    return [path for value in nested for path in in_navigation(value)]  # type: ignore[union-attr]  # nav entries nest


def test_the_navigation_holds_every_page_but_the_articles() -> None:
    edition = Edition(real(), "zh", DAY, ROOT / "docs" / "zh")
    listed = in_navigation(edition.navigation(site("zh").keys() | edition.written.keys()))
    articles = {path for path in site("zh") if "/art_" in path}
    whole_texts = {addresses.full_text(rule) for rule in real().full()}
    assert set(listed) == site("zh").keys() - articles - whole_texts | set(addresses.WRITTEN)
    assert len(listed) == len(set(listed)) and articles and whole_texts <= site("zh").keys()


def test_of_the_navigation_only_forms_that_ask_nothing_may_be_missing() -> None:
    missing = set(in_navigation(pages.navigation(real(), "zh"))) - site("zh").keys()
    assert all(path.startswith("self-assessment/") for path in missing - set(addresses.WRITTEN))


def test_a_name_in_the_navigation_stays_text() -> None:
    named = pages.navigation(full_corpus.corpus("<b>"), "zh")
    assert "<b>" not in str(named) and html.escape("<b>") in str(named)


# ---- regulations and articles ----------------------------------------------------------------------------------------

FULL = [pytest.param(rule, id=rule.id) for rule in real().full()]
ALL = [pytest.param(rule, id=rule.id) for rule in real().regulations.values()]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", FULL)
def test_an_article_page_has_its_text_word_for_word_each_paragraph_under_its_anchor(
    rule: Regulation, lang: Lang
) -> None:
    for article in rule.articles:
        root = read(lang, addresses.place(rule, article.eId))
        units = list(article.units())
        assert [words_of(e) for e in with_class(root, "law")] == [unit.zh for unit in units]
        assert [words_of(e) for e in with_class(root, "translation")] == [unit.en for unit in units]
        headings = [e.get("id") for e in with_class(root, "place")]
        assert headings == [unit.eId for unit in units]


@pytest.mark.parametrize("rule", FULL)
def test_an_article_page_shows_beside_each_paragraph_the_obligations_that_quote_it(rule: Regulation) -> None:
    for article in rule.articles:
        root = read("zh", addresses.place(rule, article.eId))
        for passage, unit in zip(with_class(root, "passage"), article.units(), strict=True):
            cards = [e.get("data-obligation") for e in passage.iter() if e.get("data-obligation")]
            assert cards == [o.id for o in rule.obligations if o.eId == unit.eId]


@pytest.mark.parametrize("rule", FULL)
def test_the_quoted_words_are_marked_in_the_text(rule: Regulation) -> None:
    for record in rule.obligations:
        root = read("zh", addresses.place(rule, record.eId).partition("#")[0])
        marked = "".join(words_of(e) for e in root.iter() if record.id in (e.get("data-of") or "").split())
        assert sorted(marked) == sorted("".join(record.quote)), record.id


@pytest.mark.parametrize("rule", FULL)
def test_articles_lead_to_the_one_before_and_the_one_after(rule: Regulation) -> None:
    for before, after in zip(rule.articles, rule.articles[1:], strict=False):
        assert f"]({after.eId}.md)" in site("zh")[addresses.place(rule, before.eId)]
        assert f"]({before.eId}.md)" in site("zh")[addresses.place(rule, after.eId)]


@pytest.mark.parametrize("rule", FULL)
def test_a_paragraph_says_where_its_words_come_from_and_how_far_they_were_compared(rule: Regulation) -> None:
    for article in rule.articles:
        root = read("zh", addresses.place(rule, article.eId))
        for source, unit in zip(with_class(root, "source"), article.units(), strict=True):
            assert f"第{unit.provenance.line}行" in words_of(source)
            assert labels.label(unit.provenance.wording, "zh") in words_of(source)
        memory = [unit for unit in article.units() if unit.provenance.wording == "partly_from_memory"]
        assert len(with_class(root, "notice")) == len(memory)


@pytest.mark.parametrize("rule", ALL)
def test_a_rule_says_how_it_stands_and_what_replaced_it(rule: Regulation) -> None:
    root = read("zh", addresses.regulation(rule))
    (banner,) = with_class(root, "banner")
    assert rule.force.note.zh in words_of(banner)
    for relation in rule.relations:
        other = real().regulations[relation.target]
        assert other.title.zh in words_of(root)
        if relation.kind == "superseded_by":
            assert other.title.zh in words_of(banner)


@pytest.mark.parametrize("rule", ALL)
def test_a_rule_without_text_says_that_only_its_identity_is_recorded(rule: Regulation) -> None:
    told = words.words("zh")["outline_notice"] in words_of(read("zh", addresses.regulation(rule)))
    assert told == (rule.coverage == "outline")
    assert any(path.startswith(f"regulations/{rule.id}/art_") for path in site("zh")) != told


@pytest.mark.parametrize("rule", ALL)
def test_a_provision_that_is_referred_to_stands_under_its_anchor_in_our_own_words(rule: Regulation) -> None:
    root = read("en", addresses.regulation(rule))
    blocks = with_class(root, "provision")
    assert len(blocks) == len(rule.provisions)
    for provision, block in zip(rule.provisions, blocks, strict=True):
        assert by_id(root, provision.id) in list(block)
        for told_ in (provision.summary.en, labels.label(provision.verification, "en")):
            assert told_ in words_of(block)


@pytest.mark.parametrize("rule", FULL)
def test_what_follows_from_a_breach_leads_to_the_provision(rule: Regulation) -> None:
    source = site("zh")[addresses.obligations(rule)]
    for record in rule.obligations:
        for global_id in record.consequence.provisions if record.consequence else ():
            name, _, slug = global_id.partition("#")
            assert f"](../regulations/{name}/index.md#{slug})" in source, record.id


def test_every_word_of_the_rules_with_their_text_is_covered() -> None:
    for rule in real().full():
        table = words_of(read("en", addresses.regulation(rule)))
        assert table.count("100%") == len(rule.articles)


# ---- obligations, checklists, glossary -------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", FULL)
def test_every_obligation_stands_in_full_under_its_anchor(rule: Regulation, lang: Lang) -> None:
    root = read(lang, addresses.obligations(rule))
    blocks = with_class(root, "obligation")
    assert len(blocks) == len(rule.obligations)
    for record in rule.obligations:
        heading = by_id(root, record.id)
        block = words_of(next(b for b in blocks if heading in list(b)))
        told = [record.title, record.summary, *record.review, *record.evidence, *(w.weigh for w in record.open_words)]
        told += [t for t in (record.automation and record.automation.reason, record.condition) if t]
        told += [record.displaced_by.note] if record.displaced_by else []
        for text in told:
            assert text[lang] in block, record.id
        assert labels.label(record.modality, lang) in block
        for party in record.bearers:
            assert real().label("parties", party)[lang] in block


def test_every_obligation_is_listed_under_each_of_its_topics() -> None:
    text = site("zh")[addresses.OBLIGATIONS]
    for rule in real().full():
        for record in rule.obligations:
            assert text.count(f"]({rule.id}.md#{record.id})") == len(record.topics)


def test_each_role_has_a_checklist_with_its_duties_and_its_files() -> None:
    files = pages.files(real(), "zh", DAY)
    for role in real().vocabulary.roles:
        source = site("zh")[addresses.checklist(role)]
        for rule in real().full():
            for record in rule.obligations:
                listed = f"](../obligations/{rule.id}.md#{record.id})" in source
                assert listed == (not set(role.parties).isdisjoint(record.bearers)), (role.id, record.id)
        for ending in ("xlsx", "docx", "csv", "md", "json", "html"):
            target = addresses.download(role.id, ending)
            assert f"](../{target})" in source
            assert files.pop(target)
    for ending in ("xlsx", "docx", "csv", "md", "json", "html"):
        target = addresses.download("all-roles", ending)
        assert f"](../{target})" in site("zh")[addresses.CHECKLIST_OF_ALL]
        assert files.pop(target)
    assert files == dict(self_assessment.files(Site(real(), "zh", DAY)))


def test_the_first_page_leads_to_every_role_and_every_rule() -> None:
    source = site("zh")["index.md"]
    for role in real().vocabulary.roles:
        assert f"]({addresses.role(role)})" in source
    for rule in real().regulations.values():
        assert f"]({addresses.regulation(rule)})" in source


def test_every_term_stands_under_its_anchor_with_its_definition() -> None:
    root = read("zh", addresses.GLOSSARY)
    for term in real().glossary:
        heading = by_id(root, term.id)
        block = next(b for b in with_class(root, "term") if heading in list(b))
        assert term.definition.zh in words_of(block) and term.zh in words_of(heading) and term.en in words_of(heading)


def terms(*apart: str) -> Corpus:
    """A glossary of one-letter terms; "ab" keeps a and b apart."""
    text = full_corpus.corpus("x").glossary[0].definition
    names = sorted(set("".join(apart)))
    others = {n: tuple(p.replace(n, "") for p in apart if n in p) for n in names}
    made = tuple(Term(n, n, n, text, True, distinct_from=others[n]) for n in names)
    return replace(real(), glossary=made, regulations={})


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        ((), []),
        (("ab",), ["ab"]),
        (("ab", "bc"), ["ab", "bc"]),
        (("ab", "bc", "ac"), ["abc"]),
        (("ab", "bc", "ac", "cd"), ["abc", "cd"]),
    ],
)
def test_words_kept_apart_stand_in_groups_of_which_each_is_apart_from_each(
    pairs: tuple[str, ...], groups: list[str]
) -> None:
    assert ["".join(term.id for term in group) for group in glossary.kept_apart(terms(*pairs))] == groups


# ---- cases and sanctions ---------------------------------------------------------------------------------------------

CASES = [pytest.param(case, id=case.id) for case in real().cases.values()]


def test_there_are_cases_and_every_one_has_a_page_that_the_list_leads_to() -> None:
    assert CASES
    for lang in LANGUAGES:
        for case in real().cases.values():
            assert addresses.case(case) in site(lang)
            assert f"]({case.id}.md)" in site(lang)[addresses.CASES]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_knowledge_base_without_cases_says_that_there_are_none(lang: Lang) -> None:
    made = pages.pages(replace(full_corpus.corpus("x"), cases={}), lang, DAY)
    assert [path for path in made if path.startswith("cases/")] == [addresses.CASES]
    assert words.words(lang)["no_entries"] in words_of(document(made[addresses.CASES]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_a_case_tells_its_story_its_sources_and_every_doubt(case: Case, lang: Lang) -> None:
    text = words_of(read(lang, addresses.case(case)))
    told_ = [*case.story, case.place, *(s.description for s in case.sources), *(o.outcome for o in case.reported)]
    told_ += [t for d in case.differences for t in (d.source_says, d.law_says)]
    told_ += [t for s in case.safeguards for t in (s.title, s.text)]
    told_ += [t for f in case.figures for t in (f.label, f.note) if t]
    told_ += [f.note for thing in case.entities.values() for f in thing.facts.values() if f.note]
    told_ += [e.reason for e in case.expect if e.reason]
    for said in told_:
        assert said[lang] in text
    t = words.words(lang)
    for source in case.sources:
        assert t["source." + source.verification] in text
    for outcome in case.reported:
        assert t["by." + outcome.asserted_by] in text
        assert t["contested_yes" if outcome.contested else "contested_no"] in text


@pytest.mark.parametrize("case", CASES)
def test_a_case_leads_to_the_provisions_applied_and_to_the_obligations_which_lead_back(case: Case) -> None:
    source = site("zh")[addresses.case(case)]
    for global_id in case.applied:
        name, _, slug = global_id.partition("#")
        assert f"](../regulations/{name}/index.md#{slug})" in source
    for global_id in case.illustrates:
        found = real().obligation(global_id)
        assert found is not None
        rule, record = found
        assert f"](../{addresses.obligation(rule, record)})" in source
        assert f"](../cases/{case.id}.md)" in site("zh")[addresses.obligations(rule)]
        assert f"](../../cases/{case.id}.md)" in site("zh")[addresses.place(rule, record.eId).partition("#")[0]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_hypothetical_row_of_a_replay_is_labelled_and_no_other(case: Case, lang: Lang) -> None:
    root, label = read(lang, addresses.case(case)), words.words(lang)["hypothetical"]
    found = list(replay(real(), case))
    shown = with_class(root, "replayed")
    assert len(shown) == len(found)
    for row, replayed in zip(shown, found, strict=True):
        assert (label in words_of(row)) == replayed.hypothetical
        assert words.words(lang)["agrees" if replayed.agrees else "differs"] in words_of(list(row)[-1])
    undecided = [r for r in found if "undetermined" in (r.found.get("verdict"), r.found.get("applies"))]
    listed = with_class(root, "undecided")
    assert len(listed) == len(undecided)
    for entry, replayed in zip(listed, undecided, strict=True):
        assert (label in words_of(entry)) == replayed.hypothetical
        assert replayed.expectation.reason is None or replayed.expectation.reason[lang] in words_of(entry)


def test_a_replay_that_comes_out_otherwise_says_so_on_its_page() -> None:
    made = pages.pages(full_corpus.corpus("x"), "en", DAY)
    rows = with_class(document(made["cases/one.md"]), "replayed")
    assert ["differs" in words_of(list(row)[-1]) for row in rows] == [False, False, True, True]
    assert ["hypothetical" in words_of(row) for row in rows] == [False, True, True, False]


def test_safeguards_are_marked_as_an_analogue_tied_to_no_duty() -> None:
    shown = [case for case in real().cases.values() if case.safeguards]
    assert shown
    for case in shown:
        notices = map(words_of, with_class(read("en", addresses.case(case)), "notice"))
        assert words.words("en")["safeguards_lead"] in notices


@pytest.mark.parametrize("rule", ALL)
def test_every_sanction_stands_under_its_anchor_with_its_time_and_how_far_it_was_seen(rule: Regulation) -> None:
    root = read("en", addresses.regulation(rule))
    for provision in rule.provisions:
        for sanction in provision.sanctions:
            row = words_of(by_id(root, sanction.id))
            assert labels.label(sanction.verification, "en") in row and sanction.authority.en in row
            assert ranges.penalty(sanction, "en") in row
            assert sanction.when is None or f"{condition(sanction.when, 'en')} {sanction.when}" in row
            assert sanction.in_force_on is None or f"known to have applied on {sanction.in_force_on}" in row
            for bound in (sanction.from_, sanction.until):
                assert bound is None or ("unknown" if bound == "unknown" else bound.isoformat()) in row


FIVE_TO_TEN, THREE_YEARS = PeriodRange("P5D", "P10D"), PeriodRange(max="P3Y")


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        (
            {"detention": FIVE_TO_TEN, "fine": AmountRange(None, 500, "may_add")},
            "5日以上10日以下行政拘留，可以并处500元以下罚款",
            "administrative detention of 5 to 10 days, to which an administrative fine of up to 500 yuan may be added",
        ),
        (
            {"detention": PeriodRange("P1D", "P5D"), "fine": AmountRange(1000, 30000, "alternative")},
            "1日以上5日以下行政拘留，或者1000元以上3万元以下罚款",
            "administrative detention of 1 day to 5 days, or an administrative fine of 1,000 to 30,000 yuan",
        ),
        (
            {
                "imprisonment": THREE_YEARS,
                "short_term_detention": True,
                "measures": ("control",),
                "criminal_fine": AmountRange(joined="and"),
            },
            "3年以下有期徒刑、拘役或者管制，并处罚金",
            "fixed-term imprisonment of up to 3 years, short-term detention or control (管制), together with a criminal fine",
        ),
        (
            {"imprisonment": PeriodRange("P10Y", "life"), "criminal_fine": AmountRange(None, None, "and")},
            "10年以上有期徒刑或者无期徒刑，并处罚金",
            "fixed-term imprisonment of at least 10 years or life imprisonment, together with a criminal fine",
        ),
        ({"criminal_fine": AmountRange(joined="alone")}, "只处罚金", "a criminal fine alone"),
        (
            {
                "imprisonment": PeriodRange("P10Y", "life"),
                "criminal_fine": AmountRange(joined="and", or_measure="confiscation_of_property"),
            },
            "10年以上有期徒刑或者无期徒刑，并处罚金或者没收财产",
            "fixed-term imprisonment of at least 10 years or life imprisonment, together with a criminal fine or confiscation of property",
        ),
        (
            {"fine": AmountRange(None, 50_000_000, max_share=Share(5, "previous_year_turnover"))},
            "5000万元以下或者上一年度营业额5%以下罚款",
            "an administrative fine of up to 50,000,000 yuan or up to 5 % of the turnover of the preceding year",
        ),
        (
            {"measures": ("warning",), "fine": AmountRange(10000, None, "may_add")},
            "警告，可以并处1万元以上罚款",
            "warning, to which an administrative fine of at least 10,000 yuan may be added",
        ),
        (
            {"measures": ("warning",), "fine": AmountRange(None, 500)},
            "500元以下罚款；所列措施：警告",
            "an administrative fine of up to 500 yuan; measures listed: warning",
        ),
        (
            {"fine": AmountRange(None, 500, "and")},
            "并处500元以下罚款",
            "an administrative fine of up to 500 yuan in addition",
        ),
        ({"measures": ("order_to_correct", "warning")}, "责令改正、警告", "order to correct, warning"),
        (
            {"imprisonment": PeriodRange("P6M", "P18M")},
            "6个月以上18个月以下有期徒刑",
            "fixed-term imprisonment of 6 to 18 months",
        ),
    ],
)
def test_a_sanction_is_told_with_the_proper_terms_and_joined_as_the_law_joins(
    fields: dict[str, object], zh: str, en: str
) -> None:
    nobody = full_corpus.corpus("x").regulations["later"].title
    sanction = Sanction("s", "unknown", "base", "anyone", nobody, "seen", **fields)  # type: ignore[arg-type]  # each case fills other fields
    assert ranges.penalty(sanction, "zh") == zh
    assert ranges.penalty(sanction, "en") == en


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", FULL)
def test_an_obligation_shows_its_checks_and_how_many_examples_are_executed(rule: Regulation, lang: Lang) -> None:
    root = read(lang, addresses.obligations(rule))
    for record in rule.obligations:
        heading = by_id(root, record.id)
        block = next(b for b in with_class(root, "obligation") if heading in list(b))
        shown = with_class(block, "check")
        assert len(shown) == len(record.checks)
        for check, part in zip(record.checks, shown, strict=True):
            code = [words_of(e) for e in with_class(part, "predicate")]
            assert code == [*([check.applies_when] if check.applies_when else []), check.requires]
            assert words.words(lang)["decides." + check.decides] in words_of(part)
            assert check.remaining is None or check.remaining[lang] in words_of(part)
        if record.examples:
            assert words.words(lang)["n_examples"].format(len(record.examples)) in words_of(block)


# ---- corrections and limits ------------------------------------------------------------------------------------------


def test_the_counts_of_corrections_add_up() -> None:
    total = sum(len(rule.corrections) for rule in real().full())
    cells = [words_of(e) for e in read("zh", addresses.CORRECTIONS).iter("td")]
    assert cells[-1] == str(total)
    assert total > 0


@pytest.mark.parametrize("rule", FULL)
def test_the_apparatus_gives_the_restored_line_and_with_its_changes_undone_the_source(rule: Regulation) -> None:
    root = read("zh", addresses.corrections(rule))
    places = list(dict.fromkeys(c.place for c in rule.corrections))
    for place, line in zip(places, with_class(root, "apparatus"), strict=True):
        restored = restored_line(rule, place)
        assert restored is not None
        corrections = [c for c in rule.corrections if c.place == place]
        assert told(line, without="del").replace("␣", " ") == restored
        assert told(line, without="ins") == source_line(restored, corrections)


def told(element: Element, without: str) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += ["" if child.tag == without else told(child, without), child.tail or ""]
    return "".join(parts)


def test_the_limits_list_everything_that_is_not_verified() -> None:
    source = site("en")[addresses.LIMITS]
    for rule in real().regulations.values():
        if rule.force.verified_on is None:
            assert f"]({addresses.regulation(rule)})" in source
        for unit in rule.units():
            listed = f"]({addresses.place(rule, unit.eId)})" in source
            assert listed == (unit.provenance.wording == "partly_from_memory")
        for provision in rule.provisions:
            assert (f"]({addresses.provision(rule, provision)})" in source) == (provision.verification != "seen")
        for record in rule.obligations:
            fate, consequence = record.displaced_by, record.consequence
            unseen = fate is not None and (fate.certainty != "seen" or fate.change == "not_covered")
            unpunished = consequence is not None and consequence.route == "none_found"
            assert source.count(f"]({addresses.obligation(rule, record)})") == unseen + unpunished
