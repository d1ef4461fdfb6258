"""A knowledge base as one object: each method says what it takes and gives, and one module of this room composes it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju import knowledge
from guiju.api import applying, assessing, checking, checklists, comparing, exporting, meanings, verifying
from guiju.api.arguments import Day, Words, as_day, as_word
from guiju.files.display import Displayed, Records
from guiju.files.finding import Finding, Misuse, one_line
from guiju.law.article_text import ArticleText
from guiju.law.versions import Version, versions
from guiju.model import Corpus, Fact, Lang, Regulation, Role, Shared, Topic
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.standing import Standing, standing

if TYPE_CHECKING:
    from guiju.amendment.comparison import Amendments
    from guiju.api.assessing import Facts
    from guiju.api.meanings import Place
    from guiju.assessment import Assessment
    from guiju.citations.checking import CheckedCitation
    from guiju.documents.answer_card import CardContent
    from guiju.documents.concordance import AlignedTexts
    from guiju.labels.labelling import Labelling
    from guiju.lookup.laws import LoadedLaws
    from guiju.reasoning.applicability import ApplicableRules
    from guiju.reasoning.replay import ReplayResult
    from guiju.search.answer_cards import NearCard
    from guiju.search.search import Hit
    from guiju.verification import Verification


@dataclass(frozen=True, eq=False)
class KnowledgeBase(Displayed):
    """A knowledge base that has been read: rules, our reading of them, and what was said about cases.

    Made by `guiju.load()`. Rules, roles, topics, duties and facts go by their ids, rules also by title, short title or
    alias. `as_of` is the day whose law is applied: a `datetime.date`, or text as YYYY-MM-DD; today if left out. `lang`
    is "zh" or "en". In signatures, `Day` is what `as_of` may be, and `Words` an id or several. `Records` are tuples
    with `to_dicts()`, a row each for a table.

    Errors: each method raises `Misuse` for what does not exist, with a suggestion where a known word is close, and for
    a day that is not one; its description names whatever else it raises.
    """

    _columns = ("root", "data_version", "rules", "roles", "topics")

    root: Path
    """The folder that was read."""
    _corpus: Shared[Corpus]

    @property
    def corpus(self) -> Corpus:
        """Every record, for what has no method here: `regulations`, `vocabulary` (roles, topics, facts), `glossary`,
        `cases`. Fields are those of the JSON Schemas in `schemas/`."""
        return self._corpus.value

    @property
    def data_version(self) -> str:
        """Which data this is: 12 hexadecimal digits of a hash of its files. The same data has the same version."""
        return self.corpus.data_version

    @property
    def rules(self) -> Records[Regulation]:
        """All rules and laws, by id; `coverage` says how much of one is here."""
        return Records(self.corpus.regulations.values())

    @property
    def roles(self) -> Records[Role]:
        """Whom checklists and assessments are for: `id`, `label`, and the `parties` of the law that it covers."""
        return Records(self.corpus.vocabulary.roles)

    @property
    def topics(self) -> Records[Topic]:
        """What duties are about: `id` and `label`."""
        return Records(self.corpus.vocabulary.topics)

    def rule(self, name: str) -> Regulation:
        """A rule by its id, title, short title or alias.

        >>> kb.rule("互联网群组信息服务管理规定").force.from_
        datetime.date(2017, 10, 8)
        """
        return knowledge.regulations(self.corpus, (as_word(name, "rule"),))[0]

    def versions(self, rule: str) -> Records[Version]:
        """The texts of a rule that are here, in the order of their days."""
        return Records(versions(self.rule(rule)))

    def article(self, rule: str, eId: str, as_of: Day | None = None) -> ArticleText:
        """An article, or a 款 or 项, with its words in Chinese as `text` and our translation as `en`.

        `eId` is a place such as `art_9__para_2`, or how lawyers cite it: 第九条第二款, art. 9(2). Of a law with several
        versions you get the one that is law on the day, or the one of the day after @ in `rule`, as in
        cybersecurity-law@2016-11-07. If none is law today and no day is named, you get the last one recorded.

        >>> kb.article("cac-group-services-2017", "art_13", as_of="2026-11-25").text.splitlines()[1]
        '互联网群组信息服务提供者应当按规定留存网络日志不少于六个月。'
        """
        return meanings.article(self.corpus, rule, eId, as_of)

    def standing(self, rule: str, as_of: Day | None = None) -> Standing:
        """Whether a rule is law on the day.

        >>> kb.standing("cac-account-names-2015", as_of="2026-11-25").state
        'displaced'
        """
        return standing(self.rule(rule), as_day(as_of))

    def obligation(self, id: str, as_of: Day | None = None) -> Line:
        """A duty by its id, cac-group-services-2017#retain-network-logs, or by the part after # where that is unique.

        >>> kb.obligation("cac-group-services-2017#retain-network-logs", as_of="2026-11-25").quotation
        '互联网群组信息服务提供者应当按规定留存网络日志不少于六个月。'
        >>> kb.obligation("establish-blacklist-system", as_of="2026-11-25").id
        'cac-group-services-2017#establish-blacklist-system'
        """
        return checklists.obligation(self.corpus, id, as_of)

    def obligations(
        self, role: Words = (), rule: Words = (), topic: Words = (), as_of: Day | None = None
    ) -> Records[Line]:
        """The duties, prohibitions and powers of the rules that apply on the day, in the order of the text: of every
        role, rule and topic unless some are named.

        >>> [line.obligation.id for line in kb.obligations("group-provider", topic="logs", as_of="2026-11-25")]
        ['retain-network-logs']
        """
        return checklists.obligations(self.corpus, role, rule, topic, as_of)

    def checklist(
        self,
        role: Words = (),
        rule: Words = (),
        topic: Words = (),
        as_of: Day | None = None,
        lang: Lang = "zh",
        service: Facts | None = None,
    ) -> Checklist:
        """What the parties of a role, or of several, must do, may not do and are empowered to do, line by line; of all
        roles unless some are named. For a `service` of these facts, as in `applies()`: of the roles of whoever runs it,
        without the duties that do not apply to it (`left_out`); those that are open stay."""
        if service is None:
            return checklists.checklist(self.corpus, role, rule, topic, as_of, lang)
        found = self.applies(service, as_of, lang)
        return checklists.for_service(self.corpus, found, role, rule, topic, lang)

    def questions(
        self, role: Words = (), rule: Words = (), topic: Words = (), as_of: Day | None = None
    ) -> Records[Fact]:
        """The facts that an assessment of these duties reads, of all roles unless some are named.

        >>> [fact.type for fact in kb.questions("group-provider", topic="logs", as_of="2026-11-25")]
        ['boolean', 'date', 'duration', 'date']
        """
        return checklists.questions(checklists.checklist(self._runnable, role, rule, topic, as_of, "zh"))

    def assess(
        self,
        facts: Facts,
        role: Words = (),
        rule: Words = (),
        topic: Words = (),
        as_of: Day | None = None,
        lang: Lang | None = None,
        tables: Mapping[str, str | os.PathLike[str]] | None = None,
        mappings: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
        program: Words = (),
        since: Day | None = None,
    ) -> Assessment:
        """A verdict for each duty on the day, of all roles unless some are named: "met", "breached", "not_applicable",
        or "undetermined" where facts are missing or stale; never a pass for want of facts, and no certificate.

        `facts` are those of the service by id, as `questions()` lists them, each a value or a mapping with `value`,
        `basis`, `evidence` …; or a whole profile, a mapping that has `facts` and perhaps `rows`, `declarations`,
        `plans`; or a file with one (YAML, JSON, a filled checklist workbook), or several. A date may be a
        `datetime.date`, a period is text: "P6M". What is not named is that which filled workbooks were made for:
        roles and language, and where there is nothing else rules and topics; else the language is Chinese.

        `tables` have rows of an entity, such as group, as `--table` takes them: {"group": "groups.parquet"}; `mappings`
        are files that say which column supplies which fact, where names of columns do not. `program` names the database
        of a known one: "synapse=homeserver.db". With `since` only rows that changed on that day or later are looked at;
        of the others nothing is known.

        Errors: `Unsound` where a fact is unknown, has a value of another type, or contradicts another: each with its
        place, a path such as facts.service_launched_on, or a line and column of the file.

        >>> facts = {"service_launched_on": date(2019, 5, 1), "network_log_retention_policy": "P90D"}
        >>> result = kb.assess(facts | {"offers_user_groups": True}, "group-provider", topic="logs", as_of="2026-01-01")
        >>> [(duty.line.obligation.id, duty.verdict, duty.words.en) for duty in result.duties]
        [('retain-network-logs', 'breached', 'apparent gap, to be reviewed')]
        """
        scan = assessing.tables_request(tables, mappings, program, since)
        return assessing.assessment(self._runnable, facts, role, rule, topic, as_of, lang, scan)

    def applies(self, facts: Facts, as_of: Day | None = None, lang: Lang | None = None) -> ApplicableRules:
        """Which rules bind whoever runs the service on the day, in which role, since when and by which words, which of
        their duties apply, and what is open and who decides it. `facts` are as in `assess()`; those that a person can
        answer without knowing the law are `corpus.vocabulary.service_questions`. What was not answered stays open.

        Errors: as of `assess()`.

        >>> found = kb.applies({"audience": "mainland_public", "users_found_groups": True}, as_of="2026-01-01")
        >>> [one.rule.id for one in found.rules if one.answer == "yes"]
        ['cac-content-labelling-2025', 'cac-deep-synthesis-2022', 'cac-group-services-2017']
        """
        return applying.applying(self._runnable, facts, as_of, lang)

    def verify(
        self,
        report: Mapping[str, Any] | str | os.PathLike[str],
        against: str | os.PathLike[str] | None = None,
        public_key: str | os.PathLike[str] | None = None,
        signature: str | os.PathLike[str] | None = None,
    ) -> Verification:
        """Make a report, which `report()` returns, or a file of it (guiju assess -o report.json), again from its
        receipt, and compare every value: it is consistent then, which says nothing of its facts. Counts of tables are
        taken as given. The edition for a regulator is verified `against` the file of the internal one. With the
        `public_key` of whoever signed the file, its `signature` (REPORT.minisig) is verified first.

        >>> kb.verify(guiju.report(result)).mismatches
        ()
        """
        return verifying.verified(self._runnable, report, against, public_key, signature)

    def replay(self, case: Words = ()) -> Records[ReplayResult]:
        """What each case expects of the data, computed again; of all cases if none is named."""
        return assessing.replays(self._runnable, case)

    def show(self, words: str, as_of: Day | None = None) -> Records[Place]:
        """Everything that a citation, an id or a name means: 群组规定第九条第二款, art. 13(2), retain-network-logs,
        网络安全法第六十一条, cybersecurity-law@2016-11-07#art_21, a term of the glossary. A citation without a rule is
        looked up in all.

        Returns rules, `ArticleText`, `Line` (duties), `ProvisionText` (provisions of other laws, their words on the
        day), `MissingArticle` (an article whose words were not found), and terms.

        >>> [place.text for place in kb.show("群组规定第九条第二款", as_of="2026-11-25")]
        ['互联网群组成员在参与群组信息交流时，应当遵守法律法规，文明互动、理性表达。']
        """
        return Records(meanings.meanings(self.corpus, self._laws, as_word(words, "words"), as_day(as_of)))

    def find(self, words: str, as_of: Day | None = None, lang: Lang = "zh") -> Records[Hit]:
        """What has these words in either language, or answers this question, the best first, at most 500; each says
        why it is here. Where the first `is_weak`, or there is none, no law that answers it was found here; others may,
        and `guiju find --json` names those that are known. Texts superseded by the day are left out. Of a place, a duty
        or a term `show(hit.id)` gives the record. `Misuse` too where files changed since they were loaded.

        >>> kb.find("留存网络日志", as_of="2026-11-25")[0].id
        'cac-group-services-2017#art_13__para_2'
        """
        return Records(meanings.hits_and_cards(self.root, self.corpus, words, as_of, lang)[0])

    def answer(self, words: str, as_of: Day | None = None, lang: Lang = "zh") -> CardContent | None:
        """The answer card for a question, or None. Its `question` is one like yours, empty where it is yours."""
        return meanings.hits_and_cards(self.root, self.corpus, words, as_of, lang)[1]

    def near_answers(self, words: str, as_of: Day | None = None, lang: Lang = "zh") -> Records[NearCard]:
        """Where no card answers a question: those whose situation may be it, at most three; `answer(card.title)`."""
        return Records(meanings.hits_and_cards(self.root, self.corpus, words, as_of, lang)[2])

    def cite_check(self, text: str | os.PathLike[str], as_of: Day | None = None) -> Records[CheckedCitation]:
        """The citations of Chinese law in a text, which may be Markdown, or in a file, given as a `pathlib.Path`
        (Markdown, text, HTML, Word, Excel, CSV, source code), in their order.

        Each has its `text`, `law_id` and `at` (line and column), and a `status`: "ok" (`checked`: its "words", or only
        its "place"), "renumbered" (`now` is the eId that is right), "not_in_force", "no_such_provision",
        "quotation_differs", "claim_differs", "moved_subject", "old_law_declared", "unknown_law", "not_checked" (words
        that are not here) or "unattributed" (nobody knows whose number); `note` says more. A day beside a citation or
        at the head of the text decides the version, else `as_of`. `Unsound` where a file cannot be read.

        >>> memo = "依照《网络安全法》第二十一条，网络运营者应当按照网络安全等级保护制度的要求，履行安全保护义务。"
        >>> [(one.text, one.status, one.now) for one in kb.cite_check(memo, as_of="2026-11-25")]
        [('《网络安全法》第二十一条', 'renumbered', 'art_23')]
        """
        return Records(meanings.citations(text, self._laws, as_day(as_of)))

    def labels(
        self,
        paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
        declared: Facts | None = None,
        as_of: Day | None = None,
        lang: Lang = "zh",
    ) -> Labelling:
        """The labels of generated content that the metadata of files hold (PNG, JPEG, PDF, Word, Markdown), and what
        the duties on content come to for each. Nothing detects AI content: what is `declared` of the service, and of
        files by path or pattern in `rows: content:`, is a profile as for `assess()`.

        `Unsound` where that does not fit; a file that cannot be read says so in its `file.findings`.
        """
        from guiju.api.labelling import labelling  # few programs need it

        several = [paths] if isinstance(paths, str | os.PathLike) else paths
        return labelling(self._runnable, [os.fsdecode(path) for path in several], declared, as_of, lang)

    def diff(self, old: str | os.PathLike[str], new: str | os.PathLike[str]) -> Amendments:
        """What changed from one text of a law to another: each an id or title, perhaps with @ and a day, or a file of
        law, given as a `pathlib.Path`, as `guiju import` reads it.

        >>> kb.diff("网络安全法@2016-11-07", "网络安全法@2025-10-28").differs
        True
        """
        return comparing.amendments(lambda: self._runnable, old, new)

    def concordance(self, old: str | os.PathLike[str], new: str | os.PathLike[str]) -> AlignedTexts:
        """Which article became which, between two texts with articles, named as for `diff()`.

        >>> pairs = kb.concordance("网络安全法@2016-11-07", "网络安全法@2025-10-28").pairs
        >>> [(pair.new, pair.kind) for pair in pairs if pair.old == "art_21"]
        [('art_23', 'renumbered')]
        """
        return comparing.alignment(lambda: self.corpus, old, new)

    def compare(self, newer: KnowledgeBase, as_of: Day | None = None) -> Amendments:
        """What changed from this knowledge base to another, by the law of the day; `Unsound` where one cannot run."""
        if not isinstance(newer, KnowledgeBase):
            raise Misuse(f"newer: {one_line(newer)} is not a knowledge base; guiju.load() reads one")
        names = str(self.root), str(newer.root)
        return comparing.between_bases(self._runnable, newer._runnable, as_day(as_of), names)

    def check(self) -> Records[Finding]:
        """The findings of `guiju check`, apart from those that the knowledge base excuses; none if nothing is wrong."""
        return Records(checking.unexcused(self.corpus, as_day(None)))

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
        that this one replaces, by address. What a format does not use is ignored. `Unsound` where records have defects.

        >>> sorted(dict(kb.export("oscal", as_of="2026-11-25")))[:2]
        ['catalog.en.json', 'catalog.zh.json']
        """
        return exporting.files(self.corpus, format, as_of, site, assessment, before)

    @cached_property
    def _laws(self) -> LoadedLaws:
        from guiju.lookup.laws import LoadedLaws

        return LoadedLaws(self.corpus)

    @cached_property
    def _runnable(self) -> Corpus:
        """The same records, of which every predicate and case can be run. UnsoundBase otherwise."""
        return knowledge.runnable(self.corpus)
