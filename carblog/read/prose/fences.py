"""Fenced code: ``` or ~~~ around lines that stay exactly as they are.

Found before anything else looks at the text. A fence is closed by at least as many of the same
character (CommonMark 4.5); whatever follows the language on the opening line is not published.
"""

import re
from html import escape
from typing import NamedTuple

_OPENING = re.compile(
    r"^(?P<indent>[ \t]*)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})(?P<info>.*)$", re.MULTILINE
)
_LANGUAGE = re.compile(r"[{.\s]*([A-Za-z0-9_+#-][\w+#.-]*)")
_CODE_INDENT = 4
_LOOK_BACK = 2_000
"""Characters in which the list item of an indented fence must begin."""
_ITEM = re.compile(r"[ \t]*(?:[-*+:]|\d+[.)]|\[\^[^\]]+\]:)(?!\S)")


class Fence(NamedTuple):
    """Fenced code in a text, from `start` to `end` (the end of its closing line)."""

    start: int
    end: int
    indent: str
    language: str
    code: str
    closed: bool

    @property
    def margin(self) -> str:
        """The indentation in spaces."""
        return self.indent.expandtabs(_CODE_INDENT)

    @property
    def html(self) -> str:
        """A scrolling region that a keyboard can reach (WCAG 2.1.1), without highlighting."""
        kind = f' class="language-{self.language}"' if self.language else ""
        return f'<pre tabindex="0"><code{kind}>{escape(self.code, quote=False)}</code></pre>'


def fences(text: str) -> list[Fence]:
    """Every fence of the text, in order. One that is never closed reaches to the end."""
    found: list[Fence] = []
    if "```" not in text and "~~~" not in text:
        return found
    at = 0
    while match := _OPENING.search(text, at):
        at = match.end()
        fence = _fence(text, match)
        if len(fence.margin) < _CODE_INDENT or _in_item(text, match):
            found.append(fence)
            at = fence.end
    return found


def _fence(text: str, opening: re.Match[str]) -> Fence:
    fence, indent = opening["fence"], opening["indent"]
    pattern = rf"^[ \t]*{fence[0]}{{{len(fence)},}} *$"
    closing = re.compile(pattern, re.MULTILINE).search(text, min(opening.end() + 1, len(text)))
    inside = text[opening.end() + 1 : closing.start() if closing else len(text)]
    margin = re.compile(rf"^[ \t]{{0,{len(indent)}}}", re.MULTILINE)
    code = margin.sub("", inside) if indent else inside
    language = _LANGUAGE.match(opening["info"])
    return Fence(
        opening.start(),
        closing.end() if closing else len(text),
        indent,
        language[1] if language else "",
        code.rstrip() + "\n" if code.strip() else "",
        closed=closing is not None,
    )


def _in_item(text: str, opening: re.Match[str]) -> bool:
    """Whether a fence that is indented like code stands in a list item or a note.

    It does when the last line before it that is indented less begins one.
    """
    less = re.compile(rf"^[ \t]{{0,{len(opening['indent']) - 1}}}\S.*", re.MULTILINE)
    lines = less.findall(text, max(0, opening.start() - _LOOK_BACK), opening.start())
    return bool(lines) and _ITEM.match(lines[-1]) is not None
