"""References become what they point at, or a problem that says where and what is nearest."""

import posixpath

from carblog.assemble.beside import notes_of
from carblog.assemble.embeds import shown
from carblog.assemble.known import Known, Ledger, Pointer, folder_url
from carblog.assemble.pictured import lead_at, photo_at
from carblog.model.content import Article, Lead, Prose, Reference
from carblog.model.problem import nearest
from carblog.model.view import Embed, LinkEmbed, Photo, Text

MOST_HEADINGS = 5
"""Named when none of them is near."""


HARMLESS = (".pdf", ".csv", ".txt", ".gpx", ".ics", ".zip", ".mp3", ".mp4", ".webm")
"""What contributors may publish as it is: nothing that runs in the site's name."""


class Resolver:
    """Resolves the references of one text; what it finds goes into the ledger."""

    def __init__(
        self, known: Known, base: str, ledger: Ledger, article: Article | None = None
    ) -> None:
        self._known = known
        notes = notes_of(article, known, ledger) if article else {}
        self._pointer = Pointer(known, base, ledger, notes)
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
        if article := self._article_at(path):
            return self._article_address(article, anchor, reference)
        if url := self._page_of(path):
            return f"{url}#{anchor}" if anchor else url
        if path in self._known.files:
            return self._file_address(path, reference)
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
            return photo.url or photo.image.folder
        if record := self._known.records.get(path):
            return record.car.url
        return self._known.addresses.get(path, "")

    def _article_address(self, article: Article, anchor: str, reference: Reference) -> str:
        absence = self._known.absent(article, self._article)
        if absence == "expired":
            return self._instead_of_expired(article, reference)
        if absence:
            message = f'the story "{article.path}" is not online yet'
            hint = "take the link out, or change that story's draft or date"
            self._pointer.problem(reference, "link-not-due", message, hint)
            return ""
        if not anchor:
            return article.url
        self._check_anchor(anchor, article.prose, article.path, reference)
        return f"{article.url}#{anchor}"

    def _instead_of_expired(self, article: Article, reference: Reference) -> str:
        """The list that the story was in: on the night it expires nobody is there to mend links."""
        url = f"/{article.section}/" if article.section in self._known.sections else "/"
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

    def _file_address(self, path: str, reference: Reference) -> str:
        folder, name = posixpath.split(path)
        suffix = posixpath.splitext(name)[1].lower()
        if self._known.cautious and suffix not in HARMLESS:
            message = f'"{reference.target}" is of a kind that a browser might run'
            hint = f"link to one of {', '.join(HARMLESS)}, or set `trust: owner` in site.yaml"
            self._pointer.problem(reference, "file-active", message, hint)
        url = f"{folder_url(folder)}{name}"
        self._pointer.ledger.linked.add((url, self._known.files[path]))
        return url
