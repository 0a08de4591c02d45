"""What is wrong, as HTML over a page of the preview: the same diagnostics as in the terminal, in the page's language.

It is part of the page and needs no script: a `details` that stands open for errors and closed for
warnings, in its language and direction, whatever those of the page are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from timeline.build.inputs import OUR_TEMPLATES
from timeline.faults import translate
from timeline.faults.diagnostic import ERROR, Diagnostic, Span, tell
from timeline.faults.report import Say, counted

SHOWN = 50  # at once; who mends them sees the next


def style() -> bytes:
    """Its stylesheet."""
    return (OUR_TEMPLATES / "css" / "preview" / "overlay.css").read_bytes()


def markup(faults: Sequence[Diagnostic], language: str, draft: bool = False) -> str:
    """The overlay, in a language that messages are known in, else in English; nothing where nothing is to be said: of
    faults, and of a page whether it is a draft's."""
    if not faults and not draft:
        return ""
    language = language if language in translate.known() else translate.TOLD_IN
    say = lambda text: translate.say(text, language)
    failed = any(fault.severity == ERROR for fault in faults)
    stale = tell("This is the last good page: the site as it is now cannot be made.")
    more = tell("and {n} more", n=len(faults) - SHOWN)
    aside = f'<aside class="preview-faults" lang="{language}" dir="{translate.direction(language)}" role="alert">'
    if draft:
        aside += f'<p class="draft">{escape(say(tell("This is a draft: a build leaves it out.")))}</p>'
    if not faults:
        return f"{aside}</aside>"
    return (
        f"{aside}<details{' open' if failed else ''}><summary>{escape(say(counted(faults)))}</summary>"
        f"{f'<p>{escape(say(stale))}</p>' if failed else ''}"
        f"<ol>{''.join(_item(fault, say) for fault in translate.translated(faults[:SHOWN], language))}</ol>"
        f"{f'<p>{escape(say(more))}</p>' if len(faults) > SHOWN else ''}"
        "</details></aside>"
    )


def _item(fault: Diagnostic, say: Say) -> str:
    rows = [
        f'<li class="{fault.severity}"><p><strong>{_code(fault.message)}</strong></p>',
        f'<p class="place"><bdi dir="ltr">{escape(_place(fault.span))}</bdi></p>',
    ]
    if fault.span.line and fault.span.excerpt.strip():
        rows.append(f'<pre dir="auto"><code>{_marked(fault.span)}</code></pre>')
    rows += [f"<p>{_code(say(tell('help: {help}', help=fault.help)))}</p>"] * bool(fault.help)
    rows += [f"<p>{_code(say(tell('note: {note}', note=note)))}</p>" for note in fault.notes]
    return "".join(rows) + f'<p class="code"><bdi dir="ltr">{fault.code}</bdi></p></li>'


def _place(span: Span) -> str:
    return f"{span.path}:{span.line}:{span.column}" if span.line else span.path


def _code(text: str) -> str:
    """What stands in backticks as code, each piece in its own direction."""
    return re.sub(r"`([^`]*)`", r'<code dir="auto">\1</code>', escape(text))


def _marked(span: Span) -> str:
    """The line with the fault marked in it; of a long line, the part round the fault."""
    start, stop = span.column - 1, span.column - 1 + span.length
    line, cut = span.excerpt, max(0, start - 60)
    before, fault, after = line[cut:start], line[start:stop][:200], line[stop : stop + 80]
    return f"{'…' if cut else ''}{escape(before)}<mark>{escape(fault) or ' '}</mark>{escape(after)}"
