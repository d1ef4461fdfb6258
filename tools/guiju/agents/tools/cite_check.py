"""Check the citations of Chinese law in a text: in force? is the article number right and the quotation accurate?

Use it on your own draft before you answer, and on texts that people send you. Give the text itself, never the name of
a file. Statuses: ok; unknown_law (the law is not in this knowledge base); not_checked (the law is, the words of the
place are not); unattributed (nobody can know the law); not_in_force; old_law_declared (the text says that it is old
law); renumbered; no_such_provision; quotation_differs; claim_differs (the article does not say that, `now` does);
moved_subject (what the sentence is about is now elsewhere). `now` is the right place, `repair` what to write instead.
Of an ok citation `checked` is words (the quotation or claim was compared with the article and agrees) or place (only
the number was looked up). A date beside a citation decides which version applies, otherwise as_of does.
"""

from guiju.agents import schemas
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolCall
from guiju.citations.checking import CheckedCitation, as_json, counted
from guiju.law.versions import versions
from guiju.lookup.laws import texts
from guiju.places.citation import eIds

ARGUMENTS = {
    "text": ("string", "Markdown or plain text; send a longer one in parts.", {"minLength": 1, "maxLength": 50_000}),
}
RESULT = {
    "citations": [
        {
            "line": ("integer", "The line, from 1."),
            "column": ("integer", "The character in the line, from 1."),
            "text": "The citation as the text has it.",
            "law_id": (schemas.STRING_OR_NULL, "The id of the rule; null if it is not here."),
            "status": "What is wrong with it, or ok.",
            "checked": (schemas.STRING_OR_NULL, "Of what is ok: words, or only the place."),
            "now": (schemas.STRING_OR_NULL, "The eId of the right place, if it is another one."),
            "note": (schemas.STRING_OR_NULL, "What is wrong, in words."),
            "repair": (schemas.STRING_OR_NULL, "What to write instead, where that is certain."),
            "claims": schemas.CLAIMS,
        },
        "The citations, in the order of the text.",
    ],
    "counts": ("object", "Citations by status; of what is ok also by what was checked."),
}


def answer(question: ToolCall) -> ToolResult:
    """The citations on the page."""
    text, lang = question.arguments["text"], question.lang
    citations = question.kb.cite_check(text, question.as_of)
    counts = counted(citations)
    page, number = question.page(citations)
    entries = [
        {**as_json(citation, lang), "repair": citation.mended, "claims": _claims(question, citation)}
        for citation in page
    ]
    gaps = question.counted("unknown_laws", counts.get("unknown_law", 0))
    gaps += question.counted("no_text", counts.get("not_checked", 0))
    gaps += question.counted("unattributed", counts.get("unattributed", 0))
    gaps += question.counted("only_place", counts.get("ok_by_place", 0))
    gaps += [question.gap("ignored")] if "cite-check: ignore" in text else []
    gaps += [] if citations else [question.gap("no_citations")]
    words = [f"{e['line']}:{e['column']} {e['text']}: {e['status']} {e['note'] or ''}".rstrip() for e in entries]
    return ToolResult({**number, "citations": entries, "counts": counts}, gaps, words)


def _claims(question: ToolCall, citation: CheckedCitation) -> list[str]:
    """Quotes the right place, or the cited one, in the text by which the citation was judged."""
    rule = question.corpus.regulations.get(citation.law_id or "")
    cited = citation.judgement.citation
    text = texts(rule, cited.version, citation.as_of).text if rule else None
    if rule is None or text is None:
        return []
    version = next((version for version in versions(rule) if version.text is text), None)
    places = [citation.now] if citation.now else eIds(text, cited.place)
    return [id for place in places for id in question.claim(rule, place, version)]
