"""A knowledge base as one object: what is recorded, judged and cited, comparisons of texts, checks and exports."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from guiju import checks, knowledge
from guiju.api.arguments import Day, as_day, as_path, as_word
from guiju.api.cited_law import CitedLaw
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Finding, Misuse, UnsoundBase, one_line
from guiju.law.load import load as loaded
from guiju.law.versions import Version
from guiju.model import Regulation

if TYPE_CHECKING:
    from guiju.amendment.comparison import Amendments
    from guiju.assessment import Assessment
    from guiju.documents.concordance import AlignedTexts


_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/@!$&'()*+,;=%\[\]-]+")


def load(base: str | os.PathLike[str] | None = None) -> KnowledgeBase:
    """Read a knowledge base: the one that comes with guiju, or that in a folder, which contains `regulations/`.

    Everything is read at once, in about half a second, so that later calls read no law from files.

    Errors: `Misuse` where there is no such folder; `Unsound` where its files have defects or an id is used twice, so
    that it could mean either, with all of them as `findings`. What else may be wrong with it, such as a quotation that
    is not in the law, `check()` finds.

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
    a day that is not one; its description names whatever else it raises.
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

        self.require_runnable()
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
            one.require_runnable()
        return between_bases(Side(self.corpus, day), Side(newer.corpus, day), (str(self.root), str(newer.root)))

    def check(self) -> tuple[Finding, ...]:
        """The findings of `guiju check`, apart from those that the knowledge base excuses: each with its `code`,
        `message` and place `at`; none if nothing is wrong. (`guiju.load()` refuses files that do not fit their schema.)

        >>> kb.check()
        ()
        """
        from guiju.maintenance.exceptions import unexcused

        return tuple(unexcused(checks.findings(self.corpus), self.corpus.exceptions, date.today()))

    def export(
        self,
        format: str,
        as_of: Day | None = None,
        site: str = "",
        assessment: Assessment | None = None,
        before: Mapping[str, bytes] | None = None,
    ) -> Iterator[tuple[str, bytes]]:
        """The files of an export for other software, one by one: the address of each inside a folder, and its content.

        `format` is "akoma-ntoso", "api", "ciso-assistant" or "oscal". `site` is the address of a site to link to,
        `assessment` one of this knowledge base, to export with its day (oscal), `before` the files of an earlier export
        that this one replaces, by address. What a format does not use is ignored.

        Errors: `Unsound` where the records have defects that the export would pass on, such as a quotation that is not
        in the law.

        >>> files = dict(kb.export("oscal", as_of="2026-11-25"))
        >>> sorted(files)[:2]
        ['catalog.en.json', 'catalog.zh.json']
        """
        from guiju import exports

        exports.takes(as_word(format, "format"))
        if site and not _WEB_ADDRESS.fullmatch(as_word(site, "site")):
            raise Misuse(f"site: {one_line(site)} is not a web address; write https://…")
        if findings := checks.findings(self.corpus, knowledge.MISLEADING):
            raise UnsoundBase(findings)
        if before is not None and not isinstance(before, Mapping):
            raise Misuse(f"before: {one_line(before)} is not a mapping; give the files by address")
        day = as_day(as_of) if assessment is None else self._day_of(assessment, as_of)
        more = {"site": site, "assessment": assessment, "before": before or {}}
        return exports.files(format, self.corpus, day, **more)

    def _day_of(self, assessment: Assessment, as_of: Day | None) -> date:
        """The day of an assessment of this knowledge base."""
        from guiju.assessment import Assessment

        if not isinstance(assessment, Assessment):
            raise Misuse(f"assessment: {one_line(assessment)} is not an assessment; assess() makes one")
        checklist = assessment.checklist
        if checklist.corpus.data_version != self.data_version:
            raise Misuse("assessment: was made with another knowledge base; assess again")
        if as_of is not None and as_day(as_of) != checklist.as_of:
            raise Misuse(f"as_of: the assessment is of {checklist.as_of}; leave it out")
        return checklist.as_of

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
