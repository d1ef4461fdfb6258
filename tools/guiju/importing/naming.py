"""What an imported law is called: id, short names, kind and Akoma Ntoso address, from its Chinese title."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from guiju.files.bundled import packaged
from guiju.files.folding import narrow
from guiju.model import AMENDMENTS

LONGEST_ID = 72
UNNAMED = {"zh": "文本未载明", "en": "not named in the text"}
"""The issuer of a text that names none."""
_STATE = "中华人民共和国"
_BRACKETED = re.compile(r"[（(〔](?:试行|暂行|[^（）()]*(?:修正|修订|修改))[）)〕]")
"""What a title has in brackets and its short names have not; （二） belongs to the name."""
_CALLED = re.compile("《(?P<title>[^《》]+)》[（(]以下简称[：:为]?[《“]?(?P<name>[^《》“”（）()]{1,30})[》”]?[）)]")
_ISSUED = re.compile(
    r"^(?:最高人民法院|最高人民检察院|全国人民代表大会|全国人大|国务院|[、和]|常务委员会|常委会|办公厅|公安部|司法部)+关于"
)
_ISSUER_IDS: Mapping[str, str] = packaged(__file__, "front.yaml")["issuer_ids"]


def identifier(title: str, year: int | None) -> str:
    """The pinyin of the title with its year: wang-luo-an-quan-fa-2016. The same title and year give the same id; one
    that is cut short ends with a hash of the whole."""
    name = _slug(_short(title)) or "law"
    if not name[0].isalpha():
        name = f"law-{name}"
    ending = f"-{year}" if year else ""
    if len(name) + len(ending) > LONGEST_ID:
        digest = hashlib.sha256(title.encode()).hexdigest()[:6]
        name = f"{name[: LONGEST_ID - len(ending) - 7].rpartition('-')[0] or name[:40]}-{digest}"
    return name + ending


@dataclass(frozen=True)
class Work:
    """What tells a law from others: its short title, the days on which it was made, by kind, and who issued it."""

    title: str
    days: Mapping[str, str]
    issuer: str

    def may_be(self, other: "Work") -> bool:
        """Whether two texts are of one law, as far as they say."""
        same = [self.days[kind] == day for kind, day in other.days.items() if kind in self.days]
        issuers = {self.issuer, other.issuer} - {""}
        return self.title == other.title and (all(same) if same else len(issuers) < 2)

    @property
    def digest(self) -> str:
        """Tells it from another of the same id."""
        return hashlib.sha256(repr((self.title, sorted(self.days.items()), self.issuer)).encode()).hexdigest()[:6]


def work(value: Mapping[str, Any]) -> Work:
    """The law of which this is a text, the value of a regulation.yaml."""
    days: dict[str, str] = {}
    for event in value.get("history", ()):
        if event["event"] in AMENDMENTS:
            break
        if event["event"] in ("adopted", "promulgated", "approved"):
            days.setdefault(event["event"], event["day"])
    issuer = value["issuer"]
    return Work(_short(value["title"]["zh"]), days, "" if issuer["zh"] == UNNAMED["zh"] else issuer["zh"])


def short_names(title: str) -> tuple[str, ...]:
    """The names of a law without the name of the state, and without what is in brackets; the shortest first."""
    short = _short(title)
    names = [short, _BRACKETED.sub("", short)]
    return tuple(sorted({name for name in names if name and name != title}, key=lambda name: (len(name), name)))


def called(title: str, texts: Iterable[str]) -> Iterator[str]:
    """What a text calls itself for short: 《…》（以下简称《网安法》）. A name such as 《办法》 tells nothing."""
    for text in texts:
        for match in _CALLED.finditer(text):
            if match["title"] == title and len(match["name"]) > 2:
                yield match["name"]


def document_type(title: str, issuer: str | None, number: str | None) -> str:
    """The kind of document by who issued it and how, `unclassified` where the text does not say who."""
    if (issuer is not None and "全国人民代表大会" in issuer) or (
        title.startswith(_STATE) and title.endswith(("法", "法典"))
    ):
        return "law"
    if issuer is None:
        return "unclassified"
    if issuer.startswith("最高人民"):
        return "judicial-interpretation"
    if "人民代表大会" in issuer:
        return "local-regulation"
    if issuer == "国务院" and (number is None or "令" in number) and not title.endswith(("通知", "意见", "批复", "函")):
        return "administrative-regulation"
    if "人民政府" in issuer and number is not None and "令" in number:
        return "local-government-rule"
    return "departmental-rule" if number is not None and "令" in number else "normative-document"


def identity(kind: str, issuer: str | None, day: str, title: str) -> str:
    """/akn/cn/act/<kind>/<issuer>/<day>/<name>."""
    by = _ISSUER_IDS.get(issuer or "") or _slug(issuer or "") or "unknown"
    return f"/akn/cn/act/{kind}/{by}/{day}/{identifier(title, None)}"


def _short(title: str) -> str:
    """The title without the name of the state, and without who issued it: 最高人民法院关于…的解释."""
    return _ISSUED.sub("", title).removeprefix(_STATE) or title


def _slug(text: str) -> str:
    words = re.findall(r"[a-z]+|[0-9]+", " ".join(_syllables(narrow(text))).lower())
    return "-".join(words)


@cache
def _syllables(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # its dictionary is large, and few commands need it

    return tuple(
        lazy_pinyin(text, v_to_u=False, errors=lambda other: "".join(c if c.isascii() else " " for c in other))
    )
