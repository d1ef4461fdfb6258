"""Where inputs that somebody made to break something are given: readers and doors of guiju, by name."""

import contextlib
import io
import json
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hostile_doors import calls, pages
from hostile_inputs import (
    FRONT,
    PAGE,
    ROOT,
    as_bytes,
    changed,
    changed_bytes,
    folder,
    kb,
    labelled,
    laws,
    other_value,
    relabelled,
    repacked,
    report,
    rules_of_predicates,
    texts,
)

from guiju import cli, predicates, reading
from guiju.agents.answering import answer_to
from guiju.api import verifying
from guiju.assessment import profile
from guiju.assessment.receipt import content_hash, digest, particulars_hash
from guiju.citations.checking import check
from guiju.files import source
from guiju.importing import batch
from guiju.labels.content import measured
from guiju.labels.reading import read_file
from guiju.lookup.laws import Laws
from guiju.search.index import consult
from guiju.tables.mapping import load_mapping
from guiju.verification.json_file import json_in
from guiju.verification.sealed import sealed_in

DAY = date(2026, 12, 1)

Surface = Callable[[random.Random], bool]
"""Makes an input of a random source and gives it to what reads it; whether it passed the parser."""


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


def of_labels(form: str) -> Surface:
    endings = {"jpeg": ("jpg",)}.get(form, (form,))

    def surface(chance: random.Random) -> bool:
        if form == "md":
            data = as_bytes(changed(chance.choice(FRONT), chance), chance)
        elif form == "docx":
            data = relabelled(chance)
        else:
            data = changed_bytes(chance.choice(labelled(endings)), chance)
        file = folder() / f"labelled.{form}"
        file.write_bytes(data)
        read = read_file(file)
        assert all("\n" not in str(finding) for finding in read.findings), "more than one line"
        measured(read)
        return read.state == "read"

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
    **{f"labels-{form}": of_labels(form) for form in ("png", "jpeg", "pdf", "docx", "md")},
    "yaml": yaml, "profiles": profiles, "mappings": mappings, "conditions": conditions, "receipts": receipts,
    "citations": citations, "imports": imports, "comparisons": comparisons, "lookups": lookups, "agents": agents,
    "commands": commands, "http-mcp": calls(CALLS), "http-serve": pages, "kills": kills,
}  # fmt: skip
OUTSIDE = ("http-mcp", "http-serve", "kills")
"""Those that start processes, so that their time is not ours."""
