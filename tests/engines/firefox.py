"""Firefox over WebDriver BiDi (W3C): one tab, driven through a websocket without any other driver.

The browser says on its standard error where it listens. Only what these tests need is here.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
import subprocess
import time
from pathlib import Path

import websocket

from tests.programs import find

# Scrollbars take no room, as on a phone. Whatever is not on this machine is asked of a port where nobody answers.
_PREFERENCES = {
    "ui.useOverlayScrollbars": 1,
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "network.proxy.socks_remote_dns": True,
    "datareporting.policy.dataSubmissionEnabled": False,
}
_KEYS = {"ArrowRight": "\ue014", "ArrowLeft": "\ue012"}


class Firefox:
    name = "firefox"
    exact = 0.2
    programs = ("firefox",)

    def __init__(self, folder: Path):
        """`folder` is for the profile."""
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()]
        (folder / "user.js").write_text("".join(lines), "utf-8")
        self._process = subprocess.Popen(
            [
                find("firefox"),
                "--headless",
                "--no-remote",
                "--remote-debugging-port",
                "0",
                "--profile",
                folder,
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            said = next(filter(None, (re.search(r"BiDi listening on (\S+)", line) for line in self._process.stderr)))
            self._socket = websocket.create_connection(f"{said[1]}/session", timeout=60, suppress_origin=True)
            self._numbers = itertools.count(1)
            self._call("session.new", capabilities={})
            self._tab = {"context": self._call("browsingContext.getTree")["contexts"][0]["context"]}
        except BaseException:
            self.close()
            raise

    def _call(self, method: str, **parameters):
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (answer := json.loads(self._socket.recv())).get("id") != number:
            pass  # an event that nobody asked about
        assert answer["type"] == "success", answer
        return answer["result"]

    def open(self, address: str, width: int = 1280, height: int = 800) -> None:
        self._call("browsingContext.setViewport", **self._tab, viewport={"width": width, "height": height})
        self._call("browsingContext.navigate", **self._tab, url=address, wait="complete")
        self._wait(f"location.href === new URL({json.dumps(address)}).href")

    def ask(self, expression: str):
        """The value of an expression in the page, a promise's too, once its fonts are there."""
        return self._evaluate(f"document.fonts.ready.then(() => ({expression})).then(JSON.stringify)")

    def _evaluate(self, expression: str):
        answer = self._call("script.evaluate", expression=expression, target=self._tab, awaitPromise=True)
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"].get("value", "null"))

    def press(self, *keys: str) -> None:
        """Presses keys by their names or letters, wherever the page has its focus."""
        strokes = [{"type": t, "value": _KEYS.get(k, k)} for k in keys for t in ("keyDown", "keyUp")]
        self._call("input.performActions", **self._tab, actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def hover(self, selector: str) -> None:
        self._point(selector, 0)

    def click(self, selector: str, across: int) -> None:
        """Clicks an element so many pixels right of its middle."""
        self._point(selector, across, "pointerDown", "pointerUp")

    def _point(self, selector: str, across: int, *then: str) -> None:
        box = self.ask(f"document.querySelector({selector!r}).getBoundingClientRect()")
        place = {"x": round(box["x"] + box["width"] / 2 + across), "y": round(box["y"] + box["height"] / 2)}
        actions = [{"type": "pointerMove", **place}, *({"type": kind, "button": 0} for kind in then)]
        pointer = {"type": "pointer", "id": "pointer", "actions": actions}
        self._call("input.performActions", **self._tab, actions=[pointer])

    def arrived(self, ending: str) -> None:
        """Waits until a link has led to an address."""
        self._wait(f"location.href.endsWith({json.dumps(ending)})")

    def _wait(self, condition: str) -> None:
        """Waits for a page with all that it asked for. `navigate` alone answers too early where a script of the page
        before still changes that page's own address. No promise is asked for: a page that is left keeps none."""
        end = time.monotonic() + 20
        while not self._evaluate(f"String(document.readyState === 'complete' && {condition})"):
            assert time.monotonic() < end, condition
            time.sleep(0.02)

    def printed(self) -> bytes:
        """The page as a PDF on A4."""
        sheet = {"width": 21.0, "height": 29.7}
        return base64.b64decode(self._call("browsingContext.print", **self._tab, page=sheet)["data"])

    def close(self) -> None:
        if hasattr(self, "_socket"):
            self._socket.close()
        self._process.kill()
        self._process.wait()
        self._process.stderr.close()
