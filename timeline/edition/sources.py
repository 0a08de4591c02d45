"""A source in one language: its own page, and how a passage that rests on it names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline import addresses
from timeline.edition import dates_in_words, views
from timeline.edition.views import Citation, Text, Words
from timeline.records import schema

if TYPE_CHECKING:
    from timeline.edition.edition import Edition


def source(edition: Edition, id: str) -> views.Source:
    record = edition.timeline.sources[id].record
    title = shown_title(edition, record)
    known = edition.timeline.languages.get(record.language)
    return views.Source(
        id=id,
        path=addresses.record(edition.code, "sources", id),
        title=title,
        translation=translation(edition, record, title),
        kind=edition.language.source_kinds[record.kind],
        outside=record.scope == "outside",
        authors=edition.names(record.authors),
        outlet=edition.text(record.outlet),
        published=edition.dated(record.published),
        published_note=edition.text(record.published_note),
        language=edition.language.words.get(f"language_{record.language}")
        or (known.name if known else record.language),
        summary=edition.text(record.summary),
        address=record.address or "",
        address_note=edition.text(record.address_note),
        archived=record.archived or "",
        count=edition.counted("sources", id),
        kind_path=edition.kind_terms[record.kind].path if record.kind in edition.kind_terms else "",
        remarks=edition.remarks(record),
    )


def citation(edition: Edition, id: str, at: str) -> Citation:
    """A source as a passage names it; `at` is the place in it, in words."""
    source = edition.timeline.sources[id].record
    published = dates_in_words.date(source.published, edition.language)
    who = edition.text(source.outlet) or edition.names(source.authors) or edition.language.words["outlet_unknown"]
    return Citation(
        source=id,
        path=addresses.record(edition.code, "sources", id),
        title=shown_title(edition, source),
        name=edition.mixed(edition.language.citation.replace("{who}", views.plain(who)).replace("{date}", published)),
        at=at,
        outside=source.scope == "outside",
        who=who,
        published=published,
    )


def shown_title(edition: Edition, source: schema.Source) -> Words:
    """Its title as a page has it: in its own language, else in the reader's."""
    title = own_title(source)
    return edition.text(title, own_language=title is not source.title)


def translation(edition: Edition, source: schema.Source, title: Words) -> Words:
    """What stands beside its title where that is of another language; nothing where there is no other title."""
    other = edition.text(source.title) if isinstance(title, Text) else ""
    return "" if views.plain(other) == views.plain(title) else other


def own_title(source: schema.Source) -> Mapping[str, str]:
    """A source's title in its own language. One in square brackets is no title but our description, so it
    stands in the reader's."""
    own = source.title.get(source.language, "")
    return {source.language: own} if own and not own.startswith("[") else source.title
