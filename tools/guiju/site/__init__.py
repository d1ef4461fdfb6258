"""The documentation site: pages as a pure function of the data, templates, the theme, and a thin MkDocs hook.

`pages.pages(corpus, lang, as_of)` gives Markdown by path, `pages.files(…)` the files to download, `pages.navigation(…)`
what MkDocs shows at the side. Both languages have the same paths and the same anchors, so that the language switch stays
on the same 款. `building.links.defects(root)` reads a built site and says which links lead nowhere.
"""
