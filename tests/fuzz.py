"""Inputs that nobody thinks of, as many as are asked for, to whatever reads what a stranger may have written.

    python3 -m tests.fuzz 20000           # so many for each reader; or `… 20000 edtf prose` for some of them

What was found stays as a case of the tests. A reader holds if it gives a value or its own fault, and says nothing else.
"""

from __future__ import annotations

import html
import json
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import reduce
from pathlib import Path

import nh3
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import nasty
from tests import world as worlds
from tests.pictures import image, saved
from timeline import files
from timeline.build.kept import Kept
from timeline.build.manifest import Manifest, claimable
from timeline.faults.diagnostic import Fault
from timeline.faults.report import as_github, as_json, as_text
from timeline.importing import any_text, csv_rows, html_to_markdown, plan_import, timelinejs_json
from timeline.records import yaml_file
from timeline.text import bidi, edtf, folding, picture_file, prose, web_address, widths

PIECES = st.sampled_from(
    [*nasty.ARABIC, *nasty.ENGLISH, "\u202e", "\u2067", "\u2069", "\x00", "\x1b[31m", "\ud800", "\ufeff", "\U000e0041"]
    + [
        "<script>",
        "<a href=",
        "javascript:",
        "](",
        "[[",
        "]]",
        "[[e]]",
        "`",
        "**",
        "_",
        "> ",
        "- ",
        "1. ",
        "\n",
        "\n\n",
    ]
    + [
        ": ",
        "- ",
        "? ",
        "|",
        ">",
        "&a",
        "*a",
        "!!",
        "%",
        "---",
        "...",
        "#",
        "{",
        "}",
        "[",
        "]",
        ",",
        '"',
        "'",
        "\\",
        "\t",
    ]
    + ["2016", "-02", "/", "..", "~", "?", "%", "X", "T10:00Z", "Y-", "S2", "{..}", "24", "0", "-0001"]
    + ["https://", "@", ":80", "xn--", "[::1", "//", "аррӏе", "ﷺ", "ـ", "َ", "🏴", "‍"]
)
TEXT = st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join)
FIT = TEXT.map(yaml_file.fit)  # as every file that was read is
BYTES = TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=200)
# A picture of each kind, with some of its bytes changed, cut out, put in.
SOUND = [
    saved(image(), kind, **how) for kind, how in (("JPEG", {}), ("PNG", {}), ("WEBP", {}), ("WEBP", {"lossless": True}))
]
DAMAGED = st.tuples(
    st.sampled_from(SOUND),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 9), st.binary(max_size=9)), max_size=4),
).map(lambda it: reduce(lambda raw, cut: raw[: cut[0]] + cut[2] + raw[cut[0] + cut[1] :], it[1], it[0]))
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT | st.sampled_from(["files", "version"]), inner, max_size=4)
    ),
    max_leaves=20,
)

_converter = prose.Prose()


def reads_yaml(raw: bytes) -> None:
    file, faults = yaml_file.read("content/topics.yaml", raw)
    assert file.readable or faults
    for text in (as_text(faults), as_json(faults), as_github(faults)):
        assert text.isprintable() or not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def reads_dates(text: str) -> None:
    try:
        date = edtf.parse(text)
    except edtf.DateError as fault:
        assert fault.code and fault.message and 0 <= fault.offset <= len(text)
    else:
        assert edtf.parse(text) == date


def writes_prose(text: str) -> None:
    made, problems = _converter.html(text, lambda name: prose.Target("e.html", name))
    assert made == nh3.clean(
        made, tags=prose._TAGS, attributes=prose._ATTRIBUTES, url_schemes=set(prose.ALLOWED), link_rel=None
    )
    assert not re.search(r"<script|<[^>]*\s(?:on\w+=|href=\"\s*(?:javascript|data|vbscript):)", made, re.IGNORECASE)
    assert problems or not re.search(r"<[^>]*\shref=\"(?!https?:|mailto:|e\.html)", made, re.IGNORECASE)
    assert {p.code for p in _converter.problems(text, lambda name: prose.Target("e.html", name))} == {
        p.code for p in problems
    }


def isolates(text: str) -> None:
    for rtl in (True, False):
        made = bidi.isolated(text, rtl, "en")
        assert not made or html.unescape(re.sub("</?(?:bdi|span)[^>]*>", "", made)) == text
    assert isinstance(bidi.problem(text), str)


def walks_pictures(raw: bytes) -> None:
    try:
        found = picture_file.read(raw)
    except picture_file.PictureError as fault:
        assert fault.code and fault.message and fault.help
    else:
        again = picture_file.read(found.bare)
        assert (again.kind, again.width, again.height) == (found.kind, found.width, found.height)
        assert 0 < found.width <= picture_file.MOST_SIDE and 0 < found.height <= picture_file.MOST_SIDE


def judges_addresses(text: str) -> None:
    if not web_address.problem(text):
        assert re.match(r"https?://[^/?#@\\]+", text, re.IGNORECASE)


def folds(text: str) -> None:
    for word in folding.tokens(text):
        assert word and folding.tokens(word) == [word]


def measures(text: str) -> None:
    lines = widths.wrap(text, 20)
    assert "".join("".join(lines).split(" ")) == "".join(text.replace("\n", " ").split(" "))


def brings_in(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        path.write_bytes(raw)
        try:
            text = any_text.read(path)
        except Fault:
            return
        csv_rows.read(text)
        timelinejs_json.from_json(text)


def brings_in_whole(text: str) -> None:
    cells = {"start_date": {"year": "2016"}, "text": {"headline": text, "text": text}, "group": text, "unique_id": text}
    path = _root() / "list.json"
    path.write_text(json.dumps({"events": [cells], "title": {"text": {"headline": text}}}), "utf-8")
    made = plan_import.plan(_root(), path, plan_import.Wanted("en"))
    assert all(path.startswith("content/") and files.inside(path) for path in made.changes)
    for path, data in made.changes.items():
        assert yaml_file.read(path, data)[1] == [], path


def turns_html(text: str) -> None:
    made = html_to_markdown.markdown(text, _converter)
    assert not made.problem or isinstance(made.problem, str | prose.Problem)


def reads_manifests(data: object) -> None:
    for whole in (data, {"version": 4, "engine": data, "inputs": data, "packs": data, "files": data}):
        manifest = Manifest.from_json(json.dumps(whole))
        assert all(claimable(path) for path in manifest.files)
        Manifest.from_json(manifest.to_json())


def reads_packs(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pack")
        path.write_bytes(raw)
        kept = Kept({"pack": str(path)})
        for key in list(kept._lies):
            kept.get(key, "a")
        kept.close()


_made: list[Path] = []


def _root() -> Path:
    """A small project, made once."""
    if not _made:
        _made.append(worlds.write(Path(tempfile.mkdtemp()), worlds.files()))
    return _made[0]


READERS: dict[str, tuple[Callable, st.SearchStrategy]] = {
    "yaml": (reads_yaml, BYTES),
    "edtf": (reads_dates, TEXT),
    "prose": (writes_prose, FIT),
    "bidi": (isolates, TEXT),
    "pictures": (walks_pictures, DAMAGED),
    "addresses": (judges_addresses, TEXT | TEXT.map("https://{}".format)),
    "folding": (folds, TEXT),
    "widths": (measures, TEXT),
    "import": (brings_in, BYTES),
    "import-whole": (brings_in_whole, TEXT),
    "html": (turns_html, FIT),
    "manifest": (reads_manifests, DATA),
    "packs": (reads_packs, BYTES),
}


def fuzz(name: str, times: int) -> None:
    """Has a reader read so many inputs; raises what it raises, with the input that made it."""
    read, inputs = READERS[name]
    quiet = settings(
        max_examples=times, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip
    quiet(given(inputs)(read))()


if __name__ == "__main__":
    wrong = 0
    for name in sys.argv[2:] or READERS:
        start = time.perf_counter()
        try:
            fuzz(name, int(sys.argv[1]))
            print(f"{name}: {sys.argv[1]} inputs, {time.perf_counter() - start:.0f} s: holds", flush=True)
        except Exception:
            wrong += 1
            print(f"{name}: {traceback.format_exc(limit=-3)}", flush=True)
    sys.exit(bool(wrong))
