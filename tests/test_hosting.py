"""The site as hosts serve it: what `_headers` says of each address, and a real nginx with docs/nginx.conf."""

from __future__ import annotations

import fnmatch
import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.programs import needs
from timeline.build import pipeline
from timeline.build.inputs import Options
from timeline.pages import response_headers

PUBLISHING = (PROJECT / "docs/publishing.md").read_text("utf-8")
SNIPPET = PROJECT / "docs" / "nginx.conf"
NOBODY = 65534
MAIN = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr warn;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {server}
}}
"""


class Response:
    """An answer, with its headers by name in small letters; several of one name are joined, as HTTP has it."""

    def __init__(self, answer: http.client.HTTPResponse):
        self.status, self.body = answer.status, answer.read()
        self.headers: dict[str, str] = {}
        for name, value in answer.getheaders():
            name = name.lower()
            self.headers[name] = f"{self.headers[name]}, {value}" if name in self.headers else value

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name, "")


@pytest.fixture(scope="module")
def site(ours, tmp_path_factory):
    """The real site, with a former address in it, and with a change that is known, so that it has feeds."""
    root = tmp_path_factory.mktemp("hosted")
    shutil.copytree(ours, root / "content")
    event = next((root / "content/events").glob("*.yaml"))
    event.write_text(event.read_text("utf-8") + "aliases: [former]\nupdated: 2020-01-02\n", "utf-8")
    assert not pipeline.build(Options(root)).failed
    return root / "site"


@pytest.fixture(scope="module")
def nginx(site):
    """Asks a real nginx, run as nobody in particular on a free port, with the very snippet of docs/ in the server
    that docs/publishing.md shows: `nginx(path, **headers)`."""
    program = needs("nginx")
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        folder = Path(name)
        shutil.copytree(site, folder / "site")
        shutil.copy(SNIPPET, folder / "nginx.conf")
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        server = re.search(r"```nginx\n(.*?)```", PUBLISHING, re.DOTALL)[1]
        for ours, theirs in (
            ("listen 80", f"listen 127.0.0.1:{port}"),
            ("/srv/timeline/docs", name),
            ("/srv/timeline", name),
        ):
            assert ours in server
            server = server.replace(ours, theirs)
        (folder / "main.conf").write_text(MAIN.format(folder=folder, server=server), "utf-8")
        whoever = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        if whoever:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        log = folder.with_suffix(".log")
        with log.open("wb") as stderr:
            command = [program, "-p", folder, "-e", "stderr", "-c", folder / "main.conf"]
            server = subprocess.Popen(command, stderr=stderr, **whoever)

        def ask(path: str, **headers: str) -> Response:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            try:
                names = {name.replace("_", "-"): value for name, value in headers.items()}
                connection.request("GET", path, headers={"Host": "timeline.example", **names})
                return Response(connection.getresponse())
            finally:
                connection.close()

        try:
            for _ in range(100):
                assert server.poll() is None, log.read_text()
                try:
                    ask("/robots.txt")
                    break
                except ConnectionRefusedError:
                    time.sleep(0.05)
            yield ask
            assert not re.search(r"\[(warn|alert|crit|emerg)\]", log.read_text()), log.read_text()
        finally:
            server.terminate()
            server.wait(10)
            log.unlink()


def said(site: Path, path: str) -> dict[str, str]:
    """What `_headers` says of an address, as its hosts read it: what all rules that fit say, joined with commas."""
    found: dict[str, str] = {}
    fits = False
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            fits = fnmatch.fnmatchcase(path, line)
        elif fits:
            name, value = line.strip().split(": ", 1)
            found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
    return found


def addresses(site: Path) -> list[str]:
    """An address of every kind of file, and of every folder of pages."""
    shown = (p for p in sorted(site.rglob("*")) if p.is_file() and p.name[0] != "_")
    kinds = {(p.parent, p.suffix): p for p in shown if not any(part[0] == "." for part in p.relative_to(site).parts)}
    return ["/", "/ar/", "/en/", *("/" + p.relative_to(site).as_posix() for p in kinds.values())]


def test_headers_keep_to_what_their_hosts_read(site):
    """At most 100 rules, lines of at most 2,000 characters, one `*` in a path; headers indented under their path."""
    lines = (site / "_headers").read_text("utf-8").splitlines()
    assert lines and all(re.fullmatch(r"/\S*|  [A-Za-z-]+: \S.*", line) for line in lines)
    paths = [line for line in lines if line.startswith("/")]
    assert len(paths) == len(set(paths)) <= 100 and all(path.count("*") <= 1 for path in paths)
    assert max(map(len, lines)) <= 2000


def test_headers_say_how_long_a_file_may_be_kept(site):
    """For ever where its name has its content's digest, a week where it is a font, and nothing of pages, which hosts let browsers check."""
    kept = {path: said(site, path).get("cache-control") for path in addresses(site)}
    assert {kept_for for path, kept_for in kept.items() if path.endswith((".html", "/", ".txt", ".xml", ".png"))} == {
        None
    }
    for path, kept_for in kept.items():
        named_by_content = bool(re.search(r"[.-][0-9a-f]{10}\.(css|js)$", path))
        assert (kept_for == response_headers.FOR_EVER) == named_by_content, path
        assert (kept_for == response_headers.A_WEEK) == path.endswith(".woff2"), path
    assert list(kept.values()).count(response_headers.FOR_EVER) >= 3


def test_pages_made_to_be_embedded_can_be(site):
    """Every page refuses other sites' frames; none of that is said of /embed/, and X-Frame-Options of nothing."""
    framing = response_headers.FRAMING
    for page in site.rglob("*.html"):
        path = "/" + page.relative_to(site).as_posix()
        assert (framing in said(site, path)["content-security-policy"]) == (
            path != "/404.html" and not path.startswith("/embed/")
        ), path
        assert path.startswith("/embed/") <= (said(site, path)["content-security-policy"] == response_headers.POLICY), (
            path
        )
    assert "x-frame-options" not in (site / "_headers").read_text("utf-8").lower() + SNIPPET.read_text("utf-8").lower()


def test_nginx_says_what_headers_say(nginx, site):
    """Each address has the security headers that `_headers` gives it, an unknown one too, and the policy stands in docs/nginx.conf but once."""
    for path in (*addresses(site), "/nowhere"):
        answer, wanted = nginx(path), said(site, path)
        for name in ("x-content-type-options", "referrer-policy", "permissions-policy"):
            assert answer[name] == wanted[name] != "", (path, name)
        framing = "" if path.startswith("/embed/") else f", {response_headers.FRAMING}"
        assert answer["content-security-policy"] == f"{response_headers.POLICY}{framing}", path
        assert answer["content-security-policy"].startswith(wanted["content-security-policy"]), path
        assert answer["cache-control"] == wanted.get("cache-control", "no-cache"), path
        shared = answer["access-control-allow-origin"]
        assert shared == wanted.get("access-control-allow-origin", "") == ("*" if path.startswith("/data/") else ""), (
            path
        )
    assert SNIPPET.read_text("utf-8").count("default-src") == 1


TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".geojson": "application/geo+json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".sqlite": "application/vnd.sqlite3",
    ".zip": "application/zip",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


def test_nginx_knows_every_type(nginx, site):
    """Each kind of file that a build makes goes out as what it is, texts with their encoding."""
    paths = addresses(site)
    assert set(TYPES) <= {Path(path).suffix for path in paths}
    for path in paths:
        answer, suffix = nginx(path), Path(path).suffix or ".html"
        assert answer.status == 200, path
        assert answer["content-type"] != "application/octet-stream", path
        assert answer["content-type"] == TYPES.get(suffix, answer["content-type"]), path


def test_nginx_serves_the_site_as_it_is(nginx, site):
    """Byte for byte, folders by their page, a former address by the page that leads on; a folder's name without its slash leads to it."""
    for path, file in (
        ("/", "index.html"),
        ("/en/", "en/index.html"),
        ("/ar/events/", "ar/events/index.html"),
        ("/ar/events/former.html", "ar/events/former.html"),
    ):
        answer = nginx(path)
        assert (answer.status, answer.body) == (200, (site / file).read_bytes())
    assert b'http-equiv="refresh"' in nginx("/ar/events/former.html").body
    folder = nginx("/en")
    assert (folder.status, folder["location"]) == (301, "/en/")


def test_nginx_answers_what_is_not_there_with_the_sites_own_page(nginx, site):
    """Status 404, the site's 404.html with all its headers, and nothing of it kept: also for assets, folders, and what is no page."""
    missing = (site / "404.html").read_bytes()
    for path in (
        "/nowhere",
        "/en/events/nowhere.html",
        "/assets/",  # no listing
        "/assets/site.0000000000.css",
        "/.manifest.json",
        "/_headers",
        "/404.html",
        "/en/%2e%2e/.manifest.json",
    ):
        answer = nginx(path)
        assert (answer.status, answer.body) == (404, missing), path
        assert answer["cache-control"] == "no-cache" and response_headers.POLICY in answer["content-security-policy"], (
            path
        )
        assert answer["content-type"] == TYPES[".html"]


def test_nginx_compresses_text_and_answers_revalidation(nginx, site):
    """Texts go out with gzip where the browser takes it, pictures and fonts as they are; an unchanged page is 304 and nothing more."""
    for path in addresses(site):
        answer, plain = nginx(path, Accept_Encoding="gzip"), nginx(path)
        text = Path(path).suffix not in (".png", ".woff2", ".zip")
        if text and len(plain.body) >= 512:
            assert answer["content-encoding"] == "gzip" and gzip.decompress(answer.body) == plain.body, path
            assert "accept-encoding" in answer["vary"].lower()
        elif not text:
            assert answer["content-encoding"] == "" and answer.body == plain.body, path
    page = nginx("/en/index.html", Accept_Encoding="gzip")
    again = nginx("/en/index.html", Accept_Encoding="gzip", If_None_Match=page["etag"])
    assert page["etag"] and (again.status, again.body) == (304, b"")


def test_a_bucket_is_told_the_same(site):
    """The table of docs/publishing.md names every file once, with the type that nginx gives it and the time that `_headers` does."""
    rows = re.findall(
        r"^\| (`[^|]+`) \| `([^`]+)` \| `([^`]+)` \|$",
        PUBLISHING.split("## A bucket")[1].split("\n## ")[0],
        re.MULTILINE,
    )
    for path in (p for p in addresses(site) if not p.endswith("/")):
        fitting = [
            row for row in rows for glob in re.findall("`([^`]+)`", row[0]) if fnmatch.fnmatchcase(path[1:], glob)
        ]
        assert [row[1:] for row in fitting] == [
            (TYPES[Path(path).suffix], said(site, path).get("cache-control", "no-cache"))
        ], path


def test_the_page_and_the_snippet_show_the_same_server():
    """The server block at the head of docs/nginx.conf is that of docs/publishing.md."""
    block = re.search(r"```nginx\n(.*?)```", PUBLISHING, re.DOTALL)[1]
    shown = [line.removeprefix("#").removeprefix("     ") for line in SNIPPET.read_text("utf-8").splitlines()[2:8]]
    assert "\n".join(shown) + "\n" == block
