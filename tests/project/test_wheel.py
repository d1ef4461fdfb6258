"""The wheel, installed in an environment that holds its declared dependencies and nothing else, off line."""

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from console import ended
from distributions import built, dependencies
from places import ROOT
from serving import serving, without_reload

# Ends the interpreter at the first look at a file of the checkout, other than the dependencies.
GUARD = """
import os, sys
def guard(event, arguments):
    if event in ('open', 'os.listdir', 'os.scandir') and arguments and isinstance(arguments[0], str):
        path = os.path.abspath(arguments[0])
        if path.startswith({root!r} + os.sep) and not path.startswith({site!r} + os.sep):
            os.write(2, b'outside the environment: ' + path.encode() + bytes([10]))
            os._exit(70)
sys.addaudithook(guard)
"""


def lend(distributions: set[str], site: Path) -> None:
    """Put links to the files of installed distributions into the folder `site`."""
    for name in distributions:
        files = metadata.distribution(name).files or []
        for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
            if not (site / top).is_symlink():
                (site / top).symlink_to(Path(sysconfig.get_path("purelib")) / top)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(wheel, tmp_path_factory.mktemp("environment"))


@pytest.fixture(scope="module")
def environment_with_site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, as `pip install 'guiju[site]'` makes it."""
    return installed(wheel, tmp_path_factory.mktemp("environment-with-site"), "site")


def installed(wheel: Path, home: Path, extra: str = "") -> Path:
    """Make an environment in `home` that holds the wheel and its dependencies, those of an extra included."""
    fresh = home / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", fresh], check=True)
    python = fresh / "bin/python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "install"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True)
    where = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())
    (found,) = metadata.distributions(name="guiju", path=[str(site)])
    lend(dependencies(found.requires or [], extra), site)
    (site / "guard.py").write_text(GUARD.format(root=str(ROOT), site=sysconfig.get_path("purelib")), "utf-8")
    (site / "guard.pth").write_text("import guard\n", "utf-8")
    return fresh


def run(environment: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment in `folder`, with an empty home and none of our settings."""
    program = [str(environment / "bin" / command[0]), *command[1:]]
    return ended(program, folder, settings(folder))


def settings(folder: Path) -> dict[str, str]:
    """The environment of somebody whose empty home is in `folder`, and who has set nothing."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return {"HOME": str(home), "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C"}


def test_an_installed_guiju_prints_in_any_folder_what_the_checkout_prints_and_its_data_pass_their_checks(
    environment, tmp_path
):
    peek = run(environment, tmp_path, "python", "-c", f"open({str(ROOT / 'README.md')!r})")
    assert peek.stderr == f"outside the environment: {ROOT / 'README.md'}\n"
    arguments = ["guiju", "checklist", "--role", "group-owner", "--as-of", "2026-01-01"]
    done = run(environment, tmp_path, *arguments)
    here = ended([sys.executable, "-m", *arguments], ROOT, {**os.environ, "LC_ALL": "C"})
    assert (done.returncode, done.stderr, done.stdout) == (0, "", here.stdout)
    assert all(words in done.stdout for words in ("互联网群组信息服务管理规定", "第九条第一款", "2026-01-01"))
    checked = run(environment, tmp_path, "guiju", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_wheel_carries_every_file_of_the_package_and_of_the_knowledge_base_and_both_licences(environment):
    (site,) = environment.glob("lib/*/site-packages")
    folders = ("regulations", "schemas", "cases", "docs/zh", "docs/en")
    for source, target in [("tools/guiju", ""), *((folder, f"data/{folder}") for folder in folders)]:
        paths = [path.relative_to(ROOT / source) for path in (ROOT / source).rglob("*") if path.is_file()]
        wanted = [path for path in paths if "__pycache__" not in path.parts]
        assert wanted
        assert [path for path in wanted if not (site / "guiju" / target / path).is_file()] == []
    (folder,) = site.glob("guiju-*.dist-info/licenses")
    for name in ("LICENSE", "LICENSE-DATA"):
        assert (folder / name).read_bytes() == (ROOT / name).read_bytes() != b""
    assert (site / "guiju/data/LICENSE-DATA").read_bytes() == (ROOT / "LICENSE-DATA").read_bytes()


def test_a_wheel_made_from_the_sdist_is_the_one_made_from_the_checkout(wheel, tmp_path):
    for name in ("sdist", "source", "again"):
        (tmp_path / name).mkdir()
    with tarfile.open(built("sdist", ROOT, tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again = built("wheel", source, tmp_path / "again")
    contents = []
    for path in (again, wheel):
        with zipfile.ZipFile(path) as archive:
            contents.append({name: archive.read(name) for name in archive.namelist()})
    assert contents[0] == contents[1]


def without_way_to_files(page: str) -> str:
    """The page without the way to files of which each language of a preview has its own."""
    return re.sub(r'(?<=")(?:/|(?:\.\./)*)(?:api/)?(assets|downloads|v1)/', r"\1/", page)


@pytest.mark.cost(30, "builds the site in both languages by what is installed, as nothing else does")
def test_an_installed_guiju_serves_the_whole_site_in_any_folder_as_the_checkout_builds_it(
    environment_with_site, site_folder, tmp_path
):
    program = [str(environment_with_site / "bin/guiju")]
    given = {"program": program, "environment": settings(tmp_path), "here": tmp_path, "languages": 2}
    with serving(tmp_path / "temporary", **given) as server:
        assert [urlsplit(address).path for address in server.addresses] == ["/", "/en/"]
        for built_page in sorted(site_folder.rglob("*.html")):
            path = built_page.relative_to(site_folder).as_posix()
            _, shown = server.get(f"/{path}")
            # A preview does not offer to save the site.
            wanted = re.sub(r'\s*<p class="offline scripted"[^>]*></p>', "", built_page.read_text("utf-8"))
            assert without_way_to_files(without_reload(shown)) == without_way_to_files(wanted), path
        _, script = server.get("/assets/guiju.js")
        assert script == (site_folder / "assets/guiju.js").read_text("utf-8")


def test_an_installed_guiju_without_the_site_tells_penalties_in_the_words_of_the_site(environment, tmp_path):
    done = run(environment, tmp_path, "guiju", "show", "cybersecurity-law#log-duty-penalty")
    assert (done.returncode, done.stderr) == (0, "")
    assert "可以处1万元以上5万元以下罚款" in done.stdout


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        ("serve", "site"),
        ("render --out pages", "site"),
        ("assess profile.yaml --role group-provider --table group=groups.csv", "tables"),
        ("mapping --entity group --from groups.csv", "tables"),
        ("sample-data --rows 1000 -o sample", "tables"),
    ],
)
def test_an_installed_guiju_without_the_libraries_says_what_to_install(environment, tmp_path, command, extra):
    (tmp_path / "profile.yaml").write_text("facts:\n  offers_user_groups: {value: true, basis: declared}\n", "utf-8")
    (tmp_path / "groups.csv").write_text("group_id,member_count\n1,3\n", "utf-8")
    done = run(environment, tmp_path, "guiju", *command.split())
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert done.stderr.endswith(f"pip install 'guiju[{extra}]'\n")
