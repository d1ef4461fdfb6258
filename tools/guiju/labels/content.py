"""A file as a row of `content`: what its metadata give, and what is declared of it."""

import re
from collections.abc import Callable, Mapping
from fnmatch import translate
from glob import has_magic

from guiju.labels.formats import formats
from guiju.labels.label import Mark, names
from guiju.labels.reading import LabelledFile
from guiju.predicates.kleene import Facts, Value

ENTITY = "content"
_OF_PROVIDER = ("metadata_provider", "metadata_content_number")
_AS_UPLOADED = ("implicit_label_found", "metadata_states_generated")


def facts_of(file: LabelledFile, declared: Facts) -> Facts:
    """The facts of a file. What its metadata hold was read; what is declared counts for the rest, and for the file as
    it was uploaded, of which the one at hand may be a later state."""
    read = measured(file)
    known = formats()[file.format].KIND if file.format else ""
    kind: Facts = {"content_is_file": True} | ({"content_kind": known} if known else {})
    return {**kind, **read, **{name: v for name, v in declared.items() if name in _AS_UPLOADED or name not in read}}


def measured(file: LabelledFile) -> Facts:
    """What the metadata of a file give. Of a label that cannot be read only that there is one, of
    a damaged one only what it still says."""
    if file.state != "read":
        return {}
    read = [dict(mark.fields) for mark in file.labels if mark.kind == "implicit"]
    is_whole = all(mark.kind == "implicit" and not mark.is_damaged for mark in file.labels)
    facts = dict[str, Value]()
    for fact, field in names()["elements"].items():
        if any(field in fields for fields in read):
            facts[fact] = True
        elif is_whole:
            facts[fact] = False
    # A platform adds its own part: a label of that alone does not tell what there was before.
    if not read or any(facts.get(name) for name in _OF_PROVIDER):
        facts["implicit_label_found"] = bool(file.labels)
        if (states := _states(read, file.labels)) is not None:
            facts["metadata_states_generated"] = states
    return facts


def _states(read: list[dict[str, str]], labels: tuple[Mark, ...]) -> bool | None:
    """Whether the labels say that the content is generated; None where they say something else, or differ."""
    if not labels:
        return False
    values = {fields.get(names()["elements"]["metadata_attribute"]) for fields in read}
    return True if values and values <= {*names()["states_generated"]} and len(read) == len(labels) else None


def declarations(rows: Mapping[str, Facts]) -> Callable[[str], Facts]:
    """What is declared of a file, by its path and by patterns that match it: a later one before an earlier one, the
    path itself before all."""
    # Compiled once: a module that keeps few patterns would compile two thousand again for each file.
    patterns = [(re.compile(translate(key)), row) for key, row in rows.items() if has_magic(key)]

    def declared(path: str) -> Facts:
        facts = dict[str, Value]()
        for pattern, row in patterns:
            if pattern.match(path):
                facts.update(row)
        return {**facts, **rows.get(path, {})}

    return declared
