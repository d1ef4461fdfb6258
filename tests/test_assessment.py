"""An assessment says what the facts decide, how firmly, and what is missing; it never passes what it does not know."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.assessment import Assessment, assess
from guiju.assessment import receipt as receipts
from guiju.assessment.profile import load_profile, profile
from guiju.assessment.proof import proof
from guiju.assessment.questionnaire import questionnaire
from guiju.assessment.reads import facts_asked
from guiju.cli import main
from guiju.files.source import Document, parse
from guiju.law.load import load
from guiju.model import Corpus
from guiju.reasoning.checklist import checklist
from real_corpus import real
from receipt_files import hashed_again, wrong
from unsound import defects_of

GOOD = Path(__file__).parent / "corpora" / "good"
DAY = date(2023, 1, 1)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The small knowledge base of the tests, and not the real one."""
    return load(GOOD)


def assessed(corpus: Corpus, content: dict[str, Any], as_of: date = DAY, lang: Any = "zh") -> Assessment:
    asked = checklist(corpus, corpus.vocabulary.roles, as_of, lang)
    return assess(asked, profile(Document("p.yaml", content)))


def line(assessment: Assessment, slug: str) -> Any:
    return next(a for a in assessment.lines if a.line.id == f"rule-old#{slug}")


@pytest.mark.parametrize(
    ("facts", "verdict", "words"),
    [
        ({}, "undetermined", "待核实：缺事实"),
        ({"keeps_logs": True}, "undetermined", "待核实：缺事实"),
        ({"keeps_logs": False}, "not_applicable", "自述不适用，未核验"),
        ({"keeps_logs": True, "log_retention": "P6M"}, "met", "自述符合，未核验"),
        ({"keeps_logs": True, "log_retention": "P180D"}, "breached", "疑似不符合（待复核）"),
        ({"keeps_logs": True, "log_retention": "P183D"}, "undetermined", "待核实：须由人判断"),
        ({"log_retention": "P6M"}, "undetermined", "待核实：缺事实"),
    ],
)
def test_facts_decide_and_missing_ones_never_pass(
    facts: dict[str, Any], verdict: str, words: str, corpus: Corpus
) -> None:
    found = line(assessed(corpus, {"facts": facts}), "keep-logs")
    assert (found.verdict, found.words.zh) == (verdict, words)


def test_the_weakest_basis_words_the_verdict(corpus: Corpus) -> None:
    firm = {"value": True, "basis": "measured", "reviewer": "法务部"}
    long = {"value": "P6M", "basis": "measured", "reviewer": "法务部"}
    short = {**long, "value": "P180D"}
    words = lambda facts: line(assessed(corpus, {"facts": facts}), "keep-logs").words.en  # noqa: E731  # short and local
    assert words({"keeps_logs": firm, "log_retention": long}) == "met, as measured"
    assert words({"keeps_logs": True, "log_retention": long}) == "declared met, not verified"
    assert (
        words({"keeps_logs": firm, "log_retention": {**long, "basis": "inferred"}})
        == "met as inferred or reported, not verified"
    )
    assert words({"keeps_logs": firm, "log_retention": short}) == "not met"
    assert words({"keeps_logs": True, "log_retention": short}) == "apparent gap, to be reviewed"
    no = {**firm, "value": False}
    assert words({"keeps_logs": no}) == "not applicable"
    assert words({"keeps_logs": {**no, "basis": "reported"}}) == "not applicable as inferred or reported, not verified"
    assert words({"keeps_logs": False}) == "declared not applicable, not verified"


def test_a_stale_fact_counts_as_missing_from_its_last_day(corpus: Corpus) -> None:
    facts = {"keeps_logs": True, "log_retention": {"value": "P6M", "basis": "measured", "expires": "2023-01-02"}}
    assert line(assessed(corpus, {"facts": facts}), "keep-logs").verdict == "met"
    found = line(assessed(corpus, {"facts": facts}, date(2023, 1, 2)), "keep-logs")
    assert found.verdict == "undetermined"
    assert found.set_aside == (("service", "service", "log_retention"),)


def test_a_finding_without_a_named_reviewer_triggers_nothing(corpus: Corpus) -> None:
    machine = {"name_finding": {"value": "insult", "basis": "measured"}}
    person = {"name_finding": {"value": "insult", "basis": "measured", "reviewer": "审核组"}}
    rows = {"facts": {"keeps_logs": True}, "rows": {"name_review": {"r1": machine}}}
    assert line(assessed(corpus, rows), "no-insults").verdict == "undetermined"
    rows["rows"] = {"name_review": {"r1": machine, "r2": person}}
    found = line(assessed(corpus, rows), "no-insults")
    assert found.verdict == "breached"
    assert [row.key for row in found.judgement.rows if row.verdict == "breached"] == ["r2"]


def test_a_declaration_speaks_where_no_test_does(corpus: Corpus) -> None:
    content = {"facts": {}, "declarations": {"rule-old#report": {"status": "met", "by": "合规部"}}}
    found = line(assessed(corpus, content), "report")
    assert (found.verdict, found.decided_by, found.words.zh) == ("met", "declaration", "自述符合，未核验")


@pytest.mark.parametrize(
    ("status", "reviewer", "words"),
    [
        ("partly_met", {}, "declared partly met, to be reviewed"),
        ("partly_met", {"reviewer": "审计部"}, "declared partly met, reviewed"),
        ("not_met", {}, "apparent gap, to be reviewed"),
        ("not_met", {"reviewer": "审计部"}, "not met"),
    ],
)
def test_what_was_declared_and_reviewed_is_no_longer_to_be_reviewed(
    status: str, reviewer: dict[str, str], words: str, corpus: Corpus
) -> None:
    content = {"facts": {}, "declarations": {"rule-old#report": {"status": status, "by": "合规部", **reviewer}}}
    found = line(assessed(corpus, content), "report")
    assert (found.verdict, found.words.en) == ("breached", words)


def test_a_test_beats_a_declaration_and_the_disagreement_is_reported(corpus: Corpus) -> None:
    content = {
        "facts": {"keeps_logs": True, "log_retention": "P180D"},
        "declarations": {"rule-old#keep-logs": {"status": "met", "by": "合规部"}},
    }
    found = line(assessed(corpus, content), "keep-logs")
    assert (found.verdict, found.decided_by, found.disagreement) == ("breached", "test", True)


def test_counts_add_up_to_all_duties(corpus: Corpus) -> None:
    found = assessed(corpus, {"facts": {"keeps_logs": False}})
    assert sum(found.counts.values()) == len(found.lines) == 6
    assert all(entry.obligation.binds for entry in (a.line for a in found.lines))


VALUES = st.fixed_dictionaries(
    {},
    optional={"keeps_logs": st.booleans(), "log_retention": st.sampled_from(["P5M", "P6M", "P180D", "P183D", "P184D"])},
)


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_a_receipt_holds_when_computed_again(facts: dict[str, Any]) -> None:
    corpus = load(GOOD)
    told = json.loads(json.dumps(receipts.receipt(assessed(corpus, {"facts": facts}))))
    assert wrong(told, corpus) == []


def test_a_receipt_that_was_edited_does_not_hold(corpus: Corpus) -> None:
    told = receipts.receipt(assessed(corpus, {"facts": {"keeps_logs": True, "log_retention": "P180D"}}))
    for key, value in [("as_of", "2024-01-01"), ("verdicts", []), ("guiju", "9"), ("profile", {"facts": {}})]:
        assert wrong({**told, key: value}, corpus)[0] == (
            "receipt: the receipt was edited: its hash is not that of its content"
        )


def test_a_receipt_says_what_changed_since(corpus: Corpus, tmp_path: Path) -> None:
    told = receipts.receipt(assessed(corpus, {"facts": {"keeps_logs": True, "log_retention": "P6M"}}))
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "regulations" / "rule-old" / "obligations" / "art_002.yaml"
    file.write_text(file.read_text("utf-8").replace("value: 6, unit: month", "value: 7, unit: month"), "utf-8")
    changed = load(tmp_path)
    name = "rule-old#keep-logs"
    assert wrong(told, changed) == [
        f'hashes.duties["{name}"].reading: the reading of the duty changed',
        f'verdicts[2].verdict ({name}): is "met"; should be "breached" when computed again',
    ]


BAD_PROFILES = {
    "facts: {keep_logs: true}\n": "1:9: profile: there is no fact keep_logs here; did you mean keeps_logs?",
    "facts: {keeps_logs: maybe}\n": "1:21: profile: keeps_logs is 'maybe'; write true or false",
    "facts: {log_retention: 180}\n": "1:24: profile: log_retention is '180'; write an ISO 8601 period of one unit, "
    "such as P6M or P180D",
    "facts: {log_retention: P6M1D}\n": "1:24: profile: log_retention is 'P6M1D'; write an ISO 8601 period of one "
    "unit, such as P6M or P180D",
    "facts: {name_finding: clean}\n": "1:9: profile: there is no fact name_finding here; it is a fact of name_review",
    "rows: {}\n": "1:1: schema: key 'facts' is missing; add it (Facts of the service)",
    "facts: {}\nrows: {groups: {g: {}}}\n": "2:8: profile: there is no entity groups with rows; entities: conduct, "
    "name_review",
    "facts: {}\nfact: {}\n": "2:1: schema: unknown key 'fact'; did you mean 'facts'?",
    "facts: {}\ndeclarations: {rule-old#keep-log: {status: met, by: x}}\n": "2:16: profile: there is no obligation "
    "rule-old#keep-log; did you mean "
    "rule-old#keep-logs?",
}


@pytest.mark.parametrize("text", BAD_PROFILES, ids=lambda t: t.strip()[:40])
def test_a_profile_that_does_not_fit_is_one_line_with_its_place(text: str, tmp_path: Path, corpus: Corpus) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(text, "utf-8")
    found = defects_of(load_profile, file, corpus)
    assert [str(f).removeprefix(f"{file.as_posix()}:") for f in found][:1] == [BAD_PROFILES[text]]


def test_the_questionnaire_is_a_valid_empty_profile_and_filled_in_a_full_one(corpus: Corpus, tmp_path: Path) -> None:
    asked = checklist(corpus, corpus.vocabulary.roles, DAY)
    text = questionnaire(asked)
    file = tmp_path / "p.yaml"
    file.write_text(text, "utf-8")
    load_profile(file, corpus)
    for fact in facts_asked(asked):
        assert f"{fact.id}: {{value: " in text
    filled = text.replace("  # keeps_logs: {value: true | false, ", "  keeps_logs: {value: true, ").replace(
        "  # log_retention: {value: PERIOD, ", "  log_retention: {value: P6M, "
    )
    file.write_text(filled, "utf-8")
    assert line(assess(asked, load_profile(file, corpus)), "keep-logs").verdict == "met"


def test_the_questionnaire_says_what_only_a_displaced_rule_asks_for() -> None:
    base = real()
    roles = [role for role in base.vocabulary.roles if role.id in ("group-provider", "account-provider")]
    hint, head = (
        " (Account Name Provisions only; a later rule since 2022-08-01)",
        "# Account Name Provisions: since 2022-08-01 ",
    )
    now = questionnaire(checklist(base, roles, date(2022, 8, 1), "en"))
    facts = {fact.question["en"]: fact for fact in base.vocabulary.facts}
    hinted = [facts[line.removesuffix(hint).lstrip(" #")] for line in now.splitlines() if line.endswith(hint)]
    assert head in now
    assert len(hinted) > 10
    assert all(any(place.startswith("cac-account-names-2015#") for place in fact.serves) for fact in hinted)
    assert "group_code" not in {fact.id for fact in hinted}
    before = questionnaire(checklist(base, roles, date(2022, 7, 31), "en"))
    assert hint not in before
    assert head not in before


def test_every_uncommented_line_of_the_questionnaire_is_yaml(corpus: Corpus) -> None:
    for lang in ("zh", "en"):
        text = questionnaire(checklist(corpus, corpus.vocabulary.roles, DAY, lang))
        assert set(yaml.safe_load(text)) == {"report", "facts", "coverage", "rows", "declarations"}
        parse(text.encode(), "q")


def test_assess_gives_an_exit_code_for_ci(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "p.yaml"
    command = ["assess", str(file), "--role", "platform", "--base", str(GOOD), "--as-of", "2023-01-01"]
    file.write_text("facts: {keeps_logs: true, log_retention: P180D}\n", "utf-8")
    assert main(command) == 1
    assert "疑似不符合" in capsys.readouterr().out
    file.write_text("facts: {keeps_logs: true, log_retention: P6M}\n", "utf-8")
    assert main(command) == 0
    assert main([*command, "--fail-on", "undetermined"]) == 1


def test_a_profile_that_does_not_fit_is_not_called_a_defect_of_the_knowledge_base(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "profile.yaml"
    target.write_text("facts:\n  no_such_fact: {value: true, basis: declared}\n", "utf-8")
    assert main(["assess", str(target), "--role", "group-provider"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"{target}:2:3: profile: there is no fact no_such_fact here; guiju questions lists them\n"


def test_verify_answers_for_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, answer = tmp_path / "p.yaml", tmp_path / "a.json"
    file.write_text("facts: {keeps_logs: true, log_retention: P6M}\n", "utf-8")
    assert (
        main(
            ["assess", str(file), "--role", "platform", "--base", str(GOOD), "--as-of", "2023-01-01", "-o", str(answer)]
        )
        == 0
    )
    assert main(["verify", str(answer), "--base", str(GOOD)]) == 0
    answer.write_text(answer.read_text("utf-8").replace('"P6M"', '"P5M"'), "utf-8")
    assert main(["verify", str(answer), "--base", str(GOOD)]) == 1
    for content in ("", "[]", "{}", '{"receipt": 1}', "[" * 100_000, '{"receipt": {"receipt": "x"}}'):
        answer.write_text(content, "utf-8")
        capsys.readouterr()
        assert main(["verify", str(answer), "--base", str(GOOD)]) in (1, 2)
        out, err = capsys.readouterr()
        assert (out + err).count("\n") == 1


def test_questions_do_not_overwrite_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "p.yaml"
    assert main(["questions", "--role", "platform", "--base", str(GOOD), "-o", str(target)]) == 0
    before = target.read_bytes()
    assert main(["questions", "--role", "platform", "--base", str(GOOD), "-o", str(target)]) == 2
    assert target.read_bytes() == before


HOSTILE_FACTS = {
    "log_retention: P9999Y": "",
    "log_retention: P9999M": "",
    'log_retention: "P6M\\n"': "does not fit",
    'log_retention: "\\e[31mP6M"': "does not fit",
    f"log_retention: {'9' * 17}": "too long for a number",
    f"log_retention: {'9' * 17}.0": "too long for a number",
}


@pytest.mark.parametrize("fact", HOSTILE_FACTS)
def test_a_hostile_fact_is_assessed_or_found(fact: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.yaml").write_text(f"facts:\n  keeps_logs: true\n  {fact}\n", "utf-8")
    target = tmp_path / "a.json"
    code = main(["assess", str(tmp_path / "p.yaml"), "--role", "platform", "--base", str(GOOD), "-o", str(target)])
    err = capsys.readouterr().err
    found = HOSTILE_FACTS[fact]
    assert found in err
    assert target.exists() is not bool(found)
    assert code == 2 if found else code in (0, 1)


def test_a_profile_key_with_a_line_break_is_found(tmp_path: Path, corpus: Corpus) -> None:
    (tmp_path / "p.yaml").write_text('facts:\nrows:\n  account:\n    "a\\nb": {}\n', "utf-8")
    found = defects_of(load_profile, tmp_path / "p.yaml", corpus)
    assert all("\n" not in str(finding) for finding in found)


def told(corpus: Corpus, **changes: Any) -> dict[str, Any]:
    """A receipt that was edited and hashed again."""
    made = receipts.receipt(assessed(corpus, {"facts": {"keeps_logs": True}}))
    parts = {"profile": made["profile"] | changes.pop("profile")} if "profile" in changes else {}
    return hashed_again(made | parts | changes)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"roles": ["nobody"]}, 'roles[0]: is "nobody", which is not one of the roles of the knowledge base'),
        (
            {"regulations": ["gone"]},
            'regulations[0]: is "gone", which is not one of the regulations of the knowledge base',
        ),
        ({"topics": ["gone"]}, 'topics[0]: is "gone", which is not one of the topics of the knowledge base'),
        ({"topics": ["a\nb"]}, "topics[0]: 'a\\nb' does not fit"),
        (
            {"as_of": "20260101"},
            "as_of: '20260101' does not fit; A calendar day, ISO 8601, quoted so that every YAML reader sees a string",
        ),
        (
            {"profile": {"facts": {"keeps_log": True}}},
            "profile.facts.keeps_log: there is no fact keeps_log here; did you mean keeps_logs?",
        ),
        (
            {"profile": {"facts": {"keeps_logs": "P6M"}}},
            "profile.facts.keeps_logs: keeps_logs is 'P6M'; write true or false",
        ),
    ],
)
def test_a_forged_receipt_says_what_the_knowledge_base_does_not_know(
    changes: dict[str, Any], says: str, corpus: Corpus
) -> None:
    (line,) = wrong(told(corpus, **changes), corpus)
    assert line.startswith(says)


@pytest.mark.parametrize("text", ["[" * 900 + "]" * 900, '{"a": ' * 900 + "1" + "}" * 900, "NaN", "{}", "9" * 5000])
def test_what_is_no_receipt_is_one_line(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r.json").write_text(text, "utf-8")
    assert main(["verify", str(tmp_path / "r.json"), "--base", str(GOOD)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_what_was_declared_after_the_day_does_not_count_yet(corpus: Corpus) -> None:
    def declared(day: str) -> Any:
        told = {"status": "met", "by": "合规部", "date": day}
        return assessed(corpus, {"facts": {}, "declarations": {"rule-old#report": told}}, lang="en")

    found = declared(DAY.isoformat())
    assert (line(found, "report").verdict, line(found, "report").decided_by) == ("met", "declaration")
    found = declared("2023-01-02")
    assert (line(found, "report").verdict, line(found, "report").decided_by) == ("undetermined", "none")
    assert any(
        sentence.endswith("; later than the day of the assessment, so it does not count")
        for sentence in proof(found, line(found, "report"))
    )
