"""The description of all downloads for machines: a Data Package (https://specs.frictionlessdata.io, version 1).

It says of each file how long it is and what its digest is, and of each table what its columns hold, in every
language of the site.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping

from timeline.downloads import datasets
from timeline.downloads.columns import Column, Dataset
from timeline.edition import views
from timeline.edition.contributions import Whole
from timeline.records.languages import Language
from timeline.records.timeline import Timeline

# A resource: its file's name, its media type, the key of its description, what it holds.
Resource = tuple[str, str, str, Iterable[bytes]]


def made(whole: Whole, files: Iterable[Resource]) -> bytes:
    """The descriptor. Files with the name of a table are described as that table."""
    timeline, editions, _ = whole
    tables = {f"{table.name}.csv": table for table in datasets.tables(timeline, editions)}
    site = timeline.site
    package = {
        "profile": "data-package",
        "name": "timeline",
        "title": " · ".join(views.plain(edition.title) for edition in editions.values()),
        "description": "\n\n".join(views.plain(edition.tagline) for edition in editions.values()),
        "homepage": site.address,
        "version": timeline.latest[:10],
        "licenses": _licences(timeline),
        "contributors": _contributors(whole),
        "credit": {code: edition.credit for code, edition in editions.items()},
        "languages": list(editions),
        "resources": [_resource(*file, whole, tables) for file in files],
    }
    return (json.dumps({k: v for k, v in package.items() if v}, ensure_ascii=False, indent=1) + "\n").encode()


def _contributors(whole: Whole) -> list[dict[str, str]]:
    """Who publishes it all, where that is said."""
    named = [edition.publisher for edition in whole.editions.values() if edition.publisher]
    if not named:
        return []
    title = " · ".join(dict.fromkeys(views.plain(publisher.name) for publisher in named))
    first = named[0]
    said = {"title": title, "role": "publisher", "path": first.address, "email": first.mailbox}
    return [{key: value for key, value in said.items() if value}]


def _licences(timeline: Timeline) -> list[dict[str, str]]:
    licence = timeline.site.licence
    if not licence:
        return []
    name = {"name": licence.spdx} if licence.spdx else {}
    return [{**name, "path": licence.address, "title": next(iter(licence.name.values()))}]


def _resource(
    name: str, media: str, words: str, data: Iterable[bytes], whole: Whole, tables: Mapping[str, Dataset]
) -> dict[str, object]:
    languages = [edition.language for edition in whole.editions.values()]
    stem, _, format = name.rpartition(".")
    size, total = 0, hashlib.sha256()
    for piece in data:
        size += len(piece)
        total.update(piece)
    resource = {
        "name": stem.replace(".", "-").lower() if name in tables else name.replace(".", "-").lower(),
        "path": name,
        "description": _described(words, languages),
        "format": format,
        "mediatype": media,
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{total.hexdigest()}",
    }
    if name not in tables:
        return resource | {"profile": "data-resource", "type": "file"}
    return resource | {"profile": "tabular-data-resource", "schema": _schema(tables[name], whole, tables)}


def _schema(table: Dataset, whole: Whole, tables: Mapping[str, Dataset]) -> dict[str, object]:
    languages = [edition.language for edition in whole.editions.values()]
    days = [n for n, column in enumerate(table.columns) if column.kind == "date"]
    held = {n: set[str]() for n in days}
    for row in datasets.rows(table, whole):
        for n in days:
            held[n].add(row[n])
    fields = [_field(column, held.get(n, ()), languages) for n, column in enumerate(table.columns)]
    keys = [
        {"fields": column.name, "reference": {"resource": column.points, "fields": "id"}}
        for column in table.columns
        if f"{column.points}.csv" in tables
    ]
    key = list(table.key) if len(table.key) > 1 else table.key[0]
    return {"fields": fields, "primaryKey": key, "missingValues": [""], **({"foreignKeys": keys} if keys else {})}


def _field(column: Column, days: Iterable[str], languages: list[Language]) -> dict[str, object]:
    """A column; `days` are what it holds, where that is days."""
    kind = column.kind
    if kind == "date" and not all(re.fullmatch(r"(?!0000)\d{4}.{6}", day) for day in days if day):
        kind = "string"  # a day that no calendar of a program has
    field = {"name": column.name, "type": kind, "description": _described(column.words, languages, column.language)}
    return field | ({"constraints": {"required": True}} if column.needed else {})


def _described(words: str, languages: list[Language], language: str = "") -> str:
    """What something is, a paragraph in each language; with the name of the language that its texts are in."""
    own = next((f" ({other.name})" for other in languages if other.code == language), "")
    return "\n\n".join(f"{other.words[words]}{own}" for other in languages)
