"""Inputs that somebody made to break a reader or a door, each with a budget: none may end in a traceback.

    .venv/bin/python bench/hostile.py [--each N] [--seconds S] [--state FILE] [--only SURFACE:NUMBER] [SURFACE …]

An input is a good one, changed in a few places, by a seed of its own: `SURFACE:NUMBER` makes it again. It passes its
parser, or is refused as guiju refuses things. A traceback, five seconds of processor or 512 MB is a finding: they are
listed, and the exit code is 1. With --state a run goes on where one ended; `--only SURFACE:NUMBER` shows one input.
`make hostile` tries all surfaces; the figures are in bench/hostile.md.
"""

import argparse
import contextlib
import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import guiju
from guiju import cli, predicates, reading
from guiju.agents.answering import answer_to
from guiju.api import verifying
from guiju.assessment import profile
from guiju.assessment.receipt import content_hash, digest, particulars_hash
from guiju.citations.checking import check
from guiju.files import source
from guiju.files.finding import Misuse, Unsound
from guiju.importing import batch
from guiju.lookup.laws import Laws
from guiju.search.index import consult
from guiju.tables.mapping import load_mapping
from guiju.verification.json_file import json_in
from guiju.verification.sealed import sealed_in

ROOT = Path(__file__).parents[1]
DAY = date(2026, 12, 1)
MOST_SECONDS, MOST_MEGABYTES = 5, 512
REFUSALS = (Misuse, Unsound, predicates.PredicateError)

Surface = Callable[[random.Random], bool]
"""Makes an input of a random source and gives it to what reads it; whether it passed the parser."""


class Overrun(BaseException):
    """An input took more processor than it may."""


# ---- inputs ----------------------------------------------------------------------------------------------------------

PIECES = [
    "第", "条", "款", "项", "《", "》", "（", "）", "第二十一条", "《网络安全法》第二十一条", "第九百九十九条",
    "第一百二十条之一", "中华人民共和国", "一" * 60, "9" * 60, "〇", "网络运营者应当", "2017年6月1日", "<", ">", "&",
    "&#x", "<!--", "-->", "<![CDATA[", "]]>", "<p>", "</table>", "<w:t>", "\x00", "\x1b[31m", "\u202e", "\u200b",
    "\ufeff", "\ud7ff", "𠀀", "e\u0301" * 9, "\r\n", "\n\n", "\t", "  ", "---\n", "...\n", "- ", ": ", "? ", "&a ",
    "*a ", "!!python/object ", "!!binary ", "|\n", ">-\n", "{", "}", "[", "]", ",", '"', "'", "#", "null", "true",
    "~", ".inf", ".nan", "1e999", "-0", "0x1F", "1_000", "2020-02-30", "0000-01-01", "9999-12-31", "P6M",
    "P999999999Y", "-P1D", "=cmd|' /C calc'!A0", "\\", "%s", "{{ x }}", "${x}", "`", "$(touch x)", "../../etc/passwd",
    "/dev/zero", "AND", "OR", "NOT", "IS NULL", "IN (", "BETWEEN", "- INTERVAL", "((((((((",
]  # fmt: skip


def changed(text: str, chance: random.Random, most: int = 4) -> str:
    """The text with a few changes: pieces put in, parts taken away, doubled, moved, or repeated very often."""
    for _ in range(chance.randrange(most + 1)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([1, 1, 2, 5, 20, 200]))
        match chance.randrange(12):
            case 0 | 1 | 2 | 3:
                text = text[:start] + chance.choice(PIECES) + text[start:]
            case 4 | 5:
                text = text[:start] + text[end:]
            case 6:
                text = text[:end] + text[start:end] + text[end:]
            case 7:
                text = text[:start] + chance.choice(PIECES) * chance.choice([2, 50, 3000]) + text[start:]
            case 8:
                text = text[:start]
            case 9:
                text = text[start:end] + text[:start] + text[end:]
            case 10:
                text = text[:start] + chr(chance.choice([chance.randrange(0xD800), 0x10FFFF, 0xE000])) + text[end:]
            case 11:
                text = text[:start] + text[start:end] * chance.choice([3, 100]) + text[end:]
    return text[:200_000]


def as_bytes(text: str, chance: random.Random) -> bytes:
    data = bytearray(text.encode(chance.choice(["utf-8"] * 8 + ["gb18030", "utf-16"]), "replace"))
    if data and chance.random() < 0.1:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def other_value(value: Any, chance: random.Random) -> Any:
    """A JSON value with one place in it changed."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        if chance.random() < 0.1:
            return {k: v for k, v in value.items() if k != key}
        return {**value, key: other_value(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        place = chance.randrange(len(value))
        return [*value[:place], other_value(value[place], chance), *value[place + (chance.random() < 0.9) :]]
    if isinstance(value, str) and chance.random() < 0.6:
        return changed(value, chance)
    strange: list[Any] = [None, True, -1, 0, 2**53, 10**30, 1.5, "", "x", [], {}, [[]], "\ud800", chance.choice(PIECES)]
    return chance.choice(strange)


# ---- what the inputs are made of -------------------------------------------------------------------------------------


@cache
def kb() -> guiju.KnowledgeBase:
    return guiju.load(ROOT)


@cache
def folder() -> Path:
    base = "/dev/shm" if Path("/dev/shm").is_dir() else None  # in memory, where there is such a place
    return Path(tempfile.mkdtemp(prefix="hostile-", dir=base))


@cache
def texts() -> list[str]:
    """Texts that cite law, and texts of law."""
    files = [*sorted((ROOT / "docs").rglob("*.md"))[:30], ROOT / "README.md"]
    cited = (
        "依照《网络安全法》第二十一条第三项，应当留存日志不少于六个月。\n“民法典第1194条：网络用户利用网络侵害他人”。\n"
    )
    return [cited * 3, *(file.read_text("utf-8")[:6000] for file in files), *laws()]


@cache
def laws() -> list[str]:
    """Texts of law."""
    whole = [
        f"{rule.title.zh}\n\n" + "\n".join(f"第{n}条　{unit.zh}" for n, unit in enumerate(rule.units(), 1) if unit.zh)
        for rule in kb().rules
    ]
    return [text[: text.rfind("\n", 0, 6000)] + "\n" for text in whole if len(text) > 1000]


PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1><table><tr><td>{1}</td></tr></table><p>{1}</p></body>"
WORD = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>{0}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{1}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "</w:body></w:document>"
)


@cache
def packages() -> dict[str, bytes]:
    """A document of Word, and a workbook, as programs write them."""
    for name in ("c.docx", "c.xlsx"):
        guiju.write(kb().checklist("group-owner", topic="logs", lang="zh"), folder() / name)
    return {name: (folder() / name).read_bytes() for name in ("c.docx", "c.xlsx")}


def repacked(name: str, chance: random.Random) -> bytes:
    """A package of which one part is changed, or was another from the start."""
    with zipfile.ZipFile(io.BytesIO(packages()[name])) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    part = chance.choice(sorted(part for part in parts if part.endswith((".xml", ".rels"))))
    if name == "c.docx" and chance.random() < 0.5:
        part, text = "word/document.xml", WORD.format(chance.choice(texts())[:900].replace("<", ""), "第一条")
    else:
        text = parts[part].decode("utf-8")[: 20_000 if chance.random() < 0.1 else None]
    parts[part] = changed(text, chance, 3).encode("utf-8", "replace")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for other, data in parts.items():
            package.writestr(other, data)
    data = bytearray(target.getvalue())
    if chance.random() < 0.1:
        data[chance.randrange(len(data))] ^= 255
    return bytes(data)


@cache
def report() -> dict[str, Any]:
    facts = {"offers_user_groups": True, "service_launched_on": "2019-05-01", "network_log_retention_policy": "P180D"}
    guiju.write(kb().assess(facts, "group-provider", topic="logs", as_of="2026-01-01"), folder() / "r.json")
    value: dict[str, Any] = json.loads((folder() / "r.json").read_text("utf-8"))
    return value


@cache
def rules_of_predicates() -> list[str]:
    duties = [duty for rule in kb().rules for duty in rule.obligations]
    return sorted({text for duty in duties for one in duty.checks for text in (one.applies_when, one.requires) if text})


# ---- surfaces --------------------------------------------------------------------------------------------------------


def of_reader(form: str) -> Surface:
    def surface(chance: random.Random) -> bool:
        if form in ("docx", "xlsx"):
            data = repacked(f"c.{form}", chance)
        else:
            text = chance.choice(texts())
            text = PAGE.format(text[:40], text[40:3000]) if form == "html" else text[:4000]
            data = as_bytes(changed(text, chance), chance)
        reading.read(data, f"a.{form}")
        return True

    return surface


def yaml(chance: random.Random) -> bool:
    source.parse(as_bytes(changed(_profile_text(), chance), chance), "a.yaml")
    return True


def profiles(chance: random.Random) -> bool:
    document = source.parse(changed(_profile_text(), chance, 2).encode("utf-8", "replace"), "p.yaml")
    if profile.defects(document, kb().corpus):
        return False
    profile.profile(document)
    return True


@cache
def _profile_text() -> str:
    return (
        "facts:\n  offers_user_groups: {value: true, basis: measured, evidence: list of features}\n"
        "  service_launched_on: 2019-05-01\n  network_log_retention_policy: P6M\n"
        "rows:\n  group:\n    g1: {member_count: 60, founded_at: 2020-01-01T00:00:00}\n"
    )


def mappings(chance: random.Random) -> bool:
    facts = "  founded_at: {column: made, order: day_month_year}\n  member_count: {column: members}\n"
    text = f"entity: group\nkey: id\nfacts:\n{facts}"
    file = folder() / "mapping.yaml"
    file.write_bytes(as_bytes(changed(text, chance, 2), chance))
    load_mapping(file, kb().corpus)
    return True


def conditions(chance: random.Random) -> bool:
    predicates.parse(changed(chance.choice(rules_of_predicates()), chance, 2))
    return True


def receipts(chance: random.Random) -> bool:
    value = report()
    for _ in range(chance.randrange(1, 3)):
        value = other_value(value, chance)
    with contextlib.suppress(ValueError, TypeError, LookupError, AttributeError, RecursionError):
        inner = dict(value["receipt"])
        inner["hashes"] = {**inner["hashes"], "facts": digest(inner["profile"])}
        inner["particulars"] = {**inner["particulars"], "sha256": particulars_hash(inner["particulars"])}
        value = {**value, "receipt": {**inner, "receipt": content_hash(inner)}}
    sealed = sealed_in(json_in(json.dumps(value).encode(), Path("r.json")))
    verifying.verification(kb().corpus, sealed, verifying.internal_edition(sealed, None))
    return True


def citations(chance: random.Random) -> bool:
    form = chance.choice(["md", "txt", "html", "py", "csv"])
    data = as_bytes(changed(chance.choice(texts())[:3000], chance), chance)
    return consult(ROOT, lambda index: not check(Path(f"a.{form}"), Laws(index), DAY, True, data).unreadable)


def imports(chance: random.Random) -> bool:
    form = chance.choice(["txt", "md", "html"])
    file = folder() / f"law.{form}"
    file.write_bytes(as_bytes(changed(chance.choice(laws()), chance), chance))
    return bool(batch.read_one(file).drafts)


def comparisons(chance: random.Random) -> bool:
    text = chance.choice(laws())
    for name in ("old.txt", "new.txt"):
        (folder() / name).write_text(changed(text, chance), "utf-8", "replace")
    kb().concordance(folder() / "old.txt", folder() / "new.txt")
    kb().diff(folder() / "old.txt", folder() / "new.txt")
    return True


def lookups(chance: random.Random) -> bool:
    words = changed(
        chance.choice(["《网络安全法》第二十一条", "cac-group-services-2017#art_9", "群主要承担什么责任", "logs"]),
        chance,
    )
    kb().find(words)
    kb().answer(words)
    kb().show(words)
    return True


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("search", {"query": "日志", "limit": 2}), ("get_article", {"what": "网络安全法第二十一条"}),
    ("obligations", {"role": "group-provider", "topic": "logs"}), ("questions", {"role": "group-owner"}),
    ("assess", {"role": "group-provider", "facts": {"offers_user_groups": True}}), ("coverage", {}),
    ("cite_check", {"text": "依照《网络安全法》第二十一条。"}),
    ("diff", {"rule": "网络安全法", "old": "2016-11-07", "new": "2025-10-28"}),
]  # fmt: skip


def agents(chance: random.Random) -> bool:
    name, arguments = chance.choice(CALLS)
    given = other_value(arguments, chance) if chance.random() < 0.8 else {**arguments, changed("as_of", chance): "2026"}
    answer_to(name, given if isinstance(given, dict) else {"x": given}, DAY, kb())
    return True


def commands(chance: random.Random) -> bool:
    (folder() / "a.md").write_bytes(as_bytes(changed(chance.choice(texts())[:800], chance), chance))
    words = changed(chance.choice(["网络安全法第二十一条", "日志", "x@2020-01-01"]), chance, 2)
    file = str(folder() / "a.md")
    argv = chance.choice([
        ["show", words], ["find", words], ["cite-check", file, "--format", changed("sarif", chance, 1)],
        ["cite-check", file, "--as-of", changed("2026-01-01", chance, 1)], ["verify", file], ["diff", file, file],
        ["assess", file, "--role", changed("group-owner", chance, 1)], ["checklist", "--role", words], [words, words],
    ])  # fmt: skip
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            return cli.main([*argv]) in (0, 1)
        except SystemExit as left:
            return left.code == 0


def kills(chance: random.Random) -> bool:
    """A repair that is killed leaves the file as it was or as it is to be."""
    text = "依照《刑法》第三百零三条和《网络安全法》第九百条。\n" * 400 + "民法通则第一百零一条。\n"
    file = folder() / "killed.md"
    file.write_text(text, "utf-8")
    command = [sys.executable, "-m", "guiju", "cite-check", "--fix", str(file)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder()) as process:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.05, 1.5))
        process.kill()
    after = file.read_text("utf-8")
    assert after.count("\n") == text.count("\n") and after.endswith("。\n"), "half a file"
    return True


SURFACES: dict[str, Surface] = {
    **{f"read-{form}": of_reader(form) for form in ("txt", "md", "html", "csv", "py", "docx", "xlsx")},
    "yaml": yaml, "profiles": profiles, "mappings": mappings, "conditions": conditions, "receipts": receipts,
    "citations": citations, "imports": imports, "comparisons": comparisons, "lookups": lookups, "agents": agents,
    "commands": commands, "kills": kills,
}  # fmt: skip
OUTSIDE = ("kills",)
"""Those that start processes, so that their time is not ours."""


# ---- runs ------------------------------------------------------------------------------------------------------------


def tried(name: str, number: int) -> tuple[bool, float, str]:
    """Whether an input passed, its seconds of processor, and what is wrong, if anything."""
    before = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    passed, wrong = False, ""
    try:
        passed = SURFACES[name](random.Random(f"{name}:{number}"))  # to be made again
    except REFUSALS:
        pass
    except Overrun:
        wrong = f"more than {MOST_SECONDS} s of processor"
    except Exception as error:  # whatever it is
        place = traceback.extract_tb(error.__traceback__)[-1]
        wrong = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return passed, time.process_time() - before, wrong


def _overrun(*_: object) -> None:
    raise Overrun


def run(name: str, begin: int, number: int, seconds: float) -> Iterator[tuple[str, float]]:
    """The figures of a surface, in a process of its own, whose memory is that of the surface."""
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        signal.signal(signal.SIGVTALRM, _overrun)
        figures: dict[str, Any] = {"inputs": 0, "passed": 0, "slowest": 0.0, "wrong": {}}
        if name not in OUTSIDE:
            tried(name, -1)  # what is read once is not counted
        until = time.monotonic() + seconds
        for n in range(begin, number):
            passed, took, wrong = tried(name, n)
            figures["inputs"] += 1
            figures["passed"] += passed
            figures["slowest"] = max(figures["slowest"], took)
            if wrong:
                figures["wrong"].setdefault(wrong, f"{name}:{n}")
            if time.monotonic() > until:
                break
        figures["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        os.write(writer, json.dumps(figures).encode())
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as pipe:  # noqa: PTH123  # of a descriptor
        text = pipe.read()
    os.waitpid(child, 0)
    yield from (json.loads(text) if text else {"inputs": 0, "passed": 0, "wrong": {"it died": name}}).items()


def together(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """The figures of two runs that follow each other."""
    summed = {key: old.get(key, 0) + new.get(key, 0) for key in ("inputs", "passed")}
    most = {key: max(old.get(key, 0), new.get(key, 0)) for key in ("slowest", "megabytes")}
    return {**summed, **most, "wrong": {**old.get("wrong", {}), **new.get("wrong", {})}}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("surfaces", metavar="SURFACE", nargs="*", help=f"by default all: {', '.join(SURFACES)}")
    parser.add_argument("--each", type=int, default=1000, help="inputs of each surface, those of earlier runs included")
    parser.add_argument("--seconds", type=float, default=60, help="for each surface, at most")
    parser.add_argument("--state", type=Path, help="where figures are kept, to go on from")
    parser.add_argument("--only", metavar="SURFACE:NUMBER", help="one input, with its traceback")
    arguments = parser.parse_args()
    if arguments.only:
        name, _, number = arguments.only.rpartition(":")
        print(SURFACES[name](random.Random(f"{name}:{int(number)}")))
        return 0
    state = json.loads(arguments.state.read_text()) if arguments.state and arguments.state.exists() else {}
    print("| surface | inputs | passed | slowest | memory | findings |\n|---|--:|--:|--:|--:|---|")
    for name in arguments.surfaces or SURFACES:
        old = state.get(name, {})
        state[name] = together(old, dict(run(name, old.get("inputs", 0), arguments.each, arguments.seconds)))
        one = state[name]
        share = f"{one['passed'] / max(one['inputs'], 1):.0%}"
        found = "; ".join(f"{what} ({where})" for what, where in one["wrong"].items()) or "0"
        print(
            f"| {name} | {one['inputs']:,} | {share} | {one['slowest']:.2f} s | {one['megabytes']} MB | {found} |",
            flush=True,
        )
        if arguments.state:
            arguments.state.write_text(json.dumps(state, indent=1))
    too_large = [name for name, one in state.items() if one["megabytes"] > MOST_MEGABYTES]
    return 1 if too_large or any(one["wrong"] for one in state.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
