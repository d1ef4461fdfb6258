"""Laws of a knowledge base, some of them revised, ended or not yet begun: for bench/citations.py."""

import json
import random
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from guiju.places.numerals import numeral

TODAY = date(2026, 11, 28)
OLD_DAY = "2015-03-01"
Articles = list[dict[str, Any]]


@dataclass
class Law:
    """A law as it is planted: its articles now and before, and which became which."""

    id: str
    title: str
    now: Articles
    before: Articles = field(default_factory=list)
    moved: dict[int, int | None] = field(default_factory=dict)
    """Number of then → number now; None for what the revision removed."""
    state: str = "in force"


def words(article: dict[str, Any]) -> str:
    return "\n".join(u.get("zh", "") for p in article["paragraphs"] for u in (p, *p.get("points", ())))


def renumbered(articles: Articles) -> Articles:
    """The articles with numbers from 1 on."""
    made = []
    for number, article in enumerate(articles, 1):
        copy = json.loads(json.dumps(article).replace(f"{article['eId']}__", f"art_{number}__"))
        made.append({**copy, "eId": f"art_{number}", "number": f"第{numeral(number)}条", "was": article["eId"]})
    return made


def earlier(law: Law, others: Sequence[Law], chance: random.Random) -> None:
    """Give a law a version before the last revision."""
    added = set(chance.sample(range(3, len(law.now)), k=max(2, len(law.now) // 12)))
    kept = [(n, a) for n, a in enumerate(law.now) if n not in added]
    entries: list[tuple[int | None, dict[str, Any]]] = [(n, a) for n, a in kept]
    for _ in range(max(1, len(law.now) // 20)):
        donor = chance.choice(others)
        entries.insert(chance.randrange(2, len(entries)), (None, chance.choice(donor.now[2:])))
    law.before = renumbered([article for _, article in entries])
    law.moved = {number: (n + 1 if n is not None else None) for number, (n, _) in enumerate(entries, 1)}
    for article in law.before:
        if chance.random() < 0.15:
            for paragraph in article["paragraphs"]:
                if "zh" in paragraph:
                    paragraph["zh"] = reworded(paragraph["zh"], chance)


SWAPS = [
    pair.split("/")
    for pair in [
        "应当/必须",
        "可以/有权",
        "不得/禁止",
        "五日/七日",
        "三年/二年",
        "十万元/五万元",
        "负责/主管",
        "国务院/中央",
        "有关部门/主管机关",
        "公民/个人",
        "加强/强化",
        "建立/设立",
        "以上/以下",
        "六个月/三个月",
    ]
]


def reworded(text: str, chance: random.Random) -> str:
    swaps = [pair for pair in SWAPS if pair[0] in text]
    if swaps:
        one, other = chance.choice(swaps)
        return text.replace(one, other, 1)
    at = chance.randrange(len(text) // 3, max(len(text) // 3 + 1, len(text) - 4))
    return f"{text[:at]}{chance.choice(('依法', '及时', '主要', '相关'))}{text[at:]}"


def plant(base: Path, target: Path, count: int, chance: random.Random) -> list[Law]:
    """Write the knowledge base that documents cite."""
    ids = sorted(folder.name for folder in (base / "regulations").iterdir() if folder.is_dir())
    values, laws = {}, []
    titles: Counter[str] = Counter()
    read = {
        id_: yaml.load((base / "regulations" / id_ / "regulation.yaml").read_bytes(), yaml.CSafeLoader) for id_ in ids
    }
    for id_, value in read.items():
        titles[value["title"]["zh"]] += 1
        articles = value.get("articles", [])
        plain = [a for a in articles if re.fullmatch(r"art_\d+", a["eId"]) and a["paragraphs"][0].get("zh")]
        if 25 <= len(articles) <= 320 and len(plain) == len(articles) and value["title"]["zh"].endswith(("法", "条例")):
            values[id_] = value
            laws.append(Law(id_, value["title"]["zh"], renumbered(articles)))
    ended = {title for value in read.values() for title in value.get("repeals", ())}
    laws = [law for law in laws if titles[law.title] == 1 and law.title not in ended]
    laws = chance.sample(laws, min(count, len(laws)))
    for place, law in enumerate(laws):
        law.state = (
            "ended"
            if place % 12 == 5
            else "repealed"
            if place % 12 == 7
            else "not begun"
            if place % 12 == 9
            else "in force"
        )
        if law.state == "in force" and place % 3 == 0:
            earlier(law, laws, chance)
    chosen = {law.id for law in laws}
    for id_ in ids:
        folder = target / "regulations" / id_
        if id_ not in chosen:
            shutil.copytree(base / "regulations" / id_, folder)
    later = next(law for law in laws if law.state == "in force" and not law.before)
    for law in laws:
        write(
            law,
            values[law.id],
            target,
            [other.title for other in laws if other.state == "repealed"] if law is later else [],
        )
    return laws


def write(law: Law, value: dict[str, Any], target: Path, repeals: list[str]) -> None:
    folder = target / "regulations" / law.id
    folder.mkdir(parents=True)
    made = {**value, "articles": [{k: v for k, v in a.items() if k != "was"} for a in law.now], "annexes": []}
    made.pop("annexes")
    made["force"] = {**value["force"], "from": "2020-01-01", "basis": "text"}
    made["history"] = [{"event": "adopted", "day": "2010-05-01", "words": "2010年5月1日通过"}]
    if law.before:
        made["history"].append({"event": "revised", "day": "2019-11-01", "words": "2019年11月1日修订"})
        articles = [{k: v for k, v in a.items() if k != "was"} for a in law.before]
        old = {**made, "articles": articles, "force": {**made["force"], "from": "2015-07-01"}}
        old["history"] = [{"event": "adopted", "day": OLD_DAY, "words": "2015年3月1日通过"}]
        dump(folder / f"regulation@{OLD_DAY}.yaml", old)
        made["history"][0] = old["history"][0]
    if law.state == "ended":
        made["force"]["until"] = "2024-01-01"
    if law.state == "not begun":
        made["force"]["from"] = "2027-03-01"
        made["history"][0] = {"event": "adopted", "day": "2026-10-01", "words": "2026年10月1日通过"}
    if law.state == "repealed":
        made["history"][0] = {"event": "adopted", "day": "1999-10-01", "words": "1999年10月1日通过"}
    made.pop("promulgated", None)
    if repeals:
        made["repeals"] = [*made.get("repeals", []), *repeals]
    dump(folder / "regulation.yaml", made)


def dump(file: Path, value: dict[str, Any]) -> None:
    file.write_text(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")
