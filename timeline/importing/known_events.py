"""Events, or rows that become events, found by what they are known by: the rows that they were made from, the names
that other files have for them, their dates and headlines.

Dates and headlines are compared as a reader sees them, in each language that both have one in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Generic, TypeVar

from timeline.text import dates, edtf

N = TypeVar("N", str, int)


class KnownEvents(Generic[N]):
    """Events, by ids, or rows that become events, by numbers: found by what they are known by."""

    def __init__(self) -> None:
        self._rows: dict[str, N] = {}
        self._says: dict[N, _Says] = {}
        self._said: dict[tuple[str, str, str], list[N]] = {}
        self._marks: dict[str, list[N]] = {}
        self._parts: dict[tuple[str, ...], list[N]] = {}

    def add(self, name: N, data: object, rows: Iterable[str], marks: Iterable[str] = ()) -> None:
        """`rows` are the digests of those that it was made from, `marks` what other files know it by."""
        for mark in dict.fromkeys(marks):
            self._marks.setdefault(mark, []).append(name)
        for row in rows:
            self._rows.setdefault(row, name)
        self._says[name] = date, titles = said(data)
        for code, title in titles.items():
            self._said.setdefault((date, code, title), []).append(name)
        for part in _parts(data):
            self._parts.setdefault(part, []).append(name)

    def made_from(self, row: str) -> N | None:
        """What was made from a row."""
        return self._rows.get(row)

    def marked(self, mark: str) -> Sequence[N]:
        """What another file knows by a name."""
        return self._marks.get(mark, [])

    def agrees(self, name: N, data: object, loosely: bool = False) -> bool:
        """Whether it has the same date, and no other headline in a language that both have one in; `loosely`, where
        one date lies within the other."""
        if name not in self._says:
            return False
        (date, titles), other = self._says[name], said(data)
        return _agree((other[0] if loosely and not self.contradicts(name, data) else date, titles), other)

    def contradicts(self, name: N, data: object) -> bool:
        """Whether neither date lies within the other."""
        one, other = self._says[name][0], said(data)[0]
        return one != other and not (_within(one, other) or _within(other, one))

    def shares(self, name: N, data: object) -> bool:
        """Whether it has one of the same headlines."""
        return not self._says[name][1].items().isdisjoint(said(data)[1].items())

    def like(self, data: object) -> Iterator[N]:
        """What agrees, and shares a headline."""
        says = date, titles = said(data)
        for key in ((date, code, title) for code, title in titles.items()):
            yield from (name for name in self._said.get(key, ()) if _agree(self._says[name], says))

    def nearly(self, data: object) -> Iterator[N]:
        """What has the same headline in each language that both have one in, and another date; or the same date, and a
        headline or a summary of it."""
        for part in _parts(data):
            for name in self._parts.get(part, ()):
                date, titles = self._says[name]
                if len(part) > 2 or date != said(data)[0] and _agree(("", titles), ("", said(data)[1])):
                    yield name


def _parts(data: object) -> list[tuple[str, ...]]:
    """What an event may still have when its row was mended: each headline; its date with each headline, or summary."""
    date, titles = said(data)
    summaries = _plain(data, "summary")
    dated = [(date, field, *text) for field, texts in (("t", titles), ("s", summaries)) for text in texts.items()]
    return [*dated, *titles.items()]


_Says = tuple[str, dict[str, str]]


def _agree(one: _Says, other: _Says) -> bool:
    return one[0] == other[0] and all(one[1].get(code, title) == title for code, title in other[1].items())


def _within(one: str, other: str) -> bool:
    """Whether all days that a date can mean are days that another can mean."""
    try:
        inner, outer = dates.parse(one), dates.parse(other)
    except edtf.DateError:
        return False
    return _bounds(outer)[0] <= _bounds(inner)[0] and _bounds(inner)[1] <= _bounds(outer)[1]


def _bounds(date: edtf.Date) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return date.earliest or (-inf,), date.latest or (inf,)


def said(data: object) -> _Says:
    """An event's date, and its headlines by language, as a reader sees them."""
    return str(data.get("date") if isinstance(data, Mapping) else None), _plain(data, "title")


def _plain(data: object, field: str) -> dict[str, str]:
    """An event's texts of a field by language, as a reader sees them."""
    named = data.get(field) if isinstance(data, Mapping) else None
    texts = named if isinstance(named, Mapping) else {}
    plain = {code: " ".join(text.split()) for code, text in texts.items() if isinstance(text, str)}
    return {code: unicodedata.normalize("NFC", text) for code, text in plain.items() if text}
