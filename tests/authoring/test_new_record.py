"""New records: what is laid out is right once its marks are filled, and what is wrong is told before it is written."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import pictures
from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, codes, tree
from timeline import cli
from timeline.authoring import new_record
from timeline.build import check, survey
from timeline.build.inputs import Options
from timeline.build.render import Templates
from timeline.records import content, ids, yaml_file

E, N = "content/events/e.yaml", "content/events/n.yaml"
FITTING = {
    "date": "2016-08",
    "published": "2016",
    "en": "Some words.",
    "ar": "كلمات.",
    "fr": "Des mots.",
    "topics": "[t]",
    "id": "s",
    "kind": "person",
    "scope": "outside",
    "language": "en",
}
KIND = {"name": worlds.both("Manuscript", "مخطوط"), "cited_as": "manuscript"}
PERIOD = {**worlds.TERM, "date": "2015/2016", "sources": [{"id": "s"}]}
TABLES = {
    f"content/{name}.yaml": "".join(f"{id}: {json.dumps(record, ensure_ascii=False)}\n" for id, record in table.items())
    for name in content.TABLES
    for own in [{"content/source_kinds.yaml": {"k": KIND}, "content/periods.yaml": {"r": PERIOD}}]
    for table in [{**worlds.files(), **own}[f"content/{name}.yaml"]]
}
# Whatever may be named by an example is there; a picture that is there is shown somewhere.
SHOWN = {
    "content/media/sundial.png": pictures.png(),
    "content/sources/s.yaml": {**worlds.SOURCE, "media": [pictures.picture()]},
}
COMMENT = re.compile(r"^( *)# ", re.MULTILINE)


def filled(root, path: str, **fitting: str) -> str:
    """A new record's text with every place filled that `check` calls empty, and nothing else."""
    text = (root / path).read_text("utf-8")
    lines = text.split("\n")
    for fault in check.check(Options(root)):
        assert (fault.code, fault.span.path) == ("empty", path)
        line = lines[fault.span.line - 1]
        key, comment = re.fullmatch(r"[ -]*([a-z_]+):   (# .+)", line).groups()
        assert fault.span.column == line.index(":") + 2, "the mark is where the value goes"
        lines[fault.span.line - 1] = line.replace(f":   {comment}", f": {({**FITTING, **fitting})[key]}   {comment}")
    assert lines != text.split("\n")
    return "\n".join(lines)


def made(root, of: str, id: str, **said) -> str:
    """The path of a new record."""
    path, found = new_record.new(root, of, id, said)
    assert found == []
    return path


@pytest.mark.parametrize("kind", ids.KINDS)
@pytest.mark.parametrize("uncommented", [False, True])
def test_a_new_record_is_right_once_its_marks_are_filled(world, kind, uncommented):
    """`check` names each mark at its place; with these filled it has nothing to say, nor once every example is taken in."""
    root = world(**TABLES, **SHOWN)
    path = made(root, kind, "n")
    fitting = {
        "sources": {"kind": "book"},
        "measures": {"en": '"{n} of them"', "ar": '"{n} منها"'},
        "source_kinds": {"cited_as": "map"},
        "paths": {"event": "e"},
        "periods": {"date": "2015/2016"},
    }.get(kind, {})
    text = filled(root, path, **fitting)
    (root / path).write_text(COMMENT.sub(r"\1", text) if uncommented else text, "utf-8")
    # What the examples leave to be written is told, and nothing else.
    assert {fault.code for fault in check.check(Options(root))} <= ({"left-to-fill"} if uncommented else set())
    folder, _ = content.read(root)
    record = survey.with_drafts(Templates(root), folder, []).kinds[kind]["n"].record  # `draft: true` is an example too
    if uncommented:
        assert record.model_fields_set == set(type(record).model_fields), "each field has its example"


def test_examples_name_what_the_real_project_has(ours, tmp_path):
    """In the project's own content too every example is right."""
    shutil.copytree(ours, tmp_path / "content")
    path = made(tmp_path, "events", "2016-08-18-n")
    text = filled(tmp_path, path, topics="[research]", id="unnamed-2016-08")
    first = (ours / "events/2016-08-twitter-235000.yaml").read_text("utf-8").partition("\n")[0]
    assert text.partition("\n")[0].replace("\t", " ") == first
    # Every `# ` taken away from the beginning of a line, to the letter: what leads editors to the schema stays.
    (tmp_path / path).write_text(COMMENT.sub(r"\1", text), "utf-8")
    assert {fault.code for fault in check.check(Options(tmp_path))} == {"left-to-fill"}


def test_a_language_more_is_a_mark_more(world):
    """site.yaml says which languages there are, in which order; each is named as it names itself."""
    french = (PROJECT / "templates/languages/en.yaml").read_text("utf-8").replace("name: English", "name: Français")
    root = world(
        **{
            "content/site.yaml": {**worlds.SITE, "languages": ["fr", "ar", "en"]},
            "templates/languages/fr.yaml": french,
        }
    )
    text = (root / made(root, "events", "n")).read_text("utf-8")
    assert text.startswith(
        "date:   # When, as EDTF, no more precise than the sources: `2016-02-05`, `2014-12~`, `2015-06/2015-10`; or in another calendar, as they have it: `hijri:1437-05`, `julian:1187-10-02`.\n"
        "title:\n  fr:   # A headline in Français.\n  ar:   # A headline in العربية.\n  en:   # A headline in English.\n"
        "summary:\n  fr:   # One or two sentences in Français; plain text.\n"
    )


def test_a_growing_language_has_a_place_that_may_stay_empty(world):
    """A new record offers its key behind the others; once these are written, what is empty there is no fault."""
    root = world(**worlds.in_growth(worlds.files()))
    path = made(root, "events", "n")
    text = (root / path).read_text("utf-8")
    assert "  ar:   # A headline in العربية.\n  fr:   # A headline in français.\n" in text
    for code in ("en", "ar"):
        text = re.sub(rf"^  {code}:   #.*$", f"  {code}: {'Some words' if code == 'en' else 'كلام'}", text, flags=re.M)
    text = re.sub(r"^date:.*", "date: 2017", text)
    text = re.sub(r"^topics:.*", "topics: [t]", text, flags=re.M)
    text = re.sub(r"^  - id:   #.*", "  - id: s", text, flags=re.M)
    (root / path).write_text(text, "utf-8")
    assert codes(root) == []
    assert (
        "title:\n  en: x\n" in (root / made(root, "events", "m", title={"en": "x", "ar": "x", "fr": "y"})).read_text()
    )


@pytest.mark.parametrize(
    ("id", "date"),
    [
        ("2016-08-18-twitter-235000", "2016-08-18"),
        ("2016-08-twitter", "2016-08"),
        ("2016-twitter", "2016"),
        ("2016", "2016"),
        ("2016-08-235000", "2016-08"),
        ("2016-125000-accounts", "2016"),
        ("2016-21-arrests", "2016"),
        ("2016-02-30-x", ""),
        ("20160818-x", ""),
        ("twitter-2016", ""),
    ],
)
def test_the_date_is_taken_from_the_beginning_of_the_id(id, date):
    """As day, month or year; what is no date, or reads as a season, is not guessed at."""
    assert new_record.dated(id) == date


def test_what_was_given_stands_in_its_place(world):
    """With no mark left there is nothing to fill."""
    root = world()
    said = {
        "date": "2014-12~",
        "title": both("A: #1", "خبر"),
        "summary": both("It is."),
        "topics": ["t"],
        "sources": ["s"],
    }
    path = made(root, "events", "n", **said, actors=["b", "a"], places=["p"])
    assert (
        (root / path)
        .read_text("utf-8")
        .startswith(
            'date: 2014-12~\ntitle:\n  en: "A: #1"\n  ar: خبر\nsummary:\n  en: It is.\n  ar: نص\ntopics: [t]\nactors: [b, a]\nplaces: [p]\n'
            'sources:\n  - {id: s}   # where in it: {id: s, at: "¶2"}\n## '
        )
    )
    assert check.check(Options(root)) == []


def test_all_that_a_record_must_have_can_be_said(world):
    """Each kind has words for it, so that nothing is left to fill; what names no event is refused at its word."""
    root = world(**TABLES)
    words = {
        "events": "2016-03-n --title-en A --title-ar ب --summary-en A. --summary-ar ب. --topic t --source s",
        "sources": "--source n --kind book --scope outside --language en --date 2014 --title-en A --title-ar ب "
        "--summary-en A. --summary-ar ب.",
        "measures": "--measure n --name-en A --name-ar ب --unit-en {n} --unit-ar {n}",
        "actors": "--actor n --kind person --name-en A --name-ar ب --summary-en A. --summary-ar ب.",
    }
    for kind, said in words.items():
        assert cli.main(["new", *said.split(" "), "--root", str(root)]) == 0, kind
    assert check.check(Options(root)) == []
    period = "--period n --date 2015/.. --name-en A --name-ar ب --summary-en A. --summary-ar ب."
    assert cli.main(["new", *period.split(" "), "--root", str(root)]) == 0  # what it rests on is to be filled in
    (root / "content/periods.yaml").write_text(filled(root, "content/periods.yaml"), "utf-8")
    path = made(root, "paths", "n", steps=["e", "2016-03-n"])
    steps = yaml_file.read(path, (root / path).read_bytes())[0].data["steps"]
    assert [step["event"] for step in steps] == ["e", "2016-03-n"]
    (root / path).write_text(filled(root, path), "utf-8")
    assert check.check(Options(root)) == []
    assert told(root, "paths", "m", steps=["nope"]) == [("unknown-event", "--event")]
    assert told(root, "sources", "m", scope="outsid") == [("unknown-value", "--scope")]


def test_a_source_has_its_title_in_its_own_language_too(world):
    """The site need not have that language."""
    root = world()
    path = made(root, "sources", "n", kind="book", language="fr", published="2015", title={"fr": "Un livre"})
    (root / path).write_text(filled(root, path), "utf-8")
    assert check.check(Options(root)) == []


def told(root, of: str, id: str, **said) -> list[tuple[str, str]]:
    """The faults of a new record, each with the word that it is about; nothing is written."""
    before = tree(root)
    _, found = new_record.new(root, of, id, said)
    assert tree(root) == before
    return sorted((fault.code, fault.span.path) for fault in found)


def test_all_that_is_wrong_is_told_at_once_at_its_word(world):
    """By the codes and words of a build, with what is near, before anything is written."""
    root = world(**{"content/topics.yaml": {"suspensions": worlds.TERM}, E: worlds.event(topics=["suspensions"])})
    worlds.write(root, {"content/actors.yaml": TABLES["content/actors.yaml"]})
    wrong = {
        "date": "2016-13",
        "title": {"fr": "A"},
        "topics": ["suspension"],
        "sources": ["x", "Y"],
        "actors": ["a", "a"],
    }
    assert told(root, "events", "Bad Id", **wrong, places=["q"]) == [
        ("bad-id", "--source"),
        ("bad-id", "ID"),
        ("bad-month", "--date"),
        ("duplicate-id", "--actor"),
        ("unknown-language", "--title-fr"),
        ("unknown-place", "--place"),
        ("unknown-topic", "--topic"),
    ]
    (fault,) = new_record.new(root, "events", "n", {"topics": ["suspension"]})[1]
    assert (fault.message, fault.help) == ("no topic has the id `suspension`", "did you mean `suspensions`?")
    assert told(root, "actors", "n", kind="persom") == [("unknown-value", "--kind")]
    assert told(root, "sources", "n", published="1916-02-30", kind="x") == [
        ("bad-day", "--date"),
        ("unknown-source-kind", "--kind"),
    ]
    worlds.write(root, {"content/topics.yaml": f"suspensions: {json.dumps(worlds.TERM)}\n"})
    assert told(root, "topics", "suspensions") == [("duplicate-id", "content/topics.yaml")]


def test_a_doubt_is_told_and_the_record_is_written(world):
    """A warning stands in nobody's way."""
    root = world()
    path, (fault,) = new_record.new(root, "events", "n", {"title": {"ar": "Four words in English"}})
    assert (fault.code, fault.span.path) == ("wrong-script", "--title-ar") and (root / path).is_file()


@given(st.text(max_size=40))
@settings(max_examples=60)
def test_any_text_is_kept_or_refused(tmp_path_factory, text):
    """What YAML would read otherwise is quoted; what no page can carry is told at its word."""
    root = worlds.write(tmp_path_factory.mktemp("any"), worlds.files())
    path, found = new_record.new(root, "events", "n", {"title": {"en": text}})
    if (root / path).exists():
        file, faults = yaml_file.read(path, (root / path).read_bytes())
        assert faults == [] and file.data["title"]["en"] == text
    else:
        assert found and {fault.span.path for fault in found} == {"--title-en"}


def test_a_byte_that_is_no_text_is_refused(world):
    """As a terminal that is not set to UTF-8 hands it over."""
    assert told(world(), "events", "n", title={"en": "caf\udce9"}) == [("not-utf8", "--title-en")]


# Other files with faults


def test_ids_are_known_while_other_files_have_faults(world):
    """A maintainer may be in the middle of several records."""
    root = world(
        **{
            E: "date: 2016-13\n",
            "content/events/f.yaml": "a: [",
            "content/sources/s.yaml": "",
            "content/places.yaml": "p: {}",
        }
    )
    made(root, "events", "n", topics=["t"], sources=["s"], places=["p"])
    assert told(root, "events", "m", topics=["x"], sources=["z"]) == [
        ("unknown-source", "--source"),
        ("unknown-topic", "--topic"),
    ]


@pytest.mark.parametrize("site", ["languages: [", "title: x\n", None])
def test_without_the_languages_nothing_can_be_laid_out(world, site):
    """The faults of site.yaml are told, and no others."""
    root = world(**{E: "date: 2016-13\n"})
    worlds.write(root, {"content/site.yaml": site})
    assert {path for _, path in told(root, "events", "n")} == {"content/site.yaml"}


# Where it goes


def test_nothing_is_overwritten(world, tmp_path):
    """Not a record, not what cannot be read, and nothing outside content/."""
    root = world(**{"content/events/f.yaml": "a: ["})
    (root / "content/events/g.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (root / "content/events/h.yaml").mkdir()
    for id, code in (("e", "duplicate-id"), ("f", "duplicate-id"), ("g", "link"), ("h", "not-a-file")):
        (fault,) = new_record.new(root, "events", id, {})[1]
        assert (fault.code, fault.span.path) == (code, f"content/events/{id}.yaml")
    (root / "content/sources").rename(root / "elsewhere")
    (root / "content/sources").symlink_to(root / "elsewhere")
    assert [fault.code for fault in new_record.new(root, "sources", "n", {})[1]] == ["link"]
    assert not (root / "elsewhere/n.yaml").exists()


TABLE = "# topics\nt:   # one\n  name: {en: A name, ar: اسم}\n  summary: {en: A sentence., ar: جملة.}\n"


@pytest.mark.parametrize(
    ("before", "between"),
    [
        (TABLE, ""),
        (TABLE.rstrip("\n"), "\n"),
        (TABLE.replace("\n", "\r\n"), ""),
        (TABLE.replace("\n", "\r\n").rstrip("\r\n"), "\r\n"),
        ("\ufeff" + TABLE, ""),
        (TABLE + "\n# later\n", ""),
        (re.sub("^(?=[t ])", "   ", TABLE, flags=re.MULTILINE), ""),
        (TABLE.replace("t:", "u:") + "\n" + TABLE.removeprefix("# topics\n"), "\n"),
        ("---\n" + TABLE, ""),
        ("# nothing yet\n", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_an_entry_is_added_to_its_table_and_the_rest_stays(world, before, between):
    """Byte for byte, with the table's own line ends, indentation and empty lines between entries."""
    root = world()
    path = "content/topics.yaml"
    worlds.write(root, {path: None if before is None else before.encode()})
    said = {"name": both("New", "جديد"), "summary": both("It is new.", "هو جديد.")}
    assert made(root, "topics", "n", **said) == path
    after = (root / path).read_bytes().decode()
    start = (before or "") + between
    assert after.startswith(start)
    line_end = "\r\n" if "\r\n" in after else "\n"
    pad = "   " if before and "   t:" in before else ""
    assert after.removeprefix(start).startswith(f"{pad}n:{line_end}{pad}  name:{line_end}{pad}    en: New{line_end}")
    assert after.endswith(line_end) and "\r" not in after.replace("\r\n", "")
    known = [id for id in ("u", "t") if before and f"{id}:" in before]
    assert ids.known(content.read(root)[0], "topics") == [*known, "n"]
    assert set(codes(root)) <= {"unknown-topic"}  # where there was no `t`, the event misses it


def test_a_faulty_table_is_left_alone(world):
    """Its own faults are told."""
    root = world(**{"content/topics.yaml": "t: [\n"})
    assert told(root, "topics", "n") == [("yaml-syntax", "content/topics.yaml")]
    (root / "content/topics.yaml").write_text("- t\n")
    assert told(root, "topics", "n") == [("cannot-edit", "content/topics.yaml")]
