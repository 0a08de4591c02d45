"""The pictures of a record and of its parts, in one walk: whoever checks, cites or publishes them walks here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.records.schema import Picture, Record
from timeline.records.yaml_file import Path


def placed(record: Record) -> Iterator[tuple[Path, Sequence[Picture]]]:
    """The pictures of a record and of its steps, and where in it each list of them stands."""
    yield ("media",), getattr(record, "media", ())
    for n, step in enumerate(getattr(record, "steps", ())):
        yield ("steps", n, "media"), step.media


def pictures(record: Record) -> Iterator[Picture]:
    """All of them."""
    for _, some in placed(record):
        yield from some


def files(record: Record) -> Iterator[str]:
    """The files of content/media/ that a record shows."""
    yield from (picture.file for picture in pictures(record))


def sources(record: Record) -> set[str]:
    """The ids of the sources that its pictures are from."""
    return {citation.id for picture in pictures(record) for citation in picture.sources}
