"""Where the front matter of a Markdown file ends and its text begins.

A fence that is wrong is an error and never makes the block a part of the text: what was meant is
read all the same, so that its other problems are told in the same run.
"""

import re

import msgspec

from carblog.model.problem import Place
from carblog.read.problems import Problems, said

_WELL_FORMED = re.compile(
    r"---[ \t]*\n(?P<block>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_DASHES = frozenset("-‐‑‒–—―−")
_KEY = re.compile(r"[A-Za-z_][\w-]*:(\s|$)")
_OTHER_FORMATS = {
    "+++": "front matter in TOML (+++) is not understood",
    "{": "front matter in JSON is not understood",
    ";;;": "front matter in JSON is not understood",
    ".. ": "front matter in comments is not understood",
    "<!--": "front matter in a comment is not understood",
}
_FENCE_HINT = "write exactly three hyphens and nothing else on the line"
_BEGIN_HINT = "begin the file with a line `---`, then title: and date:, then a line `---`"


class Halves(msgspec.Struct, frozen=True, kw_only=True):
    """A Markdown file cut in two. Lines are those of the file, from 1."""

    block: str
    """The YAML between the fences."""
    block_line: int
    text: str
    text_line: int


def split(source: str, problems: Problems) -> Halves | None:
    """Front matter and text; `None` when there is no front matter that could be read."""
    if (found := _WELL_FORMED.match(source)) is not None:
        text_line = source.count("\n", 0, found.end()) + 1
        text = source[found.end() :]
        return Halves(block=found["block"], block_line=2, text=text, text_line=text_line)
    lines = source.split("\n")
    fences = _mend(lines, problems)
    if fences is None:
        return None
    begins, ends = fences
    return Halves(
        block="\n".join(lines[begins:ends]),
        block_line=begins + 1,
        text="\n".join(lines[ends + 1 :]),
        text_line=ends + 2,
    )


def _mend(lines: list[str], problems: Problems) -> tuple[int, int] | None:
    """Say what is wrong with the fences, and find what they were meant to enclose.

    Lines counted from 0: the first of the block, and its closing fence.
    """
    top = next((at for at, line in enumerate(lines) if line.strip()), None)
    if top is None:
        _error(problems, 0, "front-matter-missing", "the file is empty", _BEGIN_HINT)
        return None
    begins = _opening(lines, top, problems)
    if begins is None:
        return None
    ends = _closing(lines, begins, problems)
    if ends is None and begins > top:
        message = "the front matter that begins here is never closed"
        hint = "put a line `---` between its last key and the text"
        _error(problems, top, "front-matter-fence", message, hint)
    return None if ends is None else (begins, ends)


def _opening(lines: list[str], top: int, problems: Problems) -> int | None:
    """The first line of the block; `None` when the file has none that we could read."""
    line = lines[top].rstrip()
    if line == "---":
        if top > 0:
            message = "there are blank lines above the front matter"
            _error(problems, top, "front-matter-fence", message, "remove them")
        return top + 1
    if _is_like_fence(line.strip()) or line.lstrip().startswith("---"):
        _mistyped("begin", line, top, problems)
        return top + 1
    if _KEY.match(line):
        message = "there is no line `---` above the front matter"
        hint = "put one above the first key and one below the last"
        _error(problems, top, "front-matter-fence", message, hint)
        return top
    for sign, message in _OTHER_FORMATS.items():
        if line.startswith(sign):
            hint = "write it as `key: value` lines between two lines of `---`"
            _error(problems, top, "front-matter-format", message, hint)
            return None
    _error(problems, top, "front-matter-missing", "there is no front matter", _BEGIN_HINT)
    return None


def _closing(lines: list[str], begins: int, problems: Problems) -> int | None:
    """The line that closes the block: one that is right, else one that was meant to be."""
    for at in range(begins, len(lines)):
        line = lines[at].rstrip()
        if line in {"---", "..."}:
            return at
        if _is_like_fence(line):
            break
    else:
        at = next((at for at in range(begins, len(lines)) if _is_like_fence(lines[at].strip())), -1)
    if at < begins:
        return None
    _mistyped("end", lines[at].rstrip(), at, problems)
    return at


def _mistyped(what: str, line: str, at: int, problems: Problems) -> None:
    it_is = "indented" if line.strip() == "---" else said(line)
    message = f"the front matter must {what} with a line `---`, and this one is {it_is}"
    _error(problems, at, "front-matter-fence", message, _FENCE_HINT)


def _is_like_fence(line: str) -> bool:
    """Some number of dashes; a single hyphen is an entry of a list."""
    return line not in {"", "-"} and _DASHES.issuperset(line)


def _error(problems: Problems, at: int, code: str, message: str, hint: str) -> None:
    problems.error(Place(problems.path, at + 1, 1), code, message, hint)
