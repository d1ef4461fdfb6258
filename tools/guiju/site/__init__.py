"""The site: pages for readers, made from the knowledge base as Markdown, a folder for each kind, built with MkDocs.

In: a knowledge base, a language and a day. Out: Markdown with front matter, and files to download.
"""
