"""A theme as a value: its templates, what each of them depends on, its picture roles and words."""

from typing import Any

import msgspec

from carblog.model.picture import Crop, Rendition, Role, fallbacks, sizes
from carblog.model.view import Photo

FUNCTIONS = frozenset(
    {
        "absolute",
        "asset",
        "date",
        "iso",
        "largest",
        "number",
        "picture",
        "prose",
        "t",
        "url",
    }
)
"""The functions that every template can call; `make/functions.py` defines them."""


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """One template file, with what it includes, imports and extends followed."""

    name: str
    """As templates name it: `article.html`, `embeds/figure.html`."""
    path: str
    """The file, for messages: relative to the site folder when it is inside it."""
    source: str
    names: tuple[str, ...] = ()
    """The top-level names of the context that it or anything it includes reads."""
    digest: str = ""
    """Of its source and of the sources of all it includes."""
    reached: tuple[str, ...] = ()
    """The files of all that it includes."""
    structured: bool = False
    """It shows structured data, or something that it includes does."""


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """A static file of the theme, published under a name that carries its digest."""

    name: str
    """As templates name it: `paddock.css`."""
    path: str
    url: str
    """Its site path: `/assets/paddock-3f9a….css`."""
    data: bytes


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    templates: dict[str, Template]
    roles: dict[str, Role]
    strings: dict[str, str]
    """Words of the theme in the site's language, `by` → `By`."""
    assets: dict[str, Asset]
    params: dict[str, Any] = {}
    frame: str = ""
    """The digest of what every template can reach through functions: words, roles, assets."""

    def without_data(self) -> "Theme":
        """The same for those who only name its assets: fonts need not go to every worker."""
        bare = {name: msgspec.structs.replace(a, data=b"") for name, a in self.assets.items()}
        return msgspec.structs.replace(self, assets=bare)

    def roles_of(self, use: str) -> tuple[Role, ...]:
        """The roles that a photo used as `use` is made in."""
        return tuple(role for role in self.roles.values() if use in role.of)

    def plain_files(self, photo: Photo) -> tuple[Rendition, ...]:
        """The files of a photo for readers that are not browsers: feeds, search engines.

        They are of the role that shows most of it, in the fallback format, widths rising; none when
        the theme makes nothing of this use.
        """
        roles = self.roles_of(photo.use)
        if not roles:
            return ()
        role = max(roles, key=lambda role: _area(photo, role))
        return fallbacks(photo.image, role)

    def plain_crops(self, photo: Photo) -> tuple[Rendition, ...]:
        """Of each crop that the theme makes of a photo the largest file, in a fallback format."""
        largest: dict[Crop | None, Role] = {}
        for role in sorted(self.roles_of(photo.use), key=lambda role: -_area(photo, role)):
            largest.setdefault(sizes(photo.image, role)[0], role)
        return tuple(fallbacks(photo.image, role)[-1] for role in largest.values())


def _area(photo: Photo, role: Role) -> int:
    """Pixels of the largest file."""
    width, height = sizes(photo.image, role)[1][-1]
    return width * height
