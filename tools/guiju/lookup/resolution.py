"""What words mean in a knowledge base, for every door: laws, places in their texts, duties, terms; or why nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from guiju.amendment.same_number import same_number
from guiju.files.finding import Misuse, close_to, one_line
from guiju.files.folding import plain
from guiju.law import excerpt
from guiju.law.versions import Version, versions
from guiju.lookup import version_query
from guiju.lookup.laws import Laws, texts
from guiju.model import Annex, Article, Bilingual, Corpus, MissingArticle, Obligation, Provision, Regulation, Term
from guiju.places import citation
from guiju.places.citation import Place
from guiju.places.document_names import needs_law
from guiju.places.extraction import citations
from guiju.places.grammar import Numbered, numbers
from guiju.places.mention import NOTHING, VersionHint
from guiju.reasoning.elements import in_time
from guiju.search.entries import outside_of_law

Part = Regulation | Article | Annex | Obligation | Provision | MissingArticle
Meant = tuple[Regulation, Part] | Term
"""A part of a text of a rule, or the rule itself; or a term of the glossary."""
_MOST_RULES = 50
"""In which a place is looked up where no rule is named."""


@dataclass(frozen=True)
class Resolution:
    """Everything that is meant, the records that speak of it, and the versions, by rule. `why` nothing is, in one
    line. `is_citation`: places of laws are named, not ids or names of other things."""

    base: Corpus
    places: tuple[Meant, ...]
    versions: Mapping[str, Version]
    why: str = ""
    is_citation: bool = False

    @property
    def remarks(self) -> Iterator[Bilingual]:
        """Which article the number of one that is meant was of in the version before, where it was another's."""
        for text, part in (place for place in self.places if not isinstance(place, Term)):
            if isinstance(part, Article) and text.id in self.versions:
                yield from same_number(self.base.regulations[text.id], self.versions[text.id], part.eId)


@dataclass(frozen=True)
class _Cited:
    """A place of the law that is called `title`: of one of `ids`, none where it is not here."""

    ids: tuple[str, ...]
    title: str
    place: Place
    hint: VersionHint = NOTHING
    ends_range: bool = False


def resolve(what: str, laws: Laws, day: date, rules: Sequence[str] = ()) -> Resolution:
    """What an id, a name or a citation means, however it is written. Without a law a place is looked up in all rules,
    or in `rules`, which are ids. Misuse where it is in too many, or a version is named that is not here."""
    question = version_query.sought(what.strip())
    words = question.words
    items, cited = numbers(words), list[_Cited]()
    if items and not rules:
        if not needs_law(words):
            return _everywhere(words, items, laws, question, day)
    elif items:
        cited = [_Cited((id,), id, item.place, ends_range=item.ends_range) for id in rules for item in items]
    else:
        slug = words.rpartition("#")[2]
        ids = [*laws.named(words), *(() if numbers(slug) else laws.with_slug(slug))]
        resolution = _read(laws, ids, question, day)
        if found := tuple(_by_id(resolution.base, words, rules or ids)):
            return replace(resolution, places=found)
        cited = _cited(words, laws)
        if not cited and (ids := list(laws.names.ids(words))):
            resolution = _read(laws, ids, question, day)
            return replace(resolution, places=tuple((resolution.base.regulations[id],) * 2 for id in ids))
    resolution = _read(laws, [id for each in cited for id in each.ids], question, day, cited)
    pairs = zip((None, *cited), cited, strict=False)
    places = [meant for before, each in pairs for meant in _of_cited(resolution, before, each, question, day)]
    why = "" if places else _why(words, cited, resolution, laws)
    return replace(resolution, places=_each_once(places), why=why, is_citation=bool(cited) or needs_law(words))


def resolved(what: str, laws: Laws, day: date, rules: Sequence[str] = ()) -> Resolution:
    """The same. Misuse, which says why, where it means nothing."""
    resolution = resolve(what, laws, day, rules)
    if resolution.why:
        raise Misuse(resolution.why)
    return resolution


def part_at(text: Regulation, place: Place) -> Iterator[Article | Annex]:
    """What a text has at a place: an article, cut down to the 款 or 项 where one is named; an annex."""
    place = citation.settled(text, place)
    article = citation.article(text, place)
    for eId in citation.eIds(text, place):
        if article is None:
            yield from (annex for annex in text.annexes if annex.eId == eId)
        elif eId == article.eId:
            yield article
        else:
            paragraphs = (
                p if p.eId == eId else replace(p, points=tuple(q for q in p.points if citation.is_within(eId, q.eId)))
                for p in article.paragraphs
                if citation.is_within(eId, p.eId)
            )
            yield replace(article, eId=eId, paragraphs=tuple(paragraphs))


def nowhere(name: str, text: Regulation, place: Place) -> str:
    """That a text, which is called `name`, has no such place, and which it has."""
    cited, article = place.label("en"), citation.article(text, place)
    if any(excerpt.missing_at(text, place.eId)):
        return f"the words of {cited} of {name} are not here; {text.id} alone says what is known of them"
    if not text.articles:
        return f"the articles of {text.id} are not here; {text.id} alone lists the provisions that are"
    if place.annex:
        return f"{name} has no '{cited}'; annexes: {len(text.annexes) or 'none'}"
    if article is not None:
        above = replace(place, point=None, indent=None)
        if place.point and place.paragraph and citation.eIds(text, above):
            return f"{name} has no '{cited}'; {above.label('en')} is there, without that item"
        return f"{name} has no '{cited}'; paragraphs of its art. {place.article}: {len(article.paragraphs)}"
    if text.missing:
        here = ", ".join(dict.fromkeys((text.articles[0].eId, text.articles[-1].eId))).replace("art_", "")
        return f"{name} is here in part, and '{cited}' is not in it; its first and last article here: {here}"
    if in_gap(text, place):
        return f"the words of {cited} of {name} are not here, though articles before and after are; compare with a copy"
    return f"{name} has no '{cited}'; it has articles {' to '.join(span(text))}"


def in_gap(text: Regulation, place: Place) -> bool:
    """Whether a text goes on beyond an article that it does not have: deleted or lost, which nothing here says."""
    numbers = {found.article or 0 for article in text.articles if (found := Place.of(article.eId))}
    return place.article not in numbers and min(numbers) < (place.article or 0) < max(numbers)


def span(text: Regulation) -> tuple[str, str]:
    """The numbers of the first and the last article of a text, also where their words are missing: 1 and 120-1."""
    missing = (excerpt.missing_place(entry)[0] for entry in text.missing)
    known = sorted(place.numbers for eId in (*(a.eId for a in text.articles), *missing) if (place := Place.of(eId)))
    first, last = (
        f"{article}" + (f"-{inserted}" if inserted else "") for article, inserted, *_ in (known[0], known[-1])
    )
    return first, last


def _read(
    laws: Laws, ids: Sequence[str], question: version_query.Query, day: date, cited: Sequence[_Cited] = ()
) -> Resolution:
    """The records that speak of these rules, and the versions that are meant."""
    base = laws.corpus(ids)
    chosen = version_query.meant((base.regulations[id] for id in dict.fromkeys(ids)), question, day)
    for each in cited if not question.day else ():
        for rule in (base.regulations[id] for id in each.ids if each.hint != NOTHING):
            text = texts(rule, each.hint, day).text
            chosen |= [(rule.id, version) for version in versions(rule) if version.text is text]
    return Resolution(base, (), chosen)


def _by_id(base: Corpus, words: str, ids: Iterable[str]) -> Iterator[Meant]:
    """The rules, duties, provisions and terms of this id or name."""
    rules = [base.regulations[id] for id in dict.fromkeys(ids) if id in base.regulations]
    yield from ((rule, rule) for rule in rules if words in rule.names())
    for rule in rules:
        slug = words.removeprefix(f"{rule.id}#")
        if (record := rule.obligation(slug)) is not None:
            yield rule, record
        yield from ((rule, provision) for provision in rule.provisions if provision.id == slug)
    for term in base.glossary:
        if words in (term.id, f"glossary#{term.id}", term.zh) or words.lower() == term.en.lower():
            yield term


def _cited(words: str, laws: Laws) -> list[_Cited]:
    """The places of laws that words cite: 网安法 21, cybersecurity-law#art_21, 根据《网络安全法》第二十一条."""
    cited = [_Cited(e.law.ids, e.law.title, e.place, e.version, e.ends_range) for e in citations([words], laws.names)]
    text = plain(words).text.replace("《", "").replace("》", "")
    ids, end = laws.names.beginning(text) or ((), 0)
    rest = text[end:].lstrip("#, ")
    items = (
        numbers(f"第{rest}条" if rest.isdecimal() else rest)
        if ids and not (cited and all(e.ids for e in cited))
        else ()
    )
    if items and not needs_law(rest):
        return [_Cited(ids, text[:end], item.place, ends_range=item.ends_range) for item in items]
    return cited


def _everywhere(
    words: str, items: Sequence[Numbered], laws: Laws, question: version_query.Query, day: date
) -> Resolution:
    """Places of every rule that has them."""
    ids = dict.fromkeys(id for item in items for id in laws.with_slug(item.place.article_eId))
    if len(ids) > _MOST_RULES:
        remedy = f"name one, such as {next(iter(ids))}#{one_line(words, 30)}"
        raise Misuse(f"'{one_line(words)}' is in {len(ids)} rules; {remedy}")
    resolution = _read(laws, [*ids], question, day)
    rules = [resolution.base.regulations[id] for id in ids]
    found = [
        (text, part)
        for text in (resolution.versions[r.id].text if r.id in resolution.versions else r for r in rules)
        for item in items
        for part in part_at(text, item.place)
    ]
    why = "" if found else _unknown(words, laws)
    return replace(resolution, places=tuple(found), why=why, is_citation=True)


def _of_cited(
    resolution: Resolution, before: _Cited | None, each: _Cited, question: version_query.Query, day: date
) -> Iterator[Meant]:
    """What a citation means in the text of the day: of the last of a range also what is between."""
    for rule in (resolution.base.regulations[id] for id in each.ids):
        version = resolution.versions.get(rule.id)
        text = version.text if version else rule
        if each.ends_range and before:
            for article in text.articles:
                place = Place.of(article.eId)
                if place and before.place.numbers < place.numbers < each.place.numbers:
                    yield text, article
        parts = *part_at(text, each.place), *excerpt.missing_at(rule, each.place.eId)
        yield from ((text if isinstance(part, Article | Annex) else rule, part) for part in parts)
        if text.articles and not parts:
            continue  # it has no such place, whatever had the number once
        timely = version.earliest if version and question.day else day
        numbered = [(p, n) for p in rule.provisions for n in p.numbers if each.place.covers(n)]
        now = [p for p, n in numbered if in_time(n.from_, n.until, timely) is not False]
        yield from ((rule, provision) for provision in {p.id: p for p in now or [p for p, _ in numbered]}.values())


def _each_once(places: Iterable[Meant]) -> tuple[Meant, ...]:
    """Without what several citations mean."""
    keys = {
        (place.id if isinstance(place, Term) else (id(place[0]), getattr(place[1], "eId", None) or id(place[1]))): place
        for place in places
    }
    return tuple(keys.values())


def _why(words: str, cited: Sequence[_Cited], resolution: Resolution, laws: Laws) -> str:
    """Why a citation means nothing here."""
    for each in cited:
        if not each.ids:
            remedy = f"did you mean {close}?" if (close := laws.names.closest(each.title)) else "find looks for words"
            return f"the law '{one_line(each.title)}' is not in this knowledge base; {remedy}"
        rule = resolution.base.regulations[each.ids[0]]
        version = resolution.versions.get(rule.id)
        name = version_query.name(rule, version) if version else rule.id
        return nowhere(name, version.text if version else rule, each.place)
    if needs_law(words):
        return f"of which law is '{one_line(words)}'? name it before the place, such as 网络安全法第二十一条"
    return _unknown(words, laws)


def _unknown(words: str, laws: Laws) -> str:
    if title := laws.found_by_title(words):
        return f"'{one_line(words)}' is no part of a law; find or search shows it by its title: {title}"
    if question := laws.found_by_question(words):
        how = "find or search shows it by a question that it answers"
        return f"'{one_line(words)}' is no part of a law; {how}: {question}"
    kind, _, place = words.rpartition("#")
    if kind and (places := laws.places_of(kind)):
        remedy = close_to(place, places, f"no id under {one_line(kind)}# is like it; find or search looks for words")
    else:
        known = {*laws.known(), *(id for each in outside_of_law() for id in laws.places_of(each))}
        remedy = close_to(words, known - {words}, "find or search looks for words")
    return f"'{one_line(words)}' is not in this knowledge base; {remedy}"
