"""A record's pictures in one language: what is seen, who made it, why it may be shown, in which sizes it is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from timeline.edition import views
from timeline.records import fragments, schema

if TYPE_CHECKING:
    from timeline.edition.edition import Edition

_CC = re.compile(r"CC-([A-Z-]+)-([0-9.]+)")
_COMMONS = "https://creativecommons.org"


def pictures(edition: Edition, records: Sequence[schema.Picture]) -> tuple[views.Picture, ...]:
    """The pictures of an event, a source or a step, still without the numbers of their notes."""
    return tuple(_picture(edition, n, record) for n, record in enumerate(records, 1))


def _picture(edition: Edition, n: int, record: schema.Picture) -> views.Picture:
    media = edition.timeline.media[record.file]
    link = record.video or record.sound or ""
    return views.Picture(
        id=fragments.picture(n, record.id),
        path=media.largest.path,
        width=media.largest.width,
        height=media.largest.height,
        sizes=tuple(views.PictureSize(*size) for size in media.sizes),
        type=media.type,
        alt=edition.text(record.alt) if isinstance(record.alt, dict) else "",
        caption=edition.text(record.caption),
        credit=edition.text(record.credit),
        date=edition.dated(record.date) if record.date else None,
        licence=licence(edition, record.licence) if record.licence else None,
        reason=edition.text(record.reason),
        citations=edition.cited(record.sources),
        plays="video" if record.video else "sound" if record.sound else "",
        link=link,
        host=(urlsplit(link).hostname or "").removeprefix("www."),
        remarks=edition.remarks(record),
    )


def licence(edition: Edition, record: schema.Licence | str) -> views.Licence:
    """A licence as a page names it: one that the record has itself, or one of `field_types.LicenceName`."""
    if isinstance(record, schema.Licence):
        return views.Licence(edition.text(record.name), record.address, record.spdx or "")
    if record == "public-domain":
        name = edition.language.words["public_domain"]
        return views.Licence(name, f"{_COMMONS}/publicdomain/mark/1.0/", "CC-PDM-1.0")
    if found := _CC.fullmatch(record):
        terms, version = found.groups()
        name = edition.mixed(f"CC {terms} {version}")
        return views.Licence(name, f"{_COMMONS}/licenses/{terms.lower()}/{version}/", record)
    return views.Licence(edition.mixed("CC0 1.0"), f"{_COMMONS}/publicdomain/zero/1.0/", record)
