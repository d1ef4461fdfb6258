"""How guiju bears thousands of laws: check beside check-jsonschema, one change, memory, lookups from a cold start.

    .venv/bin/python bench/scale.py FOLDER [--rules 2000] [--laws 5000] [--runs 5]

Makes two knowledge bases in FOLDER, which it keeps for the next time: rules with obligations (bench/generated.py), and
laws of 43 articles put together from clauses of the rules here. All times are of the processor, user and system
together, of all processes, and wall time beside it, which other work on the machine disturbs. The peer validates the
same files with the same schemas, a tenth of them, since it is slow; its time is of the whole. Memory is the sum of what
all processes have for themselves (PSS), looked at twenty times a second.
"""

import argparse
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import generated
import yaml

from guiju.files.bundled import schemas_folder
from guiju.law.load import load

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = 43
TENTH = 10


class Cost(NamedTuple):
    """Seconds of the processor and of the clock, and megabytes."""

    processor: float
    wall: float
    memory: float = 0

    def __str__(self) -> str:
        return f"{self.processor:9.2f} s  {self.wall:9.2f} s  {self.memory:7.0f} MB"


def cost(command: Sequence[str], watch: bool = False, **environment: str) -> Cost:
    """What a command costs; with `watch` also its memory."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    # Modules are compiled once, as they are where the program is installed.
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**around, **environment})
    most = 0.0
    while watch and process.poll() is None:
        most = max(most, sum(map(_memory, _family(process.pid))))
        time.sleep(0.05)
    process.wait()
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall, most)


def _family(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(one for child in children for one in _family(int(child)))]


def _memory(process: int) -> float:
    try:
        match = re.search(r"^Pss: +([0-9]+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(match[1]) / 1024 if match else 0


def write_laws(folder: Path, number: int) -> None:
    """A base of laws with text only, its clauses drawn from the rules of this repository."""
    base = load(ROOT)
    generated.write(folder, 0)
    clauses = [(unit.zh.rstrip("。；"), unit.en.rstrip(".;")) for rule in base.with_articles() for unit in rule.units()]
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    for place in range(1, number + 1):
        chance = random.Random(place)
        (rule,) = (value for file, value in generated.files(place, number).items() if file == "regulation.yaml")
        rule["articles"] = [_article(chance, clauses, article) for article in range(1, ARTICLES + 1)]
        rule.pop("relations", None)
        file = folder / "regulations" / generated.name(place) / "regulation.yaml"
        file.parent.mkdir()
        file.write_text(yaml.dump(rule, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")


def _article(chance: random.Random, clauses: Sequence[tuple[str, str]], number: int) -> generated.Record:
    """An article of two clauses and a number that makes its words its own."""
    (zh, en), (more, more_en) = chance.sample(clauses, 2)
    own = chance.randint(10_000, 99_999)
    paragraph = {
        "eId": f"art_{number}__para_1",
        "zh": f"{zh}，编号{own}，{more}。",
        "en": f"{en}, number {own}, {more_en}.",
        "provenance": {"line": number, "wording": "compared"},
    }
    return {"eId": f"art_{number}", "heading": {"zh": "样本", "en": "Sample"}, "paragraphs": [paragraph]}


def peer(base: Path) -> Cost:
    """check-jsonschema on the files of every tenth rule, times ten."""
    total = Cost(0, 0)
    for schema, pattern in (("regulation", "regulation.yaml"), ("obligations", "obligations/*.yaml")):
        files = sorted(map(str, (base / "regulations").glob(f"generated-sample-*0/{pattern}")))
        address = (
            "--base-uri",
            f"{schemas_folder().as_uri()}/",
            "--schemafile",
            f"{schemas_folder()}/{schema}.schema.json",
        )
        if files:
            one = cost([sys.executable, "-m", "check_jsonschema", *address, *files])
            total = Cost(total.processor + TENTH * one.processor, total.wall + TENTH * one.wall)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rules", type=int, default=2000)
    parser.add_argument("--laws", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    rules, laws = given.folder / f"rules-{given.rules}", given.folder / f"laws-{given.laws}"
    if not rules.exists():
        generated.write(rules, given.rules)
    if not laws.exists():
        write_laws(laws, given.laws)
    _check(rules)
    _lookup(laws, given.runs)


def _check(base: Path) -> None:
    cache = str(base.with_name("cache"))
    check = [sys.executable, "-m", "guiju", "check", str(base)]
    slow = peer(base)
    cold = cost(check, watch=True, GUIJU_NO_CACHE="1")
    cost(check, XDG_CACHE_HOME=cache)
    same = cost(check, XDG_CACHE_HOME=cache)
    file = base / "regulations" / generated.name(1) / "regulation.yaml"
    file.write_bytes(file.read_bytes() + f"# {time.time_ns()}\n".encode())
    one = cost(check, XDG_CACHE_HOME=cache)
    print(f"{'check-jsonschema':40}{slow}")
    for name, measured in (("guiju check", cold), ("nothing changed", same), ("one file changed", one)):
        print(
            f"{name:40}{measured}  {slow.wall / measured.wall:6.1f} × the peer  {cold.wall / measured.wall:5.1f} × cold"
        )


def _lookup(base: Path, runs: int) -> None:
    """Each question is asked of another law each time, since answers are kept; and one of them again."""
    cache = str(base.with_name("cache"))
    run = [sys.executable, "-m", "guiju"]
    words = ["日志", "群组", "处罚", "用户", "账号", "信息", "管理", "服务", "监督", "网络"]
    first = cost([*run, "find", _sentence(base, 1), "--base", str(base)], watch=True, XDG_CACHE_HOME=cache)
    print(f"{'index made':40}{first}")
    asked: dict[str, Callable[[int], Sequence[str]]] = {
        "--help": lambda law: ("--help",),
        "show a citation": lambda law: ("show", f"样本{law}第二十条"),
        "find a sentence": lambda law: ("find", _sentence(base, law)),
        "find it with another word": lambda law: ("find", f"{(s := _sentence(base, law))[:20]}其他{s[22:]}"),
        "find a word": lambda law: ("find", words[law % len(words)]),
        "show, asked again": lambda law: ("show", "样本2第二十条"),
    }
    for name, question in asked.items():
        calls = [
            [*run, *question(law), *(("--base", str(base)) if name != "--help" else ())] for law in range(2, 2 + runs)
        ]
        each = [cost(call, XDG_CACHE_HOME=cache) for call in calls]
        middle = Cost(*(statistics.median(values) for values in zip(*each, strict=True)))
        print(f"{name:40}{middle}")


def _sentence(base: Path, law: int) -> str:
    """Sixty characters of the twenty-first article of a law."""
    file = base / "regulations" / generated.name(law) / "regulation.yaml"
    rule = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return str(rule["articles"][20]["paragraphs"][0]["zh"])[:60]


if __name__ == "__main__":
    main()
