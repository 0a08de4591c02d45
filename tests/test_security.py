"""What SECURITY.md promises is held by the tests that it names, and what it says to type can be typed."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests import fuzz
from tests.conftest import PROJECT

TEXT = (PROJECT / "SECURITY.md").read_text("utf-8")


def test_each_promise_names_a_test_that_is_there():
    """No promise without one, and none that was renamed."""
    promises = re.findall(r"^- \*\*.*$", TEXT.partition("## What is not promised")[0], re.MULTILINE)
    assert len(promises) > 10
    for promise in promises:
        named = re.findall(r"`(tests/[\w./-]+)`", promise)
        assert named and all((PROJECT / path).is_file() for path in named), promise


@pytest.mark.parametrize("reader", fuzz.READERS)
def test_what_a_stranger_writes_is_read_or_refused(reader):
    """A few hundred inputs for each reader; `tests.fuzz` tries as many as one likes."""
    fuzz.fuzz(reader, 150)


def test_what_is_to_be_typed_works():
    """Each command is there, and says what it did."""
    for module in re.findall(r"python3 -m (tests\.\w+) \d+", TEXT):
        done = subprocess.run(
            [sys.executable, "-m", module, "1", *(["widths"] if module.endswith("fuzz") else [])],
            cwd=PROJECT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0 and done.stdout.startswith(("1 builds", "widths: 1")), done.stderr
