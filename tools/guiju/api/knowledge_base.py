"""A knowledge base as one object: all that is recorded, judged and cited, and comparisons of its texts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from guiju import checks, knowledge
from guiju.api.arguments import Day, as_day, as_path
from guiju.api.cited_law import CitedLaw
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Misuse, UnsoundBase, one_line
from guiju.law.load import load as loaded
from guiju.law.versions import Version
from guiju.model import Regulation

if TYPE_CHECKING:
    from guiju.amendment.comparison import Amendments
    from guiju.documents.concordance import AlignedTexts


def load(base: str | os.PathLike[str] | None = None) -> KnowledgeBase:
    """Read a knowledge base: the one that comes with guiju, or that in a folder, which contains `regulations/`.

    Everything is read at once, in about half a second, so that later calls read no law from files.

    Errors: `Misuse` where there is no such folder; `Unsound` where its files have defects or an id is used twice, so
    that it could mean either, with all of them as `findings`. What else may be wrong with it, such as a quotation that
    is not in the law, `guiju check` finds.

    >>> kb = guiju.load()
    >>> kb.rule("群组规定").title.en
    'Provisions on the Administration of Internet Group Information Services'
    """
    root = knowledge_base(None if base is None else str(as_path(base, "base")))
    corpus = loaded(root)
    if ambiguous := checks.findings(corpus, ("duplicate-id",)):
        raise UnsoundBase(ambiguous)
    return KnowledgeBase(root, corpus)


@dataclass(frozen=True, eq=False)
class KnowledgeBase(CitedLaw):
    """A knowledge base that has been read: rules, our reading of them, and what was said about cases.

    Made by `guiju.load()`. Rules, roles, topics, duties and facts go by their ids, rules also by title, short title or
    alias. `as_of` is the day whose law is applied: a `datetime.date`, or text as YYYY-MM-DD; today if left out. `lang`
    is "zh" or "en". In signatures, `Day` is what `as_of` may be, and `Words` an id or several.

    Errors: each method raises `Misuse` for what does not exist, with a suggestion where a known word is close, and for
    a day that is not one; what else it raises, it says.
    """

    def diff(self, old: str | os.PathLike[str], new: str | os.PathLike[str]) -> Amendments:
        """What changed from one text of a law to another: each an id or title, perhaps with @ and a day, or a file of
        law, given as a `pathlib.Path`, as `guiju import` reads it.

        `laws[0].text` has the articles that changed, `laws[0].words` what their words show (a number, a deadline, who
        is bound), `laws[0].touched_records` what of ours rests on the old words; `readings` is what changes by our
        reading: duties that appear, vanish or change, None where one of the texts has none.

        >>> change = kb.diff("网络安全法@2016-11-07", "网络安全法@2025-10-28")
        >>> change.differs
        True
        """
        from guiju.amendment.comparison import Amendments, between_versions, law_change

        self._runnable()
        before, after = (self._side(side, name) for side, name in ((old, "old"), (new, "new")))
        if before.version and after.version and before.rule is after.rule:
            return between_versions(self.corpus, before.rule, before.version, after.version)
        first = before.version.from_ if before.version else None
        ours = (before.rule, self.corpus, first if isinstance(first, date) else None) if before.version else None
        return Amendments(before.name, after.name, (law_change(before.text, after.text, ours),))

    def concordance(self, old: str | os.PathLike[str], new: str | os.PathLike[str]) -> AlignedTexts:
        """Which article became which, between two texts named as for `diff()`: `pairs`, each with the eIds `old` and
        `new` (None where there is none), its `kind` (unchanged, renumbered, amended, split, merged, removed, added),
        `confidence` from 0 to 1, and the `words` that carry it.

        Errors: `Misuse` too where a text has no articles.

        >>> pairs = kb.concordance("网络安全法@2016-11-07", "网络安全法@2025-10-28").pairs
        >>> [(pair.new, pair.kind) for pair in pairs if pair.old == "art_21"]
        [('art_23', 'renumbered')]
        """
        from guiju.documents.concordance import aligned

        before, after = self._side(old, "old"), self._side(new, "new")
        return aligned((str(old), before.text), (str(new), after.text))

    def compare(self, newer: KnowledgeBase, as_of: Day | None = None) -> Amendments:
        """What changed from this knowledge base to another: `laws` whose texts differ, laws that were `added` and
        `removed`, and in `readings` the duties that appear, vanish or change, by the law of the day.

        Errors: `Unsound` where a predicate or a case of one cannot be run.

        >>> kb.compare(kb).differs
        False
        """
        from guiju.amendment.comparison import between_bases
        from guiju.amendment.reading_effects import Side

        if not isinstance(newer, KnowledgeBase):
            raise Misuse(f"newer: {one_line(newer)} is not a knowledge base; guiju.load() reads one")
        day = as_day(as_of)
        for one in (self, newer):
            one._runnable()
        return between_bases(Side(self.corpus, day), Side(newer.corpus, day), (str(self.root), str(newer.root)))

    def _side(self, words: str | os.PathLike[str], name: str) -> _Text:
        if isinstance(words, str):
            rule, version = knowledge.text(self.corpus, words)
            return _Text(f"{rule.id}@{version.day}", version.text, rule, version)
        law = knowledge.law_in(as_path(words, name))
        return _Text(str(words), law, law, None)


@dataclass(frozen=True)
class _Text:
    """A side of a comparison: `rule` is the law that `text` is of; None as `version`: it is from a file."""

    name: str
    text: Regulation
    rule: Regulation
    version: Version | None
