"""An editor of few words: it starts the YAML language server that VS Code's extension runs, and asks it over LSP.

The server comes from npm as tests/language-server/package-lock.json has it (`npm`).
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
from pathlib import Path

from tests import npm
from tests.programs import find

_WAIT = 60  # seconds for an answer; a busy machine takes its time


def install(spare: Path) -> Path:
    """The server's script."""
    found = npm.install("language-server", spare)
    return found / "yaml-language-server" / "bin" / "yaml-language-server"


class Editor:
    """A session with the server in a folder. `settings` are those of the editor, as .vscode/settings.json nests them."""

    def __init__(self, script: Path, folder: Path, settings: dict):
        self.folder, self.settings, self.count = folder, settings, 0
        self.answers: queue.Queue = queue.Queue()
        self.told: queue.Queue = queue.Queue()
        self.names: set[str] = set()
        self.settled = threading.Event()
        self.process = subprocess.Popen(
            [find("node"), str(script), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        markdown = {"documentationFormat": ["markdown", "plaintext"], "snippetSupport": True}
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": markdown},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True, "workspaceFolders": True},
        }
        root = {"uri": folder.as_uri(), "name": folder.name}
        words = {
            "processId": os.getpid(),
            "rootUri": root["uri"],
            "workspaceFolders": [root],
            "capabilities": capabilities,
        }
        self.ask("initialize", words)
        self.tell("initialized", {})
        assert self.settled.wait(_WAIT)  # it asks for its settings; a text opened before is judged without them

    def close(self) -> None:
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.wait(_WAIT)
        self.process.stdin.close()
        self.listener.join(_WAIT)
        self.process.stdout.close()

    def ask(self, method: str, params: object) -> object:
        """What the server answers."""
        self.count += 1
        self._send({"id": self.count, "method": method, "params": params})
        while True:
            answer = self.answers.get(timeout=_WAIT)
            if answer["id"] == self.count:
                assert "error" not in answer, answer
                return answer["result"]

    def tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def faults(self, path: str, text: str) -> list[tuple[int, str, str]]:
        """What the server marks in a text at `path`: the line from 1, the words marked, what it says of them."""
        return self.all_faults([(path, text)])[0]

    def all_faults(self, texts: list[tuple[str, str]]) -> list[list[tuple[int, str, str]]]:
        """The same of many texts. They are opened at once: before it looks at one, the server waits for a pause in
        the typing, and that takes longer than the look."""
        uris, told = [self._open(path, text) for path, text in texts], {}
        while not told.keys() >= set(uris):
            found = self.told.get(timeout=_WAIT)
            told.setdefault(found["uri"], found["diagnostics"])
        return [
            [(d["range"]["start"]["line"] + 1, _marked(text.split("\n"), d["range"]), d["message"]) for d in told[uri]]
            for uri, (_, text) in zip(uris, texts, strict=True)
        ]

    def completions(self, path: str, text: str) -> dict[str, dict]:
        """What is offered at the `|` of a text, by label: the server's whole item."""
        at = text.index("|")
        uri = self._open(path, text[:at] + text[at + 1 :])
        found = self.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": _position(text, at)})
        return {item["label"]: item for item in found["items"]}

    def hover(self, path: str, text: str, word: str) -> str:
        """What is shown over the first occurrence of a word."""
        uri = self._open(path, text)
        at = _position(text, text.index(word) + 1)
        found = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": at})
        return found["contents"]["value"] if found else ""

    def changed(self, path: str) -> None:
        """Says that a file has changed on the disk, as editors do."""
        self.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": (self.folder / path).as_uri(), "type": 2}]})

    def _open(self, path: str, text: str) -> str:
        """Opens a text, each under a name of its own: what is told of a name later is of no other text."""
        self.count += 1
        file = self.folder / path
        uri = (file if path not in self.names else file.with_stem(f"{file.stem}-{self.count}")).as_uri()
        self.names.add(path)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def _send(self, message: dict) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = stream.readline()
            message = json.loads(stream.read(length))
            if "method" not in message:
                self.answers.put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                self.told.put(message["params"])
            elif "id" in message:
                result = None
                if message["method"] == "workspace/configuration":
                    result = [self.settings.get(item["section"]) for item in message["params"]["items"]]
                self._send({"id": message["id"], "result": result})
                if message["method"] == "workspace/configuration":
                    self.settled.set()


def _position(text: str, at: int) -> dict:
    before = text[:at]
    return {"line": before.count("\n"), "character": len(before.rpartition("\n")[2].encode("utf-16-le")) // 2}


def _marked(lines: list[str], place: dict) -> str:
    start, end = place["start"], place["end"]
    line = lines[start["line"]].encode("utf-16-le")
    stop = end["character"] * 2 if end["line"] == start["line"] else None
    return line[start["character"] * 2 : stop].decode("utf-16-le")
