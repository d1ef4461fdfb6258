"""The amounts, periods and measures of a sanction are in the words of the law, in each version that applies with it.

One clause of the words sets them together, joined as the sanction joins them (可以并处, 并处, 或者). A measure that may
be added is one that the words leave open (并可以责令, 直至); the words for measures are those of the vocabulary's
`measures`. Where the words only refer to another provision, `words_in` names it. Where no source has the words of a
version, nothing is compared.
"""

import re
from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law import provision_text
from guiju.law.text import amounts
from guiju.law.text.amounts import Clause, Penalty
from guiju.model import Corpus, Provision, Sanction

Lines = tuple[str, ...]
Terms = dict[str, tuple[str, ...]]
"""A measure of the vocabulary → the words for it."""
_OPEN = re.compile(r"并可以|可以(?:由[^，]*)?责令|可以根据情节|直至")
"""Before the name of a measure, in the same part of a clause: it may be imposed, or is the most of a row."""


def check(corpus: Corpus) -> Iterator[Fault]:
    terms = {measure.id: measure.terms for measure in corpus.vocabulary.measures}
    for _, provision in corpus.provisions():
        for sanction in provision.sanctions:
            setting = corpus.provision(sanction.words_in) if sanction.words_in else provision
            if setting is None:
                yield Fault(f"there is no provision {sanction.words_in}; correct the id", sanction.where.at("words_in"))
            else:
                yield from _sanction(sanction, setting, terms)


def _sanction(sanction: Sanction, setting: Provision, terms: Terms) -> Iterator[Fault]:
    reported = set()
    for numbers in provision_text.versions(setting, sanction.from_, sanction.until):
        if all(number.words and number.words.zh for number in numbers):
            lines = tuple(line for number in numbers if number.words for line in number.words.zh)
            article = ", ".join(number.number for number in numbers)
            for key, message in (*_penalties(sanction, lines, terms), *_measures(sanction, lines, terms)):
                if key not in reported:
                    reported.add(key)
                    yield Fault(message.format(article), sanction.where.at(key))


def _penalties(sanction: Sanction, lines: Lines, terms: Terms) -> Iterator[tuple[str, str]]:
    clauses, wanted = tuple(amounts.clauses(lines)), amounts.penalties_of(sanction)
    words = list(_words_beside(sanction, terms))
    missing = [penalty for penalty in wanted if not any(penalty.within(clause) for clause in clauses)]
    for penalty in missing:
        there = [p for clause in clauses for p in clause.penalties if penalty.same_bounds(p)]
        how = ", ".join(sorted({p.joined or "as the first" for p in there}))
        fault = f"join this {penalty.kind} otherwise ({how})" if there else f"set no such {penalty.kind}"
        yield penalty.kind, f"the words of art. {{}} {fault}; correct it by the words of the law"
    for key, term in words:
        if not any(any(t in clause.text for t in term) for clause in clauses):
            yield key, f"the words of art. {{}} do not have {' or '.join(term)}; correct it by the words of the law"
            return
    if (wanted or words) and not missing and not any(_together(clause, wanted, words) for clause in clauses):
        key = wanted[-1].kind if wanted else words[-1][0]
        yield key, "no clause of art. {} sets all of these penalties together; correct them by the words of the law"


def _together(clause: Clause, wanted: list[Penalty], words: list[tuple[str, Lines]]) -> bool:
    named = all(any(term in clause.text for term in terms) for _, terms in words)
    return named and all(penalty.within(clause) for penalty in wanted)


def _words_beside(sanction: Sanction, terms: Terms) -> Iterator[tuple[str, Lines]]:
    """The penalties that have no bounds: where they are recorded, and the words for them."""
    if sanction.short_term_detention:
        yield "short_term_detention", ("拘役",)
    if sanction.imprisonment is not None and sanction.imprisonment.max == "life":
        yield "imprisonment", ("无期徒刑",)
    if sanction.criminal_fine is not None and sanction.criminal_fine.or_measure in terms:
        yield "criminal_fine", terms[sanction.criminal_fine.or_measure]
    if "control" in sanction.measures and "control" in terms:
        yield "measures", terms["control"]


def _measures(sanction: Sanction, lines: Lines, terms: Terms) -> Iterator[tuple[str, str]]:
    clauses = tuple(amounts.clauses(lines))
    wanted, words = amounts.penalties_of(sanction), list(_words_beside(sanction, terms))
    setting = tuple(clause for clause in clauses if wanted and _together(clause, wanted, words))
    for key, other, how in (
        ("measures", "optional_measures", "leave open"),
        ("optional_measures", "measures", "impose"),
    ):
        for name in getattr(sanction, key):
            if name not in terms or name == "control":
                continue
            ways, words_for_it = _ways(setting, terms[name]) or _ways(clauses, terms[name]), " or ".join(terms[name])
            if not ways:
                yield key, f"the words of art. {{}} do not have {words_for_it}; remove {name}"
            elif (key == "optional_measures") not in ways:
                yield key, f"the words of art. {{}} {how} {words_for_it}; move {name} to {other}"


def _ways(clauses: tuple[Clause, ...], terms: Lines) -> set[bool]:
    """For each place where the clauses name the measure, whether the words before it in its part leave it open."""
    parts = [part for clause in clauses for part in clause.text.split("，")]
    places = [(part, match.start()) for part in parts for term in terms for match in re.finditer(re.escape(term), part)]
    return {_OPEN.search(part[:start]) is not None for part, start in places}
