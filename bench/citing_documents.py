"""Documents that cite laws in many forms, right and wrong, and what is expected of each citation."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from character_forms import arabic, traditional, wide
from citation_templates import FORMS, FRAMES, LONE, OPENINGS, QUOTING, TRAPS, UNKNOWN
from revised_laws import Law, reworded, words

from guiju.places.numerals import numeral


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


def said_of_both(law: Law, number: int, subject: str) -> bool:
    """Whether the articles of this number, of then and of now, both say all of this: then nothing decides."""
    texts = [words(version[number - 1]) for version in (law.before, law.now) if number <= len(version)]
    return len(texts) == 2 and all(part in text for text in texts for part in subject.split("，"))


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
            subject = self.subject(article)
            text = self.chance.choice(LONE).replace("{subject}", subject)
            if said_of_both(law, old, subject):
                self.put(document, text, cited, [(at, "moved_subject", None)], "said of both")
                return
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
            subject = self.subject(article)
            text = self.chance.choice(LONE).replace("{subject}", subject)
            if law.moved.get(number) != number and said_of_both(law, number, subject):
                self.put(document, text, cited, [(at, "moved_subject", None)], "said of both")
                return
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
