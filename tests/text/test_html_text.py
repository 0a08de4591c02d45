"""The words of safe HTML: in a line, in paragraphs, letter for letter."""

from __future__ import annotations

from timeline.text import html_text, prose


def html(text: str) -> str:
    return prose.Prose().html(text, lambda _: prose.Target("", ""))[0]


def test_the_first_paragraph_describes_a_page():
    """As plain text, without markup and entities; where there is none, nothing."""
    assert html_text.first_paragraph(html("A *b* &amp; c\nd\n\nNext")) == "A b & c d"
    assert html_text.first_paragraph("") == ""


def test_an_empty_line_parts_blocks():
    """Paragraphs, items and headings stand apart; a line's end within one is a space."""
    text = html_text.paragraphs(html("One\ntwo\n\n- a\n- b\n    - c\n\n## Three\n\n> Four"))
    assert text.split("\n\n") == ["One two", "a", "b c", "Three", "Four"]


def test_a_word_stays_whole_where_a_part_of_it_is_a_link():
    """Nothing takes a tag's place, and nothing of an address is a word."""
    assert html_text.line(html("pre[fix](https://a.org/x)ed  *now*")) == "prefixed now"
    assert html_text.letters("a &lt;b&gt; c") == "a <b> c"
