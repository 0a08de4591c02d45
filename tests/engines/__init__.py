"""Tests in WebKit and in Firefox: what Chromium alone would not show. Nothing is compared by its pixels."""

# A page of most kinds in both languages, those that set the two side by side among them.
KINDS = (
    "index.html",
    "events/2014-09-02-thousand-accounts-claim.html",
    "figures/index.html",
    "standings/claimed.html",
    "paths/how-a-number-becomes-a-headline.html",
    "selection/index.html",
    "search/index.html",
)
BESIDE = ("parallel/events/2016-08-twitter-235000.html", "parallel/paths/who-asked-whom-for-what.html")
EMBEDDED = "embed/ar/events/2014-09-02-thousand-accounts-claim.html"
PAGES = (*(f"{code}/{kind}" for code in ("ar", "en") for kind in KINDS), *BESIDE, EMBEDDED)
