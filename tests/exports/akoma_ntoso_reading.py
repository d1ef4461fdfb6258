"""Akoma Ntoso read back, by what the standard says of its elements, and the same of a source, to compare both."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from guiju.model import Annex, Article, Division, Indent, Lang, Paragraph, Point, Regulation, Unit
from guiju.places import citation

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
HIERARCHY = ("part", "subpart", "chapter", "section", "hcontainer")
Structure = dict[str, Any]


# ---- what a file says ------------------------------------------------------------------------------------------------


def structure(file: bytes) -> Structure:
    """The text of a file and its structure: what is marked as editorial is no part of it."""
    act = etree.fromstring(file).find(f"{AKN}act")
    assert act is not None
    return {
        "title": words(one(act, "preface").find(f".//{AKN}docTitle")),
        "preface": lines(act.find(f"{AKN}preface")),
        "preamble": lines(act.find(f"{AKN}preamble")),
        "articles": list(articles(one(act, "body"))),
        "closing": lines(act.find(f"{AKN}conclusions")),
        "annexes": [annex(each) for each in act.iterfind(f"{AKN}attachments/{AKN}attachment")],
    }


def annex(attachment: Element) -> Structure:
    doc = one(attachment, "doc")
    return {
        "eId": attachment.get("eId"),
        "heading": words(one(attachment, "heading")),
        "text": lines(one(doc, "mainBody")),
        "articles": list(articles(one(doc, "mainBody"))),
        "closing": lines(doc.find(f"{AKN}conclusions")),
    }


def articles(body: Element) -> Iterator[Structure]:
    """The articles in the order of the document, each with the headings that begin over it."""
    begun: list[Structure] = []
    for element in body.iter(*(AKN + tag for tag in (*HIERARCHY, "article"))):
        if element.get("name") == "no-article":
            continue
        if tag(element) != "article":
            begun.append({
                "eId": element.get("eId"), "kind": "heading" if tag(element) == "hcontainer" else tag(element),
                "over": [above.get("eId") for above in element.iterancestors() if above.get("eId")
                         and tag(above) in HIERARCHY],
                "number": words(element.find(f"{AKN}num")), "heading": words(element.find(f"{AKN}heading")),
                "text": lines(element.find(f"{AKN}intro")),
            })  # fmt: skip
            continue
        heading = element.find(f"{AKN}heading")
        yield {
            "eId": element.get("eId"),
            "number": words(element.find(f"{AKN}num")),
            "heading": words(heading),
            "editorial": heading is not None and heading.get("status") == "editorial",
            "divisions": begun,
            "paragraphs": [unit(each) for each in element.iterfind(f"{AKN}paragraph")],
        }
        begun = []


def unit(element: Element) -> Structure:
    """A paragraph, point or indent: what it begins with, and what is in it."""
    there = [each for each in element if tag(each) in ("intro", "content")]
    assert len(there) <= 1
    inner = {"paragraph": "point", "point": "indent", "indent": ""}[tag(element)]
    held = there[0] if there else None
    assert held is None or (tag(held) == "intro") == any(tag(each) == inner for each in element)
    table = held.find(f"{AKN}table") if held is not None else None
    return {
        "eId": element.get("eId"),
        "number": words(element.find(f"{AKN}num")),
        "words": "".join(lines(held)),
        "table": ["|".join(words(one(cell, "p")) for cell in row) for row in table] if table is not None else [],
        "inside": [unit(each) for each in element if tag(each) == inner],
    }


def lines(element: Element | None) -> list[str]:
    """The paragraphs that are the element's own, without those that an editor added."""
    there = element if element is not None else ()
    return [words(p) for p in there if tag(p) == "p" and p.get("status") != "editorial" and len(words(p))]


def words(element: Element | None) -> str:
    return "".join(str(text) for text in element.itertext()) if element is not None else ""


def one(element: Element, name: str) -> Element:
    (child,) = element.findall(AKN + name)
    return child


def tag(element: Element) -> str:
    return str(element.tag).removeprefix(AKN)


# ---- what the source says --------------------------------------------------------------------------------------------


def source(text: Regulation, lang: Lang) -> Structure:
    """The same of a text of our own."""
    return {
        "title": text.title[lang],
        "preface": list(text.preface),
        "preamble": list(text.preamble),
        "articles": source_articles(text, text.articles, lang),
        "closing": list(text.closing),
        "annexes": [source_annex(text, each, lang) for each in text.annexes],
    }


def source_annex(text: Regulation, annex: Annex, lang: Lang) -> Structure:
    return {
        "eId": annex.eId,
        "heading": annex.heading[lang],
        "text": list(annex.text),
        "articles": source_articles(text, annex.articles, lang),
        "closing": list(annex.closing),
    }


def source_articles(text: Regulation, articles: tuple[Article, ...], lang: Lang) -> list[Structure]:
    open_headings: list[str] = []
    made = []
    for article in articles:
        divisions = []
        for division in article.divisions:
            open_headings = [eId for eId in open_headings if division.eId.startswith(f"{eId}__")]
            divisions.append(source_division(division, open_headings[::-1], lang))
            open_headings.append(division.eId)
        cited = citation.label(text, article.eId, lang).replace("art. ", "Article ")
        made.append({
            "eId": article.eId,
            "number": (article.number or cited) if lang == "zh" else cited,
            "heading": article.heading[lang],
            "editorial": bool(article.heading.zh) and text.coverage != "text",
            "divisions": divisions,
            "paragraphs": [source_unit(text, each, lang) for each in article.paragraphs],
        })  # fmt: skip
    return made


ENGLISH = {"part": "Part ", "subpart": "Subpart ", "chapter": "Chapter ", "section": "Section ", "heading": ""}


def source_division(division: Division, over: list[str], lang: Lang) -> Structure:
    english = ENGLISH[division.kind] + division.eId.rpartition("_")[2]
    return {
        "eId": division.eId,
        "kind": division.kind,
        "over": over,
        "number": (division.number if lang == "zh" else english) if division.number else "",
        "heading": division.heading[lang],
        "text": list(division.text),
    }


def source_unit(text: Regulation, unit: Unit, lang: Lang) -> Structure:
    inside: tuple[Unit, ...] = ()
    if isinstance(unit, Paragraph):
        inside = unit.points
    elif isinstance(unit, Point):
        inside = unit.indents
    return {
        "eId": unit.eId,
        "number": source_number(text, unit, lang),
        "words": unit[lang],
        "table": list(unit.table),
        "inside": [source_unit(text, each, lang) for each in inside],
    }


def source_number(text: Regulation, unit: Unit, lang: Lang) -> str:
    if not isinstance(unit, Point | Indent):
        return ""
    if lang == "zh" and text.coverage == "text":
        return unit.number or ""
    return (unit.number or "" if lang == "zh" else "") or citation.marker(unit.eId, lang).strip()
