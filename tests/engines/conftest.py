"""What tests in other engines share: each engine, started once, and the site over HTTP."""

from __future__ import annotations

import pytest

from tests.engines.firefox import Firefox
from tests.engines.webkit import WebKit
from tests.host import serving

ENGINES = {engine.name: engine for engine in (WebKit, Firefox)}


def pytest_collection_modifyitems(config, items):
    """Where an engine is not to be had, one test of it is left, which says so for all."""
    engines = [getattr(item, "callspec", None) and item.callspec.params.get("engine") for item in items]
    spare = [
        item
        for n, (item, name) in enumerate(zip(items, engines, strict=True))
        if name in ENGINES and ENGINES[name].lacks and name in engines[:n]
    ]
    config.hook.pytest_deselected(items=spare)
    items[:] = [item for item in items if item not in spare]


@pytest.fixture(scope="package", params=ENGINES)
def engine(request, tmp_path_factory):
    kind = ENGINES[request.param]
    if kind.lacks:
        pytest.skip(f"no {kind.name} to drive on this machine: `apt install {kind.lacks}` runs the tests in it too")
    running = kind(tmp_path_factory.mktemp(kind.name))
    yield running
    running.close()


@pytest.fixture(scope="package")
def served(site):
    """The site as a host has it, and one page more, an empty one."""
    with serving(site, pages={"/empty.html": "<!doctype html><title>Empty</title>"}) as address:
        yield address
