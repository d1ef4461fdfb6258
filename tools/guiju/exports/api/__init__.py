"""JSON API: the knowledge base as static files with an OpenAPI 3.1 description, for programs that speak HTTP.

guiju export api -o FOLDER writes the files that the site has under api/v1/: lists, one file a record, the obligations
of each role, topic, rule and fact, what leads to each law, and bulk files. Put the folder on any web server; nothing
runs there, and no address has a query. index.json says what there is, openapi.json what is in it.

Every file has a schema_version, the data_version (a hash of the data: the same data, the same version) and the day
as_of, which decides what is law; then how many records there are, and these. A text that was only imported is whole
in the file of its rule; its articles have no files of their own, so that 5,000 laws are some 5,000 files.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from itertools import chain

from guiju.exports.api.addresses import RECORDS, Address, Records, addresses, line, records
from guiju.exports.api.description import SCHEMA_VERSION, openapi
from guiju.exports.api.records import Base, Record, plain
from guiju.model import Corpus
from guiju.wording.labels import NOT_LEGAL_ADVICE, UNOFFICIAL

LINES = {"bulk/obligations.jsonl": "obligation", "bulk/articles.jsonl": "article", "bulk/everything.jsonl": "line"}
"""The files with a record a line, and the schemas of their lines."""


def files(corpus: Corpus, as_of: date) -> Iterator[tuple[str, bytes]]:
    """All files of the API, by their addresses from the folder of index.json, which comes last."""
    base = Base(corpus, as_of)
    made = records(base)
    versions = {"schema_version": SCHEMA_VERSION, "data_version": corpus.data_version, "as_of": as_of.isoformat()}
    lines = {path: kind for path, kind in LINES.items() if made.get(kind, made)}
    known = [address for address in addresses(base, made) if address.files]
    bulk: list[Record] = []
    number = 2
    for path, data in chain(_by_line(lines, made, versions), _by_address(known, versions)):
        if path.startswith("bulk/"):
            bulk.append({"href": path, "bytes": len(data), "sha256": sha256(data).hexdigest()})
        number += 1
        yield path, data
    index = {
        "cautions": plain((NOT_LEGAL_ADVICE, UNOFFICIAL)),
        "addresses": ["index.json", "openapi.json", *(address.template for address in known), *lines],
        "counts": {schema["list"]: len(made[kind]) for kind, schema in RECORDS.items()},
        "files": number,
        "bulk": bulk,
        "coverage": _coverage(corpus),
    }
    known.insert(0, first := Address("index.json", "index", False, (({}, [line(index)]),)))
    yield "openapi.json", f"{line(openapi(corpus, known, lines))}\n".encode()
    yield from _by_address([first], versions)


def _by_address(known: Iterable[Address], versions: Record) -> Iterator[tuple[str, bytes]]:
    """The files, each with a record a line, so that two versions of one can be compared."""
    start = line(versions).removesuffix("}")
    for address in known:
        for about, texts in address.files:
            result = "[\n" + ",\n".join(texts) + "\n]" if address.many else texts[0]
            data = f'{start}, "total": {len(texts)}, "result": {result}}}\n'
            yield address.template.format(**about), data.encode()


def _by_line(lines: Mapping[str, str], made: Records, versions: Record) -> Iterator[tuple[str, bytes]]:
    """The files that have nothing but a record a line; that of all says first which version they are of."""
    for path, kind in lines.items():
        texts = made.get(kind, {}).values() or (
            line({"kind": "base", "record": versions}),
            *(f'{{"kind": "{kind}", "record": {text}}}' for kind, entries in made.items() for text in entries.values()),
        )
        yield path, "".join(f"{text}\n" for text in texts).encode()


def _coverage(corpus: Corpus) -> Record:
    """What is here of which rule, and where penalties were looked for."""
    kinds = ("full", "text", "excerpt", "outline")
    of = {kind: [rule.id for rule in corpus.regulations.values() if rule.coverage == kind] for kind in kinds}
    return {**of, "penalties": corpus.penalty_search.where.value if corpus.penalty_search else None}
