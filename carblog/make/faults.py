"""What goes wrong while a template makes a page, in plain words and not in those of Python."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from jinja2 import TemplateNotFound, TemplateRuntimeError

from carblog.make.called import called
from carblog.model.problem import nearest

ASK = "ask before with {% if … %}"
FORMAT = "a value is needed for every place, and a place for every value"
JOIN = "texts and numbers are joined with ~"
HUGE = "this makes more than a computer can hold"

MOST_NAMES = 30
"""Named when none of them is near; an article has 27 fields."""


class Plain(NamedTuple):
    """For a `Problem`."""

    message: str
    hint: str = ""


class Fault(TemplateRuntimeError):  # noqa: N818 - it is theirs, not ours
    """A mistake that carblog itself finds in a template."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def unknown(message: str, word: str, known: Iterable[str]) -> Fault:
    """Something is called what it is not; `known` is what there is."""
    return Fault(message, nearest(word, known))


def it_has(names: Collection[str]) -> str:
    """The hint where no name is near."""
    first = ", ".join([*names][:MOST_NAMES])
    return f"it has {first}{', …' if len(names) > MOST_NAMES else ''}" if names else ""


_BY = r"(?:Functions\._?(?P<own>\w+)|do_(?P<filter>\w+)|(?:test_)?(?P<other>[\w.]+))(?:\(\))?"
"""What was called: a function of ours, a filter, another."""
_TYPE, _OTHER = (rf"['\"]?(\w+\.)*(?P<{side}>\w+)['\"]?" for side in "ab")
_NAME = "'(?P<name>.*?)'"

_WANTED = {
    **dict.fromkeys(("astimezone", "strftime"), "a time"),
    **dict.fromkeys(("casefold", "startswith", "lower", "split"), "a text"),
    "body": "a text for prose(), such as page.text,",
    "image": "a photo",
    "items": "a group",
}
"""By what was asked of a value that has no such thing."""

_SAID = (
    # Values of a kind that does not fit.
    ("NoneType", "nothing is given here where a value is wanted", ASK),
    ("unhashable", "a list or a group is given where a text, number or time is wanted", ""),
    (f"{_TYPE} object has no attribute {_NAME}", "{a} is given where {wanted} is wanted", ""),
    (f"{_TYPE} object is not callable", "{a} is no function", "write it without ( )"),
    (f"{_TYPE} object is not subscriptable", "{a} has no entries", ""),
    (f"{_TYPE} object is not (iterable|a mapping)", "{a} is given where a list is wanted", ""),
    (f"argument of type {_TYPE} is not", "nothing can be in {a}", ""),
    (f"cannot unpack non-iterable {_TYPE}", "{a} is given where a list is wanted", ""),
    (f"object of type {_TYPE} has no len", "{a} has no length", ""),
    (f"{_TYPE} object cannot be interpreted", "{a} is given where a number is wanted", ""),
    (f"type {_TYPE} doesn't define __round__", "{a} is given where a number is wanted", ""),
    (f"number is required, not {_TYPE}", "{a} is given where a number is wanted", ""),
    ("could not convert|ConversionSyntax", "this is not a number", ""),
    ("invalid literal", "this is not a whole number", ""),
    (f"Object of type {_TYPE} is not JSON", "{a} cannot be written as JSON", ""),
    # Sums.
    (rf"can only concatenate str \(not {_TYPE}\)",
     "+ cannot be used between a text and {a}", JOIN),
    (rf"can only concatenate {_TYPE} \(not {_OTHER}\)",
     "+ cannot be used between {a} and {b}", ""),
    (r"for \+: 'int' and 'str'", "+ cannot be used between a number and a text", JOIN),
    (rf"unsupported operand type\(s\) for (?P<sign>\S+?)(=| or .*)?: {_TYPE} and {_OTHER}",
     "{sign} cannot be used between {a} and {b}", ""),
    (f"'(?P<sign>.+?)' not supported .* {_TYPE} and {_OTHER}",
     "{a} cannot be compared with {b}", ""),
    (f"can't multiply sequence by non-int of type {_TYPE}", "* cannot be used with {a}", ""),
    (rf"bad operand type for (unary )?(?P<sign>[^ (]+)(\(\))?: {_TYPE}",
     "{sign} cannot be used with {a}", ""),
    ("by zero", "this divides by zero", ASK),
    ("index-sized|integer string conversion|Result too large|too large to convert", HUGE, ""),
    # Calls.
    (f"{_BY} missing .* arguments?: (?P<list>.+)", "{by} is called without {list}", ""),
    (f"{_BY} takes .* given", "{by} is given more than it takes", ""),
    (f"{_BY} got an unexpected keyword argument {_NAME}", '{by} has no option "{name}"', ""),
    (f"{_BY} got multiple values for argument {_NAME}", '{by} is given "{name}" twice', ""),
    ("range expected", "range() is called without its numbers", ""),
    ("Range too big", "a range of more than 100,000 numbers is too long", ""),
    (r"range\(\) arg 3", "the third number of range() is the step, which cannot be 0", ""),
    (f"parameter {_NAME} was not provided", 'the macro is called without "{name}"', ""),
    (
        rf"macro {_NAME} takes not more than (?P<list>\d+)",
        'the macro "{name}" is called with more values than the {list} it takes',
        "",
    ),
    (
        f"macro {_NAME} takes no keyword argument '(?P<list>.*?)'",
        'the macro "{name}" has no option "{list}"',
        "",
    ),
    (
        f"macro {_NAME} was invoked with two values for the special caller",
        'the macro "{name}" has no place for what {{% call %}} holds',
        "write {{ caller() }} in the macro",
    ),
    ("cycling|at least one item", "cycle is given nothing to choose from", ""),
    ("requires a filter", "map is given neither a filter nor an attribute", ""),
    ("recursive", "this loop is not made to call itself", "write {% for … recursive %}"),
    ("safely callable", "templates may not call this", ""),
    (f"attribute {_NAME} of {_TYPE} object is unsafe", 'templates cannot see "{name}"', ""),
    # Names.
    (f"template {_NAME} .*export .* name '(?P<list>.*?)'",
     'the template "{name}" has no macro "{list}"', ""),
    (f"no parent block called {_NAME}", 'what this template extends has no block "{name}"',
     "take out {{ super() }}"),
    ("(first|last|random) item, sequence was empty", "this list is empty", ASK),
    ("cannot assign attribute", "{{% set %}} can change fields of a namespace only",
     "begin with {% set ns = namespace() %}"),
    ("Unsupported date/time field", "date() has no such style",
     "it has long, medium, short, month, day, time"),
    # Texts that are filled.
    ("values to unpack", "there are not as many values as names for them", ""),
    ("format string|string formatting|out of range", "this text cannot be filled", FORMAT),
    ("format character|'[{}]' encountered", "this text cannot be filled",
     "write %% for a percent sign, {{ and }} for braces"),
)  # fmt: skip
"""What Jinja and Python say, as a pattern → message, hint. Compiled when something has gone wrong:
all of them would make every start 5 ms longer."""


_OF_PYTHON = r"\b(str|int|float|tuple|dict|list|bytes|object|iterable|integers)\b"
"""Words of Python alone, in whatever else there is."""


def plain(error: Exception, known: Mapping[str, Collection[str]]) -> Plain:
    """What went wrong, and what to do where that can be said.

    `known`: the names of every `filter`, `test` and `template`.
    """
    if isinstance(error, Fault):
        return Plain(str(error), error.hint)
    if isinstance(error, RecursionError):
        return Plain("templates include or extend one another without end")
    if isinstance(error, MemoryError):
        return Plain(HUGE)
    if isinstance(error, UnicodeEncodeError):
        found = ord(error.object[error.start])
        return Plain(f"the page would hold U+{found:04X}, which is no character")
    if isinstance(error, TemplateNotFound):
        return _none("template", str(error.name), known)
    said = str(error.args[0] if isinstance(error, KeyError) and error.args else error)
    if isinstance(error, KeyError) and " " not in said:
        return Plain(f'there is no "{said}"')
    return in_words(said or type(error).__name__, known)


def in_words(said: str, known: Mapping[str, Collection[str]]) -> Plain:
    """The same of what Jinja or Python said."""
    if found := re.search("No (filter|test) named '(.*?)'", said):
        return _none(found[1], found[2], known)
    for pattern, message, hint in _SAID:
        if match := re.search(pattern, said):
            return Plain(message.format(**_words(match)), hint)
    if re.search(_OF_PYTHON, said):
        return Plain("this is given a value of a kind that it does not take")
    return Plain(said[:1].lower() + said[1:].removesuffix("."))


def _none(kind: str, name: str, known: Mapping[str, Collection[str]]) -> Plain:
    return Plain(f'there is no {kind} "{name}"', nearest(name, known.get(kind, ())))


def _words(match: re.Match[str]) -> dict[str, str]:
    """What fills a message."""
    found = {key: value or "" for key, value in match.groupdict().items()}
    kinds = {key: called(found[key]) for key in ("a", "b") if found.get(key)}
    own, other, filter_ = (found.get(key, "") for key in ("own", "other", "filter"))
    return {
        **found,
        **kinds,
        "by": f"|{filter_}" if filter_ else f"{own or other}()",
        "list": found.get("list", "").replace("'", ""),
        "wanted": _WANTED.get(found.get("name", ""), "something else"),
    }
