"""Which content files a page comes from, read off the page itself.

For people who ask (`build.py explain`) and for messages, never for deciding what to make: a page's
view already holds all it may show, and every record that it names, it names by its address.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from timeline.edition import views
from timeline.records.resolve import ADDRESSED, Timeline

_ADDRESS = re.compile(rf"/({'|'.join(ADDRESSED)})/([a-z0-9-]+)\.html")
_COUNTING = (views.TermList, views.SourceList, views.YearList, views.Search)  # they show how many events each entry has


def origins(timeline: Timeline, page: views.Page) -> Collection[str]:
    """The content files that a page comes from, sorted."""
    found = {"content/site.yaml"}
    language, _, rest = page.path.partition("/")
    slug = rest.partition("/")[0]
    if isinstance(page.subject, views.StaticPage):
        found.add(timeline.pages[language, slug].path)
    if isinstance(page.subject, _COUNTING):
        found |= {entry.file.path for entry in timeline.events.values()}
    for kind, id in set(_ADDRESS.findall(f"{page.path!r} {page.subject!r}")):
        if entry := timeline.kinds[kind].get(timeline.aliases.get((kind, id), id)):
            found.add(entry.file.path)
    if "Figure(" in repr(page.subject):
        found |= {entry.file.path for entry in timeline.kinds["measures"].values()}
    return sorted(found)
