"""Everything that was read becomes one site: what is due, in order, every reference resolved."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from carblog.assemble import albums as galleries
from carblog.assemble.due import Clock, newest_first, waiting
from carblog.assemble.known import Known, photos_of
from carblog.assemble.menus import menus
from carblog.assemble.resolve import Resolver
from carblog.assemble.specs import specs_of
from carblog.assemble.stories import StoryMaker
from carblog.model.content import Article, Content, GalleryNotes
from carblog.model.paths import fault_in_name, slugify
from carblog.model.photos import used_images
from carblog.model.problem import Place, Problem
from carblog.model.settings import SectionSettings, Settings
from carblog.model.site import Album, Profile, Record, Site, Skipped, Waiting
from carblog.model.view import Link


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    site: Site
    problems: tuple[Problem, ...]


def assemble(
    content: Content, settings: Settings, strings: Mapping[str, str], clock: Clock
) -> Assembled:
    """The site as it is at `clock.now`."""
    return _Assembler(content, settings, strings, clock).assembled()


class _Assembler:
    """One assembling: each step uses what the steps before it found."""

    def __init__(
        self, content: Content, settings: Settings, strings: Mapping[str, str], clock: Clock
    ) -> None:
        self.content = content
        self.settings = settings
        self.strings = strings
        self.clock = clock
        self.problems: list[Problem] = []
        self.waiting: list[Waiting] = []
        self.linked: dict[str, str] = {}

    def assembled(self) -> Assembled:
        due = self._due()
        all_albums, hidden = self._albums(due)
        albums = {folder: album for folder, album in all_albums.items() if folder not in hidden}
        records = self._records()
        known = self._known(albums, hidden, records)
        sections = sections_of(due, self.settings)
        profiles = self._profiles(known)
        authors = {name: profile for profile in profiles for name in _names(profile)}
        maker = StoryMaker(known=known, sections=sections, authors=authors)
        stories = [maker.story(article) for article in newest_first(due) if not article.is_page]
        pages = [maker.story(article) for article in due if article.is_page]
        self.problems += maker.problems
        for article in self._what_comes():
            coming = {
                folder: album
                for folder, album in all_albums.items()
                if (why := hidden.get(folder)) and why.when and why.when <= article.date
            }
            by_then = known.with_albums(coming) if coming else known
            checker = StoryMaker(known=by_then, sections=sections, authors=authors)
            checker.check(article)
            self.problems += checker.problems
        self.linked |= maker.linked
        albums_with_text = [self._album_text(album, known) for album in albums.values()]
        records_with_photos = [self._record_photo(record, known) for record in records.values()]
        site = Site(
            settings=msgspec.structs.replace(self.settings, sections=sections),
            stories=tuple(stories),
            pages=tuple(sorted(pages, key=lambda page: page.article.url)),
            albums=tuple(sorted(albums_with_text, key=_album_order)),
            profiles=tuple(profiles),
            records=tuple(records_with_photos),
            menus=menus(self.settings, sections, due, self.problems),
            files=self.linked,
            digests=dict(self.content.files),
            waiting=tuple(self.waiting),
        )
        images = used_images(site)
        shown = {used.image.source for used in images}
        skipped = tuple(self._skipped(known, shown))
        site = msgspec.structs.replace(site, images=images, skipped=skipped)
        return Assembled(site=site, problems=tuple(self.problems))

    def _due(self) -> list[Article]:
        due: list[Article] = []
        for article in self.content.articles:
            if (why := waiting(article, self.clock)) is None:
                due.append(article)
            else:
                self.waiting.append(why)
        return due

    def _albums(self, due: list[Article]) -> tuple[dict[str, Album], dict[str, Waiting]]:
        """Every gallery, and why those that are not due are not; by folder."""
        folders = galleries.folders(self.content)
        notes = {posixpath.dirname(note.path): note for note in self.content.notes}
        for folder, note in notes.items():
            if folder.removeprefix(galleries.ROOT) not in folders:
                message = "this gallery has no pictures"
                hint = "put the pictures beside this file"
                self.problems.append(Problem(Place(note.path), "gallery-empty", message, hint))
        all_notes = {
            name: notes.get(galleries.ROOT + name) or GalleryNotes(path=galleries.ROOT + name)
            for name in folders
        }
        shown: dict[str, list[tuple[Article, bool]]] = defaultdict(list)
        paths = {article.path for article in due}
        for article in self.content.articles:
            for name in galleries.shown_by(article, folders):
                shown[name].append((article, article.path in paths))
        hidden = dict(galleries.not_due(folders, all_notes, shown, self.clock))
        self.waiting += hidden.values()
        made: dict[str, Album] = {}
        for name in sorted(folders):
            if fault := next(
                (fault for part in name.split("/") if (fault := fault_in_name(part))), ""
            ):
                place = Place(f"{galleries.ROOT}{name}")
                message = f"the name of this folder cannot be in an address: {fault}"
                self.problems.append(Problem(place, "name", message, "rename the folder"))
                continue
            album, problems = galleries.album(name, folders[name], all_notes[name], self.strings)
            if name not in hidden or hidden[name].reason == "future":
                self.problems += problems
            made[galleries.ROOT + name] = album
        return made, {galleries.ROOT + name: why for name, why in hidden.items()}

    def _records(self) -> dict[str, Record]:
        return {
            car.path: Record(car=car, specs=specs_of(car), photo=None) for car in self.content.cars
        }

    def _known(
        self, albums: dict[str, Album], hidden: dict[str, Waiting], records: dict[str, Record]
    ) -> Known:
        pictures = {picture.path: picture for picture in self.content.pictures}
        return Known(
            articles={article.path: article for article in self.content.articles},
            visible=self._visible,
            albums=albums,
            hidden={folder: _reason(why) for folder, why in hidden.items()},
            photos=photos_of(albums),
            pictures=pictures,
            records=records,
            addresses={author.path: author.url for author in self.content.authors},
            files={
                path: digest
                for path, digest in self.content.files.items()
                if path.startswith("content/")
            },
        )

    def _visible(self, article: Article, beside: Article | None) -> bool:
        """Whether `article` is online at every moment at which `beside` comes online."""
        if article.is_page and not article.draft:
            return True
        moment = self.clock.now
        if beside is not None and not beside.is_page:
            moment = max(moment, beside.date)
        clock = msgspec.structs.replace(self.clock, now=moment)
        return waiting(article, clock) is None

    def _what_comes(self) -> Iterator[Article]:
        """Stories with a date in the future: they are checked now, not on the night they come due,
        and beside the galleries that are online by then."""
        future = {why.path for why in self.waiting if why.reason == "future"}
        return (article for article in self.content.articles if article.path in future)

    def _profiles(self, known: Known) -> list[Profile]:
        profiles: list[Profile] = []
        for author in self.content.authors:
            resolver = Resolver(known, author.path)
            photo = resolver.photo(author.photo, "portrait") if author.photo else None
            if photo is not None and not photo.alt:
                photo = msgspec.structs.replace(photo, alt=author.name)
            text = resolver.text(author.prose)
            self._collect(resolver)
            link = Link(title=author.name, url=author.url)
            profiles.append(Profile(author=author, link=link, photo=photo, text=text))
        return profiles

    def _album_text(self, album: Album, known: Known) -> Album:
        resolver = Resolver(known, f"{galleries.ROOT}{album.name}/gallery.yaml")
        text = resolver.text(album.notes.prose)
        self._collect(resolver)
        return msgspec.structs.replace(album, text=text)

    def _record_photo(self, record: Record, known: Known) -> Record:
        lead = record.car.image
        if lead is None:
            return record
        resolver = Resolver(known, record.car.path)
        photo = resolver.photo(lead.src, "lead")
        self._collect(resolver)
        return msgspec.structs.replace(record, photo=photo)

    def _collect(self, resolver: Resolver) -> None:
        self.problems += resolver.problems
        self.linked |= resolver.linked

    def _skipped(self, known: Known, shown: set[str]) -> Iterator[Skipped]:
        """Files that leave no trace, because they are in no gallery and nothing points at them."""
        for path in known.pictures:
            is_in_gallery = posixpath.dirname(path).startswith(galleries.ROOT)
            if not is_in_gallery and path not in shown:
                yield Skipped(path, "nothing that is online points at it")
        for path in known.files.keys() - set(self.linked.values()):
            yield Skipped(path, "nothing that is online points at it")


def sections_of(due: Iterable[Article], settings: Settings) -> tuple[SectionSettings, ...]:
    """The sections of `site.yaml` in their order, then other folders of `content/` by name.

    A folder in which nothing is due is no section yet: its name may be a secret too.
    """
    named = {section.name for section in settings.sections}
    found = {article.section for article in due if article.section}
    others = [
        SectionSettings(name=name, title=name.replace("-", " ").capitalize())
        for name in sorted(found - named)
    ]
    return (*settings.sections, *others)


def _names(profile: Profile) -> tuple[str, ...]:
    """What an article may call an author: by name or by the name of the profile's file."""
    author = profile.author
    return author.name.casefold(), slugify(author.name), author.slug


def _reason(why: Waiting) -> str:
    return f"{why.reason} until {why.when:%Y-%m-%d %H:%M} UTC" if why.when else why.reason


def _album_order(album: Album) -> tuple[float, str]:
    date = album.notes.date
    return (-date.timestamp() if date else 0.0, album.name)
