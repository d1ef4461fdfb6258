"""Compare two versions of a law: which article became which, which words changed, and which duties that affects.

Use it after an amendment, or to find where an old article number is now. `old` and `new` are days of versions (coverage
lists them); without them the last two are compared. `seen` is what the words show (a number, a period, "may" for
"shall"), `computed` what follows under our reading. Only recorded versions can be compared, and the reasons for the
amendment are not here.
"""

from typing import Any

from guiju import knowledge
from guiju.agents import schemas
from guiju.agents.answering import ResultEntry, ToolResult
from guiju.agents.question import ToolCall
from guiju.amendment.texts import ArticleRow
from guiju.documents.amendment import only_moved, title, value
from guiju.files.finding import Misuse, one_line
from guiju.law.versions import Version, versions
from guiju.model import Regulation

EXAMPLE = {"rule": "网络安全法", "limit": 1}
ARGUMENTS = {
    "rule": schemas.RULE,
    "old?": schemas.day("The day of the old version"),
    "new?": schemas.day("The day of the new version"),
}


def answer(question: ToolCall) -> ToolResult[tuple[ArticleRow, dict[str, Any]]]:
    """The articles that differ."""
    rule = question.kb.rule(question.arguments["rule"])
    old, new = _versions(question, rule)
    amendments = question.kb.diff(*(f"{rule.id}@{version.day}" for version in (old, new)))
    export = value(amendments, question.lang, question.as_of)
    (change,), (law,) = amendments.laws, export["laws"]
    differing = [(row, e) for row, e in zip(change.text.articles, law["articles"], strict=True) if row.differs]
    computed = export["computed"]

    def entry(pair: tuple[ArticleRow, dict[str, Any]]) -> ResultEntry:
        row, whole = pair
        claims = _claims(question, rule, row, old, new)
        made = {key: whole[key] for key in ("old", "new", "kind", "confidence")}
        made |= {"title": title(change, row, question.lang), "claims": claims}
        here = {*row.old, *row.new}
        made["seen"] = [
            f"{seen['kind']}: {one_line(seen['old'] or '')} → {one_line(seen['new'] or '')}"
            for seen in law["seen"]
            if {str(seen[key]).split("__")[0] for key in ("old_place", "new_place")} & here
        ]
        made["rests_on_it"] = [e["id"] for e in law["rests_on_it"] if str(e["place"]).split("__")[0] in here]
        return ResultEntry(made, [f"{made['title']}: {made['kind']}"])

    changed = computed and {key: len(found) for key, found in computed.items() if found is not None}
    sides = {"old": amendments.old, "new": amendments.new, "differ": amendments.differs, "computed": changed}
    gaps = [] if computed else [question.gap("not_computed")]
    words = [f"{amendments.old} → {amendments.new}"]
    return ToolResult("articles", differing, entry, sides, gaps, words, [rule])


def _versions(question: ToolCall, rule: Regulation) -> tuple[Version, Version]:
    """The versions to compare. Misuse if there are not two, or not these."""
    given, known = question.arguments, versions(rule)
    if len(known) < 2:
        raise Misuse(f"diff: {rule.id} has {len(known)} recorded texts, so there is nothing to compare; see coverage")
    old, new = (
        knowledge.text(question.corpus, f"{rule.id}@{given[side]}")[1] if side in given else version
        for side, version in (("old", known[-2]), ("new", known[-1]))
    )
    return old, new


def _claims(question: ToolCall, rule: Regulation, row: ArticleRow, old: Version, new: Version) -> list[str]:
    """Quotes both texts of an article; of one that only moved, the new one."""
    sides = ((old, () if only_moved(row) else row.old), (new, row.new))
    claims = (id for version, eIds in sides for eId in eIds for id in question.claim(rule, eId, version))
    return list(dict.fromkeys(claims))
