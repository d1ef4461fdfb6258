"""The page of the Python API: all that is public is on it, each with words."""

import html
import re

import guiju
from guiju.site.pages import python_api
from guiju.site.pages.python_api import Documented
from markdown_pages import made_from


def reference() -> dict[str, tuple[Documented, ...]]:
    page, _ = python_api.pages(made_from())
    values = page.values
    parts = ("functions", "records", "errors")
    return {**{name: tuple(values[name]) for name in parts}, "methods": values["door"].parts}


def test_all_that_is_public_is_on_the_page_and_has_words() -> None:
    page = reference()
    listed = [thing.name for part in ("functions", "records", "errors") for thing in page[part]]
    assert sorted([*listed, "KnowledgeBase"]) == sorted(guiju.__all__)
    methods = [name for name in dir(guiju.KnowledgeBase) if not name.startswith("_")]
    assert sorted(thing.name for thing in page["methods"]) == sorted({*methods, "corpus", "root"})
    assert [thing.name for things in page.values() for thing in things if "<p>" not in thing.text] == []


def test_no_description_names_what_is_private() -> None:
    texts = [text for things in reference().values() for thing in things for text in (thing, *thing.parts)]
    named = {name for text in texts for name in re.findall(r"guiju\.(\w+)", html.unescape(text.text))}
    assert named and named <= set(guiju.__all__)


def test_what_calls_take_and_return_is_written_as_in_the_code() -> None:
    methods = {thing.name: thing.signature for thing in reference()["methods"]}
    assert methods["standing"] == "standing(rule: str, as_of: Day | None = None) -> Standing"
    assert methods["data_version"] == "data_version: str"
    assert "    lang: Lang = 'zh',\n" in methods["checklist"]


def test_fields_of_the_data_have_the_words_of_the_schemas() -> None:
    (duty,) = (thing for thing in reference()["records"] if thing.name == "Obligation")
    fields = {part.name: part for part in duty.parts}
    assert "Unique in the rule" in fields["id"].text
    assert fields["method"].signature == "method: Literal['test', 'examine', 'interview'] | None"
    assert "<p>" in fields["binds"].text
