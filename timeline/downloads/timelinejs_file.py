"""The timeline for TimelineJS3 (https://timeline.knightlab.com/docs/json-format.html), in one language.

Its dates are years, months and days, with words to show instead; how sure a date is it cannot say, so each slide
has ours besides, in a field that TimelineJS passes over and an import of ours reads; so have its eras, which are our
periods, and so has a picture its licence, whose name stands behind the credit. A slide has one picture, the event's
first. Its texts are HTML.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Sequence

from timeline import addresses
from timeline.edition import dates_in_words, views
from timeline.edition.edition import Edition
from timeline.records import periods, schema
from timeline.records.validate import Entry
from timeline.text import edtf, pieces

_SMALL = 96  # pixels of a thumbnail


def as_json(edition: Edition, slides: Iterable[str]) -> Iterator[str]:
    """A file of TimelineJS3."""
    about = f"<p>{_escaped(edition.tagline)}</p><p>{_escaped(edition.credit)}</p>"
    title = json.dumps({"text": {"headline": _escaped(edition.title), "text": about}}, ensure_ascii=False)
    yield f'{{\n"title": {title},\n"events": [\n'
    yield from pieces.joined(",\n", slides)
    if edition.timeline.periods:
        dates = [entry.record.date for entry in edition.timeline.events.values()]
        days = edtf.extent(dates) if dates else ()
        eras = (_era(entry, edition, days) for entry in edition.timeline.periods.values())
        yield '\n],\n"eras": [\n'
        yield from pieces.joined(",\n", (json.dumps(era, ensure_ascii=False) for era in eras))
    yield "\n]\n}\n"


def contribution(edition: Edition, id: str) -> str:
    """The line of an event: its slide."""
    return json.dumps(_slide(edition.timeline.events[id], edition), ensure_ascii=False)


def _slide(entry: Entry[schema.Event], edition: Edition) -> dict[str, object]:
    event = entry.record
    topic = edition.timeline.kinds["topics"][event.topics[0]].record.name
    start, *end = event.date.points  # a slide stands somewhere, be it where an interval without a start ends
    text = f"<p>{_escaped(edition.text(event.summary))}</p>"
    if base := edition.timeline.site.address:
        address = _escaped(f"{base}{addresses.record(edition.code, 'events', entry.id)}")
        text += f'<p><a href="{address}">{_escaped(edition.language.words["story_open"])}</a></p>'
    return {
        "unique_id": entry.id,
        "start_date": _date(start),
        **({"end_date": _date(end[0])} if end else {}),
        "display_date": dates_in_words.date(event.date, edition.language),
        "edtf": event.date.text,
        "text": {"headline": _escaped(edition.text(event.title)), "text": text},
        "group": views.plain(edition.text(topic)),
        **({"media": _media(edition, entry)} if event.media else {}),
    }


def _era(entry: Entry[schema.Period], edition: Edition, days: Sequence[int]) -> dict[str, object]:
    """A period. TimelineJS shows its name behind the slides, and draws no era that lacks an end: that which is open or
    unknown is where the other slides end, whose first and last day are `days`."""
    record = entry.record
    whole = periods.stretch(record.date)
    ends = [*days, *(edtf.day_number(day) for point in whole.points for day in (point.earliest, point.latest))]
    start, end = (
        _date(end) if isinstance(end, edtf.Point) else _day(edtf.day_at(day))
        for end, day in zip((whole.start, whole.end), (min(ends), max(ends)), strict=True)
    )
    return {
        "unique_id": entry.id,
        "start_date": start,
        "end_date": end,
        "edtf": record.date.text,
        "text": {
            "headline": _escaped(edition.text(record.name)),
            "text": f"<p>{_escaped(edition.text(record.summary))}</p>",
        },
    }


def _media(edition: Edition, entry: Entry[schema.Event]) -> dict[str, str]:
    """The first picture of an event: itself, or the film or the sound that it is a picture of."""
    shown, record = edition.events[entry.id].pictures[0], entry.record.media[0]
    address = edition.timeline.site.address
    base = address or "../"  # else from where the file lies
    credit = views.plain(shown.credit) + (f" ({views.plain(shown.licence.name)})" if shown.licence else "")
    page = f"{address}{addresses.record(edition.code, 'events', entry.id)}#{shown.id}" if address else ""
    media = {
        "url": shown.link or f"{base}{shown.path}",
        "caption": _escaped(shown.caption),
        "credit": html.escape(credit),
        "alt": views.plain(shown.alt),
        "thumbnail": f"{base}{(shown if shown.link else shown.at_least(_SMALL)).path}",
        "link": page,
        "licence": record.licence if isinstance(record.licence, str) else "",
    }
    return {name: text for name, text in media.items() if text}


def _date(point: edtf.Point) -> dict[str, int]:
    """An end of a date; the year before 1 is -1 there, as it is 0 here."""
    found = {"year": point.year if point.year > 0 else point.year - 1}
    if point.some_days or point.month and not point.unspecified:
        found["month"] = point.earliest[1]  # of a season its first
        if point.day:
            found["day"] = point.day
    return found


def _day(day: edtf.Day) -> dict[str, int]:
    return {"year": day[0] if day[0] > 0 else day[0] - 1, "month": day[1], "day": day[2]}


def _escaped(text: views.Words) -> str:
    return html.escape(views.plain(text))
