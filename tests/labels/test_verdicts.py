"""What files come to by articles 4 to 6 of the Labelling Measures, with what is declared of them."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import guiju
from case_tables import cases, each
from guiju.api.labelling import labelling
from guiju.documents import labelling as documents
from guiju.files.schema_errors import validator
from guiju.labels.content import ENTITY, measured
from guiju.labels.reading import read_file
from guiju.reasoning.examples import rows
from guiju.reasoning.facts import by_entity
from guiju.reasoning.verdicts import judge
from guiju.wording.labels import NOT_LEGAL_ADVICE
from places import ROOT
from real_corpus import real

CASES = cases(__file__)
SAMPLES = Path(__file__).with_name("samples")
DAY = "2026-11-25"


def of(case):
    declared = {
        "facts": CASES[case["service"]],
        "rows": {"content": {"*": CASES["days"], f"*/{case['file']}": case["declared"]}},
    }
    return labelling(real(), [str(SAMPLES / case["file"])], declared, DAY, "en")


@pytest.mark.parametrize("case", CASES["cases"], ids=[case["why"] for case in CASES["cases"]])
def test_a_file_is_judged_by_its_metadata_and_what_is_declared(case):
    (content,) = of(case).contents

    given = {one.line.obligation.id: one.verdict for one in content.verdicts}
    assert {id: verdict for id, verdict in given.items() if verdict != "not_applicable"} == case["verdicts"]


def duties_on_content():
    rule = real().regulations["cac-content-labelling-2025"]
    return [(rule, duty) for duty in rule.obligations if any(check.entity == ENTITY for check in duty.checks)]


@pytest.mark.parametrize(("rule", "duty"), duties_on_content(), ids=[duty.id for _, duty in duties_on_content()])
def test_the_verdict_on_a_service_is_what_it_was_before_there_was_content(rule, duty):
    known = by_entity(real().vocabulary.facts)
    before = replace(duty, checks=tuple(check for check in duty.checks if check.entity != ENTITY))
    own = [example for example in duty.examples if example.entity == "service"]
    assert own

    for example in own:
        facts = rows(example, known)
        whole, part = (judge(rule, one, facts, example.as_of, frozenset()).verdict for one in (duty, before))
        assert whole == part, example.facts


def test_no_verdict_is_a_pass_and_none_is_given_before_the_measures_were_law():
    before = labelling(real(), [str(SAMPLES)], None, "2025-08-31", "zh")

    assert {len(content.verdicts) for content in before.contents} == {0}
    assert "没有施行" in list(documents.sentences(before, before.contents[0], "zh"))[-1]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"implicit_label_found": False}, "not_applicable"),
        ({"content_is_file": False}, "not_applicable"),
        ({}, "undetermined"),
        ({"implicit_label_found": True}, "undetermined"),
    ],
)
def test_a_label_that_was_not_found_states_nothing_and_nobody_is_asked_what_it_states(facts, expected, tmp_path):
    file = tmp_path / "clip.mp4"
    file.write_bytes(b"video")
    told = {"content_published_on": "2026-03-02", "published_by_user": True, "platform_notice": "no_notice"}
    declared = {"facts": {"disseminates_content": True}, "rows": {"content": {str(file): told | facts}}}
    (content,) = labelling(real(), [str(file)], declared, DAY, "en").contents
    duty = "cac-content-labelling-2025#label-marked-content"
    assert [one.verdict for one in content.verdicts if one.line.id == duty] == [expected]


def test_without_a_declaration_no_file_breaches_anything():
    assert documents.counts(labelling(real(), [str(SAMPLES)], None, DAY, "zh"))["breached"] == 0


def test_without_the_day_on_which_it_was_made_nothing_is_broken():
    declared = {"generated_by_service": True, "explicit_label": "no_label", "content_exported": True}
    profile = {"facts": CASES["provider"], "rows": {"content": {"*": declared}}}
    read = labelling(real(), [str(SAMPLES)], profile, DAY, "en")

    assert documents.counts(read)["breached"] == 0
    made_on = ("content", "content_made_on")
    assert any(made_on in verdict.missing for content in read.contents for verdict in content.verdicts)


@each(["zh", "en"])
def test_everything_is_said_in_the_format_that_is_published(lang):
    value = json.loads(documents.json(labelling(real(), [str(SAMPLES)], None, DAY, lang), lang))

    assert not [*validator("labels-export").iter_errors(value)]
    assert value["kind"] == "guiju-labels"
    assert value["disclaimer"] == NOT_LEGAL_ADVICE[lang]
    assert {file["state"] for file in value["files"]} == {"read", "unreadable"}
    assert value["counts"]["files"] == len(value["files"])


def test_rows_are_a_table_that_an_assessment_counts_as_they_were_judged(tmp_path):
    declared = {
        "facts": CASES["provider"],
        "rows": {
            "content": {
                "*": CASES["days"]
                | {"generated_by_service": True, "explicit_label": "around", "content_exported": True}
            }
        },
    }
    read = labelling(real(), [str(SAMPLES)], declared, DAY, "zh")
    table = tmp_path / "content.csv"
    table.write_bytes(documents.rows(read, "zh"))

    assessment = guiju.load(ROOT).assess(
        {"facts": CASES["provider"]}, topic="labelling", as_of=DAY, tables={"content": table}
    )

    by_duty = {duty.id: one for duty in assessment.duties for one in duty.judgement.tables}
    counted = {id: dict(one.counts) for id, one in by_duty.items()}
    judged = {
        id: Counter(one.verdict for c in read.contents for one in c.verdicts if one.line.id == id) for id in counted
    }
    assert len(counted) == 13
    assert {id: {v: judged[id][v] for v in counts} for id, counts in counted.items()} == counted


def said(name, declared, lang="en"):
    """What is said of a sample, or of a file anywhere."""
    path = SAMPLES / name if (SAMPLES / name).is_file() else name
    profile = {"facts": CASES["provider"], "rows": {"content": {"*": declared}}}
    read = labelling(real(), [str(path)], profile, DAY, lang)
    return list(documents.sentences(read, read.contents[0], lang))


def test_what_is_declared_is_not_said_to_be_in_the_file():
    (lacking,) = (one for one in said("xmp-parts.png", {"metadata_content_number": True}) if "art. 5(1)" in one)

    assert lacking == "elements of production (art. 5(1)): without content number of the provider"


@each(["zh", "en"])
def test_of_a_label_that_cannot_be_read_the_elements_are_not_known(lang):
    sentences = said("broken.png", {"metadata_provider": False}, lang)

    (elements,) = (one for one in sentences if {"zh": "制作要素", "en": "art. 5(1)"}[lang] in one)
    assert {"zh": "不能确定：", "en": ": not known: attribute information"}[lang] in elements
    assert not [word for word in ("without", "缺少", "complete", "齐全") if word in elements]


def markdown(tmp_path, front):
    """What a file with this front matter holds, and what is said of it."""
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\nA\n")
    return measured(read_file(tmp_path / "a.md")), said(str(tmp_path / "a.md"), {})


def test_an_empty_field_is_no_label(tmp_path):
    held, sentences = markdown(tmp_path, "AIGC: ' '")

    assert set(held.values()) == {False}
    assert sentences[:2] == ["empty field Markdown front matter AIGC", "no label found in the metadata"]


def test_what_a_damaged_label_lacks_is_not_known(tmp_path):
    held, sentences = markdown(tmp_path, "AIGC:\n  Label: '1'\n  ContentProducer")

    assert held == {"metadata_attribute": True}
    assert "implicit label, part of it unreadable" in sentences[0]
    assert "not known: name or code of the provider, content number of the provider" in sentences[1]


@each([({}, "text.png", False), ({"published_by_user": True}, "text.png", True), ({}, "platform.png", True)])
def test_elements_of_dissemination_are_spoken_of_where_a_platform_has_a_part(declared, name, is_spoken_of):
    assert any("art. 6(2)" in one for one in said(name, declared)) is is_spoken_of
