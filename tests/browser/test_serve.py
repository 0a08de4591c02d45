"""`build.py serve` as a maintainer has it: a real server, a real browser, files that are saved."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
import websocket
from playwright.sync_api import expect

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, event, tree, write

E = "content/events/e.yaml"


class Served:
    """A server over a project, and what it says."""

    def __init__(self, root, *words: str):
        self.root, self.lines, self.news = root, [], threading.Condition()
        self.process = subprocess.Popen(
            [sys.executable, str(PROJECT / "build.py"), "serve", "--root", str(root), *words],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            # Whoever runs the tests in the background has them ignore Ctrl-C, and the server would inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.address = self.wait(r"(http://127\.0\.0\.1:\d+/): ")[1]

    def _listen(self) -> None:
        for line in self.process.stdout:
            with self.news:
                self.lines.append(line)
                self.news.notify_all()

    def wait(self, pattern: str, after: int = 0, timeout: float = 30) -> re.Match:
        """The first thing said, after so many lines, that a pattern finds."""
        found = None

        def said():
            nonlocal found
            found = re.search(pattern, "".join(self.lines[after:]))
            return found

        with self.news:
            assert self.news.wait_for(said, timeout), "".join(self.lines)
        return found

    def stop(self) -> int:
        """Presses Ctrl-C, once, and gives the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(15)
        finally:
            self.process.kill()
            self.process.wait()
            self.listener.join()
            self.process.stdout.close()


def status(address: str, host: str = "127.0.0.1", method: str = "GET") -> int:
    """What a request is answered with."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": host}, method=method)) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture
def serve():
    started = []

    def serve(root, *words: str) -> Served:
        started.append(Served(root, *(words or ("--port", str(free_port())))))
        return started[-1]

    yield serve
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A server over the smallest project, for all who need no more of it than that it sees what is saved."""
    root = worlds.write(tmp_path_factory.mktemp("running"), worlds.files())
    served = Served(root, "--port", str(free_port()))
    yield served
    served.stop()


@pytest.fixture
def look(reader):
    """Opens a served page with scripts on, once it listens for changes."""

    def look(address: str):
        page, greetings = reader(fresh=True, scripts=True), []
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: greetings.append(frame)))
        page.goto(address)
        for _ in range(300):
            page.wait_for_timeout(100)  # also for the page's answer to the greeting
            if greetings:
                return page
        raise AssertionError("the page does not listen")

    return look


def test_what_is_saved_is_seen(world, serve, look):
    """In both languages at once, without a reload by hand; the policy lets the page listen and nothing else."""
    served = serve(world())
    english, arabic = (look(f"{served.address}{code}/events/e.html") for code in ("en", "ar"))
    expect(english.locator("h1")).to_have_text("Something happens")
    write(served.root, {E: event(title=both("Said anew", "قيل من جديد"))})
    expect(english.locator("h1")).to_have_text("Said anew")
    expect(arabic.locator("h1")).to_have_text("قيل من جديد")
    assert english.failed == arabic.failed == []


def test_a_fault_stands_over_the_page_until_it_is_mended(world, serve, look):
    """In the page's language and direction, over the last good page, in the terminal too."""
    served = serve(world())
    english, arabic = (look(f"{served.address}{code}/index.html") for code in ("en", "ar"))
    write(served.root, {E: event(title=both("Said anew"), topics=["none"])})
    for page, direction, words, title in (
        (english, "ltr", "no topic has the id none", "Something happens"),
        (arabic, "rtl", "لا يوجد موضوع معرّفه none", "يحدث أمر"),
    ):
        over = page.locator(".preview-faults")
        expect(over).to_be_visible()
        assert over.evaluate("e => getComputedStyle(e).direction") == direction
        expect(over).to_contain_text(words)
        expect(over).to_contain_text("content/events/e.yaml:")
        expect(page.locator("main")).to_contain_text(title)
        expect(page.locator("main")).not_to_contain_text("Said anew")
        over.locator("summary").click()
        expect(over.locator("li").first).not_to_be_visible()
    served.wait(r"error\[unknown-topic\]")
    write(served.root, {E: event(title=both("Said anew"))})
    expect(english.locator(".preview-faults")).to_have_count(0)
    expect(arabic.locator(".preview-faults")).to_have_count(0)
    expect(english.locator("main")).to_contain_text("Said anew")


def test_faults_can_be_told_in_arabic_in_the_terminal(world, serve):
    """`--lang ar` is for the terminal; each page has its own language."""
    served = serve(world(), "--lang", "ar", "--port", str(free_port()))
    write(served.root, {E: event(topics=["none"])})
    served.wait(r"خطأ\[unknown-topic\]")


def test_ten_files_saved_at_once_are_one_build(world, serve, look):
    """As a switch of branches does."""
    served = serve(world())
    page = look(f"{served.address}en/events/index.html")
    said = len(served.lines)
    write(served.root, {f"content/events/n{n}.yaml": event(title=both(f"Event {n}")) for n in range(10)})
    for n in range(10):
        expect(page.locator("main")).to_contain_text(f"Event {n}")
    page.wait_for_timeout(500)
    assert sum("read in" in line for line in served.lines[said:]) == 1


def test_quick_saves_are_all_seen(world, serve, look):
    """Six saves a moment apart: none is lost, and the last is what stands there."""
    served = serve(world())
    page = look(f"{served.address}en/events/e.html")
    for n in range(6):
        write(served.root, {E: event(title=both(f"Version {n}"))})
        page.wait_for_timeout(150)
    expect(page.locator("h1")).to_have_text("Version 5", timeout=20_000)


def test_a_style_is_exchanged_without_a_reload(world, serve, look):
    """The page stays, with what was typed and where it was scrolled to."""
    served = serve(world(**{"templates/css/99-own.css": "h1 { color: rgb(1, 2, 3) }"}))
    page = look(f"{served.address}en/events/e.html")
    page.evaluate("() => { document.body.dataset.kept = 'yes' }")
    colour = "() => getComputedStyle(document.querySelector('h1')).color"
    assert page.evaluate(colour) == "rgb(1, 2, 3)"
    write(served.root, {"templates/css/99-own.css": "h1 { color: rgb(4, 5, 6) }"})
    served.wait("read in", after=len(served.lines))
    for _ in range(50):
        if page.evaluate(colour) == "rgb(4, 5, 6)":
            break
        page.wait_for_timeout(100)
    assert page.evaluate(colour) == "rgb(4, 5, 6)"
    assert page.evaluate("() => document.body.dataset.kept") == "yes"


def test_a_taken_port_takes_the_next_and_ctrl_c_ends_it(world, serve):
    """With status 0 and no traceback; the project is as it was, site/ too."""
    root = world()
    before, port = tree(root), free_port()
    first = serve(root, "--port", str(port))
    second = serve(root, "--port", str(port))
    assert first.address != second.address
    assert status(f"{second.address}en/index.html") == 200
    for served in (first, second):
        assert served.stop() == 0 and "Traceback" not in "".join(served.lines)
    assert tree(root) == before


def test_only_this_machine_is_answered(world, serve):
    """A page elsewhere whose name leads here is refused, and no path leads to a file."""
    served = serve(world())
    assert status(f"{served.address}en/index.html", "evil.example") == 403
    assert status(f"{served.address}..%2fcontent/site.yaml") == 404
    assert status(f"{served.address}content/site.yaml", "localhost") == 404
    assert status(served.address, method="HEAD") == 200


@contextlib.contextmanager
def listening(own: str, origin: str, host: str = "") -> Iterator[websocket.WebSocket]:
    """A page that listens, on a preview's own address; it says where it comes from, and whom it thinks it talks to."""
    page = websocket.WebSocket()
    try:
        page.connect(f"{own.replace('http', 'ws')}/livereload", origin=origin, host=host or None, timeout=10)
        yield page
    finally:
        page.shutdown()


@pytest.mark.parametrize(
    ("origin", "host", "answered"),
    [
        ("{own}", "{host}", True),
        ("https://strange.example", "{host}", False),
        ("http://127.0.0.1:1", "{host}", False),
        ("null", "{host}", False),
        ("http://strange.example", "strange.example", False),
    ],
)
def test_no_strange_page_hears_what_is_saved(running, origin, host, answered):
    """Only a page of the preview's own may listen; any other would learn when something is written."""
    own = running.address.removesuffix("/")
    filled = lambda text: text.format(own=own, host=own.removeprefix("http://"))
    refused = pytest.raises(websocket.WebSocketBadStatusException, match="403")
    with contextlib.nullcontext() if answered else refused, listening(own, filled(origin), filled(host)):
        pass


@pytest.mark.parametrize(
    "message",
    ["", "{", "[]", "1", "null", '{"command": 1}', '{"command": "info", "url": "http://["}', "[" * 100_000, b"\xff\xfe"]
    + ['{"command": "info", "url": {"a": 1}}', '{"command": "hello"', '"x"'],
)
def test_what_is_no_message_of_the_protocol_ends_the_connection_and_no_more(running, message):
    """Nothing is printed, and whoever speaks properly is answered as before."""
    own, said = running.address.removesuffix("/"), len(running.lines)
    with listening(own, own) as strange:
        (strange.send_bytes if isinstance(message, bytes) else strange.send)(message)
        strange.settimeout(0.5)
        with contextlib.suppress(websocket.WebSocketTimeoutException):
            strange.recv()
    with listening(own, own) as good:
        good.send('{"command": "hello"}')
        assert "official-7" in good.recv()
    assert running.lines[said:] == []


def test_what_could_be_done_next_is_a_page_in_both_languages(world, serve, reader):
    """It leads to itself in the other language, and to the pages of what it names."""
    served, page = serve(world()), reader()
    page.goto(f"{served.address}status/en.html")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("main a[href*='sources/s.html']").first.click()
    expect(page.locator("h1")).to_contain_text("صحيفة")


ODD = {
    "an editor's swap file": ("content/events/.e.yaml.swp", b"\0\1", None),
    "a backup": ("content/events/e.yaml~", b"date: x", None),
    "a half-saved file": (E, b"date: 2016-02-05\ntitle: {en: Somet", "yaml-syntax"),
    "an empty file": ("content/events/f.yaml", b"", "empty"),
    "another encoding": ("content/events/f.yaml", "title: نص".encode("cp1256"), "not-utf8"),
    "a name with a space": ("content/events/my event.yaml", b"date: 2016", "bad-id"),
    "an Arabic name": ("content/events/حدث.yaml", b"date: 2016", "bad-id"),
    "a wrong suffix": ("content/events/f.yml", b"date: 2016", "unexpected-file"),
}


@pytest.mark.parametrize("what", ODD)
def test_odd_files_are_told_or_passed_over(running, look, what):
    """And the server goes on: the next good save is seen."""
    path, data, code = ODD[what]
    page = look(f"{running.address}ar/events/e.html")
    (running.root / path).write_bytes(data)
    if code:
        expect(page.locator(".preview-faults")).to_contain_text(code)
        (running.root / path).unlink()
    title = f"قيل من جديد {list(ODD).index(what)}"
    write(running.root, {E: event(title=both("Said anew", title))})
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".preview-faults")).to_have_count(0)


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
def test_line_ends_and_a_byte_order_mark_are_accepted(running, look, line_end):
    """As editors on Windows save."""
    page = look(f"{running.address}en/events/e.html")
    title = f"Said with {line_end!r}".replace("\\", "-")
    text = b"\xef\xbb\xbfdate: 2016\ntitle: {en: TITLE, ar: \xd9\x86\xd8\xb5}\nsummary: {en: It does., ar: \xd9\x86\xd8\xb5}\ntopics: [t]\nsources: [{id: s}]\n"
    (running.root / E).write_bytes(text.replace(b"TITLE", title.encode()).replace(b"\n", line_end))
    expect(page.locator("h1")).to_have_text(title)


def test_a_link_in_content_is_told(world, serve, look, tmp_path_factory):
    """What it leads to is not read."""
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("date: 2016\nsecret: word", "utf-8")
    served = serve(world())
    page = look(f"{served.address}en/index.html")
    os.symlink(outside, served.root / "content/events/f.yaml")
    expect(page.locator(".preview-faults")).to_contain_text("is a link")
    assert "secret: word" not in page.content()
