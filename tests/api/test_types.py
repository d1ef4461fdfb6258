"""Type checkers see what is public: a user's script passes mypy --strict, and a wrong use of each kind does not."""

import re
import subprocess
import sys
from pathlib import Path

import guiju

RIGHT = """
from datetime import date
from pathlib import Path

import guiju

kb: guiju.KnowledgeBase = guiju.load()
article: guiju.ArticleText = kb.article("cac-group-services-2017", "art_9", as_of=date(2026, 1, 1))
words: str = article.text + article.en + article.heading.zh
duties: list[tuple[str, str]] = [(line.id, line.obligation.title["en"]) for line in kb.obligations(["group-owner"])]
questions: list[str] = [fact.id for fact in kb.questions("group-owner") if fact.type == "boolean"]
result: guiju.Assessment = kb.assess({"offers_user_groups": True}, "group-provider", lang="en")
gaps: list[str] = [duty.words.en for duty in result.duties if duty.verdict == "breached"]
now: list[str | None] = [one.now for one in kb.cite_check(Path("memo.docx")) if one.status == "renumbered"]
change: guiju.Amendments = kb.diff("网络安全法@2016-11-07", Path("law.txt"))
valid: bool = not kb.verify(guiju.report(result)).mismatches
guiju.write(kb.concordance("a", "b"), Path("c.csv"), lang="en", as_of="2026-01-01")
try:
    guiju.load("base")
except guiju.Unsound as unsound:
    lines: list[int] = [finding.at.line for finding in unsound.findings]
"""
WRONG = {
    'kb.article("a")': "call-arg",
    'kb.article("a", 9)': "arg-type",
    'kb.checklist("group-owner", lang="fr")': "arg-type",
    'kb.checklist("group-owner", day="2026-01-01")': "call-arg",
    'kb.articel("a", "art_1")': "attr-defined",
    'kb.article("a", "art_1").txt': "attr-defined",
    'result.duties[0].verdict == "passed"': "comparison-overlap",
    "result.counts[0]": "index",
    "guiju.write(kb.rules, 'x.md')": "arg-type",
    "guiju.Nothing": "attr-defined",
    "kb.root = kb.root": "misc",
}


def test_a_script_in_types_passes_and_each_wrong_line_does_not(tmp_path: Path) -> None:
    head = 'import guiju\nkb = guiju.load()\nresult = kb.assess({}, "group-owner")\n'
    (tmp_path / "right.py").write_text(RIGHT, "utf-8")
    (tmp_path / "wrong.py").write_text(head + "\n".join(WRONG) + "\n", "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "right.py", "wrong.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    found = re.findall(r"^(\w+\.py):(\d+): error: .*\[([a-z-]+)\]$", done.stdout, re.M)
    lines = {(file, int(line)): code for file, line, code in found}
    assert lines == {("wrong.py", 4 + n): code for n, code in enumerate(WRONG.values())}, done.stdout + done.stderr


def test_every_public_name_is_there_and_nothing_of_it_is_imported_before_it_is_used() -> None:
    for name in guiju.__all__:
        assert getattr(guiju, name).__name__ == name
        assert name in dir(guiju)
        assert not (getattr(guiju, name).__doc__ or "").startswith(f"{name}("), "what dataclasses write is no docstring"
    script = "import sys, guiju; print([name for name in sys.modules if name.startswith('guiju.')])"
    alone = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert alone.stdout == "[]\n"
