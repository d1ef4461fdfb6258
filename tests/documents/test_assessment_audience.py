"""The edition of a report for a regulator says what it leaves out, and leaves it out of every part of every file."""

import json

import pytest

from assessment_samples import PLANTED, assessment, everything
from guiju.documents.report.audience import EDITIONS, LEFT_OUT, edition_notice
from guiju.model import Lang
from guiju.writers import formats
from report_files import AUDIENCES, REPORTS, graded, made, text, written


@pytest.mark.parametrize(("document", "form"), REPORTS)
def test_what_is_internal_is_in_the_internal_edition_only(document: str, form: str, lang: Lang) -> None:
    internal, regulator = (everything(made(document, form, lang, audience)) for audience in AUDIENCES)
    assert [what for what, planted in PLANTED.items() if planted in regulator] == []
    for what in PLANTED if document == "assessment" else ["note"]:
        assert PLANTED[what] in internal, what


@pytest.mark.parametrize(("document", "form"), REPORTS)
def test_a_risk_grade_does_not_change_a_byte_of_the_edition_for_a_regulator(
    document: str, form: str, lang: Lang
) -> None:
    for grade in ("high", "medium", "low"):
        assert written(document, form, graded(grade, lang), "regulator") == made(document, form, lang, "regulator")
    if document == "assessment":
        assert written(document, form, graded("low", lang)) != made(document, form, lang)


@pytest.mark.parametrize(("document", "form"), REPORTS)
def test_an_edition_says_on_its_face_which_it_is_and_what_it_leaves_out(document: str, form: str, lang: Lang) -> None:
    for audience, other in (("internal", "regulator"), ("regulator", "internal")):
        told = text(document, form, lang, audience)
        if (document, form) != ("applicability", "json"):
            assert EDITIONS[audience][lang] in told
        if (document, form) != ("applicability", "csv"):  # its rows have no room for a notice
            assert edition_notice(audience, lang) in told
        assert edition_notice(other, lang) not in told


def test_the_face_for_a_regulator_names_everything_that_is_left_out(lang: Lang) -> None:
    assert len(LEFT_OUT) == 5
    assert all(left[lang] in edition_notice("regulator", lang) for left in LEFT_OUT)


@pytest.mark.parametrize(("document", "form"), REPORTS)
def test_the_internal_edition_is_what_is_made_without_a_word(document: str, form: str) -> None:
    assert formats(document)[form](assessment("en")) == made(document, form, "en")


def test_both_editions_tell_the_same_verdicts_of_the_same_receipt() -> None:
    internal, regulator = (json.loads(made("assessment", "json", "en", audience)) for audience in AUDIENCES)
    verdicts, of_regulator = (
        [(line["obligation"], line["words"]) for line in edition["lines"]] for edition in (internal, regulator)
    )
    assert verdicts == of_regulator
    assert internal["counts_by"] == regulator["counts_by"]
    sealed = internal["receipt"]
    assert regulator["receipt"] == {"hash": sealed["receipt"]} | {key: sealed[key] for key in ("hashes", "guiju")}


def test_the_json_for_a_regulator_counts_rows_by_verdict() -> None:
    edition = json.loads(made("assessment", "json", "en", "regulator"))
    lines = {line["obligation"]: line for line in edition["lines"]}
    assert [check["rows"] for check in lines["cac-group-services-2017#set-group-code"]["proof"]] == [{"breached": 13}]
