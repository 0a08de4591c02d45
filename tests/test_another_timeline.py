"""docs/another-timeline.md is followed to the letter: its commands in its order, its files at their paths, and the
timeline that it promises at the end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

from tests.conftest import PROJECT
from tests.programs import needs

PAGE = (PROJECT / "docs/another-timeline.md").read_text("utf-8")
# A file of the page stands under a line that ends with its name, a command in a block of its own.
FENCE = re.compile(r"(?:`([\w./-]+)`[^`\n]*:\n\n)?```(\w+)\n(.*?)```", re.DOTALL)


def test_the_page_to_the_letter(tmp_path):
    """A newcomer with a copy of the engine gets a timeline of her own: what she wrote stands in both editions, nothing
    of the examples does, and what she commits passes the check that her repository runs."""
    needs("git")
    engine = tmp_path / "engine"
    for name in ("timeline", "templates"):
        shutil.copytree(PROJECT / name, engine / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "pyproject.toml", "constraints.txt", "LICENSE"):
        shutil.copy(PROJECT / name, engine)
    steps = []
    for path, form, text in FENCE.findall(PAGE):
        assert (form == "sh") != bool(path), (path, form)
        steps.append(f"cat > '{path}' <<'END OF FILE'\n{text}END OF FILE\n" if path else text)
    assert len(steps) == 9
    bin = tmp_path / "bin"
    bin.mkdir()
    (bin / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (bin / "python3").chmod(0o755)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "a"),
        **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "a@b.example"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH": f"{bin}:{os.environ['PATH']}",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"),
    }
    done = subprocess.run(
        ["bash", "-e", "-c", "".join(steps)],
        stdin=subprocess.DEVNULL,
        cwd=engine,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    root = tmp_path / "canal"
    assert done.stdout.count(" written, ") == 2 and " 0 warnings" in done.stdout and "warning[" not in done.stderr
    assert done.stdout.count("no faults") == 3  # `check` twice, and once as it looks at a commit
    events = sorted(path.stem for path in (root / "content/events").iterdir())
    assert [event[:4] for event in events] == ["1869", "1956", "1967", "1975"]
    promised = (root / "content/permalinks.txt").read_text("utf-8")
    assert all(f"events/{event}\n" in promised for event in events) and "an-example" not in promised
    for code, title, last in (("en", "The Suez Canal", "opened again"), ("ar", "قناة السويس", "من جديد")):
        front = (root / f"site/{code}/index.html").read_text("utf-8")
        assert title in front and last in front and "An example of" not in front and "مثال على حدث" not in front
        for event in events:
            assert (root / f"site/{code}/events/{event}.html").is_file()
    left = subprocess.run(["git", "status", "--porcelain"], cwd=root, env=environment, capture_output=True, text=True)
    assert left.stdout == ""


def test_the_page_says_what_init_makes(tmp_path):
    """Its table has everything that lies in a new timeline, and no more."""
    from timeline import cli

    assert cli.main(["init", str(tmp_path / "new"), "--language", "en", "--language", "fr"]) == 0
    table = PAGE.split("## What `init` makes")[1].split("| option |")[0]
    named = {
        path.strip("/").partition("/")[0]
        for path in re.findall(r"^\| (.+?) \|", table, re.MULTILINE)
        for path in re.findall("`([^`]+)`", path)
    }
    assert named == {path.name for path in (tmp_path / "new").iterdir()}
