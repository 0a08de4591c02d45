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
            words = edition.words_of(figures[name[1:]], language)
            return _target(f"#{fragments.figure(name[1:])}", words)
        id = edition.timeline.aliases.get(("events", name), name)
        # The page where it is, and the title in the language that this text is in.
        there = id in edition.timeline.events
        code = edition.code if there else edition.timeline.complete
        title = (edition.timeline.events if there else edition.timeline.elsewhere["events"])[id].record.title
        path, own = addresses.record(code, "events", id), title.get(language.code, "")
        words = own if own.strip() else edition.text(title)
        return _target(f"{addresses.up(path)}{path}", words)._replace(page="" if there else code)

    markup, _ = edition.converter.html(text, resolve)
    isolated = lambda part: views.Prose(prose.with_text(part, lambda text: edition.isolated(text, language)))
    return tuple(views.Paragraph(id, isolated(before), isolated(after)) for id, before, after in prose.blocks(markup))


def _target(href: str, words: Words) -> prose.Target:
    """What a reference leads to; words of another language than the text's are marked so."""
    if isinstance(words, views.Text):
        return prose.Target(href, views.plain(words), words.lang, words.dir)
    return prose.Target(href, words)


def page(edition: Edition, slug: str) -> views.StaticPage:
    file, language = page_file(edition, slug)
    blocks = _blocks(edition, prose.heading_and_text(file.text)[1], language, {})
    own = language.code == edition.code
    body = views.Body(blocks) if own else views.Body(blocks, language.code, language.direction)
    return views.StaticPage(edition.titles[slug], body, html_text.first_paragraph(body.markup))


def page_title(edition: Edition, slug: str) -> Words:
    file, language = page_file(edition, slug)
    title = edition.mixed(prose.heading_and_text(file.text)[0], language)
    return title if language.code == edition.code else views.Text(title, language.code, language.direction)


def page_file(edition: Edition, slug: str) -> tuple[File, Language]:
    """A page's text as an edition has it, and its language: its own, or where a growing one lacks it, a whole one's."""
    codes = (edition.code, *edition.timeline.languages)
    code = next(code for code in codes if (code, slug) in edition.timeline.pages)
    return edition.timeline.pages[code, slug], edition.timeline.languages[code]
