"""A period in one language, as its page shows it and the list of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline import addresses
from timeline.edition import views

if TYPE_CHECKING:
    from timeline.edition.edition import Edition


def period(edition: Edition, id: str) -> views.Period:
    record = edition.timeline.periods[id].record
    wholly = sum(fall.wholly for fall in edition.timeline.happened.get(id, ()))
    return views.Period(
        id=id,
        path=addresses.record(edition.code, "periods", id),
        name=edition.text(record.name),
        date=edition.dated(record.date),
        summary=edition.text(record.summary),
        count=edition.language.count("events", wholly) if wholly else "",
        citations=edition.cited(record.sources),
        remarks=edition.remarks(record),
        other_names=tuple(map(edition.mixed, record.other_names.get(edition.code, ()))),
    )
