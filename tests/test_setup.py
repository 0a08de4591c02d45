"""build.py on a machine that has nothing: it sets itself up once, says so, and says in plain words what is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import npm
from tests.conftest import PROJECT


def bare_python() -> str:
    """The interpreter that this one's venv was made from: it has no packages of ours on its path with -S."""
    return os.path.realpath(sys.executable)


@pytest.fixture
def clone(tmp_path) -> Path:
    """The project in a folder with spaces and Arabic letters, without .venv or output, with no packages to be had but those at hand."""
    place = tmp_path / "نسخة with spaces"
    for part in ("timeline", "templates", "content"):
        shutil.copytree(PROJECT / part, place / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("build.py", "constraints.txt", "pyproject.toml", "README.md"):
        shutil.copy(PROJECT / part, place / part)
    return place


def run(clone: Path, *words: str, **environment) -> subprocess.CompletedProcess:
    clean = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONPATH")}
    return subprocess.run(
        [bare_python(), "-S", str(clone / "build.py"), *words],
        cwd="/",
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**clean, **environment},
    )


NOWHERE = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/",
    "PIP_RETRIES": "0",
    "PIP_FIND_LINKS": "",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_NO_CACHE_DIR": "1",
    "UV_OFFLINE": "1",
    "UV_NO_CACHE": "1",
}


def test_first_run_sets_up_once_and_then_builds(clone, tmp_path):
    """In a fresh clone, with an empty HOME and from another folder, one command sets up and builds; the next does not set up again."""
    home = tmp_path / "home"
    home.mkdir()
    first = run(clone, HOME=str(home))
    assert first.returncode == 0, first.stderr
    assert first.stderr.count("Setting up .venv") == 1 and " written, 0 kept, 0 removed, 0 warnings" in first.stdout
    assert (clone / "site/ar/index.html").exists()
    assert not list(clone.glob("timeline/__pycache__"))
    second = run(clone, HOME=str(home))
    assert second.returncode == 0 and second.stderr == "" and second.stdout.startswith("0 written")


def test_change_of_requirements_sets_up_again(clone):
    """Another pyproject.toml or another Python makes the set-up stale; the same one does not."""
    sys.path.insert(0, str(clone))
    namespace: dict = {"__file__": str(clone / "build.py"), "__name__": "build"}
    exec(compile((clone / "build.py").read_text("utf-8"), "build.py", "exec"), namespace)
    before = namespace["fingerprint"](("run",))
    assert before == namespace["fingerprint"](("run",))
    assert len({namespace["fingerprint"](("run", *extra)) for extra in ((), ("test",), ("pictures",))}) == 3
    (clone / "pyproject.toml").write_text((clone / "pyproject.toml").read_text("utf-8") + "\n# changed\n", "utf-8")
    assert before != namespace["fingerprint"](("run",))


def test_each_word_asks_for_its_own_packages():
    """A plain build needs no more than it did; `--pictures` brings what draws and sizes them, `test` what tests need."""
    namespace: dict = {"__file__": str(PROJECT / "build.py"), "__name__": "build"}
    exec(compile((PROJECT / "build.py").read_text("utf-8"), "build.py", "exec"), namespace)
    plain, pictures, test = (
        set(namespace["requirements"](("run", *extra))) for extra in ((), ("pictures",), ("test",))
    )
    assert not any("resvg" in requirement or "pillow" in requirement for requirement in plain)
    assert {requirement.partition(">=")[0] for requirement in pictures - plain} == {"pillow", "resvg-py"}
    assert pictures - plain <= test, "the tests make pictures too"


def test_no_network_is_said_in_plain_words(clone):
    """Where the packages cannot be had, the reason is shown with what to do, without a traceback, and the next run tries
    again, with the .venv that was made."""
    made = set()
    for _ in range(2):
        done = run(clone, **NOWHERE)
        assert done.returncode == 2 and "Traceback" not in done.stderr
        assert done.stderr.startswith("Setting up .venv")
        assert "could not be installed" in done.stderr and "Run this again when it is back" in done.stderr
        assert not (clone / "site").exists()
        made.add(os.stat(clone / ".venv/pyvenv.cfg").st_mtime_ns)
    assert len(made) == 1


def test_an_older_python_is_told_so():
    """build.py is written so that Python 3.4 can read it, and refuses with the version that it needs."""
    import ast

    source = (PROJECT / "build.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 4))
    lines = source.replace("sys.version_info < (3, 11)", "sys.version_info < (9, 9)", 1)
    done = subprocess.run(
        [sys.executable, "-c", lines.replace("__file__", repr(str(PROJECT / "build.py")))],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2 and "This needs Python" in done.stderr


def test_constraints_pin_every_requirement_and_name_no_index():
    """Each package of pyproject.toml stands in its part with one exact version and the digests of its files, so that
    nothing else can be installed; nothing says where to get it."""
    namespace: dict = {"__file__": str(PROJECT / "build.py"), "__name__": "build"}
    exec(compile((PROJECT / "build.py").read_text("utf-8"), "build.py", "exec"), namespace)
    parts = {group: namespace["pinned"](("run", group)) for group in ("run", "pictures", "test")}
    assert "://" not in (PROJECT / "constraints.txt").read_text("utf-8")
    for group, text in parts.items():
        pins = re.findall(
            r"^([\w.-]+)==[0-9][\w.]*(?: ; sys_platform == \"win32\")?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$",
            text,
            re.M,
        )
        assert len(pins) == text.count("==") - text.count("sys_platform ==")
        wanted = {
            re.sub("[<>=].*", "", requirement)
            for requirement in namespace["requirements"](tuple(dict.fromkeys(("run", group))))
        }
        assert wanted <= {name.lower().replace("_", "-") for name, _ in pins}
    assert parts["run"] in parts["pictures"] and len(parts["pictures"]) < len(parts["test"])


def test_a_package_of_other_bytes_is_not_installed(clone):
    """What an index gives under the right name and version, and is not what was pinned, stays out."""
    text = (clone / "constraints.txt").read_text("utf-8")
    (clone / "constraints.txt").write_text(re.sub("(?<=sha256:)[0-9a-f]{4}", "0000", text), "utf-8")
    done = run(clone)
    assert done.returncode == 2 and "could not be installed" in done.stderr and "hash" in done.stderr.lower()
    assert not (clone / "site").exists()


def test_a_package_without_a_pin_is_told(clone):
    """Whoever adds one hears how to pin it."""
    project = (clone / "pyproject.toml").read_text("utf-8")
    (clone / "pyproject.toml").write_text(project.replace('"segno>=', '"qrcode>=8",\n    "segno>=', 1), "utf-8")
    done = run(clone)
    assert done.returncode == 2 and "constraints.txt has no version of: qrcode>=8" in done.stderr


def outside(tmp_path: Path) -> Path:
    """A folder of somebody's own, beside the project."""
    place = tmp_path / "outside"
    place.mkdir()
    (place / "file").write_text("theirs")
    return place


@pytest.mark.parametrize("path", [".venv", ".venv/set-up-for", "timeline/__pycache__"])
@pytest.mark.parametrize("target", ["", "file", "nowhere"])
def test_a_link_where_a_run_writes_is_refused(clone, tmp_path, path, target):
    """What came with the project cannot have the set-up write elsewhere: nothing is changed there or made."""
    place, theirs = clone / path, outside(tmp_path)
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(theirs / target)
    done = run(clone, UV_OFFLINE="1", PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert done.returncode == 2 and "is a link" in done.stderr and "Traceback" not in done.stderr
    assert [p.name for p in theirs.iterdir()] == ["file"] and (theirs / "file").read_text() == "theirs"


def test_nothing_is_compiled_through_a_link(clone, tmp_path):
    """A link among the compiled modules is refused by the Python of .venv, which writes them."""
    theirs = outside(tmp_path)
    subprocess.run([bare_python(), "-m", "venv", "--without-pip", str(clone / ".venv")], check=True)
    compiled = clone / ".venv/compiled" / str(clone / "timeline").lstrip("/")
    compiled.parent.mkdir(parents=True)
    compiled.symlink_to(theirs)
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    command = [str(clone / ".venv/bin/python"), str(clone / "build.py"), "check"]
    done = subprocess.run(command, capture_output=True, text=True, env=clean)
    assert [p.name for p in theirs.iterdir()] == ["file"]
    assert done.returncode == 2 and "is a link" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("strange", ["link", "system's"])
def test_a_venv_that_is_not_whole_is_made_anew(clone, tmp_path, strange):
    """One with a link of somebody else's in it, or one whose Python is the system's, is not installed into."""
    theirs, venv = outside(tmp_path), clone / ".venv"
    if strange == "link":
        subprocess.run([bare_python(), "-m", "venv", "--without-pip", str(venv)], check=True)
        shutil.move(venv / "lib", theirs / "lib")
        (venv / "lib").symlink_to(theirs / "lib")
    else:
        (venv / "bin").mkdir(parents=True)
        (venv / "bin/python").symlink_to(bare_python())
    before = sorted(theirs.rglob("*"))
    if strange == "link":  # a uv that installs nothing; what it makes has no pip, which would take most of the time
        uv = tmp_path / "bin/uv"
        uv.parent.mkdir()
        made = f'exec "{bare_python()}" -m venv --without-pip "$last"'
        uv.write_text(f'#!/bin/sh\n[ "$1" = venv ] && for last; do :; done && {made}\n')
        uv.chmod(0o755)
    done = run(clone, **NOWHERE, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert done.returncode == 2 and "could not be installed" in done.stderr
    assert sorted(theirs.rglob("*")) == before
    assert (venv / "pyvenv.cfg").is_file() and not (venv / "lib").is_symlink()


def test_tools_from_npm_leave_no_link(tmp_path):
    """Where a link lies in .venv that is not of its own making, it is made anew: the tests' own tools lay none."""
    folder = npm.install("validators", tmp_path)
    assert any(folder.iterdir()) and not [path for path in folder.rglob("*") if path.is_symlink()]
