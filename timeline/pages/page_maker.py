"""What the pages of one edition are made with: the edition, what stands around each page, how a page is put together.

A module for a kind of page has `pages(m)`, which gives its targets. A target's `show` is a plain function of the
maker and of what the page is about; it is called when somebody asks for the page, and gives what is `Shown`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Any, NamedTuple, TypedDict, TypeVar

from timeline import addresses
from timeline.digest import digest
from timeline.downloads import json_ld, schema_org
from timeline.edition import page_views, views
from timeline.edition.edition import Edition
from timeline.edition.lazy_values import Keyed
from timeline.pages.script_data import Packets
from timeline.records.timeline import Timeline
from timeline.records.yaml_file import File
from timeline.target import Target

T = TypeVar("T")
# The form in .github/ISSUE_TEMPLATE/ for a mistake in a record: the word that leads to it, its name, its field.
_FORMS = {"events": ("correct_event", "correct-event", "event"), "sources": ("dead_link", "dead-link", "source")}


class More(TypedDict, total=False):
    """What a `page_views.Page` may have besides."""

    card: str
    picture: page_views.Shared
    repository: tuple[views.Link, ...]
    meta: tuple[page_views.Meta, ...]
    offers: tuple[page_views.Offer, ...]
    cite: views.Cite
    embeds: tuple[page_views.Snippet, ...]
    parallel: str


class Shown(NamedTuple):
    """What a page shows, and what else it has."""

    title: views.Words
    description: views.Words
    subject: object
    more: More = {}


class Section(NamedTuple):
    """A part of the site with a page of its own. Its words are `nav_NAME` and `NAME_help`."""

    name: str
    holds: Callable[[Timeline], object]  # whether there is anything to show
    type: str = "CollectionPage"  # what schema.org calls its page

    def path(self, language: str) -> str:
        return addresses.section(language, self.name)


class Maker:
    """What all pages of an edition are made with; `makers` has that of each edition, this one's own included."""

    def __init__(
        self,
        edition: Edition,
        frame: page_views.Frame,
        makers: Mapping[str, Maker],
        packed: Mapping[str, Packets],
        keys: Mapping[str, str],
        fonts: str = "",
        there: Container[str] = (),
        pictures: Mapping[str, Target] | None = None,
    ):
        """`packed` is what scripts load, `keys` are the events' (`records.mentions`); `fonts` is the digest of what
        cards are drawn with, where they are drawn; `there` are the paths of all pages, known as soon as somebody asks
        for one, where an edition is growing; `pictures` are the files of those that records show, by their paths."""
        self.edition, self.frame, self.makers, self.packed, self.fonts = edition, frame, makers, packed, fonts
        self.keys, self.there, self.pictures = keys, there, pictures or {}
        self.timeline, self.language, self.code = edition.timeline, edition.language, edition.code
        self.words = edition.language.words
        self.voice = schema_org.Voice(edition)
        self._made: dict[Callable[[Maker], Any], Any] = {}
        self._extracted: tuple[str, Maker | None] = "", None

    def extract(self, id: str) -> Maker:
        """What the pages of one event are made with: nothing that its key does not tell of."""
        if self._extracted[0] != id:
            makers: dict[str, Maker] = {}
            for code, m in self.makers.items():
                makers[code] = own = copy(m)
                own.edition, own.makers, own._made = m.edition.extract(id), makers, {}
                own._extracted = "", None  # not the one before, and all before it
                own.timeline, own.voice = own.edition.timeline, m.voice.extract(own.edition)
            for code, m in self.makers.items():
                m._extracted = id, makers[code]
        extracted = self._extracted[1]
        assert extracted
        return extracted

    def gathered(
        self, events: Iterable[str], make: Callable[[Sequence[views.Event]], Iterable[T]], *besides: object
    ) -> Keyed[T]:
        """What a page shows of some events, by their ids. `besides` is what else it is made of."""
        ids = tuple(events)
        key = digest(*(self.keys[id] for id in ids), *map(repr, besides))
        return Keyed(key, lambda: make([self.edition.events[id] for id in ids]))

    def once(self, make: Callable[[Maker], T]) -> T:
        """What several pages show, made when the first of them asks."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def page(
        self,
        path: str,
        template: str,
        show: Callable[..., Shown],
        *what: object,
        type: str,
        section: str = "",
        about: tuple[str, str] | None = None,
        files: Iterable[str] = (),
        key: str | Callable[[], str] = "",
    ) -> Target:
        """A page of the edition, of what `show` says of `what`. `type` is what schema.org calls it, or nothing where
        it has nothing to say; `about` the kind and id of the record that it is about; `files` the content files that
        it comes from besides those of the records it leads to; `key` the digest of all that it is made of, where that
        is known beforehand, as it is of an event's page."""
        event = about[1] if about and about[0] == "events" else ""

        def make() -> page_views.Page:
            m = self.extract(event) if event else self
            page = alone(path, show(m, *what))._replace(alternates=self.alternates(path), section=section)
            return page._replace(linked=json_ld.of_page(m.voice, self.frame, page, type, about))

        return Target(
            path,
            template,
            make,
            self.frame,
            files=(*files, *(self.files(*about) if about else ())),
            key=self.keys if event else key,
            alternates=self.alternates,
            event=event,
        )

    def section(
        self,
        section: Section,
        template: str,
        subject: Callable[[Maker], object],
        files: Iterable[str] = (),
        key: str | Callable[[], str] = "",
    ) -> list[Target]:
        """The page of a whole section; none where it has nothing to show."""
        name, path = section.name, section.path(self.code)
        show = lambda m: Shown(m.words[f"nav_{name}"], m.words[f"{name}_help"], subject(m))
        holds = section.holds(self.timeline)
        if not holds:
            return []
        return [self.page(path, template, show, type=section.type, section=path, files=files, key=key)]

    def files(self, kind: str, id: str) -> tuple[str]:
        """The file that a record is in."""
        return (self.timeline.kinds[kind][id].file.path,)

    @cached_property
    def event_files(self) -> tuple[str, ...]:
        """What lists come from that count the events of each entry."""
        return tuple(entry.file.path for entry in self.timeline.events.values())

    def alternates(self, path: str) -> tuple[page_views.Alternate, ...]:
        """The page in each edition, its own among them; nothing where there is no other. An edition that does not have
        it, as may be where one is growing, is reached by its front page."""
        if len(self.timeline.languages) == 1:
            return ()
        found, growing = [], self.timeline.site.growing
        for code, language in self.timeline.languages.items():
            same = addresses.in_language(path, code)
            exact = not growing or code == self.code or same in self.there
            where = same if exact else addresses.home(code)
            other = page_views.Alternate(code, language.direction, language.name, where)
            found.append(other._replace(exact=exact))
        return tuple(found)

    def repository(self, file: File, kind: str = "", id: str = "") -> tuple[views.Link, ...]:
        """Where the form for a mistake in a record is, where its file is kept, and how that has changed; nothing
        where the site names no repository."""
        base, words = self.timeline.site.repository, self.words
        if not base:
            return ()
        links = [
            views.Link(words["page_file"], addresses.stored(base, "blob", file.path)),
            views.Link(words["page_history"], addresses.stored(base, "commits", file.path)),
        ]
        if kind:
            word, form, field = _FORMS[kind]
            links.insert(0, views.Link(words[word], addresses.form(base, form, field, id)))
        return tuple(links)

    def beside(self, kind: str, id: str) -> str:
        """The page that shows a record in all its languages, where there are several."""
        return addresses.parallel(kind, id) if len(self.having(kind, id)) > 1 else ""

    def having(self, kind: str, id: str) -> dict[str, Maker]:
        """The makers of the editions that have a record, by language."""
        return {code: m for code, m in self.makers.items() if m.edition.has(kind, id)}


def alone(path: str, shown: Shown) -> page_views.Page:
    """A page that is not one of several editions of the same."""
    return page_views.Page(
        path=path,
        up=addresses.up(path),
        title=views.plain(shown.title),
        description=_short(views.plain(shown.description)),
        alternates=(),
        section="",
        subject=shown.subject,
        **shown.more,
    )


def _short(text: str, limit: int = 300) -> str:
    """A description of a length that search pages show, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
