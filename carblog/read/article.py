"""One Markdown file under `content/` becomes an `Article`: a story, or a page such as About."""

from datetime import UTC, datetime, tzinfo

from carblog.model.content import KINDS, Article, Prose, Read, Reading
from carblog.model.paths import fault_in_name, slugify
from carblog.model.problem import Located, Place
from carblog.read.addresses import Address, address_of
from carblog.read.dates import Moment, moment, zone_of
from carblog.read.document import read_document
from carblog.read.fields import Fields, one_line
from carblog.read.foreign import ARTICLE_NEAR, ARTICLE_SAME
from carblog.read.links import sources
from carblog.read.nodes import Scalar
from carblog.read.notes import photo_notes
from carblog.read.params import params_of
from carblog.read.problems import Problems, said
from carblog.read.shown import lead
from carblog.read.values import Fault, flag, one_of, path_name, site_path
from carblog.read.verdict import verdict
from carblog.read.video import video

NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_STATUS = {"draft": True, "hidden": True, "private": True, "pending": True} | dict.fromkeys(
    ("published", "publish", "future"), False
)
"""What `status` says in Pelican, Nikola and WordPress exports: is it a draft?"""


def read_article(path: str, data: bytes, reading: Reading) -> Read:
    """Every Markdown file under `content/` except authors.

    A file with problems still has a value when its path gives it an address, so that what points at
    it is not blamed too.
    """
    problems = Problems(path)
    address = address_of(path)
    if isinstance(address, Fault):
        problems.error(Place(path), address.code, f"this file {address.message}", address.hint)
        return Read(problems=tuple(problems.found))
    document = read_document(data, reading, problems)
    if document.head is None:
        article = _bare(path, address, document.prose)
    else:
        fields = Fields(document.head, problems, same=ARTICLE_SAME)
        article = _article(path, address, fields, document.prose, zone_of(reading.timezone))
    return Read(value=article, body=document.body, problems=tuple(problems.found))


def _bare(path: str, address: Address, prose: Prose) -> Article:
    """What can be said of an article whose front matter cannot be read."""
    return Article(
        path=path,
        section=address.section,
        slug=address.slug,
        url=address.url(address.slug),
        is_page=address.is_page,
        title=address.slug,
        date=NO_DATE,
        prose=prose,
    )


def _article(path: str, address: Address, fields: Fields, prose: Prose, zone: tzinfo) -> Article:
    slug = fields.value("slug", path_name, address.slug)
    date = _date(fields, address, zone)
    article = Article(
        path=path,
        section=address.section,
        slug=slug,
        url=fields.value("url", site_path, address.url(slug)),
        is_page=address.is_page,
        title=fields.required("title", "title: The headline") or address.slug,
        standfirst=fields.text("standfirst"),
        date=date or NO_DATE,
        updated=fields.moment("updated", zone),
        expires=fields.moment("expires", zone),
        draft=_is_draft(fields),
        kind=fields.value("kind", one_of(KINDS, loosely=True), ""),
        authors=_names(fields, "authors"),
        tags=_names(fields, "tags", ","),
        cars=_cars(fields),
        image=lead(fields),
        gallery=fields.located("gallery"),
        video=video(fields, zone),
        verdict=verdict(fields),
        measured=fields.pairs("measured"),
        top_story=fields.value("top_story", flag, False),
        summary=fields.text("summary"),
        description=fields.text("description"),
        social_title=fields.text("social_title"),
        aliases=_aliases(fields),
        photos=photo_notes(fields, zone),
        template=fields.located("template"),
        sources=sources(fields),
        params=params_of(fields),
        prose=prose,
    )
    fields.finish(ARTICLE_NEAR)
    if date:
        _check_order(fields, article)
    return article


def _date(fields: Fields, address: Address, zone: tzinfo) -> datetime | None:
    """The key `date`, else the date in the file's name. A page needs neither."""
    if fields.node("date") is not None:
        return fields.moment("date", zone)
    if _published_on(fields):
        return fields.moment("published", zone)
    if address.date:
        found = moment(address.date, zone)
        if isinstance(found, Moment):
            return found.when
        message = f"the name of this file {found.message}"
        fields.problems.error(Place(fields.problems.path), found.code, message, found.hint)
    elif not address.is_page:
        fields.missing("date", "date: 2026-11-20 09:30")
    return None


def _is_draft(fields: Fields) -> bool:
    """`draft: true`; in other tools `status: draft`, or `published: false`."""
    status = fields.value("status", one_of(tuple(_STATUS), loosely=True), "published")
    published = _published_on(fields) or fields.value("published", flag, True)
    return fields.value("draft", flag, False) or _STATUS[status] or not published


def _published_on(fields: Fields) -> bool:
    """Whether `published` is Hugo's, a date, and not Jekyll's, true or false."""
    given = fields.node("published")
    return isinstance(given, Scalar) and isinstance(moment(given.text.strip(), UTC), Moment)


def _names(fields: Fields, key: str, separator: str = "") -> tuple[str, ...]:
    """Names that become parts of URLs; those that differ in case or accents only are one."""
    scalars = fields.scalars(key)
    alone = isinstance(fields.node(key), Scalar)
    found: dict[str, str] = {}
    for scalar in scalars:
        text = one_line(scalar.text)
        for name in text.split(separator) if separator and alone else [text]:
            if slug := slugify(name):
                found.setdefault(slug, name.strip())
            elif name.strip():
                hint = "it becomes a part of a URL: use letters or digits"
                fields.fault(scalar, key, Fault(f"cannot have {said(name)}", hint))
    return tuple(found.values())


def _cars(fields: Fields) -> tuple[Located, ...]:
    """`make/model`, or with `/generation` and `/trim`; whether it exists is found out later."""
    cars = []
    for car in fields.words("cars"):
        parts = car.value.split("/")
        if 2 <= len(parts) <= 4 and not any(fault_in_name(part) for part in parts):
            cars.append(car)
        else:
            hint = "write make/model, as the file in content/cars/ is named"
            fields.fault(car.place, "cars", Fault(f"cannot have {said(car.value)}", hint))
    return tuple(cars)


def _aliases(fields: Fields) -> tuple[Located, ...]:
    scalars = fields.scalars("aliases")
    paths = ((fields.convert(scalar, "aliases", site_path, ""), scalar) for scalar in scalars)
    return tuple(fields.problems.located(path, scalar) for path, scalar in paths if path)


def _check_order(fields: Fields, article: Article) -> None:
    if article.expires and article.expires <= article.date:
        message = '"expires" is not after "date": nobody would ever see this'
        fields.problems.error(fields.spot("expires"), "date-order", message, "change one of them")
    if article.updated and article.updated < article.date:
        message = '"updated" is before "date"'
        fields.problems.warning(fields.spot("updated"), "date-order", message, "change one of them")
