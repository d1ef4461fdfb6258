"""One page per rule: identity, force, relations, provenance, coverage, whole text; and the list of all rules."""

from collections.abc import Iterator
from datetime import date

from guiju.amendment.comparison import every_pair
from guiju.documents.penalties import tiers
from guiju.law import excerpt, places
from guiju.law.text import quotation
from guiju.law.versions import Version, in_force, versions
from guiju.model import Article, Corpus, Lang, Regulation
from guiju.site import legislation
from guiju.site.marked import Coverage, coverage
from guiju.site.page import Page, official
from guiju.site.pictures import heatmap
from guiju.site.site import Site

PLACE = 3
GROUP, BOOST = "law", 1
OF_ONE_RULE = True


def address(rule: Regulation | None = None, anchor: str = "") -> str:
    """The list of rules, or the page of one: there a provision by its id, or one of its sanctions."""
    page = f"regulations/{rule.id}/index.md" if rule else "regulations/index.md"
    return f"{page}#{anchor}" if anchor else page


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The rules, first those of the source document, then others that we read, then those whose text is here."""
    read = {rule.id for rule in corpus.with_reading()}

    def place(rule: Regulation) -> tuple[bool, bool, str, date]:
        return rule.id not in corpus.in_source, rule.id not in read, rule.coverage, rule.made

    rules = sorted(corpus.regulations.values(), key=place)
    return [(rule.short_title[lang], address(rule)) for rule in rules]


def pages(site: Site) -> Iterator[Page]:
    """The list of rules, and the page of each."""
    rules = sorted(site.corpus.regulations.values(), key=lambda rule: (rule.made, rule.id))
    grouped = [("part" if rule.missing else rule.coverage, rule) for rule in rules]
    yield Page({"rules": grouped, "groups": {group for group, _ in grouped}}, template="overview", hide=("toc",))
    for rule in rules:
        values = {
            "rule": rule,
            "changes": tuple(every_pair(rule)),
            "versions": _versions(rule, site.lang),
            "law": in_force(rule, site.as_of),
            "heat": heatmap.heat(site, rule),
            "kind": next((t for t in site.corpus.vocabulary.document_types if t.id == rule.document_type), None),
            "coverage": tuple(covered(rule)),
            "official": official(rule),
            "missing": [(excerpt.cited(rule, entry, site.lang), entry) for entry in rule.missing],
        }
        description, sheets = (
            f"{rule.title.zh} {rule.title.en}",
            ("assets/whole.css", "assets/home.css", "assets/penalty.css"),
        )
        graph, title = legislation.of_rule(site, rule, address(rule)), rule.title[site.lang]
        yield Page(
            values,
            address(rule),
            title,
            description=description,
            sheets=sheets,
            graph=graph,
            json=f"regulations/{rule.id}.json",
            poster=(rule.short_title[site.lang], rule.title.zh),
        )


def _versions(rule: Regulation, lang: Lang) -> list[tuple[Version, str, str]]:
    """The versions of a rule that has several, each with its name and when it is law."""
    recorded = versions(rule) if rule.versions else ()
    return [(v, places.title(rule, v)[lang], tiers.when(v.from_, v.until, lang)) for v in recorded]


def covered(rule: Regulation) -> Iterator[tuple[Article, int, int, Coverage]]:
    """For each article: how many 款 and 项, how many obligations, and how much of its text is quoted."""
    segments = quotation.by_unit(rule)
    for article in rule.articles:
        units = tuple(article.units())
        records = sum(o.eId.split("__")[0] == article.eId for o in rule.obligations)
        yield article, len(units), records, coverage(units, segments)
