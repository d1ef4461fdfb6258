"""Source code, YAML, JSON and whatever else is text: comments and strings, line by line."""

from guiju.citations.reading import lines
from guiju.citations.reading.passage import CitingFile
from guiju.citations.reading.text_file import day, text_part

ENDINGS = ("yaml", "yml", "json", "toml", "py", "js", "ts", "java", "go", "rs", "c", "h", "cpp", "sql", "sh", "xml")


def read(data: bytes, name: str) -> CitingFile:
    part = text_part(data, name)
    of_day = day(part.text) if name.lower().endswith((".yaml", ".yml")) else None
    return CitingFile(name, data, tuple(lines.passages(part)), of_day, {"": part})
