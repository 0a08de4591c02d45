"""A source in one language: its own page, and how a passage that rests on it names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from timeline import addresses
from timeline.edition import bibliographic_types, dates_in_words, pictures, views
from timeline.edition.views import Citation, Text, Words
from timeline.records import schema
from timeline.text import identifiers

if TYPE_CHECKING:
    from timeline.edition.edition import Edition


def source(edition: Edition, id: str) -> views.Source:
    record = edition.timeline.sources[id].record
    title = shown_title(edition, record)
    return views.Source(
        id=id,
        path=addresses.record(edition.code, "sources", id),
        title=title,
        translation=translation(edition, record, title),
        kind=edition.text(edition.timeline.source_kinds[record.kind].name),
        outside=record.scope == "outside",
        authors=edition.names(record.authors),
        outlet=edition.text(record.outlet),
        kept=edition.text(record.container or record.repository),
        facts=tuple(_facts(edition, record)),
        published=edition.dated(record.published),
        published_note=edition.text(record.published_note),
        language=edition.mixed(edition.language.calls(record.language)),
        summary=edition.text(record.summary),
        address=record.address or "",
        address_note=edition.text(record.address_note),
        archived=record.archived or "",
        count=edition.counted("sources", id),
        datelines=tuple(edition.links["places", place] for place in dict.fromkeys(record.datelines)),
        kind_path=edition.kind_terms[record.kind].path if record.kind in edition.kind_terms else "",
        remarks=edition.remarks(record),
        pictures=pictures.pictures(edition, record.media),
    )


def _facts(edition: Edition, record: schema.Source) -> Iterator[views.Fact]:
    """What a library notes of it, as far as it is known."""
    language = edition.language
    known: tuple[tuple[str, views.Words], ...] = (
        ("editors", edition.names(record.editors)),
        ("translators", edition.names(record.translators)),
        ("container", edition.text(record.container)),
        ("volume", edition.mixed(language.shown(record.volume or ""))),
        ("issue", edition.mixed(language.shown(record.issue or ""))),
        ("pages", language.pages(record.pages) if record.pages else ""),
        ("edition", edition.text(record.edition)),
        ("published_in", edition.text(record.published_in)),
        ("repository", edition.text(record.repository)),
    )
    yield from (views.Fact(language.words[f"source_{name}"], text) for name, text in known if text)
    marks = (
        ("shelfmark", record.shelfmark, "auto", ""),
        ("isbn", record.isbn, "ltr", ""),
        ("doi", record.doi, "ltr", identifiers.doi_address(record.doi) if record.doi else ""),
    )
    for name, mark, direction, address in marks:
        if mark:
            yield views.Fact(language.words[f"source_{name}"], mark, direction, address)


def citation(edition: Edition, id: str, at: str) -> Citation:
    """A source as a passage names it; `at` is the place in it, in words."""
    source = edition.timeline.sources[id].record
    published = dates_in_words.by_itself(source.published, edition.language)
    who = _known_by(edition, source)
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


def _known_by(edition: Edition, source: schema.Source) -> Words:
    """What a source is called in a few words: by the paper, the body or the site that it comes from; a work of its own
    by its author, by its editor or by its title, and not by its publisher or the archive that keeps it; what stands in
    a book by its author or the book."""
    cited_as = edition.timeline.source_kinds[source.kind].cited_as
    authors = edition.names(source.authors)
    if cited_as in bibliographic_types.KNOWN_BY_TITLE:
        return authors or edition.names(source.editors) or _short_title(edition, source)
    if cited_as in bibliographic_types.IN_BOOKS and source.container:
        return authors or edition.text(source.container)
    paper = edition.text(source.container) if cited_as in bibliographic_types.PERIODICAL else ""
    who = paper or edition.text(source.outlet) or authors
    if not who and source.repository:
        return _short_title(edition, source)
    return who or edition.text(source.container) or edition.language.words["outlet_unknown"]


def _short_title(edition: Edition, source: schema.Source) -> Words:
    """Its title without what stands behind a colon, and without the brackets of one that is our description."""
    title = own_title(source)
    short = {code: text.strip("[]").partition(": ")[0] for code, text in title.items()}
    return edition.text(short, own_language=title is not source.title)


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
