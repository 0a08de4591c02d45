"""What tests share: the repository on the path, Hypothesis without deadlines, a small project, the real site; and what
is said at the end of what was not tested."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).resolve().parent.parent
OURS = PROJECT / "content/events/2016-02-05-twitter-125000.yaml"  # by it one knows whose timeline lies here
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# No deadline: this machine may be busy. Derandomised: a run is the same everywhere; no database of
# examples, so nothing is written into the tree.
settings.register_profile(
    "project",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("project")


# Workers take whole files. Those that share a browser come one after another, so that each worker starts it once; then
# what takes longest, so that none waits at the end for another to finish it.
SHARING = ("browser", "engines")
LONGEST = (
    "test_pages",
    "test_setup",
    "test_files",
    "test_language_server",
    "test_renaming",
    "test_fields",
    "test_github",
)


def pytest_collection_modifyitems(items):
    rank = lambda name, names: names.index(name) if name in names else len(names)
    items.sort(key=lambda item: (rank(item.path.parent.name, SHARING), rank(item.path.stem, LONGEST)))


@pytest.fixture
def world(tmp_path):
    """The smallest project, written to a folder of its own: `world(**{"content/events/e.yaml": …})`."""
    from tests import world as worlds

    return lambda **changes: worlds.write(tmp_path, worlds.files(**changes))


@pytest.fixture(scope="session")
def ours() -> Path:
    """The timeline that this engine was made beside, content/ as it lies here. What is tested of it (its facts, its
    texts, how its pages look) says nothing of another one, and is skipped where another lies there."""
    if not OURS.is_file():
        pytest.skip("content/ is another timeline")
    return PROJECT / "content"


@pytest.fixture(scope="session")
def site(ours, tmp_path_factory):
    """The real site, built once for all workers into a folder of its own from a copy of the content. Nobody writes there."""
    from tests.once import once
    from timeline.build import pipeline
    from timeline.build.inputs import Options

    def make(root: Path) -> None:
        shutil.copytree(ours, root / "content")
        result = pipeline.build(Options(root))
        assert not result.failed, result.diagnostics

    base = tmp_path_factory.getbasetemp()
    return once((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "real", make) / "site"


def pytest_terminal_summary(terminalreporter):
    """What was not tested, a line for each reason."""
    skipped = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", ())]
    for why, n in Counter(skipped).most_common():
        tests = "1 test" if n == 1 else f"{n} tests"
        terminalreporter.write_line(f"not tested ({tests}): {why.removeprefix('Skipped: ')}")


@pytest.fixture(scope="session")
def documents(site):
    """Every page of the real site, parsed in strict mode: a parse error is a failure."""
    parser = html5lib.HTMLParser(strict=True)
    found = {}
    for path in sorted(site.rglob("*.html")):
        found[path.relative_to(site).as_posix()] = parser.parse(path.read_text("utf-8"))
    assert len(found) > 150
    return found
