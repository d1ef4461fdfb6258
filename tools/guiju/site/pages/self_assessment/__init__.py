"""The questions of `guiju questions` as a form for each role, assessed in the browser; without JavaScript, as a list.

A page has the questions and duties as HTML; all else that the browser needs is in a script (script.py).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guiju import writers
from guiju.assessment.questionnaire import questionnaire
from guiju.assessment.receipt import hashes
from guiju.documents.content.cover import foot, notices
from guiju.model import Corpus, Fact, Lang, Role
from guiju.site.kinds import to
from guiju.site.page import MANY, TOLD_IN_FULL, TOLD_IN_PART, WIDE, Page
from guiju.site.pages.self_assessment.form import Form, forms, possible
from guiju.site.pages.self_assessment.report import script as report
from guiju.site.pages.self_assessment.report import template
from guiju.site.pages.self_assessment.script import scripts
from guiju.site.site import Site

PLACE = 6
GROUP = "roles"


def address(slug: str = "index", file: str = "") -> str:
    """The list of forms; a form; or, by its ending, a file of it: js, its script; duties.js, what that knows of duties;
    result.js, what its result says besides; report.js, what reports do; yaml, its questions to fill in; docx, the
    empty document of all forms."""
    match file:
        case "docx":
            return "downloads/self-assessment.docx"
        case "js" | "duties.js" | "result.js" | "report.js":
            return f"self-assessment/{slug}.{file}"
        case "yaml":
            return f"downloads/questions-{slug}.yaml"
    return f"self-assessment/{slug}.md"


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """Every form that there may be."""
    return [(named(roles, lang), address(slug)) for slug, roles in possible(corpus)]


def pages(site: Site) -> Iterator[Page]:
    """The list of forms, and each form."""
    made = list(forms(site))
    yield Page({"forms": made, "named": named}, template="overview", hide=WIDE, sheets=("assets/roles.css",))
    for form in made:
        yield _page(site, form)


def _page(site: Site, form: Form) -> Page:
    t, roles = site.words_of("self_assessment"), named(form.roles, site.lang)
    values = {
        "form": form,
        "roles": roles,
        "in_place": [words[site.lang] for words in notices(form.checklist)],
        "choices": choices,
        "most": TOLD_IN_PART if len(form.duties) > MANY else TOLD_IN_FULL,
        "foot": foot(form.checklist),
        "command": " ".join(f"--role {role.id}" for role in form.roles),
    }
    return Page(
        values,
        address(form.slug),
        t["of"].format(roles),
        hide=WIDE,
        sheets=("assets/self_assessment/self-assessment.css", "assets/self_assessment/result.css"),
        settling="assets/self_assessment/view.js",
        script=address(form.slug, "js"),
    )


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Of each form its script, the profile to fill in by hand, and the workbook."""
    workbook = writers.formats("checklist")["xlsx"]
    yield address(file="docx"), template(site.lang, site.as_of)
    law = hashes(tuple(site.corpus.with_reading()))  # the same for all: each checklist is of every rule read in full
    for form in forms(site):
        yield address(form.slug, "js"), starting(form.slug).encode()
        known, rest = scripts(form.checklist, form.facts_to_ask, address(form.slug), law)
        yield address(form.slug, "duties.js"), known.encode()
        yield address(form.slug, "result.js"), rest.encode()
        reported = report(form.checklist, form.duties, form.facts_to_ask)
        yield address(form.slug, "report.js"), f'import "./{form.slug}.result.js";\n{reported}'.encode()
        yield address(form.slug, "yaml"), questionnaire(form.checklist).encode()
        if len(form.roles) > 1:
            yield to.checklists(form.slug, "xlsx"), workbook(form.checklist)


def starting(slug: str) -> str:
    """The script of the page of a form: it starts the form with what is known of its duties."""
    return (
        'import { start } from "../assets/self_assessment/form.js";\n'
        f'import {{ given }} from "./{slug}.duties.js";\n\nexport {{ given }};\n'
        f'const load = {{ rest: () => import("./{slug}.result.js"), report: () => import("./{slug}.report.js") }};\n'
        "start(given, load);\n"
    )


def named(roles: Iterable[Role], lang: Lang) -> str:
    """The roles of a form, in a row."""
    return " + ".join(role.label[lang] for role in roles)


def choices(fact: Fact, t: Mapping[str, Any], lang: Lang) -> str:
    """How a fact is answered, in words: for readers without JavaScript."""
    values = [value.label[lang] for value in fact.values] or [t["type"][fact.type]]
    return str(t["either"].join([*values, *([t["checked_none"]] if fact.can_be_none else [])]))
