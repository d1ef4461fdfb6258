"""The site: pages for readers, made from the knowledge base as Markdown (`pages`, a folder for each kind), and built with MkDocs.

What comes in is a knowledge base, a language and a day; what goes out is Markdown with front matter, and files to download.
"""
