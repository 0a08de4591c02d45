"""A web server for tests: the files of a folder, at an address of this machine."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@contextmanager
def serving(folder, headers=lambda path: (), pages=None):
    """Gives the address at which a folder is served, each path of it with the headers that `headers` gives that path.
    `pages` are pages besides, by their paths."""

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self):
            if self.path not in (pages or {}):
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages[self.path].encode())

        def end_headers(self):
            for name, value in headers(self.path.split("?")[0]):
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
