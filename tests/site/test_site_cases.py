"""The pages of cases: story, sources and every doubt, what they lead to, and what is hypothetical in a replay."""

from dataclasses import replace

import pytest

import full_corpus
from guiju.model import LANGUAGES, Case, Lang
from guiju.reasoning.replay import replay
from guiju.site.kinds import to
from markdown_pages import document, made_from, pages_of, read, site, with_class, words_of
from real_corpus import real

CASES = [pytest.param(case, id=case.id) for case in real().cases.values()]


def test_there_are_cases_and_every_one_has_a_page_that_the_list_leads_to() -> None:
    assert CASES
    for lang in LANGUAGES:
        for case in real().cases.values():
            assert to.cases(case) in site(lang)
            assert f"]({case.id}.md)" in site(lang)[to.cases()]


def test_a_knowledge_base_without_cases_says_that_there_are_none(lang: Lang) -> None:
    made = pages_of(replace(full_corpus.corpus("x"), cases={}), lang)
    assert [path for path in made if path.startswith("cases/")] == [to.cases()]
    assert made_from(lang).words["no_entries"] in words_of(document(made[to.cases()]))


@pytest.mark.parametrize("case", CASES)
def test_a_case_tells_its_story_its_sources_and_every_doubt(case: Case, lang: Lang) -> None:
    text = words_of(read(lang, to.cases(case)))
    told_ = [*case.story, case.place, *(s.description for s in case.sources), *(o.outcome for o in case.reported)]
    told_ += [t for d in case.differences for t in (d.source_says, d.law_says)]
    told_ += [t for s in case.safeguards for t in (s.title, s.text)]
    told_ += [t for f in case.figures for t in (f.label, f.note) if t]
    told_ += [f.note for thing in case.entities.values() for f in thing.facts.values() if f.note]
    told_ += [e.reason for e in case.expect if e.reason]
    for said in told_:
        assert said[lang] in text
    t = made_from(lang).words_of("cases")
    for source in case.sources:
        assert t["verification"][source.verification] in text
    for outcome in case.reported:
        assert t["by"][outcome.asserted_by] in text
        assert t["contest"]["yes" if outcome.contested else "no"] in text


@pytest.mark.parametrize("case", CASES)
def test_a_case_leads_to_the_provisions_applied_and_to_the_obligations_which_lead_back(case: Case) -> None:
    source = site("zh")[to.cases(case)]
    for global_id in case.applied:
        name, _, slug = global_id.partition("#")
        assert f"](../regulations/{name}/index.md#{slug})" in source
    for global_id in case.illustrates:
        found = real().obligation(global_id)
        assert found is not None
        rule, record = found
        assert f"](../{to.obligations(rule, record)})" in source
        assert f"](../cases/{case.id}.md)" in site("zh")[to.obligations(rule)]
        assert f"](../../cases/{case.id}.md)" in site("zh")[to.articles(rule, record.eId).partition("#")[0]]


@pytest.mark.parametrize("case", CASES)
def test_every_hypothetical_row_of_a_replay_is_labelled_and_no_other(case: Case, lang: Lang) -> None:
    root, label = read(lang, to.cases(case)), made_from(lang).words["hypothetical"]
    found = list(replay(real(), case))
    shown = with_class(root, "replayed")
    assert len(shown) == len(found)
    for row, replayed in zip(shown, found, strict=True):
        assert (label in words_of(row)) == replayed.hypothetical
        assert made_from(lang).words_of("cases")["agrees" if replayed.agrees else "differs"] in words_of(list(row)[-1])
    undecided = [r for r in found if "undetermined" in (r.actual.get(name) for name in ("verdict", "applies", "law"))]
    listed = with_class(root, "undecided")
    assert len(listed) == len(undecided)
    for entry, replayed in zip(listed, undecided, strict=True):
        assert (label in words_of(entry)) == replayed.hypothetical
        assert replayed.expectation.reason is None or replayed.expectation.reason[lang] in words_of(entry)


def test_a_replay_that_comes_out_otherwise_says_so_on_its_page() -> None:
    rows = with_class(document(pages_of(full_corpus.corpus("x"), "en")["cases/one.md"]), "replayed")
    assert ["differs" in words_of(list(row)[-1]) for row in rows] == [False, False, True, True]
    assert ["hypothetical" in words_of(row) for row in rows] == [False, True, True, False]


def test_safeguards_are_marked_as_an_analogue_tied_to_no_duty() -> None:
    shown = [case for case in real().cases.values() if case.safeguards]
    assert shown
    for case in shown:
        notices = map(words_of, with_class(read("en", to.cases(case)), "notice"))
        assert made_from("en").words_of("cases")["safeguards_lead"] in notices
