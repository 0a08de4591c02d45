"""A machine that lacks programs: their tests are skipped and that is said, and only where all are asked for it fails."""

from __future__ import annotations

import pytest

from tests import programs
from tests.conftest import PROJECT
from timeline import cli

LACK = "there is no git; on Debian and Ubuntu: apt install git"


def test_a_program_is_found_by_any_of_its_names(tmp_path, monkeypatch):
    """The first that is there, on the path or at a place of its own."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("google-chrome", "chromium"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
        assert programs.needs("chromium") == str(tmp_path / name)
    for folder in ("4.0", "4.1"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own").touch()
    monkeypatch.setitem(programs.PROGRAMS, "own", programs.Program("Own", "own", (f"{tmp_path}/*/own",)))
    assert programs.find("own") == f"{tmp_path}/4.1/own"


def test_what_is_lacking_skips_or_fails(tmp_path, monkeypatch):
    """A test without its program is skipped whatever CI says; by the project's own switch it fails. Both say what to
    install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", "true")
    monkeypatch.delenv(programs.NEED_ALL, raising=False)
    (tmp_path / "java").write_text("#!/bin/sh\n")
    (tmp_path / "java").chmod(0o755)
    with pytest.raises(pytest.skip.Exception, match=LACK):
        programs.needs("java", "git")
    monkeypatch.setenv(programs.NEED_ALL, "1")
    assert programs.needs("java") == str(tmp_path / "java")
    with pytest.raises(pytest.fail.Exception, match=LACK):
        programs.needs("java", "git")


def test_a_run_says_what_it_did_not_test(tmp_path, monkeypatch, capsys):
    """At its end, in one line for each program, with workers and without; with the switch the run fails."""
    for name, value in {"PATH": str(tmp_path), "CI": "true", programs.NEED_ALL: "", "PYTEST_ADDOPTS": ""}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(PROJECT)
    words = ["tests/records/test_git_history.py"]
    run = lambda *more: (pytest.main([*words, *more]), capsys.readouterr().out)
    for status, said in (run(), run("--numprocesses=1")):
        told = [line for line in said.splitlines() if "git" in line]
        assert status == 0 and len(told) == 1, said
        assert told[0].startswith("not tested (") and told[0].endswith(f" tests): {LACK}")
    monkeypatch.setenv(programs.NEED_ALL, "1")
    assert run("--exitfirst")[0] == 1


def test_all_tests_have_workers_and_some_have_none(monkeypatch):
    """`test` alone spreads them; with words of one's own pytest gets these and no others."""
    asked = []
    monkeypatch.setattr(cli.subprocess, "call", lambda words, **_: asked.append(words[3:]) or 0)
    assert cli.main(["test"]) == cli.main(["test", "tests/test_cli.py", "-x"]) == 0
    assert any(word.startswith("--numprocesses") for word in asked[0])
    assert asked[1] == ["tests/test_cli.py", "-x"]
