"""Looking up citations, ids and words, and checking the citations in documents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from guiju.api.arguments import Day, as_day, as_lang, as_path, as_word
from guiju.api.judged_duties import JudgedDuties
from guiju.api.recorded_law import article_text
from guiju.files.finding import Misuse, Unsound
from guiju.law.article_text import ArticleText
from guiju.law.versions import versions
from guiju.model import Annex, Article, Lang, MissingArticle, Obligation, Provision, Regulation, Term
from guiju.reasoning.checklist import Line

if TYPE_CHECKING:
    from guiju.citations.checking import CheckedCitation
    from guiju.law.statute import Passage
    from guiju.lookup.laws import LoadedLaws
    from guiju.search.search import Hit


@dataclass(frozen=True)
class ProvisionText:
    """A provision of another law, to which a duty leads: `rule` is the law, `provision` has our title, summary and
    `sanctions`, and `passages` are its words on the day, as `lines`, where a source has them."""

    rule: Regulation
    provision: Provision
    passages: tuple[Passage, ...]


Place = Regulation | ArticleText | Annex | Line | ProvisionText | MissingArticle | Term
"""What a citation, an id or a name can mean."""


@dataclass(frozen=True, eq=False)
class CitedLaw(JudgedDuties):
    """A knowledge base in which citations, ids and words can be looked up."""

    def show(self, words: str, as_of: Day | None = None) -> tuple[Place, ...]:
        """Everything that a citation, an id or a name means: 群组规定第九条第二款, art. 13(2), retain-network-logs,
        网络安全法第六十一条, cybersecurity-law@2016-11-07#art_21, a term of the glossary. A citation without a rule is
        looked up in all. `article()` is for one place in one rule.

        Returns rules, `ArticleText`, `Line` (duties), `ProvisionText` (provisions of other laws, their words on the
        day), `MissingArticle` (an article whose words were not found), and terms.

        >>> [place.text for place in kb.show("群组规定第九条第二款", as_of="2026-11-25")]
        ['互联网群组成员在参与群组信息交流时，应当遵守法律法规，文明互动、理性表达。']
        """
        from guiju.law.statute import passages
        from guiju.lookup.resolution import resolve

        day = as_day(as_of)
        resolution = resolve(as_word(words, "words"), self._laws, day)
        if resolution.why:
            raise Misuse(resolution.why)
        places: list[Place] = []
        for place in resolution.places:
            match place:
                case Term():
                    places.append(place)
                case rule, Provision() as provision:
                    places.append(ProvisionText(rule, provision, passages(rule, provision, day)))
                case rule, Obligation() as duty:
                    lines = self.obligations(rule=rule.id, as_of=day)
                    places += [line for line in lines if line.obligation.id == duty.id]
                case rule, Article() as article:
                    version = resolution.versions.get(rule.id) or next(v for v in versions(rule) if v.text is rule)
                    places.append(article_text(self.corpus.regulations[rule.id], article, version))
                case _, (Regulation() | Annex() | MissingArticle()) as record:
                    places.append(record)
        return tuple(places)

    def find(self, words: str, as_of: Day | None = None, lang: Lang = "zh") -> tuple[Hit, ...]:
        """What words or a question find, the best first, at most 500: articles, duties, provisions, terms, cases and
        pages that contain the words in either language, or synonyms of the glossary; else what answers them best, and
        of a sentence that no law has, those that almost do. Texts that were superseded by the day are left out.

        Each has its `kind` ("text", "obligation", "provision", "term", "case", "page", "near"), its `id`, `title` and
        `text`, its `law`, `version` and `standing` on the day, and why it is here: `is_cited`, the `match` that it has
        literally, the `words` of the question that it has (`share` of their weight), a `question` that it answers, or
        as `difference` how a sentence that it almost contains differs. Where the first `is_weak`, no law here answers
        the question. `show(hit.id)` leads to the record.

        Errors: `Misuse` too where files changed since they were loaded: the index of words follows the files.

        >>> kb.find("留存网络日志", as_of="2026-11-25")[0].id
        'cac-group-services-2017#art_13__para_2'
        """
        from guiju.lookup.find import answer
        from guiju.search.index import LookupIndex, consult
        from guiju.search.search import SearchedTexts

        query, within, language = (
            as_word(words, "words").strip(),
            SearchedTexts(as_day(as_of).isoformat()),
            as_lang(lang),
        )
        if not query:
            raise Misuse("words: nothing to look for; give some")

        def work(index: LookupIndex) -> list[Hit]:
            if index.data_version != self.data_version:
                raise Misuse(f"{self.root}: files changed since they were loaded; load them again")
            return answer(index, query, language, within).results.hits

        return tuple(consult(self.root, work))

    def cite_check(self, text: str | os.PathLike[str], as_of: Day | None = None) -> tuple[CheckedCitation, ...]:
        """The citations of Chinese law in a text, which may be Markdown, or in a file, given as a `pathlib.Path`
        (Markdown, text, HTML, Word, Excel, CSV, source code), in their order.

        Each has its `text`, `law_id` and `at` (line and column), and a `status`: "ok", "renumbered" (`now` is the eId
        that is right), "not_in_force", "no_such_provision", "quotation_differs", "moved_subject", "unknown_law", a law
        that is not here, or "not_checked", words of a law that are not; `note` says more in both languages. A day that
        the text names beside a citation or at its head decides the version, else `as_of`.

        Errors: `Unsound` where a file cannot be read; `Misuse` for a text with a null character.

        >>> memo = "依照《网络安全法》第二十一条，网络运营者应当按照网络安全等级保护制度的要求，履行安全保护义务。"
        >>> [(one.text, one.status, one.now) for one in kb.cite_check(memo, as_of="2026-11-25")]
        [('《网络安全法》第二十一条', 'renumbered', 'art_23')]
        """
        from guiju.citations.checking import check

        if isinstance(text, str) and "\0" in text:
            raise Misuse("text: it has a null character; remove it, or give a file as a pathlib.Path")
        content = text.encode("utf-8", "replace") if isinstance(text, str) else None
        file = Path("text.md") if isinstance(text, str) else as_path(text, "text")
        checked = check(file, self._laws, as_day(as_of), repair=False, data=content)
        if checked.unreadable:
            raise Unsound(checked.unreadable)
        return checked.citations

    @cached_property
    def _laws(self) -> LoadedLaws:
        from guiju.lookup.laws import LoadedLaws

        return LoadedLaws(self.corpus)
