"""What changed between two texts or knowledge bases: what it means, what rests on it, and both texts side by side."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import zip_longest

from guiju.amendment.comparison import Amendments, LawChange, Readings
from guiju.amendment.texts import ArticleRow, TextAmendment, TextUnit, UnitRow
from guiju.amendment.weight import weight
from guiju.documents import concordance
from guiju.documents.amendment.data import value
from guiju.documents.amendment.opening import opening
from guiju.documents.amendment.wording import answer, effect_title, effect_values, verdict_words
from guiju.documents.blocks import (
    Block,
    Column,
    Front,
    Grid,
    Pairs,
    Paper,
    RedlinedArticle,
    RedlinedUnit,
    Section,
    Sentences,
    SideBySide,
)
from guiju.law.versions import versions
from guiju.model import Lang, Regulation
from guiju.places import citation
from guiju.wording.labels import COMMA, NOT_LEGAL_ADVICE, SEMICOLON
from guiju.wording.words import Words

__all__ = ["answer", "effect_title", "effect_values", "paper", "release_weight", "value", "verdict_words"]

WORDS = Words(__file__)
HEADINGS = WORDS.table("heading")
KINDS = WORDS.table("kind")
RECORDS = WORDS.table("record")
STATES = WORDS.table("state")
VERDICT_CHANGES = WORDS.table("verdict")
WEIGHTS = WORDS.table("weight")
SECTIONS = WORDS.table("section")
_BESIDES = ("reference", "wording")
_QUOTED = 100
"""Characters of words that the list quotes: all of them are side by side."""


def paper(amendments: Amendments, lang: Lang, day: date) -> Paper:
    """The comparison to read and to print."""
    front = Front(
        lang=lang,
        day=day,
        title=WORDS["title"][lang],
        subject=(" → ".join(names(amendments, lang)),),
        notices=(),
        headline=(amendments.differs and opening(amendments, lang))
        or WORDS["differ" if amendments.differs else "same"][lang],
        caution=WORDS["caution"][lang],
        foot=f"{day.isoformat()} · {NOT_LEGAL_ADVICE[lang]}",
    )
    return Paper(front, tuple(section for section in _sections(amendments, lang) if section.blocks))


def names(amendments: Amendments, lang: Lang) -> tuple[str, ...]:
    """What both sides are called: a text of the base by its title and day, others as they were named."""
    texts = [text for law in amendments.laws[:1] for text in (law.text.old, law.text.new)]
    return tuple(
        dated_title(text, lang) if text and name.partition("@")[0] == text.id else name
        for name, text in zip_longest((amendments.old, amendments.new), texts)
    )


def release_weight(amendments: Amendments, lang: Lang) -> str:
    """What number of a version a release of this change raises; nothing where no knowledge bases are compared."""
    readings = amendments.readings
    return WEIGHTS[weight(amendments)][lang] if readings and readings.two_bases else ""


def _sections(amendments: Amendments, lang: Lang) -> Iterator[Section]:
    scope = [(HEADINGS[key][lang], name) for key, name in zip(("old", "new"), names(amendments, lang), strict=True)]
    scope += [(law.text.new.title[lang], counts(law.text.articles, lang)) for law in amendments.laws]
    for key, rules in (("laws_added", amendments.added), ("laws_removed", amendments.removed)):
        scope += [(HEADINGS[key][lang], "\n".join(rule.title[lang] for rule in rules))] if rules else []
    if change := release_weight(amendments, lang):
        scope.append((HEADINGS["weight"][lang], change))
    yield Section("scope", SECTIONS["scope"][lang], (Pairs(tuple(scope)),))
    if amendments.readings is not None:
        yield Section("computed", SECTIONS["computed"][lang], tuple(_computed(amendments.readings, lang)))
    several = len(amendments.laws) > 1
    for key, blocks in (("seen", _seen), ("dependents", _dependents), ("texts", _texts)):
        for n, law in enumerate(amendments.laws):
            name = f" · {law.text.new.short_title[lang]}" if several else ""
            yield Section(f"{key}-{n}", f"{SECTIONS[key][lang]}{name}", tuple(blocks(law, lang)))


def counts(articles: Iterable[ArticleRow], lang: Lang) -> str:
    """未改 3, 修改 2: how many pairs of articles became what."""
    return concordance.counts([pair for row in articles for pair in row.pairs], lang)


def _grid(
    heading: str, names: Iterable[str], rows: Iterable[tuple[str, ...]], lang: Lang, of_the_law: Collection[str] = ()
) -> Iterator[Block]:
    """A table, where there are rows; columns `of_the_law` have its words."""
    filled = tuple(rows)
    widths = {"kind": 12, "place": 16, "record": 30, "state": 20, "case": 24, "duty": 30}
    columns = tuple(
        Column(HEADINGS[name][lang], widths.get(name, 30), "law" if name in of_the_law else "text") for name in names
    )
    if filled:
        yield Grid(heading, columns, filled, (None,) * len(filled))


def _computed(readings: Readings, lang: Lang) -> Iterator[Block]:
    if not readings.differs:
        yield Sentences((WORDS["no_computed"][lang],))
    effects = (
        (KINDS[e.kind][lang], f"{effect_title(e, lang)}\n{e.id}", *effect_values(e, readings, lang))
        for e in readings.effects
    )
    yield from _grid("", ("kind", "record", "old", "new"), effects, lang)
    broken = ((f"{b.title[lang]}\n{b.id}", b.words) for b in readings.broken)
    yield from _grid(WORDS["broken"][lang], ("record", "old"), broken, lang, ("old",))
    cases = (
        (f"{c.case.title[lang]}\n{c.case.id}", f"{c.case.entities[c.about].label[lang]}\n{c.record}",
         answer(c.old, readings, lang), answer(c.new, readings, lang))
        for c in readings.cases
    )  # fmt: skip
    yield from _grid(WORDS["cases_differ"][lang], ("case", "record", "old", "new"), cases, lang)
    flips = readings.verdicts.differences if readings.verdicts else ()
    words = ((VERDICT_CHANGES[d.change][lang], d.obligation, *verdict_words(d.old, d.new, lang)) for d in flips)
    yield from _grid(WORDS["verdicts_differ"][lang], ("kind", "duty", "old", "new"), words, lang)


def _seen(law: LawChange, lang: Lang) -> Iterator[Block]:
    yield from _grid("", ("kind", "place", "old", "new"), word_rows(law, lang), lang, ("old", "new"))
    if others := besides(law, lang):
        yield Sentences((others,))


def word_rows(law: LawChange, lang: Lang) -> list[tuple[str, str, str, str]]:
    """What words show, without mere wording and numbers of articles cited: kind, place, old and new words."""

    def quoted(text: str) -> str:
        more = len(text) - _QUOTED
        return WORDS["cut"][lang].format(text[:_QUOTED], more) if more > 0 else text or "—"

    return [
        (KINDS[effect.kind][lang], places(law, effect.row, lang), quoted(effect.old), quoted(effect.new))
        for effect in law.words
        if effect.kind not in _BESIDES
    ]


def besides(law: LawChange, lang: Lang) -> str:
    """How many changes of words and of numbers cited there are besides; empty where there are none."""
    number = Counter(effect.kind for effect in law.words if effect.kind in _BESIDES)
    if not number:
        return ""
    listed = (
        WORDS["counted_words"][lang].format(kind=KINDS[kind][lang], count=n) for kind, n in sorted(number.items())
    )
    return WORDS["besides"][lang].format(COMMA[lang].join(listed))


def _dependents(law: LawChange, lang: Lang) -> Iterator[Block]:
    old = law.text.old
    shown = (
        (RECORDS[d.kind][lang], f"{d.title[lang]}\n{d.id}", place(old, d.place, lang), STATES[d.state][lang])
        for d in law.touched_records
    )
    return _grid("", ("kind", "record", "place", "state"), shown, lang)


def _texts(law: LawChange, lang: Lang) -> Iterator[Block]:
    if moved := renumberings(law, lang):
        yield Sentences((WORDS["renumbered"][lang] + SEMICOLON[lang].join(moved),))
    if articles := redlined_articles(law, lang):
        yield SideBySide((dated_title(law.text.old, lang), dated_title(law.text.new, lang)), articles)


def dated_title(text: Regulation, lang: Lang) -> str:
    """A text by its title and its day."""
    day = next((version.day for version in versions(text) if version.text is text), None)
    return WORDS["of_day"][lang].format(text.title[lang], day) if day else text.title[lang]


def renumberings(law: LawChange, lang: Lang) -> list[str]:
    """The articles that only have other numbers: 第三条 → 第四条; those in a row together."""
    texts = law.text.old, law.text.new
    order = [{article.eId: n for n, article in enumerate(text.every_article())} for text in texts]
    runs: list[list[tuple[str, str]]] = []
    for row in law.text.articles:
        if only_moved(row):
            ends = (row.old[0], row.new[0])
            before = runs[-1][-1] if runs else ends
            steps = [places[now] - places[was] for places, was, now in zip(order, before, ends, strict=True)]
            if steps == [1, 1] and len(row.old) == len(row.new) == 1:
                runs[-1].append(ends)
            else:
                runs.append([ends])
    listed = []
    for run in runs:
        both = (
            (place(text, first, lang), place(text, last, lang))
            for text, first, last in zip(texts, run[0], run[-1], strict=True)
        )
        listed.append(" → ".join(WORDS["run"][lang].format(*ends) if len(run) > 1 else ends[0] for ends in both))
    return listed


def redlined_articles(law: LawChange, lang: Lang) -> tuple[RedlinedArticle, ...]:
    """The articles whose words changed, with all their 款."""

    def side(rule: Regulation, passage: TextUnit | None) -> str:
        return place(rule, passage.eId, lang) if passage else ""

    old, new = law.text.old, law.text.new
    return tuple(
        RedlinedArticle(
            id,
            title(law, row, lang),
            concordance.KINDS[row.kind][lang],
            tuple(RedlinedUnit(side(old, unit.old), side(new, unit.new), unit.pieces) for unit in row.units),
        )
        for id, row in changed_rows(law.text)
    )


def changed_rows(text: TextAmendment) -> Iterator[tuple[str, ArticleRow]]:
    """The articles whose words changed, by the name of the first new article, else of the first old one."""
    for row in text.articles:
        if row.differs and not only_moved(row):
            yield row.new[0] if row.new else "-".join(("was", *row.old[:1])), row


def only_moved(row: ArticleRow) -> bool:
    """Whether an article differs in nothing but its place."""
    return row.differs and all(unit.kind in ("same", "moved") for unit in row.units)


def title(law: LawChange, row: ArticleRow, lang: Lang) -> str:
    """第五十九条 → 第六十一条."""
    listed = (
        COMMA[lang].join(place(rule, eId, lang) for eId in eIds)
        for rule, eIds in ((law.text.old, row.old), (law.text.new, row.new))
    )
    return " → ".join(dict.fromkeys(filter(None, listed))) or WORDS["outside"][lang]


def places(law: LawChange, row: UnitRow, lang: Lang) -> str:
    """Where a 款 is in both texts; once where that is the same."""
    both = ((law.text.old, row.old), (law.text.new, row.new))
    return " → ".join(dict.fromkeys(place(rule, passage.eId, lang) for rule, passage in both if passage))


def place(rule: Regulation, eId: str, lang: Lang) -> str:
    """第九条第二款; of what no article has, that it is outside them."""
    return citation.label(rule, eId, lang) if "art_" in eId else WORDS["outside"][lang]
