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

import guiju
from guiju.agents.answering import answer_to
from guiju.cli import main as command

ROOT = Path(__file__).parents[1]
DAY = "2026-11-25"
OLD, NEW = "cybersecurity-law@2016-11-07", "cybersecurity-law@2025-10-28"
DATA_VERSION = guiju.load(ROOT).data_version
PLACES = [
    "群组规定第九条第二款", "第九条", "art_9", "art. 13(2)", "群组规定9条", "《网络安全法》第二十一条", "网络安全法第二十一条第一款",
    "网安法第21条", "CSL art. 21", "网络安全法第900条", "刑法第二百八十六条之一", "刑法第九百条", "网络安全法第六十一条",
    "網絡安全法第二十一條", "网络安全法第２１条", "Article 21 of the Cybersecurity Law", "账号名称规定第六条第八项", "同法第三条",
    "民法典第一千一百九十七条", "治安管理处罚法第二十九条", f"{OLD}#art_21", f"{NEW}#art_23", "群组规定", "群主",
    "账号信息规定第五条", "retain-network-logs", "cybersecurity-law#log-duty-penalty", "电信条例第三条", "日志", "",
]  # fmt: skip
SENTENCES = [
    "依照《网络安全法》第二十一条，网络运营者应当履行安全保护义务。", "网络安全法第二十一条", "依据网安法第21-25条。",
    "《网络安全法》第九十九条；《群组规定》第九条第二款。", "Article 21(1) of the Cybersecurity Law; CSL, Arts. 21 and 23.",
    "《网络安全法》第二十三条规定：“国家实行网络安全等级保护制度。”", "本合同第五条。德国民法典第823条。", "同法第三条。",
    "《刑法》第二百八十六条之一。", "原《网络安全法》第二十一条第（三）项，2016年《网络安全法》第二十一条。",
    "第二十一条  网络运营者应当留存日志。", "《治安管理处罚法》第二十五条第（一）项散布谣言。", "《电信条例》第三条。",
    "《网络安全法》第二十一条、第二十三条和第二十五条第一款；该法第六十条。", "網絡安全法第二十一條。",
]  # fmt: skip
SIDES = [(OLD, NEW), ("网络安全法@2016-11-07", "网络安全法"), ("网安法@2016-11-07", "网安法@2025-10-28"), ("没有的法", NEW)]
COMMANDS = [
    *(["find", words, *more] for words in PLACES[:17] for more in ([], ["--json"])),
    *(["show", words, *more] for words in PLACES for more in ([], ["--lang", "en", "--json"])),
    *(["concordance", *sides, "--lang", "en"] for sides in SIDES),
    *(["diff", *sides, "--lang", "en"] for sides in SIDES),
]
LAW = """示例群组法
2020年1月1日示例机关发布
第一章 总则
第一条　为了示例，制定本法。
第二条　违反本法第一条、第三条第二款第（一）项和前条的，依照《网络安全法》第二十一条处理。
第三条　服务者应当：
（一）留存日志；
（二）公开规则。
前款第二项的规则依照附件一。违反本法第九条的，依照本章处理。
第四条　违反前两条或者第三条第一款第一项至第二项的，警告。同条第二款另有规定的除外。
附件1
费用表
"""


def questions(folder: Path) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What is asked, and how."""
    for number, words in enumerate(SENTENCES):
        (folder / f"{number}.md").write_text(words, "utf-8")
        yield f"cite-check {words}", lambda n=number: run("cite-check", f"{n}.md", "--lang", "en", "--as-of", DAY)
    (folder / "示例群组法.txt").write_text(LAW, "utf-8")
    yield "import", lambda: run("import", "示例群组法.txt", "-o", "base", "--id", "example-groups", base=None)
    yield "import: record", lambda: Path("base/regulations/example-groups/regulation.yaml").read_text("utf-8")
    for arguments in (["check"], ["show", "示例群组法第三条"], ["show", "示例群组法"], ["find", "规则"], ["export", "akoma-ntoso", "-o", "akn"]):
        yield f"imported: {' '.join(arguments)}", lambda a=arguments: run(*a, base="base")
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
