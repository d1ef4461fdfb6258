"""Composes exports for other software, also of an assessment that is made again from its report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guiju import __version__, checks, exports, knowledge
from guiju.api.arguments import Day, as_day, as_word
from guiju.files.finding import Misuse, UnsoundBase, one_line
from guiju.model import Corpus

if TYPE_CHECKING:
    from guiju.assessment import Assessment

_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/@!$&'()*+,;=%\[\]-]+")


def files(
    corpus: Corpus,
    format: str,
    as_of: Day | None,
    site: str,
    assessment: Assessment | None,
    before: Mapping[str, bytes] | None,
) -> Iterator[tuple[str, bytes]]:
    """The files of an export, by address. UnsoundBase where it would pass on defects of the records."""
    exports.takes(as_word(format, "format"))
    if site and not _WEB_ADDRESS.fullmatch(as_word(site, "site")):
        raise Misuse(f"site: {one_line(site)} is not a web address; write https://…")
    if findings := checks.findings(corpus, knowledge.BLOCKING_CHECKS):
        raise UnsoundBase(findings)
    if before is not None and not isinstance(before, Mapping):
        raise Misuse(f"before: {one_line(before)} is not a mapping; give the files by address")
    day = as_day(as_of) if assessment is None else _day_of(corpus, assessment, as_of)
    more = {"site": site, "assessment": assessment, "before": before or {}}
    return exports.files(format, corpus, day, **more)


def _day_of(corpus: Corpus, assessment: Assessment, as_of: Day | None) -> date:
    """The day of an assessment of this knowledge base."""
    from guiju.assessment import Assessment

    if not isinstance(assessment, Assessment):
        raise Misuse(f"assessment: {one_line(assessment)} is not an assessment; assess() makes one")
    checklist = assessment.checklist
    if checklist.corpus.data_version != corpus.data_version:
        raise Misuse("assessment: was made with another knowledge base; assess again")
    if as_of is not None and as_day(as_of) != checklist.as_of:
        raise Misuse(f"as_of: the assessment is of {checklist.as_of}; leave it out")
    return checklist.as_of


def assessment_of(file: str, corpus: Corpus) -> Assessment:
    """The assessment of a report, made again from its receipt. Misuse where that fails or differs from the report: an
    auditor must not be handed results that do not verify."""
    from guiju.verification import sealed, verify
    from guiju.verification.remake import remake

    report = sealed.read(Path(file))
    if report.regulator:
        raise Misuse(f"{file}: the regulator edition has no facts; name the internal one: no more of it is exported")
    sealed.refuse_other_versions(report)
    knowledge.runnable(corpus)
    verification = verify(report, corpus)
    if verification.mismatches:
        raise Misuse(f"{verification.mismatches[0].line(report.file)}; guiju verify {file} lists all differences")
    if not verification.whole:
        made = f"data version {report.receipt['data_version']} and guiju {report.receipt['guiju']}"
        raise Misuse(f"{file}: was made with {made}, not with {corpus.data_version} and {__version__}; assess again")
    return remake(report, corpus)
