"""The plan of the house, held by reading the imports."""

import ast
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from case_tables import cases
from syntax_trees import MODULES, PACKAGE, nodes, relative, tree

PLAN = cases(__file__)
STOREYS: list[list[str]] = PLAN["storeys"]


def part(module: Path) -> str:
    """The noun a module belongs to: its folder in the package, or itself."""
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def imported(module: Path) -> frozenset[str]:
    names = set()
    for node in nodes(module):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


def test_a_library_is_imported_only_where_it_belongs() -> None:
    for module in MODULES:
        for library in {name.split(".")[0] for name in imported(module)} & PLAN["only_in"].keys():
            rooms = PLAN["only_in"][library]
            assert part(module) in rooms, f"{relative(module)}: {library} belongs in {rooms}"


def test_the_arrows_run_down() -> None:
    floor = {room: number for number, rooms in enumerate(STOREYS) for room in rooms}
    for module in MODULES:
        here = part(module)
        below = {here, *PLAN["beside"].get(here, ()), *(room for room in floor if floor[room] > floor.get(here, -1))}
        reached = {name.split(".")[1] for name in imported(module) if name.startswith("guiju.")} - {"__version__"}
        assert reached <= below, f"{relative(module)} may use {sorted(below)}"


def test_every_room_is_in_the_picture() -> None:
    rooms = {part(module) for module in MODULES} - {"__init__", "__main__"}
    assert rooms == set().union(*STOREYS)


def test_checks_never_import_each_other() -> None:
    checks = sorted((PACKAGE / "checks").glob("[a-z]*.py"))
    assert checks
    assert [c.stem for c in checks if any(name.startswith("guiju.checks") for name in imported(c))] == []


def test_a_kind_of_page_is_known_to_nobody_but_itself() -> None:
    for module in MODULES:
        kinds = {name.split(".")[3] for name in imported(module) if name.startswith("guiju.site.pages.")}
        assert kinds <= {module.parent.name}, f"{module} imports {kinds}; ask guiju.site.kinds"


def test_only_a_door_reads_the_clock() -> None:
    # Each is a door: a site build has no command of ours above it, nor has a program that calls the API.
    inside = [module for module in MODULES if part(module) not in {"cli", "api", "site"}]
    clock = re.compile(r"date\.today\(|datetime\.now\(|time\.time\(")
    assert [relative(module) for module in inside if clock.search(module.read_text("utf-8"))] == []


def test_a_module_says_what_it_is() -> None:
    assert [relative(module) for module in MODULES if not ast.get_docstring(tree(module))] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    def dotted(module: Path) -> str:
        name = ".".join(("guiju", *module.relative_to(PACKAGE).with_suffix("").parts))
        return name.removesuffix(".__init__")

    # What the package itself exports it imports when that is used, so nothing waits for it.
    names = {dotted(m): m for m in MODULES if m != PACKAGE / "__init__.py"}
    arrows = {name: {i for i in imported(m) if i in names and i != name} for name, m in names.items()}
    while arrows:
        ground = {name for name, targets in arrows.items() if not targets & arrows.keys()}
        assert ground, f"a circle among {sorted(arrows)}"
        arrows = {name: targets for name, targets in arrows.items() if name not in ground}


def test_nothing_asks_which_dialect_it_is() -> None:
    def asks(node: ast.AST) -> bool:
        if isinstance(node, ast.Attribute):
            return node.attr == "name" and ast.unparse(node.value).lower().endswith("dialect")
        compared = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        return any(ast.unparse(side) in ("DUCKDB", "POSTGRES", "SPARK") for side in compared)

    found = [relative(module) for module in MODULES for node in nodes(module) if asks(node)]
    assert set(found) - {"predicates/dialects.py"} == {"tables/scan.py"}  # a report says in which a scan was run


def defined(module: Path) -> set[str]:
    """What the lines of a module that are not indented name."""
    names: set[str] = set()
    for node in tree(module).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return names


def test_every_name_of_a_module_is_used() -> None:
    files = [file for pattern in ("*.py", "*.j2", "*.yaml") for file in PACKAGE.rglob(pattern)]
    words = Counter(word for file in files for word in re.findall(r"\w+", file.read_text("utf-8")))
    unused = {name for module in MODULES for name in defined(module) if words[name] == 1}
    assert {name for name in unused if not name.startswith(("on_", "__"))} == set()  # MkDocs or Python calls those


def classes(module: Path) -> list[ast.ClassDef]:
    return [node for node in nodes(module) if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]


def test_no_two_public_classes_share_a_name() -> None:
    places = defaultdict(list)
    for module in MODULES:
        for node in classes(module):
            places[node.name].append(relative(module))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_nothing_public_is_named_by_a_bare_participle() -> None:
    for module in MODULES:
        names = {module.stem} | {node.name for node in classes(module)}
        names |= {node.name for node in nodes(module) if isinstance(node, ast.FunctionDef)}
        for node in classes(module):
            names |= {ast.unparse(field.target) for field in node.body if isinstance(field, ast.AnnAssign)}
        assert {name.lower() for name in names} & set(PLAN["participles"]) == set(), relative(module)


def test_the_first_line_of_a_room_says_what_comes_in_and_what_goes_out() -> None:
    for door in PACKAGE.glob("*/__init__.py"):
        first = (ast.get_docstring(tree(door)) or "").partition("\n")[0]
        assert re.fullmatch(r"[^:]+: .+ in[,;] .+ out[.,].*", first), f"{relative(door)}: {first}"
