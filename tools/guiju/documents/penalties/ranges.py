"""Sanctions in words: the proper term of each penalty, its range, and how the law joins them."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.documents.penalties.words import words
from guiju.law.labels import COMMA
from guiju.model import AmountRange, Lang, PeriodRange, Sanction, durations

_TEN_THOUSAND = 10_000


def penalty(sanction: Sanction, lang: Lang) -> str:
    """5日以上10日以下行政拘留，可以并处500元以下罚款; administrative detention of 5 to 10 days, to which … may be added."""
    t, text = words(lang), ""
    parts = _parts(sanction, lang)
    leading = parts[0][0] if parts else None  # how the first penalty joins the measures
    apart = {"control"} if sanction.imprisonment or sanction.short_term_detention else set()
    order = "order_to_correct" in sanction.measures and bool(parts) and leading not in ("may_add", "and")
    apart |= {"order_to_correct"} if order else set()
    measures = _row((t["measure." + name] for name in sanction.measures if name not in apart), lang)
    if measures and leading not in (None, "alone"):
        text, measures = measures, ""
    for joined, ranged in parts:
        if text:
            text = t["joined." + (joined or "none")].format(text, ranged)
        else:
            text = t[f"first.{joined}"].format(ranged) if f"first.{joined}" in t else ranged
    if measures:
        text = t["further_measures"].format(text, measures) if text else measures
    if order:
        text = t["ordered"].format(t["measure.order_to_correct"], text)
    if added := _row((t["measure." + name] for name in sanction.optional_measures), lang):
        text = t["optional_measures"].format(text, added)
    return text


def _parts(sanction: Sanction, lang: Lang) -> list[tuple[str | None, str]]:
    """(how it joins the one before, the penalty with its range), in the order of the law."""
    t = words(lang)
    parts: list[tuple[str | None, str]] = []
    if sanction.detention is not None:
        parts.append((sanction.detention.joined, _ranged("detention", periods(sanction.detention, lang), lang)))
    if sanction.fine is not None:
        parts.append((sanction.fine.joined, _ranged("fine", amounts(sanction.fine, lang), lang)))
    if terms := _prison(sanction, lang):
        joined = sanction.imprisonment.joined if sanction.imprisonment else None
        parts.append((joined, terms))
    if sanction.criminal_fine is not None:
        text = _ranged("criminal_fine", amounts(sanction.criminal_fine, lang), lang)
        if (instead := sanction.criminal_fine.or_measure) is not None:
            text += t["either"] + t["measure." + instead]
        parts.append((sanction.criminal_fine.joined, text))
    return parts


def _prison(sanction: Sanction, lang: Lang) -> str:
    """3年以下有期徒刑、拘役或者管制."""
    t, terms, prison = words(lang), [], sanction.imprisonment
    if prison is not None:
        terms.append(_ranged("imprisonment", periods(prison, lang), lang))
        if prison.max == "life":
            terms.append(t["penalty.life"])
    if sanction.short_term_detention:
        terms.append(t["penalty.short_term_detention"])
    if terms and "control" in sanction.measures:
        terms.append(t["measure.control"])
    return t["either"].join(filter(None, (_row(terms[:-1], lang), *terms[-1:])))


def _row(terms: Iterable[str], lang: Lang) -> str:
    return COMMA[lang].join(terms)


def _ranged(name: str, range_: str, lang: Lang) -> str:
    t = words(lang)
    term = t["penalty." + name]
    return t["ranged"].format(range=range_, penalty=term) if range_ else term


def periods(span: PeriodRange, lang: Lang) -> str:
    """5日以上10日以下, 5 to 10 days; life is no period. Empty where no bound is set."""
    most = span.max if span.max != "life" else None
    return _between([period(bound, lang) if bound else "" for bound in (span.min, most)], lang)


def amounts(span: AmountRange, lang: Lang) -> str:
    """5万元以上50万元以下, 50,000 to 500,000 yuan; with a share of another amount where it is a second most. Empty where no bound is set."""
    range_ = _between([amount(bound, lang) if bound is not None else "" for bound in (span.min, span.max)], lang)
    if (share := span.max_share) is None:
        return range_
    t = words(lang)
    whole = t["share." + share.of]
    return t["range.share"].format(range=range_, whole=whole, percent=f"{share.percent:g}")


def _between(bounds: list[str], lang: Lang) -> str:
    t, (least, most) = words(lang), bounds
    if least and most:
        number, _, unit = least.rpartition(" ")
        same = bool(number) and most.partition(" ")[2] == unit  # 5 to 10 days: the unit once
        return t["range.between"].format(number if same else least, most)
    if not least and not most:
        return ""
    return t["range.at_least" if least else "range.up_to"].format(least or most)


def period(text: str, lang: Lang) -> str:
    """P5D → 5日, 5 days; P30M → 2年6个月, 2 years and 6 months, as judgments say; what is no period stays as it is."""
    value = durations.parse(text)
    if value is None:
        return text
    if value.days:
        return _counted(value.days, "day", lang)
    years, months = divmod(value.months, 12)
    counted = [_counted(years, "year", lang)] if years or not months else []
    if months:
        counted.append(_counted(months, "month", lang))
    return words(lang)["period.joined"].join(counted)


def _counted(number: int, unit: str, lang: Lang) -> str:
    name = words(lang)["unit." + unit]
    if lang == "zh":
        return f"{number}{name}"
    return f"{number} {name.removesuffix('s') if number == 1 else name}"


def amount(yuan: int, lang: Lang) -> str:
    """500 → 500元, 500 yuan; 50000 → 5万元, 50,000 yuan."""
    if lang == "en":
        return f"{yuan:,} yuan"
    return f"{yuan // _TEN_THOUSAND}万元" if yuan and yuan % _TEN_THOUSAND == 0 else f"{yuan}元"
