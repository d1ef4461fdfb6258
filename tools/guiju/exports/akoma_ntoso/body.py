"""The words of a law in Akoma Ntoso: 编 part, 章 chapter, 节 section, 条 article, 款 paragraph, 项 point, 目 indent."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from xml.etree.ElementTree import Element

from guiju.exports.akoma_ntoso.expression import LawExpression
from guiju.exports.akoma_ntoso.meta import add_identification
from guiju.exports.akoma_ntoso.xml import add, link
from guiju.model import Annex, Article, Bilingual, Division, Paragraph, Point, Unit
from guiju.places import citation
from guiju.wording.words import Words

WORDS = Words(__file__, "meta.yaml")
_NUMBERS = WORDS.table("number")
_WITHOUT_EID = ("num", "heading", "content", "intro", "table", "ref")
"""Elements that need an eId in Akoma Ntoso and have none in the data."""


def add_text(act: Element, law: LawExpression, as_of: date) -> None:
    """The text of a law, in the order in which it is printed."""
    text = law.text
    preface = add(act, "preface", xml_lang=law.lang)
    if law.lang == "en" or text.title.zh not in text.preface:
        add(add(preface, "p", status="editorial"), "docTitle", text.title[law.lang])
    for line in text.preface:
        if line == text.title.zh and law.lang == "zh":
            add(add(preface, "p"), "docTitle", line)
        else:
            _lines(preface, [line], law)
    if text.preamble:
        _lines(add(act, "preamble", xml_lang=law.lang), text.preamble, law)
    status = "incomplete" if text.missing else "translated" if law.lang == "en" else None
    body = add(act, "body", status=status, period=law.periods.get("body"), xml_lang=law.lang)
    _articles(body, text.articles, law)
    if not text.articles:
        add(body, "hcontainer", name="no-article", eId="hcontainer_1")
    if text.closing:
        _lines(add(act, "conclusions", xml_lang=law.lang), text.closing, law)
    if text.annexes:
        attachments = add(act, "attachments")
        for annex in text.annexes:
            _annex(attachments, annex, law, as_of)
    _name(act, "")


def _annex(attachments: Element, annex: Annex, law: LawExpression, as_of: date) -> None:
    attachment = add(attachments, "attachment", eId=annex.eId)
    _worded(attachment, "heading", annex.heading, law)
    doc = add(attachment, "doc", name="annex", contains="singleVersion")
    add_identification(add(doc, "meta"), law, as_of, annex.eId)
    body = add(doc, "mainBody", xml_lang=law.lang)
    _lines(body, annex.text, law)
    _articles(body, annex.articles, law)
    if not len(body):
        add(body, "p")
    if annex.closing:
        _lines(add(doc, "conclusions", xml_lang=law.lang), annex.closing, law)


def _articles(body: Element, articles: Sequence[Article], law: LawExpression) -> None:
    """The articles below their headings. A heading is inside another if its eId begins with that of the other."""
    above: list[tuple[str, Element]] = []
    for article in articles:
        for division in article.divisions:
            while above and not division.eId.startswith(f"{above[-1][0]}__"):
                above.pop()
            above.append((division.eId, _division(above[-1][1] if above else body, division, law)))
        _article(above[-1][1] if above else body, article, law)


def _division(parent: Element, division: Division, law: LawExpression) -> Element:
    if division.kind == "heading":
        made = add(parent, "hcontainer", name="heading", eId=division.eId)
    else:
        made = add(parent, division.kind, eId=division.eId)
    if division.number:
        numbered = division.number if law.lang == "zh" else division.eId.rpartition("_")[2]
        add(made, "num", _NUMBERS[division.kind][law.lang].format(numbered))
    if division.heading.zh:
        _worded(made, "heading", division.heading, law)
    if division.text:
        _lines(add(made, "intro"), division.text, law)
    return made


def _article(parent: Element, article: Article, law: LawExpression) -> None:
    made = add(parent, "article", eId=article.eId, period=law.periods.get(article.eId))
    number = article.number
    if law.lang == "en" or number is None:
        number = citation.label(law.text, article.eId, law.lang).replace("art. ", "Article ")
    add(made, "num", number)
    if article.heading.zh:
        # Of the words of an imported text alone a heading is part; elsewhere it is ours.
        status = None if law.text.coverage == "text" else "editorial"
        _worded(made, "heading", article.heading, law, status)
    for paragraph in article.paragraphs:
        _unit(made, "paragraph", paragraph, law)


def _unit(parent: Element, tag: str, unit: Unit, law: LawExpression) -> None:
    """A 款, 项 or 目. What leads to units inside it is its intro; nothing in the data comes after them in it."""
    partial = "incomplete" if isinstance(unit, Paragraph) and unit.partial else None
    made = add(parent, tag, eId=unit.eId, status=partial, period=law.periods.get(unit.eId))
    if number := _number(unit, law):
        add(made, "num", number)
    inside: list[tuple[str, Unit]] = []
    if isinstance(unit, Paragraph):
        inside = [("point", point) for point in unit.points]
    elif isinstance(unit, Point):
        inside = [("indent", indent) for indent in unit.indents]
    if unit.zh or unit.table:
        words = add(made, "intro" if inside else "content")
        if unit.zh:
            _linked(words, unit, law)
        if unit.table:
            _table(words, unit.table, law)
    for name, each in inside:
        _unit(made, name, each, law)


def _number(unit: Unit, law: LawExpression) -> str | None:
    """（一） as printed; in a text that we read it is not in the data, and follows from the place."""
    if isinstance(unit, Paragraph):
        return None
    if law.lang == "zh" and (unit.number or law.text.coverage == "text"):
        return unit.number
    return citation.marker(unit.eId, law.lang).rstrip()


def _linked(parent: Element, unit: Unit, law: LawExpression) -> None:
    words, lang = law.words(unit)
    link(_worded(parent, "p", unit, law), law.links(unit.eId, words, lang))


def _table(parent: Element, rows: Iterable[str], law: LawExpression) -> None:
    table = add(parent, "table", xml_lang=_untranslated(law))
    for row in rows:
        line = add(table, "tr")
        for cell in row.split("|"):
            add(add(line, "td"), "p", cell)


def _worded(parent: Element, tag: str, text: Bilingual, law: LawExpression, status: str | None = None) -> Element:
    words, lang = law.words(text)
    return add(parent, tag, words, status=status, xml_lang=None if lang == law.lang else lang)


def _lines(parent: Element, lines: Iterable[str], law: LawExpression) -> None:
    for line in lines:
        add(parent, "p", line, xml_lang=_untranslated(law))


def _untranslated(law: LawExpression) -> str | None:
    return "zh" if law.lang == "en" else None


def _name(element: Element, place: str) -> None:
    """eIds for what has none in the data: art_9__para_1__content_1, from the place around it."""
    counted: Counter[str] = Counter()

    def walk(element: Element, place: str) -> None:
        for inner in element:
            if inner.tag in _WITHOUT_EID:
                stem = f"{place}__{inner.tag}" if place else inner.tag
                counted[stem] += 1
                inner.set("eId", f"{stem}_{counted[stem]}")
            walk(inner, place if inner.tag in _WITHOUT_EID else inner.get("eId", place))

    walk(element, place)
