"""The preview over HTTP: pages from memory on this machine only, and a word to the browser when something changed.

The protocol and its script are livereload's; what changed is told by watchfiles, which asks the system
instead of looking at every file again and again, and so misses no quick save and makes one build of ten
files. The only importer of livereload, tornado and watchfiles.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Sequence

import watchfiles
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.web import Application, RequestHandler

from timeline import content
from timeline.diagnostics import Diagnostic, Fault, Span, tell
from timeline.inputs import OUR_TEMPLATES
from timeline.preview import Preview

HOST, PORTS = "127.0.0.1", 20  # how many ports are tried, from the one that was asked for
_QUIET = 20  # milliseconds without a change, after which what changed counts as saved
_LONGEST = 400  # milliseconds after which a stream of changes is looked at anyhow

Tell = Callable[[Sequence[Diagnostic], float], None]


def serve(preview: Preview, port: int, ready: Callable[[str], None], changed: Tell) -> None:
    """Serves until it is interrupted.

    `ready` is told the address, `changed` the faults and the seconds of our own work after each change.
    Raises `Fault` where no port is free.
    """
    try:
        asyncio.run(_serve(preview, port, ready, changed))
    except KeyboardInterrupt:
        pass


async def _serve(preview: Preview, port: int, ready: Callable[[str], None], changed: Tell) -> None:
    LiveReloadHandler.watcher, LiveReloadHandler.live_css = Watcher(), True  # it asks them when it speaks
    site = Application(
        [
            (r"/livereload", LiveReloadHandler),
            (r"/livereload\.js", LiveReloadJSHandler),
            (r"/(.*)", _Page, {"preview": preview}),
        ],
        log_function=lambda handler: None,
    )
    ready(f"http://{HOST}:{_listen(site, port)}/")
    root = preview.options.root
    folders = [
        folder for folder in dict.fromkeys((root / "content", root / "templates", OUR_TEMPLATES)) if folder.is_dir()
    ]
    loop = asyncio.get_running_loop()
    async for batch in watchfiles.awatch(*folders, watch_filter=_told, step=_QUIET, debounce=_LONGEST):
        start = time.perf_counter()
        # In a thread of its own, so that pages are answered meanwhile.
        faults = await loop.run_in_executor(None, preview.refresh)
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
    message = tell("no port from {first} to {last} is free", first=port, last=port + PORTS - 1)
    raise Fault(Diagnostic("no-port", message, Span("--port"), tell("name another with `--port`")))


def _told(change: watchfiles.Change, path: str) -> bool:
    """Whether a change is to be looked at: editors' leftovers are no content."""
    return not content.leftover(os.path.basename(path))


class _Page(RequestHandler):
    """A page from memory."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def get(self, path: str) -> None:
        # A page of some other host that has its name lead here must not read what is not yet published.
        if self.request.host_name not in (HOST, "localhost"):
            self.send_error(403)
            return
        answer = self.preview.answer(path)
        self.set_status(answer.status)
        self.set_header("Content-Type", answer.kind)
        self.set_header("Cache-Control", "no-store")
        self.finish(answer.body)

    head = get
