"""What a browser may do with our pages: load files of this site, and nothing else.

One Content-Security-Policy (W3C, level 3) for all pages, without `unsafe-*`: no style or script
within a page, no other host. It stands in every page, so that it holds from a disk too, and in
`_headers`, the file in which hosts such as Netlify and Cloudflare Pages look for response headers.
"""

from __future__ import annotations

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "base-uri 'self'",  # 404.html says where the site's root is
        "form-action 'self'",  # the search field
    )
)
