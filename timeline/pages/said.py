"""What is said, by whom it is said, where it stands and how well: an edition's passages by speaker, source and standing.

It is read off the views of an edition's events; nothing is worded twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline import addresses
from timeline.edition.views import Citation, Event, Passage, Said, Speaker, Standing, Words
from timeline.pages.maker import Maker


def said(m: Maker) -> dict[str, tuple[Said, ...]]:
    """By the path of its page, of an actor what they say, of a source what rests on it, of a standing what stands so:
    by event, in order of time."""
    found: dict[str, list[Said]] = {}
    for event in m.edition.events.values():
        passages: dict[str, list[Passage]] = {}
        for fragment, label, speaker, text, standing, citations in _passages(event, m.words):
            passage = Passage(
                path=f"{event.card.path}#{fragment}",
                speaker=speaker.name if speaker else "",
                label=label,
                text=text,
                at="",
                standing=standing,
            )
            for citation in citations:
                passages.setdefault(citation.path, []).append(passage._replace(at=citation.at))
            if speaker and speaker.path:
                passages.setdefault(speaker.path, []).append(passage._replace(speaker=""))
            if standing:
                path = addresses.record(m.code, "standings", standing.code)
                passages.setdefault(path, []).append(passage._replace(standing=None))
        whole = {citation.path: citation.at for citation in event.citations}
        for path in dict.fromkeys((*whole, *passages)):
            found.setdefault(path, []).append(Said(event.card, whole.get(path, ""), tuple(passages.get(path, ()))))
    return {path: tuple(rows) for path, rows in found.items()}


def _passages(
    event: Event, words: Mapping[str, str]
) -> Iterator[tuple[str, str, Speaker | None, Words, Standing | None, tuple[Citation, ...]]]:
    """Each passage of an event that has sources of its own: fragment, label, speaker, text, standing, citations."""
    for f in event.figures:
        yield f.id, words["figure"], f.speaker, f.words, f.standing, f.citations
    for s in event.statements:
        yield s.id, words["statement"], s.speaker, s.text, s.standing, s.citations
    for o in event.other_dates:
        yield o.id, words["other_date"], None, o.date.text, None, o.citations
    for d in event.disagreements:
        yield from ((d.id, words["disagreement"], a.speaker, a.text, None, a.citations) for a in d.accounts)
