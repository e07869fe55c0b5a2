"""What is wrong with a YAML text that cannot be parsed, in plain words.

The parser says where it stopped; the writer's mistake is in that line or above it. So the line is
read again, for the mistakes that people make.
"""

import re
from collections.abc import Iterator

import msgspec
import yaml


class Mistake(msgspec.Struct, frozen=True):
    """Line and column count from 1."""

    line: int
    column: int
    message: str
    hint: str


_Finding = tuple[int, str, str]
"""Column from 1, message, hint."""

_DASHES = re.compile(r"[-‐‑‒–—―]{2,}\s*")
# Possessive quantifiers: a line of 60,000 hyphens must not be tried in 60,000 ways.
_NO_SPACE = re.compile(r"\s*+(?:- +)*+([\w-]++):[^\s:/]")
_KEY = re.compile(r"""\s*+(?:- +)*+(?:"[^"]*"|'[^']*'|[^\s"'\[{:#][^:]*+)\s*+:(?:\s++|$)""")
_LIST_ENTRY = re.compile(r"\s*(?:- +)+")
_FLOW_VALUE = re.compile(rf"(?:{_KEY.pattern}|{_LIST_ENTRY.pattern}|\s*)[\[{{]")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOSER = {"[": "]", "{": "}"}
_LONGEST_EXAMPLE = 80
_LOOK_BACK = 100
"""Lines above the parser's stop that are searched for a quote that was never closed."""


def explain(error: Exception, text: str) -> Mistake:
    """The mistake behind an error that PyYAML raised while it parsed `text`."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return _explain_marked(error, error.problem_mark, text.split("\n"))
    if found := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"the character U+{ord(found[0]):04X} cannot stand here"
        return Mistake(line, column, message, "remove it")
    return Mistake(1, 1, "this cannot be read as YAML", "look for an escape such as \\U in quotes")


def _explain_marked(error: yaml.MarkedYAMLError, stop: yaml.Mark, lines: list[str]) -> Mistake:
    """`stop` is where the parser gave up; for some errors it also knows where the trouble began."""
    context, problem = error.context or "", error.problem or ""
    start = error.context_mark or stop
    if "quoted scalar" in context:
        if re.search("escape|hex", problem):
            return Mistake(stop.line + 1, stop.column + 1, *_ESCAPE)
        return Mistake(start.line + 1, start.column + 1, *_OPEN_QUOTE)
    mark = start if re.search("simple key|flow", context) else stop
    row = min(mark.line, len(lines) - 1)
    for finding, at in _search(lines, row):
        return Mistake(at + 1, *finding)
    return Mistake(row + 1, mark.column + 1, *_fallback(lines, row))


_ESCAPE = (
    "a backslash in double quotes begins an escape, and YAML does not know this one",
    "put the value in single quotes, or write the backslash twice",
)
_OPEN_QUOTE = (
    "this quote is not closed",
    "close it with the same quote at the end of the value",
)
_FLOW = (
    "this list or group is not closed, or something in it needs quotes",
    "put texts that hold a colon, a comma or brackets in quotes",
)


def _search(lines: list[str], row: int) -> Iterator[tuple[_Finding, int]]:
    """What is surely wrong, first in the line itself, then in the nearest line above it."""
    for rule in (_dashes, _tab, _bad_value, _no_space):
        if found := rule(lines[row]):
            yield found, row
    above = [at for at in range(row - 1, -1, -1) if lines[at].strip()][:_LOOK_BACK]
    if above and (found := _no_space(lines[above[0]])):
        yield found, above[0]
    for at in above:
        if (found := _bad_value(lines[at])) and found[1] == _OPEN_QUOTE[0]:
            yield found, at


def _fallback(lines: list[str], row: int) -> tuple[str, str]:
    line = lines[row]
    if _FLOW_VALUE.match(line):
        return _FLOW
    above = next((lines[at] for at in range(row - 1, -1, -1) if lines[at].strip()), "")
    if not line.strip():
        return "the text ends where YAML expects more", "look for an open quote or bracket above"
    if not _KEY.match(line) and not _LIST_ENTRY.match(line):
        return (
            "this line is not `key: value`",
            "if the story begins here, the line `---` is missing above it",
        )
    if _indent(line) != _indent(above):
        return (
            "the indentation of this line does not fit the lines above it",
            "keys that belong together begin in the same column; use two spaces a level",
        )
    return "this line does not fit the lines above it", "write one `key: value` a line"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _dashes(line: str) -> _Finding | None:
    if not _DASHES.fullmatch(line) or line.rstrip() == "---":
        return None
    return 1, "a line of dashes that is not `---`", "exactly three hyphens end the front matter"


def _tab(line: str) -> _Finding | None:
    blank = line[: len(line) - len(line.lstrip())]
    if "\t" not in blank:
        return None
    column = blank.index("\t") + 1
    return column, "this line is indented with a tab", "YAML wants spaces: use two for each level"


def _no_space(line: str) -> _Finding | None:
    if not (found := _NO_SPACE.match(line)) or _KEY.match(line):
        return None
    fixed = f"{found[1]}: {line[found.end() - 1 :].strip()}"
    return (
        found.end() - 1,
        "there is no space after the colon",
        f"write: {fixed}" if len(fixed) <= _LONGEST_EXAMPLE else "put a space after the colon",
    )


def _bad_value(line: str) -> _Finding | None:
    """A value whose first character, or a colon inside it, means something else to YAML."""
    before = _KEY.match(line) or _LIST_ENTRY.match(line)
    if before is None:
        return None
    value = line[before.end() :].rstrip()
    key = before[0].strip().removesuffix(":")
    for rule in (_quoted, _bracketed, _reserved, _colon):
        if found := rule(value):
            at, message, hint = found
            return before.end() + at, message, hint or _in_quotes(key, value)
    return None


def _in_quotes(key: str, value: str) -> str:
    quoted = f'"{value}"' if not set('"\\') & set(value) else "'" + value.replace("'", "''") + "'"
    fixed = f"{key}: {quoted}" if not key.endswith("-") else f"{key} {quoted}"
    if len(fixed) > _LONGEST_EXAMPLE:
        return "put the whole value in quotes"
    return f"put the value in quotes: {fixed}"


def _quoted(value: str) -> _Finding | None:
    if not value.startswith(("'", '"')):
        return None
    body = r'"(?:[^"\\]|\\.)*"' if value[0] == '"' else r"'(?:[^']|'')*'"
    closed = re.match(body, value)
    if closed is None:
        return 1, *_OPEN_QUOTE
    rest = value[closed.end() :].lstrip()
    if not rest or rest.startswith("#"):
        return None
    return closed.end() + 1, "the value goes on after its closing quote", ""


def _bracketed(value: str) -> _Finding | None:
    if not value.startswith(("[", "{")):
        return None
    closer = _CLOSER[value[0]]
    if closer not in value:
        return None
    rest = value[value.rindex(closer) + 1 :].lstrip()
    if not rest or rest.startswith("#"):
        return None
    return value.rindex(closer) + 2, f"the value goes on after its closing `{closer}`", ""


def _reserved(value: str) -> _Finding | None:
    if not value.startswith(tuple("@`%&*!,]}")) and not re.match(r"[?|>-] +\S", value):
        return None
    return 1, f"a value cannot begin with {value[0]} unless it is in quotes", ""


def _colon(value: str) -> _Finding | None:
    if value.startswith(("[", "{", "'", '"', "# ")):
        return None
    found = re.search(r":(?=\s|$)", re.split(r"\s#\s", value)[0])
    if found is None:
        return None
    return found.start() + 1, "a colon with a space after it begins a new value here", ""
