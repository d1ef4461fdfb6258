"""The Python API: a reference made from what the package exports, its signatures and docstrings."""

import ast
import inspect
import json
import re
import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

import guiju
from guiju.files.bundled import schemas_folder
from guiju.site import escape
from guiju.site.building.chinese import marked
from guiju.site.page import Page
from guiju.site.site import Site

PLACE = ("about", 4)
_DOOR = "KnowledgeBase"
_CODE = re.compile(r"`([^`]+)`")
_MODULES = re.compile(r"\b(?:guiju|collections|typing|datetime|os)\.(?:\w+\.)*(?=\w)")
_NAMED = re.compile(r"'([A-Z]\w*)'")
"""A type in quotation marks: it is made below."""
_PROMPT = ">>>"


@dataclass(frozen=True)
class Documented:
    """Something that is public: how it is written, and its docstring as HTML."""

    name: str
    signature: str
    text: Markup
    parts: tuple["Documented", ...] = ()


def address(part: str = "") -> str:
    """The page, or that of a part of it: `records`."""
    return f"python-api/{part}.md" if part else "python-api.md"


def pages(site: Site) -> Iterator[Page]:
    """What is called and what it raises; and the records that it returns."""
    sheets, t = ("assets/python_api/reference.css",), site.words_of("python_api")
    yield Page(_reference(), sheets=sheets)
    yield Page(_reference(), address("records"), t["records_of"], "records", t["records_lead"], sheets=sheets)


@cache
def _reference() -> Mapping[str, Any]:
    """What is public: the same for every knowledge base."""
    public = {name: getattr(guiju, name) for name in guiju.__all__}
    door = public.pop(_DOOR)
    errors = [_of_class(thing) for thing in public.values() if _is_error(thing)]
    records = [_of_class(thing) for thing in public.values() if inspect.isclass(thing) and not _is_error(thing)]
    return {
        "example": _code(example()),
        "functions": [
            Documented(name, f"{name}{_signature(thing)}", _html(inspect.getdoc(thing) or ""))
            for name, thing in public.items()
            if inspect.isfunction(thing)
        ],
        "door": _of_class(door),
        "records": records,
        "errors": errors,
    }


def example() -> str:
    """The example that the docstring of the package begins with."""
    lines = (guiju.__doc__ or "").splitlines()
    return textwrap.dedent("\n".join(line for line in lines if line.startswith("    ") or not line)).strip()


def _is_error(thing: object) -> bool:
    return inspect.isclass(thing) and issubclass(thing, Exception)


def _of_class(kind: type) -> Documented:
    """A class with what it has: fields with what follows them in the source, properties and methods, inherited too."""
    parts: dict[str, Documented] = {}
    recorded = _in_schemas({name for owner in kind.__mro__ for name in vars(owner).get("__annotations__", ())})
    for owner in reversed(kind.__mro__):
        if owner.__module__.startswith("guiju."):
            for name, annotation, text in _fields(owner):
                text = text or recorded.get(name.rstrip("_"), "")
                parts[name] = Documented(name, f"{name}: {annotation}", _html(text))
            parts |= {name: part for name, value in vars(owner).items() if (part := _member(name, value))}
    parts = {name: part for name, part in parts.items() if not name.startswith("_") and name != "where"}
    return Documented(kind.__name__, kind.__name__, _html(inspect.getdoc(kind) or ""), tuple(parts.values()))


def _in_schemas(names: Collection[str]) -> Mapping[str, str]:
    """What the schema of a record of the data says of its fields: the one whose keys are all, and most, of these."""
    known = {name.rstrip("_") for name in names}
    fitting = [one for one in _objects() if len(one) > 2 and one.keys() <= known]
    best: Mapping[str, Any] = max(fitting, key=len, default={})
    return {name: str(node.get("description", "")) for name, node in best.items()}


@cache
def _objects() -> Sequence[Mapping[str, Any]]:
    """The keys of every object of the schemas."""

    def within(node: Any) -> Iterator[Mapping[str, Any]]:
        if isinstance(node, dict) and isinstance(node.get("properties"), dict):
            yield node["properties"]
        for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from within(inner)

    files = sorted(schemas_folder().glob("*.schema.json"))
    return [keys for file in files for keys in within(json.loads(file.read_text("utf-8")))]


def _fields(owner: type) -> Iterator[tuple[str, str, str]]:
    """(name, annotation, the docstring below it) of the fields of a class."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(owner))).body
    body = node.body if isinstance(node, ast.ClassDef) else []
    for entry, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(entry, ast.AnnAssign) and isinstance(entry.target, ast.Name):
            text = following.value if isinstance(following, ast.Expr) else None
            doc = inspect.cleandoc(str(text.value)) if isinstance(text, ast.Constant) else ""
            yield entry.target.id, _NAMED.sub(r"\1", ast.unparse(entry.annotation)), doc


def _member(name: str, value: Any) -> Documented | None:
    """A property or method with a docstring."""
    inner = getattr(value, "fget", None) or getattr(value, "func", None) or value
    if name.startswith("_") or not inspect.isfunction(inner) or not inspect.getdoc(inner):
        return None
    signature, text = _signature(inner), _html(inspect.getdoc(inner) or "")
    is_method = inner is value
    return Documented(name, f"{name}{signature}" if is_method else f"{name}:{signature.partition('->')[2]}", text)


def _signature(function: Any) -> str:
    """The signature as it is written, without `self`, a line an argument where it is long."""
    signature = inspect.signature(function)
    arguments = [_argument(one) for name, one in signature.parameters.items() if name != "self"]
    result = f" -> {_type(signature.return_annotation)}"
    line = f"({', '.join(arguments)}){result}"
    return line if len(line) < 60 else "(\n" + "".join(f"    {one},\n" for one in arguments) + f"){result}"


def _argument(parameter: inspect.Parameter) -> str:
    default = "" if parameter.default is inspect.Parameter.empty else f" = {parameter.default!r}"
    return f"{parameter.name}: {_type(parameter.annotation)}{default}"


def _type(annotation: Any) -> str:
    """A type as it is written, without the modules that it is from."""
    written = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return _MODULES.sub("", _NAMED.sub(r"\1", written))


def _html(text: str) -> Markup:
    """A docstring as HTML: its paragraphs, and its examples as code."""
    written = []
    for paragraph in filter(None, text.split("\n\n")):
        if paragraph.lstrip().startswith(_PROMPT):
            written.append(f"<pre><code>{_code(paragraph)}</code></pre>")
        else:
            parts = _CODE.split(" ".join(paragraph.split()))
            inner = (f"<code>{escape.text(one)}</code>" if n % 2 else escape.text(one) for n, one in enumerate(parts))
            written.append(f"<p>{''.join(inner)}</p>")
    return Markup(marked("\n".join(written)))


def _code(text: str) -> Markup:
    return Markup(marked(escape.text(text)))
