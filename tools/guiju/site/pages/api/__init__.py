"""The JSON API: its files, and one page that says how its addresses are made, with programs that use them."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from guiju import exports
from guiju.exports.api.description import WORDS
from guiju.files.bundled import packaged
from guiju.model import Lang
from guiju.site.page import Page
from guiju.site.site import Site

PLACE = ("about", 4)
ADDRESS = "api.md"
ROOT = "api/v1/"
"""The folder of the files."""
UNKNOWN = "https://example.org/"
"""The address that is shown where only the host knows that of the site."""
_CODE: Mapping[str, str] = packaged(__file__, "examples.yaml")
_SHOWN = 3


class CodeExample(NamedTuple):
    """A program and what it prints."""

    language: str
    code: str
    output: str


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    total, made = 0, dict[str, bytes]()
    for path, data in exports.files("api", site.corpus, site.as_of):
        total += len(data)
        if not path.startswith("bulk/"):  # in a large base too large to keep
            made[path] = data
    base = f"{(site.url or UNKNOWN).rstrip('/')}/{ROOT}".rstrip("/")
    index, named = json.loads(made["index.json"])["result"], WORDS.table("addresses")
    values = {
        "root": f"../{ROOT}" if site.beside else ROOT,
        "words": exports.words("api", site.lang),
        "base": base,
        "addresses": [(address, named[address][site.lang]) for address in index["addresses"]],
        "bulk": index["bulk"],
        "files": index["files"],
        "bytes": total,
        "programs": list(_programs(made, site.lang, base)),
    }
    yield Page(values)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files, unless the site around this one has them."""
    if not site.beside:
        for path, data in exports.files("api", site.corpus, site.as_of):
            yield ROOT + path, data


def _programs(made: Mapping[str, bytes], lang: Lang, base: str) -> Iterator[CodeExample]:
    """Programs about the role with the most duties, and about the law to which most leads."""
    places = {"BASE": base, "DUTIES": _largest(made, "roles/", "/obligations.json") or "obligations.json", "LANG": lang}
    places["LAW"] = law = _largest(made, "regulations/", "/cited-by.json")
    duties = json.loads(made[places["DUTIES"]])
    lines = [f"{duty['global_id']} {duty['standing']['state']} {duty['title'][lang]}" for duty in duties["result"]]
    total = f"{duties['total']} as of {duties['as_of']} data version {duties['data_version']}"
    outputs = {
        "curl": made[places["DUTIES"]].decode().partition("\n")[0],
        "python": "\n".join((total, *lines[:_SHOWN])),
    }
    if law:
        led = json.loads(made[law])
        lines = [f"{one['how']} {one['by']} {' '.join(one['places'])}" for one in led["result"]]
        outputs["javascript"] = "\n".join((str(led["total"]), *lines[:_SHOWN]))
    for language, output in outputs.items():
        code = _CODE[language]
        for place, text in places.items():
            code = code.replace(place, text)
        yield CodeExample(language, code.rstrip(), output)


def _largest(made: Mapping[str, bytes], start: str, end: str) -> str:
    lists = [path for path in made if path.startswith(start) and path.endswith(end)]
    return max(lists, key=lambda path: len(made[path]), default="")
