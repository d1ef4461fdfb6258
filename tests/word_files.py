"""Word documents, made in memory."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


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


def in_encoding(office_document: bytes, encoding: str) -> bytes:
    """The document with the XML of its parts in another encoding; what they declare of it stays as it was."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office_document)) as before, zipfile.ZipFile(file, "w") as archive:
        for entry in before.infolist():
            content = before.read(entry)
            is_xml = entry.filename.endswith((".xml", ".rels"))
            archive.writestr(entry, content.decode().encode(encoding) if is_xml else content)
    return file.getvalue()
