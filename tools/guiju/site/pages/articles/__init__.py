"""One page per article: the text of each 款 and 项, what it leads to, and our reading below the words it quotes."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from urllib.parse import quote

from guiju.amendment.comparison import every_pair
from guiju.law.article_text import printed
from guiju.law.text import quotation
from guiju.law.text.quotation import Segment
from guiju.model import Article, BearerConsequence, Case, Obligation, Regulation, Span, Unit
from guiju.site import legislation, marked
from guiju.site.kinds import to
from guiju.site.marked import Piece
from guiju.site.page import TOLD_IN_FULL, Page
from guiju.site.pages.articles import cited
from guiju.site.pages.articles.cited import Cited
from guiju.site.pages.articles.running import Linked, Linker, ReadingMark, Run, first_mentions, runs
from guiju.site.site import Site

OF_ONE_RULE = True


@dataclass(frozen=True)
class FacedConsequence:
    """What a group of bearers faces for a breach: where it leads, and the note on that, with its links."""

    group: BearerConsequence
    consequences: tuple[Cited, ...]
    note: Linked | None
    note_runs: tuple[Run, ...]


@dataclass(frozen=True)
class Reading:
    """An obligation below the text: its number there, and what follows from a breach, by bearer."""

    number: int
    record: Obligation
    exposures: tuple[FacedConsequence, ...]


@dataclass(frozen=True)
class Report:
    """The lines to send, and the address of the form with them filled in; None where the site knows of no form."""

    lines: tuple[str, ...]
    form: str | None


@dataclass(frozen=True)
class ArticlePassage:
    """A 款 or 项 as its page shows it. `level` is that of its heading; `corrections` counts them by kind."""

    unit: Unit
    level: int
    linked: Linked
    zh: tuple[Run, ...]
    en: tuple[Run, ...]
    obligations: tuple[Reading, ...]
    spans: tuple[tuple[int, Span], ...]
    corrections: Counter[str]
    report: Report


def address(rule: Regulation, eId: str) -> str:
    """The page of an article, at the 款 or 项 where eId names one; the rule's page where it has no text here."""
    if rule.article(eId) is None:
        return to.regulations(rule)
    head = eId.split("__")[0]
    return f"regulations/{rule.id}/{head}.md" + (f"#{eId}" if eId != head else "")


def pages(site: Site) -> Iterator[Page]:
    """The pages of all articles of all rules whose text is here."""
    linker = Linker(site.corpus)
    for rule in site.corpus.with_articles():
        segments = quotation.by_unit(rule)
        turns = zip((None, *rule.articles[:-1]), rule.articles, (*rule.articles[1:], None), strict=True)
        for previous, article, following in turns:
            title = f"{site.cite(rule, article.eId)} {article.heading[site.lang]}".rstrip()
            place = f"{rule.short_title[site.lang]} {site.cite(rule, article.eId)} ·"
            article_passages = tuple(passages(site, linker, rule, article, segments))
            values = {
                "rule": rule,
                "article": article,
                "passages": article_passages,
                "records": (records := [r.record for each in article_passages for r in each.obligations]),
                "penalties": len({provision for record in records for provision in record.leads_to}),
                "printed": printed(article),
                "terms": tuple({term.id: term for each in article_passages for term in each.linked.terms}.values()),
                "defined": site.definitions,
                "cited": _cited(site, rule, article_passages),
                "dated": partial(cited.dated, site),
                "most": TOLD_IN_FULL,
                "illustrated": _illustrated(site, rule, article_passages),
                "changes": [pair for pair in every_pair(rule) if rule in (pair[0].text, pair[1].text)],
                "previous": previous,
                "next": following,
            }
            yield Page(
                values,
                address(rule, article.eId),
                f"{title} · {rule.short_title[site.lang]}",
                hide=("navigation",),
                sheets=("assets/penalty.css",),
                script="assets/article.js",
                before=address(rule, previous.eId) if previous else None,
                after=address(rule, following.eId) if following else None,
                graph=legislation.of_article(site, rule, article, title, address(rule, article.eId)),
                description=" ".join((place, *filter(None, (getattr(unit, site.lang) for unit in article.units())))),
                json=f"articles/{rule.id}/{article.eId}.json" if rule.coverage != "text" else "",
            )


def passages(
    site: Site, linker: Linker, rule: Regulation, article: Article, segments: dict[str, list[Segment]]
) -> Iterator[ArticlePassage]:
    """The 款 and 项 of an article, each with our reading of it, which is numbered through the article."""
    numbers, named = count(1), (set[str](), set[str]())
    for unit in article.units():
        linked, own = linker.linked(rule, unit), segments[unit.eId]
        zh, en = (tuple(first_mentions(*pair)) for pair in zip((linked.zh, linked.en), named, strict=True))
        obligations = tuple(
            Reading(next(numbers), o, tuple(_exposure(site, linker, rule, group) for group in o.consequences()))
            for o in rule.obligations
            if o.eId == unit.eId
        )
        spans = tuple((next(numbers), span) for span in rule.spans if span.eId == unit.eId)
        marks = [ReadingMark(r.number, r.record) for r in obligations] + [ReadingMark(*numbered) for numbered in spans]
        yield ArticlePassage(
            unit=unit,
            level=3 if "__point_" in unit.eId else 2,
            linked=linked,
            zh=tuple(runs(marked.pieces(unit, own), zh, _placed(marks, unit, own))),
            en=tuple(runs([Piece(unit.en, (), ())], en)),
            obligations=obligations,
            spans=spans,
            corrections=Counter(c.kind for c in rule.corrections if c.place == unit.eId),
            report=report(site, rule, unit),
        )


def _exposure(site: Site, linker: Linker, rule: Regulation, group: BearerConsequence) -> FacedConsequence:
    consequences = tuple(cited.places(site, group.provisions))
    if group.note is None:
        return FacedConsequence(group, consequences, None, ())
    linked = linker.note(rule, group.note.zh, group.note.en)
    links = linked.zh if site.lang == "zh" else linked.en
    return FacedConsequence(group, consequences, linked, tuple(runs([Piece(group.note[site.lang], (), ())], links)))


def _placed(marks: list[ReadingMark], unit: Unit, segments: list[Segment]) -> dict[int, tuple[ReadingMark, ...]]:
    """The marks by the character after which they stand: the last one that the record quotes here."""
    placed: dict[int, tuple[ReadingMark, ...]] = {}
    for mark in marks:
        at = max((s.end for s in segments if s.record is mark.record), default=len(unit.zh))
        placed[at] = (*placed.get(at, ()), mark)
    return placed


def _illustrated(
    site: Site, rule: Regulation, passages: tuple[ArticlePassage, ...]
) -> list[tuple[Case, list[Obligation]]]:
    """The cases that illustrate obligations of this article, each with those obligations."""
    by_case: dict[str, tuple[Case, list[Obligation]]] = {}
    for record in (reading.record for passage in passages for reading in passage.obligations):
        for case in site.illustrations.get(rule.global_id(record), ()):
            by_case.setdefault(case.id, (case, []))[1].append(record)
    return list(by_case.values())


def _cited(site: Site, rule: Regulation, passages: tuple[ArticlePassage, ...]) -> tuple[Cited, ...]:
    readings = [reading for passage in passages for reading in passage.obligations]
    named = [reference for passage in passages for reference in passage.linked.references]
    notes = [exposure.note for reading in readings for exposure in reading.exposures if exposure.note]
    named += [reference for note in notes for reference in note.references]
    return cited.entries(site, rule, named, (reading.record for reading in readings))


def report(site: Site, rule: Regulation, unit: Unit) -> Report:
    """The report of an error in a 款 or 项. The hash tells which wording its sender has read."""
    t, place = site.words_of("articles"), site.full_citation(rule, unit.eId)
    known = {
        "place": f"{place} ({rule.id}#{unit.eId})",
        "text": f"sha256 {hashlib.sha256(unit.zh.encode('utf-8', 'replace')).hexdigest()[:16]}",
        "data": f"{site.corpus.data_version} ({site.as_of.isoformat()})",
    }
    lines = tuple(f"{name}{t['colon']}{known.get(key, '')}".rstrip() for key, name in t["report_lines"].items())
    return Report(lines, _filled(site.report, t["report_title"].format(place), lines) if site.report else None)


def _filled(form: str, title: str, lines: tuple[str, ...]) -> str:
    """The address with {title} and {body} filled in; without them, with ?title=…&body=…, as most forms take them."""
    if "{title}" not in form and "{body}" not in form:
        form += ("&" if "?" in form else "?") + "title={title}&body={body}"
    for name, text in (("{title}", title), ("{body}", "\n".join(lines))):
        form = form.replace(name, quote(text, safe="", errors="replace"))
    return form
