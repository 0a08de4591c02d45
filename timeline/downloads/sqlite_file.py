"""The timeline as a database: SQLite, with foreign keys that hold and a search that knows Arabic.

The tables are `sqlite_tables`'s. `events_fts` finds what is written, in any language, and in its column `folded` each
word as `folding` has it, whichever way it was spelt.

The bytes are the same on every machine: pages of one size, one transaction, the search's index in one piece, and
in place of the number of the library that wrote it that of the oldest which can read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from timeline import addresses, files
from timeline.digest import pieces_of
from timeline.downloads.columns import Dataset
from timeline.downloads.sqlite_tables import PAIRED, tables, value
from timeline.edition.contributions import Whole
from timeline.faults.diagnostic import Diagnostic, Fault, Span, tell

if TYPE_CHECKING:
    import sqlite3

_OLDEST = 3_009_000  # SQLite 3.9, which brought FTS5
_PAGE, _CACHE = 4096, 4000  # bytes of a page, pages that are held in memory
_AT_ONCE = 500  # events whose rows are in memory: one alone would leave its tables in small pieces
_STAMP = slice(96, 100)  # where a database says which library wrote it (https://sqlite.org/fileformat.html)


def made(whole: Whole) -> Iterator[bytes]:
    """The database's file, in pieces. Raises `Fault` where this Python cannot make one."""
    try:
        import sqlite3  # only now: some are built without it
    except ImportError:
        raise _lacking("sqlite3") from None
    with files.elsewhere() as tree:  # it is larger than all else that a build holds
        place = tree.folder / "timeline.sqlite"
        database = sqlite3.connect(place, isolation_level=None)
        try:
            if not database.execute(
                "SELECT 1 FROM pragma_compile_options WHERE compile_options = 'ENABLE_FTS5'"
            ).fetchall():
                raise _lacking("fts5")
            _write(database, whole)
        except sqlite3.Error as problem:  # a full disk; whoever asked for the file tells that it was refused
            raise OSError(str(problem)) from None
        finally:
            database.close()
        with open(place, "rb") as file:
            first = bytearray(file.read(_PAGE))
            first[_STAMP] = _OLDEST.to_bytes(4, "big")
            yield bytes(first)
            yield from pieces_of(file)


def _lacking(what: str) -> Fault:
    message = tell(
        "`{path}` cannot be made, because this Python lacks `{what}`", path=addresses.data("timeline.sqlite"), what=what
    )
    help = tell("build with another; those of `python.org`, of `uv` and of Linux distributions have it")
    return Fault(Diagnostic("no-database", message, Span(addresses.data("timeline.sqlite")), help))


def _write(database: sqlite3.Connection, whole: Whole) -> None:
    for setting in (f"page_size = {_PAGE}", "journal_mode = OFF", "synchronous = OFF", f"cache_size = {_CACHE}"):
        database.execute(f"PRAGMA {setting}")  # nobody else sees it before it is done
    database.execute("BEGIN")
    insert = {}
    for table in tables(whole.timeline, whole.editions):
        database.execute(_definition(table))
        insert[table.name] = f"INSERT INTO {_name(table.name)} VALUES ({', '.join('?' * len(table.columns))})"
        database.executemany(insert[table.name], (list(map(value, row)) for row in table.rows))
        if table.name == "events":
            texts = [c.name for c in table.columns if c.name.startswith(("title_", "summary_", "text_"))]
    database.executemany(insert["events"], (row for rows in whole.each("sqlite") for row in rows["events"]))
    _index(database, [*texts, "folded"])  # now: what it leaves free the other tables take
    events = whole.each("sqlite")
    while some := list(islice(events, _AT_ONCE)):  # what points ahead is there at the end
        for name in [name for name in some[0] if name != "events"]:
            database.executemany(insert[name], (row for rows in some for row in rows[name]))
    database.execute("COMMIT")


def _index(database: sqlite3.Connection, columns: Sequence[str]) -> None:
    """The search over events. It holds no texts of its own: Datasette then offers it where it shows them."""
    named = ", ".join(map(_name, columns))
    database.execute(
        f'CREATE VIRTUAL TABLE events_fts USING fts5({named}, content="events", tokenize=\'unicode61 '
        f"remove_diacritics 2')"
    )
    database.execute("INSERT INTO events_fts(events_fts) VALUES ('rebuild')")
    database.execute("INSERT INTO events_fts(events_fts) VALUES ('optimize')")


def _definition(table: Dataset) -> str:
    types = {"number": "NUMERIC", "integer": "INTEGER"}
    lines = [
        f"{_name(c.name)} {types.get(c.kind, 'TEXT')}{' NOT NULL' if c.needed else ''}"
        + (f" REFERENCES {_name(c.points)} (id)" if c.points else "")
        for c in table.columns
    ]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_name, table.key))})")
    lines += [
        f"FOREIGN KEY ({', '.join(columns)}) REFERENCES {_name(whole)} ({', '.join(columns)})"
        for *columns, whole in PAIRED.get(table.name, ())
    ]
    alone = " WITHOUT ROWID" if len(table.key) == len(table.columns) else ""  # the key would stand there twice
    return f"CREATE TABLE {_name(table.name)} ({', '.join(lines)}){alone}"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
