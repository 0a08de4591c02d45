"""What is said, by whom, where it stands and how well: an edition's passages by speaker, source and standing.

It is read off the views of an edition's events; nothing is worded twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from timeline.edition.lazy_values import OnDemand
from timeline.edition.views import Event, Figure, OtherDate, Part, Passage, Said, Words
from timeline.pages.page_maker import Maker

Key = tuple[str, str]  # a kind and an id


def carrying(m: Maker, kind: str, id: str) -> tuple[str, ...]:
    """The events that carry something of a speaker, a source or a standing, in order of time."""
    return m.timeline.spoken_in.get(id, ()) if kind == "actors" else m.timeline.by_term.get((kind, id), ())


_MOST = 1000  # events of which this is held in memory


def said(m: Maker, kind: str, id: str, events: Iterable[str]) -> Sequence[Said]:
    """Of an actor what they say, of a source what rests on it, of a standing what stands so: in each of some events."""
    within = m.once(_within)
    return m.gathered(events, lambda events: (within[event.id][kind, id] for event in events), kind, id)


def _within(m: Maker) -> Mapping[str, Mapping[Key, Said]]:
    """By event."""
    return OnDemand(m.timeline.events, lambda id: of_event(m.edition.events[id], m.words), most=_MOST)


def of_event(event: Event, words: Mapping[str, str]) -> dict[Key, Said]:
    """What an event carries of each speaker, source and standing; `words` are the language's."""
    own: dict[Key, list[Passage]] = {}
    for kind, fragment, part in event.placed:
        speaker, standing = getattr(part, "speaker", None), getattr(part, "standing", None)
        passage = Passage(
            path=f"{event.card.path}#{fragment}",
            speaker=speaker.name if speaker else "",
            label=words[kind],
            text=_words(part),
            at="",
            standing=standing,
        )
        for citation in part.citations:
            own.setdefault(("sources", citation.source), []).append(passage._replace(at=citation.at))
        if speaker and speaker.actor:
            own.setdefault(("actors", speaker.actor), []).append(passage._replace(speaker=""))
        if standing:
            own.setdefault(("standings", standing.code), []).append(passage._replace(standing=None))
    whole = {("sources", citation.source): citation.at for citation in event.citations}
    keys = dict.fromkeys((*whole, *own))
    return {key: Said(event.card, whole.get(key, ""), tuple(own.get(key, ()))) for key in keys}


def _words(passage: Part) -> Words:
    match passage:
        case Figure():
            return passage.words
        case OtherDate():
            return passage.date.text
    return passage.text
