"""The site, a folder for each kind of page: a knowledge base, a language and a day in, Markdown and files out."""
