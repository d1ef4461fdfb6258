"""Texts of laws, imported in memory: what tests of the importer share."""

import io
import zipfile
from xml.sax.saxutils import escape

from guiju.importing import formats
from guiju.importing.line import bare
from guiju.importing.rule import ImportedRule, joined, rules
from guiju.importing.units import Value

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


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
    return joined(rule.value) + "".join(bare(line["text"]) for line in rule.value.get("unplaced", ()))


def word_document(*paragraphs: str, body: str = "", **beside: str) -> bytes:
    """A .docx file with these paragraphs, or this XML as its body, and the XML of parts beside it, such as styles."""
    inner = body or "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{NAMESPACE}"><w:body>{inner}</w:body></w:document>'
        )
        for part, xml in beside.items():
            archive.writestr(f"word/{part}.xml", f'<w:{part} xmlns:w="{NAMESPACE}">{xml}</w:{part}>')
    return file.getvalue()
