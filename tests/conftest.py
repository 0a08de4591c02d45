"""What tests share: the repository on the path, Hypothesis without deadlines, a small project, the real site."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).resolve().parent.parent
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


@pytest.fixture
def world(tmp_path):
    """The smallest project, written to a folder of its own: `world(**{"content/events/e.yaml": …})`."""
    from tests import world as worlds

    return lambda **changes: worlds.write(tmp_path, worlds.files(**changes))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The real site, built once into a folder of its own from a copy of the content."""
    import shutil

    from timeline.build import pipeline
    from timeline.build.inputs import Options

    root = tmp_path_factory.mktemp("real")
    shutil.copytree(PROJECT / "content", root / "content")
    result = pipeline.build(Options(root))
    assert not result.failed, result.diagnostics
    return root / "site"
