"""Outputs that want one file, also on systems that ignore case or Unicode form."""

import re
from collections.abc import Iterable, Iterator

from carblog.model.paths import fault_in_output_path, same_file_key
from carblog.model.problem import Place, Problem
from carblog.plan.lists import SITE
from carblog.plan.planned import Destined


def collisions(outputs: Iterable[Destined]) -> Iterator[Problem]:
    """A problem for every output whose place another has, is in, or is around."""
    taken: dict[str, Destined] = {}
    folders: dict[str, Destined] = {}
    for output in sorted(outputs, key=_rank):
        key = same_file_key(output.path)
        # What is around the others in its folder is around it too, and was looked at.
        parents = [] if key.rpartition("/")[0] in folders else _parents(key)
        other = (
            taken.get(key)
            or folders.get(key)
            or next((taken[parent] for parent in parents if parent in taken), None)
        )
        if other is not None:
            yield _collision(output, other)
            continue
        taken[key] = output
        for parent in parents:
            folders.setdefault(parent, output)


def unwritable(outputs: Iterable[Destined]) -> Iterator[Problem]:
    """A problem for every output that no file system could hold, or no address name."""
    for output in outputs:
        if fault := fault_in_output_path(output.path):
            shown = "".join(char if char.isprintable() else "\ufffd" for char in output.path)
            message = f'this cannot be published at "{shown}": {fault}'
            yield Problem(Place(output.source), "output-path", message, "rename it")


def _rank(output: Destined) -> tuple[bool, str, str]:
    """What carblog makes of itself comes first: it is a person's file that is told."""
    return output.source != SITE, output.source, output.path


def _parents(path: str) -> list[str]:
    return [path[: slash.start()] for slash in re.finditer("/", path)]


def _collision(output: Destined, other: Destined) -> Problem:
    one, two = output.source, other.source
    second = "a file that carblog makes itself" if two == SITE else two
    if one == two != SITE and output.path == other.path:
        hint = "take out the alias that is its own address"
        return Problem(Place(one), "collision", f'{one} wants "{_url(output)}" twice', hint)
    if output.path == other.path:
        message = f'{one} and {second} both want "{_url(output)}"'
    elif same_file_key(output.path) == same_file_key(other.path):
        message = f'{one} wants "{_url(output)}" and {second} wants "{_url(other)}", {_SAME}'
    else:
        message = f'{one} wants "{output.path}" and {second} wants "{other.path}", {_INSIDE}'
    if one != two and same_file_key(one) == same_file_key(two):
        message += f"; {_difference(one, two)}"
    return Problem(Place(one), "collision", message, _HINT if one.startswith("content/") else _FILE)


_HINT = "give one of them another name, slug, url or alias"
_FILE = "give one of them another name"
_SAME = "which some systems take for one"
_INSIDE = "but a file cannot be a folder, too"


def _difference(one: str, two: str) -> str:
    if one.casefold() == two.casefold():
        return "the names of the files differ in upper and lower case"
    return "the names of the files look alike, and spell a letter in two ways of Unicode"


def _url(output: Destined) -> str:
    return "/" + output.path.removesuffix("index.html")
