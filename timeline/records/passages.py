"""The passages of an event, in one walk: every part that says something of its own and rests on sources of its own.

Whoever counts, cites, searches or gives out what an event's parts have in common walks here, so that a new kind of
part is met by all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline.records import fragments
from timeline.records.schema import Account, Citation, Event, Figure, OtherDate, Picture, Statement


class Passage(NamedTuple):
    """A part of an event. `kind` is `picture`, `figure`, `statement`, `other_date` or `disagreement`, `name` what it is
    known by among those of its kind: a name of its own, or its number from 1. The sides of a disagreement are a passage
    each, numbered from 1 by `side`; they share its name and its fragment."""

    kind: str
    name: str
    fragment: str
    at: tuple[str | int, ...]  # its place in the record: `("statements", 0)`
    record: Picture | Figure | Statement | OtherDate | Account
    side: int | None = None

    @property
    def said_by(self) -> str | dict[str, str] | None:
        """Who says it, as the record has it: an actor's id, words, or None where the source itself speaks."""
        return getattr(self.record, "said_by", None)

    @property
    def actors(self) -> list[str]:
        """The ids of those who say it or passed it on."""
        named = (self.said_by, getattr(self.record, "via", None))
        return [id for id in named if isinstance(id, str)]

    @property
    def standing(self) -> str | None:
        return getattr(self.record, "standing", None)


def passages(event: Event) -> Iterator[Passage]:
    """Every passage of an event, in the order of its page."""
    for n, picture in enumerate(event.media, 1):
        name, fragment = picture.id or str(n), fragments.picture(n, picture.id)
        yield Passage("picture", name, fragment, at=("media", n - 1), record=picture)
    for name, figure in event.figures.items():
        yield Passage("figure", name, fragments.figure(name), at=("figures", name), record=figure)
    for n, statement in enumerate(event.statements, 1):
        name, fragment = statement.id or str(n), fragments.statement(n, statement.id)
        yield Passage("statement", name, fragment, at=("statements", n - 1), record=statement)
    for n, other in enumerate(event.other_dates, 1):
        yield Passage("other_date", str(n), fragments.other_date(n), at=("other_dates", n - 1), record=other)
    for n, whole in enumerate(event.disagreements, 1):
        name, fragment = whole.id or str(n), fragments.disagreement(n, whole.id)
        for side, account in enumerate(whole.accounts, 1):
            at = ("disagreements", n - 1, "accounts", side - 1)
            yield Passage("disagreement", name, fragment, at=at, record=account, side=side)


def citations(event: Event) -> list[Citation]:
    """All citations of an event: what it rests on as a whole, then those of its passages."""
    return [*event.sources, *(citation for passage in passages(event) for citation in passage.record.sources)]
