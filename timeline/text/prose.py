"""An author's Markdown becomes HTML that can do a reader no harm, or a fault that shows the place.

The only importer of `markdown` and `nh3`. Raw HTML, pictures and odd links are errors, because
silently dropping them would leave the author in the dark; nh3 stands behind as the last gate.
`[[event-id]]` and `[[event-id|words]]` link to an event, `[[#figure]]` writes a figure of the event.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import markdown
import nh3
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from timeline.faults.diagnostic import tell
from timeline.text import web_address

TEXT_LIMIT = 20_000  # characters: Python-Markdown is quadratic on some inputs, so a text has an end
ALLOWED = ("http", "https", "mailto")
_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "em", "strong", "code", "pre", "a", "bdi", "br", "hr"}
_ATTRIBUTES = {
    "a": {"href", "class", "hreflang"},
    "bdi": {"lang", "dir"},
    "code": {"dir"},
    "pre": {"dir"},
    "ol": {"start"},
    "*": set(),
}
# Python-Markdown looks for the end of whatever a paragraph opens through the whole of it, so that
# minutes pass over a long paragraph of brackets. This bounds the steps; our longest page takes 20,000.
_OPENERS = re.compile(r"[*]+|_+|[\[<`\\]")
_MOST_STEPS = 1_000_000
# Twenty quotations or lists in one another: each is a call in a call, and Python has only so many.
_NESTED = re.compile(r"^[ \t]*(?:(?:>|(?:[-*+]|[0-9]+[.])[ \t])[ \t]*){20}", re.MULTILINE)
_ADDRESS = re.compile(r"""(?:https?://|mailto:)[^\s<>"\\^`{|}\x00-\x1f]+""", re.IGNORECASE)
_RAW_HTML = re.compile(r"<(?:/?[A-Za-z][^\s>@:]*(?:\s[^>]*)?/?>|!--|\?|!\[CDATA|![A-Za-z])")

# Slips that Markdown would print as they stand; `_CODE` is where they are meant.
_CODE = re.compile(r"`[^`\n]*`|^(?: {4}|\t).*$", re.MULTILINE)
_HALF_REFERENCE = re.compile(
    r"\[\[(?![^\[\]|\n]{1,120}(?:\|[^\[\]]{1,300})?\]\])[^\[\]\n]{0,40}\]?|(?<!\[)\[#[a-z0-9-]+\]"
)
_SINGLE_REFERENCE = re.compile(r"(?<!\[)\[([a-z0-9]+(?:-[a-z0-9]+)+)\](?![\](:\[])")
_HALF_LINKS = (  # a space between, round and square brackets exchanged
    re.compile(r"\[(?P<words>[^\[\]\n]{1,200})\][ \t]{1,9}\((?P<address>(?:https?://|www\.)[^()\s]{1,300})\)"),
    re.compile(r"\((?P<words>[^()\n]{1,200})\)[ \t]{0,9}\[(?P<address>(?:https?://|www\.)[^\[\]\s]{1,300})\]"),
)
# What stands in a text without a doubt, and what leaves one; see `_references_of_plain`.
_PLAIN_REFERENCE = re.compile(r"\[\[([^\[\]|\n]{1,120})(?:\|[^\[\]\n]{1,300})?\]\]")
_PLAIN_LINK = re.compile(r"(?<![!\]])\[[^\W_](?:[^\W_]|[ ,-])*\]\(https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9./-]*)?\)")
_UNPLAIN = re.compile(r"[\[\]<`\\#]")
_UNPLAIN_LINE = re.compile(r"\n(?: {4}|[ \t]*[>=\t]|[ \t]*(?:[-*+]|[0-9]+[.])[ \t]+(?:[-*+]|[0-9]+[.])[ \t])")
# In what nh3 wrote: text is escaped, and no address holds a bracket. Code holds text alone, and is none to be read.
_TEXT = re.compile(r"<code[^>]*>[^<]*</code>|(?<=>)[^<>]+")
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_CLOSING = re.compile(r"(?:(?:</[a-z0-9]+>\s*)+|<hr>)$")
_MISNAMED = re.compile(r"\{#(?![a-z0-9]+(?:-[a-z0-9]+)*\}$)([^{}\n]*)\}$")
_NAMED = re.compile(r"\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}$")
_ITEM = re.compile(r"\n[-*+] \S")
_CLOSE_LIST = re.compile(r"^(?![ \t]*(?:[-*+>#]|[0-9]+[.])[ \t])[^\n]*[^\s][ \t]*\n([-*+] \S[^\n]{0,30})", re.MULTILINE)


@dataclass(frozen=True)
class Problem:
    """A fault in a text: `token` is the piece of the source that shows where."""

    code: str
    message: str
    help: str
    token: str


class Target(NamedTuple):
    """What a `[[reference]]` stands for. `lang` and `dir` are set where `text` is of another language than what it
    stands in, `page` is the language of the page that it leads to, where that is another."""

    href: str
    text: str
    lang: str = ""
    dir: str = ""
    page: str = ""


Resolve = Callable[[str], Target | Problem]


class Prose:
    """A converter for one edition. Not for use by two threads: Python-Markdown keeps state."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._resolve: Resolve = lambda name: Problem(
            "unknown-event", tell("no event has the id `{name}`", name=name), "", name
        )
        self._md: markdown.Markdown | None = None

    def _converter(self) -> markdown.Markdown:
        md = markdown.Markdown(output_format="html")
        # `1914. …` keeps its number. The registry's type knows only what all processors have.
        md.parser.blockprocessors["olist"].LAZY_OL = False  # type: ignore[attr-defined]
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # In raw HTML's own place (90): after code spans, escapes, links and autolinks.
        md.inlinePatterns.register(_RawHtml(self), "raw_html", 90)
        # Before `reference` (170), which would read the inner brackets; after code (190) and escapes (180).
        md.inlinePatterns.register(_Reference(self), "wiki", 175)
        md.treeprocessors.register(_Links(self, md), "links", 5)  # after `inline` (20) and `prettify` (10)
        md.treeprocessors.register(_Code(md), "code_direction", 4)
        return md

    def html(self, text: str, resolve: Resolve) -> tuple[str, list[Problem]]:
        """The text as HTML, and what is wrong with it. `resolve` answers for each `[[reference]]`."""
        self._problems, self._resolve = [], resolve
        if len(text) > TEXT_LIMIT:
            return "", [
                Problem(
                    "too-long",
                    tell("the text has more than {most} characters", most=f"{TEXT_LIMIT:,}"),
                    tell("shorten it, or make two pages of it"),
                    text[:1],
                )
            ]
        if dense := _too_dense(text):
            return "", [
                Problem(
                    "too-many-brackets",
                    tell("the text opens more brackets, stars and backticks than can be read"),
                    tell("take them out, or make several paragraphs of it"),
                    dense[:20],
                )
            ]
        self._md = md = self._md or self._converter()
        try:
            deep = _NESTED.search(text)
            raw = "" if deep else md.reset().convert(text)
        except RecursionError:
            self._md = None  # it still stands in the middle of that text
            deep = re.match(".*", text)
        if deep:
            return "", [
                Problem(
                    "too-deep",
                    tell("the text is nested too deeply"),
                    tell("use fewer levels of quotation or list"),
                    deep[0].strip()[:20],
                )
            ]
        self._look_for_slips(text, resolve)
        clean = nh3.clean(raw, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(ALLOWED), link_rel=None)
        if "{#" in text:
            self._look_at_names(clean)
        return clean, list(dict.fromkeys(self._problems))

    def problems(self, text: str, resolve: Resolve) -> list[Problem]:
        """What is wrong with a text, as `html` would say; a plain one is judged without being converted."""
        references = _references_of_plain(text)
        if references is None:
            return self.html(text, resolve)[1]
        self._problems = [found for name in references if isinstance(found := resolve(name), Problem)]
        if _ITEM.search(text):
            self._look_for_close_lists(text)
        return list(dict.fromkeys(self._problems))

    def _look_at_names(self, clean: str) -> None:
        """The names that `{#name}` gives to paragraphs: each once, and each one that an address can hold."""
        names = [id[2:] for id, _, _ in blocks(clean) if id.startswith("p-")]
        for name in dict.fromkeys(name for n, name in enumerate(names) if name in names[:n]):
            self.problem(
                "duplicate-id",
                tell("two paragraphs have the name `{name}`", name=name),
                tell("give each its own; it is the address of the passage"),
                f"{{#{name}}}",
            )
        for _, before, _ in blocks(clean):
            if wrong := _MISNAMED.search(before):
                self.problem(
                    "bad-id",
                    tell("`{name}` cannot name a paragraph, because it becomes an address", name=wrong[1][:40]),
                    tell("use small Latin letters, digits and single hyphens: `{example}`", example="{#a-name}"),
                    html.unescape(wrong[0]).strip(),
                )

    def _look_for_slips(self, text: str, resolve: Resolve) -> None:
        """What Markdown would print as it stands, and nobody meant so."""
        bare = _CODE.sub(lambda code: " " * len(code[0]), text)
        for found in _HALF_REFERENCE.finditer(bare):
            self.problem(
                "broken-reference",
                tell("`{text}` is no whole reference", text=found[0][:40]),
                tell("write `[[event-id]]`, `[[event-id|words]]` or `[[#figure]]`, with two brackets at each end"),
                found[0],
            )
        for pattern in _HALF_LINKS:
            for found in pattern.finditer(bare):
                words, address = found["words"].strip(), found["address"]
                self.problem(
                    "broken-link",
                    tell("`{text}` is no link, and would stand on the page as it is", text=found[0][:60]),
                    tell(
                        "write the words in square brackets and the whole address in round ones, with nothing between: "
                        "`[{words}]({address})`",
                        words=words[:40],
                        address=address if "://" in address else f"https://{address}",
                    ),
                    found[0],
                )
        for found in _SINGLE_REFERENCE.finditer(bare):
            if isinstance(resolve(found[1]), Target):
                self.problem(
                    "broken-reference",
                    tell("`{text}` has one bracket at each end, and a reference has two", text=found[0]),
                    tell("write `[[{id}]]`", id=found[1]),
                    found[0],
                )
        self._look_for_close_lists(bare)

    def _look_for_close_lists(self, bare: str) -> None:
        if found := _CLOSE_LIST.search(bare):
            self.problem(
                "list-without-gap",
                tell("a list begins right under a paragraph, so it would run on as part of it"),
                tell("leave an empty line above the list"),
                found[1],
            )

    def problem(self, code: str, message: str, help: str, token: str) -> None:
        self._problems.append(Problem(code, message, help, token))


def linkable(address: str) -> bool:
    """Whether a page may link to an address. nh3 is asked too: it silently drops what it cannot read as one."""
    return (
        bool(_ADDRESS.fullmatch(address))
        and (address.lower().startswith("mailto:") or not web_address.problem(address))
        and "href" in nh3.clean(f'<a href="{html.escape(address)}">', url_schemes=set(ALLOWED))
    )


def heading_and_text(text: str) -> tuple[str, str]:
    """A page's title, from its first line `# …`, and the rest."""
    first, _, rest = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n").partition("\n")
    return (first[2:].strip(), rest) if first.startswith("# ") else ("", text)


def written_out(text: str, longest: Callable[[str], int]) -> int:
    """How many characters a text has at most once each `[[reference]]` is written out; `longest` gives the most that
    one without words of its own stands for."""
    bare = (found[1] for found in _PLAIN_REFERENCE.finditer(text) if "|" not in found[0])
    return len(text) + sum(longest(name.strip()) for name in bare)


def _references_of_plain(text: str) -> list[str] | None:
    """The names that a text refers to; None where only a conversion can tell what is in it.

    A text is plain if nothing stands in it that could be a link, a heading, code, HTML or an escape, once
    the references and links that can be no other thing are taken out: what is left can have no fault
    that only Markdown would find. Converting takes fifty times as long.
    """
    rest = "\n" + _PLAIN_REFERENCE.sub(" ", text)
    if "](" in rest:
        rest = _PLAIN_LINK.sub(" ", rest)
    if len(text) > 10_000 or rest.count("*") + rest.count("_") > 100:  # far from what takes Markdown long
        return None
    if _UNPLAIN.search(rest) or _UNPLAIN_LINE.search(rest):
        return None
    return [found[1].strip() for found in _PLAIN_REFERENCE.finditer(text)]


def _too_dense(text: str) -> str:
    """The worst paragraph of a text that would take Python-Markdown too long, or nothing."""
    steps = {
        paragraph: len(paragraph) * len(_OPENERS.findall(paragraph)) for paragraph in re.split(r"\n[ \t]*\n", text)
    }
    return max(steps, key=steps.__getitem__) if sum(steps.values()) > _MOST_STEPS else ""


def with_text(markup: str, change: Callable[[str], str]) -> str:
    """Safe HTML with its texts changed, tags, attributes and code as they are; `change` gives HTML, or none to keep
    one."""
    changed = lambda piece: "" if piece.startswith("<") else change(html.unescape(piece))
    return _TEXT.sub(lambda found: changed(found[0]) or found[0], markup)


def blocks(markup: str) -> list[tuple[str, str, str]]:
    """Safe HTML as its outermost elements, each with its address, `p-name` where `{#name}` at its end gives it one,
    else its place, and parted before its closing tags, where something can be put behind its last word."""
    found: list[tuple[str, str, str]] = []
    depth = start = 0
    for tag in _TAG.finditer(markup):
        if tag[2] in ("br", "hr") and depth:
            continue
        depth += 0 if tag[2] in ("br", "hr") else -1 if tag[1] else 1
        if not depth:
            whole, start = markup[start : tag.end()].strip(), tag.end()
            closing = _CLOSING.search(whole)
            end = closing.start() if closing else len(whole)
            before, after = whole[:end].rstrip(), whole[end:].lstrip()
            name = _NAMED.search(before)
            id = f"p-{name[1]}" if name else f"p{len(found) + 1}"
            found.append((id, before[: name.start()].rstrip() if name else before, after))
    return found


_Match = tuple[str | etree.Element, int, int]  # what stands there instead, and what of the text it stands for


class _RawHtml(InlineProcessor):
    def __init__(self, prose: Prose):
        super().__init__(_RAW_HTML.pattern, None)
        self.prose = prose

    def handleMatch(self, m: re.Match[str], data: str) -> _Match:  # type: ignore[override]  # as its own base does
        self.prose.problem(
            "raw-html",
            tell("`{text}` is HTML, which texts do not use", text=m[0][:40]),
            tell("write Markdown: `**bold**`, `*italic*`, an empty line between paragraphs"),
            m[0],
        )
        return m[0], m.start(0), m.end(0)


class _Reference(InlineProcessor):
    def __init__(self, prose: Prose):
        super().__init__(r"\[\[([^\[\]|\n]{1,120})(?:\|([^\[\]]{1,300}))?\]\]", None)
        self.prose = prose

    def handleMatch(self, m: re.Match[str], data: str) -> _Match:  # type: ignore[override]  # as its own base does
        name, words = m[1].strip(), " ".join((m[2] or "").split())  # the words may run over a line's end
        target = self.prose._resolve(name)
        if isinstance(target, Problem):
            self.prose._problems.append(target)
            return m[0].strip("[]"), m.start(0), m.end(0)
        link = etree.Element("a", {"href": target.href, "class": "figure" if name.startswith("#") else "event"})
        if target.page:
            link.set("hreflang", target.page)
        holder = etree.SubElement(link, "bdi")
        if target.lang and not words:
            holder.set("lang", target.lang)
            holder.set("dir", target.dir)
        holder.text = markdown.util.AtomicString(words or target.text.strip())
        return link, m.start(0), m.end(0)


class _Code(Treeprocessor):
    """Sets code from the left in any text: a page from the right would else show the end of `drawings/` before it."""

    def run(self, root: etree.Element) -> None:
        for tag in ("code", "pre"):
            for element in root.iter(tag):
                element.set("dir", "ltr")


class _Links(Treeprocessor):
    """Names every link whose address a page must not carry, and every picture."""

    def __init__(self, prose: Prose, md: markdown.Markdown):
        super().__init__(md)
        self.prose = prose

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag == "img":
                self.prose.problem(
                    "unsafe-link",
                    tell("pictures are not part of a text"),
                    tell("link to the page that shows it instead"),
                    element.get("src") or "![",
                )
            if element.tag in ("h1", "h5", "h6"):
                self.prose.problem(
                    "bad-heading",
                    tell("a heading in a text is `##`, `###` or `####`: the page's title stands above it"),
                    tell("change the number of `#`"),
                    "".join(element.itertext()),
                )
            href = element.get("href")
            if element.tag == "a" and href is not None and element.get("class") not in ("event", "figure"):
                # Python-Markdown hides the & of an autolinked address behind these two controls.
                address = html.unescape(href.replace("\x02amp\x03", "&"))
                words = html.unescape("".join(element.itertext()).replace("\x02amp\x03", "&"))
                if (named := web_address.named(words)) and named != (web_address.named(address) or named):
                    self.prose.problem(
                        "unsafe-link",
                        tell("the words `{words}` name another site than the link leads to", words=words.strip()[:60]),
                        tell("say in words what is there, or name the site that it is"),
                        href or "]()",
                    )
                if not linkable(address):
                    message = tell("`{address}` is no address that a page may link to", address=address[:60])
                    if _ADDRESS.match(address) and (why := web_address.problem(address)):
                        message = tell("{message}: {why}", message=message, why=why)
                    self.prose.problem(
                        "unsafe-link",
                        message,
                        tell(
                            "link to `https://…`, `http://…` or `mailto:…`, without spaces; to an event with "
                            "`[[its-id]]`"
                        ),
                        href or "]()",
                    )
