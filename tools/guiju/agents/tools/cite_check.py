"""Check the citations of Chinese law in a text: in force? is the article number right and the quotation accurate?

Use it on your whole answer before you give it, and on texts that people send you: the text itself, not the name of a
file. Statuses: ok (the words were compared, and agree); only_place (the number exists, nothing was compared);
unknown_law (the law is not here); not_checked (its words are not); unattributed (its law cannot be known);
not_in_force; old_law_declared (the text says that it is old law); renumbered; no_such_provision; quotation_differs;
claim_differs (the article does not say that, `now` does); moved_subject (what the sentence is about is elsewhere now).
Only ok is known to be right. `now` is the right place, `repair` what to write instead. A date beside a citation
decides which version applies, otherwise as_of does.
"""

from collections import Counter

from guiju.agents.answering import ResultEntry, ToolResult
from guiju.agents.question import ToolCall
from guiju.api import meanings
from guiju.citations.checking import CheckedCitation, as_json
from guiju.law.load import LOOKUP_KINDS
from guiju.law.versions import versions
from guiju.lookup.laws import Laws, texts
from guiju.model import Corpus
from guiju.places.citation import eIds
from guiju.search.index import LookupIndex

_NOT_COMPARED = ("unknown_law", "not_checked", "unattributed", "old_law_declared", "only_place")
"""The statuses of citations that are neither wrong nor known to be right; each has a gap of its name."""
EXAMPLE = {"text": "依照《网络安全法》第二十一条留存日志；见《电信条例》第三条。"}
ARGUMENTS = {
    "text": ("string", "Markdown or plain text; send a longer one in parts.", {"minLength": 1, "maxLength": 50_000}),
}


def answer(question: ToolCall) -> ToolResult[CheckedCitation]:
    """The citations: those with something wrong, then those that nobody compared, then those that agree."""
    text, lang = question.arguments["text"], question.lang

    def work(index: LookupIndex) -> tuple[tuple[CheckedCitation, ...], Corpus]:
        found = meanings.citations(text, Laws(index), question.as_of)
        return found, index.corpus({each.law_id for each in found if each.law_id}, LOOKUP_KINDS)

    citations = question.consult(work)
    statuses = Counter(map(_status, citations))
    compared, unknown = statuses["ok"], sum(statuses[status] for status in _NOT_COMPARED)
    counts = {"all": len(citations), "wrong": len(citations) - compared - unknown, "not_compared": unknown}

    def entry(citation: CheckedCitation) -> ResultEntry:
        status = _status(citation)
        claims = [] if status == "ok" else _claims(question, citation)  # what agrees need not be read again
        value = {**as_json(citation, lang), "status": status, "repair": citation.mended, "claims": claims}
        line = f"{value['line']}:{value['column']} {value['text']}: {status} {value['note'] or ''}".rstrip()
        return ResultEntry(value, [line + (f" → {citation.mended}" if citation.mended else "")])

    gaps = [gap for status in _NOT_COMPARED for gap in question.counted(status, statuses[status])]
    gaps += [question.gap("ignored")] if "cite-check: ignore" in text else []
    gaps += [] if citations else [question.gap("no_citations")]
    order = ("ok", *_NOT_COMPARED)
    worst_first = sorted(citations, key=lambda each: -order.index(status) if (status := _status(each)) in order else -9)
    words = [", ".join(f"{status} {count}" for status, count in {**counts, **statuses}.items())]
    return ToolResult("citations", worst_first, entry, {"counts": counts | statuses}, gaps, words)


def _status(citation: CheckedCitation) -> str:
    """The status, without calling ok what nobody compared."""
    return "only_place" if citation.status == "ok" and citation.checked != "words" else citation.status


def _claims(question: ToolCall, citation: CheckedCitation) -> list[str]:
    """Quotes the first words of the right place, or of the cited one, in the text by which the citation was judged."""
    rule = question.corpus.regulations.get(citation.law_id or "")
    cited = citation.judgement.citation
    text = texts(rule, cited.version, citation.as_of).text if rule else None
    if rule is None or text is None:
        return []
    version = next((version for version in versions(rule) if version.text is text), None)
    places = [citation.now] if citation.now else eIds(text, cited.place)
    return [id for place in places[:1] for id in question.claim(rule, place, version)[:1]]
