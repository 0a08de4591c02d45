"""What can be taken away as a whole, held to its standards by those who read it: tables, a database, a package, an archive."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, build, event, tree
from timeline.downloads import datasets, sqlite_file, zip_archive

FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\tx")
NASTY = 'A "quote", a; semicolon\nand {braces} \\ ]]> \U0001f600'


def rows(site: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((site / "data" / name).read_bytes().decode("utf-8-sig"), newline="")))


def test_the_package_describes_what_lies_there(site):
    """Frictionless finds nothing wrong with the package or its tables; sizes and digests are those of the files."""
    script = (
        "import sys, warnings; warnings.simplefilter('ignore'); from frictionless import validate;"
        "report = validate(sys.argv[1], type='package'); print(report.flatten(['title', 'message'])); sys.exit(not report.valid)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "datapackage.json"], cwd=site / "data", capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    package = json.loads((site / "data/datapackage.json").read_bytes())
    assert package["licenses"][0]["path"] == "https://creativecommons.org/licenses/by/4.0/"
    assert len(package["resources"]) > 8
    for resource in package["resources"]:
        data = (site / "data" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data), resource["path"]
        assert resource["hash"] in (f"sha256:{hashlib.sha256(data).hexdigest()}", hashlib.sha256(data).hexdigest())


def test_the_database_holds_together_and_finds_arabic_as_readers_write_it(site):
    """Every foreign key leads somewhere; what is written and what is folded are both found."""
    with sqlite3.connect(":memory:") as base:
        base.deserialize((site / "data/timeline.sqlite").read_bytes())
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert {"events", "figures", "statements", "sources"} <= names
        assert base.execute("SELECT count(*) FROM events").fetchone() == (
            len(list((site / "en/events").glob("2*.html"))),
        )
        (search,) = [name for name in names if name in ("search", "events_fts", "fts", "text")] or [None]
        assert search, names
        found = lambda word: base.execute(f"SELECT count(*) FROM {search} WHERE {search} MATCH ?", (word,)).fetchone()[
            0
        ]
        assert found("Brookings") and found("بروكينغز") and found("حسابات") and found("حساب")
        assert not found("qwertzuiop")


def test_a_disk_that_is_too_small_for_the_database_is_told_in_words(world, monkeypatch):
    """It is made in the system's own place for such files, which may be full where the site's is not."""
    root, write = world(), sqlite_file._write

    def limited(database, whole):
        database.execute("PRAGMA max_page_count = 5")
        write(database, whole)

    monkeypatch.setattr(sqlite_file, "_write", limited)
    (fault,) = build(root).diagnostics
    assert fault.code == "cannot-write" and "full" in fault.message
    assert not (root / "site").exists()


def test_what_is_written_in_a_cell_comes_back_and_runs_nothing(world):
    """A spreadsheet starts no formula; a reader of CSV gets every text whole, in both kinds of file."""
    root = world(
        **{
            f"content/events/e{n}.yaml": event(
                title=both(text + NASTY.replace("\n", " "), "عنوان"), summary=both(NASTY)
            )
            for n, text in enumerate(FORMULAS)
            if text.strip()
        }
    )
    assert not build(root).failed
    site = root / "site"
    assert (site / "data/events-excel.csv").read_bytes() == b"\xef\xbb\xbf" + (site / "data/events.csv").read_bytes()
    for row in rows(site, "events.csv"):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
    by_id = {row["id"]: row for row in rows(site, "events.csv")}
    assert by_id["e0"]["title_en"].lstrip("'").startswith("=1+1") and by_id["e0"]["summary_en"] == NASTY


def test_where_accounts_differ_is_a_table(world):
    """A row a side, in the order of the record: who holds it, be it a name or a description, and where it is written."""
    sides = [
        {"said_by": "a", "text": both("Ten.", "عشرة."), "sources": [{"id": "s", "at": "¶2"}]},
        {"said_by": both("An official", "مسؤول"), "text": both("Twelve."), "sources": [{"id": "s"}]},
        {"text": both("Nine."), "sources": [{"id": "s"}]},
    ]
    differ = {
        "id": "total",
        "about": both("How many?", "كم؟"),
        "accounts": sides,
        "note": both("Not the same.", "ليسا سواء."),
    }
    root = world(**{"content/events/e.yaml": event(disagreements=[differ, {**differ, "id": None}])})
    assert not build(root).failed
    first, second, third, *others = rows(root / "site", "disagreements.csv")
    shared = {"event": "e", "disagreement": "total", "about_ar": "كم؟", "note_en": "Not the same."}
    assert shared.items() <= first.items() and shared.items() <= second.items()
    assert {"side": "1", "said_by": "a", "text_ar": "عشرة.", "sources": "s@¶2"}.items() <= first.items()
    assert {
        "side": "2",
        "said_by": "",
        "speaker_ar": "مسؤول",
        "text_en": "Twelve.",
        "sources": "s",
    }.items() <= second.items()
    assert first["page_ar"].endswith("ar/events/e.html#disagreement-total")
    assert (third["said_by"], third["speaker_en"]) == (
        "",
        rows(root / "site", "sources.csv")[0]["outlet_en"] or "Outlet not known",
    )
    assert [(row["disagreement"], row["side"]) for row in others] == [("2", "1"), ("2", "2"), ("2", "3")]


def test_our_own_table_is_read_back(tmp_path):
    """`import` makes the same events of events.csv: dates, texts, topics, sources."""
    root = worlds.write(
        tmp_path / "one",
        worlds.files(
            **{
                "content/events/e.yaml": event(
                    title=both("=1, “x”"), date="2014-12~", actors=["a", "b"], body=both("A.\n\n**B**.")
                ),
                "content/events/f.yaml": event(date="2015-06/..", aliases=["was-f"], about_places=["p"]),
                "content/events/g.yaml": event(date="hijri:1437-05", places=["p"]),
            }
        ),
    )
    assert not build(root).failed
    other = worlds.write(tmp_path / "two", worlds.files(**{"content/events/x.yaml": event(date="1999")}))
    (other / "content/events/e.yaml").unlink()
    done = subprocess.run(
        [sys.executable, PROJECT / "build.py", "import", root / "site/data/events.csv", "--root", other, "--write"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not build(other).failed
    again = {row["id"]: row for row in rows(other / "site", "events.csv")}
    assert {row["id"]: row for row in rows(root / "site", "events.csv")}.items() <= again.items()


def test_timelinejs_reads_what_we_give(tmp_path, site):
    """The form for TimelineJS3 holds each event with its date and headline."""
    slides = json.loads((site / "data/timelinejs-en.json").read_bytes())
    assert len(slides["events"]) == len(rows(site, "events.csv"))
    first = slides["events"][0]
    assert first["start_date"] == {"year": 2014, "month": 9, "day": 2} or first["start_date"]["year"] in (2014, "2014")
    assert all(event["text"]["headline"] for event in slides["events"])


def test_every_download_says_whose_it_is(site):
    """The licence stands in each file that has a place for it; JSON and JSONL are sound."""
    licence = re.compile(r"creativecommons\.org/licenses/by/4\.0|CC-BY-4\.0")
    for name in (
        "timeline.json",
        "events.csv",
        "figures.csv",
        "sources.csv",
        "events.jsonl",
        "timeline.jsonld",
        "datapackage.json",
    ):
        assert licence.search((site / "data" / name).read_text("utf-8")), name
    assert json.loads((site / "data/timeline.json").read_bytes())
    lines = (site / "data/events.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [row["id"] for row in rows(site, "events.csv")]


def test_the_stick_has_the_whole_site_and_works_alone(site, tmp_path):
    """Unpacked, it is the site but for the archive itself, to which its own page of data does not lead."""
    with zipfile.ZipFile(site / "data/site.zip") as packed:
        packed.extractall(tmp_path)
        assert packed.testzip() is None and all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in packed.infolist())
    inside, outside = tree(tmp_path / zip_archive.FOLDER), tree(site)
    assert set(outside) - set(inside) == {"data/site.zip"}
    differ = {path for path in inside if inside[path] != outside[path]}
    assert differ == {"ar/data/index.html", "en/data/index.html"}
    for path in differ:
        assert b"site.zip" not in inside[path] and b"site.zip" in outside[path]


def test_the_archive_is_packed_again_only_when_something_in_it_changed(world):
    """Same files, same bytes; one text changed, another archive; and an incremental one equals a clean one."""
    root = world()
    build(root)
    before = (root / "site/data/site.zip").read_bytes()
    assert build(root).written == 0
    worlds.write(root, {"content/events/e.yaml": event(summary=both("Other."))})
    build(root)
    after = (root / "site/data/site.zip").read_bytes()
    build(root, out=root.parent / "clean")
    assert before != after == (root.parent / "clean/data/site.zip").read_bytes()


@settings(max_examples=40)
def pieces(files):
    """How `pack` reads some files."""
    return lambda path: (files[path][:3], files[path][3:])


@given(
    st.lists(
        st.tuples(st.from_regex(r"[a-z]{1,8}\.(html|png)", fullmatch=True), st.binary(max_size=40)),
        unique_by=lambda f: f[0],
    )
)
def test_an_archive_gives_back_what_went_in(files):
    """In whatever order files come, the archive is the same, and holds them all."""
    held = dict(files)
    packed = b"".join(zip_archive.pack(held, pieces(held)))
    assert packed == b"".join(zip_archive.pack(reversed(held), pieces(held)))
    with zipfile.ZipFile(io.BytesIO(packed)) as found:
        assert {name.removeprefix(f"{zip_archive.FOLDER}/"): found.read(name) for name in found.namelist()} == dict(
            files
        )


def test_what_an_archive_holds_is_taken_over_and_not_read_again():
    """The result is the same as if all had been packed; of what is known nothing is read."""
    old = {"a.html": b"old" * 99, "b.png": bytes(range(256)), "c.html": b"c" * 99}
    new = {**old, "a.html": b"new" * 99, "d.html": b"d"}
    known = zip_archive.members(io.BytesIO(b"".join(zip_archive.pack(old, pieces(old)))))
    read = []
    some = {path: known[path] for path in ("b.png", "c.html")}
    packed = b"".join(zip_archive.pack(new, lambda path: read.append(path) or [new[path]], some))
    assert packed == b"".join(zip_archive.pack(new, pieces(new))) and sorted(read) == ["a.html", "d.html"]


def test_an_archive_may_hold_more_files_than_two_bytes_count(monkeypatch):
    """A site of ten thousand events does; here the form for many begins with the eleventh."""
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 10)
    held = {f"{n}.html": b"%d" % n for n in range(20)}
    packed = b"".join(zip_archive.pack(held, pieces(held)))
    assert b"PK\6\6" in packed  # the record of the end in that form
    monkeypatch.undo()
    assert b"".join(zip_archive.pack(held, pieces(held), zip_archive.members(io.BytesIO(packed)))) == b"".join(
        zip_archive.pack(held, pieces(held))
    )
    with zipfile.ZipFile(io.BytesIO(packed)) as found:
        assert len(found.infolist()) == 20 and found.testzip() is None


@given(st.integers(0, 400), st.binary(max_size=8))
def test_a_damaged_archive_holds_nothing_or_what_can_be_read_of_it(place, other):
    """Whatever lies where an archive was: nobody falls over it."""
    packed = b"".join(zip_archive.pack(("a.html", "b.png"), lambda path: [path.encode()] * 50))
    zip_archive.members(io.BytesIO(packed[:place] + other + packed[place + len(other) :]))
    zip_archive.members(io.BytesIO(packed[:place]))


@pytest.mark.parametrize("spoil", ["changed", "gone", "claimed"])
def test_only_the_archive_of_the_last_build_is_taken_over(world, spoil):
    """One that was changed by hand, is lost or is only claimed counts for nothing: the next is packed anew."""
    root = world()
    build(root)
    place = root / "site/data/site.zip"
    good = place.read_bytes()
    if spoil == "claimed":
        manifest = json.loads((root / "site/.manifest.json").read_text())
        manifest["files"]["data/site.zip"] = ["", "", "", ""]
        (root / "site/.manifest.json").write_text(json.dumps(manifest))
    if spoil in ("gone", "claimed"):
        place.unlink()
    else:  # of the same form, with a lie in it
        files = {p.removeprefix("site/"): b"a lie" for p in zipfile.ZipFile(place).namelist()}
        place.write_bytes(b"".join(zip_archive.pack(files, pieces(files))))
    build(root)
    assert place.read_bytes() == good


@pytest.mark.parametrize("code", ("en", "ar"))
def test_the_page_explains_each_file_and_each_column(site, code):
    """Every file under data/ is linked to and sized; every column of every table is named."""
    page = (site / code / "data/index.html").read_text("utf-8")
    for path in (site / "data").iterdir():
        assert f'href="../../data/{path.name}"' in page, path.name
    for name in ("events.csv", "figures.csv", "sources.csv"):
        for column in rows(site, name)[0]:
            assert f">{column}<" in page, column


def test_the_version_is_the_day_of_the_latest_change(world):
    """Nobody's clock: what the records say, or git; nothing where neither does."""
    root = world(**{"content/events/e.yaml": event(updated="2020-01-02")})
    package = lambda: json.loads((root / "site/data/datapackage.json").read_bytes())
    build(root)
    assert package()["version"].startswith("2020-01-02")
    worlds.write(root, {"content/events/e.yaml": event()})
    build(root)
    assert "version" not in package()


def test_tables_are_one_place(site):
    """The columns of the files are those that the package describes."""
    package = json.loads((site / "data/datapackage.json").read_bytes())
    described = {r["path"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"] if r.get("schema")}
    for name in ("events.csv", "figures.csv", "sources.csv"):
        assert described[name] == list(rows(site, name)[0])
    assert datasets.__doc__
