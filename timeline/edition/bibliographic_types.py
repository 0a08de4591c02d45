"""What works of each bibliographic type have in common: whether one is whole or a part, and what is said of it.

The types are those of the schema, by CSL's names; what a format of citation managers calls each stands with the format.
A page of the timeline is a type of its own.
"""

from __future__ import annotations

EVENT = "event"  # a page of the timeline itself
JOURNAL = "article-journal"
PERIODICAL = frozenset({JOURNAL, "article-magazine", "article-newspaper"})
# Part of something else: without more being said they stand in what published them.
PARTS = PERIODICAL | {
    "broadcast",
    "chapter",
    "entry-encyclopedia",
    "paper-conference",
    "post",
    "post-weblog",
    "webpage",
}
IN_BOOKS = frozenset({"chapter", "entry-encyclopedia", "paper-conference"})
# Works of their own.
WHOLE = frozenset({"book", "graphic", "map", "motion_picture", "pamphlet", "periodical", "report", "song", "thesis"})
# Their title is a designation, and stands bare.
DESIGNATED = frozenset({"bill", "legal_case", "legislation", "regulation", "treaty"})
# Known by whoever made them, else by their title, whoever published or keeps them. A report is known by the body whose
# report it is, and a judgement by its court.
KNOWN_BY_TITLE = (WHOLE - {"report"} | DESIGNATED - {"legal_case"}) | {"collection", "manuscript"}
# What they are is said with them.
NAMED = frozenset(
    {
        "broadcast",
        "collection",
        "document",
        "graphic",
        "hearing",
        "interview",
        "manuscript",
        "map",
        "motion_picture",
        "pamphlet",
        "personal_communication",
        "song",
        "speech",
        "thesis",
    }
)
THESIS = "thesis"
