"""A file of law → its rules: the value of each regulation.yaml, whose text is that of the file, without a loss."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from guiju.files.finding import Finding, Location, Unsound
from guiju.files.folding import without_spaces
from guiju.files.source import Document
from guiju.importing import ending, front, identity, naming, outline, pieces, title, whole, wrapping
from guiju.importing.identity import if_any
from guiju.importing.line import Change, SourceText, TextLine
from guiju.importing.outline import Builder
from guiju.importing.units import Value
from guiju.law.records import build
from guiju.model import Regulation, Where
from guiju.places import printed_label as label
from guiju.places.references import own_references


@dataclass(frozen=True)
class ImportedRule:
    """One law of a file. `day`: of which day this text is. `notes` are sentences, each with its line. `characters` are
    those of the text, white space aside."""

    id: str
    day: date | None
    value: Value
    notes: tuple[tuple[int, str], ...]
    characters: int
    unplaced: int
    titled: bool = True

    @property
    def span(self) -> tuple[int, int]:
        """The numbers of its first and its last article, zeros where it has none."""
        return _span(self.value.get("articles", ()))

    def count(self, unit: str) -> int:
        """How many articles, paragraphs, points or indents there are, those of annexes included."""
        return sum(1 for _ in units(self.value, unit))


def rules(
    reading: SourceText, name: str, file_stem: str = "", repeated: Sequence[TextLine] = ()
) -> tuple[ImportedRule, ...]:
    """The laws of a file; `repeated` are lines beside it, of the title that each part of a law has. Unsound where it
    has no law, or where characters would be lost."""
    pages = [*_beside(reading.lines), *repeated]
    outside = set(map(id, pages))
    text = [line for line in reading.lines if id(line) not in outside]
    lines, wraps = wrapping.joined(pieces.unfolded(text))
    if not lines:
        raise Unsound([Finding("no-text", "has no text; a scan has to be recognised first (OCR)", Location(name))])
    lines = tuple(pieces.cut(lines, outline.is_itemized(lines)))
    if at := title.case(lines):
        message = "is a decision in a single case, not a law; leave it out, or record it under cases/"
        raise Unsound([Finding("single-case", message, Location(name, at.number))])
    if at := title.agreement(lines):
        message = "is an agreement between parties, not a law; leave it out (cite-check reads what it cites)"
        raise Unsound([Finding("agreement", message, Location(name, at.number))])
    parts = list(title.laws(lines))
    changes = (*reading.changes, *wraps)
    made = []
    for start, end in parts:
        first, last = lines[start].number if start else 0, lines[end].number if end < len(lines) else 10**9
        own = [change for change in changes if first <= change.line < last]
        facts = reading.facts if len(parts) == 1 else ()
        beside = [line for line in pages if first <= line.number < last]
        made.append(_rule(lines[start:end], own, facts, name, file_stem, len(parts) > 1, beside))
    return tuple(made)


def _rule(
    lines: Sequence[TextLine],
    changes: list[Change],
    facts: Sequence[tuple[str, str]],
    name: str,
    stem: str,
    one_of: bool,
    pages: Sequence[TextLine],
) -> ImportedRule:
    stated = dict(facts)
    body = outline.begins(lines)
    given = title.find(lines[:body]) if body else None
    written = stated.get("title")
    heading = given[2] if given and given[2] not in outline.HEADINGS else written or (given[2] if given else None)
    notes: list[tuple[int, str]] = []
    if one_of:
        notes.append((lines[0].number, "several-laws: the file has several laws; each is a rule of its own"))
    near = given is None or given[0] <= _FRONT
    if body == len(lines) and not (near and (title.is_title(heading or "") or heading in outline.HEADINGS)):
        # A page about laws names some too, further down.
        message = "no article (第一条, 一、) and no title of a law in it; name a file with the text of a law"
        raise Unsound([Finding("no-article", message, Location(name, lines[0].number))])
    titled = heading is not None and heading not in outline.HEADINGS
    if body == len(lines) and not front.has_words(lines):
        message = "has the title of a law, its days and no text; name the file with its articles"
        raise Unsound([Finding("no-words", message, Location(name, lines[0].number))])
    if heading is None:
        heading = title.clean(lines[0].text) if len(lines[0].text) <= 60 else title.clean(stem)
        notes.append(
            (lines[0].number, "no-title: no line reads like a title; the id is that of the file and its folder")
        )
    if english := [line for line in pages if _LATIN.fullmatch(line.text)]:
        words = f"{len(english)} lines in English stand under the Chinese; they are not part of the law: see `unplaced`"
        notes.append((english[0].number, f"bilingual: {words}"))
    if body == len(lines):
        notes.append((lines[0].number, "no-article: the text has no articles; it is kept whole, line by line"))
    start = _order_block(lines, given[0]) if given else 0
    stray, itemized = list(lines[:start]), outline.is_itemized(lines)
    if hidden := [change for change in changes if change.kind == "hidden"]:
        signs = ", ".join(dict.fromkeys(change.words for change in hidden))
        notes.append((hidden[0].line, f"hidden: {signs} cannot be seen and were left out; see `normalised`"))
    counted = [change for change in changes if change.kind == "automatic-number"]
    if written_out := [change for change in counted if change.words]:
        words = f"Word counts the numbers of {len(written_out)} paragraphs; they are written as it prints them"
        notes.append((written_out[0].line, f"automatic-number: {words}"))
    unknown = "automatic-number: Word numbers this paragraph in a way that is not known; its number is not here"
    notes += [(change.line, unknown) for change in counted if not change.words]
    before, preamble = front.split_front_matter(lines[start:body], given[1] - start if given else 0)
    text = lines[body:] if body < len(lines) else ()
    main, annexed = ending.annexes(text)
    main, closing, after = ending.tail(main, itemized, spliced=one_of or bool(stray))
    built = Builder(main, itemized=itemized).run()
    begins, ends = _span(() if itemized else built.articles)
    goes_on = titled and (len(built.articles) == 1 or title.amends(heading))  # 修正案 are counted on
    missing = range(0) if goes_on else range(1, begins)
    if missing:
        words = f"articles 1 to {missing[-1]} are not here; put the parts of a law into one folder, or into one file"
        notes.append((lines[0].number, f"partial: {words}"))
    elif is_part := ends and not one_of and _is_book(lines, given):
        missing = range(ends + 1, ends + 2)
        words = f"the title names a part, and article {ends} is the last here; put the parts into one folder"
        notes.append((is_part, f"partial: {words}"))
    trailing = [*built.trailing, *closing]
    notes += built.notes
    changes += [Change("joined", number) for number in built.joined]
    annexes, more, joined = _annex_values(annexed)
    notes += more
    changes += [Change("joined", number) for number in joined]
    outside = sorted((*stray, *after, *pages), key=lambda line: line.number)
    value: Value = {
        **identity.identity(heading, [*before, *trailing], built.articles, stated),
        **if_any("preface", [line.text for line in before]),
        **if_any("preamble", [line.text for line in (*preamble, *built.leading)]),
        **if_any("articles", built.articles),
        **if_any("closing", [line.text for line in trailing]),
        **if_any("annexes", annexes),
        **if_any("missing", [{"number": str(number), "seen": "unseen"} for number in missing]),
        **if_any("normalised", _normalised(changes)),
        **if_any("unplaced", [{"line": line.number, "text": line.text} for line in outside]),
    }
    unplaced = sum(len(without_spaces(line.text)) for line in outside)
    if outside:
        words = f"unplaced: {len(outside)} lines stand outside the law; they are kept in `unplaced`"
        notes.append((outside[0].number, words))
    whole.prove(value, lines, {id(line) for line in (*stray, *after)}, name)
    law = build(Regulation, Where(Document("", value)), id="law")
    nowhere = [reference.name for reference in own_references(law) if not reference.is_there]
    if nowhere:
        value["unresolved"] = list(dict.fromkeys(nowhere))
    if nowhere and not missing:
        words = f"{len(nowhere)} references lead nowhere, the first {nowhere[0]}; see `unresolved`, compare with a copy"
        notes.append((lines[0].number, f"unresolved: {words}"))
    slug = naming.identifier(heading if titled else f"law {stem}", identity.year_of(value, stem))
    characters = sum(len(without_spaces(line.text)) for line in (*lines, *pages))
    return ImportedRule(slug, identity.day_of(value, stem), value, tuple(sorted(notes)), characters, unplaced, titled)


def _span(articles: Sequence[Value]) -> tuple[int, int]:
    numbers = [found.number for article in articles if (found := label.article(str(article["number"])))]
    return (numbers[0], numbers[-1]) if numbers and numbers == sorted(numbers) else (0, 0)


def _is_book(lines: Sequence[TextLine], given: tuple[int, int, str] | None) -> int:
    """The line under the title that names a book of the law (总则, 合同编) in a heading of the same level."""
    if given is None or given[1] >= len(lines) or not lines[given[0]].level:
        return 0
    line = lines[given[1]]
    named = line.text.endswith("编") or without_spaces(line.text) in outline.HEADINGS
    return line.number if named and line.level == lines[given[0]].level else 0


_PAGE = re.compile(r"[-—–－]\s*[0-9]{1,4}\s*[-—–－]|第\s*[0-9]{1,4}\s*页(?:\s*(?:[，,/]\s*)?共\s*[0-9]{1,4}\s*页)?")
"""The numbers of pages, which cut paragraphs in two."""
_LATIN = re.compile(r"[^\u3400-\u9fff]*[A-Za-z]{2}[^\u3400-\u9fff]*")
_FEWEST_TRANSLATED = 3
_FRONT = 15
"""Lines among which a text without articles has its title."""


def _beside(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines that are no text of the law: numbers of pages, and English under the Chinese, line by line."""
    pages = [line for line in lines if _PAGE.fullmatch(line.text)]
    translated = [below for above, below in pairwise(lines) if _LATIN.fullmatch(below.text) and not below.row
                  and not _LATIN.fullmatch(above.text)]  # fmt: skip
    is_bilingual = len(translated) >= max(_FEWEST_TRANSLATED, len(lines) / 3)
    return [*(pages if len(pages) > 1 else ()), *(translated if is_bilingual else ())]


def _order_block(lines: Sequence[TextLine], at: int) -> int:
    """Where the order that promulgates the law begins, over its title at line `at`."""
    for start in range(max(0, at - 15), at):
        if title.is_order(lines[start].text) or title.is_title(lines[start].text):
            return start
    return 0 if at <= 2 and all(len(line.text) <= 60 for line in lines[:at]) else at


def _annex_values(annexes: list[Sequence[TextLine]]) -> tuple[list[Value], list[tuple[int, str]], list[int]]:
    values, notes, joined = [], [], []
    for place, lines in enumerate(annexes, 1):
        body = outline.begins(lines[1:]) + 1
        if outline.is_itemized(lines[1:]):
            body = len(lines)
        built = Builder(lines[body:], prefix=f"annex_{place}__", itemized=False).run()
        notes += built.notes
        joined += built.joined
        text = [line.text for line in (*lines[1:body], *built.leading)]
        values.append({
            "eId": f"annex_{place}", "heading": {"zh": lines[0].text}, **if_any("text", text),
            **if_any("articles", built.articles), **if_any("closing", [line.text for line in built.trailing]),
        })  # fmt: skip
    return values, notes, joined


def _normalised(changes: Sequence[Change]) -> list[Value]:
    """The changes by kind and words, each with its lines."""
    grouped: dict[tuple[str, str], list[int]] = {}
    for change in changes:
        words = "".join(filter(str.isprintable, change.words)).strip()
        grouped.setdefault((change.kind, words), []).append(change.line)
    return [
        {"kind": kind, **({"words": words} if words else {}), "lines": sorted(set(lines))}
        for (kind, words), lines in sorted(grouped.items())
    ]


def units(value: Value, unit: str) -> Iterator[Value]:
    """The articles, paragraphs, points or indents of a rule and its annexes."""
    for key in ("annexes", "articles", "paragraphs", "points", "indents"):
        for entry in value.get(key, ()):
            if key == unit:
                yield entry
            yield from units(entry, unit)
