"""How well two versions of a law are aligned, by revisions that are planted in real laws.

    .venv/bin/python bench/concordance.py FOLDER [--laws N] [--seed N] [--wrong | --common]

FOLDER holds texts of laws as guiju import reads them, such as a public collection. Of each law a new version is made,
lightly (a tenth of the articles), middling (three tenths) or heavily revised (half): articles are amended from one word
to most of their clauses, inserted (from another law), deleted, split, merged, moved in blocks, several at once; the
others are renumbered by it, and every second time the citations inside the law follow. Rows of the concordance are then
compared with those that were planted. --wrong prints the rows that are not right; --common prints the pairs of
characters that many articles of FOLDER have, tools/guiju/amendment/common_words.yaml. Figures: bench/concordance.md.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from guiju.amendment.concordance import Pair, concordance
from guiju.files.folding import comparable
from guiju.files.source import parse
from guiju.importing import batch
from guiju.law.records import build
from guiju.model import Article, Division, Paragraph, Regulation, Where
from guiju.places.numerals import numeral, whole

SIZES = {"light": 0.1, "middling": 0.3, "heavy": 0.5}
CLAUSE = re.compile(r"[^，；。]*[，；。]?")
CITED = re.compile(r"(?<=本法第)([一二三四五六七八九十百]+)(?=条)|(?<=条、第)([一二三四五六七八九十百]+)(?=条)")
LEAST = 0.25
"""An article that has less in common with what it was is another one."""
LEVELS = (0.16, 0.08, 0.04, 0.02, 0.01, 0.005)
Row = tuple[str | None, str | None, str]


@dataclass
class Draft:
    """An article of the new version: its paragraphs, and the old articles that they come from."""

    paragraphs: list[str]
    sources: list[Article] = field(default_factory=list)
    divisions: tuple[Division, ...] = ()


def laws(folder: Path) -> list[Regulation]:
    """The laws with twenty articles or more whose numbers are whole and in order."""
    made = []
    for result in batch.read(batch.sources([folder])):
        for draft in result.drafts:
            rule = build(Regulation, Where(parse(draft.text.encode(), draft.source)), id=draft.id)
            if [a.eId for a in rule.articles] == [f"art_{n}" for n in range(1, len(rule.articles) + 1)]:
                made += [replace(rule, annexes=())] if len(rule.articles) >= 20 else []
    return made


def words(article: Article) -> list[str]:
    """The 款 of an article, each with its 项 on the same line."""
    own = []
    for paragraph in article.paragraphs:
        own.append("".join([paragraph.zh, *(point.zh for point in paragraph.points)]))
    return own


def alike(one: str, other: str) -> float:
    """The share of pairs of characters that two texts have in common, 0 to 1."""
    ours, theirs = (Counter(text[at : at + 2] for at in range(len(text) - 1)) for text in map(comparable, (one, other)))
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


class Revision:
    """A planted revision: a new version, and the rows that a concordance should have."""

    def __init__(self, old: Regulation, others: Sequence[Regulation], share: float, chance: random.Random) -> None:
        self.old, self.others, self.chance = old, others, chance
        self.drafts = [Draft(words(article), [article], article.divisions) for article in old.articles]
        for _ in range(max(1, int(len(self.drafts) * share))):
            chances = {"amend": 50, "insert": 16, "delete": 12, "split": 8, "merge": 8, "move": 4, "replace": 3}
            action = chance.choices(list(chances), list(chances.values()))[0]
            getattr(self, action)(chance.randrange(len(self.drafts)))
        self.new, self.rows = self._published(follow=chance.random() < 0.5)

    def foreign(self) -> list[str]:
        """The words of an article of another law."""
        return words(self.chance.choice(self.chance.choice(self.others).articles))

    def amend(self, at: int) -> None:
        """Change some clauses: drop, replace, add; a number; a paragraph more or less."""
        draft = self.drafts[at]
        way = self.chance.choices(("word", "clause", "paragraph", "heavy"), (3, 4, 2, 2))[0]
        if way == "word":
            place = self.chance.randrange(len(draft.paragraphs))
            draft.paragraphs[place] = self._other_word(draft.paragraphs[place])
        elif way == "paragraph" and len(draft.paragraphs) > 1 and self.chance.random() < 0.5:
            lengths = [len(paragraph) for paragraph in draft.paragraphs]
            place = self.chance.randrange(len(lengths))
            if lengths[place] < 0.6 * sum(lengths):
                draft.paragraphs.pop(place)
        elif way == "paragraph":
            draft.paragraphs.insert(self.chance.randint(0, len(draft.paragraphs)), self.foreign()[0])
        else:
            share = self.chance.uniform(0.35, 0.6) if way == "heavy" else self.chance.uniform(0.05, 0.3)
            draft.paragraphs = [self._other_clauses(paragraph, share) for paragraph in draft.paragraphs]

    def _other_word(self, text: str) -> str:
        swaps = (("应当", "可以"), ("五", "十"), ("国家", "国务院"), ("或者", "和"), ("有关", "主管"), ("规定", "要求"))
        for one, other in self.chance.sample(swaps, len(swaps)):
            if one in text:
                return text.replace(one, other, 1)
        return f"{text}法律另有规定的除外。"

    def _other_clauses(self, text: str, share: float) -> str:
        clauses = [clause for clause in CLAUSE.findall(text) if clause]
        theirs = [clause for paragraph in self.foreign() for clause in CLAUSE.findall(paragraph) if clause]
        for _ in range(max(1, round(len(clauses) * share))):
            place, other = self.chance.randrange(len(clauses) + 1), self.chance.choice(theirs)
            match self.chance.choice(("drop", "add", "put", "put")):
                case "drop" if len(clauses) > 1 and place < len(clauses):
                    clauses.pop(place)
                case "put" if place < len(clauses):
                    clauses[place] = other
                case _:
                    clauses.insert(place, other)
        return "".join(clauses)

    def insert(self, at: int) -> None:
        """One to three new articles."""
        for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
            self.drafts.insert(at, Draft(self.foreign()))

    def delete(self, at: int) -> None:
        """An article goes."""
        self._handed_on(at, self.drafts.pop(at).divisions)

    def replace(self, at: int) -> None:
        """An article goes, and another one comes where it was."""
        self.drafts[at] = Draft(self.foreign(), [], self.drafts[at].divisions)

    def split(self, at: int) -> None:
        """An article becomes two, between two paragraphs or sentences, some with a word changed."""
        draft = self.drafts[at]
        if len(draft.sources) != 1 or sum(draft.sources[0] in d.sources for d in self.drafts) > 1:
            return
        parts = draft.paragraphs if len(draft.paragraphs) > 1 else re.findall("[^。]+。", draft.paragraphs[0])
        if len(parts) < 2:
            return
        cut = self.chance.randrange(1, len(parts))
        if min(len("".join(parts[:cut])), len("".join(parts[cut:]))) < 15:
            return
        self.drafts[at : at + 1] = [
            Draft(parts[:cut], draft.sources, draft.divisions),
            Draft(parts[cut:], draft.sources),
        ]
        if self.chance.random() < 0.3:
            self.drafts[at + 1].paragraphs[0] = self._other_word(self.drafts[at + 1].paragraphs[0])

    def merge(self, at: int) -> None:
        """An article takes in the next one, or one from elsewhere."""
        other = at + 1 if self.chance.random() < 0.8 else self.chance.randrange(len(self.drafts))
        if other >= len(self.drafts) or other == at:
            return
        one, two = self.drafts[at], self.drafts[other]
        if any(sum(s in d.sources for d in self.drafts) > 1 for s in one.sources + two.sources):
            return
        if len(one.sources) != 1 or len(two.sources) != 1:
            return
        together = self.chance.random() < 0.3
        one.paragraphs = ["".join(one.paragraphs + two.paragraphs)] if together else one.paragraphs + two.paragraphs
        one.sources = one.sources + two.sources
        self._handed_on(other, self.drafts.pop(other).divisions)

    def move(self, at: int) -> None:
        """A block of articles goes elsewhere."""
        block = self.drafts[at : at + self.chance.randint(1, 6)]
        del self.drafts[at : at + len(block)]
        place = self.chance.randint(0, len(self.drafts))
        self.drafts[place:place] = block

    def _handed_on(self, at: int, divisions: tuple[Division, ...]) -> None:
        if divisions and at < len(self.drafts) and not self.drafts[at].divisions:
            self.drafts[at].divisions = divisions

    def _published(self, follow: bool) -> tuple[Regulation, list[Row]]:
        now = {d.sources[0].eId: f"art_{n}" for n, d in reversed([*enumerate(self.drafts, 1)]) if d.sources}
        articles, rows = [], list[Row]()
        times = Counter(source.eId for draft in self.drafts for source in draft.sources)
        for number, draft in enumerate(self.drafts, 1):
            eId = f"art_{number}"
            texts = [self._following(text, now) if follow else text for text in draft.paragraphs]
            units = tuple(Paragraph(t, "", f"{eId}__para_{n}") for n, t in enumerate(texts, 1))
            articles.append(Article(eId, units, divisions=draft.divisions))
            before = draft.sources[0] if len(draft.sources) == 1 == times[draft.sources[0].eId] else None
            if before and alike("".join(texts), "".join(words(before))) < LEAST:
                draft.sources, times[before.eId] = [], 0
            rows += [(None, eId, "added")] if not draft.sources else []
            for source in draft.sources:
                same = comparable("".join(texts)) == comparable("".join(words(source)))
                kind = "amended" if not same else "unchanged" if source.eId == eId else "renumbered"
                kind = "merged" if len(draft.sources) > 1 else "split" if times[source.eId] > 1 else kind
                rows.append((source.eId, eId, kind))
        rows += [(article.eId, None, "removed") for article in self.old.articles if not times[article.eId]]
        return replace(self.old, articles=tuple(articles)), rows

    def _following(self, text: str, now: dict[str, str]) -> str:
        def moved(match: re.Match[str]) -> str:
            eId = now.get(f"art_{whole(match[0])}")
            return numeral(int(eId[4:])) if eId else match[0]

        return CITED.sub(moved, text)


def revisions(folder: Path, most: int, seed: int) -> Iterator[tuple[str, Revision]]:
    """Revisions of the laws of a folder, each of one size."""
    known, chance = laws(folder), random.Random(seed)
    for law in chance.sample(known, min(most, len(known))):
        others = [other for other in known if other is not law]
        for size, share in SIZES.items():
            yield size, Revision(law, others, share, chance)


def common(folder: Path) -> Iterator[str]:
    """The pairs of characters that many articles have, by the share of articles that have them at least."""
    holders, articles = Counter[str](), 0
    for result in batch.read(batch.sources([folder])):
        for draft in result.drafts:
            rule = build(Regulation, Where(parse(draft.text.encode(), draft.source)), id=draft.id)
            for article in rule.every_article():
                text = comparable("".join(words(article)))
                articles += 1
                holders.update({text[at : at + 2] for at in range(len(text) - 1)})
    shares = {pair: count / articles for pair, count in holders.items() if re.fullmatch("[一-鿿]{2}", pair)}
    for level, above in zip(LEVELS, (1.0, *LEVELS), strict=False):
        found = sorted(pair for pair, share in shares.items() if level <= share < above)
        yield f"'{level:g}':"
        yield from (f"- {''.join(found[at : at + 28])}" for at in range(0, len(found), 28))


def main() -> None:
    """Print the figures of each size, then those of each kind and of confidence."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--laws", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--wrong", action="store_true")
    arguments.add_argument("--common", action="store_true")
    given = arguments.parse_args()
    if given.common:
        print("\n".join(common(given.folder)))
        return
    right, total = Counter[str](), Counter[str]()
    planted, written, both = Counter[str](), Counter[str](), Counter[str]()
    sure: dict[int, list[bool]] = {}
    seconds, articles = 0.0, 0
    for size, revision in revisions(given.folder, given.laws, given.seed):
        began = time.perf_counter()
        pairs = concordance(revision.old, revision.new)
        seconds += time.perf_counter() - began
        articles += len(revision.new.articles)
        expected, got = set(revision.rows), {(p.old, p.new, p.kind) for p in pairs}
        partners = {row[:2] for row in got}
        total[size] += len(expected)
        right[size] += sum(row[:2] in partners for row in expected)
        right[f"{size} kind"] += len(expected & got)
        planted.update(row[2] for row in expected)
        written.update(row[2] for row in got)
        both.update(row[2] for row in expected & got)
        for pair in pairs:
            sure.setdefault(min(9, int(pair.confidence * 10)), []).append((pair.old, pair.new, pair.kind) in expected)
        if given.wrong:
            _print_wrong(revision, pairs)
    for size in SIZES:
        print(f"{size}: {total[size]} rows, {right[size] / total[size]:.2%} right partner, "
              f"{right[f'{size} kind'] / total[size]:.2%} with kind")  # fmt: skip
    for kind in planted:
        print(f"{kind}: {planted[kind]} planted, precision {both[kind] / max(1, written[kind]):.2%}, "
              f"recall {both[kind] / planted[kind]:.2%}")  # fmt: skip
    for step, rows in sorted(sure.items()):
        print(f"confidence {step / 10:.1f}–{(step + 1) / 10:.1f}: {len(rows)} rows, {sum(rows) / len(rows):.1%} right")
    print(f"{seconds:.1f} s for {articles} articles")


def _print_wrong(revision: Revision, pairs: Sequence[Pair]) -> None:
    got = {(pair.old, pair.new, pair.kind): pair for pair in pairs}
    for row in sorted(set(revision.rows) - got.keys(), key=str):
        print("missing", revision.old.id, *row)
        for eId, text in ((row[0], revision.old), (row[1], revision.new)):
            print("   ", "".join(words(text.article(eId)))[:200] if eId and text.article(eId) else None)
    for row in sorted(got.keys() - set(revision.rows), key=str):
        print("wrong", revision.old.id, *row, f"{got[row].confidence:.2f}")
    print()


if __name__ == "__main__":
    main()
