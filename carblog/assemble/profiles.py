"""Authors with a profile: their pages, and the names that stories call them by."""

from collections.abc import Iterable, Mapping

import msgspec

from carblog.assemble.inquiry import Inquiry
from carblog.assemble.resolve import Resolver
from carblog.model.content import Author
from carblog.model.paths import slugify
from carblog.model.problem import Place, Problem
from carblog.model.site import Profile
from carblog.model.view import Link


def by_name(found: Iterable[Profile]) -> tuple[Mapping[str, Link], list[Problem]]:
    """What a story may call an author → the profile: by name, or by the profile's file.

    Two people of one name cannot be told apart, which is a problem.
    """
    names: dict[str, Profile] = {}
    problems: list[Problem] = []
    for each in found:
        author = each.author
        for name in dict.fromkeys([author.name.casefold(), slugify(author.name), author.slug]):
            other = names.setdefault(name, each)
            if other is not each:
                message = f'"{name}" is the author of {other.author.path} too'
                hint = "let the names differ, and those of the files"
                place = Place(author.path)
                problems.append(Problem(place, "author-twice", message, hint))
    return {name: each.link for name, each in names.items()}, problems


def profile(author: Author, asks: Inquiry) -> Profile:
    """A profile with its photo and text."""
    resolver = Resolver(asks, author.path)
    photo = resolver.photo(author.photo, "portrait") if author.photo else None
    if photo is not None and not photo.alt:
        photo = msgspec.structs.replace(photo, alt=author.name)
    return Profile(
        author=author,
        link=Link(title=author.name, url=author.url),
        photo=photo,
        text=resolver.text(author.prose),
    )
