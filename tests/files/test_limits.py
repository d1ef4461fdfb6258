"""What is too much: refusal in one line that says the limit and how to go on, before it costs time or memory."""

import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from guiju.assessment.profile import MAX_ENTRIES
from guiju.cli import main
from guiju.files import content, source
from guiju.files.finding import LONGEST_MESSAGE, Finding, Location, one_line
from guiju.reading.limits import MAX_ATTRIBUTES
from places import GOOD
from table_samples import Captured, assess, refusal, written
from unsound import defects_of

Refuse = Callable[..., str]


@pytest.fixture
def refused(capsys: Captured) -> Refuse:
    """What a command says that is refused."""

    def said(*words: str | Path) -> str:
        assert main([*map(str, words)]) == 2
        return capsys.readouterr().err

    return said


@pytest.fixture
def refuse(tmp_path: Path, refused: Refuse) -> Refuse:
    """What `guiju assess` says of a profile of this text, which it refuses."""

    def answer(text: str) -> str:
        (tmp_path / "profile.yaml").write_text(text, "utf-8")
        return refused("assess", tmp_path / "profile.yaml", "--role", "group-provider")

    return answer


def test_a_file_of_too_many_values_says_how_many_are_read() -> None:
    [found] = defects_of(source.parse, f"[{'1,' * source.MAX_VALUES}1]".encode(), "x.yaml")
    assert found.message.startswith("more than 500,000 values, which is all that is read; split it")
    source.parse(f"[{'1,' * (source.MAX_VALUES - 2)}1]".encode(), "x.yaml")


@pytest.mark.parametrize(
    "section", ["facts:", "facts: {}\ndeclarations:", "facts: {}\nrows:", "facts: {}\nrows:\n  group:"]
)
def test_a_profile_of_too_many_entries_is_one_line_and_rows_belong_in_tables(refuse: Refuse, section: str) -> None:
    indent = "    " if section.endswith("group:") else "  "
    said = refuse(f"{section}\n" + "".join(f"{indent}k{n}: {{}}\n" for n in range(MAX_ENTRIES + 1)))
    assert said.count("\n") == 1 and "2,001 entries, but a profile can have at most 2,000" in said
    if section.endswith("group:"):
        assert ":3:3: profile: " in said and "; save them as CSV or Parquet" in said and "--table group=FILE" in said


def test_a_profile_of_many_defects_shows_the_first_and_counts_the_others(refuse: Refuse) -> None:
    said = refuse("facts:\n" + "".join(f"  unknown_{n}: 1\n" for n in range(1000)))
    assert len(said.splitlines()) == 51 and said.endswith("… and 150 more\n")


@pytest.mark.parametrize(
    "text",
    [
        "facts:\n  ? KEY\n  : 1\n",
        "facts: {}\nrows:\n  ? KEY\n  : {}\n",
        "? KEY\n: 1\n",
        "facts:\n  filing: KEY\n",
        "facts: {}\ndeclarations:\n  ? KEY\n  : {status: met}\n",
        "? KEY\n: 1\n? KEY\n: 2\n",
    ],
)
def test_a_message_is_never_as_long_as_what_it_quotes(refuse: Refuse, text: str) -> None:
    assert len(refuse(text.replace("KEY", '"' + "k" * 1_000_000 + '"'))) < LONGEST_MESSAGE + 500


@pytest.mark.parametrize("call", ["find x --base LONG", "checklist --role LONG", "check --LONG"])
def test_a_long_argument_leaves_the_remedy_in_sight(refused: Refuse, call: str) -> None:
    said = refused(*call.replace("LONG", "a" * 4096).split())
    assert len(said) < 1000 and "; " in said


def test_a_quotation_is_shortened_before_it_is_escaped() -> None:
    assert one_line("\u202e" * 10_000_000) == one_line("\u202e" * 100)
    assert len(Finding("x", "m" * 10_000, Location("p")).message) == LONGEST_MESSAGE


def test_a_sheet_of_too_many_attributes_is_refused_before_it_is_read(tmp_path: Path, refused: Refuse) -> None:
    of_one = "".join(f" a{n}='x'" for n in range(200_000))
    of_many = "".join(f"<r a{n}='x'/>" for n in range(200_000))
    most = "<r" + " a=''" * (MAX_ATTRIBUTES + 1) + "/>"
    for text in (f"<Relationships{of_one}/>", f"<Relationships>{of_many}</Relationships>", most):
        with zipfile.ZipFile(tmp_path / "sheet.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("_rels/.rels", text)
        told = refused("assess", tmp_path / "sheet.xlsx")
        assert "has more than 2,500,000 elements, 5,000,000 attributes or 1,000 names of them" in told


def test_a_database_that_breaks_off_is_one_line_without_a_traceback(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "chat.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE groups (group_id TEXT, group_code TEXT)")
        connection.executemany("INSERT INTO groups VALUES (?, ?)", [(f"g{n}", "c" * 3000) for n in range(2000)])
    connection.close()
    data = bytearray(file.read_bytes())
    data[4096 * 50 : 4096 * 60] = b"\xa5" * 40_960
    file.write_bytes(data)
    line = refusal(capsys, tmp_path, "--table", f"group={file}#groups")
    assert "cannot be read (database disk image is malformed)" in line
    assert "Traceback" not in line and "Python" not in line


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe.yaml")
    return tmp_path / "pipe.yaml"


def test_a_pipe_that_nothing_writes_to_is_not_waited_for_for_ever(
    tmp_path: Path, pipe: Path, refused: Refuse, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = written(tmp_path / "groups.parquet")
    said = [refused("assess", pipe, "--role", "group-provider")]
    monkeypatch.setattr(content, "_FOR_A_WRITER", 0.1)  # once for as long as it is, then to see who else asks
    said.append(refused("verify", pipe))
    for option in ("--hash-keys", "--mapping"):
        assert assess(tmp_path, "--table", f"group={table}", option, str(pipe)) == 2
        said.append(capsys.readouterr().err)
    said.append(refused("assess", pipe.rename(tmp_path / "pipe.xlsx")))
    assert [text for text in said if "nothing writes to this pipe" not in text] == []


def test_a_pipe_that_nothing_reads_from_is_not_waited_for_for_ever(pipe: Path, refused: Refuse) -> None:
    said = refused("checklist", "--role", "group-owner", "-o", pipe, "--format", "md")
    assert "nothing reads from this pipe" in said


def test_what_another_program_writes_slowly_is_read_whole(pipe: Path) -> None:
    assess_it = [sys.executable, "-m", "guiju", "assess", str(pipe), "--role", "group-provider"]
    with subprocess.Popen(assess_it, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        with pipe.open("w") as opened:  # opened once the other reads
            opened.write("facts:\n")
            opened.flush()
            opened.write("  no_such_fact: 1\n")
        assert running.stdout is not None
        assert "pipe.yaml:2:3: profile: there is no fact no_such_fact" in running.stdout.read()


@pytest.mark.parametrize(
    "call", ["render --base BASE --out", "sample-data --rows 1000 -o", "checklist --base BASE --role platform -o"]
)
def test_links_that_lead_in_a_circle_are_one_line(tmp_path: Path, refused: Refuse, call: str) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (line,) = refused(*call.replace("BASE", str(GOOD)).split(), tmp_path / "circle").splitlines()
    assert "circle: cannot be written (too many levels of symbolic links); choose another" in line


def test_a_file_of_the_base_without_end_is_one_line_where_something_is_looked_up(base: Path, capsys: Captured) -> None:
    with (base / "regulations" / "glossary.yaml").open("ab") as file:
        file.truncate(10**11)
    assert main(["show", "art_1", "--base", str(base)]) == 3
    assert "glossary.yaml:1:1: file-too-large: more than 8,388,608 bytes" in capsys.readouterr().err
