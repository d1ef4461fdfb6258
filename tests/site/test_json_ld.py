"""What pages say to programs: JSON-LD by the types of schema.org, about pages that are there, whatever a text holds."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import page_kinds
from conftest import AS_OF
from full_corpus import corpus
from guiju.law.versions import Version, versions
from guiju.model import Lang, Regulation
from guiju.site import legislation, pages
from guiju.site.site import Site
from judges import typescript
from real_corpus import real

DAY = date.fromisoformat(AS_OF)
Graph = dict[str, Any]
RULE = "regulations/cac-group-services-2017/index.md"


def graphs(folder: Path) -> Iterator[tuple[str, Graph]]:
    """The graph of each page that has one, by the address of the page."""
    for file in sorted(folder.rglob("index.html")):
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', file.read_text("utf-8"), re.S)
        assert len(blocks) <= 1
        for block in blocks:
            yield file.parent.relative_to(folder).as_posix().replace(".", "", 1), json.loads(block)


@cache
def built(folder: Path) -> dict[str, Graph]:
    return dict(graphs(folder))


def written(name: str, graph: Graph) -> str:
    """A graph as the value of a constant of TypeScript, on a line."""
    kind = "Graph" if "@graph" in graph else "WithContext<Legislation>"
    return f"const {name}: {kind} = {json.dumps(graph, ensure_ascii=False)};"


IMPORT = 'import type { Graph, Legislation, WithContext } from "schema-dts";'
BROKEN: dict[str, Graph] = {
    "force that schema.org does not know": {"legislationLegalForce": "Unverified"},
    "a property that it does not know": {"legislationIssuer": "CAC"},
    "a type that it does not know": {"@type": "Law"},
    "a number for a name": {"name": 7},
    "a person's property on the issuer": {"legislationPassedBy": {"@type": "Organization", "givenName": "x"}},
    "a translation that is no work": {"workTranslation": {"@type": "Organization", "name": "x"}},
    "another vocabulary": {"@context": "https://example.org"},
}


# ---- the site --------------------------------------------------------------------------------------------------------


def test_pages_of_law_and_the_first_page_have_a_graph_and_no_others(site_folder: Path) -> None:
    kinds = {page_kinds.kind(f"{address}/" if address else "") for address in built(site_folder)}
    kinds = {kind for kind in kinds if not kind.startswith("en/")}
    of_law = {"regulations/*/", "regulations/*/*/", "regulations/*/full/", "regulations/*/versions/*/"}
    assert kinds == {"", *of_law}
    by_kind = page_kinds.by_kind(site_folder)
    assert len(built(site_folder)) == 2 * sum(len(by_kind[kind]) for kind in kinds)


def test_schema_dts_accepts_every_graph_and_would_not(site_folder: Path, tmp_path: Path) -> None:
    """In one run, since reading the types takes long: where a line that has to be refused is accepted, tsc says so."""
    good = [written(f"page{number}", graph) for number, graph in enumerate(built(site_folder).values())]
    one = built(site_folder)["regulations/cac-group-services-2017"]
    bad = [f"// @ts-expect-error\n{written(f'broken{n}', one | edit)}" for n, edit in enumerate(BROKEN.values())]
    assert typescript("\n".join([IMPORT, *good, *bad]), tmp_path) == []
    assert len(good) > 100


def test_what_a_graph_names_is_a_page_of_the_site(site_folder: Path) -> None:
    def named(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (str(value[key]) for key in ("@id", "url", "license") if key in value)
            for inner in value.values():
                yield from named(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from named(inner)

    for address, graph in built(site_folder).items():
        for target in set(named(graph)):
            if not target.startswith("https://"):
                assert (site_folder / address / target.partition("#")[0] / "index.html").is_file(), (address, target)


def test_a_page_is_the_law_that_it_shows(site_folder: Path) -> None:
    folder = built(site_folder)
    rule, article = (folder[f"regulations/cac-group-services-2017{path}"] for path in ("", "/art_9"))
    identity = "/akn/cn/act/normative-document/cac/2017-09-07/group-services"
    assert (rule["legislationIdentifier"], rule["legislationDate"]) == (identity, "2017-09-07")
    assert {"@id": "art_9/"} in rule["hasPart"] and article["isPartOf"]["legislationIdentifier"] == identity
    assert article["legislationIdentifier"] == f"{identity}/~art_9"
    # No end was found, which is not that there is none: that would be 2017-10-08/..
    assert rule["temporalCoverage"] == article["temporalCoverage"] == "2017-10-08/"
    english = folder["en/regulations/cac-group-services-2017/art_9"]
    assert (article["inLanguage"], english["inLanguage"]) == ("zh", "en")
    assert article["workTranslation"] and english["translationOfWork"] and "workTranslation" not in english
    assert english["translator"]["name"] == "guiju contributors" and "Unofficial" in english["description"]
    assert not {"translator", "description"} & article.keys()
    assert (folder[""]["@graph"][1]["@type"], folder[""]["@graph"][1]["version"]) == ("Dataset", real().data_version)


def test_a_version_says_of_which_day_it_is_and_what_it_consolidates(site_folder: Path) -> None:
    page = "regulations/cybersecurity-law/versions/"
    old, new = (built(site_folder)[f"{page}{day}"] for day in ("2016-11-07", "2025-10-28"))
    assert (old["legislationDateVersion"], old["temporalCoverage"]) == ("2016-11-07", "2017-06-01/2025-12-31")
    assert "legislationConsolidates" not in old
    assert new["legislationConsolidates"] == [{"@id": "../2016-11-07/"}]
    assert new["exampleOfWork"] == {"@id": "../../"}
    # The version of 2011 has no commencement that is known, nor is the first text here.
    undated = built(site_folder)["regulations/internet-information-services/versions/2011-01-08"]
    assert not {"temporalCoverage", "legislationConsolidates"} & undated.keys()
    # Nobody translated it: on the English page too it is Chinese.
    assert built(site_folder)[f"en/{page}2025-10-28"]["inLanguage"] == "zh"


def test_force_is_stated_only_where_it_was_verified(lang: Lang) -> None:
    rule, site = real().regulations["cac-group-services-2017"], Site(real(), lang, DAY)
    for state, value in (("in_force", "InForce"), ("not_in_force", "NotInForce"), ("unverified", None)):
        graph = legislation.of_rule(site, replace(rule, force=replace(rule.force, state=state)), RULE)
        assert graph.get("legislationLegalForce") == value
        assert ("creativeWorkStatus" in graph) == (value is None)


def test_a_law_to_which_a_later_one_is_preferred_says_so() -> None:
    rule = real().regulations["cac-account-names-2015"]
    said = {day: legislation.of_rule(Site(real(), "en", day), rule, RULE) for day in (date(2022, 7, 31), DAY)}
    prevails = ["a later rule prevails" in graph["creativeWorkStatus"] for graph in said.values()]
    assert prevails == [False, True]
    assert not any("legislationLegalForce" in graph for graph in said.values())


@pytest.mark.parametrize("state", ["in_force", "unverified"])
def test_a_version_that_a_later_one_replaced_says_since_when_as_far_as_that_is_known(state: str) -> None:
    rule = real().regulations["cybersecurity-law"]
    (old, new) = (replace(v, text=replace(v.text, force=replace(v.text.force, state=state))) for v in versions(rule))
    rule = replace(rule, versions=(old.text, new.text))

    def status(version: Version, day: date, of: Regulation = rule) -> tuple[object, object]:
        graph = legislation.of_version(Site(real(), "en", day), of, version, "name", "page.md")
        return graph.get("creativeWorkStatus"), graph.get("legislationLegalForce")

    assert status(old, date(2026, 1, 1)) == ("Replaced by a later version on 1 January 2026", None)
    for version, day in ((old, date(2025, 12, 31)), (new, date(2026, 1, 1))):
        words, force = status(version, day)
        assert "Replaced" not in str(words) and force == ("InForce" if state == "in_force" else None)
    later = replace(new.text, force=replace(new.text.force, from_="unknown"))
    rule = replace(rule, versions=(old.text, later))
    words, _ = status(versions(rule)[0], DAY, rule)
    assert words == "Replaced by a later version on a day that is not known"


def test_our_name_and_licence_are_on_a_base_of_ours_only(lang: Lang) -> None:
    for base in (real(), replace(real(), is_ours=False)):
        site = Site(base, lang, DAY)
        website, data = legislation.of_site(site, "name", "words")["@graph"]
        assert ["license" in website, "license" in data, "creator" in data] == [base.is_ours] * 3
        translator = "translator" in legislation.of_rule(site, base.regulations["cac-group-services-2017"], RULE)
        assert translator is (base.is_ours and lang == "en")


# ---- whatever a text holds -------------------------------------------------------------------------------------------


TEXTS = st.one_of(st.text(), st.sampled_from(["</script><script>alert(1)</script>", "<!--", "\u2028", "]]>", "&lt;"]))


@given(st.dictionaries(TEXTS, st.one_of(TEXTS, st.lists(TEXTS))))
@example({"name": "</ScRiPt><!--<script>", "a": "\ud800\u2029&amp;"})
def test_a_graph_ends_where_its_element_ends_and_is_read_as_it_was(graph: Graph) -> None:
    text = legislation.script(graph)
    assert text.isprintable() and not set("<>&") & set(text)
    page = html5lib.parse(f"<script type='application/ld+json'>{text}</script><p>", namespaceHTMLElements=False)
    (script,) = page.iter("script")
    assert json.loads(script.text) == graph


@pytest.mark.parametrize("text", ["</script><script>x", "甲\"\\'{{ page }}", "\u202e&amp;<!--", "---\n"])
def test_no_text_of_the_data_breaks_the_head_of_a_page(text: str, lang: Lang) -> None:
    site = Site(corpus(text), lang, DAY)
    made = dict(pages.each(site))
    for address, page in made.items():
        for line in page.split("\n---\n")[0].split("\n"):
            if line.startswith("graph: "):
                block = json.loads(line.removeprefix("graph: "))
                assert "<" not in block and isinstance(json.loads(block), dict), address
