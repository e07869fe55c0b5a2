"""Comments in HTML are notes to oneself: they are not published, and `<!--more-->` is a sign."""

import re

from carblog.read.prose.marks import MORE

_ASIDE = re.compile(r"<(?:(script|style|textarea)\b|!--|!\[CDATA\[|[!?])", re.IGNORECASE)
_SIGN = re.compile("<[!?]")
_ENDS = {"<!--": "-->", "<![cdata[": "]]>", "<?": "?>", "<!": ">"}


def without_comments(html: str) -> str:
    """The HTML without comments, the first words `more` of one replaced by `MORE`.

    Processing instructions, declarations and CDATA are comments to a browser too (HTML 13.2.5.42).
    Scripts stay as they are.
    """
    if not _SIGN.search(html):
        return html
    pieces, done, endless = [], 0, set[str]()
    while opening := _ASIDE.search(html, done):
        end = _end_of(opening, endless)
        inside = html[opening.end() : end]
        pieces.append(html[done : opening.start()])
        if opening[1] or not inside:
            pieces.append(html[opening.start() : end])
        elif opening[0] == "<!--" and inside.removesuffix("-->").strip() == "more":
            pieces.append(MORE)
        done = end
    return "".join([*pieces, html[done:]])


def _end_of(opening: re.Match[str], endless: set[str]) -> int:
    """Where a comment or script ends; of what never ends, only the opening is looked at, once."""
    kind, html = opening[0].lower(), opening.string
    closing = _ENDS.get(kind, f"</{opening[1]}")
    at = -1 if kind in endless else html.find(closing, opening.end())
    if at < 0:
        endless.add(kind)
        return opening.end()
    return at + len(closing)
