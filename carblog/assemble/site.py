"""Everything that was read becomes one site: what is due, in order, every reference resolved."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

import msgspec

from carblog.assemble.absent import why
from carblog.assemble.albums import ROOT
from carblog.assemble.beside import redacted
from carblog.assemble.due import Clock, newest_first, waiting
from carblog.assemble.hanging import Hanging, hanging, in_order
from carblog.assemble.known import Absence, Known, Ledger
from carblog.assemble.menus import menus
from carblog.assemble.photos import Beside
from carblog.assemble.profiles import by_name, profiles
from carblog.assemble.resolve import Resolver
from carblog.assemble.specs import specs_of
from carblog.assemble.stories import StoryMaker
from carblog.assemble.words import ENDING, by_picture
from carblog.model.content import Article, Car, Content
from carblog.model.paths import nfc
from carblog.model.photos import used_images
from carblog.model.problem import Problem
from carblog.model.settings import SectionSettings, Settings
from carblog.model.site import Album, Record, Site, Skipped
from carblog.model.view import Photo


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    site: Site
    problems: tuple[Problem, ...]


class Assembler:
    """Assembles again and again: what is made of the same as before is the same object."""

    def assemble(
        self, content: Content, settings: Settings, strings: Mapping[str, str], clock: Clock
    ) -> Assembled:
        """The site as it is at `clock.now`, and the problems of everything that is in it."""
        return _assembled(content, settings, strings, clock)


def assemble(
    content: Content, settings: Settings, strings: Mapping[str, str], clock: Clock
) -> Assembled:
    """The same of one who remembers nothing."""
    return Assembler().assemble(content, settings, strings, clock)


def _assembled(
    content: Content, settings: Settings, strings: Mapping[str, str], clock: Clock
) -> Assembled:
    ledger = Ledger()
    waits = {each.path: wait for each in content.articles if (wait := waiting(each, clock))}
    due = [article for article in content.articles if article.path not in waits]
    sections = sections_of(due, settings)
    beside = Beside(sidecars=by_picture(content.sidecars), zone=ZoneInfo(settings.timezone))
    found = hanging(content, {article.path for article in due}, beside, strings, clock, ledger)
    known = Known(
        articles={nfc(article.path): article for article in content.articles},
        absent=_absent_at(clock),
        sections=frozenset(section.name for section in sections),
        albums=found.albums,
        hidden={folder: why(wait) for folder, wait in found.waiting.items()},
        photos=_photos(found),
        pictures={nfc(picture.path): picture for picture in content.pictures},
        beside=beside,
        redacted=redacted(content.articles),
        strings=strings,
        records={
            nfc(car.path): Record(car=car, specs=specs_of(car), photo=None) for car in content.cars
        },
        addresses={nfc(author.path): author.url for author in content.authors},
        files={nfc(path): path for path in content.files if path.startswith("content/")},
        cautious=settings.trust == "contributors",
    )
    authors = profiles(content.authors, known, ledger)
    names = by_name(authors, ledger)
    maker = StoryMaker(known=known, ledger=ledger, sections=sections, authors=names)
    stories = [maker.story(article) for article in newest_first(due) if not article.is_page]
    pages = [maker.story(article) for article in due if article.is_page]
    albums = [_with_text(album, known, ledger) for album in found.albums.values()]
    site = Site(
        settings=msgspec.structs.replace(settings, sections=sections),
        stories=tuple(stories),
        pages=tuple(sorted(pages, key=lambda page: page.article.url)),
        albums=tuple(in_order(albums)),
        profiles=tuple(authors),
        records=tuple(_record(car, known, ledger) for car in content.cars),
        menus=menus(settings, sections, due, ledger.problems),
        files=tuple(sorted(ledger.linked)),
        digests=dict(content.files),
        waiting=(*waits.values(), *found.waiting.values()),
    )
    images = used_images(site)
    skipped = tuple(_skipped(content, {used.image.source for used in images}, ledger))
    site = msgspec.structs.replace(site, images=images, skipped=skipped)
    return Assembled(site=site, problems=tuple(ledger.problems))


def sections_of(due: Iterable[Article], settings: Settings) -> tuple[SectionSettings, ...]:
    """The sections of `site.yaml` in their order, then other folders of `content/` by name.

    A folder in which nothing is due is no section yet: its name may be a secret too.
    """
    named = {section.name for section in settings.sections}
    found = {article.section for article in due if article.section}
    others = [
        SectionSettings(
            name=name,
            title=name.replace("-", " ").capitalize(),
            source=f"content/{name}",
        )
        for name in sorted(found - named)
    ]
    return (*settings.sections, *others)


def _photos(found: Hanging) -> dict[str, Photo]:
    """The photos of all galleries that are due, by path."""
    photos = (photo for album in found.albums.values() for photo in album.photos)
    return {nfc(photo.image.source): photo for photo in photos}


def _absent_at(clock: Clock) -> Callable[[Article, Article | None], Absence]:
    """Why an article is not online at the moment at which the one beside it comes online."""

    def absent(article: Article, beside: Article | None) -> Absence:
        moment = clock.now
        if beside is not None and not beside.is_page:
            moment = max(moment, beside.date)
        wait = waiting(article, msgspec.structs.replace(clock, now=moment, ahead=False))
        return wait.reason if wait else ""

    return absent


def _with_text(album: Album, known: Known, ledger: Ledger) -> Album:
    resolver = Resolver(known, f"{ROOT}{album.name}/gallery.yaml", ledger)
    return msgspec.structs.replace(album, text=resolver.text(album.notes.prose))


def _record(car: Car, known: Known, ledger: Ledger) -> Record:
    specs = specs_of(car)
    resolver = Resolver(known, car.path, ledger)
    photo = resolver.lead(car.image, specs.title) if car.image else None
    return Record(car=car, specs=specs, photo=photo)


def _skipped(content: Content, shown: set[str], ledger: Ledger) -> Iterator[Skipped]:
    """Files that leave no trace: they are in no gallery, and nothing points at them."""
    why = "nothing that is online points at it"
    for picture in content.pictures:
        is_in_gallery = posixpath.dirname(picture.path).startswith(ROOT)
        if not is_in_gallery and picture.path not in shown:
            yield Skipped(picture.path, why)
    names = {nfc(picture.path) for picture in content.pictures}
    stems = {name.rpartition(".")[0] for name in names}
    for sidecar in content.sidecars:
        if nfc(sidecar.path)[: -len(ENDING)] not in names | stems:
            yield Skipped(sidecar.path, "there is no picture of this name beside it")
    linked = {path for _, path in ledger.linked}
    for path in content.files:
        if path.startswith("content/") and path not in linked:
            yield Skipped(path, why)
