"""The set-up: what is locked, what the README promises, and that no file knows one machine or one network."""

import json
import re
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from console import ended
from distributions import PROJECT, SETTINGS, dependencies
from tracked import ROOT, tracked

LOCKS = {file.stem: file.read_text("utf-8") for file in sorted((ROOT / "requirements").iterdir())}
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
TARGETS = set(" ".join(re.findall(r"^\.PHONY: (.+)", MAKEFILE, re.M)).split())


def locked(purpose: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Each requirement of a lock, by its line, with its hashes."""
    entries = re.split(r"^(?=[a-z0-9])", re.sub(r"^#.*\n", "", LOCKS[purpose], flags=re.M), flags=re.M)
    parts = [re.split(r"\s*\\\n\s*", entry.strip()) for entry in entries if entry.strip()]
    return {part[0]: (Requirement(part[0]), part[1:]) for part in parts}


def pinned(entries: dict[str, tuple[Requirement, list[str]]]) -> dict[str, tuple[str, ...]]:
    """The hashes of each package at its version. Where it is needed at all depends on who else needs it."""
    return {f"{r.name}{r.specifier}": tuple(hashes) for r, hashes in entries.values()}


def wanted(purpose: str) -> list[Requirement]:
    """What pyproject.toml names for a purpose: to build guiju, to run it, and for this extra, with those in it; for
    `base` no more."""
    waiting = [purpose] if purpose != "base" else []
    lines = PROJECT["dependencies"] + SETTINGS["build-system"]["requires"] + SETTINGS["dependency-groups"]["build"]
    for extra in waiting:
        entries = [Requirement(line) for line in PROJECT["optional-dependencies"][extra]]
        waiting += [inner for entry in entries if entry.name == PROJECT["name"] for inner in entry.extras]
        lines += [str(entry) for entry in entries if entry.name != PROJECT["name"]]
    return [Requirement(line) for line in lines]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where the pattern stands, as path:line, without the words themselves."""
    texts = ((path, (ROOT / path).read_bytes().decode("utf-8", "replace")) for path in tracked())
    return [f"{p}:{n}" for p, text in texts for n, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


def test_there_is_a_lock_for_each_extra_that_make_installs_and_one_for_none_which_the_action_installs():
    assert set(LOCKS) == {*PROJECT["optional-dependencies"], "base"}
    assert set(LOCKS) == {*re.findall(r"^PURPOSES := (.+)", MAKEFILE, re.M)[0].split(), "base"}
    assert "requirements/base.lock" in (ROOT / ".ci/action").read_text("utf-8")


@pytest.mark.parametrize("purpose", LOCKS)
def test_a_lock_pins_by_sha256_what_pyproject_asks_for_and_nothing_more_at_versions_that_all_locks_share(purpose):
    entries = locked(purpose)
    for requirement, hashes in entries.values():
        assert [s.operator for s in requirement.specifier] == ["=="], requirement
        assert hashes and all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", text) for text in hashes), requirement
    assert "://" not in LOCKS[purpose]
    assert pinned(entries).items() <= pinned(locked("dev")).items(), "run make lock"
    here = [r for r, _ in entries.values() if r.marker is None or r.marker.evaluate()]
    pins = {canonicalize_name(r.name): next(iter(r.specifier)).version for r in here}
    needed = {canonicalize_name(name) for name in dependencies(map(str, wanted(purpose)))}
    assert pins.keys() == needed, "run make lock"
    for requirement in wanted(purpose):
        if requirement.marker is None or requirement.marker.evaluate():
            name = canonicalize_name(requirement.name)
            assert requirement.specifier.contains(pins[name]), f"{name}: run make lock"


def test_what_comes_from_npm_is_pinned_by_hash_and_installed_without_scripts():
    packages = json.loads((ROOT / ".ci/npm/package-lock.json").read_text("utf-8"))["packages"]
    wanted = json.loads((ROOT / ".ci/npm/package.json").read_text("utf-8"))["devDependencies"]
    assert packages.pop("")["devDependencies"] == wanted
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert all(packages[f"node_modules/{name}"]["version"] == version for name, version in wanted.items())
    assert "npm ci --ignore-scripts" in MAKEFILE


def test_make_without_a_target_lists_every_target_and_the_readme_names_two_of_them_and_no_other_that_is_not_there():
    done = ended(["make"], ROOT)
    assert set(re.findall(r"^make (\S+) ", done.stdout, re.M)) == TARGETS
    code = "\n".join(re.findall(r"`[^`]+`|```.*?```", README, re.S))
    assert {"serve", "test"} <= set(re.findall(r"\bmake ([a-z][a-z-]*)", code)) <= TARGETS


def test_the_integration_server_runs_make_test():
    run = ROOT / ".ci/run"
    assert run.stat().st_mode & 0o111
    assert re.search(r"^make test\b", run.read_text("utf-8"), re.M)


def test_every_pre_commit_hook_is_a_target_of_the_lint_and_fetches_nothing():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    assert {hook["language"] for hook in hooks[0]["hooks"]} == {"system"}
    named = [hook["entry"].removeprefix("make --silent ") for hook in hooks[0]["hooks"]]
    assert [named] == [targets.split() for targets in re.findall(r"^LINT := (.+)", MAKEFILE, re.M)]


def test_no_file_holds_a_path_of_a_machine():
    own = [str(path) for path in (ROOT, Path.home()) if len(path.parts) > 2]
    homes = [r"/(home|Users)/[a-z][\w.-]*/", "/ro" + "ot/"]
    pattern = re.compile(rf"(?<![\w.-])({'|'.join([*map(re.escape, own), *homes])})")
    assert lines_with(pattern) == []


def test_no_file_has_the_markers_of_a_merge_that_was_interrupted():
    assert lines_with(re.compile(r"^(<{7} |\|{7} |>{7} |={7}$)")) == []


def test_no_file_holds_the_address_of_a_package_registry():
    # Each letter in brackets, so that no line here holds what it looks for.
    hosts = ["[p]ypi.org", "[p]ythonhosted.org", "[n]pmjs.org", "[n]pmmirror.com", "[y]arnpkg.com", "[d]ebian.org"]
    forms = [rf"\b{host}\b".replace(".", r"\.") for host in (*hosts, "[j]sdelivr.net")]
    forms += [r"https?://\S+/[s]imple\b", "--(extra-)?[i]ndex-url[ =]+http", "--[f]ind-links[ =]", '"[r]esolved":']
    assert lines_with(re.compile("|".join(forms))) == []


def test_text_files_are_utf8_with_lf_and_a_closing_newline():
    text = {".py", ".yaml", ".yml", ".json", ".md", ".toml", ".lock", ".css", ".js", ".html"}
    for path in tracked():
        if path.suffix in text and not path.is_relative_to("tests/corpora"):
            content = (ROOT / path).read_bytes()
            assert b"\r" not in content and content[-1:] in (b"", b"\n"), path
            assert "\ufffd" not in content.decode("utf-8", "replace"), path
