"""What a link to a page shows where it is shared, and where programs find the same in the other language or as JSON."""

import json
from functools import cache
from pathlib import Path

from lxml import etree

Heads = dict[str, etree._Element]


@cache
def heads(folder: Path) -> Heads:
    """The head of each page, by the path of the page."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    files = (file for file in sorted(folder.rglob("index.html")))
    return {file.relative_to(folder).as_posix(): etree.parse(file, parser).find("head") for file in files}


def meta(head: etree._Element, name: str) -> str:
    return str(head.xpath(f"string(meta[@property='og:{name}' or @name='{name}']/@content)"))


def test_each_page_has_a_title_and_a_description_of_its_own(site_folder: Path) -> None:
    for english in (False, True):
        shown = [
            (meta(h, "title"), meta(h, "description"))
            for p, h in heads(site_folder).items()
            if p.startswith("en/") == english
        ]
        described = [description for _, description in shown]
        assert all(title and description for title, description in shown)
        assert len(set(described)) == len(described)
        assert max(map(len, described)) <= 201


def test_the_head_shows_what_the_description_of_the_page_says(site_folder: Path) -> None:
    for path, head in heads(site_folder).items():
        assert head.xpath("string(meta[@name='description']/@content)") == meta(head, "description"), path


def test_each_page_leads_to_itself_in_the_other_language(site_folder: Path) -> None:
    for path, head in heads(site_folder).items():
        (link,) = head.xpath("link[@hreflang]")
        there = (site_folder / path).parent / link.get("href") / "index.html"
        english = path.startswith("en/")
        assert there.resolve() == (site_folder / (path.removeprefix("en/") if english else f"en/{path}")).resolve()
        assert link.get("hreflang") == ("zh-Hans" if english else "en")


def test_a_law_an_article_a_duty_a_term_and_a_case_lead_to_the_same_as_json(site_folder: Path) -> None:
    found = {}
    for path, head in heads(site_folder).items():
        for link in head.xpath("link[@type='application/json']"):
            file = ((site_folder / path).parent / link.get("href")).resolve()
            found[path.removeprefix("en/")] = json.loads(file.read_text("utf-8"))["result"]
            assert head.getparent().xpath(f"//a[@href='{link.get('href')}']"), path

    assert found["regulations/cac-group-services-2017/art_9/index.html"]["eId"] == "art_9"
    assert found["regulations/cybersecurity-law/index.html"]["id"] == "cybersecurity-law"
    assert found["obligations/cac-group-services-2017/retain-network-logs/index.html"]["id"] == "retain-network-logs"
    assert found["glossary/index.html"]
    several = ("regulations/", "cases/", "obligations/")
    pages = [path for path in heads(site_folder) if path.startswith(several) and path.count("/") > 1]
    without = [path for path in pages if path not in found]
    assert all("/changes/" in path or "/topic-" in path for path in without)
