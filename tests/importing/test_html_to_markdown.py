"""Others' HTML as Markdown: the same words, the same links, and never a fault on a page."""

from __future__ import annotations

import html
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import nasty
from timeline.importing import html_to_markdown
from timeline.text.prose import Problem, Prose

PROSE = Prose()


def shown(text: str) -> str:
    """The HTML of a page that holds some Markdown, without a fault."""
    page, problems = PROSE.html(text, lambda name: Problem("unknown-event", name, "", name))
    assert problems == []
    return page


def markdown(source: str) -> str:
    made = html_to_markdown.markdown(source, PROSE)
    assert made.problem is None
    shown(made.text)
    return made.text


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Plain.", "Plain."),
        ("<p>One</p><p class='lead'>Two</p>", "One\n\nTwo"),
        ("One\n\nTwo\nstill two", "One\n\nTwo still two"),
        ("One<br>Two<br/><br />Three", "One  \nTwo  \nThree"),
        ("a <b>bold </b>and <em>italic</em> <strong><i>both</i></strong>", "a **bold** and *italic* ***both***"),
        ("<a href='https://x.example/a?b=1&amp;c=2'>words</a>", "[words](https://x.example/a?b=1&c=2)"),
        ("<a href='//x.example/a'>words</a>", "[words](https://x.example/a)"),
        (
            '<a href="https://en.wikipedia.org/wiki/Reduction_(x)">w</a>',
            "[w](https://en.wikipedia.org/wiki/Reduction_%28x%29)",
        ),
        ("see https://x.example/a_b, or not", "see <https://x.example/a_b>, or not"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "- a\n\n- b\n\n    - c\n\nd"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<blockquote>a<p>b</blockquote>c", "> a\n>\n> b\n\nc"),
        ("<h1>A</h1>a<h3>B</h3>b<h6>C</h6>", "## A\n\na\n\n### B\n\nb\n\n#### C"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n\n3"),
        ("5 < 6 &amp; 7 > 6", "5 &lt; 6 & 7 > 6"),
        ("AT&T &amp;copy;", "AT&T &amp;copy;"),
        ("[[e]] [#f] [a](b) *x* `c` _d_ a_b \\", "\\[\\[e\\]\\] \\[#f\\] \\[a\\](b) \\*x\\* \\`c\\` \\_d\\_ a_b \\\\"),
        (
            "1. a<br>- b<br># c<br>> d<br>+ e<br>===<br>---",
            "1\\. a  \n\\- b  \n\\# c  \n\\> d  \n\\+ e  \n&#61;==  \n\\---",
        ),
        ("a<b>b</b>c <b> </b><i></i>", "a**b**c"),
        ("<b>never closed", "**never closed**"),
        ("نص <b>عربي</b>", "نص **عربي**"),
    ],
)
def test_what_markdown_has_is_kept_and_its_signs_are_not_taken_for_marks(source, written):
    """The forms that timelines are written in."""
    assert markdown(source) == written


@pytest.mark.parametrize(
    ("source", "text", "lost"),
    [
        ("a<script>alert(1)</script>b", "ab", ["<script>"]),
        ("a<iframe src='https://x.example/'>no frames</iframe>b", "ab", ["<iframe>"]),
        ("a<style>p{}</style><svg onload=x><text>t</text></svg>", "a", ["<style>", "<svg>"]),
        ("a<img src=x onerror=alert(1)>b", "ab", ["<img>"]),
        ("<a href='javascript:alert(1)'>w</a>", "w", ["<a href=javascript:alert(1)>"]),
        ("<a href='&#106;avascript:alert(1)'>w</a>", "w", ["<a href=javascript:alert(1)>"]),
        ("<a href='data:text/html,x'>w</a>", "w", ["<a href=data:text/html,x>"]),
        ("<a href='../b.html'>w</a>", "w", ["<a href=../b.html>"]),
        ("x<sup>2</sup> <s>not</s>", "x2 not", ["<sup>", "<s>"]),
        ("<span style='x' onclick='y'>w</span><!-- c -->", "w", []),
        ("<marquee>w</marquee>", "w", ["<marquee>"]),
    ],
)
def test_what_markdown_has_not_is_named(source, text, lost):
    """Scripts, frames and pictures go, links that a page may not have keep their words."""
    made = html_to_markdown.markdown(source, PROSE)
    assert (made.text, list(made.lost)) == (text, lost)


def test_plain_text_has_the_words_only():
    """For titles and summaries: on one line, tags gone, entities read."""
    assert html_to_markdown.plain(" <p>a&nbsp;<b>b</b></p>\n<p>&lt;c&gt; [d]</p><script>x</script>") == "a b <c> [d]"


@pytest.mark.parametrize(
    "address", ["javascript:x", "", "x", "/a", "https://", "https://a:b/", "ftp://x.example/", "https:x"]
)
def test_only_whole_addresses_are_links(address):
    """What no page may link to gives nothing."""
    assert html_to_markdown.address(address) == ""


@given(st.text(max_size=40))
def test_an_address_that_is_given_can_stand_in_markdown(tail):
    """Whatever hangs on it: one link, to one address."""
    if found := html_to_markdown.address(f"https://x.example/{tail}"):
        for words in ("words", ""):
            page = shown(html_to_markdown.link(words, found))
            assert page.count("<a ") == 1 and page.startswith("<p><a ") and page.endswith("</a></p>")


LINES = st.sampled_from(
    [
        *nasty.ARABIC,
        *nasty.ENGLISH,
        "&lt;",
        "&amp;amp;",
        "\\",
        "- a",
        "1. b",
        "# c",
        "> d",
        "===",
        "[[e]]",
        "[#f]",
        "*",
        "_",
        "**",
        "`",
        "``",
        "~~",
        "![x](y)",
        "[a]: b",
        "    code",
        "https://x.example/_a_*",
        "<https://x.example/>",
        "&#61;",
        "&copy",
        "a@b.example",
        "a_b_c",
        "__a__",
        "|",
        "\n\n",
        "\n",
        "  \n",
    ]
)
TAGS = st.sampled_from(
    "p br b strong i em a ul ol li h1 h2 h6 blockquote div span script iframe table td img sub x".split()
).flatmap(lambda tag: st.sampled_from([f"<{tag}>", f"</{tag}>", f"<{tag}/>", f"<{tag} href='https://x.example/(a)'>"]))
ANY = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Cs"), include_characters="\n\t"), max_size=12
)
SOURCES = st.lists(st.one_of(LINES, TAGS, ANY), max_size=14).map("".join)


@settings(max_examples=600)
@given(SOURCES)
def test_any_text_gives_markdown_that_says_the_same_without_a_fault(source):
    """No input, however odd, makes our prose refuse it, lose a word or gain one."""
    made = html_to_markdown.markdown(source, PROSE)
    assert made.problem is None
    said = html.unescape(re.sub(r"<[^>]*>", "", shown(made.text)))
    assert "".join(said.split()) == "".join(html_to_markdown.plain(source).split())


HOSTILE = [
    "<",
    "<a ",
    "<!--",
    "<![CDATA[",
    "<?",
    "<a href='",
    '<a b="<',
    "<ul><li>",
    "<b>",
    "</a",
    "&",
    "[",
    "*a",
    "\n \n",
    "https://a ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_answered_at_once(piece):
    """What Python's parser would read for minutes, eighty thousand characters of it, takes less than seconds."""
    start = time.process_time()
    html_to_markdown.markdown(piece * (html_to_markdown.MOST // len(piece)), PROSE)
    assert time.process_time() - start < 5
