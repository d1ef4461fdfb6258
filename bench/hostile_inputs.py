"""What hostile inputs are made of: good ones, and changes of them by a source of chance."""

import io
import json
import random
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import guiju

ROOT = Path(__file__).parents[1]

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


def changed_bytes(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few changes: others in place, pieces put in, parts taken away, doubled, moved, or repeated."""
    kinds = chance.choice([2, 8])  # in half of them all lengths stay right
    for _ in range(chance.randrange(5)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice([1, 1, 2, 4, 8, 40, 400]))
        match chance.randrange(kinds):
            case 0 | 1:
                data = data[:start] + chance.randbytes(end - start) + data[end:]
            case 2:
                data = data[:start] + chance.choice(PIECES).encode("utf-8", "replace") + data[start:]
            case 3:
                data = data[:start] + chance.choice([b"\0", b"\xff", b"\x7f\xff\xff\xff"]) + data[end:]
            case 4:
                data = data[:start] + data[end:]
            case 5:
                data = data[:start] + data[start:end] * chance.choice([2, 100, 3000]) + data[end:]
            case 6:
                data = data[start:end] + data[:start] + data[end:]
            case 7:
                data = data[:start]
    return data[:4_000_000]


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


PROPERTIES = (
    '<?xml version="1.0"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property pid="2" name="AIGC">'
    "<vt:lpwstr>{0}</vt:lpwstr></property></Properties>"
)
LABEL = '{"Label":"1","ContentProducer":"a","ProduceID":"x"}'


def relabelled(chance: random.Random) -> bytes:
    """A document of Word with a label in its properties, of which something is changed: the label, a part, or bytes."""
    target = io.BytesIO()
    properties = PROPERTIES.format(escape(changed(LABEL, chance)))
    if chance.random() < 0.3:
        properties = changed(properties, chance)
    with zipfile.ZipFile(io.BytesIO(packages()["c.docx"])) as before, zipfile.ZipFile(target, "w") as package:
        for part in before.namelist():
            is_changed = part.startswith("docProps/") and chance.random() < 0.1
            package.writestr(part, changed_bytes(before.read(part), chance) if is_changed else before.read(part))
        package.writestr("docProps/custom.xml", properties.encode("utf-8", "replace"))
    data = target.getvalue()
    return changed_bytes(data, chance) if chance.random() < 0.2 else data


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


@cache
def labelled(endings: tuple[str, ...]) -> list[bytes]:
    """Files with a label in their metadata, as other programs write them."""
    samples = ROOT / "tests" / "labels" / "samples"
    return [file.read_bytes() for file in sorted(samples.iterdir()) if file.suffix[1:] in endings]


FRONT = [
    "---\nAIGC:\n  # who\n  Label: '1'\n\n  ContentProducer: >-\n    甲\n    公司\n  ProduceID: 0012\n---\n\n# A\n",
    '---\nAIGC: {"Label": "1", "ContentProducer": "a", "ProduceID": "x"}\n---\nAI生成\n',
    "+++\ntitle = 'A'\n[extra.AIGC]\nLabel = '1'\nProduceID = 'x'\n+++\nA\n",
    '{\n"AIGC": {"Label": "1", "ProduceID": "x"}\n}\n\nA\n',
    'A\n<!--\nAIGC:\n  Label: "1"\n  ProduceID: x\n-->\n'
    '<meta name="AIGC" content="{&quot;Label&quot;:&quot;1&quot;}">\n',
]
"""Markdown with a label in each place that one may have."""
