"""What each engine keeps of our stylesheets: a declaration or a rule that it drops is known here, with the reason."""

from __future__ import annotations

import json
import re

from tests import stylesheets

# Dropped by an engine, and no loss. Everything else that a stylesheet says, both engines must understand.
WITHOUT = {
    "webkit": {
        "forced-color-adjust": "no forced colours there",
        "text-size-adjust": "for phones, which know it under one of its two names",
        "-webkit-text-size-adjust": "for phones, which know it under one of its two names",
        "::-moz-progress-bar": "beside the same for WebKit",
    },
    "firefox": {
        "orphans": "50-print.css tells Firefox by it; a paragraph may be parted after a line",
        "widows": "as orphans",
        "text-wrap": "`pretty` only: lines break as ever",
        "-webkit-text-size-adjust": "beside the name without a prefix",
        "text-size-adjust": "for phones, which know it under one of its two names",
    },
}
# What stands in the margins of a page, which only Chromium prints, and what no browser is sent.
UNASKED = re.compile(r"@(?:top|bottom)-|@import ")
TOKENS = {one.name: one.value for _, one in reversed(stylesheets.every()) if one.name.startswith("--")}


def spelt_out(value: str) -> str:
    """A value with those of the custom properties in it: with `var()` in it an engine takes anything for good."""
    while found := re.search(r"var\((--[\w-]+)(?:,\s*([^()]*))?\)", value):
        value = value.replace(found[0], TOKENS.get(found[1]) or found[2])
    return value


def asked(engine, function: str, what: list) -> list:
    """Those of a list that a function of a fresh stylesheet says no to."""
    expression = f"(sheet => {json.dumps(what)}.filter(one => !({function})(sheet, one)))(new CSSStyleSheet())"
    return engine.ask(expression)


def test_every_declaration_is_kept(engine):
    """Each on its own, because a later one hides that an earlier was dropped."""
    engine.open("about:blank")
    every = {
        (one.name, spelt_out(one.value))
        for _, one in stylesheets.every()
        if one.name
        and not one.name.startswith("--")
        and not any(at.startswith(("@page", "@font-face")) for at in one.within)
    }
    kept = "(sheet, [name, value]) => { sheet.replaceSync(`x { ${name}: ${value} }`); return sheet.cssRules[0].style.length }"
    dropped = asked(engine, kept, sorted(every))
    assert len(every) > 500
    assert [one for one in dropped if one[0] not in WITHOUT[engine.name]] == []
    assert all(value == "pretty" for name, value in dropped if name == "text-wrap")


def test_every_rule_is_kept(engine):
    """Selectors, and the conditions of at-rules."""
    engine.open("about:blank")
    rules = {one.within[-1].replace("&", ":scope") for _, one in stylesheets.every() if not one.name}
    rules = sorted(rule for rule in rules if not UNASKED.match(rule) and not re.search(r"@layer .*,", rule))
    kept = """(sheet, rule) => {
        sheet.replaceSync(rule + (rule.startsWith("@") ? " { }" : " { color: red }"));
        return sheet.cssRules.length && !/not all/.test(sheet.cssRules[0].media?.mediaText);
    }"""
    dropped = asked(engine, kept, rules)
    assert len(rules) > 500
    assert [rule for rule in dropped if not any(name in rule for name in WITHOUT[engine.name])] == []


def test_what_an_engine_drops_is_noticed(engine):
    """The test of the tests above: what WebKit and Firefox are known to drop is found, and what is kept is not."""
    engine.open("about:blank")
    kept = "(sheet, rule) => { sheet.replaceSync(rule); return sheet.cssRules[0]?.style?.length }"
    wrong = {"webkit": "a { text-decoration: underline 2px }", "firefox": "a { orphans: 3 }"}[engine.name]
    rules = [
        wrong,
        "a { text-decoration-line: underline; text-decoration-thickness: 2px }",
        "a::-nonsense { color: red }",
    ]
    assert asked(engine, kept, rules) == [wrong, rules[-1]]
