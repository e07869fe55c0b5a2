"""What the values that templates meet are called, for messages: nobody there knows our classes."""

import re

_NAMES = {
    **dict.fromkeys(("str", "Markup"), "a text"),
    **dict.fromkeys(("int", "float", "Decimal"), "a number"),
    **dict.fromkeys(("tuple", "list", "set", "frozenset", "range"), "a list"),
    **dict.fromkeys(("generator", "Iterator"), "a list that is still to be made"),
    **dict.fromkeys(("datetime", "date", "time"), "a time"),
    **dict.fromkeys(("function", "method", "partial", "_lru_cache_wrapper", "type"), "a function"),
    "builtin_function_or_method": "a function",
    "bool": "true or false",
    "dict": "a group",
    "NoneType": "nothing",
    "Head": "the head of a page",
    "LoopContext": "loop",
    "TemplateModule": "an imported template",
    "TemplateReference": "this template",
    "MissingPage": "the 404 page",
    "SiteView": "the site",
    "SpecGroup": "a group of specifications",
    "Specs": "a specification table",
}

_WITHIN = re.compile("(?<=[a-z])(?=[A-Z])")


def called(kind: str) -> str:
    """The words for a value of a type: `an article page` for `ArticlePage`."""
    if kind in _NAMES:
        return _NAMES[kind]
    words = _WITHIN.sub(" ", kind).lower()
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"
