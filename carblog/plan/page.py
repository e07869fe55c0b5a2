"""A page in the making: what it shows, its template, and the key that follows from both."""

from collections.abc import Iterable, Iterator

import msgspec

from carblog.model.digest import digest
from carblog.model.output import PageOutput
from carblog.model.paths import file_of
from carblog.model.problem import Located, Place, Problem, nearest
from carblog.model.view import Head, Link, Page, PageLink, Pager, Photo, Text
from carblog.plan.shared import Shared


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A page with the template that shows it."""

    page: Page
    template: str
    source: str
    """The input to blame: an article's file, or `site.yaml` for lists."""
    wanted: Located | None = None
    """The template that the front matter asks for instead."""


def outputs_of(
    sheets: Iterable[Sheet], shared: Shared, identity: str
) -> Iterator[PageOutput | Problem]:
    """Each sheet as an output. `identity` says with what code pages are made."""
    frame = digest(
        identity,
        shared.theme.frame,
        shared.settings.base_url,
        shared.settings.language,
        shared.settings.timezone,
    )
    for sheet in sheets:
        name = sheet.wanted.value if sheet.wanted else sheet.template
        template = shared.theme.templates.get(name)
        if template is None:
            if sheet.wanted is None:
                yield _missing_template(name, sheet, shared)
            else:
                message = f'the theme has no template "{name}"'
                hint = nearest(name, shared.theme.templates) or "it is a file in templates/"
                yield Problem(sheet.wanted.place, "template-missing", message, hint)
            continue
        used = [used for used in template.names if used != "page"]
        parts = {
            "frame": frame,
            "template": template.digest,
            "page": digest(sheet.page),
            **{used: shared.name_digests[used] for used in used},
        }
        yield PageOutput(
            path=file_of(sheet.page.url),
            source=sheet.source,
            parts=parts,
            key=digest(parts),
            template=name,
            names={"page": sheet.page, **{used: shared.names[used] for used in used}},
            bodies=tuple(text.body for text in _texts(sheet.page) if text.body),
        )


def _missing_template(name: str, sheet: Sheet, shared: Shared) -> Problem:
    """A theme that lacks the template of a kind of page."""
    place = Place(f"themes/{shared.theme.name}")
    message = f'the theme has no template "{name}", which {sheet.page.url} needs'
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


def page_url(base: str, number: int) -> str:
    """The site path of a page of a list."""
    return base if number == 1 else f"{base}page/{number}/"


def pager(base: str, number: int, count: int) -> Pager | None:
    """Where a page of a list is; none when the list has one page."""
    if count <= 1:
        return None
    near = sorted({1, number - 1, number, number + 1, count} - {0, count + 1})
    return Pager(
        number=number,
        count=count,
        newer=page_url(base, number - 1) if number > 1 else "",
        older=page_url(base, number + 1) if number < count else "",
        pages=tuple(PageLink(number=each, url=page_url(base, each)) for each in near),
    )


def _texts(page: Page) -> Iterator[Text]:
    """The texts that a page holds in its own fields."""
    for field in page.__struct_fields__:
        value = getattr(page, field)
        if isinstance(value, Text):
            yield value
