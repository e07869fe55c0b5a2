"""What may become text: nothing whose text is its address in memory, which no two runs share."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, time
from functools import cache, partial, wraps
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from jinja2 import Undefined, pass_eval_context
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro
from jinja2.sandbox import SandboxedEscapeFormatter, SandboxedFormatter
from markupsafe import Markup, escape

from carblog.make.called import called
from carblog.make.faults import Fault

_SHOWN = (str, int, float, date, Undefined)
"""What has one way to be written, on every machine and in every run; `Missing` says its own."""

_SPECIAL = re.compile("[&<>'\"]").search
"""What HTML has words of its own for. Most texts hold none of it, which is soon asked."""

_DIRECTIVES = re.compile("%[-_0-9^#+EO]*(.)", re.DOTALL).finditer
"""Those of `strftime`, with glibc's flags and widths."""

_FUNCTIONS = (FunctionType, MethodType, BuiltinFunctionType, type(cache(str)), Macro, partial, type)

_KEPT_BACK: tuple[tuple[tuple[type, ...], str, str], ...] = (
    ((Iterator,), "this is a list that is still to be made", "add |list or |join"),
    (
        (list, tuple, set, frozenset),
        "this is a list",
        "write its entries with {% for … %} or |join",
    ),
    (_FUNCTIONS, "this is a function", "call it, with ( )"),
    ((dict,), "this is a group", "choose one of its entries"),
)

_OF_TEXT = (
    *("capitalize", "center", "e", "escape", "forceescape", "indent", "lower", "pprint"),
    *("replace", "safe", "string", "striptags", "title", "trim", "truncate", "upper", "urlize"),
    *("wordcount", "wordwrap"),
)
"""Filters that write whatever they are given as text."""

_OF_PARTS = ("format", "urlencode", "xmlattr")
"""Filters that write all that is in what they are given."""


def written(value: Any) -> str:
    """What `{{ value }}` writes."""
    if type(value) is str:
        return escape(value) if _SPECIAL(value) else value
    if type(value) is Markup:
        return value
    return escape(shown(value))


def shown(value: object) -> object:
    """What `{{ … }}` may write."""
    if isinstance(value, _SHOWN):
        return value
    if value is None:
        return ""
    for kinds, message, hint in _KEPT_BACK:
        if isinstance(value, kinds):
            raise Fault(message, hint)
    kind = called(type(value).__name__)
    raise Fault(f"{kind} cannot be written as it is", "choose one of its fields")


def strftime(when: date | time, format: str) -> str:  # noqa: A002 - as Python names it
    """`when.strftime(format)`. The C library's `%s` reads the time as one of the machine's zone."""
    if any(found[1] == "s" for found in _DIRECTIVES(format)):
        raise Fault("%s of a time depends on the machine", "write timestamp()|int")
    return when.strftime(format)


def check_parts(value: object) -> None:
    """Raise where something inside lists and groups must not be written."""
    if isinstance(value, Mapping):
        check_parts(tuple(value.items()))
    elif isinstance(value, Collection) and not isinstance(value, str):
        for part in value:
            check_parts(part)
    else:
        shown(value)


def filters() -> dict[str, Callable[..., Any]]:
    """Jinja's filters that write, given only what they may write."""
    found = {name: _of_text(FILTERS[name]) for name in _OF_TEXT}
    found |= {name: _of_parts(FILTERS[name]) for name in _OF_PARTS}
    return found | {"join": _join, "jsonld": _of_text(Markup)}


def _of_text(filter_: Callable[..., Any]) -> Callable[..., Any]:
    # Before the value Jinja puts a context or environment where a filter asks for it.
    at = 1 if hasattr(filter_, "jinja_pass_arg") else 0

    @wraps(filter_)
    def checked(*args: Any, **options: Any) -> Any:
        if options or len(args) > at + 1:
            check_parts((args[at + 1 :], options))
        return filter_(*args[:at], shown(args[at]), *args[at + 1 :], **options)

    return checked


def _of_parts(filter_: Callable[..., Any]) -> Callable[..., Any]:
    at = 1 if hasattr(filter_, "jinja_pass_arg") else 0

    @wraps(filter_)
    def checked(*args: Any, **options: Any) -> Any:
        check_parts((args[at:], options))
        return filter_(*args, **options)

    return checked


@pass_eval_context
def _join(
    context: EvalContext, parts: Any, between: str = "", attribute: str | int | None = None
) -> Any:
    """Jinja's `join`."""
    if attribute is not None:
        parts = map(make_attrgetter(context.environment, attribute), parts)
    return FILTERS["join"](context, [shown(part) for part in parts], shown(between))


class Formatter(SandboxedFormatter):
    """How `"{}".format(…)` fills its places."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """One of them with `!r` and its kind."""
        return super().convert_field(shown(value), conversion)

    def format_field(self, value: Any, format_spec: str) -> Any:
        """One of them."""
        if isinstance(value, date) and format_spec:
            return strftime(value, format_spec)
        return super().format_field(shown(value), format_spec)


class EscapingFormatter(Formatter, SandboxedEscapeFormatter):
    """The same where the text is markup."""
