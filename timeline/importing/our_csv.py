"""Our own CSV: an event a row, a column for each plain field, and for each language where a field has languages.

`id`, `date` (EDTF), `title_en`, `summary_en`, `body_en` and the same for each language of the site, `topics`,
`actors`, `places`, `about_places`, `aliases` (ids, with `;` between them) and `sources` (`id`, or `id@where in it`,
with `;` between them; a `;` that belongs to the text is written `\\;`).

What is given out as CSV is written by the same rules, with columns of what follows from the others (`ADDED`). A
cell that a spreadsheet would run as a formula has an apostrophe before it, which is taken away again here.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.faults.diagnostic import WARNING, Diagnostic, listed, tell
from timeline.faults.near import near, offer
from timeline.importing import column_names, csv_rows
from timeline.importing.column_names import key
from timeline.importing.drafts import Draft, row_digest, slug, tidy
from timeline.records import facets, field_types, schema
from timeline.records.schema_faults import is_id
from timeline.text import date_hints, edtf, table_cells
from timeline.text.table_cells import items, unguarded

REMARKS = tuple(schema.remarks(schema.Event))
TEXTS = (*table_cells.TEXTS, *REMARKS)
OPTIONAL = [name for name in TEXTS if name not in ("title", "summary")]
LISTS = (*facets.FILED, "aliases")
ADDED = ("earliest", "latest", "changed", "licence")  # and `page_en`: given out, and not read


def names(languages: Sequence[str]) -> list[str]:
    """Every column that there is, in order."""
    texts = [f"{field}_{code}" for field in TEXTS for code in languages]
    return ["id", "date", *texts, *facets.FILED, "sources", "aliases"]


def added(languages: Sequence[str]) -> list[str]:
    """The columns that are given out, and not read."""
    return [*ADDED, *(f"page_{code}" for code in languages)]


def is_ours(sheet: csv_rows.Table, languages: Sequence[str]) -> bool:
    """Whether a table has a date and a title by our names."""
    return "date" in sheet.columns and any(key(f"title_{code}") in sheet.columns for code in languages)


def unknown(sheet: csv_rows.Table, languages: Sequence[str]) -> list[Diagnostic]:
    """The columns that nothing is read from."""
    known, faults = {key(name): name for name in names(languages)}, []
    given = set(map(key, added(languages)))
    for own, index in sheet.columns.items():
        if own not in known and own not in given and any(row.get(own) for row in sheet.rows):
            name = sheet.header[index].strip()[:40]
            may_be = [
                column for column in column_names.ours(name, TEXTS, languages) if key(column) not in sheet.columns
            ]
            help = near(name, known.values()) or tell("the columns are: {names}", names=listed(known.values()))
            field, _, code = name.casefold().replace("-", "_").rpartition("_")
            if field in TEXTS and field_types.LANGUAGE.fullmatch(code) and code not in languages:
                help = tell("`{code}` is no language of this site", code=code)
            elif may_be:
                help = tell("say what it is: `{option}`", option=column_names.option({name: may_be[0]}))
            message = tell("nothing reads the column `{name}`", name=name)
            faults.append(Diagnostic("not-carried", message, sheet.span(index), help, severity=WARNING))
    return faults


def draft(row: csv_rows.Row, languages: Sequence[str]) -> tuple[Draft, list[Diagnostic]]:
    """The event of a row, and what is wrong with it: with an error it is none, and told for what else it names. Ids of
    other records are not looked up here."""
    faults: list[Diagnostic] = []
    get = lambda name: unguarded(row.get(key(name)))
    id, date = get("id"), get("date")
    if id and not is_id(id):
        likely = slug(id, {})
        help = (
            offer(likely) if is_id(likely) else tell("use small Latin letters, digits and single hyphens, at most 100")
        )
        message = tell("`{id}` cannot be an id, because it becomes an address", id=id[:60])
        faults.append(Diagnostic("bad-id", message, row.span("id"), help))
    try:
        parsed = date_hints.read(date)
        if parsed.earliest is parsed.latest is None:
            message = tell("a date with neither a start nor an end has no place on a timeline")
            raise edtf.DateError("boundless-date", message, tell("give at least one end, for example `2014/..`"))
    except edtf.DateError as fault:
        faults.append(Diagnostic(fault.code, fault.message, row.span("date"), fault.help))
    if beyond := row.beyond():
        message = tell("`{text}` stands under no column's name and is not carried over", text=beyond[:40])
        help = tell("a text with the sign between columns in it stands in quotation marks")
        faults.append(Diagnostic("not-carried", message, row.span(), help, severity=WARNING))
    texts = {field: {code: tidy(get(f"{field}_{code}")) or None for code in languages} for field in TEXTS}
    if not any(texts["title"].values()):
        message = tell("the row has no title")
        help = tell("give it one in the column `{name}`", name=f"title_{languages[0]}")
        faults.append(Diagnostic("missing-key", message, row.span(key(f"title_{languages[0]}")), help))
    lists = {name: items(get(name), tidy) for name in LISTS}
    data = {
        "date": date,
        "title": texts["title"],
        "summary": texts["summary"],
        **{name: {code: text for code, text in texts[name].items() if text} or [] for name in OPTIONAL},
        "topics": lists["topics"] or None,
        "actors": lists["actors"],
        "places": lists["places"],
        **({"about_places": lists["about_places"]} if lists["about_places"] else {}),
        "sources": [_citation(item) for item in items(get("sources"), tidy)] or None,
        "aliases": lists["aliases"],
    }
    given = {name: get(name) for name in names(languages)}
    return Draft(row.span("date"), data, id, row=row_digest(given), cell=lambda field: row.span(key(field))), faults


def _citation(item: str) -> dict[str, str]:
    id, _, at = item.partition("@")
    return {"id": id.strip(), **({"at": at.strip()} if at.strip() else {})}
