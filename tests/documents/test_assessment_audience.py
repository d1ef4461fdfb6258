"""The edition for a regulator says what it leaves out, and leaves it out of every part of every file."""

import json
from functools import cache
from typing import get_args

import pytest

from assessment_samples import CONTENT, PLANTED, assessed, assessment, changed, everything, seen
from guiju.documents.report.audience import EDITIONS, LEFT_OUT, Audience, edition_notice
from guiju.model import Lang
from guiju.writers import formats
from test_assessment_report import elements

FORMATS = formats("assessment")


@cache
def made(form: str, lang: Lang, audience: Audience) -> bytes:
    return FORMATS[form](assessment(lang), audience)


def test_there_are_two_audiences() -> None:
    assert get_args(Audience) == ("internal", "regulator") == tuple(EDITIONS)


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("what", PLANTED)
def test_what_is_internal_is_in_the_internal_edition_only(what: str, form: str, lang: Lang) -> None:
    assert PLANTED[what] in everything(made(form, lang, "internal"))
    assert PLANTED[what] not in everything(made(form, lang, "regulator"))


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_risk_grade_does_not_change_a_byte_of_the_edition_for_a_regulator(form: str, lang: Lang) -> None:
    for grade in ("high", "medium", "low"):
        graded = assessed(changed(risk=grade, note=grade), lang)
        assert FORMATS[form](graded, "regulator") == made(form, lang, "regulator")
    assert FORMATS[form](assessed(changed(risk="low"), lang)) != made(form, lang, "internal")


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_an_edition_says_on_its_face_which_it_is_and_what_it_leaves_out(form: str, lang: Lang) -> None:
    for audience, other in (("internal", "regulator"), ("regulator", "internal")):
        told = " ".join(seen(form, made(form, lang, audience)).split())
        assert EDITIONS[audience][lang] in told
        assert edition_notice(audience, lang) in told
        assert edition_notice(other, lang) not in told


def test_the_face_for_a_regulator_names_everything_that_is_left_out(lang: Lang) -> None:
    assert len(LEFT_OUT) == 5
    assert all(left[lang] in edition_notice("regulator", lang) for left in LEFT_OUT)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_edition_for_a_regulator_holds_all_else(form: str, lang: Lang) -> None:
    told = " ".join(seen(form, made(form, lang, "regulator")).split())
    assert [name for name, needed in elements(lang) if " ".join(needed.split()) not in told] == []


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_internal_edition_is_what_is_made_without_a_word(form: str) -> None:
    assert FORMATS[form](assessment("en")) == made(form, "en", "internal")


def test_both_editions_tell_the_same_verdicts_of_the_same_receipt() -> None:
    internal, regulator = (json.loads(made("json", "en", audience)) for audience in get_args(Audience))
    assert [(x["obligation"], x["words"]) for x in internal["lines"]] == [
        (x["obligation"], x["words"]) for x in regulator["lines"]
    ]
    assert internal["counts_by"] == regulator["counts_by"]
    assert regulator["receipt"] == {
        "hash": internal["receipt"]["receipt"],
        "hashes": internal["receipt"]["hashes"],
        "guiju": internal["receipt"]["guiju"],
    }


def test_the_json_for_a_regulator_counts_rows_by_verdict() -> None:
    lines = {line["obligation"]: line for line in json.loads(made("json", "en", "regulator"))["lines"]}
    assert [check["rows"] for check in lines["cac-group-services-2017#set-group-code"]["proof"]] == [{"breached": 13}]


def test_the_samples_plant_each_text_in_the_profile_once() -> None:
    profile = json.dumps(CONTENT)
    assert all(text in profile for text in PLANTED.values())
    assert len(set(PLANTED.values())) == len(PLANTED)
