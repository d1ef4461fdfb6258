"""The door for programs: a knowledge base as an object whose methods look up, list, judge and compare.

What is in `guiju.__all__` is public, with the attributes that its docstrings name; all else is private. Records are
frozen: nothing that is returned changes, and nothing here prints or exits.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from guiju import knowledge
from guiju.files.bundled import knowledge_base
from guiju.files.day import day_of
from guiju.files.finding import Finding, Misuse, Unsound, UnsoundBase, close_to, one_line
from guiju.law import excerpt
from guiju.law.article_text import ArticleText
from guiju.law.load import load as loaded
from guiju.law.text import citation
from guiju.law.versions import Version, in_force, of_day, versions
from guiju.model import (
    LANGUAGES,
    Article,
    Corpus,
    Fact,
    Lang,
    MissingArticle,
    Obligation,
    Provision,
    Regulation,
    Role,
    Term,
    Topic,
)
from guiju.reasoning.checklist import Checklist, Line, checklist
from guiju.reasoning.standing import Standing, standing

# What only some methods use is imported in them: a checklist needs nothing of what compares texts.
if TYPE_CHECKING:
    from guiju.amendment.comparison import Amendments
    from guiju.assessment import Assessment
    from guiju.citations.checking import CheckedCitation
    from guiju.citations.laws import LoadedLaws
    from guiju.documents.concordance import AlignedTexts
    from guiju.documents.report.audience import Audience
    from guiju.law.statute import Passage
    from guiju.lookup.search import Hit
    from guiju.verification import Verification

Words = str | Iterable[str]
"""An id, or several."""
Day = date | str
"""A day: a `datetime.date`, or text as YYYY-MM-DD."""


def load(base: str | os.PathLike[str] | None = None) -> KnowledgeBase:
    """Read a knowledge base: the one that comes with guiju, or that in a folder, which contains `regulations/`.

    Everything is read at once, in about half a second, so that later calls read no law from files.

    Errors: `Misuse` where there is no such folder; `Unsound` where its files have defects, with all of them as
    `findings`.

    >>> kb = guiju.load()
    >>> kb.rule("群组规定").title.en
    'Provisions on the Administration of Internet Group Information Services'
    """
    root = knowledge_base(None if base is None else str(_path(base, "base")))
    return KnowledgeBase(root, loaded(root))


def report(assessment: Assessment, audience: Audience = "internal") -> dict[str, Any]:
    """An assessment as the JSON report that `guiju assess -o report.json` writes, with its `receipt`: all that it is
    made from, hashed, so that `verify()` can make it again. "regulator" leaves out facts, keys of rows and notes.

    Source: schemas/assessment-export.schema.json describes every key.

    >>> guiju.report(result)["counts"]["total"]
    1
    """
    from guiju.documents.report.audience import Audience
    from guiju.verification import as_json

    if audience not in get_args(Audience):
        raise Misuse(f"audience: {one_line(audience)} is not known; write internal or regulator")
    value: dict[str, Any] = as_json(assessment, audience)
    return value


def write(
    document: Checklist | Assessment | AlignedTexts | Amendments,
    file: str | os.PathLike[str],
    lang: Lang = "zh",
    as_of: Day | None = None,
) -> None:
    """Write a checklist, an assessment, a concordance or a comparison to a file, whole or not at all, in the format of
    its ending: xlsx, docx, html, md, csv, json. `lang` and `as_of` are of the head of a concordance or comparison; a
    checklist and an assessment have their own.

    Errors: `Misuse` where a document has no such format, or where the file cannot be written.

    >>> guiju.write(kb.checklist("group-owner", as_of="2026-11-25"), folder / "owner.xlsx")
    """
    from guiju.amendment.comparison import Amendments
    from guiju.assessment import Assessment
    from guiju.documents.concordance import AlignedTexts
    from guiju.files import output
    from guiju.writers import formats

    head = (_lang(lang), _day(as_of))
    kinds: Mapping[type, tuple[str, tuple[object, ...]]] = {
        Checklist: ("checklist", ()),
        Assessment: ("assessment", ()),
        AlignedTexts: ("concordance", head),
        Amendments: ("amendment", head),
    }
    if type(document) not in kinds:
        wanted = "a checklist, an assessment, a concordance or a comparison"
        raise Misuse(f"document: {one_line(document)} is not a document; give {wanted}")
    name, further = kinds[type(document)]
    target, known = _path(file, "file"), formats(name)
    form = target.suffix.lstrip(".").lower()
    if form not in known:
        raise Misuse(f"{target}: no format of a {name} ends so; end it in one of {', '.join(known)}")
    try:
        output.write(target, known[form](document, *further))
    except OSError as error:
        raise Misuse(f"{target}: {(error.strerror or str(error)).lower()}; name another place") from None


@dataclass(frozen=True)
class ProvisionText:
    """A provision of another law, as a duty leads to it: `rule`, the law; `provision`, our title, summary and
    `sanctions`; and `passages`, its words on the day, as `lines`, where a source has them."""

    rule: Regulation
    provision: Provision
    passages: tuple[Passage, ...]


Place = Regulation | ArticleText | Line | ProvisionText | MissingArticle | Term
"""What a citation, an id or a name can mean."""


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """A knowledge base that has been read: rules, our reading of them, and what was said about cases.

    Made by `guiju.load()`. Rules, roles, topics, duties and facts go by their ids, rules also by title, short title or
    alias. `as_of` is the day whose law is applied: a `datetime.date`, or text as YYYY-MM-DD; today if left out. `lang`
    is "zh" or "en". In signatures, `Day` is what `as_of` may be, and `Words` an id or several.

    Errors: each method raises `Misuse` for what does not exist, with a suggestion where a known word is close, and for
    a day that is not one; what else it raises, it says.
    """

    root: Path
    """The folder that was read."""
    corpus: Corpus = field(repr=False)
    """Every record, for what has no method here: `regulations`, `vocabulary` (roles, topics, facts), `glossary`,
    `cases`. Fields are those of the JSON Schemas in `schemas/`."""

    @property
    def data_version(self) -> str:
        """Which data this is: 12 hexadecimal digits of a hash of its files. The same data has the same version."""
        return self.corpus.data_version

    @property
    def rules(self) -> tuple[Regulation, ...]:
        """All rules and laws, by id. `coverage` says how much of a rule is here: "full" (text, translation, reading),
        "excerpt" (the articles that were found), "text" (words alone), "outline" (provisions on penalties alone).

        >>> [rule.id for rule in kb.rules if rule.coverage == "full"]
        ['cac-account-names-2015', 'cac-group-services-2017']
        """
        return tuple(self.corpus.regulations.values())

    @property
    def roles(self) -> tuple[Role, ...]:
        """Whom checklists and assessments are for: `id`, `label`, and the `parties` of the law that it stands for.

        >>> [role.id for role in kb.roles][:3]
        ['group-provider', 'account-provider', 'group-owner']
        """
        return self.corpus.vocabulary.roles

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What duties are about: `id` and `label`."""
        return self.corpus.vocabulary.topics

    def rule(self, name: str) -> Regulation:
        """A rule by its id, title, short title or alias: title, issuer, `force` (from when, until when, and how far
        that was verified), articles, obligations, `missing` (articles whose words were not found).

        >>> kb.rule("互联网群组信息服务管理规定").force.from_
        datetime.date(2017, 10, 8)
        """
        return knowledge.regulations(self.corpus, (_text(name, "rule"),))[0]

    def versions(self, rule: str) -> tuple[Version, ...]:
        """The texts of a rule that are here, in the order of their days: `day` (of the last amendment in it, or of its
        making), `from_`, `until` (the day after the last; None where no end is known), and its `text`.

        >>> [str(version.day) for version in kb.versions("网络安全法")]
        ['2016-11-07', '2025-10-28']
        """
        return versions(self.rule(rule))

    def article(self, rule: str, eId: str, as_of: Day | None = None) -> ArticleText:
        """An article, or a 款 or 项, with its words in Chinese as `text` and our translation as `en`.

        `eId` is a place such as `art_9__para_2`, or how lawyers cite it: 第九条第二款, art. 9(2). Of a law with several
        versions it is that of the day, or of the day after @ in `rule`: cybersecurity-law@2016-11-07. Where none is law
        today and no day is named, it is the last one that is here.

        Errors: `Misuse` too where the rule has no such place, or where no text of it that is here is law on the day.

        Source: the text was compared with the official one as `provenance` of the rule says.

        >>> kb.article("cac-group-services-2017", "art_13", as_of="2026-11-25").text.splitlines()[1]
        '互联网群组信息服务提供者应当按规定留存网络日志不少于六个月。'
        >>> kb.article("网络安全法", "第二十一条", as_of="2020-01-01").version.day
        datetime.date(2016, 11, 7)
        """
        version = self._version(_text(rule, "rule"), as_of)
        place = citation.parse(_text(eId, "eId"))
        found = knowledge.part(version.text, place) if place else None
        law = self.corpus.regulations[version.text.id]
        if found is not None:
            return ArticleText(law, found, version)
        name, there = f"{law.id}@{version.day}" if law.versions else law.id, version.text.articles
        if place and any(excerpt.missing_at(law, place)):
            raise Misuse(f"the words of {place} of {name} are not here; show() says what is known of them")
        remedy = f"it has {there[0].eId} to {there[-1].eId}" if there else "it has no articles"
        raise Misuse(f"{name} has no '{one_line(eId)}'; {remedy}")

    def _version(self, words: str, as_of: Day | None) -> Version:
        """The text of a rule that is law on the day, or the one of the day after @."""
        name, at, day = words.partition("@")
        rule = self.rule(name)
        recorded = versions(rule)
        if at:
            chosen = of_day(rule, day)
        else:
            chosen = in_force(rule, _day(as_of)) or (recorded[-1] if recorded and as_of is None else None)
        if chosen is None:
            texts = ", ".join(f"{rule.id}@{version.day}" for version in recorded)
            on = f" of {one_line(day)}" if at else f" that is law on {_day(as_of)}" if recorded else ""
            raise Misuse(f"there is no text of {rule.id}{on} here; recorded: {texts or 'none'}")
        return chosen

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
        from guiju.lookup import expression

        day, question = _day(as_of), expression.sought(_text(words, "words").strip())
        named = [r for r in self.rules if question.words.replace("《", "").startswith(r.names())]
        texts = expression.meant(named if question.day else self.rules, question, day)
        own = {id: version.text for id, version in texts.items()}
        among = [rule for rule in self.rules if rule.articles or rule.versions]
        places: list[Place] = []
        for found in knowledge.places(self.corpus, question.words, among, day, own):
            match found:
                case Term():
                    places.append(found)
                case rule, Provision() as provision:
                    places.append(ProvisionText(rule, provision, passages(rule, provision, day)))
                case rule, Obligation() as duty:
                    lines = self.obligations(rule=rule.id, as_of=day)
                    places += [line for line in lines if line.obligation.id == duty.id]
                case rule, Article() as article:
                    version = texts.get(rule.id) or next(v for v in versions(rule) if v.text is rule)
                    places.append(ArticleText(self.corpus.regulations[rule.id], article, version))
                case _, (Regulation() | MissingArticle()) as whole:
                    places.append(whole)
        if not places:
            raise Misuse(f"there is no '{one_line(words)}' here; find() looks for words")
        return tuple(places)

    def find(self, words: str, as_of: Day | None = None, lang: Lang = "zh") -> tuple[Hit, ...]:
        """The texts, duties and terms that contain words in either language, or synonyms of the glossary, the best
        first, at most 500; of a sentence that no law has, those that almost do. A text that was superseded by the day
        is left out.

        Each has its `kind` ("text", "obligation", "term", "near"), its `id`, `title` and `text`, and as `difference`
        how a sentence that it almost contains differs. `show(hit.id)` leads to the record.

        Errors: `Misuse` too where files changed since they were loaded: the index of words follows the files.

        >>> kb.find("留存网络日志", as_of="2026-11-25")[0].id
        'cac-group-services-2017#art_13__para_2'
        """
        from guiju.lookup.index import LookupIndex, consult
        from guiju.lookup.search import SearchedTexts, search

        query, within, language = _text(words, "words").strip(), SearchedTexts(_day(as_of).isoformat()), _lang(lang)
        if not query:
            raise Misuse("words: nothing to look for; give some")

        def work(index: LookupIndex) -> list[Hit]:
            if index.data_version != self.data_version:
                raise Misuse(f"{self.root}: files changed since they were loaded; load them again")
            return search(index.database, query, language, within)[1]

        return tuple(consult(self.root, work))

    def standing(self, rule: str, as_of: Day | None = None) -> Standing:
        """Whether a rule is law on the day: `state` is "in_force", "unverified" (nobody has confirmed that it still
        is), "displaced" (a later rule prevails), "not_yet", "ended" or "not_in_force"; `words` say so in both
        languages.

        >>> kb.standing("cac-account-names-2015", as_of="2026-11-25").state
        'displaced'
        """
        return standing(self.rule(rule), _day(as_of))

    def obligation(self, id: str, as_of: Day | None = None) -> Line:
        """A duty by its id, cac-group-services-2017#retain-network-logs, or by the part after # where that is unique.

        >>> duty = kb.obligation("retain-network-logs", as_of="2026-11-25")
        >>> duty.cited("en"), duty.quotation
        ('art. 13(2)', '互联网群组信息服务提供者应当按规定留存网络日志不少于六个月。')
        """
        lines = self.obligations(as_of=as_of)
        word = _text(id, "id")
        same = [line for line in lines if word in (line.id, line.obligation.id)]
        if len(same) != 1:
            known = [name for line in lines for name in (line.id, line.obligation.id)]
            remedy = f"it may be {', '.join(line.id for line in same)}" if same else close_to(word, known)
            raise Misuse(
                f"there is no single duty '{one_line(word)}' on {_day(as_of)}; {remedy or 'see obligations()'}"
            )
        return same[0]

    def obligations(
        self, role: Words = (), rule: Words = (), topic: Words = (), as_of: Day | None = None
    ) -> tuple[Line, ...]:
        """The duties, prohibitions and powers of the rules that apply on the day, in the order of the text; of every
        role, rule and topic where none is named.

        Each is a line of a checklist: `id`, `obligation` (the record: `title`, `summary`, `modality`, `bearers`,
        `quote`, `params`, `checks`, `consequence` …), `quotation` (the words it rests on), `cited(lang)`, `regulation`,
        and `standing`: whether the duty is in force on the day, displaced by a later rule, or unverified.

        >>> len(kb.obligations(rule="cac-group-services-2017", as_of="2026-11-25"))
        62
        >>> [line.obligation.id for line in kb.obligations("group-provider", topic="logs", as_of="2026-11-25")]
        ['retain-network-logs']
        """
        roles = knowledge.look_up(_several(role, "role"), self.roles, "role")
        return self._checklist(roles or self.roles, rule, topic, as_of, "zh").lines

    def checklist(
        self, role: Words = (), rule: Words = (), topic: Words = (), as_of: Day | None = None, lang: Lang = "zh"
    ) -> Checklist:
        """What the parties of a role, or of several, must do, may not do and are empowered to do, line by line.

        `lines` are as in `obligations()`, `current` those of them that are law of the day, `duties` those on which a
        verdict counts, `historical` those that a later rule displaces; `skipped` are the rules that do not apply then.

        >>> owner = kb.checklist("group-owner", as_of="2026-11-25", lang="en")
        >>> owner.lines[0].obligation.title.en
        'Adhere to the correct orientation'
        """
        return self._checklist(self._roles(role), rule, topic, as_of, lang)

    def _roles(self, role: Words) -> Sequence[Role]:
        """The roles that are named; the one there is where none is."""
        named = _several(role, "role")
        if not named and len(self.roles) != 1:
            known = ", ".join(entry.id for entry in self.roles)
            raise Misuse(f"name a role; known: {known or 'none, as no duties are recorded here yet'}")
        return knowledge.look_up(named, self.roles, "role") or self.roles

    def _checklist(self, roles: Sequence[Role], rule: Words, topic: Words, as_of: Day | None, lang: Lang) -> Checklist:
        rules = _several(rule, "rule")
        topics = knowledge.look_up(_several(topic, "topic"), self.corpus.vocabulary.topics, "topic")
        return checklist(
            self.corpus,
            roles,
            _day(as_of),
            _lang(lang),
            knowledge.regulations(self.corpus, rules) if rules else None,
            [entry.id for entry in topics],
        )

    def questions(
        self, role: Words = (), rule: Words = (), topic: Words = (), as_of: Day | None = None
    ) -> tuple[Fact, ...]:
        """The facts that an assessment of these duties reads: `id`, the `entity` that has it ("service", or what has
        many rows, such as "group"), `question`, `description`, `type` (boolean, integer, number, enum, date, datetime,
        duration as in ISO 8601, string), `unit` of a number, `values` of an enum, `can_be_none`.

        >>> for fact in kb.questions("group-provider", topic="logs", as_of="2026-11-25"):
        ...     print(fact.id, fact.type)
        offers_user_groups boolean
        service_launched_on date
        network_log_retention_policy duration
        earliest_network_log_on date
        """
        from guiju.assessment.reads import facts_asked

        self._runnable()
        return facts_asked(self._checklist(self._roles(role), rule, topic, as_of, "zh"))

    def assess(
        self,
        facts: Mapping[str, object] | str | os.PathLike[str],
        role: Words = (),
        rule: Words = (),
        topic: Words = (),
        as_of: Day | None = None,
        lang: Lang = "zh",
    ) -> Assessment:
        """A verdict for each duty of the roles on the day: "met", "breached", "not_applicable", or "undetermined" where
        facts are missing or stale; never a pass for want of facts.

        `facts` are those of the service by id, as `questions()` lists them, each a value or a mapping with `value`,
        `basis`, `evidence` …; or a whole profile, a mapping that has `facts` and perhaps `rows`, `declarations`,
        `plans`; or a file with one (YAML, JSON, a filled checklist workbook). A date may be a `datetime.date`, a period
        is text: "P6M".

        Of the assessment, `duties` are the duties that are law of the day, each with `id`, `verdict`, `words` (the
        verdict in both languages), `why` (the reason of an undetermined one) and `line`; `counts` says how many came
        out how; `next_facts()` are the facts to supply next. It is no certificate: verify against the official text.

        Errors: `Unsound` where a fact is unknown, has a value of another type, or contradicts another: each with its
        place, a path such as facts.service_launched_on, or a line and column of the file.

        >>> facts = {"offers_user_groups": True, "service_launched_on": date(2019, 5, 1)}
        >>> facts["network_log_retention_policy"] = "P90D"
        >>> result = kb.assess(facts, "group-provider", topic="logs", as_of="2026-01-01")
        >>> [(duty.line.obligation.id, duty.verdict, duty.words.en) for duty in result.duties]
        [('retain-network-logs', 'breached', 'apparent gap, to be reviewed')]
        """
        from guiju.assessment import assess
        from guiju.assessment.profile import given_profile
        from guiju.assessment.sources import consistent, read_all, workbooks

        self._runnable()
        asked = self._checklist(self._roles(role), rule, topic, as_of, lang)
        if isinstance(facts, Mapping):
            return assess(asked, consistent(given_profile(facts, self.corpus), asked))
        files = [_path(facts, "facts")]
        return assess(asked, read_all(files, workbooks(files, [r.id for r in asked.roles]), asked))

    def verify(self, report: Mapping[str, Any] | str | os.PathLike[str]) -> Verification:
        """Make a report again from the receipt in it, and compare every value: `mismatches`, each with its `path` and
        `message`, are empty where it is as the knowledge base makes it; `whole` is False where other data made it, so
        that verdicts were compared but not the wording. That proves that it is consistent, not that its facts are true.

        `report` is what `report()` returns, or a file of it (guiju assess -o report.json). Counts of tables are taken
        as given.

        Errors: `Misuse` where it is not a report, or is an edition for a regulator, which leaves the facts out.

        >>> kb.verify(guiju.report(result)).mismatches
        ()
        """
        from guiju.files.json_text import json_bytes
        from guiju.files.source import written
        from guiju.verification import verify
        from guiju.verification.json_file import json_in, read_json
        from guiju.verification.sealed import refuse_other_versions, sealed_in

        self._runnable()
        if isinstance(report, Mapping):
            document = json_in(json_bytes(written(report, "report")), Path("report"))
        else:
            document = read_json(_path(report, "report"))
        sealed = sealed_in(document)
        if sealed.regulator:
            raise Misuse(
                "report: the edition for a regulator has no facts; guiju verify --against INTERNAL compares it"
            )
        refuse_other_versions(sealed)
        return verify(sealed, self.corpus)

    def cite_check(self, text: str | os.PathLike[str], as_of: Day | None = None) -> tuple[CheckedCitation, ...]:
        """The citations of Chinese law in a text, which may be Markdown, or in a file, given as a `pathlib.Path`
        (Markdown, text, HTML, Word, Excel, CSV, source code), in their order.

        Each has its `text`, `law_id` and `at` (line and column), and a `status`: "ok", "renumbered" (`now` is the eId
        that is right), "not_in_force", "no_such_provision", "quotation_differs", "moved_subject", or "unknown_law",
        a law that is not here; `note` says more in both languages. A day that the text names beside a citation or at
        its head decides the version, else `as_of`.

        Errors: `Unsound` where a file cannot be read.

        >>> memo = "依照《网络安全法》第二十一条，网络运营者应当按照网络安全等级保护制度的要求，履行安全保护义务。"
        >>> [(one.text, one.status, one.now) for one in kb.cite_check(memo, as_of="2026-11-25")]
        [('《网络安全法》第二十一条', 'renumbered', 'art_23')]
        """
        from guiju.citations.checking import check

        content = text.encode("utf-8", "replace") if isinstance(text, str) else None
        file = Path("text.md") if isinstance(text, str) else _path(text, "text")
        checked = check(file, self._laws, _day(as_of), repair=False, data=content)
        if checked.unreadable:
            raise Unsound(checked.unreadable)
        return checked.citations

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
        day = _day(as_of)
        for one in (self, newer):
            one._runnable()
        return between_bases(Side(self.corpus, day), Side(newer.corpus, day), (str(self.root), str(newer.root)))

    def _side(self, words: str | os.PathLike[str], name: str) -> _Text:
        if isinstance(words, str):
            rule, version = knowledge.text(self.corpus, words)
            return _Text(f"{rule.id}@{version.day}", version.text, rule, version)
        law = knowledge.law_in(_path(words, name))
        return _Text(str(words), law, law, None)

    @cached_property
    def _laws(self) -> LoadedLaws:
        from guiju.citations.laws import LoadedLaws

        return LoadedLaws(self.corpus)

    @cached_property
    def _defects(self) -> tuple[Finding, ...]:
        return tuple(knowledge.unrunnable(self.corpus))

    def _runnable(self) -> None:
        """Unsound where a predicate or a case cannot be run."""
        if self._defects:
            raise UnsoundBase(self._defects)


@dataclass(frozen=True)
class _Text:
    """A side of a comparison: `rule` is the law that `text` is of; None as `version`: it is from a file."""

    name: str
    text: Regulation
    rule: Regulation
    version: Version | None


def _day(as_of: Day | None) -> date:
    """The day; today where none is named. Misuse for what is not one."""
    if as_of is None:
        return date.today()
    if isinstance(as_of, date) and not isinstance(as_of, datetime):
        return as_of
    return day_of(as_of if isinstance(as_of, str) else repr(as_of))


def _path(file: object, name: str) -> Path:
    """The file; Misuse for what does not name one."""
    if isinstance(file, str | os.PathLike) and "\0" not in (path := os.fsdecode(file)):
        return Path(path)
    raise Misuse(f"{name}: {one_line(file)} does not name a file; give a path")


def _lang(lang: object) -> Lang:
    for known in LANGUAGES:
        if lang == known:
            return known
    raise Misuse(f"lang: {one_line(lang)} is not a language here; write zh or en")


def _text(word: object, name: str) -> str:
    if isinstance(word, str):
        return word
    raise Misuse(f"{name}: {one_line(word)} is not text; write an id or a title")


def _several(words: object, name: str) -> list[str]:
    """One word or several, as a list."""
    if isinstance(words, str):
        return [words]
    if isinstance(words, Iterable):
        return [_text(word, name) for word in words]
    raise Misuse(f"{name}: {one_line(words)} is not text; write an id, or a list of ids")
