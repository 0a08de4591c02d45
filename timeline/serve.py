"""The preview over HTTP: pages from memory on this machine only, and a word to the browser when something changed.

The protocol and its script are livereload's; what changed is told by watchfiles, which asks the system
instead of looking at every file again and again, and so misses no quick save and makes one build of ten
files. The only importer of livereload, tornado and watchfiles.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import watchfiles
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.web import Application, RequestHandler

from timeline import content
from timeline.diagnostics import Diagnostic
from timeline.inputs import OUR_TEMPLATES
from timeline.preview import Answer, Preview

HOST, PORTS = "127.0.0.1", 20  # how many ports are tried, from the one that was asked for
_QUIET = 20  # milliseconds without a change, after which what changed counts as saved
_LONGEST = 400  # milliseconds after which a stream of changes is looked at anyhow

Tell = Callable[[Sequence[Diagnostic], float], None]


def serve(preview: Preview, port: int, ready: Callable[[str], None], changed: Tell) -> None:
    """Serves until it is interrupted.

    `ready` is told the address, `changed` the faults and the seconds of our own work after each change.
    Raises OSError where no port is free.
    """
    try:
        asyncio.run(_serve(preview, port, ready, changed))
    except KeyboardInterrupt:
        pass


async def _serve(preview: Preview, port: int, ready: Callable[[str], None], changed: Tell) -> None:
    loop, worker = asyncio.get_running_loop(), ThreadPoolExecutor(1)  # one after another: the preview is one thing
    LiveReloadHandler.watcher, LiveReloadHandler.live_css = Watcher(), True  # it asks them when it speaks
    site = Application(
        [
            (r"/livereload", LiveReloadHandler),
            (r"/livereload\.js", LiveReloadJSHandler),
            (r"/(.*)", _Page, {"answer": partial(loop.run_in_executor, worker, preview.answer)}),
        ],
        log_function=lambda handler: None,
    )
    ready(f"http://{HOST}:{_listen(site, port)}/")
    root = preview.options.root
    folders = [
        folder for folder in dict.fromkeys((root / "content", root / "templates", OUR_TEMPLATES)) if folder.is_dir()
    ]
    async for batch in watchfiles.awatch(*folders, watch_filter=_told, step=_QUIET, debounce=_LONGEST):
        start = time.perf_counter()
        faults = await loop.run_in_executor(worker, preview.refresh)
        changed(faults, time.perf_counter() - start)
        only_style = all(path.endswith(".css") for _, path in batch) and not faults
        LiveReloadHandler.reload_waiters("site.css" if only_style else "*")


def _listen(site: Application, port: int) -> int:
    """Takes the port, or the next that is free."""
    for candidate in range(port, min(port + PORTS, 65536)):
        try:
            site.listen(candidate, HOST)
            return candidate
        except OSError:
            continue
    raise OSError(f"no port from {port} to {port + PORTS - 1} is free: name another")


def _told(change: watchfiles.Change, path: str) -> bool:
    """Whether a change is to be looked at: editors' leftovers are no content."""
    return not content.leftover(os.path.basename(path))


class _Page(RequestHandler):
    """A page from memory."""

    def initialize(self, answer: Callable[[str], Awaitable[Answer]]) -> None:
        self.answer = answer

    async def get(self, path: str) -> None:
        # A page of some other host that has its name lead here must not read what is not yet published.
        if self.request.host_name not in (HOST, "localhost"):
            self.send_error(403)
            return
        answer = await self.answer(path)
        self.set_status(answer.status)
        self.set_header("Content-Type", answer.kind)
        self.set_header("Cache-Control", "max-age=0, no-store")
        self.finish(answer.body)

    head = get
