"""Compare two versions of a law: which article became which, which words changed, and what that means for duties.

Use it when a law was amended, or when an old article number has to be found in the new text. Versions are named by
their days (coverage lists them); without days the last two are compared. `seen` is what the words show (a number, a
period, a modal verb changed), `computed` what follows under our reading. It compares only versions that are recorded,
and does not say why the law was changed.
"""

from typing import Any

from guiju import knowledge
from guiju.agents import shapes
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolQuestion
from guiju.amendment.comparison import Amendments, LawChange
from guiju.amendment.texts import ArticleRow
from guiju.documents.amendment import only_moved, title, value
from guiju.files.finding import Misuse
from guiju.law.versions import Version, versions
from guiju.model import Regulation

ARGUMENTS = {
    "rule": shapes.RULE["rule"],
    "old": shapes.text("The day of the old version, YYYY-MM-DD.", pattern=shapes.DAY),
    "new": shapes.text("The day of the new one.", pattern=shapes.DAY),
    **shapes.AS_OF,
    **shapes.LANG,
    **shapes.PAGE,
}
REQUIRED = ("rule",)
_OBJECT = {"type": "object", "description": "As in schemas/amendment-export.schema.json."}
RESULT = shapes.record(
    {
        **shapes.PAGED,
        "old": shapes.text("The id of the old version."),
        "new": shapes.text("That of the new one."),
        "differ": shapes.truth("Whether anything differs."),
        "articles": shapes.listed(
            {
                **shapes.record(
                    {
                        "old": shapes.listed(shapes.text("An eId."), "In the old text."),
                        "new": shapes.listed(shapes.text("An eId."), "In the new one."),
                        "kind": shapes.text("unchanged, renumbered, amended, split, merged, removed or added."),
                        "title": shapes.text("How both are cited."),
                        "claims": shapes.CLAIMS,
                    },
                    "An article that differs.",
                ),
                "additionalProperties": True,
            },
            "The articles that differ, in order.",
        ),
        "seen": shapes.listed(_OBJECT, "What the words show, of the articles of this page."),
        "rests_on_it": shapes.listed(_OBJECT, "Records of ours that rest on words which changed."),
        "computed": {"type": ["object", "null"], "description": "What follows under our reading; null: not computed."},
    },
    "What differs.",
)


def answer(question: ToolQuestion) -> ToolResult:
    """The articles of a page that differ."""
    lang = question.lang
    amendments, old, new = _compared(question)
    whole = value(amendments, lang, question.as_of)
    (change,), (law,) = amendments.laws, whole["laws"]
    pairs = [(row, e) for row, e in zip(change.text.articles, law["articles"], strict=True) if row.differs]
    page, place = question.page(pairs)
    rule = question.corpus.regulations[old.text.id]
    articles = [{**entry, **_cited(question, rule, change, row, (old, new))} for row, entry in page]
    places = {eId for row, _ in page for eId in (*row.old, *row.new)}
    seen = [e for e in law["seen"] if {str(e[key]).split("__")[0] for key in ("old_place", "new_place")} & places]
    result = {
        **place,
        "old": amendments.old,
        "new": amendments.new,
        "differ": amendments.differs,
        "articles": articles,
        "seen": seen,
        "rests_on_it": law["rests_on_it"],
        "computed": whole["computed"],
    }
    gaps = [*question.gaps([rule])] + ([] if whole["computed"] else [question.gap("not_computed")])
    gaps += [question.gap("page", total=place["total"])] if len(page) < place["total"] else []
    words = [f"{amendments.old} → {amendments.new}", *(f"{e['title']}: {e['kind']}" for e in articles)]
    return ToolResult(result, gaps, words)


def _compared(question: ToolQuestion) -> tuple[Amendments, Version, Version]:
    """Both versions, compared. Misuse where there are not two, or not these."""
    given, rule = question.arguments, question.rule(question.arguments["rule"])
    known = versions(rule)
    if len(known) < 2:
        raise Misuse(f"diff: {rule.id} has {len(known)} recorded texts, so there is nothing to compare; see coverage")
    pair = [
        knowledge.text(question.corpus, f"{rule.id}@{given[key]}")[1] if given.get(key) else otherwise
        for key, otherwise in (("old", known[-2]), ("new", known[-1]))
    ]
    old, new = pair
    return question.kb.diff(*(f"{rule.id}@{version.day}" for version in pair)), old, new


def _cited(
    question: ToolQuestion, rule: Regulation, change: LawChange, row: ArticleRow, pair: tuple[Version, Version]
) -> dict[str, Any]:
    sides = zip(pair, ((), row.new) if only_moved(row) else (row.old, row.new), strict=True)
    claims = (id for version, eIds in sides for eId in eIds for id in question.claim(rule, eId, version))
    return {"title": title(change, row, question.lang), "claims": list(dict.fromkeys(claims))}
