"""Arabic letters stand joined, as the width of each word shows: it is that of the same word without any rule of ours."""

from __future__ import annotations

import pytest

from tests.engines import EMBEDDED

PAGES = (
    "ar/index.html",
    "ar/events/2014-09-02-thousand-accounts-claim.html",
    "ar/figures/index.html",
    "ar/story/index.html",
    "ar/search/index.html?q=تويتر",
    "parallel/events/2016-08-twitter-235000.html",
    EMBEDDED,
)
# Every Arabic word of the page that is shown, beside the same text in an element that no rule knows: [how many, those of
# another width, by more than the engine is exact].
TORN = r"""(exact => {
    const texts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, element = node.parentElement;
        if (!/\p{Script=Arabic}{2}/u.test(node.data) || !element.getClientRects().length || element.closest("svg, option, details:not([open]) > :not(summary)")) continue;
        const plain = document.createElement("x-plain"), style = getComputedStyle(element);
        plain.style.all = "initial";
        for (const name of ["fontFamily", "fontSize", "fontWeight", "fontStyle", "direction"]) plain.style[name] = style[name];
        Object.assign(plain.style, { position: "absolute", insetBlockStart: 0, insetInlineStart: 0, whiteSpace: "pre" });
        plain.lang = element.closest("[lang]").lang;
        plain.textContent = node.data;
        texts.push([node, plain]);
    }
    document.body.append(...texts.map(([, plain]) => plain));
    const range = document.createRange();
    const width = (node, from, to) => {
        range.setStart(node, from);
        range.setEnd(node, to);
        return [...range.getClientRects()].reduce((sum, box) => sum + box.width, 0);
    };
    let all = 0;
    const torn = [];
    for (const [node, plain] of texts) {
        for (const { 0: word, index } of node.data.matchAll(/[\p{Script=Arabic}\p{M}]{2,}/gu)) {
            const shown = width(node, index, index + word.length);
            const alone = width(plain.firstChild, index, index + word.length);
            all += 1;
            if (Math.abs(shown - alone) > exact) torn.push([node.parentElement.localName, word, shown, alone]);
        }
    }
    texts.forEach(([, plain]) => plain.remove());
    return [all, torn];
})"""


@pytest.mark.parametrize("path", PAGES)
def test_letters_are_joined(engine, served, path):
    """Headings, large numbers and all other text, in the width of a desk's window."""
    engine.open(served + path)
    words, torn = engine.ask(f"{TORN}({engine.exact})")
    assert words > 20 and torn == []


def test_a_rule_that_tears_them_is_noticed(engine, served):
    """The rule that once cut off the first letter of every heading, in both engines."""
    engine.open(f"{served}ar/actors/twitter.html")
    rule = "h1::first-letter { text-transform: uppercase }"
    engine.ask(f"(s => {{ s.replaceSync({rule!r}); document.adoptedStyleSheets = [s] }})(new CSSStyleSheet())")
    _, torn = engine.ask(f"{TORN}({engine.exact})")
    assert [(tag, word) for tag, word, *_ in torn] == [("h1", "تويتر")]
