"""Accepted findings, each for a while and with its reason. One that has ended, or excuses nothing, is a finding."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guiju.files.finding import Finding
from guiju.model import AcceptedFinding


def unexcused(findings: Sequence[Finding], exceptions: Iterable[AcceptedFinding], today: date) -> list[Finding]:
    """The findings that no exception accepts on this day, and the exceptions that are stale."""
    exceptions = tuple(exceptions)
    running = [e for e in exceptions if today < e.until]
    left = [f for f in findings if not any(_excuses(e, f) for e in running)]
    return sorted([*left, *_stale(findings, exceptions, today)], key=lambda f: (f.at, f.code, f.message))


def _excuses(exception: AcceptedFinding, finding: Finding) -> bool:
    same_file = finding.at.path.endswith(f"regulations/{exception.file}")
    return finding.code == exception.check and same_file and exception.words in finding.message


def _stale(findings: Sequence[Finding], exceptions: Iterable[AcceptedFinding], today: date) -> Iterator[Finding]:
    for exception in exceptions:
        if today >= exception.until:
            message = f"expired on {exception.until}; fix the finding that it excuses, or renew it"
            yield Finding("stale-exception", message, exception.where.at("until"))
        elif not any(_excuses(exception, finding) for finding in findings):
            yield Finding("stale-exception", "no longer excuses a finding; remove it", exception.where.at())
