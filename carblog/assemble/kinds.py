"""What writers call a picture, beside what its file says: a label that readers would miss."""

from carblog.assemble.photos import Beside
from carblog.model.content import PICTURE_KINDS, Picture
from carblog.model.problem import Place, Problem


def mislabelled(
    said: str, picture: Picture, beside: Beside, written: str, place: Place
) -> list[Problem]:
    """A warning when a picture that a model made is called a rendering or a photo, or a rendering a
    photo. `said` is empty where nobody calls it anything; `written` is how its file is named."""
    if not said:
        return []
    found = beside.words(picture)
    if PICTURE_KINDS.index(said) >= PICTURE_KINDS.index(found.kind):
        return []
    message = f'"{written}" is called a {said}; its file says "{found.source_type}"'
    hint = f"call it `{found.kind}`, or correct the file"
    return [Problem(place, "photo-kind", message, hint, "warning")]
