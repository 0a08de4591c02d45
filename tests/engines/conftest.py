"""What tests in other engines share: each engine, started once, and the site over HTTP."""

from __future__ import annotations

import pytest

from tests.engines.firefox import Firefox
from tests.engines.webkit import WebKit
from tests.host import serving
from tests.programs import needs

ENGINES = {engine.name: engine for engine in (WebKit, Firefox)}


@pytest.fixture(scope="package", params=ENGINES)
def engine(request, tmp_path_factory):
    kind = ENGINES[request.param]
    needs(*kind.programs)
    running = kind(tmp_path_factory.mktemp(kind.name))
    yield running
    running.close()


@pytest.fixture(scope="package")
def served(site):
    """The site as a host has it, and one page more, an empty one."""
    with serving(site, pages={"/empty.html": "<!doctype html><title>Empty</title>"}) as address:
        yield address
