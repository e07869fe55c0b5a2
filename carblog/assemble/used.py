"""Every picture that the site shows, with all the uses it is put to."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from carblog.assemble.made import Shelf
from carblog.model.photos import shown_in
from carblog.model.picture import Image
from carblog.model.site import UsedImage
from carblog.model.view import Photo

NOWHERE = (-1.0, -1.0)
NOTHING = ("", "", "", "")


def used_images(
    shelves: Sequence[Shelf[Any]], before: tuple[UsedImage, ...] | None
) -> tuple[UsedImage, ...]:
    """Each picture with all its uses, by the path of its file. `before`: what they were for the
    shelves before, if there were any; it is the same when what was remade shows the same."""
    if before is not None and all(_shows_the_same(shelf) for shelf in shelves):
        return before
    uses: dict[Image, set[str]] = {}
    for photo in _once(photo for shelf in shelves for photo in _photos(shelf)):
        uses.setdefault(photo.image, set()).add(photo.use)
    return tuple(
        UsedImage(image=image, uses=tuple(sorted(uses[image])))
        for image in sorted(uses, key=_in_order)
    )


def _shows_the_same(shelf: Shelf[Any]) -> bool:
    return not any(any(shown_in(made.value)) for made in shelf.gone) and all(
        _uses(each.before.value if each.before else None) == _uses(each.now.value)
        for each in shelf.remade
    )


def _uses(part: Any) -> set[tuple[Image, str]]:
    return {(photo.image, photo.use) for photo in shown_in(part)} if part is not None else set()


def _photos(shelf: Shelf[Any]) -> Iterator[Photo]:
    for made in shelf.made.values():
        yield from shown_in(made.value)


def _once(photos: Iterable[Photo]) -> Iterator[Photo]:
    """Galleries inside stories hold the same objects: of 110,000 photos shown 20,000 are left."""
    seen: set[int] = set()
    for photo in photos:
        if id(photo) not in seen:
            seen.add(id(photo))
            yield photo


def _in_order(image: Image) -> tuple[object, ...]:
    """By path, and of one file in an order that does not depend on who shows it first."""
    rights = image.rights
    said = (
        (rights.credit, rights.source_type, rights.copyright, rights.licence) if rights else NOTHING
    )
    return image.source, image.focus or NOWHERE, image.folder, image.name, image.redact, said
