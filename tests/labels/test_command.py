"""The command `guiju labels`: exit codes, one line for what cannot be read, and what is refused."""

import os
from datetime import date
from pathlib import Path

import pytest

from case_tables import cases, each
from guiju.cli import parser
from guiju.files.finding import Misuse, Unsound
from guiju.reading.limits import MAX_BYTES
from places import ROOT

CASES = cases(__file__)
SAMPLES = Path(__file__).with_name("samples")
DAY = "2026-11-25"


def ended(*arguments):
    """The exit code of the command, for samples by their names."""
    named = [str(SAMPLES / name) if (SAMPLES / name).is_file() else name for name in arguments]
    given = ["labels", *named, "--base", str(ROOT), "--as-of", DAY]
    parsed = parser(given).parse_args(given)
    return parsed.run(parsed, date.fromisoformat(DAY))


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


def test_what_is_open_is_said_of_a_file_that_is_not_read_where_something_is_declared_of_it(tmp_path, capsys):
    for name in ("a.mp4", "b.mp4"):
        (tmp_path / name).write_bytes(b"video")
    declared = tmp_path / "service.yaml"
    rows = f"{{content: {{'{tmp_path}/a.mp4': {{content_kind: video}}}}}}"
    declared.write_text(f"facts: {{generates_synthetic_content: true}}\nrows: {rows}\n")

    assert ended(str(tmp_path), "--declared", str(declared)) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [f"{tmp_path}/a.mp4", "  不读取此种格式"]
    assert lines[2].startswith("  还不知道：")
    assert not any(line.startswith(f"{tmp_path}/b.mp4") for line in lines)


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


def test_a_table_is_judged_in_place_of_files(tmp_path, capsys):
    declared, table = tmp_path / "service.yaml", tmp_path / "content.csv"
    declared.write_text("facts: {generates_synthetic_content: true}\n")
    table.write_text(
        "content_id,content_is_file,content_made_on,generated_by_service,metadata_attribute,metadata_provider,"
        "metadata_content_number\n"
        "a,true,2025-09-01,true,true,false,true\nb,true,2025-09-01,true,true,true,true\n"
        "c,true,2025-09-01,false,false,false,false\nd,true,2025-08-31,true,true,false,true\n"
        "e,true,,true,true,false,true\nf,false,2025-09-01,true,true,false,true\n"
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
