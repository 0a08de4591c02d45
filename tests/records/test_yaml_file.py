"""YAML as content writes it: any bytes are read or refused, nothing is typed, and every place is exact."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.conftest import PROJECT
from timeline.records import yaml_file

REAL = [path.read_bytes() for path in sorted((PROJECT / "content").rglob("*.yaml"))]
# Letters of both scripts, a combining mark, an emoji, and what YAML reads as something.
LETTERS = st.sampled_from([*"abكلمةً1 -:#,[]{}'\"&*!|>%@`~?=\\.", "😀", "é", "漢"])
WORDS = st.text(LETTERS, max_size=12)
KEYS = st.text(st.sampled_from([*"abkeyسنة😀_1"]), min_size=1, max_size=6)


def read(text: str | bytes):
    return yaml_file.read("f.yaml", text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def data(text: str) -> object:
    file, faults = read(text)
    assert faults == []
    return file.data


def fault(text: str | bytes) -> tuple[str, int, int, int]:
    """The first fault of a text: its code, line, column and length."""
    first = read(text)[1][0]
    return first.code, first.span.line, first.span.column, first.span.length


def answers(raw: bytes) -> None:
    """Reading gives data or a fault, and each place that a fault or a value has is in the text."""
    file, faults = read(raw)
    assert file.readable or faults
    lines = file.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in faults[:20]:
        if found.span.line and file.text:
            assert found.span.excerpt == lines[found.span.line - 1]
            assert 1 <= found.span.column <= len(found.span.excerpt) + 1
    file.span(("a", 0, "b"))
    file.locate(("a",), "x")


@given(st.binary(max_size=200))
@example(b"\xff\xfea\x00")
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: 1")
def test_any_bytes_are_read_or_refused(raw):
    """No bytes raise an exception."""
    answers(raw)


@given(st.text(st.one_of(LETTERS, st.characters()), max_size=200))
@example("? - a\n  - b\n: x")
@example("- \t- a")
@example("a: 1\rb: [")
def test_any_text_is_read_or_refused(text):
    """No text raises an exception, be it made of the signs that YAML reads."""
    answers(text.encode("utf-8", "surrogatepass"))


@given(st.sampled_from(REAL), st.data())
@settings(max_examples=300)
def test_any_slip_in_a_real_file_is_read_or_refused(raw, draw):
    """Real content with a piece taken out, doubled or overwritten raises no exception."""
    at = draw.draw(st.integers(0, len(raw)))
    gone = draw.draw(st.integers(0, 30))
    put = draw.draw(st.one_of(st.binary(max_size=4), WORDS.map(str.encode), st.just(raw[at : at + 40])))
    answers(raw[:at] + put + raw[at + gone :])


BOMBS = {
    "brackets": ("[" * 100_000, "too-deep"),
    "braces": ("{a: " * 100_000, "too-deep"),
    "a deep mapping": ("".join(" " * n + "a:\n" for n in range(1_200)), "too-deep"),
    "dashes": ("- " * 100_000, "too-deep"),
    "question marks": ("? " * 100_000, "bad-key"),
    "many values": ("[" + "a," * 20_001 + "]", "too-deep"),
    "many keys": ("".join(f"k{n}: v\n" for n in range(10_001)), "too-deep"),
    "many lists": ("[" + "[]," * 20_001 + "]", "too-deep"),
    "aliases": ("a: &a [x]\n" + "".join(f"b{n}: [*a, *a, *a]\n" for n in range(4_000)), "yaml-anchor"),
    "a megabyte": ("a" * 1_000_001, "file-too-large"),
    "an open quotation mark": ("'" + "a " * 400_000, "yaml-syntax"),
    "colons": (":" * 900_000, "yaml-syntax"),
    "a long tag": ("!" + "a" * 900_000 + " b", "yaml-tag"),
    "one key again and again": ("a: b\n" * 9_000, "duplicate-key"),
    "anchors on lines": ("- &a x\n" * 19_000, "yaml-anchor"),
    "anchors on one long line": ("[" + "&a x," * 1_900 + "y" * 900_000 + "]", "yaml-anchor"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_keep_the_reader_busy_is_refused(name):
    """What would take other readers minutes, gigabytes or their life is a fault."""
    text, code = BOMBS[name]
    assert fault(text)[0] == code


def test_the_lines_of_many_faults_are_kept_once():
    """Two thousand faults on a line of a megabyte share that line, or they would fill the memory."""
    _, faults = read("[" + "&a x," * 1_900 + "y" * 900_000 + "]")
    assert len({id(f.span.excerpt) for f in faults}) == 1


def test_a_huge_scalar_is_a_value():
    """A text may be as long as its file."""
    assert len(data("a: " + "x" * 900_000)["a"]) == 900_000


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "on",
        "Yes",
        "true",
        "0762",
        "12:30",
        "1_000",
        "2014-02-30",
        "=",
        "<<",
        "1e3",
        "0x1F",
        ".inf",
        "NULL",
        "125000",
        "2016-02-05",
    ],
)
def test_scalars_stay_what_the_author_wrote(value):
    """Nothing is a boolean, a number or a date: the schema decides what a text means."""
    assert data(f"a: {value}\nb: [{value}]\n{value}: c") == {"a": value, "b": [value], value: "c"}


@pytest.mark.parametrize("value", ["", "~", "null"])
def test_what_is_left_empty_is_none(value):
    """An empty value, `~` and `null` are nothing; in quotation marks they are text."""
    assert data(f"a: {value}\nb: '{value}'\nc:\n- {value}\n") == {"a": None, "b": value, "c": [None]}


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
def test_both_parsers_give_the_same_data(loader):
    """With and without libyaml a file means the same."""
    before, yaml_file._Loader = yaml_file._Loader, loader
    try:
        assert data("a: ~\nb: [x, '']\nc: {d: no}\ne:\n") == {"a": None, "b": ["x", ""], "c": {"d": "no"}, "e": None}
    finally:
        yaml_file._Loader = before


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_and_columns_hold_for_any_line_ends_and_with_a_mark(mark, end):
    """A BOM and Windows' or old Macintosh's line ends move no place."""
    file, faults = read(mark + end.join(["# نص", "a:", "  - ب 😀", "  - {c: x}", ""]))
    assert faults == []
    places = [
        (span.line, span.column, span.length, span.excerpt)
        for span in (file.span(("a", 0)), file.span(("a", 1, "c")), file.span(("a", 1, "c"), key=True))
    ]
    assert places == [(3, 5, 3, "  - ب 😀"), (4, 9, 1, "  - {c: x}"), (4, 6, 1, "  - {c: x}")]


def test_a_fault_at_the_end_of_the_text_stands_on_its_last_line():
    """Where the text ends without a line end, its end belongs to the last line."""
    assert fault("a: b\nc: *")[1] == 2
    assert read("a: b\rc: d")[0].find("d").line == 2


def test_a_file_in_another_encoding_shows_where():
    """Line and column of the first byte that is no UTF-8 are counted in characters."""
    assert fault("a: نص\r\nb: نص ".encode() + b"\xc7") == ("not-utf8", 2, 7, 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ن: 'x'\nن: y", ("duplicate-key", 2, 1, 1)),
        ("ن: *b", ("yaml-alias", 1, 4, 2)),
        ("ن: &b c", ("yaml-anchor", 1, 4, 2)),
        ("😀: !!str c", ("yaml-tag", 1, 4, 5)),
        ("a: ن\u0001", ("bad-character", 1, 5, 1)),
        ("a: ن\ufdd0", ("bad-character", 1, 5, 1)),
        ("a: 'ن\n\n", ("yaml-syntax", 1, 4, 1)),
        ("a: ن: ب", ("yaml-syntax", 1, 5, 1)),
        ('a: "\\x00"', ("bad-character", 1, 4, 6)),
        ("a: x\u2028y", ("bad-character", 1, 5, 1)),
        ("a: ن \u202eb", ("unbalanced-bidi", 1, 6, 1)),
        ("[a]: b", ("bad-key", 1, 1, 1)),
        ("a: b\n---\nc: d", ("several-documents", 2, 1, 3)),
        ("a:\n\tb: c", ("yaml-syntax", 2, 1, 1)),
        ('a: "\\U0001FFFE"', ("bad-character", 1, 4, 12)),
    ],
)
def test_a_fault_stands_where_it_is(text, place):
    """Code, line, column and length of each fault."""
    assert fault(text) == place


def quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


@given(
    st.dictionaries(
        KEYS,
        st.one_of(KEYS, st.lists(KEYS, min_size=1, max_size=3), st.dictionaries(KEYS, KEYS, min_size=1, max_size=3)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["block", "flow"]),
    st.booleans(),
)
@example({"key": {"name": "a"}, "name": "b"}, "block", False)
def test_every_value_and_key_is_found_where_it_stands(tree, style, quote):
    """In block and flow style, plain and quoted, a place points at exactly what the author wrote."""
    write = quoted if quote else str
    lines = []
    for key, value in tree.items():
        if isinstance(value, str):
            lines.append(f"{write(key)}: {write(value)}")
        elif style == "flow":
            inner = (
                ", ".join(map(write, value))
                if isinstance(value, list)
                else ", ".join(f"{write(k)}: {write(v)}" for k, v in value.items())
            )
            lines.append(f"{write(key)}: " + ("[{}]" if isinstance(value, list) else "{{{}}}").format(inner))
        else:
            lines += [f"{write(key)}:  # نص"] + (
                [f"  - {write(v)}" for v in value]
                if isinstance(value, list)
                else [f"  {write(k)}: {write(v)}" for k, v in value.items()]
            )
    file, faults = read("\n".join(lines))
    assert faults == []
    assert file.data == tree

    def points_at(path: tuple, text: str, key: bool = False) -> None:
        span = file.span(path, key=key)
        assert lines[span.line - 1] == span.excerpt
        assert span.excerpt[span.column - 1 : span.column - 1 + span.length] == write(text)

    for key, value in tree.items():
        points_at((key,), key, True)
        if isinstance(value, str):
            points_at((key,), value)
        elif isinstance(value, list):
            for n, item in enumerate(value):
                points_at((key, n), item)
        else:
            for inner, item in value.items():
                points_at((key, inner), inner, True)
                points_at((key, inner), item)


def test_a_path_that_is_not_in_the_file_gives_the_nearest_place():
    """A union's tag within a path and a key that is missing at its end are passed over."""
    file, _ = read("a:\n  b: {c: d}")
    assert file.span(("a", "tag", "b", "c", "x")) == file.span(("a", "b", "c"))
    assert file.span(("a", "b", "x"), key=True) == file.span(("a", "b"), key=True)
    assert file.span(("x",)).line in (0, 1)


def test_a_word_is_found_within_a_value_of_any_style():
    """`locate` looks in the value only, and gives the value where the word is written otherwise."""
    file, _ = read('word: x\na: |\n  one\n  a word\nb: "w\\x6frd"')
    assert (file.locate(("a",), "word").line, file.locate(("a",), "word").column) == (4, 5)
    assert file.locate(("b",), "word") == file.span(("b",))


@given(
    st.recursive(
        WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=8
    ),
    st.booleans(),
)
def test_data_is_what_another_reader_of_texts_gives(tree, flow):
    """Where a file has texts only, PyYAML's own loader of texts agrees."""
    text = yaml.dump(tree, allow_unicode=True, default_flow_style=flow, Dumper=yaml.SafeDumper)
    file, faults = read(text)
    assume(not any(f.code in ("unbalanced-bidi", "bad-character") for f in faults))
    assert (file.data, faults) == (yaml.load(text, yaml.BaseLoader), []) == (tree, [])


@pytest.mark.parametrize("raw", REAL, ids=range(len(REAL)))
def test_real_content_is_what_another_reader_of_texts_gives(raw):
    """Each file of the project reads the same with PyYAML's own loader of texts."""
    assert read(raw)[0].data == yaml.load(raw, yaml.BaseLoader)


@given(st.text())
def test_a_text_that_is_made_fit_is_one_that_may_stand_in_a_file(text):
    """As long as it was, and the same where nothing was wrong with it."""
    fitted = yaml_file.fit(text)
    assert len(fitted) == len(text) and not yaml_file._unfit(fitted)
    assert fitted == text or yaml_file._unfit(text)


PLACES = """\
a: {x: one, "y": [p, q]}   # behind
b:
  c: |
    text

# between
d:
- {e: f}   # behind

# the end
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("path", "last"),
    [
        ((), "{e: f}"),
        (("a",), "[p, q]"),
        (("a", "y"), "q"),
        (("a", "x"), "one"),
        (("b",), "text"),
        (("d",), "{e: f}"),
        (("d", 0), "f"),
    ],
)
def test_the_end_of_what_is_written_is_before_comments_and_closing_brackets(path, last, line_end):
    """There another key or item can be put, in any style."""
    file, faults = read("\ufeff" + PLACES.replace("\n", line_end))
    assert faults == []
    assert file.text[: file.end(path)].endswith(last)
    start, stop = file.place(("a", "x"))
    assert file.text[start:stop] == "one"
    start, stop = file.place(("a", "y"), key=True)
    assert file.text[start:stop] == '"y"'
    assert file.line_end(start) == (file.text.index("# behind") + 8, line_end)
    assert file.line_end(len(file.text)) == (len(file.text), "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('t: {en: "a \u2068b\u2069 c \\u202Eevil\\u202C", ar: x}', "unbalanced-bidi"),  # a raw pair hid the escape
        ('t: {en: "a\u2068", ar: "\u2069b"}', "unbalanced-bidi"),  # the line is closed, neither text is
        ("a: b\n# a harmless remark\rupdated: 2019-01-01\r# and on\n", "bad-character"),
        ("a: x" + "".join(f"\ufe00{chr(0xE0100 + byte)}" for byte in b"payload"), "bad-character"),
        *(
            (f"a: x{letter}y", "bad-character")
            for letter in "\u034f\u17b4\u180b\u2065\ufff0\U0001bca0\U00016fe4\U00013430"
        ),
        ("a: x" + "\xad" * 8, "bad-character"),
        ("a: x" + "\u200b\u200c\u200d\xad" * 3, "bad-character"),
        ("a: x" + "\u0335\u0489\u0301" * 150, "bad-character"),
    ],
)
def test_what_a_reviewer_would_not_see_is_refused(text, code):
    """In a value, be it written as an escape, and in a comment."""
    assert code in [fault.code for fault in yaml_file.read("f.yaml", text.encode())[1]]


@pytest.mark.parametrize(
    "text",
    [
        "a\rb: c\r",
        "می\u200cخواهم",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "葛\U000e0100",
        "مُحَمَّدٌ",
        "Việt ẹ̀́",
        "🏴\U000e0067\U000e0062\U000e007f",
        "co\xadoperate",
    ],
)
def test_what_is_written_so_is_accepted(text):
    """Joiners, one selector behind a letter, vowel marks, flags, soft hyphens; a file with one kind of line end."""
    assert yaml_file.read_text("f.md", text.encode())[1] == []
