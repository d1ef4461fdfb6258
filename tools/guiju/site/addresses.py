"""Where everything stands on the site: the path of its page, with # and its anchor where it has one."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from guiju.model import Case, Obligation, Provision, Regulation, Role, Sanction, Term

HOME = "index.md"
REGULATIONS = "regulations/index.md"
OBLIGATIONS = "obligations/index.md"
CHECKLISTS = "checklists/index.md"
ALL_ROLES = "all-roles"
CHECKLIST_OF_ALL = f"checklists/{ALL_ROLES}.md"
ROLES = "roles/index.md"
SELF_ASSESSMENTS = "self-assessment/index.md"
PLATFORM = "platform"
"""The form of the self-assessment for the two roles that a platform often has; the others are named as their role."""
GLOSSARY = "glossary.md"
CORRECTIONS = "corrections/index.md"
LIMITS = "limits.md"
CASES = "cases/index.md"
WHOLE = "whole/index.md"
COVERAGE = "whole/coverage.md"
RELATIONS = "whole/relations.md"
TIMELINE = "whole/timeline.md"
MATRIX = "whole/matrix.md"
LIABILITY = "liability.md"
ABOUT = "about.md"
LICENCE = "licence.md"
TABLES = "tables.md"
WRITTEN = (LIABILITY, ABOUT, LICENCE, TABLES)
"""Written by hand, in docs/, beside the knowledge base. Another knowledge base may have none."""


def regulation(rule: Regulation) -> str:
    """The page of a rule."""
    return f"regulations/{rule.id}/index.md"


def full_text(rule: Regulation) -> str:
    """The whole text of a rule on one page."""
    return f"regulations/{rule.id}/full.md"


def provision(rule: Regulation, record: Provision) -> str:
    """A provision of a rule of which only the outline is recorded."""
    return f"{regulation(rule)}#{record.id}"


def sanction(rule: Regulation, record: Sanction) -> str:
    """One sanction of a provision: one tier in one version of the law."""
    return f"{regulation(rule)}#{record.id}"


def case(record: Case) -> str:
    """The page of a case."""
    return f"cases/{record.id}.md"


def place(rule: Regulation, eId: str) -> str:
    """The page of an article, at the 款 or 项 where eId names one; the rule's page where it has no text here."""
    if rule.article(eId) is None:
        return regulation(rule)
    head = eId.split("__")[0]
    return f"regulations/{rule.id}/{head}.md" + (f"#{eId}" if eId != head else "")


def obligations(rule: Regulation) -> str:
    """The page of all obligations of a rule."""
    return f"obligations/{rule.id}.md"


def obligation(rule: Regulation, record: Obligation) -> str:
    """One obligation, in full."""
    return f"{obligations(rule)}#{record.id}"


def corrections(rule: Regulation, place: str | None = None) -> str:
    """The corrections of a rule, or those of one 款 or 项 or of the title."""
    return f"corrections/{rule.id}.md" + (f"#{place}" if place else "")


def role(record: Role) -> str:
    """What a reader of this role must do, and what follows."""
    return f"roles/{record.id}.md"


def checklist(role: Role) -> str:
    """The checklist of a reader role."""
    return f"checklists/{role.id}.md"


def download(slug: str, ending: str) -> str:
    """The checklist of a role, by its id, or of all roles, as a file. Markdown is served as text: MkDocs would make a page of a file that ends in .md."""
    return f"downloads/checklist-{slug}.{'md.txt' if ending == 'md' else ending}"


def self_assessment(slug: str) -> str:
    """A form of the self-assessment."""
    return f"self-assessment/{slug}.md"


def self_assessment_script(slug: str) -> str:
    """What a form needs beside its page."""
    return f"self-assessment/{slug}.js"


def questions(slug: str) -> str:
    """The questions of a form as a profile to fill in."""
    return f"downloads/questions-{slug}.yaml"


def workbook(slug: str) -> str:
    """The same as a workbook: that of the checklist."""
    return f"downloads/checklist-{slug}.xlsx"


def term(entry: Term) -> str:
    """An entry of the glossary."""
    return f"{GLOSSARY}#{entry.id}"


def topic(key: str) -> str:
    """The obligations of one topic."""
    return f"{OBLIGATIONS}#{key}"


def whole(rule: Regulation) -> str:
    """A rule seen as a whole: its heat map and its graph."""
    return f"whole/rules/{rule.id}.md"


def cell(topic: str, party: str) -> str:
    """The duties of one party on one topic, in the matrix."""
    return f"{MATRIX}#{topic}--{party}"


def relative(target: str, here: str) -> str:
    """`target` as a link on the page `here`."""
    path, mark, anchor = target.partition("#")
    if path == here and mark:
        return f"#{anchor}"
    return _steps(path, posixpath.dirname(here)) + mark + anchor


def served(target: str, here: str) -> str:
    """`target` as a browser on the page `here` has it: for HTML that the engine leaves as it is. Pages are folders there."""
    path, mark, anchor = target.partition("#")
    if path == here:
        return mark + anchor
    return _steps(_folder(path), _folder(here)) + "/" + mark + anchor


def served_file(target: str, here: str) -> str:
    """The same for a file, which a browser has under its own name."""
    return _steps(target, _folder(here))


def _folder(page: str) -> str:
    return page.removesuffix("index.md").removesuffix(".md").rstrip("/")


@lru_cache(maxsize=65_536)
def _steps(path: str, folder: str) -> str:
    """The way from a folder of the site to a path of it. posixpath.relpath asks the system where we are, each time."""
    start, end = folder.split("/") if folder else [], path.split("/") if path else []
    common = 0
    while common < min(len(start), len(end)) and start[common] == end[common]:
        common += 1
    return "/".join([".."] * (len(start) - common) + end[common:]) or "."
