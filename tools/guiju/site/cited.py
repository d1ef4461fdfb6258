"""What the search of the site reads citations by: the patterns and names of `places`, and which texts are here."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guiju.amendment.same_number import same_number
from guiju.files.folding import PAIRS
from guiju.law.places import title
from guiju.law.versions import Version, in_force, versions
from guiju.model import Article, Corpus, Lang, Regulation
from guiju.places import citation
from guiju.places.document_names import CONTEXT
from guiju.places.english import OF
from guiju.places.grammar import PATTERNS
from guiju.places.law_names import names_of
from guiju.search import entries
from guiju.search.search import standing
from guiju.search.weights import WEIGHTS
from guiju.site.kinds import to
from guiju.site.site import Site, shared_words
from guiju.wording.labels import label
from guiju.wording.words import Words


def tables_script() -> str:
    """What the worker shares with Python: the weights of the search, and the patterns of citations."""
    compared = ("weights", "questions", "cards", "shown", "short", "short_word", "weak_section", "everyday", "asks")
    table = {name: WEIGHTS[name] for name in compared}
    table["pairs"] = PAIRS
    patterns = {**PATTERNS, "context": CONTEXT, "english_of": OF}
    table["places"] = {name: pattern.pattern.replace("(?P<", "(?<") for name, pattern in patterns.items()}
    return f'"use strict";\nconst TABLE = {json.dumps(table, ensure_ascii=False)};\n'


def names(corpus: Corpus) -> Mapping[str, Sequence[str]]:
    """What laws are cited by: names, in lower case, and ids; in an order that is the same in every process."""
    every = {**names_of(corpus.regulations.values()).every(), **{id: [id] for id in corpus.regulations}}
    return dict(sorted(every.items()))


def standings(site: Site) -> Iterator[tuple[str, str]]:
    """Each rule, and rule@version where that has a page of its own → the law and what is known of its force."""
    said, force, lang = Words(entries.__file__).table("standing"), shared_words(site.lang)["search"]["force"], site.lang
    for rule in site.corpus.regulations.values():
        found = {one.version: one for one in entries.entries_of_rule(site.corpus, rule) if one.kind in ("text", "page")}
        known = {str(version.day or "undated"): version for version in versions(rule)}
        for day, entry in found.items():
            version = known.get(day)
            state = standing(entry, site.as_of.isoformat())
            parts = [rule.short_title[lang], title(rule, version)[lang] if version else ""]
            if state:
                parts.append(said[state][lang] if state in said else force.format(state=label(state, lang)))
            key = f"{rule.id}@{day}" if version and version.text is not rule else rule.id
            yield key, " · ".join(filter(None, parts))


def article(rule: Regulation, version: Version, article: Article, lang: Lang) -> dict[str, Any]:
    """What is known of an article of the text of the day: its place, and whether its number was that of another one."""
    moved = [said[lang] for said in same_number(rule, version, article.eId)]
    return {**_units(article), **({"moved": moved[0]} if moved else {})}


def other_texts(site: Site) -> Iterator[dict[str, Any]]:
    """The articles of texts that are not law on the day, without their words: what cites them finds them."""
    of, lang = site.words_of("versions")["of"], site.lang
    for rule in site.corpus.regulations.values():
        for version in versions(rule):
            if version.text is rule or version == in_force(rule, site.as_of):
                continue
            name = of.format(rule.short_title[lang], title(rule, version)[lang])
            yield {"location": to.versions(rule, version.day), "title": name, "text": ""}
            for article in version.text.articles:
                place = to.versions(rule, version.day, article.eId)
                cited = {"title": citation.label(version.text, article.eId, lang), "text": ""}
                yield {"location": place, **cited, "old": f"{rule.id}@{version.day}", **_units(article)}


def _units(article: Article) -> dict[str, Any]:
    """The place of an article, and those of its 款 and 项 behind it, where they are no sections of their own."""
    return {"eId": article.eId, "units": [unit.eId.removeprefix(article.eId) for unit in article.units()]}
