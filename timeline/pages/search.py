"""The search page: where a reader's words are looked for, and what it has without a script: an index by letter, as a
book has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from timeline.edition import views
from timeline.edition.views import Words
from timeline.pages.page_maker import Maker, Section
from timeline.pages.script_data import forms
from timeline.records.languages import Language
from timeline.target import Target
from timeline.text import collation, folding

SECTION = Section("search", lambda timeline: timeline.events, "WebPage")


class IndexEntry(NamedTuple):
    name: Words
    path: str
    count: str  # type: ignore[assignment]  # hides a method of tuples
    see: Words = ""  # the name under which it stands, where this is another one


class IndexLetter(NamedTuple):
    letter: str
    entries: tuple[IndexEntry, ...]


class Search(NamedTuple):
    """`index` is where the script begins; with `found`, `named`, `digits` and `grouping` it words counts, and with
    `forgiven` what it looked for instead of a word."""

    index: str  # type: ignore[assignment]  # hides a method of tuples
    found: tuple[tuple[str, str], ...]  # of events: plural category, phrase
    named: tuple[tuple[str, str], ...]  # of all else
    forgiven: str
    digits: str
    grouping: str
    letters: tuple[IndexLetter, ...]


def pages(m: Maker) -> Iterator[Target]:
    yield from m.section(SECTION, "search.html", _search, m.event_files)


def _search(m: Maker) -> Search:
    index, _ = m.packed["search"][m.code]
    return Search(
        index=index,
        found=forms(m.language.counts["found"]),
        named=forms(m.language.counts["named"]),
        forgiven=m.language.forgiven,
        digits=m.language.shown("0123456789"),
        grouping=m.language.shown(m.language.grouping),
        letters=_letters(m),
    )


def _letters(m: Maker) -> tuple[IndexLetter, ...]:
    """Actors, topics, places, periods and sources under the first letter of their names, the article passed over; other
    names lead to these, but for those that would stand where the name itself does."""
    terms = [term for terms in m.edition.terms.values() for term in terms.values()]
    named = [(IndexEntry(term.name, term.path, term.count), term.other_names) for term in terms]
    named += [(IndexEntry(p.name, p.path, p.date.text), p.other_names) for p in m.edition.periods.values()]
    place = lambda name: _place(views.plain(name), m.language)
    entries = [entry for entry, _ in named]
    entries += [
        entry._replace(name=other, see=entry.name)
        for entry, others in named
        for other in others
        if not place(entry.name).key.startswith(place(other).key)
    ]
    entries += [IndexEntry(s.translation or s.title, s.path, s.count) for s in m.edition.sources.values()]
    filed = [(place(entry.name), entry) for entry in entries]
    filed.sort(key=lambda row: (row[0], row[1].path))
    return tuple(
        IndexLetter(letter, tuple(entry for _, entry in group))
        for letter, group in groupby(filed, lambda row: row[0].letter)
    )


class Place(NamedTuple):
    """Where a name stands in the index."""

    group: int  # numbers, the language's own script, others
    order: str
    letter: str
    key: str


def _place(name: str, language: Language) -> Place:
    bare = re.sub(r"^[\W_]+", "", unicodedata.normalize("NFC", name))
    article = next((a for a in language.articles if bare.lower().startswith(a) and len(bare) > len(a) + 1), "")
    named = bare[len(article) :]
    key, own = " ".join(folding.tokens(named)), named[:1].casefold()
    first = own if own and own in language.alphabet else key[:1]  # å is no a where the alphabet has it
    if not first.isalpha():
        return Place(0, key, language.shown("0–9"), key)
    letter = collation.written(first, language.alphabet).upper()
    order = f"{language.sorting(first)} {letter} {language.sorting(named)}"  # all of a letter together
    return Place(1 + (_script(first) != _script(language.name[0])), order, letter, key)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
