"""Texts of laws, imported in memory: what tests of the importer share."""

from pathlib import Path

from guiju.cli import main
from guiju.files.folding import without_spaces
from guiju.importing import formats
from guiju.importing.rule import ImportedRule, rules
from guiju.importing.units import Value
from guiju.importing.whole import joined
from word_files import word_document as word_document


def imported(text: str | bytes, name: str = "law.txt") -> ImportedRule:
    """The one rule of a file."""
    (rule,) = all_imported(text, name)
    return rule


def all_imported(text: str | bytes, name: str = "law.txt") -> tuple[ImportedRule, ...]:
    data = text.encode() if isinstance(text, str) else text
    return rules(formats.read(data, name), name, name.rpartition(".")[0])


def tree(rule: ImportedRule) -> list[str]:
    """The eIds of a rule, headings included, in order."""
    found: list[str] = []

    def walk(value: Value) -> None:
        if "eId" in value:
            for division in value.get("divisions", ()):
                found.append(division["eId"])
            found.append(value["eId"])
        for key in ("articles", "paragraphs", "points", "indents", "annexes"):
            for inner in value.get(key, ()):
                walk(inner)

    walk(rule.value)
    return found


def text_at(rule: ImportedRule, eId: str) -> str:
    """The words of a place."""

    def look(value: Value) -> str | None:
        if value.get("eId") == eId:
            return str(value.get("zh", ""))
        keys = ("articles", "paragraphs", "points", "indents", "annexes")
        inner = (look(entry) for key in keys for entry in value.get(key, ()))
        return next((found for found in inner if found is not None), None)

    words = look(rule.value)
    assert words is not None, f"{eId} is not among {tree(rule)}"
    return words


def whole(rule: ImportedRule) -> str:
    """All characters of a rule in their order, white space aside; first those that are part of the law."""
    return joined(rule.value) + "".join(without_spaces(line["text"]) for line in rule.value.get("unplaced", ()))


def write(folder: Path, **files: str | bytes) -> None:
    """Files in a folder, named with _ for the dot."""
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def guiju(command: str) -> int:
    """Run a command line; returns its exit code."""
    return main(command.split())
