"""References become what they point at, or a problem that says where and what is nearest."""

import posixpath

from carblog.assemble.embeds import photo_at, shown
from carblog.assemble.known import Known, Pointer, folder_url
from carblog.model.content import Article, Prose, Reference
from carblog.model.problem import Problem, nearest
from carblog.model.view import Embed, LinkEmbed, Photo, Text

MOST_HEADINGS = 5
"""Named when none of them is near."""


class Resolver:
    """Resolves the references of one text, collecting problems and the files that it links to."""

    def __init__(self, known: Known, base: str, article: Article | None = None) -> None:
        self._known = known
        self._pointer = Pointer(known, base)
        self._article = article
        self.linked: dict[str, str] = {}
        """Site path → file, for links to files that are published as they are."""

    @property
    def problems(self) -> list[Problem]:
        """What is wrong so far."""
        return self._pointer.problems

    def text(self, prose: Prose) -> Text:
        """The text with everything that it points at."""
        embeds = tuple(self._embed(reference, prose) for reference in prose.references)
        return Text(body=prose.body, embeds=embeds)

    def photo(self, reference: Reference, use: str) -> Photo | None:
        """The picture that a value of the front matter points at."""
        return photo_at(reference, self._pointer, use)

    def _embed(self, reference: Reference, prose: Prose) -> Embed:
        if reference.embed:
            return shown(reference, self._pointer)
        return LinkEmbed(url=self._address(reference, prose))

    def _address(self, reference: Reference, prose: Prose) -> str:
        """The URL that a link leads to."""
        target, _, anchor = reference.target.partition("#")
        if not target:
            self._check_anchor(anchor, prose, "this text", reference)
            return reference.target
        path = self._pointer.path(reference)
        if path is None:
            return ""
        if article := self._article_at(path):
            return self._article_address(article, anchor, reference)
        if url := self._page_of(path):
            return f"{url}#{anchor}" if anchor else url
        if path in self._known.files:
            return self._file_address(path)
        if why := self._known.hidden_because(path):
            self._pointer.not_online(reference, why)
        elif path in self._known.pictures:
            message = f'"{reference.target}" is a picture, and originals are not published'
            hint = f"show it with ![…]({reference.target})"
            self._pointer.problem(reference, "picture-link", message, hint)
        elif target.startswith("/"):
            # A site path such as /tags/: whether it is there is seen when all is planned.
            return reference.target
        else:
            everything = [*self._known.articles, *self._known.files, *self._known.photos]
            self._pointer.missing(reference, "link-broken", "file", everything)
        return ""

    def _article_at(self, path: str) -> Article | None:
        known = self._known.articles
        return known.get(path) or known.get(f"{path}/index.md")

    def _page_of(self, path: str) -> str:
        """The URL of the page of a gallery, photo, car or author."""
        if album := self._known.albums.get(path):
            return album.url
        if photo := self._known.photos.get(path):
            return photo.url
        if record := self._known.records.get(path):
            return record.car.url
        return self._known.addresses.get(path, "")

    def _article_address(self, article: Article, anchor: str, reference: Reference) -> str:
        if not self._known.visible(article, self._article):
            message = f'the story "{article.path}" is not online yet, or not any more'
            hint = "take the link out, or change that story's draft, date or expires"
            self._pointer.problem(reference, "link-not-due", message, hint)
            return ""
        if not anchor:
            return article.url
        self._check_anchor(anchor, article.prose, article.path, reference)
        return f"{article.url}#{anchor}"

    def _check_anchor(self, anchor: str, prose: Prose, where: str, reference: Reference) -> None:
        if anchor and anchor not in prose.anchors:
            message = f'{where} has no heading "#{anchor}"'
            headings = [f"#{id_}" for _, id_, _ in prose.headings[:MOST_HEADINGS]]
            hint = nearest(anchor, prose.anchors) or (
                f"it has {', '.join(headings)}" if headings else "it has no headings"
            )
            self._pointer.problem(reference, "anchor-missing", message, hint)

    def _file_address(self, path: str) -> str:
        folder, name = posixpath.split(path)
        url = f"{folder_url(folder)}{name}"
        self.linked[url] = path
        return url
