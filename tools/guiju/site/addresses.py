"""Where everything stands on the site: the path of its page, with # and its anchor where it has one."""

from __future__ import annotations

import posixpath

from guiju.model import Case, Obligation, Provision, Regulation, Role, Sanction, Term

HOME = "index.md"
REGULATIONS = "regulations/index.md"
OBLIGATIONS = "obligations/index.md"
CHECKLISTS = "checklists/index.md"
GLOSSARY = "glossary.md"
CORRECTIONS = "corrections/index.md"
LIMITS = "limits.md"
CASES = "cases/index.md"
LIABILITY = "liability.md"
"""Written by hand, in docs/."""


def regulation(rule: Regulation) -> str:
    """The page of a rule."""
    return f"regulations/{rule.id}/index.md"


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


def checklist(role: Role) -> str:
    """The checklist of a reader role."""
    return f"checklists/{role.id}.md"


def download(role: Role, ending: str) -> str:
    """A checklist as a file. Markdown is served as text: MkDocs would make a page of a file that ends in .md."""
    return f"downloads/checklist-{role.id}.{'md.txt' if ending == 'md' else ending}"


def term(entry: Term) -> str:
    """An entry of the glossary."""
    return f"{GLOSSARY}#{entry.id}"


def topic(key: str) -> str:
    """The obligations of one topic."""
    return f"{OBLIGATIONS}#{key}"


def relative(target: str, here: str) -> str:
    """`target` as a link on the page `here`."""
    path, mark, anchor = target.partition("#")
    if path == here and mark:
        return f"#{anchor}"
    return posixpath.relpath(path, posixpath.dirname(here) or ".") + mark + anchor
