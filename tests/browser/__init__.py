"""Tests in a real Chromium."""

# A page of every kind, in both languages; test_pages.py holds it to that.
KINDS = (
    "index.html",
    "events/index.html",
    "events/2016-02-05-twitter-125000.html",
    "events/2014-09-02-thousand-accounts-claim.html",
    "events/2016-08-twitter-235000.html",
    "browse/index.html",
    "years/index.html",
    "years/2016.html",
    "topics/index.html",
    "topics/suspensions.html",
    "actors/index.html",
    "actors/twitter.html",
    "places/index.html",
    "places/ischia.html",
    "map/index.html",
    "periods/index.html",
    "periods/twitter-first-count.html",
    "sources/index.html",
    "sources/unnamed-2016-08.html",
    "source-kinds/study.html",
    "figures/index.html",
    "disagreements/index.html",
    "standings/index.html",
    "standings/claimed.html",
    "story/index.html",
    "paths/index.html",
    "paths/how-a-number-becomes-a-headline.html",
    "paths/how-a-number-becomes-a-headline/sheet.html",
    "paths/how-a-number-becomes-a-headline/short.html",
    "paths/what-suspension-did-to-a-network/slides.html",
    "paths/who-asked-whom-for-what/answers.html",
    "selection/index.html",
    "data/index.html",
    "record/index.html",
    "record/2016.html",
    "search/index.html",
    "about/index.html",
)
# Those that are no edition's own.
OTHERS = (
    "parallel/events/2016-08-twitter-235000.html",
    "parallel/paths/who-asked-whom-for-what.html",
    "embed/en/paths/how-a-number-becomes-a-headline.html",
    "embed/en/events/2016-02-05-twitter-125000.html",
    "embed/ar/events/2014-09-02-thousand-accounts-claim.html",
)
PAGES = ("index.html", "404.html", *OTHERS, *(f"{code}/{page}" for code in ("en", "ar") for page in KINDS))
PHONE = {"width": 360, "height": 800}
DESK = {"width": 1280, "height": 800}
