"""A version of a law: its whole text, when it is law, and where the versions beside it have each of its articles.

The version that is law on the day of the site is searched; the others are read by those who come for them.
"""

from collections import defaultdict
from collections.abc import Iterator

from guiju.amendment.comparison import every_pair, version_pairs
from guiju.amendment.concordance import concordance
from guiju.amendment.texts import amendment
from guiju.documents.amendment import changed_rows
from guiju.documents.penalties import tiers
from guiju.law import places
from guiju.law.versions import Version, in_force, versions
from guiju.model import Regulation
from guiju.site import legislation
from guiju.site.kinds import to
from guiju.site.page import Page
from guiju.site.site import Site

ADDRESS = "regulations/{}/versions/{}.md"
OF_ONE_RULE = True


def address(rule: Regulation | str = "index", day: object = "index", eId: str = "") -> str:
    """The page of the version of a day; there a place in it. That of the text of the rule itself is its whole text."""
    if isinstance(rule, Regulation) and any(each.day == day and each.text is rule for each in versions(rule)):
        return to.full_text(rule, *filter(None, [eId]))
    page = ADDRESS.format(getattr(rule, "id", rule), day or "undated")
    return f"{page}#{eId}" if eId else page


def pages(site: Site) -> Iterator[Page]:
    """A page for each text that stands beside the one of its rule."""
    for rule in site.corpus.regulations.values():
        law, elsewhere, changed = in_force(rule, site.as_of), _elsewhere(rule), _changed(rule)
        named = {version.day: places.title(rule, version)[site.lang] for version in versions(rule)}
        for version in versions(rule):
            if version.text is rule:
                continue
            values = {
                "rule": rule,
                "version": version,
                "text": version.text,
                "named": named,
                "interval": tiers.when(version.from_, version.until, site.lang),
                "law": law,
                "others": [other for other in versions(rule) if other.day != version.day],
                "changes": [(old, new) for old, new in every_pair(rule) if version in (old, new)],
                "elsewhere": elsewhere[version.day],
                "changed": changed[version.day],
            }
            title = site.words_of("versions")["of"].format(rule.short_title[site.lang], named[version.day])
            law_now, sheets = version == law, ("assets/home.css", "assets/versions/versions.css")
            script = "assets/article.js"
            page = to.versions(rule, version.day)
            graph = legislation.of_version(site, rule, version, title, page)
            api = f"versions/{rule.id}/{version.day or 'undated'}.json"
            yield Page(values, page, title, searched=law_now, sheets=sheets, script=script, graph=graph, json=api)


def _elsewhere(rule: Regulation) -> dict[object, dict[str, list[tuple[Version, str]]]]:
    """Day of a version → its articles → the versions beside it, and the articles that they have in its place."""
    found: dict[object, dict[str, list[tuple[Version, str]]]] = defaultdict(lambda: defaultdict(list))
    for old, new in version_pairs(rule):
        for pair in concordance(old.text, new.text):
            if pair.old is not None and pair.new is not None:
                found[old.day][pair.old].append((new, pair.new))
                found[new.day][pair.new].append((old, pair.old))
    return found


def _changed(rule: Regulation) -> dict[object, dict[str, list[str]]]:
    """Day of a version → its articles whose words changed → where both wordings stand beside each other."""
    found: dict[object, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for old, new in version_pairs(rule):
        for name, row in changed_rows(amendment(old.text, new.text)):
            for version, eIds in ((old, row.old), (new, row.new)):
                for eId in eIds:
                    found[version.day][eId].append(to.changes(rule, new.day, old.day, name))
    return found
