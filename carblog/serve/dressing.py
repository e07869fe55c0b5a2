"""What the preview adds to a page that is as `build` writes it: a script, a ribbon, a bar.

Nothing of it is inline, so a policy for content (CSP) that a theme sets itself holds for the
preview too. Ribbon and bar are plain HTML in a shadow tree that the browser makes while it reads
the page, so that they are there without scripts, and styles of theme and preview cannot meet.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from html import escape
from urllib.parse import quote, urlsplit

import msgspec

from carblog.model.site import Waiting
from carblog.serve.absent import day_and_time, why_absent
from carblog.serve.telling import Told

OWN = "/-carblog/"
"""The folder of addresses that are the preview's own, at the root of its host."""

_HEAD = re.compile(rb"<head(?:\s[^>]*)?>|<html(?:\s[^>]*)?>|<!doctype[^>]*>", re.IGNORECASE)

UNSAFE = {"javascript", "data", "vbscript", "blob"}
"""Schemes that run what they hold: no editor is opened with them."""


class Extras(msgspec.Struct, frozen=True, kw_only=True):
    """What the additions to a page tell."""

    url: str
    """The path at which the page is asked for again: `/news/x/`."""
    key: str
    """Of the answer; a tab says it when it connects."""
    token: str
    """Lets a tab listen to the events."""
    source: str = ""
    """The input file that the page is of; the bar names it."""
    shows: tuple[str, ...] = ()
    """The input files that it depends on."""
    wait: Waiting | None = None
    absent: Waiting | None = None
    """What would be there where nothing is."""
    swaps: int = 0
    """The style sheets and pictures that it names are those after so many swaps."""
    problems: int = 0
    lists_problems: bool = False
    """The page lists the problems itself, so nothing is laid over it."""
    now: datetime
    zone: str
    """The site's, by which the ribbon tells times: `Europe/Berlin`."""
    editor: str = ""
    """An address that opens an editor, with `{path}` for the file's path in the site folder, and
    perhaps `{line}`. The writer gives it, with the folder; pages are never told where that is."""


def dress(page: bytes, extras: Extras) -> bytes:
    """The page with the preview's additions, each at a place of its own in the source.

    The script is the first thing in the head: as a module it runs before every deferred script of
    the theme, when the page is still as it was written. The bar is the last thing in the body.
    """
    heads = {match[0][:5].lower(): match.end() for match in reversed([*_HEAD.finditer(page)])}
    top = heads.get(b"<head") or heads.get(b"<html") or heads.get(b"<!doc") or 0
    end = page.rfind(b"</body>")
    end = len(page) if end < top else end
    return b"".join([page[:top], _script(extras), page[top:end], _dock(extras), page[end:]])


def listing(problems: Iterable[Told], extras: Extras, *, title: str, words: str) -> bytes:
    """A page of the preview's own: what is wrong with the site, for whom nothing else can be shown.

    It is answered where a page never was right, or there is none; without scripts it is all that
    tells of problems.
    """
    page = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n'
        f'<link rel="stylesheet" href="{OWN}problems.css">\n</head>\n<body class="own">\n<main>\n'
        f"<h1>{escape(title)}</h1>\n<p>{escape(words)}</p>\n"
        f"{''.join(map(_problem, problems))}</main>\n</body>\n</html>\n"
    )
    return dress(page.encode(), extras)


def _script(extras: Extras) -> bytes:
    told = {
        "url": extras.url,
        "key": extras.key,
        "token": extras.token,
        "swaps": str(extras.swaps),
        "lists": "yes" if extras.lists_problems else "",
        "editor": _safe(extras.editor),
    }
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in told.items() if value)
    return f'<script type="module" src="{OWN}client.js"{data}></script>'.encode()


def _dock(extras: Extras) -> bytes:
    parts = [_ribbon(extras), _bar(extras)]
    return (
        '<carblog-dock><template shadowrootmode="open">'
        f'<link rel="stylesheet" href="{OWN}dock.css">'
        f'<section aria-label="Preview">{"".join(parts)}</section></template></carblog-dock>'
    ).encode()


def _ribbon(extras: Extras) -> str:
    if extras.absent:
        words = why_absent(extras.absent, extras.zone)
    elif extras.wait:
        words = waits(extras.wait, extras.now, extras.zone)
    else:
        return ""
    return f'<p class="ribbon" role="note" hidden>{escape(words)}</p>'


def _bar(extras: Extras) -> str:
    """Everything but its style hides it (`hidden`), so it is not seen before that has come."""
    if not (extras.source or extras.shows):
        return ""
    source = f"<bdi>{escape(extras.source)}</bdi>"
    address = editor_link(extras.editor, extras.source)
    if address:
        source = f'<a class="source" href="{escape(address)}">{source}</a>'
    else:
        source = f'<code class="source">{source}</code>'
    files = "".join(f"<li><bdi>{escape(path)}</bdi></li>" for path in extras.shows)
    count = len(extras.shows)
    shows = (
        f'<details name="shows"><summary>{count} {"file" if count == 1 else "files"}</summary>'
        f'<div class="shows" tabindex="0" role="group" aria-label="What this page depends on">'
        f"<ul>{files}</ul></div></details>"
    )
    found = f"{extras.problems} {'problem' if extras.problems == 1 else 'problems'}"
    problems = f'<a class="problems" href="{OWN}problems">{found}</a>'
    copy = (
        '<button type="button" class="copy" aria-label="Copy the path of this page\'s file"'
        " hidden>Copy</button>"
    )
    return (
        '<div class="bar" hidden><div class="inside">'
        f"{source + copy if extras.source else ''}{shows if extras.shows else ''}"
        f"{problems if extras.problems else ''}</div>"
        '<button type="button" class="toggle" aria-label="Hide the preview’s bar" hidden></button>'
        "</div>"
    )


def _problem(told: Told) -> str:
    lines = "".join(_line(number, text, told) for number, text in told.excerpt)
    excerpt = f"<ol>{lines}</ol>" if lines else ""
    hint = f'<p class="hint">{escape(told.hint)}</p>' if told.hint else ""
    more = f"<p>{escape(told.more)}</p>" if told.more else ""
    return (
        f'<article class="{told.severity}"><h2><bdi>{escape(told.place)}</bdi></h2>'
        f'<p><span class="kind">{told.severity}:</span> {escape(told.message)} '
        f"<code>{escape(told.code)}</code></p>"
        f"{excerpt}{hint}{more}</article>\n"
    )


def _line(number: int, text: str, told: Told) -> str:
    """A line of an excerpt; in the one that it is about, the character is marked."""
    if number != told.line:
        return f'<li value="{number}"><code>{escape(text)}</code></li>'
    at = told.column - 1 if told.column else len(text)
    start, char, rest = (escape(part) for part in (text[:at], text[at : at + 1], text[at + 1 :]))
    mark = f"<mark>{char}</mark>" if char else ""
    return f'<li value="{number}" class="at"><code>{start}{mark}{rest}</code></li>'


def _safe(editor: str) -> str:
    scheme = urlsplit(editor).scheme.lower()
    return editor if scheme and scheme not in UNSAFE and "{path}" in editor else ""


def editor_link(editor: str, source: str, line: int = 1) -> str:
    """The address that opens a file of the site; empty where none was given, or not a safe one."""
    if not source or not _safe(editor):
        return ""
    return editor.replace("{path}", quote(source)).replace("{line}", str(line))


def waits(wait: Waiting, now: datetime, zone: str) -> str:
    """The words of the ribbon: why `carblog build` leaves this page out, and for how long."""
    if wait.reason == "draft" or not wait.when:
        return "Draft: not published by carblog build"
    moment = day_and_time(wait.when, zone)
    if wait.reason == "expired":
        return f"Expired on {moment} ({_span(now - wait.when)} ago)"
    return f"Due on {moment} (in {_span(wait.when - now)})"


def _span(span: timedelta) -> str:
    """`11 days`, `3 hours`: the largest unit of which there is one, and no more than that."""
    minutes = max(0, round(span.total_seconds() / 60))
    for size, unit in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        count = minutes // size
        if count:
            return f"{count} {unit}" if count == 1 else f"{count:,} {unit}s"
    return "less than a minute"
