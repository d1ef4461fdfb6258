"""Word documents: the properties that people and programs give them, custom ones by name."""

from collections.abc import Iterator

from guiju.labels.entry import MetadataEntry
from guiju.reading.archive import open_archive
from guiju.reading.limits import refuse

ENDINGS, MAGIC, KIND = ("docx", "docm", "dotx"), b"PK\3\4", "text"
_CUSTOM = "docProps/custom.xml"
_OTHERS = ("docProps/core.xml", "docProps/app.xml")


def entries(data: bytes, name: str) -> Iterator[MetadataEntry]:
    archive = open_archive(data, name)
    if "word/document.xml" not in archive:
        refuse("unreadable-text", "is an archive, not a Word document; unpack it, or save it as .docx", name)
    if _CUSTOM in archive:
        for node in archive.tree(_CUSTOM).iter("property"):
            yield MetadataEntry(f"DOCX {_CUSTOM}", node.get("name", ""), "".join(node.itertext()).strip())
    for part in (part for part in _OTHERS if part in archive):
        for node in archive.tree(part):
            yield MetadataEntry(f"DOCX {part}", node.tag, "".join(node.itertext()).strip())
