"""What every door answers to the same questions: recorded in a file, and compared with what an earlier run recorded.

    .venv/bin/python bench/recorded_outputs.py NEW.json [--before OLD.json]

150 questions to the commands, the Python API and the tools of agents, on the knowledge base of the repository and on
one that is imported from a small law, made up for this. With --before each answer that is another one than then is
printed, line by line. bench/recorded_outputs.md says which of them a change was meant to make.
"""

import argparse
import contextlib
import dataclasses
import difflib
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

import guiju
from guiju.agents.answering import answer_to
from guiju.cli import main as command

ROOT = Path(__file__).parents[1]
DAY = "2026-11-25"
OLD, NEW = "cybersecurity-law@2016-11-07", "cybersecurity-law@2025-10-28"
DATA_VERSION = guiju.load(ROOT).data_version
ASKED = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
PLACES: list[str] = ASKED["places"]
SIDES = [
    (OLD, NEW),
    ("网络安全法@2016-11-07", "网络安全法"),
    ("网安法@2016-11-07", "网安法@2025-10-28"),
    ("没有的法", NEW),
]
COMMANDS = [
    *(["find", words, *more] for words in PLACES[:17] for more in ([], ["--json"])),
    *(["show", words, *more] for words in PLACES for more in ([], ["--lang", "en", "--json"])),
    *(["concordance", *sides, "--lang", "en"] for sides in SIDES),
    *(["diff", *sides, "--lang", "en"] for sides in SIDES),
]


def questions(folder: Path) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What is asked, and how."""
    for number, words in enumerate(ASKED["sentences"]):
        (folder / f"{number}.md").write_text(words, "utf-8")
        yield f"cite-check {words}", lambda n=number: run("cite-check", f"{n}.md", "--lang", "en", "--as-of", DAY)
    (folder / "示例群组法.txt").write_text(ASKED["law"], "utf-8")
    yield "import", lambda: run("import", "示例群组法.txt", "-o", "base", "--id", "example-groups", base=None)
    yield "import: record", lambda: Path("base/regulations/example-groups/regulation.yaml").read_text("utf-8")
    for asked in ("check", "show 示例群组法第三条", "show 示例群组法", "find 规则", "export akoma-ntoso -o akn"):
        yield f"imported: {asked}", lambda a=asked: run(*a.split(), base="base")
    yield "imported: akn", lambda: "\n".join(f.read_text("utf-8") for f in sorted(Path("akn").rglob("*.xml")))
    for arguments in COMMANDS:
        yield " ".join(arguments), lambda a=arguments: run(*a, *["--as-of", DAY] * (a[0] in ("find", "show")))
    kb = guiju.load(ROOT)
    for words in PLACES:
        yield f"get_article {words}", lambda w=words: answer_to("get_article", {"what": w}, date.fromisoformat(DAY), kb)
    for words in PLACES[:12]:
        yield f"kb.show {words}", lambda w=words: kb.show(w, DAY)
    for words in ("第二十一条", "art_21", "art. 21", "21", "第九百条", "第二十一条第九款"):
        yield f"kb.article {words}", lambda w=words: kb.article("网络安全法", w, DAY)
    for tool, words in (("search", "query"), ("coverage", "rule")):
        for name in ("群组规定", "網絡安全法", "网络安全法第二十一条", "算法推荐管理规定"):
            yield f"{tool} {name}", lambda t=tool, w=words, n=name: answer_to(t, {w: n}, date.fromisoformat(DAY), kb)
    for format in ("akoma-ntoso", "api"):
        yield f"links of {format}", lambda f=format: [*map(str, links(kb, f))]


def links(kb: guiju.KnowledgeBase, format: str) -> Iterator[str]:
    """The lines of an export that lead elsewhere."""
    for name, data in kb.export(format, as_of=DAY):
        lines = (line.strip() for line in data.decode().splitlines() if "<ref" in line or '"cites"' in line)
        yield from (f"{name}: {line}" for line in lines)


def run(*arguments: str, base: str | None = str(ROOT)) -> str:
    """The exit code of a command, and what it prints."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = command([*arguments, *(["--base", base] if base else [])])
    return f"{code}\n{out.getvalue()}{err.getvalue()}"


def plain(value: Any) -> Any:
    """An answer as JSON, a record as its fields; records that hold a knowledge base as what they print."""
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, list | tuple):
        return [*map(plain, value)]
    if hasattr(value, "value") and isinstance(value.value, dict):
        return {k: v for k, v in value.value.items() if k not in ("hash", "data_version")}
    fields = ("eId", "text", "standing", "provision", "missing", "id", "status", "now")
    if dataclasses.is_dataclass(value):
        return {type(value).__name__: {f: str(getattr(value, f)) for f in fields if hasattr(value, f)}}
    return str(value)


def answer(question: Callable[[], Any]) -> list[str]:
    """The answer in lines; a refusal by its words."""
    try:
        value = question()
    except (guiju.Misuse, guiju.Unsound) as refused:
        value = f"{type(refused).__name__}: {refused}"
    text = value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False, indent=1)
    return text.replace(DATA_VERSION, "DATA").splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--before", type=Path)
    arguments = parser.parse_args()
    file, before = arguments.file.resolve(), arguments.before and json.loads(arguments.before.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        answers = {name: answer(question) for name, question in questions(Path(folder))}
        os.chdir(ROOT)
    file.write_text(json.dumps(answers, ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(answers)} answers in {file}")
    different = [name for name in answers if before and before.get(name) != answers[name]]
    for name in different:
        print(f"\n== {name}")
        lines = difflib.unified_diff(before.get(name, []), answers[name], lineterm="", n=0)
        print("\n".join(line for line in lines if not line.startswith(("---", "+++", "@@"))))
    if before:
        print(f"\n{len(different)} of {len(answers)} answers are others than before")


if __name__ == "__main__":
    main()
