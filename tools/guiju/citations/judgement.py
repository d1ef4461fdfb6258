"""What is to be said of a citation: the first status that applies, the place that is right, and how to repair it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise
from typing import Literal

from guiju.citations import claims, evidence, law_state, notes, quotations, repairs
from guiju.citations.judged_citation import JudgedCitation
from guiju.citations.succession import Successors, successor_articles, successors
from guiju.files.finding import one_line
from guiju.files.folding import Plain
from guiju.law.provision_text import first
from guiju.law.versions import version_day, versions
from guiju.lookup.laws import Laws, MeantTexts, texts
from guiju.lookup.resolution import in_gap, span
from guiju.model import Bilingual, Regulation
from guiju.places import citation as cited
from guiju.places.citation import Place, eIds
from guiju.places.extraction import citations
from guiju.places.mention import Citation, QuotedWords, Setting
from guiju.wording.words import Words

_WORDS = Words(__file__, "judgement.yaml")
_RENUMBERED = _WORDS.table("renumbered")
_NEAR = 0.55
"""From which likeness on words in quotation marks beside a citation are taken to be the law's, though they need not."""
_NEXT = 0.9
"""The same of a whole passage behind the citation, which nothing marks as a quotation."""
_SURELY_OLD = 0.15


def judged(
    passages: Sequence[str], laws: Laws, day: date, settings: Sequence[Setting] = ()
) -> Iterator[JudgedCitation]:
    """The citations of a document, each judged by the law of the day. `settings`: where each passage stands."""

    def beside(entries: Sequence[Citation], texts: Sequence[Plain], passages: Sequence[str]) -> list[Citation]:
        return claims.attached(quotations.attached(entries, texts, passages), texts, passages, settings)

    judgements: list[JudgedCitation] = []
    for listed, group in groupby(
        citations(passages, laws.names, beside, settings), lambda c: c.others and (c.passage, {c.place, *c.others})
    ):
        each = [judge(citation, laws, day) for citation in group]
        judgements += _mended_together(each) if listed else each
    return iter(_by_others(judgements))


def _by_others(judgements: Sequence[JudgedCitation]) -> list[JudgedCitation]:
    """Undecided numbers are today's where the document cites this law twice or more by today's, never by older ones."""
    sure = Counter(j.law_id for j in judgements if j.checked == "words" and not j.citation.version.which)
    of_today = {id for id, count in sure.items() if count > 1}
    of_today -= {j.law_id for j in judgements if j.status == "renumbered"}
    return [
        replace(j, status="ok", note=None, now=None, checked="place")
        if j.status == "moved_subject" and j.law_id in of_today
        else j
        for j in judgements
    ]


def judge(citation: Citation, laws: Laws, day: date) -> JudgedCitation:
    """The first status that applies."""
    if not citation.law.title:
        return JudgedCitation(citation, "unattributed", None, None, notes.note(_WORDS["unattributed"]))
    rules = [laws.rule(id) for id in citation.law.ids]
    if not rules:
        return law_state.without_law(citation, laws, day)
    meant = [rule for rule in rules if _has(rule, citation, day)]
    rule = (meant or rules)[0]
    judgement = law_state.of_law(citation, rule, laws, day) or law_state.declared(
        _of_place(citation, rule, day), rule, laws, day
    )
    if len(meant or rules) > 1:
        names = "、".join(f"《{each.title.zh}》" for each in meant or rules)
        note = notes.note(_WORDS["ambiguous"], title=citation.law.title, names=names)
        return replace(judgement, note=notes.joined(judgement.note, note), repair=None)
    return judgement


def _mended_together(judgements: Sequence[JudgedCitation]) -> Iterator[JudgedCitation]:
    """Of a list or range all numbers are repaired or none, and only where their order stays."""
    numbers = [repairs.numbers(j.now) for j in judgements if j.status == "renumbered" and j.now and j.repair]
    in_order = len(numbers) == len(judgements) and all(one < next_ for one, next_ in pairwise(numbers))
    for judgement in judgements:
        yield judgement if in_order or judgement.status != "renumbered" else replace(judgement, repair=None)


def _of_place(citation: Citation, rule: Regulation, day: date) -> JudgedCitation:
    """Whether the provision is there, says what is quoted, and is the one that is meant."""
    known = texts(rule, citation.version, day)
    text = known.text
    if text is None or not text.articles:
        return JudgedCitation(citation, "not_checked", rule.id, None, notes.note(_WORDS["no_text"]))
    citation = replace(citation, place=_settled(citation.place, (text, *known.others, *known.unlikely)))
    there = eIds(text, citation.place)
    if not there:
        return _gone(citation, rule, known, text)
    last_ = citation.place.article or 0
    between = [Place(number) for number in range((citation.after or last_) + 1, last_)]
    if gone := next((place for place in between if not eIds(text, place)), None):
        return _gone(replace(citation, place=gone, quotations=()), rule, known, text)
    quoted = _quoted(citation, rule, known, text, there)
    if quoted is not None:
        return quoted
    decided = any(_is_there(quotation, text, there) for quotation in citation.quotations)
    moved = None if decided else _moved(citation, rule, known, text, day)
    if moved and moved.status == "renumbered":
        if moved.now and (said := claims.compared(citation.claim, text, (moved.now,))) and not said.agrees:
            at = replace(citation, place=Place.of(moved.now) or citation.place)
            return replace(moved, note=notes.joined(moved.note, _claimed(at, rule, text, said).note), repair=None)
        return moved
    beside = (eId for place in citation.others for eId in eIds(text, place))
    claim = None if decided else claims.compared(citation.claim, text, (*there, *beside))
    if claim and not claim.agrees:
        return _claimed(citation, rule, text, claim)
    if moved and not claim:
        return moved
    checked: Literal["place", "words"] = "words" if decided or claim else "place"
    return JudgedCitation(citation, "ok", rule.id, None, _caution(rule, day), checked=checked)


def _claimed(citation: Citation, rule: Regulation, text: Regulation, claim: claims.ComparedClaim) -> JudgedCitation:
    """A claim that is not what the article says."""
    entry = _WORDS["claim_differs" if claim.elsewhere else "words_differ"]
    other = _cited(text, claim.elsewhere) if claim.elsewhere else claim.instead
    note = notes.note(entry, place=_label(citation.place), other=other)
    return JudgedCitation(citation, "claim_differs", rule.id, claim.elsewhere, note)


def _settled(place: Place, known: Sequence[Regulation]) -> Place:
    """The place by the first text that has it."""
    for text in known:
        if eIds(text, settled := cited.settled(text, place)):
            return settled
    return cited.settled(known[0], place)


def _gone(citation: Citation, rule: Regulation, known: MeantTexts, text: Regulation) -> JudgedCitation:
    """The place is not in the text that applies."""
    in_part = text.coverage == "excerpt" or bool(text.missing)
    meant = known.others if in_part else (*known.others, *known.unlikely)
    had = [origin for origin in meant if eIds(origin, citation.place)]
    quoted = [o for o in had if any(_is_there(q, o, eIds(o, citation.place)) for q in citation.quotations)]
    if had:
        origin = (quoted or had)[0]
        was = eIds(origin, citation.place)[0]
        return _renumbered(citation, rule, origin, known, _successors(citation, origin, text, was))
    if in_part or in_gap(text, citation.place):
        return JudgedCitation(citation, "not_checked", rule.id, None, notes.note(_WORDS["no_text"]))
    note = _no_place(rule, text, _label(citation.place))
    elsewhere = next((eId for q in citation.quotations for eId in evidence.quoted_articles(q.text, text)), None)
    return JudgedCitation(citation, "no_such_provision", rule.id, elsewhere, _elsewhere(note, text, elsewhere))


def _no_place(rule: Regulation, text: Regulation, place: Bilingual) -> Bilingual:
    first_, last_ = span(text)
    values = {"title": rule.title.zh, "version": _version(text), "place": place, "first": first_, "last": last_}
    return notes.note(_WORDS["no_such_provision"], **values)


def _quoted(
    citation: Citation, rule: Regulation, known: MeantTexts, text: Regulation, there: tuple[str, ...]
) -> JudgedCitation | None:
    """Whether the words beside the citation are those of the place; None where they are, or none are."""
    for quotation in citation.quotations:
        if _is_there(quotation, text, there):
            continue
        beside = (eId for place in citation.others for eId in eIds(text, place))
        if any(_is_there(quotation, text, (eId,)) for eId in beside):
            continue
        diff = max(
            (evidence.compared(quotation.text, evidence.whole(text, e)) for e in there), key=lambda d: d.likeness
        )
        old = _older(quotation, known, citation.place, diff.likeness)
        least = _NEAR if quotation.passage == citation.passage else _NEXT
        if not quotation.sure and diff.likeness < least and old is None:
            continue
        if old is not None:
            origin, was = old
            now, own = successors(origin, text, was, quotation.text), citation.place.article_eId
            if own not in ({place.split("__")[0] for place in now.places} or successor_articles(origin, text, own)):
                return _renumbered(citation, rule, origin, known, now)
        note = notes.note(
            _WORDS["quotation_differs"], place=_label(citation.place), difference=repairs.difference(diff)
        )
        articles = evidence.quoted_articles(quotation.text, text)
        elsewhere = articles[0] if articles and articles[0] != citation.place.article_eId else None
        repair = None if elsewhere or old else repairs.of_quotation(quotation, diff)
        return JudgedCitation(
            citation, "quotation_differs", rule.id, elsewhere, _elsewhere(note, text, elsewhere), repair
        )
    return None


def _older(quotation: QuotedWords, known: MeantTexts, place: Place, likeness: float) -> tuple[Regulation, str] | None:
    """Another version whose words of this number are quoted, where they are much more like the quotation."""
    for origin in (*known.others, *known.unlikely):
        for eId in eIds(origin, place):
            law = evidence.whole(origin, eId)
            if evidence.is_quoted_from(quotation.text, law):
                return origin, eId
            if evidence.compared(quotation.text, law).likeness > max(likeness + _SURELY_OLD, _NEAR):
                return origin, eId
    return None


def _moved(
    citation: Citation, rule: Regulation, known: MeantTexts, text: Regulation, day: date
) -> JudgedCitation | None:
    """Whether another version has something else under this number, and which of the two is meant."""
    eId, article = citation.place.article_eId, Place(citation.place.article, citation.place.inserted)
    there = evidence.whole(text, eId)
    warning = None
    if citation.of_law and evidence.are_own(citation.of_law, text):
        return None
    for origin in (*known.others, *known.unlikely):
        was = eIds(origin, citation.place) or eIds(origin, article)
        if not was or eId in successor_articles(origin, text, eId) or first(origin.force.from_) > day:
            continue  # nobody cites yet what is not yet law
        spoken = evidence.speaks_of(citation.context + citation.claim, evidence.whole(origin, eId), there, text)
        if spoken == "this":
            return None
        now = _successors(citation, origin, text, was[0])
        if spoken == "other":
            return _renumbered(citation, rule, origin, known, now)
        if any(unlikely is origin for unlikely in known.unlikely) or not eIds(origin, citation.place):
            continue
        begins = [one_line(evidence.whole(each, eId).replace("\n", ""), 30) for each in (origin, text)]
        versions_ = {"version": _version(origin), "text": _version(text)}
        note = notes.note(_WORDS["moved_subject"], **versions_, place=_label(article), old=begins[0], new=begins[1])
        if now.only:
            label = {"version": _version(origin), "place": _label(article), "new": _cited(text, now.only)}
            note = notes.note(_WORDS["moved_to"], note=note, **label)
        warning = warning or JudgedCitation(citation, "moved_subject", rule.id, now.only, note)
    return warning


def _label(place: Place) -> Bilingual:
    return Bilingual(place.label("zh"), place.label("en"))


def _cited(text: Regulation, eId: str) -> Bilingual:
    return Bilingual(cited.label(text, eId, "zh"), cited.label(text, eId, "en"))


def _successors(citation: Citation, origin: Regulation, text: Regulation, was: str) -> Successors:
    """Where a place of another version is, by the words quoted from it, else by the sentence."""
    quoted = "\n".join(q.text for q in citation.quotations if _is_there(q, origin, (was,)))
    return successors(origin, text, was, quoted or citation.context)


def _renumbered(
    citation: Citation, rule: Regulation, origin: Regulation, known: MeantTexts, now: Successors
) -> JudgedCitation:
    """A provision cited by its number in another version. It is repaired where the right place is certain and it is the
    number that is wrong, not the year beside it or the day of the document."""
    text = known.text or rule
    labels = [_cited(text, place) for place in now.places]
    there = bool(labels or successor_articles(origin, text, citation.place.article_eId))
    certain = "now" if text is versions(rule)[-1].text else "then"
    entry = certain if now.sure else "perhaps" if labels else "unsure" if there else "none"
    new = Bilingual("或".join(label.zh for label in labels), " or ".join(label.en for label in labels))
    values = {"version": _version(origin), "old": _label(citation.place), "text": _version(text), "new": new}
    mends = now.sure and any(likely is origin for likely in known.others)
    repair = repairs.of_number(citation, now.only) if now.only and mends else None
    return JudgedCitation(citation, "renumbered", rule.id, now.only, notes.note(_RENUMBERED[entry], **values), repair)


def _is_there(quotation: QuotedWords, text: Regulation, there: tuple[str, ...]) -> bool:
    return any(evidence.is_quoted_from(quotation.text, evidence.whole(text, eId)) for eId in there)


def _has(rule: Regulation, citation: Citation, day: date) -> bool:
    """Whether a law of this name has the place, of several that have the name."""
    text = texts(rule, citation.version, day).text
    return text is not None and bool(eIds(text, citation.place))


def _caution(rule: Regulation, day: date) -> Bilingual | None:
    since = rule.force.displaced_where_inconsistent_from
    if since is not None and since <= day:
        return notes.note(_WORDS["displaced"], day=since)
    return notes.note(_WORDS["unverified"]) if rule.force.state == "unverified" else None


def _elsewhere(note: Bilingual, text: Regulation, eId: str | None) -> Bilingual:
    if eId is None:
        return note
    return notes.note(_WORDS["elsewhere"], note=note, place=_cited(text, eId))


def _version(text: Regulation) -> Bilingual:
    """A version, as it is called by its day."""
    day = version_day(text)
    return notes.note(_WORDS["version"], day=day) if day else _WORDS["undated_version"]
