"""How whole and how right laws are imported, from a folder of texts: characters, numbers, references, damage, time.

    .venv/bin/python bench/importing.py FOLDER [--few N] [--own SOURCE]

FOLDER holds .md or .txt files, one law in each, such as a public collection. Each text is imported as it is, and again
in other layouts and with damage; the structure should be the same. SOURCE is the document from which our own two rules
were restored: it is imported with their corrections and compared with regulations/; how many of these corrections are
suggested is counted. Nothing is written. The figures of the collection that we tried are in bench/importing.md.
"""

import argparse
import collections
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from guiju.files.finding import Unsound
from guiju.files.folding import without_spaces
from guiju.files.source import Document, parse
from guiju.importing import formats, repairs
from guiju.importing.rule import ImportedRule, rules
from guiju.importing.whole import joined
from guiju.law.records import build
from guiju.model import Regulation, Where
from guiju.places.references import own_references

ROOT = Path(__file__).parents[1]
NUMERAL = "[零〇一二三四五六七八九十百千]+"
ARTICLE = f"第{NUMERAL}条(?:之[一二三四五六七八九十]+)?"
LABEL = re.compile(rf"^{ARTICLE}(?=[\s　])")


def lines(text: str) -> list[str]:
    """The lines of a Markdown text without its markup."""
    return [line.text for line in formats.read(text.encode(), "law.md").lines]


def replaced(pattern: str, by: str, text: str) -> str:
    return "\n".join(re.sub(pattern, by, line) for line in lines(text))


def wrapped(text: str, width: int = 32) -> str:
    """Each paragraph indented and broken at a width, as in old plain texts."""
    out = []
    for line in lines(text):
        line = line if len(line) < width and line[-1] not in "。；：" else f"　　{line}"
        out += [line[at : at + width] for at in range(0, len(line), width)]
    return "\n".join(out)


def html(text: str) -> str:
    return "<html><body>" + "".join(f"<p>　　{line}</p>\n" for line in lines(text)) + "</body></html>"


def unspaced(text: str) -> str:
    """Without the white space behind 第三条, as where a text was pasted."""
    return "\n".join(
        re.sub(r"^(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)[\s　]+", r"\1", line)
        for line in lines(text)
    )


def two_lines(text: str) -> str:
    """The number of a chapter on one line, its title on the next."""
    return "\n".join(
        re.sub(r"^(第[零〇一二三四五六七八九十百]+[编章节])[\s　]+(?=\S)", "\\1\n", line) for line in lines(text)
    )


LAYOUTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "plain": ("law.txt", lambda text: "\n".join(lines(text))),
    "wrapped": ("law.txt", wrapped),
    "html": ("law.html", html),
    "no space behind 第三条": ("law.txt", unspaced),
    "笫 for 第": ("law.txt", lambda text: replaced("^第", "笫", text)),
    "第二十五 条": ("law.txt", lambda text: replaced(f"^(第{NUMERAL})条", r"\1 条", text)),
    "chapter in two lines": ("law.txt", two_lines),
    "half-width brackets": ("law.txt", lambda text: replaced("^（(.{1,3})）", r"(\1)", text)),
}


def tree(rule: ImportedRule) -> list[str]:
    found: list[str] = []

    def walk(value: dict[str, object]) -> None:
        for key in ("divisions", "articles", "paragraphs", "points", "indents", "annexes"):
            for inner in value.get(key, ()):  # type: ignore[attr-defined]  # a list
                found.append(inner["eId"])
                walk(inner)

    walk(rule.value)
    return found


def imported(data: bytes, name: str) -> tuple[ImportedRule, ...]:
    return rules(formats.read(data, name), name, name.rpartition(".")[0])


def printed(text: str) -> Iterator[str]:
    """The labels 第三条 that are printed at the beginning of a line, white space behind them."""
    for line in lines(text):
        if match := LABEL.match(line):
            yield match[0]


def own(source: Path) -> None:
    """Our own rules, imported from their source with their corrections, beside those in regulations/."""
    corrected = sorted((ROOT / "regulations").glob("*/corrections.yaml"))
    accepted = [repair for file in corrected for repair in repairs.accepted(file)]
    reading = formats.read(source.read_bytes(), source.name)
    suggested = {(r.line, r.offset): r.restored for r in repairs.suggested(reading)}
    by_kind: dict[str, list[bool]] = {}
    for repair in accepted:
        hit = suggested.get((repair.line, repair.offset)) == repair.restored
        by_kind.setdefault(repair.kind, []).append(hit)
    for kind, hits in sorted(by_kind.items()):
        print(f"corrections suggested: {kind:16} {sum(hits)} of {len(hits)}")
    made = {
        rule.value["title"]["zh"]: rule.value for rule in rules(repairs.applied(reading, accepted, source.name), "")
    }
    for file in corrected:
        ours = parse((file.parent / "regulation.yaml").read_bytes(), "").value
        same_text = texts(ours) == texts(made[ours["title"]["zh"]])
        print(f"{file.parent.name}: text and structure {'as in' if same_text else 'differ from'} regulations/")


def texts(rule: dict[str, Any]) -> list[tuple[str, str]]:
    """The words of each 款 and 项, by eId."""
    paragraphs = [paragraph for article in rule["articles"] for paragraph in article["paragraphs"]]
    return [(unit["eId"], unit["zh"]) for p in paragraphs for unit in (p, *p.get("points", ()))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--few", type=int, default=0, help="only so many files, spread over the folder")
    parser.add_argument("--own", type=Path, metavar="SOURCE", help="the source document of our own rules")
    arguments = parser.parse_args()
    if arguments.own:
        own(arguments.own)
    files = sorted(path for path in arguments.folder.rglob("*") if path.suffix in (".md", ".txt"))
    files = files[:: max(1, len(files) // arguments.few)] if arguments.few else files
    count: collections.Counter[str] = collections.Counter()
    same: collections.Counter[str] = collections.Counter()
    begun = time.perf_counter()
    whole = []
    for file in files:
        try:
            made = imported(file.read_bytes(), file.name)
        except Unsound as unsound:
            count["refused"] += 1
            print(unsound.findings[0])
            continue
        whole.append((file, made))
    seconds = time.perf_counter() - begun
    for file, made in whole:
        text = file.read_text("utf-8")
        count["laws"] += len(made)
        body = sum(len(without_spaces(line)) for line in lines(text))
        kept = sum(len(joined(rule.value)) + rule.unplaced for rule in made)
        count["characters"] += body
        count["characters lost"] += body - kept
        count["unplaced"] += sum(rule.unplaced for rule in made)
        for unit in ("articles", "paragraphs", "points", "indents"):
            count[unit] += sum(rule.count(unit) for rule in made)
        parts = [part for rule in made for part in (rule.value, *rule.value.get("annexes", ()))]
        numbers = [article["number"] for part in parts for article in part.get("articles", ())]
        labels = list(printed(text))
        count["labels printed"] += len(labels)
        missed = collections.Counter(labels) - collections.Counter("".join(n.split()) for n in numbers)
        count["labels missed"] += sum(missed.values())
        if missed:
            print(f"{file}: not read as articles: {dict(missed)}")
        for rule in made:
            document = Document("", rule.value)
            for reference in own_references(build(Regulation, Where(document), id=rule.id)):
                kind = "references to a 款" if "款" in reference.words else "other references"
                count[kind] += 1
                count[f"{kind}, unresolved"] += not reference.is_there
        if len(made) == 1 and made[0].count("articles"):
            count["laws in other layouts"] += 1
            for name, (as_file, change) in LAYOUTS.items():
                try:
                    (other,) = imported(change(text).encode(), as_file)
                    same[name] += tree(other) == tree(made[0])
                except (Unsound, ValueError):
                    pass
    print(f"{len(files)} files in {seconds:.1f} s, {len(files) / seconds:.0f} a second in one process")
    for name, number in count.items():
        print(f"{name:32} {number:>10,}")
    for name, number in same.items():
        print(f"same structure: {name:16} {number:>10,} of {count['laws in other layouts']:,}")


if __name__ == "__main__":
    main()
