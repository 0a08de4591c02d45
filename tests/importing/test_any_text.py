"""Files from elsewhere, in whatever encoding and of whatever kind."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.faults.diagnostic import Fault
from timeline.importing import any_text, csv_rows, timelinejs_json
from timeline.records.yaml_file import File

TEXT = "Year,Headline\n2016,حساب\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_write_is_read(tmp_path, encoding):
    """UTF-8 with a byte order mark and without, UTF-16 with one; either byte order."""
    (tmp_path / "f.csv").write_bytes(TEXT.encode(encoding))
    assert any_text.read(tmp_path / "f.csv").text == TEXT
    (tmp_path / "g.csv").write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert any_text.read(tmp_path / "g.csv").text == TEXT


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (TEXT.encode("windows-1256"), "not-utf8", 2),
        ("Year\nRózsa\n".encode("windows-1252"), "not-utf8", 2),
        (TEXT.encode("utf-16-le"), "bad-import", 0),
        (b"\xff\xfe\x00", "not-utf8", 0),
        (b"PK\x03\x04\x14\x00", "bad-import", 0),
        (b"\xd0\xcf\x11\xe0\xa1", "bad-import", 0),
        (b"GIF89a\x00\x01", "bad-import", 0),
        (b"a" * (any_text.MOST_BYTES + 1), "file-too-large", 0),
    ],
)
def test_what_cannot_be_read_as_text_is_a_clear_fault(tmp_path, data, code, line):
    """Old encodings are never guessed; a workbook is told from a table."""
    (tmp_path / "f.csv").write_bytes(data)
    with pytest.raises(Fault) as raised:
        any_text.read(tmp_path / "f.csv")
    (fault,) = raised.value.diagnostics
    assert (fault.code, fault.span.line) == (code, line) and fault.help


def test_what_is_no_file_is_a_clear_fault(tmp_path):
    """Nothing, a folder, a pipe, a link that leads nowhere, a name that no file can have."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("nowhere")
    found = {}
    for name in ("none", "link", "", "pipe", "a\0b"):
        with pytest.raises(Fault) as raised:
            any_text.read(tmp_path / name)
        found[name] = raised.value.diagnostics[0].code
    assert found == {
        "none": "unreadable",
        "link": "unreadable",
        "": "not-a-file",
        "pipe": "not-a-file",
        "a\0b": "unreadable",
    }


@given(st.binary(max_size=40))
def test_any_bytes_are_a_text_or_a_fault(tmp_path, data):
    """Never an exception of another kind."""
    (tmp_path / "f").write_bytes(data)
    try:
        assert isinstance(any_text.read(tmp_path / "f").text, str)
    except Fault as fault:
        assert fault.diagnostics


@pytest.mark.parametrize(
    "text", ['{"events": [' + "{}," * 2_100_000 + "{}]}", "Year,Headline\n" + "\n" * 2_100_000, "," * 2_100_000]
)
def test_what_is_nearly_nothing_many_times_over_is_refused(tmp_path, text):
    """An empty slide takes three bytes of a file, and once took six hundred of memory."""
    (tmp_path / "list.csv").write_text(text, "utf-8")
    with pytest.raises(Fault) as refused:
        any_text.read(tmp_path / "list.csv")
    assert [d.code for d in refused.value.diagnostics] == ["too-many"]


def test_more_events_than_anybody_reads_are_refused_at_the_first(tmp_path, monkeypatch):
    """In both forms, with its place."""
    monkeypatch.setattr(csv_rows, "MOST_EVENTS", 3)
    monkeypatch.setattr(timelinejs_json, "MOST_EVENTS", 3)
    rows, slides = "Year\n" + "1\n" * 4, '{"events": [' + ", ".join(['{"a": "b"}'] * 4) + "]}"
    for made, found in (csv_rows.read(File("l", rows)), timelinejs_json.from_json(File("l", slides))):
        assert made is None and [(d.code, d.span.line) for d in found] == [
            ("too-many", 5 if found[0].span.line > 1 else 1)
        ]
    assert csv_rows.read(File("l", rows[:-2]))[1] == []
