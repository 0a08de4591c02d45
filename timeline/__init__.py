"""The engine: YAML events in several languages become a static timeline. `build.pipeline` tells the story.

Each room is a package, and may import those above it in this list; nothing imports the doors, `cli` and
`arguments`.

    faults      what is wrong, where, and how to mend it, in the reader's language
    (top)       addresses, digests, the one way to write files and its lock, a file of the site still to be made
    text        letters, Markdown, dates, other calendars, widths: whatever needs no record
    records     content/ becomes one sound timeline: the schema, every check, what a language is
    edition     the timeline in one language: words, dates, citations, notes, as plain values
    drawing     the axis, bars, cards, codes: numbers and words in, shapes out
    downloads   files for other programs: tables, a database, feeds, iCalendar, linked data
    pages       what the site consists of, a module for each kind of page
    build       plan, render, write
    authoring   for whoever writes content/: new records, renaming, editors, status, preview
    importing   a file made elsewhere becomes files of content/
"""
