"""Authors with a profile: their pages, and the names that stories call them by."""

from collections.abc import Iterable, Mapping

import msgspec

from carblog.assemble.known import Known, Ledger
from carblog.assemble.resolve import Resolver
from carblog.model.content import Author
from carblog.model.paths import slugify
from carblog.model.problem import Place, Problem
from carblog.model.site import Profile
from carblog.model.view import Link


def profiles(authors: Iterable[Author], known: Known, ledger: Ledger) -> list[Profile]:
    """Every profile with its photo and text."""
    return [_profile(author, known, ledger) for author in authors]


def by_name(found: Iterable[Profile], ledger: Ledger) -> Mapping[str, Profile]:
    """What a story may call an author → the profile: by name, or by the profile's file.

    Two people of one name cannot be told apart, which is a problem.
    """
    names: dict[str, Profile] = {}
    for profile in found:
        author = profile.author
        for name in dict.fromkeys([author.name.casefold(), slugify(author.name), author.slug]):
            other = names.setdefault(name, profile)
            if other is not profile:
                message = f'"{name}" is the author of {other.author.path} too'
                hint = "let the names differ, and those of the files"
                place = Place(author.path)
                ledger.problems.append(Problem(place, "author-twice", message, hint))
    return names


def _profile(author: Author, known: Known, ledger: Ledger) -> Profile:
    resolver = Resolver(known, author.path, ledger)
    photo = resolver.photo(author.photo, "portrait") if author.photo else None
    if photo is not None and not photo.alt:
        photo = msgspec.structs.replace(photo, alt=author.name)
    return Profile(
        author=author,
        link=Link(title=author.name, url=author.url),
        photo=photo,
        text=resolver.text(author.prose),
    )
