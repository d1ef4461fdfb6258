"""The heaviest penalties to which a breach may lead, kind by kind: what to read first, and in one line."""

from dataclasses import replace

from guiju.documents.content.text import bracketed, listing
from guiju.documents.penalties import tiers
from guiju.documents.penalties.lines import exposures, words_of
from guiju.documents.penalties.ranges import penalty
from guiju.model import Sanction
from guiju.reasoning import severity
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.elements import Judged
from guiju.wording.labels import COLON, COMMA


def weight(checklist: Checklist, line: Line) -> tuple[float, ...]:
    """The greater, the earlier to read. Empty where no penalty was found; what is set where facts do not say whether
    it is within reach does not count."""
    if not exposures(checklist, line):
        return ()
    several = [severity.most(judged.sanction).values() for judged in _within_reach(checklist, line)]
    return tuple(map(max, zip(*several, strict=True))) if several else (0.0,)


def heaviest(checklist: Checklist, line: Line) -> tuple[str, ...]:
    """责任人员：3年以下有期徒刑（待定）: the most of each kind that is not excluded, with whom it is for and its word.
    None where no more than a measure is set."""
    several, lang = _within_reach(checklist, line), checklist.lang
    texts = dict[str, list[str]]()
    for kind in ("imprisonment", "detention", "revocation_of_licence", "fine"):
        most = max((severity.most(judged.sanction)[kind] for judged in several), default=0)
        reached = [judged for judged in several if most and severity.most(judged.sanction)[kind] == most]
        if reached:
            named = dict.fromkeys(tiers.SUBJECTS[judged.sanction.subject][lang] for judged in reached)
            amount = penalty(_alone(reached[0].sanction, kind), checklist.corpus, lang)
            word = words_of((judged.reach for judged in reached), lang)
            texts.setdefault(listing(named, lang), []).append(bracketed(amount, word, lang))
    return tuple(f"{subjects}{COLON[lang]}{COMMA[lang].join(of_subjects)}" for subjects, of_subjects in texts.items())


def _within_reach(checklist: Checklist, line: Line) -> list[Judged]:
    return [judged for one in exposures(checklist, line) if one.limit is None for judged in one.applicable]


def _alone(sanction: Sanction, kind: str) -> Sanction:
    """Up to the most of one kind, and nothing else."""
    own = sanction.id, sanction.from_, sanction.tier, sanction.subject, sanction.authority, sanction.verification
    if kind == "revocation_of_licence":
        return Sanction(*own, measures=(kind,))
    return Sanction(*own, **{kind: replace(getattr(sanction, kind), min=None, joined=None)})
