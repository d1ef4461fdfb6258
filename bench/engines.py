"""A canary for the end of the site's engine: what Zensical makes of our pages, beside MkDocs-Material on the same.

    python3 -m venv /some/folder && /some/folder/bin/pip install zensical
    .venv/bin/python bench/engines.py /some/folder/bin/zensical [--out bench/engines.md]

`guiju render` writes the pages once; both engines build them with the same settings: the theme's, our extensions, no
hook and no templates of ours, since Zensical runs none. The table says how many pages came out, on how many the text is
that of MkDocs' page, how many links lead nowhere, and what it cost. Below it, what only our hook and templates do, by
pages of either that have it, and of the site as it is. Decision 0021 draws the conclusion.
"""

import argparse
import runpy
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from guiju.site.building import links

SITE = runpy.run_path(str(Path(__file__).with_name("site.py")))  # an import would find Python's own module site
ROOT, DAY, cost, plain = (SITE[name] for name in ("ROOT", "DAY", "cost", "_plain"))
PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
FEATURES: Mapping[str, str] = {
    "content-security policy": "//meta[@http-equiv='Content-Security-Policy']",
    "switch to the same page in the other language": "//a[@data-other-language]",
    "scripts and styles of its kind": "//script[@type='module'][contains(@src, 'assets/')]",
    "previous and next article": "//link[@rel='prev' or @rel='next']",
    "day and data version in the footer": "//footer//code",
    "dates and ids that do not break": "//time | //span[@class='whole']",
}


def pages(site: Path) -> dict[str, etree._Element]:
    """Address → page, read."""
    return {
        file.parent.relative_to(site).as_posix(): etree.fromstring(file.read_bytes(), PARSER)
        for file in site.rglob("index.html")
        if not file.relative_to(site).parts[0].startswith(("en", "downloads"))
    }


def text(page: etree._Element) -> str:
    """What its article says, without marks for links to headings."""
    words = page.xpath("//article//text()[not(ancestor::a[@class='headerlink'])][not(ancestor::script)]")
    return "".join("".join(words).split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("zensical", type=Path, help="the program zensical")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site/)")
    parser.add_argument("--out", type=Path, help="write the tables into this file too")
    options = parser.parse_args()
    if not (options.site / "index.html").exists():
        sys.exit("bench/engines.py: needs the site (make build)")
    with tempfile.TemporaryDirectory() as folder:
        rendered = Path(folder)
        cost([sys.executable, "-m", "guiju", "render", "--out", folder, "--lang", "zh", "--as-of", DAY])
        settings = plain(rendered, "zh")
        # Neither engine's search is ours; that of MkDocs' theme falls over nested elements that are left out of it.
        settings.write_text(settings.read_text("utf-8").replace("plugins: [search]", "plugins: []"), "utf-8")
        built, costs = {}, {}
        for name, program in (
            ("MkDocs-Material", [sys.executable, "-m", "mkdocs"]),
            ("Zensical", [str(options.zensical)]),
        ):
            costs[name] = cost([*program, "build", "-f", str(settings)])
            built[name] = (rendered / "site").rename(rendered / name)
        made = {name: pages(site) for name, site in built.items()}
        reference = {address: text(page) for address, page in made["MkDocs-Material"].items()}
        lines = [
            "Made by `bench/engines.py`, whose first lines say how.",
            "",
            "| engine | pages | text as with MkDocs | links that lead nowhere | MB | s (processor) | s (wall) |",
            "|---|---|---|---|---|---|---|",
        ]
        for name, site in built.items():
            same = sum(text(page) == reference.get(address) for address, page in made[name].items())
            broken = sum(1 for _ in links.defects(site, to_be_built="en"))
            size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) / 2**20
            numbers = (len(made[name]), same, broken, f"{size:.0f}", f"{costs[name].processor:.1f}")
            lines.append(f"| {name} | {' | '.join(map(str, numbers))} | {costs[name].wall:.1f} |")
    made["our site"] = pages(options.site)
    lines += ["", f"| pages with | {' | '.join(made)} |", f"|---|{'---|' * len(made)}"]
    for feature, where in FEATURES.items():
        counts = (str(sum(bool(page.xpath(where)) for page in of.values())) for of in made.values())
        lines.append(f"| {feature} | {' | '.join(counts)} |")
    print("\n".join(lines))
    if options.out:
        options.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
