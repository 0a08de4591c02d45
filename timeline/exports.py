"""What can be taken away from the timeline as a whole: the table of downloads, one row each.

A row says how the file is called under `data/`, what it is to a machine and in words, and how its bytes are
made. They are made when somebody asks for them, and the page that explains the files is made of the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from timeline import datasets, routes
from timeline.edition import Edition
from timeline.resolve import Timeline
from timeline.target import Target

Editions = Mapping[str, Edition]


class Export(NamedTuple):
    """A download. `words` is the key, among a language's words, of the sentence that says what it is; `group` that
    of the heading it stands under; `language` the one that it is in, where it is in one alone."""

    name: str
    media: str
    group: str
    words: str
    make: Callable[[Timeline, Editions], bytes]
    language: str = ""

    @property
    def path(self) -> str:
        return routes.data(self.name)


def table(editions: Editions) -> list[Export]:
    """Every download, in the order in which the data page explains them. `timeline.site.address` is, for whoever
    makes one, the address under which the site is published, with its slash; nothing where that is not known."""
    return [
        Export("timeline.json", "application/json", "data_whole", "data_json", datasets.as_json),
        Export("events.jsonl", "application/jsonl", "data_tables", "data_jsonl", datasets.as_lines),
    ]


def targets(timeline: Timeline, editions: Editions) -> Iterator[Target]:
    """The files themselves, none of them made yet."""
    for export in table(editions):
        yield Target(export.path, data=partial(export.make, timeline, editions))
