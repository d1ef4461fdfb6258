"""An assessment to read, in Markdown: counts, findings first, then what is open, then the rest; each with its proof."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.assessment import Assessment
from guiju.exports.markdown import escaped
from guiju.exports.report import SIGNERS, WORDS, Entry, Report, report
from guiju.labels import COLON


def render(assessment: Assessment) -> bytes:
    """The assessment as Markdown, UTF-8."""
    return ("\n".join(_lines(report(assessment))).rstrip("\n") + "\n").encode()


def _lines(told: Report) -> Iterator[str]:
    lang = told.lang
    yield from (f"# {WORDS['title'][lang]}", "", escaped(told.cover.notice), "")
    for heading, text in told.facts:
        yield f"- **{escaped(heading)}**{COLON[lang]}{escaped(text)}"
    yield from ("", f"## {WORDS['result'][lang].format(total=told.total)}", "")
    for words, count in told.counts:
        yield f"- {words}{COLON[lang]}{count} / {told.total}"
    yield ""
    for _, words, entries in told.groups:
        yield from (f"## {words}", "")
        for entry in entries:
            yield from _entry(told, entry)
    if told.next_facts:
        yield from (f"## {WORDS['next'][lang]}", "")
    for name, entity, question, waits in told.next_facts:
        yield f"1. `{name}` ({entity}): {escaped(question)} {waits}"
    yield from ("", f"## {WORDS['limits'][lang]}", "", *(f"- {escaped(text)}" for text in told.limits), "")
    yield from (f"## {WORDS['sign_off'][lang]}", "")
    for signer in SIGNERS:
        yield f"- {signer[lang]}{COLON[lang]}__________ {WORDS['date'][lang]}{COLON[lang]}__________".replace(
            "_", r"\_"
        )
    yield from ("", f"{WORDS['receipt'][lang]}{COLON[lang]}`{told.receipt}`", "")


def _entry(told: Report, entry: Entry) -> Iterator[str]:
    lang = told.lang
    yield from (f"### {escaped(entry.title)}", "")
    yield from (f"**{entry.words}** · {escaped(entry.place)} · {escaped(entry.id)}", "")
    yield from (f"> {escaped(entry.quotation)}", "")
    if entry.disagreement:
        yield from (WORDS["disagree"][lang], "")
    yield from (f"{WORDS['proof'][lang]}{COLON[lang].rstrip()}", "")
    for sentence in entry.proof:
        yield f"- {escaped(sentence)}"
    if entry.plan is not None:
        yield f"- {escaped(entry.plan)}"
    yield ""
