"""What authors' texts refer to: every `[[…]]` leads to an event or to a figure, or is a fault with its place.

Texts are judged here, before any is converted, so that their faults come with all others, and so that
a text is converted only for a page that is made.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from timeline.faults.diagnostic import Diagnostic, tell
from timeline.faults.near import near
from timeline.records.yaml_file import File, Path
from timeline.text import prose

_THERE = prose.Target("", "")


@dataclass(frozen=True)
class Known:
    """What a text may refer to: the ids of the events that are there, and those that lead to one."""

    events: Collection[str]
    former: Collection[str]


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
        if name in known.events or name in known.former:
            return _THERE
        if name in figures:
            help: str = tell("it is a figure of this event: write `[[#{name}]]`", name=name)
        else:
            help = near(name, known.events)
            help = help or tell("an event's id is the name of its file")
        return prose.Problem("unknown-event", tell("no event has the id `{name}`", name=name), help, f"[[{name}")

    return [
        Diagnostic(p.code, p.message, file.locate(path, p.token) if path else file.find(p.token), p.help)
        for p in converter.problems(text, resolve)
    ]
