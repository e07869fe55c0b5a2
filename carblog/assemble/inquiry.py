"""What one text asks of the site: every question is noted, with what comes of it.

So what was made of the text can be kept for as long as each of its questions has the same answer.
"""

import posixpath
from collections.abc import Sequence
from typing import Literal

from carblog.assemble.due import Absence, absence
from carblog.assemble.known import ALWAYS, FOLDER_OF, HEADINGS_OF, NAMES_OF, Known, Table
from carblog.model.content import Article, Picture, Prose
from carblog.model.paths import nfc
from carblog.model.picture import Fractions
from carblog.model.problem import Place, Problem
from carblog.model.settings import SectionSettings
from carblog.model.site import Album, Record
from carblog.model.view import Link, Photo

Severity = Literal["error", "warning"]


class Inquiry:
    """The questions of one text, its problems, and the files that it links to."""

    __slots__ = ("asked", "known", "linked", "problems")

    def __init__(self, known: Known) -> None:
        self.known = known
        """What it says of the whole site may be read as it is: see `changes`."""
        self.asked: set[str] = {ALWAYS}
        self.problems: list[Problem] = []
        self.linked: set[tuple[str, str]] = set()
        """(site path, path on disk) of files that are published as they are."""

    def article(self, path: str) -> Article | None:
        """The article in a file, or in the `index.md` of a folder; due or not."""
        self.asked.add(path)
        articles = self.known.articles
        return articles.get(path) or articles.get(path + FOLDER_OF)

    def absence(self, article: Article, beside: Article | None) -> Absence:
        """Why an article that was asked for is not online when the one beside it comes online."""
        return absence(article, beside, self.known.clock)

    def headings(self, article: Article) -> Prose:
        """The text of an article, for its headings."""
        self.asked.add(nfc(article.path) + HEADINGS_OF)
        return article.prose

    def album(self, folder: str) -> Album | None:
        self.asked.add(folder)
        return self.known.albums.get(folder)

    def photo(self, path: str) -> Photo | None:
        """A photo of a gallery that is due."""
        self.asked.add(path)
        return self.known.photos.get(path)

    def picture(self, path: str) -> Picture | None:
        """A picture file, with what its sidecar says."""
        self.asked.add(path)
        return self.known.pictures.get(path)

    def redacted(self, path: str) -> tuple[Fractions, ...]:
        """What any story says must not be seen of a picture that is in no gallery."""
        self.asked.add(path)
        return self.known.redacted.get(path, ())

    def record(self, path: str) -> Record | None:
        self.asked.add(path)
        return self.known.records.get(path)

    def address(self, path: str) -> str:
        """The URL of another file with a page of its own, such as an author's profile."""
        self.asked.add(path)
        return self.known.addresses.get(path, "")

    def file(self, path: str) -> str:
        """The path on disk of a file that is published as it is when something links to it."""
        self.asked.add(path)
        return self.known.files.get(path, "")

    def hidden(self, folder: str) -> str:
        """Why a gallery is not online; empty when it is, and when it is none."""
        self.asked.add(folder)
        return self.known.hidden.get(folder, "")

    def hidden_because(self, path: str) -> str:
        """Why a gallery, or the gallery of a photo, is not online; empty when it is no such."""
        return self.hidden(path) or self.hidden(posixpath.dirname(path))

    def section(self, name: str) -> SectionSettings | None:
        """A section that has a list."""
        self.asked.add(name)
        return self.known.sections.get(name)

    def author(self, name: str) -> Link | None:
        self.asked.add(name)
        return self.known.authors.get(name)

    def has_car(self, id_: str) -> bool:
        self.asked.add(id_)
        return id_ in self.known.cars

    def names(self, table: Table) -> Sequence[str]:
        """All that there are, to name the nearest."""
        self.asked.add(NAMES_OF + table)
        return list(getattr(self.known, table))

    def albums(self) -> Sequence[Album]:
        self.asked.add(NAMES_OF + "albums")
        return list(self.known.albums.values())

    def has_galleries(self) -> bool:
        """Whether there is any, due or not."""
        self.asked |= {NAMES_OF + "albums", NAMES_OF + "hidden"}
        return bool(self.known.albums or self.known.hidden)

    def problem(
        self, place: Place, code: str, message: str, hint: str = "", severity: Severity = "error"
    ) -> None:
        """One more problem."""
        self.problems.append(Problem(place, code, message, hint, severity))
