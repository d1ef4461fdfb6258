"""Libraries for CISO Assistant, one per rule, in Chinese and English: auditors load them and assess a service.

A rule is a framework: its articles are nodes, its duties below them are requirements to assess, and reader roles are
implementation groups. Powers, permissions, recommendations and displaced duties are there to read, not to assess.
Articles and duties keep their ids as URNs, so an audit under way survives a newer version. CISO Assistant takes a newer
library only with a greater version. It is the day as a number, 20261128; where the folder has a library that says
something else and is not older, the number after its own. Export into the same folder, then, and it always grows.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from guiju.documents.content.fields import FIELDS, field
from guiju.documents.content.text import numbered
from guiju.exports.places import address_of_duty
from guiju.files.block import block
from guiju.law import excerpt
from guiju.model import REQUIRED_LANGUAGES, Article, Bilingual, Corpus, Lang, Regulation
from guiju.places import citation
from guiju.reasoning.checklist import Checklist, Line, checklist
from guiju.wording.labels import COLON, NOT_LEGAL_ADVICE, UNOFFICIAL
from guiju.wording.words import Words

_WORDS = Words(__file__, "library.yaml")
_VERSION = re.compile(r"^version: ([0-9]{1,10})$", re.MULTILINE)
_DESCRIPTION = "cited quotation summary modality bearers counterparty condition timing state displacement"
_ANNOTATION = "review open_words automation consequence"


def files(
    corpus: Corpus, as_of: date, *, site: str = "", before: Mapping[str, bytes] | None = None
) -> Iterator[tuple[str, bytes]]:
    """A library for each rule that has something to assess on the day; `before` are the files of an earlier export."""
    of_all = {lang: checklist(corpus, corpus.vocabulary.roles, as_of, lang) for lang in REQUIRED_LANGUAGES}
    for rule in of_all["zh"].regulations:
        lines = [line for line in of_all["zh"].lines if line.regulation is rule]
        if any(line.assessable for line in lines):
            file, text = f"{rule.id}.yaml", block(_library(of_all, rule, lines, site), literal=True)
            yield file, _numbered(text, (before or {}).get(file, b"").decode("utf-8", "replace")).encode()


def _numbered(text: str, before: str) -> str:
    """The library with a greater version than the one before, where that says something else; else that one."""
    old, new = _VERSION.search(before), _VERSION.search(text)
    if old is None or new is None:
        return text
    if _VERSION.sub("", before) == _VERSION.sub("", text):
        return before
    return _VERSION.sub(f"version: {max(int(new[1]), int(old[1]) + 1)}", text, count=1)


def _library(of_all: dict[Lang, Checklist], rule: Regulation, lines: list[Line], site: str) -> dict[str, Any]:
    as_of, corpus = of_all["zh"].as_of, of_all["zh"].corpus

    def about(lang: Lang) -> str:
        missing = excerpt.notice(rule)[lang] + " " * (lang == "en") if rule.missing else ""
        stated = {"day": as_of, "version": corpus.data_version, "state": lines[0].standing.words[lang]}
        caution = f"{NOT_LEGAL_ADVICE[lang]} {UNOFFICIAL[lang]}"
        return _WORDS["about"][lang].format(**stated, missing=missing, caution=caution)

    name = {"name": rule.title, "description": _bilingual(about)}
    rights = (_WORDS["copyright"], *([_WORDS["licence"]] if corpus.is_ours else []))
    roles = [
        role for role in corpus.vocabulary.roles if any(not line.parties.isdisjoint(role.parties) for line in lines)
    ]
    return {
        "urn": f"urn:guiju:risk:library:{rule.id}",
        "locale": "zh",
        "ref_id": rule.id,
        **_both(name),
        "copyright": " ".join(words[lang] for lang in REQUIRED_LANGUAGES for words in rights),
        "version": int(f"{as_of:%Y%m%d}"),
        "publication_date": as_of,
        "provider": rule.issuer["zh"],
        "packager": "guiju",
        "objects": {
            "framework": {
                "urn": f"urn:guiju:risk:framework:{rule.id}",
                "ref_id": rule.id,
                **_both(name),
                "implementation_groups_definition": [
                    {"ref_id": role.id, **_both({"name": role.label, "description": role.description})}
                    for role in roles
                ],
                "requirement_nodes": list(_nodes(of_all, rule, lines, site)),
            }
        },
    }


def _nodes(of_all: dict[Lang, Checklist], rule: Regulation, lines: list[Line], site: str) -> Iterator[dict[str, Any]]:
    """The articles, each with its duties below it, in the order of the text."""
    for article in rule.articles:
        of_article = [line for line in lines if line.obligation.eId.split("__")[0] == article.eId]
        urn = f"urn:guiju:risk:req_node:{rule.id}:{article.eId}"
        if of_article:
            yield {"urn": urn, "assessable": False, "depth": 1, "ref_id": article.eId, **_both(_article(rule, article))}
        for line in of_article:
            yield {
                "urn": f"urn:guiju:risk:req_node:{rule.id}:{line.obligation.id}",
                "assessable": line.assessable,
                "depth": 2,
                "parent_urn": urn,
                "ref_id": line.obligation.id,
                **_both(_duty(of_all, line, site)),
                "implementation_groups": [
                    role.id for role in of_all["zh"].roles if not set(role.parties).isdisjoint(line.bearers)
                ],
            }


def _article(rule: Regulation, article: Article) -> dict[str, Bilingual]:
    seen = [note for unit in article.units() for note in excerpt.how_seen(unit)]
    return {
        "name": _bilingual(lambda lang: f"{citation.label(rule, article.eId, lang)} {article.heading[lang]}".strip()),
        "description": _bilingual(
            lambda lang: "\n".join(citation.marker(unit.eId, lang) + unit[lang] for unit in article.units())
        ),
        "annotation": _bilingual(lambda lang: "\n".join(note[lang] for note in seen)),
    }


def _duty(of_all: dict[Lang, Checklist], line: Line, site: str) -> dict[str, Bilingual]:
    def where(lang: Lang) -> str:
        address = address_of_duty(site, lang, line.regulation, line.obligation)
        return f"\n\n{_WORDS['on_site'][lang]}{address}" if site else ""

    return {
        "name": line.obligation.title,
        "description": _bilingual(lambda lang: _fields(of_all[lang], line, _DESCRIPTION)),
        "annotation": _bilingual(lambda lang: _fields(of_all[lang], line, _ANNOTATION) + where(lang)),
        "typical_evidence": _bilingual(lambda lang: "\n".join(numbered(field(of_all[lang], line, "evidence")))),
    }


def _fields(of_lang: Checklist, line: Line, keys: str) -> str:
    """Fields of a line, a paragraph each with its heading; what has several texts is a list below it."""
    paragraphs = []
    for key in keys.split():
        if texts := numbered(field(of_lang, line, key)):
            heading = FIELDS[key][of_lang.lang] + COLON[of_lang.lang]
            paragraphs.append(heading + texts[0] if len(texts) == 1 else "\n".join((heading.rstrip(), *texts)))
    return "\n\n".join(paragraphs)


def _bilingual(text: Callable[[Lang], str]) -> Bilingual:
    return Bilingual(text("zh"), text("en"))


def _both(texts: dict[str, Bilingual]) -> dict[str, Any]:
    """Texts in Chinese, and their translations, as the format has them; empty ones are left out."""
    named = {key: text for key, text in texts.items() if text["zh"]}
    translations = {key: text["en"] for key, text in named.items() if text["en"]}
    return {**{key: text["zh"] for key, text in named.items()}, "translations": {"en": translations}}
