"""What is said, by whom, where it stands and how well: an edition's passages by speaker, source and standing.

It is read off the views of an edition's events; nothing is worded twice.
"""

from __future__ import annotations

from timeline.edition.events import paired
from timeline.edition.views import Figure, OtherDate, Part, Passage, Said, Words
from timeline.pages.page_maker import Maker


def said(m: Maker) -> dict[tuple[str, str], tuple[Said, ...]]:
    """By kind and id, of an actor what they say, of a source what rests on it, of a standing what stands so: by event,
    in order of time."""
    found: dict[tuple[str, str], list[Said]] = {}
    for id, event in m.edition.events.items():
        own: dict[tuple[str, str], list[Passage]] = {}
        for record, view in paired(m.edition, id):
            speaker, standing = getattr(view, "speaker", None), getattr(view, "standing", None)
            passage = Passage(
                path=f"{event.card.path}#{record.fragment}",
                speaker=speaker.name if speaker else "",
                label=m.words[record.kind],
                text=_words(view),
                at="",
                standing=standing,
            )
            for citation in view.citations:
                own.setdefault(("sources", citation.source), []).append(passage._replace(at=citation.at))
            if speaker and speaker.actor:
                own.setdefault(("actors", speaker.actor), []).append(passage._replace(speaker=""))
            if standing:
                own.setdefault(("standings", standing.code), []).append(passage._replace(standing=None))
        whole = {("sources", citation.source): citation.at for citation in event.citations}
        for key in dict.fromkeys((*whole, *own)):
            found.setdefault(key, []).append(Said(event.card, whole.get(key, ""), tuple(own.get(key, ()))))
    return {key: tuple(rows) for key, rows in found.items()}


def _words(passage: Part) -> Words:
    match passage:
        case Figure():
            return passage.words
        case OtherDate():
            return passage.date.text
    return passage.text
