"""The words of the search, in both languages."""

from __future__ import annotations

SEARCH: dict[str, tuple[str, str]] = {
    # the headings of the list of hits
    "found.law": ("法条", "Provisions"),
    "found.obligations": ("义务", "Obligations"),
    "found.cases": ("案例", "Cases"),
    "found.terms": ("术语", "Terms"),
    "found.roles": ("角色与清单", "Roles and checklists"),
    "found.elsewhere": ("其他页面", "Other pages"),
}
