"""The status of a timeline in words: its report as text for people, as JSON for tools, as a page for a browser.

The words are those of a language's file in `templates/status/`, beside the language's own; nothing here
knows which language it is. The page stands by itself: style and font are in it, and it asks nothing of
any host.
"""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from timeline import addresses
from timeline.authoring.status_report import Finding, Report, Share, Written, report
from timeline.build.inputs import OUR_TEMPLATES
from timeline.build.render import Templates
from timeline.build.survey import language_sources
from timeline.edition import dates_in_words
from timeline.faults.diagnostic import Span
from timeline.records import language_files
from timeline.records.git_history import UNCOMMITTED
from timeline.records.languages import Language
from timeline.records.timeline import ADDRESSED
from timeline.text import edtf

__all__ = ["Report", "as_html", "as_json", "as_text", "codes", "language", "report"]

_FONT = "noto-naskh-arabic.woff2"
_BAR = 24  # columns of the terminal that all events take
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # what would steer a terminal or reorder its lines; not the joiners


def codes(templates: Templates) -> list[str]:
    """The languages in which a status can be told."""
    return [name.removesuffix(".yaml") for name in templates.files("status", "*.yaml")]


def language(code: str, templates: Templates) -> Language:
    """One of those languages with the words of the report; what a project's own files lack is filled from ours."""
    spoken = language_files.spoken(code, language_sources(templates))
    ours, theirs = (
        templates.data(place)[0].data
        for place in (OUR_TEMPLATES / "status" / "en.yaml", templates.files("status", "*.yaml")[f"{code}.yaml"])
    )
    more = {name: {**getattr(spoken, name), **ours[name], **theirs[name]} for name in ("counts", "words")}
    return spoken.model_copy(update=more)


class Piece(NamedTuple):
    """Something said of a finding: words, and behind them a name that stays as it is typed."""

    text: str
    code: str = ""


class Row(NamedTuple):
    place: str
    field: str
    pieces: tuple[Piece, ...]


class Named(NamedTuple):
    """A name in the report's language or, where it has none there, in another; with the address of its page."""

    text: str
    lang: str
    href: str = ""


class Group(NamedTuple):
    """What is to be done at one record."""

    name: Named
    kind: str
    rows: tuple[Row, ...]


class Section(NamedTuple):
    id: str
    title: str
    help: str
    count: int  # type: ignore[assignment]  # hides a method of tuples
    counted: str
    groups: tuple[Group, ...]


class Bar(NamedTuple):
    name: Named
    events: int
    percent: int
    shown: str  # the percentage as the language writes it


class Chart(NamedTuple):
    title: str
    bars: tuple[Bar, ...]


class Page(NamedTuple):
    """The report in one language, as its template sees it."""

    site: Named
    records: tuple[str, ...]
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    charts: tuple[Chart, ...]
    others: tuple[Named, ...] = ()
    font: str = ""


def as_json(report: Report) -> str:
    """For tools: one object, whose keys stay as they are.

    `faults` {errors, warnings}; `records` {kind: number}; `git` {note, uncommitted: [file]}, the note a word
    of `git_history.History`; `growing` {language: {kind: {written, all}}}, `texts` and `words` among the kinds, for
    each growing language; each list of findings by its name (`drafts`, `unwritten` in growing languages, what to write
    first before the rest, `untranslated`, `out_of_step`, `without_locator`, of pictures `without_alt`,
    `without_licence` and `without_date`, `without_address`, `without_archive`, `without_wikidata`,
    `without_coordinates`, `unused`) as objects {kind, id, field, file, line, column} and, where their list has them,
    `lacks` [language], `behind` [language], `changes` {language: {commit, date}} (both empty for what is not
    committed), `source`; `balance` {by_year, by_topic, by_place, by_language, by_source_kind, by_standing: [{key,
    events, share}]}, the share as a part of 1, the key empty for the events that have none. Lines and columns count
    from 1; line 0 means the file as a whole.
    """
    events = report.records["events"] or 1
    told = {
        "faults": {"errors": report.errors, "warnings": report.warnings},
        "records": dict(report.records),
        "git": {"note": report.note, "uncommitted": list(report.uncommitted)},
        "growing": {
            code: {kind: {"written": n.there, "all": n.all} for kind, n in counts.items()}
            for code, counts in report.growing.items()
        },
        **dict.fromkeys(("unwritten", "without_alt", "without_licence", "without_date"), []),
        **{name: [_object(finding) for finding in found] for name, found in report.findings.items()},
        "balance": {
            name: [{"key": row.key, "events": row.events, "share": round(row.events / events, 4)} for row in rows]
            for name, rows in report.balance.items()
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _object(finding: Finding) -> dict[str, object]:
    place = {"file": finding.place.path, "line": finding.place.line, "column": finding.place.column}
    told = {"kind": finding.kind, "id": finding.id, "field": finding.field, **place}
    if finding.lacks:
        told["lacks"] = list(finding.lacks)
    if finding.behind:
        told["behind"] = list(finding.behind)
        told["changes"] = {code: {"commit": c.hash, "date": c.date} for code, c in finding.changes.items()}
    if finding.source:
        told["source"] = finding.source
    return told


def as_text(report: Report, language: Language) -> str:
    """For people at a terminal: what is to be done, one line each with its place, and the balance with bars."""
    page, words = _page(report, language, ""), language.words

    def apart(text: str) -> str:  # FSI … PDI: a name of the other direction does not reorder its line
        foreign = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
        steering = [c for c in set(text) - {"\u200c", "\u200d"} if unicodedata.category(c) in _UNSEEN]
        text = text.translate(dict.fromkeys(map(ord, steering), "\ufffd"))
        return f"\u2068{text}\u2069" if foreign != (language.direction == "rtl") else text

    lines = [f"{words['status']}: {apart(page.site.text)}", " · ".join(page.records), *page.notes]
    for section in page.sections:
        lines += ["", f"{section.title}: {section.counted}"]
        for group in section.groups:
            for row in group.rows:
                said = [f"{piece.text} {apart(piece.code)}" if piece.code else piece.text for piece in row.pieces]
                parts = (apart(row.place), apart(row.field or group.name.text), " · ".join(said))
                lines.append("  " + "  ".join(filter(None, parts)))
    lines += ["", words["balance"]]
    for chart in page.charts:
        lines += ["", f"  {chart.title}"]
        for bar in chart.bars:
            length = max(1, round(bar.percent * _BAR / 100))
            count, share = language.number(bar.events).rjust(6), apart(bar.shown.rjust(4))
            lines.append(f"  {count} {share}  {'█' * length}{' ' * (_BAR - length)}  {apart(bar.name.text)}")
    return "\n".join(lines)


def as_html(
    report: Report,
    language: Language,
    templates: Templates,
    base: str = "site/",
    others: Mapping[str, str] | None = None,
) -> str:
    """For a browser: a whole page. `base` leads from where it will stand to the site's root, for the links to
    the records' pages; `others` are the same page in other languages, each language's name with its address.
    Raises `Fault` where a project's own template fails."""
    font = templates.files("fonts", _FONT).get(_FONT)
    page = _page(report, language, base)._replace(
        others=tuple(Named(name, "", href) for name, href in (others or {}).items()),
        font=base64.b64encode(font.read_bytes()).decode() if font else "",
    )
    return templates.text("status.html", page, language, path="status.html")


def _page(report: Report, language: Language, base: str) -> Page:
    words = language.words
    edition = next((code for code in (language.code, *report.languages) if code in report.languages), "")
    faults = language.join(language.count(name, n) for name in ("errors", "warnings") if (n := getattr(report, name)))
    notes = [words["faults"].replace("{faults}", faults) if faults else words["no_faults"]]
    if report.errors:
        notes.append(words["left_out"])
    if report.note:
        notes.append(words[f"history_{report.note}"])
    if report.uncommitted:
        notes.append(language.count("uncommitted_files", len(report.uncommitted)))
    for code, counts in report.growing.items():
        parts = (_of(language, kind, n) for kind, n in counts.items())
        said = words["grown"].replace("{language}", _language(code, report, language))
        notes.append(said.replace("{counts}", " · ".join(parts)))
    sections = [
        Section(
            id=name.replace("_", "-"),
            title=words[name],
            help=words[f"{name}_help"],
            count=len(found),
            counted=language.count("entries", len(found)) if found else words["none_found"],
            groups=_groups(found, report, language, base and edition and f"{base}{edition}"),
        )
        for name, found in report.findings.items()
    ]
    charts = [Chart(words[name], _bars(name, rows, report, language)) for name, rows in report.balance.items()]
    return Page(
        site=_named(report.site, "", language),
        records=tuple(language.count(kind, n) for kind, n in report.records.items()),
        notes=tuple(notes),
        sections=tuple(sections),
        charts=tuple(charts),
    )


def _of(language: Language, kind: str, n: Written) -> str:
    """`12 of 16 events`."""
    return language.place.replace("{n}", language.number(n.there)).replace("{total}", language.count(kind, n.all))


def _groups(found: tuple[Finding, ...], report: Report, language: Language, edition: str) -> tuple[Group, ...]:
    groups = []
    for (kind, id), together in groupby(found, lambda finding: (finding.kind, finding.id)):
        rows = tuple(together)
        name = _named(rows[0].name, language.words["in_the_site"] if kind == "site" else id, language)
        told = tuple(Row(_place(row.place), row.field, _pieces(row, report, language)) for row in rows)
        path = _path(kind, id)
        href = f"{edition}/{path}" if edition and path else ""
        groups.append(Group(name._replace(href=href), language.words[f"kind_{kind}"], told))
    return tuple(groups)


def _path(kind: str, id: str) -> str:
    """A record's page within an edition; empty for what has none."""
    if kind in ADDRESSED:
        return addresses.record("", kind, id).lstrip("/")
    return {"pages": addresses.section("", id), "site": addresses.home("")}.get(kind, "").lstrip("/")


def _pieces(finding: Finding, report: Report, language: Language) -> tuple[Piece, ...]:
    words = language.words

    def called(codes: tuple[str, ...]) -> str:
        return language.join(_language(code, report, language) for code in codes)

    pieces = []
    if finding.lacks:
        pieces.append(Piece(words["lacks"].replace("{languages}", called(finding.lacks))))
    if finding.behind:
        pieces.append(Piece(words["behind"].replace("{languages}", called(finding.behind))))
    for code, commit in sorted(finding.changes.items(), key=lambda change: -change[1].order):
        day = (
            words["not_committed"] if commit == UNCOMMITTED else dates_in_words.date(edtf.parse(commit.date), language)
        )
        said = words["changed"].replace("{language}", _language(code, report, language))
        pieces.append(Piece(said.replace("{when}", day), commit.hash))
    if finding.source:
        pieces.append(Piece(words["cites"], finding.source))
    return tuple(pieces)


def _bars(name: str, rows: tuple[Share, ...], report: Report, language: Language) -> tuple[Bar, ...]:
    common: Mapping[str, str] = {kind: name for kind, name in language.source_kinds.items()}
    standings: dict[str, str] = {code: explained.name for code, explained in language.standings.items()}

    def called(row: Share) -> Named:
        if not row.key:
            return Named(language.words["none_of_these"], language.code)
        if name == "by_year":
            return Named(dates_in_words.year(int(row.key), language), language.code)
        if name == "by_language":
            return Named(_language(row.key, report, language), language.code)
        if name == "by_source_kind":
            own = common.get(row.key, "")
            return _named(row.name, row.key, language) if row.name or not own else Named(own, language.code)
        if name == "by_standing":
            return Named(standings[row.key], language.code)
        return _named(row.name, row.key, language)

    percents = [round(100 * row.events / (report.records["events"] or 1)) for row in rows]
    return tuple(
        Bar(called(row), row.events, percent, language.shown(f"{percent}%"))
        for row, percent in zip(rows, percents, strict=True)
    )


def _named(name: Mapping[str, str], otherwise: str, language: Language) -> Named:
    for code in (language.code, *name):
        if text := name.get(code, "").strip():
            return Named(text, code)
    return Named(otherwise, "")


def _language(code: str, report: Report, language: Language) -> str:
    name, known = language.calls(code), report.languages.get(code)
    return known.name if known and name == code else name


def _place(span: Span) -> str:
    return f"{span.path}:{span.line}:{span.column}" if span.line else span.path
