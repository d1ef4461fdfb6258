"""What every OSCAL document has: ids made from names, metadata, properties of ours, and prose."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from guiju.documents.content.cover import caution
from guiju.model import Article, Corpus, Lang, Regulation
from guiju.reasoning.checklist import Line
from guiju.wording.labels import UNOFFICIAL
from guiju.wording.words import Words

_TERMS = Words(__file__, "terms.yaml")
NS = "urn:guiju:oscal"
"""The namespace of our properties and parts; OSCAL's own have none."""
VERSION = "1.2.1"
_NAMESPACE = uuid5(NAMESPACE_URL, NS)
_MARKS = re.compile(r"[\\`*<\[~^]|&(?=[#A-Za-z])|\{(?=\{)|(?<![^\W_])_|_(?![^\W_])")
"""What OSCAL's Markdown takes for markup anywhere: ~ and ^ are its sub- and superscripts, {{ its insertions."""
_BEGINS_A_BLOCK = re.compile(r"^(?:[0-9]{1,9}(?=[.)])|(?=[-+#>]))")


def uuid(*names: object) -> str:
    """The id of what has these names: the same on every run."""
    return str(uuid5(_NAMESPACE, "/".join(map(str, names))))


def file_name(kind: str, lang: Lang) -> str:
    """The address of a document in the export."""
    return f"{kind}.{lang}.json"


def document(kind: str, identity: str, metadata: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    """A document: a new version of it has a new id."""
    return {kind: {"uuid": identity, "metadata": metadata, **content}}


def metadata(corpus: Corpus, as_of: date, lang: Lang, title: str, remarks: Iterable[str] = ()) -> dict[str, Any]:
    """The head of a document. Its time is the day of the law, not the moment at which it was made. We are its creator,
    and it has our licence, only where the knowledge base is ours."""
    us, licence = uuid("party", "guiju"), (_TERMS["licence"][lang],) if corpus.is_ours else ()
    translation = (UNOFFICIAL["en"],) if lang == "en" else ()
    texts = (*remarks, _TERMS["reading"][lang], *licence, caution(lang), *translation)
    creator = {
        "roles": [{"id": "creator", "title": _TERMS["creator"][lang]}],
        "parties": [{"uuid": us, "type": "organization", "name": "guiju contributors"}],
        "responsible-parties": [{"role-id": "creator", "party-uuids": [us]}],
    }
    return {
        "title": markup(title),
        "last-modified": moment(as_of),
        "version": f"{as_of}.{corpus.data_version}",
        "oscal-version": VERSION,
        "props": [
            prop("data-version", corpus.data_version),
            prop("as-of", as_of.isoformat()),
            prop("language", "zh-Hans" if lang == "zh" else "en"),
        ],
        **(creator if corpus.is_ours else {}),
        "remarks": "\n\n".join(map(markup, texts)),
    }


def moment(day: date) -> str:
    """The beginning of a day in China."""
    return f"{day}T00:00:00+08:00"


def prop(name: str, value: str, ours: bool = True) -> dict[str, str]:
    """A property; OSCAL's own where it is not ours."""
    return {"name": name, **({"ns": NS} if ours else {}), "value": " ".join(value.split())}


def part(id: str, name: str, prose: str, title: str = "", ours: bool = False, **more: Any) -> dict[str, Any]:
    """A part of a control or a group; what is empty is left out."""
    named = {"id": id, "name": name, **({"ns": NS} if ours else {}), "title": markup(title), "prose": markup(prose)}
    return {key: value for key, value in {**named, **more}.items() if value}


def non_empty(**values: Any) -> dict[str, Any]:
    """What is not empty: OSCAL allows no empty list."""
    return {key.replace("_", "-"): value for key, value in values.items() if value}


def markup(text: str) -> str:
    """A text as Markdown that shows it as it is, each of its lines a paragraph."""
    lines = (_MARKS.sub(r"\\\g<0>", line.strip()) for line in text.splitlines())
    return "\n\n".join(_BEGINS_A_BLOCK.sub(r"\g<0>\\", line) for line in lines if line)


def group_id(rule: Regulation, article: Article | None = None) -> str:
    """The id of a rule, or of an article, whose number is padded: tools sort ids as text."""
    return f"{rule.id}_{_padded(article.eId)}" if article else rule.id


def control_id(line: Line) -> str:
    """The id of a duty: its rule, its article and its own id."""
    return f"{line.regulation.id}_{_padded(line.obligation.eId.split('__')[0])}_{line.obligation.id}"


def objective_id(line: Line) -> str:
    """The id of what to establish of a duty, which findings are about."""
    return f"{control_id(line)}.obj"


def _padded(eId: str) -> str:
    return re.sub(r"\d+", lambda number: number[0].zfill(3), eId).replace("art_", "art-")
