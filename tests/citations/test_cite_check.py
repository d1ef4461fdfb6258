"""The command: what it says of a document, how it exits, what it writes, and that it never touches what is right."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cite_check_runs import NOT_RIGHT, RIGHT, TODAY, run
from guiju.citations.checking import check
from guiju.cli import main
from guiju.lookup.laws import LoadedLaws
from places import GOOD
from real_corpus import real
from word_files import word_document

MOVED = "网络运营者应当按照网络安全等级保护制度的要求履行安全保护义务，见《网络安全法》第二十一条。"
FIXED = MOVED.replace("第二十一条", "第二十三条")
pytestmark = pytest.mark.usefixtures("here")


def test_a_finding_is_a_line_with_its_place_its_status_and_what_is_right_now() -> None:
    Path("memo.md").write_text(f"# 备忘\n\n{MOVED}\n", "utf-8")
    outcome = run("memo.md")
    first, summary = outcome.out.splitlines()
    assert outcome.code == 1
    assert first.startswith(f"memo.md:3:{MOVED.index('《') + 1}: renumbered: 《网络安全法》第二十一条：")
    assert first.endswith("现为第二十三条")
    counts = "1处引用（1个文件），1处有误，0处存疑，0处未核对；0处文字相符，0处仅核对条号"
    assert summary == f"{counts}；未注明日期的，按{TODAY}的法律核对"


def test_of_an_article_that_a_text_skips_nobody_says_that_the_law_has_none() -> None:
    Path("law.txt").write_text("测试管理办法\n第一条 应当备案。\n第二条 应当公示。\n第四条 不得转让。\n", "utf-8")
    assert main(["import", "law.txt", "-o", "base"]) == 0
    Path("memo.md").write_text("依照《测试管理办法》第三条、第五条。\n", "utf-8")
    outcome = run("memo.md", "--base", "base", "--format", "json")
    assert [entry["status"] for entry in json.loads(outcome.out)["citations"]] == ["not_checked", "no_such_provision"]


def test_a_document_without_a_citation_is_right() -> None:
    Path("memo.txt").write_text("没有引用。本合同第五条。\n", "utf-8")
    outcome = run("memo.txt", "--lang", "en")
    assert outcome.code == 0
    assert outcome.out.startswith("0 citations in 1 file: 0 findings, 0 warnings, 0 not checked")


def test_a_warning_fails_no_build() -> None:
    Path("memo.txt").write_text("见《网络安全法》第二十一条。", "utf-8")
    outcome = run("memo.txt", "--format", "github")
    assert outcome.code == 0
    assert outcome.out.startswith("::warning file=memo.txt,line=1,col=2,title=moved_subject::")


def test_what_could_not_be_checked_is_said_and_fails_where_it_is_asked_to() -> None:
    Path("memo.txt").write_text("依照刑法第九百条。", "utf-8")
    outcome = run("memo.txt", "--lang", "en")
    assert outcome.code == 0
    assert outcome.out.startswith("memo.txt:1:3: not_checked: ")
    assert "0 findings, 0 warnings, 1 not checked;" in outcome.out
    assert run("memo.txt", "--strict").code == 1


def test_a_line_can_excuse_itself_and_a_status_be_only_warned_of() -> None:
    Path("memo.md").write_text(f"{MOVED} <!-- cite-check: ignore -->\n\n《无此法》第三条\n", "utf-8")
    outcome = run("memo.md", "--lang", "en")
    assert outcome.code == 1
    assert outcome.out.startswith("memo.md:3:1: unknown_law: ")
    assert outcome.out.endswith("; 1 ignored\n")
    assert run("memo.md", "--warn", "unknown_law").code == 0


def test_the_json_has_an_entry_for_each_citation_right_or_wrong() -> None:
    Path("memo.txt").write_text(f"{MOVED}\n\n{FIXED}\n", "utf-8")
    entries = json.loads(run("memo.txt", "--format", "json").out)["citations"]
    keys = ("file", "line", "column", "text", "law_id", "status", "now")
    column = MOVED.index("《") + 1
    assert [tuple(entry[key] for key in keys) for entry in entries] == [
        ("memo.txt", 1, column, "《网络安全法》第二十一条", "cybersecurity-law", "renumbered", "art_23"),
        ("memo.txt", 3, column, "《网络安全法》第二十三条", "cybersecurity-law", "ok", None),
    ]


def test_the_day_of_front_matter_decides_the_version_and_otherwise_that_of_the_command() -> None:
    Path("old.md").write_text(f"---\ndate: 2018-01-01\n---\n{MOVED}", "utf-8")
    Path("plain.md").write_text(MOVED, "utf-8")
    assert run("old.md").code == 0
    assert run("plain.md").code == 1
    assert run("plain.md", "--as-of", "2018-01-01").code == 0


@pytest.mark.parametrize("name", ["memo.md", "memo.txt", "memo.html", "memo.csv", "memo.yaml", "memo.docx"])
def test_fix_writes_the_repair_once(name: str) -> None:
    file = Path(name)
    file.write_bytes(word_document(MOVED, FIXED) if name.endswith("docx") else f"{MOVED}\r\n\r\n{FIXED}".encode())
    assert run(name, "--diff").code == 1
    before = file.read_bytes()
    outcome = run(name, "--fix")
    assert outcome.code == 0
    assert "改为“《网络安全法》第二十三条”" in outcome.out
    fixed = file.read_bytes()
    if not name.endswith("docx"):
        assert before.decode().replace(MOVED, FIXED) == fixed.decode()
    again = run(name, "--fix")
    assert (again.code, file.read_bytes()) == (0, fixed)


def test_a_diff_shows_the_repair_and_writes_nothing() -> None:
    Path("memo.md").write_text(MOVED, "utf-8")
    lines = run("memo.md", "--diff").out.splitlines()
    assert lines[:5] == ["--- memo.md", "+++ memo.md", "@@ -1 +1 @@", f"-{MOVED}", f"+{FIXED}"]
    assert Path("memo.md").read_text("utf-8") == MOVED


def test_fix_says_as_json_what_was_written() -> None:
    Path("memo.txt").write_text(f"{MOVED}《网络安全法》第二百条。", "utf-8")
    outcome = run("memo.txt", "--fix", "--format", "json")
    assert outcome.code == 1
    entries = json.loads(outcome.out)["citations"]
    assert [(entry["status"], entry.get("fix"), entry.get("repair")) for entry in entries] == [
        ("renumbered", "written", "《网络安全法》第二十三条"),
        ("no_such_provision", "by_hand", None),
    ]


def test_what_is_write_protected_is_left_and_the_rest_is_mended() -> None:
    for name in ("a.md", "b.md", "c.md"):
        Path(name).write_text(MOVED, "utf-8")
    Path("b.md").chmod(0o444)
    outcome = run("a.md", "b.md", "c.md", "--fix", "--lang", "en")
    assert outcome.code == 2
    assert outcome.err.strip() == "b.md: is write-protected; allow writing, or mend it by hand"
    assert [Path(name).read_text("utf-8") for name in ("a.md", "b.md", "c.md")] == [FIXED, MOVED, FIXED]
    mended, left, *_ = outcome.out.splitlines()
    assert mended.endswith("→ “《网络安全法》第二十三条”")
    assert left.endswith("; not mended, as the file cannot be written")
    assert outcome.out.endswith("; 2 repaired\n")


def test_characters_written_as_escapes_are_mended_and_the_rest_stays() -> None:
    written = json.dumps({"basis": MOVED, "c": "é"})
    Path("a.json").write_text(written, "utf-8")
    assert run("a.json", "--fix").code == 0
    mended = Path("a.json").read_text("utf-8")
    assert json.loads(mended) == {"basis": FIXED, "c": "é"}
    assert mended == written.replace(r"\u5341\u4e00\u6761", r"\u5341三\u6761")


def test_a_folder_is_read_without_what_is_hidden_or_binary() -> None:
    for name in ("docs/a.md", "docs/inner/b.txt", "docs/.git/c.md", "docs/.d.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(MOVED, "utf-8")
    Path("docs/e.png").write_bytes(b"\x89PNG\r\n\0\0")
    Path("docs/f.bin").write_bytes(b"\0\1\2")
    outcome = run("docs", "--lang", "en")
    assert [line.partition(":")[0] for line in outcome.out.splitlines()[:-1]] == ["docs/a.md", "docs/inner/b.txt"]
    assert outcome.out.endswith("; 2 binary files skipped\n")
    assert run("docs/**/*.txt", "--lang", "en").out.count("renumbered") == 2  # as code and in words


def test_a_folder_without_a_text_is_no_folder_where_all_is_right() -> None:
    Path("docs").mkdir()
    assert run("docs").err == "docs: there is no file to check; name files or folders with text\n"
    Path("docs/e.png").write_bytes(b"\x89PNG\r\n\0\0")
    outcome = run("docs")
    assert outcome.code == 2 and "no file to check (1 binary); " in outcome.err


def test_what_cannot_be_read_is_said_and_the_rest_is_checked() -> None:
    Path("a.pdf").write_bytes(b"%PDF-1.7\n")
    Path("memo.md").write_text(MOVED, "utf-8")
    outcome = run("a.pdf", "memo.md")
    assert outcome.code == 2
    assert "a.pdf:1:1: unreadable-text: is a PDF; export it as .docx or .txt" in outcome.err
    assert outcome.out.startswith("memo.md:1:")


def test_a_base_without_the_law_says_so() -> None:
    Path("memo.txt").write_text(MOVED, "utf-8")
    assert "unknown_law" in run("memo.txt", "--base", str(GOOD)).out


LAWS = LoadedLaws(real())
PARTS = st.lists(
    st.sampled_from([*RIGHT, *NOT_RIGHT, "本合同第五条。", "\n\n", "\r\n", "> ", "**", "&amp;", '"', ","]), max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@pytest.mark.parametrize("name", ["memo.md", "memo.txt", "memo.html", "memo.csv", "memo.yaml"])
@given(parts=PARTS)
def test_what_was_fixed_has_nothing_left_to_fix_and_what_was_right_is_as_it_was(name: str, parts: list[str]) -> None:
    file, laws = Path(name), LAWS
    first = check(file, laws, TODAY, repair=True, data="".join(parts).encode())
    if first.repaired is not None:
        second = check(file, laws, TODAY, repair=True, data=first.repaired)
        assert second.repaired is None
        assert "written" not in [entry.outcome for entry in second.citations]
    elif not any(part in NOT_RIGHT for part in parts):
        assert all(entry.judgement.status in ("ok", "moved_subject") for entry in first.citations)
