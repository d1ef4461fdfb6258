"""Compare two versions of a law: which article became which, which words changed, and which duties that affects.

Use it after an amendment, or to find where an old article number is now. `old` and `new` are days of versions (coverage
lists them); without them the last two are compared. `seen` is what the words show (a number, a period, "may" for
"shall"), `computed` what follows under our reading. Only recorded versions can be compared, and the reasons for the
amendment are not here.
"""

from guiju import knowledge
from guiju.agents import schemas
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolCall
from guiju.amendment.texts import ArticleRow
from guiju.documents.amendment import only_moved, title, value
from guiju.files.finding import Misuse
from guiju.law.versions import Version, versions
from guiju.model import Regulation

ARGUMENTS = {
    "rule": schemas.RULE,
    "old?": schemas.day("The day of the old version"),
    "new?": schemas.day("The day of the new version"),
}
_RECORD = ("object", "As in schemas/amendment-export.schema.json.")
RESULT = {
    "old": "The id of the old version.",
    "new": "The id of the new version.",
    "differ": ("boolean", "Whether anything differs."),
    "articles": [
        {
            "old": ["An eId in the old version."],
            "new": ["An eId in the new version."],
            "kind": "renumbered, amended, split, merged, removed or added.",
            "title": "How both are cited.",
            "claims": schemas.CLAIMS,
            schemas.MORE: "An article; its other keys are those of schemas/amendment-export.schema.json.",
        },
        "The articles that differ, in the order of the law.",
    ],
    "seen": [_RECORD, "What the words show, for the articles of this page."],
    "rests_on_it": [_RECORD, "Our records that rest on words which changed."],
    "computed": (["object", "null"], "What follows under our reading; null: not computed."),
}


def answer(question: ToolCall) -> ToolResult:
    """The articles on the page."""
    rule = question.kb.rule(question.arguments["rule"])
    old, new = _versions(question, rule)
    amendments = question.kb.diff(*(f"{rule.id}@{version.day}" for version in (old, new)))
    export = value(amendments, question.lang, question.as_of)
    (change,), (law,) = amendments.laws, export["laws"]
    differing = [(row, e) for row, e in zip(change.text.articles, law["articles"], strict=True) if row.differs]
    page, number = question.page(differing)
    articles = [
        {**entry, "title": title(change, row, question.lang), "claims": _claims(question, rule, row, old, new)}
        for row, entry in page
    ]
    places = {eId for row, _ in page for eId in (*row.old, *row.new)}
    result = {
        **number,
        "old": amendments.old,
        "new": amendments.new,
        "differ": amendments.differs,
        "articles": articles,
        "seen": [e for e in law["seen"] if places & {str(e[k]).split("__")[0] for k in ("old_place", "new_place")}],
        "rests_on_it": law["rests_on_it"],
        "computed": export["computed"],
    }
    gaps = [*question.gaps([rule]), *([] if export["computed"] else [question.gap("not_computed")])]
    words = [f"{amendments.old} → {amendments.new}", *(f"{e['title']}: {e['kind']}" for e in articles)]
    return ToolResult(result, gaps, words)


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
