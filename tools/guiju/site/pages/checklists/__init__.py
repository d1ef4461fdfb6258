"""One page a reader role: its checklist to read, to fill in where scripts run, and as files to download; and one of all roles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from guiju import writers as exports
from guiju.documents.content.cover import HEADINGS, cover, law_in_place
from guiju.documents.content.fields import FIELDS
from guiju.documents.content.status import FOR_INFORMATION, HISTORICAL, STATUSES
from guiju.model import LANGUAGES, Bilingual, Regulation, Role
from guiju.reasoning.checklist import Checklist, Line
from guiju.site import addresses
from guiju.site.render import Site, page
from guiju.site.words import words

COMBINED_UP_TO = 1000
"""How many lines the list of all roles may have. A browser is slow with more; the roles one by one are shorter."""

_READ = {field.key: field.heading for field in FIELDS}
COLUMNS: Mapping[str, Bilingual] = {
    **{key: _READ[key] for key in ("id", "rule", "cited", "title", "modality")},
    "status": Bilingual("状态", "Status"),
    "by": Bilingual("责任人", "Owner"),
    "evidence": Bilingual("证据", "Evidence"),
    "reason": Bilingual("说明", "Notes"),
    "reviewer": Bilingual("复核人", "Reviewer"),
    "approver": Bilingual("不适用的批准人", "Approver, if not applicable"),
    "date": Bilingual("记录日期", "Recorded on"),
    "text_hash": Bilingual("条文哈希", "Hash of the text"),
    **{key: HEADINGS[key] for key in ("as_of", "data_version", "disclaimers")},
}
"""The columns of the CSV that the script writes and reads."""


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The list of roles, the checklist of each, and that of all."""
    here, all_roles = addresses.CHECKLISTS, addresses.CHECKLIST_OF_ALL
    if not site.wants(here):  # none of these pages is about one rule
        return
    made = [(role, of_role(site, role)) for role in site.corpus.vocabulary.roles]
    together = of_all(site)
    combined = has_all(together.lines)
    title = site.words["checklists"]
    yield here, page(site, "checklists.md.j2", here, title, hide=("toc",), checklists=made, has_all=combined)
    for role, result in made:
        title = site.words["checklist_of"].format(role.label[site.lang])
        yield (
            addresses.checklist(role),
            _page(site, result, addresses.checklist(role), title, role=role, has_all=combined),
        )
    if combined:
        title = site.words["checklist_of_all"]
        yield all_roles, _page(site, together, all_roles, title, role=None, has_all=True, searched=False)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The checklist of each role, and that of all, in every format there is, in the language of the site."""
    made = {role.id: of_role(site, role) for role in site.corpus.vocabulary.roles}
    if has_all((together := of_all(site)).lines):
        made[addresses.ALL_ROLES] = together
    for slug, result in made.items():
        for ending, render in exports.formats("checklist").items():
            yield addresses.download(slug, ending), render(result)


def of_role(site: Site, role: Role) -> Checklist:
    """The checklist of one role on the day of the site."""
    return site.checklist([role])


def of_all(site: Site) -> Checklist:
    """The checklist of all roles at once: what several have stands once."""
    return site.checklist(site.corpus.vocabulary.roles)


def has_all(lines: Sequence[Line]) -> bool:
    """Whether the lines of all roles have a page of their own."""
    return len(lines) <= COMBINED_UP_TO


def _page(site: Site, result: Checklist, here: str, title: str, *, role: Role | None, **context: Any) -> str:
    lines, vocabulary = result.lines, site.corpus.vocabulary
    return page(
        site,
        "checklist.md.j2",
        here,
        title,
        description=role.description[site.lang] if role else site.words["checklist_of_all_lead"],
        role=role,
        slug=slug_of(role),
        checklist=result,
        rules=list(by_rule(result)),
        endings=tuple(exports.formats("checklist")),
        duties=sum(line.assessable for line in lines),
        in_place=[words[site.lang] for words in law_in_place(result)],
        desk=json.dumps(desk(site, result, role), ensure_ascii=False, separators=(",", ":")),
        statuses={name: word[site.lang] for name, word in STATUSES.items()},
        topics=[t for t in vocabulary.topics if any(t.id in line.obligation.topics for line in lines)],
        methods=_present(line.obligation.method for line in lines),
        modalities=_present(line.obligation.modality for line in lines),
        roles_of=lambda line: [r.id for r in vocabulary.roles if not set(r.parties).isdisjoint(line.bearers)],
        **context,
    )


def slug_of(role: Role | None) -> str:
    """The name of a checklist in addresses and files: that of its role, or that of all."""
    return role.id if role else addresses.ALL_ROLES


def by_rule(result: Checklist) -> Iterator[tuple[Regulation, list[tuple[str, tuple[Line, ...]]]]]:
    """The rules, each with its articles and their lines, in the order of the text."""
    found: dict[str, list[tuple[str, tuple[Line, ...]]]] = {}
    for rule, eId, lines in result.by_article():
        found.setdefault(rule.id, []).append((eId, lines))
    for name, articles in found.items():
        yield result.corpus.regulations[name], articles


def desk(site: Site, result: Checklist, role: Role | None) -> Mapping[str, Any]:
    """What the script must know beside the page: which data this is, and the words it tells. Files are read in both languages."""
    return {
        "version": site.corpus.data_version,
        "as_of": site.as_of.isoformat(),
        "lang": site.lang,
        "slug": slug_of(role),
        "name": role.label[site.lang] if role else site.words["checklist_of_all_short"],
        "notice": cover(result).notice,
        "columns": _both(COLUMNS),
        "statuses": _both(STATUSES),
        "information": _both({"it": FOR_INFORMATION})["it"],
        "historical": _both({"it": HISTORICAL})["it"],
        "unnamed": {lang: words(lang)["desk.unnamed"] for lang in LANGUAGES},
        "words": {key.removeprefix("desk."): text for key, text in site.words.items() if key.startswith("desk.")},
    }


def _both(named: Mapping[str, Bilingual]) -> dict[str, dict[str, str]]:
    return {key: {"zh": text.zh, "en": text.en} for key, text in named.items()}


def _present(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
