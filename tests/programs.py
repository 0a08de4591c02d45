"""Programs that some tests drive and a machine may lack. A lack is nobody's fault: the tests are skipped, and the last
lines of a run say how many there were and what brings the program. Where everything has to be tested, as in `.ci/run`,
TIMELINE_TESTS_NEED_ALL in the environment makes a lack a failure. (`CI` does not: many machines set it.)
"""

from __future__ import annotations

import os
import shutil
from glob import glob
from typing import NamedTuple

import pytest

NEED_ALL = "TIMELINE_TESTS_NEED_ALL"


class Program(NamedTuple):
    called: str
    package: str  # of Debian and Ubuntu, which brings it
    names: tuple[str, ...]  # any of them, on the path; a pattern for what is never on it


PROGRAMS = {
    # Without windows it takes half as long, and is the same engine; Debian alone has it.
    "chromium": Program(
        "Chromium", "chromium", ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    ),
    "firefox": Program("Firefox", "firefox-esr", ("firefox-esr", "firefox")),
    "webkit": Program("WebKit", "webkit2gtk-driver", ("WebKitWebDriver",)),
    "minibrowser": Program("WebKit's MiniBrowser", "webkit2gtk-driver", ("/usr/lib/*/webkit2gtk-4*/MiniBrowser",)),
    "xvfb": Program("Xvfb, a screen for WebKit", "xvfb", ("Xvfb",)),
    "nginx": Program("nginx", "nginx-light", ("nginx",)),
    "node": Program("Node", "nodejs", ("node",)),
    "npm": Program("npm", "npm", ("npm",)),
    "java": Program("Java", "default-jre-headless", ("java",)),
    "git": Program("git", "git", ("git",)),
}


def find(name: str) -> str | None:
    """Where a program is; servers stand where only root looks for them."""
    places = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
    look = lambda one: max(glob(one), default=None) if one.startswith("/") else shutil.which(one, path=places)
    return next(filter(None, map(look, PROGRAMS[name].names)), None)


def needs(*names: str) -> str:
    """Where the first of some programs is. Whoever asks is skipped where one of them is lacking, or fails."""
    for name in names:
        if not find(name):
            called, package, _ = PROGRAMS[name]
            without(f"there is no {called}; on Debian and Ubuntu: apt install {package}")
    return find(names[0])


def without(why: str) -> None:
    """Ends a test that lacks something."""
    if os.environ.get(NEED_ALL):
        pytest.fail(f"{why} ({NEED_ALL} is set)")
    pytest.skip(why)
