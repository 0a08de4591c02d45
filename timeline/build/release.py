"""What a site must say of itself before it goes out: where it is published, and who answers for it.

Whoever writes may leave both for later; but an address that was given out is quoted for good, and a record whose
readers cannot write to anybody cannot be put right. The first is refused, of the second the maintainer is told; and of
what still stands there as an example, as `init` wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.build.inputs import OUR_TEMPLATES
from timeline.faults.diagnostic import WARNING, Diagnostic, Span, tell
from timeline.records import yaml_file
from timeline.records.timeline import Timeline
from timeline.records.validate import texts
from timeline.text import web_address


def faults(timeline: Timeline, asked: str) -> Iterator[Diagnostic]:
    """What keeps a site from going out, or should. `asked` is the address that a build is told in place of its own."""
    assert timeline.site_entry
    own, file = timeline.site.address or "", timeline.site_entry.file
    if why := _unfit(asked or own):
        where = Span("--url") if asked else file.span(("address",)) if own else Span(file.path)
        help = tell("set `address` in `content/site.yaml` to where readers find the site, or pass it with `--url`")
        yield Diagnostic("placeholder-address", why, where, help)
    if timeline.site.publisher is None:
        message = tell("the site does not say who publishes it, nor where a correction is sent")
        help = tell("add `publisher:` with a `name` in each language and `corrections: mailto:…` or `https://…`")
        yield Diagnostic("no-publisher", message, Span(file.path), help, severity=WARNING)
    examples = _examples()
    for entry in (timeline.site_entry, *(entry for kind in timeline.kinds.values() for entry in kind.values())):
        for path, name, words in texts(entry.record, entry.at):
            for code, text in words.items():
                if name not in ("title", "name") and " ".join(text.split()) in examples:
                    message = tell("`{name}` is still the example that a new timeline begins with", name=name)
                    help = tell("write your own, or take the record away")
                    where = entry.file.span((*path, code))
                    yield Diagnostic("left-to-fill", message, where, help, severity=WARNING)


def _examples() -> set[str]:
    """The sentences that stand in a new timeline, in every language that it can begin in."""
    found: set[str] = set()
    for path in (OUR_TEMPLATES / "project").glob("*.yaml"):
        waiting = [yaml_file.read(path.name, path.read_bytes())[0].data]
        while waiting:
            value = waiting.pop()
            waiting += value.values() if isinstance(value, dict) else ()
            found |= {" ".join(value.split())} if isinstance(value, str) else set()
    return found


def _unfit(address: str) -> str:
    """Why nothing can be published under an address, as a sentence; empty where it can."""
    if not address:
        return tell("the site has no address, so no link, code or citation of it would lead anywhere")
    if web_address.problem(address):
        return ""  # told already, of whichever address it is
    if web_address.is_placeholder(address):
        return tell("`{address}` is a placeholder, which leads no reader anywhere", address=address)
    if not address.lower().startswith("https://"):
        return tell("`{address}` is not `https:`, so anybody on the way could change what readers get", address=address)
    return ""
