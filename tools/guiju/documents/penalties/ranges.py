"""Sanctions in words: the proper term of each penalty, its range, and how the law joins them."""

import re
from collections.abc import Iterable

from guiju.model import AmountRange, Corpus, Lang, PeriodRange, Sanction, durations
from guiju.reasoning.severity import INSTEAD_OF_PRISON
from guiju.wording.labels import COMMA, counted
from guiju.wording.words import Words

WORDS = Words(__file__)
TERMS = WORDS.table("term")
RANGES = WORDS.table("range")
JOINED = WORDS.table("joined")
JOINED_FIRST = WORDS.table("joined_first")
"""Where no penalty or measure comes before it."""

_TEN_THOUSAND = 10_000


def penalty(sanction: Sanction, corpus: Corpus, lang: Lang) -> str:
    """5日以上10日以下行政拘留，可以并处500元以下罚款; detention of 5 to 10 days, to which … may be added."""
    text, parts = "", _parts(sanction, corpus, lang)
    leading = parts[0][0] if parts else None  # how the first penalty joins the measures
    apart = {*INSTEAD_OF_PRISON} if sanction.imprisonment or sanction.short_term_detention else set()
    # An order to correct is not a penalty, so that no penalty can replace it.
    order = "order_to_correct" in sanction.measures and bool(parts) and leading not in ("may_add", "may", "and")
    apart |= {"order_to_correct"} if order else set()
    measures = _measures((name for name in sanction.measures if name not in apart), corpus, lang)
    if measures and leading not in (None, "alone"):
        text, measures = measures, ""
    for joined, ranged in parts:
        if text:
            text = JOINED[joined or "none"][lang].format(text, ranged)
        else:
            text = JOINED_FIRST[joined][lang].format(ranged) if joined and joined in JOINED_FIRST else ranged
    if measures:
        text = WORDS["further_measures"][lang].format(text, measures) if text else measures
    if order:
        text = WORDS["ordered"][lang].format(corpus.label("measures", "order_to_correct")[lang], text)
    if added := _measures(sanction.optional_measures, corpus, lang):
        text = WORDS["optional_measures"][lang].format(text, added)
    return text


def _parts(sanction: Sanction, corpus: Corpus, lang: Lang) -> list[tuple[str | None, str]]:
    """(how it joins the one before, the penalty with its range), in the order of the law."""
    parts: list[tuple[str | None, str]] = []
    if sanction.detention is not None:
        parts.append((sanction.detention.joined, _ranged("detention", periods(sanction.detention, lang), lang)))
    if sanction.fine is not None:
        parts.append((sanction.fine.joined, _ranged("fine", amounts(sanction.fine, corpus, lang), lang)))
    if terms := _prison(sanction, corpus, lang):
        parts.append((sanction.imprisonment.joined if sanction.imprisonment else None, terms))
    if sanction.criminal_fine is not None:
        fine = _ranged("criminal_fine", amounts(sanction.criminal_fine, corpus, lang), lang)
        if (instead := sanction.criminal_fine.or_measure) is not None:
            fine += WORDS["either"][lang] + corpus.label("measures", instead)[lang]
        parts.append((sanction.criminal_fine.joined, fine))
    return parts


def _prison(sanction: Sanction, corpus: Corpus, lang: Lang) -> str:
    """3年以下有期徒刑、拘役或者管制."""
    terms, prison = [], sanction.imprisonment
    if prison is not None:
        terms.append(_ranged("imprisonment", periods(prison, lang), lang))
        if prison.max == "life":
            terms.append(TERMS["life"][lang])
    if sanction.short_term_detention:
        terms.append(TERMS["short_term_detention"][lang])
    if terms:
        terms += (corpus.label("measures", name)[lang] for name in INSTEAD_OF_PRISON if name in sanction.measures)
    return WORDS["either"][lang].join(filter(None, (COMMA[lang].join(terms[:-1]), *terms[-1:])))


def _measures(names: Iterable[str], corpus: Corpus, lang: Lang) -> str:
    return COMMA[lang].join(corpus.label("measures", name)[lang] for name in names)


def _ranged(name: str, range_: str, lang: Lang) -> str:
    term = TERMS[name][lang]
    return WORDS["ranged"][lang].format(range=range_, penalty=term) if range_ else term


def periods(span: PeriodRange, lang: Lang) -> str:
    """5日以上10日以下, 5 to 10 days; life is not a period. Empty where no bound is set."""
    most = span.max if span.max != "life" else None
    return _between([period(bound, lang) if bound else "" for bound in (span.min, most)], lang)


def amounts(span: AmountRange, corpus: Corpus, lang: Lang) -> str:
    """5万元以上50万元以下, 50,000 to 500,000 yuan; with the share that is a second maximum, or behind the multiples in
    whose place it stands. Empty without a bound."""
    range_ = _between([amount(bound, lang) if bound is not None else "" for bound in (span.min, span.max)], lang)
    if (times := span.multiple) is not None:
        whole, least = corpus.fact("conduct", times.of).phrases["amount"][lang], times.from_
        where = RANGES["below" if least else "without"][lang].format(whole=whole, amount=amount(least or 0, lang))
        return RANGES["multiple"][lang].format(range=range_, where=where, whole=whole, min=times.min, max=times.max)
    if (share := span.max_share) is None:
        return range_
    whole = corpus.fact("conduct", share.of).phrases["amount"][lang]
    return RANGES["share"][lang].format(range=range_, whole=whole, percent=f"{share.percent:g}")


def _between(bounds: list[str], lang: Lang) -> str:
    least, most = bounds
    if least and most:
        number, _, unit = least.rpartition(" ")
        same = bool(number) and most.partition(" ")[2] == unit  # 5 to 10 days: the unit once
        return RANGES["between"][lang].format(number if same else least, most)
    if not least and not most:
        return ""
    return RANGES["at_least" if least else "up_to"][lang].format(least or most)


def compact_range(span: PeriodRange | AmountRange, lang: Lang) -> str:
    """5–10日, 5万–50万元, 50,000–500,000 yuan: as a drawing has room for. Without what else may be the most."""
    least, most = (bound if bound != "life" else None for bound in (span.min, span.max))
    if least is None or most is None:
        return _between([bound_in_words(bound, lang) if bound is not None else "" for bound in (least, most)], lang)
    first, last = bound_in_words(least, lang), bound_in_words(most, lang)
    one, other = (re.fullmatch(r"([\d,]+万?)(\D+?)s?", words) for words in (first, last))
    return f"{one[1] if one and other and one[2] == other[2] else first}–{last}"  # the unit once, where it is the same


def bound_in_words(bound: str | int, lang: Lang) -> str:
    """A bound of either kind of range."""
    return period(bound, lang) if isinstance(bound, str) else amount(bound, lang)


def period(text: str, lang: Lang) -> str:
    """P5D → 5日, 5 days; P30M → 2年6个月, 2 years and 6 months, as judgments say; what is no period stays as it is."""
    value = durations.parse(text)
    if value is None:
        return text
    if value.days:
        return counted(value.days, "day", lang)
    years, months = divmod(value.months, 12)
    parts = [counted(years, "year", lang)] if years or not months else []
    if months:
        parts.append(counted(months, "month", lang))
    return WORDS["period_joined"][lang].join(parts)


def amount(yuan: int, lang: Lang) -> str:
    """500 → 500元, 500 yuan; 50000 → 5万元, 50,000 yuan."""
    if lang != "zh":
        return f"{yuan:,} yuan"
    return f"{yuan // _TEN_THOUSAND}万元" if yuan and yuan % _TEN_THOUSAND == 0 else f"{yuan}元"
