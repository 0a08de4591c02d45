"""No field of the content model can get lost: what an author may write is found wherever a record is shown or given out.

A project is made up from the schema alone: every field of every record, at any depth, is filled with words that occur
nowhere else, in each language. It is built once, and the words of each field are looked for in every place of their
record. Where they are not to be found, `ELSEWHERE` says why. A field that is new in the schema is tried so without a
line here.
"""

from __future__ import annotations

import html
import itertools
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import types
import typing
from pathlib import Path

import pytest

from tests import pictures
from tests import world as worlds
from tests.conftest import PROJECT
from tests.pages.test_search_index import read as index
from timeline.records import field_types, schema
from timeline.text import folding

LETTERS = {"en": "bcdfghjklmnpqrtvwx", "ar": "بتثجحخدذرزسشصضطظعغ"}  # which folding leaves as they are
PAGES, DATA = ("page", "side by side", "book", "search"), ("json", "csv", "sqlite", "linked data")
RECORDS = {
    "events": (schema.Event, (*PAGES, *DATA)),
    "sources": (schema.Source, ("page", *DATA)),
    "paths": (schema.Lesson, ("page", "side by side", "json", "sqlite")),
    "topics": (schema.Term, ("page", "json", "sqlite", "linked data")),
    "actors": (schema.Actor, ("page", "json", "sqlite", "linked data")),
    "places": (schema.Place, ("page", "json", "sqlite", "linked data")),
    "periods": (schema.Period, ("page", *DATA)),
    "measures": (schema.Measure, ("page", "json", "sqlite", "linked data")),
    "source_kinds": (schema.SourceKind, ("page", "json", "sqlite")),
}
_AT = tuple(
    f"events.{part}sources.at"
    for part in ("", "media.", "figures.", "statements.", "other_dates.", "disagreements.accounts.")
)
_PERIOD = ("periods.sources.at",)
_ALIASES = tuple(f"{kind}.aliases" for kind in ("topics", "actors", "places"))
_KINDS_ALIASES = ("source_kinds.aliases", "periods.aliases")
# Why fields are not in some places. A field's name is its way from the record: `events.figures.label`.
ELSEWHERE = (
    ("it tells what happened; what that is filed under stands on the event's page", ("book",),
     ("events.topics", "events.actors", "events.places", "events.about_places")),
    ("a place within a source means nothing away from it", ("search",), _AT),
    ("schema.org has no word for a place within a source", ("linked data",), (*_AT, *_PERIOD, "sources.media.sources.at")),
    ("a picture is found by what is seen in it, by what stands under it, by who made it and when", ("search",),
     tuple(f"events.media.{name}" for name in ("file", "id", "reason", "video", "sound"))),
    ("it tells maintainers why a picture says nothing of its own", (*PAGES, "csv", "sqlite", "linked data"),
     ("events.media.decorates",)),
    ("it tells maintainers why a picture says nothing of its own", ("page", "csv", "sqlite", "linked data"),
     ("sources.media.decorates",)),
    ("it tells maintainers why a picture says nothing of its own", ("page", "side by side", "sqlite"),
     ("paths.steps.media.decorates",)),
    ("on a sheet nothing leads to a picture, which stands where it is looked at", ("side by side",),
     ("paths.steps.media.id",)),
    ("it is a name in an address, and no word of a text", ("search",),
     ("events.statements.id", "events.disagreements.id")),
    ("whoever searches looks for who speaks and when it was, not for who passed a figure on or what it covers",
     ("search",), ("events.figures.period", "events.figures.via", "events.statements.via")),
    ("a disagreement is found by what its sides say and by who they are", ("search",),
     ("events.disagreements.accounts.sources.id",)),
    ("other dates have no table of their own but in the database", ("csv",),
     ("events.other_dates.date", "events.other_dates.note", "events.other_dates.sources.at")),
    ("it sets the languages beside each other, and a relation is a link alone", ("side by side",),
     ("events.related.event",)),
    ("it stands between two events, in the story", (*PAGES, "linked data"), ("events.transition",)),
    ("a former address leads on by itself, and data say it", PAGES, ("events.aliases",)),
    ("a former address leads on by itself, and data say it", ("page",), ("sources.aliases", *_ALIASES, *_KINDS_ALIASES)),
    ("a former address leads on by itself, and data say it", ("page", "side by side"), ("paths.aliases",)),
    ("only an event is told by its former names: others may still know it by them", ("linked data",),
     ("sources.aliases", "periods.aliases", *_ALIASES)),
    ("the database has a table of them all; a source's own has what describes it", ("csv",), ("sources.aliases",)),
    ("it is the page's, which says when it was changed; of the rest the record says so as a whole",
     ("side by side", "book", "search"), ("events.updated",)),
    ("linked data say what is claimed and by whom; the account is on the page that they name", ("linked data",),
     ("events.body", "events.figures.label")),
    ("a title is in the language of its source, or in the reader's", ("linked data",), ("sources.title",)),
    ("how a date or an address is known is said to people", ("linked data",),
     ("sources.published_note", "sources.address_note", "places.at_note")),
    ("a sheet for a class: the lesson's plan, its length and its answers are the teacher's", ("side by side",),
     ("paths.body", "paths.minutes", "paths.updated", "paths.steps.questions.answer", "paths.questions.answer")),
)  # fmt: skip


class Sample:
    """A project with every field filled: its files, and of each field what it is found by in each language."""

    def __init__(self):
        self.count, self.texts, self.tables, self.files = itertools.count(7001), {}, {}, {}
        self.found_by: dict[str, list[dict[str, set[str]]]] = {}
        self.chosen: dict[str, str] = {}
        for kind, (model, _) in RECORDS.items():
            self.put(kind, "e" if kind == "events" else f"full-{kind}".replace("_", "-"), self.record(model, kind))
        more = {"measure": "full-measures", "value": "1", "said_by": "full-actors", "sources": [{"id": "s"}]}
        self.files["content/events/e.yaml"]["figures"]["more"] = more  # a measure is shown with what it counts
        self.files |= {f"content/{kind}.yaml": table for kind, table in self.tables.items()}
        self.files |= {"content/site.yaml": worlds.SITE, "content/sources/s.yaml": worlds.SOURCE}
        self.tables["topics"]["t"] = worlds.TERM

    def put(self, kind: str, id: str, record: dict) -> None:
        if kind in worlds.TABLES:
            self.tables.setdefault(kind, {})[id] = record
        else:
            self.files[f"content/{kind}/{id}.yaml"] = record

    def word(self, code: str) -> str:
        n, letters = next(self.count), LETTERS[code]
        return "".join(letters[n // len(letters) ** k % len(letters)] for k in range(4)) + 3 * letters[0]

    def record(self, model: type[schema.Record], way: str, n: int = 0) -> dict:
        """A record; of fields of which it can have one alone it has the first, and the second in the next of a list."""
        left = {name for rivals in model.rivals for at, name in enumerate(rivals) if at != n}
        return {
            field.alias or name: "" if name in left else self.value(field.annotation, f"{way}.{name}", field.metadata)
            for name, field in model.model_fields.items()
            if (not model.shapes or name in model.shapes[0]) and (name not in left or field.is_required())
        }

    def value(self, annotation, way: str, notes=()):
        """A value of a type, at the end of a way."""
        origin, of = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is typing.Annotated:
            return self.value(of[0], way, (*of[1:], *notes))
        if origin in (types.UnionType, typing.Union):  # the first of the forms that it may have; None is the last
            return self.value(of[0], way, notes)
        if isinstance(annotation, type) and issubclass(annotation, schema.Record):
            return self.record(annotation, way)
        if origin is list and isinstance(of[0], type) and issubclass(of[0], schema.Record):
            several = 2 if way.endswith((".accounts", ".media")) else 1
            return [self.record(of[0], way, n) for n in range(several)]
        if origin is list:
            return [self.value(of[0], way)]
        form = next((note.name for note in reversed(notes) if isinstance(note, field_types.Form)), "")
        if origin is dict and not form and way.endswith(".figures"):
            return {self.word("en"): self.value(of[1], way)}
        if way == "periods.date":  # from one date to another
            date, years = self.filled("date", of)
            value, found_by = f"{date}/{date[:4]}-05", [years]
            self.found_by.setdefault(way, []).append(dict(zip(LETTERS, 2 * found_by, strict=False)))
            return value
        value, *found_by = self.filled("choice" if origin is typing.Literal else form, of)
        if origin is typing.Literal:
            self.chosen[way] = value
        elif found_by:
            self.found_by.setdefault(way, []).append(dict(zip(LETTERS, 2 * found_by, strict=False)))
        return value

    def filled(self, form: str, of: tuple) -> tuple:
        """A value, and what it is found by: in each language, where that differs."""
        match form:
            case "choice":  # of a few, in words of the interface
                return (of[-1],)
            case "date":
                year = str(next(self.count) - 5200)
                return f"{year}-03-14", {year, worlds.eastern(year)}
            case "number":
                digits = str(next(self.count) - 6800)
                return digits, {digits, worlds.eastern(digits)}
            case "coordinates":
                decimals = f"{next(self.count)}1"  # a number keeps no nought at its end
                return f"12.{decimals}, 13.5 ± 8 km", {decimals, worlds.eastern(decimals)}
            case "address":
                address = f"https://{self.word('en')}.org/"
                return address, {address}
            case "language":
                return ("en",)
            case "isbn":
                digits = f"97800000{next(self.count)}"
                isbn = next(digits + last for last in "0123456789" if self.checked(digits + last))
                return isbn, {isbn}
            case "media":
                stem = self.word("en")
                self.files[f"content/media/{stem}.png"] = pictures.png()
                return f"{stem}.png", {f"media/{stem}-", f"{stem}.png"}
            case "doi":
                doi = f"10.{next(self.count)}/{self.word('en')}"
                return doi, {doi}
            case "page_range":
                page = str(next(self.count))
                return page, {page, worlds.eastern(page)}
            case "wikidata":
                id = f"Q{next(self.count)}"
                return id, {id}
            case "passages":
                return ("e",)
            case "unit":
                words = {code: self.word(code) for code in LETTERS}
                return ({code: f"{{n}} {word}" for code, word in words.items()}, *({w} for w in words.values()))
            case "names":
                words = {code: self.word(code) for code in LETTERS}
                return ({code: [word] for code, word in words.items()}, *({word} for word in words.values()))
            case "slug" | "text":
                word = self.word("en")
                return word, {word}
            case "":
                words = {code: self.word(code) for code in LETTERS}
                return (words, *({word} for word in words.values()))
        return self.pointed_at(form)

    @staticmethod
    def checked(isbn: str) -> bool:
        return sum((3 if n % 2 else 1) * int(digit) for n, digit in enumerate(isbn)) % 10 == 0

    def pointed_at(self, kind: str) -> tuple:
        """The id of a record that is made for this, found by the id or by the name."""
        id, name = self.word("en"), {code: self.word(code) for code in LETTERS}
        record = {
            "events": {**worlds.EVENT, "title": name},
            "sources": {**worlds.SOURCE, "language": "fr", "title": name},
            "actors": {**worlds.TERM, "name": name, "kind": "person"},
            "source_kinds": {"name": name, "cited_as": "article-journal"},
            "measures": {"name": name, "unit": {"en": "{n} of", "ar": "{n} من"}},
        }.get(kind, {**worlds.TERM, "name": name})
        self.put(kind, id, record)
        return (id, *({id, word} for word in name.values()))


@pytest.fixture(scope="module")
def sample():
    return Sample()


@pytest.fixture(scope="module")
def texts(sample, tmp_path_factory):
    return held(sample, tmp_path_factory.mktemp("fields"))


def held(sample: Sample, root: Path) -> dict[tuple[str, str, str], str]:
    """What each place holds, by language; `{kind}` stands for the record that is looked for."""
    result = worlds.build(worlds.write(root, sample.files))
    assert not result.failed, result.diagnostics
    site, found = root / "site", {}
    for code in LETTERS:
        for kind in RECORDS:
            path = {"events": "events/e", "measures": "figures/index"}.get(kind, f"{kind}/full-{kind}")
            path = path.replace("_", "-")
            found["page", kind, code] = shown(site / code / f"{path}.html")
        for kind, id in (("events", "e"), ("paths", "full-paths")):
            found["side by side", kind, code] = shown(site / "parallel" / kind / f"{id}.html")
        found["book", "events", code] = shown(site / code / "record/index.html")
        held = index(site, code)  # of events: a record of another kind is a result of its own
        entries = [entry for shard, _ in held.shards.values() for entry in shard]
        keys = [key for key, *fields in entries if any(gaps and gaps[0] < held.main["count"] for gaps in fields)]
        found["search", "events", code] = "\n".join(keys)
    data = {
        "json": (site / "data/timeline.json").read_text("utf-8"),
        "csv": "\n".join(path.read_text("utf-8") for path in sorted(site.glob("data/*.csv"))),
        "sqlite": "\n".join(sqlite3.connect(site / "data/timeline.sqlite").iterdump()),
        "linked data": (site / "data/timeline.jsonld").read_text("utf-8"),
    }
    return found | {(place, kind, code): text for place, text in data.items() for kind in RECORDS for code in LETTERS}


def shown(path) -> str:
    """What a reader sees of a page, and where its links lead: without what it says to machines."""
    main = re.search(r"<main.*</main>", path.read_text("utf-8"), re.DOTALL)[0]
    return html.unescape(re.sub(r"<script.*?</script>|<svg.*?</svg>", "", main, flags=re.DOTALL))


def missing(sample, texts) -> dict[str, list[str]]:
    """The places that a field is not found in, by field."""
    found: dict[str, list[str]] = {}
    for way, fills in sample.found_by.items():
        kind = way.partition(".")[0]
        for place in RECORDS[kind][1]:
            for code in LETTERS:
                text = texts[place, kind, code].lower()
                folded = lambda word, place=place: folding.tokens(word)[0] if place == "search" else word
                if not all(any(folded(word).lower() in text for word in fill[code]) for fill in fills):
                    found.setdefault(way, []).append(place)
                    break
    return found


def test_no_field_is_lost(sample, texts):
    """Each is found in every place of its record, or it says here why not; and what it says so is true."""
    said: dict[str, list[str]] = {}
    for _, places, ways in ELSEWHERE:
        for way in ways:
            said.setdefault(way, []).extend(places)
    assert {way: sorted(places) for way, places in missing(sample, texts).items()} == {
        way: sorted(places) for way, places in said.items()
    }


def test_no_choice_is_lost(sample, texts):
    """What is one of a few (a kind, a bound, a standing) is shown in the interface's words; the data have it as it is."""
    written = texts["json", "events", "en"].replace('"as":', '"kind":')
    assert len(sample.chosen) > 7
    for way, value in sample.chosen.items():
        assert f'"{way.rpartition(".")[2]}": "{value}"' in written, way


def test_a_field_says_where_it_goes(tmp_path):
    """With one word in the schema and a label in each language a new text is in every place; without it, it is found out."""
    for name in ("timeline", "templates", "tests"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    for name in ("constraints.txt", "pyproject.toml"):
        shutil.copy(PROJECT / name, tmp_path)
    shown = '    remark: Annotated[Translated | None, Shown("remark")] = Field(None, description="A remark.")\n'
    lost = '    lost: Translated | None = Field(None, description="A text without a place.")\n'
    source = (tmp_path / "timeline/records/schema.py").read_text("utf-8")
    for model in ("Event", "Figure", "Statement", "Account", "Disagreement", "Source", "OtherDate"):
        head = f"class {model}(Record):\n"
        assert head in source
        source = source.replace(head, head + shown + (lost if model == "Event" else ""))
    source = re.sub(r'(class Term\(Record\):\n    """[^"]*"""\n)', lambda found: f"{found[1]}\n{shown}", source)
    (tmp_path / "timeline/records/schema.py").write_text(source, "utf-8")
    for code, word in (("en", "Remark"), ("ar", "ملاحظة")):
        path = tmp_path / f"templates/languages/{code}.yaml"
        path.write_text(
            re.sub(r"^words:\n", f"words:\n  remark: {word}\n", path.read_text("utf-8"), flags=re.M), "utf-8"
        )
    # Without pytest, which takes longer to start than the site takes to make.
    look = "import json; from tests.test_fields import *; s = Sample(); print(json.dumps(missing(s, held(s, Path('root')))))"
    told = subprocess.run([sys.executable, "-c", look], cwd=tmp_path, capture_output=True, text=True)
    lacking = json.loads(told.stdout or pytest.fail(told.stderr))
    assert {*PAGES} <= {*lacking["events.lost"]}
    # Other dates have no table of their own among the CSV files, for which `ELSEWHERE` has the reason.
    remarks = {way: places for way, places in lacking.items() if way.endswith("remark")}
    assert remarks == {"events.other_dates.remark": ["csv"]}
