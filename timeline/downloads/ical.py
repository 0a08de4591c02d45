"""The events for people's calendars (iCalendar, RFC 5545): the days they were on, and those days every year since.

Only an event whose day is known stands in a calendar, because there is no "about" in one. It is an all-day event,
which takes up nobody's time. A calendar counts in years of four digits, from 1 on for all who read it, and carries the
Gregorian one back as far, as our dates do; so days before the common era and after 9999 stay out, and the page of data
says so. Nothing here looks at a clock: an entry is stamped with its record's last change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from timeline import addresses
from timeline.edition import dates_in_words, page_views, views
from timeline.edition.contributions import Whole
from timeline.edition.edition import Edition
from timeline.edition.page_views import Offer
from timeline.edition.views import Link
from timeline.records.timeline import Timeline
from timeline.target import Target
from timeline.text import edtf
from timeline.text.edtf import Date, Day

CALENDAR, ON_THIS_DAY = "calendar", "on-this-day"  # their names, and the keys of their words
_NAMES = (CALENDAR, ON_THIS_DAY)
_FIRST, _LAST = 1, 9999  # the first year that programs read (RFC 5545 writes 0000, too), and the last one
_UNKNOWN = "19700101T000000Z"  # an entry must be stamped; of a record whose change is not known this says as much
_OCTETS = 75


def days(date: Date) -> tuple[Day, Day] | None:
    """The first day of a date and the one after its last; None where it is not known to the day, or out of range."""
    known = [point for point in date.points if point.is_day]
    if len(known) < (1 if date.end is None else 2):
        return None
    first, after = known[0].earliest, _next(known[-1].latest)
    return (first, after) if first[0] >= _FIRST and after[0] <= _LAST else None


def _next(day: Day) -> Day:
    year, month, of_month = day
    if of_month < edtf.month_length(year, month):
        return year, month, of_month + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def offers(edition: Edition) -> tuple[Offer, ...]:
    """What a page's head offers to calendars."""
    return tuple(
        Offer("text/calendar", _title(edition, name), addresses.calendar(edition.code, name))
        for name in _there(edition)
    )


def links(edition: Edition) -> tuple[Link, ...]:
    """The same for people."""
    words = edition.language.words
    return tuple(
        Link(words[name.replace("-", "_")], addresses.calendar(edition.code, name)) for name in _there(edition)
    )


def targets(edition: Edition, frame: page_views.Frame, whole: Whole, key: Callable[[], str]) -> Iterator[Target]:
    """`key` is the digest of all events."""
    for name in _there(edition):
        path = addresses.calendar(edition.code, name)
        yield Target(path, frame=frame, data=partial(make, edition, frame, name, whole), key=key)


def _there(edition: Edition) -> tuple[str, ...]:
    """Entries have whole addresses and are known by them, so a site that does not know its own has no calendars."""
    return _NAMES if edition.timeline.site.address and next(_dated(edition.timeline), None) else ()


def _dated(timeline: Timeline) -> Iterator[tuple[str, tuple[Day, Day]]]:
    for id, entry in timeline.events.items():
        if known := days(entry.record.date):
            yield id, known


def _title(edition: Edition, name: str) -> str:
    return f"{edition.title} · {edition.language.words[name.replace('-', '_')]}"


def contribution(code: str, editions: Mapping[str, Edition], id: str) -> dict[str, str]:
    """The entry of an event in each calendar; nothing where its date is none that a calendar has."""
    edition = editions[code]
    known = days(edition.timeline.events[id].record.date) if edition.timeline.site.address else None
    if not known:
        return {}
    made = {name: _entry(edition, id, *known, yearly=name == ON_THIS_DAY) for name in _NAMES}
    return {name: b"".join(map(folded, lines)).decode() for name, lines in made.items()}


def make(edition: Edition, frame: page_views.Frame, name: str, whole: Whole) -> bytes:
    """A whole calendar."""
    title, latest = _title(edition, name), edition.timeline.latest
    about = f"{views.plain(edition.tagline)}\n{frame.credit}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//timeline//timeline//EN",
        "CALSCALE:GREGORIAN",
        # RFC 7986 names a calendar; before it, programs had names of their own for that.
        *(text(property, words, frame.lang) for property, words in (("NAME", title), ("DESCRIPTION", about))),
        *(text(property, words) for property, words in (("X-WR-CALNAME", title), ("X-WR-CALDESC", about))),
        f"SOURCE;VALUE=URI:{frame.address}{addresses.calendar(frame.lang, name)}",
        f"URL:{frame.address}{frame.home}",
        *([f"LAST-MODIFIED:{_stamp(latest)}"] if latest else ()),
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    entries = "".join(entry[name] for entry in whole.each(f"calendar-{edition.code}") if entry)
    return b"".join((*map(folded, lines), entries.encode(), folded("END:VCALENDAR")))


def _entry(edition: Edition, id: str, first: Day, after: Day, yearly: bool) -> Iterable[str]:
    timeline, card, language = edition.timeline, edition.cards[id], edition.language
    entry, base = timeline.events[id], timeline.site.address
    version, address = timeline.version(entry), f"{base}{card.path}"
    # As in a feed, the first id that the event had: programs know an entry by it.
    known_by = f"{base}{addresses.record(edition.code, 'events', (*entry.record.aliases, id)[0])}"
    title = views.plain(card.title)
    if yearly:  # the first of its days, with the year, which the date no longer says
        after, known_by = _next(first), f"{known_by}#{ON_THIS_DAY}"
        title = f"{title} ({dates_in_words.year(first[0], language)})"
    about = f"{views.plain(card.date.text)}\n{views.plain(card.summary)}\n{address}"
    names = [views.plain(edition.links["topics", topic].text) for topic in dict.fromkeys(entry.record.topics)]
    return [
        "BEGIN:VEVENT",
        f"UID:{_escaped(known_by)}",
        f"DTSTAMP:{_stamp(version) if version else _UNKNOWN}",
        *([f"LAST-MODIFIED:{_stamp(version)}"] if version else ()),
        f"DTSTART;VALUE=DATE:{_day(first)}",
        f"DTEND;VALUE=DATE:{_day(after)}",
        *([f"RRULE:{_every_year(first)}"] if yearly else ()),
        text("SUMMARY", title, edition.code),
        text("DESCRIPTION", about, edition.code),
        f"URL:{address}",
        f"CATEGORIES;LANGUAGE={edition.code}:{','.join(map(_escaped, names))}",
        "CLASS:PUBLIC",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _every_year(day: Day) -> str:
    """29 February has its day on the last of the month in the years without one; a bare rule would leave them out."""
    return "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" if day[1:] == (2, 29) else "FREQ=YEARLY"


def _day(day: Day) -> str:
    return "{:04d}{:02d}{:02d}".format(*day)


def _stamp(version: str) -> str:
    return version.replace("-", "").replace(":", "")


def text(property: str, words: str, language: str = "") -> str:
    return f"{property}{f';LANGUAGE={language}' if language else ''}:{_escaped(words)}"


def _escaped(words: str) -> str:
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return words.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line of at most 75 octets at a time, no letter of several octets parted; each next begins with a space."""
    octets, pieces, start = line.encode(), list[bytes](), 0
    while len(octets) - start > (most := _OCTETS - bool(pieces)):
        end = start + most
        while octets[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        pieces.append(octets[start:end])
        start = end
    return b"\r\n ".join((*pieces, octets[start:])) + b"\r\n"
