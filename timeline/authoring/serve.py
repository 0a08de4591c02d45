"""The preview over HTTP: pages from memory on this machine only, and a word to the browser when something changed.

The protocol and its script are livereload's; what changed is told by watchfiles, which asks the system
instead of looking at every file again and again, and so misses no quick save and makes one build of ten
files. The only importer of livereload, tornado and watchfiles.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

import watchfiles
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler  # type: ignore[import-untyped]  # has none
from livereload.watcher import Watcher  # type: ignore[import-untyped]  # has none
from tornado.web import Application, RequestHandler

from timeline import files
from timeline.authoring.preview import Answer, Preview
from timeline.build.inputs import OUR_TEMPLATES
from timeline.faults.diagnostic import Diagnostic
from timeline.records import content

HOST, PORTS = "127.0.0.1", 20  # how many ports are tried, from the one that was asked for
_QUIET = 20  # milliseconds without a change, after which what changed counts as saved
_LONGEST = 400  # milliseconds after which a stream of changes is looked at anyhow
_IDLE = 1.0  # seconds after a change, when whoever saved it has seen the page

Tell = Callable[[Sequence[Diagnostic], float], None]


def serve(preview: Preview, port: int, ready: Callable[[str], None], changed: Tell) -> None:
    """Serves until it is interrupted.

    Former sites are cleared away when nobody waits: with the collector at its own times, half of the time between a
    save and its page was the collector's. `changed` is told the faults and the seconds of our own work, at first and
    after each change; `ready`, once, the address.
    Raises OSError where no port is free.
    """
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(preview, port, ready, changed))


async def _serve(preview: Preview, port: int, ready: Callable[[str], None], changed: Tell) -> None:
    desk = _Desk(preview)
    LiveReloadHandler.watcher, LiveReloadHandler.live_css = Watcher(), True  # it asks them when it speaks
    site = Application(
        [
            (r"/livereload", _Listener, {"desk": desk}),
            (r"/livereload\.js", LiveReloadJSHandler),
            (r"/(.*)", _Page, {"desk": desk}),
        ],
        log_function=lambda handler: None,
    )
    address = f"http://{HOST}:{_listen(site, port)}/"
    async for batch in _batches(preview.options.root):
        start = time.perf_counter()
        faults = await desk.read(preview.refresh)
        changed(faults, time.perf_counter() - start)
        if not batch:
            ready(address)
        only_style = all(path.endswith(".css") for path in batch) and not faults
        LiveReloadHandler.reload_waiters("site.css" if only_style else "*")
        await desk.read(preview.keep_schemas)  # when nobody waits for it
        if batch:
            asyncio.get_running_loop().call_later(_IDLE, gc.collect)
        else:
            gc.freeze()  # what was read stays; there is no need to look through it again and again


async def _batches(root: Path) -> AsyncIterator[set[str]]:
    """The paths that changed, several at a time; at first none, as soon as a change would be noticed."""
    folders = dict.fromkeys((root / "content", root / "templates", OUR_TEMPLATES))
    schemas = os.path.join(root, "content", content.SCHEMAS)  # written here, and read by editors alone

    def told(change: watchfiles.Change, path: str) -> bool:
        return not files.leftover(os.path.basename(path)) and os.path.dirname(path) != schemas

    watch = watchfiles.awatch(*filter(Path.is_dir, folders), watch_filter=told, step=_QUIET, debounce=_LONGEST)
    first = asyncio.ensure_future(anext(watch))
    await asyncio.sleep(0)  # up to here it runs without a pause
    yield set()
    yield {path for _, path in await first}
    async for batch in watch:
        yield {path for _, path in batch}


def _listen(site: Application, port: int) -> int:
    """Takes the port, or the next that is free."""
    for candidate in range(port, min(port + PORTS, 65536)):
        try:
            site.listen(candidate, HOST)
            return candidate
        except OSError:
            continue
    raise OSError(f"no port from {port} to {port + PORTS - 1} is free: name another")


T = TypeVar("T")


class _Desk:
    """The preview at work in two threads, one that reads and one that answers, so that a large change keeps no
    page waiting and the server awake."""

    def __init__(self, preview: Preview):
        self.preview = preview
        self.served: dict[str, int] = {}  # path -> the version in which it was last given out
        self._reading, self._answering = ThreadPoolExecutor(1), ThreadPoolExecutor(1)

    def read(self, work: Callable[[], T]) -> Awaitable[T]:
        return asyncio.get_running_loop().run_in_executor(self._reading, work)

    def answer(self, path: str) -> Awaitable[Answer]:
        self.served[path] = self.preview.version
        return asyncio.get_running_loop().run_in_executor(self._answering, self.preview.answer, path)

    def is_stale(self, address: str) -> bool:
        """Whether the page at an address has been overtaken since it was given out."""
        path = unquote(urlsplit(address).path).lstrip("/")
        return self.served.get(path, self.preview.version) != self.preview.version


class _Listener(LiveReloadHandler):  # type: ignore[misc]  # see its import
    """A page that listens. What was saved after it was given out and before it listened, it has missed."""

    def initialize(self, desk: _Desk) -> None:
        self.desk = desk

    async def prepare(self) -> None:
        """Answers none but the preview's own pages: another's would learn when something is saved."""
        if not _is_ours(self):
            self.send_error(403)

    def check_origin(self, origin: str) -> bool:
        return bool(urlsplit(origin).netloc == self.request.host)

    def on_message(self, message: str | bytes) -> None:
        try:
            said = json.loads(message)
            command, address = said["command"], str(said.get("url", ""))
            stale = command == "info" and self.desk.is_stale(address)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self.close(1003)  # it is none of our pages, which speak livereload's protocol
            return
        super().on_message(json.dumps({"command": command, "url": address}))
        if stale:
            self.send_message({"command": "reload", "path": "*", "liveCSS": True, "liveImg": True})


class _Page(RequestHandler):
    """A page from memory."""

    def initialize(self, desk: _Desk) -> None:
        self.desk = desk

    async def get(self, path: str) -> None:
        if not _is_ours(self):
            self.send_error(403)
            return
        answer = await self.desk.answer(path)
        self.set_status(answer.status)
        self.set_header("Content-Type", answer.kind)
        self.set_header("Cache-Control", "max-age=0, no-store")
        self.finish(answer.body)

    head = get


def _is_ours(handler: RequestHandler) -> bool:
    """Whether somebody asks for the preview by its own name: a page of another host that has its name lead here must
    not read what is not yet published."""
    return handler.request.host_name in (HOST, "localhost")
