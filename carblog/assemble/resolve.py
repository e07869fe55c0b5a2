"""References become what they point at, or a problem that says where and what is nearest."""

import posixpath

from carblog.assemble.beside import notes_of
from carblog.assemble.embeds import shown
from carblog.assemble.inquiry import Inquiry
from carblog.assemble.pictured import lead_at, photo_at
from carblog.assemble.pointer import NO_NOTES, Pointer, folder_url
from carblog.model.content import Article, Lead, Prose, Reference
from carblog.model.problem import nearest
from carblog.model.view import Embed, LinkEmbed, Photo, Text

MOST_HEADINGS = 5
"""Named when none of them is near."""


HARMLESS = (".pdf", ".csv", ".txt", ".gpx", ".ics", ".zip", ".mp3", ".mp4", ".webm")
"""What contributors may publish as it is: nothing that runs in the site's name."""


class Resolver:
    """Resolves the references of one text."""

    def __init__(self, asks: Inquiry, base: str, article: Article | None = None) -> None:
        self._asks = asks
        notes = notes_of(article, asks) if article and article.photos else NO_NOTES
        self._pointer = Pointer(asks, base, notes)
        self._article = article

    def text(self, prose: Prose) -> Text:
        """The text with everything that it points at."""
        embeds = tuple(self._embed(reference, prose) for reference in prose.references)
        return Text(body=prose.body, embeds=embeds)

    def photo(self, reference: Reference, use: str) -> Photo | None:
        """The picture that a value of the front matter points at."""
        return photo_at(reference, self._pointer, use)

    def lead(self, lead: Lead, title: str) -> Photo | None:
        """A lead picture; `title` is its alternative text when nothing else is."""
        return lead_at(lead, self._pointer, title)

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
        if article := self._asks.article(path):
            return self._article_address(article, anchor, reference)
        if url := self._page_of(path):
            return f"{url}#{anchor}" if anchor else url
        if file := self._asks.file(path):
            return self._file_address(path, file, reference)
        if why := self._asks.hidden_because(path):
            self._pointer.not_online(reference, why)
        elif self._asks.picture(path):
            message = f'"{reference.target}" is a picture, and originals are not published'
            hint = f"show it with ![…]({reference.target})"
            self._pointer.problem(reference, "picture-link", message, hint)
        elif target.startswith("/"):
            # A site path such as /tags/: whether it is there is seen when all is planned.
            return reference.target
        else:
            asks = self._asks
            everything = [*asks.names("articles"), *asks.names("files"), *asks.names("photos")]
            self._pointer.missing(reference, "link-broken", "file", everything)
        return ""

    def _page_of(self, path: str) -> str:
        """The URL of the page of a gallery, photo, car or author."""
        if album := self._asks.album(path):
            return album.url
        if photo := self._asks.photo(path):
            return photo.url or photo.image.folder
        if record := self._asks.record(path):
            return record.car.url
        return self._asks.address(path)

    def _article_address(self, article: Article, anchor: str, reference: Reference) -> str:
        absence = self._asks.absence(article, self._article)
        if absence == "expired":
            return self._instead_of_expired(article, reference)
        if absence:
            message = f'the story "{article.path}" is not online yet'
            hint = "take the link out, or change that story's draft or date"
            self._pointer.problem(reference, "link-not-due", message, hint)
            return ""
        if not anchor:
            return article.url
        self._check_anchor(anchor, self._asks.headings(article), article.path, reference)
        return f"{article.url}#{anchor}"

    def _instead_of_expired(self, article: Article, reference: Reference) -> str:
        """The list that the story was in: on the night it expires nobody is there to mend links."""
        url = f"/{article.section}/" if self._asks.section(article.section) else "/"
        message = f'the story "{article.path}" has expired; the link leads to {url}'
        hint = "take the link out when you next edit this"
        self._pointer.problem(reference, "link-expired", message, hint, "warning")
        return url

    def _check_anchor(self, anchor: str, prose: Prose, where: str, reference: Reference) -> None:
        if anchor and anchor not in prose.anchors:
            message = f'{where} has no heading "#{anchor}"'
            headings = [f"#{id_}" for _, id_, _ in prose.headings[:MOST_HEADINGS]]
            hint = nearest(anchor, prose.anchors) or (
                f"it has {', '.join(headings)}" if headings else "it has no headings"
            )
            self._pointer.problem(reference, "anchor-missing", message, hint)

    def _file_address(self, path: str, file: str, reference: Reference) -> str:
        folder, name = posixpath.split(path)
        suffix = posixpath.splitext(name)[1].lower()
        if self._asks.known.cautious and suffix not in HARMLESS:
            message = f'"{reference.target}" is of a kind that a browser might run'
            hint = f"link to one of {', '.join(HARMLESS)}, or set `trust: owner` in site.yaml"
            self._pointer.problem(reference, "file-active", message, hint)
        url = f"{folder_url(folder)}{name}"
        self._asks.linked.add((url, file))
        return url
