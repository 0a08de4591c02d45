"""HTML that others wrote becomes Markdown that our own pages accept.

Paragraphs, line breaks, bold, italic, links, lists, headings and quotations are kept; of all else the words
stay, and what is lost with it is named. Every character that Markdown would read as a mark is escaped.
The result is proven, not hoped for: it is turned into a page's HTML by `prose`, and where that does not
say the same words without a fault, a plainer form is taken.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby
from urllib.parse import quote

from timeline.text.prose import Problem, Prose, linkable

MOST = 80_000  # characters: what is longer is no text for a slide
_DEEPEST = 6  # lists and quotations in one another; what is deeper stands with its parent
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em"}
_HEADINGS = {"h1": "##", "h2": "##", "h3": "###", "h4": "####", "h5": "####", "h6": "####"}
_PARTS = {
    *"p div section article header footer main aside figure figcaption address pre".split(),
    *"dl dt dd tr caption hr center".split(),
    *("table", "thead", "tbody", "tfoot"),
}
_WITHIN = set(
    "span font u small big abbr cite q mark code time label tt kbd samp var dfn bdi bdo wbr nobr td th ins html "
    "body".split()
)
# With these goes what they hold, and with these only a meaning: struck words are words again.
_GONE = set(
    "script style iframe object svg math video audio canvas template noscript select textarea head title button".split()
)
_CHANGED = {"sub", "sup", "s", "del", "strike", "table"}

# Python's parser looks for the end of what is no whole tag again and again; so only whole tags reach it.
_COMMENT = re.compile(r"<!--(?:(?!--)[^<]|-(?!->)|<(?!!--))*+-->|<[!?][^<>]*+>")
_NO_TAG = re.compile(r"""<(?!/?[A-Za-z](?>[^<>"']|"[^"]{0,2000}"|'[^']{0,2000}')*+>)""")

_MARK = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])")
_AT_START = re.compile(r"([0-9]+)([.)])(?=\s|$)|([-+#>])|(=)")
_BARE = re.compile(r"https?://[^\s<>\"«»“”]+")
_SPACE = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*|[ \t\r\f\v]+")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_UNSAFE = re.compile(r"[\s<>\"\\^`{|}()\[\]*\x00-\x1f]|;")


@dataclass(frozen=True)
class Converted:
    """Markdown, what was lost on the way (`<iframe>`), and what is wrong with it where nothing could be made."""

    text: str
    lost: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass
class _Run:
    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass
class _Block:
    """A container (`root`, `ul`, `ol`, `li`, `blockquote`) with blocks, or a leaf (`p`, `##`) with runs."""

    kind: str
    blocks: list[_Block] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)


def markdown(source: str, prose: Prose) -> Converted:
    """Some HTML, or plain text with empty lines between its paragraphs, as Markdown without a fault."""
    reader = _read(source)
    wanted = "".join(_words(reader.root).split())
    problems: list[Problem] = []
    for write in (_Writer(emphasis=True), _Writer(emphasis=False), _Writer(emphasis=False, bare=True)):
        text = write.blocks(reader.root.blocks)
        page, problems = prose.html(text, lambda name: Problem("unknown-event", name, "", name))
        if not problems and "".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split()) == wanted:
            return Converted(text, tuple(reader.lost))
    return Converted("", tuple(reader.lost), problems[0] if problems else Problem("bad-value", "", "", ""))


def plain(source: str) -> str:
    """Some HTML as one line of plain text."""
    return " ".join(_words(_read(source).root).split())


def links(source: str) -> bool:
    """Whether some HTML holds a link that would be kept."""
    return any(run.href for leaf in _leaves(_read(source).root) for run in leaf.runs)


def address(text: str) -> str:
    """An address as a page may link to it, with what Markdown or HTML would stumble over encoded; else nothing."""
    text = text.strip()
    text = f"https:{text}" if text.startswith("//") else text
    safe = _UNSAFE.sub(lambda sign: quote(sign[0], safe="") if sign[0] != ";" else "%3B", text)
    return safe if len(safe) <= 2000 and linkable(safe) else ""


def link(words: str, href: str) -> str:
    """A link in Markdown; `href` is one that `address` gave, `words` are plain."""
    return f"[{_escaped(words)}]({href})" if words else f"<{href}>"


def _read(source: str) -> _Reader:
    reader = _Reader()
    reader.feed(_NO_TAG.sub("&lt;", _COMMENT.sub("", source[:MOST])))
    reader.close()
    return reader


def _leaves(block: _Block) -> list[_Block]:
    return [block] if block.runs else [leaf for inner in block.blocks for leaf in _leaves(inner)]


def _words(block: _Block) -> str:
    return "\n".join("".join(run.text for run in leaf.runs) for leaf in _leaves(block))


class _Reader(HTMLParser):
    """Builds the blocks; keeps to what a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Block("root")
        self.stack: list[tuple[str, _Block]] = [("root", self.root)]
        self.leaf: _Block | None = None
        self.bold = self.italic = 0
        self.href, self.gone = "", ""
        self.lost: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.gone:
            return
        if tag in _GONE:
            self.lost[f"<{tag}>"] = None
            self.gone = tag
        elif tag in _BOLD or tag in _ITALIC:
            self.bold += tag in _BOLD
            self.italic += tag in _ITALIC
        elif tag == "a":
            target = dict(attrs).get("href") or ""
            self.href = address(target)
            if target and not self.href:
                self.lost[f"<a href={target[:40]}>"] = None
        elif tag == "br":
            self._leaf("p").runs.append(_Run("\n"))
        elif tag in _HEADINGS:
            self.leaf = None
            if len(self.stack) == 1:
                self._leaf(_HEADINGS[tag])
        elif tag == "li":
            self._close({"li"}, {"ul", "ol"})
            if self.stack[-1][1].kind in ("ul", "ol"):
                self._open(tag)
            self.leaf = None
        elif tag in ("ul", "ol", "blockquote"):
            self._open(tag)
        elif tag in _PARTS:
            self.leaf = None
            if tag in _CHANGED:
                self.lost[f"<{tag}>"] = None
        elif tag not in _WITHIN:
            self.lost[f"<{tag[:30]}>"] = None
        elif tag in ("td", "th"):
            self._text(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.gone:
            self.gone = "" if tag == self.gone else self.gone
        elif tag in _BOLD:
            self.bold = max(0, self.bold - 1)
        elif tag in _ITALIC:
            self.italic = max(0, self.italic - 1)
        elif tag == "a":
            self.href = ""
        elif tag in ("ul", "ol", "li", "blockquote"):
            self._close({tag}, set())
        elif tag in _HEADINGS or tag in _PARTS:
            self.leaf = None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # `<b/>` opens in HTML as `<b>` does

    def handle_data(self, data: str) -> None:
        if self.gone:
            return
        first, *rest = _BLANK_LINE.split(data)
        self._text(first)
        for text in rest:
            self.leaf = None
            self._text(text)

    def _text(self, text: str) -> None:
        if self.leaf is None and not text.strip():
            return
        run = _Run(_SPACE.sub(" ", text), self.bold > 0, self.italic > 0, self.href)
        if run.text:
            self._leaf("p").runs.append(run)

    def _leaf(self, kind: str) -> _Block:
        if self.leaf is None:
            self.leaf = _Block(kind)
            parent = self.stack[-1][1]
            if parent.kind in ("ul", "ol"):  # words between a list's items
                parent.blocks.append(parent := _Block("li"))
            parent.blocks.append(self.leaf)
        return self.leaf

    def _open(self, tag: str) -> None:
        self.leaf = None
        parent = self.stack[-1][1]
        if len(self.stack) > _DEEPEST:
            self.stack.append((tag, parent))
            return
        if parent.kind in ("ul", "ol") and tag != "li":
            parent.blocks.append(parent := _Block("li"))
        block = _Block(tag)
        parent.blocks.append(block)
        self.stack.append((tag, block))

    def _close(self, tags: set[str], unless: set[str]) -> None:
        """Closes the innermost of some containers, where none of `unless` stands within it."""
        for n in range(len(self.stack) - 1, 0, -1):
            if self.stack[n][0] in unless:
                return
            if self.stack[n][0] in tags:
                del self.stack[n:]
                self.leaf = None
                return


@dataclass(frozen=True)
class _Writer:
    """Blocks as Markdown; `bare` writes the words alone, in paragraphs."""

    emphasis: bool
    bare: bool = False

    def blocks(self, blocks: list[_Block]) -> str:
        return "\n\n".join(filter(None, map(self.block, blocks)))

    def block(self, block: _Block) -> str:
        if block.kind in ("root", "li") or self.bare and block.blocks:
            return self.blocks(block.blocks)
        if block.kind in ("ul", "ol"):
            return self.list(block)
        if block.kind == "blockquote":
            return "\n".join(f"> {line}".rstrip(" ") for line in self.blocks(block.blocks).split("\n") if block.blocks)
        text = self.runs(block.runs)
        if block.kind == "p" or self.bare or not text:
            return text
        return f"{block.kind} {text.replace(chr(10), ' ')}"

    def list(self, block: _Block) -> str:
        items = []
        for number, item in enumerate(block.blocks, 1):
            text = self.blocks(item.blocks)
            mark = f"{number}." if block.kind == "ol" else "-"
            if not text or not item.blocks[0].runs:  # a list alone within an item
                items.append(text)
                continue
            first, *rest = text.split("\n")
            items.append("\n".join([f"{mark} {first}", *(f"    {line}" if line else "" for line in rest)]))
        close = all("\n" not in item for item in items)
        return ("\n" if close else "\n\n").join(filter(None, items))

    def runs(self, runs: Iterable[_Run]) -> str:
        text = "".join(self.linked(href, list(group)) for href, group in groupby(runs, key=lambda run: run.href))
        lines = [re.sub(" +", " ", line).strip() for line in text.split("\n")]
        return "  \n".join(
            _AT_START.sub(_guard, line, count=1) if _AT_START.match(line) else line for line in lines if line
        )

    def linked(self, href: str, runs: Sequence[_Run]) -> str:
        if not href or self.bare:
            return "".join(
                self.marked("".join(run.text for run in group), *style, bare=not self.bare)
                for style, group in groupby(runs, key=lambda run: (run.bold, run.italic))
            )
        words = "".join(run.text for run in runs).replace("\n", " ")
        inner = words.strip()
        if not inner:
            return words
        before, after = _around(words)
        if inner == href:
            return f"{before}<{href}>{after}"
        return f"{before}[{_escaped(inner)}]({href}){after}"

    def marked(self, text: str, bold: bool, italic: bool, bare: bool) -> str:
        inner, mark = text.strip(), "*" * (2 * bold + italic) if self.emphasis else ""
        written = _with_links(inner) if bare else _escaped(inner)
        before, after = _around(text)
        return f"{before}{mark}{written}{mark}{after}" if inner else text


def _around(text: str) -> tuple[str, str]:
    """The space before a text and the space after it, line breaks among it."""
    start = len(text) - len(text.lstrip())
    return text[:start], text[len(text.rstrip()) :] if text.strip() else ""


def _with_links(text: str) -> str:
    """A text in which the addresses are links, as TimelineJS makes them."""
    parts, end = [], 0
    for found in _BARE.finditer(text):
        written = found[0].rstrip(".,;:!?'\")]}،؛؟")
        if address(written) == written:
            parts += [_escaped(text[end : found.start()]), f"<{written}>"]
            end = found.start() + len(written)
    return "".join(parts) + _escaped(text[end:])


def _escaped(text: str) -> str:
    text = re.sub(r"&(?=#?\w+;)", "&amp;", _MARK.sub(r"\\\g<0>", text))
    return text.replace("<", "&lt;")


def _guard(found: re.Match[str]) -> str:
    """The start of a line that Markdown would take for a list, a heading, a quotation or a rule."""
    if found[1]:
        return f"{found[1]}\\{found[2]}"
    return "&#61;" if found[4] else f"\\{found[3]}"
