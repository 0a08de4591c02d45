"""WebKitGTK over WebDriver: Debian's MiniBrowser on a screen that nobody sees.

Its window cannot be narrower than 447 pixels, so a narrow page is shown in a frame on an empty page of the same
host, which has no policy.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import warnings
from pathlib import Path
from urllib.parse import urljoin

from selenium.webdriver import ActionChains, Keys, WebKitGTK
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.programs import find

_NARROWEST = 447
_KEYS = {"ArrowRight": Keys.ARROW_RIGHT, "ArrowLeft": Keys.ARROW_LEFT}


class WebKit:
    name = "webkit"
    exact = 1.5  # pixels: it tells the width of a text in whole ones
    programs = ("webkit", "minibrowser", "xvfb")

    def __init__(self, folder: Path):
        """`folder` is for what the browser keeps."""
        asked, told = os.pipe()
        self._screen = subprocess.Popen(
            [find("xvfb"), "-displayfd", str(told), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
            pass_fds=[told],
            stderr=subprocess.DEVNULL,
        )
        os.close(told)
        self._service = None
        try:
            with open(asked, encoding="ascii") as number:
                display = f":{number.readline().strip()}"
            homes = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(folder))
            # Drawn without a graphics card; root may not make the browser's own sandbox.
            plain = {"LIBGL_ALWAYS_SOFTWARE": "1", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
            self._service = Service(
                find("webkit"),
                log_output=subprocess.DEVNULL,
                env={**os.environ, **homes, **plain, "DISPLAY": display},
                popen_kw={"start_new_session": True},
            )
            options = Options()
            options.binary_location = find("minibrowser")
            options.add_argument("--automation")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # selenium's, of selenium
                self._driver = WebKitGTK(options, self._service)
            self._driver.set_script_timeout(20)
        except BaseException:
            self.close()
            raise

    def open(self, address: str, width: int = 1280, height: int = 800) -> None:
        self._driver.switch_to.default_content()
        self._driver.set_window_size(width if width >= _NARROWEST else 1280, height)
        if width >= _NARROWEST:
            self._driver.get(address)
            return
        self._driver.get(urljoin(address, "/empty.html"))
        self._driver.execute_async_script(
            """const frame = document.createElement("iframe"), [src, width, height, done] = arguments;
            frame.style = `border: 0; width: ${width}px; height: ${height}px`;
            Object.assign(frame, { src, onload: done });
            document.body.replaceChildren(frame);""",
            *(address, width, height),
        )
        self._driver.switch_to.frame(0)

    def ask(self, expression: str):
        """The value of an expression in the page, a promise's too, once its fonts are there."""
        found = self._driver.execute_async_script(
            f"""const done = arguments[arguments.length - 1];
            document.fonts.ready.then(() => ({expression}))
                .then((value) => done([JSON.stringify(value) || "null"]), (error) => done(String(error)));"""
        )
        assert isinstance(found, list), found
        return json.loads(found[0])

    def press(self, *keys: str) -> None:
        """Presses keys by their names or letters, wherever the page has its focus."""
        ActionChains(self._driver).send_keys(*(_KEYS.get(key, key) for key in keys)).perform()

    def hover(self, selector: str) -> None:
        ActionChains(self._driver).move_to_element(self._driver.find_element("css selector", selector)).perform()

    def click(self, selector: str, across: int) -> None:
        """Clicks an element so many pixels right of its middle."""
        element = self._driver.find_element("css selector", selector)
        ActionChains(self._driver).move_to_element_with_offset(element, across, 0).click().perform()

    def arrived(self, ending: str) -> None:
        """Waits until a link has led to an address."""
        WebDriverWait(self._driver, 10, 0.05).until(lambda driver: driver.current_url.endswith(ending))
        self.ask("document.readyState")

    def close(self) -> None:
        if self._service and self._service.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._service.process.pid, signal.SIGKILL)  # the driver, the browser and its helpers
            self._service.process.wait()
            self._service.process.stdin.close()
        self._screen.kill()
        self._screen.wait()
