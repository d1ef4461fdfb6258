"""How often the article that answers a question is the first, or among the first five: the search beside plain engines.

    .venv/bin/python bench/questions.py QUESTIONS LAWBENCH LAWS [--unrelated FILE]

QUESTIONS is a folder with the tables lawbench-3-2.tsv, lawbench-3-2-more.tsv and laws.tsv (law, article, place of the
question), LAWBENCH a checkout of open-compass/LawBench, LAWS one of X-STORAGE/Laws; none of them is ours to publish.
The laws of the tables are imported into a base, and the same articles are searched by BM25 over pairs of characters,
by SQLite FTS5 over the same pairs with its bm25, and by `guiju find`. Printed are hit@1 and hit@5 of the first table
and of both, the seconds of the processor to index, the megabytes of the index, and the milliseconds of the processor
that a question takes. --unrelated names a file of questions, one a line, that no law answers: printed is how many are
said to be so.
"""

import argparse
import csv
import json
import math
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import guiju
from guiju.cli import main as run
from guiju.files.cache import file_for
from guiju.law.load import load
from guiju.search.index import LookupIndex, consult
from guiju.search.search import SearchedTexts, search

TABLES = ("lawbench-3-2.tsv", "lawbench-3-2-more.tsv")
CODE = ("总则", "物权编", "合同编", "人格权编", "婚姻家庭编", "继承编", "侵权责任编", "附则")
"""The parts of the Civil Code, which that collection keeps in a folder."""
K1, B = 1.2, 0.75
Rank = Callable[[str], Sequence[str]]


class Question(NamedTuple):
    """A question, the article that answers it, by law and number, and whether it is of the first table."""

    words: str
    law: str
    article: str
    is_first: bool


def table(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t")


def questions(folder: Path, lawbench: Path) -> list[Question]:
    asked = json.loads((lawbench / "data/zero_shot/3-2.json").read_text("utf-8"))
    return [
        Question(
            asked[int(row["lawbench_index"])]["question"].removeprefix("场景:").strip(),
            row["law"],
            row["article_now"],
            name == TABLES[0],
        )
        for name in TABLES
        for row in table(folder, name)
        if row["article_now"] and row["mark"] != "double"
    ]


def law_text(laws: Path, path: str) -> str:
    if not path.endswith("/"):
        return (laws / path).read_text("utf-8")
    parts = ((laws / path / f"{part}.md").read_text("utf-8").partition("<!-- INFO END -->")[2] for part in CODE)
    return "\n\n".join(("# 中华人民共和国民法典", "2020年5月28日 第十三届全国人民代表大会第三次会议通过", *parts))


def make_base(folder: Path, laws: Path, at: Path) -> None:
    texts = at / "texts"
    texts.mkdir()
    for row in table(folder, "laws.tsv"):
        name = row["path"].rstrip("/").rpartition("/")[2].removesuffix(".md")
        (texts / f"{name}.md").write_text(law_text(laws, row["path"]), "utf-8")
    run(["import", str(texts), "-o", str(at / "base")])


def pairs(text: str) -> list[str]:
    return [run_[at : at + 2] for run_ in re.findall("[\u4e00-\u9fff]+", text) for at in range(len(run_) - 1)]


def bm25(articles: dict[str, str]) -> Rank:
    counts = {id: Counter(pairs(text)) for id, text in articles.items()}
    length = {id: own.total() for id, own in counts.items()}
    mean, postings = statistics.mean(length.values()), defaultdict[str, list[tuple[str, int]]](list)
    for id, own in counts.items():
        for pair, count in own.items():
            postings[pair].append((id, count))

    def rank(words: str) -> list[str]:
        score = defaultdict[str, float](float)
        for pair in {*pairs(words)}:
            found = postings.get(pair, ())
            weight = math.log(1 + (len(articles) - len(found) + 0.5) / (len(found) + 0.5))
            for id, count in found:
                score[id] += weight * count * (K1 + 1) / (count + K1 * (1 - B + B * length[id] / mean))
        return sorted(score, key=lambda id: -score[id])[:5]

    return rank


def fts5(articles: dict[str, str], file: Path) -> Rank:
    database, ids = sqlite3.connect(file), [*articles]
    database.execute("CREATE VIRTUAL TABLE word USING fts5 (words, content='', tokenize='ascii')")
    rows = ((at, " ".join(pairs(articles[id]))) for at, id in enumerate(ids))
    database.executemany("INSERT INTO word (rowid, words) VALUES (?, ?)", rows)
    database.commit()

    def rank(words: str) -> list[str]:
        wanted = " OR ".join(f'"{pair}"' for pair in {*pairs(words)})
        found = database.execute("SELECT rowid FROM word WHERE word MATCH ? ORDER BY bm25(word) LIMIT 5", (wanted,))
        return [ids[row] for (row,) in found]

    return rank


def first_articles(index: LookupIndex, words: str) -> tuple[list[str], bool]:
    """The first articles that the search lists, and whether it says that none answers."""
    found = search(index, words, "zh", SearchedTexts("2026-11-25"))
    ids = dict.fromkeys(hit.id.partition("__")[0] for hit in found.hits if hit.kind in ("text", "near"))
    return [*ids][:5], found.is_unanswered or not found.hits


def report(name: str, rank: Rank, asked: Sequence[Question], gold: Sequence[str]) -> None:
    spent, hits = [], []
    for question in asked:
        started = time.process_time()
        ids = rank(question.words)
        spent.append(time.process_time() - started)
        hits.append(ids)
    for label, chosen in (("first", [q.is_first for q in asked]), ("both", [True] * len(asked))):
        rows = [(ids, id) for ids, id, is_in in zip(hits, gold, chosen, strict=True) if is_in]
        at_1, at_5 = (sum(id in ids[:n] for ids, id in rows) / len(rows) for n in (1, 5))
        print(f"{name:10} {label:6} hit@1 {at_1:.3f}  hit@5 {at_5:.3f}  of {len(rows)}")
    empty = sum(not ids for ids in hits)
    print(f"{name:10} median {statistics.median(spent) * 1000:.1f} ms, empty {empty}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("lawbench", type=Path)
    parser.add_argument("laws", type=Path)
    parser.add_argument("--unrelated", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        make_base(options.questions, options.laws, at)
        rules = load(at / "base").regulations.values()
        names = {
            name.removeprefix("中华人民共和国"): rule for rule in rules for name in (rule.title.zh, rule.short_title.zh)
        }
        asked = questions(options.questions, options.lawbench)
        gold = [
            f"{names[q.law].id}#{next(a.eId for a in names[q.law].articles if a.number == q.article)}" for q in asked
        ]
        articles = {f"{r.id}#{a.eId}": "\n".join(unit.zh for unit in a.units()) for r in rules for a in r.articles}
        size = sum(len(text.encode()) for text in articles.values())
        print(f"{len(articles)} articles of {len(rules)} laws, {size / 1e6:.1f} MB; guiju {guiju.__version__}")
        for name, make in (("BM25", lambda: bm25(articles)), ("FTS5", lambda: fts5(articles, at / "fts5"))):
            started = time.process_time()
            rank = make()
            print(f"{name:10} index {time.process_time() - started:.1f} s")
            report(name, rank, asked, gold)
        print(f"{'FTS5':10} index {(at / 'fts5').stat().st_size / 1e6:.1f} MB, without the texts")
        started = time.process_time()
        consult(at / "base", lambda index: None)
        file = file_for(at / "base", "index")
        weight = f", {file.stat().st_size / 1e6:.1f} MB with the texts" if file else ""
        print(f"{'guiju':10} index {time.process_time() - started:.1f} s from the files{weight}")
        consult(at / "base", lambda index: report("guiju", lambda q: first_articles(index, q)[0], asked, gold))

        def marked(index: LookupIndex) -> tuple[int, int]:
            answers = [(first_articles(index, q.words), id) for q, id in zip(asked, gold, strict=True)]
            right = [is_weak for (ids, is_weak), id in answers if ids[:1] == [id]]
            return sum(right), len(right)

        print("right first hits that are marked as no answer: {} of {}".format(*consult(at / "base", marked)))
        if options.unrelated:
            lines = options.unrelated.read_text("utf-8").split("\n")
            others = [line for line in lines if line.strip()]
            said = consult(at / "base", lambda index: sum(first_articles(index, line)[1] for line in others))
            print(f"unrelated questions that are said to have no answer: {said} of {len(others)}")


if __name__ == "__main__":
    sys.exit(main())
