"""What authors' texts refer to: every `[[…]]` leads to an event or to a figure, or is a fault with its place.

Texts are judged here, before any is converted, so that their faults come with all others, and so that
a text is converted only for a page that is made.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, tell
from timeline.faults.near import near
from timeline.records.yaml_file import File, Path
from timeline.text import prose

_THERE = prose.Target("", "")
LET_GO = tell("publish that event too, or take this out until then")


@dataclass(frozen=True)
class Drafts:
    """The events that are not published: their ids, and the paths of their files."""

    ids: Collection[str] = ()
    paths: Collection[str] = ()

    def left_out(self, id: str, file: File) -> bool:
        """Whether an event that a file names is a draft, and the file none: published so, it would lead nowhere."""
        return id in self.ids and file.path not in self.paths


@dataclass(frozen=True)
class Known:
    """What a text may refer to: the ids of the events that are there, and those that lead to one."""

    events: Collection[str]
    former: Collection[str]
    drafts: Drafts = Drafts()


def is_a_draft(id: str) -> str:
    """What is wrong where something to publish names a draft."""
    return tell("the event `{id}` is a draft, so the site has no page of it", id=id)


def faults(
    converter: prose.Prose, text: str, file: File, path: Path, known: Known, figures: Collection[str] = ()
) -> list[Diagnostic]:
    """The faults of the text that stands at `path` in a file; `figures` are those of its event."""

    def resolve(name: str) -> prose.Target | prose.Problem:
        if name.startswith("#"):
            if name[1:] in figures:
                return _THERE
            return prose.Problem(
                "unknown-figure",
                tell("this event has no figure `{figure}`", figure=name[1:]),
                near(name[1:], figures) or tell("give it under `figures:`"),
                f"[[{name}",
            )
        if known.drafts.left_out(name, file):
            return prose.Problem("names-draft", is_a_draft(name), LET_GO, f"[[{name}")
        if name in known.events or name in known.former:
            return _THERE
        if name in figures:
            help: str = tell("it is a figure of this event: write `[[#{name}]]`", name=name)
        else:
            help = near(name, known.events)
            help = help or tell("an event's id is the name of its file")
        return prose.Problem("unknown-event", tell("no event has the id `{name}`", name=name), help, f"[[{name}")

    return [
        Diagnostic(
            code=p.code,
            message=p.message,
            span=file.locate(path, p.token) if path else file.find(p.token),
            help=p.help,
            severity=WARNING if p.code == "names-draft" and p.token[2:] in known.events else ERROR,  # a preview has it
        )
        for p in converter.problems(text, resolve)
    ]
