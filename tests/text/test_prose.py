"""Authors' Markdown: what becomes of it, what is refused, and that no text does harm or takes for ever."""

from __future__ import annotations

import re
import sys

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests import world as worlds
from timeline.faults.report import as_text
from timeline.text import prose

ELEMENTS = {
    "p",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "blockquote",
    "em",
    "strong",
    "code",
    "pre",
    "a",
    "bdi",
    "br",
    "hr",
}
CONVERTER = prose.Prose()


def target(name: str) -> prose.Target | prose.Problem:
    if name == "gone":
        return prose.Problem("unknown-event", "no event", "", "[[gone")
    return prose.Target(f"#figure-{name[1:]}" if name.startswith("#") else f"../events/{name}.html", "A <title>")


def html(text: str, converter: prose.Prose = CONVERTER) -> str:
    """The HTML of a text without fault."""
    markup, problems = converter.html(text, target)
    assert problems == []
    return markup


def codes(text: str) -> list[str]:
    return [problem.code for problem in CONVERTER.html(text, target)[1]]


def event_page(root, edition: str = "en") -> str:
    assert not worlds.build(root).failed
    return (root / "site" / edition / "events" / "e.html").read_text("utf-8")


def body(en: str, ar: str = "نص", **changes) -> dict:
    return {"content/events/e.yaml": worlds.event(body={"en": en, "ar": ar}, **changes)}


FIGURE = {"measure": "m", "value": "1200", "said_by": "a", "sources": [{"id": "s"}]}


def test_a_reference_links_to_an_event_by_its_title_in_each_edition(world):
    """`[[id]]` becomes a link with the event's title in the edition's language."""
    root = world(
        **body("See [[f]].", "انظر [[f]]."),
        **{"content/events/f.yaml": worlds.event(title=worlds.both("The other", "الآخر"))},
    )
    assert '<a class="event" href="../../en/events/f.html"><bdi>The other</bdi></a>' in event_page(root)
    assert '<a class="event" href="../../ar/events/f.html"><bdi>الآخر</bdi></a>' in event_page(root, "ar")


def test_a_reference_may_use_its_own_words(world):
    """`[[id|words]]` becomes a link with those words, also where an editor broke the line within them."""
    root = world(**body("See [[f|the other\none]].", "انظر [[f|ذاك]]."), **{"content/events/f.yaml": worlds.event()})
    assert "<bdi>the other one</bdi></a>" in event_page(root)
    assert "<bdi>ذاك</bdi></a>" in event_page(root, "ar")


def test_a_reference_to_a_former_id_leads_to_the_event(world):
    """An alias works in a text too."""
    root = world(**body("See [[old]]."), **{"content/events/f.yaml": worlds.event(aliases=["old"])})
    assert "/en/events/f.html" in event_page(root)


def test_a_figure_is_written_in_each_edition_as_its_language_writes_numbers(world):
    """`[[#name]]` becomes the figure with its unit, and leads to it."""
    root = world(**body("There were [[#n]].", "كانت [[#n]].", figures={"n": FIGURE}))
    assert '<a class="figure" href="#figure-n"><bdi>1,200 things</bdi></a>' in event_page(root)
    assert 'href="#figure-n"><bdi>' in event_page(root, "ar")


def test_a_code_span_keeps_what_stands_in_it():
    """Brackets and HTML in a code span are text."""
    assert html("`[[f]]` and `<b>`") == '<p><code dir="ltr">[[f]]</code> and <code dir="ltr">&lt;b&gt;</code></p>'


@pytest.mark.parametrize(
    "text",
    [
        "في المجلد `drawings/`.",
        "> في `drawings/`",
        "- في `drawings/`",
        "**`drawings/`** هنا",
        "في\n\n    drawings/\n    maps/",
    ],
)
def test_code_runs_from_the_left_wherever_it_stands(text):
    """In a line from the right the slash of `drawings/` would jump before it; a block of code has its lines so, too."""
    markup = html(text)
    assert "drawings/" in markup and "<code>" not in markup and "<pre>" not in markup
    assert markup.count('dir="ltr"') == markup.count("<code") + markup.count("<pre")


def test_code_is_no_text_of_its_line():
    """What is done to the words of a text (foreign ones isolated) leaves code as it was written."""
    markup = html("An `[a](b) & c` and *b* c")
    assert prose.with_text(markup, str.upper) == '<p>AN <code dir="ltr">[a](b) &amp; c</code> AND <em>B</em> C</p>'


def test_titles_and_words_are_text():
    """A title with signs of HTML or Markdown shows them."""
    assert "<bdi>A &lt;title&gt;</bdi>" in html("[[f]]")
    assert "<bdi>*a* &lt;b&gt;</bdi>" in html("[[f|*a* <b>]]")


def test_lists_keep_their_first_number():
    """`1914.` at the start of a list stays 1914."""
    assert html("1914. War") == '<ol start="1914">\n<li>War</li>\n</ol>'


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "a <br> b",
        "<script>alert(1)</script>",
        "<svg/onload=x>",
        "<a\nhref='x'>",
        "<!-- a -->",
        "<!DOCTYPE a>",
        "<?php ?>",
        "<IMG SRC=x>",
        "[<i>a</i>](https://e.example)",
        "- <div>",
        "> <p>",
        "<x-y z>",
        "</p>",
        "<![CDATA[a]]>",
    ],
)
def test_html_is_refused(text):
    """Whatever a browser could take for markup is a fault."""
    assert "raw-html" in codes(text)


@pytest.mark.parametrize(
    "text", ["1 < 2 and 3 > 2", "a <- b", "&lt;b&gt;", "`<b>`", "    <b>", "\\<b>"[:2] + " b", "x <= y"]
)
def test_signs_that_are_no_html_are_text(text):
    """A lone `<` is one."""
    assert codes(text) == []


BAD = [
    "javascript:alert(1)",
    "JaVaScRiPt:x",
    "data:text/html,x",
    "vbscript:x",
    "//e.example/",
    "/x",
    "x.html",
    "#x",
    "",
    "ftp://e.example",
    "file:///etc",
    "tel:1",
    "&#106;avascript:x",
    "&#x6A;avascript:x",
    "javascript&colon;x",
    "javascript&#58;x",
    "java\nscript:x",
    "java\tscript:x",
    "\x01javascript:x",
    "http:x",
    "https://",
    "https://e x",
    "https://e\\x",
    "https://[",
    "about:blank",
    "<javascript:x>",
]


@pytest.mark.parametrize("address", BAD)
def test_an_address_that_a_page_must_not_carry_is_refused(address):
    """Other schemes, half addresses and what a browser would read as one of them are faults."""
    assert codes(f"[a]({address})") == ["unsafe-link"]


@pytest.mark.parametrize("address", ["javascript:x", "x.html", "&#106;avascript:x", "//e.example"])
def test_an_address_given_elsewhere_in_the_text_is_refused(address):
    """Links by reference are looked at like any other."""
    assert codes(f"[a][r] and [r]\n\n[r]: {address}") == ["unsafe-link"]


@pytest.mark.parametrize("text", ["<ftp://e.example>", "<http://e x>"])
def test_an_address_in_angle_brackets_is_refused_alike(text):
    """Autolinks are links."""
    assert codes(text) == ["unsafe-link"]


@pytest.mark.parametrize(
    "text",
    [
        "![a](https://e.example/a.png)",
        "![a]()",
        "![a][r]\n\n[r]: https://e.example/a.png",
        "[![a](https://e.example/a.png)](https://e.example)",
    ],
)
def test_a_picture_is_refused(text):
    """Texts have no pictures."""
    assert codes(text) == ["unsafe-link"]


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("[a](https://e.example/x?y=1&z=2#w)", "https://e.example/x?y=1&amp;z=2#w"),
        ("[a](HTTP://e.example)", "HTTP://e.example"),
        ("<https://e.example/>", "https://e.example/"),
        ("[a](mailto:a@e.example)", "mailto:a@e.example"),
        ("<a@e.example>", "mailto:a@e.example"),
        ("[a][r]\n\n[r]: https://e.example/", "https://e.example/"),
        ("[a](https://ar.wikipedia.org/wiki/تويتر)", "https://ar.wikipedia.org/wiki/تويتر"),
        ("[a](https://e.example/x_(y))", "https://e.example/x_(y)"),
    ],
)
def test_addresses_of_the_web_and_of_people_are_links(text, href):
    """http, https and mailto, in each way of writing a link."""
    assert f'href="{href}"' in html(text)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("[a](javascript:x)", "unsafe-link"),
        ("<b>", "raw-html"),
        ("![a](https://e.example/a.png)", "unsafe-link"),
        ("![a]()", "unsafe-link"),
        ("[a]()", "unsafe-link"),
        ("[[gone]]", "unknown-event"),
        ("[[#gone]]", "unknown-figure"),
        ("# Title", "bad-heading"),
        ("> " * 20 + "x", "too-deep"),
        ("[a](&#106;avascript:x)", "unsafe-link"),
    ],
)
@pytest.mark.parametrize("page", [False, True])
def test_a_fault_shows_its_line(world, bad, code, page):
    """In a body and in a page, the line of the author's file is named."""
    text = f"First.\n\nSecond.\n\n{bad}\n"
    inner = "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))
    event = f'date: 2016\ntitle: {{en: A, ar: ب}}\nsummary: {{en: A, ar: ب}}\ntopics: [t]\nsources: [{{id: s}}]\nbody:\n  ar: "أ\\n\\nب\\n\\nج"\n  en: |\n{inner}'
    files = (
        {"content/pages/en/about.md": f"# About\n\n{text}", "content/pages/ar/about.md": "# عن\n"}
        if page
        else {"content/events/e.yaml": event}
    )
    found = worlds.build(world(**files)).diagnostics
    assert [(f.code, f.span.line) for f in found] == [(code, 7 if page else 13)], as_text(found)


def test_a_page_begins_with_its_title_whatever_its_line_ends():
    """Windows' and old Macintosh's line ends are line ends."""
    for end in ("\n", "\r\n", "\r"):
        assert prose.heading_and_text(f"# Title {end}{end}Text") == ("Title", "\nText")
    assert prose.heading_and_text("Text") == ("", "Text")


LETTERS = st.sampled_from(
    [
        *"ab نص\n\n!\"'()[]<>*_`#-+.:/\\&;|=1",
        "http://e",
        "javascript:",
        "](",
        "[[",
        "]]",
        "<a ",
        "onclick=",
        "<img src=x ",
        "    ",
        "> ",
        "\n\n",
        "&#106;",
        "\x02",
        "\x03",
        "\x00",
        "klzzwxh:0000",
        "[a]: ",
        "😀",
        "data:",
        "-->",
        "<!--",
        "\u202e",
    ]
)


@given(st.lists(LETTERS, max_size=60).map("".join))
@example('[a](http://x "onclick")')
@example("\x02klzzwxh:0000\x03<script>")
@example("![a](http://e)")
@example('[x][a]\n\n[a]: http://e "t"')
@settings(max_examples=1000)
def test_no_text_does_harm(text):
    """Whatever the text, its HTML has few elements, fewer attributes, and addresses of three schemes."""
    markup, _ = CONVERTER.html(text, target)
    for element in html5lib.parseFragment(markup, namespaceHTMLElements=False).iter():
        if element.tag in ("DOCUMENT_FRAGMENT",):
            continue
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ({"dir"} if element.tag in ("code", "pre") else {"href", "class", "start"})
        if "href" in element.attrib and element.get("class") not in ("event", "figure"):
            allowed = element.get("href").lower().startswith(("http:", "https:", "mailto:"))
            assert allowed or "unsafe-link" in codes(text)
            assert not element.get("href").lower().strip().startswith(("javascript:", "data:", "vbscript:"))


@given(st.lists(LETTERS, max_size=40).map("".join))
def test_a_text_gives_the_same_html_each_time(text):
    """A converter remembers nothing of what it read before, whatever that was."""
    html_before = CONVERTER.html("- a\n- b\n\n[r]", target)
    first = CONVERTER.html(text, target)
    assert CONVERTER.html(text, target) == first == prose.Prose().html(text, target)
    assert CONVERTER.html("- a\n- b\n\n[r]", target) == html_before


def test_a_text_that_python_gives_up_on_leaves_no_trace():
    """Where the stack ends in the middle of a text, that is a fault, and the next text is read afresh."""
    converter, given_up = prose.Prose(), 0

    def call(depth: int) -> list:
        return call(depth - 1) if depth else converter.html("".join("    " * n + "- a\n" for n in range(20)), target)[1]

    for depth in range(sys.getrecursionlimit() - 300, sys.getrecursionlimit()):
        try:
            given_up += [p.code for p in call(depth)] == ["too-deep"]
        except RecursionError:
            break
        assert html("- a\n- b\n\nc", converter) == html("- a\n- b\n\nc")
    assert given_up


def test_addresses_given_in_one_text_are_not_known_in_the_next():
    """`[r]: …` holds for the text that it stands in."""
    assert "href" in html("[a][r]\n\n[r]: https://e.example/")
    assert html("[a][r]") == "<p>[a][r]</p>"


PIECES = (
    "a word", "Word", " ", "\n", "\n\n", "[[e]]", "[[gone]]", "[[e|words]]", "[[e|w\nx]]", "[[#f]]", "[[", "]]", "[", "]",
    "[w x](https://a.b/c)", "[w](https://a.b/c_d)", "![x](https://a.b/c)", "[w](javascript:a)", "[e]", "[e-f]", "(", "!",
    "[r]: https://x.y/z\n", "<https://a.b>", "<b>", "http://x.y", "# h\n", "#", "=\n", "===\n", "- ", "1. ", "    ", "\t",
    "`", "``", "*", "**", "_", "\\", "> ", "&amp;", "|", "  \n",
)  # fmt: skip
PLAIN = (
    "a word",
    "[[e]]",
    "[[gone|w]]",
    "[[#f]]",
    "[w x](https://a.b/c)",
    "**",
    "*",
    "- ",
    "1. ",
    "\n",
    "\n\n",
    "(",
    "!",
    ">",
)


def texts_of(pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Texts put together of pieces. A letter is drawn for each: drawing a text takes half as long as drawing a list."""
    letters = {chr(ord("a") + n): piece for n, piece in enumerate(pieces)}
    return st.text("".join(letters), max_size=14).map(lambda drawn: "".join(map(letters.get, drawn)))


@given(texts_of(PIECES) | texts_of(PLAIN))
@settings(max_examples=3000)
def test_a_text_is_judged_as_its_conversion_would_judge_it(text):
    """Whether or not a text is plain enough to be judged unconverted, the problems are the same."""
    assert set(CONVERTER.problems(text, target)) == set(CONVERTER.html(text, target)[1])


def test_most_texts_are_judged_without_a_conversion(monkeypatch):
    """Paragraphs with bold words, lists, references and ordinary links need none; a heading does."""
    text = "A **bold** word, [[e|words]] and [a page](https://a.b/c/d.html).\n\n- one\n- two [[#f]] (both)"
    monkeypatch.setattr(CONVERTER, "html", lambda text, resolve: pytest.fail("converted"))
    assert CONVERTER.problems(text, target) == []
    with pytest.raises(pytest.fail.Exception):
        CONVERTER.problems("## A heading", target)


def test_blocks_are_the_outermost_elements():
    """A text falls into its paragraphs, lists and the like, each parted where its last word ends."""
    text = "One [a](https://a.example/).\n\n- x\n- y\n\n> q\n>\n> r\n\n***\n\n## Head\n\nLast. {#end}"
    markup, found = prose.Prose().html(text, lambda name: None)
    assert found == []
    assert [(name, before[:4], after.replace("\n", "")) for name, before, after in prose.blocks(markup)] == [
        ("p1", "<p>O", "</p>"),
        ("p2", "<ul>", "</li></ul>"),
        ("p3", "<blo", "</p></blockquote>"),
        ("p4", "", "<hr>"),
        ("p5", "<h2>", "</h2>"),
        ("p-end", "<p>L", "</p>"),
    ]
    assert prose.blocks(markup)[-1][1] == "<p>Last."


@given(
    st.lists(
        st.sampled_from(("word", "- item", "> quoted", "## head", "<b>", "1. one", "`c`", "***", "{#n}", "a  \nb"))
    )
)
def test_blocks_lose_nothing(parts):
    """Whatever a text holds, its blocks put together are the text again, names apart, and each is whole."""
    markup, _ = prose.Prose().html("\n\n".join(parts), lambda name: prose.Problem("x", "", "", name))
    bare = lambda text: re.sub(r"\s+|\{#n\}", "", text)
    found = prose.blocks(markup)
    assert bare("".join(before + after for _, before, after in found)) == bare(markup)
    for _, before, after in found:
        opened = re.findall(r"<([a-z0-9]+)[^>]*>", before + after)
        closed = re.findall(r"</([a-z0-9]+)>", before + after)
        assert sorted(tag for tag in opened if tag not in ("br", "hr")) == sorted(closed)
