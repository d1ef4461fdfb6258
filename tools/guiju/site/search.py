"""The index of the search: an entry for each heading, with places of law, further words, synonyms and weights.

`Index` replaces that of the theme's search plugin. `complete` adds what theme/assets/search/search.js reads, and
describes. Why the theme's own search is not used: docs/decisions/0007-search.md.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import unescape
from itertools import chain
from typing import Any

from guiju.amendment.comparison import every_pair
from guiju.law.versions import in_force
from guiju.model import REQUIRED_LANGUAGES, Article, Bilingual, Corpus, Lang, Provision, Regulation
from guiju.places.citation import of_number
from guiju.reasoning.elements import in_time
from guiju.site import answer_cards, characters, cited, kinds, questions
from guiju.site.addresses import folder, location
from guiju.site.building.sections import sections
from guiju.site.kinds import to
from guiju.site.site import Site, shared_words
from guiju.tables.programs import programs

Entry = dict[str, Any]

_BOOST_ELSEWHERE = 0.3
"""The weight of pages whose kind states none (kinds.py). The law comes first, then what is made from it."""
_BOOST_LAW = 6
_BOOST_WHOLE = 2
"""The page of a rule of which we have the articles, before that of a law that is only cited."""
_BOOST_DISPLACED = 0.7
_BOOST_EXCERPT = 0.98
"""Where a place of several rules is cited alike, the rule that is here whole comes first."""
_BOOST_OTHER = 0.5
"""Behind the rules of the source document, another that is read."""
_BOOST_POINT = 0.7
"""An item of a list says little without the words before the list."""
_BOOST_VERSION = 0.2
"""The text of a law that we do not read: behind what we say of its provisions, and behind our own rules."""
_BOOST_CHANGE = 0.05
"""Words that are law no longer, beside those that are: behind all else."""
_SHORT = 12
"""Characters of a text that is shorter than what would refer to it."""


class Index:
    """What the theme's search plugin calls with each page, and for the file. `config` are the plugin's settings."""

    def __init__(self, config: Mapping[str, Any], site: Site) -> None:
        self._config = {key: config[key] for key in ("lang", "separator", "pipeline", "fields")}
        self._site = site
        self._docs: list[Entry] = []

    def add_entry_from_context(self, page: Any) -> None:
        """Take in the sections of a page of MkDocs, unless it stays out of the search."""
        settings = page.meta.get("search") or {}
        if settings.get("exclude"):
            return
        if settings.get("title"):
            self._docs.append({"location": page.url, "title": str(page.meta["title"]).strip(), "text": ""})
            return
        for section in sections(page.content):
            location = f"{page.url}#{section.anchor}" if section.anchor else page.url
            title = section.title or str(page.meta.get("title", page.title)).strip()
            self._docs.append({"location": location, "title": title, "text": section.text})

    def generate_search_index(self, previous: object) -> str:
        """The index as JSON, without escapes, which would double its size. Nothing of a previous build is kept."""
        index = complete({"config": self._config, "docs": self._docs}, self._site)
        return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def words(lang: Lang) -> Mapping[str, str]:
    """What the box says."""
    said: Mapping[str, str] = shared_words(lang)["search"]
    return said


def complete(index: Entry, site: Site) -> Entry:
    """The index {config, docs} with our own fields."""
    corpus, lang = site.corpus, site.lang
    added, boosts, groups = dict(_added(corpus, lang, site.as_of)), _stated("BOOST"), _stated("GROUP").items()
    docs = [
        {"boost": _weight(doc["location"], boosts), **doc, **added.get(doc["location"], {})}
        for doc in _joined(index["docs"])
    ]
    docs += ({**doc, "location": location(doc["location"])} for doc in cited.other_texts(site))
    for doc in docs:
        doc |= {"title": _plain(doc["title"]), "text": _plain(doc["text"])}
    synonyms = [[[term.zh, term.en, *term.variants], list(term.synonyms)] for term in corpus.glossary]
    rules = {rule.id: _names(rule) for rule in corpus.regulations.values()}
    names = [*chain(*chain(*synonyms), *rules.values(), *(doc.get("names", ()) for doc in docs))]
    titles = [doc["title"] for doc in docs]
    locations = {doc["location"] for doc in docs}
    known = [[location, texts] for location, texts in questions.questions(corpus, lang) if location in locations]
    asked = chain(*(texts for _, texts in known), *corpus.alike)
    config = {
        **index["config"],
        "synonyms": synonyms,
        "rules": rules,
        "laws": cited.names(corpus),
        "standings": dict(cited.standings(site)),
        # A page that is in none of them comes under the last heading.
        "groups": [
            [heading, [f for f, g in groups if g == key]] for key, heading in shared_words(lang)["hits"].items()
        ],
        "kinds": {
            _folder(to.leaflets("")): "advice",
            _folder(to.cases()): "story",
            _folder(location(to.glossary())): "meaning",
        },
        "questions": known,
        "alike": [list(words) for words in corpus.alike],
        "language": lang,
        "terms": [term.id for term in corpus.glossary],
        **answer_cards.config(corpus),
        "traditional": characters.traditional([*names, *titles, *asked, *(doc["text"] for doc in docs)]),
        "readings": characters.readings([*names, *titles]),
    }
    return {"config": config, "docs": list(_once(docs))}


def _plain(html: str) -> str:
    """The words of a section or title without markup, a block a line."""
    text = unescape(re.sub(r"<[^<>]*>", "", re.sub(r"</?(?:p|li|ol|ul|pre)>", "\n", html)))
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def _once(docs: list[Entry]) -> Iterator[Entry]:
    """A text that several pages have is written out at the first; at the others stands the number of that one."""
    first: dict[str, int] = {}
    for number, doc in enumerate(docs):
        earlier = first.setdefault(doc["text"], number)
        yield doc if earlier == number or len(doc["text"]) < _SHORT else {**doc, "text": earlier}


def _joined(docs: list[Entry]) -> list[Entry]:
    """Each page once: the entry of a page and that of its first heading are joined."""
    joined: list[Entry] = []
    for before, doc in zip([None, *docs], docs, strict=False):
        if before is not None and _is_heading(doc, before):
            joined[-1] = {**before, "text": doc["text"]}
        else:
            joined.append(doc)
    return joined


def _is_heading(doc: Entry, page: Entry) -> bool:
    below = "#" not in page["location"] and doc["location"].startswith(f"{page['location']}#")
    return below and not page["text"] and unescape(page["title"]).startswith(unescape(doc["title"]))


def _folder(location: str) -> str:
    """What a page is, by its address: the first folder of it."""
    return location.partition("#")[0].partition("/")[0]


def _weight(location: str, boosts: Mapping[str, float]) -> float:
    """The weight of a section by its address, where nothing more is known of it."""
    is_text = "/changes/" in location and "/texts/" in location
    return _BOOST_CHANGE if is_text else boosts.get(_folder(location), _BOOST_ELSEWHERE)


def _stated(key: str) -> dict[str, Any]:
    """What kinds state under this key, GROUP or BOOST, by the folder of their pages."""
    stating = ((name, kind) for name, kind in kinds.kinds().items() if hasattr(kind, key))
    return {_folder(folder(kinds.first(name))): getattr(kind, key) for name, kind in stating}


def _added(corpus: Corpus, lang: Lang, day: date) -> Iterator[tuple[str, Entry]]:
    """Location → what is known of it beyond its words."""
    for kind in kinds.kinds():
        if searched := [word for lang in REQUIRED_LANGUAGES for word in kinds.words(kind, lang).get("searched", ())]:
            yield location(kinds.first(kind)), {"names": searched, "named": True}
    breaches = _breaches(corpus)
    for rule in corpus.regulations.values():
        boost = {"boost": _BOOST_WHOLE} if rule.articles else {}
        yield location(to.regulations(rule)), {"rule": rule.id, "names": _names(rule), **boost}
        for article in rule.articles:
            yield from _law(corpus, rule, article)
        if (law := in_force(rule, day)) and law.text is not rule:
            place = {"rule": rule.id, "boost": _BOOST_VERSION}
            yield location(to.versions(rule, law.day)), place
            for article in law.text.articles:
                known = {**place, **cited.article(rule, law, article, lang)}
                yield location(to.versions(rule, law.day, article.eId)), known
        for old, new in every_pair(rule):
            yield location(to.changes(rule, new.day, old.day)), {"rule": rule.id, "kind": "change"}
        for provision in rule.provisions:
            penalties = _penalties(corpus, provision)
            known = {
                "rule": rule.id,
                **_places(provision, day),
                "names": _all([*breaches.get(f"{rule.id}#{provision.id}", ()), *penalties]),
                **({"named": True} if penalties else {}),
            }
            yield location(to.regulations(rule, provision.id)), known
        for record in rule.obligations:
            names = _all([record.title, *(corpus.label("topics", topic) for topic in record.topics)])
            # Its rule, which the title of its page names, is for the law to be found by; and a page of its own as it
            # is, it is a part of what its rule says.
            known = {"names": names, "title": record.title[lang], "part": True}
            yield location(to.obligations(rule, record)), known
    terms = {term.id: [term.zh, term.en, *term.variants, *term.synonyms] for term in corpus.glossary}
    for term in corpus.glossary:
        yield location(to.glossary(term)), {"names": terms[term.id]}
    for role in corpus.vocabulary.roles:
        names = _all([role.label]) + [name for party in role.parties for name in terms.get(party, ())]
        yield location(to.roles(role)), {"names": names, "named": True}
        if corpus.leaflet(role.id):
            yield location(to.leaflets(role.id)), {"names": names, "named": True}
    for program in programs():
        yield location(to.software(program.id)), {"names": [program.description.name], "named": True, "boost": 1}


def _penalties(corpus: Corpus, provision: Provision) -> list[Bilingual]:
    """What a provision that sets an administrative penalty is searched for as: 处罚, and 罚款 where it sets one."""
    if not provision.sanctions or provision.liability not in ("administrative", "public_security"):
        return []
    called = ("penalty", "administrative-fine") if any(one.fine for one in provision.sanctions) else ("penalty",)
    return [term for term in corpus.glossary if term.id in called]


def _breaches(corpus: Corpus) -> Mapping[str, list[Bilingual]]:
    """Provision → the titles of the obligations whose breach it penalises."""
    titles: dict[str, list[Bilingual]] = {}
    for record in (record for rule in corpus.regulations.values() for record in rule.obligations):
        for name in record.leads_to:
            provision = corpus.provision(name)
            for penalising in (provision.penalised_by if provision else ()) or (name,):
                titles.setdefault(penalising, []).append(record.title)
    return titles


def _law(corpus: Corpus, rule: Regulation, article: Article) -> Iterator[tuple[str, Entry]]:
    """An article and its 款 and 项, also found by the titles of their obligations and by whom these bind."""
    boost = _BOOST_LAW * (_BOOST_DISPLACED if rule.force.displaced_where_inconsistent_from else 1)
    boost *= _BOOST_EXCERPT if rule.coverage == "excerpt" else 1
    boost *= 1 if rule.id in corpus.in_source else _BOOST_OTHER
    place = {"rule": rule.id, "boost": boost}
    yield location(to.articles(rule, article.eId)), {**place, "eId": article.eId, "names": _all([article.heading])}
    for unit in article.units():
        records = [record for record in rule.obligations if record.eId == unit.eId]
        bound = {party for record in records for party in record.bearers}
        names = [record.title for record in records]
        names += [party.label for party in corpus.vocabulary.parties if party.id in bound]
        names += [role.label for role in corpus.vocabulary.roles if bound.intersection(role.parties)]
        weight = boost if unit in article.paragraphs else boost * _BOOST_POINT
        yield location(to.articles(rule, unit.eId)), {**place, "boost": weight, "eId": unit.eId, "names": _all(names)}


def _places(provision: Provision, day: date) -> Entry:
    """Where a provision of a cited law is on this day, and where else it was or will be."""
    now = [number for number in provision.numbers if in_time(number.from_, number.until, day) is not False]
    return {
        "places": [of_number(number).eId for number in now],
        "past": [of_number(number).eId for number in provision.numbers if number not in now],
    }


def _names(rule: Regulation) -> list[str]:
    return list(dict.fromkeys([*_all([rule.short_title, rule.title]), *rule.aliases]))


def _all(texts: Iterable[Bilingual]) -> list[str]:
    """Both wordings of each text, each once."""
    return list(dict.fromkeys(words for text in texts for words in (text.zh, text.en)))
