"""Files from elsewhere, in whatever encoding and of whatever kind."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.faults.diagnostic import Fault
from timeline.importing import any_text

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
