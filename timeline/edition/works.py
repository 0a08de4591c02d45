"""Events and sources as something to be cited: how a page says that, and how a note names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline import addresses
from timeline.edition import bibliographic_types, citation_files, citation_styles, cited_work, views
from timeline.edition.sources import shown_title, translation
from timeline.edition.views import Citation
from timeline.records.languages import Style
from timeline.text import edtf

if TYPE_CHECKING:
    from timeline.edition.edition import Edition


def work(edition: Edition, kind: str, id: str) -> cited_work.Work:
    """A page of the site, an event's or a period's, or a source, as something to be cited; `kind` is the record's."""
    return _of_source(edition, id) if kind == "sources" else _of_page(edition, kind, id)


def _of_page(edition: Edition, kind: str, id: str) -> cited_work.Work:
    entry, site = edition.timeline.kinds[kind][id], edition.timeline.site
    title = entry.record.title if kind == "events" else entry.record.name
    stamp = edition.timeline.version(entry)
    authors = edition.authors(site.authors) or (cited_work.Name(edition.title),)
    return cited_work.Work(
        id=id,
        type=bibliographic_types.EVENT,
        title=views.plain(edition.text(title)),
        translation="",
        described=False,
        authors=authors,
        container=edition.title,
        publisher=_publisher(edition, authors),
        date=edtf.parse(stamp[:10]) if stamp else None,
        language=edition.code,
        direction=edition.language.direction,
        address=f"{site.address}{addresses.record(edition.code, kind, id)}" if site.address else "",
        archived="",
        abstract=views.plain(edition.text(entry.record.summary)),
    )


def _publisher(edition: Edition, authors: tuple[cited_work.Name, ...]) -> str:
    """Who publishes the site, where a citation does not name them already, as its author or by its title."""
    name = views.plain(edition.publisher.name) if edition.publisher else ""
    return "" if name in (views.plain(edition.title), *(author.spoken for author in authors)) else name


def _of_source(edition: Edition, id: str) -> cited_work.Work:
    record = edition.timeline.sources[id].record
    kind, known = edition.timeline.source_kinds[record.kind], edition.timeline.languages
    words = lambda text: views.plain(edition.text(text))
    title, outlet = shown_title(edition, record), words(record.outlet)
    # An article's outlet is the paper, where no paper is named.
    paper = outlet if kind.cited_as in bibliographic_types.PARTS and not record.container else ""
    return cited_work.Work(
        id=id,
        type=kind.cited_as,
        title=views.plain(title),
        translation=views.plain(translation(edition, record, title)),
        described=views.plain(title).startswith("["),
        authors=edition.authors(record.authors),
        container=paper or words(record.container),
        publisher="" if paper else outlet,
        date=record.published,
        language=record.language,
        direction=known[record.language].direction if record.language in known else "",
        address=record.address or "",
        archived=record.archived or "",
        abstract=words(record.summary),
        form=words(kind.name),
        editors=edition.authors(record.editors),
        translators=edition.authors(record.translators),
        edition=words(record.edition),
        volume=record.volume or "",
        issue=record.issue or "",
        pages=record.pages or "",
        place=words(record.published_in),
        repository=words(record.repository),
        shelfmark=record.shelfmark or "",
        isbn=record.isbn or "",
        doi=record.doi or "",
    )


def cite(edition: Edition, kind: str, id: str) -> views.Cite:
    """How to cite it, for its page: in each style, and as a file of each format."""
    cited = work(edition, kind, id)
    return views.Cite(
        tuple(
            views.Style(style.name, reference(edition, kind, id, code))
            for code, style in edition.language.citing.styles.items()
        ),
        tuple(
            views.Download(name, f"{id}.{ending}", citation_files.download(cited, type, make))
            for name, ending, type, make in citation_files.FORMATS
        ),
    )


def reference(edition: Edition, kind: str, id: str, style: Style = "chicago") -> views.Prose:
    """What a list of references says of it."""
    foreign = edition.foreign[edition.language.direction]
    return views.Prose(citation_styles.cite(work(edition, kind, id), edition.language, style, foreign))


def noted(edition: Edition, citation: Citation, full: bool) -> str:
    """A source as a note names it, with the place in it: in full, or in short after that."""
    return (edition.full_notes if full else edition.short_notes)[citation]


def full_note(edition: Edition, citation: Citation) -> str:
    """What the screen calls it, so that there is one name to know it by, and what a list of references says of it."""
    whole = reference(edition, "sources", citation.source).markup.removesuffix(".")
    outside = f" ({edition.language.words['outside']})" if citation.outside else ""
    return f"{short_note(edition, citation)}: {whole}{outside}"


def short_note(edition: Edition, citation: Citation) -> str:
    at = f"{edition.language.citing.comma}<bdi>{views.markup(citation.at)}</bdi>" if citation.at else ""
    return f"{views.markup(citation.name)}{at}"
