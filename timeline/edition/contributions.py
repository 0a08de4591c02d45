"""What an event contributes to what is made of them all: its line in a file, its rows of a table, its words in an
index, and the event itself as it is worded.

A contribution is a value of JSON with a name. It is made of the event's extract alone, so it stands for as long as the
event's key does: whatever is made of all events reads it here, and no event is worded for that a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, Protocol

from timeline.edition import events, view_json, views
from timeline.edition.edition import Edition
from timeline.records.timeline import Timeline

Make = Callable[[Mapping[str, Edition], str], Any]  # an event's extract in each edition, and its id -> a contribution
_DECODE = view_json.decoder(views.Event)


def event(code: str, editions: Mapping[str, Edition], id: str) -> Any:
    """The event itself, as it is worded in an edition."""
    return view_json.encoded(events.event(editions[code], id))


class Made(NamedTuple):
    """How a contribution is made; `language` is that of the edition that it is for, where it is for one alone: of a
    growing one only the events that it has contribute."""

    make: Make
    language: str = ""


class Store(Protocol):
    """Where contributions are kept, by the key of their event and by name."""

    def has(self, key: str, name: str) -> bool: ...

    def get(self, key: str, name: str) -> Any: ...  # None where there is none

    def put(self, key: str, name: str, value: Any) -> None: ...


class Contributions:
    """Every contribution, from where it is kept, else made and kept there; and the editions that make them."""

    def __init__(self, timeline: Timeline, made: Mapping[str, Made], keys: Mapping[str, str], store: Store):
        """`made` are all contributions by name, `keys` the events' keys. Among them is `event-CODE`, by which the
        edition of that language has its events."""
        self.made, self.keys, self.store = made, keys, store
        self.editions = {
            code: Edition(timeline.editions[code], language, partial(self._worded, code))
            for code, language in timeline.languages.items()
        }

    def each(self, name: str) -> Iterator[Any]:
        """What each event contributes under a name, in order of time."""
        return (self.of(name, id) for id in self.keys if self._wants(name, id))

    def of(self, name: str, id: str) -> Any:
        """What an event contributes under a name."""
        kept = self.store.get(self.keys[id], name)
        return self._make(name, id) if kept is None else kept

    def has(self, id: str) -> bool:
        """Whether all that an event contributes is kept."""
        return all(self.store.has(self.keys[id], name) for name in self.made if self._wants(name, id))

    def complete(self, id: str) -> None:
        """Makes what an event contributes and nobody has kept."""
        for name in self.made:
            if self._wants(name, id) and not self.store.has(self.keys[id], name):
                self._make(name, id)

    def _wants(self, name: str, id: str) -> bool:
        language = self.made[name].language
        return not language or self.editions[language].has("events", id)

    def _make(self, name: str, id: str) -> Any:
        value = self.made[name].make({code: edition.extract(id) for code, edition in self.editions.items()}, id)
        self.store.put(self.keys[id], name, value)
        return value

    def _worded(self, code: str, id: str) -> views.Event:
        event: views.Event = _DECODE(self.of(f"event-{code}", id))
        return event


class Whole(NamedTuple):
    """All that what is made of all events is made of."""

    timeline: Timeline
    editions: Mapping[str, Edition]
    contributed: Contributions

    def each(self, name: str) -> Iterator[Any]:
        """What each event contributes under a name, in order of time."""
        return self.contributed.each(name)
