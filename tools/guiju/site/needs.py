"""What some kinds of page need beside what every page has (mkdocs.yml, theme/main.html): style sheets and scripts, by the page's template.

What nobody needs is not loaded: a reader on a phone waits for each of them.
"""

from __future__ import annotations

from collections.abc import Mapping

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

SCRIPTS: Mapping[str, str] = {
    "article.md.j2": "assets/article.js",
    "full_text.md.j2": "assets/article.js",
    "checklist.md.j2": "assets/checklist/checklist.js",
    "whole.md.j2": "assets/whole.js",
    "whole_of_rule.md.j2": "assets/whole.js",
    "relations.md.j2": "assets/whole.js",
    "timeline.md.j2": "assets/whole.js",
}
"""The module of a page, which imports the others. One that a single page has to itself is named where it is made."""

SETTLING: Mapping[str, str] = {"checklist.md.j2": "assets/checklist/asked.js"}
"""The script that runs before anything is drawn, since it settles what is. No module: those run only once the page is read."""
