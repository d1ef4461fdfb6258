"""Markdown that is read once: without the reading that MkDocs adds, for the anchors in the HTML of a page.

MkDocs reads each page with Python's HTML parser before converting it, to warn of links to anchors that do not exist. It
sees Markdown only; links.py sees every anchor of the finished site, in a tenth of the time.
"""

from typing import Any

from markdown import Extension, Markdown

_READING = "mkdocs_raw_html"  # the name under which MkDocs adds it, after all extensions


class Unread(Extension):  # type: ignore[misc]  # Python-Markdown comes without types
    """Refuse that reading. `validation.anchors` must be `ignore`: of the anchors MkDocs then knows only some."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Python-Markdown calls this for each page."""
        register = md.preprocessors.register

        def chosen(item: Any, name: str, priority: float) -> None:
            if name != _READING:
                register(item, name, priority)

        md.preprocessors.register = chosen
