"""What an imported law is called: id, short names, kind and Akoma Ntoso address, from its Chinese title."""

import hashlib
import re
import unicodedata
from functools import cache

LONGEST_ID = 72
_STATE = "中华人民共和国"
_BRACKETED = re.compile(r"[（(〔][^（）()]*[）)〕]")
_ISSUED = re.compile(
    r"^(?:最高人民法院|最高人民检察院|全国人民代表大会|全国人大|国务院|[、和]|常务委员会|常委会|办公厅|公安部|司法部)+关于"
)
_ISSUER_IDS = {
    "全国人民代表大会": "npc",
    "全国人民代表大会常务委员会": "npcsc",
    "国务院": "state-council",
    "最高人民法院": "spc",
    "最高人民检察院": "spp",
    "最高人民法院、最高人民检察院": "spc-spp",
    "国家互联网信息办公室": "cac",
}


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


def short_names(title: str) -> tuple[str, ...]:
    """The names of a law without the name of the state, and without what is in brackets; the shortest first."""
    short = _short(title)
    names = [short, _BRACKETED.sub("", short)]
    return tuple(sorted({name for name in names if name and name != title}, key=lambda name: (len(name), name)))


def document_type(title: str, issuer: str | None, number: str | None) -> str:
    """The kind of document, an id of vocabulary.yaml, by who issued it and how."""
    if (issuer is not None and "全国人民代表大会" in issuer) or (
        title.startswith(_STATE) and title.endswith(("法", "法典"))
    ):
        return "law"
    if issuer is not None and issuer.startswith("最高人民"):
        return "judicial-interpretation"
    if issuer == "国务院" and (number is None or "令" in number):
        return "administrative-regulation"
    return "departmental-rule" if number is not None and "令" in number else "normative-document"


def identity(kind: str, issuer: str | None, day: str, title: str) -> str:
    """/akn/cn/act/<kind>/<issuer>/<day>/<name>."""
    by = _ISSUER_IDS.get(issuer or "") or _slug(issuer or "") or "unknown"
    return f"/akn/cn/act/{kind}/{by}/{day}/{identifier(title, None)}"


def _short(title: str) -> str:
    """The title without the name of the state, and without who issued it: 最高人民法院关于…的解释."""
    return _ISSUED.sub("", title).removeprefix(_STATE) or title


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    words = re.findall(r"[a-z]+|[0-9]+", " ".join(_syllables(plain)).lower())
    return "-".join(words)


@cache
def _syllables(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # its dictionary is large, and few commands need it

    return tuple(
        lazy_pinyin(text, v_to_u=False, errors=lambda other: "".join(c if c.isascii() else " " for c in other))
    )
