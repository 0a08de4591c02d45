"""No stylesheet has what tears joined letters, or a shorthand that an engine drops whole. tests/engines/ asks engines."""

from __future__ import annotations

import re

import pytest

from tests import stylesheets
from tests.conftest import PROJECT

# What styles letters one by one, or parts them: no script that joins can bear it, and a heading that is Latin today
# has an Arabic name in it tomorrow. So nobody may have it at all, under no condition.
PER_LETTER = (
    "font-feature-settings", "font-kerning", "font-variant", "font-variant-alternates", "font-variant-caps",
    "font-variant-east-asian", "font-variant-ligatures", "font-variant-position", "hyphens", "initial-letter", "letter-spacing",
    "line-break", "text-combine-upright", "text-justify", "text-orientation", "text-transform", "-webkit-text-stroke",
    "-webkit-text-stroke-width", "word-break", "writing-mode",
)  # fmt: skip
LETTERS = re.compile(r"::?-?[a-z-]*first-(?:letter|line)\b")


def torn(css: str) -> list[str]:
    """The rules and declarations of a stylesheet that style letters one by one."""
    return [
        str(one)
        for one in stylesheets.declared(css)
        if LETTERS.search(" ".join(one.within))
        or one.name.lower() in PER_LETTER
        or re.search(r"\b(?:small|petite)-caps\b", one.value)
    ]


@pytest.mark.parametrize("path", stylesheets.SHEETS, ids=lambda path: path.name)
def test_no_style_touches_letters_one_by_one(path):
    assert torn(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "css",
    (
        "h1::first-letter { text-transform: uppercase }",
        "@layer a { @media print { .x:first-letter { color: red } } }",
        "p::first-line { font-weight: 700 }",
        ".a { .b & { letter-spacing: 0.1em } }",
        "@supports (color: red) { :lang(en) { text-transform: uppercase } }",
        "b { font: small-caps 1em serif }",
        "b { FONT-VARIANT: all-small-caps }",
    ),
)
def test_such_a_style_is_found(css):
    """However deep it stands, and for whatever language."""
    assert torn(css)


def test_nor_does_an_attribute_or_a_script():
    """Nothing of the kind in what templates, the engine and scripts write: styles within an element, attributes of SVG."""
    camel = lambda name: re.sub(r"-(\w)", lambda found: found[1].upper(), name.lstrip("-"))
    hyphened = [name for name in PER_LETTER if "-" in name]  # `hyphens` is a word that a comment may end with
    names = [*hyphened, *map(camel, hyphened), "textLength", "lengthAdjust"]
    asked = re.compile(
        rf"""(?<![\w-])(?:{"|".join(map(re.escape, names))})["']?\]?\s*[:=]|<textPath|first-(?:letter|line)"""
    )
    files = [p for p in (PROJECT / "templates").rglob("*") if p.suffix in (".html", ".svg", ".js", ".atom")]
    files += sorted((PROJECT / "timeline").rglob("*.py"))
    assert len(files) > 100
    assert [(p.name, found[0]) for p in files for found in asked.finditer(p.read_text("utf-8"))] == []
    assert (
        asked.search('<text letter-spacing="1">')
        and asked.search("style.textTransform = x")
        and asked.search('textLength="9"')
    )


def test_a_decoration_with_a_style_is_written_in_full():
    """WebKit reads `text-decoration` with a line alone, and drops it whole where it has a thickness or a style too."""
    short = [(path.name, one) for path, one in stylesheets.every() if one.name == "text-decoration"]
    assert len(short) > 10
    assert [(name, str(one)) for name, one in short if one.value not in ("none", "underline", "inherit")] == []


def test_a_page_rule_names_one_page():
    """WebKit drops an `@page` with a list of names whole."""
    pages = [one.within[-1] for _, one in stylesheets.every() if one.within[-1].startswith("@page")]
    assert len(pages) > 5 and not [page for page in pages if "," in page]
