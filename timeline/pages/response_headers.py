"""What a browser may do with our pages, and how long it may keep them: the response headers, for any host.

One Content-Security-Policy (W3C, level 3) for all pages, without `unsafe-*`: no style or script
within a page, no other host. It stands in every page, so that it holds from a disk too. All headers
stand in `_headers`, where hosts such as Netlify and Cloudflare Pages look for them, and in
docs/nginx.conf, which a test keeps equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from timeline import addresses
from timeline.pages.page_maker import Maker, Shown, alone
from timeline.target import Target

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "base-uri 'self'",  # 404.html says where the site's root is
        "form-action 'self'",  # the search field
        # No script of ours asks for anything (from a disk it could not). But who judges a page from within it, as
        # Lighthouse does, asks for robots.txt, and a page of the preview listens to whoever serves it. Of the site
        # itself, which is public, a script learns nothing by that, and it can tell nobody else.
        "connect-src 'self'",
    )
)
# Who may show a page in a frame of theirs: what a page cannot say of itself. A policy of its own beside the
# first, because hosts add up the rules that fit an address: what `/*` forbade, no later rule could allow, and
# pages made to be embedded shall be.
FRAMING = "frame-ancestors 'self'"
EVERYWHERE = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
FOR_EVER = "public, max-age=31536000, immutable"  # what has its content's digest in its name
SHARED = ("Access-Control-Allow-Origin", "*")  # data that pages and notebooks elsewhere may read
A_WEEK = "public, max-age=604800"  # a font, which keeps its name


class HeaderRule(NamedTuple):
    """Response headers, and the addresses they are for."""

    path: str
    headers: tuple[tuple[str, str], ...]


class Headers(NamedTuple):
    rules: tuple[HeaderRule, ...]


def pages(makers: Mapping[str, Maker]) -> Iterator[Target]:
    page = alone(addresses.HEADERS, Shown("", "", Headers(rules(makers))))
    yield Target(addresses.HEADERS, "headers.txt", page, next(iter(makers.values())).frame)


def rules(editions: Iterable[str]) -> tuple[HeaderRule, ...]:
    """The headers by the addresses they are for, `*` standing for anything; several may fit one address.

    No two say `Cache-Control` of one address, because hosts would join the two. A page has none: both
    hosts then have browsers ask each time whether it has changed.
    """
    pages = ("/", "/index.html", *(f"/{code}/*" for code in editions), "/parallel/*")  # and none of /embed/*
    named = ("/assets/*.css", "/assets/*.js", "/search/*", "/selection/*", "/media/*")
    kept = dict.fromkeys(named, FOR_EVER) | {"/assets/*.woff2": A_WEEK}
    return (
        HeaderRule("/*", EVERYWHERE),
        *(HeaderRule(path, (("Content-Security-Policy", FRAMING),)) for path in pages),
        *(HeaderRule(path, (("Cache-Control", time),)) for path, time in kept.items()),
        HeaderRule("/data/*", (SHARED,)),
    )
