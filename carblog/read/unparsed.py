"""What is wrong with a template that cannot be parsed, in plain words.

Jinja says what it expected, which is seldom what to write.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from carblog.model.problem import nearest


class Mistake(NamedTuple):
    """For a `Problem`."""

    message: str
    hint: str = ""


_TAG = re.compile(r"Encountered unknown tag '(\w+)'").match
_OPEN = re.compile(r"block that needs to be closed is '(\w+)'").search
_FILTER = re.compile(r"No filter named '(.+?)'").match
_NO_END = re.compile(r"unexpected end of template, expected 'end of (print|statement) ").match
_TAGS = (
    *("block", "call", "elif", "else", "extends", "filter", "for", "from", "if", "import"),
    *("include", "macro", "raw", "set", "with"),
)
_ONCE_ELSE = {("elif", "if"), ("else", "if"), ("else", "for")}
"""What may stand there, and what it belongs to: it is refused only behind an `else`."""
_SIGNS = {
    "'end of print statement'": "}}",
    "'end of statement block'": "%}",
    "expected token ": "expected ",
}


def explain(said: str, filters: Collection[str]) -> Mistake:
    """The mistake behind what Jinja said of a template that may use these filters."""
    tag, open_ = _TAG(said), _OPEN(said)
    if tag or open_:
        return _tags(tag[1] if tag else "", open_[1] if open_ else "")
    if found := _FILTER(said):
        return Mistake(f'there is no filter "{found[1]}"', nearest(found[1], filters))
    if found := _NO_END(said):
        begin, end = ("{{", "}}") if found[1] == "print" else ("{%", "%}")
        return Mistake(f"{begin} is not closed", f"write {end}")
    for jinjas, sign in _SIGNS.items():
        said = said.replace(jinjas, sign)
    return Mistake(said[:1].lower() + said[1:].removesuffix(".") or "a syntax error")


def _tags(tag: str, open_: str) -> Mistake:
    """`tag` cannot stand where it does; `open_` is the innermost that is not closed."""
    if tag and not tag.startswith("end") and tag not in ("elif", "else"):
        return Mistake(f'there is no tag "{tag}"', nearest(tag, _TAGS))
    if not open_:
        return Mistake(f"{{% {tag} %}} belongs to nothing that is open", "take it out")
    if (tag, open_) in _ONCE_ELSE:
        return Mistake(
            f"{{% {tag} %}} stands behind {{% else %}}", "{% else %} comes once, and last"
        )
    end = f"write {{% end{open_} %}}"
    if not tag:
        return Mistake(f"{{% {open_} %}} is not closed", end)
    return Mistake(f"{{% {tag} %}} stands where {{% {open_} %}} is not closed yet", f"{end} first")
