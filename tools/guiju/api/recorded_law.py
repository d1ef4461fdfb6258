"""What is recorded: rules, their versions and articles, and whether they are in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from guiju import knowledge
from guiju.api.arguments import Day, as_day, as_word
from guiju.files.finding import Misuse, one_line
from guiju.law.article_text import ArticleText
from guiju.law.versions import Version, in_force, of_day, versions
from guiju.model import Article, Corpus, Regulation, Role, Topic
from guiju.places import grammar
from guiju.reasoning.standing import Standing, standing


@dataclass(frozen=True, eq=False)
class RecordedLaw:
    """The rules of a knowledge base."""

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
        "excerpt" (some articles or provisions), "text" (words alone), "outline" (no words).

        >>> [rule.id for rule in kb.rules if rule.coverage == "full"]
        ['cac-account-names-2015', 'cac-group-services-2017']
        """
        return tuple(self.corpus.regulations.values())

    @property
    def roles(self) -> tuple[Role, ...]:
        """Whom checklists and assessments are for: `id`, `label`, and the `parties` of the law that it covers.

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
        return knowledge.regulations(self.corpus, (as_word(name, "rule"),))[0]

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
        versions you get the one that is law on the day, or the one of the day after @ in `rule`, as in
        cybersecurity-law@2016-11-07. If none is law today and no day is named, you get the last one recorded.

        Errors: `Misuse` too where the rule has no such place, or no recorded text of it is law on the day.

        Source: `provenance` of the rule says where the text is from and with what it was compared; it is not an
        official copy.

        >>> kb.article("cac-group-services-2017", "art_13", as_of="2026-11-25").text.splitlines()[1]
        '互联网群组信息服务提供者应当按规定留存网络日志不少于六个月。'
        >>> kb.article("网络安全法", "第二十一条", as_of="2020-01-01").version.day
        datetime.date(2016, 11, 7)
        """
        from guiju.lookup.resolution import nowhere, part_at

        version = self._version(as_word(rule, "rule"), as_of)
        law, place = self.corpus.regulations[version.text.id], grammar.parse(as_word(eId, "eId"))
        if place is None:
            raise Misuse(f"eId: '{one_line(eId)}' is no place; write one such as art_9 or 第九条第二款")
        for part in part_at(version.text, place):
            if isinstance(part, Article):
                return article_text(law, part, version)
        raise Misuse(nowhere(f"{law.id}@{version.day}" if law.versions else law.id, version.text, place))

    def _version(self, words: str, as_of: Day | None) -> Version:
        """The text of a rule that is law on the day, or the one of the day after @."""
        name, at, day = words.partition("@")
        if at and as_of is not None:
            raise Misuse(f"the day is named twice, as {one_line(day, 20)} and as {as_day(as_of)}; name it once")
        rule = self.rule(name)
        recorded = versions(rule)
        if at:
            chosen = of_day(rule, day)
        else:
            chosen = in_force(rule, as_day(as_of)) or (recorded[-1] if recorded and as_of is None else None)
        if chosen is None:
            texts = ", ".join(f"{rule.id}@{version.day}" for version in recorded)
            on = f" of {one_line(day)}" if at else f" that is law on {as_day(as_of)}" if recorded else ""
            raise Misuse(f"there is no text of {rule.id}{on} here; recorded: {texts or 'none'}")
        return chosen

    def standing(self, rule: str, as_of: Day | None = None) -> Standing:
        """Whether a rule is law on the day: `state` is "in_force", "unverified" (nobody has confirmed that it still
        is), "displaced" (a later rule prevails where the two are inconsistent), "not_yet", "ended" or "not_in_force";
        `words` say so in both languages.

        >>> kb.standing("cac-account-names-2015", as_of="2026-11-25").state
        'displaced'
        """
        return standing(self.rule(rule), as_day(as_of))


def article_text(law: Regulation, article: Article, version: Version) -> ArticleText:
    """An article in a version of a law; with a remark where the number was another's in the version before."""
    from guiju.lookup.expression import same_number

    return ArticleText(law, article, version, tuple(same_number(law, version, article.eId)) if law.versions else ())
