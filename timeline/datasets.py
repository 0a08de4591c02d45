"""The timeline as plain data: what an event, a figure, a source is to whoever reads it with a program."""

from __future__ import annotations

import json
from collections.abc import Mapping

from timeline.edition import Edition
from timeline.resolve import Timeline

Editions = Mapping[str, Edition]


def as_json(timeline: Timeline, editions: Editions) -> bytes:
    """The whole timeline."""
    return (json.dumps({"events": list(timeline.events)}, ensure_ascii=False, indent=1) + "\n").encode()


def as_lines(timeline: Timeline, editions: Editions) -> bytes:
    """The events, a line each."""
    return "".join(json.dumps({"id": id}) + "\n" for id in timeline.events).encode()
