"""The heaviest penalties to which a breach may lead, kind by kind: what to read first, and in one line."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from guiju.documents.content.text import listing
from guiju.documents.penalties import tiers
from guiju.documents.penalties.lines import provisions
from guiju.documents.penalties.ranges import penalty
from guiju.model import Sanction
from guiju.reasoning import severity
from guiju.reasoning.checklist import Checklist, Line
from guiju.wording.labels import COLON, COMMA

_NONE: Mapping[str, Any] = {
    "measures": (),
    "optional_measures": (),
    "detention": None,
    "fine": None,
    "short_term_detention": False,
    "imprisonment": None,
    "criminal_fine": None,
}


def weight(checklist: Checklist, line: Line) -> tuple[float, ...]:
    """The greater, the earlier to read. Empty where no penalty was found; what is set where facts do not say whether
    it is within reach does not count."""
    if not any(True for _ in provisions(checklist, line)):
        return ()
    several = [severity.most(sanction).values() for sanction in _within_reach(checklist, line)]
    return tuple(map(max, zip(*several, strict=True))) if several else (0.0,)


def heaviest(checklist: Checklist, line: Line) -> tuple[str, ...]:
    """责任人员：3年以下有期徒刑, 单位：1000万元以下罚款: the most of each kind, with whom it is for. None where no more
    than a measure is set."""
    several, lang = _within_reach(checklist, line), checklist.lang
    texts = dict[str, list[str]]()
    for kind in ("imprisonment", "detention", "revocation_of_licence", "fine"):
        most = max((severity.most(sanction)[kind] for sanction in several), default=0)
        reached = [sanction for sanction in several if most and severity.most(sanction)[kind] == most]
        if reached:
            subjects = listing(dict.fromkeys(tiers.SUBJECTS[sanction.subject][lang] for sanction in reached), lang)
            texts.setdefault(subjects, []).append(penalty(_alone(reached[0], kind), checklist.corpus, lang))
    return tuple(f"{subjects}{COLON[lang]}{COMMA[lang].join(of_subjects)}" for subjects, of_subjects in texts.items())


def _within_reach(checklist: Checklist, line: Line) -> list[Sanction]:
    reached = provisions(checklist, line)
    return [s for _, _, of, limit in reached if limit is None for s in tiers.of_day(of, checklist.as_of)]


def _alone(sanction: Sanction, kind: str) -> Sanction:
    """Up to the most of one kind, and nothing else."""
    if kind == "revocation_of_licence":
        return replace(sanction, **{**_NONE, "measures": (kind,)})
    return replace(sanction, **{**_NONE, kind: replace(getattr(sanction, kind), min=None, joined=None)})
