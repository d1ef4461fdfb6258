"""Renderings of findings, one per file: `render(findings, colour) -> str`. Adding a file adds a format."""

import hashlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module

from guiju.files.finding import Finding

FindingFormat = Callable[[Sequence[Finding], bool], str]


def formats() -> Mapping[str, FindingFormat]:
    """All formats by name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").render for name in names}


def fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """What makes each finding the same in the next run, though lines above it come and go: file, code, message, and
    among equal ones its number."""
    times: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        same = finding.at.path, finding.code, finding.message
        times[same] += 1
        yield hashlib.sha256("\0".join((*same, str(times[same]))).encode("utf-8", "replace")).hexdigest()


def on_a_line(finding: Finding) -> tuple[int, str]:
    """Line and message for what knows only lines: a cell of a workbook is in the words."""
    if not finding.at.sheet:
        return finding.at.line, finding.message
    return 1, f"{str(finding.at).removeprefix(f'{finding.at.path}:')}: {finding.message}"
