"""The functions that templates call: addresses, pictures, dates, numbers, words.

Each is a pure function of its arguments, the theme, the settings and the looks of photos, which are
functions of the photos: so a page's key needs to hold only the first three.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple, ParamSpec
from zoneinfo import ZoneInfo

import msgspec
from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

from carblog.make.called import called
from carblog.make.faults import Fault, unknown
from carblog.model.paths import href
from carblog.model.picture import Image, Look, Rendition, Role, look_wish, renditions
from carblog.model.settings import Settings
from carblog.model.theme import Theme
from carblog.model.view import Photo
from carblog.model.words import filled

P = ParamSpec("P")

DayStyle = Literal["long", "medium", "short", "month", "day"]
DateStyle = Literal[DayStyle, "time"]

MIME = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}

NO_LOOK = Look(colour="")


class PictureSource(msgspec.Struct, frozen=True):
    """One `<source>` of a picture."""

    type: str
    srcset: str


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """What `picture(photo, role)` gives: the attributes of a `<picture>` and its `<img>`."""

    src: str
    """The fallback of the middle width."""
    width: int
    """Of `src`, in pixels: with `height` it reserves the right space."""
    height: int
    alt: str
    srcset: str
    """Of the fallback format."""
    sizes: str
    sources: tuple[PictureSource, ...]
    """The other formats, best first."""
    colour: str = ""
    """What to show until the picture has come: its dominant colour, `#2f3a44`. Empty when the role
    has no placeholder, or the picture has transparent parts, which it would show through."""
    preview: str = ""
    """The same picture about 20 pixels wide, as a `data:` address of at most 360 characters, to be
    shown large and blurred; empty unless the role says `placeholder: blur`."""


class PictureFile(msgspec.Struct, frozen=True):
    """What `largest(photo, role)` gives: one file."""

    url: str
    """Its site path."""
    width: int
    height: int
    type: str


class _Files(NamedTuple):
    """What the files of an image in a role give, wherever it is shown."""

    src: str
    width: int
    height: int
    srcset: str
    sources: tuple[PictureSource, ...]
    look: str
    """The key of what stands in for it; empty when nothing does."""


_ANSWERS = 4096
"""Of each function, so many are remembered. Pages name the same stories, dates and words again and
again: working them out anew was a fifth of a page of the theme paddock."""

_PICTURES = 1024
"""Pictures in a role whose files are remembered, 2 KB each: a page and the lists around it."""


class Functions:
    """The functions for one theme and one site."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        self._theme = theme
        self._settings = settings
        self._base = settings.base_path
        self._locale = Locale.parse(settings.language, sep="-")
        self._zone = ZoneInfo(settings.timezone)
        self.looks: Mapping[str, Look] = {}
        """What stands in for the photos of the page that is made, by the key of its wish."""
        self.date = _remembered(self._date)
        self._day = _remembered(self._date_of_day)
        self.iso = _remembered(self._iso)
        self.t = _remembered(self._t)
        self.url = _remembered(self._url)
        self._files = lru_cache(_PICTURES)(self._files_of)

    def _url(self, target: str) -> str:
        """The address of a site path, with the base path; a full URL or `#anchor` stays."""
        if target.startswith("/"):
            return self._base + href(target).removeprefix("/")
        return target

    def absolute(self, target: str) -> str:
        """The full URL of a site path."""
        return self._settings.absolute(target)

    def asset(self, name: str) -> str:
        """The address of a theme's static file, whose name carries its digest."""
        found = self._theme.assets.get(name)
        if found is None:
            raise unknown(f'the theme has no static file "{name}"', name, self._theme.assets)
        return self.url(found.url)

    def picture(self, photo: Photo, role: str, sizes: str = "") -> Picture:
        """The files of a photo in a role, as attributes."""
        wanted = self._role(photo, role)
        files = self._files(photo.image, wanted)
        look = self.looks.get(files.look, NO_LOOK)
        return Picture(
            src=files.src,
            width=files.width,
            height=files.height,
            alt=photo.alt,
            srcset=files.srcset,
            sizes=sizes or wanted.sizes,
            sources=files.sources,
            colour=look.colour,
            preview=_data_address(look.preview),
        )

    def largest(self, photo: Photo, role: str) -> PictureFile:
        """The widest file of a photo in a role, in the fallback format."""
        file = renditions(photo.image, self._role(photo, role))[-1]
        return PictureFile(file.path, file.width, file.height, MIME[file.format])

    def _iso(self, when: datetime) -> str:
        """A time as `<time datetime>` has it, with the site's offset: RFC 3339."""
        return when.astimezone(self._zone).isoformat(timespec="seconds")

    def number(self, value: int | float) -> str:
        """A number with the separators of the site's language."""
        return format_decimal(value, locale=self._locale)

    def _t(self, key: str, **values: object) -> str:
        """A word or phrase of the theme in the site's language.

        With `count` it is the plural form that the language has for it: `photos.one`,
        `photos.other`. Every `{name}` in it is filled from `values`.
        """
        words = self._theme.strings
        names = [key]
        if isinstance(count := values.get("count"), int):
            names = [f"{key}.{self._locale.plural_form(count)}", f"{key}.other", key]
        text = next((words[name] for name in names if name in words), None)
        if text is None:
            raise unknown(f'the theme\'s strings have no "{key}"', key, words)
        return filled(text, {name: self._filling(value) for name, value in values.items()})

    def _filling(self, value: object) -> str:
        """Of other values than these some are equal, and so remembered, that look different."""
        if isinstance(value, int):
            return self.number(value)
        if not isinstance(value, str | float):
            kind = called(type(value).__name__)
            raise Fault(f"a phrase is filled with texts and numbers, and this is {kind}")
        return str(value)

    def _date(self, when: datetime, style: DateStyle = "long") -> str:
        """A time in the site's zone as its language writes it."""
        local = when.astimezone(self._zone)
        if style == "time":
            return format_time(local, "short", locale=self._locale)
        return self._day(local.date(), style)

    def _date_of_day(self, day: date, style: DayStyle) -> str:
        """Stories of one day share its date, 15 µs to write."""
        match style:
            case "month":
                return format_skeleton("yMMMM", day, locale=self._locale)
            case "day":
                return format_skeleton("MMMd", day, locale=self._locale)
            case _:
                return format_date(day, style, locale=self._locale)

    def _files_of(self, image: Image, role: Role) -> _Files:
        by_format: dict[str, list[Rendition]] = {}
        for file in renditions(image, role):
            by_format.setdefault(file.format, []).append(file)
        *others, fallback = by_format.values()
        middle = fallback[len(fallback) // 2]
        sources = (PictureSource(MIME[group[0].format], self._srcset(group)) for group in others)
        wish = look_wish(image, role)
        return _Files(
            src=self.url(middle.path),
            width=middle.width,
            height=middle.height,
            srcset=self._srcset(fallback),
            sources=tuple(sources),
            look=wish.key if wish else "",
        )

    def _role(self, photo: Photo, name: str) -> Role:
        role = self._theme.roles.get(name)
        if role is None:
            raise unknown(f'theme.yaml has no picture role "{name}"', name, self._theme.roles)
        if photo.use not in role.of:
            message = f'the role "{name}" is not made of a photo used as "{photo.use}"'
            raise Fault(message, f"add {photo.use} to its `of:` in theme.yaml")
        return role

    def _srcset(self, files: list[Rendition]) -> str:
        return ", ".join(f"{self.url(file.path)} {file.width}w" for file in files)


def _remembered(function: Callable[P, str]) -> Callable[P, str]:
    """The function with a memory of its latest answers; 1, 1.0 and true are asked for apart."""
    return lru_cache(maxsize=_ANSWERS, typed=True)(function)  # type: ignore[return-value]


def _data_address(webp: bytes) -> str:
    """A picture inside an address (RFC 2397)."""
    return f"data:image/webp;base64,{b64encode(webp).decode()}" if webp else ""
