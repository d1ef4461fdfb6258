"""Laws as nobody would write them: headings, repeated numbers, lists, tables and annexes in any order, any words."""

from collections import Counter
from typing import Any

from hypothesis import strategies as st

from guiju.files.source import Document
from guiju.law.records import build
from guiju.model import Regulation, Where

Value = dict[str, Any]
Draw = st.DrawFn

CITING = st.text("第一二三四条款项章节前本法附件《》（）、和的规定甲乙。", min_size=1, max_size=24)
ANY = st.text(st.characters(exclude_characters="\t\n\r"), min_size=1, max_size=12)
"""Whatever a text may hold, and what no schema lets in: controls, halves of characters, marks of direction."""
MARKUP = st.sampled_from(["<p>&amp;</p>", "]]>", "a & b", "\u202e倒", "\u200b", "|", "||a|", "\ufffe", "<!--"])
WORDS = st.one_of(CITING, ANY, MARKUP)
LINES = st.lists(WORDS, max_size=2)
LEVELS = {"part": "part", "subpart": "subpart", "chapter": "chp", "section": "sec", "heading": "hdg"}


def _texts(draw: Draw, **more: Any) -> Value:
    """Chinese words, and English where there is a translation."""
    made = {"zh": draw(WORDS), **more}
    return {**made, "en": draw(WORDS)} if draw(st.booleans()) else made


@st.composite
def _units(draw: Draw, of: str, kinds: tuple[str, ...]) -> list[Value]:
    """款, 项 and 目; the same number may be there twice."""
    made, taken = [], Counter[str]()
    for number in draw(st.lists(st.integers(1, 3), max_size=3)):
        eId = f"{of}__{kinds[0]}_{number}"
        taken[eId] += 1
        place = eId if taken[eId] == 1 else f"{eId}_{taken[eId]}"
        value = _texts(draw, eId=place) if draw(st.integers(0, 5)) else {"eId": place}
        if kinds[0] != "para" and draw(st.booleans()):
            value["number"] = draw(WORDS)
        if draw(st.integers(0, 4)) == 0:
            value["table"] = draw(st.lists(WORDS, min_size=1, max_size=2))
        if kinds[1:] and draw(st.booleans()):
            value[f"{kinds[1]}s"] = draw(_units(place, kinds[1:]))
        made.append(value)
    return made


@st.composite
def _articles(draw: Draw, prefix: str = "") -> list[Value]:
    made, taken, over = [], Counter[str](), list[tuple[int, str]]()

    def unique(eId: str) -> str:
        taken[eId] += 1
        return eId if taken[eId] == 1 else f"{eId}_{taken[eId]}"

    for number in draw(st.lists(st.integers(1, 4), max_size=4)):
        value: Value = {"eId": unique(f"{prefix}art_{number}")}
        for level in sorted(draw(st.sets(st.integers(0, 4), max_size=2))):
            kind = list(LEVELS)[level]
            over = [each for each in over if each[0] < level]
            eId = unique((f"{over[-1][1]}__" if over else prefix) + f"{LEVELS[kind]}_{number}")
            over.append((level, eId))
            heading = {"heading": _texts(draw)} if draw(st.booleans()) else {}
            division = {"eId": eId, "kind": kind, "number": draw(WORDS), "text": draw(LINES), **heading}
            value.setdefault("divisions", []).append(division)
        if draw(st.booleans()):
            value["number"] = draw(WORDS)
        if draw(st.booleans()):
            value["heading"] = _texts(draw)
        made.append({**value, "paragraphs": draw(_units(value["eId"], ("para", "point", "indent")))})
    return made


DAYS = st.dates().map(str)
BOUNDS = st.one_of(DAYS, st.just("unknown"))


@st.composite
def laws(draw: Draw) -> Regulation:
    """A rule of any coverage that has articles."""
    articles = draw(_articles())
    made = draw(st.one_of(DAYS, st.just("undated")))
    places = [article["eId"] for article in articles]
    value = {
        "title": _texts(draw),
        "short_title": {"zh": "规则"},
        "coverage": draw(st.sampled_from(["full", "text", "excerpt"])),
        "document_type": "law",
        "document_number": draw(st.one_of(st.none(), WORDS)),
        "issuer": _texts(draw),
        "identity": f"/akn/cn/act/law/npc/{made}/generated",
        "promulgated": None if made == "undated" else made,
        "force": {
            "from": draw(BOUNDS), "until": draw(BOUNDS), "state": "unverified", "verified_on": None,
            "note": _texts(draw),
            "exceptions": [{"places": [p], "from": draw(BOUNDS)} for p in places if draw(st.integers(0, 3)) == 0],
        },
        "history": [
            {"event": draw(st.sampled_from(["adopted", "amended", "revised"])), "day": draw(DAYS), "words": "甲"}
            for _ in range(draw(st.integers(0, 2)))
        ],
        "preface": draw(LINES), "preamble": draw(LINES), "articles": articles, "closing": draw(LINES),
        "annexes": [
            {"eId": f"annex_{n}", "heading": _texts(draw), "text": draw(LINES), "closing": draw(LINES),
             "articles": draw(_articles(f"annex_{n}__"))}
            for n in range(1, draw(st.integers(0, 2)) + 1)
        ],
    }  # fmt: skip
    return regulation(value, "generated")


def regulation(value: Value, id: str) -> Regulation:
    """A rule from the value of its file."""
    stated = {key: entry for key, entry in value.items() if entry is not None}
    return build(Regulation, Where(Document("regulation.yaml", stated)), id=id)
