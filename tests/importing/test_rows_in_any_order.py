"""Rows that nobody thought of, in any order and any number of files: each is one event, and is known again."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import world as worlds
from tests.importing.test_identity import MADE, events
from tests.importing.test_plan_import import bring
from timeline.importing import drafts, plan_import
from timeline.importing.plan_import import Wanted

LONG = "a headline of so many words that the id which is made of it ends before the headline does, "
HEADLINES = ["سقوط حيفا", "سقوط يافا", "القرار 242", "242", "War", "war", "War!", "G7 تجتمع", "G7 تفترق", "A b", "a, b",
             "event", "Event 2", "2016", f"{LONG}one", f"{LONG}two", "حرب", "الحرب"]  # fmt: skip
YEARS = ["1948", "1967", "2016"]
IDS = ["1948-war", "1948-event", "1967-event-2", "2016-a-b", "2016-2016"]
FORMS = [(code, own) for code in ("en", "ar") for own in (False, True)]
ROWS = st.fixed_dictionaries(
    {
        "file": st.integers(0, 2),
        "form": st.sampled_from(FORMS),
        "year": st.sampled_from(YEARS),
        "month": st.sampled_from(["", "", "6", "13"]),  # the last is none
        "headline": st.sampled_from(HEADLINES),
        "text": st.sampled_from(["One.", "Two."]),
        "id": st.sampled_from([*[""] * 12, *IDS]),
    }
)
DISTINCT = {"unique_by": lambda row: (row["form"], row["year"], row["month"], row["headline"])}


def files(rows: list[dict]) -> list[tuple[str, list[dict]]]:
    """The rows by the files that they stand in: TimelineJS's sheets, and our own, each in a language."""
    kinds = list(dict.fromkeys((row["file"], row["form"]) for row in rows))
    return [(form[0], [row for row in rows if (row["file"], row["form"]) == (n, form)]) for n, form in kinds]


def written(path: Path, code: str, rows: list[dict]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        if rows[0]["form"][1]:
            writer.writerow(["id", "date", f"title_{code}", f"summary_{code}"])
            writer.writerows([row["id"], date(row), row["headline"], row["text"]] for row in rows)
        else:
            writer.writerow(["Year", "Month", "Headline", "Text", "Unique ID"])
            writer.writerows([row["year"], row["month"], row["headline"], row["text"], row["id"]] for row in rows)
    return path


def date(row: dict) -> str:
    return f"{row['year']}-{row['month']:>02}" if row["month"] else row["year"]


def key(row: dict) -> tuple[str, str, str]:
    """What a row says, in its language."""
    return date(row), row["form"][0], row["headline"]


def keys(data: dict) -> list[tuple[str, str, str]]:
    return [(data["date"], code, title) for code, title in data["title"].items() if title]


def brought(root: Path, rows: list[dict]) -> int:
    """Brings in each file, looks whether all that is said of it is true, and gives the number of new events."""
    new = 0
    for code, some in files(rows):
        made = bring(root, "f.csv", written(root / "f.csv", code, some).read_bytes(), language=code, **MADE)
        new += len(made.changes)
        there = events(root)
        for fault in made.diagnostics:
            row = some[fault.span.line - 2]
            name = next(iter(re.findall("`(?:events/)?([^`]+)`", fault.message)), "")
            if "has this date and headline already" in fault.message:
                assert key(row) in keys(there[name])
            elif "rows from which events were made before" in fault.message:
                assert fault.severity == "warning"
            elif "was made from this row before" in fault.message or "perhaps it is" in fault.message:
                assert drafts.rows((root / f"content/events/{name}.yaml").read_text("utf-8"))
            elif "is there already" in fault.message:
                assert name == row["id"] and there[name]["date"] == date(row) and not there[name]["title"][code]
            elif "does not have this date and headline" in fault.message:
                assert name == row["id"] and key(row) not in keys(there[name])
            elif "the row at" in fault.message:
                other = some[int(name.split(":")[0]) - 2]
                assert key(other) == key(row) and ("is the same" in fault.message) == (other == row)
            elif fault.code == "duplicate-id":
                assert name == row["id"] and sum(other["id"] == name for other in some) > 1
            else:
                assert fault.code == "made-up-id" or fault.code == "bad-month" and row["month"] == "13"
    return new


@settings(max_examples=40)
@given(st.lists(ROWS, min_size=1, max_size=12))
def test_in_any_order_and_any_number_of_files_each_row_is_an_event_once(tmp_path_factory, rows):
    """What is in content afterwards is what the rows said; only who chose an id that another has is sent back."""
    root = worlds.write(tmp_path_factory.mktemp("any"), worlds.files())
    brought(root, rows)
    found = Counter(said for data in events(root).values() for said in keys(data))
    sound = [row for row in rows if row["month"] != "13"]
    assert set(found) <= set(map(key, sound))
    for row in sound:
        named = {other["id"] for other in sound if key(other) == key(row)}
        if "" in named or not named & set(events(root)):
            assert found[key(row)] >= 1
        assert found[key(row)] <= max(1, len(named - {""}) + ("" in named))
    assert brought(root, rows) == brought(root, rows[::-1]) == 0
    shutil.rmtree(root)


@settings(max_examples=40)
@given(st.lists(ROWS, min_size=1, max_size=10, **DISTINCT), st.data())
def test_rows_without_ids_are_known_again_in_any_other_files(tmp_path_factory, rows, data):
    """Though every event was renamed, dated anew and given another headline; the rows are parted in another way."""
    root = worlds.write(tmp_path_factory.mktemp("any"), worlds.files())
    rows = [{**row, "id": ""} for row in rows]
    number = brought(root, rows)
    assert number == len({key(row) for row in rows if row["month"] != "13"}) == len(events(root))
    for n, id in enumerate(events(root)):
        path = root / f"content/events/{id}.yaml"
        text = re.sub(r"^(date|  (?:en|ar)): .*$", rf"\1: 19{n:02}", path.read_text("utf-8"), flags=re.M)
        path.unlink()
        (root / f"content/events/now-{n}.yaml").write_text(text, "utf-8")
    again = [{**row, "file": data.draw(st.integers(0, 3))} for row in data.draw(st.permutations(rows))]
    said = [
        fault.message
        for code, some in files(again)
        for fault in plan_import.plan(root, written(root / "f.csv", code, some), Wanted(code, "s", "t")).diagnostics
        if fault.code != "bad-month"
    ]
    counts = [re.search(r"were made before: (\d+)", message) for message in said if "perhaps" not in message]
    assert sum(int(found[1]) if found else 1 for found in counts) == number
    assert all(found or "was made from this row before" in message for found, message in zip(counts, said, strict=True))
    shutil.rmtree(root)
