"""Duties, the questions they raise, and verdicts: on a service, made and verified, and on cases, replayed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju import knowledge
from guiju.api.arguments import Day, Words, as_day, as_lang, as_path, as_word, as_words
from guiju.api.recorded_law import RecordedLaw
from guiju.files.finding import Finding, Misuse, UnsoundBase, close_to, one_line
from guiju.model import Fact, Lang, Role
from guiju.reasoning.checklist import Checklist, Line, checklist

if TYPE_CHECKING:
    from guiju.api.assessing import Facts
    from guiju.assessment import Assessment
    from guiju.reasoning.replay import ReplayResult
    from guiju.verification import Verification


@dataclass(frozen=True, eq=False)
class JudgedDuties(RecordedLaw):
    """The duties of a knowledge base, and verdicts on them."""

    def obligation(self, id: str, as_of: Day | None = None) -> Line:
        """A duty by its id, cac-group-services-2017#retain-network-logs, or by the part after # where that is unique.

        >>> duty = kb.obligation("retain-network-logs", as_of="2026-11-25")
        >>> duty.cited("en"), duty.quotation
        ('art. 13(2)', '互联网群组信息服务提供者应当按规定留存网络日志不少于六个月。')
        """
        lines = self.obligations(as_of=as_of)
        word = as_word(id, "id")
        same = [line for line in lines if word in (line.id, line.obligation.id)]
        if len(same) != 1:
            known = [name for line in lines for name in (line.id, line.obligation.id)]
            remedy = f"it may be {', '.join(line.id for line in same)}" if same else close_to(word, known)
            on = f"there is no single duty '{one_line(word)}' on {as_day(as_of)}"
            raise Misuse(f"{on}; {remedy or 'see obligations()'}")
        return same[0]

    def obligations(
        self, role: Words = (), rule: Words = (), topic: Words = (), as_of: Day | None = None
    ) -> tuple[Line, ...]:
        """The duties, prohibitions and powers of the rules that apply on the day, in the order of the text: of every
        role, rule and topic unless some are named.

        Each is a line of a checklist: `id`, `obligation` (the record: `title`, `summary`, `modality`, `bearers`,
        `quote`, `params`, `checks`, `consequence` …), `quotation` (the words it rests on), `cited(lang)`, `regulation`,
        and `standing`: whether the duty is in force on the day, displaced by a later rule, or unverified.

        >>> len(kb.obligations(rule="cac-group-services-2017", as_of="2026-11-25"))
        62
        >>> [line.obligation.id for line in kb.obligations("group-provider", topic="logs", as_of="2026-11-25")]
        ['retain-network-logs']
        """
        roles = knowledge.look_up(as_words(role, "role"), self.roles, "role")
        return self._checklist(roles or self.roles, rule, topic, as_of, "zh").lines

    def checklist(
        self, role: Words = (), rule: Words = (), topic: Words = (), as_of: Day | None = None, lang: Lang = "zh"
    ) -> Checklist:
        """What the parties of a role, or of several, must do, may not do and are empowered to do, line by line; of all
        roles unless some are named.

        `lines` are as in `obligations()`, `current` those of them that count as law of the day (also where their force
        is not confirmed), `duties` those on which a verdict counts, `historical` those that a later rule displaces;
        `skipped` are the rules that do not apply then.

        >>> owner = kb.checklist("group-owner", as_of="2026-11-25", lang="en")
        >>> owner.lines[0].obligation.title.en
        'Adhere to the correct orientation'
        """
        return self._checklist(self._roles(role), rule, topic, as_of, lang)

    def _roles(self, role: Words) -> Sequence[Role]:
        """The roles that are named, or all of them. Misuse in a knowledge base that has none."""
        if not self.roles:
            raise Misuse("there are no roles, as no duties are recorded here yet")
        return knowledge.look_up(as_words(role, "role"), self.roles, "role") or self.roles

    def _checklist(self, roles: Sequence[Role], rule: Words, topic: Words, as_of: Day | None, lang: Lang) -> Checklist:
        rules = as_words(rule, "rule")
        topics = knowledge.look_up(as_words(topic, "topic"), self.corpus.vocabulary.topics, "topic")
        return checklist(
            self.corpus,
            roles,
            as_day(as_of),
            as_lang(lang),
            knowledge.regulations(self.corpus, rules) if rules else None,
            [entry.id for entry in topics],
        )

    def questions(
        self, role: Words = (), rule: Words = (), topic: Words = (), as_of: Day | None = None
    ) -> tuple[Fact, ...]:
        """The facts that an assessment of these duties reads, of all roles unless some are named. Each has its `id`,
        the `entity` that has it ("service", or what has many rows, such as "group"), `question`, `description`, `type`
        (boolean, integer, number, enum, date, datetime, duration as in ISO 8601, string), `unit` of a number, `values`
        of an enum, `can_be_none`.

        >>> for fact in kb.questions("group-provider", topic="logs", as_of="2026-11-25"):
        ...     print(fact.id, fact.type)
        offers_user_groups boolean
        service_launched_on date
        network_log_retention_policy duration
        earliest_network_log_on date
        """
        from guiju.assessment.reads import facts_asked

        self.require_runnable()
        return facts_asked(self._checklist(self._roles(role), rule, topic, as_of, "zh"))

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
    ) -> Assessment:
        """A verdict for each duty on the day, of all roles unless some are named: "met", "breached", "not_applicable",
        or "undetermined" where facts are missing or stale; never a pass for want of facts.

        `facts` are those of the service by id, as `questions()` lists them, each a value or a mapping with `value`,
        `basis`, `evidence` …; or a whole profile, a mapping that has `facts` and perhaps `rows`, `declarations`,
        `plans`; or a file with one (YAML, JSON, a filled checklist workbook), or several. A date may be a
        `datetime.date`, a period is text: "P6M". What is not named is that which filled workbooks were made for:
        roles and language, and where there is nothing else rules and topics; else the language is Chinese.

        `tables` have rows of an entity, such as group, as `--table` takes them: {"group": "groups.parquet"}; `mappings`
        are files that say which column supplies which fact, where names of columns do not.

        Of the assessment, `duties` are the duties that count as law of the day, each with `id`, `verdict`, `words` (the
        verdict in both languages), `why` (the reason of an undetermined one) and `line`; `counts` says how many came
        out how; `next_facts()` are the facts to supply next. It is not a certificate: verify against the official text.

        Errors: `Unsound` where a fact is unknown, has a value of another type, or contradicts another: each with its
        place, a path such as facts.service_launched_on, or a line and column of the file.

        >>> facts = {"offers_user_groups": True, "service_launched_on": date(2019, 5, 1)}
        >>> facts["network_log_retention_policy"] = "P90D"
        >>> result = kb.assess(facts, topic="logs", as_of="2026-01-01")
        >>> [(duty.line.obligation.id, duty.verdict, duty.words.en) for duty in result.duties]
        [('retain-network-logs', 'breached', 'apparent gap, to be reviewed')]
        """
        from guiju.api.assessing import assessed

        self.require_runnable()
        request = None
        if mappings and not tables:
            raise Misuse("mappings: are given without tables; give the tables too")
        if tables:
            from guiju.tables.request import TablesRequest

            if not isinstance(tables, Mapping):
                raise Misuse(f"tables: {one_line(tables)} is not a mapping; give tables by the name of their entity")
            named = [(as_word(entity, "tables"), table) for entity, table in tables.items() if as_path(table, "tables")]
            given = [mappings] if isinstance(mappings, str | os.PathLike) else mappings
            files = [str(as_path(file, "mappings")) for file in given]
            request = TablesRequest([f"{entity}={os.fsdecode(table)}" for entity, table in named], files)
        return assessed(self.checklist, facts, role, rule, topic, as_of, lang, request)

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
        from guiju.files.given import written
        from guiju.files.json_text import json_bytes
        from guiju.verification import verify
        from guiju.verification.json_file import json_in, read_json
        from guiju.verification.sealed import refuse_other_versions, sealed_in

        self.require_runnable()
        if isinstance(report, Mapping):
            document = json_in(json_bytes(written(report, "report")), Path("report"))
        else:
            document = read_json(as_path(report, "report"))
        sealed = sealed_in(document)
        if sealed.regulator:
            raise Misuse(
                "report: the edition for a regulator has no facts; guiju verify --against INTERNAL compares it"
            )
        refuse_other_versions(sealed)
        return verify(sealed, self.corpus)

    def replay(self, case: Words = ()) -> tuple[ReplayResult, ...]:
        """What each case expects of the data, computed again; of all cases if none is named. Each has its `case`, the
        `expectation`, the answers `expected` and `actual`, and whether it `agrees`.

        >>> all(result.agrees for result in kb.replay())
        True
        """
        from guiju.reasoning.replay import replay

        self.require_runnable()
        cases = tuple(self.corpus.cases.values())
        chosen = knowledge.look_up(as_words(case, "case"), cases, "case") or cases
        return tuple(result for each in chosen for result in replay(self.corpus, each))

    @cached_property
    def _defects(self) -> tuple[Finding, ...]:
        return tuple(knowledge.unrunnable(self.corpus))

    def require_runnable(self) -> None:
        """Unsound where a predicate or a case cannot be run."""
        if self._defects:
            raise UnsoundBase(self._defects)
