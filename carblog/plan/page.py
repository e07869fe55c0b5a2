"""A page in the making: what it shows, its template, and the key that follows from both."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any, get_args, get_type_hints

import msgspec

from carblog.model.digest import digest, digest_bytes, packed
from carblog.model.output import PageOutput
from carblog.model.paths import file_of
from carblog.model.problem import Located, Place, Problem, nearest
from carblog.model.view import Card, GalleryCard, Head, Link, Page, Photo, Text
from carblog.plan.indexable import Entry, entry
from carblog.plan.planned import Planned
from carblog.plan.shared import Shared
from carblog.plan.told import Told


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A page with the template that shows it; what is on it is worked out when it is asked for."""

    url: str
    template: str
    source: str
    """The input to blame: an article's file, or `site.yaml` for lists."""
    make: Callable[[], Page]
    wanted: Located | None = None
    """The template that the front matter asks for instead."""
    cards: Iterable[Card | GalleryCard] = ()
    """What a page that is not a story's own shows of others, or more than that."""

    @property
    def page(self) -> Page:
        """What the template sees."""
        return self.make()


class PlannedPage(Planned[PageOutput]):
    """A page that is planned. What sitemaps say of it is kept, when the page itself is not."""

    __slots__ = ("_entry", "_has_entry", "_shared", "cards", "names", "url")

    def __init__(
        self, sheet: Sheet, names: Sequence[str], make: Callable[[], PageOutput], shared: Shared
    ) -> None:
        super().__init__(file_of(sheet.url), sheet.source, make)
        self.url = sheet.url
        self.cards = sheet.cards
        self.names = names
        """Those beside `page` that its template uses."""
        self._shared = shared
        self._entry: Entry | None = None
        self._has_entry = False

    @property
    def output(self) -> PageOutput:
        """The page with its key."""
        made = super().output
        if not self._has_entry:
            self._entry, self._has_entry = entry(made.names["page"], self._shared), True
        return made

    @property
    def entry(self) -> Entry | None:
        """What a search engine should know of it; None if nothing."""
        return self._entry if self._has_entry else entry(self.output.names["page"], self._shared)


class Pages:
    """Turns the sheets of one site into outputs."""

    def __init__(self, shared: Shared, identity: str) -> None:
        """`identity` says with what code pages are made."""
        self._shared = shared
        self._told = Told(shared)
        self._frame = digest(
            identity,
            shared.theme.frame,
            shared.settings.base_url,
            shared.settings.language,
            shared.settings.timezone,
        )
        self._names = {
            name: tuple(used for used in template.names if used != "page")
            for name, template in shared.theme.templates.items()
        }

    def planned(self, sheet: Sheet) -> PlannedPage | Problem:
        """Its output, or why no template can show it."""
        name = sheet.wanted.value if sheet.wanted else sheet.template
        if name in self._names:
            make = partial(self._output, sheet, name)
            return PlannedPage(sheet, self._names[name], make, self._shared)
        if sheet.wanted is None:
            return _missing_template(name, sheet, self._shared)
        message = f'the theme has no template "{name}"'
        hint = nearest(name, self._names) or "it is a file in templates/"
        return Problem(sheet.wanted.place, "template-missing", message, hint)

    def _output(self, sheet: Sheet, name: str) -> PageOutput:
        shared, page, template = self._shared, sheet.page, self._shared.theme.templates[name]
        mentions = self._told.mentions(page) if template.structured else {}
        as_bytes = packed(page)
        parts = {
            "frame": self._frame,
            "template": template.digest,
            "page": digest_bytes(as_bytes),
            **(self._told.parts(page, mentions) if template.structured else {}),
            **{used: shared.name_digests[used] for used in self._names[name]},
        }
        return PageOutput(
            path=file_of(sheet.url),
            source=sheet.source,
            parts=parts,
            key=digest(parts),
            template=name,
            names={"page": page, **{used: shared.names[used] for used in self._names[name]}},
            packed=as_bytes,
            bodies=tuple(text.body for text in _texts(page) if text.body),
            mentions=mentions,
        )


def _missing_template(name: str, sheet: Sheet, shared: Shared) -> Problem:
    """A theme that lacks the template of a kind of page."""
    place = Place(f"themes/{shared.theme.name}")
    message = f'the theme has no template "{name}", which {sheet.url} needs'
    hint = "write it, or say `extends: paddock` in theme.yaml"
    return Problem(place, "template-missing", message, hint)


def head(
    *,
    title: str,
    url: str,
    description: str = "",
    image: Photo | None = None,
    feeds: tuple[Link, ...] = (),
    type_: str = "website",
) -> Head:
    """A head with what most pages say."""
    return Head(title=title, url=url, description=description, image=image, feeds=feeds, type=type_)


def site_feed(shared: Shared) -> Link:
    """The feed that every page announces."""
    return Link(title=shared.settings.title, url="/feed.xml")


def _texts(page: Page) -> Iterator[Text]:
    """The texts that a page holds in its own fields."""
    for field in _fields_of_text(type(page)):
        if text := getattr(page, field):
            yield text


@cache
def _fields_of_text(kind: type[Page]) -> tuple[str, ...]:
    """The fields of a kind of page that may hold a text."""
    return tuple(name for name, type_ in get_type_hints(kind).items() if _is_text(type_))


def _is_text(type_: Any) -> bool:
    return type_ is Text or Text in get_args(type_)
