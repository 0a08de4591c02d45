"""Every fault that a build would meet, found without making a page: of a whole project, or of some of its files."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from timeline import files
from timeline.build import survey
from timeline.build.inputs import Options
from timeline.build.render import Templates
from timeline.faults.diagnostic import ERROR, Diagnostic, Fault, Span, in_order, tell
from timeline.faults.near import near
from timeline.records import content
from timeline.records.field_types import SLUG


def check(options: Options, only: Collection[str] = (), folder: content.Folder | None = None) -> list[Diagnostic]:
    """Every fault that a build would meet before it renders a page. Writes nothing.

    With `only`, paths of content files or of folders of them, just the faults that lie there; of the
    other files no more is read than their ids, so this is quick in a large project. With `folder`, the
    faults that there would be if content/ were that: a change is proved before it is written.
    """
    if only:
        return _files(options.root, only)
    faults: list[Diagnostic] = []
    folder = folder or survey.gather(content.read(options.root), faults)
    try:
        site = survey.survey(options, faults, folder=folder)
        faults += site.templates.faults({target.template for target in site.targets} - {""}, compiled=True)
    except Fault as fault:
        faults += fault.diagnostics
    return in_order((*faults, *_of_drafts(options.root, folder)))


def _of_drafts(root: Path, folder: content.Folder) -> list[Diagnostic]:
    """What is wrong with the drafts of a folder, each of them a warning."""
    if not folder.drafts:
        return folder.draft_faults
    found: list[Diagnostic] = []
    survey.with_drafts(Templates(root), folder, found)
    paths = {file.path for file in folder.drafts.values()}
    return [fault for fault in found if fault in folder.draft_faults or fault.span.path in paths]


def _files(root: Path, only: Collection[str]) -> list[Diagnostic]:
    faults: list[Diagnostic] = []
    asked = {path.rstrip("/") for path in only}
    under = tuple(f"{path}/" for path in asked)
    for path in sorted(asked):
        if not f"{path}/".startswith("content/"):
            message = tell("`{path}` does not lie in `content`", path=path)
            help = tell("without a file's name, `check` looks at everything, templates too")
            faults.append(Diagnostic("unexpected-file", message, Span(path), help))
        elif link := files.link(root, path):
            faults.append(files.linked(link))
        elif not os.path.lexists(root / path):
            close = near(Path(path).name, [file.name for file in (root / path).parent.glob("*")])
            faults.append(Diagnostic("unreadable", tell("there is no file `{path}`", path=path), Span(path), close))
    places = [path for path in asked if f"{path}/".startswith("content/") and not files.link(root, path)]
    held = {f"{place}/{path}" for place in places for path, _ in files.walk(root / place)}
    looked_at = asked | {path for path in held if path.endswith(".yaml")}
    folder, found = content.read(root, only=looked_at | _looked_at(root, looked_at))
    timeline = survey.with_drafts(Templates(root), folder, found)
    found = [replace(f, severity=ERROR) if f.code == "names-draft" else f for f in found]  # a preview alone shows it
    # Without languages nothing else can be judged, wherever the fault is.
    faults += [f for f in found if timeline is None or f.span.path in asked or f.span.path.startswith(under)]
    return in_order(faults)


def _looked_at(root: Path, asked: Iterable[str]) -> set[str]:
    """The events that paths among some files may name: a passage is only found where its event is read."""
    paths = [root / path for path in asked if path.startswith("content/paths/") and not files.link(root, path)]
    texts = [path.read_text("utf-8", "replace") for path in paths if path.is_file()]
    ids = {found[0] for text in texts for found in SLUG.finditer(text)}
    return {f"content/events/{id}.yaml" for id in ids if (root / f"content/events/{id}.yaml").is_file()}
