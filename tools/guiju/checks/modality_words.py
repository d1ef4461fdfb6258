"""The modality fits the quoted words: 应当, 应, 必须, 须, 要 oblige; 不得, 不予, 不准, 不应当, 禁止, 严禁 forbid.

可以 and 有权 permit, 鼓励 encourages. A least amount (不少于) obliges without 应当 too, as a condition of a permission.
A power is a competence (负责, 依照 … 处理): a quotation that has 鼓励 or 不得 is not one.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.text.duty_phrases import duty_phrases
from guiju.model import Obligation, Regulation, SharedWords

_WORDS = {
    "obligation": ("应当", "应", "必须", "须", "要"),
    "prohibition": ("不得", "不予", "不准", "不应当", "禁止", "严禁"),
    "recommendation": ("鼓励",),
}


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for record in regulation.obligations:
        yield from (Fault(message, record.where.at("modality")) for message in _messages(record))


def _messages(record: Obligation) -> Iterator[str]:
    phrases = {p.phrase for segment in record.quote for p in duty_phrases(segment)}
    wanted = _WORDS.get(record.modality)
    least = record.modality == "obligation" and any("不少于" in segment for segment in record.quote)
    if wanted and not least and phrases.isdisjoint(wanted):
        yield f"{record.modality}, but none of {', '.join(wanted)} is quoted; quote it or correct the modality"
    if record.modality == "permission" and not any(p in segment for p in ("可以", "有权") for segment in record.quote):
        yield "permission, but 可以 or 有权 is not quoted; quote it or correct the modality"
    if record.modality == "power" and not phrases.isdisjoint(("鼓励", *_WORDS["prohibition"])):
        yield f"power, but {'、'.join(sorted(phrases))} is quoted; correct the modality or the quotation"
