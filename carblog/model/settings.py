"""What `site.yaml` says, with every default filled in."""

from typing import Any, Literal

import msgspec

from carblog.model.paths import href
from carblog.model.picture import Format, Placeholder
from carblog.model.problem import Located


class SectionSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One section of the publication: a folder of `content/`."""

    name: str
    """The folder's name, and the first part of its URLs."""
    title: str
    kind: str = "news"
    """The kind of articles that do not say theirs."""
    text: str = ""
    """One sentence under the title of the section's list."""
    source: str = "site.yaml"
    """The input that it comes from: its folder when `site.yaml` does not name it."""


class MenuItem(msgspec.Struct, frozen=True, kw_only=True):
    title: str = ""
    """Empty: the title of what it points at."""
    to: Located
    """A section, a file under `content/`, a site path beginning with `/`, or a full URL."""


class RoleChange(msgspec.Struct, frozen=True, kw_only=True):
    """What a site says of one of its theme's picture roles; None and empty leave it as it is."""

    widths: tuple[int, ...] = ()
    ratio: tuple[int, int] | None = None
    formats: tuple[Format, ...] = ()
    quality: dict[str, int] = {}
    placeholder: Placeholder | None = None
    limit: int | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of `site.yaml`. A site without the file has exactly these defaults."""

    title: str = "A car blog"
    tagline: str = ""
    description: str = ""
    base_url: str = "http://localhost:8000/"
    """Absolute, ends in `/`; its path is the base path of every URL."""
    language: str = "en"
    """A BCP 47 tag such as `en-GB` or `de`."""
    timezone: str = "UTC"
    """An IANA name. Dates without an offset are in this zone, and all dates are shown in it."""
    theme: str = "paddock"
    paginate: int = 12
    """Stories on a page of a list."""
    feed_limit: int = 30
    """Items of a feed: Flipboard wants at least 30."""
    top_stories: int = 5
    """How many top stories the front page leads with."""
    copyright: str = ""
    trust: Literal["owner", "contributors"] = "owner"
    """`contributors`: raw HTML in content is cleaned by an allow-list before it is published."""
    sections: tuple[SectionSettings, ...] = ()
    """In the order of menus and of the front page. Folders not named here follow, by name."""
    menus: dict[str, tuple[MenuItem, ...]] = {}
    social: dict[str, str] = {}
    """Name of a network → URL of the publication there."""
    pictures: dict[str, RoleChange] = {}
    """Name of a role of the theme → what is different on this site."""
    params: dict[str, Any] = {}
    """Free values for themes."""

    @property
    def base_path(self) -> str:
        """The path of `base_url`: `/`, or `/blog/` for a site in a folder of its host."""
        after_scheme = self.base_url.partition("://")[2]
        return "/" + after_scheme.partition("/")[2]

    def absolute(self, target: str) -> str:
        """The full URL of a site path; what is one already stays."""
        return self.base_url + href(target)[1:] if target.startswith("/") else target
