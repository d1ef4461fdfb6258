"""How somebody else can verify the report: the hashes it was made from, the JSON beside it, and how to make both again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.documents.report.audience import Audience
from guiju.model import Bilingual, Lang
from guiju.reasoning.checklist import Checklist

_HASHES = {
    "text": Bilingual("条文的哈希", "Hash of the law text"),
    "obligations": Bilingual("义务数据的哈希", "Hash of the obligations"),
    "facts": Bilingual("事实与自述的哈希", "Hash of the facts and declarations"),
}
_RECEIPT = Bilingual("回执", "Receipt")
JSON_REPORT = Bilingual("JSON 报告的 SHA-256", "SHA-256 of the JSON report")
_WHAT = Bilingual(
    "回执是对条文、义务、事实、日期和全部结论的 SHA-256 哈希（RFC 8785 规范化 JSON）；任何一项改动，回执即不同。",
    "The receipt is a SHA-256 hash over text, obligations, facts, day and all verdicts (canonical JSON, RFC 8785); change one of them and it differs.",
)
_HOW: Mapping[Audience, Bilingual] = {
    "internal": Bilingual(
        "核验：对内部版 JSON 报告运行 guiju verify report.json；数据和软件版本相同时，按其中的回执重新生成报告，除签署栏外逐值比对。",
        "To verify: run guiju verify report.json on the JSON of the internal edition; with the same data and software it makes the report again from the receipt in it and compares every value but the block to sign.",
    ),
    "regulator": Bilingual(
        "核验：本版不含事实，不能单独重新生成；由出具方以内部版 JSON 报告核验：guiju verify regulator.json --against internal.json。",
        "To verify: this edition has no facts and cannot be made again alone; whoever issued it verifies it with the JSON of the internal edition: guiju verify regulator.json --against internal.json.",
    ),
}
_PROVES = Bilingual(
    "核验证明报告与其事实、数据一致，不证明由谁出具，也不证明事实属实。数据表中的计数，除非以 --table 提供各行，按回执所载采用。",
    "That proves that the report is consistent with its facts and the data, not who wrote it or whether the facts are true. Counts of tables are taken as given unless --table supplies the rows.",
)
_BESIDE = Bilingual(
    "与本文件同一次评估的 JSON 报告，SHA-256 见下（sha256sum {file}）；生成方法：以相同的资料、角色、法规、主题和数据表运行 {command}。",
    "The JSON report of the same assessment has the SHA-256 below (sha256sum {file}); to make it, run {command} with the same profile, roles, rules, topics and tables.",
)
_FILE: Mapping[Audience, str] = {"internal": "report.json", "regulator": "regulator.json"}


def hashes(receipt: Mapping[str, Any], lang: Lang) -> tuple[tuple[str, str], ...]:
    """(heading, SHA-256 in hexadecimal) of text, obligations, facts and receipt."""
    return (
        *((words[lang], receipt["hashes"][key]) for key, words in _HASHES.items()),
        (_RECEIPT[lang], receipt["receipt"]),
    )


def how(audience: Audience, lang: Lang) -> tuple[str, ...]:
    """What the receipt is, how to verify it, and what that proves."""
    return (_WHAT[lang], _HOW[audience][lang], _PROVES[lang])


def beside(audience: Audience, checked: Checklist) -> str:
    """Which JSON report says the same as a report in another format, and how to make it."""
    more = " --audience regulator" if audience == "regulator" else ""
    file = _FILE[audience]
    command = f"guiju assess … --as-of {checked.as_of.isoformat()} --lang {checked.lang}{more} -o {file}"
    return _BESIDE[checked.lang].format(command=command, file=file)
