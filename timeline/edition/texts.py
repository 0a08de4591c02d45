"""An author's Markdown in one language: what an event or a path tells, and the pages of the content's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline import addresses
from timeline.edition import views
from timeline.edition.views import Words
from timeline.records import fragments, schema
from timeline.records.languages import Language
from timeline.records.yaml_file import File
from timeline.text import html_text, prose

if TYPE_CHECKING:
    from timeline.edition.edition import Edition


def account(
    edition: Edition, words: Mapping[str, str] | None, figures: Mapping[str, schema.Figure]
) -> views.Body | None:
    """A Markdown text, of an event or of a path."""
    if not words or not any(text.strip() for text in words.values()):
        return None
    text = edition.text(words)
    if isinstance(text, views.Text):
        language = edition.timeline.languages[text.lang]
        return views.Body(_blocks(edition, views.plain(text), language, figures), text.lang, text.dir)
    return views.Body(_blocks(edition, views.plain(text), edition.language, figures))


def _blocks(
    edition: Edition, text: str, language: Language, figures: Mapping[str, schema.Figure]
) -> tuple[views.Paragraph, ...]:
    """A text as HTML, each of its outermost elements with an address: by its name, else by its number. What it
    refers to is named in the text's own language."""

    def resolve(name: str) -> prose.Target:
        if name.startswith("#"):
            return prose.Target(f"#{fragments.figure(name[1:])}", edition.words_of(figures[name[1:]], language))
        id = edition.timeline.aliases.get(("events", name), name)
        path, title = addresses.record(edition.code, "events", id), edition.timeline.events[id].record.title
        return prose.Target(f"{addresses.up(path)}{path}", title[language.code])

    markup, _ = edition.converter.html(text, resolve)
    isolated = lambda part: views.Prose(prose.with_text(part, lambda text: edition.isolated(text, language)))
    return tuple(views.Paragraph(id, isolated(before), isolated(after)) for id, before, after in prose.blocks(markup))


def page(edition: Edition, slug: str) -> views.StaticPage:
    file, language = _page_file(edition, slug)
    body = views.Body(_blocks(edition, prose.heading_and_text(file.text)[1], language, {}))
    return views.StaticPage(edition.titles[slug], body, html_text.first_paragraph(body.markup))


def page_title(edition: Edition, slug: str) -> Words:
    file, language = _page_file(edition, slug)
    return edition.mixed(prose.heading_and_text(file.text)[0], language)


def _page_file(edition: Edition, slug: str) -> tuple[File, Language]:
    own = (edition.code, slug) in edition.timeline.pages
    code = edition.code if own else next(c for c, s in edition.timeline.pages if s == slug)
    return edition.timeline.pages[code, slug], edition.timeline.languages[code]
