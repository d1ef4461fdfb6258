"""What pages say to programs: JSON-LD by the types of schema.org, about pages that are there, whatever a text holds."""

import json
import re
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
from case_tables import cases, each
from conftest import DAY
from guiju.law.versions import versions
from guiju.model import Lang, Regulation
from guiju.site import legislation
from guiju.site.site import Site
from judges import typescript
from real_corpus import real

Graph = dict[str, Any]
RULE = "regulations/cac-group-services-2017/index.md"


@cache
def built(folder: Path) -> dict[str, Graph]:
    """The graph of each page that has one, by the address of the page."""
    graphs = {}
    for file in sorted(folder.rglob("index.html")):
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', file.read_text("utf-8"), re.S)
        assert len(blocks) <= 1
        for block in blocks:
            graphs[file.parent.relative_to(folder).as_posix().replace(".", "", 1)] = json.loads(block)
    return graphs


def written(name: str, graph: Graph) -> str:
    """A graph as the value of a constant of TypeScript, on a line."""
    kind = "Graph" if "@graph" in graph else f"WithContext<{graph['@type']}>"
    return f"const {name}: {kind} = {json.dumps(graph, ensure_ascii=False)};"


IMPORT = 'import type { CreativeWork, Graph, Legislation, WithContext } from "schema-dts";'
CASES = cases(__file__)


# ---- the site --------------------------------------------------------------------------------------------------------


def test_pages_of_law_of_duties_and_the_first_page_have_a_graph_and_no_others(site_folder: Path) -> None:
    kinds = {page_kinds.kind(f"{address}/" if address else "") for address in built(site_folder)}
    kinds = {kind for kind in kinds if not kind.startswith("en/")}
    of_law = {"regulations/*/", "regulations/*/*/", "regulations/*/full/", "regulations/*/versions/*/"}
    assert kinds == {"", "obligations/*/*/", *of_law}
    by_kind = page_kinds.by_kind(site_folder)
    assert len(built(site_folder)) == 2 * sum(len(by_kind[kind]) for kind in kinds)


@pytest.mark.cost(5, "runs the compiler of TypeScript")
def test_schema_dts_accepts_every_graph_and_would_not(site_folder: Path, tmp_path: Path) -> None:
    """In one run, since reading the types takes long: where a line that has to be refused is accepted, tsc says so."""
    good = [written(f"page{number}", graph) for number, graph in enumerate(built(site_folder).values())]
    one = built(site_folder)["regulations/cac-group-services-2017"]
    bad = [
        f"// @ts-expect-error\n{written(f'broken{n}', one | edit).replace('<Law>', '<Legislation>')}"
        for n, edit in enumerate(CASES["broken"].values())
    ]
    assert typescript("\n".join([IMPORT, *good, *bad]), tmp_path) == []
    assert len(good) > 100


def test_what_a_graph_names_is_a_page_of_the_site(site_folder: Path) -> None:
    for address, graph in built(site_folder).items():
        for target in set(re.findall('"(?:@id|url|license)": "([^"]*)"', json.dumps(graph))):
            if not target.startswith("https://"):
                assert (site_folder / address / target.partition("#")[0] / "index.html").is_file(), (address, target)


@each(CASES["told"])
def test_the_graph_of_a_page_is_the_law_or_the_version_that_it_shows(
    address: str, told: Graph, untold: list[str], site_folder: Path
) -> None:
    graph = built(site_folder)[address]
    assert {name: graph.get(name) for name in told} == told
    assert graph.keys().isdisjoint(untold)


def test_an_article_is_a_part_of_its_rule_and_a_translation_says_whose_it_is(site_folder: Path) -> None:
    folder = built(site_folder)
    rule, article = (folder[f"regulations/cac-group-services-2017{path}"] for path in ("", "/art_9"))
    english = folder["en/regulations/cac-group-services-2017/art_9"]
    assert {"@id": "art_9/"} in rule["hasPart"]
    assert article["isPartOf"]["legislationIdentifier"] == rule["legislationIdentifier"]
    assert article["workTranslation"] and english["translationOfWork"]
    assert english["translator"]["name"] == "guiju contributors" and "Unofficial" in english["description"]
    assert (folder[""]["@graph"][1]["@type"], folder[""]["@graph"][1]["version"]) == ("Dataset", real().data_version)


def test_force_is_stated_only_where_it_was_verified(lang: Lang) -> None:
    rule, site = real().regulations["cac-group-services-2017"], Site(real(), lang, DAY)
    for state, value in (("in_force", "InForce"), ("not_in_force", "NotInForce"), ("unverified", None)):
        graph = legislation.of_rule(site, replace(rule, force=replace(rule.force, state=state)), RULE)
        assert graph.get("legislationLegalForce") == value
        assert ("creativeWorkStatus" in graph) == (value is None)


def test_a_law_to_which_a_later_one_is_preferred_says_so() -> None:
    rule = real().regulations["cac-account-names-2015"]
    for day, prevails in ((date(2022, 7, 31), False), (DAY, True)):
        graph = legislation.of_rule(Site(real(), "en", day), rule, RULE)
        assert ("a later rule prevails" in graph["creativeWorkStatus"]) is prevails
        assert "legislationLegalForce" not in graph


@pytest.mark.parametrize("state", ["in_force", "unverified"])
def test_a_version_that_a_later_one_replaced_says_since_when_as_far_as_that_is_known(state: str) -> None:
    rule = real().regulations["cybersecurity-law"]
    old, new = (replace(v.text, force=replace(v.text.force, state=state)) for v in versions(rule))
    undated = replace(new, force=replace(new.force, from_="unknown"))

    def status(place: int, day: date, later: Regulation = new) -> tuple[Any, Any]:
        law = replace(rule, versions=(old, later))
        graph = legislation.of_version(Site(real(), "en", day), law, versions(law)[place], "name", "page.md")
        return graph.get("creativeWorkStatus", ""), graph.get("legislationLegalForce")

    assert status(0, date(2026, 1, 1)) == ("Replaced by a later version on 1 January 2026", None)
    assert status(0, DAY, undated)[0] == "Replaced by a later version on a day that is not known"
    for place, day in ((0, date(2025, 12, 31)), (1, date(2026, 1, 1))):
        words, force = status(place, day)
        assert "Replaced" not in words and force == ("InForce" if state == "in_force" else None)


def test_our_name_and_licence_are_on_a_base_of_ours_only(lang: Lang) -> None:
    for base in (real(), replace(real(), is_ours=False)):
        site = Site(base, lang, DAY)
        website, data = legislation.of_site(site, "name", "words")["@graph"]
        assert ["license" in website, "license" in data, "creator" in data] == [base.is_ours] * 3
        translator = "translator" in legislation.of_rule(site, base.regulations["cac-group-services-2017"], RULE)
        assert translator is (base.is_ours and lang == "en")


# ---- whatever a text holds -------------------------------------------------------------------------------------------


TEXTS = st.one_of(st.text(), st.sampled_from(CASES["texts"]))


@given(st.dictionaries(TEXTS, st.one_of(TEXTS, st.lists(TEXTS))))
@example({"name": "</ScRiPt><!--<script>", "a": "\ud800\u2029&amp;"})
def test_a_graph_ends_where_its_element_ends_and_is_read_as_it_was(graph: Graph) -> None:
    text = legislation.script(graph)
    assert text.isprintable() and not set("<>&") & set(text)
    page = html5lib.parse(f"<script type='application/ld+json'>{text}</script><p>", namespaceHTMLElements=False)
    (script,) = page.iter("script")
    assert json.loads(script.text) == graph
