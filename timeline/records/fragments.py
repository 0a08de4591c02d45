"""The passages of an event that have an address of their own: what each is called is made here and nowhere else.

Pages give these names to their parts, and whoever points at a passage (a link, a path's question) is held
to them. A paragraph's comes from the text itself (`prose.blocks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from timeline.records.schema import Event
from timeline.text import prose

_NAMED = re.compile(r"\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}[ \t]*$", re.MULTILINE)
_ANY = prose.Target("", "")


def figure(id: str) -> str:
    return f"figure-{id}"


def statement(n: int, id: str | None) -> str:
    """Its own name, or its number, from 1."""
    return f"statement-{id or n}"


def other_date(n: int) -> str:
    return f"other-date-{n}"


def disagreement(n: int, id: str | None) -> str:
    return f"disagreement-{id or n}"


def picture(n: int, id: str | None) -> str:
    return f"picture-{id or n}"


def named(event: Event) -> list[str]:
    """The passages that their author gave a name: that is for good, while a number may come to be another's."""
    return [
        *map(figure, event.figures),
        *(statement(0, s.id) for s in event.statements if s.id),
        *(disagreement(0, d.id) for d in event.disagreements if d.id),
        *(picture(0, p.id) for p in event.media if p.id),
        *dict.fromkeys(f"p-{name}" for text in (event.body or {}).values() for name in _NAMED.findall(text)),
    ]


def passages(event: Event, converter: prose.Prose) -> tuple[str, ...]:
    """Every passage that an event has in each language that it is written in."""
    return (
        *map(figure, event.figures),
        *(statement(n, s.id) for n, s in enumerate(event.statements, 1)),
        *(other_date(n) for n, _ in enumerate(event.other_dates, 1)),
        *(disagreement(n, d.id) for n, d in enumerate(event.disagreements, 1)),
        *(picture(n, p.id) for n, p in enumerate(event.media, 1)),
        *_paragraphs(event.body or {}, converter),
    )


def _paragraphs(body: Mapping[str, str], converter: prose.Prose) -> Iterator[str]:
    """Those of all languages alike: one may have been written with a paragraph less."""
    written = [
        [id for id, _, _ in prose.blocks(converter.html(text, lambda _: _ANY)[0])]
        for text in body.values()
        if text.strip()
    ]
    return (id for id in written[0] if all(id in others for others in written)) if written else iter(())
