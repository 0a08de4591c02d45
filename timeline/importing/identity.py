"""Which event a row is: one that is there, that of another row of its file, or a new one, which gets an id of its own.

A row is an event that was made from it, as the event's file remembers (`drafts`), or one with its date and its
headline, compared in each language that both have. An id that was made up of a date and some Latin letters says
nothing about that, and where it is taken the event gets another: no row is left out for it. An id that a row itself
names is an address that someone chose; where that is another event's, the row cannot have it, and is told so.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, listed, tell
from timeline.importing import completion, drafts
from timeline.importing.drafts import Draft
from timeline.importing.known_events import KnownEvents, said
from timeline.importing.tongues import Tongues
from timeline.records import ids
from timeline.records.content import PERMALINKS, Folder
from timeline.records.yaml_file import File

_BY_HAND = tell("an import changes nothing that is there; mend that event by hand")


@dataclass(frozen=True)
class Named:
    """The new events by their ids, in the rows' order; those that gain texts by theirs, each with its file and its row;
    how many rows are events that are there; what is to be said."""

    events: Mapping[str, Draft]
    filled: Mapping[str, tuple[File, Draft]]
    there: int
    faults: Sequence[Diagnostic]


def named(
    found: Sequence[Draft], root: Path, folder: Folder, tongues: Tongues, sound: Callable[[Draft], bool]
) -> Named:
    """The events that a file adds to a project. Only what is not there is asked whether it is `sound`, and a row
    that is not keeps no other from being an event."""
    return _Naming(found, root, folder, tongues).named(sound)


class _Naming:
    def __init__(self, found: Sequence[Draft], root: Path, folder: Folder, tongues: Tongues):
        self.found, self.root, self.folder, self.tongues = found, root, folder, tongues
        self.there: KnownEvents[str] = KnownEvents()
        self.new: KnownEvents[int] = KnownEvents()
        rows = {draft.row for draft in found}
        self.left: KnownEvents[str] = KnownEvents()  # events that an import made of rows which this file does not have
        for id, file in folder.records["events"].items():
            of = drafts.rows(file.text)
            self.there.add(id, file.data, of, drafts.marks(file.text))
            if of and rows.isdisjoint(of):
                self.left.add(id, file.data, of)
        self.former = {alias: id for alias, id, _ in ids.former(folder, "events")}
        self.given = set(ids.given(folder, "events"))
        self.claimed = {self.own(draft) for draft in found if draft.id} - {""}
        self.marks = Counter(draft.mark for draft in found)
        self.filled: dict[str, tuple[File, Draft]] = {}
        self.again: list[Draft] = []  # rows that are events already, unchanged
        self.faults: list[Diagnostic] = []

    def named(self, sound: Callable[[Draft], bool]) -> Named:
        own = {id for draft in self.found for id in (draft.id, *draft.data.get("aliases", ())) if id}
        free = drafts.Ids(own | ids.reserved(self.root, self.folder, "events"))
        events: dict[str, int] = {}
        nameless: list[int] = []
        there = 0
        # Rows that name an id come first: what is made up gives way to them, wherever in the file they stand.
        for n in sorted(range(len(self.found)), key=lambda n: not self.found[n].id):
            draft = self.found[n]
            if self.is_completion(draft, sound):
                there += 1  # but for those that are counted as gaining texts
                continue
            if self.is_there(draft):
                there += 1
            elif sound(draft) and not self.is_twin(draft) and not self.is_refused(draft, events):
                made, spoken = drafts.event_id(draft.data["date"], draft.data["title"], self.tongues.letters)
                events[draft.id or free.new(made)] = n
                nameless += [] if draft.id or spoken else [n]
                self.perhaps(draft)
                self.new.add(n, draft.data, [draft.row])
        if self.again:
            message = tell("rows from which events were made before: {number}", number=f"{len(self.again):,}")
            first = min(self.again, key=lambda draft: draft.place.line)
            if len(self.again) == 1:
                message = tell("the event `{id}` was made from this row before", id=self.there.made_from(first.row))
            self.fault("duplicate-event", message, first, _BY_HAND, WARNING)
        if nameless:
            message = tell("headlines without letters: {number}; their events are named by date", number=len(nameless))
            help = tell(
                "an id becomes an address: rename the files before the first build, as you would have the addresses"
            )
            self.fault("made-up-id", message, self.found[nameless[0]], help, WARNING)
        ordered = sorted(events.items(), key=lambda event: event[1])
        return Named({id: self.found[n] for id, n in ordered}, self.filled, there - len(self.filled), self.faults)

    def is_completion(self, draft: Draft, sound: Callable[[Draft], bool]) -> bool:
        """Whether a row is an event that is there and that has empty places for its texts, which are then filled;
        where it says something else in a place that is not empty, that is left, and said."""
        if self.there.made_from(draft.row) or not (id := self.same(draft)):
            return False
        file = self.filled[id][0] if id in self.filled else self.folder.records["events"][id]
        empty, other = completion.lacking(file.data, draft.data)
        if not empty and not draft.mark:
            return False
        if empty and sound(draft):
            if made := completion.completed(file, empty, drafts.memory_of_texts(draft)):
                self.filled[id] = made, draft
            else:
                message = tell("`{path}` is not written so that texts can be added to it", path=file.path)
                help = tell("put each key on a line of its own, then import again; or write them there by hand")
                self.fault("cannot-edit", message, draft, help, WARNING)
        elif not empty and not other:
            message = tell("the event `{id}` is there already", id=id)
            self.fault("duplicate-event", message, draft, _BY_HAND, WARNING)
        if other:
            names = listed(f"{text.field}.{text.code}" for text in other)
            message = tell("the event `{id}` says something else: {names}; that stays", id=id, names=names)
            self.fault("not-carried", message, draft, _BY_HAND, WARNING)
        if str(file.data.get("date")) != draft.data["date"]:
            message = tell(
                "the event `{id}` has the date `{date}`, this row `{other}`; the first stays",
                id=id,
                date=str(file.data.get("date"))[:60],
                other=draft.data["date"],
            )
            self.fault("not-carried", message, draft, _BY_HAND, WARNING)
        return True

    def same(self, draft: Draft) -> str:
        """The event that a row is by the id which the two files have for it, where their dates do not exclude each
        other; empty where there is none, or several."""
        if draft.id:
            id = self.former.get(draft.id, draft.id)
            return id if self.there.agrees(id, draft.data, loosely=True) else ""
        if not draft.mark or self.marks[draft.mark] > 1:
            return ""
        marked = self.there.marked(draft.mark)
        found = [id for id in marked if not self.there.contradicts(id, draft.data)]
        if marked and not found:
            message = tell("the event `{id}` has this id too, and another date: the two stay two", id=marked[0])
            help = tell("where they are one event, give both rows the same date")
            self.fault("duplicate-event", message, draft, help, WARNING)
        return found[0] if len(found) == 1 else ""

    def own(self, draft: Draft) -> str:
        """The event that a row which names an id stands for beyond doubt; empty where there is none."""
        named = self.former.get(draft.id, draft.id)
        return self.there.made_from(draft.row) or (named if self.there.agrees(named, draft.data) else "")

    def is_there(self, draft: Draft) -> bool:
        """Whether a row is an event that is there, which is then said. One that names an id is not the event that
        another row of the file names."""
        like = (id for id in self.there.like(draft.data) if not draft.id or id not in self.claimed)
        if self.there.made_from(draft.row):
            self.again.append(draft)
            return True
        if id := draft.id and self.own(draft) or next(like, ""):
            message = tell("the event `{id}` has this date and headline already", id=id)
            help = tell(
                "an import changes nothing that is there; mend that event by hand, or, where the row is another "
                "event, give it another headline"
            )
            if not self.there.shares(id, draft.data):  # the row names its id, and no headline of it could differ
                message, help = tell("the event `{id}` is there already", id=id), _BY_HAND
        else:
            return False
        self.fault("duplicate-event", message, draft, help, WARNING)
        return True

    def perhaps(self, draft: Draft) -> None:
        """Says of a new event that a row may be which was mended: of what that made, it has all but the date, or the
        date and a headline or a summary."""
        id = next(self.left.nearly(draft.data), "")
        if not id:
            return
        date, titles = said(self.folder.records["events"][id].data)
        message = tell("this row is a new event; perhaps it is `{id}`, whose date is {date}", id=id, date=date[:60])
        if date == said(draft.data)[0]:
            title = next(filter(None, titles.values()), "")[:60]
            message = tell(
                "this row is a new event; perhaps it is `{id}`, which is called “{title}”", id=id, title=title
            )
        help = tell("where it is, mend that event by hand, and take the row out of what is imported")
        self.fault("duplicate-event", message, draft, help, WARNING)

    def is_twin(self, draft: Draft) -> bool:
        """Whether a row is the event of a row before it, which is then said: in two files they would be one too."""
        if (n := self.new.made_from(draft.row)) is not None:
            message = tell("the row at `{place}` is the same as this one, so this one is left out", place=self.place(n))
            self.fault("duplicate-event", message, draft, tell("keep one of the two"), WARNING)
        elif not draft.id and (n := next(self.new.like(draft.data), None)) is not None:
            place = self.place(n)
            message = tell("the row at `{place}` has this date and headline too, so this one is left out", place=place)
            help = tell("where they are two events, give each a headline of its own, else make one row of them")
            self.fault("duplicate-event", message, draft, help)
        return n is not None

    def is_refused(self, draft: Draft, events: Mapping[str, int]) -> bool:
        """Whether a row cannot have the id that it names, which is then said."""
        if not (id := draft.id):
            return False
        code, path, address = "duplicate-id", f"content/events/{id}.yaml", f"events/{id}"
        file = self.folder.records["events"].get(id)
        help = tell(
            "an import changes nothing that is there; mend that event by hand, or, where the row is another "
            "event, give it another id"
        )
        if id in events:
            message, help = tell("two rows have the id `{id}`", id=id), tell("give each its own")
        elif file and file.readable and isinstance(file.data, dict):
            message = tell("the event `{id}` is there, and does not have this date and headline", id=id)
        elif os.path.lexists(self.root / path):
            message = tell("`{path}` is there, and cannot be read as an event", path=path)
            help = tell("mend that file, or give the row another id")
        elif now := self.former.get(id):
            message = tell("`{address}` leads to `{id}`, which had that id before", address=address, id=now)
        elif id in self.given:
            code = "vanished-id"
            message = tell("`{address}` was given out before, and nothing answers for it now", address=address)
            help = tell(
                "choose another id; if the row is the event that had it, take the line out of `{path}`, and the "
                "build writes it again",
                path=f"content/{PERMALINKS}",
            )
        else:
            return False
        self.fault(code, message, draft, help)
        return True

    def place(self, n: int) -> str:
        """Where a row stands in the file, as a report writes it."""
        return f"{self.found[n].place.line}:{self.found[n].place.column}"

    def fault(self, code: str, message: str, draft: Draft, help: str, severity: str = ERROR) -> None:
        self.faults.append(Diagnostic(code, message, draft.place, help, severity=severity))
