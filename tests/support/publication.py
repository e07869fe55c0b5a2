"""A built folder as the web will see it: which address is which file."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from tests.support.htmlpage import HtmlPage, read_html


@dataclass(frozen=True)
class Publication:
    """`folder` is what the host serves at `base_url`, which has a scheme and ends in `/`."""

    folder: Path
    base_url: str

    def __post_init__(self) -> None:
        """Refuse what would make every address look right or wrong alike."""
        if not urlsplit(self.base_url).scheme or not self.base_url.endswith("/"):
            raise ValueError(f"a base URL has a scheme and ends in /, not {self.base_url!r}")
        if not self.folder.is_dir():
            raise ValueError(f"there is no folder {self.folder}")

    @property
    def base_path(self) -> str:
        """The path of the base URL: `/` or `/blog/`."""
        return urlsplit(self.base_url).path

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file, by its path in the folder with `/`."""
        found = (p for p in self.folder.rglob("*") if p.is_file())
        return frozenset(p.relative_to(self.folder).as_posix() for p in found)

    @cached_property
    def pages(self) -> dict[str, HtmlPage]:
        """Every HTML file, read, by its path."""
        return {path: read_html(self.text(path)) for path in self.named(".html")}

    def named(self, *suffixes: str) -> list[str]:
        """The files with one of these endings, sorted."""
        return sorted(path for path in self.files if path.lower().endswith(suffixes))

    def text(self, path: str) -> str:
        """The text of a file; what is not UTF-8 shows as `�`."""
        return (self.folder / path).read_text(encoding="utf-8", errors="replace")

    def url_of(self, path: str) -> str:
        """The address a file is published at: `news/index.html` is `…/news/`."""
        if path == "index.html" or path.endswith("/index.html"):
            path = path.removesuffix("index.html")
        return self.base_url + quote(path, safe="/~!$&'()*+,;=:@-._")

    def file_of(self, url: str) -> str | None:
        """The file a full address is answered with; None where the host has nothing."""
        if not self.holds(url):
            return None
        path = unquote(urlsplit(url).path[len(self.base_path) :])
        if not path or path.endswith("/"):
            path += "index.html"
        return path if path in self.files else None

    def same_host(self, url: str) -> bool:
        """Whether a full address is on this site's host, even if outside its base path."""
        mine, its = urlsplit(self.base_url), urlsplit(url)
        return its.scheme in {"http", "https"} and its.netloc == mine.netloc

    def holds(self, url: str) -> bool:
        """Whether a full address lies in this site."""
        return self.same_host(url) and (urlsplit(url).path or "/").startswith(self.base_path)

    def size_of(self, url: str) -> int | None:
        """How many bytes a full address is answered with."""
        path = self.file_of(url)
        return (self.folder / path).stat().st_size if path else None

    def absolute(self, path: str, url: str) -> str:
        """An address as it is written in a file, made full."""
        return urljoin(self.url_of(path), url)
