"""What some kinds of page need beside what every page has (mkdocs.yml): style sheets and scripts, by the page's template.

What nobody needs is not loaded: a reader on a phone waits for each of them.
"""

from __future__ import annotations

from collections.abc import Mapping

_LAW = ("article", "cards")
_WHOLE = ("whole",)

SHEETS: Mapping[str, tuple[str, ...]] = {
    "home.md.j2": ("whole", "home", "roles"),
    "regulation.md.j2": ("whole", "home"),
    "role.md.j2": ("checklist", "roles"),
    "roles.md.j2": ("roles",),
    "checklists.md.j2": ("roles",),
    "checklist.md.j2": ("home", "checklist"),
    "self_assessments.md.j2": ("roles",),
    "self_assessment.md.j2": ("self-assessment",),
    "whole.md.j2": _WHOLE,
    "coverage.md.j2": _WHOLE,
    "whole_of_rule.md.j2": _WHOLE,
    "relations.md.j2": _WHOLE,
    "timeline.md.j2": _WHOLE,
    "matrix.md.j2": _WHOLE,
}
"""Names in assets/, without .css, in the order in which they must come."""

SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "article.md.j2": _LAW,
    "full_text.md.j2": _LAW,
    "whole.md.j2": _WHOLE,
    "whole_of_rule.md.j2": _WHOLE,
    "relations.md.j2": _WHOLE,
    "timeline.md.j2": _WHOLE,
}
"""Names in assets/, without .js. Scripts that one page has to itself are named where it is made."""

SETTLING: Mapping[str, tuple[str, ...]] = {
    "checklist.md.j2": ("checklist/asked",),
}
"""Scripts that run before anything is drawn, since they settle what is: names as above."""
