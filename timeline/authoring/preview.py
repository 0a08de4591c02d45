"""The site as it would be, kept in memory: a page is made when somebody asks for it, and nothing is written.

What a change does not touch is kept: files that read the same, what was found out from them, compiled
templates. A change with a fault leaves the last good site in place, and the fault stands over it.
"""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass, replace

from timeline import addresses
from timeline.authoring import editor_schema, overlay, status_page, status_report
from timeline.build import survey
from timeline.build.inputs import Options, templates_digest
from timeline.build.kept import Kept
from timeline.build.render import Templates
from timeline.faults.diagnostic import Diagnostic, Fault, in_order
from timeline.records import content, git_history
from timeline.records.timeline import Timeline
from timeline.target import Target

OVERLAY = "_preview/overlay.css"  # the one address that the site itself does not have
_STATUS = re.compile(r"status/([a-z-]+)\.html")  # so is this: what could be done next
_NAMED_BY_CONTENT = re.compile(r"(assets/[a-z0-9-]+)\.[0-9a-f]{10}(\.(?:css|js))")


@dataclass(frozen=True)
class Answer:
    """What a browser gets: a status of HTTP, a media type, the body."""

    status: int
    kind: str
    body: bytes


@dataclass(frozen=True)
class _Shown:
    """The last good site; `made` are those of its pages that were asked for, `unmade` what is wrong with those of its
    other files that could not be made, such as a picture that nothing can decode: the next page says so."""

    site: survey.Site
    targets: dict[str, Target]
    made: dict[str, bytes]
    unmade: dict[str, tuple[Diagnostic, ...]]


class Preview:
    """A project's site, as of the last `refresh`. One thread may refresh it while another asks for answers."""

    def __init__(self, options: Options):
        self.options = options
        self._shown: _Shown | None = None  # exchanged as a whole, once all of it is there
        self.faults: list[Diagnostic] = []
        self.version = 0  # how often it was refreshed
        self._folder: content.Folder | None = None
        self._timeline: Timeline | None = None  # as it is now, faults and all
        self._report: status_report.Report | None = None  # git is asked for it, so not before somebody looks
        self._shelf: content.Shelf = {}
        self._changes: tuple[str, dict[str, str]] = "", {}  # the commit, and what `git_history.changes` says at it
        self._templates, self._digest = Templates(options.root), ""
        self._kept = Kept()
        self._last: dict[str, bytes] = {}  # each page as it was when it could be made

    def refresh(self) -> list[Diagnostic]:
        """Reads what changed. Gives all faults; with an error among them the site stays as it was."""
        faults: list[Diagnostic] = []
        try:
            if (now := templates_digest(self.options.root)) != self._digest or not now:
                self._templates, self._digest = Templates(self.options.root), now
            self._folder = survey.gather(content.read(self.options.root, self._shelf), faults)
            self._timeline = survey.with_drafts(self._templates, self._folder, faults)
            self._report = None
            timeline = survey.sound(self._timeline, faults)
            if (head := git_history.head(self.options.root)) != self._changes[0]:
                self._changes = head, git_history.changes(self.options.root)
            self._timeline = replace(timeline, changed=self._changes[1])
            site = survey.lay_out(self.options, self._timeline, self._templates, self._kept, faults)
            if self._kept.count > 2 * len(site.contributed.keys) * len(site.contributed.made):
                self._kept.forget_all_but(site.contributed.keys.values())
            faults += self._templates.faults({target.template for target in site.targets} - {""}, compiled=True)
            survey.gate(faults)
            self._shown = _Shown(site, {target.path: target for target in site.targets}, {}, {})
        except Fault as fault:
            faults += fault.diagnostics
        self.faults = in_order(faults)
        self.version += 1
        return self.faults

    def keep_schemas(self) -> None:
        """Brings what editors complete and check up to date, where the project keeps that."""
        if self._folder and editor_schema.kept(self.options.root):
            editor_schema.keep(self.options.root, editor_schema.made(self.options.root, self._folder))

    def answer(self, path: str) -> Answer:
        """What a browser gets for an address of the site, `path` being what follows the host's slash.

        A page comes with the script that reloads it and with what is wrong, in its own language. Whatever
        is no page of the site is answered with 404; nothing is looked for on the disk.
        """
        if path == OVERLAY:
            return Answer(200, "text/css; charset=utf-8", overlay.style())
        if (named := _STATUS.fullmatch(path)) and self._timeline:
            return self._status(self._timeline, named[1])
        path += "index.html" if not path or path.endswith("/") else ""
        shown, target = self._shown, self._target(path)
        found = target is not None
        body, faults = self._page(shown, target or shown.targets[addresses.NOT_FOUND]) if shown else (b"", self.faults)
        if not found or path.endswith(".html"):
            language = path.partition("/")[0]
            language = language if shown and language in shown.site.timeline.languages else ""
            unmade = [fault for of in shown.unmade.values() for fault in of] if shown else []
            over = overlay.markup(
                in_order(dict.fromkeys((*faults, *unmade))), language, draft=found and self._is_a_draft(path)
            )
            return Answer(200 if found else 404, _HTML, _with_preview(body, over))
        if not body and shown and path in shown.unmade:
            return Answer(500, "text/plain; charset=utf-8", "\n".join(f.message for f in faults).encode())
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return Answer(200, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, body)

    def _is_a_draft(self, path: str) -> bool:
        """Whether an address of the site is that of an event's page that a build does not make."""
        drafts = self._folder.drafts if self._folder else ()
        return any(path.endswith(addresses.record("", "events", id)) for id in drafts)

    def _status(self, timeline: Timeline, code: str) -> Answer:
        """What could be done next, in a language it can be told in; else in the first there is."""
        codes = status_page.codes(self._templates)
        code = code if code in codes else codes[0]
        if self._report is None:
            history, drafts = git_history.read(self.options.root), self._folder.drafts if self._folder else {}
            self._report = status_report.report(timeline, history, self.faults, drafts)
        words = {other: status_page.language(other, self._templates) for other in codes}
        others = {words[other].name: f"{other}.html" for other in codes if other != code}
        page = status_page.as_html(self._report, words[code], self._templates, base="../", others=others)
        return Answer(200, _HTML, page.encode())

    def _target(self, path: str) -> Target | None:
        if not (shown := self._shown):
            return None
        if path not in shown.targets:
            if path.partition("/")[0] in addresses.LOADED:  # every event is read for these: not before one is asked for
                loaded = (target for make in shown.site.scripts.values() for target in make())
                shown.targets.update((target.path, target) for target in loaded)
            elif named := _NAMED_BY_CONTENT.fullmatch(path):  # an open page asks for what it knows the old name of
                now = ((known, _NAMED_BY_CONTENT.fullmatch(known)) for known in shown.targets)
                path = next((known for known, m in now if m and m.groups() == named.groups()), path)
        return shown.targets.get(path)

    def _page(self, shown: _Shown, target: Target) -> tuple[bytes, list[Diagnostic]]:
        """A file's bytes, be they those of the last time it could be made, and what is wrong."""
        if target.path not in shown.made:
            try:
                shown.made[target.path] = self._last[target.path] = shown.site.templates.render(target)
            except Fault as fault:
                if not target.path.endswith(".html"):
                    shown.unmade[target.path] = fault.diagnostics
                return self._last.get(target.path, b""), in_order((*self.faults, *fault.diagnostics))
        return shown.made[target.path], self.faults


_HTML = "text/html; charset=utf-8"
_EMPTY = b"<!doctype html><html><head><meta charset=utf-8><title>...</title></head><body></body></html>"


def _with_preview(page: bytes, over: str) -> bytes:
    """A page, or an empty one, with the preview's script and style, and with what stands over it."""
    head = f'<link rel="stylesheet" href="/{OVERLAY}"><script src="/livereload.js" defer></script></head>'
    page = (page or _EMPTY).replace(b"</head>", head.encode(), 1)
    before, end, after = page.rpartition(b"</body>")
    return before + over.encode() + end + after
