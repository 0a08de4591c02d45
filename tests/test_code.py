"""The code by itself, before anything runs: its form, common mistakes, and whether what each function says that it takes
and gives is what others hand to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT


def finds_nothing(*command: object) -> None:
    """Fails with all that a program says where it finds something wrong."""
    run = subprocess.run(
        [sys.executable, "-m", *map(str, command)], cwd=PROJECT, capture_output=True, text=True, encoding="utf-8"
    )
    if run.returncode:
        pytest.fail(run.stdout + run.stderr, pytrace=False)


def test_code_has_none_of_the_mistakes_that_ruff_knows():
    """Of the rules chosen in pyproject.toml, each exception with its reason there."""
    finds_nothing("ruff", "check", "--no-cache", ".")


def test_code_is_laid_out_by_ruff():
    """`ruff format` would change nothing."""
    finds_nothing("ruff", "format", "--no-cache", "--diff", "--quiet", ".")


def test_engine_keeps_to_the_types_that_it_says(tmp_path):
    """mypy finds nothing in the whole engine. What it learnt is kept beside the packages, so that it looks only at
    what has changed since."""
    kept = Path(sys.prefix, "types") if sys.prefix != sys.base_prefix else tmp_path
    finds_nothing("mypy", "--cache-dir", kept)
