"""What files come to by articles 4 to 6 of the Labelling Measures, with what is declared of them."""

import json
import os
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import guiju
from case_tables import cases, each
from guiju.api.labelling import labelling
from guiju.cli import parser
from guiju.documents import labelling as documents
from guiju.files.finding import Misuse, Unsound
from guiju.files.schema_errors import validator
from guiju.labels.content import ENTITY, measured
from guiju.labels.reading import read_file
from guiju.reading.limits import MAX_BYTES
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


def test_the_exit_code_says_breach_then_unreadable_then_nothing(tmp_path, capsys):
    declared = tmp_path / "service.yaml"
    declared.write_text(
        "facts: {generates_synthetic_content: true}\n"
        "rows: {content: {'*': {content_made_on: 2025-11-01, generated_by_service: true}}}\n"
    )

    codes = [
        ended("plain.png", "locked.pdf", "--declared", str(declared)),
        ended("plain.png", "locked.pdf"),
        ended("plain.png"),
    ]

    assert codes == [1, 3, 0]
    assert "locked.pdf: unreadable-pdf: is encrypted" in capsys.readouterr().err


def test_nothing_is_established_by_what_was_not_read(tmp_path, capsys):
    (tmp_path / "a.webp").write_bytes(b"RIFF")
    (tmp_path / "b").write_bytes(b"text")

    assert ended(str(tmp_path)) == 3  # no file was read
    assert "格式不读取2个（.webp、没有扩展名）" in capsys.readouterr().out
    (tmp_path / "c.md").write_text("A")
    assert ended(str(tmp_path)) == 0
    assert ended(str(tmp_path), str(tmp_path / "a.webp")) == 3  # a file that was named by itself
    assert f"{tmp_path}/a.webp: 不读取此种格式" in capsys.readouterr().err


@each(["csv", "json", "text"])
def test_a_name_that_is_no_text_is_escaped(form, tmp_path, capsys):
    with open(os.fsencode(tmp_path) + b"/\xff.md", "w"):  # noqa: PTH123  # as bytes
        pass

    assert ended(str(tmp_path), "--format", form) == 0
    assert "\\udcff.md" in capsys.readouterr().out


def test_what_a_label_holds_is_shown_in_one_line_and_moves_no_cursor(tmp_path, capsys):
    name = "\x1b[2J\nb.md"
    (tmp_path / name).write_text('---\nAIGC: {"Label": "\\u001b[2J\\u202e\\n1", "ProduceID": "x"}\n---\n')

    ended(str(tmp_path / name))

    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    path, label, *_ = shown.split("\n")
    assert path.endswith("/\\x1b[2J\\nb.md")
    assert label.endswith("ProduceID=x")


def files_that_cannot_be_read(folder):
    """A folder of them, by what is said of each."""
    sample = (SAMPLES / "text.png").read_bytes()
    (folder / "cut.png").write_bytes(sample[:100])
    (folder / "begun.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "begun.pdf").write_bytes(b"%PDF-1.4")
    (folder / "none.docx").write_bytes(b"")
    (folder / "noise.md").write_bytes(b"\x89\xff\xfe\x00\x80" * 9)
    with (folder / "huge.png").open("wb") as huge:
        huge.write(sample)
        huge.truncate(MAX_BYTES + 1)
    os.mkfifo(folder / "pipe.png")
    (folder / "named.png").symlink_to("nowhere.png")
    return {
        "cut.png": "ends before its last chunk; copy it again",
        "begun.jpg": "is damaged before its picture begins",
        "begun.pdf": "is damaged: it has no trailer",
        "none.docx": "is empty; copy it again",
        "noise.md": "neither UTF-8 nor GB18030 from this byte on",
        "huge.png": "more than 33,554,432 bytes",
        "pipe.png": "nothing writes to this pipe",
        "named.png": "no such file or directory",
    }


def test_a_file_that_cannot_be_read_is_one_line_and_leaves_the_others(tmp_path, capsys):
    expected = files_that_cannot_be_read(tmp_path)
    (tmp_path / "whole.png").write_bytes((SAMPLES / "text.png").read_bytes())

    code = ended(*(str(tmp_path / name) for name in (*expected, "whole.png")))

    shown = capsys.readouterr()
    lines = shown.err.splitlines()
    assert code == 3
    assert len(lines) == len(expected)
    for line, (name, message) in zip(lines, expected.items(), strict=True):
        assert line.startswith(f"{tmp_path}/{name}:")
        assert message in line
    assert "Label=1" in shown.out


def test_a_folder_that_cannot_be_opened_is_not_passed_over(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.md").write_text("A")
    monkeypatch.chdir(tmp_path)
    for _ in range(20):  # deeper than a path can say
        Path("b" * 250).mkdir()
        monkeypatch.chdir("b" * 250)

    assert ended(str(tmp_path)) == 3
    assert "unreadable-file: cannot be read (file name too long)" in capsys.readouterr().err


def test_links_to_folders_are_not_followed_and_a_link_to_a_file_is_read(tmp_path, capsys):
    (tmp_path / "again").symlink_to(".")
    (tmp_path / "a.png").symlink_to(SAMPLES / "text.png")

    assert ended(str(tmp_path)) == 0
    assert "共1个文件，已读1个" in capsys.readouterr().out


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


def test_a_table_is_judged_in_place_of_files(tmp_path, capsys):
    declared, table = tmp_path / "service.yaml", tmp_path / "content.csv"
    declared.write_text("facts: {generates_synthetic_content: true}\n")
    table.write_text(
        "content_id,content_made_on,generated_by_service,metadata_attribute,metadata_provider,metadata_content_number\n"
        "a,2025-09-01,true,true,false,true\nb,2025-09-01,true,true,true,true\nc,2025-09-01,false,false,false,false\n"
        "d,2025-08-31,true,true,false,true\ne,,true,true,false,true\n"
    )

    code = ended("--table", f"content={table}", "--declared", str(declared), "--lang", "en")

    assert code == 1
    assert ": one apparent gap;" in capsys.readouterr().out


@each(["csv", "out.csv"])
def test_a_table_is_not_written_as_one(form, tmp_path):
    given = ["--format", form] if form == "csv" else ["-o", str(tmp_path / form)]

    with pytest.raises(Misuse, match="--table gives text or JSON, not csv"):
        ended("--table", "content=x.csv", "--declared", "x.yaml", *given)


@each(
    [
        ["no-such-file.png"],
        ["plain.png", "--declared", "no-such-profile.yaml"],
        ["plain.png", "--format", "xml"],
        ["plain.png", "--declared", str(SAMPLES / "plain.png")],
        ["plain.png", "--declared", str(SAMPLES)],
        [],
        ["--table", "content=x.csv"],
    ]
)
def test_what_cannot_be_done_is_refused_before_anything_is_read(arguments):
    with pytest.raises((Misuse, Unsound)):
        ended(*arguments)


@each(CASES["declared_nonsense"])
def test_a_declaration_that_does_not_fit_is_one_line_with_its_place(case, tmp_path):
    declared = tmp_path / "d.yaml"
    declared.write_text(case["text"])

    with pytest.raises(Unsound) as refused:
        ended("plain.png", "--declared", str(declared))

    (finding,) = refused.value.findings
    assert str(finding.at) == f"{declared}:{case['at']}"
    assert case["message"] in finding.message
    assert "\n" not in str(finding)


@each(CASES["tables_refused"])
def test_a_table_that_does_not_fit_is_refused_in_one_line(case, tmp_path):
    declared, table = tmp_path / "service.yaml", tmp_path / "content.csv"
    declared.write_text("facts: {generates_synthetic_content: true}\n")
    table.write_text(case["text"])

    with pytest.raises(Unsound if case.get("dirty") else Misuse, match=case["message"]) as refused:
        ended("--table", f"content={table}", "--declared", str(declared))

    assert "\n" not in str(refused.value)


def test_the_output_says_that_it_detects_nothing(capsys):
    ended("plain.png", "--lang", "en")

    assert "detects no AI content" in capsys.readouterr().out


def ended(*arguments):
    """The exit code of the command, for samples by their names."""
    named = [str(SAMPLES / name) if (SAMPLES / name).is_file() else name for name in arguments]
    given = ["labels", *named, "--base", str(ROOT), "--as-of", DAY]
    parsed = parser(given).parse_args(given)
    return parsed.run(parsed, date.fromisoformat(DAY))
