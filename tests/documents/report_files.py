"""Reports on the sample assessment in every format, each made once; the hash of every file that is made of samples."""

import hashlib
from datetime import date
from functools import cache
from typing import get_args

from assessment_samples import AS_OF, assessed, assessment, changed, seen
from checklist_files import RENDERS, render
from checklist_samples import sample
from guiju.assessment import Assessment
from guiju.documents.report.audience import Audience
from guiju.model import LANGUAGES, Lang
from guiju.writers import formats

REPORTS = [(document, form) for document in ("applicability", "assessment") for form in sorted(formats(document))]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def written(document: str, form: str, told: Assessment, audience: Audience = "internal") -> bytes:
    return formats(document)[form](told, audience)


@cache
def made(document: str, form: str, lang: Lang, audience: Audience = "internal", as_of: date = AS_OF) -> bytes:
    return written(document, form, assessment(lang, as_of), audience)


@cache
def text(document: str, form: str, lang: Lang, audience: Audience = "internal", as_of: date = AS_OF) -> str:
    """What a reader sees, in single spaces."""
    return " ".join(seen(form, made(document, form, lang, audience, as_of)).split())


@cache
def graded(risk: str, lang: Lang) -> Assessment:
    """The sample with this grade and note in each plan."""
    return assessed(changed(risk=risk, note=risk), lang)


def hashes() -> dict[str, str]:
    """The hash of every file: of the reports in each edition, and of the small checklist."""
    files = {f"checklist {form} {lang}": render(form, sample(lang)) for form in RENDERS for lang in LANGUAGES}
    for document, form in REPORTS:
        for lang in LANGUAGES:
            for audience in AUDIENCES:
                files[f"{document} {form} {lang} {audience}"] = made(document, form, lang, audience)
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
