"""How somebody else can hold the report against its data: the hashes it was made from, and how to compute them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.exports.report.audience import Audience
from guiju.model import Bilingual, Lang

_HASHES = {
    "text": Bilingual("条文的哈希", "Hash of the law text"),
    "obligations": Bilingual("义务数据的哈希", "Hash of the obligations"),
    "facts": Bilingual("事实与自述的哈希", "Hash of the facts and declarations"),
}
_RECEIPT = Bilingual("回执", "Receipt")
_WHAT = Bilingual(
    "回执是对条文、义务、事实、日期和全部结论的 SHA-256 哈希（RFC 8785 规范化 JSON）；任何一项改动，回执即不同。",
    "The receipt is a SHA-256 hash over text, obligations, facts, day and all verdicts (canonical JSON, RFC 8785); change one of them and it differs.",
)
_HOW: Mapping[Audience, Bilingual] = {
    "internal": Bilingual(
        "核验：用同一资料运行 guiju assess … --format json -o report.json，再运行 guiju verify report.json；其中的回执应与此处相同。",
        "To verify: run guiju assess … --format json -o report.json on the same profile, then guiju verify report.json; the receipt in it must be the one printed here.",
    ),
    "regulator": Bilingual(
        "核验：完整回执（含事实）由出具方保存，为内部版 JSON 报告的一部分；对其运行 guiju verify，所得回执应与此处相同。",
        "To verify: whoever issued this report keeps the full receipt with its facts, in the JSON of the internal edition; run guiju verify on it: the receipt must be the one printed here.",
    ),
}


def hashes(receipt: Mapping[str, Any], lang: Lang) -> tuple[tuple[str, str], ...]:
    """(heading, SHA-256 in hexadecimal) of text, obligations, facts and receipt."""
    return (
        *((words[lang], receipt["hashes"][key]) for key, words in _HASHES.items()),
        (_RECEIPT[lang], receipt["receipt"]),
    )


def how(audience: Audience, lang: Lang) -> tuple[str, ...]:
    """What the receipt is and how to verify it."""
    return (_WHAT[lang], _HOW[audience][lang])
