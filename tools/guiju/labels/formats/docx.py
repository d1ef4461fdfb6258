"""Word documents: the properties that people and programs give them, custom ones by name."""

from collections.abc import Iterator

from guiju.labels.entry import MetadataEntry
from guiju.reading.archive import open_archive
from guiju.reading.limits import refuse

ENDINGS, MAGIC, WITHIN, KIND = ("docx", "docm", "dotx"), b"PK\3\4", 0, "text"
_CUSTOM, _OTHERS = "customproperties", ("coreproperties", "extendedproperties")
_USUAL = {"docProps/custom.xml": _CUSTOM, "docProps/core.xml": _OTHERS[0], "docProps/app.xml": _OTHERS[1]}


def entries(data: bytes, name: str) -> Iterator[MetadataEntry]:
    archive = open_archive(data, name)
    if "word/document.xml" not in archive:
        refuse("unreadable-text", "is an archive, not a Word document; unpack it, or save it as .docx", name)
    # A part has what kind its relationship says, wherever it is (custom-properties; in the strict form of the standard
    # customProperties); the usual ones are read though none leads to them.
    related = {part: kind.replace("-", "").lower() for kind, part in archive.targets("").values()}
    known = {part: kind for part, kind in related.items() if kind == _CUSTOM or kind in _OTHERS}
    for part, kind in sorted({**_USUAL, **known}.items()):
        if part not in archive:
            continue
        if kind == _CUSTOM:
            for node in archive.tree(part).iter("property"):
                yield MetadataEntry(f"DOCX {part}", node.get("name", ""), "".join(node.itertext()).strip())
        else:
            for node in archive.tree(part):
                yield MetadataEntry(f"DOCX {part}", node.tag, "".join(node.itertext()).strip())
