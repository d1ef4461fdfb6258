"""A door that does not ask for every fact, or for none, never says more of a situation than is known there."""

import json
import shutil
import subprocess
import sys
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from assessment_samples import assessed
from guiju.documents.penalties.heaviest import heaviest
from guiju.documents.penalties.lines import WORDS, ranges
from guiju.model import Lang, Leaflet
from guiju.reasoning.checklist import Checklist, Line
from guiju.site.page import markdown
from guiju.site.pages import leaflets, self_assessment
from guiju.site.pages import roles as role_pages
from guiju.site.pages.self_assessment.form import forms
from guiju.site.pages.self_assessment.script import scripts
from guiju.site.site import Site
from places import ROOT
from real_corpus import real
from row_samples import SERVICE, measured
from situations import AS_OF, DUTY, ROLES, SITUATIONS, Situation, by_json, each_situation, row, told

NOT_ASKED = {
    "form": {"group-owner": {"violation_content", "violation_ground"}, "group-member": {"violation_content"}},
    "leaflet": {"group-owner": {"violation_ground"}, "group-member": set[str]()},
}
"""What a door cannot express: a form asks for what checks read, a leaflet for what everybody can tell. Neither orders
nor words by the day of the act: both say of which day their law is. Lists, cards and role pages ask for nothing."""


# In the browser, as Node runs it: the self-assessment and the leaflets


IN_NODE = """
import { readFileSync } from "node:fs";
const { assess } = await import("./self_assessment/assessment.js");
const { excluded } = await import("./leaflets/course.js");
const answers = [];
for (const { role, form, answered } of JSON.parse(readFileSync(0, "utf8"))) {
  const { given } = await import(`./for/${role}.duties.js`);
  await import(`./for/${role}.result.js`);
  const { leaflet } = await import(`./for/${role}.js`);
  const gaps = assess(given, form).lines.filter(({ verdict }) => verdict === "breached");
  answers.push([gaps.map(({ duty }) => [duty.id, duty.penalties]), [...excluded(given, leaflet, answered)]]);
}
console.log(JSON.stringify(answers));
"""
NODE = Path(sys.prefix) / "bin" / "node"


@cache
def site() -> Site:
    return Site(real(), "zh", AS_OF, ROOT / "docs" / "zh")


@cache
def in_browser() -> dict[Situation, tuple[dict[str, list[str]], set[str]]]:
    """Of each situation the gaps that the form of the role finds, with what they lead to, and the provisions that the
    leaflet of the role hides."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "package.json").write_text('{"type": "module"}')
        (folder / "for").mkdir()
        for kind in ("self_assessment", "leaflets"):
            shutil.copytree(ROOT / "tools/guiju/site/pages" / kind, folder / kind)
        for form in (form for form in forms(site()) if form.slug in ROLES.values()):
            texts = scripts(form.checklist, form.facts_to_ask, f"for/{form.slug}.md")
            for kind, text in zip(("duties", "result"), texts, strict=True):
                (folder / "for" / f"{form.slug}.{kind}.js").write_text(text, "utf-8")
            text = leaflets.script(site(), leaflet_of(form.slug))
            lines = [line for line in text.splitlines() if "leaflet.js" not in line and not line.startswith("start(")]
            text = "\n".join(lines).replace("../self-assessment/", "./")
            (folder / "for" / f"{form.slug}.js").write_text(text, "utf-8")
        asked = [told_in_browser(*each) for each in SITUATIONS]
        command, texts = [str(NODE), "--input-type=module", "--eval", IN_NODE], json.dumps(asked)
        done = subprocess.run(command, input=texts, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {each: (dict(gaps), {*out}) for each, (gaps, out) in zip(SITUATIONS, json.loads(done.stdout), strict=True)}


def leaflet_of(role: str) -> Leaflet:
    return next(leaflet for leaflet in real().leaflets if leaflet.role == role)


def told_in_browser(subject: str, content: str, day: date) -> dict[str, Any]:
    """What a form and a leaflet are told of a situation: no more than they ask."""
    role, facts = ROLES[subject], row(subject, content, day)
    form, leaflet = ({n: v for n, v in facts.items() if n not in NOT_ASKED[door][role]} for door in NOT_ASKED)
    conduct = {"conduct": {"1": {"actor_kind": "individual"}}}
    return {
        "role": role,
        "form": {"facts": SERVICE, "rows": {"violation": {"V-1": measured(form)}}},
        "answered": {"facts": {}, "coverage": {}, "rows": {"violation": {"1": leaflet}, **conduct}},
    }


@pytest.mark.parametrize("role", sorted({*ROLES.values()}))
def test_a_form_and_a_leaflet_ask_for_all_but_what_is_named_here(role: str) -> None:
    known, (form,) = set(row(*SITUATIONS[0])), (form for form in forms(site()) if form.slug == role)
    assert known - set(form.facts_to_ask["violation"]) == NOT_ASKED["form"][role]
    asked = {name for question in leaflet_of(role).questions for name in question.facts}
    assert known - asked == NOT_ASKED["leaflet"][role]


@pytest.mark.cost(4, "makes the forms and leaflets once, and runs them in Node")
@each_situation
def test_a_leaflet_hides_the_provisions_that_the_report_of_its_answers_excludes(
    subject: str, content: str, day: date
) -> None:
    known, words = told_in_browser(subject, content, day)["answered"]["rows"]["violation"]["1"], dict[str, set[str]]()
    made = assessed({"facts": SERVICE, "rows": {"violation": {"V": measured(known)}}}, "zh", AS_OF, (ROLES[subject],))
    for one in told(made).values():
        words.setdefault(one["provision"], set()).add(one["reach"])
    listed = {name for name, *_ in leaflets.provisions(site(), leaflet_of(ROLES[subject]))}
    _, hidden = in_browser()[subject, content, day]
    assert hidden & words.keys() == {name for name in words.keys() & listed if words[name] == {"excluded"}}


# Without facts, or without those that tell of the act


@cache
def listed(role: str) -> tuple[Checklist, Line]:
    """What a list says of a breach by this role, of which nothing is known."""
    made = site().checklist([one for one in real().vocabulary.roles if one.id == role])
    return made, next(line for line in made.lines if line.id == DUTY)


@each_situation
def test_a_form_finds_the_gap_and_says_what_a_list_says(subject: str, content: str, day: date) -> None:
    gaps, _ = in_browser()[subject, content, day]
    assert gaps[DUTY] == list(ranges(*listed(ROLES[subject])))


@each_situation
def test_a_list_says_open_of_what_some_situation_excludes_and_leaves_out_nothing_that_reaches_another(
    subject: str, content: str, day: date
) -> None:
    made, line = listed(ROLES[subject])
    words = {judged.sanction.id: judged.reach for one in made.exposures(line) for judged in one.reached}
    for (name, of_day), reach in by_json(subject, content, day).items():
        slug = name.partition("#")[2]
        assert reach != "could_apply" or of_day < "2026" or slug in words, name
        assert reach != "excluded" or words.get(slug) != "could_apply", name


@pytest.mark.parametrize("role", sorted({*ROLES.values()}))
def test_what_has_no_facts_says_the_heaviest_with_its_word_and_of_which_day_its_law_is(role: str, lang: Lang) -> None:
    here = Site(real(), lang, AS_OF, ROOT / "docs" / lang)
    chosen = [one for one in real().vocabulary.roles if one.id == role]
    heaviest_of = heaviest(here.checklist(chosen), next(x for x in here.checklist(chosen).lines if x.id == DUTY))
    word, day = WORDS.table("reach")["open"][lang], here.words["law_of_day"].format(AS_OF)
    (of_role,) = (page for page in role_pages.pages(here) if page.address == f"roles/{role}.md")
    (leaflet,) = (page for page in leaflets.pages(here) if page.address == f"for/{role}.md")
    (form,) = (page for page in self_assessment.pages(here) if page.address == f"self-assessment/{role}.md")
    text = unescape(markdown(here, "roles", of_role))
    assert [one for one in heaviest_of if one not in text or word not in one] == [] and day in text
    text = unescape(markdown(here, "leaflets", leaflet))
    assert text.count(word) >= 2 and day in text
    assert day in unescape(markdown(here, "self_assessment", form))
