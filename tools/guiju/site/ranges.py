"""Sanctions in words: the proper term of each penalty, its range, and how the law joins them."""

from __future__ import annotations

from guiju import durations
from guiju.model import AmountRange, PeriodRange, Sanction
from guiju.site.render import Site

_TEN_THOUSAND = 10_000


def penalty(site: Site, sanction: Sanction) -> str:
    """5日以上10日以下行政拘留，可以并处500元以下罚款; administrative detention of 5 to 10 days, to which … may be added."""
    t, said = site.words, ""
    own = {"control"} if sanction.imprisonment or sanction.short_term_detention else set()
    measures = site.listed(t["measure." + name] for name in sanction.measures if name not in own)
    parts = _parts(site, sanction)
    if measures and parts and parts[0][0] not in (None, "alone"):  # the first penalty joins the measures
        said, measures = measures, ""
    for joined, words in parts:
        if said:
            said = t["joined." + (joined or "none")].format(said, words)
        else:
            said = t["first." + joined].format(words) if joined in ("may_add", "and", "alone") else words
    if measures and said:
        return t["further_measures"].format(said, measures)
    return said or measures


def _parts(site: Site, sanction: Sanction) -> list[tuple[str | None, str]]:
    """(how it joins the one before, the penalty with its range), in the order of the law."""
    found: list[tuple[str | None, str]] = []
    if sanction.detention is not None:
        found.append((sanction.detention.joined, _ranged(site, "detention", periods(site, sanction.detention))))
    if sanction.fine is not None:
        found.append((sanction.fine.joined, _ranged(site, "fine", amounts(site, sanction.fine))))
    if terms := _prison(site, sanction):
        joined = sanction.imprisonment.joined if sanction.imprisonment else None
        found.append((joined, terms))
    if sanction.criminal_fine is not None:
        words = _ranged(site, "criminal_fine", amounts(site, sanction.criminal_fine))
        if (instead := sanction.criminal_fine.or_measure) is not None:
            words += site.words["either"] + site.words["measure." + instead]
        found.append((sanction.criminal_fine.joined, words))
    return found


def _prison(site: Site, sanction: Sanction) -> str:
    """3年以下有期徒刑、拘役或者管制."""
    t, terms, prison = site.words, [], sanction.imprisonment
    if prison is not None:
        terms.append(_ranged(site, "imprisonment", periods(site, prison)))
        if prison.max == "life":
            terms.append(t["penalty.life"])
    if sanction.short_term_detention:
        terms.append(t["penalty.short_term_detention"])
    if terms and "control" in sanction.measures:
        terms.append(t["measure.control"])
    return t["either"].join(filter(None, (_row(site, terms[:-1]), *terms[-1:])))


def _row(site: Site, terms: list[str]) -> str:
    return site.listed(terms)


def _ranged(site: Site, name: str, range_: str) -> str:
    words = site.words["penalty." + name]
    return site.words["ranged"].format(range=range_, penalty=words) if range_ else words


def periods(site: Site, span: PeriodRange) -> str:
    """5日以上10日以下, 5 to 10 days; life is no period. Empty where no bound is set."""
    most = span.max if span.max != "life" else None
    return _between(site, *(period(site, bound) if bound else "" for bound in (span.min, most)))


def amounts(site: Site, span: AmountRange) -> str:
    """5万元以上50万元以下, 50,000 to 500,000 yuan; with a share of another amount where it is a second most. Empty where no bound is set."""
    range_ = _between(site, *(amount(site, bound) if bound is not None else "" for bound in (span.min, span.max)))
    if (share := span.max_share) is None:
        return range_
    whole = site.words["share." + share.of]
    return site.words["range.share"].format(range=range_, whole=whole, percent=f"{share.percent:g}")


def _between(site: Site, least: str, most: str) -> str:
    if least and most:
        number, _, unit = least.rpartition(" ")
        same = bool(number) and most.endswith(f" {unit}")  # 5 to 10 days: the unit once
        return site.words["range.between"].format(number if same else least, most)
    if not least and not most:
        return ""
    return site.words["range.at_least" if least else "range.up_to"].format(least or most)


def period(site: Site, text: str) -> str:
    """P5D → 5日, 5 days; what is no period stays as it is."""
    value = durations.parse(text)
    if value is None:
        return text
    if value.days:
        return _counted(site, value.days, "day")
    years, months = divmod(value.months, 12)
    return _counted(site, value.months, "month") if months else _counted(site, years, "year")


def _counted(site: Site, number: int, unit: str) -> str:
    words = site.words["unit." + unit]
    if site.lang == "zh":
        return f"{number}{words}"
    return f"{number} {words.removesuffix('s') if number == 1 else words}"


def amount(site: Site, yuan: int) -> str:
    """500 → 500元, 500 yuan; 50000 → 5万元, 50,000 yuan."""
    if site.lang == "en":
        return f"{yuan:,} yuan"
    return f"{yuan // _TEN_THOUSAND}万元" if yuan and yuan % _TEN_THOUSAND == 0 else f"{yuan}元"
