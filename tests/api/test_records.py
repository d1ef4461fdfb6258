"""Whatever the API returns is shown in a line, becomes plain rows at once, and holds no knowledge base."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import guiju
from places import ROOT

DAY, GROUP = "2026-11-25", "cac-group-services-2017"
OLD, NEW = "网络安全法@2016-11-07", "网络安全法@2025-10-28"
PLAIN = (str, int, float, date, type(None))


@pytest.fixture(scope="module")
def kb() -> guiju.KnowledgeBase:
    return guiju.load(ROOT)


def collections(kb: guiju.KnowledgeBase) -> Iterator[guiju.Records[Any]]:
    yield from (kb.rules, kb.roles, kb.topics, kb.versions("网络安全法"), kb.obligations(as_of=DAY))
    yield from (kb.questions("group-provider", as_of=DAY), kb.replay(), kb.find("日志", as_of=DAY), kb.check())
    yield from (kb.show(words, as_of=DAY) for words in (f"{GROUP}#art_9", "群组规定", "应当", "log-duty-penalty"))
    yield kb.cite_check("《网络安全法》第二十一条、第九百条，《没有的法》第一条。", as_of=DAY)
    yield kb.concordance(OLD, NEW).pairs
    yield kb.checklist("group-owner", as_of=DAY).lines
    yield kb.assess({"offers_user_groups": True}, "group-provider", as_of=DAY).duties


def records(kb: guiju.KnowledgeBase) -> Iterator[object]:
    result = kb.assess({"offers_user_groups": True}, "group-provider", as_of=DAY)
    yield from (kb, kb.corpus, kb.article("网络安全法", "art_23", as_of=DAY), kb.standing(GROUP, as_of=DAY))
    yield from (result, kb.checklist(as_of=DAY), kb.verify(guiju.report(result)), result.duties[0])
    yield from (kb.concordance(OLD, NEW), change := kb.diff(OLD, NEW), kb.compare(kb, as_of=DAY))
    yield from (
        change.laws[0],
        change.readings,
        guiju.Location("x" * 400),
        guiju.Finding("a", "b" * 400, guiju.Location("c")),
    )
    for several in collections(kb):
        yield from (several, *several[:1], *several[-1:])


@pytest.mark.cost(6, "takes everything apart that the API returns")
def test_a_record_holds_no_knowledge_base_and_is_shown_in_a_line(kb: guiju.KnowledgeBase) -> None:
    for record in records(kb):
        if dataclasses.is_dataclass(record) and not isinstance(record, type):
            held = dataclasses.asdict(record)
            assert not any(isinstance(value, guiju.Corpus) for value in held.values()), repr(record)
        assert len(repr(record)) <= 200 and "\n" not in repr(record), repr(record)


@pytest.mark.cost(3, "asks for one of each collection")
def test_a_collection_is_a_table_of_plain_values(kb: guiju.KnowledgeBase) -> None:
    for several in collections(kb):
        rows = several.to_dicts()
        assert len(rows) == len(several)
        assert all(isinstance(value, PLAIN) for row in rows for value in row.values())
        json.dumps(rows, default=str)
        assert several._repr_html_().count("<tr>") == min(len(several), 50) + 1
    duties = kb.obligations("group-provider", GROUP, "logs", DAY).to_dicts()
    assert [(row["id"], row["cited_en"], row["state"]) for row in duties] == [
        (f"{GROUP}#retain-network-logs", "art. 13(2)", "unverified")
    ]


def test_a_notebook_shows_no_markup_of_the_data() -> None:
    finding = guiju.Finding("<b>", "a & b", guiju.Location("x.yaml", 3))
    assert "<td>&lt;b&gt;</td>" in finding._repr_html_() and "a &amp; b" in finding._repr_html_()
