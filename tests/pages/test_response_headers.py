"""The policy that pages and hosts give: nothing from elsewhere, nothing inline."""

from __future__ import annotations

from timeline.pages.response_headers import POLICY


def test_policy_starts_from_nothing_and_never_allows_the_unsafe():
    """Whatever is not named is refused, and what is named comes from the site itself."""
    directives = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert directives.pop("default-src") == "'none'"
    assert set(directives.values()) == {"'self'"}


def test_every_page_and_the_headers_carry_it(site):
    """The policy stands in each page, before anything that it governs, and in the file of response headers."""
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8").replace("&#39;", "'")
        assert text.index(POLICY) < text.index("stylesheet"), path
    assert f"/*\n  Content-Security-Policy: {POLICY}\n" in (site / "_headers").read_text("utf-8")
